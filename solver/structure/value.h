/*
 * What a structure costs: the objective of moot/solve.h before the constant is taken off, and what it is a sum of, from
 * the sets that were found and what they hand over.
 */
#ifndef MOOT_SOLVER_STRUCTURE_VALUE_H
#define MOOT_SOLVER_STRUCTURE_VALUE_H

#include <solver/structure/hint.h>
#include <solver/structure/search.h>

/* `hours` has a place for each person, zero before, and gets their seats' hours; *sums is filled. */
double moot_search_value(struct moot_program *program, const struct moot_search *search, double *hours,
			 struct moot_structure_sums *sums);

#endif
