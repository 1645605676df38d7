#include <solver/calendar/conflict.h>
#include <solver/calendar/quorum.h>
#include <solver/calendar/series.h>
#include <solver/calendar/state.h>

#include <string.h>

static bool make_days(struct calendar_state *state)
{
	const struct calendar_instance *in = state->in;
	/* A board meets at most once a day. */
	int *meetings = moot_allocate((size_t)in->days * (size_t)in->board_count, sizeof *meetings);
	state->days = moot_allocate((size_t)in->days, sizeof *state->days);
	if (!meetings || !state->days) {
		moot_release(meetings);
		return false;
	}
	for (int day = 0; day < in->days; day++)
		state->days[day].meetings = meetings + (size_t)day * (size_t)in->board_count;
	return true;
}

enum moot_status calendar_state_new(const struct calendar_instance *in, struct calendar_state **out,
				    struct moot_error *error)
{
	struct calendar_state *state = moot_allocate(1, sizeof *state);
	const size_t meetings = (size_t)in->meeting_count;
	const size_t days = (size_t)in->days;
	if (!state)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	state->in = in;
	state->slot = moot_allocate(meetings, sizeof *state->slot);
	state->place = moot_allocate(meetings, sizeof *state->place);
	state->venue = moot_allocate(meetings, sizeof *state->venue);
	state->booked = moot_allocate(meetings, sizeof *state->booked);
	state->lost = moot_allocate(meetings, sizeof *state->lost);
	state->visit_days = moot_allocate((size_t)in->visit_count * days, sizeof *state->visit_days);
	state->visit_total = moot_allocate((size_t)in->visit_count, sizeof *state->visit_total);
	state->place_meetings = moot_allocate((size_t)in->place_count, sizeof *state->place_meetings);
	state->person_days = moot_allocate((size_t)in->limited_count * days, sizeof *state->person_days);
	if (!make_days(state) || !state->slot || !state->place || !state->venue || !state->booked || !state->lost ||
	    !state->visit_days || !state->visit_total || !state->place_meetings || !state->person_days) {
		calendar_state_free(state);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	for (int b = 0; b < in->board_count; b++)
		state->has_quorums = state->has_quorums || in->boards[b].quorum > 0;
	for (size_t m = 0; m < meetings; m++) {
		state->slot[m] = MOOT_NONE;
		state->booked[m] = MOOT_NONE;
	}
	*out = state;
	return MOOT_OK;
}

void calendar_state_free(struct calendar_state *state)
{
	if (!state)
		return;
	if (state->days)
		moot_release(state->days[0].meetings);
	moot_release(state->days);
	moot_release(state->slot);
	moot_release(state->place);
	moot_release(state->venue);
	moot_release(state->booked);
	moot_release(state->lost);
	moot_release(state->visit_days);
	moot_release(state->visit_total);
	moot_release(state->place_meetings);
	moot_release(state->person_days);
	moot_release(state);
}

static const struct calendar_board *board_of(const struct calendar_state *state, int meeting)
{
	return &state->in->boards[state->in->board_of[meeting]];
}

static bool venue_is_taken(const struct calendar_state *state, int venue, const struct calendar_board *board, int slot)
{
	const int day = calendar_slot_day(board, slot);
	const int start = calendar_slot_instant(board, slot);
	for (int near = calendar_state_first_near(state, day); near <= calendar_state_last_near(state, day); near++)
		for (int i = 0; i < state->days[near].count; i++) {
			int other = state->days[near].meetings[i];
			const struct calendar_board *there = board_of(state, other);
			if (state->booked[other] != venue)
				continue;
			int from = calendar_slot_instant(there, state->slot[other]);
			if (from < start + board->minutes && start < from + there->minutes)
				return true;
		}
	return false;
}

bool calendar_state_venue(const struct calendar_state *state, int board, int place, int slot, int *venue)
{
	const struct calendar_board *it = &state->in->boards[board];
	const struct calendar_place *at = &it->places[place];
	*venue = MOOT_NONE;
	for (int v = 0; v < at->venue_count; v++) {
		const struct calendar_venue *candidate = &at->venues[v];
		if (candidate->busy && calendar_bit(candidate->busy, slot))
			continue;
		if (venue_is_taken(state, candidate->venue, it, slot))
			continue;
		*venue = v;
		return true;
	}
	return at->venue_count == 0;
}

/* Hours of a meeting with all others of its day, were it at that place; INFINITY where one of them forbids it. */
static double meet_others(const struct calendar_state *state, int board, int place, int slot)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *it = &in->boards[board];
	const int day = calendar_slot_day(it, slot);
	const int start = calendar_slot_instant(it, slot);
	double hours = 0;
	for (int near = calendar_state_first_near(state, day); near <= calendar_state_last_near(state, day); near++)
		for (int i = 0; i < state->days[near].count; i++) {
			int other = state->days[near].meetings[i];
			const struct calendar_neighbour *link = calendar_neighbour_of(it, in->board_of[other]);
			if (!link)
				continue;
			const struct calendar_board *there = board_of(state, other);
			int travel =
			    calendar_travel(in, it->places[place].site, there->places[state->place[other]].site);
			enum calendar_relation relation =
			    calendar_relate(in, start, it->minutes, calendar_slot_instant(there, state->slot[other]),
					    there->minutes, travel);
			hours +=
			    calendar_pair_cost(in, &in->pairs[link->pair], link->second ? state->slot[other] : slot,
					       link->second ? slot : state->slot[other], relation);
		}
	return hours;
}

/* Hours of the trips that a meeting there adds on its day. */
static double new_trips(const struct calendar_state *state, int board, int place, int day)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *it = &in->boards[board];
	double hours = 0;
	for (int a = 0; a < it->attendee_count; a++) {
		int visit = it->places[place].visits[a];
		if (visit != MOOT_NONE && state->visit_days[(size_t)visit * (size_t)in->days + (size_t)day] == 0)
			hours += in->visits[visit].hours;
	}
	return hours;
}

double calendar_state_trip_credit(const struct calendar_state *state, int board, int place)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *it = &in->boards[board];
	double hours = 0;
	for (int a = 0; a < it->attendee_count; a++) {
		if (it->places[place].visits[a] == MOOT_NONE)
			continue;
		const struct calendar_visit *visit = &in->visits[it->places[place].visits[a]];
		int most = 0;
		for (int i = 0; i < visit->place_count; i++)
			if (visit->places[i] != it->first_place + place &&
			    state->place_meetings[visit->places[i]] > most)
				most = state->place_meetings[visit->places[i]];
		if (most < it->meetings)
			hours += visit->hours * (it->meetings - most) / it->meetings;
	}
	return hours;
}

static void choose_place(struct calendar_state *state, int board, int meeting, int only, int slot)
{
	const struct calendar_board *it = &state->in->boards[board];
	double best = (double)INFINITY;
	state->place[meeting] = 0;
	state->venue[meeting] = MOOT_NONE;
	for (int p = only == MOOT_NONE ? 0 : only; p < (only == MOOT_NONE ? it->place_count : only + 1); p++) {
		int venue = MOOT_NONE;
		if (!calendar_state_venue(state, board, p, slot, &venue))
			continue;
		if (only == MOOT_NONE && it->place_count > 1 &&
		    !calendar_quorums_hold(state, &(struct calendar_sitting){board, p, slot}, MOOT_NONE))
			continue;
		double hours = it->place_count == 1 || only != MOOT_NONE
				   ? 0
				   : meet_others(state, board, p, slot) +
					 new_trips(state, board, p, calendar_slot_day(it, slot)) -
					 calendar_state_trip_credit(state, board, p);
		if (hours < best) {
			best = hours;
			state->place[meeting] = p;
			state->venue[meeting] = venue;
		}
	}
}

static double trip_hours(const struct calendar_state *state, int visit)
{
	const struct calendar_visit *it = &state->in->visits[visit];
	int most = 0;
	for (int i = 0; i < it->place_count; i++)
		if (state->place_meetings[it->places[i]] > most)
			most = state->place_meetings[it->places[i]];
	return it->hours * (state->visit_total[visit] - most);
}

static bool meets_between(const struct calendar_state *state, const struct calendar_board *board, int from, int to)
{
	for (int k = 0; k < board->meetings; k++) {
		int slot = state->slot[board->first + k];
		int day = slot == MOOT_NONE ? MOOT_NONE : calendar_slot_day(board, slot);
		if (slot != MOOT_NONE && day >= from && day <= to)
			return true;
	}
	return false;
}

static bool held_between(const struct calendar_frozen_list *frozen, int from, int to)
{
	for (int i = 0; i < frozen->count; i++) {
		int day = frozen->items[i].start / MOOT_MINUTES_A_DAY;
		if (day >= from && day <= to)
			return true;
	}
	return false;
}

double calendar_state_report_hours(const struct calendar_state *state, const struct calendar_report *report)
{
	const struct calendar_board *parent = &state->in->boards[report->parent];
	const struct calendar_board *child = report->child == MOOT_NONE ? NULL : &state->in->boards[report->child];
	double hours = 0;
	for (int k = 0; k < parent->meetings; k++) {
		int slot = state->slot[parent->first + k];
		if (slot == MOOT_NONE)
			continue;
		int day = calendar_slot_day(parent, slot);
		bool fresh = held_between(&report->held, day - report->days, day - 1);
		if (!fresh && !(child && meets_between(state, child, day - report->days, day - 1)))
			hours += state->in->landscape->policy.report_penalty;
	}
	return hours;
}

/* The hours that depend on several meetings of the board and others: trips and reports. */
static double shared_hours(const struct calendar_state *state, int board)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *it = &in->boards[board];
	double hours = 0;
	for (int p = 0; p < it->place_count; p++)
		for (int a = 0; a < it->attendee_count; a++)
			if (it->places[p].visits[a] != MOOT_NONE)
				hours += trip_hours(state, it->places[p].visits[a]);
	for (int i = 0; i < in->report_count; i++)
		if (in->reports[i].child == board || in->reports[i].parent == board)
			hours += calendar_state_report_hours(state, &in->reports[i]);
	return hours;
}

/* Counts the meeting in, or by `sign` -1 out, of the days of its members. */
static void count_attendance(struct calendar_state *state, int meeting, int sign)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *it = board_of(state, meeting);
	const struct calendar_place *place = &it->places[state->place[meeting]];
	const size_t day = (size_t)calendar_slot_day(it, state->slot[meeting]);
	state->place_meetings[it->first_place + state->place[meeting]] += sign;
	for (int a = 0; a < it->attendee_count; a++) {
		int visit = place->visits[a];
		if (visit != MOOT_NONE) {
			uint16_t *count = &state->visit_days[(size_t)visit * (size_t)in->days + day];
			if (*count == (sign > 0 ? 0 : 1))
				state->visit_total[visit] += sign;
			*count = (uint16_t)(*count + sign);
		}
		int limited = in->limited[it->attendees[a].person];
		if (limited != MOOT_NONE) {
			uint16_t *count = &state->person_days[(size_t)limited * (size_t)in->days + day];
			if ((sign > 0 ? *count : *count - 1) >= in->landscape->policy.crowded_meetings)
				state->hours += sign * in->crowding[limited];
			*count = (uint16_t)(*count + sign);
		}
	}
}

void calendar_state_enter(struct calendar_state *state, int meeting)
{
	const struct calendar_board *it = board_of(state, meeting);
	struct calendar_day *day = &state->days[calendar_slot_day(it, state->slot[meeting])];
	state->hours += meet_others(state, state->in->board_of[meeting], state->place[meeting], state->slot[meeting]);
	calendar_quorum_count(state, meeting, 1);
	day->meetings[day->count++] = meeting;
	count_attendance(state, meeting, 1);
	const struct calendar_place *place = &it->places[state->place[meeting]];
	state->booked[meeting] =
	    state->venue[meeting] == MOOT_NONE ? MOOT_NONE : place->venues[state->venue[meeting]].venue;
	state->scheduled++;
}

void calendar_state_leave(struct calendar_state *state, int meeting)
{
	const struct calendar_board *it = board_of(state, meeting);
	struct calendar_day *day = &state->days[calendar_slot_day(it, state->slot[meeting])];
	int at = 0;
	while (day->meetings[at] != meeting)
		at++;
	memmove(day->meetings + at, day->meetings + at + 1, (size_t)(--day->count - at) * sizeof *day->meetings);
	calendar_quorum_count(state, meeting, -1);
	state->hours -= meet_others(state, state->in->board_of[meeting], state->place[meeting], state->slot[meeting]);
	count_attendance(state, meeting, -1);
	state->lost[meeting] = 0;
	state->slot[meeting] = MOOT_NONE;
	state->booked[meeting] = MOOT_NONE;
	state->scheduled--;
}

/* With places NULL each meeting is at `only`, or with MOOT_NONE at the best. */
static void put(struct calendar_state *state, int board, int only, const int *slots, const int *places,
		const int *venues)
{
	const struct calendar_board *it = &state->in->boards[board];
	state->hours -= shared_hours(state, board);
	for (int k = 0; k < it->meetings; k++) {
		if (slots[k] == MOOT_NONE)
			continue;
		int meeting = it->first + k;
		if (places) {
			state->place[meeting] = places[k];
			state->venue[meeting] = venues[k];
		} else {
			choose_place(state, board, meeting, only, slots[k]);
		}
		state->slot[meeting] = slots[k];
		calendar_state_enter(state, meeting);
	}
	state->hours += shared_hours(state, board) + calendar_series_hours(state->in, it, state->slot + it->first);
}

void calendar_state_add(struct calendar_state *state, int board, int place, const int *slots)
{
	put(state, board, place, slots, NULL, NULL);
}

void calendar_state_restore(struct calendar_state *state, int board, const int *slots, const int *places,
			    const int *venues)
{
	put(state, board, MOOT_NONE, slots, places, venues);
}

void calendar_state_remove(struct calendar_state *state, int board)
{
	const struct calendar_board *it = &state->in->boards[board];
	state->hours -= shared_hours(state, board) + calendar_series_hours(state->in, it, state->slot + it->first);
	for (int k = 0; k < it->meetings; k++)
		if (state->slot[it->first + k] != MOOT_NONE)
			calendar_state_leave(state, it->first + k);
	state->hours += shared_hours(state, board);
}

void calendar_state_lift(struct calendar_state *state, int meeting)
{
	const int board = state->in->board_of[meeting];
	const struct calendar_board *it = &state->in->boards[board];
	state->hours -= shared_hours(state, board) + calendar_series_hours(state->in, it, state->slot + it->first);
	calendar_state_leave(state, meeting);
	state->hours += shared_hours(state, board) + calendar_series_hours(state->in, it, state->slot + it->first);
}

void calendar_state_drop(struct calendar_state *state, int meeting, int slot, int place, int venue)
{
	const int board = state->in->board_of[meeting];
	const struct calendar_board *it = &state->in->boards[board];
	state->hours -= shared_hours(state, board) + calendar_series_hours(state->in, it, state->slot + it->first);
	state->slot[meeting] = slot;
	state->place[meeting] = place;
	state->venue[meeting] = venue;
	calendar_state_enter(state, meeting);
	state->hours += shared_hours(state, board) + calendar_series_hours(state->in, it, state->slot + it->first);
}
