/*
 * terms-of-reference/BOARD.md: what a clerk would otherwise draft by hand for each board of the plan.
 *
 * Purpose and what it replaces, functions and their legal basis, duties, members and seats, quorum, how often it
 * meets and when, who must agree. Texts of the input are escaped for Markdown and for the HTML that it may hold.
 */
#include "io/report/terms.h"

#include "io/report/words.h"

#include <string.h>

static const char *escape(int32_t c)
{
	static const char *const escapes[] = {"\\\\", "\\`", "\\*", "\\_", "\\[", "\\]",
					      "\\#",  "\\|", "\\~", "\\$", "\\!"};
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
			if (escapes[i][1] == c)
				return escapes[i];
		}
		return NULL;
	}
}

/* At the start of a line "-" and "1." would begin a list. */
static void add_raw(struct moot_text *text, const char *raw)
{
	const char *next = raw;
	for (int32_t c = moot_text_next(&next); c == ' ' || (c >= 0 && moot_text_is_hidden(c));
	     c = moot_text_next(&next))
		raw = next;
	size_t digits = strspn(raw, "0123456789");
	moot_text_add_n(text, raw, digits);
	raw += digits;
	if ((digits == 0 && (*raw == '-' || *raw == '+' || *raw == '=')) ||
	    (digits > 0 && (*raw == '.' || *raw == ')')))
		moot_text_add(text, "\\");
	moot_text_escaped(text, raw, escape);
}

static void write_purpose(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	moot_text_add(text, "\n## Purpose\n\n");
	if (board->fate == MOOT_KEPT)
		moot_text_add(text, "This board continues as it is.\n");
	else if (board->fate == MOOT_IN_COMMON)
		moot_text_add(text, "These boards meet together, in common. Each stays a body of its own:\n\n");
	else
		moot_text_add(text, "This board carries out the functions of the boards that it replaces:\n\n");
	for (size_t i = 0; i < board->from_count && board->fate != MOOT_KEPT; i++) {
		const struct moot_board *today = moot_report_today(report, board->from[i]);
		moot_text_add(text, "- ");
		add_raw(text, moot_names_text(&report->boards, board->from[i]));
		if (today && *today->legal_basis) {
			moot_text_add(text, " (");
			add_raw(text, today->legal_basis);
			moot_text_add(text, ")");
		}
		moot_text_add(text, "\n");
	}
	for (size_t i = 0; i < board->why_count; i++) {
		moot_text_add(text, "\n");
		add_raw(text, board->why[i]);
		moot_text_add(text, "\n");
	}
}

/* The legal bases of the board, and of today's boards where it stays one. */
static void write_legal_basis(struct moot_text *text, const struct moot_report *report,
			      const struct moot_plan_board *board)
{
	const struct moot_board *today = moot_report_today(report, board->id);
	if (board->fate != MOOT_KEPT || !today || !*today->legal_basis)
		return;
	moot_text_add(text, "\nLegal basis: ");
	add_raw(text, today->legal_basis);
	moot_text_add(text, "\n");
}

static void write_functions(struct moot_text *text, const struct moot_plan_board *board)
{
	moot_text_add(text, "\n## Functions\n\n");
	if (board->theme_count == 0) {
		moot_text_add(text, "No agenda was given.\n");
		return;
	}
	moot_text_add(text, "| Theme | Minutes | Times a year |\n|---|---:|---:|\n");
	for (size_t i = 0; i < board->theme_count; i++) {
		moot_text_add(text, "| ");
		add_raw(text, board->themes[i].theme);
		moot_text_format(text, " | %d | %d |\n", board->themes[i].minutes, board->themes[i].per_year);
	}
}

static void write_duty(struct moot_text *text, const struct moot_report *report, const char *id)
{
	const struct moot_duty *duty = moot_report_duty(report, id);
	moot_text_add(text, "- ");
	add_raw(text, moot_names_text(&report->duties, id));
	if (duty && duty->legal_basis && *duty->legal_basis) {
		moot_text_add(text, " (");
		add_raw(text, duty->legal_basis);
		moot_text_add(text, ")");
	}
	if (duty && duty->min_per_year > 0)
		moot_text_format(text, ", at least %d time%s a year", duty->min_per_year,
				 duty->min_per_year == 1 ? "" : "s");
	for (size_t i = 0; duty && i < duty->organisation_count; i++) {
		moot_text_add(text, i == 0 ? "; must be represented: " : ", ");
		add_raw(text, report->landscape->organisations[duty->organisations[i]]);
	}
	moot_text_add(text, "\n");
}

static void write_duties(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	moot_text_add(text, "\n## Duties\n\n");
	if (board->duty_count == 0)
		moot_text_add(text, "None.\n");
	for (size_t i = 0; i < board->duty_count; i++)
		write_duty(text, report, board->duties[i]);
}

static void write_members(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	moot_text_add(text, "\n## Members\n\n");
	if (board->member_count == 0) {
		moot_text_add(text, "No members are known.\n");
		return;
	}
	moot_text_add(text, "| Member | Organisation | Role | Attendance |\n|---|---|---|---|\n");
	for (size_t i = 0; i < board->member_count; i++) {
		const struct moot_plan_member *member = &board->members[i];
		moot_text_add(text, "| ");
		add_raw(text, moot_names_text(&report->people, member->person));
		moot_text_add(text, " | ");
		add_raw(text, member->organisation);
		moot_text_format(text, " | %s | %s", moot_words_role(member->role),
				 moot_words_attendance(member->attendance));
		if (member->attendance == MOOT_DEPUTY && *member->deputy) {
			moot_text_add(text, ": ");
			add_raw(text, moot_names_text(&report->people, member->deputy));
		}
		moot_text_add(text, " |\n");
	}
}

/* The largest of its boards'; bodies that meet in common keep their own. */
static void write_quorum(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	int largest = 0;
	size_t given = 0;
	for (size_t i = 0; i < board->from_count; i++) {
		const struct moot_board *today = moot_report_today(report, board->from[i]);
		if (!today || today->quorum == 0)
			continue;
		given++;
		largest = today->quorum > largest ? today->quorum : largest;
	}
	moot_text_add(text, "\n## Quorum\n\n");
	if (given == 0) {
		moot_text_add(text, "None was given.\n");
		return;
	}
	moot_text_format(text, "%d member%s", largest, largest == 1 ? "" : "s");
	if (board->from_count > 1)
		moot_text_add(text, board->fate == MOOT_IN_COMMON
					? " for the largest; each body keeps its own quorum"
					: ", the largest quorum of the boards that it replaces");
	moot_text_add(text, ".\n");
}

static void write_dates(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	const struct moot_plan *plan = report->plan;
	moot_text_format(text, "\n## Meetings\n\n%d a year, of %d minutes, %s.\n", board->meetings_per_year,
			 board->minutes, moot_words_mode(board->mode));
	bool any = false;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		if (strcmp(meeting->board, board->id) != 0)
			continue;
		moot_text_add(text, any ? "- " : "\nDates of the year:\n\n- ");
		any = true;
		moot_words_weekday(text, moot_words_day_of(meeting->start));
		moot_text_add(text, ", ");
		moot_words_times(text, meeting->start, meeting->end);
		if (*meeting->venue) {
			moot_text_add(text, ", ");
			add_raw(text, moot_names_text(&report->venues, meeting->venue));
		}
		moot_text_add(text, "\n");
	}
	for (size_t i = 0; i < plan->unscheduled_count; i++) {
		if (strcmp(plan->unscheduled[i].board, board->id) != 0)
			continue;
		moot_text_format(text, "\nMeeting %d has no date yet: ", plan->unscheduled[i].number);
		add_raw(text, plan->unscheduled[i].why);
		moot_text_add(text, "\n");
	}
}

/* Whether an earlier seat of the same board is the same organisation's. */
static bool is_named_before(const struct moot_landscape *landscape, size_t first, size_t member)
{
	for (size_t i = first; i < member; i++) {
		if (landscape->members[i].board == landscape->members[member].board &&
		    landscape->members[i].organisation == landscape->members[member].organisation)
			return true;
	}
	return false;
}

/* The organisations on today's board, each once. */
static void write_partners(struct moot_text *text, const struct moot_landscape *landscape, size_t board)
{
	size_t first = landscape->member_count;
	for (size_t i = 0; i < landscape->member_count; i++) {
		const struct moot_member *member = &landscape->members[i];
		if (member->board != (int)board || member->organisation == MOOT_NONE)
			continue;
		if (is_named_before(landscape, first, i))
			continue;
		moot_text_add(text, first == landscape->member_count ? ": " : ", ");
		add_raw(text, landscape->organisations[member->organisation]);
		first = i < first ? i : first;
	}
}

static void write_agreement(struct moot_text *text, const struct moot_report *report,
			    const struct moot_plan_board *board)
{
	moot_text_add(text, "\n## Agreement\n\n");
	if (!board->needs_agreement) {
		moot_text_add(text,
			      board->fate == MOOT_KEPT
				  ? "Nothing changes that would need agreement.\n"
				  : "None of its boards is marked as needing its partners' agreement to a merger.\n");
		return;
	}
	moot_text_add(text, "The partners of these boards must agree before this board can meet:\n\n");
	for (size_t i = 0; i < board->from_count; i++) {
		const struct moot_name *today = moot_names_find(&report->boards, board->from[i]);
		if (!today || report->landscape->boards[today->index].merge != MOOT_MERGE_AGREEMENT)
			continue;
		moot_text_add(text, "- ");
		add_raw(text, today->name);
		write_partners(text, report->landscape, today->index);
		moot_text_add(text, "\n");
	}
}

enum moot_status moot_terms_write(const struct moot_report *report, const struct moot_plan_board *board, char **out,
				  struct moot_error *error)
{
	struct moot_text text = {0};
	moot_text_add(&text, "# ");
	add_raw(&text, board->name);
	moot_text_add(&text, "\n\nDraft terms of reference, for its members to settle.\n");
	write_purpose(&text, report, board);
	write_legal_basis(&text, report, board);
	write_functions(&text, board);
	write_duties(&text, report, board);
	write_members(&text, report, board);
	moot_text_add(&text, "\nChair: ");
	add_raw(&text, *board->chair ? moot_names_text(&report->people, board->chair) : "none yet");
	moot_text_add(&text, "\n");
	write_quorum(&text, report, board);
	write_dates(&text, report, board);
	write_agreement(&text, report, board);
	return moot_text_take(&text, out, error);
}
