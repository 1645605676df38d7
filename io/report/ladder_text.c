/* A ladder on the terminal: a line a rung, and what it merges. */
#include "io/report/columns.h"
#include "io/report/ladder.h"

#include <moot/io.h>

#include <math.h>

static void add_gap(struct moot_columns *columns, double gap)
{
	if (isfinite(gap))
		moot_columns_number(columns, 100 * gap, 1);
	else
		moot_columns_text(columns, "unknown");
}

static void add_step(struct moot_text *text, const struct moot_plan *plan, const struct moot_plan *before)
{
	struct moot_text alone = {0};
	if (!before) {
		moot_text_add(text, "");
		return;
	}
	moot_compare_merges(text, plan, before);
	moot_compare_alone(&alone, plan, before);
	if (alone.length > 0) {
		moot_text_add(text, text->length > 0 ? "; alone again: " : "alone again: ");
		moot_text_add(text, alone.bytes);
	}
	text->failed = text->failed || alone.failed;
	moot_text_clear(&alone);
}

static void add_row(struct moot_columns *columns, const struct moot_ladder *ladder, size_t rung,
		    const struct moot_plan *plan)
{
	struct moot_text step = {0};
	moot_columns_number(columns, ladder->rungs[rung].limit, 0);
	moot_columns_number(columns, plan->after.meetings, 0);
	moot_columns_number(columns, plan->after.senior_hours, 0);
	moot_columns_number(columns, plan->after.hours, 0);
	moot_columns_number(columns, plan->after.cost, 0);
	moot_columns_number(columns, plan->after.duplicated_agenda_hours, 0);
	add_gap(columns, plan->structure.gap);
	add_step(&step, plan, moot_ladder_before(ladder, rung));
	if (ladder->rungs[rung].limit == ladder->best) {
		struct moot_text marked = {0};
		moot_text_add(&marked, step.length > 0 ? "BEST: " : "BEST");
		moot_text_add(&marked, step.length > 0 ? step.bytes : "");
		marked.failed |= step.failed;
		moot_text_clear(&step);
		step = marked;
	}
	columns->cells.failed = columns->cells.failed || step.failed;
	moot_columns_text(columns, step.length > 0 ? step.bytes : "");
	moot_text_clear(&step);
}

enum moot_status moot_ladder_to_text(const struct moot_landscape *landscape, const struct moot_ladder *ladder,
				     char **out, struct moot_error *error)
{
	static const char *const titles[] = {"#Boards",    "#meetings",   "#senior h",    "#all h",
					     "#cost, GBP", "#repeated h", "#better by %", "one board from now on",
					     NULL};
	struct moot_text text = {0};
	struct moot_columns columns;
	moot_text_plain(&text, landscape->policy.name);
	moot_text_add(&text, ": the best plan for every number of boards\n\n");
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < ladder->rung_count; i++) {
		const struct moot_plan *plan = moot_ladder_shown(ladder, i);
		if (plan)
			add_row(&columns, ladder, i, plan);
	}
	moot_columns_end(&columns, &text);
	moot_text_add(&text, "  better by: what a plan with so many boards could still save, at most\n\n");
	moot_ladder_words(&text, ladder);
	moot_text_add(&text, "\n");
	return moot_text_take(&text, out, error);
}
