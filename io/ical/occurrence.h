/*
 * Occurrences: the starts of a series with their lengths, put on the landscape's wall clock and into the window.
 */
#ifndef MOOT_IO_ICAL_OCCURRENCE_H
#define MOOT_IO_ICAL_OCCURRENCE_H

#include "feed.h"

/* How long an occurrence is: so many days on the wall clock and then seconds, or seconds alone. */
struct moot_extent {
	bool exact; /* DTEND: the same seconds every time; DURATION: the days follow the wall clock */
	struct moot_length length;
};

struct moot_start {
	int64_t local;
	int64_t key; /* the instant, or the midnight of an all-day event */
	const struct moot_extra *extra;
};

/* The end of `event` where it is given, else its length, else a day for an all-day event and nothing for others. */
struct moot_extent moot_extent_of(struct moot_feed *feed, const struct moot_raw_event *event,
				  const struct moot_stamp *start, const struct moot_stamp *end, bool has_length,
				  struct moot_length length);
struct moot_extent moot_event_extent(struct moot_feed *feed, const struct moot_raw_event *event);
int64_t moot_extent_seconds(const struct moot_extent *extent);

/* Adds an occurrence of the event where it touches the window; an override says what it replaces. */
void moot_occurrence_add(struct moot_feed *feed, struct moot_raw_event *event, const struct moot_zone *zone,
			 const struct moot_start *start, const struct moot_extent *extent, bool is_override);

/* A stamp, and so many seconds after it, on the landscape's wall clock. */
moot_minute moot_home_minute(struct moot_feed *feed, const struct moot_stamp *stamp, int64_t seconds, int line);

/* By start and UID; what a series with another UID says a second time is dropped, with a warning. */
void moot_occurrences_sort(struct moot_feed *feed);

#endif
