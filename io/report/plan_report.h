/* The sections of a plan's report.html, in several files; plan_report.c puts them together. */
#ifndef MOOT_IO_REPORT_PLAN_REPORT_H
#define MOOT_IO_REPORT_PLAN_REPORT_H

#include "io/report/report.h"
#include "io/text.h"

/* The whole page as a heap string. */
enum moot_status moot_plan_report(const struct moot_report *report, char **out, struct moot_error *error);

/* plan_flow.c: today's boards flowing into tomorrow's, and the matrix of what they share */
void moot_plan_report_flow(struct moot_text *text, const struct moot_report *report, const struct moot_audit *today);
void moot_plan_report_overlap(struct moot_text *text, const struct moot_report *report, const struct moot_audit *today);

/* plan_boards.c: every merger with its reasons and arithmetic, and the boards that stay */
void moot_plan_report_boards(struct moot_text *text, const struct moot_report *report, const struct moot_audit *today);
void moot_plan_report_savings(struct moot_text *text, const struct moot_report *report);

/* plan_people.c */
void moot_plan_report_people(struct moot_text *text, const struct moot_report *report);

/* plan_attend.c: deputies and papers; what changed since an earlier plan, where there is one */
void moot_plan_report_attendance(struct moot_text *text, const struct moot_report *report);
void moot_plan_report_moves(struct moot_text *text, const struct moot_report *report);

/* plan_year.c: pictures of the year, its meetings, and what found no date */
void moot_plan_report_calendar(struct moot_text *text, const struct moot_report *report);
void moot_plan_report_troubles(struct moot_text *text, const struct moot_report *report);

/* plan_assumptions.c */
void moot_plan_report_assumptions(struct moot_text *text, const struct moot_report *report);

/* plan_detail.c */
void moot_plan_report_duties(struct moot_text *text, const struct moot_report *report);
void moot_plan_report_origin(struct moot_text *text, const struct moot_report *report);

#endif
