/* How far assumptions may move before a plan's boards are no longer the best, put into the plan. */
#ifndef MOOT_SOLVER_EXPLAIN_PLAN_SENSITIVITY_H
#define MOOT_SOLVER_EXPLAIN_PLAN_SENSITIVITY_H

#include <moot/solve.h>

/*
 * Fills plan->sensitivity as options->assumptions asks, by `deadline`; what is not known by then is marked so. Empty
 * where the plan's boards are not proven to be the best.
 */
enum moot_status moot_plan_sensitivity(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				       double deadline, struct moot_plan *plan, struct moot_error *error);

#endif
