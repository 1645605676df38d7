/*
 * Pricing: finds the sets of boards whose reduced cost is low, without listing all sets.
 *
 * A set S of atoms with items K taken over has the reduced cost
 *
 *     rc(S, K) = scale c(S, K) + sum_p lambda_p h_p(S) - sum_{a in S} pi_a - sum_{k in K} rho_k - mu + sum_{cuts} sigma
 *
 * with the duals of the atoms' rows (pi), of the items' rows (rho), of the number of boards (mu), of the people's
 * limits (lambda >= 0 is the negative dual) and of the subset-row cuts with at least two of their three atoms in S
 * (sigma likewise). scale is 0 in the first phase, where only feasibility is asked, else 1.
 *
 * Sets are grown atom by atom. Let W(S) be the price of an hour of the people of S, h(S) their hours, o(S) all other
 * costs. An atom e that joins S or any set that contains S adds at least its own business and `overlap_residual` of its
 * themes' minutes, a_e hours, which at least the people sure to stay sit through, and it adds people. With
 * fresh_e = W(S + e) - W(S), and s_ef what the people of e weigh less beside those of f as far as e answers for it
 * (shares.h),
 *
 *     W(S + J) >= W(S) + sum_{e in J} (fresh_e - sum_{f in J} s_ef)
 *
 * so that e gains at most pi_e less its part of W h and o, the largest s_ef charged to it. A branch ends where the
 * reduced cost of a set less the gains of as many atoms as may still join reaches the threshold. A set of S and two
 * atoms is bounded from both sets with one of them before it is evaluated; where no more than the two may join, all
 * pairs are bounded at once (joint.h). The children of a first atom are taken in falling order of the people that they
 * would make with it, so that each set is met once and the largest crowd comes first.
 *
 * Made for up to some 1,000 atoms a block; the time depends on how far people overlap.
 */
#ifndef MOOT_SOLVER_STRUCTURE_PRICE_H
#define MOOT_SOLVER_STRUCTURE_PRICE_H

#include <solver/structure/program.h>

/* The atoms and items that one master holds. */
struct moot_block {
	int *atoms; /* into program->atoms, ascending */
	int atom_count;
	int *items; /* into program->items, ascending */
	int item_count;
};

struct moot_cut {
	int atoms[3]; /* of the block */
	double sigma;
};

struct moot_prices {
	double scale;
	double *atoms;  /* pi, by the block's atoms */
	double *items;  /* rho, by the block's items */
	double boards;  /* mu */
	double *limits; /* lambda, by program->limited */
	const struct moot_cut *cuts;
	int cut_count;
};

/* A set that was found. `members` has its atoms and then its items, as indices of the block. */
struct moot_candidate {
	size_t members;
	int atom_count;
	int item_count;
	double reduced_cost;
};

struct moot_candidates {
	struct moot_candidate *items;
	size_t count;
	size_t capacity;
	int *members;
	size_t member_count;
	size_t member_capacity;
	double least; /* no set has a reduced cost below this (atoms alone left aside) */
	bool whole;   /* all sets below the threshold are here; false where a limit came first */
};

struct moot_pricer;

enum moot_status moot_pricer_new(struct moot_program *program, const struct moot_block *block, struct moot_arena *arena,
				 struct moot_pricer **out);
void moot_pricer_free(struct moot_pricer *pricer); /* what is not in the arena; NULL-safe */

/* How far to look. */
struct moot_price_query {
	double threshold; /* find sets with a reduced cost below this */
	int each;         /* > 0: the best `each` for every first atom; 0: all, up to `most` */
	size_t most;
	long nodes;          /* > 0: this many for every first atom, then leave off; a quick look */
	bool all_or_none;    /* what was found is of no use unless it is whole */
	const double *rises; /* of the block's atoms, or NULL */
	double rises_needed; /* sets of atoms whose rises sum up to less are not looked for; some may be found */
};

/*
 * Finds sets. Atoms alone without items are left aside: they are always in the master. Replaces what `found` held.
 * Large blocks are listed by as many threads as the options allow, to the same end.
 */
enum moot_status moot_pricer_run(struct moot_pricer *pricer, const struct moot_prices *prices,
				 const struct moot_price_query *query, struct moot_candidates *found);

/* Looks at the likely sets only (look.h), without items: a few of the best for every first atom, and no bound. */
enum moot_status moot_pricer_look(struct moot_pricer *pricer, const struct moot_prices *prices, double threshold,
				  int each, struct moot_candidates *found);

/* The members of a new candidate, for which there is `room`, to be filled in; NULL when out of memory. */
int *moot_candidates_add(struct moot_candidates *candidates, int atoms, int items, int room, double reduced_cost);
void moot_candidates_clear(struct moot_candidates *candidates);

#endif
