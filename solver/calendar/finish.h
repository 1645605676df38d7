/* Writes the best calendar of a run into the plan. */
#ifndef MOOT_SOLVER_CALENDAR_FINISH_H
#define MOOT_SOLVER_CALENDAR_FINISH_H

#include <solver/calendar/run.h>

/* Fills calendar, meetings, unscheduled and has_calendar; everything in the plan's arena. */
enum moot_status calendar_finish(struct calendar_run *run, struct moot_plan *plan, struct moot_error *error);

#endif
