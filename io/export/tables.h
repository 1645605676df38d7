/* The tables of a pack: of everyone else no more than a fellow member knows. */
#ifndef MOOT_IO_EXPORT_TABLES_H
#define MOOT_IO_EXPORT_TABLES_H

#include "io/csv/writer.h"
#include "io/export/audience.h"

struct moot_csv moot_pack_boards(const struct moot_audience *audience);
/* Names, posts, organisations and roles; with redact the seats of each organisation. */
struct moot_csv moot_pack_members(const struct moot_audience *audience);
/* The meetings of its boards, and who of the reader's own people can't come. */
struct moot_csv moot_pack_calendar(const struct moot_audience *audience);
/* The own people's hours before and after, by person; with redact in one sum. */
struct moot_csv moot_pack_hours(const struct moot_audience *audience);

#endif
