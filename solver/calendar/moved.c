#include <solver/calendar/moved.h>
#include <solver/calendar/obstacle.h>

#include <stdlib.h>
#include <string.h>

static int compare_moved(const void *a, const void *b)
{
	return strcmp(((const struct moot_moved *)a)->uid, ((const struct moot_moved *)b)->uid);
}

/* All that stands in the way of where it stood, the meeting itself lifted out. */
static const char *obstacles_text(struct calendar_state *state, int meeting, int start, struct moot_arena *arena)
{
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	int place = 0;
	int count = calendar_obstacles_anywhere(state, meeting, start, &place, obstacles);
	const char *text = "";
	for (int i = 0; text && i < count; i++) {
		const char *one = calendar_obstacle_text(state, &obstacles[i], arena);
		text = one ? moot_arena_format(arena, "%s%s%s", text, i == 0 ? "" : ", and ", one) : NULL;
	}
	return text;
}

/* Where nothing stands in its way, what it would cost to stay. */
static const char *why_moved(struct calendar_state *state, int meeting, moot_minute from, struct moot_arena *arena)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[in->board_of[meeting]];
	const int start = (int)(from - (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY);
	const int slot = state->slot[meeting];
	const int place = state->place[meeting];
	const int venue = state->venue[meeting];
	const double hours = state->hours;
	int before = calendar_slot_at(in, board, start);
	int free_venue = MOOT_NONE;
	calendar_state_lift(state, meeting);
	const char *text = obstacles_text(state, meeting, start, arena);
	if (text && !text[0] && before >= 0 &&
	    calendar_state_venue(state, in->board_of[meeting], place, before, &free_venue)) {
		calendar_state_drop(state, meeting, before, place, free_venue);
		double saved = state->hours - hours;
		calendar_state_lift(state, meeting);
		if (saved > 0)
			text = moot_arena_format(arena, "moving it saves %.1f hours, most of them of clashes", saved);
	}
	calendar_state_drop(state, meeting, slot, place, venue);
	return text && !text[0] ? "it made room for others" : text;
}

bool calendar_list_moved(struct calendar_state *state, const struct calendar_earlier *earlier, struct moot_plan *plan)
{
	const struct calendar_instance *in = state->in;
	plan->moved = moot_arena_array(plan->arena, earlier->count, sizeof *plan->moved);
	plan->moved_count = 0;
	if (!plan->moved)
		return false;
	for (int m = 0; m < in->meeting_count; m++) {
		const struct calendar_board *board = &in->boards[in->board_of[m]];
		const int k = m - board->first;
		if (state->slot[m] == MOOT_NONE || board->stood[k] == MOOT_NONE || board->today[k] == state->slot[m])
			continue;
		const struct moot_meeting *was = &earlier->meetings[board->stood[k]];
		moot_minute to = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY +
				 calendar_slot_instant(board, state->slot[m]);
		const char *why = why_moved(state, m, was->previous, plan->arena);
		plan->moved[plan->moved_count++] =
		    (struct moot_moved){was->uid, board->plan->id, board->gone + k + 1, was->previous, to, why};
		if (!why)
			return false;
	}
	if (plan->moved_count > 1)
		qsort(plan->moved, plan->moved_count, sizeof *plan->moved, compare_moved);
	return true;
}
