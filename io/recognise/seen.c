/*
 * What a board's recognised meetings show: when it really meets, how long, and who is there.
 *
 * A board's records by day: the copies of one day are one meeting. Its own calendar says the days where it has any. A
 * meeting is called off where a copy of the same event says so. Cost: the records, sorted by board.
 */
#include "recognise.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
	const struct moot_record *x = *(const struct moot_record *const *)a;
	const struct moot_record *y = *(const struct moot_record *const *)b;
	if (x->board != y->board)
		return x->board < y->board ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x < y ? -1 : x > y; /* places in one array, which is sorted */
}

static moot_day day_of(const struct moot_record *record)
{
	return (moot_day)(record->start / MOOT_MINUTES_A_DAY - (record->start % MOOT_MINUTES_A_DAY < 0));
}

static int compare_numbers(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/* By person: what stands for the day at hand, then the sums of all days. */
struct tally {
	bool is_here;
	bool is_own; /* said in the person's own calendar */
	enum moot_partstat answer;
	struct moot_turnout sum;
};

struct count {
	struct moot_recognition *r;
	struct tally *tallies; /* by person */
	int *people;           /* who has a tally on this board */
	size_t person_count;
	int *lengths;
	size_t meetings;
	struct moot_seen *seen;
};

static void note(struct count *c, int person, enum moot_partstat answer, bool own)
{
	struct tally *tally = &c->tallies[person];
	if (tally->sum.person == MOOT_NONE) {
		tally->sum.person = person;
		c->people[c->person_count++] = person;
	}
	/* One's own calendar knows one's own answer best; else whoever says something. */
	bool better = own ? !tally->is_own || tally->answer == MOOT_ANSWER_OPEN
			  : !tally->is_own && tally->answer == MOOT_ANSWER_OPEN;
	if (answer != MOOT_ANSWER_OPEN && better) {
		tally->answer = answer;
		tally->is_own = own;
	}
	tally->is_here = true;
}

static void note_record(struct count *c, const struct moot_record *record)
{
	const struct moot_invitation *list = &c->r->invitations[record->invitation];
	int owner = record->of == MOOT_CALENDAR_PERSON ? record->owner : MOOT_NONE;
	for (size_t g = list->first; g < list->first + list->count; g++) {
		const struct moot_guest *guest = &c->r->guests[g];
		note(c, guest->person, guest->answer, guest->person == owner);
	}
	if (owner != MOOT_NONE)
		note(c, owner, MOOT_ANSWER_OPEN, true);
}

static void close_day(struct count *c)
{
	for (size_t i = 0; i < c->person_count; i++) {
		struct tally *tally = &c->tallies[c->people[i]];
		if (!tally->is_here)
			continue;
		tally->sum.invited++;
		tally->sum.accepted += tally->answer == MOOT_ANSWER_ACCEPTED;
		tally->sum.tentative += tally->answer == MOOT_ANSWER_TENTATIVE;
		tally->sum.declined += tally->answer == MOOT_ANSWER_DECLINED || tally->answer == MOOT_ANSWER_DELEGATED;
		tally->is_here = false;
		tally->is_own = false;
		tally->answer = MOOT_ANSWER_OPEN;
	}
}

/* True where a copy of the same event, at the same time, is called off. */
static bool is_off(struct moot_record *const *records, size_t first, size_t end, const struct moot_record *record)
{
	for (size_t i = first; i < end; i++) {
		if (records[i]->is_cancelled && records[i]->series == record->series &&
		    records[i]->start == record->start)
			return true;
	}
	return false;
}

/* The records of one day; where `own`, the board's calendar must hold one of them. */
static void take_day(struct count *c, struct moot_record *const *records, size_t first, size_t end, bool own)
{
	const struct moot_record *meeting = NULL;
	for (size_t i = first; i < end; i++) {
		const struct moot_record *record = records[i];
		bool counts = !record->all_day && record->end > record->start && !is_off(records, first, end, record) &&
			      (!own || record->of == MOOT_CALENDAR_BOARD);
		if (counts && (!meeting || record->of < meeting->of))
			meeting = record;
	}
	if (!meeting)
		return;
	for (size_t i = first; i < end; i++) {
		if (!records[i]->all_day && !is_off(records, first, end, records[i]))
			note_record(c, records[i]);
	}
	close_day(c);
	moot_day day = day_of(meeting);
	c->seen->first = c->meetings == 0 ? day : c->seen->first;
	c->seen->last = day;
	moot_minute minutes = meeting->end - meeting->start;
	c->lengths[c->meetings++] = minutes > MOOT_MINUTES_A_DAY ? MOOT_MINUTES_A_DAY : (int)minutes;
}

static bool has_own(struct moot_record *const *records, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		if (records[i]->of == MOOT_CALENDAR_BOARD && !records[i]->is_cancelled)
			return true;
	}
	return false;
}

/* How many calendars the records are from. */
static int count_calendars(const struct count *c, struct moot_record *const *records, size_t first, size_t end)
{
	int count = 0;
	bool own = false;
	for (size_t i = first; i < end; i++) {
		if (records[i]->of == MOOT_CALENDAR_PERSON && !c->tallies[records[i]->owner].is_own) {
			c->tallies[records[i]->owner].is_own = true;
			count++;
		}
		own = own || records[i]->of == MOOT_CALENDAR_BOARD;
	}
	for (size_t i = first; i < end; i++) {
		if (records[i]->of == MOOT_CALENDAR_PERSON)
			c->tallies[records[i]->owner].is_own = false;
	}
	return count + own;
}

static bool keep_turnout(struct count *c)
{
	struct moot_landscape *l = c->r->landscape;
	c->seen->turnout = moot_arena_array(l->arena, c->person_count, sizeof *c->seen->turnout);
	if (!c->seen->turnout)
		return false;
	if (c->person_count > 1)
		qsort(c->people, c->person_count, sizeof *c->people, compare_numbers);
	for (size_t i = 0; i < c->person_count; i++) {
		c->seen->turnout[i] = c->tallies[c->people[i]].sum;
		c->tallies[c->people[i]] = (struct tally){.sum.person = MOOT_NONE};
	}
	c->seen->turnout_count = c->person_count;
	c->person_count = 0;
	return true;
}

/* The records [first, end) are those of one board, by start. */
static bool take_board(struct count *c, struct moot_record *const *records, size_t first, size_t end)
{
	bool own = has_own(records, first, end);
	c->seen = &c->r->landscape->boards[records[first]->board].seen;
	c->seen->calendars = count_calendars(c, records, first, end);
	c->meetings = 0;
	for (size_t i = first; i < end;) {
		size_t next = i + 1;
		while (next < end && day_of(records[next]) == day_of(records[i]))
			next++;
		take_day(c, records, i, next, own);
		i = next;
	}
	c->seen->meetings = (int)c->meetings;
	if (c->meetings > 1)
		qsort(c->lengths, c->meetings, sizeof *c->lengths, compare_numbers);
	c->seen->minutes = c->meetings > 0 ? c->lengths[(c->meetings - 1) / 2] : 0;
	return keep_turnout(c);
}

static void count_looked(struct moot_recognition *r)
{
	struct moot_landscape *l = r->landscape;
	for (size_t b = 0; b < l->board_count; b++) {
		struct moot_seen *seen = &l->boards[b].seen;
		seen->first = seen->last = MOOT_NO_DAY;
		seen->looked = seen->own;
	}
	for (size_t m = 0; m < l->member_count; m++)
		l->boards[l->members[m].board].seen.looked += r->has_calendar[l->members[m].person];
}

enum moot_status moot_recognition_fill_seen(struct moot_recognition *r)
{
	const struct moot_landscape *l = r->landscape;
	struct moot_record **records = moot_allocate(r->record_count, sizeof *records);
	struct count c = {.r = r,
			  .tallies = moot_allocate(l->person_count, sizeof *c.tallies),
			  .people = moot_allocate(l->person_count, sizeof *c.people),
			  .lengths = moot_allocate(r->record_count, sizeof *c.lengths)};
	bool done = records && c.tallies && c.people && c.lengths;
	size_t count = 0;
	count_looked(r);
	for (size_t p = 0; done && p < l->person_count; p++)
		c.tallies[p].sum.person = MOOT_NONE;
	for (size_t i = 0; done && i < r->record_count; i++) {
		if (r->records[i].board != MOOT_NONE && !r->records[i].is_stale)
			records[count++] = &r->records[i];
	}
	if (count > 1)
		qsort(records, count, sizeof *records, compare);
	for (size_t i = 0; i < count && done;) {
		size_t end = i + 1;
		while (end < count && records[end]->board == records[i]->board)
			end++;
		done = take_board(&c, records, i, end);
		i = end;
	}
	moot_release(records);
	moot_release(c.tallies);
	moot_release(c.people);
	moot_release(c.lengths);
	return done ? MOOT_OK : MOOT_ERROR_MEMORY;
}
