/*
 * A saving taken apart: what of it comes from which cause (the parts are defined in moot/plan.h).
 *
 * Each person's year on the boards of a set is compared with the year on the set, so that the parts sum up to the
 * saving exactly. Cost: the people of the set times the rows of its boards. For the sets of a plan and for pairs that
 * are explained, not for millions of candidates.
 */
#ifndef MOOT_SOLVER_STRUCTURE_SAVING_H
#define MOOT_SOLVER_STRUCTURE_SAVING_H

#include <solver/cost.h>

/*
 * `set` against its boards as they are today. Leaves the set evaluated in `costs` and its figures in *cost. `arena` is
 * for scratch.
 */
enum moot_status moot_saving_of_set(struct moot_costs *costs, const struct moot_set *set, struct moot_arena *arena,
				    struct moot_set_cost *cost, struct moot_breakdown *out);

/* A board that ends. */
void moot_saving_of_closed(struct moot_costs *costs, int board, struct moot_breakdown *out);

/* Counts `hours` of a person as saved by attendance, negative for a deputy's. The objective is of the seats. */
void moot_saving_attendance(const struct moot_people *people, int person, double hours, struct moot_breakdown *out);

/* The sums over the parts. */
struct moot_saving moot_saving_total(const struct moot_breakdown *breakdown);

#endif
