/*
 * Screening: which atoms may join a set in growth so that the set, or one that contains it, comes below the threshold.
 *
 * At every set the children, atoms that may join it, are evaluated, and those dropped that are in nothing below the
 * threshold (price.h has the bound). Below a child come the children after it: bounded from the set with either, before
 * they are evaluated. Where two more atoms fill a set up, joint.h bounds all pairs of children.
 */
#ifndef MOOT_SOLVER_STRUCTURE_SCREEN_H
#define MOOT_SOLVER_STRUCTURE_SCREEN_H

#include <solver/structure/joint.h>

struct moot_screen {
	struct moot_growth *set;
	int depth_most;
	struct moot_child **children; /* by depth */
	struct moot_level **levels;
	double *top; /* scratch: the largest gains */
	int *atoms;  /* scratch: of the children */
	struct moot_shares shares;
	struct moot_joint joint;
	/* The run at hand. */
	double threshold; /* of the first atom at hand */
	double reach;     /* a bound for all that the children which stay are in */
	long nodes;
	const double *rises; /* of atoms, or NULL; only sets whose rises sum up to `needed` are wanted */
	double needed;
	double largest_rise;
	double *risen; /* by depth: the rises of the set whose children stand there */
};

enum moot_status moot_screen_new(struct moot_growth *growth, int depth_most, struct moot_arena *arena,
				 struct moot_screen *out);
void moot_screen_clear(struct moot_screen *screen);

/* Lists the atoms, `count` of them in order[], that may join a first atom, whose shares are gone; how many they are. */
int moot_screen_first(struct moot_screen *screen, int root, const int *order, int count);

/*
 * Evaluates the children of the set in growth, which have room for `slots` boards, and drops those in no set below the
 * threshold; -1 when out of memory. The first atom's children are put in falling order of the people they would make.
 */
int moot_screen_children(struct moot_screen *screen, const struct moot_level *level, const struct moot_worth *worth,
			 int depth, int count, int slots);

/*
 * Lists the children that come after one, the set with which leaves room for `slots`, at the next depth. `worth` is
 * that of the set without it.
 */
int moot_screen_next(struct moot_screen *screen, const struct moot_worth *worth, int depth, int place, int count,
		     int slots);

#endif
