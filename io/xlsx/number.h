/*
 * Numbers in a workbook's cells: plain decimals, and the serial numbers that stand for dates and times.
 *
 * A spreadsheet stores 2027-03-31 as 46477, days since the end of 1899 (or since 1904), and only the cell's number
 * format tells that a date is meant. No locale has a say here.
 */
#ifndef MOOT_IO_XLSX_NUMBER_H
#define MOOT_IO_XLSX_NUMBER_H

#include <moot/date.h>

/* What a number format shows. */
enum moot_number_kind { MOOT_PLAIN, MOOT_DATE, MOOT_DATE_AND_TIME, MOOT_TIME, MOOT_ELAPSED };

#define MOOT_NUMBER_SIZE 80

/* What a format code ("dd/mm/yyyy", "[h]:mm", "0.00%") shows (ECMA-376 part 1, 18.8.31). */
enum moot_number_kind moot_number_kind(const char *code);
/* What a format that every spreadsheet knows by its number shows (18.8.30). */
enum moot_number_kind moot_number_kind_built_in(int id);

/*
 * The text of a stored number ("46477.4166666667", "1E-3") as a landscape's cell has it: a date as 2027-03-31, with
 * a time of day as 2027-03-31T10:00, a time as 10:00, anything else as a decimal of at most 15 digits, as many as a
 * spreadsheet shows. `system` is 1900 or 1904. False where it is no number.
 */
bool moot_number_text(const char *stored, enum moot_number_kind kind, int system, char text[MOOT_NUMBER_SIZE]);

/* The day of a serial number, or MOOT_NO_DAY. The 1900 system counts a 29 February 1900 that never was. */
moot_day moot_number_day(int64_t serial, int system);

#endif
