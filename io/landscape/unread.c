/*
 * Files that a landscape may hold and that are read elsewhere or not yet: their columns, for `moot new` and for the
 * check of their headers.
 */
#include "io/landscape/intake.h"

static const struct moot_column ATTENDANCE[] = {
    {.name = "board_id", .required = true, .meaning = "a board of boards.csv", .sample = "csp-example"},
    {.name = "date", .required = true, .meaning = "the day of the meeting", .sample = "2026-06-10"},
    {.name = "person_id", .required = true, .meaning = "a member", .sample = "ann-example"},
    {.name = "status", .required = true, .meaning = "attended, apologies or absent", .sample = "attended"},
};

static const struct moot_column FEEDS[] = {
    {.name = "owner",
     .required = true,
     .meaning = "whose calendar it is: person:ID, board:ID, venue:ID or closures",
     .sample = "closures"},
    {.name = "source",
     .required = true,
     .meaning = "a path inside the landscape, or an https:// or webcal:// address",
     .sample = "feeds/office-closed.ics"},
};

const struct moot_sheet_kind moot_attendance_kind = {
    .file = "attendance.csv",
    .meaning = "Who really came.",
    .unused = true,
    .columns = ATTENDANCE,
    .column_count = sizeof ATTENDANCE / sizeof *ATTENDANCE,
};

const struct moot_sheet_kind moot_feeds_kind = {
    .file = "feeds.csv",
    .meaning = "Calendars that lie elsewhere than in calendars/.",
    .columns = FEEDS,
    .column_count = sizeof FEEDS / sizeof *FEEDS,
};
