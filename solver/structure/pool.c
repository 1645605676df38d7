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

/* The prices that the list is for. */
static enum moot_status note_prices(struct moot_pool *pool, const struct moot_block *block,
				    const struct moot_prices *prices, double threshold)
{
	double *atoms = moot_allocate((size_t)block->atom_count, sizeof *atoms);
	double *sigmas = moot_allocate((size_t)prices->cut_count, sizeof *sigmas);
	moot_release(pool->atoms);
	moot_release(pool->sigmas);
	pool->atoms = atoms;
	pool->sigmas = sigmas;
	pool->whole = false;
	if (!atoms || !sigmas)
		return MOOT_ERROR_MEMORY;
	memcpy(atoms, prices->atoms, (size_t)block->atom_count * sizeof *atoms);
	for (int i = 0; i < prices->cut_count; i++)
		sigmas[i] = prices->cuts[i].sigma;
	pool->cut_count = prices->cut_count;
	pool->boards = prices->boards;
	pool->width = threshold;
	pool->whole = true;
	return MOOT_OK;
}

enum moot_status moot_pool_keep(struct moot_pool *pool, const struct moot_block *block,
				const struct moot_prices *prices, double threshold, struct moot_candidates *found)
{
	moot_pool_clear(pool);
	pool->all = *found;
	*found = (struct moot_candidates){0};
	for (size_t i = 0; i < pool->all.count; i++) {
		struct moot_candidate *set = &pool->all.items[i];
		const int *atoms = pool->all.members + set->members;
		set->reduced_cost += duals_of(prices, atoms, set->atom_count) - cuts_of(prices, atoms, set->atom_count);
	}
	return note_prices(pool, block, prices, threshold);
}

/* What the prices of the list made of a set of that cost. */
static double was_worth(const struct moot_pool *pool, const struct moot_prices *prices, const int *atoms, int count,
			double cost)
{
	double value = cost - pool->boards;
	for (int a = 0; a < count; a++)
		value -= pool->atoms[atoms[a]];
	for (int i = 0; i < pool->cut_count; i++) {
		int held = 0;
		for (int a = 0; a < count; a++)
			for (int j = 0; j < 3; j++)
				held += atoms[a] == prices->cuts[i].atoms[j];
		value += held >= 2 ? pool->sigmas[i] : 0;
	}
	return value;
}

static bool same_atoms(const int *x, const int *y, int count)
{
	int same = 0;
	for (int i = 0; i < count; i++)
		for (int j = 0; j < count; j++)
			same += x[i] == y[j];
	return same == count;
}

/* Whether the list, of which the first `count` are looked at, holds the set. */
static bool is_listed(const struct moot_pool *pool, size_t count, const int *atoms, int atom_count, double was)
{
	const double doubt = 1e-7 * (1 + fabs(pool->width) + fabs(was));
	if (was < pool->width - doubt || was > pool->width + doubt)
		return was < pool->width;
	for (size_t i = 0; i < count; i++)
		if (pool->all.items[i].atom_count == atom_count &&
		    same_atoms(pool->all.members + pool->all.items[i].members, atoms, atom_count))
			return true;
	return false;
}

/* Keeps what is below the width under the prices that the list is for now. */
static void narrow(struct moot_pool *pool, const struct moot_prices *prices)
{
	size_t kept = 0;
	for (size_t i = 0; i < pool->all.count; i++) {
		const struct moot_candidate set = pool->all.items[i];
		const int *atoms = pool->all.members + set.members;
		if (was_worth(pool, prices, atoms, set.atom_count, set.reduced_cost) < pool->width)
			pool->all.items[kept++] = set;
	}
	pool->all.count = kept;
}

enum moot_status moot_pool_add(struct moot_pool *pool, const struct moot_block *block, const struct moot_prices *prices,
			       double threshold, const struct moot_candidates *found)
{
	const size_t before = pool->all.count;
	for (size_t i = 0; i < found->count; i++) {
		const struct moot_candidate *set = &found->items[i];
		const int *atoms = found->members + set->members;
		const int count = set->atom_count;
		const double cost = set->reduced_cost + duals_of(prices, atoms, count) - cuts_of(prices, atoms, count);
		if (is_listed(pool, before, atoms, count, was_worth(pool, prices, atoms, count, cost)))
			continue;
		int *members = moot_candidates_add(&pool->all, count, 0, count, cost);
		if (!members)
			return MOOT_ERROR_MEMORY;
		memcpy(members, atoms, (size_t)count * sizeof *atoms);
	}
	enum moot_status status = note_prices(pool, block, prices, threshold);
	if (status == MOOT_OK)
		narrow(pool, prices);
	return status;
}

double moot_pool_rises(const struct moot_pool *pool, const struct moot_block *block, const struct moot_prices *prices,
		       double threshold, double *rises)
{
	if (!pool->whole)
		return -INFINITY;
	double needed = pool->width - threshold - fmax(0, prices->boards - pool->boards);
	for (int a = 0; a < block->atom_count; a++)
		rises[a] = prices->atoms[a] - pool->atoms[a];
	for (int i = 0; i < pool->cut_count; i++)
		needed -= fmax(0, pool->sigmas[i] - prices->cuts[i].sigma);
	return needed - 1e-6 * (1 + fabs(pool->width));
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
	found->least = pool->width;
	found->whole = false;
	for (size_t i = 0; i < pool->all.count; i++) {
		const struct moot_candidate *set = &pool->all.items[i];
		const int *atoms = pool->all.members + set->members;
		double value = set->reduced_cost - duals_of(prices, atoms, set->atom_count);
		if (value < threshold || value < found->least) /* cuts only add to it */
			value += cuts_of(prices, atoms, set->atom_count);
		found->least = fmin(found->least, value);
		if (!(value < threshold))
			continue;
		int *members = moot_candidates_add(found, set->atom_count, 0, set->atom_count, value);
		if (!members)
			return MOOT_ERROR_MEMORY;
		memcpy(members, atoms, (size_t)set->atom_count * sizeof *atoms);
	}
	return MOOT_OK;
}
