/*
 * What the writers of calendars share: folded lines, times, and a zone's VTIMEZONE.
 */
#ifndef MOOT_IO_ICAL_WRITE_H
#define MOOT_IO_ICAL_WRITE_H

#include <moot/date.h>
#include <moot/status.h>

#include "io/text.h"
#include "text.h"

/* Adds the line folded at 75 octets, never inside a character, with CRLF (RFC 5545 section 3.1). */
void moot_ics_line(struct moot_text *out, const struct moot_text *line);

/* "20270512T090000" from seconds since 1970 on some wall clock. */
#define MOOT_ICS_TIME_BYTES 16
void moot_ics_time(int64_t local, char text[MOOT_ICS_TIME_BYTES]);

/* Adds the VTIMEZONE of a zone that moot_timezone_known() knows, right for the days from `from` to `to`. */
enum moot_status moot_ics_timezone(const char *name, moot_day from, moot_day to, struct moot_text *out);

#endif
