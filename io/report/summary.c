/*
 * What the terminal says after `plan`: the figures, each change with its reason, what found no date, how good it is.
 * Meant to be read by a director over a clerk's shoulder: no terms of art, and nothing that scrolls away for pages.
 */
#include "io/report/columns.h"
#include "io/report/report.h"
#include "io/report/words.h"
#include "io/text.h"

#include <moot/io.h>

#include <math.h>
#include <string.h>

enum { MOST_UNSCHEDULED = 20, MOST_MOVED = 20, MOST_EXCEPTIONS = 5 };

static void total_row(struct moot_columns *columns, const char *name, double before, double after, int decimals)
{
	moot_columns_text(columns, name);
	moot_columns_number(columns, before, decimals);
	moot_columns_number(columns, after, decimals);
	moot_columns_number(columns, before - after, decimals);
}

static void write_totals(struct moot_text *text, const struct moot_plan *plan)
{
	static const char *const titles[] = {"", "#today", "#proposed", "#saved", NULL};
	const struct moot_totals *before = &plan->before;
	const struct moot_totals *after = &plan->after;
	struct moot_columns columns;
	moot_columns_begin(&columns, titles);
	total_row(&columns, "Boards", before->boards, after->boards, 0);
	total_row(&columns, "Meetings a year", before->meetings, after->meetings, 0);
	total_row(&columns, "Senior hours a year", before->senior_hours, after->senior_hours, 0);
	total_row(&columns, "All hours a year", before->hours, after->hours, 0);
	total_row(&columns, "Cost of the time, GBP", before->cost, after->cost, 0);
	total_row(&columns, "Repeated agenda hours", before->duplicated_agenda_hours, after->duplicated_agenda_hours,
		  0);
	moot_columns_end(&columns, text);
}

static void write_from(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < board->from_count; i++) {
		moot_text_add(text, i == 0 ? "" : i + 1 == board->from_count ? " and " : ", ");
		moot_text_plain(text, moot_names_text(&report->boards, board->from[i]));
	}
}

/* "saves 12 senior hours", "takes 3 more senior hours". */
static void write_saving(struct moot_text *text, const struct moot_saving *saving)
{
	bool fewer = saving->senior_hours >= 0;
	bool cheaper = saving->cost >= 0;
	moot_text_add(text, fewer ? "      saves " : "      takes ");
	bool one = fabs(fabs(saving->senior_hours) - 1) < 0.5;
	moot_text_fixed(text, fabs(saving->senior_hours), 0);
	moot_text_add(text, fewer ? " senior hour" : " more senior hour");
	moot_text_add(text, one ? " a year and " : "s a year and ");
	moot_text_add(text, cheaper == fewer ? "GBP " : cheaper ? "saves GBP " : "costs GBP ");
	moot_text_fixed(text, fabs(saving->cost), 0);
	moot_text_add(text, cheaper ? "\n" : " more\n");
}

static void write_change(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	moot_text_add(text, "  ");
	if (board->fate == MOOT_CLOSED)
		moot_text_plain(text, board->name);
	else
		write_from(text, report, board);
	if (board->fate == MOOT_CLOSED)
		moot_text_add(text, " closes");
	else
		moot_text_add(text, board->fate == MOOT_MERGED ? " become one board" : " meet in common");
	moot_text_add(text, board->needs_agreement ? " (needs agreement).\n" : ".\n");
	if (board->why_count > 0) {
		moot_text_add(text, "      ");
		moot_text_plain(text, board->why[0]);
		moot_text_add(text, "\n");
	}
	/* The first reason of a merger says what it saves. */
	if (board->why_count == 0 || !strstr(board->why[0], "GBP "))
		write_saving(text, &board->saving);
}

static void write_changes(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	bool any = false;
	moot_text_add(text, "\n");
	moot_words_changes(text, plan);
	moot_text_add(text, "\n");
	for (size_t i = 0; i < plan->board_count; i++) {
		if (plan->boards[i].fate == MOOT_KEPT)
			continue;
		if (!any)
			moot_text_add(text, "\n");
		any = true;
		write_change(text, report, &plan->boards[i]);
	}
}

/* Themes that a board keeps as a report, for another leads them. */
static void write_leads(struct moot_text *text, const struct moot_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->handed_over_count; i++)
		for (size_t b = 0; b < plan->board_count; b++)
			count += plan->boards[b].fate != MOOT_CLOSED &&
				 strcmp(plan->boards[b].id, plan->handed_over[i].from) == 0;
	if (count > 0)
		moot_text_format(text,
				 "%zu item%s shrink%s to a report, as another board leads on the same theme and most "
				 "of the same organisations sit there.\n",
				 count, count == 1 ? "" : "s", count == 1 ? "s" : "");
}

/* How people with a limit on their hours keep to it. */
static void write_attendance(struct moot_text *text, const struct moot_plan *plan)
{
	size_t people = 0;
	size_t deputies = 0;
	size_t papers = 0;
	for (size_t i = 0; i < plan->person_count; i++) {
		size_t away = 0;
		for (size_t k = 0; k < plan->people[i].seat_count; k++) {
			deputies += plan->people[i].seats[k].attendance == MOOT_DEPUTY;
			papers += plan->people[i].seats[k].attendance == MOOT_PAPERS;
			away += plan->people[i].seats[k].attendance != MOOT_ATTEND;
		}
		people += away > 0;
	}
	if (people == 0 && plan->attendance.over_hours <= 0)
		return;
	moot_text_format(text, "For %zu %s with a limit on hours, deputies go to %zu board%s and papers to %zu; ",
			 people, people == 1 ? "person" : "people", deputies, deputies == 1 ? "" : "s", papers);
	moot_text_fixed(text, plan->attendance.over_hours, 0);
	moot_text_add(text, " hours stay above the limits.\n");
}

static void write_calendar(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	if (!plan->has_calendar)
		return;
	size_t clashes = moot_words_clash_count(plan);
	moot_text_format(text, "\n%zu meetings dated, %zu without a date, %zu times that somebody may miss one.\n",
			 plan->meeting_count, plan->unscheduled_count, clashes);
	for (size_t i = 0; i < plan->unscheduled_count && i < MOST_UNSCHEDULED; i++) {
		moot_text_add(text, "  no date: ");
		moot_text_plain(text, moot_report_board(report, plan->unscheduled[i].board));
		moot_text_format(text, ", meeting %d: ", plan->unscheduled[i].number);
		moot_text_plain(text, plan->unscheduled[i].why);
		moot_text_add(text, "\n");
	}
	if (plan->unscheduled_count > MOST_UNSCHEDULED)
		moot_text_format(text, "  and %zu more, in the report\n", plan->unscheduled_count - MOST_UNSCHEDULED);
}

static void write_instant(struct moot_text *text, moot_minute at)
{
	char words[17];
	moot_minute_format(at, words);
	moot_text_format(text, "%s %.10s %s", moot_weekday_text(moot_day_weekday((moot_day)(at / MOOT_MINUTES_A_DAY))),
			 words, words + 11);
}

static void add_room(struct moot_text *text, const struct moot_report *report, const char *id)
{
	moot_text_plain(text, id[0] ? moot_names_text(&report->venues, id) : "no room");
}

static void write_rooms(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	for (size_t i = 0; i < plan->room_change_count && i < MOST_MOVED; i++) {
		const struct moot_room_change *change = &plan->rooms_changed[i];
		moot_text_add(text, "  another room: ");
		moot_text_plain(text, moot_report_board(report, change->board));
		moot_text_format(text, ", meeting %d, from ", change->number);
		add_room(text, report, change->from);
		moot_text_add(text, " to ");
		add_room(text, report, change->to);
		moot_text_add(text, ": ");
		moot_text_plain(text, change->why);
		moot_text_add(text, "\n");
	}
	if (plan->room_change_count > MOST_MOVED)
		moot_text_format(text, "  and %zu more in another room, in plan.json\n",
				 plan->room_change_count - MOST_MOVED);
}

/* What became of the earlier plan's meetings. */
static void write_moved(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	size_t kept = 0;
	size_t added = 0;
	if (!plan->has_previous || !plan->has_calendar)
		return;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		kept += plan->meetings[i].has_previous && plan->meetings[i].previous == plan->meetings[i].start;
		added += !plan->meetings[i].has_previous;
	}
	moot_text_format(text, "\nAgainst the plan before: %zu meetings stay, %zu move, %zu are new, %zu are cancelled",
			 kept, plan->moved_count, added, plan->cancelled_count);
	if (plan->room_change_count > 0)
		moot_text_format(text, ", %zu change%s room", plan->room_change_count,
				 plan->room_change_count == 1 ? "s" : "");
	moot_text_add(text, ".\n");
	for (size_t i = 0; i < plan->moved_count && i < MOST_MOVED; i++) {
		const struct moot_moved *moved = &plan->moved[i];
		moot_text_add(text, "  moved: ");
		moot_text_plain(text, moot_report_board(report, moved->board));
		moot_text_format(text, ", meeting %d, from ", moved->number);
		write_instant(text, moved->from);
		moot_text_add(text, " to ");
		write_instant(text, moved->to);
		moot_text_add(text, ": ");
		moot_text_plain(text, moved->why);
		moot_text_add(text, "\n");
	}
	if (plan->moved_count > MOST_MOVED)
		moot_text_format(text, "  and %zu more, in plan.json\n", plan->moved_count - MOST_MOVED);
	write_rooms(text, report);
	for (size_t i = 0; i < plan->exception_count && i < MOST_EXCEPTIONS; i++) {
		moot_text_add(text, "  frozen, so left as it was: ");
		moot_text_plain(text, plan->exceptions[i]);
		moot_text_add(text, "\n");
	}
	if (plan->exception_count > MOST_EXCEPTIONS)
		moot_text_format(text, "  and %zu more that are frozen, in plan.json\n",
				 plan->exception_count - MOST_EXCEPTIONS);
}

static void write_quality(struct moot_text *text, const struct moot_plan *plan)
{
	moot_text_add(text, "\n");
	moot_words_structure_quality(text, plan);
	moot_text_add(text, "\n");
	if (plan->has_calendar) {
		moot_words_calendar_quality(text, plan);
		moot_text_add(text, "\n");
	}
}

enum moot_status moot_plan_summary(const struct moot_landscape *landscape, const struct moot_plan *plan,
				   const char *folder, char **out, struct moot_error *error)
{
	struct moot_report report;
	struct moot_text text = {0};
	enum moot_status status = moot_report_open(landscape, plan, &report, error);
	if (status != MOOT_OK)
		return status;
	moot_text_plain(&text, plan->landscape);
	moot_text_add(&text, ", ");
	moot_words_day(&text, plan->start);
	moot_text_add(&text, " to ");
	moot_words_day(&text, plan->end);
	moot_text_add(&text, "\n\n");
	write_totals(&text, plan);
	write_changes(&text, &report);
	write_leads(&text, plan);
	write_attendance(&text, plan);
	write_calendar(&text, &report);
	write_moved(&text, &report);
	write_quality(&text, plan);
	if (folder) {
		moot_text_add(&text, "\nThe report: ");
		moot_text_plain(&text, folder);
		moot_text_add(&text, "/report.html\n");
	}
	moot_report_close(&report);
	return moot_text_take(&text, out, error);
}
