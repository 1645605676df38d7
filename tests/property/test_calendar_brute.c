/*
 * The calendar against brute force: tiny years of every kind of fact and rule, all their calendars tried one by one and
 * judged by judge.h, which shares nothing with the solver. The plan must keep every rule, cost what it says, never be
 * better than the best, and be the best where it says so; its bound must never be above the best.
 */
#include "judge_hours.h"
#include "tiny_year.h"

#include <solver/calendar/calendar.h>
#include <solver/clock.h>

enum { YEARS = 900, MOST_CALENDARS = 100000, MOST_SPOTS = 64, MOST_MEETINGS = 6 };

/* Where a meeting may be, and the best calendar found. */
struct trial {
	struct judge judge;
	struct spot spots[MOST_MEETINGS];
	struct spot choices[MOST_MEETINGS][MOST_SPOTS];
	int choice_count[MOST_MEETINGS];
	int count;
	int missing;
	double hours;
	struct spot best[MOST_MEETINGS];
};

static void add_choice(struct trial *trial, int meeting, moot_minute start)
{
	const struct moot_landscape *l = trial->judge.l;
	for (int venue = MOOT_NONE; venue < (int)l->venue_count; venue++) {
		struct spot spot = trial->spots[meeting];
		spot.start = start;
		spot.venue = venue;
		spot.scheduled = true;
		if (trial->choice_count[meeting] < MOST_SPOTS && may_be(&trial->judge, &spot))
			trial->choices[meeting][trial->choice_count[meeting]++] = spot;
	}
}

/* False where there are too many calendars to try them all. */
static bool list_choices(struct trial *trial)
{
	const struct moot_landscape *l = trial->judge.l;
	double calendars = 1;
	for (int i = 0; i < trial->count; i++) {
		for (int day = 0; day < judge_days(&trial->judge); day++) {
			moot_minute midnight = (moot_minute)(l->policy.start + day) * MOOT_MINUTES_A_DAY;
			bool pinned = false;
			for (int minute = 0; minute < MOOT_MINUTES_A_DAY; minute += 5) {
				struct spot spot = trial->spots[i];
				spot.start = midnight + minute;
				pinned = is_pinned(&trial->judge, &spot);
				if (pinned || on_grid(&trial->judge, &spot))
					add_choice(trial, i, midnight + minute);
			}
		}
		if (trial->choice_count[i] == MOST_SPOTS)
			return false;
		calendars *= trial->choice_count[i] + 1;
	}
	return calendars <= MOST_CALENDARS;
}

static void try_from(struct trial *trial, int meeting, int missing)
{
	if (missing > trial->missing)
		return;
	if (meeting == trial->count) {
		if (!judge_hard(&trial->judge, trial->spots, trial->count))
			return;
		double hours = judge_hours(&trial->judge, trial->spots, trial->count);
		if (missing < trial->missing || hours < trial->hours) {
			trial->hours = hours;
			memcpy(trial->best, trial->spots, sizeof trial->best);
		}
		trial->missing = missing;
		return;
	}
	for (int c = 0; c < trial->choice_count[meeting]; c++) {
		trial->spots[meeting] = trial->choices[meeting][c];
		try_from(trial, meeting + 1, missing);
	}
	trial->spots[meeting].scheduled = false;
	try_from(trial, meeting + 1, missing + 1);
}

static void begin(struct trial *trial, const struct tiny *t)
{
	*trial = (struct trial){.judge = {t->l, t->plan}, .missing = MOST_MEETINGS, .hours = INFINITY};
	for (size_t b = 0; b < t->plan->board_count; b++)
		for (int k = 1; k <= t->plan->boards[b].meetings_per_year; k++)
			trial->spots[trial->count++] =
			    (struct spot){.board = &t->plan->boards[b], .number = k, .venue = MOOT_NONE};
}

/* The plan's calendar as spots. */
static void read_plan(struct trial *trial, const struct moot_plan *plan)
{
	for (int i = 0; i < trial->count; i++) {
		struct spot *spot = &trial->spots[i];
		spot->scheduled = false;
		for (size_t m = 0; m < plan->meeting_count; m++) {
			const struct moot_meeting *meeting = &plan->meetings[m];
			if (strcmp(meeting->board, spot->board->id) != 0 || meeting->number != spot->number)
				continue;
			spot->scheduled = true;
			spot->start = meeting->start;
			spot->venue = MOOT_NONE;
			for (size_t v = 0; v < trial->judge.l->venue_count; v++)
				if (strcmp(trial->judge.l->venues[v].id, meeting->venue) == 0)
					spot->venue = (int)v;
		}
	}
}

static void show(const char *name, const struct spot *spots, int count)
{
	for (int i = 0; i < count; i++) {
		char when[17] = "-";
		if (spots[i].scheduled)
			moot_minute_format(spots[i].start, when);
		fprintf(stderr, "  %s: %s %d %s in %d\n", name, spots[i].board->id, spots[i].number, when,
			spots[i].venue);
	}
}

struct outcome {
	int tried;
	int proven;
	int best;
	int complete;
};

static void check(struct trial *trial, struct tiny *t, unsigned seed, struct outcome *outcome)
{
	struct moot_solve_options options = {.time_limit = 60, .gap = 0, .threads = 1, .seed = 1};
	struct moot_error error = {0};
	enum moot_status status = moot_calendar_solve(t->l, &options, moot_clock_seconds() + 60, t->plan, &error);
	cr_assert_eq(status, MOOT_OK, "year %u: %s", seed, error.message);
	const struct moot_calendar_result *found = &t->plan->calendar;
	const int missing = (int)t->plan->unscheduled_count;
	read_plan(trial, t->plan);
	for (int i = 0; i < trial->count; i++)
		cr_assert(!trial->spots[i].scheduled || may_be(&trial->judge, &trial->spots[i]),
			  "year %u: meeting %d may not be there", seed, i);
	cr_assert(judge_hard(&trial->judge, trial->spots, trial->count), "year %u: a hard rule is broken", seed);
	double hours = judge_hours(&trial->judge, trial->spots, trial->count);
	cr_assert_float_eq(found->objective, hours, 1e-6, "year %u: %.9g hours, not %.9g", seed, found->objective,
			   hours);
	cr_assert_geq(missing, trial->missing, "year %u", seed);
	if (missing == trial->missing)
		cr_assert_geq(found->objective, trial->hours - 1e-6, "year %u", seed);
	cr_assert_leq(found->bound, trial->hours + 1e-6, "year %u: bound %.9g above %.9g", seed, found->bound,
		      trial->hours);
	bool best = missing == trial->missing && found->objective <= trial->hours + 1e-6;
	bool proven = found->status == MOOT_SEARCH_OPTIMAL;
	cr_assert(!proven || best, "year %u: said to be the best, but %d missing and %.9g hours against %d and %.9g",
		  seed, missing, found->objective, trial->missing, trial->hours);
	cr_assert(isnan(found->gap) || missing == trial->missing, "year %u: a gap without the first stage", seed);
	outcome->tried++;
	outcome->proven += proven;
	outcome->best += best;
	outcome->complete += trial->missing == 0;
	if (best)
		return;
	fprintf(stderr, "year %u: %d missing and %.9g hours, best %d and %.9g\n", seed, missing, found->objective,
		trial->missing, trial->hours);
	show("plan", trial->spots, trial->count);
	show("best", trial->best, trial->count);
}

/* Every board at one place, and people who travel there: then boards share days, and the bound counts on it. */
static void gather(struct tiny *t)
{
	t->l->venue_count = 0;
	t->l->policy.trip_weight = 1 + tiny_below(t, 2);
	t->l->policy.clash_weight = 1;
	for (size_t b = 0; b < t->l->board_count; b++) {
		t->l->boards[b].mode = MOOT_IN_PERSON;
		t->l->boards[b].venue = MOOT_NONE;
		t->l->boards[b].venue_text = "Town Hall";
		t->l->boards[b].quorum = 0;
	}
	for (size_t p = 0; p < t->l->person_count; p++)
		t->l->people[p].base = 1 + tiny_below(t, 2);
}

static void try_years(unsigned first, unsigned count, bool gathered, struct outcome *outcome)
{
	struct trial *trial = moot_allocate(1, sizeof *trial);
	cr_assert(trial != NULL);
	for (unsigned seed = first; seed < first + count; seed++) {
		struct tiny t = tiny_new(seed);
		if (gathered)
			gather(&t);
		begin(trial, &t);
		if (list_choices(trial)) {
			try_from(trial, 0, 0);
			check(trial, &t, seed, outcome);
		}
		tiny_free(&t);
	}
	moot_release(trial);
	fprintf(stderr, "%d years: %d best, %d proven, %d complete\n", outcome->tried, outcome->best, outcome->proven,
		outcome->complete);
}

Test(calendar_brute, tiny_years)
{
	struct outcome outcome = {0};
	try_years(1, YEARS, false, &outcome);
	cr_assert_geq(outcome.tried, 500);
	cr_assert_eq(outcome.best, outcome.tried);
	cr_assert_geq(outcome.proven * 100, outcome.tried * 60);
	cr_assert_geq(outcome.complete * 100, outcome.tried * 40);
}

Test(calendar_brute, tiny_towns)
{
	struct outcome outcome = {0};
	try_years(5001, 300, true, &outcome);
	cr_assert_geq(outcome.tried, 100);
	cr_assert_eq(outcome.best, outcome.tried);
}
