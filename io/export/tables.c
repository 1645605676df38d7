/* boards.csv, members.csv, calendar.csv and hours.csv of a pack (tables.h). */
#include "io/export/tables.h"

#include "io/report/words.h"

#include <string.h>

static size_t seat_count(const struct moot_audience *audience, const struct moot_plan_board *board)
{
	size_t seats = 0;
	for (size_t i = 0; i < board->member_count; i++) {
		const struct moot_name *person = moot_names_find(&audience->report->people, board->members[i].person);
		seats += person && audience->is_own[person->index];
	}
	return seats;
}

static void replaced_cell(struct moot_csv *csv, const struct moot_report *report, const struct moot_plan_board *board)
{
	struct moot_text text = {0};
	moot_text_add(&text, "");
	for (size_t i = 0; i < board->from_count && board->fate != MOOT_KEPT; i++)
		moot_text_format(&text, "%s%s", i > 0 ? " | " : "", moot_names_text(&report->boards, board->from[i]));
	csv->text.failed |= text.failed;
	moot_csv_cell(csv, text.failed ? "" : text.bytes);
	moot_text_clear(&text);
}

struct moot_csv moot_pack_boards(const struct moot_audience *audience)
{
	static const char *const titles[] = {
	    "board_id", "name",  "change",     "replaces",        "mode", "meetings_a_year",
	    "minutes",  "chair", "your_seats", "needs_agreement", NULL};
	const struct moot_report *report = audience->report;
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < report->plan->board_count; i++) {
		const struct moot_plan_board *board = &report->plan->boards[i];
		if (!audience->sees[i])
			continue;
		moot_csv_cell(&csv, board->id);
		moot_csv_cell(&csv, board->name);
		moot_csv_cell(&csv, moot_words_fate(board->fate));
		replaced_cell(&csv, report, board);
		moot_csv_cell(&csv, moot_words_mode(board->mode));
		moot_csv_integer(&csv, board->meetings_per_year);
		moot_csv_integer(&csv, board->minutes);
		moot_csv_cell(&csv, audience->redact ? "" : moot_names_text(&report->people, board->chair));
		moot_csv_integer(&csv, (long)seat_count(audience, board));
		moot_csv_cell(&csv, board->needs_agreement ? "yes" : "no");
		moot_csv_end_row(&csv);
	}
	return csv;
}

static void member_row(struct moot_csv *csv, const struct moot_report *report, const struct moot_plan_board *board,
		       const struct moot_plan_member *member)
{
	const struct moot_person *person = moot_report_person(report, member->person);
	moot_csv_cell(csv, board->id);
	moot_csv_cell(csv, board->name);
	moot_csv_cell(csv, moot_names_text(&report->people, member->person));
	moot_csv_cell(csv, person ? person->post : "");
	moot_csv_cell(csv, member->organisation);
	moot_csv_cell(csv, moot_words_role(member->role));
	moot_csv_end_row(csv);
}

/* One row for each organisation of the board, at its first seat. */
static void seat_row(struct moot_csv *csv, const struct moot_plan_board *board, size_t member)
{
	const char *organisation = board->members[member].organisation;
	long seats = 0;
	for (size_t i = 0; i < board->member_count; i++) {
		bool same = strcmp(board->members[i].organisation, organisation) == 0;
		if (same && i < member)
			return;
		seats += same;
	}
	moot_csv_cell(csv, board->id);
	moot_csv_cell(csv, board->name);
	moot_csv_cell(csv, organisation);
	moot_csv_integer(csv, seats);
	moot_csv_end_row(csv);
}

struct moot_csv moot_pack_members(const struct moot_audience *audience)
{
	static const char *const names[] = {"board_id", "board", "name", "post", "organisation", "role", NULL};
	static const char *const seats[] = {"board_id", "board", "organisation", "seats", NULL};
	const struct moot_plan *plan = audience->report->plan;
	struct moot_csv csv;
	moot_csv_begin(&csv, audience->redact ? seats : names);
	for (size_t i = 0; i < plan->board_count; i++) {
		for (size_t k = 0; k < plan->boards[i].member_count && audience->sees[i]; k++) {
			if (audience->redact)
				seat_row(&csv, &plan->boards[i], k);
			else
				member_row(&csv, audience->report, &plan->boards[i], &plan->boards[i].members[k]);
		}
	}
	return csv;
}

/* "Ann Smith (Health Board)": only the reader's own people. */
static void absent_cell(struct moot_csv *csv, const struct moot_audience *audience, const struct moot_meeting *meeting)
{
	const struct moot_report *report = audience->report;
	struct moot_text text = {0};
	moot_text_add(&text, "");
	for (size_t i = 0; i < meeting->clash_count && !audience->redact; i++) {
		const struct moot_name *person = moot_names_find(&report->people, meeting->clashes[i].person);
		if (person && audience->is_own[person->index])
			moot_text_format(&text, "%s%s (%s)", text.length > 0 ? " | " : "", person->name,
					 moot_words_clash(report, &meeting->clashes[i]));
	}
	csv->text.failed |= text.failed;
	moot_csv_cell(csv, text.failed ? "" : text.bytes);
	moot_text_clear(&text);
}

static void meeting_row(struct moot_csv *csv, const struct moot_audience *audience, const struct moot_meeting *meeting)
{
	const struct moot_report *report = audience->report;
	char start[17];
	char end[17];
	moot_minute_format(meeting->start, start);
	moot_minute_format(meeting->end, end);
	start[10] = '\0';
	moot_csv_cell(csv, start);
	moot_csv_cell(csv, moot_weekday_text(moot_day_weekday(moot_words_day_of(meeting->start))));
	moot_csv_cell(csv, start + 11);
	moot_csv_cell(csv, end + 11);
	moot_csv_cell(csv, report->plan->timezone);
	moot_csv_cell(csv, meeting->board);
	moot_csv_cell(csv, moot_report_board(report, meeting->board));
	moot_csv_integer(csv, meeting->number);
	moot_csv_cell(csv, moot_names_text(&report->venues, meeting->venue));
	absent_cell(csv, audience, meeting);
	moot_csv_end_row(csv);
}

struct moot_csv moot_pack_calendar(const struct moot_audience *audience)
{
	static const char *const titles[] = {"date",  "weekday", "start", "end",         "timezone", "board_id",
					     "board", "number",  "venue", "cannot_come", NULL};
	const struct moot_report *report = audience->report;
	const struct moot_plan *plan = report->plan;
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_name *board = moot_names_find(&report->proposed, plan->meetings[i].board);
		if (board && audience->sees[board->index])
			meeting_row(&csv, audience, &plan->meetings[i]);
	}
	for (size_t i = 0; i < plan->unscheduled_count; i++) {
		const struct moot_name *board = moot_names_find(&report->proposed, plan->unscheduled[i].board);
		if (!board || !audience->sees[board->index])
			continue;
		for (int k = 0; k < 4; k++)
			moot_csv_cell(&csv, k == 0 ? "no date yet" : "");
		moot_csv_cell(&csv, plan->timezone);
		moot_csv_cell(&csv, plan->unscheduled[i].board);
		moot_csv_cell(&csv, moot_report_board(report, plan->unscheduled[i].board));
		moot_csv_integer(&csv, plan->unscheduled[i].number);
		moot_csv_cell(&csv, "");
		moot_csv_cell(&csv, "");
		moot_csv_end_row(&csv);
	}
	return csv;
}

static void hours_row(struct moot_csv *csv, const char *name, const char *post, double before, double after)
{
	moot_csv_cell(csv, name);
	moot_csv_cell(csv, post);
	moot_csv_number(csv, before);
	moot_csv_number(csv, after);
	moot_csv_number(csv, before - after);
	moot_csv_end_row(csv);
}

struct moot_csv moot_pack_hours(const struct moot_audience *audience)
{
	static const char *const titles[] = {"name", "post", "hours_before", "hours_after", "hours_saved", NULL};
	const struct moot_report *report = audience->report;
	const struct moot_plan *plan = report->plan;
	double before = 0;
	double after = 0;
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < plan->person_count; i++) {
		const struct moot_plan_person *row = &plan->people[i];
		const struct moot_name *person = moot_names_find(&report->people, row->person);
		if (!person || !audience->is_own[person->index])
			continue;
		before += row->hours_before;
		after += row->hours_after;
		if (!audience->redact)
			hours_row(&csv, person->name, report->landscape->people[person->index].post, row->hours_before,
				  row->hours_after);
	}
	if (audience->redact || audience->kind == MOOT_FOR_ORGANISATION)
		hours_row(&csv, audience->redact ? audience->name : "All", "", before, after);
	return csv;
}
