/* People in a plan's report: the hours of each senior person today and as proposed, then everyone's. */
#include "io/report/plan_report.h"

#include "io/report/chart.h"
#include "io/report/html.h"

#include <math.h>

enum { MOST_SHOWN = 40 };

static void write_numbers(struct moot_text *text, const struct moot_plan_person *person)
{
	moot_html_cell_number(text, person->hours_before, 1);
	moot_html_cell_number(text, person->hours_after, 1);
	moot_html_cell_number(text, person->hours_before - person->hours_after, 1);
}

static struct moot_scale scale_of(const struct moot_plan *plan)
{
	double most = 0;
	for (size_t i = 0; i < plan->person_count; i++) {
		if (plan->people[i].senior)
			most = fmax(most, fmax(plan->people[i].hours_before, plan->people[i].hours_after));
	}
	return moot_scale_make(0, most, 4);
}

static const char *post_of(const struct moot_report *report, const char *id)
{
	const struct moot_person *person = moot_report_person(report, id);
	return person && person->post ? person->post : "";
}

static void write_senior(struct moot_text *text, const struct moot_report *report, size_t count)
{
	static const char *const titles[] = {"Person", "Post", "#Today", "#Proposed", "#Saved", NULL};
	struct moot_scale scale = scale_of(report->plan);
	size_t shown = 0;
	moot_html_table_begin(text, count > MOST_SHOWN ? "The senior people with the most hours today, hours a year"
						       : "Every senior person, hours a year");
	moot_html_table_titles(text, titles);
	moot_chart_axis_cell(text, &scale, "Hollow: today; full: proposed (hours a year)");
	moot_html_table_body(text);
	for (size_t i = 0; i < report->plan->person_count && shown < MOST_SHOWN; i++) {
		const struct moot_plan_person *person = &report->busiest[i];
		if (!person->senior)
			continue;
		shown++;
		moot_html_row(text, moot_names_text(&report->people, person->person));
		moot_html_cell(text, post_of(report, person->person));
		write_numbers(text, person);
		moot_chart_change_cell(text, &scale, person->hours_before, person->hours_after, "hours");
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_everyone(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Person", "Senior",          "#Hours today",       "#Hours proposed",
					     "#Saved", "#Cost today (£)", "#Cost proposed (£)", NULL};
	moot_html_details(text, "Everyone, by hours today", report->plan->person_count);
	moot_html_table(text, "Everyone, by hours today", titles);
	for (size_t i = 0; i < report->plan->person_count; i++) {
		const struct moot_plan_person *person = &report->busiest[i];
		moot_html_row(text, moot_names_text(&report->people, person->person));
		moot_html_cell(text, person->senior ? "yes" : "");
		write_numbers(text, person);
		moot_html_cell_number(text, person->cost_before, 0);
		moot_html_cell_number(text, person->cost_after, 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_details_end(text);
}

void moot_plan_report_people(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	size_t senior = 0;
	for (size_t i = 0; i < plan->person_count; i++)
		senior += plan->people[i].senior;
	moot_html_section(text, "people", "People's hours, today and proposed");
	if (plan->person_count == 0) {
		moot_html_paragraph(text, "No hours of single people are known.");
	} else {
		moot_html_paragraph(text, "Hours a year in meetings, with preparation and the usual travel.");
		if (senior > 0)
			write_senior(text, report, senior);
		else
			moot_html_paragraph(text, "Nobody here counts as senior.");
		write_everyone(text, report);
	}
	moot_html_section_end(text);
}
