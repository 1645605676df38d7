/*
 * terms-of-reference/BOARD.md: what a clerk would otherwise draft by hand for each board of the plan.
 *
 * Purpose and what it replaces, functions and their legal basis, duties, members and seats, chairs, quorum, how often
 * it meets and when, what is due at which meeting, whom it reports to, who must agree. Texts of the input are escaped
 * for Markdown and for the HTML that it may hold.
 */
#include "io/report/terms.h"

#include "io/report/forward.h"
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

static void write_purpose(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board,
			  struct moot_terms_reader reader)
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
	for (size_t i = 0; i < board->why_count && !reader.is_partner; i++) {
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

static void write_member(struct moot_text *text, const struct moot_report *report,
			 const struct moot_plan_member *member, struct moot_terms_reader reader)
{
	const struct moot_person *person = moot_report_person(report, member->person);
	moot_text_add(text, "| ");
	add_raw(text, moot_names_text(&report->people, member->person));
	moot_text_add(text, " | ");
	add_raw(text, person ? person->post : "");
	moot_text_add(text, " | ");
	add_raw(text, member->organisation);
	moot_text_format(text, " | %s |", moot_words_role(member->role));
	if (!reader.is_partner) {
		moot_text_format(text, " %s", moot_words_attendance(member->attendance));
		if (member->attendance == MOOT_DEPUTY && *member->deputy) {
			moot_text_add(text, ": ");
			add_raw(text, moot_names_text(&report->people, member->deputy));
		}
		moot_text_add(text, " |");
	}
	moot_text_add(text, "\n");
}

/* "- Lincolnshire Police: 2 seats" for each organisation, in the order of its first seat. */
static void write_seats(struct moot_text *text, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < board->member_count; i++) {
		const char *organisation = board->members[i].organisation;
		int seats = 0;
		bool known = false;
		for (size_t k = 0; k < board->member_count; k++) {
			bool same = strcmp(board->members[k].organisation, organisation) == 0;
			known = known || (same && k < i);
			seats += same;
		}
		if (known)
			continue;
		moot_text_add(text, "- ");
		add_raw(text, *organisation ? organisation : "no organisation given");
		moot_text_format(text, ": %d seat%s\n", seats, seats == 1 ? "" : "s");
	}
}

static void write_members(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board,
			  struct moot_terms_reader reader)
{
	moot_text_add(text, "\n## Members\n\n");
	if (board->member_count == 0)
		moot_text_add(text, "No members are known.\n");
	else if (reader.redact)
		write_seats(text, board);
	else
		moot_text_add(text, reader.is_partner ? "| Member | Post | Organisation | Role |\n|---|---|---|---|\n"
						      : "| Member | Post | Organisation | Role | Attendance |\n"
							"|---|---|---|---|---|\n");
	for (size_t i = 0; i < board->member_count && !reader.redact; i++)
		write_member(text, report, &board->members[i], reader);
}

/* A body's chair and vice-chairs; in a merged one the other chairs of today. */
static void write_chairs(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board)
{
	size_t vices = 0;
	moot_text_add(text, "\nChair: ");
	add_raw(text, *board->chair ? moot_names_text(&report->people, board->chair) : "none yet");
	moot_text_add(text, "\n");
	for (size_t i = 0; i < board->member_count; i++) {
		if (board->members[i].role != MOOT_VICE_CHAIR)
			continue;
		moot_text_add(text, vices++ == 0 ? "\nVice-chairs: " : ", ");
		add_raw(text, moot_names_text(&report->people, board->members[i].person));
	}
	if (vices > 0)
		moot_text_add(text, "\n");
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

static void write_dates(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board,
			struct moot_terms_reader reader)
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
		moot_text_format(text, "\nMeeting %d has no date yet", plan->unscheduled[i].number);
		moot_text_add(text, reader.is_partner ? "." : ": ");
		add_raw(text, reader.is_partner ? "" : plan->unscheduled[i].why);
		moot_text_add(text, "\n");
	}
}

/* The date of a meeting, or that it has none. */
static void write_when(struct moot_text *text, const struct moot_plan *plan, const char *board, int number)
{
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		if (meeting->number != number || strcmp(meeting->board, board) != 0)
			continue;
		moot_words_weekday(text, moot_words_day_of(meeting->start));
		return;
	}
	moot_text_add(text, plan->has_calendar ? "no date yet" : "to be dated");
}

static enum moot_status write_forward(struct moot_text *text, const struct moot_report *report,
				      const struct moot_plan_board *board, struct moot_error *error)
{
	struct moot_forward forward;
	if (board->theme_count == 0 || board->meetings_per_year <= 0)
		return MOOT_OK;
	if (!moot_forward_make(report, board, &forward))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	moot_text_add(text, "\n## Forward agenda\n\n| Meeting | Date | Items due |\n|---:|---|---|\n");
	for (int number = 1; number <= forward.meetings; number++) {
		size_t shown = 0;
		moot_text_format(text, "| %d | ", number);
		write_when(text, report->plan, board->id, number);
		moot_text_add(text, " | ");
		for (size_t t = 0; t < forward.themes; t++) {
			if (!moot_forward_is_due(&forward, t, number))
				continue;
			moot_text_add(text, shown++ > 0 ? "; " : "");
			add_raw(text, board->themes[t].theme);
		}
		moot_text_add(text, shown == 0 ? "standing business |\n" : " |\n");
	}
	return MOOT_OK;
}

/* The board of the plan that today's `board` is part of, or NULL. */
static const struct moot_plan_board *heir_of(const struct moot_plan *plan, const char *board)
{
	for (size_t i = 0; i < plan->board_count; i++) {
		for (size_t k = 0; k < plan->boards[i].from_count && plan->boards[i].fate != MOOT_CLOSED; k++) {
			if (strcmp(plan->boards[i].from[k], board) == 0)
				return &plan->boards[i];
		}
	}
	return NULL;
}

/* The two boards of the plan that today's reporting line joins; false inside one merged board, where it is void. */
static bool joins(const struct moot_report *report, size_t child, const struct moot_plan_board **lower,
		  const struct moot_plan_board **upper)
{
	const struct moot_landscape *landscape = report->landscape;
	int parent = landscape->boards[child].reports_to;
	if (parent == MOOT_NONE)
		return false;
	*lower = heir_of(report->plan, landscape->boards[child].id);
	*upper = heir_of(report->plan, landscape->boards[parent].id);
	return *lower && *upper && *lower != *upper;
}

/* One line for all of today's lines between the same two boards, with the shortest time. */
static void write_line(struct moot_text *text, const struct moot_report *report, const struct moot_plan_board *board,
		       size_t child)
{
	const struct moot_landscape *landscape = report->landscape;
	const struct moot_plan_board *lower = NULL;
	const struct moot_plan_board *upper = NULL;
	if (!joins(report, child, &lower, &upper) || (upper != board && lower != board))
		return;
	int days = landscape->boards[child].report_days;
	for (size_t i = 0; i < landscape->board_count; i++) {
		const struct moot_plan_board *other_lower = NULL;
		const struct moot_plan_board *other_upper = NULL;
		if (!joins(report, i, &other_lower, &other_upper) || other_lower != lower || other_upper != upper)
			continue;
		if (i < child)
			return;
		days = landscape->boards[i].report_days < days ? landscape->boards[i].report_days : days;
	}
	moot_text_add(text, lower == board ? "- reports to " : "- receives the reports of ");
	add_raw(text, lower == board ? upper->name : lower->name);
	if (days > 0)
		moot_text_format(text, ", from a meeting at most %d day%s before", days, days == 1 ? "" : "s");
	moot_text_add(text, "\n");
}

static void write_reporting(struct moot_text *text, const struct moot_report *report,
			    const struct moot_plan_board *board)
{
	const struct moot_landscape *landscape = report->landscape;
	moot_text_add(text, "\n## Reporting\n\n");
	size_t before = text->length;
	for (size_t i = 0; i < landscape->board_count; i++)
		write_line(text, report, board, i);
	if (text->length == before)
		moot_text_add(text, "No reporting line was given.\n");
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

enum moot_status moot_terms_write(const struct moot_report *report, const struct moot_plan_board *board,
				  struct moot_terms_reader reader, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	moot_text_add(&text, "# ");
	add_raw(&text, board->name);
	moot_text_add(&text, "\n\nDraft terms of reference, for its members to settle.\n");
	write_purpose(&text, report, board, reader);
	write_legal_basis(&text, report, board);
	write_functions(&text, board);
	write_duties(&text, report, board);
	write_members(&text, report, board, reader);
	if (!reader.redact)
		write_chairs(&text, report, board);
	write_quorum(&text, report, board);
	write_dates(&text, report, board, reader);
	enum moot_status status = write_forward(&text, report, board, error);
	write_reporting(&text, report, board);
	write_agreement(&text, report, board);
	if (status == MOOT_OK)
		status = moot_text_take(&text, out, error);
	moot_text_clear(&text);
	return status;
}
