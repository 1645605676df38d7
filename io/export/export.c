/*
 * moot_export_write(): a plan's calendars and packs for partners, as a folder that appears whole or not at all.
 *
 * For one reader the pack is the folder; for all, a pack for each organisation in organisations/SLUG, and the calendar
 * of each board and person beside them.
 */
#include "io/export/contents.h"
#include "io/plan/slug.h"

#include <moot/io.h>

#include <string.h>

/* What an export may have at its top; the first marks a folder as one that the next export may replace. */
static const char *const NAMES[] = {"manifest.csv",       "README.txt", "pack.zip",  "boards.csv",    "membership.csv",
				    "calendar.csv",       "hours.csv",  "calendars", "cancellations", "invitations",
				    "terms-of-reference", "boards",     "people",    "organisations", NULL};

struct exporting {
	const struct moot_export_request *request;
	struct moot_report report;
	struct moot_pack pack;
	size_t uninvited;
	struct moot_error *error;
};

/* The organisations that hold a seat today or in the plan, with their slugs. */
static enum moot_status list_organisations(struct exporting *e, struct moot_slug **slugs, size_t *count)
{
	const struct moot_landscape *landscape = e->report.landscape;
	*count = landscape->organisation_count;
	*slugs = moot_arena_array(e->report.arena, *count, sizeof **slugs);
	if (!*slugs)
		return moot_error_set(e->error, MOOT_ERROR_MEMORY, "out of memory");
	for (size_t i = 0; i < *count; i++)
		(*slugs)[i].name = landscape->organisations[i];
	return moot_slugs_make(e->report.arena, *slugs, count, e->error);
}

static enum moot_status add_organisation(struct exporting *e, const char *name, const char *directory)
{
	struct moot_audience audience;
	enum moot_status status =
	    moot_audience_make(&e->report, MOOT_FOR_ORGANISATION, name, e->request->redact, &audience, e->error);
	return status == MOOT_OK ? moot_contents_add(&audience, directory, &e->pack, e->error) : status;
}

static enum moot_status add_calendar(struct exporting *e, const char *directory, const char *stem,
				     struct moot_ics_request request, const char *holds)
{
	char *bytes = NULL;
	request.plan = e->report.plan;
	request.landscape = e->report.landscape;
	request.reader = "";
	request.redact = e->request->redact;
	enum moot_status status = moot_ics_write(&request, &bytes, e->error);
	return status == MOOT_OK ? moot_pack_add(&e->pack, directory, stem, ".ics", bytes, holds,
						 "everything was asked for", e->error)
				 : status;
}

static enum moot_status add_single_calendars(struct exporting *e)
{
	const struct moot_plan *plan = e->report.plan;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < plan->board_count && status == MOOT_OK; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		if (board->fate != MOOT_CLOSED)
			status = add_calendar(e, "boards", board->id,
					      (struct moot_ics_request){.name = board->name, .board = board->id},
					      "the meetings of one board");
	}
	for (size_t i = 0; i < plan->person_count && status == MOOT_OK && !e->request->redact; i++) {
		const char *id = plan->people[i].person;
		const char *name = moot_names_text(&e->report.people, id);
		status = add_calendar(e, "people", id, (struct moot_ics_request){.name = name, .person = id},
				      "the meetings that one person attends");
	}
	return status;
}

/* Of one board of the plan, or with MOOT_NONE of all. */
static enum moot_status add_invitations(struct exporting *e, int only)
{
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < e->report.plan->board_count && status == MOOT_OK && e->request->invite; i++) {
		if (only == MOOT_NONE || only == (int)i)
			status = moot_invitations_add(&e->report, i, &e->pack, &e->uninvited, e->error);
	}
	return status;
}

static enum moot_status add_all(struct exporting *e)
{
	struct moot_slug *slugs = NULL;
	size_t count = 0;
	enum moot_status status = list_organisations(e, &slugs, &count);
	for (size_t i = 0; i < count && status == MOOT_OK; i++) {
		const char *directory = moot_arena_format(e->report.arena, "organisations/%s", slugs[i].slug);
		status = directory ? add_organisation(e, slugs[i].name, directory)
				   : moot_error_set(e->error, MOOT_ERROR_MEMORY, "out of memory");
	}
	if (status == MOOT_OK && e->report.plan->has_calendar)
		status = add_single_calendars(e);
	if (status == MOOT_OK)
		status = add_invitations(e, MOOT_NONE);
	return status == MOOT_OK ? moot_pack_manifest(&e->pack, "", e->error) : status;
}

static enum moot_status add_reader(struct exporting *e)
{
	const struct moot_export_request *request = e->request;
	struct moot_audience audience;
	if (request->all)
		return add_all(e);
	enum moot_status status = moot_audience_of(&e->report, request->organisation, request->person, request->board,
						   request->redact, &audience, e->error);
	/* Before the pack, whose zip may go to partners: addresses stay with the office. */
	if (status == MOOT_OK && request->board)
		status = add_invitations(e, (int)moot_names_find(&e->report.proposed, audience.id)->index);
	return status == MOOT_OK ? moot_contents_add(&audience, "", &e->pack, e->error) : status;
}

enum moot_status moot_export_write(const struct moot_export_request *request, size_t *uninvited,
				   struct moot_error *error)
{
	struct exporting e = {.request = request, .error = error};
	struct moot_folder *folder = NULL;
	*uninvited = 0;
	enum moot_status status = moot_report_open(request->landscape, request->plan, &e.report, error);
	if (status != MOOT_OK)
		return status;
	e.pack.arena = e.report.arena;
	status = moot_folder_begin(request->folder, NAMES, &folder, error);
	if (status == MOOT_OK) {
		status = add_reader(&e);
		if (status == MOOT_OK)
			status = moot_pack_write(&e.pack, folder, error);
		if (status == MOOT_OK)
			status = moot_folder_commit(folder, error);
		else
			moot_folder_abandon(folder);
	}
	*uninvited = e.uninvited;
	moot_pack_clear(&e.pack);
	moot_report_close(&e.report);
	return status;
}
