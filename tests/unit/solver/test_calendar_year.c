/*
 * A whole area's year: what comes out keeps every rule, is the same each time, and ends when it is told to.
 */
#include "calendar_year.h"

#include <math.h>
#include <solver/calendar/calendar.h>
#include <solver/calendar/run.h>
#include <solver/calendar/tally.h>
#include <solver/clock.h>
#include <solver/structure/structure.h>
#include <time.h>

static struct moot_solve_options quick(void)
{
	struct moot_solve_options options;
	moot_solve_options_default(&options);
	options.calendar_only = true;
	options.time_limit = 1; /* sets the rounds; the deadline is another matter */
	return options;
}

/* Seconds that this process has had of the processors: what others do on the machine doesn't count. */
static double computed(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static void make(const struct moot_landscape *l, const struct moot_solve_options *options, struct moot_plan **plan)
{
	struct moot_error error = {0};
	enum moot_status status = moot_plan_make(l, options, plan, &error);
	cr_assert_eq(status, MOOT_OK, "%s", error.message);
}

static void verify(const struct moot_landscape *l, const struct moot_plan *plan)
{
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(verdict->count, 0, "%zu faults: %s", verdict->count,
		     verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
}

Test(calendar_year, eighty_boards)
{
	struct moot_landscape *l = year_area(80, 200, 1);
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = quick();
	options.time_limit = 8;
	options.threads = 1;
	double begun = computed();
	make(l, &options, &plan);
	cr_assert_lt(computed() - begun, 8 * 1.1 + 1);
	verify(l, plan);
	cr_assert_gt(plan->meeting_count, 350);
	cr_assert_eq(plan->unscheduled_count, 0);
	cr_assert(plan->calendar.bound > 0 && plan->calendar.bound <= plan->calendar.objective);
	cr_assert_float_eq(plan->calendar.gap,
			   (plan->calendar.objective - plan->calendar.bound) / plan->calendar.objective, 1e-9);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

/* Where nobody travels the program over whole series bounds nearly all, and its dive comes near the bound. */
Test(calendar_year, without_trips_close_to_the_bound)
{
	struct moot_landscape *l = year_area(20, 60, 3);
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = quick();
	options.time_limit = 40;
	l->policy.trip_weight = 0;
	l->policy.report_penalty = 0;
	make(l, &options, &plan);
	verify(l, plan);
	cr_assert_eq(plan->unscheduled_count, 0);
	cr_assert_leq(plan->calendar.gap, 0.02, "%.4f hours, bound %.4f", plan->calendar.objective,
		      plan->calendar.bound);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

/* With the deadline far away nothing but the seed decides. */
static unsigned long long print_of(const struct moot_landscape *l, long seed)
{
	struct moot_plan *plan = NULL;
	struct moot_error error = {0};
	struct moot_solve_options options = quick();
	options.seed = seed;
	options.time_limit = 0.2;
	unsigned long long print = 14695981039346656037ULL;
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	struct moot_solve_options structure = options;
	structure.time_limit = 1000;
	cr_assert_eq(moot_structure_solve(l, &structure, moot_clock_seconds() + 1000, plan, &error), MOOT_OK);
	cr_assert_eq(moot_calendar_solve(l, &options, moot_clock_seconds() + 1000, plan, &error), MOOT_OK);
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *m = &plan->meetings[i];
		print = (print ^ (unsigned long long)m->start) * 1099511628211ULL;
		for (const char *c = m->venue; *c; c++)
			print = (print ^ (unsigned char)*c) * 1099511628211ULL;
	}
	moot_plan_free(plan);
	return print;
}

Test(calendar_year, a_seed_gives_one_calendar)
{
	struct moot_landscape *l = year_area(25, 80, 2);
	unsigned long long first = print_of(l, 1);
	cr_assert_eq(print_of(l, 1), first);
	cr_assert_neq(print_of(l, 2), first);
	moot_landscape_free(l);
}

/* The sums kept while series come and go are those of the tally made afresh. */
Test(calendar_year, sums_are_kept)
{
	struct moot_landscape *l = year_area(30, 60, 3);
	struct moot_solve_options options = quick();
	struct moot_plan *plan = NULL;
	struct calendar_instance *in = NULL;
	struct calendar_run *run = NULL;
	struct moot_error error = {0};
	struct calendar_random random = {7};
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	cr_assert_eq(moot_structure_solve(l, &options, moot_clock_seconds() + 100, plan, &error), MOOT_OK);
	cr_assert_eq(calendar_instance_new(l, plan, &in, &error), MOOT_OK);
	cr_assert_eq(calendar_run_new(in, &options, moot_clock_seconds() + 1000, &run, &error), MOOT_OK);
	cr_assert_eq(calendar_construct(run, &error), MOOT_OK);
	for (int i = 0; i < 300; i++) {
		struct calendar_tally tally;
		int board = calendar_random_below(&random, in->board_count);
		calendar_state_remove(run->state, board);
		calendar_run_insert(run, board, MOOT_NONE, 3, &random);
		if (i % 50 != 0)
			continue;
		cr_assert_eq(calendar_tally_make(run->state, plan->arena, &tally, &error), MOOT_OK);
		cr_assert_float_eq(run->state->hours, calendar_tally_hours(&tally.parts), 1e-6, "%g and %g",
				   run->state->hours, calendar_tally_hours(&tally.parts));
	}
	calendar_run_free(run);
	calendar_instance_free(in);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

struct witness {
	int asked;
	int told;
	int patience;
};

static bool stop_after(void *context)
{
	struct witness *witness = context;
	return ++witness->asked > witness->patience;
}

static void listen(void *context, const struct moot_progress *progress)
{
	struct witness *witness = context;
	cr_assert(progress->phase != NULL);
	cr_assert(isnan(progress->bound) || isnan(progress->best) || progress->bound <= progress->best + 1e-6);
	witness->told++;
}

Test(calendar_year, stops_when_told)
{
	struct moot_landscape *l = year_area(80, 200, 1);
	struct witness witness = {.patience = 400};
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = quick();
	options.time_limit = 100;
	options.watch.stop = stop_after;
	options.watch.progress = listen;
	options.watch.context = &witness;
	double begun = computed();
	make(l, &options, &plan);
	cr_assert_lt(computed() - begun, 20);
	cr_assert_eq(plan->calendar.status, MOOT_SEARCH_STOPPED);
	verify(l, plan);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

Test(calendar_year, a_deadline_long_gone_still_gives_a_plan)
{
	struct moot_landscape *l = year_area(20, 60, 4);
	struct moot_plan *plan = NULL;
	struct moot_error error = {0};
	struct moot_solve_options options = quick();
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	cr_assert_eq(moot_structure_solve(l, &options, moot_clock_seconds() + 100, plan, &error), MOOT_OK);
	cr_assert_eq(moot_calendar_solve(l, &options, 0, plan, &error), MOOT_OK);
	cr_assert_eq(plan->calendar.status, MOOT_SEARCH_GAP);
	cr_assert(isnan(plan->calendar.gap));
	size_t meetings = 0;
	for (size_t b = 0; b < plan->board_count; b++)
		meetings += (size_t)plan->boards[b].meetings_per_year;
	cr_assert_eq(plan->meeting_count + plan->unscheduled_count, meetings);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

static bool at_once(void *context)
{
	(void)context;
	return true;
}

/* Ctrl-C while boards are still being merged: what follows is quick, but a whole calendar. */
Test(calendar_year, stopped_before_it_began)
{
	struct moot_landscape *l = year_area(20, 60, 4);
	struct moot_plan *plan = NULL;
	struct moot_error error = {0};
	struct moot_solve_options options = quick();
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	cr_assert_eq(moot_structure_solve(l, &options, moot_clock_seconds() + 100, plan, &error), MOOT_OK);
	options.watch.stop = at_once;
	cr_assert_eq(moot_calendar_solve(l, &options, moot_clock_seconds() + 100, plan, &error), MOOT_OK);
	cr_assert_eq(plan->calendar.status, MOOT_SEARCH_STOPPED);
	cr_assert_gt(plan->meeting_count, 0);
	cr_assert_eq(plan->unscheduled_count, 0);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

/* Sixty meetings that happen once each, on quarters of an hour over four weeks. */
Test(calendar_year, single_meetings)
{
	struct moot_landscape *l = year_area(60, 40, 5);
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = quick();
	l->policy.end = l->policy.start + 27;
	l->policy.grid_minutes = 15;
	for (size_t b = 0; b < l->board_count; b++) {
		l->boards[b].meetings_per_year = 1;
		l->boards[b].minutes = 60;
	}
	options.time_limit = 5;
	make(l, &options, &plan);
	verify(l, plan);
	cr_assert_eq(plan->unscheduled_count, 0);
	moot_plan_free(plan);
	moot_landscape_free(l);
}
