/* Rules over several meetings, asked of a state: `before`, and what counts meetings in a time. */
#include <solver/calendar/state.h>

/* Whether a meeting of A starts when B's last is over, at the instant `after`, and is clear of B's next. */
static bool feeds(const struct calendar_state *state, const struct calendar_before *rule, int after, int next)
{
	const struct calendar_board *a = rule->a == MOOT_NONE ? NULL : &state->in->boards[rule->a];
	const int latest = calendar_slot_day(&state->in->boards[rule->b], next) - 1 - rule->clear;
	for (int i = 0; i < rule->fed_by.count; i++) {
		int start = rule->fed_by.items[i].start;
		if (start >= after && start / MOOT_MINUTES_A_DAY <= latest)
			return true;
	}
	for (int k = 0; a && k < a->meetings; k++) {
		int slot = state->slot[a->first + k];
		if (slot == MOOT_NONE)
			continue;
		if (calendar_slot_instant(a, slot) >= after && calendar_slot_day(a, slot) <= latest)
			return true;
	}
	return false;
}

bool calendar_state_before_holds(const struct calendar_state *state, const struct calendar_before *rule)
{
	const struct calendar_board *b = &state->in->boards[rule->b];
	int after = rule->after;
	for (int k = 0; k < b->meetings; k++) {
		int slot = state->slot[b->first + k];
		if (slot == MOOT_NONE)
			continue;
		if (after != MOOT_NONE && !feeds(state, rule, after, slot))
			return false;
		after = calendar_slot_instant(b, slot) + b->minutes;
	}
	return true;
}

/* Whether the board has as many meetings in each interval as are asked for, those not scheduled forgiven. */
static bool counts_hold(const struct calendar_state *state, const struct calendar_board *board)
{
	for (int i = 0; i < board->interval_total; i++) {
		const struct calendar_interval *interval = &board->intervals[i];
		int found = 0;
		for (int k = 0; k < board->meetings; k++) {
			int slot = state->slot[board->first + k];
			int day = slot == MOOT_NONE ? interval->from : calendar_slot_day(board, slot);
			found += day >= interval->from && day <= interval->to;
		}
		if (found < interval->count)
			return false;
	}
	return true;
}

void calendar_state_clean(struct calendar_state *state)
{
	const struct calendar_instance *in = state->in;
	for (int b = 0; b < in->board_count; b++)
		if (!counts_hold(state, &in->boards[b]))
			calendar_state_remove(state, b);
	for (bool changed = true; changed;) {
		changed = false;
		for (int i = 0; i < in->before_count; i++)
			if (!calendar_state_before_holds(state, &in->befores[i])) {
				calendar_state_remove(state, in->befores[i].b);
				changed = true;
			}
	}
}
