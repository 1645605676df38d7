/*
 * The structure: which boards merge, who sits on them, how often they meet (the program stands in moot/solve.h).
 *
 * Called once by moot_plan_make(), before the calendar. Fills the plan's structure, before, after, boards and
 * handed_over; the plan's arena holds all of it. Boards come out sorted by id, with their reasons.
 */
#ifndef MOOT_SOLVER_STRUCTURE_STRUCTURE_H
#define MOOT_SOLVER_STRUCTURE_STRUCTURE_H

#include <moot/solve.h>

/* `deadline` is on moot_clock_seconds(). With options->calendar_only every board stays as it is, rules aside. */
enum moot_status moot_structure_solve(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				      double deadline, struct moot_plan *plan, struct moot_error *error);

#endif
