/* boards.csv, calendar.csv and people.csv of a plan: one row each, ids beside names, ready for a spreadsheet. */
#include "io/plan/tables.h"

#include "io/report/words.h"

#include <string.h>

/* A cell that lists texts, " | " between. */
static void list_cell(struct moot_csv *csv, const char *const *items, size_t count)
{
	struct moot_text text = {0};
	moot_text_add(&text, "");
	for (size_t i = 0; i < count; i++)
		moot_text_format(&text, "%s%s", i > 0 ? " | " : "", items[i]);
	csv->text.failed |= text.failed;
	moot_csv_cell(csv, text.failed ? "" : text.bytes);
	moot_text_clear(&text);
}

struct moot_csv moot_table_boards(const struct moot_report *report)
{
	static const char *const titles[] = {"board_id",
					     "name",
					     "kind",
					     "replaces",
					     "mode",
					     "meetings_per_year",
					     "minutes",
					     "chair",
					     "chair_name",
					     "members",
					     "duties",
					     "needs_agreement",
					     "saving_senior_hours",
					     "saving_hours",
					     "saving_cost",
					     "why",
					     NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < report->plan->board_count; i++) {
		const struct moot_plan_board *board = &report->plan->boards[i];
		moot_csv_cell(&csv, board->id);
		moot_csv_cell(&csv, board->name);
		moot_csv_cell(&csv, moot_fate_text(board->fate));
		list_cell(&csv, board->from, board->from_count);
		moot_csv_cell(&csv, moot_mode_text(board->mode));
		moot_csv_integer(&csv, board->meetings_per_year);
		moot_csv_integer(&csv, board->minutes);
		moot_csv_cell(&csv, board->chair);
		moot_csv_cell(&csv, moot_names_text(&report->people, board->chair));
		moot_csv_integer(&csv, (long)board->member_count);
		list_cell(&csv, board->duties, board->duty_count);
		moot_csv_cell(&csv, board->needs_agreement ? "yes" : "no");
		moot_csv_number(&csv, board->saving.senior_hours);
		moot_csv_number(&csv, board->saving.hours);
		moot_csv_number(&csv, board->saving.cost);
		list_cell(&csv, board->why, board->why_count);
		moot_csv_end_row(&csv);
	}
	return csv;
}

/* `date` and `clock` as a spreadsheet reads them. */
static void instant_cells(struct moot_csv *csv, const struct moot_meeting *meeting)
{
	char start[17];
	char end[17];
	moot_minute_format(meeting->start, start);
	moot_minute_format(meeting->end, end);
	start[10] = '\0';
	moot_csv_cell(csv, start);
	moot_day day = moot_words_day_of(meeting->start);
	moot_csv_cell(csv, day == MOOT_NO_DAY ? "" : moot_weekday_text(moot_day_weekday(day)));
	moot_csv_cell(csv, start + 11);
	moot_csv_cell(csv, end + 11);
}

static void clashes_cell(struct moot_csv *csv, const struct moot_report *report, const struct moot_meeting *meeting)
{
	struct moot_text text = {0};
	moot_text_add(&text, "");
	for (size_t i = 0; i < meeting->clash_count; i++)
		moot_text_format(&text, "%s%s (%s)", i > 0 ? " | " : "",
				 moot_names_text(&report->people, meeting->clashes[i].person),
				 moot_words_clash(report, &meeting->clashes[i]));
	csv->text.failed |= text.failed;
	moot_csv_cell(csv, text.failed ? "" : text.bytes);
	moot_text_clear(&text);
}

/* A meeting without a date keeps its row, so that the file has every meeting of the year. */
static void unscheduled_row(struct moot_csv *csv, const struct moot_report *report,
			    const struct moot_unscheduled *meeting)
{
	for (int i = 0; i < 4; i++)
		moot_csv_cell(csv, "");
	moot_csv_cell(csv, report->plan->timezone);
	moot_csv_cell(csv, meeting->board);
	moot_csv_cell(csv, moot_report_board(report, meeting->board));
	moot_csv_integer(csv, meeting->number);
	moot_csv_cell(csv, "");
	moot_csv_cell(csv, "");
	moot_csv_cell(csv, "");
	moot_csv_cell(csv, meeting->why);
	moot_csv_end_row(csv);
}

struct moot_csv moot_table_calendar(const struct moot_report *report)
{
	static const char *const titles[] = {"date",     "weekday",         "start",  "end",   "timezone",
					     "board_id", "board",           "number", "venue", "uid",
					     "may_miss", "no_date_because", NULL};
	const struct moot_plan *plan = report->plan;
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		instant_cells(&csv, meeting);
		moot_csv_cell(&csv, plan->timezone);
		moot_csv_cell(&csv, meeting->board);
		moot_csv_cell(&csv, moot_report_board(report, meeting->board));
		moot_csv_integer(&csv, meeting->number);
		moot_csv_cell(&csv, moot_names_text(&report->venues, meeting->venue));
		moot_csv_cell(&csv, meeting->uid);
		clashes_cell(&csv, report, meeting);
		moot_csv_cell(&csv, "");
		moot_csv_end_row(&csv);
	}
	for (size_t i = 0; i < plan->unscheduled_count; i++)
		unscheduled_row(&csv, report, &plan->unscheduled[i]);
	return csv;
}

struct moot_csv moot_table_people(const struct moot_report *report)
{
	static const char *const titles[] = {
	    "person_id",   "name",        "organisation", "post",       "senior", "hours_before",
	    "hours_after", "hours_saved", "cost_before",  "cost_after", NULL};
	const struct moot_plan *plan = report->plan;
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < plan->person_count; i++) {
		const struct moot_plan_person *row = &plan->people[i];
		const struct moot_person *person = moot_report_person(report, row->person);
		bool placed = person && person->organisation != MOOT_NONE;
		moot_csv_cell(&csv, row->person);
		moot_csv_cell(&csv, moot_names_text(&report->people, row->person));
		moot_csv_cell(&csv, placed ? report->landscape->organisations[person->organisation] : "");
		moot_csv_cell(&csv, person ? person->post : "");
		moot_csv_cell(&csv, row->senior ? "yes" : "no");
		moot_csv_number(&csv, row->hours_before);
		moot_csv_number(&csv, row->hours_after);
		moot_csv_number(&csv, row->hours_before - row->hours_after);
		moot_csv_number(&csv, row->cost_before);
		moot_csv_number(&csv, row->cost_after);
		moot_csv_end_row(&csv);
	}
	return csv;
}
