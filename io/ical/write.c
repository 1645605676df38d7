/*
 * moot_ics_write(): the meetings of a plan as an iCalendar file that Outlook, Google, Apple and phones read alike.
 *
 * RFC 5545 with METHOD:PUBLISH: one VEVENT a meeting with its own UID, because the meetings of a year rarely follow a
 * rule and Outlook reads no bare RDATE; times on the wall clock of the plan's zone with its VTIMEZONE (write_zone.c),
 * so that 09:00 stays 09:00 when the clocks change. Every text is escaped and freed of control characters, X-
 * properties too; lines end in CRLF and are folded at 75 octets between characters. The bytes depend on plan and
 * landscape alone. Cost: the seats of all boards once, then the meetings that are written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <moot/io.h>

#include "write.h"

struct writer {
	const struct moot_ics_request *request;
	const struct moot_plan *plan;
	struct moot_text out;
	char stamp[17]; /* DTSTAMP: the plan's `created` */
	bool *included; /* for each of the plan's boards */
};

void moot_ics_line(struct moot_text *out, const struct moot_text *line)
{
	const size_t most = 75;
	size_t room = most;
	for (size_t at = 0; at < line->length;) {
		size_t size = moot_utf8_length(line->bytes + at);
		size = size == 0 ? 1 : size;
		if (size > room) {
			moot_text_add(out, "\r\n ");
			room = most - 1;
		}
		moot_text_add_n(out, line->bytes + at, size);
		at += size;
		room -= size;
	}
	moot_text_add(out, "\r\n");
	out->failed = out->failed || line->failed;
}

/* RFC 5545 section 3.3.11. Line ends inside a text are spaces by then. */
static const char *escape_text(int32_t code_point)
{
	switch (code_point) {
	case '\\':
		return "\\\\";
	case ',':
		return "\\,";
	case ';':
		return "\\;";
	default:
		return NULL;
	}
}

/* RFC 6868: what a quoted parameter cannot hold. */
static const char *escape_parameter(int32_t code_point)
{
	switch (code_point) {
	case '^':
		return "^^";
	case '"':
		return "^'";
	default:
		return NULL;
	}
}

/* NAME:text, escaped; nothing for an empty text. */
static void put_text(struct writer *writer, const char *name, const char *value)
{
	struct moot_text line = {0};
	if (!value || !*value)
		return;
	moot_text_format(&line, "%s:", name);
	moot_text_escaped(&line, value, escape_text);
	moot_ics_line(&writer->out, &line);
	moot_text_clear(&line);
}

/* A line that needs no escaping. */
static void put(struct writer *writer, const char *bytes)
{
	moot_text_add(&writer->out, bytes);
	moot_text_add(&writer->out, "\r\n");
}

static void put_stamp(struct writer *writer, const char *name)
{
	moot_text_format(&writer->out, "%s:%s\r\n", name, writer->stamp);
}

static void put_time(struct writer *writer, const char *name, moot_minute minute)
{
	struct moot_text line = {0};
	char text[MOOT_ICS_TIME_BYTES];
	moot_ics_time(minute * 60, text);
	moot_text_format(&line, "%s;TZID=%s:%s", name, writer->plan->timezone, text);
	moot_ics_line(&writer->out, &line);
	moot_text_clear(&line);
}

void moot_ics_time(int64_t local, char text[MOOT_ICS_TIME_BYTES])
{
	int year = 0;
	int month = 0;
	int day = 0;
	int64_t days = local / 86400 - (local % 86400 < 0);
	unsigned second = (unsigned)(local - days * 86400);
	moot_day_to_date((moot_day)days, &year, &month, &day);
	snprintf(text, MOOT_ICS_TIME_BYTES, "%04u%02u%02uT%02u%02u%02u", (unsigned)year % 10000, (unsigned)month % 100,
		 (unsigned)day % 100, second / 3600 % 24, second / 60 % 60, second % 60);
}

/* "2026-11-22T09:00:00Z" without its marks; the epoch where `created` is not that. */
static void set_stamp(struct writer *writer, const char *created)
{
	static const char pattern[] = "0000-00-00T00:00:00Z";
	size_t used = 0;
	bool matches = created && strlen(created) == sizeof pattern - 1;
	for (size_t i = 0; matches && i < sizeof pattern - 1; i++) {
		bool digit = created[i] >= '0' && created[i] <= '9';
		matches = pattern[i] == '0' ? digit : created[i] == pattern[i];
		if (matches && pattern[i] != '-' && pattern[i] != ':')
			writer->stamp[used++] = created[i];
	}
	if (!matches)
		memcpy(writer->stamp, "19700101T000000Z", sizeof writer->stamp);
}

static bool same_text(const char *a, const char *b)
{
	return a && b && strcasecmp(a, b) == 0;
}

/* A deputy goes where the one who sends them does not; the seat's organisation is there either way. */
static bool member_counts(const struct moot_ics_request *request, const struct moot_plan_member *member)
{
	bool comes = member->attendance == MOOT_ATTEND;
	bool sends = member->attendance == MOOT_DEPUTY;
	if (request->person && !(comes && strcmp(member->person, request->person) == 0) &&
	    !(sends && member->deputy && strcmp(member->deputy, request->person) == 0))
		return false;
	return !request->organisation || ((comes || sends) && same_text(member->organisation, request->organisation));
}

static bool board_counts(const struct moot_ics_request *request, const struct moot_plan_board *board)
{
	if (request->board && strcmp(board->id, request->board) != 0)
		return false;
	if (!request->person && !request->organisation)
		return true;
	for (size_t i = 0; i < board->member_count; i++) {
		if (member_counts(request, &board->members[i]))
			return true;
	}
	return false;
}

static int compare_board(const void *key, const void *item)
{
	const struct moot_plan_board *board = item;
	return strcmp(key, board->id);
}

/* Boards are by id. */
static const struct moot_plan_board *find_board(const struct moot_plan *plan, const char *id)
{
	if (plan->board_count == 0)
		return NULL;
	return bsearch(id, plan->boards, plan->board_count, sizeof *plan->boards, compare_board);
}

/* An address that can stand in a mailto: as it is. */
static bool is_email(const char *text)
{
	const char *at = text ? strchr(text, '@') : NULL;
	if (!at || at == text || !at[1] || strchr(at + 1, '@'))
		return false;
	for (; *text; text++) {
		bool letter =
		    (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || (*text >= '0' && *text <= '9');
		if (!letter && !strchr("@.!#$&'*+/=?^_`{|}~-", *text))
			return false;
	}
	return true;
}

static void put_organiser(struct writer *writer, const struct moot_plan_board *board)
{
	const struct moot_landscape *landscape = writer->request->landscape;
	int person = board->chair && *board->chair ? moot_landscape_person(landscape, board->chair) : MOOT_NONE;
	if (person == MOOT_NONE || !is_email(landscape->people[person].email))
		return;
	struct moot_text line = {0};
	moot_text_add(&line, "ORGANIZER;CN=\"");
	moot_text_escaped(&line, landscape->people[person].name, escape_parameter);
	moot_text_format(&line, "\":mailto:%s", landscape->people[person].email);
	moot_ics_line(&writer->out, &line);
	moot_text_clear(&line);
}

/* The venue as people know it: its name and site where it is listed, else the text as it is. */
static void put_location(struct writer *writer, const struct moot_meeting *meeting, const struct moot_plan_board *board)
{
	const struct moot_landscape *landscape = writer->request->landscape;
	const char *venue = meeting->venue ? meeting->venue : "";
	struct moot_text text = {0};
	for (size_t i = 0; i < landscape->venue_count && *venue; i++) {
		const struct moot_venue *listed = &landscape->venues[i];
		if (strcmp(listed->id, venue) != 0)
			continue;
		moot_text_add(&text, listed->name && *listed->name ? listed->name : listed->id);
		if (listed->site != MOOT_NONE)
			moot_text_format(&text, ", %s", landscape->sites[listed->site]);
		break;
	}
	if (!text.bytes)
		moot_text_add(&text, *venue || board->mode != MOOT_ONLINE ? venue : "Online");
	writer->out.failed = writer->out.failed || text.failed;
	put_text(writer, "LOCATION", text.bytes);
	moot_text_clear(&text);
}

/* "\n" between the paragraphs of a description is the only line end that a text may hold. */
static void describe_themes(struct moot_text *line, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < board->theme_count; i++) {
		const struct moot_plan_theme *theme = &board->themes[i];
		moot_text_add(line, i == 0 ? "\\nAgenda:" : "");
		moot_text_add(line, "\\n- ");
		moot_text_escaped(line, theme->theme, escape_text);
		if (theme->per_year < board->meetings_per_year)
			moot_text_format(line, " (%d minutes\\, %d times a year)", theme->minutes, theme->per_year);
		else
			moot_text_format(line, " (%d minutes)", theme->minutes);
	}
}

static void describe_origin(struct writer *writer, struct moot_text *line, const struct moot_plan_board *board)
{
	const struct moot_landscape *landscape = writer->request->landscape;
	if (board->from_count < 2)
		return;
	moot_text_add(line, board->fate == MOOT_IN_COMMON ? "\\nMeets in common:" : "\\nReplaces:");
	for (size_t i = 0; i < board->from_count; i++) {
		int old = moot_landscape_board(landscape, board->from[i]);
		moot_text_add(line, "\\n- ");
		moot_text_escaped(line, old == MOOT_NONE ? board->from[i] : landscape->boards[old].name, escape_text);
	}
}

static void put_description(struct writer *writer, const struct moot_meeting *meeting,
			    const struct moot_plan_board *board)
{
	const struct moot_landscape *landscape = writer->request->landscape;
	struct moot_text line = {0};
	int chair = board->chair && *board->chair ? moot_landscape_person(landscape, board->chair) : MOOT_NONE;
	moot_text_add(&line, "DESCRIPTION:");
	moot_text_format(&line, "Meeting %d of %d.", meeting->number, board->meetings_per_year);
	if (chair != MOOT_NONE) {
		moot_text_add(&line, " Chair: ");
		moot_text_escaped(&line, landscape->people[chair].name, escape_text);
		moot_text_add(&line, ".");
	}
	describe_themes(&line, board);
	describe_origin(writer, &line, board);
	moot_ics_line(&writer->out, &line);
	moot_text_clear(&line);
}

/* What the board is, as a calendar program groups and colours it: today's kind, else its group. */
static void put_categories(struct writer *writer, const struct moot_plan_board *board)
{
	const struct moot_landscape *landscape = writer->request->landscape;
	int old = moot_landscape_board(landscape, board->id);
	const char *kind = old == MOOT_NONE ? "" : landscape->boards[old].kind;
	const char *parent = old == MOOT_NONE ? "" : landscape->boards[old].parent;
	put_text(writer, "CATEGORIES", kind && *kind ? kind : parent && *parent ? parent : "Board meeting");
}

static void put_meeting(struct writer *writer, const struct moot_meeting *meeting, const struct moot_plan_board *board)
{
	put(writer, "BEGIN:VEVENT");
	put_text(writer, "UID", meeting->uid);
	put_stamp(writer, "DTSTAMP");
	put_stamp(writer, "LAST-MODIFIED");
	moot_text_format(&writer->out, "SEQUENCE:%d\r\n", meeting->sequence);
	put_time(writer, "DTSTART", meeting->start);
	put_time(writer, "DTEND", meeting->end);
	put_text(writer, "SUMMARY", board->name);
	put_organiser(writer, board);
	put_location(writer, meeting, board);
	put_description(writer, meeting, board);
	put_categories(writer, board);
	put(writer, "STATUS:CONFIRMED");
	put(writer, "CLASS:PUBLIC");
	put(writer, "TRANSP:OPAQUE");
	put(writer, "X-MICROSOFT-CDO-BUSYSTATUS:BUSY");
	put(writer, "END:VEVENT");
}

static void put_head(struct writer *writer)
{
	put(writer, "BEGIN:VCALENDAR");
	put(writer, "VERSION:2.0");
	put(writer, "PRODID:-//moot//moot " MOOT_VERSION "//EN");
	put(writer, "CALSCALE:GREGORIAN");
	put(writer, "METHOD:PUBLISH");
	put_text(writer, "NAME", writer->request->name);
	put_text(writer, "X-WR-CALNAME", writer->request->name);
	put_text(writer, "X-WR-TIMEZONE", writer->plan->timezone);
	put(writer, "REFRESH-INTERVAL;VALUE=DURATION:PT12H");
	put(writer, "X-PUBLISHED-TTL:PT12H");
}

static enum moot_status put_calendar(struct writer *writer, struct moot_error *error)
{
	const struct moot_plan *plan = writer->plan;
	for (size_t i = 0; i < plan->board_count; i++)
		writer->included[i] = board_counts(writer->request, &plan->boards[i]);
	put_head(writer);
	enum moot_status status = moot_ics_timezone(plan->timezone, plan->start, plan->end, &writer->out);
	if (status != MOOT_OK)
		return moot_error_set(error, status, "time zone %s: %s", plan->timezone, moot_status_text(status));
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_plan_board *board = find_board(plan, plan->meetings[i].board);
		if (board && writer->included[board - plan->boards])
			put_meeting(writer, &plan->meetings[i], board);
	}
	put(writer, "END:VCALENDAR");
	return MOOT_OK;
}

enum moot_status moot_ics_write(const struct moot_ics_request *request, char **out, struct moot_error *error)
{
	if (!request->plan || !request->landscape)
		return moot_error_set(error, MOOT_ERROR_USAGE, "a calendar needs a plan and its landscape");
	if (!moot_timezone_known(request->plan->timezone))
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "time zone '%s' is not an IANA name such as Europe/London",
				      request->plan->timezone ? request->plan->timezone : "");
	struct writer writer = {.request = request, .plan = request->plan};
	set_stamp(&writer, request->plan->created);
	writer.included = moot_allocate(request->plan->board_count, sizeof *writer.included);
	if (!writer.included)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	enum moot_status status = put_calendar(&writer, error);
	if (status == MOOT_OK)
		status = moot_text_take(&writer.out, out, error);
	moot_text_clear(&writer.out);
	moot_release(writer.included);
	return status;
}
