#include <solver/calendar/conflict.h>
#include <solver/calendar/quorum.h>

/* Whether the sitting and a meeting of another board are at once. */
static bool is_at_once(const struct calendar_state *state, const struct calendar_sitting *it, int other)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[it->board];
	const struct calendar_board *there = &in->boards[in->board_of[other]];
	int travel = calendar_travel(in, board->places[it->place].site, there->places[state->place[other]].site);
	return calendar_relate(in, calendar_slot_instant(board, it->slot), board->minutes,
			       calendar_slot_instant(there, state->slot[other]), there->minutes,
			       travel) == CALENDAR_AT_ONCE;
}

int calendar_quorum_lost(const struct calendar_instance *in, const struct calendar_pair *pair, bool second, int slot)
{
	const struct calendar_board *board = &in->boards[second ? pair->b : pair->a];
	int lost = 0;
	for (int i = 0; i < pair->shared_count; i++) {
		int attendee = second ? pair->shared[i].in_b : pair->shared[i].in_a;
		if (!calendar_bit(board->attendees[attendee].busy, slot))
			lost++;
	}
	return lost;
}

void calendar_quorum_count(struct calendar_state *state, int meeting, int sign)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_sitting here = {in->board_of[meeting], state->place[meeting], state->slot[meeting]};
	const struct calendar_board *it = &in->boards[here.board];
	const int day = calendar_slot_day(it, here.slot);
	for (int near = calendar_state_first_near(state, day); near <= calendar_state_last_near(state, day); near++)
		for (int i = 0; i < state->days[near].count; i++) {
			int other = state->days[near].meetings[i];
			const struct calendar_board *there = &in->boards[in->board_of[other]];
			const struct calendar_neighbour *link = calendar_neighbour_of(it, in->board_of[other]);
			if (!link || other == meeting || (it->quorum == 0 && there->quorum == 0) ||
			    !is_at_once(state, &here, other))
				continue;
			const struct calendar_pair *pair = &in->pairs[link->pair];
			state->lost[meeting] += sign * calendar_quorum_lost(in, pair, link->second, here.slot);
			state->lost[other] += sign * calendar_quorum_lost(in, pair, !link->second, state->slot[other]);
		}
}

/* Whether an attendee of the one board sits on the other too. */
static bool is_shared(const struct calendar_instance *in, const struct calendar_neighbour *link, int attendee)
{
	const struct calendar_pair *pair = &in->pairs[link->pair];
	for (int i = 0; i < pair->shared_count; i++)
		if ((link->second ? pair->shared[i].in_b : pair->shared[i].in_a) == attendee)
			return true;
	return false;
}

bool calendar_quorum_is_elsewhere(const struct calendar_state *state, const struct calendar_sitting *it, int attendee,
				  int meeting)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[it->board];
	const int day = calendar_slot_day(board, it->slot);
	for (int near = calendar_state_first_near(state, day); near <= calendar_state_last_near(state, day); near++)
		for (int i = 0; i < state->days[near].count; i++) {
			int other = state->days[near].meetings[i];
			const struct calendar_neighbour *link = calendar_neighbour_of(board, in->board_of[other]);
			if (other != meeting && link && is_shared(in, link, attendee) && is_at_once(state, it, other))
				return true;
		}
	return false;
}

bool calendar_quorum_is_met(const struct calendar_state *state, const struct calendar_sitting *there, int meeting)
{
	const struct calendar_board *board = &state->in->boards[there->board];
	int free = 0;
	for (int a = 0; a < board->attendee_count && free < board->quorum; a++)
		free += !calendar_bit(board->attendees[a].busy, there->slot) &&
			!calendar_quorum_is_elsewhere(state, there, a, meeting);
	return free >= board->quorum;
}

bool calendar_quorum_is_kept(const struct calendar_state *state, int other, int board, int meeting)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_sitting it = {in->board_of[other], state->place[other], state->slot[other]};
	const struct calendar_board *there = &in->boards[it.board];
	const struct calendar_neighbour *link = calendar_neighbour_of(there, board);
	int free = 0;
	for (int a = 0; a < there->attendee_count && free < there->quorum; a++)
		free += !calendar_bit(there->attendees[a].busy, it.slot) && !(link && is_shared(in, link, a)) &&
			!calendar_quorum_is_elsewhere(state, &it, a, meeting);
	return free >= there->quorum;
}

bool calendar_quorums_hold(const struct calendar_state *state, const struct calendar_sitting *there, int meeting)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *it = &in->boards[there->board];
	const int day = calendar_slot_day(it, there->slot);
	int lost = 0;
	for (int near = calendar_state_first_near(state, day); near <= calendar_state_last_near(state, day); near++)
		for (int i = 0; i < state->days[near].count; i++) {
			int other = state->days[near].meetings[i];
			const struct calendar_neighbour *link = calendar_neighbour_of(it, in->board_of[other]);
			const struct calendar_board *board = &in->boards[in->board_of[other]];
			if (other == meeting || !link || !is_at_once(state, there, other))
				continue;
			const struct calendar_pair *pair = &in->pairs[link->pair];
			lost += calendar_quorum_lost(in, pair, link->second, there->slot);
			int left = board->quorum == 0
				       ? 0
				       : board->free[state->slot[other]] - state->lost[other] -
					     calendar_quorum_lost(in, pair, !link->second, state->slot[other]);
			if (left < board->quorum && !calendar_quorum_is_kept(state, other, there->board, meeting))
				return false;
		}
	return it->quorum == 0 || it->free[there->slot] - lost >= it->quorum ||
	       calendar_quorum_is_met(state, there, meeting);
}
