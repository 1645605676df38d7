/* Occurrences: how long, on which wall clock, and whether the window holds them; see occurrence.h. */
#include "occurrence.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400 };

/* The end of `event` where it is given, else its length, else a day for an all-day event and nothing for others. */
/* An end without a zone of its own is on the clock of its start. */
static int64_t seconds_between(struct moot_feed *feed, const struct moot_stamp *start, const struct moot_stamp *end,
			       int line)
{
	struct moot_stamp on_clock = *end;
	if (end->kind == MOOT_STAMP_FLOATING || end->kind == MOOT_STAMP_DATE) {
		on_clock.kind = start->kind;
		on_clock.tzid = start->tzid;
	}
	return moot_feed_instant(feed, &on_clock, line) - moot_feed_instant(feed, start, line);
}

struct moot_extent moot_extent_of(struct moot_feed *feed, const struct moot_raw_event *event,
				  const struct moot_stamp *start, const struct moot_stamp *end, bool has_length,
				  struct moot_length length)
{
	struct moot_extent extent = {.length = length};
	bool all_day = start->kind == MOOT_STAMP_DATE;
	if (end->kind != MOOT_STAMP_NONE) {
		extent.exact = !all_day;
		extent.length.days = all_day ? (end->local - start->local + DAY_SECONDS - 1) / DAY_SECONDS : 0;
		if (!all_day)
			extent.length.seconds = seconds_between(feed, start, end, event->line);
		if (extent.length.days < 0 || extent.length.seconds < 0) {
			moot_feed_report(feed, MOOT_WARNING, event->line,
					 "ends before it starts; the end was left out");
			extent.length = (struct moot_length){0};
		}
	} else if (!has_length) {
		extent.length = (struct moot_length){0};
	}
	if (all_day) {
		extent.length.days += (extent.length.seconds + DAY_SECONDS - 1) / DAY_SECONDS;
		extent.length.seconds = 0;
		if (extent.length.days == 0)
			extent.length.days = 1;
	}
	return extent;
}

struct moot_extent moot_event_extent(struct moot_feed *feed, const struct moot_raw_event *event)
{
	return moot_extent_of(feed, event, &event->start, &event->end, event->has_length, event->length);
}

int64_t moot_extent_seconds(const struct moot_extent *extent)
{
	return extent->length.days * DAY_SECONDS + extent->length.seconds;
}

/* An instant, or a date's midnight, on the landscape's wall clock in minutes. */
static moot_minute home_minute(struct moot_feed *feed, bool is_date, int64_t key, bool up)
{
	int64_t local = is_date ? key : moot_zone_to_local(&feed->home, key);
	int64_t minute = (local - ((local % 60) + 60) % 60) / 60;
	return minute + (up && local % 60 != 0);
}

moot_minute moot_home_minute(struct moot_feed *feed, const struct moot_stamp *stamp, int64_t seconds, int line)
{
	bool is_date = stamp->kind == MOOT_STAMP_DATE;
	int64_t key = is_date ? stamp->local : moot_feed_instant(feed, stamp, line);
	return home_minute(feed, is_date, key + seconds, false);
}

/* An instant, or a date's midnight, on a zone's wall clock. */
static struct moot_own_time own_time(enum moot_stamp_kind kind, const struct moot_zone *zone, int64_t key)
{
	if (kind == MOOT_STAMP_DATE)
		return (struct moot_own_time){.seconds = key, .offset = MOOT_NO_OFFSET};
	int32_t offset = moot_zone_offset(zone, key);
	bool floats = kind == MOOT_STAMP_FLOATING;
	return (struct moot_own_time){.seconds = key + offset, .offset = floats ? MOOT_NO_OFFSET : offset};
}

/* RECURRENCE-ID, in the zone in which it is written. */
static void set_recurrence(struct moot_feed *feed, const struct moot_raw_event *event, struct moot_occurrence *made)
{
	bool is_date = event->recurrence.kind == MOOT_STAMP_DATE;
	int64_t key = is_date ? event->recurrence.local : event->replaces;
	made->has_recurrence = true;
	made->recurrence = home_minute(feed, is_date, key, false);
	made->own_recurrence =
	    own_time(event->recurrence.kind, moot_feed_zone(feed, &event->recurrence, event->line), key);
}

/* Gives the event its place among those whose details the parent is told. */
static bool show(struct moot_feed *feed, struct moot_raw_event *event)
{
	struct moot_raw_event **place = NULL;
	if (event->number > 0)
		return true;
	event->zone = moot_feed_zone(feed, &event->start, event->line);
	event->detail.timezone = moot_feed_zone_name(feed, &event->start, event->line);
	place = moot_feed_append(feed, (void **)&feed->shown, &feed->shown_count, &feed->shown_capacity,
				 sizeof(struct moot_raw_event *));
	if (!place)
		return false;
	*place = event;
	event->number = feed->shown_count;
	return true;
}

void moot_occurrence_add(struct moot_feed *feed, struct moot_raw_event *event, const struct moot_zone *zone,
			 const struct moot_start *start, const struct moot_extent *extent, bool is_override)
{
	bool is_date = event->start.kind == MOOT_STAMP_DATE;
	int64_t end = start->key + moot_extent_seconds(extent);
	if (!is_date && !extent->exact && extent->length.days > 0)
		end = moot_zone_to_utc(zone, start->local + extent->length.days * DAY_SECONDS) + extent->length.seconds;
	struct moot_occurrence made = {.event = event,
				       .start = home_minute(feed, is_date, start->key, false),
				       .end = home_minute(feed, is_date, end, true)};
	/* On the wall clock, a meeting in the repeated hour can end when or before it starts. */
	if (made.end <= made.start)
		made.end = made.start + (end - start->key + 59) / 60;
	moot_minute from = (moot_minute)feed->from * MOOT_MINUTES_A_DAY;
	moot_minute to = ((moot_minute)feed->to + 1) * MOOT_MINUTES_A_DAY;
	if (made.start >= to || made.end < from || (made.end == from && made.start < from))
		return;
	if (!show(feed, event))
		return;
	made.own_start = own_time(event->start.kind, event->zone, start->key);
	made.own_end = own_time(event->start.kind, event->zone, end);
	if (is_override)
		set_recurrence(feed, event, &made);
	struct moot_occurrence *place = moot_feed_append(feed, (void **)&feed->occurrences, &feed->occurrence_count,
							 &feed->occurrence_capacity, sizeof *place);
	if (place)
		*place = made;
}

static int compare_occurrences(const void *a, const void *b)
{
	const struct moot_occurrence *x = a;
	const struct moot_occurrence *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	int order = strcmp(x->event->uid, y->event->uid);
	if (order != 0)
		return order;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	if (x->has_recurrence != y->has_recurrence)
		return x->has_recurrence ? 1 : -1;
	if (x->recurrence != y->recurrence)
		return x->recurrence < y->recurrence ? -1 : 1;
	order = strcmp(x->event->title, y->event->title);
	return order != 0 ? order : (x->event->order > y->event->order) - (x->event->order < y->event->order);
}

/* Some programs give a series a new UID at every fetch: it is known by title, organiser and rule. */
static bool is_same_series(const struct moot_occurrence *x, const struct moot_occurrence *y)
{
	const struct moot_raw_event *a = x->event;
	const struct moot_raw_event *b = y->event;
	return x->end == y->end && a->rule_count > 0 && b->rule_count > 0 && a->title[0] &&
	       a->is_cancelled == b->is_cancelled && strcmp(a->uid, b->uid) != 0 && strcmp(a->title, b->title) == 0 &&
	       strcmp(a->detail.organiser, b->detail.organiser) == 0 && strcmp(a->rules[0], b->rules[0]) == 0;
}

enum { MOST_COMPARED = 16 };

/* The kept occurrence, among the last ones of the same start, of which this is a copy; NULL for none. */
static const struct moot_occurrence *original_of(const struct moot_feed *feed, size_t kept,
						 const struct moot_occurrence *copy)
{
	size_t least = kept > MOST_COMPARED ? kept - MOST_COMPARED : 0;
	for (size_t i = kept; i > least && feed->occurrences[i - 1].start == copy->start; i--) {
		if (is_same_series(&feed->occurrences[i - 1], copy))
			return &feed->occurrences[i - 1];
	}
	return NULL;
}

static void drop_copies(struct moot_feed *feed)
{
	size_t kept = 0;
	for (size_t i = 0; i < feed->occurrence_count; i++) {
		struct moot_occurrence occurrence = feed->occurrences[i];
		const struct moot_occurrence *original = original_of(feed, kept, &occurrence);
		if (!original) {
			feed->occurrences[kept++] = occurrence;
			continue;
		}
		struct moot_raw_event *event = feed->shown[occurrence.event->number - 1];
		if (!event->is_copy)
			moot_feed_report(feed, MOOT_WARNING, event->line,
					 "repeats the series at line %d (same title, organiser and rule) under another "
					 "UID; what both hold is read once",
					 original->event->line);
		event->is_copy = true;
	}
	feed->occurrence_count = kept;
}

void moot_occurrences_sort(struct moot_feed *feed)
{
	if (feed->occurrence_count > 1)
		qsort(feed->occurrences, feed->occurrence_count, sizeof *feed->occurrences, compare_occurrences);
	drop_copies(feed);
}
