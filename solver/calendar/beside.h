/*
 * The bound's thread, beside the search.
 *
 * calendar_beside_begin() starts master.c on a run of its own, which knows the first calendar alone; the search then
 * asks now and then what is proven. So that a seed gives one plan whatever the threads' speeds, it is told what was
 * proven after a number of the ascent's rounds that its own progress sets, and waits for it where the bound is behind.
 * With one thread to use, the two take turns: the bound goes on to where the search asks, then waits.
 */
#ifndef MOOT_SOLVER_CALENDAR_BESIDE_H
#define MOOT_SOLVER_CALENDAR_BESIDE_H

#include <solver/calendar/run.h>

struct calendar_beside;

enum moot_status calendar_beside_begin(struct calendar_run *run, struct calendar_beside **out,
				       struct moot_error *error);

/* Tells the run what was proven when `share` (0 to 1) of the ascent was done. */
void calendar_beside_ask(struct calendar_beside *beside, double share);

/* Waits for the bound's end, or with a run that is over makes it end; tells the run all that is proven. */
enum moot_status calendar_beside_end(struct calendar_beside *beside, struct moot_error *error);

#endif
