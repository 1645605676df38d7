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

/* How a person's year of meetings is kept: how often they are asked today, and how often they come afterwards. */
struct diary {
	long before; /* meetings a year of today's boards */
	long after;  /* of those that they attend, for another too */
	long attends;
	long deputies;
	long papers;
	long for_others;
};

static void note_member(const struct moot_report *report, const struct moot_plan_board *board,
			const struct moot_plan_member *member, struct diary *diaries)
{
	const struct moot_person *person = moot_report_person(report, member->person);
	const struct moot_person *deputy =
	    member->attendance == MOOT_DEPUTY ? moot_report_person(report, member->deputy) : NULL;
	struct diary *own = person ? &diaries[person - report->landscape->people] : NULL;
	struct diary *other = deputy ? &diaries[deputy - report->landscape->people] : NULL;
	if (own) {
		own->attends += member->attendance == MOOT_ATTEND;
		own->deputies += member->attendance == MOOT_DEPUTY;
		own->papers += member->attendance == MOOT_PAPERS;
		own->after += member->attendance == MOOT_ATTEND ? board->meetings_per_year : 0;
	}
	if (other) {
		other->for_others++;
		other->after += board->meetings_per_year;
	}
}

/* One for each person of the landscape; NULL when out of memory. Release it. */
static struct diary *keep_diaries(const struct moot_report *report)
{
	const struct moot_landscape *l = report->landscape;
	struct diary *diaries = moot_allocate(l->person_count, sizeof *diaries);
	for (size_t i = 0; i < l->member_count && diaries; i++)
		diaries[l->members[i].person].before += l->boards[l->members[i].board].meetings_per_year;
	for (size_t b = 0; b < report->plan->board_count && diaries; b++)
		for (size_t m = 0; m < report->plan->boards[b].member_count; m++)
			note_member(report, &report->plan->boards[b], &report->plan->boards[b].members[m], diaries);
	return diaries;
}

static void diary_cells(struct moot_csv *csv, const struct diary *diary, double max_hours)
{
	if (max_hours >= 0)
		moot_csv_number(csv, max_hours);
	else
		moot_csv_cell(csv, "");
	moot_csv_integer(csv, diary->before);
	moot_csv_integer(csv, diary->after);
	moot_csv_integer(csv, diary->attends);
	moot_csv_integer(csv, diary->deputies);
	moot_csv_integer(csv, diary->papers);
	moot_csv_integer(csv, diary->for_others);
}

struct moot_csv moot_table_people(const struct moot_report *report)
{
	static const char *const titles[] = {
	    "person_id",      "name",        "organisation", "post",         "senior",    "hours_before",
	    "hours_after",    "hours_saved", "cost_before",  "cost_after",   "max_hours", "meetings_before",
	    "meetings_after", "attends",     "sends_deputy", "takes_papers", "deputises", NULL};
	const struct moot_plan *plan = report->plan;
	struct moot_csv csv;
	struct diary *diaries = keep_diaries(report);
	moot_csv_begin(&csv, titles);
	csv.text.failed |= !diaries;
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
		const struct diary none = {0};
		diary_cells(&csv, person && diaries ? &diaries[person - report->landscape->people] : &none,
			    person ? person->max_hours : -1);
		moot_csv_end_row(&csv);
	}
	moot_release(diaries);
	return csv;
}
