/*
 * moot_publish(): brings the calendars on a server in line with a plan.
 *
 * For each calendar: does it exist (PROPFIND), else make it (MKCALENDAR); what does it hold (REPORT); then only what
 * differs is sent, each meeting as a resource of its own. An update names the ETag that was read, a new meeting asks
 * that nothing be there, so two who publish at once cannot overwrite each other unseen. moot's own events are told by
 * their UIDs, which end in the landscape's mark.
 */
#include "io/export/audience.h"
#include "io/plan/slug.h"
#include "io/publish/caldav.h"
#include "io/publish/event_text.h"
#include "io/publish/multistatus.h"
#include "io/text.h"

#include <moot/io.h>

#include <stdlib.h>
#include <string.h>

static const char HOLDS[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
    "<C:calendar-query xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
    "<D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">"
    "<C:comp-filter name=\"VEVENT\"/></C:comp-filter></C:filter></C:calendar-query>";
static const char EXISTS[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
    "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:resourcetype/><D:displayname/></D:prop></D:propfind>";
static const char XML[] = "application/xml; charset=utf-8";

struct publishing {
	const struct moot_publish_request *request;
	struct moot_published *published;
	struct moot_report report;
	struct moot_arena *arena; /* of the calendar at hand */
	struct moot_caldav *server;
	const char *mark; /* "@lincolnshire.moot": how the plan's UIDs end; "" where it has no meeting */
	struct moot_error *error;
};

static enum moot_status no_memory(struct publishing *p)
{
	return moot_error_set(p->error, MOOT_ERROR_MEMORY, "out of memory");
}

static enum moot_status refused(struct publishing *p, long status, const char *doing, const char *what)
{
	const char *text = moot_arena_format(p->arena, "%s %.200s", doing, what);
	return text ? moot_caldav_refused(p->server, status, text, p->error) : no_memory(p);
}

/* --- the calendar itself --- */

static const char *escape_xml(int32_t c)
{
	return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : NULL;
}

/* A document with the calendar's name in it: `open` NAME `close`. NULL when out of memory. */
static char *naming(const char *open, const char *name, const char *close)
{
	struct moot_text text = {0};
	char *out = NULL;
	moot_text_add(&text, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
	moot_text_add(&text, open);
	moot_text_add(&text, "<D:set><D:prop><D:displayname>");
	moot_text_escaped(&text, name, escape_xml);
	moot_text_add(&text, "</D:displayname></D:prop></D:set>");
	moot_text_add(&text, close);
	if (moot_text_take(&text, &out, NULL) != MOOT_OK)
		moot_text_clear(&text);
	return out;
}

/* Sends the name, by MKCALENDAR or PROPPATCH. */
static enum moot_status send_name(struct publishing *p, const char *method, const char *collection, char *body,
				  const char *name)
{
	struct moot_caldav_answer answer;
	struct moot_caldav_request request = {
	    .method = method, .collection = collection, .resource = "", .type = XML, .body = body};
	if (!body)
		return no_memory(p);
	enum moot_status status = moot_caldav_ask(p->server, &request, &answer, p->error);
	moot_release(body);
	if (status == MOOT_OK && answer.status != 201 && answer.status != 200 && answer.status != 207)
		return refused(p, answer.status, "making the calendar of", name);
	return status;
}

/* Whether there is a calendar, and what it is called. */
static enum moot_status look(struct publishing *p, const char *collection, bool *exists, const char **called,
			     const char *name)
{
	struct moot_caldav_answer answer;
	struct moot_multistatus found = {.arena = p->arena};
	struct moot_caldav_request request = {
	    .method = "PROPFIND", .collection = collection, .resource = "", .depth = "0", .type = XML, .body = EXISTS};
	*exists = false;
	enum moot_status status = moot_caldav_ask(p->server, &request, &answer, p->error);
	if (status != MOOT_OK || answer.status == 404)
		return status;
	if (answer.status != 207)
		return refused(p, answer.status, "looking for the calendar of", name);
	status = moot_multistatus_read(answer.bytes, answer.length, &found);
	if (status == MOOT_OK && found.count > 0) {
		*exists = found.items[0].is_calendar;
		*called = found.items[0].display_name;
	}
	bool other = status == MOOT_OK && found.count > 0 && !*exists;
	moot_multistatus_clear(&found);
	if (status != MOOT_OK || other)
		return moot_error_set(p->error, status == MOOT_ERROR_MEMORY ? status : MOOT_ERROR_SYSTEM,
				      "%s, looking for the calendar of %.200s: %s", moot_caldav_shown(p->server), name,
				      other ? "something that is no calendar has its place"
					    : "the server's answer is not understood; is it a CalDAV server?");
	return MOOT_OK;
}

static enum moot_status make_calendar(struct publishing *p, const char *collection, const char *name)
{
	static const char open[] = "<C:mkcalendar xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">";
	static const char update[] = "<D:propertyupdate xmlns:D=\"DAV:\">";
	const char *called = "";
	bool exists = false;
	enum moot_status status = look(p, collection, &exists, &called, name);
	if (status != MOOT_OK)
		return status;
	p->published->calendars++;
	if (!exists) {
		status = send_name(p, "MKCALENDAR", collection, naming(open, name, "</C:mkcalendar>"), name);
		p->published->made += status == MOOT_OK;
	} else if (strcmp(called, name) != 0) {
		status = send_name(p, "PROPPATCH", collection, naming(update, name, "</D:propertyupdate>"), name);
	}
	return status;
}

static enum moot_status list_events(struct publishing *p, const char *collection, struct moot_multistatus *events,
				    const char *name)
{
	struct moot_caldav_answer answer;
	struct moot_caldav_request request = {
	    .method = "REPORT", .collection = collection, .resource = "", .depth = "1", .type = XML, .body = HOLDS};
	enum moot_status status = moot_caldav_ask(p->server, &request, &answer, p->error);
	if (status != MOOT_OK)
		return status;
	if (answer.status != 207)
		return refused(p, answer.status, "reading the calendar of", name);
	status = moot_multistatus_read(answer.bytes, answer.length, events);
	if (status == MOOT_OK)
		return status;
	return moot_error_set(p->error, status == MOOT_ERROR_MEMORY ? status : MOOT_ERROR_SYSTEM,
			      "%s, reading the calendar of %.200s: the server's answer is not understood",
			      moot_caldav_shown(p->server), name);
}

/* --- its events --- */

/* An event that is on the server. */
struct held {
	const struct moot_resource *resource;
	const char *essence;
	const char *uid;
	bool is_planned; /* met while the plan's meetings were sent */
};

static enum moot_status read_events(struct publishing *p, const struct moot_multistatus *events, struct held **out)
{
	struct held *held = moot_arena_array(p->arena, events->count, sizeof *held);
	for (size_t i = 0; i < events->count && held; i++) {
		held[i].resource = &events->items[i];
		held[i].essence = moot_event_essence(p->arena, events->items[i].data);
		held[i].uid = held[i].essence ? moot_event_property(p->arena, held[i].essence, "UID") : NULL;
		if (!held[i].uid)
			return no_memory(p);
	}
	*out = held;
	return held ? MOOT_OK : no_memory(p);
}

static enum moot_status send_event(struct publishing *p, const char *collection, const struct moot_meeting *meeting,
				   const struct held *held, const char *body)
{
	struct moot_caldav_answer answer;
	const char *resource = held ? held->resource->name : moot_arena_format(p->arena, "%s.ics", meeting->uid);
	const char *what = moot_arena_format(p->arena, "%s, meeting %d", meeting->board, meeting->number);
	if (!resource || !what)
		return no_memory(p);
	struct moot_caldav_request request = {.method = "PUT",
					      .collection = collection,
					      .resource = resource,
					      .if_match = held && *held->resource->etag ? held->resource->etag : NULL,
					      .if_none_match = !held,
					      .type = "text/calendar; charset=utf-8",
					      .body = body};
	enum moot_status status = moot_caldav_ask(p->server, &request, &answer, p->error);
	if (status == MOOT_OK && (answer.status < 200 || answer.status > 299))
		return refused(p, answer.status, "writing", what);
	p->published->added += status == MOOT_OK && !held;
	p->published->changed += status == MOOT_OK && held;
	return status;
}

/* Sends the meeting unless the server has it as it is. */
static enum moot_status bring(struct publishing *p, const char *collection, const struct moot_ics_request *calendar,
			      const struct moot_meeting *meeting, struct held *held, size_t held_count)
{
	struct moot_ics_request one = *calendar;
	struct held *known = NULL;
	char *body = NULL;
	one.uid = meeting->uid;
	one.method = MOOT_ICS_STORED;
	for (size_t i = 0; i < held_count && held && !known; i++)
		known = strcmp(held[i].uid, meeting->uid) == 0 ? &held[i] : NULL;
	enum moot_status status = moot_ics_write(&one, &body, p->error);
	if (status != MOOT_OK || !strstr(body, "BEGIN:VEVENT")) {
		moot_release(body);
		return status;
	}
	const char *essence = moot_event_essence(p->arena, body);
	if (known)
		known->is_planned = true;
	if (!essence)
		status = no_memory(p);
	else if (known && strcmp(known->essence, essence) == 0)
		p->published->unchanged++;
	else
		status = send_event(p, collection, meeting, known, body);
	moot_release(body);
	return status;
}

/* A meeting that took place before the plan was made again, of a board that is gone, stays. */
static bool took_place(const struct moot_plan *plan, const char *uid)
{
	for (size_t i = 0; i < plan->held_count; i++)
		if (strcmp(plan->held[i].uid, uid) == 0)
			return true;
	return false;
}

/* One of moot's, of this landscape and this year. */
static bool is_ours(const struct publishing *p, const struct held *held)
{
	const struct moot_plan *plan = p->report.plan;
	size_t length = strlen(held->uid);
	size_t mark = strlen(p->mark);
	char day[11] = "";
	const char *start = moot_event_property(p->arena, held->essence, "DTSTART");
	if (mark == 0 || length < mark || strcmp(held->uid + length - mark, p->mark) != 0 || !start ||
	    strlen(start) < 8)
		return false;
	memcpy(day, start, 4);
	day[4] = day[7] = '-';
	memcpy(day + 5, start + 4, 2);
	memcpy(day + 8, start + 6, 2);
	moot_day when = moot_day_parse(day);
	return when != MOOT_NO_DAY && when >= plan->start && when <= plan->end && !took_place(plan, held->uid);
}

static enum moot_status delete_event(struct publishing *p, const char *collection, const struct held *held,
				     const char *name)
{
	struct moot_caldav_answer answer;
	struct moot_caldav_request request = {.method = "DELETE",
					      .collection = collection,
					      .resource = held->resource->name,
					      .if_match = *held->resource->etag ? held->resource->etag : NULL};
	enum moot_status status = moot_caldav_ask(p->server, &request, &answer, p->error);
	if (status == MOOT_OK && answer.status != 404 && (answer.status < 200 || answer.status > 299))
		return refused(p, answer.status, "deleting a meeting of", name);
	p->published->deleted += status == MOOT_OK;
	return status;
}

/* Deletes moot's events that the plan has no more. */
static enum moot_status clear_events(struct publishing *p, const char *collection, const struct held *held,
				     size_t count, const char *name)
{
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < count && held && status == MOOT_OK; i++) {
		if (!held[i].is_planned && is_ours(p, &held[i]))
			status = delete_event(p, collection, &held[i], name);
	}
	return status;
}

static enum moot_status bring_all(struct publishing *p, const char *collection, const struct moot_ics_request *calendar,
				  const struct moot_multistatus *events)
{
	const struct moot_plan *plan = p->report.plan;
	struct held *held = NULL;
	enum moot_status status = read_events(p, events, &held);
	for (size_t i = 0; i < plan->meeting_count && status == MOOT_OK; i++) {
		bool wanted = !calendar->board || strcmp(calendar->board, plan->meetings[i].board) == 0;
		if (wanted)
			status = bring(p, collection, calendar, &plan->meetings[i], held, events->count);
	}
	return status == MOOT_OK ? clear_events(p, collection, held, events->count, calendar->name) : status;
}

/* --- calendars --- */

/* Begins what one calendar needs in memory. */
static bool open_calendar(struct publishing *p, struct moot_multistatus *events)
{
	p->arena = moot_arena_new();
	*events = (struct moot_multistatus){.arena = p->arena};
	return p->arena != NULL;
}

static void close_calendar(struct publishing *p, struct moot_multistatus *events)
{
	moot_multistatus_clear(events);
	moot_arena_free(p->arena);
	p->arena = NULL;
}

static enum moot_status publish_calendar(struct publishing *p, const char *collection, struct moot_ics_request calendar)
{
	struct moot_multistatus events;
	if (!open_calendar(p, &events))
		return no_memory(p);
	calendar.plan = p->report.plan;
	calendar.landscape = p->report.landscape;
	calendar.reader = "";
	calendar.redact = p->request->redact;
	enum moot_status status = make_calendar(p, collection, calendar.name);
	if (status == MOOT_OK)
		status = list_events(p, collection, &events, calendar.name);
	if (status == MOOT_OK)
		status = bring_all(p, collection, &calendar, &events);
	close_calendar(p, &events);
	return status;
}

/* The calendar of a board that is no more: moot's events go; the calendar stays, others may have written there. */
static enum moot_status retire_calendar(struct publishing *p, const struct moot_board *board)
{
	struct moot_multistatus events;
	struct held *held = NULL;
	const char *called = "";
	bool exists = false;
	if (!open_calendar(p, &events))
		return no_memory(p);
	enum moot_status status = look(p, board->id, &exists, &called, board->name);
	if (status == MOOT_OK && exists)
		status = list_events(p, board->id, &events, board->name);
	if (status == MOOT_OK && exists)
		status = read_events(p, &events, &held);
	if (status == MOOT_OK && exists)
		status = clear_events(p, board->id, held, events.count, board->name);
	close_calendar(p, &events);
	return status;
}

static enum moot_status publish_boards(struct publishing *p)
{
	const struct moot_plan *plan = p->report.plan;
	const struct moot_landscape *landscape = p->report.landscape;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < plan->board_count && status == MOOT_OK; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		if (board->fate != MOOT_CLOSED)
			status = publish_calendar(p, board->id,
						  (struct moot_ics_request){.name = board->name, .board = board->id});
	}
	for (size_t i = 0; i < landscape->board_count && status == MOOT_OK; i++) {
		const struct moot_name *heir = moot_names_find(&p->report.proposed, landscape->boards[i].id);
		if (!heir || plan->boards[heir->index].fate == MOOT_CLOSED)
			status = retire_calendar(p, &landscape->boards[i]);
	}
	return status;
}

static enum moot_status publish_organisation(struct publishing *p, const char *name)
{
	struct moot_slug slug = {.name = name};
	size_t count = 1;
	enum moot_status status = moot_slugs_make(p->report.arena, &slug, &count, p->error);
	return status == MOOT_OK
		   ? publish_calendar(p, slug.slug, (struct moot_ics_request){.name = name, .organisation = name})
		   : status;
}

static enum moot_status publish(struct publishing *p)
{
	const struct moot_publish_request *request = p->request;
	struct moot_audience audience;
	if (!request->organisation && !request->person && !request->board)
		return publish_boards(p);
	enum moot_status status = moot_audience_of(&p->report, request->organisation, request->person, request->board,
						   request->redact, &audience, p->error);
	if (status != MOOT_OK)
		return status;
	if (request->organisation)
		return publish_organisation(p, audience.id);
	struct moot_ics_request calendar = {.name = audience.name};
	if (request->person)
		calendar.person = audience.id;
	else
		calendar.board = audience.id;
	return publish_calendar(p, audience.id, calendar);
}

enum moot_status moot_publish(const struct moot_publish_request *request, struct moot_published *published,
			      struct moot_error *error)
{
	struct publishing p = {.request = request, .published = published, .mark = "", .error = error};
	*published = (struct moot_published){0};
	if (!request->plan->has_calendar)
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "the plan has no calendar to publish; plan without --structure-only");
	enum moot_status status = moot_report_open(request->landscape, request->plan, &p.report, error);
	if (status != MOOT_OK)
		return status;
	if (request->plan->meeting_count > 0) {
		const char *at = strrchr(request->plan->meetings[0].uid, '@');
		p.mark = at ? at : "";
	}
	status = moot_caldav_open(request->address, &p.server, error);
	if (status == MOOT_OK)
		status = publish(&p);
	moot_caldav_close(p.server);
	moot_report_close(&p.report);
	return status;
}
