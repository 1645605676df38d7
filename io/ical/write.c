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
	char stamp[MOOT_ICS_STAMP_BYTES]; /* DTSTAMP: the plan's `created` */
	bool *included;                   /* for each of the plan's boards */
};

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

/* Whether the reader may see this person's e-mail address. */
static bool shows_email(const struct writer *writer, const struct moot_person *person)
{
	const struct moot_ics_request *request = writer->request;
	const struct moot_landscape *landscape = request->landscape;
	if (request->redact || !moot_ics_is_email(person->email))
		return false;
	return !request->reader || (person->organisation != MOOT_NONE &&
				    same_text(landscape->organisations[person->organisation], request->reader));
}

/* NULL where there is no chair, or none that the reader may see. */
static const struct moot_person *chair_of(const struct writer *writer, const struct moot_plan_board *board)
{
	const struct moot_landscape *landscape = writer->request->landscape;
	int person = board->chair && *board->chair ? moot_landscape_person(landscape, board->chair) : MOOT_NONE;
	return person == MOOT_NONE || writer->request->redact ? NULL : &landscape->people[person];
}

static void put_organiser(struct writer *writer, const struct moot_plan_board *board)
{
	const struct moot_person *chair = chair_of(writer, board);
	if (chair && shows_email(writer, chair))
		moot_ics_person(&writer->out, "ORGANIZER", "", chair->name, chair->email);
}

/* Who is asked to come: RFC 5545 section 3.2.16. NULL for who takes papers only. */
static const char *invited_as(const struct moot_plan_board *board, const struct moot_plan_member *member)
{
	if (member->attendance == MOOT_PAPERS)
		return NULL;
	if (strcmp(member->person, board->chair) == 0)
		return "CHAIR";
	if (member->role == MOOT_OPTIONAL)
		return "OPT-PARTICIPANT";
	return member->role == MOOT_OBSERVER ? "NON-PARTICIPANT" : "REQ-PARTICIPANT";
}

static void put_attendees(struct writer *writer, const struct moot_plan_board *board)
{
	const struct moot_landscape *landscape = writer->request->landscape;
	for (size_t i = 0; i < board->member_count; i++) {
		const struct moot_plan_member *member = &board->members[i];
		bool sends = member->attendance == MOOT_DEPUTY && *member->deputy;
		const char *role = invited_as(board, member);
		int person = moot_landscape_person(landscape, sends ? member->deputy : member->person);
		char parameters[96];
		if (!role || person == MOOT_NONE || !shows_email(writer, &landscape->people[person]))
			continue;
		snprintf(parameters, sizeof parameters, ";CUTYPE=INDIVIDUAL;ROLE=%s;PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
			 role);
		moot_ics_person(&writer->out, "ATTENDEE", parameters, landscape->people[person].name,
				landscape->people[person].email);
	}
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
	moot_ics_text(&writer->out, "LOCATION", text.bytes);
	moot_text_clear(&text);
}

/* "\n" between the paragraphs of a description is the only line end that a text may hold. */
static void describe_themes(struct moot_text *line, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < board->theme_count; i++) {
		const struct moot_plan_theme *theme = &board->themes[i];
		moot_text_add(line, i == 0 ? "\\nAgenda:" : "");
		moot_text_add(line, "\\n- ");
		moot_text_escaped(line, theme->theme, moot_ics_escape);
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
		moot_text_escaped(line, old == MOOT_NONE ? board->from[i] : landscape->boards[old].name,
				  moot_ics_escape);
	}
}

static void put_description(struct writer *writer, const struct moot_meeting *meeting,
			    const struct moot_plan_board *board)
{
	struct moot_text line = {0};
	const struct moot_person *chair = chair_of(writer, board);
	moot_text_add(&line, "DESCRIPTION:");
	moot_text_format(&line, "Meeting %d of %d.", meeting->number, board->meetings_per_year);
	if (chair) {
		moot_text_add(&line, " Chair: ");
		moot_text_escaped(&line, chair->name, moot_ics_escape);
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
	moot_ics_text(&writer->out, "CATEGORIES", kind && *kind ? kind : parent && *parent ? parent : "Board meeting");
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

static void put_meeting(struct writer *writer, const struct moot_meeting *meeting, const struct moot_plan_board *board)
{
	moot_ics_put(&writer->out, "BEGIN:VEVENT");
	moot_ics_text(&writer->out, "UID", meeting->uid);
	moot_ics_text(&writer->out, "DTSTAMP", writer->stamp);
	moot_ics_text(&writer->out, "LAST-MODIFIED", writer->stamp);
	moot_text_format(&writer->out, "SEQUENCE:%d\r\n", meeting->sequence);
	put_time(writer, "DTSTART", meeting->start);
	put_time(writer, "DTEND", meeting->end);
	moot_ics_text(&writer->out, "SUMMARY", board->name);
	/* A server that sees an organiser may begin to send invitations of its own (RFC 6638). */
	if (writer->request->method != MOOT_ICS_STORED)
		put_organiser(writer, board);
	if (writer->request->method == MOOT_ICS_REQUEST)
		put_attendees(writer, board);
	put_location(writer, meeting, board);
	put_description(writer, meeting, board);
	put_categories(writer, board);
	moot_ics_put(&writer->out, "STATUS:CONFIRMED");
	moot_ics_put(&writer->out, "CLASS:PUBLIC");
	moot_ics_put(&writer->out, "TRANSP:OPAQUE");
	moot_ics_put(&writer->out, "X-MICROSOFT-CDO-BUSYSTATUS:BUSY");
	moot_ics_put(&writer->out, "END:VEVENT");
}

static void put_head(struct writer *writer)
{
	static const char *const methods[] = {
	    [MOOT_ICS_PUBLISH] = "PUBLISH", [MOOT_ICS_REQUEST] = "REQUEST", [MOOT_ICS_STORED] = ""};
	const struct moot_ics_request *request = writer->request;
	moot_ics_head(&writer->out, methods[request->method], request->name, writer->plan->timezone);
	if (request->method != MOOT_ICS_PUBLISH)
		return;
	moot_ics_put(&writer->out, "REFRESH-INTERVAL;VALUE=DURATION:PT12H");
	moot_ics_put(&writer->out, "X-PUBLISHED-TTL:PT12H");
}

static bool is_wanted(const struct writer *writer, const struct moot_meeting *meeting)
{
	const struct moot_plan_board *board = find_board(writer->plan, meeting->board);
	const char *uid = writer->request->uid;
	return board && writer->included[board - writer->plan->boards] && (!uid || strcmp(uid, meeting->uid) == 0);
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
		if (is_wanted(writer, &plan->meetings[i]))
			put_meeting(writer, &plan->meetings[i], find_board(plan, plan->meetings[i].board));
	}
	moot_ics_put(&writer->out, "END:VCALENDAR");
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
	moot_ics_stamp(request->plan->created, writer.stamp);
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
