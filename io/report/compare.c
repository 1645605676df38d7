/* Boards of one plan that another has not (compare.h). */
#include "io/report/compare.h"

#include "io/plan/json_parts.h"

#include <math.h>
#include <string.h>

static bool is_same(const struct moot_plan_board *a, const struct moot_plan_board *b)
{
	bool same = a->from_count == b->from_count && (a->fate == MOOT_CLOSED) == (b->fate == MOOT_CLOSED);
	for (size_t i = 0; i < a->from_count && same; i++)
		same = strcmp(a->from[i], b->from[i]) == 0;
	return same;
}

bool moot_compare_has(const struct moot_plan *plan, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < plan->board_count; i++)
		if (is_same(&plan->boards[i], board))
			return true;
	return false;
}

static bool is_new(const struct moot_plan_board *board, const struct moot_plan *other, bool merged)
{
	return board->fate != MOOT_CLOSED && (board->from_count > 1) == merged && !moot_compare_has(other, board);
}

struct moot_payback moot_compare_payback(const struct moot_policy *policy, const struct moot_plan *plan)
{
	double rate = policy->default_salary * (1 + policy->on_cost_rate) / policy->hours_per_year;
	double saved = plan->before.cost - plan->after.cost;
	int away = plan->before.boards - plan->after.boards;
	struct moot_payback payback = {.hours = away > 0 ? policy->merge_effort * away : 0, .months = NAN};
	payback.cost = payback.hours * rate;
	if (saved > 0)
		payback.months = payback.cost / saved * 12;
	return payback;
}

void moot_compare_figures(struct moot_json *json, const struct moot_plan *plan)
{
	moot_json_result(json, &plan->structure);
	moot_json_integer(json, "meetings", plan->after.meetings);
	moot_json_number(json, "senior_hours", plan->after.senior_hours);
	moot_json_number(json, "hours", plan->after.hours);
	moot_json_number(json, "cost", plan->after.cost);
	moot_json_number(json, "duplicated_agenda_hours", plan->after.duplicated_agenda_hours);
}

void moot_compare_new(struct moot_json *json, const char *key, const struct moot_plan *plan,
		      const struct moot_plan *other, bool merged)
{
	moot_json_array(json, key);
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		if (is_new(board, other, merged))
			moot_json_texts(json, NULL, board->from, board->from_count);
	}
	moot_json_array_end(json);
}

static void add_new(struct moot_text *text, const struct moot_plan *plan, const struct moot_plan *other, bool merged)
{
	bool any = false;
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		if (!is_new(board, other, merged))
			continue;
		for (size_t f = 0; f < board->from_count; f++) {
			moot_text_add(text, f > 0 ? " + " : any ? ", " : "");
			moot_text_plain(text, board->from[f]);
		}
		any = true;
	}
}

void moot_compare_merges(struct moot_text *text, const struct moot_plan *plan, const struct moot_plan *other)
{
	add_new(text, plan, other, true);
}

void moot_compare_alone(struct moot_text *text, const struct moot_plan *plan, const struct moot_plan *other)
{
	add_new(text, plan, other, false);
}
