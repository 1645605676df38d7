/* What savings are made of: worked examples, sums, and sentences that say the same numbers. */
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/saving.h>
#include <solver/structure/structure.h>
#include <solver/structure/words.h>
#include <tests/property/random_landscape.h>

static struct moot_plan *solve(const struct moot_landscape *l)
{
	const struct moot_solve_options options = {
	    .time_limit = 60, .gap = 0.01, .threads = 1, .seed = 1, .structure_only = true};
	struct moot_plan *plan = NULL;
	struct moot_error error = {0};
	enum moot_status status = moot_plan_make(l, &options, &plan, &error);
	cr_assert(status == MOOT_OK || status == MOOT_ERROR_INFEASIBLE, "%s", error.message);
	return plan;
}

static void check(const struct moot_landscape *l, const struct moot_plan *plan, size_t faults, const char *text)
{
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK);
	cr_assert(faults == 0 ? verdict->count == 0 : verdict->count > 0, "%zu faults, first: %s", verdict->count,
		  verdict->count > 0 ? verdict->faults[0].message : "none");
	for (size_t i = 0; faults > 0 && i < verdict->count; i++)
		if (strstr(verdict->faults[i].message, text)) {
			moot_verdict_free(verdict);
			return;
		}
	cr_assert_eq(faults, 0, "no fault says \"%s\"", text);
	moot_verdict_free(verdict);
}

/*
 * a: 6 x 120 with drugs 60 and roads 30; b: 4 x 120, 10 standing, with drugs 40; both with p0, senior; p1 on a alone,
 * p2 on b alone, whose organisation's seat is released as p1 holds one too.
 */
static struct moot_landscape *pair(void)
{
	struct moot_landscape *l = made_new();
	int council = made_organisation(l, "Council");
	struct moot_board *a = made_board(l, "a");
	a->meetings_per_year = 6;
	struct moot_board *b = made_board(l, "b");
	b->standing_minutes = 10;
	b->prep_minutes = 40;
	made_item(l, 0, "drugs", 60, 6);
	made_item(l, 0, "roads", 30, 6);
	made_item(l, 1, "drugs", 40, 4);
	made_person(l, "p0")->senior = MOOT_YES;
	made_person(l, "p1")->salary = 17640;
	made_person(l, "p2")->salary = 17640;
	made_member(l, 0, 0)->role = MOOT_CHAIR;
	made_member(l, 1, 0);
	struct moot_member *kept = made_member(l, 0, 1);
	kept->seat = MOOT_SEAT_ORGANISATION;
	kept->organisation = council;
	kept->role = MOOT_REQUIRED;
	struct moot_member *released = made_member(l, 1, 2);
	released->seat = MOOT_SEAT_ORGANISATION;
	released->organisation = council;
	l->policy.max_minutes = 300;
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	return l;
}

#define NEAR(found, expected) cr_assert_float_eq(found, expected, 1e-9, "%.12g, not %.12g", found, (double)(expected))

Test(structure_saving, a_pair_by_hand)
{
	struct moot_landscape *l = pair();
	made_finish(l);
	struct moot_plan *plan = solve(l);
	cr_assert_eq(plan->board_count, 1);
	const struct moot_breakdown *down = &plan->boards[0].breakdown;
	const struct moot_amount *parts = down->parts;
	cr_assert(down->known);
	/*
	 * Together: 6 meetings; 15 standing, 40 preparation, 30 travel; drugs 6 x (60 + 10), roads 6 x 30, own business
	 * of a 6 x 15, of b 4 x 70. p0 has 10 meetings today, 6 of them go on; p1 has as many as before.
	 */
	NEAR(parts[MOOT_PART_STANDING].hours, (6 * 15 + 4 * 10 - 6 * 15) / 60.0);
	NEAR(parts[MOOT_PART_STANDING].senior_hours, (6 * 15 + 4 * 10 - 6 * 15) / 60.0);
	NEAR(parts[MOOT_PART_PREPARATION].hours, (6 * 30 + 4 * 40 - 6 * 40) / 60.0 + (6 * 30 - 6 * 40) / 60.0);
	NEAR(parts[MOOT_PART_PREPARATION].cost,
	     100 / 60.0 * 50000 / 1764 + -60 / 60.0 * 17640 / 1764); /* p0 has the default pay */
	NEAR(parts[MOOT_PART_PREPARATION].weighted, 100 / 60.0 - 0.25);
	NEAR(parts[MOOT_PART_TRAVEL].hours, 4 * 30 / 60.0);
	NEAR(parts[MOOT_PART_THEMES].hours, (6 * 60 + 4 * 40 - 6 * 70) / 60.0 + (6 * 60 - 6 * 70) / 60.0);
	NEAR(parts[MOOT_PART_RELEASED].hours, 4 * (120 + 70) / 60.0);
	NEAR(parts[MOOT_PART_RELEASED].cost, 4 * (120 + 70) / 60.0 * 10);
	NEAR(parts[MOOT_PART_OTHERS].hours, -4 * 70 / 60.0); /* b's own business for p1 */
	NEAR(parts[MOOT_PART_MORE_OFTEN].hours, 0);
	NEAR(parts[MOOT_PART_MOVED].hours, 0);
	NEAR(parts[MOOT_PART_DUPLICATION].weighted, 10 * (6 * 60 + 4 * 40 - 6 * 70) / 60.0);
	NEAR(parts[MOOT_PART_SUPPORT].weighted, 0.25 * 6 * 4);
	NEAR(parts[MOOT_PART_PENALTY].weighted, -5);
	check(l, plan, 0, "");
	moot_plan_free(plan);
	moot_landscape_free(l);
}

Test(structure_saving, more_often_and_what_is_not_theirs)
{
	struct moot_landscape *l = pair();
	for (size_t m = 0; m < l->member_count; m++)
		l->members[m].seat = MOOT_SEAT_PERSONAL;
	made_finish(l);
	struct moot_plan *plan = solve(l);
	const struct moot_amount *parts = plan->boards[0].breakdown.parts;
	/* p2 comes to 6 meetings in place of 4, hears roads and a's own business. */
	NEAR(parts[MOOT_PART_MORE_OFTEN].hours, -2 * (15 + 40 + 30) / 60.0);
	NEAR(parts[MOOT_PART_OTHERS].hours, -(4 * 70 + 6 * 30 + 6 * 15) / 60.0);
	NEAR(parts[MOOT_PART_RELEASED].hours, 0);
	check(l, plan, 0, "");
	moot_plan_free(plan);
	moot_landscape_free(l);
}

Test(structure_saving, the_verifier_sees_a_wrong_part)
{
	struct moot_landscape *l = pair();
	made_finish(l);
	struct moot_plan *plan = solve(l);
	struct moot_breakdown *down = &plan->boards[0].breakdown;
	for (int i = 0; i < MOOT_PART_COUNT; i++) {
		double *figures[] = {&down->parts[i].hours, &down->parts[i].senior_hours, &down->parts[i].cost,
				     &down->parts[i].weighted};
		for (int f = 0; f < 4; f++) {
			double was = *figures[f];
			*figures[f] = f == 0 ? NAN : was + 0.01;
			check(l, plan, 1, "the part ");
			check(l, plan, 1, "do not sum up to it");
			*figures[f] = was;
		}
	}
	down->weighted += 1;
	check(l, plan, 1, "do not sum up to it");
	down->known = false;
	check(l, plan, 0, "");
	moot_plan_free(plan);
	moot_landscape_free(l);
}

/* Every figure of the sentences that sum up to the saving. */
Test(structure_saving, the_verifier_sees_a_wrong_figure_in_why)
{
	struct moot_landscape *l = pair();
	made_finish(l);
	struct moot_plan *plan = solve(l);
	struct moot_plan_board *board = &plan->boards[0];
	int figures = 0;
	for (size_t i = 0; i < board->why_count; i++) {
		const char *line = board->why[i];
		if (strncmp(line, "Discussed", 9) == 0)
			continue;
		board->why[i] = moot_arena_text(plan->arena, line);
		for (char *at = (char *)board->why[i]; *at; at++)
			if (*at >= '0' && *at <= '9' && (at == board->why[i] || at[-1] != 'p')) {
				char was = *at;
				*at = was == '9' ? '8' : (char)(was + 1);
				check(l, plan, 1, "why a: a figure is wrong in ");
				*at = was;
				figures++;
			}
		board->why[i] = line;
	}
	cr_assert_gt(figures, 15);
	board->why[1] = "Saved: 9 hours of travel.";
	check(l, plan, 1, "a figure is wrong in \"Saved: 9");
	board->why[1] = "Because.";
	check(l, plan, 0, "");
	moot_plan_free(plan);
	moot_landscape_free(l);
}

/* Whether some sentence holds the part's number with words behind it. */
static bool is_said(const struct moot_plan_board *board, const char *number)
{
	for (size_t i = 0; i < board->why_count; i++)
		for (const char *at = strstr(board->why[i], number); at; at = strstr(at + 1, number))
			if (at > board->why[i] && at[-1] == ' ')
				return true;
	return false;
}

static void check_sums(const struct moot_plan *plan, uint64_t seed)
{
	struct moot_saving sum = {0, 0, 0};
	for (size_t b = 0; b < plan->board_count; b++) {
		const struct moot_plan_board *board = &plan->boards[b];
		struct moot_saving parts = moot_saving_total(&board->breakdown);
		cr_assert_float_eq(parts.hours, board->saving.hours, 1e-6, "seed %llu", (unsigned long long)seed);
		cr_assert_float_eq(parts.cost, board->saving.cost, 1e-4, "seed %llu", (unsigned long long)seed);
		sum.hours += parts.hours;
		sum.senior_hours += parts.senior_hours;
		sum.cost += parts.cost;
		for (int i = 0; i < MOOT_PART_DUPLICATION; i++) {
			double hours = board->breakdown.parts[i].hours;
			char *text = moot_words_hours(plan->arena, hours, "");
			cr_assert(fabs(hours) < 0.05 || is_said(board, text), "seed %llu: %s says nothing of %s",
				  (unsigned long long)seed, board->id, text);
		}
	}
	cr_assert_float_eq(sum.hours, plan->before.hours - plan->after.hours, 1e-6);
	cr_assert_float_eq(sum.senior_hours, plan->before.senior_hours - plan->after.senior_hours, 1e-6);
	cr_assert_float_eq(sum.cost, plan->before.cost - plan->after.cost, 1e-4);
}

/* Every kind of rule; the verifier takes each saving apart by itself. */
Test(structure_saving, parts_sum_up_on_random_landscapes)
{
	int planned = 0;
	for (uint64_t seed = 400; seed < 700; seed++) {
		struct moot_landscape *l = random_landscape(seed, 8, 3);
		made_finish(l);
		struct moot_plan *plan = solve(l);
		if (plan) {
			planned++;
			check_sums(plan, seed);
			check(l, plan, 0, "");
		}
		moot_plan_free(plan);
		moot_landscape_free(l);
	}
	cr_assert_gt(planned, 150);
}

Test(structure_saving, numbers_in_words)
{
	struct moot_arena *arena = moot_arena_new();
	static const char *const names[] = {"a", "b", "c", "d", "e"};
	cr_assert_str_eq(moot_words_hours(arena, 1, ""), "1 hour");
	cr_assert_str_eq(moot_words_hours(arena, 0.96, "senior"), "1 senior hour");
	cr_assert_str_eq(moot_words_hours(arena, -1234.56, ""), "1,234.6 hours");
	cr_assert_str_eq(moot_words_hours(arena, 0.04, ""), "0 hours");
	cr_assert_str_eq(moot_words_hours(arena, 1e6, ""), "1,000,000 hours");
	cr_assert_str_eq(moot_words_money(arena, -21120.4), "GBP 21,120");
	cr_assert_str_eq(moot_words_money(arena, 999.5), "GBP 1,000");
	cr_assert_str_eq(moot_words_count(arena, 1, "board", "boards"), "1 board");
	cr_assert_str_eq(moot_words_list(arena, names, 2, 4), "a and b");
	cr_assert_str_eq(moot_words_list(arena, names, 5, 3), "a, b, c and 2 more");
	moot_arena_free(arena);
}
