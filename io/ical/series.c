/*
 * The third step of reading a calendar: events to occurrences.
 *
 * The events of one UID are a series: a master with its rules, extra dates and exceptions, and overrides that replace
 * single occurrences (RECURRENCE-ID) or shift all later ones (THISANDFUTURE). Starts are found on the event's own wall
 * clock, so that 10:00 stays 10:00 there, and told apart by their instants. Exceptions are looked up in sorted lists:
 * n starts and m exceptions cost (n + m) log m. Limits on the number of starts bound time and memory.
 */
#include "feed.h"

#include <stdlib.h>
#include <string.h>

#include "occurrence.h"
#include "recurrence.h"

enum {
	DAY_SECONDS = 86400,
	MARGIN_DAYS = 2, /* no two wall clocks are further apart */
	MOST_OCCURRENCES = 100000
};

struct numbers {
	int64_t *items;
	size_t count;
	size_t capacity;
};

/* A THISANDFUTURE override: from `at` on, starts are shifted and look like it. Both on the master's wall clock. */
struct future {
	struct moot_raw_event *event;
	int64_t at;
	int64_t shift;
	struct moot_extent extent;
};

struct series {
	struct moot_feed *feed;
	struct moot_raw_event *master;
	const struct moot_zone *zone;
	bool is_date;
	struct moot_extent extent;
	struct moot_start *starts;
	size_t start_count;
	size_t start_capacity;
	struct numbers *into;        /* of an EXRULE: where its keys go; NULL for a start */
	struct numbers removed;      /* keys */
	struct numbers removed_days; /* local days, in seconds */
	struct future *futures;      /* in the order in which they begin */
	size_t future_count;
};

static int compare_numbers(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static int64_t day_of(int64_t local)
{
	return local - ((local % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

static void add_number(struct moot_feed *feed, struct numbers *numbers, int64_t number)
{
	int64_t *place =
	    moot_feed_append(feed, (void **)&numbers->items, &numbers->count, &numbers->capacity, sizeof *place);
	if (place)
		*place = number;
}

static void sort_numbers(struct numbers *numbers)
{
	if (numbers->count > 1)
		qsort(numbers->items, numbers->count, sizeof *numbers->items, compare_numbers);
}

static bool have_number(const struct numbers *numbers, int64_t number)
{
	return numbers->count > 0 &&
	       bsearch(&number, numbers->items, numbers->count, sizeof *numbers->items, compare_numbers);
}

static int64_t key_of(const struct series *series, int64_t local)
{
	return series->is_date ? local : moot_zone_to_utc(series->zone, local);
}

static bool add_start(struct series *series, int64_t local, const struct moot_extra *extra)
{
	struct moot_feed *feed = series->feed;
	if (series->start_count + feed->occurrence_count >= MOST_OCCURRENCES) {
		moot_feed_report(feed, MOOT_ERROR, series->master->line,
				 "has more than %d occurrences in the window; look at this event's rule",
				 MOST_OCCURRENCES);
		return false;
	}
	struct moot_start *place = moot_feed_append(feed, (void **)&series->starts, &series->start_count,
						    &series->start_capacity, sizeof *place);
	if (place)
		*place = (struct moot_start){.local = local, .key = key_of(series, local), .extra = extra};
	return place != NULL;
}

static bool take_start(void *context, int64_t local)
{
	struct series *series = context;
	if (!series->into)
		return add_start(series, local, NULL);
	if (series->into->count >= MOST_OCCURRENCES)
		return false;
	add_number(series->feed, series->into, key_of(series, local));
	return series->feed->status == MOOT_OK;
}

/* How far outside of the window a start can lie whose occurrence touches it: shifts, lengths, and other clocks. */
static int64_t margin(const struct series *series)
{
	int64_t shift = 0;
	int64_t longest = moot_extent_seconds(&series->extent);
	for (size_t i = 0; i < series->future_count; i++) {
		const struct future *future = &series->futures[i];
		int64_t size = future->shift < 0 ? -future->shift : future->shift;
		int64_t seconds = moot_extent_seconds(&future->extent);
		shift = size > shift ? size : shift;
		longest = seconds > longest ? seconds : longest;
	}
	return MARGIN_DAYS * (int64_t)DAY_SECONDS + shift + longest;
}

/* UNTIL on the series' own wall clock; one without a zone includes all of its day or minute. */
static int64_t last_start(const struct series *series, const struct moot_recurrence *rule)
{
	if (!rule->has_until)
		return INT64_MAX;
	if (series->is_date)
		return day_of(rule->until);
	if (rule->until_is_date)
		return rule->until + DAY_SECONDS - 1;
	return rule->until_is_utc ? moot_zone_to_local(series->zone, rule->until) : rule->until;
}

static size_t found_so_far(const struct series *series)
{
	return series->into ? series->into->count : series->start_count;
}

static void expand_rule(struct series *series, const char *text, struct moot_recurrence_window *window)
{
	struct moot_feed *feed = series->feed;
	int line = series->master->line;
	struct moot_recurrence rule;
	char why[MOOT_RECURRENCE_WHY_BYTES];
	if (!moot_recurrence_parse(text, &rule, why)) {
		moot_feed_report(feed, MOOT_WARNING, line, "its rule is not used: %s", why);
		return;
	}
	window->last = last_start(series, &rule);
	if (window->last < window->start)
		moot_feed_report(feed, MOOT_WARNING, line, "its rule ends (UNTIL) before it starts");
	size_t before = found_so_far(series);
	if (moot_recurrence_expand(&rule, window) == MOOT_RECURRENCE_TOO_LONG)
		moot_feed_report(feed, MOOT_WARNING, line,
				 "its rule has too many repetitions to go through; what came first was read");
	else if (found_so_far(series) == before && feed->probes++ < MOOT_MOST_PROBES &&
		 !moot_recurrence_ever_matches(&rule, window->start, window->is_date))
		moot_feed_report(feed, MOOT_WARNING, line, "its rule never matches a day; only its start counts");
}

static void find_starts(struct series *series)
{
	const struct moot_raw_event *master = series->master;
	int64_t around = margin(series);
	struct moot_recurrence_window window = {.start = master->start.local,
						.is_date = series->is_date,
						.from = (int64_t)series->feed->from * DAY_SECONDS - around,
						.to = ((int64_t)series->feed->to + 1) * DAY_SECONDS + around,
						.emit = take_start,
						.context = series};
	add_start(series, master->start.local, NULL);
	for (size_t i = 0; i < master->rule_count; i++)
		expand_rule(series, master->rules[i], &window);
	series->into = &series->removed;
	for (size_t i = 0; i < master->excluding_count; i++)
		expand_rule(series, master->excluding[i], &window);
	series->into = NULL;
}

/* A stamp beside the master's DTSTART: on its wall clock. */
static int64_t local_of(struct series *series, const struct moot_stamp *stamp)
{
	if (stamp->kind == MOOT_STAMP_DATE || stamp->kind == MOOT_STAMP_FLOATING)
		return stamp->local;
	if (series->is_date)
		return stamp->local % DAY_SECONDS == 0
			   ? stamp->local
			   : moot_zone_to_local(&series->feed->home,
						moot_feed_instant(series->feed, stamp, series->master->line));
	return moot_zone_to_local(series->zone, moot_feed_instant(series->feed, stamp, series->master->line));
}

static void add_extras(struct series *series)
{
	for (size_t i = 0; i < series->master->extra_count; i++) {
		const struct moot_extra *extra = &series->master->extras[i];
		int64_t local = local_of(series, &extra->start);
		/* A date beside a time of day means that day at the usual time. */
		if (extra->start.kind == MOOT_STAMP_DATE && !series->is_date)
			local += series->master->start.local - day_of(series->master->start.local);
		else if (series->is_date)
			local = day_of(local);
		bool has_own = extra->end.kind != MOOT_STAMP_NONE || extra->has_length;
		if (!add_start(series, local, has_own ? extra : NULL))
			return;
	}
}

static int compare_starts(const void *a, const void *b)
{
	const struct moot_start *x = a;
	const struct moot_start *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	/* A period says more than a bare start. */
	return (x->extra == NULL) - (y->extra == NULL);
}

static void sort_starts(struct series *series)
{
	size_t kept = 0;
	if (series->start_count > 1)
		qsort(series->starts, series->start_count, sizeof *series->starts, compare_starts);
	for (size_t i = 0; i < series->start_count; i++) {
		if (kept == 0 || series->starts[kept - 1].key != series->starts[i].key)
			series->starts[kept++] = series->starts[i];
	}
	series->start_count = kept;
}

static bool have_start(const struct series *series, int64_t key)
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
static void remove_stamp(struct series *series, const struct moot_stamp *stamp)
{
	struct moot_feed *feed = series->feed;
	int64_t local = local_of(series, stamp);
	if (series->is_date) {
		add_number(feed, &series->removed, day_of(local));
		return;
	}
	if (stamp->kind == MOOT_STAMP_DATE) {
		add_number(feed, &series->removed_days, local);
		return;
	}
	int64_t key = key_of(series, local);
	if (stamp->kind == MOOT_STAMP_UTC)
		key = stamp->local;
	if (stamp->local % DAY_SECONDS == 0 && !have_start(series, key))
		add_number(feed, &series->removed_days, stamp->local);
	else
		add_number(feed, &series->removed, key);
}

/* The last THISANDFUTURE override at or before this start, or NULL. */
static const struct future *future_of(const struct series *series, int64_t local)
{
	const struct future *found = NULL;
	for (size_t i = 0; i < series->future_count && series->futures[i].at <= local; i++)
		found = &series->futures[i];
	return found;
}

static void emit_start(struct series *series, const struct moot_start *start)
{
	struct moot_feed *feed = series->feed;
	const struct future *future = future_of(series, start->local);
	if (future) {
		struct moot_start moved = {.local = start->local + future->shift};
		moved.key = key_of(series, moved.local);
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
	const struct future *x = a;
	const struct future *y = b;
	return (x->at > y->at) - (x->at < y->at);
}

static void find_futures(struct series *series, struct moot_raw_event **overrides, size_t count)
{
	struct moot_feed *feed = series->feed;
	series->futures = moot_arena_array(feed->arena, count, sizeof *series->futures);
	if (!series->futures) {
		feed->status = MOOT_ERROR_MEMORY;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		bool is_date = overrides[i]->start.kind == MOOT_STAMP_DATE;
		if (!overrides[i]->and_future || is_date != series->is_date)
			continue;
		struct future *future = &series->futures[series->future_count++];
		future->event = overrides[i];
		future->at = local_of(series, &overrides[i]->recurrence);
		future->shift = local_of(series, &overrides[i]->start) - future->at;
		future->extent = moot_event_extent(feed, overrides[i]);
	}
	if (series->future_count > 1)
		qsort(series->futures, series->future_count, sizeof *series->futures, compare_futures);
}

static void expand_master(struct series *series, struct moot_raw_event **overrides, size_t count)
{
	series->zone = moot_feed_zone(series->feed, &series->master->start, series->master->line);
	series->is_date = series->master->start.kind == MOOT_STAMP_DATE;
	series->extent = moot_event_extent(series->feed, series->master);
	find_futures(series, overrides, count);
	if (series->feed->status != MOOT_OK)
		return;
	find_starts(series);
	add_extras(series);
	sort_starts(series);
	for (size_t i = 0; i < series->master->exception_count; i++)
		remove_stamp(series, &series->master->exceptions[i]);
	for (size_t i = 0; i < count; i++)
		remove_stamp(series, &overrides[i]->recurrence);
	sort_numbers(&series->removed);
	sort_numbers(&series->removed_days);
	for (size_t i = 0; i < series->start_count && series->feed->status == MOOT_OK; i++) {
		const struct moot_start *start = &series->starts[i];
		if (!have_number(&series->removed, start->key) &&
		    !have_number(&series->removed_days, day_of(start->local)))
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
	struct series series = {.feed = feed, .master = master};
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
	moot_feed_expand_events(feed, feed->events, feed->event_count);
	moot_feed_expand_availabilities(feed);
	moot_occurrences_sort(feed);
	for (size_t i = 0; i < feed->zone_count; i++)
		moot_zone_close(&feed->zones[i]->zone);
	moot_zone_close(&feed->home);
}
