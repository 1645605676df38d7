/* A ladder for programs. */
#include "io/plan/json_parts.h"
#include "io/report/ladder.h"

#include <moot/io.h>

static void write_plan(struct moot_json *json, const struct moot_plan *plan)
{
	moot_json_integer(json, "plan_boards", plan->after.boards);
	moot_compare_figures(json, plan);
}

static void write_rung(struct moot_json *json, const struct moot_ladder *ladder, size_t index)
{
	const struct moot_rung *rung = &ladder->rungs[index];
	const struct moot_plan *shown = moot_ladder_shown(ladder, index);
	const struct moot_plan *before = moot_ladder_before(ladder, index);
	moot_json_object(json, NULL);
	moot_json_integer(json, "boards", rung->limit);
	write_plan(json, rung->plan);
	moot_json_boards(json, "structure", rung->plan);
	if (shown && before) {
		moot_json_object(json, "step");
		moot_compare_new(json, "merged", shown, before, true);
		moot_compare_new(json, "alone", shown, before, false);
		moot_json_object_end(json);
	} else {
		moot_json_null(json, "step");
	}
	if (rung->exact && rung->exact != rung->plan) {
		moot_json_object(json, "exact");
		write_plan(json, rung->exact);
		moot_json_boards(json, "structure", rung->exact);
		moot_json_object_end(json);
	} else {
		moot_json_null(json, "exact");
	}
	moot_json_object_end(json);
}

enum moot_status moot_ladder_to_json(const struct moot_landscape *landscape, const struct moot_ladder *ladder,
				     char **out, struct moot_error *error)
{
	struct moot_json json = {0};
	struct moot_text words = {0};
	moot_ladder_words(&words, ladder);
	moot_json_object(&json, NULL);
	moot_json_text(&json, "landscape", landscape->policy.name);
	if (ladder->rung_count > 0) {
		moot_json_totals(&json, "today", &ladder->rungs[0].plan->before);
		moot_json_integer(&json, "best", ladder->best);
		moot_json_integer(&json, "least", ladder->rungs[ladder->rung_count - 1].limit);
		moot_json_yes(&json, "least_proven", ladder->least_proven);
	}
	moot_json_text(&json, "summary", words.length > 0 ? words.bytes : "");
	moot_json_array(&json, "rungs");
	for (size_t i = 0; i < ladder->rung_count; i++)
		write_rung(&json, ladder, i);
	moot_json_array_end(&json);
	moot_json_object_end(&json);
	json.text.failed = json.text.failed || words.failed;
	moot_text_clear(&words);
	return moot_json_take(&json, out, error);
}
