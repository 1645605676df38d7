/*
 * A set in growth: the state to which leaves are added one by one, and taken back in the reverse order.
 *
 * Adding a leaf is tried on sums first (moot_growth_join, moot_growth_evaluate), which changes nothing, and made only
 * for sets that are grown further (moot_growth_add, moot_growth_take_back). Each costs the leaf's own size. The bounds
 * are those of price.h.
 */
#ifndef MOOT_SOLVER_STRUCTURE_GROWTH_H
#define MOOT_SOLVER_STRUCTURE_GROWTH_H

#include <solver/structure/leaves.h>

/* The sums and maxima of a set. */
struct moot_level {
	double minutes; /* a year */
	double themes;  /* minutes a year of all but own business */
	double weight;  /* of people certain to stay */
	double extra;   /* lambda of those of them whose hours are limited */
	double dual;    /* pi + rho + mu - sigma */
	double length;  /* longest meeting, where a board alone takes something over */
	int people;
	int frequency;
	int least;
	int standing_most;
	int standing_sum;
	int prep;
	int travel;
	int common;
	int boards;
};

/* Of an organisation: the largest number of its seats on one board, and its people with a personal seat. */
struct moot_kept {
	int seats;
	int personal;
};

struct moot_growth {
	struct moot_program *program;
	const struct moot_block *block;
	const struct moot_prices *prices; /* of the run at hand */
	struct moot_leaves leaves;
	int *atoms; /* of the set */
	int atom_count;
	int *items;
	int item_count;
	bool *carriable; /* of each item: the set may carry it; see moot_growth_find_carriable() */
	/* The state, and how to take leaves back. */
	int *times;
	double *most;
	double *sum;
	uint64_t *people;
	struct moot_kept *kept; /* of each organisation */
	struct moot_print *old_prints;
	int old_print_count;
	struct moot_bits *old_people;
	int old_people_count;
	struct moot_kept *old_kept;
	int old_kept_count;
	int *cut_seen;   /* of each cut: its atoms in the set */
	int *cuts_first; /* of each atom: its cuts, from cuts_of[cuts_first[a]] */
	int *cuts_of;
	size_t cut_room;
	int *boards; /* scratch for exact costs */
	int *taken;
};

enum moot_status moot_growth_new(struct moot_program *program, const struct moot_block *block, struct moot_arena *arena,
				 struct moot_growth *out);
void moot_growth_clear(struct moot_growth *growth);
enum moot_status moot_growth_set_prices(struct moot_growth *growth, const struct moot_prices *prices);

/* The sums of the set, which are `from`, with one leaf more. */
void moot_growth_join(const struct moot_growth *growth, const struct moot_level *from, const struct moot_leaf *leaf,
		      struct moot_level *to);

/* Duals of an atom that joins: its own, less those of the cuts that it completes. */
double moot_growth_dual(const struct moot_growth *growth, int atom);

/* Price of an hour of all people of a set. */
double moot_growth_crowd(const struct moot_growth *growth, const struct moot_level *level);

/*
 * Reduced cost of a set (or a bound of it, where seats may be released), and in *base a bound for all that contains
 * it. False where neither it nor anything that contains it can exist.
 */
bool moot_growth_evaluate(const struct moot_growth *growth, const struct moot_level *level, double *value,
			  double *base);

/* The dual of a leaf less the least that it adds to the cost of any set whose people cost `crowd` an hour. */
double moot_growth_gain(const struct moot_growth *growth, const struct moot_leaf *leaf, double dual, double crowd);

/* The positive gains of all items. */
double moot_growth_items_gain(const struct moot_growth *growth, double crowd);

void moot_growth_add(struct moot_growth *growth, const struct moot_leaf *leaf);
void moot_growth_take_back(struct moot_growth *growth, const struct moot_leaf *leaf);
void moot_growth_add_atom(struct moot_growth *growth, int atom);
void moot_growth_take_back_atom(struct moot_growth *growth, int atom);

/* Marks the items that the set may carry; false where there are none. */
bool moot_growth_find_carriable(struct moot_growth *growth);

/* The exact reduced cost of the set with its items and, where `last` is not MOOT_NONE, that atom. */
double moot_growth_exact(struct moot_growth *growth, int last);

#endif
