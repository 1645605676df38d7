/*
 * The bound: the fewest meetings that must be left out, then the ascent of the duals (ascent.c), and where that leaves
 * out no trips that could be shared (gate.h) the program over whole series (dive.c), which bounds it better and says
 * where a calendar near the bound is.
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
#include <solver/calendar/dive.h>

enum {
	MOST_ASCENT = 3000,
	FEW_ASCENT = 300 /* where the dive will do better */
};

/* Work a second that any of today's machines does, in slots and states priced; and the share of the limit for it. */
static const double SLOTS_A_SECOND = 1.2e7;
static const double SHARE_OF_LIMIT = 0.6;
static const double PRICE = 1000; /* hours for a missing meeting */

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
	if (status == MOOT_OK && !shares_trips && calendar_dive_fits(run) && !calendar_run_over(run))
		status = calendar_dive(run, error);
	return status;
}
