/* The ladder against brute force on random landscapes, and every rung against the plan that a max-boards rule gives. */
#include <moot/ladder.h>
#include <moot/verify.h>
#include <stdio.h>
#include <tests/property/brute_hands.h>
#include <tests/property/random_landscape.h>

static const struct moot_solve_options OPTIONS = {
    .time_limit = 60, .gap = 0.01, .threads = 2, .seed = 1, .structure_only = true};

static bool equal(double a, double b)
{
	return (isinf(a) && isinf(b)) || fabs(a - b) <= 1e-6 * (1 + fabs(a));
}

static double best_of(const struct moot_landscape *l)
{
	return l->policy.hand_over ? brute_hands_together(l) : brute_force(l);
}

static void verify_with_limit(const struct moot_landscape *l, const struct moot_plan *plan, uint64_t seed)
{
	struct moot_verdict *verdict = NULL;
	cr_assert_eq(moot_verify(l, plan, &verdict, NULL), MOOT_OK);
	cr_assert_eq(verdict->count, 0, "seed %llu: %s", (unsigned long long)seed,
		     verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
}

/* The number of parts: boards of the plan that no rule closes. */
static int parts_of(const struct moot_landscape *l, const struct moot_plan *plan)
{
	int parts = (int)plan->board_count;
	if (strcmp(plan->structure.scope, "partition+handover") == 0)
		return plan->after.boards;
	for (size_t b = 0; b < l->board_count; b++) {
		bool closed = false;
		for (size_t r = 0; r < l->rule_count; r++)
			for (size_t i = 0; i < l->rules[r].board_count; i++)
				closed =
				    closed || (l->rules[r].kind == MOOT_RULE_CLOSE && l->rules[r].boards[i] == (int)b);
		parts -= closed;
	}
	return parts;
}

static void check_rung(struct moot_landscape *l, const struct moot_rung *rung, uint64_t seed)
{
	l->rules[l->rule_count - 1].value = rung->limit;
	double expected = best_of(l);
	if (isnan(expected)) /* too many to try */
		return;
	cr_assert(equal(rung->plan->structure.objective, expected), "seed %llu, at most %d boards: %.9f, brute %.9f",
		  (unsigned long long)seed, rung->limit, rung->plan->structure.objective, expected);
	cr_assert_eq(rung->plan->structure.gap, 0);
	verify_with_limit(l, rung->plan, seed);
	struct moot_plan *plan = NULL;
	cr_assert_eq(moot_plan_make(l, &OPTIONS, &plan, NULL), MOOT_OK);
	cr_assert(equal(plan->structure.objective, rung->plan->structure.objective));
	moot_plan_free(plan);
	if (!rung->exact)
		return;
	cr_assert_eq(parts_of(l, rung->exact), rung->limit);
	cr_assert_geq(rung->exact->structure.objective, expected - 1e-6 * (1 + fabs(expected)));
	verify_with_limit(l, rung->exact, seed);
}

static void climb_many(uint64_t from, uint64_t to, int most_boards, bool hand_over)
{
	int rungs = 0;
	int exact = 0;
	for (uint64_t seed = from; seed < to; seed++) {
		struct moot_landscape *l = random_landscape(seed, most_boards, 2);
		struct moot_ladder *ladder = NULL;
		l->policy.hand_over = hand_over;
		l->policy.hand_over_together = hand_over;
		made_finish(l);
		if (isnan(best_of(l))) {
			moot_landscape_free(l);
			continue;
		}
		struct moot_error error = {0};
		enum moot_status status = moot_ladder_make(l, &OPTIONS, &ladder, &error);
		/* A rule that holds for all boards: its number is set for each rung. */
		made_rule(l, MOOT_RULE_MAX_BOARDS, 0)->value = 100;
		if (status == MOOT_ERROR_INFEASIBLE) {
			cr_assert(isinf(best_of(l)));
			moot_landscape_free(l);
			continue;
		}
		cr_assert_eq(status, MOOT_OK, "seed %llu: %s", (unsigned long long)seed, error.message);
		cr_assert(ladder->least_proven);
		for (size_t i = 0; i < ladder->rung_count; i++) {
			cr_assert_eq(ladder->rungs[i].limit, (int)l->board_count - (int)i);
			check_rung(l, &ladder->rungs[i], seed);
			exact += ladder->rungs[i].exact && ladder->rungs[i].exact != ladder->rungs[i].plan;
			rungs++;
		}
		/* One board fewer than the last rung is not possible. */
		l->rules[l->rule_count - 1].value = ladder->rungs[ladder->rung_count - 1].limit - 1;
		double fewer = best_of(l);
		cr_assert(isinf(fewer) || isnan(fewer), "seed %llu", (unsigned long long)seed);
		moot_ladder_free(ladder);
		moot_landscape_free(l);
	}
	fprintf(stderr, "%d rungs, %d of them with an exact plan of their own\n", rungs, exact);
	cr_assert_gt(rungs, 200);
	cr_assert_gt(exact, 8);
}

Test(ladder, agrees_with_brute_force)
{
	climb_many(300, 420, 7, false);
}

Test(ladder, agrees_with_brute_force_beside_hand_overs)
{
	climb_many(2300, 2500, 5, true);
}

/* Without any merge at the top: the exact plan with today's number of boards is today. */
Test(ladder, begins_with_today)
{
	struct moot_landscape *l = random_landscape(5, 7, 0);
	struct moot_ladder *ladder = NULL;
	l->policy.hand_over = false;
	for (size_t p = 0; p < l->person_count; p++)
		l->people[p].max_hours = -1; /* nobody stays away */
	made_finish(l);
	cr_assert_eq(moot_ladder_make(l, &OPTIONS, &ladder, NULL), MOOT_OK);
	const struct moot_plan *top = ladder->rungs[0].exact;
	cr_assert_not_null(top);
	for (size_t b = 0; b < top->board_count; b++)
		cr_assert_eq(top->boards[b].from_count, 1);
	cr_assert_float_eq(top->before.hours, top->after.hours, 1e-9);
	moot_ladder_free(ladder);
	moot_landscape_free(l);
}
