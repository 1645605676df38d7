/* The folder of a landscape: which files it holds, and which of them are read (source.c reads them). */
#include "io/landscape/intake.h"

#include "io/csv/decode.h"
#include "io/csv/word.h"
#include "io/feeds/address.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void refuse(struct moot_intake *intake, const char *file, const char *why)
{
	moot_intake_report(intake, MOOT_ERROR, file, 0, 0, "%s", why);
}

static bool is_there(const char *const *names, size_t count, const char *file)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], file) == 0)
			return true;
	return false;
}

static void read_sheet(struct moot_intake *intake, struct moot_sheet *sheet)
{
	char *bytes = NULL;
	size_t count = 0;
	size_t errors = intake->problems->errors;
	sheet->present = true;
	if (moot_intake_read_file(intake, sheet->file, MOOT_TABLE_MAX_BYTES, &bytes, &count)) {
		enum moot_status status = moot_table_read(intake->arena, sheet->file, bytes ? bytes : "", count,
							  &sheet->table, intake->problems);
		if (status)
			intake->status = status;
		else if (sheet->table.header.count > 0 || intake->problems->errors == errors)
			moot_sheet_open(intake, sheet);
	}
	moot_release(bytes);
}

/* Each file's table, from CSV or from the workbook. */
static void read_sheets(struct moot_intake *intake, const char *const *names, size_t count)
{
	for (int f = 0; f < MOOT_FILE_COUNT && !intake->status; f++) {
		struct moot_sheet *sheet = &intake->sheets[f];
		if (is_there(names, count, sheet->file))
			read_sheet(intake, sheet);
		moot_intake_read_workbook_sheet(intake, sheet, (enum moot_file)f);
		if (sheet->kind->required && !sheet->present && !intake->workbook_failed)
			refuse(intake, sheet->file,
			       "the file is missing; a landscape needs boards.csv and members.csv, or a workbook with "
			       "sheets of these names");
	}
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted, without those that begin with a full stop; NULL where it can't be listed. */
static const char **list_folder(struct moot_intake *intake, const char *path, size_t *count)
{
	const char **names = NULL;
	size_t capacity = 0;
	*count = 0;
	DIR *folder = opendir(path);
	if (!folder)
		return NULL;
	for (struct dirent *entry = readdir(folder); entry && !intake->status; entry = readdir(folder)) {
		if (entry->d_name[0] == '.')
			continue;
		if (!moot_array_reserve((void **)&names, &capacity, *count + 1, sizeof *names)) {
			intake->status = MOOT_ERROR_MEMORY;
			break;
		}
		names[*count] = moot_arena_text(intake->arena, entry->d_name);
		if (!names[(*count)++])
			intake->status = MOOT_ERROR_MEMORY;
	}
	closedir(folder);
	const char **sorted = intake->status ? NULL : moot_intake_scratch(intake, *count, sizeof *sorted);
	if (sorted && *count > 0) {
		memcpy(sorted, names, *count * sizeof *sorted);
		qsort(sorted, *count, sizeof *sorted, compare_names);
	}
	moot_release(names);
	return sorted;
}

static void report_unknown_file(struct moot_intake *intake, const char *file)
{
	int limit = 4;
	const char *nearest = NULL;
	if (strcmp(file, "discovered.csv") == 0)
		return; /* evidence beside what `moot discover` wrote */
	for (int f = 0; f < MOOT_FILE_COUNT && limit >= 0; f++) {
		const char *known = moot_sheet_kind((enum moot_file)f)->file;
		int distance = moot_word_distance(known, file, limit);
		if (strcmp(known, file) == 0)
			return;
		if (distance <= limit) {
			nearest = known;
			limit = distance - 1;
		}
	}
	if (nearest)
		moot_intake_report(intake, MOOT_WARNING, file, 0, 0,
				   "the file is not part of a landscape, so it is not read; is %s meant?", nearest);
	else
		moot_intake_report(intake, MOOT_WARNING, file, 0, 0,
				   "the file is not part of a landscape, so it is not read; scenarios are given on the "
				   "command line and are best kept in a folder of their own");
}

/* Says which files of the folder are left aside. */
static void check_files(struct moot_intake *intake, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (moot_name_ends_with(names[i], ".csv"))
			report_unknown_file(intake, names[i]);
		else if (moot_name_ends_with(names[i], ".xls") || moot_name_ends_with(names[i], ".xlsm") ||
			 moot_name_ends_with(names[i], ".ods"))
			moot_intake_report(
			    intake, MOOT_WARNING, names[i], 0, 0,
			    "workbooks of this kind are not read; save it as .xlsx, or each sheet as CSV");
	}
}

/* The folder's real path into `root`. False after saying what is wrong. */
static bool open_root(struct moot_intake *intake)
{
	struct stat facts;
	intake->root = realpath(intake->folder, NULL);
	if (!intake->root && errno == ENOENT)
		refuse(intake, intake->folder, "there is no such folder; `moot new` makes a landscape to fill in");
	else if (!intake->root)
		moot_intake_report(intake, MOOT_ERROR, intake->folder, 0, 0, "the folder can't be read: %s",
				   strerror(errno));
	else if (stat(intake->root, &facts) != 0 || !S_ISDIR(facts.st_mode))
		refuse(intake, intake->folder, "this is not a folder; a landscape is a folder of CSV files");
	else
		return true;
	return false;
}

bool moot_intake_read_folder(struct moot_intake *intake)
{
	size_t count = 0;
	for (int f = 0; f < MOOT_FILE_COUNT; f++) {
		intake->sheets[f].kind = moot_sheet_kind((enum moot_file)f);
		intake->sheets[f].file = intake->sheets[f].kind->file;
	}
	if (!open_root(intake))
		return false;
	const char **names = list_folder(intake, intake->root, &count);
	if (!names && !intake->status)
		moot_intake_report(intake, MOOT_ERROR, intake->folder, 0, 0, "the folder can't be read: %s",
				   strerror(errno));
	if (names && count == 0)
		refuse(intake, intake->folder, "the folder is empty; `moot new` makes a landscape to fill in");
	if (!names || count == 0)
		return false;
	moot_intake_open_workbook(intake, names, count);
	if (!intake->status)
		read_sheets(intake, names, count);
	check_files(intake, names, count);
	return true;
}

static void list_calendar_folder(struct moot_intake *intake, const char *folder)
{
	size_t count = 0;
	const char *path = moot_arena_format(intake->arena, "%s/calendars/%s", intake->root, folder);
	const char **names = path ? list_folder(intake, path, &count) : NULL;
	if (!path)
		intake->status = MOOT_ERROR_MEMORY;
	for (size_t i = 0; names && i < count; i++) {
		const char *file = moot_arena_format(intake->arena, "calendars/%s/%s", folder, names[i]);
		if (!file)
			intake->status = MOOT_ERROR_MEMORY;
		else if (moot_name_ends_with(file, ".ics"))
			moot_intake_list_calendar(intake, file);
	}
}

void moot_intake_list_calendars(struct moot_intake *intake)
{
	static const char *const folders[] = {"boards", "closures", "people", "venues"};
	const struct moot_sheet *feeds = &intake->sheets[MOOT_FILE_FEEDS];
	for (size_t i = 0; i < sizeof folders / sizeof *folders && !intake->status; i++)
		list_calendar_folder(intake, folders[i]);
	for (size_t row = 0; feeds->usable && row < feeds->table.row_count && !intake->status; row++) {
		const char *source = moot_sheet_text(feeds, row, 1);
		if (*source && *source != '/' && !moot_address_is(source))
			moot_intake_list_calendar(intake, source);
	}
}
