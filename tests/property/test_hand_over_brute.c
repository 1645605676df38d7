/*
 * Hand-overs against brute force on small random landscapes: the best for the sets of the same landscape without them,
 * or, where sets and hand-overs were found as one program, the best of all. Every plan is verified.
 */
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/structure.h>
#include <stdio.h>
#include <tests/property/brute_hands.h>
#include <tests/property/random_landscape.h>

/* NULL where there is no plan. The caller's; verified. */
static struct moot_plan *solved(const struct moot_landscape *l, uint64_t seed)
{
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	struct moot_solve_options options = {
	    .time_limit = 60, .gap = 0.01, .threads = 1, .seed = 1, .structure_only = true};
	struct moot_error error = {0};
	enum moot_status status = moot_plan_make(l, &options, &plan, &error);
	if (status == MOOT_ERROR_INFEASIBLE)
		return NULL;
	cr_assert_eq(status, MOOT_OK, "seed %llu: %s", (unsigned long long)seed, error.message);
	cr_assert_eq(plan->structure.gap, 0, "seed %llu", (unsigned long long)seed);
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK);
	cr_assert_eq(verdict->count, 0, "seed %llu: %s", (unsigned long long)seed,
		     verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
	return plan;
}

static struct moot_landscape *landscape_of(uint64_t seed, int most_boards, int most_rules)
{
	static const double covers[] = {0, 0.5, 0.6, 1};
	static const int reports[] = {0, 5, 5, 12};
	static const double shares[] = {0, 0, 0.5, 1};
	struct moot_landscape *l = random_landscape(seed, most_boards, most_rules);
	struct chance c = {seed ^ 77};
	l->policy.cover = covers[below(&c, 4)];
	l->policy.report_minutes = reports[below(&c, 4)];
	l->policy.lead_share = shares[below(&c, 4)];
	l->policy.hand_over_together = one_in(&c, 2);
	for (size_t b = 0; b < l->board_count; b++) {
		l->boards[b].min_per_year = one_in(&c, 2) ? 0 : l->boards[b].min_per_year;
		l->boards[b].statutory = one_in(&c, 5);
		if (one_in(&c, 3)) /* an agenda that lists all there is */
			l->boards[b].minutes = l->boards[b].standing_minutes + 5;
	}
	return l;
}

struct tally {
	struct kinds_seen kinds; /* of those that hand something over */
	int compared;
	int handed;
	int closed;
	int together;
	int only_closing; /* no plan but by closing boards */
};

static void count(struct tally *tally, const struct moot_landscape *l, const struct moot_plan *before,
		  const struct moot_plan *after)
{
	int closed = 0;
	for (size_t i = 0; i < after->board_count; i++)
		closed += after->boards[i].fate == MOOT_CLOSED;
	for (size_t i = 0; i < before->board_count; i++)
		closed -= before->boards[i].fate == MOOT_CLOSED;
	tally->compared++;
	if (after->handed_over_count > before->handed_over_count)
		see_kinds(&tally->kinds, l);
	tally->handed += after->handed_over_count > before->handed_over_count;
	tally->closed += closed > 0;
	tally->together += strcmp(after->structure.scope, "partition+handover") == 0;
}

static bool equal(double a, double b)
{
	return fabs(a - b) <= 1e-6 * (1 + fabs(a));
}

/* No plan without hand-overs, or none at all: where rules ask for fewer boards, those that hand all over may close. */
static void compare_without(const struct moot_landscape *l, uint64_t seed, const struct moot_plan *before,
			    const struct moot_plan *after, struct tally *tally)
{
	double expected = l->policy.hand_over_together ? brute_hands_together(l) : INFINITY;
	cr_assert(!before, "seed %llu: hand-overs leave no plan", (unsigned long long)seed);
	if (isnan(expected))
		return;
	cr_assert_eq(after != NULL, isfinite(expected), "seed %llu: brute force %.9f", (unsigned long long)seed,
		     expected);
	cr_assert(!after || equal(after->structure.objective, expected), "seed %llu", (unsigned long long)seed);
	tally->only_closing += after != NULL;
}

static void compare(struct moot_landscape *l, uint64_t seed, struct tally *tally)
{
	l->policy.hand_over = false;
	struct moot_plan *before = solved(l, seed);
	l->policy.hand_over = true;
	struct moot_plan *after = solved(l, seed);
	if (!before || !after) {
		compare_without(l, seed, before, after, tally);
		moot_plan_free(before);
		moot_plan_free(after);
		return;
	}
	bool together = strcmp(after->structure.scope, "partition+handover") == 0;
	double expected = together ? brute_hands_together(l) : brute_hands_after(l, before);
	if (!isnan(expected)) {
		cr_assert(equal(after->structure.objective, expected), "seed %llu: %.9f, brute force %.9f",
			  (unsigned long long)seed, after->structure.objective, expected);
		count(tally, l, before, after);
		if (seed % 16 == 0) /* brute.h itself, on what is not handed over */
			cr_assert(isnan(brute_force(l)) || equal(before->structure.objective, brute_force(l)));
	}
	moot_plan_free(before);
	moot_plan_free(after);
}

static void compare_many(uint64_t from, int many, int most_boards, int most_rules, bool follow)
{
	struct tally tally = {0};
	for (uint64_t seed = from; tally.compared < many; seed++) {
		struct moot_landscape *l = landscape_of(seed, most_boards, most_rules);
		l->policy.hand_over_together = l->policy.hand_over_together && !follow;
		made_finish(l);
		compare(l, seed, &tally);
		moot_landscape_free(l);
	}
	if (most_rules > 0)
		check_kinds(&tally.kinds);
	fprintf(stderr, "%d landscapes: %d hand themes over, %d close boards, %d as one program, %d only by closing\n",
		tally.compared, tally.handed, tally.closed, tally.together, tally.only_closing);
	cr_assert_gt(tally.handed, many / 10);
	cr_assert_gt(tally.closed, many / 200);
	cr_assert(follow || tally.together > many / 20);
}

Test(hand_over_brute, without_rules)
{
	compare_many(300000, 2000, 6, 0, false);
}

Test(hand_over_brute, with_every_kind_of_rule)
{
	compare_many(400000, 3000, 6, 4, false);
}

/* Hand-overs after the merges are quick to try on all. */
Test(hand_over_brute, nine_boards)
{
	compare_many(600000, 2000, 9, 3, true);
}

/* Nobody's hours are weighed here, but someone is over their limit: what frees their hours still pays. */
Test(hand_over_brute, limits_alone_may_pay)
{
	struct tally tally = {0};
	struct moot_landscape *l = landscape_of(301702, 5, 0);
	made_finish(l);
	compare(l, 301702, &tally);
	cr_assert_eq(tally.handed, 1);
	moot_landscape_free(l);
}

/* The plan's objective, INFINITY where there is none; *together: sets and hand-overs were one program. */
static double price_of(const struct moot_landscape *l, uint64_t seed, bool *together)
{
	struct moot_plan *plan = solved(l, seed);
	double objective = plan ? plan->structure.objective : INFINITY;
	*together = !plan || strcmp(plan->structure.scope, "partition+handover") == 0;
	moot_plan_free(plan);
	return objective;
}

static void add_rule(struct moot_landscape *l, struct chance *c)
{
	static const enum moot_rule_kind kinds[] = {MOOT_RULE_APART, MOOT_RULE_TOGETHER, MOOT_RULE_KEEP,
						    MOOT_RULE_MAX_BOARDS};
	enum moot_rule_kind kind = kinds[below(c, 4)];
	int a = below(c, (int)l->board_count);
	int b = below(c, (int)l->board_count);
	struct moot_rule *rule = kind == MOOT_RULE_KEEP         ? made_rule(l, kind, 1, a)
				 : kind == MOOT_RULE_MAX_BOARDS ? made_rule(l, kind, 0)
								: made_rule(l, kind, 2, a, b);
	rule->value = 1 + below(c, (int)l->board_count);
}

/* Nothing is gained by forbidding or forcing a merge: so it is where hand-overs only follow, and must not be here. */
Test(hand_over_brute, another_rule_never_improves)
{
	int compared = 0;
	int together = 0;
	int dearer = 0;
	for (uint64_t seed = 500000; compared < 1500; seed++) {
		struct moot_landscape *l = landscape_of(seed, 9, 2);
		struct chance c = {seed ^ 5};
		bool both[2];
		l->policy.hand_over = true;
		l->policy.hand_over_together = true;
		made_finish(l);
		double before = price_of(l, seed, &both[0]);
		add_rule(l, &c);
		double after = price_of(l, seed, &both[1]);
		compared++;
		together += both[0] && both[1];
		dearer += isfinite(after) && after > before + 1e-6;
		cr_assert(!both[0] || isinf(after) || after >= before - 1e-6 * (1 + fabs(before)),
			  "seed %llu: %.9f, with a rule more %.9f", (unsigned long long)seed, before, after);
		moot_landscape_free(l);
	}
	fprintf(stderr, "%d landscapes, %d as one program, %d dearer with a rule more\n", compared, together, dearer);
	cr_assert_gt(together, compared * 95 / 100);
	cr_assert_gt(dearer, compared / 20);
}
