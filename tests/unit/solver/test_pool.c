/*
 * The list of sets (solver/structure/pool.h) against every set of a block small enough to price them all: what it
 * proves holds, what it finds is what there is, and what is added leaves nothing out and nothing twice.
 */
#include <math.h>
#include <solver/structure/pool.h>
#include <tests/property/random_landscape.h>

enum { ATOMS = 7, SETS = 1 << ATOMS, CUTS = 4 };

static struct chance dice;
static double cost[SETS];
static double duals[ATOMS];
static struct moot_cut cuts[CUTS];
static struct moot_prices prices;
static struct moot_block block = {.atom_count = ATOMS};
static struct moot_pool pool;

static int size_of(int set)
{
	int count = 0;
	for (int a = 0; a < ATOMS; a++)
		count += set >> a & 1;
	return count;
}

static double reduced_cost(int set)
{
	double value = cost[set] - prices.boards;
	for (int a = 0; a < ATOMS; a++)
		value -= set >> a & 1 ? prices.atoms[a] : 0;
	for (int i = 0; i < prices.cut_count; i++) {
		const int *in = cuts[i].atoms;
		if ((set >> in[0] & 1) + (set >> in[1] & 1) + (set >> in[2] & 1) >= 2)
			value += cuts[i].sigma;
	}
	return value;
}

/* New costs and prices; quarters, so that sums are exact. */
static void deal(uint64_t seed)
{
	dice = (struct chance){seed};
	for (int set = 1; set < SETS; set++)
		cost[set] = 0.25 * below(&dice, 200);
	for (int a = 0; a < ATOMS; a++)
		duals[a] = 0.25 * below(&dice, 40);
	for (int i = 0; i < CUTS; i++) {
		int first = below(&dice, ATOMS - 2);
		int second = first + 1 + below(&dice, ATOMS - 2 - first);
		cuts[i].atoms[0] = first;
		cuts[i].atoms[1] = second;
		cuts[i].atoms[2] = second + 1 + below(&dice, ATOMS - 1 - second);
		cuts[i].sigma = 0.25 * below(&dice, 12);
	}
	prices = (struct moot_prices){.scale = 1, .atoms = duals, .boards = -0.25 * below(&dice, 12), .cuts = cuts};
	prices.cut_count = below(&dice, CUTS); /* the last may come later */
}

/* Other prices: most atoms stay. */
static void move_prices(void)
{
	for (int a = 0; a < ATOMS; a++)
		if (one_in(&dice, 3))
			duals[a] += 0.25 * (below(&dice, 17) - 8);
	for (int i = 0; i < prices.cut_count; i++)
		if (one_in(&dice, 2))
			cuts[i].sigma = 0.25 * below(&dice, 12);
	if (one_in(&dice, 3))
		prices.boards += 0.25 * (below(&dice, 9) - 4);
	if (one_in(&dice, 2) && prices.cut_count < CUTS)
		prices.cut_count++;
}

/* Lists the sets of a reduced cost below the threshold, of atoms that have risen by `needed` in all; backwards. */
static struct moot_candidates list(double threshold, const double *rises, double needed)
{
	struct moot_candidates found = {0};
	for (int set = 1; set < SETS; set++) {
		double risen = 0;
		int members[ATOMS];
		int count = 0;
		for (int a = ATOMS - 1; a >= 0; a--)
			if (set >> a & 1) {
				risen += rises ? rises[a] : 0;
				members[count++] = a;
			}
		if (!(reduced_cost(set) < threshold) || (rises && risen < needed))
			continue;
		int *place = moot_candidates_add(&found, count, 0, count, reduced_cost(set));
		cr_assert_not_null(place);
		memcpy(place, members, (size_t)count * sizeof *members);
	}
	return found;
}

/* How often each set was found; checks what is said of it. */
static void count_found(const struct moot_candidates *found, int *times)
{
	memset(times, 0, SETS * sizeof *times);
	for (size_t i = 0; i < found->count; i++) {
		int set = 0;
		for (int a = 0; a < found->items[i].atom_count; a++)
			set |= 1 << found->members[found->items[i].members + (size_t)a];
		times[set]++;
		cr_assert_eq(size_of(set), found->items[i].atom_count);
		cr_assert_float_eq(found->items[i].reduced_cost, reduced_cost(set), 1e-9);
	}
}

/* What the list finds is what it was said to hold, at the prices of now. */
static void check_find(const bool *held, double threshold)
{
	struct moot_candidates found = {0};
	int times[SETS];
	double least = pool.width;
	cr_assert_eq(moot_pool_find(&pool, &prices, threshold, &found), MOOT_OK);
	count_found(&found, times);
	for (int set = 1; set < SETS; set++) {
		cr_assert_eq(times[set], held[set] && reduced_cost(set) < threshold, "set %x", (unsigned)set);
		least = held[set] ? fmin(least, reduced_cost(set)) : least;
	}
	cr_assert_float_eq(found.least, least, 1e-9);
	cr_assert(!found.whole, "a list proves nothing by itself");
	moot_candidates_clear(&found);
}

/* The list for the prices of now and that width, and which sets are in it. */
static void keep(double width, bool *held)
{
	struct moot_candidates found = list(width, NULL, 0);
	cr_assert_eq(moot_pool_keep(&pool, &block, &prices, width, &found), MOOT_OK);
	cr_assert_eq(found.count, 0);
	cr_assert_null(found.items);
	for (int set = 0; set < SETS; set++)
		held[set] = set > 0 && reduced_cost(set) < width;
}

/* What a set that is not in the list costs at least, by its definition: the largest rises are taken one by one. */
static double at_least(const double *old, double old_boards, const double *old_sigmas, int old_cuts, int most)
{
	double value = pool.width - fmax(0, prices.boards - old_boards);
	bool taken[ATOMS] = {false};
	for (int k = 0; k < most && k < ATOMS; k++) {
		int best = MOOT_NONE;
		for (int a = 0; a < ATOMS; a++)
			if (!taken[a] && (best == MOOT_NONE || duals[a] - old[a] > duals[best] - old[best]))
				best = a;
		taken[best] = true;
		value -= fmax(0, duals[best] - old[best]);
	}
	for (int i = 0; i < old_cuts; i++)
		value -= fmax(0, old_sigmas[i] - cuts[i].sigma);
	return value;
}

Test(pool, finds_what_it_holds_and_proves_what_is_so)
{
	bool held[SETS];
	int proofs = 0;
	for (uint64_t seed = 1; seed <= 150; seed++) {
		deal(seed);
		keep(4, held);
		check_find(held, 4);
		check_find(held, 0);
		double old[ATOMS];
		double sigmas[CUTS];
		const double boards = prices.boards;
		const int count = prices.cut_count;
		memcpy(old, duals, sizeof old);
		for (int i = 0; i < count; i++)
			sigmas[i] = cuts[i].sigma;
		move_prices();
		check_find(held, 2);
		for (int most = 1; most <= ATOMS; most++) {
			const double least = at_least(old, boards, sigmas, count, most);
			cr_assert(moot_pool_holds(&pool, &block, &prices, most, least));
			cr_assert(!moot_pool_holds(&pool, &block, &prices, most, least + 0.125));
			for (int set = 1; set < SETS; set++)
				cr_assert(held[set] || size_of(set) > most || reduced_cost(set) >= least);
			proofs++;
		}
	}
	cr_assert_eq(proofs, 150 * ATOMS);
	moot_pool_clear(&pool);
}

/* A list brought to new prices by the few sets that its proof leaves open is the list that a whole run would give. */
Test(pool, what_is_added_makes_it_whole)
{
	bool held[SETS];
	int fewer = 0;
	for (uint64_t seed = 1; seed <= 150; seed++) {
		deal(seed);
		keep(4, held);
		for (int round = 0; round < 4; round++) {
			double rises[ATOMS];
			double old[ATOMS];
			double width = 1 + 0.25 * below(&dice, 20);
			memcpy(old, pool.atoms, sizeof old);
			move_prices();
			const double needed = moot_pool_rises(&pool, &block, &prices, width, rises);
			for (int a = 0; a < ATOMS; a++)
				cr_assert_float_eq(rises[a], duals[a] - old[a], 1e-9);
			struct moot_candidates all = list(width, NULL, 0);
			struct moot_candidates found = list(width, rises, needed);
			fewer += found.count < all.count;
			cr_assert_eq(moot_pool_add(&pool, &block, &prices, width, &found), MOOT_OK);
			for (int set = 0; set < SETS; set++)
				held[set] = set > 0 && reduced_cost(set) < width;
			cr_assert_eq(pool.all.count, all.count);
			check_find(held, width);
			moot_candidates_clear(&all);
			moot_candidates_clear(&found);
		}
	}
	cr_assert_gt(fewer, 100, "the list saves too little for this test to mean much: %d", fewer);
	moot_pool_clear(&pool);
}

/* What must have risen is the distance from the width, less what the number of boards and the cuts have moved. */
Test(pool, what_must_have_risen)
{
	bool held[SETS];
	double rises[ATOMS];
	deal(7);
	cr_assert_eq(moot_pool_rises(&pool, &block, &prices, 1, rises), -INFINITY, "there is no list");
	cr_assert(!moot_pool_holds(&pool, &block, &prices, 2, -1000));
	prices.cut_count = 2;
	prices.boards = -1;
	cuts[0].sigma = 2;
	cuts[1].sigma = 1;
	keep(10, held);
	cr_assert_float_eq(moot_pool_rises(&pool, &block, &prices, 4, rises), 6, 1e-3);
	cr_assert_lt(moot_pool_rises(&pool, &block, &prices, 4, rises), 6, "rounding is on the safe side");
	prices.boards = -3; /* makes sets dearer */
	cuts[1].sigma = 5;
	cr_assert_float_eq(moot_pool_rises(&pool, &block, &prices, 4, rises), 6, 1e-3);
	prices.boards = 0.5;
	cuts[0].sigma = 0.75;
	cr_assert_float_eq(moot_pool_rises(&pool, &block, &prices, 4, rises), 6 - 1.5 - 1.25, 1e-3);
	cr_assert(!moot_pool_holds(&pool, &block, &prices, 65, -1000), "only up to 64 atoms");
	cr_assert(moot_pool_holds(&pool, &block, &prices, 64, -1000));
	moot_pool_clear(&pool);
}
