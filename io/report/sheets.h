/*
 * Tables for spreadsheets: cells are given once, with what they are, and become a CSV file or a sheet of a workbook.
 *
 * Start a table from {0} with moot_table_begin(), add the cells row by row, end each row; running out of memory is
 * remembered and told when it is written. Texts are borrowed until then; a text that would run as a formula is made
 * harmless by either writer.
 */
#ifndef MOOT_IO_REPORT_SHEETS_H
#define MOOT_IO_REPORT_SHEETS_H

#include <moot/memory.h>
#include <moot/status.h>

#include <stdint.h>

enum moot_table_cell_kind { MOOT_CELL_TEXT, MOOT_CELL_WHOLE, MOOT_CELL_HOURS, MOOT_CELL_SHARE, MOOT_CELL_POUNDS };

struct moot_table_cell {
	enum moot_table_cell_kind kind;
	const char *text;
	double number; /* not-a-number: empty */
};

struct moot_table {
	const char *stem;  /* of the CSV file, and the name of the sheet: at most 31 characters */
	const char *about; /* what it shows */
	const char *const *titles;
	size_t columns;
	struct moot_table_cell *cells;
	size_t count;
	size_t capacity;
	bool failed;
};

/* `titles` ends with NULL. */
void moot_table_begin(struct moot_table *table, const char *stem, const char *about, const char *const *titles);
void moot_table_text(struct moot_table *table, const char *text);
void moot_table_whole(struct moot_table *table, long value);
void moot_table_hours(struct moot_table *table, double hours);
void moot_table_share(struct moot_table *table, double share);
void moot_table_pounds(struct moot_table *table, double pounds);
void moot_table_clear(struct moot_table *table);

/* To heap bytes, released with moot_release(). */
enum moot_status moot_table_csv(const struct moot_table *table, char **out, struct moot_error *error);
/*
 * A workbook with one sheet a table, its head frozen and filtered, numbers as numbers with their formats. `created` is
 * in seconds since 1970. libxlsxwriter writes files alone, so the bytes go through a temporary one.
 */
enum moot_status moot_tables_xlsx(const struct moot_table *tables, size_t count, int64_t created, char **out,
				  size_t *length, struct moot_error *error);

#endif
