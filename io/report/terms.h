/* A board's draft terms of reference, in Markdown. */
#ifndef MOOT_IO_REPORT_TERMS_H
#define MOOT_IO_REPORT_TERMS_H

#include "io/report/report.h"

/* Who reads it. {0} is the office that plans: everything. */
struct moot_terms_reader {
	bool is_partner; /* no reasons, no attendance: what the plan says of other people's time stays out */
	bool redact;     /* organisations only, no person's name */
};

enum moot_status moot_terms_write(const struct moot_report *report, const struct moot_plan_board *board,
				  struct moot_terms_reader reader, char **out, struct moot_error *error);

#endif
