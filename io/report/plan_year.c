/*
 * The year in a plan's report: a month grid, one line a board, the meetings of every month, and what went wrong with
 * them: meetings without a date, people who are elsewhere.
 */
#include "io/report/plan_report.h"

#include "io/report/chart.h"
#include "io/report/html.h"
#include "io/report/words.h"

#include <string.h>

enum { MOST_MONTHS = 60, MONTH_DAYS = 31 };

static bool has_year(const struct moot_plan *plan)
{
	return plan->start != MOOT_NO_DAY && plan->end != MOOT_NO_DAY && plan->end >= plan->start &&
	       plan->end - plan->start < MOST_MONTHS * MONTH_DAYS;
}

/* What stands on each day of the year, `extra` days more at both ends for the rest of the first and last month. */
static void fill_days(const struct moot_report *report, struct moot_chart_day *days, moot_day from, size_t count)
{
	const struct moot_plan *plan = report->plan;
	const struct moot_landscape *landscape = report->landscape;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		moot_day day = moot_words_day_of(plan->meetings[i].start);
		if (day < from || (size_t)(day - from) >= count)
			continue;
		days[day - from].meetings++;
		days[day - from].is_trouble |= plan->meetings[i].clash_count > 0;
	}
	for (size_t i = 0; i < landscape->closure_count; i++) {
		moot_day day = landscape->closures[i].day;
		if (day >= from && (size_t)(day - from) < count)
			days[day - from].closed = landscape->closures[i].why;
	}
}

static void draw_months(struct moot_text *text, const struct moot_plan *plan, const struct moot_chart_day *days,
			moot_day from, size_t count)
{
	int most = 0;
	for (size_t i = 0; i < count; i++)
		most = days[i].meetings > most ? days[i].meetings : most;
	moot_html_paragraph(text,
			    "The number of meetings on each day; the darker, the more. Struck through: nothing meets "
			    "that day. A frame: somebody may miss a meeting.");
	moot_text_add(text, "<div class=\"months\">\n");
	for (moot_day day = from; day <= plan->end;) {
		moot_chart_month(text, day, days + (day - from), most);
		for (int year = 0, month = 0, date = 0; date != 1;)
			moot_day_to_date(++day, &year, &month, &date);
	}
	moot_text_add(text, "</div>\n");
}

static void write_months(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	int year = 0;
	int month = 0;
	int date = 1;
	moot_day_to_date(plan->start, &year, &month, &date);
	moot_day from = plan->start - date + 1;
	size_t count = (size_t)(plan->end - from) + 1 + MONTH_DAYS;
	struct moot_chart_day *days = moot_allocate(count, sizeof *days);
	if (!days) {
		text->failed = true;
		return;
	}
	fill_days(report, days, from, count);
	draw_months(text, plan, days, from, count);
	moot_release(days);
}

static const char *dot_note(struct moot_text *text, struct moot_arena *arena, const struct moot_meeting *meeting)
{
	struct moot_text note = {0};
	moot_words_weekday(&note, moot_words_day_of(meeting->start));
	moot_text_add(&note, ", ");
	moot_words_times(&note, meeting->start, meeting->end);
	if (meeting->clash_count > 0)
		moot_text_format(&note, ", %zu may miss it", meeting->clash_count);
	const char *kept = note.failed ? NULL : moot_arena_text(arena, note.bytes);
	moot_text_clear(&note);
	text->failed |= !kept;
	return kept ? kept : "";
}

static void write_line(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board,
		       struct moot_chart_dot *dots, struct moot_arena *arena)
{
	const struct moot_plan *plan = report->plan;
	size_t count = 0;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		if (strcmp(meeting->board, board->id) != 0)
			continue;
		dots[count++] = (struct moot_chart_dot){.day = moot_words_day_of(meeting->start),
							.is_trouble = meeting->clash_count > 0,
							.note = dot_note(text, arena, meeting)};
	}
	if (board->fate == MOOT_CLOSED)
		return;
	moot_html_row(text, board->name);
	moot_html_cell_number(text, (double)count, 0);
	moot_chart_year_cell(text, plan->start, plan->end, dots, count);
	moot_html_row_end(text);
}

static void write_lines(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Board", "#Dated", NULL};
	const struct moot_plan *plan = report->plan;
	struct moot_arena *arena = moot_arena_new();
	struct moot_chart_dot *dots = arena ? moot_arena_array(arena, plan->meeting_count, sizeof *dots) : NULL;
	if (dots) {
		moot_html_paragraph(text,
				    "One line a board, a dot for each meeting; hollow where somebody may miss it.");
		moot_html_table_begin(text, "The year of each board");
		moot_html_table_titles(text, titles);
		moot_chart_year_head(text, plan->start, plan->end);
		moot_html_table_body(text);
		for (size_t i = 0; i < plan->board_count; i++)
			write_line(text, report, &plan->boards[i], dots, arena);
		moot_html_table_end(text);
	}
	text->failed |= !dots;
	moot_arena_free(arena);
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
	moot_text_add(text, "<tr><th scope=\"row\" class=\"d\">");
	moot_words_weekday(text, moot_words_day_of(meeting->start));
	moot_text_add(text, "</th><td class=\"d\">");
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

static void begin_month(struct moot_text *text, moot_minute start)
{
	static const char *const titles[] = {"Date", "Time", "Board", "#Meeting", "Place", "May miss it", NULL};
	struct moot_text caption = {0};
	moot_text_add(&caption, "Meetings in ");
	moot_words_month(&caption, moot_words_day_of(start));
	moot_html_table(text, caption.bytes ? caption.bytes : "", titles);
	text->failed |= caption.failed;
	moot_text_clear(&caption);
}

static void write_list(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	int month = 0;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		if (month_of(meeting->start) != month || i == 0) {
			if (i > 0)
				moot_html_table_end(text);
			month = month_of(meeting->start);
			begin_month(text, meeting->start);
		}
		write_meeting(text, report, meeting);
	}
	moot_html_table_end(text);
}

void moot_plan_report_calendar(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	moot_html_section(text, "calendar", "The year's meetings");
	if (!plan->has_calendar) {
		moot_html_paragraph(text, "No calendar was asked for.");
	} else if (plan->meeting_count == 0) {
		moot_html_paragraph(text, "There are no meetings.");
	} else {
		if (has_year(plan)) {
			write_months(text, report);
			write_lines(text, report);
		}
		moot_html_details(text, "Every meeting, by date", plan->meeting_count);
		moot_text_add(text, "<p>All times are local: ");
		moot_html_text(text, plan->timezone);
		moot_text_add(text, ".</p>\n");
		write_list(text, report);
		moot_html_details_end(text);
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
