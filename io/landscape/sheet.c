/* Sheets (intake.h): a table's header matched with the columns that its file may have, and its rows read by them. */
#include "io/landscape/intake.h"

#include "io/csv/word.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

const struct moot_sheet_kind *moot_sheet_kind(enum moot_file file)
{
	static const struct moot_sheet_kind *const kinds[MOOT_FILE_COUNT] = {
	    &moot_boards_kind, &moot_members_kind,    &moot_people_kind,     &moot_agenda_kind,
	    &moot_duties_kind, &moot_venues_kind,     &moot_travel_kind,     &moot_rules_kind,
	    &moot_policy_kind, &moot_attendance_kind, &moot_strategies_kind, &moot_feeds_kind,
	};
	return kinds[file];
}

/* The column that a misspelt header cell means, or NULL. */
const char *moot_sheet_nearest(const struct moot_sheet_kind *kind, const char *text)
{
	int limit = (int)(strlen(text) > 16 ? 8 : strlen(text) / 2);
	const char *nearest = NULL;
	for (int c = 0; c < kind->column_count; c++) {
		int distance = moot_word_distance(kind->columns[c].name, text, limit);
		if (distance <= limit) {
			nearest = kind->columns[c].name;
			limit = distance - 1;
		}
		if (limit < 0)
			break;
	}
	return nearest;
}

const char *moot_sheet_columns(struct moot_intake *intake, const struct moot_sheet_kind *kind)
{
	const char *list = kind->columns[0].name;
	for (int c = 1; list && c < kind->column_count; c++)
		list = moot_arena_format(intake->arena, "%s, %s", list, kind->columns[c].name);
	if (!list)
		intake->status = MOOT_ERROR_MEMORY;
	return list ? list : "";
}

static void report_unknown(struct moot_intake *intake, const struct moot_sheet *sheet, int place)
{
	const struct moot_table_cell *cell = &sheet->table.header.cells[place];
	const char *nearest = moot_sheet_nearest(sheet->kind, cell->text);
	const char *quoted = moot_intake_quote(intake, cell->text);
	if (nearest)
		moot_intake_report(intake, MOOT_WARNING, sheet->file, cell->line, place + 1,
				   "there is no column %s, so it is not read; is \"%s\" meant?", quoted, nearest);
	else
		moot_intake_report(intake, MOOT_WARNING, sheet->file, cell->line, place + 1,
				   "there is no column %s, so it is not read; the columns are %s", quoted,
				   moot_sheet_columns(intake, sheet->kind));
}

static void match_header(struct moot_intake *intake, struct moot_sheet *sheet)
{
	const struct moot_table_row *header = &sheet->table.header;
	for (int c = 0; c < MOOT_MOST_COLUMNS; c++)
		sheet->places[c] = -1;
	for (int place = 0; place < header->count; place++) {
		const char *text = header->cells[place].text;
		int column = moot_sheet_column(sheet->kind, text);
		if (column >= 0 && sheet->places[column] >= 0)
			moot_intake_report(intake, MOOT_ERROR, sheet->file, header->cells[place].line, place + 1,
					   "the column %s stands twice, first in column %d; remove one",
					   sheet->kind->columns[column].name, sheet->places[column] + 1);
		else if (column >= 0)
			sheet->places[column] = place;
	}
}

/* Then what is none of its columns' names: another word for one that is not there, or nothing that is read. */
static void match_synonyms(struct moot_intake *intake, struct moot_sheet *sheet)
{
	const struct moot_table_row *header = &sheet->table.header;
	for (int place = 0; place < header->count; place++) {
		const char *text = header->cells[place].text;
		if (!*text || moot_sheet_column(sheet->kind, text) >= 0)
			continue;
		int column = moot_sheet_synonym(sheet->kind, sheet->places, text);
		if (column < 0) {
			report_unknown(intake, sheet, place);
			continue;
		}
		sheet->places[column] = place;
		moot_intake_report(intake, MOOT_WARNING, sheet->file, header->cells[place].line, place + 1,
				   "the column %s is read as %s", moot_intake_quote(intake, text),
				   sheet->kind->columns[column].name);
	}
}

void moot_sheet_open(struct moot_intake *intake, struct moot_sheet *sheet)
{
	const struct moot_sheet_kind *kind = sheet->kind;
	const struct moot_table_row *header = &sheet->table.header;
	moot_sheet_find_header(intake, sheet);
	match_header(intake, sheet);
	match_synonyms(intake, sheet);
	if (header->count == 0) {
		/* A file that could not be decoded has said so. */
		moot_intake_report(intake, kind->required ? MOOT_ERROR : MOOT_WARNING, sheet->file, 1, 0,
				   "the file has no header; its first line must name the columns, of %s",
				   moot_sheet_columns(intake, kind));
		return;
	}
	for (int c = 0; c < kind->column_count; c++)
		if (kind->columns[c].required && sheet->places[c] < 0)
			moot_intake_report(intake, MOOT_ERROR, sheet->file, header->line, 0,
					   "the required column %s is missing; the header must name it",
					   kind->columns[c].name);
	sheet->usable = sheet->places[0] >= 0;
}

const char *moot_sheet_text(const struct moot_sheet *sheet, size_t row, int column)
{
	int place = sheet->places[column];
	const struct moot_table_row *cells = &sheet->table.rows[row];
	return place >= 0 && place < cells->count ? cells->cells[place].text : "";
}

int moot_sheet_line(const struct moot_sheet *sheet, size_t row)
{
	return sheet->table.rows[row].line;
}

const char *moot_sheet_where(struct moot_intake *intake, const struct moot_sheet *sheet, size_t row)
{
	const struct moot_table_row *cells = &sheet->table.rows[row];
	const char *file = cells->origin ? cells->origin->file : sheet->file;
	const char *where = intake->scenario_count > 0
				? moot_arena_format(intake->arena, "line %d of %s", cells->line, file)
				: moot_arena_format(intake->arena, "line %d", cells->line);
	if (!where)
		intake->status = MOOT_ERROR_MEMORY;
	return where ? where : "";
}

struct moot_cell moot_sheet_cell(const struct moot_sheet *sheet, size_t row, int column)
{
	return (struct moot_cell){sheet, row, column, moot_sheet_text(sheet, row, column)};
}

/* Cells to the right of the header's last: an unquoted separator, most often. */
void moot_sheet_check_width(struct moot_intake *intake, const struct moot_sheet *sheet, size_t row, bool *nameless)
{
	const struct moot_table_row *cells = &sheet->table.rows[row];
	const struct moot_table_row *header = &sheet->table.header;
	if (cells->count > header->count)
		moot_intake_report(intake, MOOT_ERROR, sheet->file, cells->cells[header->count].line, header->count + 1,
				   "the row has %d cells but the header names %d; a cell that holds the separator must "
				   "be quoted",
				   cells->count, header->count);
	for (int c = 0; c < cells->count && c < header->count; c++)
		if (!*nameless && *cells->cells[c].text && !*header->cells[c].text) {
			moot_intake_report(intake, MOOT_WARNING, sheet->file, cells->cells[c].line, c + 1,
					   "the column has no name in the header, so it is not read");
			*nameless = true;
		}
}

static void read_row(struct moot_intake *intake, const struct moot_sheet *sheet, size_t row, void *values)
{
	const struct moot_sheet_kind *kind = sheet->kind;
	memset(values, 0, kind->row_size);
	if (kind->prepare)
		kind->prepare(values);
	for (int c = 0; c < kind->column_count; c++) {
		const struct moot_column *column = &kind->columns[c];
		struct moot_cell cell = moot_sheet_cell(sheet, row, c);
		if (*cell.text && column->parse)
			column->parse(intake, &cell, (char *)values + column->offset);
		else if (!*cell.text && column->required && sheet->places[c] >= 0)
			moot_cell_report(intake, MOOT_ERROR, &cell, "%s is empty; every row must have one",
					 column->name);
	}
	kind->take(intake, row, values);
}

void moot_sheet_read(struct moot_intake *intake, struct moot_sheet *sheet)
{
	bool nameless = false;
	if (!sheet->usable)
		return;
	void *values = moot_intake_scratch(intake, 1, sheet->kind->row_size);
	for (size_t row = 0; values && row < sheet->table.row_count && !intake->status; row++) {
		moot_sheet_check_width(intake, sheet, row, &nameless);
		read_row(intake, sheet, row, values);
	}
}
