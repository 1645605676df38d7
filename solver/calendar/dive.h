/*
 * The dive: the program's bound, and a calendar near it.
 *
 * The program (program.h) is solved with columns and rows as they are asked for. Where there are no trips between
 * towns its answer is close to integer and is nearly the whole cost; boards are then fixed to the series that they are
 * most, one or a few at a time, with new series for the rest in between. That ends in a calendar, which the search
 * begins its last part with. Barnhart and others, "Branch-and-price: column generation for solving huge integer
 * programs", 1998.
 *
 * Limits count rounds and simplex iterations, so that a run without a deadline repeats itself.
 */
#ifndef MOOT_SOLVER_CALENDAR_DIVE_H
#define MOOT_SOLVER_CALENDAR_DIVE_H

#include <solver/calendar/run.h>

/* Whether the program is small enough; and whether a dive would then find a calendar. */
bool calendar_dive_fits(const struct calendar_run *run);
bool calendar_dive_is_due(const struct calendar_run *run);

/* Raises run->priced; fills run->proposal where a dive came to its end. run->price is the price of a meeting. */
enum moot_status calendar_dive(struct calendar_run *run, struct moot_error *error);

#endif
