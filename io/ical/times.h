/*
 * Properties that say when: DTSTART, DTEND, DURATION, RECURRENCE-ID, rules, extra dates and exceptions, of an event, an
 * AVAILABLE or a STANDARD alike. What cannot be read is left out, with a warning.
 */
#ifndef MOOT_IO_ICAL_TIMES_H
#define MOOT_IO_ICAL_TIMES_H

#include "feed.h"
#include "property.h"
#include "value.h"

bool moot_feed_is_time(enum moot_word word);
void moot_feed_times(struct moot_feed *feed, enum moot_word word, struct moot_property *property,
		     struct moot_raw_event *event);

/* Gives a stamp the TZID of its property. */
void moot_feed_set_zone(struct moot_feed *feed, const struct moot_property *property, struct moot_stamp *stamp);

/* Warns of a value that was not read; true for one that was. */
bool moot_feed_report_value(struct moot_feed *feed, const char *name, int line, enum moot_value_end end);

/* The feed's copy of a TEXT from the file (changed on the way), cleaned. */
const char *moot_feed_keep(struct moot_feed *feed, char *text);

#endif
