/* What falls short today, in words: for the audit's text, page, tables and JSON. */
#ifndef MOOT_IO_REPORT_FINDINGS_H
#define MOOT_IO_REPORT_FINDINGS_H

#include <moot/solve.h>

#include "io/text.h"

/* One word for a program: "board-minimum", "organisation". */
const char *moot_fault_text(enum moot_audit_fault fault);
/* What findings of this kind have in common, as a heading. */
const char *moot_fault_title(enum moot_audit_fault fault);
/* A sentence about one of them, as plain text. */
void moot_finding_words(struct moot_text *text, const struct moot_landscape *landscape,
			const struct moot_audit_finding *finding);
/* The board or duty that it is about. */
const char *moot_finding_subject(const struct moot_landscape *landscape, const struct moot_audit_finding *finding);

/* "Roads Board" and "something else". */
const char *moot_booking_other(const struct moot_landscape *landscape, const struct moot_audit_booking *booking);

/* "Own business", "Standing business, preparation and travel", or the theme. */
const char *moot_theme_name(const struct moot_landscape *landscape, int theme);

#endif
