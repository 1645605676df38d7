/*
 * The ladder: the best plan for every number of boards, from today's down to the least that is possible.
 *
 * Its rungs show where the gains stop, and what going further costs. Each is the plan that a max-boards rule of that
 * number gives; above the number of the best plan of all they are that plan, and beside it stands the best plan with
 * exactly so many boards: which merges to make if only some are to be made.
 */
#ifndef MOOT_LADDER_H
#define MOOT_LADDER_H

#include <moot/solve.h>

#ifdef __cplusplus
extern "C" {
#endif

struct moot_rung {
	int limit;                     /* at most so many boards; hand-overs that only follow may close more */
	const struct moot_plan *plan;  /* the best of these, structure only; rungs may share one */
	const struct moot_plan *exact; /* the best with exactly `limit` boards, often `plan` itself; NULL for none */
};

struct moot_ladder {
	struct moot_arena *arena;
	struct moot_plan **plans; /* every plan once; the ladder's own */
	size_t plan_count;
	struct moot_rung *rungs; /* from today's number of boards downwards */
	size_t rung_count;
	int best;          /* the limit from which on the plan is the best of all */
	bool least_proven; /* no plan has fewer boards than the last rung; false where a limit came first */
};

/*
 * Solves every rung, each with its own gap and proof in its plan. options->time_limit is for all of them; calendars
 * are not made. MOOT_ERROR_INFEASIBLE and MOOT_ERROR_LIMIT as in moot_plan_make(), where there is no plan at all.
 */
enum moot_status moot_ladder_make(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				  struct moot_ladder **out, struct moot_error *error);
void moot_ladder_free(struct moot_ladder *ladder); /* NULL-safe */

#ifdef __cplusplus
}
#endif

#endif
