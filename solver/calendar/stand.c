/* One meeting put where another plan has it (stand.h). */
#include <solver/calendar/obstacle.h>
#include <solver/calendar/stand.h>

#include <string.h>

bool calendar_stand_venue(const struct calendar_instance *in, const struct calendar_board *board, const char *id,
			  int *place, int *venue)
{
	for (int p = 0; p < board->place_count; p++)
		for (int v = 0; v < board->places[p].venue_count; v++)
			if (strcmp(in->landscape->venues[board->places[p].venues[v].venue].id, id) == 0) {
				*place = p;
				*venue = v;
				return true;
			}
	return false;
}

int calendar_stand_holder(const struct calendar_state *state, const struct calendar_board *board, int venue, int slot)
{
	const int start = calendar_slot_instant(board, slot);
	for (int m = 0; m < state->in->meeting_count; m++) {
		if (state->slot[m] == MOOT_NONE || state->booked[m] != venue)
			continue;
		const struct calendar_board *there = &state->in->boards[state->in->board_of[m]];
		int from = calendar_slot_instant(there, state->slot[m]);
		if (from < start + board->minutes && start < from + there->minutes)
			return m;
	}
	return MOOT_NONE;
}

bool calendar_stand_is_free(const struct calendar_state *state, int b, int place, int venue, int slot)
{
	const struct calendar_board *board = &state->in->boards[b];
	const struct calendar_venue *wanted = &board->places[place].venues[venue];
	return !(wanted->busy && calendar_bit(wanted->busy, slot)) &&
	       calendar_stand_holder(state, board, wanted->venue, slot) == MOOT_NONE;
}

bool calendar_stand(struct calendar_state *state, int meeting, int slot, const char *id)
{
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	const int b = state->in->board_of[meeting];
	const struct calendar_board *board = &state->in->boards[b];
	int place = 0;
	int venue = MOOT_NONE;
	if (board->place_count == 0 || isinf(board->price[slot]))
		return false;
	const int start = calendar_slot_instant(board, slot);
	bool found = calendar_stand_venue(state->in, board, id, &place, &venue) &&
		     calendar_stand_is_free(state, b, place, venue, slot) &&
		     calendar_obstacles(state, meeting, place, start, obstacles) == 0;
	if (!found) {
		venue = MOOT_NONE;
		found = calendar_obstacles_anywhere(state, meeting, start, &place, obstacles) == 0 &&
			calendar_state_venue(state, b, place, slot, &venue);
	}
	if (found)
		calendar_state_drop(state, meeting, slot, place, venue);
	return found;
}
