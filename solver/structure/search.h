/*
 * The search: solves the program of one block to proven optimality, or as far as the limits allow.
 *
 * Column generation to the optimum of the relaxation, subset-row cuts while they pay, an incumbent from the columns at
 * hand, then every set whose reduced cost is at most U - L (upper less lower bound), among which the optimum must be,
 * and GLPK on those.
 */
#ifndef MOOT_SOLVER_STRUCTURE_SEARCH_H
#define MOOT_SOLVER_STRUCTURE_SEARCH_H

#include <solver/structure/price.h>

enum moot_search_end {
	MOOT_END_OPTIMAL,
	MOOT_END_LIMIT,      /* an answer, and a bound below it */
	MOOT_END_INFEASIBLE, /* proven */
	MOOT_END_UNKNOWN     /* a limit came before any answer */
};

/* A chosen set, as indices into the landscape's boards and the program's items; in the program's arena. */
struct moot_chosen {
	struct moot_set set;
};

/* A theme that a set hands over (`from`, an index into the sets), or a board that closes (`board`). */
struct moot_given {
	int theme;
	int from;  /* MOOT_NONE for a closing board's */
	int board; /* MOOT_NONE for a set's */
	int to;    /* the set that leads */
};

struct moot_search {
	enum moot_search_end end;
	struct moot_chosen *sets;
	int set_count;
	double objective; /* costs and priced hours above limits; the constant is not taken off; before hand-overs */
	double bound;
	/* What hand_over.h adds. */
	struct moot_given *given;
	int given_count;
	bool *closes;    /* of each board: all its themes are led elsewhere, it is in no set; NULL for none */
	bool together;   /* sets and hand-overs were found as one program */
	double unproven; /* hours that better hand-overs could still save */
};

/* With `any` true the first answer is enough. */
enum moot_status moot_search_block(struct moot_program *program, const struct moot_block *block, bool any,
				   struct moot_search *out, struct moot_error *error);

/*
 * Splits the program into blocks that no set and no row ties together and solves each. The sets of all blocks; the
 * sums of their objectives and bounds; the weakest end. Stops at the first infeasible block.
 */
enum moot_status moot_search_all(struct moot_program *program, bool any, struct moot_search *out,
				 struct moot_error *error);

#endif
