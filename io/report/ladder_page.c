/* A ladder as a page: the curve of the costs, then the table of all rungs. */
#include "io/report/chart.h"
#include "io/report/html.h"
#include "io/report/ladder.h"

#include <math.h>

static const char *note_of(const struct moot_ladder *ladder, size_t rung)
{
	if (rung == 0)
		return "today";
	return ladder->rungs[rung].limit == ladder->best ? "best" : NULL;
}

/* The shown plans by rising number of boards; senior hours and cost. */
static size_t collect(const struct moot_ladder *ladder, struct moot_chart_point *hours, struct moot_chart_point *cost)
{
	size_t count = 0;
	for (size_t i = ladder->rung_count; i > 0; i--) {
		const struct moot_plan *plan = moot_ladder_shown(ladder, i - 1);
		if (!plan)
			continue;
		hours[count] = (struct moot_chart_point){ladder->rungs[i - 1].limit, plan->after.senior_hours,
							 note_of(ladder, i - 1)};
		cost[count++] =
		    (struct moot_chart_point){ladder->rungs[i - 1].limit, plan->after.cost, note_of(ladder, i - 1)};
	}
	return count;
}

static void draw(struct moot_text *text, const char *id, const char *title, const char *unit,
		 const struct moot_chart_point *points, size_t count, const char *description)
{
	const struct moot_chart_line line = {title, MOOT_TONE_AFTER, points, count};
	const struct moot_chart_curve curve = {.id = id,
					       .title = title,
					       .description = description,
					       .x_title = "boards",
					       .y_title = unit,
					       .lines = &line,
					       .line_count = 1,
					       .x_falls = true,
					       .x_whole = true};
	moot_chart_curve(text, &curve);
}

static void write_row(struct moot_text *text, const struct moot_ladder *ladder, size_t rung)
{
	const struct moot_plan *plan = moot_ladder_shown(ladder, rung);
	const struct moot_plan *before = moot_ladder_before(ladder, rung);
	struct moot_text name = {0};
	struct moot_text merges = {0};
	moot_text_format(&name, "%d%s", ladder->rungs[rung].limit,
			 ladder->rungs[rung].limit == ladder->best ? " (best)" : "");
	if (before)
		moot_compare_merges(&merges, plan, before);
	moot_html_row(text, name.bytes ? name.bytes : "");
	moot_html_cell_number(text, plan->after.meetings, 0);
	moot_html_cell_number(text, plan->after.senior_hours, 0);
	moot_html_cell_number(text, plan->after.hours, 0);
	moot_html_cell_number(text, plan->after.cost, 0);
	moot_html_cell_number(text, plan->after.duplicated_agenda_hours, 0);
	moot_html_cell_number(text, plan->structure.objective, 1);
	moot_html_cell_number(text, 100 * plan->structure.gap, 1);
	moot_html_cell(text, merges.length > 0 ? merges.bytes : "");
	moot_html_row_end(text);
	text->failed = text->failed || name.failed || merges.failed;
	moot_text_clear(&name);
	moot_text_clear(&merges);
}

static void write_table(struct moot_text *text, const struct moot_ladder *ladder)
{
	static const char *const titles[] = {
	    "Boards",          "#Meetings", "#Senior hours",         "#All hours", "#Cost (GBP)", "#Repeated hours",
	    "#Weighted hours", "#Gap (%)",  "One board from now on", NULL};
	moot_html_section(text, "rungs", "Every number of boards");
	moot_html_table(text, "The best plan for each number of boards; a year's figures", titles);
	for (size_t i = 0; i < ladder->rung_count; i++)
		if (moot_ladder_shown(ladder, i))
			write_row(text, ladder, i);
	moot_html_table_end(text);
	moot_html_section_end(text);
}

enum moot_status moot_ladder_page(const struct moot_landscape *landscape, const struct moot_ladder *ladder, char **out,
				  struct moot_error *error)
{
	struct moot_text text = {0};
	struct moot_text words = {0};
	struct moot_chart_point *points = moot_allocate(2 * ladder->rung_count + 1, sizeof *points);
	if (!points)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	size_t count = collect(ladder, points, points + ladder->rung_count);
	moot_ladder_words(&words, ladder);
	moot_html_begin(&text, "Fewer boards, step by step", landscape->policy.name);
	moot_html_paragraph(&text, words.length > 0 ? words.bytes : "");
	if (count > 1) {
		draw(&text, "ladder-hours", "Senior hours for every number of boards", "senior hours a year", points,
		     count, words.bytes);
		draw(&text, "ladder-cost", "Cost for every number of boards", "GBP a year", points + ladder->rung_count,
		     count, words.bytes);
	}
	write_table(&text, ladder);
	moot_html_end(&text);
	text.failed = text.failed || words.failed;
	moot_text_clear(&words);
	moot_release(points);
	return moot_text_take(&text, out, error);
}
