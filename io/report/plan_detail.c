/* Sections of a plan's report.html: duties and who carries them, and, at its end, what was read. */
#include "io/report/plan_report.h"

#include "io/report/html.h"
#include "io/report/words.h"

#include <string.h>

/* Whether an earlier row of the agenda put the duty on the same board. */
static bool is_repeated(const struct moot_landscape *landscape, size_t item)
{
	for (size_t i = 0; i < item; i++) {
		if (landscape->items[i].duty == landscape->items[item].duty &&
		    landscape->items[i].board == landscape->items[item].board)
			return true;
	}
	return false;
}

static void write_todays_carriers(struct moot_text *text, const struct moot_landscape *landscape, size_t duty)
{
	bool any = false;
	moot_html_cell_begin(text);
	for (size_t i = 0; i < landscape->item_count; i++) {
		if (landscape->items[i].duty != (int)duty || is_repeated(landscape, i))
			continue;
		moot_text_add(text, any ? "<br>" : "");
		moot_html_text(text, landscape->boards[landscape->items[i].board].name);
		any = true;
	}
	if (!any)
		moot_text_add(text, "<strong class=\"warn\">nobody</strong>");
	moot_html_cell_end(text);
}

static bool carries(const struct moot_plan_board *board, const char *duty)
{
	for (size_t i = 0; i < board->duty_count; i++) {
		if (strcmp(board->duties[i], duty) == 0)
			return true;
	}
	return false;
}

static void write_proposed_carriers(struct moot_text *text, const struct moot_plan *plan, const char *duty)
{
	bool any = false;
	moot_html_cell_begin(text);
	for (size_t i = 0; i < plan->board_count; i++) {
		if (!carries(&plan->boards[i], duty))
			continue;
		moot_text_add(text, any ? "<br>" : "");
		moot_html_text(text, plan->boards[i].name);
		any = true;
	}
	if (!any)
		moot_text_add(text, "<strong class=\"warn\">nobody</strong>");
	moot_html_cell_end(text);
}

void moot_plan_report_duties(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Duty",     "Legal basis", "#Least a year", "Carried today by",
					     "Proposed", NULL};
	const struct moot_landscape *landscape = report->landscape;
	moot_html_section(text, "duties", "Duties and who carries them");
	if (landscape->duty_count == 0) {
		moot_html_paragraph(text, "No duties were given.");
	} else {
		moot_html_table(text, "Duties", titles);
		for (size_t i = 0; i < landscape->duty_count; i++) {
			const struct moot_duty *duty = &landscape->duties[i];
			moot_html_row(text, moot_names_text(&report->duties, duty->id));
			moot_html_cell(text, duty->legal_basis ? duty->legal_basis : "");
			moot_html_cell_number(text, duty->min_per_year, 0);
			write_todays_carriers(text, landscape, i);
			write_proposed_carriers(text, report->plan, duty->id);
			moot_html_row_end(text);
		}
		moot_html_table_end(text);
	}
	moot_html_section_end(text);
}

void moot_plan_report_origin(struct moot_text *text, const struct moot_report *report)
{
	static const char *const files[] = {"File", "SHA-256", NULL};
	const struct moot_plan *plan = report->plan;
	moot_html_section(text, "inputs", "What was read");
	moot_html_details(text, "Files of the landscape", plan->input_count);
	moot_html_table(text, "Files of the landscape, each with its fingerprint", files);
	for (size_t i = 0; i < plan->input_count; i++) {
		moot_html_row(text, plan->inputs[i].file);
		moot_html_cell(text, plan->inputs[i].sha256);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_details_end(text);
	moot_html_warnings(text, report->landscape->warnings, report->landscape->warning_count);
	moot_text_add(text, "<p>Created ");
	moot_html_text(text, plan->created);
	moot_text_format(text, ", seed %ld.</p>\n", plan->seed);
	moot_html_section_end(text);
}
