/*
 * Shares: what the people of two atoms weigh less together, for the bounds of price.h.
 *
 * Built once for a block, in time quadratic in its atoms; blocks of very many do without.
 */
#include <solver/structure/leaves.h>

#include <math.h>
#include <stdlib.h>

enum { MOST_SHARES = 2000 };

struct making {
	const struct moot_program *program;
	const struct moot_block *block;
	struct moot_arena *arena;
	struct moot_leaves *out;
};

/* Weight of the people in both who are certain to stay. */
static double common_people(const struct moot_leaves *all, const struct moot_leaf *x, const struct moot_leaf *y,
			    double other_weight)
{
	double weight = 0;
	for (int i = 0, j = 0; i < x->people_count && j < y->people_count;) {
		const struct moot_bits *p = &x->people[i];
		const struct moot_bits *q = &y->people[j];
		uint64_t both = p->word == q->word ? p->bits & q->bits : 0;
		if (both != 0 && p->word < all->other_words)
			weight += (p->word < all->senior_words ? 1 : other_weight) * moot_count_bits(both);
		for (int bit = 0; bit < 64 && p->word >= all->other_words; bit++)
			if (both >> bit & 1)
				weight += all->limited_weight[(p->word - all->other_words) * 64 + bit];
		int word = p->word;
		i += word <= q->word;
		j += q->word <= word;
	}
	return weight;
}

/* The people of an organisation that a leaf brings at least, and at most, to a set: kept seats, or personal ones. */
static int claim_of(const struct moot_leaf *leaf, const struct moot_quota *quota)
{
	int personal = quota->solo;
	for (int i = 0; i < quota->personal_count; i++)
		personal += moot_count_bits(leaf->personal[quota->personal + i].bits);
	return quota->seats > personal ? quota->seats : personal;
}

/* Seats of organisations that both have, less the people with a personal seat who are counted already. */
static double common_seats(const struct moot_leaves *all, const struct moot_leaf *x, const struct moot_leaf *y)
{
	double weight = 0;
	for (int i = 0; i < x->quota_count; i++)
		for (int j = 0; j < y->quota_count; j++) {
			const struct moot_quota *p = &x->quotas[i];
			const struct moot_quota *q = &y->quotas[j];
			if (p->organisation != q->organisation)
				continue;
			int a = claim_of(x, p);
			int b = claim_of(y, q);
			int count = a < b ? a : b;
			for (int m = 0; m < p->personal_count; m++)
				for (int n = 0; n < q->personal_count; n++)
					if (x->personal[p->personal + m].word == y->personal[q->personal + n].word)
						count -= moot_count_bits(x->personal[p->personal + m].bits &
									 y->personal[q->personal + n].bits);
			weight += all->quota_weight[p->organisation] * count;
		}
	return weight;
}

/* Half of the people whom both bring, and the senior people of `a` whose seats someone of `b` fills. */
static double share_of(const struct making *c, int a, int b)
{
	const struct moot_leaf *x = &c->out->atoms[a];
	const struct moot_leaf *y = &c->out->atoms[b];
	double weight =
	    (common_people(c->out, x, y, c->program->landscape->policy.other_weight) + common_seats(c->out, x, y)) / 2;
	for (int w = 0; w < c->out->row_words; w++)
		weight += c->out->row_weight * moot_count_bits(x->rows[w] & y->takes[w]);
	return weight;
}

struct sharer {
	float share;
	int atom;
};

static int compare_sharers(const void *a, const void *b)
{
	const struct sharer *x = a;
	const struct sharer *y = b;
	if (x->share != y->share)
		return x->share > y->share ? -1 : 1;
	return (x->atom > y->atom) - (x->atom < y->atom);
}

static bool sort_sharers(struct making *c)
{
	size_t count = (size_t)c->block->atom_count;
	struct sharer *row = moot_arena_array(c->arena, count, sizeof *row);
	c->out->sharers = moot_arena_array(c->arena, count * count, sizeof *c->out->sharers);
	if (!row || !c->out->sharers)
		return false;
	for (size_t a = 0; a < count; a++) {
		for (size_t b = 0; b < count; b++)
			row[b] = (struct sharer){c->out->shares[a * count + b], (int)b};
		qsort(row, count, sizeof *row, compare_sharers);
		for (size_t b = 0; b < count; b++)
			c->out->sharers[a * count + b] = row[b].atom;
	}
	return true;
}

enum moot_status moot_shares_build(const struct moot_program *program, const struct moot_block *block,
				   struct moot_arena *arena, struct moot_leaves *out)
{
	struct making made = {.program = program, .block = block, .arena = arena, .out = out};
	struct making *c = &made;
	size_t count = (size_t)c->block->atom_count;
	if (count > MOST_SHARES)
		return MOOT_OK;
	c->out->shares = moot_arena_array(c->arena, count * count, sizeof *c->out->shares);
	if (!c->out->shares)
		return MOOT_ERROR_MEMORY;
	for (size_t a = 0; a < count; a++)
		for (size_t b = 0; b < count; b++) {
			if (!(c->out->adjacent[a * c->out->adjacent_words + b / 64] >> (b % 64) & 1))
				continue;
			double weight = share_of(c, (int)a, (int)b);
			c->out->shares[a * count + b] = weight > 0 ? nextafterf((float)weight, INFINITY) : 0;
		}
	return sort_sharers(c) ? MOOT_OK : MOOT_ERROR_MEMORY;
}
