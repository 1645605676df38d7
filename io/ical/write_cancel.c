/*
 * moot_ics_cancel(): what makes today's meetings of a board disappear from the calendars that hold them.
 *
 * RFC 5546 section 3.2.5: METHOD:CANCEL with the UID that the partner's calendar already has and a higher SEQUENCE; one
 * occurrence of a series by its RECURRENCE-ID, on the clock of the series, because the series may go back before the
 * planning year and what was before it stays as it was.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <moot/io.h>

#include "write.h"

struct cancel {
	const struct moot_ics_request *request;
	const struct moot_landscape *landscape;
	const struct moot_board *board;
	struct moot_text out;
	char stamp[MOOT_ICS_STAMP_BYTES];
};

static void put_own_time(struct moot_text *out, const char *name, const struct moot_standing *standing, int64_t seconds)
{
	struct moot_text line = {0};
	char text[MOOT_ICS_TIME_BYTES];
	moot_ics_time(seconds, text);
	if (standing->all_day)
		moot_text_format(&line, "%s;VALUE=DATE:%.8s", name, text);
	else if (strcmp(standing->timezone, "UTC") == 0)
		moot_text_format(&line, "%s:%sZ", name, text);
	else if (*standing->timezone)
		moot_text_format(&line, "%s;TZID=%s:%s", name, standing->timezone, text);
	else
		moot_text_format(&line, "%s:%s", name, text);
	moot_ics_line(out, &line);
	moot_text_clear(&line);
}

static bool is_shown(const struct cancel *cancel, const struct moot_person *person)
{
	const struct moot_ics_request *request = cancel->request;
	if (request->redact || !moot_ics_is_email(person->email))
		return false;
	return !request->reader ||
	       (person->organisation != MOOT_NONE &&
		strcasecmp(cancel->landscape->organisations[person->organisation], request->reader) == 0);
}

/* Whoever called the meeting; a file for one organisation names only its own people. */
static void put_organiser(struct cancel *cancel, const struct moot_standing *standing)
{
	const struct moot_landscape *landscape = cancel->landscape;
	for (size_t i = 0; i < landscape->person_count; i++) {
		const struct moot_person *person = &landscape->people[i];
		if (!*standing->organiser || strcasecmp(person->email, standing->organiser) != 0)
			continue;
		if (is_shown(cancel, person))
			moot_ics_person(&cancel->out, "ORGANIZER", "", person->name, person->email);
		return;
	}
	if (!cancel->request->redact && !cancel->request->reader && moot_ics_is_email(standing->organiser))
		moot_ics_person(&cancel->out, "ORGANIZER", "", standing->organiser, standing->organiser);
}

static void put_attendees(struct cancel *cancel, const struct moot_standing *standing)
{
	const struct moot_landscape *landscape = cancel->landscape;
	for (size_t i = 0; i < landscape->member_count; i++) {
		const struct moot_member *member = &landscape->members[i];
		const struct moot_person *person = &landscape->people[member->person];
		if (member->board == standing->board && is_shown(cancel, person))
			moot_ics_person(&cancel->out, "ATTENDEE",
					";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE",
					person->name, person->email);
	}
}

static void put_standing(struct cancel *cancel, const struct moot_standing *standing)
{
	struct moot_text *out = &cancel->out;
	struct moot_text summary = {0};
	moot_ics_put(out, "BEGIN:VEVENT");
	moot_ics_text(out, "UID", standing->uid);
	moot_ics_text(out, "DTSTAMP", cancel->stamp);
	moot_ics_text(out, "LAST-MODIFIED", cancel->stamp);
	moot_text_format(out, "SEQUENCE:%ld\r\n", standing->sequence + 1);
	if (standing->recurs)
		put_own_time(out, "RECURRENCE-ID", standing, standing->replaces);
	put_own_time(out, "DTSTART", standing, standing->start);
	put_own_time(out, "DTEND", standing, standing->end);
	moot_text_format(&summary, "Cancelled: %s", cancel->board->name);
	moot_ics_text(out, "SUMMARY", summary.failed ? "" : summary.bytes);
	out->failed = out->failed || summary.failed;
	moot_text_clear(&summary);
	put_organiser(cancel, standing);
	put_attendees(cancel, standing);
	moot_ics_put(out, "STATUS:CANCELLED");
	moot_ics_put(out, "TRANSP:TRANSPARENT");
	moot_ics_put(out, "X-MICROSOFT-CDO-BUSYSTATUS:FREE");
	moot_ics_put(out, "END:VEVENT");
}

/* A meeting of an earlier plan that this one does not have: it was written in the plan's zone, and never as a series.
 */
static void put_dropped(struct cancel *cancel, const struct moot_dropped *dropped)
{
	struct moot_standing standing = {.board = moot_landscape_board(cancel->landscape, dropped->board),
					 .uid = dropped->uid,
					 .timezone = cancel->request->plan->timezone,
					 .organiser = "",
					 .start = (int64_t)dropped->start * 60,
					 .end = (int64_t)dropped->end * 60,
					 .sequence = dropped->sequence - 1};
	put_standing(cancel, &standing);
}

static bool is_dropped_here(const struct cancel *cancel, const struct moot_dropped *dropped)
{
	return strcmp(dropped->board, cancel->board->id) == 0;
}

/* What was held before a plan was made again stays as it was. */
static bool is_past(const struct moot_plan *plan, const struct moot_standing *standing)
{
	return plan->has_previous && plan->freeze_before != MOOT_NO_DAY &&
	       standing->start < (int64_t)plan->freeze_before * 86400;
}

/* The VTIMEZONE of every zone that these meetings use, each once; the plan's own where it is `needed`. */
static enum moot_status put_zones(struct cancel *cancel, const struct moot_standing *first, size_t count, bool needed)
{
	const struct moot_plan *plan = cancel->request->plan;
	enum moot_status status =
	    needed ? moot_ics_timezone(plan->timezone, plan->start - 1, plan->end + 1, &cancel->out) : MOOT_OK;
	for (size_t i = 0; i < count && first && status == MOOT_OK; i++) {
		const char *zone = first[i].timezone;
		bool known = first[i].all_day || !*zone || strcmp(zone, "UTC") == 0 ||
			     (needed && strcmp(zone, plan->timezone) == 0);
		for (size_t k = 0; k < i && !known; k++)
			known = !first[k].all_day && strcmp(first[k].timezone, zone) == 0;
		if (!known)
			status = moot_ics_timezone(zone, plan->start - 1, plan->end + 1, &cancel->out);
	}
	return status;
}

/* The board's standing meetings that are to go, [*first, *end), and how many meetings of an earlier plan are. */
static size_t find_meetings(const struct cancel *cancel, int board, size_t *first, size_t *end)
{
	const struct moot_landscape *landscape = cancel->landscape;
	const struct moot_plan *plan = cancel->request->plan;
	size_t dropped = 0;
	*first = 0;
	while (*first < landscape->standing_count &&
	       (landscape->standing[*first].board < board ||
		(landscape->standing[*first].board == board && is_past(plan, &landscape->standing[*first]))))
		++*first;
	*end = *first;
	while (*end < landscape->standing_count && landscape->standing[*end].board == board)
		++*end;
	for (size_t i = 0; i < plan->cancelled_count; i++)
		dropped += is_dropped_here(cancel, &plan->cancelled[i]);
	return dropped;
}

enum moot_status moot_ics_cancel(const struct moot_ics_request *request, size_t board, char **out,
				 struct moot_error *error)
{
	const struct moot_landscape *landscape = request->landscape;
	const struct moot_plan *plan = request->plan;
	struct cancel cancel = {.request = request, .landscape = landscape, .board = &landscape->boards[board]};
	size_t first = 0;
	size_t end = 0;
	size_t dropped = find_meetings(&cancel, (int)board, &first, &end);
	*out = NULL;
	if (first == end && dropped == 0)
		return MOOT_OK;
	moot_ics_stamp(plan->created, cancel.stamp);
	moot_ics_head(&cancel.out, "CANCEL", request->name, plan->timezone);
	enum moot_status status = put_zones(&cancel, landscape->standing_count > 0 ? &landscape->standing[first] : NULL,
					    end - first, dropped > 0);
	if (status != MOOT_OK) {
		moot_text_clear(&cancel.out);
		return moot_error_set(error, status, "time zone: %s", moot_status_text(status));
	}
	for (size_t i = first; i < end; i++)
		put_standing(&cancel, &landscape->standing[i]);
	for (size_t i = 0; i < plan->cancelled_count; i++) {
		if (is_dropped_here(&cancel, &plan->cancelled[i]))
			put_dropped(&cancel, &plan->cancelled[i]);
	}
	moot_ics_put(&cancel.out, "END:VCALENDAR");
	status = moot_text_take(&cancel.out, out, error);
	moot_text_clear(&cancel.out);
	return status;
}
