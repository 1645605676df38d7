/* Boards of one plan that another has not (compare.h). */
#include "io/report/compare.h"

#include "io/plan/json_parts.h"
#include "io/report/html.h"

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

void moot_compare_payback_words(struct moot_text *text, const struct moot_policy *policy, const struct moot_plan *plan)
{
	const struct moot_payback payback = moot_compare_payback(policy, plan);
	if (!(payback.hours > 0))
		return;
	moot_text_add(text, "one-off work of ");
	moot_text_fixed(text, payback.hours, 0);
	moot_text_add(text, " hours (GBP ");
	moot_text_fixed(text, payback.cost, 0);
	if (isfinite(payback.months)) {
		moot_text_add(text, ") is paid back in ");
		moot_text_fixed(text, payback.months, 1);
		moot_text_add(text, " months");
	} else {
		moot_text_add(text, ") is never paid back: the year costs no less");
	}
}

void moot_compare_tiles(struct moot_text *text, const struct moot_totals *before, const struct moot_totals *after)
{
	const struct moot_tile tiles[] = {
	    {"Boards", "", 0, before->boards, after->boards},
	    {"Meetings a year", "", 0, before->meetings, after->meetings},
	    {"Hours of senior people a year", "", 0, before->senior_hours, after->senior_hours},
	    {"Hours of everyone a year", "", 0, before->hours, after->hours},
	    {"Cost of the time a year", "£", 0, before->cost, after->cost},
	    {"Agenda hours spent twice on the same theme", "", 1, before->duplicated_agenda_hours,
	     after->duplicated_agenda_hours},
	};
	moot_html_tiles(text);
	for (size_t i = 0; i < sizeof tiles / sizeof *tiles; i++)
		moot_html_tile_change(text, &tiles[i]);
	moot_html_tiles_end(text);
}

void moot_compare_figures(struct moot_json *json, const struct moot_plan *plan)
{
	moot_json_result(json, &plan->structure);
	moot_json_figures(json, &plan->after);
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

void moot_compare_names(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_plan *plan,
			const struct moot_plan *other, bool merged)
{
	bool any = false;
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		if (!is_new(board, other, merged))
			continue;
		moot_text_add(text, any ? "; " : "");
		any = true;
		for (size_t f = 0; f < board->from_count; f++) {
			int index = moot_landscape_board(landscape, board->from[f]);
			moot_text_add(text, f == 0 ? "" : f + 1 == board->from_count ? " and " : ", ");
			moot_text_plain(text, index >= 0 ? landscape->boards[index].name : board->from[f]);
		}
	}
}
