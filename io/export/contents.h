/* What is in the pack for one reader. */
#ifndef MOOT_IO_EXPORT_CONTENTS_H
#define MOOT_IO_EXPORT_CONTENTS_H

#include "io/export/audience.h"
#include "io/export/pack.h"

/*
 * Adds the reader's files under `directory` ("" for the top): a letter, tables, calendars, cancellations, terms of
 * reference, the manifest, and all of it as pack.zip.
 */
enum moot_status moot_contents_add(const struct moot_audience *audience, const char *directory, struct moot_pack *pack,
				   struct moot_error *error);

/*
 * Adds an invitation (RFC 5546, METHOD:REQUEST) for each meeting of `board`, an index in the plan:
 * invitations/ID-NN.ics, with the addresses of all who are asked, for the office that sends them. Where the chair, or
 * everyone else, has no address there is none, and *uninvited counts the meeting.
 */
enum moot_status moot_invitations_add(const struct moot_report *report, size_t board, struct moot_pack *pack,
				      size_t *uninvited, struct moot_error *error);

#endif
