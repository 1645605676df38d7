/*
 * A CSV file as a table: a header and rows of cells, each with the line on which it begins. io/xlsx gives the same.
 *
 * moot_table_read() takes a file's bytes and knows nothing of their meaning. Comma, semicolon or tab is chosen by the
 * header line (or by Excel's "sep=;"), lines end in CRLF, LF or CR, cells may be quoted and hold line ends. Rows
 * whose cells are all empty are left out, and so are empty cells at the end of a row. Every cell is trimmed and free
 * of control characters but line ends and tabs. A cell's column is its index plus one. Linear in the bytes; up to
 * 1,000,000 rows. All texts are in the caller's arena.
 */
#ifndef MOOT_IO_CSV_TABLE_H
#define MOOT_IO_CSV_TABLE_H

#include <moot/memory.h>
#include <moot/status.h>

#define MOOT_TABLE_MAX_ROWS 1000000
#define MOOT_TABLE_MAX_COLUMNS 1000
#define MOOT_TABLE_MAX_CELL ((size_t)64 * 1024)

/* Where a cell or a row was written, if not in the table's own file: a scenario edits tables (io/landscape/edit.h). */
struct moot_origin {
	const char *file;
	int line;
	int column;
};

struct moot_table_cell {
	const char *text; /* "" for empty */
	int line;
	const struct moot_origin *origin; /* NULL: here */
};

struct moot_table_row {
	const struct moot_table_cell *cells;
	int count;
	int line;
	const struct moot_origin *origin; /* NULL: here */
};

struct moot_table {
	const char *file;
	struct moot_table_row header; /* count 0: the file is empty or could not be read */
	struct moot_table_row *rows;
	size_t row_count;
	int date_system; /* in a workbook: days are counted from the beginning of 1900 or 1904; 0 in CSV */
};

/* Removes control characters but line ends and tabs from the text, turns every line end into LF; the new length. */
size_t moot_table_clean(char *text, size_t length);

/*
 * Problems are appended and name `file`; what could be read is in *table even where there are errors. Fails with
 * MOOT_ERROR_MEMORY alone.
 */
enum moot_status moot_table_read(struct moot_arena *arena, const char *file, const char *bytes, size_t count,
				 struct moot_table *table, struct moot_problems *problems);

/* "libcsv 3.0.3" */
const char *moot_table_library(void);

#endif
