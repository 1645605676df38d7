/*
 * A look at the likely: pairs of atoms first, then a few of the best grown further, and a few of those.
 *
 * Finds most of the sets with negative reduced cost in a small part of the time that looking everywhere takes; proves
 * nothing. Without items.
 */
#ifndef MOOT_SOLVER_STRUCTURE_LOOK_H
#define MOOT_SOLVER_STRUCTURE_LOOK_H

#include <solver/structure/growth.h>

struct moot_look {
	struct moot_growth *set; /* with the prices of the look */
	const int *order;        /* of first atoms: a set is found from the first of its atoms in this order */
	int *listed;             /* scratch: (max_merge - 1) times the atoms */
	int depth_most;
	double threshold;
	int each; /* the best `each` for every first atom */
	struct moot_candidates *found;
	size_t first_of_root;
	long root_end;
	long nodes;
};

/* Adds sets of the first atom at that place of the order, and atoms after it. False when out of memory. */
bool moot_look_from(struct moot_look *look, int place);

#endif
