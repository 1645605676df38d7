/*
 * Who is invited to an event: ORGANIZER and ATTENDEE as records.
 */
#ifndef MOOT_IO_ICAL_PEOPLE_H
#define MOOT_IO_ICAL_PEOPLE_H

#include "feed.h"
#include "property.h"

void moot_feed_organiser(struct moot_feed *feed, struct moot_property *property, struct moot_raw_event *event);
void moot_feed_attendee(struct moot_feed *feed, struct moot_property *property, struct moot_raw_event *event);

/* All texts "". */
void moot_feed_no_detail(struct moot_event_detail *detail);

#endif
