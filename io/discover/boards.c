/*
 * Meetings to boards.
 *
 * The dates of a meeting are its days on which no copy is called off; a copy that still stands where another has moved
 * away is left out. A meeting is a board where it recurs (three dates, or two of a series, or two at least 60 days
 * apart with five people), with at least three members, at most MOST_A_YEAR times a year, for 10 minutes to 12 hours,
 * and is busy time for somebody. A member is invited on at least a third of the dates: a guest of one meeting is none.
 */
#include "discover.h"

#include <stdlib.h>
#include <string.h>

#include "io/plan/slug.h"
#include "io/text.h"

enum { FEWEST_MEMBERS = 3, MOST_A_YEAR = 110, FEWEST_MINUTES = 10, MOST_MINUTES = 720, FEWEST_DATES = 3 };
enum { APART_DAYS = 60, APART_MEMBERS = 5, DAYS_A_YEAR = 366 };

/* One group's sightings while it is looked at. */
struct look {
	struct moot_discovery *d;
	struct moot_sighting **sightings; /* by start */
	size_t count;
	struct moot_sighting **odd;
	size_t odd_count;
	moot_day *days;
	int *lengths;
	size_t date_count;
	int *dates;    /* by address: on how many dates */
	int *last_day; /* by address: the last date counted */
	int *roles;    /* by address and role */
	int *chairs;   /* by address: dates as the organiser */
	int *people;   /* addresses that have any */
	size_t person_count;
	int *feeds; /* by feed: seen */
	size_t feed_count;
	bool recurs;
	bool is_busy;
};

static moot_day day_of(moot_minute start)
{
	return (moot_day)(start / MOOT_MINUTES_A_DAY - (start % MOOT_MINUTES_A_DAY < 0));
}

static int by_group(const void *a, const void *b)
{
	const struct moot_sighting *x = *(const struct moot_sighting *const *)a;
	const struct moot_sighting *y = *(const struct moot_sighting *const *)b;
	if (x->board != y->board)
		return x->board < y->board ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->feed != y->feed)
		return x->feed < y->feed ? -1 : 1;
	return (x->notice > y->notice) - (x->notice < y->notice);
}

static int compare_numbers(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/* The copies that were moved or called off. */
static void find_odd(struct look *look)
{
	look->odd_count = 0;
	for (size_t i = 0; i < look->count; i++) {
		struct moot_sighting *sighting = look->sightings[i];
		if (sighting->is_cancelled || sighting->replaces != sighting->start)
			look->odd[look->odd_count++] = sighting;
	}
}

/* True where another copy of the event has moved away from here, or is called off here. */
static bool is_stale(const struct look *look, const struct moot_sighting *sighting)
{
	for (size_t i = 0; i < look->odd_count; i++) {
		const struct moot_sighting *odd = look->odd[i];
		if (odd->series != sighting->series)
			continue;
		bool moved = odd->replaces == sighting->start && odd->start != sighting->start &&
			     sighting->replaces == sighting->start;
		if (moved || (odd->is_cancelled && odd->start == sighting->start))
			return true;
	}
	return false;
}

static void count_person(struct look *look, int address, enum moot_invited role, bool organises, moot_day day)
{
	if (look->dates[address] == 0)
		look->people[look->person_count++] = address;
	look->chairs[address] += organises;
	if (look->dates[address] > 0 && look->last_day[address] == day)
		return;
	look->last_day[address] = day;
	look->dates[address]++;
	look->roles[4 * address + (int)role]++;
}

static void count_sighting(struct look *look, const struct moot_sighting *sighting)
{
	const struct moot_notice *notice = &look->d->notices[sighting->notice];
	moot_day day = day_of(sighting->start);
	int owner = look->d->owners[sighting->feed].address;
	for (size_t i = 0; i < notice->invite_count; i++)
		count_person(look, notice->invites[i].address, notice->invites[i].role, false, day);
	if (notice->organiser != MOOT_NONE)
		count_person(look, notice->organiser, MOOT_INVITED_REQUIRED, true, day);
	if (owner != MOOT_NONE)
		count_person(look, owner, MOOT_INVITED_REQUIRED, false, day);
	if (!look->feeds[sighting->feed]) {
		look->feeds[sighting->feed] = 1;
		look->feed_count++;
	}
	look->recurs = look->recurs || notice->recurs;
	look->is_busy = look->is_busy || !sighting->is_free;
}

/* Goes through the group once; false where it has no date. */
static bool look_at(struct look *look)
{
	look->date_count = look->person_count = look->feed_count = 0;
	look->recurs = look->is_busy = false;
	find_odd(look);
	for (size_t i = 0; i < look->count; i++) {
		struct moot_sighting *sighting = look->sightings[i];
		moot_day day = day_of(sighting->start);
		sighting->board = MOOT_NONE;
		if (sighting->is_cancelled || sighting->end <= sighting->start || is_stale(look, sighting))
			continue;
		sighting->board = 0; /* for the while: it counts */
		if (look->date_count == 0 || look->days[look->date_count - 1] != day) {
			moot_minute minutes = sighting->end - sighting->start;
			look->days[look->date_count] = day;
			look->lengths[look->date_count++] =
			    minutes > MOOT_MINUTES_A_DAY ? MOOT_MINUTES_A_DAY : (int)minutes;
		}
		count_sighting(look, sighting);
	}
	return look->date_count > 0;
}

static void forget(struct look *look)
{
	for (size_t i = 0; i < look->person_count; i++) {
		int address = look->people[i];
		look->dates[address] = look->chairs[address] = 0;
		memset(&look->roles[4 * address], 0, 4 * sizeof *look->roles);
	}
	memset(look->feeds, 0, look->d->feed_count * sizeof *look->feeds);
}

static size_t count_between(const struct look *look, moot_day from, moot_day to)
{
	size_t count = 0;
	for (size_t i = 0; i < look->date_count; i++)
		count += look->days[i] >= from && look->days[i] <= to;
	return count;
}

/*
 * Meetings in the planning year. Where the calendars end early (the last date is more than one and a half usual gaps
 * before the year's end), the year before may show more.
 */
static int meetings_a_year(const struct look *look, const char **evidence)
{
	const struct moot_discovery *d = look->d;
	size_t planned = count_between(look, d->from, d->to);
	size_t before = count_between(look, d->seen_from, d->from - 1);
	moot_day last = look->days[look->date_count - 1];
	int gap = look->date_count > 1 ? (last - look->days[0]) / (int)(look->date_count - 1) : DAYS_A_YEAR;
	bool ends_early = 2 * (d->to - last) > 3 * gap + 14;
	bool earlier = planned == 0 || (ends_early && before > planned);
	*evidence = earlier ? "dates in the year before the planning year, where the calendars show more"
			    : "dates in the planning year";
	return (int)(earlier ? before : planned);
}

static bool is_member(const struct look *look, int address)
{
	int dates = look->dates[address];
	return 3 * dates >= (int)look->date_count && (dates > 1 || look->date_count < FEWEST_DATES);
}

static size_t count_members(const struct look *look)
{
	size_t count = 0;
	for (size_t i = 0; i < look->person_count; i++)
		count += is_member(look, look->people[i]);
	return count;
}

static bool recurs(const struct look *look, size_t members)
{
	if (look->date_count >= FEWEST_DATES)
		return true;
	bool apart = look->date_count == 2 && look->days[1] - look->days[0] >= APART_DAYS && members >= APART_MEMBERS;
	return look->date_count == 2 && (look->recurs || apart);
}

/* A chair by ROLE where there is one, else whoever called most of the meetings. */
static int find_chair(const struct look *look)
{
	int best = MOOT_NONE;
	long most = 0;
	for (size_t i = 0; i < look->person_count; i++) {
		int address = look->people[i];
		bool by_role = 2 * look->roles[4 * address + MOOT_INVITED_CHAIR] >= (int)look->date_count;
		long rank = (by_role ? 1000000000L : 0) + look->chairs[address];
		bool earlier =
		    best == MOOT_NONE || strcmp(look->d->addresses[address].email, look->d->addresses[best].email) < 0;
		if (is_member(look, address) && (rank > most || (rank == most && rank > 0 && earlier))) {
			best = address;
			most = rank;
		}
	}
	return best;
}

static enum moot_role role_of(const struct look *look, int address, int chair)
{
	const int *roles = &look->roles[4 * address];
	if (address == chair)
		return MOOT_CHAIR;
	if (roles[MOOT_INVITED_TO_KNOW] > roles[MOOT_INVITED_OPTIONAL] &&
	    2 * roles[MOOT_INVITED_TO_KNOW] > look->dates[address])
		return MOOT_OBSERVER;
	return 2 * roles[MOOT_INVITED_OPTIONAL] > look->dates[address] ? MOOT_OPTIONAL : MOOT_MEMBER;
}

static void take_members(struct look *look, struct moot_found_board *board)
{
	struct moot_discovery *d = look->d;
	int chair = find_chair(look);
	board->members = moot_discover_array(d, look->person_count, sizeof *board->members);
	for (size_t i = 0; !d->status && i < look->person_count; i++) {
		int address = look->people[i];
		if (!is_member(look, address))
			continue;
		d->addresses[address].is_person = true;
		board->members[board->member_count++] =
		    (struct moot_found_member){.address = address,
					       .dates = look->dates[address],
					       .role = role_of(look, address, chair),
					       .organises = look->chairs[address] > 0};
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The title that most sightings have, and the notices. */
static void take_titles(struct look *look, struct moot_found_board *board)
{
	struct moot_discovery *d = look->d;
	const char **titles = moot_discover_array(d, look->count, sizeof *titles);
	size_t count = 0;
	size_t most = 0;
	int last = MOOT_NONE;
	board->notices = moot_discover_array(d, look->count, sizeof *board->notices);
	for (size_t i = 0; !d->status && i < look->count; i++) {
		const struct moot_notice *notice = &d->notices[look->sightings[i]->notice];
		if (look->sightings[i]->board == MOOT_NONE)
			continue;
		if (*notice->title)
			titles[count++] = notice->title;
		if (look->sightings[i]->notice != last)
			board->notices[board->notice_count++] = notice;
		last = look->sightings[i]->notice;
	}
	if (!d->status && count > 1)
		qsort(titles, count, sizeof *titles, by_text);
	board->name = "Meeting";
	for (size_t i = 0, run = 0; i < count && !d->status; i++) {
		run = i > 0 && strcmp(titles[i], titles[i - 1]) == 0 ? run + 1 : 1;
		if (run > most) {
			most = run;
			board->name = titles[i];
		}
	}
}

static double confidence_of(const struct look *look, size_t members)
{
	double confidence = 0.5 + (look->recurs ? 0.2 : 0) + (look->feed_count > 1 ? 0.15 : 0);
	confidence += look->date_count >= 4 ? 0.05 : 0;
	return confidence + (members >= 5 ? 0.05 : 0);
}

static void take_board(struct look *look)
{
	struct moot_discovery *d = look->d;
	struct moot_found_board board = {.mode = "", .venue = MOOT_NONE, .dates = (int)look->date_count};
	size_t members = count_members(look);
	board.first_series = d->group[look->sightings[0]->series];
	board.meetings = meetings_a_year(look, &board.meetings_evidence);
	qsort(look->lengths, look->date_count, sizeof *look->lengths, compare_numbers);
	board.minutes = look->lengths[(look->date_count - 1) / 2];
	if (members < FEWEST_MEMBERS || !recurs(look, members) || board.meetings < 1 || board.meetings > MOST_A_YEAR ||
	    board.minutes < FEWEST_MINUTES || board.minutes > MOST_MINUTES || !look->is_busy)
		return;
	board.evidence =
	    moot_arena_format(d->arena, "%zu dates in %zu calendar%s%s", look->date_count, look->feed_count,
			      look->feed_count == 1 ? "" : "s", look->recurs ? ", as a series" : "");
	board.confidence = confidence_of(look, members);
	take_members(look, &board);
	take_titles(look, &board);
	if (d->status || !board.evidence ||
	    !moot_array_reserve((void **)&d->boards, &d->board_capacity, d->board_count + 1, sizeof *d->boards)) {
		d->status = MOOT_ERROR_MEMORY;
		return;
	}
	d->boards[d->board_count++] = board;
}

/* Names are made unique by the chair's organisation or a number; ids come from the names. */
static void name_boards(struct moot_discovery *d)
{
	struct moot_slug *slugs = moot_discover_array(d, d->board_count, sizeof *slugs);
	struct moot_lexicon names = {0};
	for (size_t b = 0; b < d->board_count && !d->status; b++) {
		struct moot_found_board *board = &d->boards[b];
		const char *base = board->name;
		int index = 0;
		size_t before = names.count;
		for (int n = 2; moot_lexicon_find(&names, board->name) >= 0 && !d->status; n++) {
			board->name = moot_arena_format(d->arena, "%s (%d)", base, n);
			if (!board->name)
				d->status = MOOT_ERROR_MEMORY;
		}
		if (!d->status && moot_lexicon_add(&names, board->name, board->name, &index) != MOOT_OK)
			d->status = MOOT_ERROR_MEMORY;
		if (names.count > before)
			slugs[b].name = board->name;
	}
	size_t count = d->board_count;
	if (!d->status)
		d->status = moot_slugs_make(d->arena, slugs, &count, NULL);
	for (size_t i = 0; i < count && !d->status; i++)
		d->boards[moot_lexicon_find(&names, slugs[i].name)].id = slugs[i].slug;
	moot_lexicon_clear(&names);
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct moot_found_board *)a)->id, ((const struct moot_found_board *)b)->id);
}

/* Marks each sighting with its board, -1 for none. */
static void mark_sightings(struct moot_discovery *d)
{
	int *boards = moot_discover_array(d, d->keys.count, sizeof *boards);
	for (size_t s = 0; !d->status && s < d->keys.count; s++)
		boards[s] = MOOT_NONE;
	for (size_t b = 0; !d->status && b < d->board_count; b++)
		boards[d->boards[b].first_series] = (int)b;
	for (size_t i = 0; !d->status && i < d->sighting_count; i++) {
		struct moot_sighting *sighting = &d->sightings[i];
		if (sighting->board != MOOT_NONE)
			sighting->board = boards[d->group[sighting->series]];
	}
}

static bool prepare(struct moot_discovery *d, struct look *look)
{
	*look = (struct look){.d = d};
	look->odd = moot_discover_array(d, d->sighting_count, sizeof *look->odd);
	look->days = moot_discover_array(d, d->sighting_count, sizeof *look->days);
	look->lengths = moot_discover_array(d, d->sighting_count, sizeof *look->lengths);
	look->dates = moot_discover_array(d, d->emails.count, sizeof *look->dates);
	look->last_day = moot_discover_array(d, d->emails.count, sizeof *look->last_day);
	look->roles = moot_discover_array(d, d->emails.count * 4, sizeof *look->roles);
	look->chairs = moot_discover_array(d, d->emails.count, sizeof *look->chairs);
	look->people = moot_discover_array(d, d->emails.count, sizeof *look->people);
	look->feeds = moot_discover_array(d, d->feed_count, sizeof *look->feeds);
	return !d->status;
}

void moot_discover_boards(struct moot_discovery *d)
{
	struct look look;
	struct moot_sighting **sightings = moot_discover_array(d, d->sighting_count, sizeof *sightings);
	size_t count = 0;
	if (!prepare(d, &look))
		return;
	for (size_t i = 0; i < d->sighting_count; i++) {
		if (d->sightings[i].notice == MOOT_NONE)
			continue;
		d->sightings[i].board = d->group[d->sightings[i].series]; /* for the while */
		sightings[count++] = &d->sightings[i];
	}
	if (count > 1)
		qsort(sightings, count, sizeof *sightings, by_group);
	for (size_t i = 0; i < count && !d->status;) {
		size_t end = i + 1;
		int group = sightings[i]->board;
		while (end < count && sightings[end]->board == group)
			end++;
		look.sightings = sightings + i;
		look.count = end - i;
		if (look_at(&look))
			take_board(&look);
		forget(&look);
		i = end;
	}
	if (!d->status)
		name_boards(d);
	if (!d->status && d->board_count > 1)
		qsort(d->boards, d->board_count, sizeof *d->boards, by_id);
	mark_sightings(d);
}
