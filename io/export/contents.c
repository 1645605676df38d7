/*
 * One reader's pack: README.txt, tables, calendars, cancellations, terms of reference, manifest, zip (contents.h).
 *
 * Each file says in the manifest what it holds and why this reader gets it.
 */
#include "io/export/contents.h"

#include "io/export/tables.h"
#include "io/report/terms.h"
#include "io/report/words.h"

#include <string.h>

struct making {
	const struct moot_audience *audience;
	const char *directory;
	struct moot_pack *pack;
	struct moot_error *error;
};

/* `directory` under the reader's own; NULL when out of memory. */
static const char *under(const struct making *m, const char *directory)
{
	return *m->directory && *directory ? moot_arena_format(m->pack->arena, "%s/%s", m->directory, directory)
	       : *m->directory             ? m->directory
					   : directory;
}

static enum moot_status add(const struct making *m, const char *directory, const char *stem, const char *suffix,
			    char *bytes, const char *holds, const char *why)
{
	const char *whole = under(m, directory);
	if (whole)
		return moot_pack_add(m->pack, whole, stem, suffix, bytes, holds, why, m->error);
	moot_release(bytes);
	return moot_error_set(m->error, MOOT_ERROR_MEMORY, "out of memory");
}

static enum moot_status add_table(const struct making *m, const char *stem, struct moot_csv csv, const char *holds,
				  const char *why)
{
	char *bytes = NULL;
	enum moot_status status = moot_text_take(&csv.text, &bytes, m->error);
	return status == MOOT_OK ? add(m, "", stem, ".csv", bytes, holds, why) : status;
}

static enum moot_status add_calendar(const struct making *m, const char *directory, const char *stem,
				     const struct moot_ics_request *request, const char *holds, const char *why)
{
	char *bytes = NULL;
	enum moot_status status = moot_ics_write(request, &bytes, m->error);
	return status == MOOT_OK ? add(m, directory, stem, ".ics", bytes, holds, why) : status;
}

/* --- the letter --- */

static void add_planning(struct moot_text *text, const struct moot_plan *plan)
{
	moot_text_add(text, "It is a proposal for ");
	moot_text_plain(text, plan->landscape);
	moot_text_add(text, ", ");
	moot_words_day(text, plan->start);
	moot_text_add(text, " to ");
	moot_words_day(text, plan->end);
	moot_text_add(text, ". Nothing in it is settled until its partners agree.\n\n");
}

static enum moot_status add_letter(const struct making *m)
{
	const struct moot_audience *audience = m->audience;
	bool hours = audience->kind != MOOT_FOR_BOARD;
	struct moot_text text = {0};
	char *bytes = NULL;
	moot_text_add(&text, "Boards and meetings: ");
	moot_text_plain(&text, audience->name);
	moot_text_add(&text, "\n\n");
	add_planning(&text, audience->report->plan);
	moot_text_add(&text, "What is here\n\n"
			     "  boards.csv            the boards, what becomes of them, how often they meet\n"
			     "  membership.csv        who sits on them\n");
	if (hours)
		moot_text_add(&text, "  hours.csv             hours in a year, today and as proposed\n");
	moot_text_add(&text, "  terms-of-reference/   a draft for each board\n");
	if (audience->report->plan->has_calendar)
		moot_text_add(&text, "  calendar.csv          the meetings of these boards\n"
				     "  calendars/            the same for a calendar program\n"
				     "  cancellations/        what takes today's meetings out of a calendar\n");
	moot_text_add(&text,
		      "  manifest.csv          every file, what it holds, and why you have it\n\n"
		      "How to use the calendars\n\n"
		      "  Subscribe to a calendar wherever you can: a subscription follows later changes by itself. In\n"
		      "  Outlook: Add calendar, Subscribe from web. A file that is imported twice shows each meeting\n"
		      "  twice in some programs. Open the files in cancellations/ once, in the calendar that holds\n"
		      "  today's meetings: they have the same identifiers, so the program removes them.\n\n"
		      "What is not here\n\n"
		      "  Of other people only what a fellow member knows: ");
	moot_text_add(&text, audience->redact ? "here not even that, organisations alone are named.\n"
					      : "name, post, organisation and role.\n");
	enum moot_status status = moot_text_take(&text, &bytes, m->error);
	return status == MOOT_OK ? add(m, "", "README", ".txt", bytes, "what is here and how to use it", "for you")
				 : status;
}

/* --- tables --- */

static enum moot_status add_tables(const struct making *m)
{
	const struct moot_audience *audience = m->audience;
	bool hours = audience->kind != MOOT_FOR_BOARD && (!audience->redact || audience->people > 0);
	enum moot_status status = add_table(m, "boards", moot_pack_boards(audience),
					    "the boards of the plan on which you sit", "you are a member");
	if (status == MOOT_OK)
		status = add_table(m, "membership", moot_pack_members(audience),
				   audience->redact ? "the seats of each organisation on these boards"
						    : "who sits on these boards: names and posts",
				   "you are a member");
	if (status == MOOT_OK && audience->report->plan->has_calendar)
		status = add_table(m, "calendar", moot_pack_calendar(audience), "the meetings of these boards",
				   "you are a member");
	if (status == MOOT_OK && hours)
		status = add_table(m, "hours", moot_pack_hours(audience), "hours in a year, before and after",
				   "they are your own");
	return status;
}

/* --- calendars --- */

static enum moot_status add_board_calendars(const struct making *m)
{
	const struct moot_plan *plan = m->audience->report->plan;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < plan->board_count && status == MOOT_OK; i++) {
		struct moot_ics_request request = moot_audience_calendar(m->audience, plan->boards[i].name);
		request.board = plan->boards[i].id;
		if (m->audience->sees[i])
			status = add_calendar(m, "calendars/boards", plan->boards[i].id, &request,
					      "the meetings of one board", "you are a member");
	}
	return status;
}

static enum moot_status add_own_calendars(const struct making *m)
{
	const struct moot_audience *audience = m->audience;
	const struct moot_landscape *landscape = audience->report->landscape;
	enum moot_status status = MOOT_OK;
	if (audience->kind == MOOT_FOR_ORGANISATION) {
		struct moot_ics_request request = moot_audience_calendar(audience, audience->name);
		request.organisation = audience->id;
		status = add_calendar(m, "calendars", "organisation", &request,
				      "every meeting that one of your people attends", "they are your own");
	}
	for (size_t p = 0; p < landscape->person_count && status == MOOT_OK && !audience->redact; p++) {
		struct moot_ics_request request = moot_audience_calendar(audience, landscape->people[p].name);
		request.person = landscape->people[p].id;
		if (audience->is_own[p])
			status = add_calendar(m, "calendars/people", landscape->people[p].id, &request,
					      "the meetings that one person attends", "the person is your own");
	}
	return status;
}

static enum moot_status add_cancellations(const struct making *m)
{
	const struct moot_landscape *landscape = m->audience->report->landscape;
	enum moot_status status = MOOT_OK;
	for (size_t b = 0; b < landscape->board_count && status == MOOT_OK; b++) {
		struct moot_ics_request request = moot_audience_calendar(m->audience, landscape->boards[b].name);
		char *bytes = NULL;
		if (!m->audience->saw[b])
			continue;
		status = moot_ics_cancel(&request, b, &bytes, m->error);
		if (bytes)
			status = add(m, "cancellations", landscape->boards[b].id, ".ics", bytes,
				     "cancels the meetings that the plan replaces", "you sit on this board today");
	}
	return status;
}

static enum moot_status add_terms(const struct making *m)
{
	const struct moot_report *report = m->audience->report;
	struct moot_terms_reader reader = {.is_partner = true, .redact = m->audience->redact};
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < report->plan->board_count && status == MOOT_OK; i++) {
		char *bytes = NULL;
		if (!m->audience->sees[i])
			continue;
		status = moot_terms_write(report, &report->plan->boards[i], reader, &bytes, m->error);
		if (status == MOOT_OK)
			status = add(m, "terms-of-reference", report->plan->boards[i].id, ".md", bytes,
				     "draft terms of reference of one board", "you are a member");
	}
	return status;
}

static enum moot_status add_calendars(const struct making *m)
{
	enum moot_status status = add_board_calendars(m);
	if (status == MOOT_OK)
		status = add_own_calendars(m);
	return status == MOOT_OK ? add_cancellations(m) : status;
}

static enum moot_status add_zip(const struct making *m, size_t first)
{
	char *bytes = NULL;
	size_t length = 0;
	const struct moot_plan *plan = m->audience->report->plan;
	enum moot_status status = moot_pack_zip(m->pack, first, m->directory, plan->created, &bytes, &length, m->error);
	if (status != MOOT_OK)
		return status;
	return moot_pack_add_bytes(m->pack,
				   (struct moot_pack_file){.directory = m->directory,
							   .stem = "pack",
							   .suffix = ".zip",
							   .bytes = bytes,
							   .length = length,
							   .holds = "all files of this folder but invitations",
							   .why = "to send"},
				   m->error);
}

enum moot_status moot_contents_add(const struct moot_audience *audience, const char *directory, struct moot_pack *pack,
				   struct moot_error *error)
{
	const struct making m = {.audience = audience, .directory = directory, .pack = pack, .error = error};
	size_t first = pack->count;
	enum moot_status status = add_letter(&m);
	if (status == MOOT_OK)
		status = add_tables(&m);
	if (status == MOOT_OK && audience->report->plan->has_calendar)
		status = add_calendars(&m);
	if (status == MOOT_OK)
		status = add_terms(&m);
	if (status == MOOT_OK)
		status = moot_pack_manifest(pack, directory, error);
	return status == MOOT_OK ? add_zip(&m, first) : status;
}
