/* Which board, seat and meeting of one plan is which of another (difference.h). */
#include "io/report/difference.h"

#include <string.h>

const struct moot_plan_board *moot_difference_same(const struct moot_plan *plan, const struct moot_plan_board *board)
{
	for (size_t b = 0; b < plan->board_count; b++) {
		const struct moot_plan_board *other = &plan->boards[b];
		bool same = other->from_count == board->from_count &&
			    (other->fate == MOOT_CLOSED) == (board->fate == MOOT_CLOSED);
		for (size_t f = 0; f < board->from_count && same; f++)
			same = strcmp(other->from[f], board->from[f]) == 0;
		if (same)
			return other;
	}
	return NULL;
}

bool moot_difference_sits(const struct moot_plan_board *board, const char *person)
{
	for (size_t m = 0; m < board->member_count; m++)
		if (strcmp(board->members[m].person, person) == 0)
			return true;
	return false;
}

const struct moot_meeting *moot_difference_meeting(const struct moot_plan *plan, const struct moot_meeting *meeting)
{
	const struct moot_meeting *found = NULL;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *other = &plan->meetings[i];
		if (strcmp(other->uid, meeting->uid) == 0)
			return other;
		if (strcmp(other->board, meeting->board) == 0 && other->number == meeting->number)
			found = other;
	}
	return found;
}

bool moot_difference_is_held(const struct moot_plan *plan, const struct moot_meeting *meeting)
{
	for (size_t i = 0; i < plan->held_count; i++)
		if (strcmp(plan->held[i].uid, meeting->uid) == 0)
			return true;
	return false;
}
