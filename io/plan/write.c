/*
 * The plan folder: plan.json and, made from it and the landscape, the CSV files, the report, the terms of reference
 * and the calendars. The order of the files does not matter: the folder appears as a whole (folder.h).
 */
#include "io/plan/folder.h"
#include "io/plan/slug.h"
#include "io/plan/tables.h"
#include "io/report/plan_report.h"
#include "io/report/terms.h"

#include <moot/io.h>

#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = {"plan.json",   "boards.csv",         "calendar.csv", "people.csv",
				    "report.html", "terms-of-reference", "ics",          NULL};

/* What the steps below share. */
struct writing {
	const struct moot_report *report;
	struct moot_folder *folder;
	struct moot_error *error;
};

/* Writes a heap string and releases it. */
static enum moot_status put(struct writing *w, const char *directory, const char *stem, const char *suffix, char *bytes)
{
	return moot_folder_take(w->folder, directory, stem, suffix, bytes, w->error);
}

static enum moot_status put_table(struct writing *w, const char *stem, struct moot_csv csv)
{
	char *bytes = NULL;
	enum moot_status status = moot_text_take(&csv.text, &bytes, w->error);
	return status == MOOT_OK ? put(w, "", stem, ".csv", bytes) : status;
}

static enum moot_status put_documents(struct writing *w)
{
	char *bytes = NULL;
	enum moot_status status = moot_plan_to_json(w->report->plan, &bytes, w->error);
	if (status == MOOT_OK)
		status = put(w, "", "plan", ".json", bytes);
	if (status == MOOT_OK)
		status = put_table(w, "boards", moot_table_boards(w->report));
	if (status == MOOT_OK)
		status = put_table(w, "calendar", moot_table_calendar(w->report));
	if (status == MOOT_OK)
		status = put_table(w, "people", moot_table_people(w->report));
	if (status == MOOT_OK)
		status = moot_plan_report(w->report, &bytes, w->error);
	if (status == MOOT_OK)
		status = put(w, "", "report", ".html", bytes);
	return status;
}

static enum moot_status put_terms(struct writing *w)
{
	static const char *const directory = "terms-of-reference";
	const struct moot_plan *plan = w->report->plan;
	enum moot_status status = moot_folder_directory(w->folder, directory, w->error);
	for (size_t i = 0; i < plan->board_count && status == MOOT_OK; i++) {
		char *bytes = NULL;
		if (plan->boards[i].fate == MOOT_CLOSED)
			continue;
		status = moot_terms_write(w->report, &plan->boards[i], (struct moot_terms_reader){0}, &bytes, w->error);
		if (status == MOOT_OK)
			status = put(w, directory, plan->boards[i].id, ".md", bytes);
	}
	return status;
}

/* `request` says whose meetings. */
static enum moot_status put_calendar(struct writing *w, const char *directory, const char *stem,
				     struct moot_ics_request request)
{
	char *bytes = NULL;
	request.plan = w->report->plan;
	request.landscape = w->report->landscape;
	enum moot_status status = moot_ics_write(&request, &bytes, w->error);
	return status == MOOT_OK ? put(w, directory, stem, ".ics", bytes) : status;
}

static enum moot_status put_board_calendars(struct writing *w)
{
	const struct moot_plan *plan = w->report->plan;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < plan->board_count && status == MOOT_OK; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		if (board->fate != MOOT_CLOSED)
			status = put_calendar(w, "ics/boards", board->id,
					      (struct moot_ics_request){.name = board->name, .board = board->id});
	}
	return status;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t seat_count(const struct moot_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->board_count; i++)
		count += plan->boards[i].member_count;
	return count;
}

static enum moot_status put_people_calendars(struct writing *w)
{
	const struct moot_plan *plan = w->report->plan;
	const char **ids = moot_arena_array(w->report->arena, seat_count(plan), sizeof *ids);
	size_t count = 0;
	enum moot_status status = MOOT_OK;
	if (!ids)
		return moot_error_set(w->error, MOOT_ERROR_MEMORY, "out of memory");
	for (size_t i = 0; i < plan->board_count; i++) {
		for (size_t k = 0; k < plan->boards[i].member_count; k++)
			ids[count++] = plan->boards[i].members[k].person;
	}
	if (count > 1)
		qsort(ids, count, sizeof *ids, by_text);
	for (size_t i = 0; i < count && status == MOOT_OK; i++) {
		if (i > 0 && strcmp(ids[i - 1], ids[i]) == 0)
			continue;
		const char *name = moot_names_text(&w->report->people, ids[i]);
		status =
		    put_calendar(w, "ics/people", ids[i], (struct moot_ics_request){.name = name, .person = ids[i]});
	}
	return status;
}

static enum moot_status put_organisation_calendars(struct writing *w)
{
	const struct moot_plan *plan = w->report->plan;
	struct moot_slug *slugs = moot_arena_array(w->report->arena, seat_count(plan), sizeof *slugs);
	size_t count = 0;
	if (!slugs)
		return moot_error_set(w->error, MOOT_ERROR_MEMORY, "out of memory");
	for (size_t i = 0; i < plan->board_count; i++) {
		for (size_t k = 0; k < plan->boards[i].member_count; k++) {
			if (*plan->boards[i].members[k].organisation)
				slugs[count++].name = plan->boards[i].members[k].organisation;
		}
	}
	enum moot_status status = moot_slugs_make(w->report->arena, slugs, &count, w->error);
	for (size_t i = 0; i < count && status == MOOT_OK; i++)
		status = put_calendar(w, "ics/organisations", slugs[i].slug,
				      (struct moot_ics_request){.name = slugs[i].name, .organisation = slugs[i].name});
	return status;
}

/* Today's meetings go from partners' calendars: of boards that end to ics/retired, of others to ics/replaced. */
static enum moot_status put_cancellations(struct writing *w)
{
	const struct moot_landscape *landscape = w->report->landscape;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < landscape->board_count && status == MOOT_OK; i++) {
		const struct moot_board *board = &landscape->boards[i];
		const struct moot_name *heir = moot_names_find(&w->report->proposed, board->id);
		bool goes_on = heir && w->report->plan->boards[heir->index].fate != MOOT_CLOSED;
		struct moot_ics_request request = {
		    .name = board->name, .plan = w->report->plan, .landscape = landscape};
		char *bytes = NULL;
		status = moot_ics_cancel(&request, i, &bytes, w->error);
		if (bytes)
			status = put(w, goes_on ? "ics/replaced" : "ics/retired", board->id, ".ics", bytes);
	}
	return status;
}

static enum moot_status put_calendars(struct writing *w)
{
	static const char *const directories[] = {"ics",         "ics/boards",  "ics/people", "ics/organisations",
						  "ics/retired", "ics/replaced"};
	enum moot_status status = MOOT_OK;
	if (!w->report->plan->has_calendar)
		return MOOT_OK;
	for (size_t i = 0; i < sizeof directories / sizeof *directories && status == MOOT_OK; i++)
		status = moot_folder_directory(w->folder, directories[i], w->error);
	if (status == MOOT_OK)
		status = put_board_calendars(w);
	if (status == MOOT_OK)
		status = put_people_calendars(w);
	if (status == MOOT_OK)
		status = put_organisation_calendars(w);
	if (status == MOOT_OK)
		status = put_cancellations(w);
	return status;
}

enum moot_status moot_plan_write(const struct moot_landscape *landscape, const struct moot_plan *plan,
				 const char *folder, struct moot_error *error)
{
	struct moot_report report;
	struct writing w = {.report = &report, .error = error};
	enum moot_status status = moot_report_open(landscape, plan, &report, error);
	if (status != MOOT_OK)
		return status;
	status = moot_folder_begin(folder, NAMES, &w.folder, error);
	if (status == MOOT_OK) {
		status = put_documents(&w);
		if (status == MOOT_OK)
			status = put_terms(&w);
		if (status == MOOT_OK)
			status = put_calendars(&w);
		if (status == MOOT_OK)
			status = moot_folder_commit(w.folder, error);
		else
			moot_folder_abandon(w.folder);
	}
	moot_report_close(&report);
	return status;
}
