/* The later sections of a plan's report.html: people, duties, the year, what found no date, assumptions, inputs. */
#include "io/report/plan_report.h"

#include "io/report/html.h"
#include "io/report/words.h"

#include <string.h>

enum { BUSIEST = 20 };

static void write_people_table(struct moot_text *text, const struct moot_report *report, const char *caption,
			       const struct moot_plan_person *people, size_t count)
{
	static const char *const titles[] = {"Person",
					     "Senior",
					     "#Hours today",
					     "#Hours proposed",
					     "#Saved",
					     "#Cost today (GBP)",
					     "#Cost proposed (GBP)",
					     NULL};
	moot_html_table(text, caption, titles);
	for (size_t i = 0; i < count; i++) {
		moot_html_row(text, moot_names_text(&report->people, people[i].person));
		moot_html_cell(text, people[i].senior ? "yes" : "");
		moot_html_cell_number(text, people[i].hours_before, 1);
		moot_html_cell_number(text, people[i].hours_after, 1);
		moot_html_cell_number(text, people[i].hours_before - people[i].hours_after, 1);
		moot_html_cell_number(text, people[i].cost_before, 0);
		moot_html_cell_number(text, people[i].cost_after, 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

void moot_plan_report_people(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	moot_html_section(text, "people", "People");
	if (plan->person_count == 0) {
		moot_html_paragraph(text, "No hours of single people are known.");
	} else {
		size_t count = plan->person_count < BUSIEST ? plan->person_count : BUSIEST;
		moot_html_paragraph(text, "Hours a year in meetings, with preparation and the usual travel.");
		write_people_table(text, report, "Those who spend the most hours today", report->busiest, count);
		moot_text_format(text, "<details><summary>Everyone (%zu)</summary>\n", plan->person_count);
		write_people_table(text, report, "Everyone, by id", plan->people, plan->person_count);
		moot_text_add(text, "</details>\n");
	}
	moot_html_section_end(text);
}

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

static int month_of(moot_minute start)
{
	int year = 0;
	int month = 0;
	int day = 0;
	if (moot_words_day_of(start) == MOOT_NO_DAY)
		return 0;
	moot_day_to_date(moot_words_day_of(start), &year, &month, &day);
	return year * 12 + month;
}

static void write_meeting(struct moot_text *text, const struct moot_report *report, const struct moot_meeting *meeting)
{
	moot_text_add(text, "<tr><th scope=\"row\">");
	moot_words_weekday(text, moot_words_day_of(meeting->start));
	moot_text_add(text, "</th><td>");
	moot_words_times(text, meeting->start, meeting->end);
	moot_html_cell_end(text);
	moot_html_cell(text, moot_report_board(report, meeting->board));
	moot_html_cell_number(text, meeting->number, 0);
	moot_html_cell(text, moot_names_text(&report->venues, meeting->venue));
	moot_html_cell_begin(text);
	for (size_t i = 0; i < meeting->clash_count; i++) {
		moot_text_add(text, i > 0 ? ", " : "");
		moot_html_text(text, moot_names_text(&report->people, meeting->clashes[i].person));
	}
	moot_html_cell_end(text);
	moot_html_row_end(text);
}

void moot_plan_report_calendar(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Date", "Time", "Board", "#Meeting", "Place", "May miss it", NULL};
	const struct moot_plan *plan = report->plan;
	int month = 0;
	moot_html_section(text, "calendar", "The year's meetings");
	if (!plan->has_calendar)
		moot_html_paragraph(text, "No calendar was asked for.");
	else if (plan->meeting_count == 0)
		moot_html_paragraph(text, "There are no meetings.");
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		if (month_of(meeting->start) != month || i == 0) {
			if (i > 0)
				moot_html_table_end(text);
			month = month_of(meeting->start);
			moot_text_add(text, "<h3>");
			moot_words_month(text, moot_words_day_of(meeting->start));
			moot_text_add(text, "</h3>\n");
			moot_html_table(text, "Meetings of the month", titles);
		}
		write_meeting(text, report, meeting);
	}
	if (plan->meeting_count > 0) {
		moot_html_table_end(text);
		moot_text_add(text, "<p>All times are local: ");
		moot_html_text(text, plan->timezone);
		moot_text_add(text, ".</p>\n");
	}
	moot_html_section_end(text);
}

static void write_unscheduled(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Board", "#Meeting", "Why", NULL};
	const struct moot_plan *plan = report->plan;
	if (plan->unscheduled_count == 0) {
		moot_html_paragraph(text, "Every meeting has a date.");
		return;
	}
	moot_html_table(text, "Meetings that found no date", titles);
	for (size_t i = 0; i < plan->unscheduled_count; i++) {
		moot_html_row(text, moot_report_board(report, plan->unscheduled[i].board));
		moot_html_cell_number(text, plan->unscheduled[i].number, 0);
		moot_html_cell(text, plan->unscheduled[i].why);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_clash(struct moot_text *text, const struct moot_report *report, const struct moot_meeting *meeting,
			const struct moot_clash *clash)
{
	moot_html_row(text, moot_names_text(&report->people, clash->person));
	moot_html_cell(text, moot_report_board(report, meeting->board));
	moot_html_cell_begin(text);
	moot_words_weekday(text, moot_words_day_of(meeting->start));
	moot_text_add(text, ", ");
	moot_words_times(text, meeting->start, meeting->end);
	moot_html_cell_end(text);
	moot_html_cell(text, moot_words_clash(report, clash));
	moot_html_row_end(text);
}

static void write_clashes(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Person", "May miss", "When", "Because of", NULL};
	const struct moot_plan *plan = report->plan;
	if (moot_words_clash_count(plan) == 0) {
		moot_html_paragraph(text, "Nobody who attends is known to be elsewhere.");
		return;
	}
	moot_html_table(text, "People who are elsewhere or busy", titles);
	for (size_t i = 0; i < plan->meeting_count; i++) {
		for (size_t k = 0; k < plan->meetings[i].clash_count; k++)
			write_clash(text, report, &plan->meetings[i], &plan->meetings[i].clashes[k]);
	}
	moot_html_table_end(text);
}

void moot_plan_report_troubles(struct moot_text *text, const struct moot_report *report)
{
	moot_html_section(text, "troubles", "Meetings without a date, and clashes");
	if (report->plan->has_calendar) {
		write_unscheduled(text, report);
		write_clashes(text, report);
	} else {
		moot_html_paragraph(text, "No calendar was asked for.");
	}
	moot_html_section_end(text);
}

void moot_plan_report_origin(struct moot_text *text, const struct moot_report *report)
{
	static const char *const assumed[] = {"What", "Value", NULL};
	static const char *const files[] = {"File", "SHA-256", NULL};
	const struct moot_plan *plan = report->plan;
	moot_html_section(text, "assumptions", "Assumptions");
	moot_html_table(text, "What the plan takes as given", assumed);
	for (size_t i = 0; i < plan->assumption_count; i++) {
		moot_html_row(text, plan->assumptions[i].key);
		moot_html_cell(text, plan->assumptions[i].value);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_section_end(text);
	moot_html_section(text, "inputs", "What was read");
	moot_html_table(text, "Files of the landscape", files);
	for (size_t i = 0; i < plan->input_count; i++) {
		moot_html_row(text, plan->inputs[i].file);
		moot_html_cell(text, plan->inputs[i].sha256);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_text_add(text, "<p>Created ");
	moot_html_text(text, plan->created);
	moot_text_format(text, ", seed %ld.</p>\n", plan->seed);
	moot_html_section_end(text);
}
