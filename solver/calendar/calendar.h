/*
 * The calendar: when each meeting of the plan's boards is, and where (the definitions stand in moot/solve.h).
 *
 * Called once by moot_plan_make(), after the structure. Reads the plan's boards; fills calendar, meetings and
 * unscheduled, and has_calendar.
 */
#ifndef MOOT_SOLVER_CALENDAR_CALENDAR_H
#define MOOT_SOLVER_CALENDAR_CALENDAR_H

#include <moot/solve.h>

/* `deadline` is on moot_clock_seconds(). */
enum moot_status moot_calendar_solve(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				     double deadline, struct moot_plan *plan, struct moot_error *error);

#endif
