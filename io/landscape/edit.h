/*
 * Editing the tables of a landscape before they are read: what a scenario does.
 *
 * A scenario's rows become cells and rows of the sheets that they are about, so that whatever reads these judges the
 * scenario too. Each such cell knows where it was written (struct moot_origin), and problems name that place.
 * Rows are found by a pass over the sheet.
 */
#ifndef MOOT_IO_LANDSCAPE_EDIT_H
#define MOOT_IO_LANDSCAPE_EDIT_H

#include "io/landscape/intake.h"

#define MOOT_NO_ROW SIZE_MAX

/* The last row whose column holds exactly this text, or MOOT_NO_ROW. */
size_t moot_edit_find(const struct moot_sheet *sheet, int column, const char *text);
/* The same of two columns. */
size_t moot_edit_find_pair(const struct moot_sheet *sheet, int column, const char *text, int other,
			   const char *other_text);

/* Adds a row without cells; its index. The sheet comes into being where there was none. */
size_t moot_edit_append(struct moot_intake *intake, struct moot_sheet *sheet, const struct moot_cell *from);
/* Writes a cell as if it stood at `from`; the column comes into being where the header has none. */
void moot_edit_set(struct moot_intake *intake, struct moot_sheet *sheet, size_t row, int column, const char *text,
		   const struct moot_cell *from);
void moot_edit_remove(struct moot_sheet *sheet, size_t row);

/* "; is "x" meant?" for the text of a column nearest to `text`, else "". */
const char *moot_edit_suggest(struct moot_intake *intake, const struct moot_sheet *sheet, int column, const char *text);

#endif
