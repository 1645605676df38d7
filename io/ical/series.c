/*
 * The third step of reading a calendar: events to occurrences.
 *
 * The events of one UID are a series: a master with its rules, extra dates and exceptions, and overrides that replace
 * single occurrences (RECURRENCE-ID) or shift all later ones (THISANDFUTURE). Starts are found on the event's own wall
 * clock, so that 10:00 stays 10:00 there, and told apart by their instants. Exceptions are looked up in sorted lists:
 * n starts and m exceptions cost (n + m) log m.
 */
#include "feed.h"

#include <stdlib.h>
#include <string.h>

#include "series.h"

enum { DAY_SECONDS = 86400, MOST_SHIFT = 366 * DAY_SECONDS };

static int compare_numbers(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void sort_numbers(struct moot_keys *numbers)
{
	if (numbers->count > 1)
		qsort(numbers->items, numbers->count, sizeof *numbers->items, compare_numbers);
}

static bool have_number(const struct moot_keys *numbers, int64_t number)
{
	return numbers->count > 0 &&
	       bsearch(&number, numbers->items, numbers->count, sizeof *numbers->items, compare_numbers);
}

static bool have_start(const struct moot_series *series, int64_t key)
{
	struct moot_start wanted = {.key = key};
	size_t low = 0;
	size_t high = series->start_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (series->starts[middle].key < wanted.key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < series->start_count && series->starts[low].key == key;
}

/*
 * Takes out the occurrence that an EXDATE or a RECURRENCE-ID names: the same instant; only a DATE, or the T000000 that
 * Outlook writes where it means a date, and which is no start of this series, stands for the whole day.
 */
static void remove_stamp(struct moot_series *series, const struct moot_stamp *stamp)
{
	struct moot_feed *feed = series->feed;
	int64_t local = moot_series_local(series, stamp);
	if (series->is_date) {
		moot_series_add(feed, &series->removed, moot_series_day(local));
		return;
	}
	if (stamp->kind == MOOT_STAMP_DATE) {
		moot_series_add(feed, &series->removed_days, local);
		return;
	}
	int64_t key = moot_series_key(series, local);
	if (stamp->kind == MOOT_STAMP_UTC)
		key = stamp->local;
	if (stamp->local % DAY_SECONDS == 0 && !have_start(series, key))
		moot_series_add(feed, &series->removed_days, stamp->local);
	else
		moot_series_add(feed, &series->removed, key);
}

/* The last THISANDFUTURE override at or before this start, or NULL. */
static const struct moot_future *future_of(const struct moot_series *series, int64_t local)
{
	size_t low = 0;
	size_t high = series->future_count;
	while (low < high) { /* the first after `local` */
		size_t middle = low + (high - low) / 2;
		if (series->futures[middle].at <= local)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &series->futures[low - 1] : NULL;
}

static void emit_start(struct moot_series *series, const struct moot_start *start)
{
	struct moot_feed *feed = series->feed;
	const struct moot_future *future = future_of(series, start->local);
	if (future) {
		struct moot_start moved = {.local = start->local + future->shift};
		moved.key = moot_series_key(series, moved.local);
		moot_occurrence_add(feed, future->event, series->zone, &moved, &future->extent, false);
		return;
	}
	struct moot_extent extent = series->extent;
	if (start->extra)
		extent = moot_extent_of(feed, series->master, &start->extra->start, &start->extra->end,
					start->extra->has_length, start->extra->length);
	moot_occurrence_add(feed, series->master, series->zone, start, &extent, false);
}

static int compare_futures(const void *a, const void *b)
{
	const struct moot_future *x = a;
	const struct moot_future *y = b;
	return (x->at > y->at) - (x->at < y->at);
}

static void find_futures(struct moot_series *series, struct moot_raw_event **overrides, size_t count)
{
	struct moot_feed *feed = series->feed;
	size_t futures = 0;
	for (size_t i = 0; i < count; i++)
		futures += overrides[i]->and_future;
	series->futures = futures > 0 ? moot_arena_array(feed->arena, futures, sizeof *series->futures) : NULL;
	if (futures > 0 && !series->futures) {
		feed->status = MOOT_ERROR_MEMORY;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		bool is_date = overrides[i]->start.kind == MOOT_STAMP_DATE;
		if (!overrides[i]->and_future || is_date != series->is_date)
			continue;
		struct moot_future *future = &series->futures[series->future_count++];
		future->event = overrides[i];
		future->at = moot_series_local(series, &overrides[i]->recurrence);
		future->shift = moot_series_local(series, &overrides[i]->start) - future->at;
		if (future->shift > MOST_SHIFT || future->shift < -MOST_SHIFT) {
			moot_feed_report(feed, MOOT_WARNING, overrides[i]->line,
					 "moves all later meetings by more than a year; only this one was moved");
			series->future_count--;
			continue;
		}
		future->extent = moot_event_extent(feed, overrides[i]);
	}
	if (series->future_count > 1)
		qsort(series->futures, series->future_count, sizeof *series->futures, compare_futures);
}

static void expand_master(struct moot_series *series, struct moot_raw_event **overrides, size_t count)
{
	/* Each of many events of one UID would go through all its overrides. */
	series->feed->looks -= (int64_t)count;
	if (series->feed->looks < 0)
		count = 0;
	series->zone = moot_feed_zone(series->feed, &series->master->start, series->master->line);
	series->is_date = series->master->start.kind == MOOT_STAMP_DATE;
	series->extent = moot_event_extent(series->feed, series->master);
	find_futures(series, overrides, count);
	if (series->feed->status != MOOT_OK)
		return;
	moot_series_find_starts(series);
	for (size_t i = 0; i < series->master->exception_count; i++)
		remove_stamp(series, &series->master->exceptions[i]);
	for (size_t i = 0; i < count; i++)
		remove_stamp(series, &overrides[i]->recurrence);
	sort_numbers(&series->removed);
	sort_numbers(&series->removed_days);
	for (size_t i = 0; i < series->start_count && series->feed->status == MOOT_OK; i++) {
		const struct moot_start *start = &series->starts[i];
		if (!have_number(&series->removed, start->key) &&
		    !have_number(&series->removed_days, moot_series_day(start->local)))
			emit_start(series, start);
	}
}

static void expand_override(struct moot_feed *feed, struct moot_raw_event *event)
{
	const struct moot_zone *zone = moot_feed_zone(feed, &event->start, event->line);
	struct moot_extent extent = moot_event_extent(feed, event);
	struct moot_start start = {.local = event->start.local};
	start.key = event->start.kind == MOOT_STAMP_DATE ? start.local : moot_zone_to_utc(zone, start.local);
	moot_occurrence_add(feed, event, zone, &start, &extent, event->recurrence.kind != MOOT_STAMP_NONE);
}

/* By UID; masters before overrides; overrides by what they replace; then the newest first. */
static int compare_events(const void *a, const void *b)
{
	const struct moot_raw_event *x = *(const struct moot_raw_event *const *)a;
	const struct moot_raw_event *y = *(const struct moot_raw_event *const *)b;
	int order = strcmp(x->uid, y->uid);
	if (order != 0)
		return order;
	bool x_override = x->recurrence.kind != MOOT_STAMP_NONE;
	bool y_override = y->recurrence.kind != MOOT_STAMP_NONE;
	if (x_override != y_override)
		return x_override ? 1 : -1;
	if (x->replaces != y->replaces)
		return x->replaces < y->replaces ? -1 : 1;
	if (x->sequence != y->sequence)
		return x->sequence > y->sequence ? -1 : 1;
	if (x->stamp != y->stamp)
		return x->stamp > y->stamp ? -1 : 1;
	return x->order > y->order ? -1 : 1;
}

/* One master with all overrides, of each of which only the newest counts. */
static void expand_series(struct moot_feed *feed, struct moot_raw_event *master, struct moot_raw_event **overrides,
			  size_t count)
{
	struct moot_series series = {.feed = feed, .master = master};
	expand_master(&series, overrides, count);
}

/* Drops what a newer version of the same override replaces. */
static size_t newest_overrides(struct moot_raw_event **overrides, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || overrides[kept - 1]->replaces != overrides[i]->replaces)
			overrides[kept++] = overrides[i];
	}
	return kept;
}

/* The events of one UID, sorted. */
static void expand_group(struct moot_feed *feed, struct moot_raw_event **events, size_t count)
{
	size_t masters = 0;
	while (masters < count && events[masters]->recurrence.kind == MOOT_STAMP_NONE)
		masters++;
	size_t overrides = newest_overrides(events + masters, count - masters);
	for (size_t i = 0; i < masters && feed->status == MOOT_OK; i++) {
		/* The newest wins. Two of one age with different times are two events of a program that reuses UIDs. */
		bool is_rival = i > 0 && events[i]->sequence == events[0]->sequence &&
				events[i]->stamp == events[0]->stamp &&
				events[i]->start.local != events[i - 1]->start.local;
		if (is_rival)
			moot_feed_report(
			    feed, MOOT_WARNING, events[i]->line,
			    "has the UID of another event (line %d), which should be its own; both were read",
			    events[0]->line);
		if (i == 0 || is_rival)
			expand_series(feed, events[i], events + masters, overrides);
	}
	for (size_t i = 0; i < overrides && feed->status == MOOT_OK; i++) {
		if (masters > 0)
			events[masters + i]->detail.rule = events[0]->detail.rule;
		expand_override(feed, events[masters + i]);
	}
}

/* Events that have a start, with what their RECURRENCE-ID means. */
static size_t usable_events(struct moot_feed *feed, struct moot_raw_event *all, size_t all_count,
			    struct moot_raw_event **events)
{
	size_t count = 0;
	bool warned = false;
	for (size_t i = 0; i < all_count; i++) {
		struct moot_raw_event *event = &all[i];
		if (event->start.kind == MOOT_STAMP_NONE) {
			moot_feed_report(feed, MOOT_WARNING, event->line,
					 "has no start (DTSTART) that can be read; the event was left out");
			continue;
		}
		if (!event->uid[0] && !event->is_period && !warned) {
			warned = true;
			moot_feed_report(feed, MOOT_WARNING, event->line,
					 "has no UID; the event was read, but cannot be told from a copy of it");
		}
		if (event->recurrence.kind != MOOT_STAMP_NONE)
			event->replaces = moot_feed_instant(feed, &event->recurrence, event->line);
		events[count++] = event;
	}
	return count;
}

void moot_feed_expand_events(struct moot_feed *feed, struct moot_raw_event *all, size_t all_count)
{
	struct moot_raw_event **events = moot_arena_array(feed->arena, all_count, sizeof(struct moot_raw_event *));
	if (!events) {
		feed->status = MOOT_ERROR_MEMORY;
		return;
	}
	size_t count = usable_events(feed, all, all_count, events);
	if (count > 1)
		qsort(events, count, sizeof *events, compare_events);
	for (size_t i = 0; i < count && feed->status == MOOT_OK;) {
		size_t next = i + 1;
		while (next < count && events[i]->uid[0] && strcmp(events[next]->uid, events[i]->uid) == 0)
			next++;
		expand_group(feed, events + i, next - i);
		i = next;
	}
}

void moot_feed_expand(struct moot_feed *feed)
{
	feed->status = moot_zone_open(&feed->home, feed->timezone);
	if (feed->status != MOOT_OK)
		return;
	feed->looks = MOOT_MOST_LOOKS;
	moot_feed_expand_events(feed, feed->events, feed->event_count);
	moot_feed_expand_availabilities(feed);
	moot_occurrences_sort(feed);
	for (size_t i = 0; i < feed->zone_count; i++)
		moot_zone_close(&feed->zones[i]->zone);
	moot_zone_close(&feed->home);
}
