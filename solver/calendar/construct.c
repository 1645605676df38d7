/*
 * The first complete calendar: the hardest boards first, each in its cheapest series given those before it.
 *
 * Hard is a board whose needed members are needed for many minutes elsewhere too. Boards that feed others by `before`
 * come before those. Cost: one offer and one series for each board.
 */
#include <solver/calendar/run.h>

/* For each board the yearly minutes for which its needed members are needed anywhere. */
static bool measure(const struct calendar_instance *in, double *hardness)
{
	double *needed = moot_allocate(in->landscape->person_count, sizeof *needed);
	if (!needed)
		return false;
	for (int pass = 0; pass < 2; pass++)
		for (int b = 0; b < in->board_count; b++) {
			const struct calendar_board *board = &in->boards[b];
			for (int a = 0; a < board->attendee_count; a++) {
				int person = board->attendees[a].person;
				double minutes = (double)board->meetings * board->minutes;
				if (board->attendees[a].needed && pass == 0)
					needed[person] += minutes;
				else if (board->attendees[a].needed)
					hardness[b] += needed[person];
			}
		}
	moot_release(needed);
	return true;
}

static int next_board(const struct calendar_run *run, const double *hardness, const bool *done)
{
	int next = MOOT_NONE;
	for (int b = 0; b < run->in->board_count; b++) {
		if (done[b])
			continue;
		if (next == MOOT_NONE || run->ranks[b] < run->ranks[next] ||
		    (run->ranks[b] == run->ranks[next] && hardness[b] > hardness[next]))
			next = b;
	}
	return next;
}

enum moot_status calendar_construct(struct calendar_run *run, struct moot_error *error)
{
	const struct calendar_instance *in = run->in;
	double *hardness = moot_allocate((size_t)in->board_count, sizeof *hardness);
	bool *done = moot_allocate((size_t)in->board_count, sizeof *done);
	bool ready = hardness && done && measure(in, hardness);
	run->phase = "first calendar";
	for (int i = 0; ready && i < in->board_count && !calendar_run_over(run); i++) {
		int board = next_board(run, hardness, done);
		done[board] = true;
		if (run->stands && run->stands[board])
			continue;
		calendar_run_insert(run, board, in->boards[board].place_count > 0 ? run->places[board] : MOOT_NONE, 0,
				    NULL);
	}
	calendar_state_clean(run->state);
	calendar_run_keep(run);
	moot_release(hardness);
	moot_release(done);
	return ready ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}
