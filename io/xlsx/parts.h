/* The parts of a workbook beside its sheets, each read once by moot_workbook_open(), and text that grows for all. */
#ifndef MOOT_IO_XLSX_PARTS_H
#define MOOT_IO_XLSX_PARTS_H

#include "io/xlsx/package.h"
#include "io/xlsx/workbook.h"

/* Both set the workbook's fields, or fail its package. */
void moot_workbook_read_strings(struct moot_workbook *workbook, const char *part); /* strings.c */
void moot_workbook_read_styles(struct moot_workbook *workbook, const char *part);  /* styles.c */

/* The characters of one cell or string, MOOT_TABLE_MAX_CELL at most. */
struct moot_xlsx_text {
	char *bytes;
	size_t length;
	size_t capacity;
	bool too_long;
};

void moot_xlsx_text_add(struct moot_package *package, struct moot_xlsx_text *text, const char *bytes, size_t length);
/* A trimmed copy, _x000D_ and its like decoded, free of control characters; NULL where too long or out of memory. */
const char *moot_xlsx_text_keep(struct moot_package *package, struct moot_xlsx_text *text);

/* "12" to 12, -1 for anything but digits that stay below `most`. */
long moot_xlsx_index(const char *text, long most);

#endif
