/*
 * Linear and integer programs: the one door to GLPK. Only lp.c includes glpk.h.
 *
 * An lp is always minimised. Build it with rows and columns (indices from 0, in order of creation), solve it, read
 * values and duals, add more, solve again: the basis stays warm. GLPK's environment is per thread: an lp lives and
 * dies in the thread that made it. A fault inside GLPK (it would abort the process) becomes MOOT_ERROR_INTERNAL or
 * MOOT_ERROR_MEMORY; GLPK then forgets all its programs of this thread, so every other lp of the thread answers
 * MOOT_ERROR_INTERNAL from then on and need only be freed.
 */
#ifndef MOOT_SOLVER_LP_H
#define MOOT_SOLVER_LP_H

#include <moot/memory.h>
#include <moot/status.h>

struct moot_lp;

/* Use -INFINITY and INFINITY for a missing bound. */
enum moot_lp_outcome {
	MOOT_LP_OPTIMAL,    /* proven */
	MOOT_LP_FEASIBLE,   /* integer only: a limit or stop came, with an answer */
	MOOT_LP_INFEASIBLE, /* proven; for integer with a cutoff: nothing better than it */
	MOOT_LP_UNBOUNDED,
	MOOT_LP_LIMIT /* a limit or stop came, without an answer */
};

enum moot_lp_method { MOOT_LP_PRIMAL /* after new columns */, MOOT_LP_DUAL /* after new rows or bounds */ };

enum moot_status moot_lp_new(struct moot_lp **out, struct moot_error *error);
void moot_lp_free(struct moot_lp *lp); /* NULL-safe */

int moot_lp_rows(const struct moot_lp *lp);
int moot_lp_columns(const struct moot_lp *lp);

/* Gives back what GLPK keeps for the calling thread, which has no lp left: for the end of a thread. */
void moot_lp_end_thread(void);

/* A row low <= a x <= high, empty of columns. Names may be NULL. Its index is moot_lp_rows() before the call. */
enum moot_status moot_lp_add_row(struct moot_lp *lp, const char *name, double low, double high,
				 struct moot_error *error);
/* A row over existing columns. */
enum moot_status moot_lp_add_row_with(struct moot_lp *lp, const char *name, double low, double high, int count,
				      const int *columns, const double *values, struct moot_error *error);
/* A column with its entries in existing rows; a row may occur once. */
enum moot_status moot_lp_add_column(struct moot_lp *lp, const char *name, double cost, double low, double high,
				    bool integer, int count, const int *rows, const double *values,
				    struct moot_error *error);
enum moot_status moot_lp_set_cost(struct moot_lp *lp, int column, double cost, struct moot_error *error);
enum moot_status moot_lp_set_column_bounds(struct moot_lp *lp, int column, double low, double high,
					   struct moot_error *error);
/* Removes the marked columns (`remove[j]` true); the others move up and keep their order. */
enum moot_status moot_lp_remove_columns(struct moot_lp *lp, const bool *remove, struct moot_error *error);

/*
 * Solves the relaxation, integrality left aside. `iterations` (0: no limit) makes reproducible limits; `seconds`
 * (0 or less: none) is soft. The first call makes an advanced basis.
 */
enum moot_status moot_lp_solve(struct moot_lp *lp, enum moot_lp_method method, int iterations, double seconds,
			       enum moot_lp_outcome *outcome, struct moot_error *error);
/* After moot_lp_solve() with MOOT_LP_OPTIMAL. Duals are those of a minimisation: reduced cost = cost - dual a. */
double moot_lp_objective(const struct moot_lp *lp);
double moot_lp_value(const struct moot_lp *lp, int column);
double moot_lp_dual(const struct moot_lp *lp, int row);
double moot_lp_reduced_cost(const struct moot_lp *lp, int column);

struct moot_lp_integer_options {
	bool clique_cuts;
	bool gomory_cuts;
	bool most_fractional; /* branch on the most fractional column (else Driebeck and Tomlin) */
	bool presolve;
	int nodes;                   /* 0: no limit; reproducible */
	double seconds;              /* 0 or less: none; soft */
	double gap;                  /* relative; end when proven this close */
	double cutoff;               /* only answers below this are wanted; INFINITY for none */
	bool (*stop)(void *context); /* may be NULL */
	void *context;
};
void moot_lp_integer_options_default(struct moot_lp_integer_options *options); /* cliques, Gomory, DTH, nothing else */

/* Solves the integer program from scratch (the relaxation is solved first). *bound is valid whatever the outcome. */
enum moot_status moot_lp_solve_integer(struct moot_lp *lp, const struct moot_lp_integer_options *options,
				       enum moot_lp_outcome *outcome, double *bound, struct moot_error *error);
/* After OPTIMAL or FEASIBLE. */
double moot_lp_integer_objective(const struct moot_lp *lp);
double moot_lp_integer_value(const struct moot_lp *lp, int column);

#endif
