/*
 * An .xlsx workbook as tables: each sheet is what a CSV file of the same cells would be.
 *
 * moot_workbook_open() takes the file's bytes and lists its sheets; moot_workbook_table() reads one of them as a
 * struct moot_table, the same that io/csv gives, so that whatever reads the one reads the other. Only values count:
 * shared and inline strings, numbers, booleans (TRUE and FALSE), dates and times by the cell's number format, and the
 * values that formulas had when the workbook was saved. A cell's line is its row, its column its column's number, A
 * being 1. Problems name the workbook, or "landscape.xlsx/boards" for a sheet of it. Linear in the unpacked bytes,
 * which are bounded (package.h); memory is that of the shared strings and the cells.
 */
#ifndef MOOT_IO_XLSX_WORKBOOK_H
#define MOOT_IO_XLSX_WORKBOOK_H

#include "io/csv/table.h"

struct moot_package;

struct moot_workbook_sheet {
	const char *name;
	const char *part; /* NULL for a chart or another sheet without cells */
	bool hidden;
};

struct moot_workbook {
	const char *file;
	struct moot_package *package;
	struct moot_workbook_sheet *sheets; /* in the workbook's order */
	size_t sheet_count;
	int system;           /* of dates: 1900 or 1904 */
	const char **strings; /* the shared ones; NULL for one that is too long */
	size_t string_count;
	unsigned char *kinds; /* enum moot_number_kind by cell style */
	size_t kind_count;
	size_t cells; /* that may still be read, and bytes of text in them: one text may stand in many */
	size_t text;
};

/*
 * All in `arena`, which must outlive the tables; `bytes` are borrowed until the last table is read. *out is NULL, with
 * an error that names `file`, where the workbook can't be read. Fails with MOOT_ERROR_MEMORY alone.
 */
enum moot_status moot_workbook_open(struct moot_arena *arena, const char *file, const char *bytes, size_t count,
				    struct moot_workbook **out, struct moot_problems *problems);

/*
 * Reads the sheet with this index; `file` names it in problems. What is wrong in a column is an error where `is_known`
 * says that its header is one, else a warning: nobody needs a column that is not read.
 */
enum moot_status moot_workbook_table(struct moot_workbook *workbook, size_t sheet, const char *file,
				     bool (*is_known)(const void *context, const char *header), const void *context,
				     struct moot_table *table, struct moot_problems *problems);

#endif
