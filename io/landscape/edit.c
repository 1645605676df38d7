/* Rows and cells that scenarios add, change and remove (edit.h). */
#include "io/landscape/edit.h"

#include <stdint.h>
#include <string.h>

static bool holds(const struct moot_sheet *sheet, size_t row, int column, const char *text)
{
	return strcmp(moot_sheet_text(sheet, row, column), text) == 0;
}

size_t moot_edit_find(const struct moot_sheet *sheet, int column, const char *text)
{
	return moot_edit_find_pair(sheet, column, text, column, text);
}

size_t moot_edit_find_pair(const struct moot_sheet *sheet, int column, const char *text, int other,
			   const char *other_text)
{
	if (!sheet->usable)
		return MOOT_NO_ROW;
	for (size_t row = sheet->table.row_count; row > 0; row--)
		if (holds(sheet, row - 1, column, text) && holds(sheet, row - 1, other, other_text))
			return row - 1;
	return MOOT_NO_ROW;
}

static const struct moot_origin *keep_origin(struct moot_intake *intake, const struct moot_cell *from)
{
	struct moot_origin *origin = moot_intake_scratch(intake, 1, sizeof *origin);
	if (origin)
		*origin = moot_cell_origin(from);
	return origin;
}

/* A copy of the row's cells with room for `count`, empty ones behind its own. */
static struct moot_table_cell *copy_cells(struct moot_intake *intake, const struct moot_table_row *row, int count)
{
	struct moot_table_cell *cells = moot_intake_scratch(intake, (size_t)count, sizeof *cells);
	for (int c = 0; cells && c < count; c++)
		cells[c] = c < row->count ? row->cells[c] : (struct moot_table_cell){"", row->line, row->origin};
	return cells;
}

/* The place of a column in the rows; the header names it from now on. */
static int ensure_column(struct moot_intake *intake, struct moot_sheet *sheet, int column)
{
	struct moot_table_row *header = &sheet->table.header;
	int place = sheet->places[column];
	if (place >= 0)
		return place;
	place = header->count;
	struct moot_table_cell *cells = copy_cells(intake, header, place + 1);
	if (!cells)
		return -1;
	cells[place].text = sheet->kind->columns[column].name;
	header->cells = cells;
	header->count = place + 1;
	sheet->places[column] = place;
	return place;
}

/* A sheet that no file gave. */
static void ensure_sheet(struct moot_intake *intake, struct moot_sheet *sheet)
{
	if (sheet->usable)
		return;
	sheet->present = true;
	sheet->usable = true;
	for (int c = 0; c < MOOT_MOST_COLUMNS; c++)
		sheet->places[c] = -1;
	sheet->table.header = (struct moot_table_row){.line = 1};
	sheet->table.row_count = 0;
	for (int c = 0; c < sheet->kind->column_count; c++)
		if (sheet->kind->columns[c].required)
			ensure_column(intake, sheet, c);
}

size_t moot_edit_append(struct moot_intake *intake, struct moot_sheet *sheet, const struct moot_cell *from)
{
	struct moot_table *table = &sheet->table;
	ensure_sheet(intake, sheet);
	if (table->row_count >= sheet->row_room) {
		size_t room = table->row_count + table->row_count / 2 + 16;
		struct moot_table_row *rows = moot_intake_scratch(intake, room, sizeof *rows);
		if (!rows)
			return MOOT_NO_ROW;
		if (table->row_count > 0)
			memcpy(rows, table->rows, table->row_count * sizeof *rows);
		table->rows = rows;
		sheet->row_room = room;
	}
	const struct moot_origin *origin = keep_origin(intake, from);
	if (!origin)
		return MOOT_NO_ROW;
	table->rows[table->row_count] = (struct moot_table_row){.line = origin->line, .origin = origin};
	return table->row_count++;
}

void moot_edit_set(struct moot_intake *intake, struct moot_sheet *sheet, size_t row, int column, const char *text,
		   const struct moot_cell *from)
{
	if (row == MOOT_NO_ROW || intake->status)
		return;
	int place = ensure_column(intake, sheet, column);
	struct moot_table_row *cells = &sheet->table.rows[row];
	int count = place + 1 > cells->count ? place + 1 : cells->count;
	struct moot_table_cell *copy = place >= 0 ? copy_cells(intake, cells, count) : NULL;
	const struct moot_origin *origin = keep_origin(intake, from);
	if (!copy || !origin)
		return;
	copy[place] = (struct moot_table_cell){text, origin->line, origin};
	cells->cells = copy;
	cells->count = count;
}

void moot_edit_remove(struct moot_sheet *sheet, size_t row)
{
	struct moot_table *table = &sheet->table;
	memmove(table->rows + row, table->rows + row + 1, (table->row_count - row - 1) * sizeof *table->rows);
	table->row_count--;
}

const char *moot_edit_suggest(struct moot_intake *intake, const struct moot_sheet *sheet, int column, const char *text)
{
	struct moot_lexicon names = {0};
	for (size_t row = 0; sheet->usable && row < sheet->table.row_count && !intake->status; row++) {
		const char *known = moot_sheet_text(sheet, row, column);
		int index = 0;
		if (*known && moot_lexicon_add(&names, known, known, &index))
			intake->status = MOOT_ERROR_MEMORY;
	}
	const char *suggestion = intake->status ? "" : moot_intake_suggest(intake, &names, text);
	moot_lexicon_clear(&names);
	return suggestion;
}
