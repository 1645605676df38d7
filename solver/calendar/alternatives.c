/*
 * Alternatives: the plan's calendar as a state, one meeting lifted out of it, and each other time tried in its place.
 */
#include <moot/alternatives.h>
#include <solver/calendar/conflict.h>
#include <solver/calendar/explain.h>
#include <solver/calendar/obstacle.h>
#include <solver/calendar/tally.h>

#include <stdlib.h>
#include <string.h>

struct trial {
	const struct moot_landscape *landscape;
	const struct moot_plan *plan;
	struct calendar_instance *in;
	struct calendar_state *state;
	struct moot_alternatives *out;
	struct moot_error *error;
	int meeting;
	double hours; /* of the plan's calendar */
};

static enum moot_status no_memory(struct trial *trial)
{
	return moot_error_set(trial->error, MOOT_ERROR_MEMORY, "out of memory");
}

static moot_minute origin(const struct trial *trial)
{
	return (moot_minute)trial->landscape->policy.start * MOOT_MINUTES_A_DAY;
}

/* The calendar's meeting of a board's number, MOOT_NONE where it has none such or it is gone. */
static int find_meeting(const struct calendar_instance *in, const char *board, int number)
{
	for (int b = 0; b < in->board_count; b++) {
		const struct calendar_board *it = &in->boards[b];
		int k = number - 1 - it->gone;
		if (strcmp(it->plan->id, board) == 0)
			return k >= 0 && k < it->meetings ? it->first + k : MOOT_NONE;
	}
	return MOOT_NONE;
}

static bool find_place(const struct calendar_board *board, const struct moot_landscape *landscape, const char *id,
		       int *place, int *venue)
{
	*place = 0;
	*venue = MOOT_NONE;
	for (int p = 0; p < board->place_count; p++)
		for (int v = 0; v < board->places[p].venue_count; v++)
			if (strcmp(landscape->venues[board->places[p].venues[v].venue].id, id) == 0) {
				*place = p;
				*venue = v;
				return true;
			}
	return board->place_count > 0 && board->places[0].venue_count == 0;
}

/* Every meeting of the plan that is not frozen, where it is. */
static enum moot_status fill_state(struct trial *trial)
{
	for (size_t i = 0; i < trial->plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &trial->plan->meetings[i];
		int m = find_meeting(trial->in, meeting->board, meeting->number);
		if (m == MOOT_NONE && meeting->frozen)
			continue;
		const struct calendar_board *board = m == MOOT_NONE ? NULL : &trial->in->boards[trial->in->board_of[m]];
		int slot = board ? calendar_slot_at(trial->in, board, meeting->start - origin(trial)) : MOOT_NONE;
		int place = 0;
		int venue = MOOT_NONE;
		if (slot < 0 || trial->state->slot[m] != MOOT_NONE || isinf(board->price[slot]) ||
		    !find_place(board, trial->landscape, meeting->venue, &place, &venue))
			return moot_error_set(trial->error, MOOT_ERROR_INVALID,
					      "meeting %d of %s does not fit the landscape: moot verify says why",
					      meeting->number, meeting->board);
		calendar_state_drop(trial->state, m, slot, place, venue);
	}
	trial->hours = trial->state->hours;
	return MOOT_OK;
}

/* Where an attending member is then: a busy text, the name of another board, or NULL. */
static const char *whereabouts(const struct trial *trial, const struct calendar_attendee *who, int start, int place)
{
	const struct calendar_instance *in = trial->in;
	const struct calendar_board *board = &in->boards[in->board_of[trial->meeting]];
	const char *why = calendar_why_absent(in, who->person, start, board->minutes);
	const int day = start / MOOT_MINUTES_A_DAY;
	for (int near = day - in->span; !why && near <= day + in->span; near++)
		for (int i = 0; near >= 0 && near < in->days && i < trial->state->days[near].count; i++) {
			int other = trial->state->days[near].meetings[i];
			const struct calendar_board *there = &in->boards[in->board_of[other]];
			int travel = calendar_travel(in, board->places[place].site,
						     there->places[trial->state->place[other]].site);
			if (other == trial->meeting ||
			    calendar_relate(in, start, board->minutes,
					    calendar_slot_instant(there, trial->state->slot[other]), there->minutes,
					    travel) != CALENDAR_AT_ONCE)
				continue;
			for (int a = 0; a < there->attendee_count; a++)
				if (there->attendees[a].person == who->person)
					why = there->plan->name;
		}
	return why;
}

static bool list_absent(struct trial *trial, int start, int place, struct moot_way *way)
{
	const struct calendar_board *board = &trial->in->boards[trial->in->board_of[trial->meeting]];
	way->absent = moot_arena_array(trial->out->arena, (size_t)board->attendee_count, sizeof *way->absent);
	way->absent_count = 0;
	for (int a = 0; way->absent && a < board->attendee_count; a++) {
		const struct calendar_attendee *who = &board->attendees[a];
		const struct moot_person *person = &trial->landscape->people[who->person];
		const char *why = whereabouts(trial, who, start, place);
		if (!why)
			continue;
		struct moot_absence *absence = &way->absent[way->absent_count++];
		*absence = (struct moot_absence){.person = moot_arena_text(trial->out->arena, person->id),
						 .name = moot_arena_text(trial->out->arena, person->name),
						 .why = moot_arena_text(trial->out->arena, why),
						 .needed = who->needed};
		if (!absence->person || !absence->name || !absence->why)
			return false;
	}
	return way->absent != NULL;
}

/* As finish.c writes it: a listed venue's id, else the board's own text. */
static const char *venue_text(const struct trial *trial, int place, int venue)
{
	const struct calendar_board *board = &trial->in->boards[trial->in->board_of[trial->meeting]];
	const char *text = "";
	if (venue != MOOT_NONE)
		text = trial->landscape->venues[board->places[place].venues[venue].venue].id;
	if (venue == MOOT_NONE && board->plan->mode != MOOT_ONLINE && trial->landscape->venue_count == 0) {
		const struct moot_board *giver = calendar_venue_giver(trial->landscape, board->plan);
		text = giver ? giver->venue_text : "";
	}
	return moot_arena_text(trial->out->arena, text);
}

/* One time at a place: who is missing, and the hours where nothing stands in the way. */
static enum moot_status describe(struct trial *trial, int start, int place, int venue, double hours,
				 struct moot_way *way)
{
	const struct calendar_board *board = &trial->in->boards[trial->in->board_of[trial->meeting]];
	*way = (struct moot_way){.start = origin(trial) + start,
				 .end = origin(trial) + start + board->minutes,
				 .venue = venue_text(trial, place, venue),
				 .hours = hours};
	return way->venue && list_absent(trial, start, place, way) ? MOOT_OK : no_memory(trial);
}

struct candidate {
	int slot;
	int place;
	int venue;
	double hours;
};

/* The lifted meeting on a slot, at the place where it costs least; hours are not-a-number where nothing is free. */
static struct candidate best_of_slot(struct trial *trial, int slot)
{
	const int b = trial->in->board_of[trial->meeting];
	const struct calendar_board *board = &trial->in->boards[b];
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	struct candidate best = {.slot = slot, .hours = (double)NAN};
	for (int p = 0; p < board->place_count; p++) {
		struct candidate it = {.slot = slot, .place = p};
		if (isinf(board->price[slot]) ||
		    calendar_obstacles(trial->state, trial->meeting, p, calendar_slot_instant(board, slot), obstacles) >
			0 ||
		    !calendar_state_venue(trial->state, b, p, slot, &it.venue))
			continue;
		calendar_state_drop(trial->state, trial->meeting, slot, p, it.venue);
		it.hours = trial->state->hours - trial->hours;
		calendar_state_lift(trial->state, trial->meeting);
		if (!(best.hours <= it.hours))
			best = it;
	}
	return best;
}

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	if (x->hours < y->hours - 1e-9 || x->hours > y->hours + 1e-9)
		return x->hours < y->hours ? -1 : 1;
	return (x->slot > y->slot) - (x->slot < y->slot);
}

/* The best slot of a day; its hours are not-a-number where none is free. `now` is left out. */
static struct candidate best_of_day(struct trial *trial, int day, int now)
{
	const struct calendar_board *board = &trial->in->boards[trial->in->board_of[trial->meeting]];
	struct candidate best = {.hours = (double)NAN};
	for (int slot = day * board->start_count; slot < (day + 1) * board->start_count; slot++) {
		struct candidate it = best_of_slot(trial, slot);
		if (slot != now && isfinite(it.hours) && !(best.hours <= it.hours))
			best = it;
	}
	return best;
}

static enum moot_status find_ways(struct trial *trial, int most, int now)
{
	const struct calendar_board *board = &trial->in->boards[trial->in->board_of[trial->meeting]];
	const struct calendar_window *window = &board->windows[trial->meeting - board->first];
	struct moot_alternatives *out = trial->out;
	const int days = window->last - window->first + 1;
	struct candidate *found = moot_arena_array(out->arena, (size_t)(days > 0 ? days : 0), sizeof *found);
	size_t count = 0;
	enum moot_status status = MOOT_OK;
	if (!found)
		return no_memory(trial);
	for (int day = window->first; day <= window->last && board->place_count > 0; day++) {
		found[count] = best_of_day(trial, day, now);
		count += isfinite(found[count].hours) ? 1 : 0;
	}
	if (count > 1)
		qsort(found, count, sizeof *found, compare_candidates);
	count = count < (size_t)most ? count : (size_t)most;
	out->ways = moot_arena_array(out->arena, count, sizeof *out->ways);
	if (!out->ways)
		return no_memory(trial);
	for (size_t i = 0; i < count && status == MOOT_OK; i++)
		status = describe(trial, calendar_slot_instant(board, found[i].slot), found[i].place, found[i].venue,
				  found[i].hours, &out->ways[out->count++]);
	return status;
}

/* The time that was asked for, whatever it is. */
static enum moot_status look_at(struct trial *trial, moot_minute at)
{
	const struct calendar_board *board = &trial->in->boards[trial->in->board_of[trial->meeting]];
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	struct moot_way *way = &trial->out->at;
	const int start = (int)(at - origin(trial));
	struct candidate it = {.venue = MOOT_NONE, .hours = (double)NAN};
	int count = calendar_obstacles_anywhere(trial->state, trial->meeting, start, &it.place, obstacles);
	int slot = calendar_slot_at(trial->in, board, start);
	if (count == 0 && slot >= 0)
		it = best_of_slot(trial, slot);
	enum moot_status status = describe(trial, start, it.place, it.venue, it.hours, way);
	way->obstacles = moot_arena_array(trial->out->arena, (size_t)count, sizeof *way->obstacles);
	for (int i = 0; status == MOOT_OK && i < count; i++) {
		const char *text =
		    way->obstacles ? calendar_obstacle_text(trial->state, &obstacles[i], trial->out->arena) : NULL;
		if (!text)
			return no_memory(trial);
		way->obstacles[way->obstacle_count++] = text;
	}
	return way->obstacles ? status : no_memory(trial);
}

/* No time will do for a board that has no room. */
static enum moot_status look_at_roomless(struct trial *trial, moot_minute at)
{
	const struct calendar_board *board = &trial->in->boards[trial->in->board_of[trial->meeting]];
	struct moot_arena *arena = trial->out->arena;
	struct moot_way *way = &trial->out->at;
	*way = (struct moot_way){.start = at, .end = at + board->minutes, .venue = "", .hours = (double)NAN};
	way->absent = moot_arena_array(arena, 1, sizeof *way->absent);
	way->obstacles = moot_arena_array(arena, 1, sizeof *way->obstacles);
	const char *text = calendar_explain_roomless(trial->in, board, arena);
	if (!way->absent || !way->obstacles || !text)
		return no_memory(trial);
	way->obstacles[way->obstacle_count++] = text;
	return MOOT_OK;
}

/* A meeting whose number is gone: frozen, or past. Nothing about it can change. */
static enum moot_status find_gone(struct trial *trial, const struct moot_alternatives_request *request)
{
	struct moot_alternatives *out = trial->out;
	for (size_t i = 0; i < trial->plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &trial->plan->meetings[i];
		if (strcmp(meeting->board, request->board) != 0 || meeting->number != request->number)
			continue;
		out->frozen = true;
		out->scheduled = true;
		out->now = (struct moot_way){.start = meeting->start, .end = meeting->end};
		out->now.venue = moot_arena_text(out->arena, meeting->venue);
	}
	out->why = out->frozen ? "" : "its part of the year is past";
	return !out->frozen || out->now.venue ? MOOT_OK : no_memory(trial);
}

static enum moot_status look(struct trial *trial, const struct moot_alternatives_request *request)
{
	struct moot_alternatives *out = trial->out;
	enum moot_status status = fill_state(trial);
	trial->meeting = find_meeting(trial->in, request->board, request->number);
	if (status != MOOT_OK || trial->meeting == MOOT_NONE)
		return status == MOOT_OK ? find_gone(trial, request) : status;
	const struct calendar_board *board = &trial->in->boards[trial->in->board_of[trial->meeting]];
	const int now = trial->state->slot[trial->meeting];
	out->scheduled = now != MOOT_NONE;
	if (out->scheduled) {
		int place = trial->state->place[trial->meeting];
		int venue = trial->state->venue[trial->meeting];
		calendar_state_lift(trial->state, trial->meeting);
		status = describe(trial, calendar_slot_instant(board, now), place, venue, 0, &out->now);
	} else {
		out->why = calendar_explain_missing(trial->state, trial->meeting, out->arena);
		status = out->why ? MOOT_OK : no_memory(trial);
	}
	if (status == MOOT_OK)
		status = find_ways(trial, request->most, now);
	if (status != MOOT_OK || !request->has_at)
		return status;
	return board->place_count > 0 ? look_at(trial, request->at) : look_at_roomless(trial, request->at);
}

/* The board and the number must be the plan's, the time asked for in its year. */
static enum moot_status check_request(const struct moot_landscape *landscape, const struct moot_plan *plan,
				      const struct moot_alternatives_request *request, struct moot_error *error)
{
	int board = calendar_plan_board(plan, request->board);
	const moot_minute first = (moot_minute)landscape->policy.start * MOOT_MINUTES_A_DAY;
	const moot_minute end = ((moot_minute)landscape->policy.end + 1) * MOOT_MINUTES_A_DAY;
	if (!plan->has_calendar)
		return moot_error_set(error, MOOT_ERROR_INPUT, "the plan has no calendar");
	if (board == MOOT_NONE || plan->boards[board].fate == MOOT_CLOSED)
		return moot_error_set(error, MOOT_ERROR_USAGE, "the plan has no such board, or it does not meet");
	if (request->number < 1 || request->number > plan->boards[board].meetings_per_year)
		return moot_error_set(error, MOOT_ERROR_USAGE, "%s has meetings 1 to %d", request->board,
				      plan->boards[board].meetings_per_year);
	if (request->has_at && (request->at < first || request->at >= end))
		return moot_error_set(error, MOOT_ERROR_USAGE, "the time is outside the planning year");
	return MOOT_OK;
}

static enum moot_status begin(const struct moot_plan *plan, const struct moot_alternatives_request *request,
			      struct moot_alternatives **out, struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct moot_alternatives *it = arena ? moot_arena_array(arena, 1, sizeof *it) : NULL;
	if (!it) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	const struct moot_plan_board *board = &plan->boards[calendar_plan_board(plan, request->board)];
	*it = (struct moot_alternatives){.arena = arena,
					 .board = moot_arena_text(arena, board->id),
					 .name = moot_arena_text(arena, board->name),
					 .number = request->number,
					 .why = ""};
	*out = it;
	return it->board && it->name ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}

enum moot_status moot_alternatives_find(const struct moot_landscape *landscape, const struct moot_plan *plan,
					const struct moot_alternatives_request *request, struct moot_alternatives **out,
					struct moot_error *error)
{
	struct trial trial = {.landscape = landscape, .plan = plan, .error = error};
	enum moot_status status = check_request(landscape, plan, request, error);
	if (status == MOOT_OK)
		status = begin(plan, request, &trial.out, error);
	if (status == MOOT_OK)
		status = calendar_instance_new(landscape, plan, &trial.in, error);
	if (status == MOOT_OK)
		status = calendar_state_new(trial.in, &trial.state, error);
	if (status == MOOT_OK)
		status = look(&trial, request);
	calendar_state_free(trial.state);
	calendar_instance_free(trial.in);
	if (status == MOOT_OK)
		*out = trial.out;
	else
		moot_alternatives_free(trial.out);
	return status;
}

void moot_alternatives_free(struct moot_alternatives *alternatives)
{
	if (alternatives)
		moot_arena_free(alternatives->arena);
}
