/* Invitations: one REQUEST for each meeting of a board (contents.h). */
#include "io/export/contents.h"

#include <string.h>

static enum moot_status add_invitation(const struct moot_report *report, const struct moot_plan_board *board,
				       const struct moot_meeting *meeting, struct moot_pack *pack, size_t *uninvited,
				       struct moot_error *error)
{
	struct moot_ics_request request = {.name = "",
					   .plan = report->plan,
					   .landscape = report->landscape,
					   .board = board->id,
					   .uid = meeting->uid,
					   .method = MOOT_ICS_REQUEST};
	char *bytes = NULL;
	const char *stem = moot_arena_format(pack->arena, "%s-%02d", board->id, meeting->number);
	if (!stem)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	enum moot_status status = moot_ics_write(&request, &bytes, error);
	if (status != MOOT_OK)
		return status;
	/* Property names stand at the beginning of a line; texts hold no line ends. */
	if (!strstr(bytes, "\r\nORGANIZER") || !strstr(bytes, "\r\nATTENDEE")) {
		moot_release(bytes);
		++*uninvited;
		return MOOT_OK;
	}
	return moot_pack_add(pack, "invitations", stem, ".ics", bytes, "an invitation to one meeting",
			     "to be sent by e-mail: it has the addresses of all who are asked", error);
}

enum moot_status moot_invitations_add(const struct moot_report *report, size_t board, struct moot_pack *pack,
				      size_t *uninvited, struct moot_error *error)
{
	const struct moot_plan *plan = report->plan;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < plan->meeting_count && status == MOOT_OK; i++) {
		if (strcmp(plan->meetings[i].board, plan->boards[board].id) == 0)
			status =
			    add_invitation(report, &plan->boards[board], &plan->meetings[i], pack, uninvited, error);
	}
	return status;
}
