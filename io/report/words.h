/*
 * The sentences and dates that several reports share, as plain text, unescaped except for what a reader must not see.
 * British, short, and no claim beyond what the plan proves.
 */
#ifndef MOOT_IO_REPORT_WORDS_H
#define MOOT_IO_REPORT_WORDS_H

#include "io/report/report.h"
#include "io/text.h"

/* "Wed 12 May 2027", "12 May 2027", "May 2027", "10:00-12:00". Nothing for a day outside the calendar. */
void moot_words_weekday(struct moot_text *text, moot_day day);
void moot_words_day(struct moot_text *text, moot_day day);
void moot_words_month(struct moot_text *text, moot_day day);
void moot_words_times(struct moot_text *text, moot_minute start, moot_minute end);

/* How good the boards are, how good the calendar is: one or two sentences each. */
void moot_words_structure_quality(struct moot_text *text, const struct moot_plan *plan);
void moot_words_calendar_quality(struct moot_text *text, const struct moot_plan *plan);

/* "12 of today's boards become 4; 1 closes; 35 stay as they are." */
void moot_words_changes(struct moot_text *text, const struct moot_plan *plan);

/* What a board of the plan is, in a word or two: "merged", "kept", "meets in common", "closed". */
const char *moot_words_fate(enum moot_fate fate);
const char *moot_words_role(enum moot_role role);
const char *moot_words_attendance(enum moot_attendance attendance);
const char *moot_words_mode(enum moot_mode mode);

/* What a person misses: the other board's name, "busy", "not working". */
const char *moot_words_clash(const struct moot_report *report, const struct moot_clash *clash);

moot_day moot_words_day_of(moot_minute minute);

/* All clashes of the plan's meetings. */
size_t moot_words_clash_count(const struct moot_plan *plan);

#endif
