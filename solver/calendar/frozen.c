/*
 * What an earlier plan leaves to the instance: frozen meetings, the numbers that are gone, and where meetings stand.
 *
 * Frozen meetings are no meetings of the instance: nothing about them is to be decided. A board's first numbers are
 * gone with them, and so are those after them whose part of the year has no day left. Read from the plan's list of
 * meetings, so that a finished plan gives the same instance again.
 */
#include <solver/calendar/instance.h>

#include <stdlib.h>
#include <string.h>

int calendar_plan_board(const struct moot_plan *plan, const char *id)
{
	size_t low = 0;
	size_t high = plan->board_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(plan->boards[middle].id, id);
		if (order == 0)
			return (int)middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return MOOT_NONE;
}

static int compare_frozen(const void *a, const void *b)
{
	const struct calendar_frozen *x = a;
	const struct calendar_frozen *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* The board of a frozen meeting that begins in the year, or MOOT_NONE. */
static int frozen_board(const struct calendar_instance *in, const struct moot_meeting *meeting)
{
	const moot_minute at = meeting->start - (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY;
	bool inside = at >= 0 && at < (moot_minute)in->days * MOOT_MINUTES_A_DAY;
	return meeting->frozen && inside ? calendar_plan_board(in->plan, meeting->board) : MOOT_NONE;
}

bool calendar_build_frozen(struct calendar_instance *in)
{
	const struct moot_plan *plan = in->plan;
	const moot_minute origin = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY;
	in->frozen = moot_arena_array(in->arena, plan->board_count, sizeof *in->frozen);
	if (!in->frozen)
		return false;
	if (!plan->has_previous)
		return true;
	if (plan->freeze_before != MOOT_NO_DAY && plan->freeze_before > in->landscape->policy.start)
		in->open = plan->freeze_before - in->landscape->policy.start;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		int board = frozen_board(in, &plan->meetings[i]);
		if (board != MOOT_NONE)
			in->frozen[board].count++;
	}
	for (size_t i = 0; i < plan->board_count; i++) {
		in->frozen[i].items =
		    moot_arena_array(in->arena, (size_t)in->frozen[i].count, sizeof *in->frozen[i].items);
		if (!in->frozen[i].items)
			return false;
		in->frozen[i].count = 0;
	}
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		int board = frozen_board(in, meeting);
		struct calendar_frozen_list *list = board == MOOT_NONE ? NULL : &in->frozen[board];
		if (list)
			list->items[list->count++] = (struct calendar_frozen){
			    meeting->number, (int)(meeting->start - origin), (int)(meeting->end - origin)};
	}
	for (size_t i = 0; i < plan->board_count; i++)
		if (in->frozen[i].count > 1)
			qsort(in->frozen[i].items, (size_t)in->frozen[i].count, sizeof *in->frozen[i].items,
			      compare_frozen);
	return true;
}

void calendar_count_gone(const struct calendar_instance *in, struct calendar_board *board)
{
	const struct calendar_frozen_list frozen = calendar_frozen_of(in, board);
	const int all = board->plan->meetings_per_year;
	board->earliest = in->open;
	for (int i = 0; i < frozen.count; i++)
		if (frozen.items[i].number > board->gone)
			board->gone = frozen.items[i].number;
	if (frozen.count > 0) {
		int next = frozen.items[frozen.count - 1].start / MOOT_MINUTES_A_DAY + board->separation;
		board->earliest = next > board->earliest ? next : board->earliest;
	}
	while (board->gone < all && calendar_window_of(in, board->period, board->gone).last < board->earliest)
		board->gone++;
	board->gone = board->gone < all ? board->gone : all;
}

bool calendar_build_stood(struct calendar_instance *in)
{
	const struct moot_plan *plan = in->plan;
	const moot_minute origin = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY;
	int *by_plan = moot_arena_array(in->arena, plan->board_count, sizeof *by_plan);
	if (!by_plan)
		return false;
	for (size_t i = 0; i < plan->board_count; i++)
		by_plan[i] = MOOT_NONE;
	for (int b = 0; b < in->board_count; b++) {
		struct calendar_board *board = &in->boards[b];
		by_plan[board->plan - plan->boards] = b;
		board->stood = moot_arena_array(in->arena, (size_t)board->meetings, sizeof *board->stood);
		if (!board->stood)
			return false;
		for (int k = 0; k < board->meetings; k++)
			board->stood[k] = MOOT_NONE;
	}
	for (size_t i = 0; plan->has_previous && i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		int at = meeting->has_previous ? calendar_plan_board(plan, meeting->board) : MOOT_NONE;
		struct calendar_board *board =
		    at == MOOT_NONE || by_plan[at] == MOOT_NONE ? NULL : &in->boards[by_plan[at]];
		int k = board ? meeting->number - 1 - board->gone : MOOT_NONE;
		if (!board || k < 0 || k >= board->meetings)
			continue;
		board->stood[k] = (int)i;
		board->today[k] = calendar_slot_at(in, board, meeting->previous - origin);
	}
	return true;
}
