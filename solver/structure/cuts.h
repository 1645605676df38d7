/*
 * Subset-row cuts: of the sets that hold at least two of three atoms, a partition takes at most one (Jepsen, Petersen,
 * Spoorendonk and Pisinger, Operations Research 56, 2008).
 */
#ifndef MOOT_SOLVER_STRUCTURE_CUTS_H
#define MOOT_SOLVER_STRUCTURE_CUTS_H

#include <solver/structure/master.h>

/* Adds the cuts that the relaxation's optimum violates most: at most 60, and five an atom. *added is their number. */
enum moot_status moot_cuts_separate(struct moot_master *master, int *added, struct moot_error *error);

#endif
