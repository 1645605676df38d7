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
/* Adds a line that needs no escaping and no folding. */
void moot_ics_put(struct moot_text *out, const char *bytes);
/* Adds NAME:value, escaped; nothing for an empty value. */
void moot_ics_text(struct moot_text *out, const char *name, const char *value);
/* For moot_text_escaped(): RFC 5545 section 3.3.11. */
const char *moot_ics_escape(int32_t code_point);

/* True for an address that can stand in a mailto: as it is. */
bool moot_ics_is_email(const char *text);
/* Adds `property``parameters`;CN="name":mailto:email, the parameters ready to be written (";ROLE=CHAIR"). */
void moot_ics_person(struct moot_text *out, const char *property, const char *parameters, const char *name,
		     const char *email);

/* Begins a VCALENDAR; no METHOD where it is "". */
void moot_ics_head(struct moot_text *out, const char *method, const char *name, const char *timezone);

/* "20261122T090000Z" from a plan's `created`; the epoch where that is no such time. */
#define MOOT_ICS_STAMP_BYTES 17
void moot_ics_stamp(const char *created, char stamp[MOOT_ICS_STAMP_BYTES]);

/* "20270512T090000" from seconds since 1970 on some wall clock. */
#define MOOT_ICS_TIME_BYTES 16
void moot_ics_time(int64_t local, char text[MOOT_ICS_TIME_BYTES]);

/* Adds the VTIMEZONE of a zone that moot_timezone_known() knows, right for the days from `from` to `to`. */
enum moot_status moot_ics_timezone(const char *name, moot_day from, moot_day to, struct moot_text *out);

#endif
