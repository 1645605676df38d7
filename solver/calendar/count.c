/*
 * Counts: the states through which a board's year goes while its counted rules fill up.
 *
 * A state is a number with one digit for each interval (meetings in it so far, up to those asked for) and one for the
 * pins hit so far; all full is the last state. A meeting that is not scheduled is forgiven once in each interval and
 * lets all pins go. Intervals that would make the states too many are left out here; calendar_state_clean() sees to
 * them.
 */
#include <solver/calendar/instance.h>

enum { MOST_STATES = 4096 };

/* State after `by` more of the digit with place value `unit`, which runs to `full`. */
static int advance(int state, int unit, int full, int by)
{
	int digit = state / unit % (full + 1);
	int next = digit + by < full ? digit + by : full;
	return state + (next - digit) * unit;
}

/* Keeps the first intervals whose states, with the pins, stay few enough. */
static int count_states(struct calendar_board *board)
{
	int states = board->pin_count + 1;
	int kept = 0;
	while (kept < board->interval_count && states <= MOST_STATES / (board->intervals[kept].count + 1))
		states *= board->intervals[kept++].count + 1;
	board->interval_total = board->interval_count;
	board->interval_count = kept;
	return states;
}

/* The state after a meeting on `day`, the pins aside. */
static int after_day(const struct calendar_board *board, int state, int day)
{
	int unit = board->pin_count + 1;
	for (int i = 0; i < board->interval_count; i++) {
		const struct calendar_interval *interval = &board->intervals[i];
		if (day >= interval->from && day <= interval->to)
			state = advance(state, unit, interval->count, 1);
		unit *= interval->count + 1;
	}
	return state;
}

static int after_skip(const struct calendar_board *board, int state)
{
	int unit = board->pin_count + 1;
	state = advance(state, 1, board->pin_count, board->pin_count);
	for (int i = 0; i < board->interval_count; i++) {
		state = advance(state, unit, board->intervals[i].count, 1);
		unit *= board->intervals[i].count + 1;
	}
	return state;
}

static bool same_class(const struct calendar_board *board, int day, int other)
{
	for (int i = 0; i < board->interval_count; i++) {
		const struct calendar_interval *interval = &board->intervals[i];
		bool in_first = day >= interval->from && day <= interval->to;
		bool in_second = other >= interval->from && other <= interval->to;
		if (in_first != in_second)
			return false;
	}
	return true;
}

/* A class for each run of days that lie in the same intervals. */
static bool build_classes(struct calendar_instance *in, struct calendar_board *board)
{
	struct calendar_counts *counts = &board->counts;
	const size_t most = 2 * (size_t)board->interval_count + 1;
	counts->classes = moot_arena_array(in->arena, (size_t)in->days, sizeof *counts->classes);
	counts->step = moot_arena_array(in->arena, most * (size_t)counts->states, sizeof *counts->step);
	if (!counts->classes || !counts->step)
		return false;
	for (int day = 0; day < in->days; day++) {
		bool same = day > 0 && same_class(board, day - 1, day);
		counts->classes[day] = (uint16_t)(day == 0 ? 0 : counts->classes[day - 1] + (same ? 0 : 1));
		int *step = counts->step + (size_t)counts->classes[day] * (size_t)counts->states;
		for (int state = 0; !same && state < counts->states; state++)
			step[state] = after_day(board, state, day);
	}
	return true;
}

bool calendar_build_counts(struct calendar_instance *in)
{
	for (int b = 0; b < in->board_count; b++) {
		struct calendar_board *board = &in->boards[b];
		struct calendar_counts *counts = &board->counts;
		counts->states = count_states(board);
		counts->skip = moot_arena_array(in->arena, (size_t)counts->states, sizeof *counts->skip);
		counts->pin = moot_arena_array(in->arena, (size_t)counts->states, sizeof *counts->pin);
		if (!counts->skip || !counts->pin || !build_classes(in, board))
			return false;
		for (int state = 0; state < counts->states; state++) {
			counts->skip[state] = after_skip(board, state);
			counts->pin[state] = advance(state, 1, board->pin_count, 1);
		}
	}
	return true;
}
