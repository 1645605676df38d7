/*
 * Claims on seats: which senior people a leaf is sure to bring to a set, as far as no other leaf takes their seats.
 *
 * The bound of a set counts every kept seat of an organisation with its lightest person. For each leaf and each senior
 * person whose seat it keeps by itself there is a bit, in the leaf's `rows`; it is in the `takes` of every other leaf
 * on which someone has a stronger claim on such a seat (a personal seat, a stronger role, the same with more pay; or
 * the same person). In a set T the person is seated wherever no other leaf of T takes the bit: who is not seated has at
 * least as many stronger ones before them as the set keeps seats, which are at least the leaf's own, and on the leaf
 * itself they are fewer.
 */
#include <solver/structure/leaves.h>

#include <stdlib.h>

/* A person's strongest claim on an atom. */
struct claim {
	int body; /* organisation, of the block */
	int atom;
	int person;
	long long strength; /* the lower, the stronger; -1 with a personal seat */
	int bit;            /* MOOT_NONE unless the seat counts */
};

struct claims {
	const struct moot_program *program;
	const struct moot_block *block;
	const struct moot_seating *seating;
	struct moot_leaves *out;
	struct claim *all;
	int count;
};

static int compare_claims(const void *a, const void *b)
{
	const struct claim *x = a;
	const struct claim *y = b;
	if (x->body != y->body)
		return x->body < y->body ? -1 : 1;
	if (x->atom != y->atom)
		return x->atom < y->atom ? -1 : 1;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return (x->strength > y->strength) - (x->strength < y->strength);
}

static bool gather(struct claims *c, struct moot_arena *arena)
{
	const struct moot_program *p = c->program;
	const long long most = (long long)p->landscape->person_count;
	size_t room = 0;
	for (int a = 0; a < c->block->atom_count; a++)
		for (int i = 0; i < p->atoms[c->block->atoms[a]].board_count; i++) {
			int board = p->atoms[c->block->atoms[a]].boards[i];
			room += (size_t)(p->costs.first[board + 1] - p->costs.first[board]);
		}
	c->all = moot_arena_array(arena, room, sizeof *c->all);
	for (int a = 0; a < c->block->atom_count && c->all; a++)
		for (int i = 0; i < p->atoms[c->block->atoms[a]].board_count; i++) {
			int board = p->atoms[c->block->atoms[a]].boards[i];
			for (int m = p->costs.first[board]; m < p->costs.first[board + 1]; m++) {
				const struct moot_member *row = &p->landscape->members[m];
				int body = row->organisation == MOOT_NONE ? 0 : c->seating->body_of[row->organisation];
				if (body == 0)
					continue;
				bool first = row->seat == MOOT_SEAT_PERSONAL || c->seating->ruled[row->person];
				long long strength =
				    (long long)row->role * most + p->costs.people.pay_order[row->person];
				c->all[c->count++] =
				    (struct claim){body - 1, a, row->person, first ? -1 : strength, MOOT_NONE};
			}
		}
	if (c->count > 1)
		qsort(c->all, (size_t)c->count, sizeof *c->all, compare_claims);
	return c->all != NULL;
}

/* Keeps the strongest claim of a person on an atom. */
static void merge(struct claims *c)
{
	int kept = 0;
	for (int i = 0; i < c->count; i++) {
		const struct claim *last = kept > 0 ? &c->all[kept - 1] : NULL;
		if (last && last->body == c->all[i].body && last->atom == c->all[i].atom &&
		    last->person == c->all[i].person)
			continue;
		c->all[kept++] = c->all[i];
	}
	c->count = kept;
}

static int seats_of(const struct moot_leaf *leaf, int body)
{
	for (int q = 0; q < leaf->quota_count; q++)
		if (leaf->quotas[q].organisation == body)
			return leaf->quotas[q].seats;
	return 0;
}

/* Gives a bit to each senior person among the strongest of an atom, as many as it has seats. */
static void number(struct claims *c, int *bits)
{
	const struct moot_people *people = &c->program->costs.people;
	const double other = c->program->landscape->policy.other_weight;
	for (int i = 0; i < c->count; i++) {
		struct claim *claim = &c->all[i];
		int stronger = 0;
		if (claim->strength < 0 || !people->senior[claim->person] ||
		    !(c->out->quota_weight[claim->body] <= other))
			continue;
		for (int j = i - 1; j >= 0 && c->all[j].body == claim->body && c->all[j].atom == claim->atom; j--)
			stronger += c->all[j].strength < claim->strength;
		for (int j = i + 1; j < c->count && c->all[j].body == claim->body && c->all[j].atom == claim->atom; j++)
			stronger += c->all[j].strength < claim->strength;
		if (stronger < seats_of(&c->out->atoms[claim->atom], claim->body))
			claim->bit = (*bits)++;
	}
}

/* Whether the other claim may leave this person without the seat; of a person's own claims the stronger stays. */
static bool may_take(const struct claim *other, const struct claim *claim)
{
	if (other->strength == claim->strength)
		return other->atom < claim->atom;
	return other->strength < claim->strength;
}

static void fill(struct claims *c)
{
	for (int i = 0; i < c->count; i++) {
		const struct claim *claim = &c->all[i];
		if (claim->bit == MOOT_NONE)
			continue;
		int word = claim->bit / 64;
		uint64_t bit = (uint64_t)1 << (claim->bit % 64);
		c->out->atoms[claim->atom].rows[word] |= bit;
		int first = i;
		while (first > 0 && c->all[first - 1].body == claim->body)
			first--;
		for (int j = first; j < c->count && c->all[j].body == claim->body; j++)
			if (c->all[j].atom != claim->atom && may_take(&c->all[j], claim))
				c->out->atoms[c->all[j].atom].takes[word] |= bit;
	}
}

enum moot_status moot_claims_build(const struct moot_program *program, const struct moot_block *block,
				   const struct moot_seating *seating, struct moot_arena *arena,
				   struct moot_leaves *out)
{
	struct claims c = {.program = program, .block = block, .seating = seating, .out = out};
	int bits = 0;
	if (!gather(&c, arena))
		return MOOT_ERROR_MEMORY;
	merge(&c);
	number(&c, &bits);
	out->row_words = (bits + 63) / 64;
	out->row_weight = 1 - program->landscape->policy.other_weight;
	for (int a = 0; a < block->atom_count; a++) {
		out->atoms[a].rows = moot_arena_array(arena, (size_t)out->row_words, sizeof(uint64_t));
		out->atoms[a].takes = moot_arena_array(arena, (size_t)out->row_words, sizeof(uint64_t));
		if (!out->atoms[a].rows || !out->atoms[a].takes)
			return MOOT_ERROR_MEMORY;
	}
	fill(&c);
	return MOOT_OK;
}
