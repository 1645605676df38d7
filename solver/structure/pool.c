/* The list of sets and what it proves (pool.h). */
#include <solver/structure/pool.h>

#include <math.h>
#include <string.h>

void moot_pool_clear(struct moot_pool *pool)
{
	moot_candidates_clear(&pool->all);
	moot_release(pool->atoms);
	moot_release(pool->sigmas);
	*pool = (struct moot_pool){0};
}

/* What a set's cuts cost it. */
static double cuts_of(const struct moot_prices *prices, const int *atoms, int count)
{
	double sum = 0;
	for (int i = 0; i < prices->cut_count; i++) {
		const struct moot_cut *cut = &prices->cuts[i];
		int held = 0;
		for (int a = 0; a < count && cut->sigma > 0; a++)
			held += atoms[a] == cut->atoms[0] || atoms[a] == cut->atoms[1] || atoms[a] == cut->atoms[2];
		sum += held >= 2 ? cut->sigma : 0;
	}
	return sum;
}

static double duals_of(const struct moot_prices *prices, const int *atoms, int count)
{
	double sum = prices->boards;
	for (int a = 0; a < count; a++)
		sum += prices->atoms[atoms[a]];
	return sum;
}

enum moot_status moot_pool_keep(struct moot_pool *pool, const struct moot_block *block,
				const struct moot_prices *prices, double threshold, struct moot_candidates *found)
{
	moot_pool_clear(pool);
	pool->atoms = moot_allocate((size_t)block->atom_count, sizeof *pool->atoms);
	pool->sigmas = moot_allocate((size_t)prices->cut_count, sizeof *pool->sigmas);
	if (!pool->atoms || !pool->sigmas)
		return MOOT_ERROR_MEMORY;
	memcpy(pool->atoms, prices->atoms, (size_t)block->atom_count * sizeof *pool->atoms);
	for (int i = 0; i < prices->cut_count; i++)
		pool->sigmas[i] = prices->cuts[i].sigma;
	pool->cut_count = prices->cut_count;
	pool->boards = prices->boards;
	pool->width = threshold;
	pool->whole = found->whole;
	pool->all = *found;
	*found = (struct moot_candidates){0};
	for (size_t i = 0; i < pool->all.count; i++) {
		struct moot_candidate *set = &pool->all.items[i];
		const int *atoms = pool->all.members + set->members;
		set->reduced_cost += duals_of(prices, atoms, set->atom_count) - cuts_of(prices, atoms, set->atom_count);
	}
	return MOOT_OK;
}

/* The largest sum of `most` of the atoms' rises. */
static double largest_rises(const struct moot_pool *pool, const struct moot_block *block,
			    const struct moot_prices *prices, int most)
{
	double top[64] = {0};
	double sum = 0;
	const int slots = most < 64 ? most : 64;
	for (int a = 0; a < block->atom_count; a++) {
		double rise = prices->atoms[a] - pool->atoms[a];
		for (int i = 0; i < slots && rise > 0; i++)
			if (rise > top[i]) {
				double other = top[i];
				top[i] = rise;
				rise = other;
			}
	}
	for (int i = 0; i < slots; i++)
		sum += top[i];
	return sum;
}

bool moot_pool_holds(const struct moot_pool *pool, const struct moot_block *block, const struct moot_prices *prices,
		     int most, double threshold)
{
	if (!pool->whole || most > 64)
		return false;
	double least = pool->width - fmax(0, prices->boards - pool->boards) - largest_rises(pool, block, prices, most);
	for (int i = 0; i < pool->cut_count; i++)
		least -= fmax(0, pool->sigmas[i] - prices->cuts[i].sigma);
	return least >= threshold;
}

enum moot_status moot_pool_find(const struct moot_pool *pool, const struct moot_prices *prices, double threshold,
				struct moot_candidates *found)
{
	found->count = 0;
	found->member_count = 0;
	found->least = threshold;
	found->whole = false;
	for (size_t i = 0; i < pool->all.count; i++) {
		const struct moot_candidate *set = &pool->all.items[i];
		const int *atoms = pool->all.members + set->members;
		double value = set->reduced_cost - duals_of(prices, atoms, set->atom_count);
		if (value < threshold) /* cuts only add to it */
			value += cuts_of(prices, atoms, set->atom_count);
		if (!(value < threshold))
			continue;
		int *members = moot_candidates_add(found, set->atom_count, 0, set->atom_count, value);
		if (!members)
			return MOOT_ERROR_MEMORY;
		memcpy(members, atoms, (size_t)set->atom_count * sizeof *atoms);
		found->least = fmin(found->least, value);
	}
	return MOOT_OK;
}
