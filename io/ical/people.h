/*
 * Who is invited to an event: ORGANIZER and ATTENDEE as records.
 */
#ifndef MOOT_IO_ICAL_PEOPLE_H
#define MOOT_IO_ICAL_PEOPLE_H

#include <libical/ical.h>

#include "feed.h"

/* Adds an ORGANIZER or ATTENDEE to the event's detail. */
void moot_feed_invite(struct moot_feed *feed, icalproperty *property, struct moot_raw_event *event);

/* All texts "". */
void moot_feed_no_detail(struct moot_event_detail *detail);

#endif
