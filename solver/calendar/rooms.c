#include <solver/calendar/obstacle.h>
#include <solver/calendar/rooms.h>
#include <solver/calendar/stand.h>

#include <string.h>

static const double EQUAL = 1e-9; /* hours: of sums made in another order */

const struct moot_meeting *calendar_rooms_earlier(const struct calendar_instance *in, int meeting)
{
	const struct calendar_board *board = &in->boards[in->board_of[meeting]];
	int stood = board->stood[meeting - board->first];
	return stood == MOOT_NONE ? NULL : &in->plan->meetings[stood];
}

static bool stays(const struct calendar_state *state, int meeting)
{
	const struct calendar_board *board = &state->in->boards[state->in->board_of[meeting]];
	return state->slot[meeting] == board->today[meeting - board->first];
}

/* Whether the venue that the meeting has is its own by the earlier plan. */
static bool is_at_home(const struct calendar_state *state, int meeting)
{
	const struct moot_meeting *earlier = calendar_rooms_earlier(state->in, meeting);
	return earlier && strcmp(earlier->venue, state->in->landscape->venues[state->booked[meeting]].id) == 0;
}

/* Sends a meeting to a free venue of its place. */
static void give_way(struct calendar_state *state, int meeting)
{
	const int b = state->in->board_of[meeting];
	const struct calendar_place *place = &state->in->boards[b].places[state->place[meeting]];
	for (int v = 0; v < place->venue_count; v++)
		if (calendar_stand_is_free(state, b, state->place[meeting], v, state->slot[meeting])) {
			state->venue[meeting] = v;
			state->booked[meeting] = place->venues[v].venue;
			return;
		}
}

/* Puts a meeting back in the venue where it was, if that is free and costs no more than `most` hours. */
static void return_to(struct calendar_state *state, int m, int place, int venue, double most)
{
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	const int b = state->in->board_of[m];
	const struct calendar_board *board = &state->in->boards[b];
	const int slot = state->slot[m];
	const int old_place = state->place[m];
	const int old_venue = state->venue[m];
	const double hours = state->hours;
	const bool stayed = stays(state, m);
	calendar_state_lift(state, m);
	const int holder = calendar_stand_holder(state, board, board->places[place].venues[venue].venue, slot);
	const int holder_venue = holder == MOOT_NONE ? MOOT_NONE : state->venue[holder];
	const int holder_booked = holder == MOOT_NONE ? MOOT_NONE : state->booked[holder];
	if (holder != MOOT_NONE && !(is_at_home(state, holder) && (stays(state, holder) || !stayed)))
		give_way(state, holder);
	bool fits = calendar_stand_is_free(state, b, place, venue, slot) &&
		    calendar_obstacles(state, m, place, calendar_slot_instant(board, slot), obstacles) == 0;
	calendar_state_drop(state, m, slot, fits ? place : old_place, fits ? venue : old_venue);
	if (fits && state->hours <= hours + most)
		return;
	if (holder != MOOT_NONE) {
		state->venue[holder] = holder_venue;
		state->booked[holder] = holder_booked;
	}
	calendar_state_lift(state, m);
	calendar_state_drop(state, m, slot, old_place, old_venue);
}

void calendar_rooms_return(struct calendar_state *state)
{
	for (int staying = 1; staying >= 0; staying--)
		for (int m = 0; m < state->in->meeting_count; m++) {
			const struct calendar_board *board = &state->in->boards[state->in->board_of[m]];
			const struct moot_meeting *earlier = calendar_rooms_earlier(state->in, m);
			int place = 0;
			int venue = MOOT_NONE;
			if (earlier && state->slot[m] != MOOT_NONE && stays(state, m) == (staying != 0) &&
			    calendar_stand_venue(state->in, board, earlier->venue, &place, &venue) &&
			    (place != state->place[m] || venue != state->venue[m]))
				return_to(state, m, place, venue,
					  staying ? state->in->landscape->policy.move_penalty : EQUAL);
		}
}

/* Why a board may no longer use the venue at all. */
static const char *why_unfit(const struct calendar_instance *in, const struct calendar_board *board, const char *id,
			     struct moot_arena *arena)
{
	const struct moot_landscape *landscape = in->landscape;
	const size_t members = board->plan->member_count;
	if (board->plan->mode == MOOT_ONLINE)
		return "the board now meets online";
	if (id[0] == '\0')
		return "it had none";
	if (landscape->venue_count == 0)
		return "boards.csv says otherwise now";
	for (size_t v = 0; v < landscape->venue_count; v++) {
		const struct moot_venue *venue = &landscape->venues[v];
		if (strcmp(venue->id, id) != 0)
			continue;
		if (venue->capacity > 0 && (size_t)venue->capacity < members)
			return moot_arena_format(arena, "%s holds %d, and the board has %zu members", venue->name,
						 venue->capacity, members);
		return "the board's own venue is another now";
	}
	return moot_arena_format(arena, "%s is no longer in venues.csv", id);
}

/* The meeting lifted out: what keeps it from the venue, which its board may use. */
static const char *why_kept_out(struct calendar_state *state, int meeting, int slot, int place, int venue,
				struct moot_arena *arena)
{
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	const int b = state->in->board_of[meeting];
	const struct calendar_board *board = &state->in->boards[b];
	const int wanted = board->places[place].venues[venue].venue;
	if (!calendar_stand_is_free(state, b, place, venue, slot)) {
		const struct calendar_obstacle taken = {.kind = CALENDAR_VENUE,
							.subject = wanted,
							.other = calendar_stand_holder(state, board, wanted, slot)};
		return calendar_obstacle_text(state, &taken, arena);
	}
	if (calendar_obstacles(state, meeting, place, calendar_slot_instant(board, slot), obstacles) > 0)
		return calendar_obstacle_text(state, &obstacles[0], arena);
	return "";
}

static const char *why_changed(struct calendar_state *state, int m, const char *id, struct moot_arena *arena)
{
	const struct calendar_board *board = &state->in->boards[state->in->board_of[m]];
	const int slot = state->slot[m];
	const int old_place = state->place[m];
	const int old_venue = state->venue[m];
	const double hours = state->hours;
	int place = 0;
	int venue = MOOT_NONE;
	if (!calendar_stand_venue(state->in, board, id, &place, &venue))
		return why_unfit(state->in, board, id, arena);
	calendar_state_lift(state, m);
	const char *text = why_kept_out(state, m, slot, place, venue, arena);
	if (text && !text[0]) {
		calendar_state_drop(state, m, slot, place, venue);
		text = moot_arena_format(arena, "it saves %.1f hours, most of them of trips", state->hours - hours);
		calendar_state_lift(state, m);
	}
	calendar_state_drop(state, m, slot, old_place, old_venue);
	return text;
}

bool calendar_rooms_tell(struct calendar_state *state, int m, const char *from, const struct moot_meeting *meeting,
			 struct moot_plan *plan)
{
	if (strcmp(from, meeting->venue) == 0)
		return true;
	struct moot_room_change *change = &plan->rooms_changed[plan->room_change_count++];
	*change = (struct moot_room_change){.uid = meeting->uid,
					    .board = meeting->board,
					    .number = meeting->number,
					    .from = from,
					    .to = meeting->venue,
					    .why = why_changed(state, m, from, plan->arena)};
	return change->why != NULL;
}
