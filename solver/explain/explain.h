/*
 * What the parts of an explanation share: the job, a solve of a variant, and the words for its answer.
 */
#ifndef MOOT_SOLVER_EXPLAIN_EXPLAIN_H
#define MOOT_SOLVER_EXPLAIN_EXPLAIN_H

#include <moot/explain.h>
#include <solver/explain/variant.h>
#include <solver/structure/hint.h>
#include <solver/structure/structure.h>

struct explain {
	const struct moot_landscape *landscape;
	const struct moot_explain_request *request;
	struct moot_solve_options options;
	double deadline;
	struct moot_explanation *out; /* and its arena */
	struct moot_error *error;
	struct moot_warm warm;
	bool together;    /* the plan's sets and hand-overs are one program, and so are those of all others */
	int lift_members; /* max_members, max_minutes that the boards named need as one; 0 where they fit */
	int lift_minutes;
	int most_parts;   /* what explain_solve() asks for; 0 for nothing */
	bool only_prices; /* of the assumptions, those that the objective is linear in, without over_price */
};

/* The sets of a structure, without its members and words. */
struct structure {
	bool exists;
	bool proven; /* the best there is, or that there is none */
	struct moot_structure_result result;
	struct moot_structure_sums sums;
	struct moot_totals totals;
	const char **keys; /* today's ids of each board with "|" between; "close ID" for one that ends; by byte */
	size_t count;
};

/* Solves a variant, in which board `not_alone` merges with another (MOOT_NONE for none). Everything is in the
 * explanation's arena. */
enum moot_status explain_solve(struct explain *e, const struct moot_landscape *landscape, int not_alone,
			       struct structure *out);

/* Reads the same from a plan. False when out of memory. */
bool structure_of_plan(struct moot_arena *arena, const struct moot_plan *plan, struct structure *out);

/* Lists of what `a` has and `b` does not. */
bool structure_less(struct moot_arena *arena, const struct structure *a, const struct structure *b, const char ***keys,
		    size_t *count);

/* `found` beside the plan's structure; "together,a|b" for `rule`. False when out of memory. */
bool explain_compare(struct explain *e, const struct structure *base, const struct structure *found, const char *rule,
		     struct moot_alternative *out);

/*
 * What runners-up and assumptions are about: the structures of the landscape, without hand-overs where these only
 * follow the sets.
 */
struct moot_variant *explain_base(struct explain *e);

/*
 * A set of boards as labels: each board's set, MOOT_NONE where a rule closes it. A board that ends because its themes
 * are handed over is a set by itself here. False when out of memory.
 */
bool explain_labels(struct explain *e, const struct structure *found, int *labels);
bool labels_are_same(const int *a, const int *b, size_t count);

/* Asks a variant for these sets and no others. */
bool explain_fix(struct moot_variant *variant, const int *labels);

/* obstacle.c: what keeps the boards named apart; *fault is that of the set, *possible that nothing does. */
enum moot_status explain_obstacles(struct explain *e, bool *possible);
/* The landscape with those obstacles aside that a rule or parameter of the user's makes; NULL in *out for none. */
enum moot_status explain_lift(struct explain *e, struct moot_variant **out);

/* merger.c: the boards named as one. */
enum moot_status explain_merger(struct explain *e);

/* runners.c and sensitivity.c */
enum moot_status explain_runners_up(struct explain *e, const int *labels, const struct structure *base);
enum moot_status explain_sensitivity(struct explain *e, const int *labels, const struct structure *base);

#endif
