/* What changed from one plan to another: figures, boards, members, meetings. */
#ifndef MOOT_IO_REPORT_DIFFERENCE_H
#define MOOT_IO_REPORT_DIFFERENCE_H

#include "io/report/compare.h"

struct moot_difference {
	const struct moot_plan *before;
	const struct moot_plan *after;
};

enum moot_status moot_difference_to_text(const struct moot_difference *difference, char **out,
					 struct moot_error *error);
enum moot_status moot_difference_to_json(const struct moot_difference *difference, char **out,
					 struct moot_error *error);

/* The board of the other plan that is made of the same boards, or NULL. */
const struct moot_plan_board *moot_difference_same(const struct moot_plan *plan, const struct moot_plan_board *board);
/* Whether the person has a seat on the board. */
bool moot_difference_sits(const struct moot_plan_board *board, const char *person);
/* The meeting of the other plan with the same uid; else of the same board and number; or NULL. */
const struct moot_meeting *moot_difference_meeting(const struct moot_plan *plan, const struct moot_meeting *meeting);
/* Whether the meeting is none of the plan's boards', but was held before they were made. */
bool moot_difference_is_held(const struct moot_plan *plan, const struct moot_meeting *meeting);

#endif
