/*
 * A ladder as a page: where the gains stop, the curves, then the table of all rungs and whom each step helps or
 * burdens.
 */
#include "io/report/chart.h"
#include "io/report/html.h"
#include "io/report/ladder.h"
#include "io/report/shares.h"
#include "io/report/words.h"

#include <math.h>

/* What a curve shows of a plan, and today's figure where there is one. */
struct measure {
	const char *id;
	const char *title;
	const char *unit;
	double (*of)(const struct moot_plan *plan);
	double (*today)(const struct moot_plan *plan); /* or NULL */
};

static double weighed(const struct moot_plan *plan)
{
	return plan->structure.objective;
}

static double senior_hours(const struct moot_plan *plan)
{
	return plan->after.senior_hours;
}

static double senior_hours_today(const struct moot_plan *plan)
{
	return plan->before.senior_hours;
}

static double cost(const struct moot_plan *plan)
{
	return plan->after.cost;
}

static double cost_today(const struct moot_plan *plan)
{
	return plan->before.cost;
}

static const struct measure MEASURES[] = {
    {"ladder-weighed", "What decides: weighted hours", "weighted hours a year", weighed, NULL},
    {"ladder-hours", "Hours of senior people", "senior hours a year", senior_hours, senior_hours_today},
    {"ladder-cost", "Cost of the time", "GBP a year", cost, cost_today},
};

static const char *note_of(const struct moot_ladder *ladder, size_t rung)
{
	if (ladder->rungs[rung].limit == ladder->best)
		return "best";
	if (ladder->rungs[rung].limit == moot_ladder_least(ladder))
		return "fewest with hand-overs";
	return rung == 0 ? "no mergers" : NULL;
}

/* The shown plans by rising number of boards. */
static size_t collect(const struct moot_ladder *ladder, const struct measure *measure, struct moot_chart_point *points)
{
	size_t count = 0;
	for (size_t i = ladder->rung_count; i > 0; i--) {
		const struct moot_plan *plan = moot_ladder_shown(ladder, i - 1);
		if (plan)
			points[count++] = (struct moot_chart_point){ladder->rungs[i - 1].limit, measure->of(plan),
								    note_of(ladder, i - 1)};
	}
	return count;
}

static void draw(struct moot_text *text, const struct moot_ladder *ladder, const struct measure *measure,
		 const char *description)
{
	struct moot_chart_point *points = moot_allocate(ladder->rung_count + 1, sizeof *points);
	const struct moot_plan *first = ladder->rungs[0].plan;
	if (!points) {
		text->failed = true;
		return;
	}
	size_t count = collect(ladder, measure, points);
	struct moot_chart_point now = {first->before.boards, measure->today ? measure->today(first) : NAN, "today"};
	const struct moot_chart_line lines[] = {{"the best with so many boards", MOOT_TONE_AFTER, points, count},
						{"today", MOOT_TONE_BEFORE, &now, 1}};
	const struct moot_chart_curve curve = {.id = measure->id,
					       .title = measure->title,
					       .description = description,
					       .x_title = "boards",
					       .y_title = measure->unit,
					       .lines = lines,
					       .line_count = measure->today ? 2 : 1,
					       .x_falls = true,
					       .x_whole = true};
	if (count > 1)
		moot_chart_curve(text, &curve);
	moot_release(points);
}

static void write_names(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_plan *plan,
			const struct moot_plan *before)
{
	struct moot_text words = {0};
	moot_html_cell_begin(text);
	moot_compare_names(&words, landscape, plan, before, true);
	moot_html_text(text, words.length > 0 ? words.bytes : "");
	text->failed |= words.failed;
	moot_text_clear(&words);
	moot_compare_names(&words, landscape, plan, before, false);
	if (words.length > 0) {
		moot_text_add(text, "<br>By itself again: ");
		moot_html_text(text, words.bytes);
	}
	text->failed |= words.failed;
	moot_text_clear(&words);
	moot_html_cell_end(text);
}

static void begin_row(struct moot_text *text, const struct moot_ladder *ladder, size_t rung)
{
	moot_text_format(text, "<tr><th scope=\"row\">%d%s</th>", ladder->rungs[rung].limit,
			 ladder->rungs[rung].limit == ladder->best ? " (best)" : "");
}

static void write_row(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_ladder *ladder,
		      size_t rung)
{
	const struct moot_plan *plan = moot_ladder_shown(ladder, rung);
	const struct moot_plan *before = moot_ladder_before(ladder, rung);
	begin_row(text, ladder, rung);
	moot_html_cell_number(text, plan->after.meetings, 0);
	moot_html_cell_number(text, plan->after.senior_hours, 0);
	moot_html_cell_number(text, plan->after.hours, 0);
	moot_html_cell_number(text, plan->after.cost, 0);
	moot_html_cell_number(text, plan->after.duplicated_agenda_hours, 0);
	moot_html_cell_number(text, plan->structure.objective, 1);
	moot_html_cell_number(text, 100 * plan->structure.gap, 1);
	if (before)
		write_names(text, landscape, plan, before);
	else
		moot_html_cell(text, "");
	moot_html_row_end(text);
}

static void write_table(struct moot_text *text, const struct moot_landscape *landscape,
			const struct moot_ladder *ladder)
{
	static const char *const titles[] = {"Boards",
					     "#Meetings",
					     "#Senior hours",
					     "#All hours",
					     "#Cost (GBP)",
					     "#Repeated hours",
					     "#Weighted hours",
					     "#Better by at most (%)",
					     "One board from now on",
					     NULL};
	moot_html_section(text, "rungs", "Every number of boards");
	moot_html_paragraph(text,
			    "Weighted hours are those of senior people, a part of everyone else's, a charge for "
			    "what several boards discuss, the staff's work for each meeting and a charge for each "
			    "board merged away, as the policy sets them: the fewest are best. Where the proof is not "
			    "complete, a better plan could save the percentage given at most.");
	moot_html_table(text, "The best plan for each number of boards; a year's figures", titles);
	for (size_t i = 0; i < ladder->rung_count; i++)
		if (moot_ladder_shown(ladder, i))
			write_row(text, landscape, ladder, i);
	moot_html_table_end(text);
	moot_html_section_end(text);
}

/* "Ann Example (12.5)", the one with the largest change in this direction; an empty cell for nobody. */
static void write_most(struct moot_text *text, const struct moot_share *shares, size_t count, bool more)
{
	moot_html_cell_begin(text);
	for (size_t i = 0; i < count; i++) {
		double change = shares[i].then - shares[i].planned;
		if ((more ? change : -change) < 0.05)
			continue;
		moot_html_text(text, shares[i].name);
		moot_text_add(text, " (");
		moot_text_fixed(text, fabs(change), 1);
		moot_text_add(text, ")");
		break;
	}
	moot_html_cell_end(text);
}

static void write_burden(struct moot_text *text, const struct moot_landscape *landscape,
			 const struct moot_ladder *ladder, size_t rung)
{
	const struct moot_side planned = {.landscape = landscape, .plan = moot_ladder_before(ladder, rung)};
	const struct moot_side then = {.landscape = landscape, .plan = moot_ladder_shown(ladder, rung)};
	struct moot_who who;
	if (moot_who_changes(&planned, &then, &who)) {
		size_t fewer = 0;
		size_t more = 0;
		for (size_t i = 0; i < who.person_count; i++) {
			fewer += who.people[i].then - who.people[i].planned < -0.05;
			more += who.people[i].then - who.people[i].planned > 0.05;
		}
		begin_row(text, ladder, rung);
		moot_html_cell_number(text, (double)fewer, 0);
		moot_html_cell_number(text, (double)more, 0);
		write_most(text, who.people, who.person_count, false);
		write_most(text, who.people, who.person_count, true);
		write_most(text, who.organisations, who.organisation_count, false);
		write_most(text, who.organisations, who.organisation_count, true);
		moot_html_row_end(text);
	} else {
		text->failed = true;
	}
	moot_who_clear(&who);
}

static void write_burdens(struct moot_text *text, const struct moot_landscape *landscape,
			  const struct moot_ladder *ladder)
{
	static const char *const titles[] = {
	    "Boards",           "#People with fewer hours",     "#With more",         "Most hours saved",
	    "Most hours added", "Organisation that saves most", "That takes on most", NULL};
	moot_html_section(text, "burden", "Whom each step helps and burdens");
	moot_html_paragraph(text, "Each number of boards against the one above it, in hours a year.");
	moot_html_table(text, "Who gains and who loses hours", titles);
	for (size_t i = 0; i < ladder->rung_count; i++)
		if (moot_ladder_shown(ladder, i) && moot_ladder_before(ladder, i))
			write_burden(text, landscape, ladder, i);
	moot_html_table_end(text);
	moot_html_section_end(text);
}

static void write_opening(struct moot_text *text, const struct moot_ladder *ladder, const char *words)
{
	moot_html_section(text, "short", "In short");
	moot_text_add(text, "<p class=\"big\">");
	moot_html_text(text, words);
	moot_text_add(text, "</p>\n");
	for (size_t i = 0; i < ladder->rung_count; i++) {
		const struct moot_plan *best = ladder->rungs[i].plan;
		if (ladder->rungs[i].limit != ladder->best)
			continue;
		moot_compare_tiles(text, &best->before, &best->after);
		struct moot_text quality = {0};
		moot_words_structure_quality(&quality, best);
		moot_html_words(text, "", &quality);
	}
	moot_html_section_end(text);
	moot_html_section(text, "curves", "The curves");
	for (size_t i = 0; i < sizeof MEASURES / sizeof *MEASURES; i++)
		draw(text, ladder, &MEASURES[i], words);
	moot_html_section_end(text);
}

enum moot_status moot_ladder_page(const struct moot_landscape *landscape, const struct moot_ladder *ladder, char **out,
				  struct moot_error *error)
{
	struct moot_text text = {0};
	struct moot_text words = {0};
	moot_ladder_words(&words, ladder);
	moot_html_begin(&text, "Fewer boards, step by step", landscape->policy.name);
	if (ladder->rung_count > 0) {
		write_opening(&text, ladder, words.length > 0 ? words.bytes : "");
		write_table(&text, landscape, ladder);
		write_burdens(&text, landscape, ladder);
	}
	moot_html_end(&text);
	text.failed = text.failed || words.failed;
	moot_text_clear(&words);
	return moot_text_take(&text, out, error);
}
