/*
 * What the search of one block keeps: the relaxation, the pricing and the list of sets, the incumbent and the bound.
 *
 * search.c solves the block; block_price.c, which finds its columns, is called for every relaxation that was solved.
 */
#ifndef MOOT_SOLVER_STRUCTURE_BLOCK_SEARCH_H
#define MOOT_SOLVER_STRUCTURE_BLOCK_SEARCH_H

#include <solver/structure/master.h>
#include <solver/structure/pool.h>
#include <solver/structure/search.h>

/* A reduced cost below this enters; duals are known to about a tenth of it. */
#define MOOT_BLOCK_ENTER (-1e-7)

/* Sets with a reduced cost up to this share of the bound are listed. */
#define MOOT_BLOCK_LISTED 0.001

struct moot_block_search {
	struct moot_program *program;
	const struct moot_block *block;
	struct moot_arena *arena; /* scratch of this block */
	struct moot_master master;
	struct moot_pricer *pricer;
	struct moot_candidates found;
	struct moot_pool pool;
	double *rises; /* scratch: of atoms, since the list was made */
	double share;  /* of the bound: the width in which sets are listed; 0 where they are too many */
	int *columns;  /* scratch: a list of columns */
	size_t column_room;
	int *chosen; /* the incumbent */
	int chosen_count;
	double upper;
	double lower;
	bool proven;     /* nothing is better than the incumbent, or nothing exists */
	bool infeasible; /* proven by the first phase */
	bool empty;      /* the columns at hand have no solution that keeps to the cuts */
	struct moot_error *error;
};

/* Finds columns for the relaxation as it was solved: `found`, which is whole where there are no others. */
enum moot_status moot_block_price(struct moot_block_search *search);

/* Every set below the query's threshold: from the list where there is one. */
enum moot_status moot_block_list(struct moot_block_search *search, struct moot_price_query *query);

#endif
