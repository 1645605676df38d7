/*
 * Every proposed board: those that merge, meet in common or close each with its arithmetic (what each of today's boards
 * takes, what the proposed one takes, the difference) and its reasons; those that stay in one table.
 */
#include "io/report/plan_report.h"

#include "io/report/chart.h"
#include "io/report/html.h"
#include "io/report/words.h"

#include <math.h>

static const struct moot_audit_board *figures_of(const struct moot_report *report, const struct moot_audit *today,
						 const char *id)
{
	const struct moot_name *board = moot_names_find(&report->boards, id);
	return board && board->index < today->board_count ? &today->boards[board->index] : NULL;
}

static void add_figures(struct moot_audit_board *sum, const struct moot_audit_board *one)
{
	sum->meetings += one->meetings;
	sum->senior_hours += one->senior_hours;
	sum->hours += one->hours;
	sum->cost += one->cost;
}

/* `members` negative: not told, as the same people may sit on several. */
static void write_figures(struct moot_text *text, const char *name, const struct moot_audit_board *figures, int members,
			  double minutes)
{
	moot_html_row(text, name);
	moot_html_cell_number(text, figures->meetings, 0);
	if (minutes >= 0)
		moot_html_cell_number(text, minutes, 0);
	else
		moot_html_cell(text, "");
	if (members >= 0)
		moot_html_cell_number(text, members, 0);
	else
		moot_html_cell(text, "");
	moot_html_cell_number(text, figures->senior_hours, 1);
	moot_html_cell_number(text, figures->hours, 1);
	moot_html_cell_number(text, figures->cost, 0);
	moot_html_row_end(text);
}

static void write_arithmetic(struct moot_text *text, const struct moot_report *report, const struct moot_audit *today,
			     const struct moot_plan_board *board)
{
	static const char *const titles[] = {"A year",        "#Meetings",  "#Minutes each", "#Members",
					     "#Senior hours", "#All hours", "#Cost (£)",     NULL};
	struct moot_audit_board sum = {0};
	moot_html_table(text, "What it takes today and as proposed", titles);
	for (size_t i = 0; i < board->from_count; i++) {
		const struct moot_audit_board *one = figures_of(report, today, board->from[i]);
		if (!one)
			continue;
		add_figures(&sum, one);
		write_figures(text, moot_names_text(&report->boards, board->from[i]), one, one->members, one->minutes);
	}
	moot_text_add(text, "</tbody>\n<tfoot>\n");
	struct moot_audit_board after = {.meetings = board->meetings_per_year,
					 .senior_hours = sum.senior_hours - board->saving.senior_hours,
					 .hours = sum.hours - board->saving.hours,
					 .cost = sum.cost - board->saving.cost};
	struct moot_audit_board saved = {.meetings = sum.meetings - after.meetings,
					 .senior_hours = board->saving.senior_hours,
					 .hours = board->saving.hours,
					 .cost = board->saving.cost};
	if (board->from_count > 1)
		write_figures(text, "Today together", &sum, -1, -1);
	if (board->fate != MOOT_CLOSED)
		write_figures(text, "Proposed", &after, (int)board->member_count, board->minutes);
	write_figures(text, "Saved", &saved, -1, -1);
	moot_text_add(text, "</tfoot>\n</table>\n</div>\n");
}

static const char *part_name(enum moot_part part)
{
	static const char *const names[] = {[MOOT_PART_STANDING] = "Standing business of fewer meetings",
					    [MOOT_PART_PREPARATION] = "Preparation for fewer meetings",
					    [MOOT_PART_TRAVEL] = "Travel to fewer meetings",
					    [MOOT_PART_THEMES] = "Themes that are discussed once",
					    [MOOT_PART_RELEASED] = "People who are released",
					    [MOOT_PART_CLOSED] = "The board that closes",
					    [MOOT_PART_OTHERS] = "Themes that are new to some members",
					    [MOOT_PART_MORE_OFTEN] = "More meetings for some members",
					    [MOOT_PART_MOVED] = "Themes taken over or handed on",
					    [MOOT_PART_ATTENDANCE] = "Deputies and papers",
					    [MOOT_PART_DUPLICATION] = "", /* not of people's hours */
					    [MOOT_PART_SUPPORT] = "",
					    [MOOT_PART_PENALTY] = ""};
	return names[part];
}

static bool is_shown(const struct moot_amount *part, enum moot_part which)
{
	return *part_name(which) && (part->hours != 0 || part->senior_hours != 0 || part->cost != 0);
}

/* What the saving is made of; parts that cost are negative. */
static void write_parts(struct moot_text *text, const struct moot_plan_board *board)
{
	static const char *const titles[] = {"Where the saving comes from", "#Senior hours", "#All hours", "#Cost (£)",
					     NULL};
	const struct moot_amount *parts = board->breakdown.parts;
	double most = 0;
	for (int i = 0; i < MOOT_PART_COUNT && board->breakdown.known; i++) {
		if (is_shown(&parts[i], (enum moot_part)i))
			most = fmax(most, fabs(parts[i].hours));
	}
	if (!(most > 0))
		return;
	struct moot_scale scale = moot_scale_make(0, most, 3);
	moot_html_long(text);
	moot_html_table_begin(text, "What the saving is made of (below nothing: hours added)");
	moot_html_table_titles(text, titles);
	moot_chart_axis_cell(text, &scale, "Hours saved, or added where negative");
	moot_html_table_body(text);
	for (int i = 0; i < MOOT_PART_COUNT; i++) {
		if (!is_shown(&parts[i], (enum moot_part)i))
			continue;
		moot_html_row(text, part_name((enum moot_part)i));
		moot_html_cell_number(text, parts[i].senior_hours, 1);
		moot_html_cell_number(text, parts[i].hours, 1);
		moot_html_cell_number(text, parts[i].cost, 0);
		moot_chart_bar_cell(text, &scale, parts[i].hours < 0 ? MOOT_TONE_TROUBLE : MOOT_TONE_AFTER,
				    fabs(parts[i].hours), parts[i].hours < 0 ? "hours added" : "hours saved");
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_long_end(text);
}

static void write_reasons(struct moot_text *text, const struct moot_plan_board *board)
{
	if (board->why_count == 0)
		return;
	moot_text_add(text, "<ul>\n");
	for (size_t i = 0; i < board->why_count; i++) {
		moot_text_add(text, "<li>");
		moot_html_text(text, board->why[i]);
		moot_text_add(text, "</li>\n");
	}
	moot_text_add(text, "</ul>\n");
}

/* "Merged from 3 boards; chaired by Ann Example; needs agreement." */
static void write_line(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	moot_text_add(text, "<p>");
	if (board->fate == MOOT_CLOSED) {
		moot_text_add(text, "Closes.");
	} else {
		moot_text_format(text,
				 board->fate == MOOT_MERGED ? "One board in place of %zu" : "%zu boards in common",
				 board->from_count);
		moot_text_format(text, ": %d meetings a year of %d minutes, %s, %zu members", board->meetings_per_year,
				 board->minutes, moot_words_mode(board->mode), board->member_count);
		if (*board->chair) {
			moot_text_add(text, ", chaired by ");
			moot_html_text(text, moot_names_text(&report->people, board->chair));
		}
		moot_text_add(text, ".");
	}
	if (board->needs_agreement)
		moot_text_add(text, " <strong class=\"warn\">Needs agreement.</strong>");
	moot_text_add(text, "</p>\n");
}

static void write_card(struct moot_text *text, const struct moot_report *report, const struct moot_audit *today,
		       const struct moot_plan_board *board)
{
	moot_text_add(text, "<div class=\"card\">\n<h3>");
	moot_html_text(text, board->name);
	moot_text_add(text, "</h3>\n");
	write_line(text, report, board);
	write_arithmetic(text, report, today, board);
	write_parts(text, board);
	write_reasons(text, board);
	moot_text_add(text, "</div>\n");
}

static void write_hand_overs(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Theme", "From", "To", NULL};
	const struct moot_plan *plan = report->plan;
	if (plan->handed_over_count == 0)
		return;
	moot_html_long(text);
	moot_html_table(text, "Themes that move to another board, or that it leads for both", titles);
	for (size_t i = 0; i < plan->handed_over_count; i++) {
		moot_html_row(text, plan->handed_over[i].theme);
		moot_html_cell(text, moot_report_board(report, plan->handed_over[i].from));
		moot_html_cell(text, moot_report_board(report, plan->handed_over[i].to));
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_long_end(text);
}

static void write_kept(struct moot_text *text, const struct moot_report *report, size_t count)
{
	static const char *const titles[] = {"Board", "#Meetings a year", "#Minutes", "#Members", "Chair", NULL};
	moot_html_details(text, "Boards that stay as they are", count);
	if (count == 0)
		moot_html_paragraph(text, "None.");
	else
		moot_html_table(text, "Boards that stay as they are", titles);
	for (size_t i = 0; i < report->plan->board_count; i++) {
		const struct moot_plan_board *board = &report->plan->boards[i];
		if (board->fate != MOOT_KEPT)
			continue;
		moot_html_row(text, board->name);
		moot_html_cell_number(text, board->meetings_per_year, 0);
		moot_html_cell_number(text, board->minutes, 0);
		moot_html_cell_number(text, (double)board->member_count, 0);
		moot_html_cell(text, moot_names_text(&report->people, board->chair));
		moot_html_row_end(text);
	}
	if (count > 0)
		moot_html_table_end(text);
	moot_html_details_end(text);
}

void moot_plan_report_boards(struct moot_text *text, const struct moot_report *report, const struct moot_audit *today)
{
	const struct moot_plan *plan = report->plan;
	size_t kept = 0;
	moot_html_section(text, "boards", "Each proposal, its reasons and its arithmetic");
	for (size_t i = 0; i < plan->board_count; i++) {
		if (plan->boards[i].fate == MOOT_KEPT)
			kept++;
		else
			write_card(text, report, today, &plan->boards[i]);
	}
	if (kept == plan->board_count)
		moot_html_paragraph(text, "Every board stays as it is.");
	write_hand_overs(text, report);
	write_kept(text, report, kept);
	moot_html_section_end(text);
}

static bool saves_anything(const struct moot_saving *saving)
{
	return saving->hours != 0 || saving->senior_hours != 0 || saving->cost != 0;
}

void moot_plan_report_savings(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Board", "#Senior hours", "#All hours", "#Cost (£)", NULL};
	const struct moot_plan *plan = report->plan;
	size_t count = 0;
	moot_html_section(text, "savings", "Savings by board");
	moot_html_paragraph(text,
			    "The hours that the boards which it replaces take today, less its own. A board that takes "
			    "on work from one that closes can show less than nothing.");
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
