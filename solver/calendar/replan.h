/*
 * Planning again: the earlier plan's calendar, repaired where the landscape has changed.
 *
 * Every meeting that may stay where it stood is put there. Then the boards that lack meetings are put back whole, each
 * in its cheapest series, with so many hours charged for every meeting that could stay that none moves but to make room
 * for another; a meeting with a clash that it had not before may move for its hours' sake. Some rounds of ruin and
 * recreate around the boards concerned follow. Their number depends on the boards alone, so that a run repeats itself.
 * Cost: some seconds for a full area's year, whatever the limit.
 */
#ifndef MOOT_SOLVER_CALENDAR_REPLAN_H
#define MOOT_SOLVER_CALENDAR_REPLAN_H

#include <solver/calendar/run.h>

/* Whether there is a calendar to go on from, and moves are charged. */
bool calendar_replan_is_due(const struct calendar_instance *in);

/* A calendar in place of calendar_construct() and calendar_search(). `in` is the run's own. */
enum moot_status calendar_replan(struct calendar_instance *in, struct calendar_run *run, struct moot_error *error);

#endif
