/*
 * The pricing against brute force: for random landscapes and duals, the sets that it finds below a threshold are
 * exactly those whose exact reduced cost is below it; and those of a list made under other duals, with what it lacks,
 * too.
 */
#include <limits.h>
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/growth.h>
#include <solver/structure/pool.h>
#include <tests/property/random_landscape.h>

enum { ATOMS = 8 };

struct case_of {
	struct moot_program program;
	struct moot_block block;
	struct moot_growth growth;
	struct moot_pricer *pricer;
	struct moot_prices prices;
	struct moot_cut cuts[2];
	int atoms[ATOMS];
};

/* Seats of organisations everywhere, so that most of them may be released. */
static void seat(struct moot_landscape *l, struct chance *chance)
{
	for (size_t i = 0; i < l->member_count; i++) {
		if (one_in(chance, 3))
			continue;
		l->members[i].organisation = l->members[i].person % (int)l->organisation_count;
		l->members[i].seat = one_in(chance, 4) ? MOOT_SEAT_PERSONAL : MOOT_SEAT_ORGANISATION;
	}
}

static void set_up(struct case_of *c, struct moot_landscape *l, const struct moot_solve_options *options,
		   struct chance *chance)
{
	*c = (struct case_of){.block.atoms = c->atoms};
	l->policy.allow_cross_area = true;
	cr_assert_eq(moot_program_build(l, options, moot_clock_seconds() + 60, NULL, l->arena, &c->program), MOOT_OK);
	for (int a = 0; a < c->program.atom_count; a++)
		c->atoms[c->block.atom_count++] = a;
	c->prices.scale = one_in(chance, 5) ? 0 : 1;
	c->prices.boards = -below(chance, 30);
	c->prices.atoms = moot_arena_array(l->arena, ATOMS, sizeof(double));
	c->prices.limits = moot_arena_array(l->arena, (size_t)c->program.limited_count, sizeof(double));
	for (int i = 0; i < c->program.limited_count; i++)
		c->prices.limits[i] = below(chance, 3) * 0.5;
	for (int i = 0; i < 2 && c->block.atom_count >= 3; i++) {
		int a = below(chance, c->block.atom_count - 2);
		c->cuts[i] = (struct moot_cut){{a, a + 1, a + 2}, below(chance, 20)};
		c->prices.cut_count++;
	}
	c->prices.cuts = c->cuts;
	cr_assert_eq(moot_growth_new(&c->program, &c->block, l->arena, &c->growth), MOOT_OK);
	cr_assert_eq(moot_pricer_new(&c->program, &c->block, l->arena, &c->pricer), MOOT_OK);
	cr_assert_eq(moot_growth_set_prices(&c->growth, &c->prices), MOOT_OK);
}

static double exact(struct case_of *c, unsigned set)
{
	struct moot_growth *g = &c->growth;
	double value = 0;
	for (int a = 0; a < c->block.atom_count; a++)
		if (set >> a & 1)
			moot_growth_add_atom(g, a);
	value = moot_growth_exact(g, MOOT_NONE);
	for (int a = c->block.atom_count - 1; a >= 0; a--)
		if (set >> a & 1)
			moot_growth_take_back_atom(g, a);
	return value;
}

static bool may_exist(const struct case_of *c, unsigned set)
{
	int boards = 0;
	for (int a = 0; a < c->block.atom_count; a++) {
		if (!(set >> a & 1))
			continue;
		boards += c->program.atoms[a].board_count;
		for (int b = a + 1; b < c->block.atom_count; b++)
			if (set >> b & 1 && !moot_atoms_compatible(&c->program, a, b))
				return false;
	}
	return boards <= c->program.max_merge;
}

/* Whether what was found is all that is below the threshold, and nothing twice; how many sets are. */
static int compare(struct case_of *c, const struct moot_candidates *found, double threshold, uint64_t seed)
{
	bool listed[1 << ATOMS] = {false};
	int below_threshold = 0;
	for (size_t i = 0; i < found->count; i++) {
		unsigned set = 0;
		for (int j = 0; j < found->items[i].atom_count; j++)
			set |= 1u << found->members[found->items[i].members + (size_t)j];
		cr_assert_not(listed[set], "seed %llu set %x twice", (unsigned long long)seed, set);
		listed[set] = true;
		cr_assert_float_eq(found->items[i].reduced_cost, exact(c, set), 1e-7);
	}
	for (unsigned set = 1; set < 1u << c->block.atom_count; set++) {
		const double value = (set & (set - 1)) != 0 && may_exist(c, set) ? exact(c, set) : INFINITY;
		below_threshold += value < threshold;
		cr_assert(listed[set] == (value < threshold) || fabs(value - threshold) < 1e-7,
			  "seed %llu set %x: %s at %f", (unsigned long long)seed, set, listed[set] ? "found" : "missed",
			  value);
	}
	return below_threshold;
}

static int find_and_compare(struct case_of *c, uint64_t seed)
{
	struct moot_candidates found = {0};
	const struct moot_price_query query = {.threshold = 5, .most = 1 << ATOMS};
	cr_assert_eq(moot_pricer_run(c->pricer, &c->prices, &query, &found), MOOT_OK);
	cr_assert(found.whole);
	const int sets = compare(c, &found, 5, seed);
	moot_candidates_clear(&found);
	return sets;
}

/* Lists under one set of prices, changes them, and widens the list; how many sets were added. */
static int widen_and_compare(struct case_of *c, struct chance *chance, uint64_t seed)
{
	struct moot_candidates found = {0};
	struct moot_pool pool = {0};
	double rises[ATOMS];
	const struct moot_price_query first = {.threshold = 40, .most = 1 << ATOMS};
	cr_assert_eq(moot_pricer_run(c->pricer, &c->prices, &first, &found), MOOT_OK);
	cr_assert_eq(moot_pool_keep(&pool, &c->block, &c->prices, 40, &found), MOOT_OK);
	int added = 0;
	for (double threshold = 20; threshold > 2; threshold /= 2) {
		for (int a = 0; a < c->block.atom_count; a++)
			c->prices.atoms[a] += one_in(chance, 3) ? below(chance, 3 * (int)threshold) - 10 : 0;
		for (int i = 0; i < c->prices.cut_count; i++)
			c->cuts[i].sigma = fmax(0, c->cuts[i].sigma + below(chance, 7) - 3);
		c->prices.boards += below(chance, 3) - 1;
		struct moot_price_query next = {.threshold = threshold, .most = 1 << ATOMS, .rises = rises};
		next.rises_needed = moot_pool_rises(&pool, &c->block, &c->prices, threshold, rises);
		const bool holds =
		    moot_pool_holds(&pool, &c->block, &c->prices, c->program.max_merge, threshold - 1e-4);
		cr_assert_eq(moot_pool_find(&pool, &c->prices, threshold, &found), MOOT_OK);
		const size_t before = found.count;
		cr_assert_eq(moot_pricer_run(c->pricer, &c->prices, &next, &found), MOOT_OK);
		cr_assert_eq(moot_pool_add(&pool, &c->block, &c->prices, threshold, &found), MOOT_OK);
		cr_assert_eq(moot_pool_find(&pool, &c->prices, threshold, &found), MOOT_OK);
		cr_assert_not(holds && found.count > before, "seed %llu: the list was not whole",
			      (unsigned long long)seed);
		added += (int)(found.count - before);
		compare(c, &found, threshold, seed);
	}
	moot_pool_clear(&pool);
	moot_candidates_clear(&found);
	return added;
}

Test(structure_price, finds_every_set_below_the_threshold)
{
	const struct moot_solve_options options = {.threads = 1};
	long sets = 0;
	long added = 0;
	for (uint64_t seed = 1; seed <= 3000; seed++) {
		struct chance chance = {seed * 77};
		struct moot_landscape *l = random_landscape(seed, ATOMS, 2);
		struct case_of c;
		for (size_t r = 0; r < l->rule_count; r++)
			if (l->rules[r].kind == MOOT_RULE_CLOSE)
				l->rules[r].kind = MOOT_RULE_KEEP;
		if (l->organisation_count > 0)
			seat(l, &chance);
		made_finish(l);
		set_up(&c, l, &options, &chance);
		/* Duals about as large as the boards' costs: where sets just pay. */
		c.prices.scale = 1;
		for (int a = 0; a < c.block.atom_count; a++) {
			double alone = exact(&c, 1u << a);
			c.prices.atoms[a] =
			    isinf(alone) ? below(&chance, 100) : alone * (40 + below(&chance, 80)) / 100;
		}
		sets += find_and_compare(&c, seed);
		if (c.program.limited_count == 0)
			added += widen_and_compare(&c, &chance, seed);
		moot_growth_clear(&c.growth);
		moot_pricer_free(c.pricer);
		moot_landscape_free(l);
	}
	cr_assert(sets > 3000, "%ld sets are below the threshold", sets);
	cr_assert(added > 200, "%ld sets were added to lists", added);
}
