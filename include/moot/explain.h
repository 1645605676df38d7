/*
 * Why boards were merged or were not, what other structures would cost, and how firmly the proposed one stands.
 *
 * Every figure comes from a solve of the whole structure with one thing changed, stated with its own gap, or from the
 * exact cost of a set. Meetings' dates play no part.
 */
#ifndef MOOT_EXPLAIN_H
#define MOOT_EXPLAIN_H

#include <moot/solve.h>

#ifdef __cplusplus
extern "C" {
#endif

enum moot_solved {
	MOOT_SOLVED,
	MOOT_SOLVED_NONE, /* proven: no plan */
	MOOT_SOLVED_NOT   /* the time ended first */
};

/* Another structure beside the plan's. Differences are its figures less the plan's: positive costs more. */
struct moot_alternative {
	const char *rule; /* what was asked beyond the landscape's rules, as rules.csv has it; "" for nothing */
	enum moot_solved solved;
	const char *conflict; /* where there is no plan: the rules and facts that conflict */
	struct moot_structure_result structure;
	struct moot_totals totals;
	double weighted; /* difference of the objectives, hours */
	struct moot_saving difference;
	const char **added; /* its boards that the plan does not have, each as today's ids with "|" between */
	size_t added_count;
	const char **dropped; /* boards of the plan that it does not have */
	size_t dropped_count;
};

/* What keeps boards apart. */
struct moot_obstacle {
	const char *what; /* a sentence */
	const char *file; /* where it stands: "rules.csv", "boards.csv", "policy.csv" */
	int line;         /* 0 where not known */
	const char *law;  /* legal basis, "" for none */
	bool is_lifted;   /* aside in `lifted` */
};

/* The boards named as one board, and against themselves alone today. */
struct moot_merger {
	enum moot_fate fate; /* merged or in common */
	int meetings_per_year;
	int minutes;
	int members;
	int meetings_today;
	struct moot_saving saving;
	struct moot_breakdown breakdown;
	const char **sentences;
	size_t sentence_count;
};

/* A board of the plan that holds at least one of the boards named. */
struct moot_explained_board {
	const struct moot_plan_board *board;
	bool holds_all;
};

struct moot_explain_request {
	const int *boards; /* of the landscape */
	size_t board_count;
	const struct moot_plan *plan; /* a plan of this landscape, or NULL for the best one */
	int runners_up;               /* how many */
	bool assumptions;
};

struct moot_explanation {
	struct moot_arena *arena;
	const struct moot_plan *plan; /* the one explained: the request's, or solved here */
	struct moot_plan *own_plan;
	struct moot_explained_board *boards;
	size_t board_count;
	bool are_together; /* all boards named are in one board of the plan */
	bool has_merger;
	struct moot_merger merger;
	struct moot_obstacle *obstacles;
	size_t obstacle_count;
	struct moot_alternative *forced;    /* NULL where it is not asked or forbidden */
	struct moot_alternative *lifted;    /* forced, with what stands in the way aside; NULL for none */
	struct moot_alternative *forbidden; /* of boards that the plan merges */
	const char **partners;              /* of one board: the ids that it would best merge with */
	size_t partner_count;
	struct moot_alternative *runners_up;
	size_t runner_up_count;
	bool runners_proven; /* no structure in between is missing */
	bool runners_all;    /* there are no more */
	bool is_best;        /* where runners-up or assumptions are asked: no set of boards is better than the plan's */
	struct moot_sensitivity *sensitivity;
	size_t sensitivity_count;
};

/* `options` as for moot_plan_make(). MOOT_ERROR_INFEASIBLE where the landscape has no plan at all. */
enum moot_status moot_explain(const struct moot_landscape *landscape, const struct moot_explain_request *request,
			      const struct moot_solve_options *options, struct moot_explanation **out,
			      struct moot_error *error);
void moot_explanation_free(struct moot_explanation *explanation); /* NULL-safe */

#ifdef __cplusplus
}
#endif

#endif
