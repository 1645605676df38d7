/*
 * VAVAILABILITY (RFC 7953): when somebody can be booked, and so when not.
 *
 * Within the span of an availability, what its AVAILABLE parts leave out is busy as its BUSYTYPE says. Where spans
 * overlap, the one of higher priority alone decides; of equal ones, each adds its busy time. All on the landscape's
 * wall clock. Cost: the expansion of the parts, and a sort for each availability.
 */
#include "feed.h"

#include <stdlib.h>
#include <string.h>

#include "occurrence.h"

/* Stretches of time, [start, end) in minutes. */
struct spans {
	struct span {
		moot_minute start;
		moot_minute end;
	} * items;
	size_t count;
	size_t capacity;
};

static void add_span(struct moot_feed *feed, struct spans *spans, moot_minute start, moot_minute end)
{
	if (end <= start)
		return;
	struct span *place =
	    moot_feed_append(feed, (void **)&spans->items, &spans->count, &spans->capacity, sizeof *place);
	if (place)
		*place = (struct span){start, end};
}

static int compare_spans(const void *a, const void *b)
{
	const struct span *x = a;
	const struct span *y = b;
	return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->end > y->end) - (x->end < y->end);
}

/* What of [start, end) none of the spans holds, into `left`. Sorts the spans. */
static void subtract(struct moot_feed *feed, moot_minute start, moot_minute end, struct spans *spans,
		     struct spans *left)
{
	moot_minute reached = start;
	if (spans->count > 1)
		qsort(spans->items, spans->count, sizeof *spans->items, compare_spans);
	for (size_t i = 0; i < spans->count && reached < end; i++) {
		const struct span *span = &spans->items[i];
		if (span->start > reached)
			add_span(feed, left, reached, span->start < end ? span->start : end);
		if (span->end > reached)
			reached = span->end;
	}
	add_span(feed, left, reached, end);
}

/* The times of the AVAILABLE parts: they are expanded as events are, and their occurrences taken away again. */
static void find_free(struct moot_feed *feed, struct moot_availability *availability, struct spans *free)
{
	size_t before = feed->occurrence_count;
	size_t shown = feed->shown_count;
	moot_feed_expand_events(feed, availability->free, availability->free_count);
	for (size_t i = before; i < feed->occurrence_count; i++) {
		const struct moot_occurrence *occurrence = &feed->occurrences[i];
		if (!occurrence->event->is_cancelled)
			add_span(feed, free, occurrence->start, occurrence->end);
	}
	feed->occurrence_count = before;
	feed->shown_count = shown;
}

/* The span of an availability within the window. */
static struct span span_of(struct moot_feed *feed, const struct moot_raw_event *whole)
{
	struct span span = {(moot_minute)feed->from * MOOT_MINUTES_A_DAY,
			    ((moot_minute)feed->to + 1) * MOOT_MINUTES_A_DAY};
	if (whole->start.kind == MOOT_STAMP_NONE && whole->end.kind == MOOT_STAMP_NONE)
		return span;
	moot_minute start = span.start;
	moot_minute end = span.end;
	if (whole->start.kind != MOOT_STAMP_NONE)
		start = moot_home_minute(feed, &whole->start, 0, whole->line);
	if (whole->end.kind != MOOT_STAMP_NONE)
		end = moot_home_minute(feed, &whole->end, 0, whole->line);
	else if (whole->has_length)
		end = moot_home_minute(feed, &whole->start, whole->length.days * 86400 + whole->length.seconds,
				       whole->line);
	span.start = start > span.start ? start : span.start;
	span.end = end < span.end ? end : span.end;
	return span;
}

static void emit(struct moot_feed *feed, struct moot_raw_event *whole, const struct spans *busy)
{
	/* Shown on the landscape's clock, on which it was worked out. */
	whole->start = (struct moot_stamp){.kind = MOOT_STAMP_ZONED, .tzid = feed->timezone};
	for (size_t i = 0; i < busy->count && feed->status == MOOT_OK; i++) {
		struct moot_start start = {.local = busy->items[i].start * 60};
		struct moot_extent length = {.exact = true};
		start.key = moot_zone_to_utc(&feed->home, start.local);
		length.length.seconds = moot_zone_to_utc(&feed->home, busy->items[i].end * 60) - start.key;
		moot_occurrence_add(feed, whole, &feed->home, &start, &length, false);
	}
}

static int compare_availabilities(const void *a, const void *b)
{
	const struct moot_availability *x = a;
	const struct moot_availability *y = b;
	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	return (x->whole.line > y->whole.line) - (x->whole.line < y->whole.line);
}

/* One availability; `decided` holds the spans of those of higher priority. */
static struct span expand_one(struct moot_feed *feed, struct moot_availability *availability,
			      const struct spans *decided)
{
	struct spans free = {0};
	struct spans busy = {0};
	struct span span = span_of(feed, &availability->whole);
	find_free(feed, availability, &free);
	for (size_t i = 0; i < decided->count; i++)
		add_span(feed, &free, decided->items[i].start, decided->items[i].end);
	if (feed->status == MOOT_OK) {
		subtract(feed, span.start, span.end, &free, &busy);
		emit(feed, &availability->whole, &busy);
	}
	return span;
}

void moot_feed_expand_availabilities(struct moot_feed *feed)
{
	struct spans decided = {0};
	struct spans pending = {0}; /* all so far; those of the priority at hand do not decide over each other */
	size_t moved = 0;
	if (feed->availability_count > 1)
		qsort(feed->availabilities, feed->availability_count, sizeof *feed->availabilities,
		      compare_availabilities);
	for (size_t i = 0; i < feed->availability_count && feed->status == MOOT_OK; i++) {
		if (i > 0 && feed->availabilities[i].priority != feed->availabilities[i - 1].priority) {
			for (; moved < pending.count; moved++)
				add_span(feed, &decided, pending.items[moved].start, pending.items[moved].end);
		}
		struct span span = expand_one(feed, &feed->availabilities[i], &decided);
		add_span(feed, &pending, span.start, span.end);
	}
}
