/*
 * Shares: what the people of two atoms weigh less together, beside a set that both may join.
 *
 * Let W(S) be the price of an hour of the people of S as the bounds count them (growth.h). For a set R in growth, any S
 * that contains it, and atoms c and d beside S,
 *
 *     W(S + c + d) >= W(S + c) + W(S + d) - W(S) - share(c, d)
 *
 * with, in share(c, d): the people sure to stay whom both bring and R has not; for each organisation the seats that
 * either brings beyond those of R, as far as both do; senior people of the one whose seats the other would fill and
 * nobody of R does. Each of these only falls as R grows. With charge(c, d), half of the people and seats and all of the
 * rows of c, what c answers for, so that charge(c, d) + charge(d, c) = share(c, d) and, for any J,
 *
 *     W(S + J) >= W(S) + sum_{c in J} max(least_c, W(S + c) - W(S) - sum_{d in J} charge(c, d))
 *
 * where least_c counts people who are on c alone, less senior people of S whose seats c takes. Built anew for every
 * first atom, in time linear in the pairs that share something, and room quadratic in the atoms listed.
 */
#ifndef MOOT_SOLVER_STRUCTURE_SHARES_H
#define MOOT_SOLVER_STRUCTURE_SHARES_H

#include <solver/structure/growth.h>

enum { MOOT_SHARE_TOPS = 4 };

struct moot_share_part;

/* Start from {0}; release with moot_shares_clear(). */
struct moot_shares {
	int count;   /* atoms listed; 0 where they are too many */
	int stride;  /* the count in whole rows (joint.h) */
	float *pair; /* of the atoms at places i and j: pair[i * stride + j], at least their share */
	float *tops; /* of place i: the k + 1 largest charges in all, from tops[i * MOOT_SHARE_TOPS] */
	/* What either brings: parts by atom, and who else brings the same. */
	struct moot_share_part *parts;
	int *first_part; /* of each place */
	int *first_in;   /* of each thing: places that have it, from members[first_in[thing]] */
	int *members;
	float *charges;          /* scratch: of one atom */
	uint64_t *rows;          /* scratch: those of all that are listed */
	int *organisation_first; /* of each organisation: its first seat among the things */
	int seat_count;
	size_t pair_room;
	size_t top_room;
	size_t charge_room;
	size_t part_room;
	size_t first_room;
	size_t member_room;
};

enum moot_status moot_shares_new(const struct moot_growth *growth, struct moot_arena *arena, struct moot_shares *out);
void moot_shares_clear(struct moot_shares *shares);

/* Fills the shares of the atoms, `count` of them, beside the set in growth. */
enum moot_status moot_shares_list(struct moot_shares *shares, const struct moot_growth *growth, const int *atoms,
				  int count);

/* The most that the atom at a place answers for beside `others` more; INFINITY where nothing is known. */
double moot_shares_most(const struct moot_shares *shares, int place, int others);

#endif
