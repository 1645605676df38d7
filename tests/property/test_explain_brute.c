/*
 * Explanations against brute force on small random landscapes: what forcing and forbidding cost, the runners-up in
 * order, and how far prices may move.
 */
#include <moot/explain.h>
#include <solver/explain/variant.h>
#include <stdio.h>
#include <tests/property/brute_hands.h>
#include <tests/property/random_landscape.h>

static struct moot_explanation *explain(const struct moot_landscape *l, const struct moot_explain_request *request)
{
	struct moot_solve_options options;
	struct moot_explanation *out = NULL;
	struct moot_error error = {0};
	moot_solve_options_default(&options);
	options.time_limit = 120;
	enum moot_status status = moot_explain(l, request, &options, &out, &error);
	cr_assert(status == MOOT_OK || status == MOOT_ERROR_INFEASIBLE, "%s", error.message);
	return out;
}

static bool near(double a, double b)
{
	return (isinf(a) && isinf(b)) || fabs(a - b) <= 1e-5 * (1 + fabs(a));
}

/* The best objective of all, with hand-overs where the landscape has them. */
static double best_of(const struct moot_landscape *l)
{
	return l->policy.hand_over ? brute_hands_together(l) : brute_force(l);
}

/* The best objective with one rule more. */
static double with_rule(const struct moot_landscape *l, enum moot_rule_kind kind, const int *boards, size_t count)
{
	struct moot_arena *arena = moot_arena_new();
	struct moot_variant *variant = moot_variant_new(l, arena);
	cr_assert(variant && moot_variant_rule(variant, kind, boards, count));
	double best = best_of(&variant->landscape);
	moot_arena_free(arena);
	return best;
}

static void check_alternative(const struct moot_alternative *other, double plan, double expected, uint64_t seed)
{
	unsigned long long s = seed;
	if (isnan(expected)) /* too many to try */
		return;
	cr_assert_neq(other->solved, MOOT_SOLVED_NOT, "seed %llu", s);
	cr_assert_eq(other->solved == MOOT_SOLVED_NONE, isinf(expected), "seed %llu", s);
	if (isinf(expected)) {
		cr_assert(strlen(other->conflict) > 20, "seed %llu: no conflict is named", s);
		return;
	}
	cr_assert(near(other->structure.objective, expected), "seed %llu: %.9f, brute force %.9f", s,
		  other->structure.objective, expected);
	cr_assert(near(other->weighted, expected - plan), "seed %llu", s);
	cr_assert_geq(other->weighted, -1e-6, "seed %llu", s);
}

struct tally {
	int forced;
	int forbidden;
	int obstacles;
	int partners;
};

/* Two boards, and one alone. */
static void explain_pair(const struct moot_landscape *l, uint64_t seed, int a, int b, struct tally *tally)
{
	const int pair[2] = {a, b};
	struct moot_explain_request request = {.boards = pair, .board_count = 2};
	struct moot_explanation *why = explain(l, &request);
	double plan = why->plan->structure.objective;
	cr_assert_eq(why->forced && why->forbidden, false);
	if (why->forbidden) {
		cr_assert(why->are_together);
		check_alternative(why->forbidden, plan, with_rule(l, MOOT_RULE_APART, pair, 2), seed);
		tally->forbidden++;
	}
	if (why->forced) {
		check_alternative(why->forced, plan, with_rule(l, MOOT_RULE_TOGETHER, pair, 2), seed);
		tally->forced++;
	}
	if (why->obstacle_count > 0 && !why->are_together) {
		double anyway = with_rule(l, MOOT_RULE_TOGETHER, pair, 2);
		cr_assert(isinf(anyway) || isnan(anyway), "seed %llu: %s, and yet", (unsigned long long)seed,
			  why->obstacles[0].what);
		tally->obstacles++;
	}
	moot_explanation_free(why);
	request.board_count = 1;
	why = explain(l, &request);
	if (why->forbidden)
		check_alternative(why->forbidden, plan, with_rule(l, MOOT_RULE_KEEP, pair, 1), seed);
	/* No other board is a cheaper partner. */
	for (int c = 0; c < (int)l->board_count && why->forced; c++) {
		const int other[2] = {a, c};
		double expected = c == a ? INFINITY : with_rule(l, MOOT_RULE_TOGETHER, other, 2);
		cr_assert(isnan(expected) || expected >= why->forced->structure.objective - 1e-5 * (1 + fabs(expected)),
			  "seed %llu", (unsigned long long)seed);
		tally->partners++;
	}
	moot_explanation_free(why);
}

static void explain_many(uint64_t from, int many, int most_boards, bool hand_over)
{
	struct tally tally = {0, 0, 0, 0};
	int compared = 0;
	for (uint64_t seed = from; compared < many; seed++) {
		struct moot_landscape *l = random_landscape(seed, most_boards, 2);
		struct chance c = {seed};
		l->policy.hand_over = hand_over;
		l->policy.hand_over_together = hand_over;
		made_finish(l);
		double best = best_of(l);
		int a = below(&c, (int)l->board_count);
		int b = below(&c, (int)l->board_count);
		if (isfinite(best) && a != b) {
			explain_pair(l, seed, a, b, &tally);
			compared++;
		}
		moot_landscape_free(l);
	}
	fprintf(stderr, "%d forced, %d forbidden, %d with obstacles, %d partners\n", tally.forced, tally.forbidden,
		tally.obstacles, tally.partners);
	cr_assert(tally.forced > 10 && tally.forbidden > 10 && tally.obstacles > 10 && tally.partners > 10);
}

Test(explain_brute, forcing_and_forbidding)
{
	explain_many(3000, 500, 6, false);
}

/* As one program with hand-overs, no merge is forced or forbidden for less than nothing. */
Test(explain_brute, forcing_and_forbidding_beside_hand_overs)
{
	explain_many(13000, 500, 5, true);
}

/* Runners-up and assumptions are then of the same program: in order, none better than the plan. */
Test(explain_brute, rivals_beside_hand_overs)
{
	int handed = 0;
	int ends = 0;
	for (uint64_t seed = 17000; seed < 17300; seed++) {
		struct moot_landscape *l = random_landscape(seed, 6, 1);
		struct moot_explain_request request = {.runners_up = 4, .assumptions = true};
		l->policy.hand_over = true;
		l->policy.hand_over_together = true;
		made_finish(l);
		struct moot_explanation *why = explain(l, &request);
		double last = why ? why->plan->structure.objective : 0;
		cr_assert(!why || (why->is_best && why->runners_proven), "seed %llu", (unsigned long long)seed);
		for (size_t i = 0; why && i < why->runner_up_count; i++) {
			cr_assert_geq(why->runners_up[i].structure.objective, last - 1e-6 * (1 + fabs(last)),
				      "seed %llu", (unsigned long long)seed);
			last = why->runners_up[i].structure.objective;
		}
		for (size_t i = 0; why && i < why->sensitivity_count; i++) {
			const struct moot_sensitivity *s = &why->sensitivity[i];
			cr_assert(s->is_known && s->low <= s->value + 1e-9 && s->high >= s->value - 1e-9,
				  "seed %llu: %s", (unsigned long long)seed, s->key);
			ends += !s->low_is_end + !s->high_is_end;
		}
		handed += why && why->plan->handed_over_count > 0;
		moot_explanation_free(why);
		moot_landscape_free(l);
	}
	fprintf(stderr, "%d with hand-overs, %d ends\n", handed, ends);
	cr_assert(handed > 20 && ends > 100);
}

static int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

Test(explain_brute, runners_up_in_order)
{
	enum { MOST = 6 };
	int compared = 0;
	int exhausted = 0;
	static double all[5000];
	for (uint64_t seed = 5000; compared < 400; seed++) {
		struct moot_landscape *l = random_landscape(seed, 6, 2);
		made_finish(l);
		size_t count = 0;
		double best = brute_force_all(l, all, &count);
		if (!isfinite(best) || count == 0) {
			moot_landscape_free(l);
			continue;
		}
		qsort(all, count, sizeof *all, compare_numbers);
		struct moot_explain_request request = {.runners_up = MOST};
		struct moot_explanation *why = explain(l, &request);
		cr_assert(why->runners_proven && why->is_best, "seed %llu", (unsigned long long)seed);
		size_t expected = count - 1 < MOST ? count - 1 : MOST;
		cr_assert_eq(why->runner_up_count, expected, "seed %llu: %zu, not %zu", (unsigned long long)seed,
			     why->runner_up_count, expected);
		for (size_t i = 0; i < expected; i++)
			cr_assert(near(why->runners_up[i].structure.objective, all[i + 1]),
				  "seed %llu, %zu: %.9f, not %.9f", (unsigned long long)seed, i,
				  why->runners_up[i].structure.objective, all[i + 1]);
		exhausted += why->runners_all;
		cr_assert(!why->runners_all || count - 1 < MOST);
		moot_explanation_free(why);
		moot_landscape_free(l);
		compared++;
	}
	fprintf(stderr, "%d landscapes, %d with fewer structures than asked\n", compared, exhausted);
	cr_assert_gt(compared - exhausted, 20);
}

/* The objective of the plan's boards and the best one, with a parameter moved. */
static void cost_at(const struct moot_landscape *l, const struct moot_plan *plan, const char *key, double value,
		    double *own, double *best)
{
	struct moot_arena *arena = moot_arena_new();
	struct moot_variant *variant = moot_variant_new(l, arena);
	struct moot_policy *policy = &variant->landscape.policy;
	*(strcmp(key, "merge_penalty") == 0      ? &policy->merge_penalty
	  : strcmp(key, "overlap_weight") == 0   ? &policy->overlap_weight
	  : strcmp(key, "other_weight") == 0     ? &policy->other_weight
	  : strcmp(key, "over_price") == 0       ? &policy->over_price
	  : strcmp(key, "overlap_residual") == 0 ? &policy->overlap_residual
	  : strcmp(key, "senior_salary") == 0    ? &policy->senior_salary
						 : &policy->support_hours) = value;
	*best = brute_force(&variant->landscape);
	int firsts[BOARDS];
	size_t count = 0;
	for (size_t s = 0; s < plan->board_count; s++) {
		int set[BOARDS];
		if (plan->boards[s].fate == MOOT_CLOSED)
			continue;
		for (size_t i = 0; i < plan->boards[s].from_count; i++)
			set[i] = moot_landscape_board(l, plan->boards[s].from[i]);
		firsts[count++] = set[0];
		if (plan->boards[s].from_count > 1)
			cr_assert(moot_variant_rule(variant, MOOT_RULE_TOGETHER, set, plan->boards[s].from_count));
	}
	cr_assert(moot_variant_rule(variant, MOOT_RULE_APART, firsts, count));
	*own = brute_force(&variant->landscape);
	moot_arena_free(arena);
}

/* Inside, the plan's boards are the best; just outside, others are. */
static int check_interval(const struct moot_landscape *l, const struct moot_plan *plan,
			  const struct moot_sensitivity *s, uint64_t seed)
{
	unsigned long long name = seed;
	double own = 0;
	double best = 0;
	int ends = 0;
	const double values[] = {s->low, (s->low + s->value) / 2, isinf(s->high) ? 1e6 : s->high};
	cr_assert(s->is_known && s->low <= s->value + 1e-9 && s->high >= s->value - 1e-9, "seed %llu, %s: %g to %g",
		  name, s->key, s->low, s->high);
	for (int i = 0; i < 3; i++) {
		cost_at(l, plan, s->key, values[i], &own, &best);
		cr_assert(own <= best + 1e-4 * (1 + fabs(best) * 0.01), "seed %llu, %s %g in %g to %g: %.9f, best %.9f",
			  name, s->key, values[i], s->low, s->high, own, best);
	}
	double step = s->is_exact                               ? 1e-3 * (1 + s->value)
		      : strcmp(s->key, "senior_salary") == 0    ? 0.02
		      : strcmp(s->key, "overlap_residual") == 0 ? 0.0101
								: 0.01001 * fmax(1, s->value);
	for (int up = 0; up < 2; up++) {
		double outside = up ? s->high + step : s->low - step;
		if ((up ? s->high_is_end : s->low_is_end) || outside < 0)
			continue;
		cost_at(l, plan, s->key, outside, &own, &best);
		cr_assert(best < own - 1e-9, "seed %llu, %s %g is outside %g to %g: %.9f, best %.9f", name, s->key,
			  outside, s->low, s->high, own, best);
		cr_assert(strlen(up ? s->above : s->below) > 0, "seed %llu", name);
		ends++;
	}
	return ends;
}

Test(explain_brute, how_far_prices_may_move)
{
	int compared = 0;
	int ends = 0;
	for (uint64_t seed = 7700; compared < 150; seed++) {
		struct moot_landscape *l = random_landscape(seed, 6, 2);
		made_finish(l);
		double best = brute_force(l);
		if (!isfinite(best)) {
			moot_landscape_free(l);
			continue;
		}
		struct moot_explain_request request = {.assumptions = true};
		struct moot_explanation *why = explain(l, &request);
		cr_assert(why->is_best);
		for (size_t i = 0; i < why->sensitivity_count; i++) {
			const char *key = why->sensitivity[i].key;
			if (strcmp(key, "standing") != 0 && strcmp(key, "prep") != 0 && strcmp(key, "travel") != 0)
				ends += check_interval(l, why->plan, &why->sensitivity[i], seed);
		}
		moot_explanation_free(why);
		moot_landscape_free(l);
		compared++;
	}
	fprintf(stderr, "%d ends in %d landscapes\n", ends, compared);
	cr_assert_gt(ends, 40);
}
