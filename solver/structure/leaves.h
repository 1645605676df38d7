/*
 * What the pricing grows sets from: each atom of a block, compressed to what a bound needs.
 *
 * A leaf is an atom, or a closed board's theme. People who are on several atoms are bits; those on one atom only are a
 * count and a weight. People are numbered so that the senior come first, then the others, then those whose hours are
 * limited and who therefore have weights of their own.
 *
 * Organisation seats may be released, so that only a least number of people is certain: for an organisation all of
 * whose people hold seats for it alone, the largest number of its seats on one board, some of which the set's people
 * with a personal seat for it fill. `exact` says that no such seat and no ruled chair is in the block: then the bounds
 * of sets are their costs.
 */
#ifndef MOOT_SOLVER_STRUCTURE_LEAVES_H
#define MOOT_SOLVER_STRUCTURE_LEAVES_H

#include <solver/structure/price.h>

struct moot_print {
	int theme; /* of the block */
	int per_year;
	double most;
	double sum;
};

struct moot_bits {
	int word;
	uint64_t bits;
};

struct moot_quota {
	int organisation; /* of the block */
	int seats;
	int solo;     /* people with a personal seat for it who are on this atom only */
	int personal; /* the others: bits, from the leaf's personal[personal] */
	int personal_count;
};

struct moot_leaf {
	int boards;
	int frequency;
	int least; /* meetings by law */
	int standing_most;
	int standing_sum;
	int prep;
	int travel;
	int common;          /* in-common boards */
	double own;          /* minutes a year */
	double length;       /* minutes: the longest meeting of a board alone that takes something over */
	double added;        /* minutes a year that it adds at least to any set */
	double added_themes; /* those of them that are not its own business */
	struct moot_print *prints;
	int print_count;
	struct moot_bits *people;
	int people_count;
	double weight; /* of all its people today */
	double solo_weight;
	double lone_weight; /* those of them whose coming saves no seat of their organisation */
	int solo_count;
	uint64_t *rows;             /* bits: seats of senior people that it keeps by itself */
	struct moot_bits *own_rows; /* the same, words with any alone */
	int own_row_count;
	uint64_t *takes; /* bits: such seats of other leaves that someone of this one would fill */
	struct moot_quota *quotas;
	int quota_count;
	struct moot_bits *personal;
};

struct moot_leaves {
	struct moot_leaf *atoms;
	struct moot_leaf *items;
	uint64_t *adjacent; /* atom a of the block: from adjacent[a * adjacent_words] */
	size_t adjacent_words;
	int theme_count;
	int organisation_count;
	double *quota_weight;   /* of an organisation: least weight of its people */
	int words;              /* of people bits */
	int senior_words;       /* words before this one: weight 1 */
	int other_words;        /* then before this one: other_weight */
	double *limited_weight; /* of the bits from other_words on */
	int *limited;           /* index into program->limited, or MOOT_NONE */
	double *bit_weight;     /* of every bit: its person's, less that of the seat that a personal seat fills */
	int row_words;
	double row_weight; /* what a senior person weighs above the least that a seat is counted with */
	bool exact;
};

/* What claims on seats are told by: of organisations and people of the landscape. */
struct moot_seating {
	int *body_of; /* of organisations: 1 + the block's, 0 where it gives no quota */
	bool *ruled;  /* of people: a chair rule names them */
};

/* Fills rows and takes of the atoms, row_words and row_weight; see claims.c. */
enum moot_status moot_claims_build(const struct moot_program *program, const struct moot_block *block,
				   const struct moot_seating *seating, struct moot_arena *arena,
				   struct moot_leaves *out);

/* Bits set (Hacker's Delight 5-1). */
static inline int moot_count_bits(uint64_t x)
{
	x -= (x >> 1) & 0x5555555555555555u;
	x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
	x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
	return (int)((x * 0x0101010101010101u) >> 56);
}

enum moot_status moot_leaves_build(const struct moot_program *program, const struct moot_block *block,
				   struct moot_arena *arena, struct moot_leaves *out);

#endif
