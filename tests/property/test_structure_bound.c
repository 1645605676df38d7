/*
 * The bounds that cut the pricing off, against exact costs: for random landscapes and duals, for every set S and every
 * set T that contains it, the cost of S with the people who are sure to stay, less the gains of what is added, is never
 * above the exact reduced cost of T; nor are the people counted for S and for what is added, less what each two share,
 * more than those counted for T, with shares listed beside any one atom of S. The bound of a set is never above its own
 * cost (equal where no seat can be released), that of a set and two atoms more, all at once, never above that of the
 * three.
 */
#include <limits.h>
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/joint.h>
#include <tests/property/random_landscape.h>

enum { ATOMS = 6 };

struct case_of {
	struct moot_program program;
	struct moot_block block;
	struct moot_growth growth;
	struct moot_shares shares; /* of all atoms, by place, beside the one at hand */
	struct moot_joint joint;
	struct moot_prices prices;
	struct moot_cut cuts[2];
	int atoms[ATOMS];
};

static void set_up(struct case_of *c, struct moot_landscape *l, const struct moot_solve_options *options,
		   struct chance *chance)
{
	*c = (struct case_of){.block.atoms = c->atoms};
	l->policy.allow_cross_area = true;
	cr_assert_eq(moot_program_build(l, options, moot_clock_seconds() + 60, NULL, l->arena, &c->program), MOOT_OK);
	c->program.max_merge = ATOMS;
	for (int a = 0; a < c->program.atom_count; a++)
		c->atoms[c->block.atom_count++] = a;
	c->prices.scale = one_in(chance, 5) ? 0 : 1;
	c->prices.boards = -below(chance, 30);
	c->prices.atoms = moot_arena_array(l->arena, ATOMS, sizeof(double));
	c->prices.limits = moot_arena_array(l->arena, (size_t)c->program.limited_count, sizeof(double));
	for (int a = 0; a < c->block.atom_count; a++)
		c->prices.atoms[a] = below(chance, 200) - 20;
	for (int i = 0; i < c->program.limited_count; i++)
		c->prices.limits[i] = below(chance, 3) * 0.5;
	for (int i = 0; i < 2 && c->block.atom_count >= 3; i++) {
		int a = below(chance, c->block.atom_count - 2);
		c->cuts[i] = (struct moot_cut){{a, a + 1, a + 2}, below(chance, 20)};
		c->prices.cut_count++;
	}
	c->prices.cuts = c->cuts;
	cr_assert_eq(moot_growth_new(&c->program, &c->block, l->arena, &c->growth), MOOT_OK);
	cr_assert_eq(moot_growth_set_prices(&c->growth, &c->prices), MOOT_OK);
	cr_assert_eq(moot_shares_new(&c->growth, l->arena, &c->shares), MOOT_OK);
	cr_assert_eq(moot_joint_new(c->block.atom_count, l->arena, &c->joint), MOOT_OK);
}

struct figures {
	bool possible;
	struct moot_worth worth;
	double exact;
	double least[ATOMS]; /* price of an hour of those whom an atom adds at least */
};

/* Grows the set atom by atom, reads its figures, and takes it back. */
static struct figures figures_of(struct case_of *c, unsigned set)
{
	struct moot_level level = {.dual = c->prices.boards};
	struct figures f = {0};
	for (int a = 0; a < ATOMS; a++) {
		struct moot_level next;
		if (!(set >> a & 1))
			continue;
		moot_growth_join(&c->growth, &level, &c->growth.leaves.atoms[a], &next);
		next.dual += moot_growth_dual(&c->growth, a);
		moot_growth_add_atom(&c->growth, a);
		level = next;
	}
	f.possible = moot_growth_evaluate(&c->growth, &level, &f.worth);
	for (int a = 0; a < c->block.atom_count; a++) {
		struct moot_level next;
		moot_growth_join(&c->growth, &level, &c->growth.leaves.atoms[a], &next);
		f.least[a] =
		    c->prices.scale * (c->growth.leaves.atoms[a].lone_weight - c->growth.leaves.row_weight * next.lost);
	}
	f.exact = moot_growth_exact(&c->growth, MOOT_NONE);
	for (int a = ATOMS - 1; a >= 0; a--)
		if (set >> a & 1)
			moot_growth_take_back_atom(&c->growth, a);
	return f;
}

static int count_bits(unsigned set)
{
	int count = 0;
	for (; set != 0; set &= set - 1)
		count++;
	return count;
}

/* The people of S and of what is added, less what each of the added answers for beside as many others. */
static double crowd_bound(struct case_of *c, const struct figures *all, unsigned s, unsigned more)
{
	const int others = count_bits(more & ~s) - 1;
	double crowd = all[s].worth.crowd;
	for (int e = 0; e < c->block.atom_count; e++) {
		if (!((more & ~s) >> e & 1))
			continue;
		const double fresh = all[s | 1u << e].worth.crowd - all[s].worth.crowd;
		crowd += fmax(all[s].least[e], fresh - moot_shares_most(&c->shares, e, others));
	}
	return crowd;
}

/* Lists the shares of all atoms beside one. */
static void list_shares(struct case_of *c, int beside)
{
	int atoms[ATOMS];
	for (int a = 0; a < c->block.atom_count; a++)
		atoms[a] = a;
	moot_growth_add_atom(&c->growth, beside);
	cr_assert_eq(moot_shares_list(&c->shares, &c->growth, atoms, c->block.atom_count), MOOT_OK);
	moot_growth_take_back_atom(&c->growth, beside);
}

/* Two atoms more at once: what they share, and the bounds. */
static void check_two_more(struct case_of *c, const struct figures *all, unsigned s, bool bounded, uint64_t seed)
{
	struct moot_child children[ATOMS];
	int count = 0;
	for (int a = 0; a < c->block.atom_count; a++)
		if (!(s >> a & 1) && all[s | 1u << a].possible)
			children[count++] = (struct moot_child){.leaf = a, .place = a, .worth = all[s | 1u << a].worth};
	moot_joint_note(&c->joint, &c->growth, children, count);
	for (int i = 0; i < count && bounded; i++) {
		const unsigned one = s | 1u << children[i].leaf;
		const double least = moot_joint_bound(&c->joint, &c->growth, &c->shares, &all[s].worth, &children[i]);
		for (int j = i + 1; j < count; j++) {
			const unsigned two = one | 1u << children[j].leaf;
			const float *pair = c->shares.pair + (size_t)(children[i].place * c->shares.stride);
			const double people = children[i].worth.crowd + children[j].worth.crowd - all[s].worth.crowd;
			if (!all[two].possible)
				continue;
			cr_assert_leq(people - (double)pair[children[j].place], all[two].worth.crowd + 1e-9,
				      "seed %llu sets %x %x", (unsigned long long)seed, s, two);
			cr_assert_leq((double)c->joint.bound[children[j].place] - c->joint.slack, all[two].worth.base,
				      "seed %llu sets %x %x", (unsigned long long)seed, s, two);
			cr_assert_leq(least, all[two].worth.base);
		}
	}
}

static void check_pair(struct case_of *c, const struct figures *all, unsigned s, unsigned more, uint64_t seed)
{
	const struct moot_worth *worth = &all[s].worth;
	double bound = worth->floor * worth->hours + worth->other - worth->dual;
	for (int e = 0; e < c->block.atom_count; e++)
		if ((more & ~s) >> e & 1)
			bound -=
			    moot_growth_gain(&c->growth, &c->growth.leaves.atoms[e], c->prices.atoms[e], worth->floor);
	cr_assert(all[s].possible, "seed %llu sets %x %x", (unsigned long long)seed, s, more);
	cr_assert_leq(bound, all[more].exact + 1e-7, "seed %llu sets %x %x: %f %f", (unsigned long long)seed, s, more,
		      bound, all[more].exact);
	cr_assert_leq(worth->floor, all[more].worth.crowd + 1e-9);
	cr_assert_leq(crowd_bound(c, all, s, more), all[more].worth.crowd + 1e-6, "seed %llu sets %x %x",
		      (unsigned long long)seed, s, more);
}

/* Only what may sit together is ever grown. */
static bool may_sit(const struct case_of *c, unsigned set)
{
	for (int a = 0; a < c->block.atom_count; a++)
		for (int b = a + 1; b < c->block.atom_count; b++)
			if (set >> a & 1 && set >> b & 1 && !moot_atoms_compatible(&c->program, a, b))
				return false;
	return true;
}

static void check(struct case_of *c, uint64_t seed)
{
	struct figures all[1 << ATOMS];
	unsigned sets = 1u << c->block.atom_count;
	int common = 0;
	for (int a = 0; a < c->block.atom_count; a++)
		common += c->growth.leaves.atoms[a].common > 0;
	for (unsigned s = 1; s < sets; s++)
		all[s] = figures_of(c, s);
	for (unsigned s = 1; s < sets; s++) {
		bool alone = (s & (s - 1)) == 0;
		if (!alone && !isinf(all[s].exact)) {
			cr_assert(all[s].possible, "seed %llu set %x", (unsigned long long)seed, s);
			cr_assert_leq(all[s].worth.base, all[s].exact + 1e-7, "seed %llu set %x",
				      (unsigned long long)seed, s);
			if (c->growth.leaves.exact)
				cr_assert_float_eq(all[s].worth.base, all[s].exact, 1e-7);
		}
		/* Where none or all of the boards meet in common; the pricing keeps the two apart. */
		c->growth.in_common = common > 0;
		for (int a = 0; a < c->block.atom_count; a++)
			if (s >> a & 1) {
				list_shares(c, a);
				check_two_more(c, all, s, common == 0 || common == c->block.atom_count, seed);
			}
		for (unsigned more = (s + 1) | s; more < sets && !alone; more = (more + 1) | s)
			if (!isinf(all[more].exact) && may_sit(c, more) &&
			    (common == 0 || common == c->block.atom_count))
				check_pair(c, all, s, more, seed);
	}
}

Test(structure_bound, holds_for_all_that_contains_a_set)
{
	const struct moot_solve_options options = {.threads = 1};
	int exact = 0;
	for (uint64_t seed = 1; seed <= 1500; seed++) {
		struct chance chance = {seed};
		struct moot_landscape *l = random_landscape(seed, ATOMS, 0);
		struct case_of c;
		made_finish(l);
		set_up(&c, l, &options, &chance);
		check(&c, seed);
		exact += c.growth.leaves.exact;
		moot_shares_clear(&c.shares);
		moot_growth_clear(&c.growth);
		moot_landscape_free(l);
	}
	cr_assert(exact > 300 && exact < 1300, "%d of the landscapes release no seat", exact);
}
