/*
 * A set in growth: the state to which leaves are added one by one, and taken back in the reverse order.
 *
 * Adding a leaf is tried on sums first (moot_growth_join, moot_growth_evaluate), which changes nothing, and made only
 * for sets that are grown further (moot_growth_add, moot_growth_take_back). Each costs the leaf's own size. The bounds
 * are those of price.h. What is called for every pair of atoms stands in this header.
 */
#ifndef MOOT_SOLVER_STRUCTURE_GROWTH_H
#define MOOT_SOLVER_STRUCTURE_GROWTH_H

#include <math.h>
#include <solver/structure/leaves.h>

/* Figures of a set under the prices, or bounds of them where seats may be released. */
struct moot_worth {
	double base;  /* reduced cost */
	double crowd; /* price of an hour of all its people */
	double floor; /* the same for all that contains it: no senior person counted whose seat another may fill */
	double hours; /* a person's year */
	double other; /* what the base costs beside its people; base = crowd hours + other - dual */
	double dual;
};

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
	int seniors; /* whose organisation seats nobody of the set fills but they */
	int lost;    /* those whom the last leaf to join put out */
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
	bool in_common; /* every set at hand holds a board that meets in common: merges have no penalty */
	int *atoms;     /* of the set */
	int atom_count;
	int *items;
	int item_count;
	bool *carriable; /* of each item: the set may carry it; see moot_growth_find_carriable() */
	/* The state, and how to take leaves back. */
	int *times;
	double *most;
	double *sum;
	double *minutes; /* a year, of each theme */
	uint64_t *people;
	uint64_t *rows;          /* of the set; see leaves.h */
	uint64_t *takes;         /* by it */
	struct moot_bits *alive; /* rows that nobody of the set takes: words with any alone */
	int alive_count;
	int alive_bits;
	uint64_t *old_rows;
	struct moot_kept *kept; /* of each organisation */
	struct moot_print *old_prints;
	int old_print_count;
	struct moot_bits *old_people;
	int old_people_count;
	struct moot_kept *old_kept;
	int old_kept_count;
	int old_row_count;
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

/* False where neither the set nor anything that contains it can exist. */
bool moot_growth_evaluate(const struct moot_growth *growth, const struct moot_level *level, struct moot_worth *worth);

/* The dual of a leaf less the time that it takes of those who pay `floor` an hour at least. */
static inline double moot_growth_gain(const struct moot_growth *g, const struct moot_leaf *leaf, double dual,
				      double floor)
{
	const struct moot_policy *policy = &g->program->landscape->policy;
	const int boards = g->in_common ? 0 : leaf->boards;
	return dual - floor * leaf->added / 60 -
	       g->prices->scale * (policy->overlap_weight * leaf->added_themes / 60 + policy->merge_penalty * boards);
}

/*
 * A bound for a set and two atoms a and b beside it, and all that contains them, from the worths of the set and of the
 * set with each, where their people weigh `share` less together at most. Much quicker than to evaluate it.
 */
void moot_growth_both(const struct moot_growth *growth, const struct moot_worth *set, int a,
		      const struct moot_worth *with_a, int b, const struct moot_worth *with_b, double share,
		      struct moot_worth *out);

/* The senior people of atom a whose seats atom b takes. */
static inline int moot_growth_taken(const struct moot_growth *g, int a, int b)
{
	const struct moot_leaf *leaf = &g->leaves.atoms[a];
	int count = 0;
	for (int i = 0; i < leaf->own_row_count; i++)
		count += moot_count_bits(leaf->own_rows[i].bits & g->leaves.atoms[b].takes[leaf->own_rows[i].word]);
	return count;
}

/* The positive gains of all items. */
double moot_growth_items_gain(const struct moot_growth *growth, const struct moot_worth *worth);

void moot_growth_add(struct moot_growth *growth, const struct moot_leaf *leaf);
void moot_growth_take_back(struct moot_growth *growth, const struct moot_leaf *leaf);
void moot_growth_add_atom(struct moot_growth *growth, int atom);
void moot_growth_take_back_atom(struct moot_growth *growth, int atom);

/* Marks the items that the set may carry; false where there are none. */
bool moot_growth_find_carriable(struct moot_growth *growth);

/* The exact reduced cost of the set with its items and, where `last` is not MOOT_NONE, that atom. */
double moot_growth_exact(struct moot_growth *growth, int last);

#endif
