/*
 * A series on its way from events to occurrences: shared by starts.c, which finds all starts that rules and extra dates
 * give, and series.c, which takes exceptions and overrides out of them and shows the rest.
 */
#ifndef MOOT_IO_ICAL_SERIES_H
#define MOOT_IO_ICAL_SERIES_H

#include "occurrence.h"

struct moot_keys {
	int64_t *items;
	size_t count;
	size_t capacity;
};

/* A THISANDFUTURE override: from `at` on, starts are shifted and look like it. Both on the master's wall clock. */
struct moot_future {
	struct moot_raw_event *event;
	int64_t at;
	int64_t shift;
	struct moot_extent extent;
};

struct moot_series {
	struct moot_feed *feed;
	struct moot_raw_event *master;
	const struct moot_zone *zone;
	bool is_date;
	struct moot_extent extent;
	struct moot_start *starts;
	size_t start_count;
	size_t start_capacity;
	struct moot_keys *into;        /* of an EXRULE: where its keys go; NULL for a start */
	size_t rule_starts;            /* of the rule that is being expanded */
	struct moot_keys removed;      /* keys */
	struct moot_keys removed_days; /* local days, in seconds */
	struct moot_future *futures;   /* in the order in which they begin */
	size_t future_count;
};

/* How many looks at periods and days the rules of a feed have between them: under a second of work. */
#define MOOT_MOST_LOOKS 10000000

/* Fills `starts` by key, each once, and of `removed` what EXRULEs give. */
void moot_series_find_starts(struct moot_series *series);

void moot_series_add(struct moot_feed *feed, struct moot_keys *keys, int64_t key);
/* The instant of a start; of a day, its midnight on its own clock. */
int64_t moot_series_key(const struct moot_series *series, int64_t local);
/* A stamp beside the master's DTSTART: on its wall clock. */
int64_t moot_series_local(struct moot_series *series, const struct moot_stamp *stamp);
/* The midnight before. */
int64_t moot_series_day(int64_t local);

#endif
