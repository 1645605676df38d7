/*
 * The landscape as a matrix: how many people and themes each two boards share, boards that share much beside each
 * other. For the audit's page and the plan's.
 */
#ifndef MOOT_IO_REPORT_OVERLAP_H
#define MOOT_IO_REPORT_OVERLAP_H

#include <moot/solve.h>

#include "io/text.h"

/* `groups`: for each board of the landscape what it becomes part of; boards of one group are framed. NULL for none. */
void moot_overlap_picture(struct moot_text *text, const struct moot_landscape *landscape,
			  const struct moot_audit *audit, const int *groups);

/* The pairs that share most, as a table. */
void moot_overlap_table(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit);

#endif
