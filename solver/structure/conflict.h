/*
 * What conflicts: the smallest set of rules and facts that no plan satisfies together.
 *
 * A deletion filter. Rules are set aside one after the other and stay aside where the rest still conflicts; then facts
 * of the landscape and limits of the policy (areas, law, agreements, sizes, carriers). What is left conflicts, and no
 * longer does if any one of it goes. Each test is a search for any plan at all; where the time ends first, what is not
 * yet tested stays in the list.
 */
#ifndef MOOT_SOLVER_STRUCTURE_CONFLICT_H
#define MOOT_SOLVER_STRUCTURE_CONFLICT_H

#include <solver/structure/program.h>

/* Fills the error and returns MOOT_ERROR_INFEASIBLE, or another status where that fails. */
enum moot_status moot_conflict_explain(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				       double deadline, struct moot_error *error);

#endif
