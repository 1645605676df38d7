#include <solver/calendar/nudge.h>

/* How often a series moves as a whole; a meeting goes to another day, or to a day of a neighbour's. */
static const double SERIES = 0.01;
static const double DAY = 0.45;
static const double NEIGHBOUR = 0.35;
/* And a board that may choose meets elsewhere. */
static const double ELSEWHERE = 0.1;
static const double SAME_START = 0.6; /* how often the start stays when the day does not */

enum { FARTHEST = 10 /* days by which a series moves */ };

struct proposal {
	int day;
	int start; /* index */
	int place;
};

bool calendar_nudges_new(struct calendar_run *run, struct moot_arena *arena, struct calendar_nudges *out)
{
	*out = (struct calendar_nudges){.run = run};
	out->undo = moot_arena_array(arena, (size_t)run->in->meeting_count, sizeof *out->undo);
	return out->undo && calendar_shifts_new(run->state, arena, &out->shifts);
}

/* The days that the meetings before and after leave to a meeting. */
static struct calendar_window room_of(const struct calendar_state *state, const struct calendar_board *board,
				      int number)
{
	struct calendar_window room = board->windows[number];
	for (int k = number - 1; k >= 0; k--) {
		int slot = state->slot[board->first + k];
		if (slot == MOOT_NONE)
			continue;
		int day = calendar_slot_day(board, slot) + board->separation;
		room.first = day > room.first ? day : room.first;
		break;
	}
	for (int k = number + 1; k < board->meetings; k++) {
		int slot = state->slot[board->first + k];
		if (slot == MOOT_NONE)
			continue;
		int day = calendar_slot_day(board, slot) - board->separation;
		room.last = day < room.last ? day : room.last;
		break;
	}
	return room;
}

static int other_start(const struct calendar_state *state, const struct calendar_board *board,
		       struct calendar_random *random)
{
	if (calendar_random_share(random) < 0.5) {
		int slot = state->slot[board->first + calendar_random_below(random, board->meetings)];
		if (slot != MOOT_NONE)
			return slot % board->start_count;
	}
	return calendar_random_below(random, board->start_count);
}

static bool propose_day(const struct calendar_state *state, const struct calendar_board *board, int meeting,
			struct calendar_random *random, struct proposal *out)
{
	struct calendar_window room = room_of(state, board, meeting - board->first);
	if (room.last <= room.first)
		return false;
	out->day = room.first + calendar_random_below(random, room.last - room.first + 1);
	if (calendar_random_share(random) >= SAME_START)
		out->start = other_start(state, board, random);
	return true;
}

/* The board's first start that is not before `minute`, or its last that is not after it. */
static int start_near(const struct calendar_board *board, int minute, bool after)
{
	if (after) {
		for (int s = 0; s < board->start_count; s++)
			if (board->starts[s] >= minute)
				return s;
		return MOOT_NONE;
	}
	for (int s = board->start_count - 1; s >= 0; s--)
		if (board->starts[s] <= minute)
			return s;
	return MOOT_NONE;
}

/* A start just before or after the other meeting, travel allowed for. */
static int start_beside(const struct calendar_state *state, const struct calendar_board *board, int place, int other,
			bool after)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *there = &in->boards[in->board_of[other]];
	const int minute = calendar_slot_minute(there, state->slot[other]);
	const int travel =
	    (calendar_travel(in, board->places[place].site, there->places[state->place[other]].site) + 1) / 2;
	return after ? start_near(board, minute + there->minutes + travel, true)
		     : start_near(board, minute - travel - board->minutes, false);
}

static bool propose_neighbour(const struct calendar_state *state, const struct calendar_board *board, int meeting,
			      struct calendar_random *random, struct proposal *out)
{
	if (board->neighbour_count == 0)
		return false;
	const struct calendar_instance *in = state->in;
	const struct calendar_board *there =
	    &in->boards[board->neighbours[calendar_random_below(random, board->neighbour_count)].board];
	const struct calendar_window room = room_of(state, board, meeting - board->first);
	int found = MOOT_NONE;
	int first = calendar_random_below(random, there->meetings);
	for (int k = 0; k < there->meetings && found == MOOT_NONE; k++) {
		int other = there->first + (first + k) % there->meetings;
		int day = state->slot[other] == MOOT_NONE ? -1 : calendar_slot_day(there, state->slot[other]);
		if (day >= room.first && day <= room.last)
			found = other;
	}
	if (found == MOOT_NONE)
		return false;
	out->day = calendar_slot_day(there, state->slot[found]);
	const int site = there->places[state->place[found]].site;
	for (int p = 0; p < board->place_count && board->place_count > 1; p++)
		if (board->places[p].site == site && calendar_random_share(random) < 0.5)
			out->place = p;
	double chance = calendar_random_share(random);
	if (chance < 0.7)
		out->start = start_beside(state, board, out->place, found, chance < 0.35);
	return out->start != MOOT_NONE;
}

static bool propose(const struct calendar_state *state, const struct calendar_board *board, int meeting,
		    struct calendar_random *random, struct proposal *out)
{
	const int slot = state->slot[meeting];
	*out = (struct proposal){calendar_slot_day(board, slot), slot % board->start_count, state->place[meeting]};
	double chance = calendar_random_share(random);
	if (board->place_count > 1 && calendar_random_share(random) < ELSEWHERE)
		out->place = calendar_random_below(random, board->place_count);
	if (chance < DAY)
		return propose_day(state, board, meeting, random, out);
	if (chance < DAY + NEIGHBOUR)
		return propose_neighbour(state, board, meeting, random, out);
	out->start = other_start(state, board, random);
	return true;
}

static double tolerance(double temperature, struct calendar_random *random)
{
	return -temperature * log(calendar_random_share(random) + 1e-300);
}

static void nudge_meeting(struct calendar_nudges *nudges, int meeting, double temperature,
			  struct calendar_random *random)
{
	const struct calendar_state *state = nudges->run->state;
	const struct calendar_board *board = &state->in->boards[state->in->board_of[meeting]];
	struct proposal proposal;
	struct calendar_shift shift;
	if (!propose(state, board, meeting, random, &proposal))
		return;
	int slot = proposal.day * board->start_count + proposal.start;
	if ((slot == state->slot[meeting] && proposal.place == state->place[meeting]) || isinf(board->price[slot]))
		return;
	double worse = calendar_shift_weigh(&nudges->shifts, meeting, slot, proposal.place, &shift);
	if (worse <= 0 || worse <= tolerance(temperature, random)) {
		calendar_shift_do(&nudges->shifts, &shift);
		calendar_run_keep(nudges->run);
	}
}

/* Takes the meetings done so far back to where they were. */
static void take_back(struct calendar_nudges *nudges, const int *order, int done)
{
	for (int i = done - 1; i >= 0; i--)
		calendar_shift_do(&nudges->shifts, &nudges->undo[order[i]]);
}

/* All meetings of the board move by some days, to another start, or to another place. */
static void nudge_series(struct calendar_nudges *nudges, int index, double temperature, struct calendar_random *random)
{
	struct calendar_state *state = nudges->run->state;
	const struct calendar_board *board = &state->in->boards[index];
	const int days = calendar_random_below(random, 2 * FARTHEST + 1) - FARTHEST;
	const int start = calendar_random_share(random) < 0.5 ? MOOT_NONE : other_start(state, board, random);
	const bool elsewhere = board->place_count > 1 && calendar_random_share(random) < 0.5;
	const int place = elsewhere ? calendar_random_below(random, board->place_count) : MOOT_NONE;
	const double hours = state->hours;
	int *order = nudges->run->slots;
	int done = 0;
	for (int i = 0; i < board->meetings; i++) {
		/* Those ahead make way first. */
		int meeting = board->first + (days > 0 ? board->meetings - 1 - i : i);
		int old = state->slot[meeting];
		if (old == MOOT_NONE)
			continue;
		int day = calendar_slot_day(board, old) + days;
		int slot = day * board->start_count + (start == MOOT_NONE ? old % board->start_count : start);
		struct calendar_shift shift;
		nudges->undo[meeting] = (struct calendar_shift){
		    .meeting = meeting, .slot = old, .place = state->place[meeting], .venue = state->venue[meeting]};
		bool inside = day >= 0 && day < state->in->days;
		double worse = inside ? calendar_shift_weigh(&nudges->shifts, meeting, slot,
							     place == MOOT_NONE ? state->place[meeting] : place, &shift)
				      : (double)INFINITY;
		if (isinf(worse)) {
			take_back(nudges, order, done);
			state->hours = hours;
			return;
		}
		order[done++] = meeting;
		calendar_shift_do(&nudges->shifts, &shift);
	}
	double worse = state->hours - hours;
	if (worse <= 0 || worse <= tolerance(temperature, random)) {
		calendar_run_keep(nudges->run);
		return;
	}
	take_back(nudges, order, done);
	state->hours = hours;
}

void calendar_nudge(struct calendar_nudges *nudges, int count, double temperature, struct calendar_random *random)
{
	const struct calendar_instance *in = nudges->run->in;
	for (int i = 0; i < count; i++) {
		int meeting = calendar_random_below(random, in->meeting_count);
		if (nudges->run->state->slot[meeting] == MOOT_NONE)
			continue;
		if (calendar_random_share(random) < SERIES)
			nudge_series(nudges, in->board_of[meeting], temperature, random);
		else
			nudge_meeting(nudges, meeting, temperature, random);
	}
}
