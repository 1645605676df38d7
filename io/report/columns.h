/*
 * Columns on a terminal: cells are collected, then written aligned by their width on the screen (wide and combining
 * characters counted as a terminal shows them), texts to the left and numbers to the right.
 *
 * Begin with the titles, add the cells row by row, end. A text longer than its column's limit is cut with "...".
 */
#ifndef MOOT_IO_REPORT_COLUMNS_H
#define MOOT_IO_REPORT_COLUMNS_H

#include "io/text.h"

enum { MOOT_MOST_COLUMNS = 8 };

struct moot_columns {
	struct moot_text cells; /* each ends with a line feed; no cell holds one */
	size_t cell_count;
	int count;
	bool is_number[MOOT_MOST_COLUMNS];
};

/* `titles` ends with NULL; a column of numbers starts with '#'. */
void moot_columns_begin(struct moot_columns *columns, const char *const *titles);
void moot_columns_text(struct moot_columns *columns, const char *raw);
void moot_columns_number(struct moot_columns *columns, double value, int decimals);
/* Writes the rows to `text`, each behind two spaces, and releases the cells. */
void moot_columns_end(struct moot_columns *columns, struct moot_text *text);

/* How many cells of a terminal `bytes` take. */
int moot_columns_width(const char *bytes, size_t length);

#endif
