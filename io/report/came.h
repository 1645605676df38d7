/*
 * Who really came (attendance.csv) beside who sits there: for the audit's text, page, table and JSON. Nothing is
 * written where nothing was read.
 */
#ifndef MOOT_IO_REPORT_CAME_H
#define MOOT_IO_REPORT_CAME_H

#include <moot/landscape.h>

#include "io/plan/json.h"
#include "io/report/sheets.h"

void moot_came_text(struct moot_text *text, const struct moot_landscape *landscape);
void moot_came_page(struct moot_text *text, const struct moot_landscape *landscape);
/* The key `attendance`. */
void moot_came_json(struct moot_json *json, const struct moot_landscape *landscape);
void moot_came_table(struct moot_table *table, const struct moot_landscape *landscape);

#endif
