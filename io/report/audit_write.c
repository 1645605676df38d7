/* The audit folder: the figures as CSV and JSON and on a page, whole or not at all. */
#include "io/csv/writer.h"
#include "io/plan/folder.h"
#include "io/report/audit_report.h"
#include "io/report/came.h"

#include <moot/io.h>

#include <string.h>

static const char *const NAMES[] = {"audit.json",   "boards.csv",     "people.csv",  "organisations.csv",
				    "overlaps.csv", "attendance.csv", "report.html", NULL};

struct subject {
	const struct moot_landscape *landscape;
	const struct moot_audit *audit;
};

static const char *organisation_name(const struct moot_landscape *landscape, int organisation)
{
	return organisation == MOOT_NONE ? "" : landscape->organisations[organisation];
}

static struct moot_csv boards_table(struct subject s)
{
	static const char *const titles[] = {
	    "board_id", "name", "meetings_per_year", "minutes", "members", "senior_hours", "hours", "cost", NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < s.audit->board_count; i++) {
		const struct moot_audit_board *board = &s.audit->boards[i];
		moot_csv_cell(&csv, s.landscape->boards[board->board].id);
		moot_csv_cell(&csv, s.landscape->boards[board->board].name);
		moot_csv_integer(&csv, board->meetings);
		moot_csv_number(&csv, board->minutes);
		moot_csv_integer(&csv, board->members);
		moot_csv_number(&csv, board->senior_hours);
		moot_csv_number(&csv, board->hours);
		moot_csv_number(&csv, board->cost);
		moot_csv_end_row(&csv);
	}
	return csv;
}

static void share_cells(struct moot_csv *csv, const struct moot_audit_share *share)
{
	moot_csv_integer(csv, share->boards);
	moot_csv_number(csv, share->senior_hours);
	moot_csv_number(csv, share->hours);
	moot_csv_number(csv, share->cost);
	moot_csv_end_row(csv);
}

static struct moot_csv people_table(struct subject s)
{
	static const char *const titles[] = {"person_id",    "name",  "organisation", "boards",
					     "senior_hours", "hours", "cost",         NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < s.audit->person_count; i++) {
		const struct moot_person *person = &s.landscape->people[s.audit->people[i].subject];
		moot_csv_cell(&csv, person->id);
		moot_csv_cell(&csv, person->name);
		moot_csv_cell(&csv, organisation_name(s.landscape, person->organisation));
		share_cells(&csv, &s.audit->people[i]);
	}
	return csv;
}

static struct moot_csv organisations_table(struct subject s)
{
	static const char *const titles[] = {"organisation", "boards", "senior_hours", "hours", "cost", NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < s.audit->organisation_count; i++) {
		moot_csv_cell(&csv, organisation_name(s.landscape, s.audit->organisations[i].subject));
		share_cells(&csv, &s.audit->organisations[i]);
	}
	return csv;
}

static struct moot_csv overlaps_table(struct subject s)
{
	static const char *const titles[] = {"a", "b", "a_name", "b_name", "people", "themes", "shared_hours", NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < s.audit->overlap_count; i++) {
		const struct moot_audit_overlap *pair = &s.audit->overlaps[i];
		moot_csv_cell(&csv, s.landscape->boards[pair->a].id);
		moot_csv_cell(&csv, s.landscape->boards[pair->b].id);
		moot_csv_cell(&csv, s.landscape->boards[pair->a].name);
		moot_csv_cell(&csv, s.landscape->boards[pair->b].name);
		moot_csv_integer(&csv, pair->people);
		moot_csv_integer(&csv, pair->themes);
		moot_csv_number(&csv, pair->shared_hours);
		moot_csv_end_row(&csv);
	}
	return csv;
}

/* Writes a heap string and releases it. */
static enum moot_status put(struct moot_folder *folder, const char *stem, const char *suffix, char *bytes,
			    struct moot_error *error)
{
	enum moot_status status = moot_folder_file(folder, "", stem, suffix, bytes, strlen(bytes), error);
	moot_release(bytes);
	return status;
}

static struct moot_csv attendance_table(struct subject s)
{
	return moot_came_table(s.landscape);
}

static enum moot_status put_tables(struct moot_folder *folder, struct subject s, struct moot_error *error)
{
	const struct {
		const char *stem;
		bool wanted; /* where there is nothing to say, no table */
		struct moot_csv (*make)(struct subject s);
	} tables[] = {{"boards", true, boards_table},
		      {"people", true, people_table},
		      {"organisations", true, organisations_table},
		      {"overlaps", true, overlaps_table},
		      {"attendance", s.landscape->came_count > 0, attendance_table}};
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < sizeof tables / sizeof *tables && status == MOOT_OK; i++) {
		if (!tables[i].wanted)
			continue;
		struct moot_csv csv = tables[i].make(s);
		char *bytes = NULL;
		status = moot_text_take(&csv.text, &bytes, error);
		if (status == MOOT_OK)
			status = put(folder, tables[i].stem, ".csv", bytes, error);
	}
	return status;
}

static enum moot_status put_all(struct moot_folder *folder, struct subject s, struct moot_error *error)
{
	char *bytes = NULL;
	enum moot_status status = moot_audit_to_json(s.landscape, s.audit, &bytes, error);
	if (status == MOOT_OK)
		status = put(folder, "audit", ".json", bytes, error);
	if (status == MOOT_OK)
		status = put_tables(folder, s, error);
	if (status == MOOT_OK)
		status = moot_audit_report(s.landscape, s.audit, &bytes, error);
	if (status == MOOT_OK)
		status = put(folder, "report", ".html", bytes, error);
	return status;
}

enum moot_status moot_audit_write(const struct moot_landscape *landscape, const struct moot_audit *audit,
				  const char *folder, struct moot_error *error)
{
	struct moot_folder *writing = NULL;
	struct subject s = {.landscape = landscape, .audit = audit};
	enum moot_status status = moot_folder_begin(folder, NAMES, &writing, error);
	if (status != MOOT_OK)
		return status;
	status = put_all(writing, s, error);
	if (status == MOOT_OK)
		return moot_folder_commit(writing, error);
	moot_folder_abandon(writing);
	return status;
}
