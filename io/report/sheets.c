/* Tables as CSV (sheets.h). */
#include "io/report/sheets.h"

#include "io/csv/writer.h"

void moot_table_begin(struct moot_table *table, const char *stem, const char *about, const char *const *titles)
{
	*table = (struct moot_table){.stem = stem, .about = about, .titles = titles};
	while (titles[table->columns])
		table->columns++;
}

static void add(struct moot_table *table, struct moot_table_cell cell)
{
	if (table->failed ||
	    !moot_array_reserve((void **)&table->cells, &table->capacity, table->count + 1, sizeof *table->cells)) {
		table->failed = true;
		return;
	}
	table->cells[table->count++] = cell;
}

void moot_table_text(struct moot_table *table, const char *text)
{
	add(table, (struct moot_table_cell){.kind = MOOT_CELL_TEXT, .text = text ? text : ""});
}

void moot_table_whole(struct moot_table *table, long value)
{
	add(table, (struct moot_table_cell){.kind = MOOT_CELL_WHOLE, .number = (double)value});
}

void moot_table_hours(struct moot_table *table, double hours)
{
	add(table, (struct moot_table_cell){.kind = MOOT_CELL_HOURS, .number = hours});
}

void moot_table_share(struct moot_table *table, double share)
{
	add(table, (struct moot_table_cell){.kind = MOOT_CELL_SHARE, .number = share});
}

void moot_table_pounds(struct moot_table *table, double pounds)
{
	add(table, (struct moot_table_cell){.kind = MOOT_CELL_POUNDS, .number = pounds});
}

void moot_table_clear(struct moot_table *table)
{
	moot_release(table->cells);
	*table = (struct moot_table){0};
}

enum moot_status moot_table_csv(const struct moot_table *table, char **out, struct moot_error *error)
{
	struct moot_csv csv;
	moot_csv_begin(&csv, table->titles);
	for (size_t i = 0; i < table->count; i++) {
		const struct moot_table_cell *cell = &table->cells[i];
		if (cell->kind == MOOT_CELL_TEXT)
			moot_csv_cell(&csv, cell->text);
		else if (cell->kind == MOOT_CELL_WHOLE)
			moot_csv_integer(&csv, (long)cell->number);
		else
			moot_csv_number(&csv, cell->number);
		if ((i + 1) % table->columns == 0)
			moot_csv_end_row(&csv);
	}
	csv.text.failed |= table->failed;
	return moot_text_take(&csv.text, out, error);
}
