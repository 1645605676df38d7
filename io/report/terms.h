/* A board's draft terms of reference, in Markdown. */
#ifndef MOOT_IO_REPORT_TERMS_H
#define MOOT_IO_REPORT_TERMS_H

#include "io/report/report.h"

enum moot_status moot_terms_write(const struct moot_report *report, const struct moot_plan_board *board, char **out,
				  struct moot_error *error);

#endif
