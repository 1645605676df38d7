/* What is in the pack for one reader. */
#ifndef MOOT_IO_EXPORT_CONTENTS_H
#define MOOT_IO_EXPORT_CONTENTS_H

#include "io/export/audience.h"
#include "io/export/pack.h"

/*
 * Adds the reader's files under `directory` ("" for the top): a letter, tables, calendars, cancellations, terms of
 * reference, with `invite` an invitation for each meeting, the manifest, and all of it as pack.zip.
 */
enum moot_status moot_contents_add(const struct moot_audience *audience, const char *directory, bool invite,
				   struct moot_pack *pack, struct moot_error *error);

#endif
