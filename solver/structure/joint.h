/*
 * The last two atoms of a set at once: a bound for a set P with two of its children.
 *
 * Where P takes two more atoms, nearly all of the time goes into pairs c, d of them that are far from paying. From the
 * worths of P + c and P + d and what the people of c and d share (shares.h), all d beside one c are bounded in a row:
 *
 *     W(P + c + d) >= W(P + c) + W(P + d) - W(P) - share(c, d)
 *
 * and hours and other costs are at least those of either set, with what the other atom adds to any. Single precision,
 * with a slack that rounding cannot reach.
 */
#ifndef MOOT_SOLVER_STRUCTURE_JOINT_H
#define MOOT_SOLVER_STRUCTURE_JOINT_H

#include <solver/structure/shares.h>

/* Places are bounded in rows of so many, which compilers make vectors of. */
enum { MOOT_JOINT_LANES = 8 };

/* No cost is as large: where a threshold is infinite, what is below this is wanted. */
#define MOOT_JOINT_MOST 1e12

static inline int moot_joint_lanes(int places)
{
	return (places + MOOT_JOINT_LANES - 1) / MOOT_JOINT_LANES * MOOT_JOINT_LANES;
}

/* An atom that may join a set in growth. */
struct moot_child {
	int leaf;
	int place; /* among the atoms whose shares are listed */
	int level; /* its sums stand in levels[depth][level] */
	int lost;  /* senior people of the set whose seats it takes */
	struct moot_worth worth;
	double sure;  /* its gain where no people are charged */
	double gain;  /* the most that it takes off the cost of a set without it, beside others */
	double least; /* price of an hour of the people whom it adds at least, whoever else joins */
	double share; /* of the people whom it adds, what others may save */
};

/* Children at as many places in turn, side by side. */
struct moot_joint_row {
	float crowd[MOOT_JOINT_LANES]; /* W(P + d); this and the floor are huge where the atom is no child */
	float floor[MOOT_JOINT_LANES];
	float hours[MOOT_JOINT_LANES];
	float added[MOOT_JOINT_LANES];
	float other[MOOT_JOINT_LANES];
	float more[MOOT_JOINT_LANES]; /* other costs that the atom adds to any set */
	float dual[MOOT_JOINT_LANES];
	float price[MOOT_JOINT_LANES];
};

struct moot_joint {
	struct moot_joint_row *rows;
	float *bound;   /* by place: result; earlier places and atoms that are no child have huge ones */
	float *least;   /* of each row */
	float *unknown; /* shares where none are listed */
	int *child;     /* by place: index of the child */
	int places;     /* in use: up to the last child's, in whole rows */
	double slack;
};

enum moot_status moot_joint_new(int atoms, struct moot_arena *arena, struct moot_joint *out);

/* Notes the children of a set. */
void moot_joint_note(struct moot_joint *joint, const struct moot_growth *growth, const struct moot_child *children,
		     int count);

/*
 * Bounds the set with the child and each that has a later place, in joint->bound, for all places of its row and later
 * ones. Returns the least of the bounds, which is huge where there are none.
 */
double moot_joint_bound(struct moot_joint *joint, const struct moot_growth *growth, const struct moot_shares *shares,
			const struct moot_worth *set, const struct moot_child *child);

/* The next place from `place` on whose bound is below the limit (MOOT_JOINT_MOST at most); joint->places where none is.
 */
static inline int moot_joint_next(const struct moot_joint *joint, int place, float limit)
{
	while (place < joint->places) {
		if (place % MOOT_JOINT_LANES == 0 && !(joint->least[place / MOOT_JOINT_LANES] < limit))
			place += MOOT_JOINT_LANES;
		else if (joint->bound[place] < limit)
			return place;
		else
			place++;
	}
	return place;
}

#endif
