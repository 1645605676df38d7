/*
 * The structure when a plan goes on from an earlier one: the earlier boards stay merged as they are where that is good
 * enough.
 *
 * The best structure is found first. Where it differs, the earlier one is worked out for the landscape of today: boards
 * that are gone left out, new ones free to join any. It stays when its objective lies within the gap that was asked for
 * of the bound, or the best saves less than move_penalty for each meeting of the boards that it changes. Cost: a second
 * solve, of a program in which little is left to decide.
 */
#ifndef MOOT_SOLVER_STRUCTURE_KEEP_H
#define MOOT_SOLVER_STRUCTURE_KEEP_H

#include <moot/solve.h>

/*
 * `plan` holds the best structure. Fills `kept`, which has only its head, with the earlier one. *stays says whether it
 * should take the plan's place; errors that mean no more than that it can't are MOOT_OK.
 */
enum moot_status moot_structure_keep(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				     double deadline, const struct moot_plan *plan, struct moot_plan *kept, bool *stays,
				     struct moot_error *error);

#endif
