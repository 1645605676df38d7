/* report.html of an audit: today's landscape on one page. Its sections are in two files. */
#ifndef MOOT_IO_REPORT_AUDIT_REPORT_H
#define MOOT_IO_REPORT_AUDIT_REPORT_H

#include <moot/solve.h>

#include "io/text.h"

enum moot_status moot_audit_report(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				   struct moot_error *error);

/* audit_trouble.c: what falls short, double bookings, repeated priorities */
void moot_audit_report_findings(struct moot_text *text, const struct moot_landscape *landscape,
				const struct moot_audit *audit);
void moot_audit_report_bookings(struct moot_text *text, const struct moot_landscape *landscape,
				const struct moot_audit *audit);
/* For the plan's page too. */
void moot_audit_report_strategies(struct moot_text *text, const struct moot_landscape *landscape,
				  const struct moot_audit *audit);

#endif
