/*
 * The bound: the fewest meetings that must be left out, then the ascent of the duals (ascent.c), and the program over
 * whole series (dive.c). Where no trips could be shared (gate.h) that bounds it better, and says where a calendar near
 * the bound is. Else it bounds the instance whose towns' shares are charged (charged.h), which holds for the true one.
 *
 * What both leave out, breathing, reports, the rest of the clashes and of the trips, costs 0 or more, so their values
 * bound every calendar's hours plus `price` for each missing meeting. Whatever the duals mu <= 0 of their rows, so long
 * as those of one charge don't sum up to more than it,
 *
 *     L(mu) = sum_b min_s (h_s + price u_s - mu a_s) + sum mu
 *
 * is such a bound, with h_s the hours of series s by itself, u_s its missing meetings and a_s the rows that it is part
 * of; the minimum over the series of a board is what calendar_price_series() finds exactly. So the bound is valid
 * whenever they are left.
 */
#include <solver/calendar/ascent.h>
#include <solver/calendar/charged.h>
#include <solver/calendar/dive.h>

enum {
	MOST_ASCENT = 3000,
	FEW_ASCENT = 300 /* where the dive will do better */
};

/* Work a second that any of today's machines does, in slots and states priced; and the share of the limit for it. */
static const double SLOTS_A_SECOND = 1.2e7;
static const double SHARE_OF_LIMIT = 0.6;
static const double PRICE = 1000;                /* hours for a missing meeting */
static const double TOWN_STEPS_A_SECOND = 1.2e7; /* of the limit, for charged.h */

static int count_missing(const struct calendar_board *board, const int *slots)
{
	int missing = 0;
	for (int k = 0; k < board->meetings; k++)
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a series has a slot for each meeting */
		missing += slots[k] == MOOT_NONE;
	return missing;
}

/* The fewest meetings that each board by itself must leave out. */
static void count_hopeless(struct calendar_run *run)
{
	const struct calendar_instance *in = run->in;
	run->least_missing = 0;
	for (int b = 0; b < in->board_count; b++) {
		calendar_price_series(run->pricer, &in->boards[b], in->boards[b].price, NULL, CALENDAR_MISSING,
				      run->slots);
		run->least_missing += count_missing(&in->boards[b], run->slots);
	}
}

int calendar_master_rounds(const struct calendar_run *run)
{
	double slots = 1;
	for (int b = 0; b < run->in->board_count; b++)
		slots += (double)calendar_slot_count(run->in, &run->in->boards[b]) * run->in->boards[b].counts.states;
	double limit = run->options->time_limit > 0 ? run->options->time_limit : 60;
	double rounds = limit * SHARE_OF_LIMIT * SLOTS_A_SECOND / slots;
	const int most = calendar_dive_is_due(run) ? FEW_ASCENT : MOST_ASCENT;
	return rounds < 20 ? 20 : rounds > most ? most : (int)rounds;
}

/* The program's bound with the towns' shares charged. */
static enum moot_status bound_towns(struct calendar_run *run, struct moot_error *error)
{
	const double limit = run->options->time_limit > 0 ? run->options->time_limit : 60;
	struct moot_arena *arena = moot_arena_new();
	struct calendar_charged charged = {.town_count = 0};
	enum moot_status status = arena ? calendar_charged_new(run, limit * TOWN_STEPS_A_SECOND, arena, &charged, error)
					: moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (status == MOOT_OK && charged.town_count > 0) {
		struct calendar_run other = *run;
		other.in = &charged.instance;
		other.best_hours += charged.given;
		other.priced = -(double)INFINITY;
		other.towns = charged.towns;
		other.town_count = charged.town_count;
		status = calendar_dive(&other, error);
		run->stopped = other.stopped;
		run->expired = other.expired;
		run->priced = fmax(run->priced, other.priced - charged.given);
	}
	moot_arena_free(arena);
	return status;
}

enum moot_status calendar_master(struct calendar_run *run, struct moot_error *error)
{
	struct calendar_rows *rows = NULL;
	run->phase = "bound";
	run->price = PRICE;
	enum moot_status status = calendar_rows_new(run->in, &rows, error);
	if (status == MOOT_OK) {
		count_hopeless(run);
		status = calendar_ascend(run, rows, calendar_master_rounds(run), error);
	}
	const bool shares_trips = status == MOOT_OK && rows->gates.count > 0;
	calendar_rows_free(rows);
	if (status != MOOT_OK || !calendar_dive_fits(run) || calendar_run_over(run))
		return status;
	return shares_trips ? bound_towns(run, error) : calendar_dive(run, error);
}
