/*
 * Going on from an earlier plan: which of its meetings become which of the new plan's.
 *
 * Fills the plan's list of meetings with those that go on, each at the number it goes on as and still at its earlier
 * times, and the lists of those cancelled and held. The instance reads from it where meetings stand and what is frozen;
 * calendar_finish() puts the new calendar in its place. All texts are copied: the earlier plan is not needed
 * afterwards. Cost: boards of both plans in pairs, and for each pair the product of their meetings.
 */
#ifndef MOOT_SOLVER_CALENDAR_PREVIOUS_H
#define MOOT_SOLVER_CALENDAR_PREVIOUS_H

#include <moot/solve.h>

enum moot_status calendar_go_on(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				struct moot_plan *plan, struct moot_error *error);

#endif
