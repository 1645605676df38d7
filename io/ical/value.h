/*
 * Values of properties: dates and times, lengths, periods, offsets, as written.
 *
 * Every field is checked before it is used. Dates with dashes and times with colons, which damaged feeds have, are read
 * too. Lengths are libical's to read.
 */
#ifndef MOOT_IO_ICAL_VALUE_H
#define MOOT_IO_ICAL_VALUE_H

#include "feed.h"
#include "property.h"

enum moot_value_end {
	MOOT_VALUE_READ,
	MOOT_VALUE_UNREADABLE, /* not of this form */
	MOOT_VALUE_IMPOSSIBLE  /* of this form, but no such day or time exists; or out of range */
};

/* A DATE or DATE-TIME, without the TZID of its property. */
enum moot_value_end moot_value_stamp(const char *text, struct moot_stamp *stamp);

/* A DURATION of at most a century, not negative. */
enum moot_value_end moot_value_length(const char *text, struct moot_length *length);

/* A PERIOD: its start, and its end or length. A broken end leaves the start alone. */
enum moot_value_end moot_value_period(char *text, struct moot_extra *extra);

/* A UTC-OFFSET in seconds: "+0100", "-083000". */
enum moot_value_end moot_value_offset(const char *text, int32_t *seconds);

/* The next item of a list of values: its text, ended in place, or NULL. Start with *rest at the list. */
char *moot_value_next(char **rest);

#endif
