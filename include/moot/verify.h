/*
 * The verifier: checks a plan against the landscape from the definitions in solve.h alone.
 *
 * It shares with the solver the landscape, the plan and the calendar of days, and no other code: each formula is
 * written a second time, plainly. Cost: quadratic in the meetings of a day, linear otherwise.
 */
#ifndef MOOT_VERIFY_H
#define MOOT_VERIFY_H

#include <moot/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

struct moot_fault {
	const char *message; /* one sentence that names the board, person, meeting or figure */
};

struct moot_verdict {
	struct moot_arena *arena;
	struct moot_fault *faults;
	size_t count;
	struct moot_fault *exceptions; /* what frozen meetings break: no faults, for they may not be moved */
	size_t exception_count;
};

/*
 * Lists every fault found in the plan. MOOT_OK also when there are faults: look at (*out)->count. The verdict is the
 * caller's.
 */
enum moot_status moot_verify(const struct moot_landscape *landscape, const struct moot_plan *plan,
			     struct moot_verdict **out, struct moot_error *error);
/*
 * Lists what a plan made from an earlier one says wrongly of that one: an earlier meeting in the planning year that is
 * not in the plan, cancelled or held, or is so twice; uids, places and SEQUENCEs that don't go on; frozen meetings that
 * are not as they were; an older cancellation that is gone; moves that are not listed. The landscape is not asked.
 */
enum moot_status moot_verify_previous(const struct moot_plan *plan, const struct moot_plan *previous,
				      struct moot_verdict **out, struct moot_error *error);
void moot_verdict_free(struct moot_verdict *verdict); /* NULL-safe */

#ifdef __cplusplus
}
#endif

#endif
