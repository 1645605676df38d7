/*
 * A place for each board that may choose: where its members' trips would cost least if no two boards ever met on one
 * day.
 *
 *     minimise  sum_v hours_v (sum_{b at v} F_b - max_{b at v} F_b)        v a person and a site away from their base
 *
 * Boards that share people gather at the same sites, which one series at a time would never find. Annealing over single
 * moves; the number of moves depends on the boards and their places alone. The places are a beginning, no rule: the
 * search may leave them.
 */
#include <solver/calendar/run.h>

#include <string.h>

enum { MOVES_A_PLACE = 400 };

struct settling {
	const struct calendar_instance *in;
	int *places;   /* [board] the place chosen */
	int *board_of; /* [place] */
};

/* Hours of a visit's trips, were no two of its boards on one day. */
static double visit_hours(const struct settling *it, const struct calendar_visit *visit)
{
	int sum = 0;
	int most = 0;
	for (int i = 0; i < visit->place_count; i++) {
		int b = it->board_of[visit->places[i]];
		const struct calendar_board *board = &it->in->boards[b];
		if (board->first_place + it->places[b] != visit->places[i])
			continue;
		sum += board->meetings;
		most = board->meetings > most ? board->meetings : most;
	}
	return visit->hours * (sum - most);
}

/* Hours of the visits that the board takes part in at two of its places. */
static double hours_at(const struct settling *it, const struct calendar_board *board, int a, int b)
{
	double hours = 0;
	for (int i = 0; i < board->attendee_count; i++) {
		if (board->places[a].visits[i] != MOOT_NONE)
			hours += visit_hours(it, &it->in->visits[board->places[a].visits[i]]);
		if (board->places[b].visits[i] != MOOT_NONE)
			hours += visit_hours(it, &it->in->visits[board->places[b].visits[i]]);
	}
	return hours;
}

static void move(struct settling *it, int b, double temperature, struct calendar_random *random)
{
	const struct calendar_board *board = &it->in->boards[b];
	int old = it->places[b];
	int other = calendar_random_below(random, board->place_count);
	double chance = calendar_random_share(random);
	if (other == old)
		return;
	double before = hours_at(it, board, old, other);
	it->places[b] = other;
	double worse = hours_at(it, board, old, other) - before;
	if (worse > -temperature * log(chance + 1e-300))
		it->places[b] = old;
}

enum moot_status calendar_settle(struct calendar_run *run, struct moot_error *error)
{
	const struct calendar_instance *in = run->in;
	struct calendar_random random = {(uint64_t)run->options->seed};
	struct settling it = {.in = in, .places = run->places};
	long moves = 0;
	it.board_of = moot_allocate((size_t)in->place_count, sizeof *it.board_of);
	if (!it.board_of)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	for (int b = 0; b < in->board_count; b++) {
		const struct calendar_board *board = &in->boards[b];
		for (int p = 0; p < board->place_count; p++)
			it.board_of[board->first_place + p] = b;
		moves += board->place_count > 1 ? (long)MOVES_A_PLACE * board->place_count : 0;
	}
	const double hot = 10 * in->landscape->policy.trip_weight;
	const double cold = hot / 100;
	for (long i = 0; i < moves && !calendar_run_over(run); i++) {
		int b = calendar_random_below(&random, in->board_count);
		double temperature = hot > 0 ? hot * pow(cold / hot, (double)i / (double)moves) : 0;
		if (in->boards[b].place_count > 1)
			move(&it, b, temperature, &random);
	}
	moot_release(it.board_of);
	return MOOT_OK;
}
