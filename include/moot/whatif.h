/*
 * What if: many plans of landscapes that differ a little, side by side.
 *
 * A case is one landscape to plan. The first is planned alone and lends the others the boards that it found good, so
 * its landscape's boards must be the first ones of every other's, and its calendar to begin with; then as many cases at
 * a time as there are threads. Each structure is the one that moot_plan_make() gives by itself, up to plans of equal
 * worth; a calendar differs from the first's where the case does, and where something better was found.
 */
#ifndef MOOT_WHATIF_H
#define MOOT_WHATIF_H

#include <moot/solve.h>

#ifdef __cplusplus
extern "C" {
#endif

struct moot_case {
	const struct moot_landscape *landscape; /* NULL: not planned */
	bool structure_only;                    /* whatever the options say */
	bool brief;                             /* where nothing is possible, don't search for what conflicts */
	enum moot_status status;                /* filled: MOOT_OK, MOOT_ERROR_INFEASIBLE, MOOT_ERROR_LIMIT, ... */
	struct moot_error error;
	struct moot_plan *plan; /* where MOOT_OK; the caller's */
};

/*
 * Plans all cases. options->time_limit is the first case's; with calendars each other one has two fifths of it at most,
 * and of more than four each has less, so that with two threads all end within some twice the limit. Fails only for
 * want of memory or of threads; what happened to a case is in its status.
 */
enum moot_status moot_cases_plan(struct moot_case *cases, size_t count, const struct moot_solve_options *options,
				 struct moot_error *error);

/*
 * Structures of one landscape with a rule more, many of them: a sweep. `done` is called for each index as it is ready,
 * in no particular order, never twice at a time; `plan` is NULL where there is none (`status` says why) and is freed
 * behind it. Its false ends the sweep.
 */
struct moot_sweep {
	const struct moot_landscape *landscape;
	size_t count;
	/* The rule of run `index`, in `arena`; false when out of memory. */
	bool (*rule)(void *context, size_t index, struct moot_arena *arena, struct moot_rule *rule);
	bool (*done)(void *context, size_t index, enum moot_status status, const struct moot_plan *plan);
	void *context;
};
enum moot_status moot_sweep_run(const struct moot_sweep *sweep, const struct moot_solve_options *options,
				struct moot_error *error);

/* A rule on boards, of a kind that takes nothing else (together, apart, keep, close); its text tells what it says. */
bool moot_rule_on_boards(const struct moot_landscape *landscape, struct moot_arena *arena, enum moot_rule_kind kind,
			 const int *boards, int count, struct moot_rule *rule);

/*
 * The landscape with a board (index) that carries a duty: one item of 15 minutes, min_per_year times a year, on a theme
 * that bears the duty's id. Borrows from `base`; NULL when out of memory.
 */
const struct moot_landscape *moot_landscape_hosting(const struct moot_landscape *base, int duty, int board,
						    struct moot_arena *arena);
/*
 * The landscape with a new board for a duty alone: an hour, as often as the duty asks (4 times where it does not), one
 * person of policy's default pay for each organisation of the duty. It stays by itself.
 */
const struct moot_landscape *moot_landscape_with_board_for(const struct moot_landscape *base, int duty,
							   struct moot_arena *arena);

#ifdef __cplusplus
}
#endif

#endif
