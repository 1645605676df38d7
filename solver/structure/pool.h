/*
 * Sets listed once and priced many times.
 *
 * To look everywhere for a set with a negative reduced cost is dear, to list all that are below some width above zero
 * little dearer. The prices of the next rounds move little: a set that was not listed had a reduced cost of `width` at
 * least, and has at least that less what the prices of its atoms have risen and those of its cuts fallen. While that is
 * above zero, the list is all that there is to price; when it no longer is, only sets of the atoms that have risen most
 * need to be looked for. Only for blocks without items and without priced limits.
 *
 * Order: keep, then find, holds and, with a run between the two, rises and add as often as wanted. A look at the list
 * costs its size times the atoms of a set.
 */
#ifndef MOOT_SOLVER_STRUCTURE_POOL_H
#define MOOT_SOLVER_STRUCTURE_POOL_H

#include <solver/structure/price.h>

/* Start from {0}; release with moot_pool_clear(). */
struct moot_pool {
	struct moot_candidates all; /* with their costs where candidates have reduced costs */
	double *atoms;              /* prices of the listing */
	double boards;
	double *sigmas;
	int cut_count;
	double width;
	bool whole; /* the list holds all sets whose reduced cost was below `width` */
};

/* Takes over what a whole run with this threshold found, and nothing else; `found` is empty afterwards. */
enum moot_status moot_pool_keep(struct moot_pool *pool, const struct moot_block *block,
				const struct moot_prices *prices, double threshold, struct moot_candidates *found);

/*
 * What the prices of a set's atoms must have risen by, in all, for it to have a reduced cost below `threshold` now
 * though it is not in the list; INFINITY below 0 where there is no list. `rises` receives each atom's rise.
 */
double moot_pool_rises(const struct moot_pool *pool, const struct moot_block *block, const struct moot_prices *prices,
		       double threshold, double *rises);

/*
 * Adds what a run with this threshold found that left out sets whose atoms have not risen by that much. From then on
 * the list is one for these prices and that width.
 */
enum moot_status moot_pool_add(struct moot_pool *pool, const struct moot_block *block, const struct moot_prices *prices,
			       double threshold, const struct moot_candidates *found);

/* Whether every set with a reduced cost below `threshold` under these prices is in the list; sets have `most` atoms. */
bool moot_pool_holds(const struct moot_pool *pool, const struct moot_block *block, const struct moot_prices *prices,
		     int most, double threshold);

/*
 * The sets of the list with a reduced cost below `threshold`; replaces what `found` held. found->least is the least of
 * all in the list, at most its width.
 */
enum moot_status moot_pool_find(const struct moot_pool *pool, const struct moot_prices *prices, double threshold,
				struct moot_candidates *found);

void moot_pool_clear(struct moot_pool *pool);

#endif
