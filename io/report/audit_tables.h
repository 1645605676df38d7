/* The audit as tables for spreadsheets: one CSV file, and one sheet of audit.xlsx, each. */
#ifndef MOOT_IO_REPORT_AUDIT_TABLES_H
#define MOOT_IO_REPORT_AUDIT_TABLES_H

#include <moot/solve.h>

#include "io/report/sheets.h"

/* The last one is the review's: begun only where there is one. */
enum { MOOT_AUDIT_TABLES = 11 };

/* Texts live as long as landscape, audit and `arena`. Each table is to be cleared. */
void moot_audit_tables(const struct moot_landscape *landscape, const struct moot_audit *audit, struct moot_arena *arena,
		       struct moot_table tables[MOOT_AUDIT_TABLES]);

#endif
