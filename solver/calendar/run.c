#include <solver/calendar/run.h>
#include <solver/clock.h>

#include <string.h>

static const double REPORT_SECONDS = 0.25;
static const double FAVOUR = 5; /* hours: more than what one slot differs from another by */

/* A board's rank is one more than the highest of those that feed it; circles end by the number of boards. */
static bool rank_boards(struct calendar_run *run)
{
	const struct calendar_instance *in = run->in;
	run->ranks = moot_allocate((size_t)in->board_count, sizeof *run->ranks);
	if (!run->ranks)
		return false;
	bool changed = true;
	for (int round = 0; changed && round < in->board_count; round++) {
		changed = false;
		for (int i = 0; i < in->before_count; i++)
			if (in->befores[i].a != MOOT_NONE &&
			    run->ranks[in->befores[i].b] <= run->ranks[in->befores[i].a]) {
				run->ranks[in->befores[i].b] = run->ranks[in->befores[i].a] + 1;
				changed = true;
			}
	}
	return true;
}

static bool make_room(struct calendar_run *run)
{
	const size_t meetings = (size_t)run->in->meeting_count;
	run->places = moot_allocate((size_t)run->in->board_count, sizeof *run->places);
	run->slots = moot_allocate(meetings, sizeof *run->slots);
	run->best_slot = moot_allocate(meetings, sizeof *run->best_slot);
	run->best_place = moot_allocate(meetings, sizeof *run->best_place);
	run->best_venue = moot_allocate(meetings, sizeof *run->best_venue);
	return run->places && run->slots && run->best_slot && run->best_place && run->best_venue && rank_boards(run);
}

enum moot_status calendar_run_new(const struct calendar_instance *in, const struct moot_solve_options *options,
				  double deadline, struct calendar_run **out, struct moot_error *error)
{
	struct calendar_run *run = moot_allocate(1, sizeof *run);
	if (!run)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	run->in = in;
	run->options = options;
	run->begun = moot_clock_seconds();
	run->reported = run->begun;
	run->deadline = deadline;
	run->phase = "calendar";
	run->priced = -(double)INFINITY;
	enum moot_status status = calendar_state_new(in, &run->state, error);
	if (status == MOOT_OK)
		status = calendar_pricer_new(in, &run->pricer, error);
	if (status == MOOT_OK)
		status = calendar_offer_new(in, &run->offer, error);
	if (status == MOOT_OK && !make_room(run))
		status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (status == MOOT_OK)
		*out = run;
	else
		calendar_run_free(run);
	return status;
}

void calendar_run_free(struct calendar_run *run)
{
	if (!run)
		return;
	calendar_state_free(run->state);
	calendar_pricer_free(run->pricer);
	calendar_offer_free(run->offer);
	moot_release(run->places);
	moot_release(run->ranks);
	moot_release(run->slots);
	moot_release(run->proposal);
	moot_release(run->best_slot);
	moot_release(run->best_place);
	moot_release(run->best_venue);
	moot_release(run);
}

double calendar_run_bound(const struct calendar_run *run)
{
	if (isinf(run->priced) || !run->has_best)
		return -(double)INFINITY;
	double bound = run->priced - run->price * run->best_missing;
	return bound > 0 ? bound : 0;
}

double calendar_run_gap(const struct calendar_run *run)
{
	double bound = calendar_run_bound(run);
	if (!run->has_best || run->best_missing > run->least_missing || isinf(bound))
		return (double)NAN;
	return run->best_hours - bound <= 1e-6 ? 0 : (run->best_hours - bound) / run->best_hours;
}

static void report(struct calendar_run *run, double now)
{
	const struct moot_watch *watch = &run->options->watch;
	if (!watch->progress || now - run->reported < REPORT_SECONDS)
		return;
	run->reported = now;
	struct moot_progress progress = {.phase = run->phase,
					 .best = run->has_best ? run->best_hours : (double)NAN,
					 .bound = isinf(run->priced) ? (double)NAN : calendar_run_bound(run),
					 .gap = calendar_run_gap(run),
					 .seconds = now - run->begun};
	watch->progress(watch->context, &progress);
}

bool calendar_run_over(struct calendar_run *run)
{
	const struct moot_watch *watch = &run->options->watch;
	if (run->stopped || run->expired)
		return true;
	double now = moot_clock_seconds();
	report(run, now);
	run->expired = now >= run->deadline;
	run->stopped = now >= run->patience && watch->stop && watch->stop(watch->context);
	return run->stopped || run->expired || calendar_run_gap(run) <= run->options->gap;
}

void calendar_run_keep(struct calendar_run *run)
{
	const size_t bytes = (size_t)run->in->meeting_count * sizeof *run->best_slot;
	int missing = calendar_state_missing(run->state);
	double hours = run->state->hours;
	bool better = !run->has_best || missing < run->best_missing ||
		      (missing == run->best_missing && hours < run->best_hours - 1e-9);
	if (!better)
		return;
	run->has_best = true;
	run->best_missing = missing;
	run->best_hours = hours;
	memcpy(run->best_slot, run->state->slot, bytes);
	memcpy(run->best_place, run->state->place, bytes);
	memcpy(run->best_venue, run->state->venue, bytes);
}

void calendar_run_recall(struct calendar_run *run)
{
	const struct calendar_instance *in = run->in;
	for (int b = 0; b < in->board_count; b++)
		calendar_state_remove(run->state, b);
	for (int b = 0; b < in->board_count; b++) {
		int first = in->boards[b].first;
		calendar_state_restore(run->state, b, run->best_slot + first, run->best_place + first,
				       run->best_venue + first);
	}
}

/* Adds the cheapest series under the offer. */
static void insert_offered(struct calendar_run *run, int board, int place)
{
	calendar_price_series(run->pricer, &run->in->boards[board], run->offer->cost, run->offer->limits,
			      CALENDAR_MISSING, run->slots);
	calendar_state_add(run->state, board, place, run->slots);
}

static bool is_fed(const struct calendar_run *run, int board)
{
	for (int i = 0; i < run->in->before_count; i++)
		if (run->in->befores[i].b == board && !calendar_state_before_holds(run->state, &run->in->befores[i]))
			return false;
	return true;
}

/* Makes the wished slots of the offer cheaper. */
static void favour(struct calendar_run *run, int board, const int *wished)
{
	for (int k = 0; wished && k < run->in->boards[board].meetings; k++)
		if (wished[k] != MOOT_NONE)
			run->offer->cost[wished[k]] -= FAVOUR;
}

static void insert_at(struct calendar_run *run, int board, int place, double noise, struct calendar_random *random,
		      const int *wished)
{
	calendar_offer_fill(run->offer, run->state, board, place, noise, random);
	favour(run, board, wished);
	insert_offered(run, board, place);
	if (is_fed(run, board))
		return;
	calendar_state_remove(run->state, board);
	calendar_offer_tighten(run->offer);
	insert_offered(run, board, place);
}

void calendar_run_follow(struct calendar_run *run, int board, const int *slots)
{
	insert_at(run, board, MOOT_NONE, 0, NULL, slots);
}

void calendar_run_insert(struct calendar_run *run, int board, int place, double noise, struct calendar_random *random)
{
	const int scheduled = run->state->scheduled;
	insert_at(run, board, place, noise, random, NULL);
	if (place == MOOT_NONE || run->state->scheduled - scheduled == run->in->boards[board].meetings)
		return;
	calendar_state_remove(run->state, board);
	insert_at(run, board, MOOT_NONE, noise, random, NULL);
}
