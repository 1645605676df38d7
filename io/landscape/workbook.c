/*
 * The workbook of a landscape: one .xlsx file whose sheets bear the names of CSV files ("boards", "Members") and stand
 * in for them. A sheet's problems name it as a file in the workbook: landscape.xlsx/boards.
 */
#include "io/landscape/intake.h"

#include "io/csv/word.h"
#include "io/xlsx/package.h"

#include <string.h>
#include <strings.h>

static bool is_workbook(const char *name)
{
	/* Excel keeps a file of that kind beside each workbook that is open. */
	return moot_name_ends_with(name, ".xlsx") && strncmp(name, "~$", 2) != 0;
}

/* The file that a sheet of this name stands in for, or -1; "boards" and "Boards.csv" are boards.csv. */
static int file_of(const char *name)
{
	size_t length = strlen(name);
	moot_word_trim(&name, &length);
	for (int f = 0; f < MOOT_FILE_COUNT; f++) {
		const char *file = moot_sheet_kind((enum moot_file)f)->file;
		size_t stem = strlen(file) - strlen(".csv");
		if ((length == stem || length == strlen(file)) && strncasecmp(name, file, length) == 0)
			return f;
	}
	return -1;
}

static const char *sheet_label(struct moot_intake *intake, const struct moot_workbook_sheet *sheet)
{
	const char *label = moot_arena_format(intake->arena, "%s/%s", intake->workbook->file, sheet->name);
	if (!label)
		intake->status = MOOT_ERROR_MEMORY;
	return label ? label : "";
}

/* What an unknown sheet's name most likely means, or NULL. */
static const char *nearest_sheet(struct moot_intake *intake, const char *name)
{
	int limit = 2;
	const char *nearest = NULL;
	for (int f = 0; f < MOOT_FILE_COUNT && limit >= 0; f++) {
		const char *file = moot_sheet_kind((enum moot_file)f)->file;
		const char *stem = moot_arena_text_n(intake->arena, file, strlen(file) - strlen(".csv"));
		int distance = stem ? moot_word_distance(stem, name, limit) : limit + 1;
		if (distance <= limit) {
			nearest = stem;
			limit = distance - 1;
		}
	}
	return nearest;
}

static void match_sheet(struct moot_intake *intake, size_t index)
{
	const struct moot_workbook_sheet *sheet = &intake->workbook->sheets[index];
	const char *label = sheet_label(intake, sheet);
	int file = file_of(sheet->name);
	const char *nearest = file < 0 ? nearest_sheet(intake, sheet->name) : NULL;
	if (nearest)
		moot_intake_report(intake, MOOT_WARNING, label, 0, 0,
				   "the sheet is not part of a landscape, so it is not read; is \"%s\" meant?",
				   nearest);
	else if (file < 0)
		moot_intake_report(intake, MOOT_WARNING, label, 0, 0,
				   "the sheet is not part of a landscape, so it is not read");
	else if (!sheet->part)
		moot_intake_report(intake, MOOT_ERROR, label, 0, 0, "the sheet holds no cells but a chart or a macro");
	else if (intake->workbook_sheets[file] > 0)
		moot_intake_report(intake, MOOT_ERROR, label, 0, 0,
				   "two sheets stand for %s, \"%s\" and this one; keep one of them",
				   moot_sheet_kind((enum moot_file)file)->file,
				   intake->workbook->sheets[intake->workbook_sheets[file] - 1].name);
	else
		intake->workbook_sheets[file] = index + 1;
	if (file >= 0 && sheet->hidden)
		moot_intake_report(intake, MOOT_WARNING, label, 0, 0, "the sheet is hidden, but it is read");
}

void moot_intake_open_workbook(struct moot_intake *intake, const char *const *names, size_t count)
{
	const char *first = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!is_workbook(names[i]))
			continue;
		if (first) {
			moot_intake_report(intake, MOOT_ERROR, first, 0, 0,
					   "there are two workbooks, %s and %s; keep one of them here", first,
					   names[i]);
			intake->workbook_failed = true;
			return;
		}
		first = names[i];
	}
	if (!first)
		return;
	size_t length = 0;
	intake->workbook_failed = true;
	if (!moot_intake_read_file(intake, first, MOOT_PACKAGE_MAX_BYTES, &intake->workbook_bytes, &length))
		return;
	enum moot_status status = moot_workbook_open(intake->arena, first, intake->workbook_bytes, length,
						     &intake->workbook, intake->problems);
	if (status)
		intake->status = status;
	if (!intake->workbook)
		return;
	intake->workbook_failed = false;
	for (size_t i = 0; i < intake->workbook->sheet_count && !intake->status; i++)
		match_sheet(intake, i);
}

static bool is_known(const void *context, const char *header)
{
	return moot_sheet_knows(context, header);
}

void moot_intake_read_workbook_sheet(struct moot_intake *intake, struct moot_sheet *sheet, enum moot_file file)
{
	if (intake->workbook_sheets[file] == 0)
		return;
	size_t index = intake->workbook_sheets[file] - 1;
	const char *label = sheet_label(intake, &intake->workbook->sheets[index]);
	if (sheet->present) {
		moot_intake_report(intake, MOOT_ERROR, label, 0, 0, "%s lies beside this sheet; keep one of the two",
				   sheet->kind->file);
		return;
	}
	size_t errors = intake->problems->errors;
	sheet->file = label;
	sheet->present = true;
	enum moot_status status =
	    moot_workbook_table(intake->workbook, index, label, is_known, sheet->kind, &sheet->table, intake->problems);
	if (status)
		intake->status = status;
	else if (sheet->table.header.count > 0 || intake->problems->errors == errors)
		moot_sheet_open(intake, sheet);
}
