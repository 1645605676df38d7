/*
 * How hard the pricing works, and what its shorter ways leave out. A bound that has grown weaker still cuts off nothing
 * that it should not, so that only the number of nodes tells; it does not depend on the machine. The best few of every
 * first atom are compared with the whole list, the quick look too, and two threads with one.
 */
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/price.h>
#include <tests/property/random_landscape.h>

enum { ATOMS = 14, EACH = 3, MANY = 110 };

struct case_of {
	struct moot_landscape *l;
	struct moot_program program;
	struct moot_block block;
	struct moot_pricer *pricer;
	struct moot_prices prices;
	struct moot_cut cuts[2];
	int atoms[MANY];
	double duals[MANY];
};

/* Boards that share people and themes; on every third landscape the seats are organisations'. */
static struct moot_landscape *make(struct chance *c, int boards, int people, int sparse, bool released)
{
	static const char *const themes[] = {"drugs", "roads", "victims", "youth", "homes", "floods"};
	struct moot_landscape *l = made_new();
	for (int o = 0; o < 5; o++)
		made_organisation(l, (const char *const[]){"A", "B", "C", "D", "E"}[o]);
	for (int b = 0; b < boards; b++) {
		char id[16];
		snprintf(id, sizeof id, "b%03d", b);
		made_board(l, id)->meetings_per_year = 2 + below(c, 6);
		made_item(l, b, themes[below(c, 6)], 10 + 5 * below(c, 8), 2 + below(c, 4));
		made_item(l, b, themes[below(c, 6)], 10 + 5 * below(c, 8), 2 + below(c, 4));
	}
	for (int p = 0; p < people; p++) {
		char id[16];
		snprintf(id, sizeof id, "p%03d", p);
		struct moot_person *person = made_person(l, id);
		person->senior = one_in(c, 4) ? MOOT_YES : MOOT_NO;
		person->organisation = below(c, 5);
	}
	for (int b = 0; b < boards; b++)
		for (int p = 0; p < people; p++)
			if (one_in(c, sparse))
				made_member(l, b, p)->seat = released ? MOOT_SEAT_ORGANISATION : MOOT_SEAT_PERSONAL;
	l->policy.max_members = 1000;
	return l;
}

/* Prices of the atoms as shares of what the boards cost alone: where sets just pay. */
static void set_up(struct case_of *c, struct chance *chance, const struct moot_solve_options *options, int low)
{
	struct moot_landscape *l = c->l;
	made_finish(l);
	cr_assert_eq(moot_program_build(l, options, moot_clock_seconds() + 600, NULL, l->arena, &c->program), MOOT_OK);
	c->block.atoms = c->atoms;
	for (int a = 0; a < c->program.atom_count; a++) {
		const struct moot_set alone = {.boards = c->program.atoms[a].boards, .board_count = 1};
		struct moot_set_cost cost;
		moot_costs_of(&c->program.costs, &alone, &cost);
		c->duals[a] = cost.cost * (low + below(chance, 40)) / 100;
		c->atoms[c->block.atom_count++] = a;
	}
	for (int i = 0; i < 2; i++) {
		int a = below(chance, c->block.atom_count - 2);
		c->cuts[i] = (struct moot_cut){{a, a + 1, a + 2}, below(chance, 12)};
	}
	c->prices = (struct moot_prices){.scale = 1, .atoms = c->duals, .boards = -4, .cuts = c->cuts, .cut_count = 2};
	cr_assert_eq(moot_pricer_new(&c->program, &c->block, l->arena, &c->pricer), MOOT_OK);
}

static void clear(struct case_of *c)
{
	moot_pricer_free(c->pricer);
	moot_landscape_free(c->l);
}

static unsigned set_of(const struct moot_candidates *found, size_t i)
{
	unsigned set = 0;
	for (int j = 0; j < found->items[i].atom_count; j++)
		set |= 1u << found->members[found->items[i].members + (size_t)j];
	return set;
}

/* Whether all in `some` is in `all`, at the same cost and once. */
static void check_part(const struct moot_candidates *some, const struct moot_candidates *all, uint64_t seed)
{
	for (size_t i = 0; i < some->count; i++) {
		bool there = false;
		for (size_t j = 0; j < all->count && !there; j++)
			there = set_of(all, j) == set_of(some, i) &&
				fabs(all->items[j].reduced_cost - some->items[i].reduced_cost) < 1e-7;
		cr_assert(there, "seed %d: set %x is not in the list", (int)seed, set_of(some, i));
		for (size_t j = 0; j < i; j++)
			cr_assert_neq(set_of(some, i), set_of(some, j), "seed %d: twice", (int)seed);
	}
}

/* Of every first atom, the best few of the list are there, and no more than so many in all. */
static void check_best(const struct moot_candidates *best, const struct moot_candidates *all, uint64_t seed)
{
	double worst[ATOMS];
	int kept[ATOMS] = {0};
	for (int a = 0; a < ATOMS; a++)
		worst[a] = -INFINITY;
	for (size_t i = 0; i < best->count; i++) {
		const int first = best->members[best->items[i].members];
		worst[first] = fmax(worst[first], best->items[i].reduced_cost);
		cr_assert_leq(++kept[first], EACH, "seed %d", (int)seed);
	}
	for (size_t j = 0; j < all->count; j++) {
		const int first = all->members[all->items[j].members];
		bool there = false;
		for (size_t i = 0; i < best->count; i++)
			there = there || set_of(best, i) == set_of(all, j);
		cr_assert(there || (kept[first] == EACH && all->items[j].reduced_cost >= worst[first] - 1e-7),
			  "seed %d: %x at %f is better than the worst kept, %f", (int)seed, set_of(all, j),
			  all->items[j].reduced_cost, worst[first]);
	}
}

static double least_of(const struct moot_candidates *found)
{
	double least = 0;
	for (size_t i = 0; i < found->count; i++)
		least = fmin(least, found->items[i].reduced_cost);
	return least;
}

struct effort {
	long all;
	long best;
	long look;
	long sets;
	int negative;
	int seen; /* of the landscapes with a negative set: the look's best is the best */
};

static void price(struct case_of *c, uint64_t seed, struct effort *effort)
{
	struct moot_candidates all = {0};
	struct moot_candidates best = {0};
	struct moot_candidates looked = {0};
	const struct moot_price_query whole = {.threshold = 4, .most = 100000};
	const struct moot_price_query few = {.threshold = 4, .each = EACH};
	long budget = c->program.budget;
	cr_assert_eq(moot_pricer_run(c->pricer, &c->prices, &whole, &all), MOOT_OK);
	cr_assert(all.whole);
	effort->all += budget - c->program.budget;
	budget = c->program.budget;
	cr_assert_eq(moot_pricer_run(c->pricer, &c->prices, &few, &best), MOOT_OK);
	effort->best += budget - c->program.budget;
	check_part(&best, &all, seed);
	check_best(&best, &all, seed);
	budget = c->program.budget;
	cr_assert_eq(moot_pricer_look(c->pricer, &c->prices, 4, EACH, &looked), MOOT_OK);
	effort->look += budget - c->program.budget;
	cr_assert(!looked.whole, "a look proves nothing");
	check_part(&looked, &all, seed);
	effort->sets += (long)all.count;
	effort->negative += least_of(&all) < -1e-7;
	effort->seen += least_of(&all) < -1e-7 && least_of(&looked) < least_of(&all) + 1e-7;
	moot_candidates_clear(&all);
	moot_candidates_clear(&best);
	moot_candidates_clear(&looked);
}

/* Whether it is what was counted when this test was written, give or take a thousandth: sums of floats may differ. */
static bool is_about(long is, long was)
{
	return labs(is - was) * 1000 <= was;
}

Test(structure_effort, as_many_nodes_as_ever)
{
	const struct moot_solve_options options = {.threads = 1};
	struct effort effort = {0};
	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct chance chance = {seed * 91};
		struct case_of c = {.l = make(&chance, ATOMS, 20, 3, seed % 3 == 0)};
		if (seed % 4 == 0)
			c.l->policy.max_members = 13;
		set_up(&c, &chance, &options, 70);
		price(&c, seed, &effort);
		clear(&c);
	}
	fprintf(stderr, "nodes: %ld for all of %ld sets, %ld for the best, %ld for a look; %d of %d seen\n", effort.all,
		effort.sets, effort.best, effort.look, effort.seen, effort.negative);
	cr_assert(is_about(effort.all, 131628));
	cr_assert(is_about(effort.best, 123859));
	cr_assert(is_about(effort.look, 142578));
	cr_assert_gt(effort.negative, 30);
	cr_assert_geq(effort.seen * 10, effort.negative * 9);
}

/* With two threads each first atom's sets are found by either, and put together in the same order. */
Test(structure_effort, threads_change_nothing)
{
	struct chance chance = {5};
	struct moot_candidates found[2] = {{0}};
	for (int k = 0; k < 2; k++) {
		const struct moot_solve_options options = {.threads = k + 1};
		chance.state = 5;
		struct case_of c = {.l = make(&chance, MANY, 60, 6, true)};
		c.l->policy.max_merge = 3;
		set_up(&c, &chance, &options, 62);
		const struct moot_price_query query = {.threshold = 2, .most = 100000};
		cr_assert_eq(moot_pricer_run(c.pricer, &c.prices, &query, &found[k]), MOOT_OK);
		cr_assert(found[k].whole);
		clear(&c);
	}
	fprintf(stderr, "%zu sets\n", found[0].count);
	cr_assert_gt(found[0].count, 50);
	cr_assert_eq(found[0].count, found[1].count);
	for (size_t i = 0; i < found[0].count; i++) {
		const struct moot_candidate *a = &found[0].items[i];
		const struct moot_candidate *b = &found[1].items[i];
		cr_assert(a->atom_count == b->atom_count && a->reduced_cost == b->reduced_cost);
		for (int j = 0; j < a->atom_count; j++)
			cr_assert_eq(found[0].members[a->members + (size_t)j],
				     found[1].members[b->members + (size_t)j]);
	}
	for (int k = 0; k < 2; k++)
		moot_candidates_clear(&found[k]);
}
