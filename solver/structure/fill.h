/*
 * Writes the chosen sets into the plan: boards, members, themes, duties, savings, totals, people, hand-overs.
 *
 * Every figure is worked out again from the sets by the exact cost. All texts are copied to the plan's arena.
 */
#ifndef MOOT_SOLVER_STRUCTURE_FILL_H
#define MOOT_SOLVER_STRUCTURE_FILL_H

#include <solver/structure/search.h>

enum moot_status moot_structure_fill(struct moot_program *program, const struct moot_search *search,
				     struct moot_plan *plan, struct moot_error *error);

/* The board of a set that gives the merged board its id: with the most members, then the first id. */
int moot_structure_lead(const struct moot_program *program, const struct moot_set *set);

/* "(own business of BOARD)" */
char *moot_own_theme(struct moot_arena *arena, const char *board);

/*
 * The reasons of one board of the plan, in plain sentences; moot/plan.h's `why`. `set` is NULL for a closed board,
 * which is then `board`. `partners` are all chosen sets.
 */
enum moot_status moot_structure_why(struct moot_program *program, const struct moot_search *search,
				    const struct moot_set *set, int board, struct moot_plan *plan,
				    struct moot_plan_board *out);

#endif
