/* The sections of a plan's report.html, in two files; plan_report.c puts them together. */
#ifndef MOOT_IO_REPORT_PLAN_REPORT_H
#define MOOT_IO_REPORT_PLAN_REPORT_H

#include "io/report/report.h"
#include "io/text.h"

/* The whole page as a heap string. */
enum moot_status moot_plan_report(const struct moot_report *report, char **out, struct moot_error *error);

/* plan_detail.c */
void moot_plan_report_people(struct moot_text *text, const struct moot_report *report);
void moot_plan_report_duties(struct moot_text *text, const struct moot_report *report);
void moot_plan_report_calendar(struct moot_text *text, const struct moot_report *report);
void moot_plan_report_troubles(struct moot_text *text, const struct moot_report *report);
void moot_plan_report_origin(struct moot_text *text, const struct moot_report *report);

#endif
