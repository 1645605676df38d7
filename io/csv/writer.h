/*
 * CSV for spreadsheets: UTF-8 with a byte order mark (Excel needs it), commas, CRLF, cells that no spreadsheet runs.
 *
 * A cell that would start a formula (= + - @, their full-width forms, a tab or line end) gets an apostrophe in front;
 * a plain number, negative ones too, stays a number. Call begin, then cells and row ends; the text is the result.
 */
#ifndef MOOT_IO_CSV_WRITER_H
#define MOOT_IO_CSV_WRITER_H

#include "io/text.h"

struct moot_csv {
	struct moot_text text;
	bool in_row;
};

/* The byte order mark and a header row; `titles` ends with NULL. */
void moot_csv_begin(struct moot_csv *csv, const char *const *titles);

void moot_csv_cell(struct moot_csv *csv, const char *raw);
void moot_csv_integer(struct moot_csv *csv, long value);
/* Rounded to two decimals; empty where the value is not finite. */
void moot_csv_number(struct moot_csv *csv, double value);
void moot_csv_end_row(struct moot_csv *csv);

#endif
