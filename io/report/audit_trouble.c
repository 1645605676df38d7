/* The audit's page: what falls short, what stands at once in people's calendars, priorities said several times. */
#include "io/report/audit_report.h"

#include "io/report/chart.h"
#include "io/report/findings.h"
#include "io/report/html.h"
#include "io/report/words.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_BOOKINGS = 60, MOST_BUSY_PEOPLE = 25 };

static void write_finding(struct moot_text *text, const struct moot_landscape *landscape,
			  const struct moot_audit_finding *finding)
{
	struct moot_text words = {0};
	moot_finding_words(&words, landscape, finding);
	moot_text_add(text, "<li><strong>");
	moot_html_text(text, moot_finding_subject(landscape, finding));
	moot_text_add(text, "</strong>: ");
	moot_html_text(text, words.bytes ? words.bytes : "");
	moot_text_add(text, "</li>\n");
	text->failed |= words.failed;
	moot_text_clear(&words);
}

void moot_audit_report_findings(struct moot_text *text, const struct moot_landscape *landscape,
				const struct moot_audit *audit)
{
	moot_html_section(text, "findings", "What falls short");
	if (audit->finding_count == 0)
		moot_html_paragraph(
		    text, "Nothing that was entered falls short: every board meets as often as it must, every "
			  "duty has its board, and every organisation that must be there sits on it.");
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct moot_audit_finding *finding = &audit->findings[i];
		bool is_first = i == 0 || finding[-1].fault != finding->fault;
		bool is_last = i + 1 == audit->finding_count || finding[1].fault != finding->fault;
		if (is_first)
			moot_text_format(text, "<h3>%s</h3>\n<ul>\n", moot_fault_title(finding->fault));
		write_finding(text, landscape, finding);
		if (is_last)
			moot_text_add(text, "</ul>\n");
	}
	moot_html_section_end(text);
}

/* How often a person is double-booked, and how often without time between. */
struct person_count {
	int person;
	int doubles;
	int close;
};

static int compare_counts(const void *a, const void *b)
{
	const struct person_count *x = a;
	const struct person_count *y = b;
	if (x->doubles != y->doubles)
		return x->doubles > y->doubles ? -1 : 1;
	if (x->close != y->close)
		return x->close > y->close ? -1 : 1;
	return x->person < y->person ? -1 : x->person > y->person;
}

static void write_counts(struct moot_text *text, const struct moot_landscape *landscape,
			 const struct person_count *counts, size_t count)
{
	static const char *const titles[] = {"Person", "#Double bookings", "#Back to back", NULL};
	int most = 0;
	for (size_t i = 0; i < count; i++)
		most = counts[i].doubles > most ? counts[i].doubles : most;
	struct moot_scale scale = moot_scale_make(0, fmax(most, 4), 4);
	moot_html_table_begin(text, "Who is double-booked most often");
	moot_html_table_titles(text, titles);
	moot_chart_axis_cell(text, &scale, "Double bookings (times a year)");
	moot_html_table_body(text);
	for (size_t i = 0; i < count && i < MOST_BUSY_PEOPLE; i++) {
		moot_html_row(text, landscape->people[counts[i].person].name);
		moot_html_cell_number(text, counts[i].doubles, 0);
		moot_html_cell_number(text, counts[i].close, 0);
		moot_chart_bar_cell(text, &scale, MOOT_TONE_TROUBLE, counts[i].doubles, "times");
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_bookings(struct moot_text *text, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	static const char *const titles[] = {"Person", "When", "Board", "At the same time", "#Minutes at once", NULL};
	size_t shown = 0;
	size_t doubles = 0;
	for (size_t i = 0; i < audit->booking_count; i++)
		doubles += audit->bookings[i].minutes < 0;
	moot_html_details(text, "Each double booking", doubles);
	moot_html_table(text, "Double bookings", titles);
	for (size_t i = 0; i < audit->booking_count && shown < MOST_BOOKINGS; i++) {
		const struct moot_audit_booking *booking = &audit->bookings[i];
		if (booking->minutes >= 0)
			continue;
		shown++;
		moot_html_row(text, landscape->people[booking->person].name);
		moot_html_cell_begin(text);
		moot_words_weekday(text, moot_words_day_of(booking->start));
		moot_html_cell_end(text);
		moot_html_cell(text, landscape->boards[booking->board].name);
		moot_html_cell(text, moot_booking_other(landscape, booking));
		moot_html_cell_number(text, -booking->minutes, 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	if (doubles > shown)
		moot_text_format(text, "<p class=\"note\">And %zu more, in double-bookings.csv.</p>\n",
				 doubles - shown);
	moot_html_details_end(text);
}

static void write_people(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	struct person_count *counts = moot_allocate(landscape->person_count + 1, sizeof *counts);
	size_t people = 0;
	int doubles = 0;
	int close = 0;
	if (!counts) {
		text->failed = true;
		return;
	}
	for (size_t i = 0; i < audit->booking_count; i++) { /* by person */
		const struct moot_audit_booking *booking = &audit->bookings[i];
		if (i == 0 || booking[-1].person != booking->person)
			counts[people++].person = booking->person;
		counts[people - 1].doubles += booking->minutes < 0;
		counts[people - 1].close += booking->minutes >= 0;
		doubles += booking->minutes < 0;
		close += booking->minutes >= 0;
	}
	qsort(counts, people, sizeof *counts, compare_counts);
	moot_text_format(text,
			 "<p>Calendars show <strong>%d double bookings</strong> and %d times with less than %d minutes "
			 "between two meetings, for %zu people.</p>\n",
			 doubles, close, landscape->policy.breathing_minutes, people);
	write_counts(text, landscape, counts, people);
	if (doubles > 0)
		write_bookings(text, landscape, audit);
	moot_release(counts);
}

void moot_audit_report_bookings(struct moot_text *text, const struct moot_landscape *landscape,
				const struct moot_audit *audit)
{
	size_t calendars = 0;
	for (size_t b = 0; b < landscape->board_count; b++)
		calendars += landscape->boards[b].today_count > 0;
	moot_html_section(text, "bookings", "Double bookings and back-to-backs");
	if (calendars == 0)
		moot_html_paragraph(text, "No board's own calendar was given, so none can be seen.");
	else if (audit->booking_count == 0)
		moot_html_paragraph(text, "Nobody's calendar shows two things at once, or too close to each other.");
	else
		write_people(text, landscape, audit);
	moot_html_section_end(text);
}

static void write_list(struct moot_text *text, const char *name, bool is_first)
{
	moot_text_add(text, is_first ? "" : "<br>");
	moot_html_text(text, name);
}

static void write_repeat(struct moot_text *text, const struct moot_landscape *l, const struct moot_audit_repeat *repeat)
{
	const struct moot_priority *priority = &l->priorities[repeat->priority];
	moot_html_row(text, priority->theme == MOOT_NONE ? priority->text : l->themes[priority->theme]);
	moot_html_cell_begin(text);
	for (size_t i = 0; i < repeat->strategy_count; i++)
		write_list(text, l->strategies[repeat->strategies[i]].name, i == 0);
	moot_html_cell_end(text);
	moot_html_cell_begin(text);
	if (repeat->board_count == 0)
		moot_text_add(text, "no board has it on its agenda");
	for (size_t i = 0; i < repeat->board_count; i++)
		write_list(text, l->boards[repeat->boards[i]].name, i == 0);
	moot_html_cell_end(text);
	moot_html_row_end(text);
}

void moot_audit_report_strategies(struct moot_text *text, const struct moot_landscape *landscape,
				  const struct moot_audit *audit)
{
	static const char *const titles[] = {"Priority", "Strategies that hold it", "Boards that could own a joint one",
					     NULL};
	moot_html_section(text, "strategies", "Strategies and their priorities");
	if (landscape->strategy_count == 0) {
		moot_html_paragraph(text, "No strategies were given.");
	} else {
		moot_text_format(text,
				 "<p>%zu strateg%s hold%s %zu priorit%s; %zu of them stand%s in more than one.</p>\n",
				 landscape->strategy_count, landscape->strategy_count == 1 ? "y" : "ies",
				 landscape->strategy_count == 1 ? "s" : "", landscape->priority_count,
				 landscape->priority_count == 1 ? "y" : "ies", audit->repeat_count,
				 audit->repeat_count == 1 ? "s" : "");
		if (audit->repeat_count > 0)
			moot_html_table(text, "Priorities of several strategies", titles);
		for (size_t i = 0; i < audit->repeat_count; i++)
			write_repeat(text, landscape, &audit->repeats[i]);
		if (audit->repeat_count > 0)
			moot_html_table_end(text);
	}
	moot_html_section_end(text);
}
