/*
 * The calendar's checks in order, and the reading of the plan's meetings.
 *
 * Every (board, number 1..F) is in meetings or in unscheduled exactly once; a meeting has its own uid and the length
 * of its board's meetings. N days from the plan's start; L = N / F days are one meeting's part of the year.
 */
#include <solver/verify/year.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static moot_day day_of(moot_minute minute)
{
	moot_minute day = minute / MOOT_MINUTES_A_DAY;
	return (moot_day)(minute % MOOT_MINUTES_A_DAY < 0 ? day - 1 : day);
}

int year_unscheduled(const struct year *y, int set)
{
	int placed = (int)(y->first[set + 1] - y->first[set]);
	int due = y->v->sets[set].meetings;
	return due > placed ? due - placed : 0;
}

moot_day year_open(const struct year *y)
{
	return y->v->plan->has_previous ? y->v->plan->freeze_before : MOOT_NO_DAY;
}

double year_period(const struct year *y, int set)
{
	int meetings = y->v->sets[set].meetings;
	return y->days / (meetings > 0 ? meetings : 1);
}

const struct moot_rule **year_rules(struct year *y, enum moot_rule_kind kind, size_t *count)
{
	const struct moot_landscape *l = y->v->l;
	const struct moot_rule **rules = verify_room(y->v, l->rule_count, sizeof(struct moot_rule *));
	*count = 0;
	for (size_t i = 0; i < l->rule_count && rules; i++)
		if (l->rules[i].kind == kind)
			rules[(*count)++] = &l->rules[i];
	return rules;
}

/* The set that a meeting or an unscheduled one belongs to; MOOT_NONE, with a fault, for one that cannot be. */
static int find_set(struct verify *v, const char *board, int number)
{
	int set = verify_names_find(&v->plan_ids, board);
	if (set == MOOT_NONE) {
		verify_fault(v, "meeting %d of %s: there is no such board in the plan", number, board);
		return MOOT_NONE;
	}
	if (v->sets[set].closed) {
		verify_fault(v, "meeting %d of %s: the board is closed", number, board);
		return MOOT_NONE;
	}
	if (number < 1 || number > v->sets[set].meetings) {
		verify_fault(v, "meeting %d of %s: the board has meetings 1 to %d", number, board,
			     v->sets[set].meetings);
		return MOOT_NONE;
	}
	return set;
}

/* Whether the meeting's times make sense at all; a fault where not. */
static bool time_is_sound(struct verify *v, const struct moot_meeting *m, int minutes)
{
	const moot_minute first = (moot_minute)v->l->policy.start * MOOT_MINUTES_A_DAY;
	const moot_minute last = ((moot_minute)v->l->policy.end + 1) * MOOT_MINUTES_A_DAY;
	if (m->start < first || m->start >= last) {
		verify_fault(v, "meeting %d of %s starts at %s, outside the planning year", m->number, m->board,
			     verify_when(v, m->start));
		return false;
	}
	if (m->end < m->start || m->end - m->start > 2 * MOOT_MINUTES_A_DAY) {
		verify_fault(v, "meeting %d of %s starts at %s, but its end is %s", m->number, m->board,
			     verify_when(v, m->start), verify_when(v, m->end));
		return false;
	}
	bool frozen = v->plan->has_previous && m->frozen; /* it lasts as long as it did */
	if (m->end - m->start != minutes && !frozen)
		verify_fault(v, "meeting %d of %s at %s lasts %d minutes, not %d", m->number, m->board,
			     verify_when(v, m->start), (int)(m->end - m->start), minutes);
	return true;
}

static int compare_occurrences(const void *a, const void *b)
{
	const struct occurrence *x = a;
	const struct occurrence *y = b;
	if (x->set != y->set)
		return x->set < y->set ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static void read_meetings(struct year *y)
{
	struct verify *v = y->v;
	y->occurrences = verify_room(v, v->plan->meeting_count, sizeof *y->occurrences);
	for (size_t i = 0; i < v->plan->meeting_count && y->occurrences; i++) {
		const struct moot_meeting *m = &v->plan->meetings[i];
		int set = find_set(v, m->board, m->number);
		if (set == MOOT_NONE || !time_is_sound(v, m, v->sets[set].minutes))
			continue;
		struct occurrence *o = &y->occurrences[y->count++];
		*o = (struct occurrence){.meeting = m, .set = set, .number = m->number, .start = m->start};
		o->end = m->end;
		o->frozen = v->plan->has_previous && m->frozen;
		o->day = day_of(m->start);
		o->last_day = day_of(m->end > m->start ? m->end - 1 : m->end);
	}
	if (y->count > 1)
		qsort(y->occurrences, y->count, sizeof *y->occurrences, compare_occurrences);
}

static void check_uids(struct verify *v)
{
	struct verify_names uids;
	const struct moot_meeting *first = v->plan->meetings;
	verify_names_build(v, &uids, (const char *)first + (first ? offsetof(struct moot_meeting, uid) : 0),
			   sizeof *first, v->plan->meeting_count, false);
	for (size_t i = 0; i < uids.count; i++) {
		const struct moot_meeting *m = &v->plan->meetings[uids.items[i].index];
		if (!uids.items[i].text[0])
			verify_fault(v, "meeting %d of %s has no uid", m->number, m->board);
		else if (i > 0 && strcmp(uids.items[i].text, uids.items[i - 1].text) == 0)
			verify_fault(v, "meeting %d of %s has the uid %s of another meeting", m->number, m->board,
				     m->uid);
	}
}

/* A number of a set that the plan accounts for, in meetings or in unscheduled. */
struct tally {
	int set;
	int number;
};

static int compare_tallies(const void *a, const void *b)
{
	const struct tally *x = a;
	const struct tally *y = b;
	if (x->set != y->set)
		return x->set < y->set ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static size_t tally(struct verify *v, struct tally *tallies)
{
	size_t count = 0;
	for (size_t i = 0; i < v->plan->meeting_count; i++) {
		int set = verify_names_find(&v->plan_ids, v->plan->meetings[i].board);
		tallies[count++] = (struct tally){set, v->plan->meetings[i].number};
	}
	for (size_t i = 0; i < v->plan->unscheduled_count; i++) {
		const struct moot_unscheduled *u = &v->plan->unscheduled[i];
		tallies[count++] = (struct tally){find_set(v, u->board, u->number), u->number};
	}
	if (count > 1)
		qsort(tallies, count, sizeof *tallies, compare_tallies);
	return count;
}

/* Each of the numbers 1..F of each set must be accounted for once. */
static void check_numbers(struct verify *v)
{
	struct tally *tallies = verify_room(v, v->plan->meeting_count + v->plan->unscheduled_count, sizeof *tallies);
	if (!tallies)
		return;
	size_t count = tally(v, tallies);
	size_t at = 0;
	while (at < count && tallies[at].set == MOOT_NONE)
		at++;
	for (int set = 0; set < (int)v->plan->board_count; set++) {
		int next = 1; /* the first number that is not accounted for yet */
		int missing = 0;
		for (; at < count && tallies[at].set == set; at++) {
			if (at > 0 && compare_tallies(&tallies[at - 1], &tallies[at]) == 0)
				verify_fault(v, "meeting %d of %s is listed twice", tallies[at].number,
					     v->sets[set].board->id);
			if (tallies[at].number > next && missing == 0)
				missing = next;
			if (tallies[at].number >= next && tallies[at].number < INT_MAX)
				next = tallies[at].number + 1;
		}
		if (missing == 0 && !v->sets[set].closed && next <= v->sets[set].meetings)
			missing = next;
		if (missing != 0 && !v->sets[set].closed)
			verify_fault(v, "meeting %d of %s is neither scheduled nor unscheduled", missing,
				     v->sets[set].board->id);
	}
}

/* Keeps the first of meetings with one number: a second is a fault already and would upset the order. */
static void index_sets(struct year *y)
{
	size_t kept = 0;
	for (size_t i = 0; i < y->count; i++) {
		const struct occurrence *before = kept > 0 ? &y->occurrences[kept - 1] : NULL;
		if (!before || before->set != y->occurrences[i].set || before->number != y->occurrences[i].number)
			y->occurrences[kept++] = y->occurrences[i];
	}
	y->count = kept;
	y->first = verify_room(y->v, y->v->plan->board_count + 1, sizeof *y->first);
	for (size_t i = 0; i < y->count && y->first; i++)
		y->first[y->occurrences[i].set + 1]++;
	for (size_t i = 0; i < y->v->plan->board_count && y->first; i++)
		y->first[i + 1] += y->first[i];
}

static void expect_part(struct verify *v, const char *name, double found, double expected)
{
	if (!verify_near(found, expected))
		verify_fault(v, "the calendar's part %s is %.9g hours, not %.9g", name, found, expected);
}

static void check_parts(const struct year *y)
{
	struct verify *v = y->v;
	const struct moot_calendar_parts *found = &v->plan->calendar.parts;
	const struct moot_calendar_parts *right = &y->parts;
	expect_part(v, "clashes", found->clashes, right->clashes);
	expect_part(v, "trips", found->trips, right->trips);
	expect_part(v, "regularity", found->regularity, right->regularity);
	expect_part(v, "spacing", found->spacing, right->spacing);
	expect_part(v, "dislikes", found->dislikes, right->dislikes);
	expect_part(v, "moves", found->moves, right->moves);
	expect_part(v, "breathing", found->breathing, right->breathing);
	expect_part(v, "crowding", found->crowding, right->crowding);
	expect_part(v, "reports", found->reports, right->reports);
	double sum = right->clashes + right->trips + right->regularity + right->spacing + right->dislikes +
		     right->moves + right->breathing + right->crowding + right->reports;
	if (!verify_near(v->plan->calendar.objective, sum))
		verify_fault(v, "the objective of the calendar is %.9g, not %.9g", v->plan->calendar.objective, sum);
}

void verify_calendar(struct verify *v)
{
	if (!v->plan->has_calendar)
		return;
	struct year y = {.v = v, .days = (double)v->l->policy.end - v->l->policy.start + 1};
	check_uids(v);
	check_numbers(v);
	read_meetings(&y);
	if (!v->failed)
		index_sets(&y);
	void (*const steps[])(struct year *) = {year_places, year_attendees, year_presence, year_frozen, year_slots,
						year_venues, year_counted,   year_people,   year_soft};
	for (size_t i = 0; i < sizeof steps / sizeof *steps && !v->failed; i++)
		steps[i](&y);
	if (!v->failed)
		check_parts(&y);
}
