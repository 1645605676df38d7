/*
 * Ascent: good duals for the bound's program, fast and without a linear program.
 *
 * Prices every board under the duals, raises those of rows that too many meetings cover and lowers the others, by
 * steps that shorten (Held, Wolfe and Crowder, "Validation of subgradient optimization", 1974). Each round gives a
 * bound. The rows and duals that it leaves are the beginning of master.c.
 */
#ifndef MOOT_SOLVER_CALENDAR_ASCENT_H
#define MOOT_SOLVER_CALENDAR_ASCENT_H

#include <solver/calendar/rows.h>
#include <solver/calendar/run.h>

/* Raises run->priced; leaves the best duals in `rows`. `rounds` at most. */
enum moot_status calendar_ascend(struct calendar_run *run, struct calendar_rows *rows, int rounds,
				 struct moot_error *error);

#endif
