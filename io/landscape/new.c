/*
 * moot_landscape_write_new(): a landscape to fill in.
 *
 * Headers, worked rows and the README that explains each column come from the tables by which the files are read, so
 * that they cannot go stale. The worked rows make one small landscape that `moot check` accepts.
 */
#include "io/csv/writer.h"
#include "io/landscape/intake.h"
#include "io/plan/folder.h"

#include <string.h>

/* No landscape may be replaced, not even an earlier one of ours: the mark is a name that no file has. */
static const char *const MARKS[] = {"", NULL};

static const char *const FOLDERS[] = {"calendars",        "calendars/people",   "calendars/boards",
				      "calendars/venues", "calendars/closures", "feeds"};

/* The calendar of the worked row of feeds.csv: closed on the first working day after Christmas, every year. */
static const char CLOSURE[] = "BEGIN:VCALENDAR\r\n"
			      "VERSION:2.0\r\n"
			      "PRODID:-//moot//new//EN\r\n"
			      "BEGIN:VEVENT\r\n"
			      "UID:office-closed@example.org\r\n"
			      "DTSTAMP:20260101T000000Z\r\n"
			      "DTSTART;VALUE=DATE:20261229\r\n"
			      "RRULE:FREQ=YEARLY\r\n"
			      "SUMMARY:Offices closed\r\n"
			      "END:VEVENT\r\n"
			      "END:VCALENDAR\r\n";

static const char INTRODUCTION[] =
    "# A landscape for moot\n\n"
    "Fill in these files with a spreadsheet, then run `moot check` on this folder; it names every problem by file, "
    "line and column. Only boards.csv and members.csv are required: delete what you do not need, and the worked row "
    "of each file.\n\n"
    "Columns may stand in any order. An empty cell takes its default. Ids are made of A-Z, a-z, 0-9, full stop, "
    "underscore and hyphen. Lists inside one cell are separated by `|`. Dates are written 2027-03-02. A bold column "
    "may not be empty.\n\n";

static const char CALENDARS[] = "## calendars/\n\n"
				"Calendars in iCalendar form (.ics), each optional:\n\n"
				"- `calendars/people/PERSON_ID.ics`: when the person is busy\n"
				"- `calendars/boards/BOARD_ID.ics`: the board's meetings today\n"
				"- `calendars/venues/VENUE_ID.ics`: when the venue is taken\n"
				"- `calendars/closures/*.ics`: a day that an event here touches holds no meeting\n";

/* One file's header and worked row. */
static enum moot_status write_sheet(struct moot_folder *folder, const struct moot_sheet_kind *kind,
				    struct moot_error *error)
{
	const char *titles[MOOT_MOST_COLUMNS + 1] = {NULL};
	struct moot_csv csv = {0};
	char *bytes = NULL;
	for (int c = 0; c < kind->column_count; c++)
		titles[c] = kind->columns[c].name;
	moot_csv_begin(&csv, titles);
	for (int c = 0; c < kind->column_count; c++)
		moot_csv_cell(&csv, kind->columns[c].sample);
	moot_csv_end_row(&csv);
	enum moot_status status = moot_text_take(&csv.text, &bytes, error);
	if (!status)
		status = moot_folder_file(folder, "", kind->file, "", bytes, strlen(bytes), error);
	moot_release(bytes);
	return status;
}

static void explain_sheet(struct moot_text *text, const struct moot_sheet_kind *kind)
{
	moot_text_format(text, "## %s\n\n%s\n\n| column | meaning |\n|---|---|\n", kind->file, kind->meaning);
	for (int c = 0; c < kind->column_count; c++) {
		const struct moot_column *column = &kind->columns[c];
		const char *bold = column->required ? "**" : "";
		moot_text_format(text, "| %s%s%s | ", bold, column->name, bold);
		for (const char *m = column->meaning; *m; m++)
			moot_text_add_n(text, *m == '|' ? "\\|" : m, *m == '|' ? 2 : 1);
		moot_text_add(text, " |\n");
	}
	moot_text_add(text, "\n");
}

static enum moot_status write_readme(struct moot_folder *folder, struct moot_error *error)
{
	struct moot_text text = {0};
	char *bytes = NULL;
	moot_text_add(&text, INTRODUCTION);
	for (int f = 0; f < MOOT_FILE_COUNT; f++)
		explain_sheet(&text, moot_sheet_kind((enum moot_file)f));
	moot_text_add(&text, CALENDARS);
	enum moot_status status = moot_text_take(&text, &bytes, error);
	if (!status)
		status = moot_folder_file(folder, "", "README", ".md", bytes, strlen(bytes), error);
	moot_release(bytes);
	return status;
}

enum moot_status moot_landscape_write_new(const char *folder, struct moot_error *error)
{
	struct moot_folder *target = NULL;
	enum moot_status status = moot_folder_begin(folder, MARKS, &target, error);
	for (size_t i = 0; !status && i < sizeof FOLDERS / sizeof *FOLDERS; i++)
		status = moot_folder_directory(target, FOLDERS[i], error);
	for (int f = 0; !status && f < MOOT_FILE_COUNT; f++)
		status = write_sheet(target, moot_sheet_kind((enum moot_file)f), error);
	if (!status)
		status = moot_folder_file(target, "feeds", "office-closed", ".ics", CLOSURE, strlen(CLOSURE), error);
	if (!status)
		status = write_readme(target, error);
	if (!status)
		return moot_folder_commit(target, error);
	moot_folder_abandon(target);
	return status;
}
