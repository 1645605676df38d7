/* feeds.csv, which is read with the calendars: its columns, for `moot new` and for the check of its header. */
#include "io/landscape/intake.h"

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

const struct moot_sheet_kind moot_feeds_kind = {
    .file = "feeds.csv",
    .meaning = "Calendars that lie elsewhere than in calendars/.",
    .columns = FEEDS,
    .column_count = sizeof FEEDS / sizeof *FEEDS,
};
