/* From calendars to records, and whose meeting each of them is (recognise.h). */
#include "recognise.h"

#include <stdlib.h>
#include <string.h>

#include "io/csv/word.h"

enum { FEWEST_INITIALS = 3 };

static bool add_name(struct moot_recognition *r, struct moot_board_name *name, const char *text)
{
	name->folded = moot_word_fold(r->arena, text);
	return name->folded && moot_title_split(r->arena, text, &name->words);
}

/* "hwb" for Health and Wellbeing Board. */
static const char *initials_of(struct moot_arena *arena, const char *name)
{
	const char *core = moot_title_core(arena, name);
	char *letters = core ? moot_arena_text(arena, core) : NULL;
	size_t count = 0;
	for (size_t i = 0; letters && core[i]; i++) {
		if (core[i] != ' ' && (i == 0 || core[i - 1] == ' '))
			letters[count++] = core[i];
	}
	if (letters)
		letters[count < FEWEST_INITIALS ? 0 : count] = '\0';
	return letters;
}

static bool take_names(struct moot_recognition *r)
{
	const struct moot_landscape *l = r->landscape;
	size_t count = 0;
	for (size_t b = 0; b < l->board_count; b++)
		count += 1 + l->boards[b].match_count;
	r->names = moot_arena_array(r->arena, count, sizeof *r->names);
	r->first_name = moot_arena_array(r->arena, l->board_count + 1, sizeof *r->first_name);
	r->initials = moot_arena_array(r->arena, l->board_count, sizeof *r->initials);
	count = 0;
	for (size_t b = 0; r->names && r->first_name && r->initials && b < l->board_count; b++) {
		const struct moot_board *board = &l->boards[b];
		r->first_name[b] = count;
		r->initials[b] = initials_of(r->arena, board->name);
		if (!r->initials[b] || !add_name(r, &r->names[count], board->name) ||
		    !moot_title_weights_add(&r->weights, &r->names[count].words))
			return false;
		count++;
		for (size_t m = 0; m < board->match_count; m++) {
			if (!add_name(r, &r->names[count], board->match[m]))
				return false;
			count += r->names[count].folded[0] != '\0';
		}
		r->first_name[b + 1] = count;
	}
	return r->names && r->first_name && r->initials;
}

static bool take_emails(struct moot_recognition *r)
{
	const struct moot_landscape *l = r->landscape;
	r->email_people = moot_arena_array(r->arena, l->person_count, sizeof *r->email_people);
	for (size_t p = 0; r->email_people && p < l->person_count; p++) {
		int index = 0;
		size_t before = r->emails.count;
		const char *email = l->people[p].email ? moot_word_fold(r->arena, l->people[p].email) : "";
		if (!email || (*email && moot_lexicon_add(&r->emails, email, email, &index) != MOOT_OK))
			return false;
		if (r->emails.count > before)
			r->email_people[index] = (int)p;
	}
	return r->email_people != NULL;
}

/* Boards by person: members come in any order. */
static bool take_seats(struct moot_recognition *r)
{
	const struct moot_landscape *l = r->landscape;
	r->seats = moot_arena_array(r->arena, l->member_count, sizeof *r->seats);
	r->first_seat = moot_arena_array(r->arena, l->person_count + 2, sizeof *r->first_seat);
	r->member_count = moot_arena_array(r->arena, l->board_count, sizeof *r->member_count);
	r->has_calendar = moot_arena_array(r->arena, l->person_count, sizeof *r->has_calendar);
	r->score = moot_arena_array(r->arena, l->board_count, sizeof *r->score);
	if (!r->seats || !r->first_seat || !r->member_count || !r->has_calendar || !r->score)
		return false;
	for (size_t m = 0; m < l->member_count; m++) {
		r->first_seat[l->members[m].person + 2]++;
		r->member_count[l->members[m].board]++;
	}
	for (size_t p = 2; p < l->person_count + 2; p++)
		r->first_seat[p] += r->first_seat[p - 1];
	/* first_seat[p + 1] is where the next seat of p goes, and ends as the first of p + 1. */
	for (size_t m = 0; m < l->member_count; m++)
		r->seats[r->first_seat[l->members[m].person + 1]++] = l->members[m].board;
	return true;
}

enum moot_status moot_recognition_begin(struct moot_recognition *r, struct moot_landscape *landscape)
{
	*r = (struct moot_recognition){.landscape = landscape, .arena = moot_arena_new()};
	if (!r->arena || !take_names(r) || !take_emails(r) || !take_seats(r))
		return MOOT_ERROR_MEMORY;
	return MOOT_OK;
}

void moot_recognition_end(struct moot_recognition *r)
{
	moot_arena_free(r->arena);
	moot_lexicon_clear(&r->emails);
	moot_lexicon_clear(&r->keys);
	moot_title_weights_clear(&r->weights);
	moot_release(r->series);
	moot_release(r->invitations);
	moot_release(r->guests);
	moot_release(r->records);
	*r = (struct moot_recognition){0};
}

bool moot_recognition_sits(const struct moot_recognition *r, int person, int board)
{
	for (size_t s = r->first_seat[person]; s < r->first_seat[person + 1]; s++) {
		if (r->seats[s] == board)
			return true;
	}
	return false;
}

static int person_of(const struct moot_recognition *r, const char *email)
{
	int index = *email ? moot_lexicon_find(&r->emails, email) : -1;
	return index < 0 ? MOOT_NONE : r->email_people[index];
}

/* Each person once, with the first answer that says something. */
static bool add_guest(struct moot_recognition *r, size_t first, int person, enum moot_partstat answer)
{
	if (person == MOOT_NONE)
		return true;
	for (size_t g = first; g < r->guest_count; g++) {
		if (r->guests[g].person != person)
			continue;
		if (r->guests[g].answer == MOOT_ANSWER_OPEN)
			r->guests[g].answer = answer;
		return true;
	}
	if (!moot_array_reserve((void **)&r->guests, &r->guest_capacity, r->guest_count + 1, sizeof *r->guests))
		return false;
	r->guests[r->guest_count++] = (struct moot_guest){.person = person, .answer = answer};
	return true;
}

/* The organisation of whoever shares the organiser's e-mail domain; an organiser need not be in the landscape. */
static int organisation_of(const struct moot_recognition *r, int person, const char *email)
{
	const struct moot_landscape *l = r->landscape;
	const char *domain = strchr(email, '@');
	if (person != MOOT_NONE)
		return l->people[person].organisation;
	for (size_t e = 0; domain && e < r->emails.count; e++) {
		const char *other = strchr(r->emails.keys[e], '@');
		if (other && strcmp(domain, other) == 0)
			return l->people[r->email_people[e]].organisation;
	}
	return MOOT_NONE;
}

/* MOOT_NONE - 1 when out of memory. */
static int add_invitation(struct moot_recognition *r, const struct moot_event_detail *detail)
{
	struct moot_invitation invitation = {
	    .first = r->guest_count, .organiser = MOOT_NONE, .organisation = MOOT_NONE};
	bool done = true;
	for (size_t a = 0; a < detail->attendee_count && done; a++) {
		const struct moot_attendee *attendee = &detail->attendees[a];
		if (!attendee->is_room)
			done = add_guest(r, invitation.first, person_of(r, attendee->email), attendee->partstat);
	}
	invitation.organiser = person_of(r, detail->organiser);
	invitation.organisation = organisation_of(r, invitation.organiser, detail->organiser);
	/* Who calls the meeting comes, unless the list says otherwise. */
	done = done && add_guest(r, invitation.first, invitation.organiser, MOOT_ANSWER_ACCEPTED);
	invitation.count = r->guest_count - invitation.first;
	if (!done || !moot_array_reserve((void **)&r->invitations, &r->invitation_capacity, r->invitation_count + 1,
					 sizeof *r->invitations))
		return MOOT_NONE - 1;
	r->invitations[r->invitation_count++] = invitation;
	return (int)r->invitation_count - 1;
}

/* NULL when out of memory. */
static struct moot_series *series_of(struct moot_recognition *r, const struct moot_event *event, int *index)
{
	/* No UID holds a control character. */
	const char *key = *event->uid ? event->uid : NULL;
	size_t before = r->keys.count;
	if (!key)
		key = moot_arena_format(r->scratch, "\1%d\1%s", r->calendar_count, event->title);
	*index = key ? moot_lexicon_find(&r->keys, key) : -1;
	if (key && *index < 0) {
		const char *copy = moot_arena_text(r->arena, key);
		if (!copy || moot_lexicon_add(&r->keys, copy, copy, index) != MOOT_OK ||
		    !moot_array_reserve((void **)&r->series, &r->series_capacity, r->keys.count, sizeof *r->series))
			return NULL;
	}
	if (*index < 0)
		return NULL;
	struct moot_series *series = &r->series[*index];
	if (r->keys.count > before)
		*series = (struct moot_series){.key = r->keys.keys[*index], .board = MOOT_NONE};
	return series;
}

static const uint64_t hash_start = 14695981039346656037u;

/* FNV-1a, ends included. */
static uint64_t hash(uint64_t h, const char *text)
{
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h * 1099511628211u;
}

/* Without an organiser, "Team meeting" in two calendars need not be one meeting: the title must say more. */
static bool name_series(struct moot_recognition *r, const struct moot_event *event, struct moot_series *series)
{
	const char *organiser = event->detail->organiser;
	struct moot_title words;
	if (series->title != 0 || !*event->title)
		return true;
	const char *title = moot_word_fold(r->scratch, event->title);
	if (!title || !moot_title_split(r->scratch, event->title, &words))
		return false;
	if (*organiser || words.count > 1)
		series->title = hash(hash(hash_start, title), organiser) + (uint64_t)(event->end - event->start);
	return true;
}

/* Looks at an event whose detail is new: who is invited, and which board it could be. */
static bool look(struct moot_recognition *r, enum moot_calendar_of of, int owner, const struct moot_event *event,
		 struct moot_series *series)
{
	const struct moot_event_detail *detail = event->detail;
	int invitation = add_invitation(r, detail);
	if (invitation < MOOT_NONE)
		return false;
	series->last_calendar = r->calendar_count;
	series->last_detail = detail;
	series->last_invitation = invitation;
	series->recurs = series->recurs || detail->recurs;
	if (!moot_recognition_note_origin(r, event, series))
		return false;
	if (of == MOOT_CALENDAR_BOARD && series->by < MOOT_BY_OWN_CALENDAR && *event->uid) {
		series->board = owner;
		series->by = MOOT_BY_OWN_CALENDAR;
	}
	if (of == MOOT_CALENDAR_BOARD || detail->is_private)
		return true;
	return name_series(r, event, series) && moot_recognition_match(r, of, owner, event, invitation, series);
}

static bool add_record(struct moot_recognition *r, enum moot_calendar_of of, int owner, const struct moot_event *event)
{
	int index = 0;
	struct moot_series *series = series_of(r, event, &index);
	if (!series)
		return false;
	moot_minute replaces = event->start;
	if (!moot_minute_parse(event->recurrence_id, &replaces))
		replaces = event->start;
	bool known = series->last_calendar == r->calendar_count && series->last_detail == event->detail;
	if (!known && !look(r, of, owner, event, series))
		return false;
	r->records[r->record_count++] =
	    (struct moot_record){.of = of,
				 .owner = owner,
				 .series = index,
				 .invitation = series->last_invitation,
				 .start = event->start,
				 .end = event->end,
				 .kind = event->kind,
				 .is_free = event->is_free,
				 .is_cancelled = event->is_cancelled,
				 .all_day = event->all_day,
				 .is_moved = replaces != event->start,
				 .replaces = replaces,
				 .zone = moot_recognition_zone(series, event),
				 .own_start = event->own_start,
				 .own_end = event->own_end,
				 .own_replaces = *event->recurrence_id ? event->own_recurrence : event->own_start,
				 .board = MOOT_NONE};
	return true;
}

enum moot_status moot_recognition_add(struct moot_recognition *r, enum moot_calendar_of of, int owner,
				      const struct moot_events *events)
{
	r->calendar_count++;
	if (of == MOOT_CALENDAR_PERSON)
		r->has_calendar[owner] = true;
	if (of == MOOT_CALENDAR_BOARD)
		r->landscape->boards[owner].seen.own = true;
	if (!moot_array_reserve((void **)&r->records, &r->record_capacity, r->record_count + events->count,
				sizeof *r->records))
		return MOOT_ERROR_MEMORY;
	r->scratch = moot_arena_new();
	bool done = r->scratch != NULL;
	for (size_t i = 0; i < events->count && done; i++)
		done = add_record(r, of, owner, &events->items[i]);
	moot_arena_free(r->scratch);
	r->scratch = NULL;
	return done ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* --- settling --- */

/* People alone show a board only where nothing stronger does, and then one meeting of theirs: the likest. */
static bool weigh_people(struct moot_recognition *r)
{
	size_t boards = r->landscape->board_count;
	bool *shown = moot_arena_array(r->arena, boards, sizeof *shown);
	int *best = moot_arena_array(r->arena, boards, sizeof *best);
	if (!shown || !best)
		return false;
	for (size_t b = 0; b < boards; b++)
		best[b] = MOOT_NONE;
	for (size_t s = 0; s < r->keys.count; s++) {
		const struct moot_series *series = &r->series[s];
		if (series->by > MOOT_BY_PEOPLE)
			shown[series->board] = true;
		else if (series->by == MOOT_BY_PEOPLE && (best[series->board] == MOOT_NONE ||
							  series->likeness > r->series[best[series->board]].likeness))
			best[series->board] = (int)s;
	}
	for (size_t s = 0; s < r->keys.count; s++) {
		struct moot_series *series = &r->series[s];
		if (series->by == MOOT_BY_PEOPLE &&
		    (shown[series->board] || series->title != r->series[best[series->board]].title)) {
			series->board = MOOT_NONE;
			series->by = MOOT_BY_NOTHING;
		}
	}
	return true;
}

static bool invites(const struct moot_recognition *r, int invitation, int person)
{
	const struct moot_invitation *list = &r->invitations[invitation];
	for (size_t g = list->first; g < list->first + list->count; g++) {
		if (r->guests[g].person == person)
			return true;
	}
	return false;
}

static bool belongs(const struct moot_recognition *r, const struct moot_record *record, int board)
{
	if (record->of == MOOT_CALENDAR_PERSON)
		return moot_recognition_sits(r, record->owner, board) || invites(r, record->invitation, record->owner);
	if (record->of == MOOT_CALENDAR_VENUE)
		return r->landscape->boards[board].venue == record->owner;
	return record->owner == board;
}

struct known_start {
	int series;
	moot_minute start;
};

static int compare_starts(const void *a, const void *b)
{
	const struct known_start *x = a;
	const struct known_start *y = b;
	if (x->series != y->series)
		return x->series < y->series ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static int compare_records(const void *a, const void *b)
{
	const struct moot_record *x = a;
	const struct moot_record *y = b;
	if (x->of != y->of)
		return (int)x->of - (int)y->of;
	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return (x->series > y->series) - (x->series < y->series);
}

/* The copies that belong to the board by themselves, then those of others that start when one of these does. */
static bool settle_records(struct moot_recognition *r)
{
	struct known_start *starts = moot_allocate(r->record_count, sizeof *starts);
	size_t count = 0;
	if (!starts)
		return false;
	for (size_t i = 0; i < r->record_count; i++) {
		struct moot_record *record = &r->records[i];
		int board = record->of == MOOT_CALENDAR_BOARD ? record->owner : r->series[record->series].board;
		if (board == MOOT_NONE || !belongs(r, record, board))
			continue;
		record->board = board;
		starts[count++] = (struct known_start){.series = record->series, .start = record->start};
	}
	if (count > 1)
		qsort(starts, count, sizeof *starts, compare_starts);
	for (size_t i = 0; i < r->record_count && count > 0; i++) {
		struct moot_record *record = &r->records[i];
		struct known_start key = {.series = record->series, .start = record->start};
		if (record->board == MOOT_NONE && bsearch(&key, starts, count, sizeof *starts, compare_starts))
			record->board = r->series[record->series].board;
	}
	moot_release(starts);
	return true;
}

/* Where one copy was moved, the copies of others that still stand at the old time are no meetings of their own. */
static bool find_stale(struct moot_recognition *r)
{
	struct known_start *starts = moot_allocate(r->record_count, sizeof *starts);
	size_t count = 0;
	if (!starts)
		return false;
	for (size_t i = 0; i < r->record_count; i++) {
		const struct moot_record *record = &r->records[i];
		if (record->is_moved)
			starts[count++] = (struct known_start){.series = record->series, .start = record->replaces};
	}
	if (count > 1)
		qsort(starts, count, sizeof *starts, compare_starts);
	for (size_t i = 0; i < r->record_count && count > 0; i++) {
		struct moot_record *record = &r->records[i];
		struct known_start key = {.series = record->series, .start = record->start};
		record->is_stale =
		    !record->is_moved && bsearch(&key, starts, count, sizeof *starts, compare_starts) != NULL;
	}
	moot_release(starts);
	return true;
}

enum moot_status moot_recognition_settle(struct moot_recognition *r, struct moot_problems *problems)
{
	const struct moot_landscape *l = r->landscape;
	if (!weigh_people(r) || !settle_records(r) || !find_stale(r))
		return MOOT_ERROR_MEMORY;
	if (r->record_count > 1)
		qsort(r->records, r->record_count, sizeof *r->records, compare_records);
	enum moot_status status = moot_recognition_fill_seen(r);
	if (status == MOOT_OK)
		status = moot_recognition_fill_missing(r);
	if (status == MOOT_OK)
		status = moot_recognition_fill_standing(r);
	for (size_t i = 0; i < l->missing_count && status == MOOT_OK; i++) {
		const struct moot_missing *missing = &l->missing[i];
		const char *from = missing->organisation == MOOT_NONE ? "" : l->organisations[missing->organisation];
		status = moot_problems_add(
		    problems, MOOT_WARNING, "boards.csv", 0, 0,
		    "no board here is the meeting that calendars show %s%.200s%s%s; add the board, or "
		    "write its title in the `match` of the board that it is",
		    *from ? "(called by " : "", from, *from ? "): " : "", missing->text);
	}
	return status;
}
