/*
 * The structure against brute force on random landscapes with every kind of rule; every plan is verified too. Beside
 * it: properties of the optimum that hold on any landscape.
 */
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/structure.h>
#include <stdio.h>
#include <tests/property/brute.h>
#include <tests/property/random_landscape.h>

/* The program's objective; INFINITY where it proves that there is no plan. Its plan is verified. */
static double solved(const struct moot_landscape *l, uint64_t seed, struct moot_totals *before,
		     struct moot_totals *after)
{
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = {
	    .time_limit = 60, .gap = 0.01, .threads = 1, .seed = 1, .structure_only = true};
	struct moot_error error = {0};
	double objective = INFINITY;
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	enum moot_status status = moot_structure_solve(l, &options, moot_clock_seconds() + 60, plan, &error);
	if (status == MOOT_ERROR_INFEASIBLE) {
		cr_assert(strlen(error.message) > 40, "seed %llu: %s", (unsigned long long)seed, error.message);
		moot_plan_free(plan);
		return INFINITY;
	}
	cr_assert_eq(status, MOOT_OK, "seed %llu: %s", (unsigned long long)seed, error.message);
	cr_assert_eq(plan->structure.status, MOOT_SEARCH_OPTIMAL, "seed %llu", (unsigned long long)seed);
	cr_assert_eq(plan->structure.gap, 0, "seed %llu", (unsigned long long)seed);
	struct moot_verdict *verdict = NULL;
	plan->landscape = l->policy.name;
	plan->timezone = l->policy.timezone;
	plan->created = l->created;
	plan->start = l->policy.start;
	plan->end = l->policy.end;
	plan->status = plan->structure.status;
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK);
	cr_assert_eq(verdict->count, 0, "seed %llu: %s", (unsigned long long)seed,
		     verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
	objective = plan->structure.objective;
	if (before)
		*before = plan->before;
	if (after)
		*after = plan->after;
	moot_plan_free(plan);
	return objective;
}

static bool equal(double a, double b)
{
	return (isinf(a) && isinf(b)) || fabs(a - b) <= 1e-6 * (1 + fabs(a));
}

static void compare_with_brute_force(uint64_t from, int count, int most_boards, int most_rules)
{
	struct kinds_seen seen = {0};
	int infeasible = 0;
	int compared = 0;
	for (uint64_t seed = from; compared < count; seed++) {
		struct moot_landscape *l = random_landscape(seed, most_boards, most_rules);
		made_finish(l);
		double expected = brute_force(l);
		if (!isnan(expected)) {
			double found = solved(l, seed, NULL, NULL);
			cr_assert(equal(found, expected), "seed %llu: solved %.9f, brute force %.9f",
				  (unsigned long long)seed, found, expected);
			infeasible += isinf(expected);
			if (isfinite(expected))
				see_kinds(&seen, l);
			compared++;
		}
		moot_landscape_free(l);
	}
	fprintf(stderr, "%d landscapes, %d of them without a plan\n", compared, infeasible);
	cr_assert_lt(infeasible, compared / 2, "too few landscapes have a plan to mean anything");
	if (most_rules > 0)
		check_kinds(&seen);
}

Test(structure_brute, without_rules)
{
	compare_with_brute_force(1000, 200, 7, 0);
}

Test(structure_brute, with_every_kind_of_rule)
{
	compare_with_brute_force(50000, 1000, 7, 3);
}

Test(structure_brute, nine_boards)
{
	compare_with_brute_force(90000, 3000, 9, 4);
}

/* Boards and people in another order: nothing changes but the order. */
static struct moot_landscape *permuted(uint64_t seed, uint64_t shuffle)
{
	struct chance c = {shuffle};
	struct moot_landscape *l = random_landscape(seed, 8, 2);
	int boards = (int)l->board_count;
	int order[BOARDS];
	struct moot_board old[BOARDS];
	memcpy(old, l->boards, sizeof *old * (size_t)boards);
	for (int i = 0; i < boards; i++)
		order[i] = i;
	for (int i = boards - 1; i > 0; i--) {
		int j = below(&c, i + 1);
		int swap = order[i];
		order[i] = order[j];
		order[j] = swap;
	}
	for (int i = 0; i < boards; i++) {
		l->boards[order[i]] = old[i];
		if (old[i].reports_to != MOOT_NONE)
			l->boards[order[i]].reports_to = order[old[i].reports_to];
	}
	for (size_t m = 0; m < l->member_count; m++)
		l->members[m].board = order[l->members[m].board];
	for (size_t i = 0; i < l->item_count; i++)
		l->items[i].board = order[l->items[i].board];
	for (size_t r = 0; r < l->rule_count; r++)
		for (size_t b = 0; b < l->rules[r].board_count; b++)
			l->rules[r].boards[b] = order[l->rules[r].boards[b]];
	return l;
}

Test(structure_brute, order_changes_nothing)
{
	for (uint64_t seed = 7000; seed < 7100; seed++) {
		struct moot_landscape *l = random_landscape(seed, 8, 2);
		struct moot_landscape *other = permuted(seed, seed + 1);
		made_finish(l);
		made_finish(other);
		double a = solved(l, seed, NULL, NULL);
		double b = solved(other, seed, NULL, NULL);
		cr_assert(equal(a, b), "seed %llu: %.9f and %.9f", (unsigned long long)seed, a, b);
		moot_landscape_free(l);
		moot_landscape_free(other);
	}
}

/* close, host and chair rules change the program itself, and may pay; the others only take plans away. */
Test(structure_brute, another_rule_never_improves)
{
	for (uint64_t seed = 8000; seed < 8100; seed++) {
		struct moot_landscape *l = random_landscape(seed, 8, 2);
		made_finish(l);
		double before = solved(l, seed, NULL, NULL);
		struct chance c = {seed};
		int a = below(&c, (int)l->board_count);
		int b = below(&c, (int)l->board_count);
		static const enum moot_rule_kind kinds[] = {MOOT_RULE_APART, MOOT_RULE_TOGETHER, MOOT_RULE_KEEP,
							    MOOT_RULE_MAX_BOARDS};
		enum moot_rule_kind kind = kinds[below(&c, 4)];
		struct moot_rule *rule = kind == MOOT_RULE_KEEP         ? made_rule(l, kind, 1, a)
					 : kind == MOOT_RULE_MAX_BOARDS ? made_rule(l, kind, 0)
									: made_rule(l, kind, 2, a, b);
		rule->value = 1 + below(&c, (int)l->board_count);
		double after = solved(l, seed, NULL, NULL);
		cr_assert(isinf(after) || after >= before - 1e-6 * (1 + fabs(before)),
			  "seed %llu: %.9f, with a rule more %.9f", (unsigned long long)seed, before, after);
		moot_landscape_free(l);
	}
}

Test(structure_brute, pay_scales_cost)
{
	for (uint64_t seed = 9000; seed < 9040; seed++) {
		struct moot_landscape *l = random_landscape(seed, 8, 1);
		struct moot_totals before[2];
		struct moot_totals after[2];
		double objective[2];
		made_finish(l);
		for (int i = 0; i < 2; i++) {
			objective[i] = solved(l, seed, &before[i], &after[i]);
			for (size_t p = 0; p < l->person_count; p++)
				l->people[p].salary *= l->people[p].salary > 0 ? 3 : 1;
			l->policy.default_salary *= 3;
			l->policy.senior_salary *= 3;
		}
		cr_assert(equal(objective[0], objective[1]));
		if (isfinite(objective[0])) {
			cr_assert(equal(before[0].cost * 3, before[1].cost));
			cr_assert(equal(after[0].hours, after[1].hours));
			cr_assert(equal(after[0].cost * 3, after[1].cost));
		}
		moot_landscape_free(l);
	}
}
