/* Seen and claimed (seen.h). */
#include "io/report/seen.h"

#include <stdlib.h>

#include "io/report/columns.h"
#include "io/report/html.h"
#include "io/report/words.h"

enum { ENOUGH_CALENDARS = 3, MOST_MISSING = 15 };

static bool could_be_seen(const struct moot_board *board)
{
	return board->seen.meetings > 0 || board->seen.own || board->seen.looked >= ENOUGH_CALENDARS;
}

bool moot_seen_differs(const struct moot_board *board)
{
	const struct moot_seen *seen = &board->seen;
	if (seen->meetings == 0)
		return could_be_seen(board) && board->meetings_per_year > 0;
	return seen->meetings != board->meetings_per_year || seen->minutes != board->minutes;
}

void moot_seen_days(struct moot_text *text, const struct moot_seen *seen)
{
	if (seen->meetings == 0)
		return;
	moot_words_day(text, seen->first);
	if (seen->last == seen->first)
		return;
	moot_text_add(text, " - ");
	moot_words_day(text, seen->last);
}

double moot_seen_turnout(const struct moot_landscape *landscape, const struct moot_board *board)
{
	double invited = 0;
	double accepted = 0;
	double answered = 0;
	size_t t = 0;
	int index = (int)(board - landscape->boards);
	for (size_t m = 0; m < landscape->member_count; m++) {
		const struct moot_member *member = &landscape->members[m];
		if (member->board != index)
			continue;
		for (t = 0; t < board->seen.turnout_count; t++) {
			const struct moot_turnout *turnout = &board->seen.turnout[t];
			if (turnout->person != member->person)
				continue;
			invited += turnout->invited;
			accepted += turnout->accepted;
			answered += turnout->accepted + turnout->tentative + turnout->declined;
		}
	}
	return answered > 0 ? accepted / invited : -1;
}

static bool any_differs(const struct moot_landscape *landscape)
{
	for (size_t b = 0; b < landscape->board_count; b++) {
		if (moot_seen_differs(&landscape->boards[b]))
			return true;
	}
	return false;
}

static void add_days_column(struct moot_columns *columns, const struct moot_seen *seen)
{
	struct moot_text days = {0};
	moot_seen_days(&days, seen);
	moot_columns_text(columns, days.length > 0 ? days.bytes : "not seen");
	columns->cells.failed |= days.failed;
	moot_text_clear(&days);
}

static void add_turnout_column(struct moot_columns *columns, double turnout)
{
	struct moot_text share = {0};
	if (turnout >= 0)
		moot_text_format(&share, "%d%%", (int)(turnout * 100 + 0.5));
	moot_columns_text(columns, share.length > 0 ? share.bytes : "");
	columns->cells.failed |= share.failed;
	moot_text_clear(&share);
}

static void write_claims(struct moot_text *text, const struct moot_landscape *landscape)
{
	static const char *const titles[] = {
	    "Claimed and seen in calendars", "#meetings", "#seen", "#minutes", "#seen", "accepted", "when", NULL};
	struct moot_columns columns;
	if (!any_differs(landscape))
		return;
	moot_columns_begin(&columns, titles);
	for (size_t b = 0; b < landscape->board_count; b++) {
		const struct moot_board *board = &landscape->boards[b];
		if (!moot_seen_differs(board))
			continue;
		moot_columns_text(&columns, board->name);
		moot_columns_number(&columns, board->meetings_per_year, 0);
		moot_columns_number(&columns, board->seen.meetings, 0);
		moot_columns_number(&columns, board->minutes, 0);
		moot_columns_number(&columns, board->seen.minutes, 0);
		add_turnout_column(&columns, moot_seen_turnout(landscape, board));
		add_days_column(&columns, &board->seen);
	}
	moot_text_add(text, "\n");
	moot_columns_end(&columns, text);
}

void moot_seen_text(struct moot_text *text, const struct moot_landscape *landscape)
{
	write_claims(text, landscape);
	if (landscape->missing_count > 0)
		moot_text_add(text, "\n  Meetings in calendars that are no board's\n");
	for (size_t i = 0; i < landscape->missing_count && i < MOST_MISSING; i++) {
		moot_text_add(text, "  ");
		moot_text_plain(text, landscape->missing[i].text);
		moot_text_add(text, "\n");
	}
	if (landscape->missing_count > MOST_MISSING)
		moot_text_format(text, "  and %zu more\n", landscape->missing_count - MOST_MISSING);
}

static void write_claims_page(struct moot_text *text, const struct moot_landscape *landscape)
{
	static const char *const titles[] = {"Board",        "#Meetings claimed", "#Seen",     "#Minutes claimed",
					     "#Median seen", "#Accepted (%)",     "When seen", NULL};
	moot_html_table(text, "Boards whose calendars differ from what is claimed", titles);
	for (size_t b = 0; b < landscape->board_count; b++) {
		const struct moot_board *board = &landscape->boards[b];
		struct moot_text days = {0};
		if (!moot_seen_differs(board))
			continue;
		moot_html_row(text, board->name);
		moot_html_cell_number(text, board->meetings_per_year, 0);
		moot_html_cell_number(text, board->seen.meetings, 0);
		moot_html_cell_number(text, board->minutes, 0);
		moot_html_cell_number(text, board->seen.minutes, 0);
		if (moot_seen_turnout(landscape, board) >= 0)
			moot_html_cell_number(text, 100 * moot_seen_turnout(landscape, board), 0);
		else
			moot_html_cell(text, "");
		moot_seen_days(&days, &board->seen);
		moot_html_cell(text, days.length > 0 ? days.bytes : "not seen");
		moot_html_row_end(text);
		text->failed = text->failed || days.failed;
		moot_text_clear(&days);
	}
	moot_html_table_end(text);
}

bool moot_seen_anything(const struct moot_landscape *landscape)
{
	return any_differs(landscape) || landscape->missing_count > 0;
}

void moot_seen_page(struct moot_text *text, const struct moot_landscape *landscape)
{
	if (!moot_seen_anything(landscape))
		return;
	moot_html_section(text, "seen", "What calendars show");
	if (any_differs(landscape))
		write_claims_page(text, landscape);
	if (landscape->missing_count > 0)
		moot_html_paragraph(text, "Recurring meetings of several people that are no board's:");
	for (size_t i = 0; i < landscape->missing_count; i++)
		moot_html_paragraph(text, landscape->missing[i].text);
	moot_html_section_end(text);
}

static void add_day(struct moot_json *json, const char *key, moot_day day)
{
	char text[11];
	if (day == MOOT_NO_DAY) {
		moot_json_null(json, key);
		return;
	}
	moot_day_format(day, text);
	moot_json_text(json, key, text);
}

void moot_seen_json(struct moot_json *json, const struct moot_landscape *landscape, const struct moot_board *board)
{
	const struct moot_seen *seen = &board->seen;
	if (!could_be_seen(board)) {
		moot_json_null(json, "seen");
		return;
	}
	moot_json_object(json, "seen");
	moot_json_integer(json, "claimed_meetings", board->meetings_per_year);
	moot_json_integer(json, "claimed_minutes", board->minutes);
	moot_json_integer(json, "meetings", seen->meetings);
	moot_json_integer(json, "minutes", seen->minutes);
	add_day(json, "first", seen->meetings > 0 ? seen->first : MOOT_NO_DAY);
	add_day(json, "last", seen->meetings > 0 ? seen->last : MOOT_NO_DAY);
	moot_json_integer(json, "calendars", seen->calendars);
	moot_json_integer(json, "looked", seen->looked);
	moot_json_yes(json, "differs", moot_seen_differs(board));
	moot_json_array(json, "attendance");
	for (size_t i = 0; i < seen->turnout_count; i++) {
		const struct moot_turnout *turnout = &seen->turnout[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "person", landscape->people[turnout->person].id);
		moot_json_integer(json, "invited", turnout->invited);
		moot_json_integer(json, "accepted", turnout->accepted);
		moot_json_integer(json, "tentative", turnout->tentative);
		moot_json_integer(json, "declined", turnout->declined);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
	moot_json_object_end(json);
}

void moot_missing_json(struct moot_json *json, const struct moot_landscape *landscape)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	moot_json_array(json, "missing_boards");
	for (size_t i = 0; i < landscape->missing_count; i++) {
		const struct moot_missing *missing = &landscape->missing[i];
		char clock[6];
		moot_clock_format(missing->start, clock);
		moot_json_object(json, NULL);
		moot_json_text(json, "id", missing->text);
		moot_json_text(json, "organisation",
			       missing->organisation == MOOT_NONE ? ""
								  : landscape->organisations[missing->organisation]);
		moot_json_integer(json, "meetings", missing->meetings);
		moot_json_integer(json, "minutes", missing->minutes);
		moot_json_text(json, "weekday", days[missing->weekday]);
		moot_json_text(json, "start", clock);
		add_day(json, "first", missing->first);
		add_day(json, "last", missing->last);
		moot_json_array(json, "people");
		for (size_t p = 0; p < missing->person_count; p++)
			moot_json_text(json, NULL, landscape->people[missing->people[p]].id);
		moot_json_array_end(json);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}
