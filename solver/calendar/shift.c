#include <solver/calendar/conflict.h>
#include <solver/calendar/quorum.h>
#include <solver/calendar/series.h>
#include <solver/calendar/shift.h>

bool calendar_shifts_new(struct calendar_state *state, struct moot_arena *arena, struct calendar_shifts *out)
{
	const struct calendar_instance *in = state->in;
	const size_t boards = (size_t)in->board_count;
	out->state = state;
	out->pairs = moot_arena_array(arena, boards * boards, sizeof *out->pairs);
	out->is_linked = moot_arena_array(arena, boards, sizeof *out->is_linked);
	if (!out->pairs || !out->is_linked)
		return false;
	for (size_t i = 0; i < boards * boards; i++)
		out->pairs[i] = MOOT_NONE;
	for (int p = 0; p < in->pair_count; p++) {
		out->pairs[(size_t)in->pairs[p].a * boards + (size_t)in->pairs[p].b] = p;
		out->pairs[(size_t)in->pairs[p].b * boards + (size_t)in->pairs[p].a] = p;
	}
	for (int i = 0; i < in->before_count; i++)
		out->is_linked[in->befores[i].a] = out->is_linked[in->befores[i].b] = true;
	for (int i = 0; i < in->report_count; i++)
		out->is_linked[in->reports[i].child] = out->is_linked[in->reports[i].parent] = true;
	return true;
}

static const struct calendar_board *board_of(const struct calendar_state *state, int meeting)
{
	return &state->in->boards[state->in->board_of[meeting]];
}

/* Order, window and the days between the meetings of the board. */
static bool fits_series(const struct calendar_state *state, const struct calendar_board *board, int meeting, int day)
{
	const int number = meeting - board->first;
	if (day < board->windows[number].first || day > board->windows[number].last)
		return false;
	for (int k = number - 1; k >= 0; k--) {
		int slot = state->slot[board->first + k];
		if (slot == MOOT_NONE)
			continue;
		if (day - calendar_slot_day(board, slot) < board->separation)
			return false;
		break;
	}
	for (int k = number + 1; k < board->meetings; k++) {
		int slot = state->slot[board->first + k];
		if (slot == MOOT_NONE)
			continue;
		return calendar_slot_day(board, slot) - day >= board->separation;
	}
	return true;
}

static bool is_pin(const struct calendar_board *board, int slot)
{
	for (int i = 0; i < board->pin_count; i++)
		if (board->pins[i] == slot)
			return true;
	return false;
}

/* Whether a counted rule would lose a meeting that leaves `from` for `to` and has none to spare. */
static bool counts_keep(const struct calendar_state *state, const struct calendar_board *board, int from, int to)
{
	for (int i = 0; i < board->interval_total; i++) {
		const struct calendar_interval *interval = &board->intervals[i];
		if (from < interval->from || from > interval->to || (to >= interval->from && to <= interval->to))
			continue;
		int found = -1;
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

static bool days_have_room(const struct calendar_state *state, const struct calendar_board *board, int day)
{
	const struct calendar_instance *in = state->in;
	for (int a = 0; a < board->attendee_count; a++) {
		int person = board->attendees[a].person;
		int limited = in->limited[person];
		if (limited != MOOT_NONE &&
		    state->person_days[(size_t)limited * (size_t)in->days + (size_t)day] >= in->limits[person])
			return false;
	}
	return true;
}

/* Hours by which the day gained is more crowded, less the day lost. */
static double crowding_hours(const struct calendar_state *state, const struct calendar_board *board, int from, int to)
{
	const struct calendar_instance *in = state->in;
	const int most = in->landscape->policy.crowded_meetings;
	double hours = 0;
	for (int a = 0; from != to && a < board->attendee_count; a++) {
		int limited = in->limited[board->attendees[a].person];
		if (limited == MOOT_NONE)
			continue;
		const uint16_t *days = state->person_days + (size_t)limited * (size_t)in->days;
		hours += in->crowding[limited] * ((days[to] >= most) - (days[from] > most));
	}
	return hours;
}

/* Hours with the other meetings around the slot, the meeting itself left out; INFINITY where one forbids it. */
static double hours_with_others(const struct calendar_shifts *shifts, int meeting, int slot, int place)
{
	const struct calendar_state *state = shifts->state;
	const struct calendar_instance *in = state->in;
	const int index = in->board_of[meeting];
	const struct calendar_board *board = &in->boards[index];
	const int day = calendar_slot_day(board, slot);
	const int start = calendar_slot_instant(board, slot);
	const int *pairs = shifts->pairs + (size_t)index * (size_t)in->board_count;
	double hours = 0;
	const int last = day + in->span < in->days ? day + in->span : in->days - 1;
	for (int near = day > in->span ? day - in->span : 0; near <= last; near++)
		for (int i = 0; i < state->days[near].count; i++) {
			const int other = state->days[near].meetings[i];
			const int there_index = in->board_of[other];
			if (other == meeting || pairs[there_index] == MOOT_NONE)
				continue;
			const struct calendar_board *there = &in->boards[there_index];
			const struct calendar_pair *pair = &in->pairs[pairs[there_index]];
			const int travel =
			    calendar_travel(in, board->places[place].site, there->places[state->place[other]].site);
			const enum calendar_relation relation =
			    calendar_relate(in, start, board->minutes, calendar_slot_instant(there, state->slot[other]),
					    there->minutes, travel);
			if (relation == CALENDAR_APART)
				continue;
			if (relation == CALENDAR_AT_ONCE && pair->hard)
				return (double)INFINITY;
			hours += calendar_pair_cost(in, pair, pair->a == index ? slot : state->slot[other],
						    pair->a == index ? state->slot[other] : slot, relation);
		}
	return hours;
}

static int most_there(const struct calendar_state *state, const struct calendar_visit *visit, int changed, int by)
{
	int most = 0;
	for (int i = 0; i < visit->place_count; i++) {
		int count = state->place_meetings[visit->places[i]] + (visit->places[i] == changed ? by : 0);
		most = count > most ? count : most;
	}
	return most;
}

/* Trips that come and go where the meeting stays at its place. */
static double trips_by_day(const struct calendar_state *state, const struct calendar_board *board, int place, int from,
			   int to)
{
	const struct calendar_instance *in = state->in;
	double hours = 0;
	for (int a = 0; from != to && a < board->attendee_count; a++) {
		int visit = board->places[place].visits[a];
		if (visit == MOOT_NONE)
			continue;
		const uint16_t *days = state->visit_days + (size_t)visit * (size_t)in->days;
		hours += in->visits[visit].hours * ((days[to] == 0) - (days[from] == 1));
	}
	return hours;
}

/* The same where it leaves one place for another. */
static double trips_by_place(const struct calendar_state *state, const struct calendar_board *board, int old_place,
			     int new_place, int from, int to)
{
	const struct calendar_instance *in = state->in;
	double hours = 0;
	for (int a = 0; a < board->attendee_count; a++) {
		int left = board->places[old_place].visits[a];
		int joined = board->places[new_place].visits[a];
		if (left != MOOT_NONE) {
			const struct calendar_visit *visit = &in->visits[left];
			int changed = board->first_place + old_place;
			int fewer = state->visit_days[(size_t)left * (size_t)in->days + (size_t)from] == 1;
			hours -= visit->hours *
				 (fewer - most_there(state, visit, changed, 0) + most_there(state, visit, changed, -1));
		}
		if (joined != MOOT_NONE) {
			const struct calendar_visit *visit = &in->visits[joined];
			int changed = board->first_place + new_place;
			int more = state->visit_days[(size_t)joined * (size_t)in->days + (size_t)to] == 0;
			hours += visit->hours *
				 (more - most_there(state, visit, changed, 1) + most_there(state, visit, changed, 0));
		}
	}
	return hours;
}

/* Hours of the reports that the board takes part in; INFINITY where a `before` rule is broken. */
static double linked_hours(const struct calendar_state *state, int board)
{
	const struct calendar_instance *in = state->in;
	double hours = 0;
	for (int i = 0; i < in->before_count; i++)
		if ((in->befores[i].a == board || in->befores[i].b == board) &&
		    !calendar_state_before_holds(state, &in->befores[i]))
			return (double)INFINITY;
	for (int i = 0; i < in->report_count; i++)
		if (in->reports[i].child == board || in->reports[i].parent == board)
			hours += calendar_state_report_hours(state, &in->reports[i]);
	return hours;
}

/* What the board's own series costs more, by its regularity and what is linked to it. */
static double series_hours(const struct calendar_shifts *shifts, int meeting, int slot)
{
	struct calendar_state *state = shifts->state;
	const int index = state->in->board_of[meeting];
	const struct calendar_board *board = &state->in->boards[index];
	const bool linked = shifts->is_linked[index];
	const int old = state->slot[meeting];
	double hours = -calendar_series_regularity(state->in, board, state->slot + board->first) -
		       (linked ? linked_hours(state, index) : 0);
	state->slot[meeting] = slot;
	hours += calendar_series_regularity(state->in, board, state->slot + board->first) +
		 (linked ? linked_hours(state, index) : 0);
	state->slot[meeting] = old;
	return hours;
}

static double slot_hours(const struct calendar_instance *in, const struct calendar_board *board, int number, int slot)
{
	return board->price[slot] + calendar_place_in_year(in, board, number, calendar_slot_day(board, slot)) +
	       calendar_move(board, number, slot);
}

/* Whether a venue of the place is free; *venue keeps the meeting's own where that is among them. */
static bool find_venue(const struct calendar_shifts *shifts, int meeting, int slot, int place, int *venue)
{
	struct calendar_state *state = shifts->state;
	const int booked = state->booked[meeting];
	state->booked[meeting] = MOOT_NONE;
	bool found = calendar_state_venue(state, state->in->board_of[meeting], place, slot, venue);
	state->booked[meeting] = booked;
	return found;
}

static bool is_allowed(const struct calendar_shifts *shifts, int meeting, int slot, int place)
{
	const struct calendar_state *state = shifts->state;
	const struct calendar_board *board = board_of(state, meeting);
	const int from = calendar_slot_day(board, state->slot[meeting]);
	const int to = calendar_slot_day(board, slot);
	if (isinf(board->price[slot]) || is_pin(board, state->slot[meeting]))
		return false;
	if (from != to && (!fits_series(state, board, meeting, to) || !days_have_room(state, board, to) ||
			   !counts_keep(state, board, from, to)))
		return false;
	const struct calendar_sitting there = {state->in->board_of[meeting], place, slot};
	return !state->has_quorums || calendar_quorums_hold(state, &there, meeting);
}

double calendar_shift_weigh(const struct calendar_shifts *shifts, int meeting, int slot, int place,
			    struct calendar_shift *shift)
{
	const struct calendar_state *state = shifts->state;
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = board_of(state, meeting);
	const int old = state->slot[meeting];
	const int from = calendar_slot_day(board, old);
	const int to = calendar_slot_day(board, slot);
	const int number = meeting - board->first;
	if (!is_allowed(shifts, meeting, slot, place))
		return (double)INFINITY;
	double more = hours_with_others(shifts, meeting, slot, place);
	if (isinf(more))
		return more;
	more += crowding_hours(state, board, from, to) - hours_with_others(shifts, meeting, old, state->place[meeting]);
	*shift = (struct calendar_shift){.meeting = meeting, .slot = slot, .place = place};
	if (!find_venue(shifts, meeting, slot, place, &shift->venue))
		return (double)INFINITY;
	shift->alone = slot_hours(in, board, number, slot) - slot_hours(in, board, number, old) +
		       series_hours(shifts, meeting, slot);
	shift->alone += place == state->place[meeting]
			    ? trips_by_day(state, board, place, from, to)
			    : trips_by_place(state, board, state->place[meeting], place, from, to);
	return more + shift->alone;
}

void calendar_shift_do(const struct calendar_shifts *shifts, const struct calendar_shift *shift)
{
	struct calendar_state *state = shifts->state;
	calendar_state_leave(state, shift->meeting);
	state->slot[shift->meeting] = shift->slot;
	state->place[shift->meeting] = shift->place;
	state->venue[shift->meeting] = shift->venue;
	calendar_state_enter(state, shift->meeting);
	state->hours += shift->alone;
}
