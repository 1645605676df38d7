/* The audit folder: the figures as CSV, as a workbook and JSON, and on a page, whole or not at all. */
#include "io/plan/folder.h"
#include "io/report/audit_report.h"
#include "io/report/audit_tables.h"

#include <moot/io.h>

#include <string.h>

static const char *const NAMES[] = {"audit.json",
				    "audit.xlsx",
				    "boards.csv",
				    "people.csv",
				    "kinds.csv",
				    "organisations.csv",
				    "themes.csv",
				    "overlaps.csv",
				    "findings.csv",
				    "double-bookings.csv",
				    "repeated-priorities.csv",
				    "attendance.csv",
				    "review.csv",
				    "report.html",
				    NULL};

/* Writes a heap string and releases it. */
static enum moot_status put(struct moot_folder *folder, const char *stem, const char *suffix, char *bytes,
			    size_t length, struct moot_error *error)
{
	enum moot_status status = moot_folder_file(folder, "", stem, suffix, bytes, length, error);
	moot_release(bytes);
	return status;
}

/* Midnight of the day that the input is of, so that the same input gives the same workbook. */
static int64_t created_of(const struct moot_landscape *landscape)
{
	char day[11] = "";
	if (landscape->created && strlen(landscape->created) > 10)
		memcpy(day, landscape->created, 10);
	moot_day parsed = moot_day_parse(day);
	return parsed == MOOT_NO_DAY ? 0 : (int64_t)parsed * MOOT_MINUTES_A_DAY * 60;
}

static enum moot_status put_tables(struct moot_folder *folder, const struct moot_landscape *landscape,
				   const struct moot_table *tables, size_t count, struct moot_error *error)
{
	char *bytes = NULL;
	size_t length = 0;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < count && status == MOOT_OK; i++) {
		status = moot_table_csv(&tables[i], &bytes, error);
		if (status == MOOT_OK)
			status = put(folder, tables[i].stem, ".csv", bytes, strlen(bytes), error);
	}
	if (status == MOOT_OK)
		status = moot_tables_xlsx(tables, count, created_of(landscape), &bytes, &length, error);
	return status == MOOT_OK ? put(folder, "audit", ".xlsx", bytes, length, error) : status;
}

static enum moot_status put_all(struct moot_folder *folder, const struct moot_landscape *landscape,
				const struct moot_audit *audit, struct moot_error *error)
{
	char *bytes = NULL;
	struct moot_table tables[MOOT_AUDIT_TABLES] = {{0}};
	struct moot_arena *arena = moot_arena_new();
	if (!arena)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	moot_audit_tables(landscape, audit, arena, tables);
	enum moot_status status =
	    put_tables(folder, landscape, tables, MOOT_AUDIT_TABLES - (audit->review ? 0 : 1), error);
	if (status == MOOT_OK)
		status = moot_audit_to_json(landscape, audit, &bytes, error);
	if (status == MOOT_OK)
		status = put(folder, "audit", ".json", bytes, strlen(bytes), error);
	if (status == MOOT_OK)
		status = moot_audit_report(landscape, audit, &bytes, error);
	if (status == MOOT_OK)
		status = put(folder, "report", ".html", bytes, strlen(bytes), error);
	for (size_t i = 0; i < MOOT_AUDIT_TABLES; i++)
		moot_table_clear(&tables[i]);
	moot_arena_free(arena);
	return status;
}

enum moot_status moot_audit_write(const struct moot_landscape *landscape, const struct moot_audit *audit,
				  const char *folder, struct moot_error *error)
{
	struct moot_folder *writing = NULL;
	enum moot_status status = moot_folder_begin(folder, NAMES, &writing, error);
	if (status != MOOT_OK)
		return status;
	status = put_all(writing, landscape, audit, error);
	if (status == MOOT_OK)
		return moot_folder_commit(writing, error);
	moot_folder_abandon(writing);
	return status;
}
