/*
 * Every pair of boards held together, by the sweep, which starts each run from the sets that others liked, against the
 * landscape with that rule planned from nothing: the same answer, or none by either.
 */
#include <math.h>
#include <moot/whatif.h>
#include <solver/whatif/variant.h>
#include <tests/property/random_landscape.h>

static const struct moot_solve_options OPTIONS = {
    .time_limit = 60, .gap = 0.01, .threads = 2, .seed = 1, .structure_only = true};

enum { BOARDS = 7, PAIRS = BOARDS * (BOARDS - 1) / 2 };

struct pairs {
	struct moot_landscape *landscape;
	int count;
	int boards[PAIRS][2];
	enum moot_status status[PAIRS];
	double objective[PAIRS];
	double gap[PAIRS];
};

static bool rule_of(void *context, size_t index, struct moot_arena *arena, struct moot_rule *rule)
{
	struct pairs *pairs = context;
	return moot_rule_on_boards(pairs->landscape, arena, MOOT_RULE_TOGETHER, pairs->boards[index], 2, rule);
}

static bool done(void *context, size_t index, enum moot_status status, const struct moot_plan *plan)
{
	struct pairs *pairs = context;
	pairs->status[index] = status;
	pairs->objective[index] = plan ? plan->structure.objective : INFINITY;
	pairs->gap[index] = plan ? plan->structure.gap : 0;
	return true;
}

static void sweep(struct pairs *pairs, uint64_t seed)
{
	for (int a = 0; a < (int)pairs->landscape->board_count; a++)
		for (int b = a + 1; b < (int)pairs->landscape->board_count; b++) {
			pairs->boards[pairs->count][0] = a;
			pairs->boards[pairs->count++][1] = b;
		}
	const struct moot_sweep runs = {.landscape = pairs->landscape,
					.count = (size_t)pairs->count,
					.rule = rule_of,
					.done = done,
					.context = pairs};
	cr_assert_eq(moot_sweep_run(&runs, &OPTIONS, NULL), MOOT_OK, "seed %llu", (unsigned long long)seed);
}

/* Whether there is a plan. */
static bool compare(struct pairs *pairs, int index, uint64_t seed)
{
	struct moot_arena *arena = moot_arena_new();
	struct moot_landscape variant;
	struct moot_rule rule;
	struct moot_plan *plan = NULL;
	cr_assert(arena && rule_of(pairs, (size_t)index, arena, &rule) &&
		  moot_variant_with(pairs->landscape, &rule, 1, arena, &variant));
	enum moot_status status = moot_plan_make(&variant, &OPTIONS, &plan, NULL);
	cr_assert_eq(status, pairs->status[index], "seed %llu, boards %d and %d: %d, by the sweep %d",
		     (unsigned long long)seed, pairs->boards[index][0], pairs->boards[index][1], (int)status,
		     (int)pairs->status[index]);
	if (plan) {
		cr_assert_eq(pairs->gap[index], 0);
		cr_assert_float_eq(plan->structure.objective, pairs->objective[index],
				   1e-6 * (1 + fabs(plan->structure.objective)),
				   "seed %llu, boards %d and %d: %f, by the sweep %f", (unsigned long long)seed,
				   pairs->boards[index][0], pairs->boards[index][1], plan->structure.objective,
				   pairs->objective[index]);
	}
	moot_plan_free(plan);
	moot_arena_free(arena);
	return status == MOOT_OK;
}

Test(sweep_forced, each_pair_is_as_if_planned_alone)
{
	int plans = 0;
	int none = 0;
	for (uint64_t seed = 1; seed <= 400; seed++) {
		struct pairs pairs = {.landscape = random_landscape(seed, BOARDS, 3)};
		made_finish(pairs.landscape);
		sweep(&pairs, seed);
		for (int i = 0; i < pairs.count; i++) {
			bool is = compare(&pairs, i, seed);
			plans += is;
			none += !is;
		}
		moot_landscape_free(pairs.landscape);
	}
	cr_assert(plans > 300 && none > 100, "%d plans, %d pairs without one", plans, none);
}
