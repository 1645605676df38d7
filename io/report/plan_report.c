/*
 * report.html of a plan: half a page for a director, then what merges, what it saves and the detail behind it.
 *
 * The order is that of the questions asked in the room: what changes, what is saved, whose agreement is needed, how
 * good is it, and only then the tables.
 */
#include "io/report/plan_report.h"

#include "io/report/html.h"
#include "io/report/words.h"

#include <string.h>

static void total_row(struct moot_text *text, const char *name, double before, double after, int decimals)
{
	moot_html_row(text, name);
	moot_html_cell_number(text, before, decimals);
	moot_html_cell_number(text, after, decimals);
	moot_html_cell_number(text, before - after, decimals);
	moot_html_row_end(text);
}

static void write_totals(struct moot_text *text, const struct moot_plan *plan)
{
	static const char *const titles[] = {"A year", "#Today", "#Proposed", "#Saved", NULL};
	const struct moot_totals *before = &plan->before;
	const struct moot_totals *after = &plan->after;
	moot_html_table(text, "The whole landscape, today and as proposed", titles);
	total_row(text, "Boards", before->boards, after->boards, 0);
	total_row(text, "Meetings", before->meetings, after->meetings, 0);
	total_row(text, "Hours of senior people", before->senior_hours, after->senior_hours, 0);
	total_row(text, "Hours of everyone", before->hours, after->hours, 0);
	total_row(text, "Cost of the time (GBP)", before->cost, after->cost, 0);
	total_row(text, "Agenda hours spent twice on the same theme", before->duplicated_agenda_hours,
		  after->duplicated_agenda_hours, 1);
	moot_html_table_end(text);
}

static void write_words(struct moot_text *text, const struct moot_plan *plan,
			void (*write)(struct moot_text *text, const struct moot_plan *plan))
{
	struct moot_text words = {0};
	write(&words, plan);
	moot_html_paragraph(text, words.bytes ? words.bytes : "");
	text->failed |= words.failed;
	moot_text_clear(&words);
}

static void write_agreements(struct moot_text *text, const struct moot_plan *plan)
{
	bool any = false;
	for (size_t i = 0; i < plan->board_count; i++) {
		if (!plan->boards[i].needs_agreement)
			continue;
		moot_text_add(text, any ? "" : "<p>These need the agreement of their partners:</p>\n<ul>\n");
		any = true;
		moot_text_add(text, "<li>");
		moot_html_text(text, plan->boards[i].name);
		moot_text_add(text, "</li>\n");
	}
	moot_text_add(text,
		      any ? "</ul>\n" : "<p>Nothing proposed is marked as needing the agreement of partners.</p>\n");
}

static void write_placed(struct moot_text *text, const struct moot_plan *plan)
{
	if (!plan->has_calendar)
		return;
	size_t clashes = moot_words_clash_count(plan);
	moot_text_format(text, "<p>%zu meeting%s dated; ", plan->meeting_count,
			 plan->meeting_count == 1 ? " is" : "s are");
	if (plan->unscheduled_count == 0)
		moot_text_add(text, "none is left without a date. ");
	else
		moot_text_format(text, "<strong class=\"warn\">%zu found no date</strong>. ", plan->unscheduled_count);
	moot_text_format(text, "People who may miss one: %zu time%s (<a href=\"#troubles\">which</a>).</p>\n", clashes,
			 clashes == 1 ? "" : "s");
}

static void write_opening(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	moot_html_section(text, "short", "In short");
	moot_text_add(text, "<p>From ");
	moot_words_day(text, plan->start);
	moot_text_add(text, " to ");
	moot_words_day(text, plan->end);
	moot_text_add(text, ".</p>\n");
	write_words(text, plan, moot_words_changes);
	write_totals(text, plan);
	moot_text_add(text, "<h3>What needs agreement</h3>\n");
	write_agreements(text, plan);
	moot_text_add(text, "<h3>How good the plan is</h3>\n");
	write_words(text, plan, moot_words_structure_quality);
	write_words(text, plan, moot_words_calendar_quality);
	write_placed(text, plan);
	moot_html_section_end(text);
}

static void write_contents(struct moot_text *text)
{
	moot_text_add(text, "<nav aria-label=\"Contents\"><ul>\n"
			    "<li><a href=\"#boards\">Proposed boards</a></li>\n"
			    "<li><a href=\"#savings\">Savings by board</a></li>\n"
			    "<li><a href=\"#people\">People</a></li>\n"
			    "<li><a href=\"#duties\">Duties</a></li>\n"
			    "<li><a href=\"#calendar\">The year's meetings</a></li>\n"
			    "<li><a href=\"#troubles\">Meetings without a date, and clashes</a></li>\n"
			    "<li><a href=\"#assumptions\">Assumptions</a></li>\n"
			    "<li><a href=\"#inputs\">What was read</a></li>\n"
			    "</ul></nav>\n");
}

static void write_replaced(struct moot_text *text, const struct moot_report *report,
			   const struct moot_plan_board *board)
{
	moot_html_cell_begin(text);
	moot_text_add(text, "<ul>");
	for (size_t i = 0; i < board->from_count; i++) {
		moot_text_add(text, "<li>");
		moot_html_text(text, moot_names_text(&report->boards, board->from[i]));
		moot_text_add(text, "</li>");
	}
	moot_text_add(text, "</ul>");
	moot_html_cell_end(text);
}

static void write_why(struct moot_text *text, const struct moot_plan_board *board)
{
	moot_html_cell_begin(text);
	if (board->needs_agreement)
		moot_text_add(text, "<strong class=\"warn\">Needs agreement.</strong> ");
	for (size_t i = 0; i < board->why_count; i++) {
		moot_text_add(text, i > 0 ? "<br>" : "");
		moot_html_text(text, board->why[i]);
	}
	moot_html_cell_end(text);
}

static void write_board_row(struct moot_text *text, const struct moot_report *report,
			    const struct moot_plan_board *board)
{
	moot_html_row(text, board->name);
	moot_html_cell(text, moot_words_fate(board->fate));
	write_replaced(text, report, board);
	moot_html_cell_number(text, board->meetings_per_year, 0);
	moot_html_cell_number(text, board->minutes, 0);
	moot_html_cell_number(text, (double)board->member_count, 0);
	moot_html_cell(text, moot_names_text(&report->people, board->chair));
	write_why(text, board);
	moot_html_row_end(text);
}

/* The boards that change, or those that stay. Nothing where there are none. */
static size_t write_board_table(struct moot_text *text, const struct moot_report *report, const char *caption,
				bool kept)
{
	static const char *const titles[] = {
	    "Board", "Proposal", "Replaces", "#Meetings a year", "#Minutes", "#Members", "Chair", "Why", NULL};
	size_t count = 0;
	for (size_t i = 0; i < report->plan->board_count; i++) {
		const struct moot_plan_board *board = &report->plan->boards[i];
		if ((board->fate == MOOT_KEPT) != kept)
			continue;
		if (count++ == 0)
			moot_html_table(text, caption, titles);
		write_board_row(text, report, board);
	}
	if (count > 0)
		moot_html_table_end(text);
	return count;
}

static void write_hand_overs(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Theme", "From", "To", NULL};
	const struct moot_plan *plan = report->plan;
	if (plan->handed_over_count == 0)
		return;
	moot_html_table(text, "Themes that move to another board", titles);
	for (size_t i = 0; i < plan->handed_over_count; i++) {
		moot_html_row(text, plan->handed_over[i].theme);
		moot_html_cell(text, moot_names_text(&report->boards, plan->handed_over[i].from));
		moot_html_cell(text, moot_report_board(report, plan->handed_over[i].to));
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_boards(struct moot_text *text, const struct moot_report *report)
{
	moot_html_section(text, "boards", "Proposed boards");
	if (write_board_table(text, report, "Boards that merge, meet in common or close", false) == 0)
		moot_html_paragraph(text, "Every board stays as it is.");
	write_hand_overs(text, report);
	moot_text_add(text, "<details><summary>Boards that stay as they are</summary>\n");
	if (write_board_table(text, report, "Boards that stay as they are", true) == 0)
		moot_html_paragraph(text, "None.");
	moot_text_add(text, "</details>\n");
	moot_html_section_end(text);
}

static bool saves_anything(const struct moot_saving *saving)
{
	return saving->hours != 0 || saving->senior_hours != 0 || saving->cost != 0;
}

static void write_savings(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Board", "#Senior hours", "#All hours", "#Cost (GBP)", NULL};
	const struct moot_plan *plan = report->plan;
	moot_html_section(text, "savings", "Savings by board");
	moot_html_paragraph(text,
			    "The hours that the boards which it replaces take today, less its own. A board that takes "
			    "on work from one that closes can show less than nothing.");
	size_t count = 0;
	for (size_t i = 0; i < plan->board_count; i++) {
		if (!saves_anything(&plan->boards[i].saving))
			continue;
		if (count++ == 0)
			moot_html_table(text, "Saved in a year", titles);
		moot_html_row(text, plan->boards[i].name);
		moot_html_cell_number(text, plan->boards[i].saving.senior_hours, 1);
		moot_html_cell_number(text, plan->boards[i].saving.hours, 1);
		moot_html_cell_number(text, plan->boards[i].saving.cost, 0);
		moot_html_row_end(text);
	}
	if (count > 0)
		moot_html_table_end(text);
	else
		moot_html_paragraph(text, "No board saves anything.");
	moot_html_section_end(text);
}

enum moot_status moot_plan_report(const struct moot_report *report, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	moot_html_begin(&text, "A plan for its boards", report->plan->landscape);
	write_opening(&text, report);
	write_contents(&text);
	write_boards(&text, report);
	write_savings(&text, report);
	moot_plan_report_people(&text, report);
	moot_plan_report_duties(&text, report);
	moot_plan_report_calendar(&text, report);
	moot_plan_report_troubles(&text, report);
	moot_plan_report_origin(&text, report);
	moot_html_end(&text);
	return moot_text_take(&text, out, error);
}
