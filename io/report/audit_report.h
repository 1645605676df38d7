/* report.html of an audit: today's landscape on one page. */
#ifndef MOOT_IO_REPORT_AUDIT_REPORT_H
#define MOOT_IO_REPORT_AUDIT_REPORT_H

#include <moot/solve.h>

enum moot_status moot_audit_report(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				   struct moot_error *error);

#endif
