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

/* RECURRENCE-ID on the landscape's wall clock: "2027-05-12T10:00", or a day. */
static const char *recurrence_text(struct moot_feed *feed, const struct moot_raw_event *event)
{
	char text[17];
	bool is_date = event->recurrence.kind == MOOT_STAMP_DATE;
	int64_t key = is_date ? event->recurrence.local : event->replaces;
	moot_minute_format(home_minute(feed, is_date, key, false), text);
	const char *copy = moot_arena_text_n(feed->arena, text, is_date ? 10 : 16);
	if (!copy)
		feed->status = MOOT_ERROR_MEMORY;
	return copy ? copy : "";
}

/* Adds an occurrence where it touches the window. */
void moot_occurrence_add(struct moot_feed *feed, const struct moot_raw_event *event, const struct moot_zone *zone,
			 const struct moot_start *start, const struct moot_extent *extent)
{
	bool is_date = event->start.kind == MOOT_STAMP_DATE;
	int64_t end = start->key + moot_extent_seconds(extent);
	if (!is_date && !extent->exact && extent->length.days > 0)
		end = moot_zone_to_utc(zone, start->local + extent->length.days * DAY_SECONDS) + extent->length.seconds;
	struct moot_event made = {.uid = event->uid,
				  .title = event->title,
				  .start = home_minute(feed, is_date, start->key, false),
				  .end = home_minute(feed, is_date, end, true),
				  .all_day = is_date,
				  .is_free = event->is_free || event->is_cancelled,
				  .is_cancelled = event->is_cancelled,
				  .kind = event->kind,
				  .recurrence_id = ""};
	/* On the wall clock, a meeting in the repeated hour can end when or before it starts. */
	if (made.end <= made.start)
		made.end = made.start + (end - start->key + 59) / 60;
	moot_minute from = (moot_minute)feed->from * MOOT_MINUTES_A_DAY;
	moot_minute to = ((moot_minute)feed->to + 1) * MOOT_MINUTES_A_DAY;
	if (made.start >= to || made.end < from || (made.end == from && made.start < from))
		return;
	if (event->recurrence.kind != MOOT_STAMP_NONE)
		made.recurrence_id = recurrence_text(feed, event);
	struct moot_event *place = moot_feed_append(feed, (void **)&feed->occurrences, &feed->occurrence_count,
						    &feed->occurrence_capacity, sizeof *place);
	if (place)
		*place = made;
}

static int compare_occurrences(const void *a, const void *b)
{
	const struct moot_event *x = a;
	const struct moot_event *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	int order = strcmp(x->uid, y->uid);
	if (order != 0)
		return order;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	order = strcmp(x->recurrence_id, y->recurrence_id);
	return order != 0 ? order : strcmp(x->title, y->title);
}

void moot_occurrences_sort(struct moot_feed *feed)
{
	if (feed->occurrence_count > 1)
		qsort(feed->occurrences, feed->occurrence_count, sizeof *feed->occurrences, compare_occurrences);
}
