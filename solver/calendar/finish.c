/*
 * The plan's calendar from the best state: meetings with uid, venue and clashes, what is missing and why, and the
 * result's figures. All of it goes to the plan's arena.
 */
#include <solver/calendar/explain.h>
#include <solver/calendar/finish.h>
#include <solver/calendar/moved.h>
#include <solver/calendar/obstacle.h>
#include <solver/calendar/rooms.h>
#include <solver/calendar/tally.h>

#include <stdlib.h>
#include <string.h>

/* The landscape's name in lower-case ASCII letters and digits, hyphens for everything else; "landscape" for nothing. */
static const char *slug_of(const char *name, struct moot_arena *arena)
{
	size_t length = strlen(name);
	char *slug = moot_arena_text_n(arena, name, length);
	size_t used = 0;
	for (size_t i = 0; slug && i < length; i++) {
		char c = name[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			slug[used++] = c;
		else if (used > 0 && slug[used - 1] != '-')
			slug[used++] = '-';
	}
	while (used > 0 && slug[used - 1] == '-')
		used--;
	if (slug)
		slug[used] = '\0';
	return slug && used == 0 ? "landscape" : slug;
}

static const char *venue_text(const struct calendar_state *state, int meeting, struct moot_arena *arena)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[in->board_of[meeting]];
	if (state->venue[meeting] != MOOT_NONE) {
		const struct calendar_place *place = &board->places[state->place[meeting]];
		return moot_arena_text(arena, in->landscape->venues[place->venues[state->venue[meeting]].venue].id);
	}
	if (board->plan->mode == MOOT_ONLINE || in->landscape->venue_count > 0)
		return "";
	const struct moot_board *giver = calendar_venue_giver(in->landscape, board->plan);
	return giver ? moot_arena_text(arena, giver->venue_text) : "";
}

static bool uid_is_taken(const struct calendar_earlier *earlier, const struct moot_plan *plan, const char *uid)
{
	for (size_t i = 0; i < earlier->count; i++)
		if (strcmp(earlier->meetings[i].uid, uid) == 0)
			return true;
	for (size_t i = 0; i < plan->cancelled_count; i++)
		if (strcmp(plan->cancelled[i].uid, uid) == 0)
			return true;
	for (size_t i = 0; i < plan->held_count; i++)
		if (strcmp(plan->held[i].uid, uid) == 0)
			return true;
	return false;
}

/* The board, the year's first day and the number; a further one where an earlier plan has used that. */
static const char *uid_of(const struct calendar_instance *in, const struct calendar_earlier *earlier,
			  const struct moot_plan *plan, const char *board, int number)
{
	int year = 0;
	int month = 0;
	int day = 0;
	moot_day_to_date(in->landscape->policy.start, &year, &month, &day);
	const char *uid = moot_arena_format(plan->arena, "%s-%04d%02d%02d-%02d@%s.moot", board, year, month, day,
					    number, earlier->slug);
	for (int again = 2; uid && uid_is_taken(earlier, plan, uid); again++)
		uid = moot_arena_format(plan->arena, "%s-%04d%02d%02d-%02d-%d@%s.moot", board, year, month, day, number,
					again, earlier->slug);
	return uid;
}

static int compare_meetings(const void *a, const void *b)
{
	const struct moot_meeting *x = a;
	const struct moot_meeting *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	int order = strcmp(x->board, y->board);
	return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static int compare_cancelled(const void *a, const void *b)
{
	return strcmp(((const struct moot_dropped *)a)->uid, ((const struct moot_dropped *)b)->uid);
}

static int compare_rooms(const void *a, const void *b)
{
	return strcmp(((const struct moot_room_change *)a)->uid, ((const struct moot_room_change *)b)->uid);
}

static int compare_unscheduled(const void *a, const void *b)
{
	const struct moot_unscheduled *x = a;
	const struct moot_unscheduled *y = b;
	int order = strcmp(x->board, y->board);
	return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

/* What a meeting keeps of the earlier plan's: uid and SEQUENCE, raised where it has changed. */
static void go_on(struct moot_meeting *meeting, const struct moot_meeting *stood)
{
	meeting->uid = stood->uid;
	meeting->has_previous = true;
	meeting->previous = stood->previous;
	bool same =
	    meeting->start == stood->start && meeting->end == stood->end && strcmp(meeting->venue, stood->venue) == 0;
	meeting->sequence = stood->sequence + (same ? 0 : 1);
}

static bool add_unscheduled(struct moot_plan *plan, const char *board, int number, const char *why)
{
	plan->unscheduled[plan->unscheduled_count++] =
	    (struct moot_unscheduled){.board = board, .number = number, .why = why};
	return why != NULL;
}

static bool add_meeting(struct calendar_state *state, int m, const struct calendar_tally *tally,
			struct calendar_earlier *earlier, struct moot_plan *plan)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[in->board_of[m]];
	const int number = board->gone + m - board->first + 1;
	const int stood = board->stood[m - board->first];
	if (state->slot[m] == MOOT_NONE)
		return add_unscheduled(plan, board->plan->id, number, calendar_explain_missing(state, m, plan->arena));
	moot_minute start = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY +
			    calendar_slot_instant(board, state->slot[m]);
	struct moot_meeting *meeting = &plan->meetings[plan->meeting_count++];
	*meeting = (struct moot_meeting){.board = board->plan->id,
					 .number = number,
					 .start = start,
					 .end = start + board->minutes,
					 .venue = venue_text(state, m, plan->arena),
					 .clashes = tally->clashes[m],
					 .clash_count = tally->clash_counts[m]};
	if (!meeting->venue)
		return false;
	if (stood == MOOT_NONE) {
		meeting->uid = uid_of(in, earlier, plan, board->plan->id, number);
	} else {
		go_on(meeting, &earlier->meetings[stood]);
		earlier->placed[stood] = true;
		if (!calendar_rooms_tell(state, m, earlier->meetings[stood].venue, meeting, plan))
			return false;
	}
	return meeting->uid != NULL;
}

/* Frozen meetings as they were; the other numbers that are gone have no day left. */
static bool add_gone(const struct calendar_instance *in, struct calendar_earlier *earlier, struct moot_plan *plan)
{
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		int gone = board->fate == MOOT_CLOSED ? 0 : board->meetings_per_year;
		for (int b = 0; b < in->board_count; b++)
			if (in->boards[b].plan == board)
				gone = in->boards[b].gone;
		for (int number = 1; number <= gone; number++) {
			bool frozen = false;
			for (int f = 0; f < in->frozen[i].count; f++)
				frozen |= in->frozen[i].items[f].number == number;
			if (!frozen && !add_unscheduled(plan, board->id, number,
							"its part of the year is past, or too "
							"near to a meeting that is frozen"))
				return false;
		}
	}
	for (size_t i = 0; i < earlier->count; i++)
		if (earlier->meetings[i].frozen) {
			earlier->placed[i] = true;
			plan->meetings[plan->meeting_count++] = earlier->meetings[i];
		}
	return true;
}

/* Earlier meetings that would go on but have no place now. */
static void cancel_unplaced(const struct calendar_earlier *earlier, struct moot_plan *plan)
{
	for (size_t i = 0; i < earlier->count; i++) {
		const struct moot_meeting *was = &earlier->meetings[i];
		if (earlier->placed[i])
			continue;
		plan->cancelled[plan->cancelled_count++] =
		    (struct moot_dropped){.uid = was->uid,
					  .board = was->board,
					  .name = plan->boards[calendar_plan_board(plan, was->board)].name,
					  .number = was->number,
					  .start = was->start,
					  .end = was->end,
					  .venue = was->venue,
					  .sequence = was->sequence + 1,
					  .why = "it has no place in the year any more"};
	}
	if (plan->cancelled_count > 1)
		qsort(plan->cancelled, plan->cancelled_count, sizeof *plan->cancelled, compare_cancelled);
}

/* Takes the earlier plan's meetings out of the plan's list, and makes room there. */
static bool make_room(const struct calendar_instance *in, struct calendar_earlier *earlier, struct moot_plan *plan)
{
	size_t most = plan->meeting_count;
	for (size_t i = 0; i < plan->board_count; i++)
		most += (size_t)(plan->boards[i].meetings_per_year > 0 ? plan->boards[i].meetings_per_year : 0);
	*earlier = (struct calendar_earlier){.meetings = plan->meetings, .count = plan->meeting_count};
	earlier->slug = slug_of(in->landscape->policy.name, plan->arena);
	earlier->placed = moot_arena_array(plan->arena, earlier->count, sizeof *earlier->placed);
	plan->meetings = moot_arena_array(plan->arena, most, sizeof *plan->meetings);
	plan->unscheduled = moot_arena_array(plan->arena, most, sizeof *plan->unscheduled);
	plan->rooms_changed = moot_arena_array(plan->arena, earlier->count, sizeof *plan->rooms_changed);
	plan->knows_rooms_changed = true;
	plan->meeting_count = 0;
	plan->unscheduled_count = 0;
	return earlier->slug && earlier->placed && plan->meetings && plan->unscheduled && plan->rooms_changed;
}

static bool write_meetings(struct calendar_state *state, const struct calendar_tally *tally, struct moot_plan *plan)
{
	struct calendar_earlier earlier;
	if (!make_room(state->in, &earlier, plan))
		return false;
	for (int m = 0; m < state->in->meeting_count; m++)
		if (!add_meeting(state, m, tally, &earlier, plan))
			return false;
	if (!add_gone(state->in, &earlier, plan))
		return false;
	if (plan->meeting_count > 1)
		qsort(plan->meetings, plan->meeting_count, sizeof *plan->meetings, compare_meetings);
	if (plan->unscheduled_count > 1)
		qsort(plan->unscheduled, plan->unscheduled_count, sizeof *plan->unscheduled, compare_unscheduled);
	if (plan->room_change_count > 1)
		qsort(plan->rooms_changed, plan->room_change_count, sizeof *plan->rooms_changed, compare_rooms);
	if (!plan->has_previous)
		return true;
	cancel_unplaced(&earlier, plan);
	return calendar_list_moved(state, &earlier, plan);
}

/* Puts a missing meeting on the free slot that costs least, where the search left one. */
static void place_missing(struct calendar_state *state, int meeting)
{
	const struct calendar_board *board = &state->in->boards[state->in->board_of[meeting]];
	const struct calendar_window *window = &board->windows[meeting - board->first];
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	int best = MOOT_NONE;
	int best_place = 0;
	int best_venue = MOOT_NONE;
	double least = (double)INFINITY;
	const int end = board->place_count == 0 ? 0 : (window->last + 1) * board->start_count;
	for (int slot = window->first * board->start_count; slot < end; slot++) {
		int place = 0;
		int venue = MOOT_NONE;
		if (isinf(board->price[slot]) ||
		    calendar_obstacles_anywhere(state, meeting, calendar_slot_instant(board, slot), &place, obstacles) >
			0 ||
		    !calendar_state_venue(state, state->in->board_of[meeting], place, slot, &venue))
			continue;
		calendar_state_drop(state, meeting, slot, place, venue);
		double hours = state->hours;
		calendar_state_lift(state, meeting);
		if (hours < least) {
			least = hours;
			best = slot;
			best_place = place;
			best_venue = venue;
		}
	}
	if (best != MOOT_NONE)
		calendar_state_drop(state, meeting, best, best_place, best_venue);
}

enum moot_status calendar_finish(struct calendar_run *run, struct moot_plan *plan, struct moot_error *error)
{
	struct calendar_tally tally;
	calendar_run_recall(run);
	for (int m = 0; m < run->in->meeting_count && calendar_state_missing(run->state) > 0; m++)
		if (run->state->slot[m] == MOOT_NONE)
			place_missing(run->state, m);
	calendar_run_keep(run);
	if (plan->has_previous)
		calendar_rooms_return(run->state);
	enum moot_status status = calendar_tally_make(run->state, plan->arena, &tally, error);
	if (status != MOOT_OK)
		return status;
	if (!write_meetings(run->state, &tally, plan))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	run->best_hours = calendar_tally_hours(&tally.parts);
	/* The sums were made in another order: a bound may be above by no more than rounding. */
	double bound = calendar_run_bound(run);
	plan->calendar = (struct moot_calendar_result){.objective = run->best_hours,
						       .bound = bound < run->best_hours ? bound : run->best_hours,
						       .gap = calendar_run_gap(run),
						       .parts = tally.parts};
	plan->calendar.status = plan->calendar.gap <= 0 ? MOOT_SEARCH_OPTIMAL
				: run->stopped          ? MOOT_SEARCH_STOPPED
							: MOOT_SEARCH_GAP;
	plan->has_calendar = true;
	return MOOT_OK;
}
