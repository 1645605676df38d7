/*
 * The restricted master: the set-partitioning program of a block over the columns found so far.
 *
 *     minimise   sum_j c_j x_j + over_price sum_p over_p
 *     such that  sum_{j holds a} x_j = 1                 every atom a        (dual pi_a)
 *                sum_{j carries k} x_j = 1               every item k        (dual rho_k)
 *                min_boards <= sum_j x_j <= max_boards   where a rule says   (dual mu, <= 0 for max alone)
 *                sum_j h_j [p sits on j] x_j - over_p <= max_hours_p         (dual -lambda_p)
 *                sum_{j with two of {a, b, c}} x_j <= 1  every cut           (dual -sigma)
 *
 * plus, in the first phase, artificial columns that cover what the sets do not yet, and that alone have a cost. Every
 * column's cost is exact (solver/cost.h). The pool keeps columns that are not in the relaxation as well, for the last
 * integer program.
 */
#ifndef MOOT_SOLVER_STRUCTURE_MASTER_H
#define MOOT_SOLVER_STRUCTURE_MASTER_H

#include <solver/lp.h>
#include <solver/structure/price.h>

struct moot_column {
	size_t members; /* into the pool's members: atoms, then items, of the block */
	int atom_count;
	int item_count;
	size_t limits; /* into the pool's limits: limited people who sit on it (rows of the block) */
	int limit_count;
	double cost;
	double hours;
	int lp; /* its column in the relaxation, or -1 */
};

struct moot_master {
	struct moot_program *program;
	const struct moot_block *block;
	struct moot_lp *lp;
	struct moot_column *columns;
	size_t column_count;
	size_t column_room;
	int *members;
	size_t member_count;
	size_t member_room;
	int *limits;
	size_t limit_count;
	size_t limit_room;
	int *limit_rows; /* of program->limited: index among the block's limits, or MOOT_NONE */
	int *limited;    /* the block's limits: index into program->limited */
	int limited_count;
	bool has_boards_row;
	int artificial_count; /* the first columns of the relaxation; then the overs; then sets */
	struct moot_cut *cuts;
	size_t cut_count;
	size_t cut_room;
	bool feasibility; /* the first phase: only artificial columns cost */
	struct moot_prices prices;
	int *entries; /* scratch for one column */
	size_t entry_room;
	double *values;
	size_t value_room;
	int *boards;
	int *covered;  /* scratch for an answer: how often each row is met */
	double *hours; /* and the hours under each limit */
};

enum moot_status moot_master_new(struct moot_program *program, const struct moot_block *block, struct moot_arena *arena,
				 struct moot_master *out, struct moot_error *error);
void moot_master_clear(struct moot_master *master);

/* Costs a set and adds it to the pool. *column is its index, or -1 where the set is impossible. */
enum moot_status moot_master_pool(struct moot_master *master, const int *atoms, int atom_count, const int *items,
				  int item_count, int *column, struct moot_error *error);
/* An integer program of its own over the listed columns: the overs come first, then these. */
enum moot_status moot_master_copy(struct moot_master *master, const int *columns, int count, struct moot_lp **out,
				  struct moot_error *error);
/* Puts a pooled column into the relaxation. */
enum moot_status moot_master_enter(struct moot_master *master, int column, struct moot_error *error);
enum moot_status moot_master_cut(struct moot_master *master, const int atoms[3], struct moot_error *error);

/* From the first phase to the second: sets cost what they cost, artificial columns are gone. */
enum moot_status moot_master_price_sets(struct moot_master *master, struct moot_error *error);
/* And back, where cuts leave the columns at hand without a solution. */
enum moot_status moot_master_price_cover(struct moot_master *master, struct moot_error *error);

/*
 * Solves the relaxation. *solved is false where the time ended first, and where the columns at hand have no solution
 * (*empty; never in the first phase); else prices are those of the optimum.
 */
enum moot_status moot_master_relax(struct moot_master *master, enum moot_lp_method method, bool *solved, bool *empty,
				   struct moot_error *error);
double moot_master_value(const struct moot_master *master, int column);

/* pi b with the prices at hand: the bound when no set has a negative reduced cost. */
double moot_master_dual_sum(const struct moot_master *master);

/* Whether a column holds at least two atoms of the cut. */
bool moot_column_in_cut(const struct moot_master *master, const struct moot_column *column, const struct moot_cut *cut);

/* The exact objective of a selection of columns; INFINITY where it is no plan (it misses or repeats something). */
double moot_master_objective(const struct moot_master *master, const int *columns, int count);

/*
 * Solves the integer program over the listed columns with every cut so far. Takes answers better than *objective only;
 * then writes them to chosen (room for atom_count) and *objective. *proven: nothing better exists among the columns.
 * Several settings of GLPK race, each with `nodes` at first and then more, up to `most_nodes`.
 */
enum moot_status moot_master_integer(struct moot_master *master, const int *columns, int count, int nodes,
				     int most_nodes, int *chosen, int *chosen_count, double *objective, bool *proven,
				     struct moot_error *error);

#endif
