/*
 * All starts of a series: its own, those of its rules and its extra dates, on its own wall clock; see series.h. Limits
 * on the starts of a rule and of a feed, and on the looks that finding them takes, bound time and memory.
 */
#include "series.h"

#include <stdlib.h>

#include "recurrence.h"

enum {
	DAY_SECONDS = 86400,
	MARGIN_DAYS = 2,          /* no two wall clocks are further apart */
	MOST_STARTS = 100000,     /* of a rule */
	MOST_OCCURRENCES = 200000 /* of a feed */
};

int64_t moot_series_day(int64_t local)
{
	return local - ((local % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

void moot_series_add(struct moot_feed *feed, struct moot_keys *numbers, int64_t number)
{
	int64_t *place =
	    moot_feed_append(feed, (void **)&numbers->items, &numbers->count, &numbers->capacity, sizeof *place);
	if (place)
		*place = number;
}

int64_t moot_series_key(const struct moot_series *series, int64_t local)
{
	return series->is_date ? local : moot_zone_to_utc(series->zone, local);
}

int64_t moot_series_local(struct moot_series *series, const struct moot_stamp *stamp)
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

static bool add_start(struct moot_series *series, int64_t local, const struct moot_extra *extra)
{
	struct moot_feed *feed = series->feed;
	if (series->start_count + feed->occurrence_count >= MOST_OCCURRENCES) {
		if (!feed->is_full)
			moot_feed_report(feed, MOOT_ERROR, series->master->line,
					 "has more than %d occurrences in the window; export fewer years",
					 MOST_OCCURRENCES);
		feed->is_full = true;
		return false;
	}
	struct moot_start *place = moot_feed_append(feed, (void **)&series->starts, &series->start_count,
						    &series->start_capacity, sizeof *place);
	if (place)
		*place = (struct moot_start){.local = local, .key = moot_series_key(series, local), .extra = extra};
	return place != NULL;
}

static bool take_start(void *context, int64_t local)
{
	struct moot_series *series = context;
	if (series->rule_starts++ >= MOST_STARTS)
		return false;
	if (!series->into)
		return add_start(series, local, NULL);
	moot_series_add(series->feed, series->into, moot_series_key(series, local));
	return series->feed->status == MOOT_OK;
}

/* How far outside of the window a start can lie whose occurrence touches it: shifts, lengths, and other clocks. */
static int64_t margin(const struct moot_series *series)
{
	int64_t shift = 0;
	int64_t longest = moot_extent_seconds(&series->extent);
	for (size_t i = 0; i < series->future_count; i++) {
		const struct moot_future *future = &series->futures[i];
		int64_t size = future->shift < 0 ? -future->shift : future->shift;
		int64_t seconds = moot_extent_seconds(&future->extent);
		shift = size > shift ? size : shift;
		longest = seconds > longest ? seconds : longest;
	}
	return MARGIN_DAYS * (int64_t)DAY_SECONDS + shift + longest;
}

/* UNTIL on the series' own wall clock; one without a zone includes all of its day or minute. */
static int64_t last_start(const struct moot_series *series, const struct moot_recurrence *rule)
{
	if (!rule->has_until)
		return INT64_MAX;
	if (series->is_date)
		return moot_series_day(rule->until);
	if (rule->until_is_date)
		return rule->until + DAY_SECONDS - 1;
	return rule->until_is_utc ? moot_zone_to_local(series->zone, rule->until) : rule->until;
}

/* The starts of a rule, all or none: who repeats without end fills no calendar but the reader's memory. */
static void take_starts(struct moot_series *series, const struct moot_recurrence *rule,
			struct moot_recurrence_window *window)
{
	struct moot_feed *feed = series->feed;
	int line = series->master->line;
	size_t *count = series->into ? &series->into->count : &series->start_count;
	size_t before = *count;
	series->rule_starts = 0;
	enum moot_recurrence_end end = moot_recurrence_expand(rule, window);
	if (series->rule_starts > MOST_STARTS) {
		*count = before;
		moot_feed_report(
		    feed, MOOT_WARNING, line,
		    "its rule is not used: it gives more than %d starts in the window; only its own start counts",
		    MOST_STARTS);
	} else if (end == MOOT_RECURRENCE_TOO_LONG) {
		moot_feed_report(feed, MOOT_WARNING, line,
				 "its rule has too many repetitions to go through; what came first was read");
	} else if (*count == before && !feed->is_full && feed->probes++ < MOOT_MOST_PROBES &&
		   !moot_recurrence_ever_matches(rule, window->start, window->is_date)) {
		moot_feed_report(feed, MOOT_WARNING, line, "its rule never matches a day; only its start counts");
	}
}

static void expand_rule(struct moot_series *series, const char *text, struct moot_recurrence_window *window)
{
	struct moot_feed *feed = series->feed;
	int line = series->master->line;
	struct moot_recurrence rule;
	char why[MOOT_RECURRENCE_WHY_BYTES];
	if (!moot_recurrence_parse(text, &rule, why)) {
		moot_feed_report(feed, MOOT_WARNING, line, "its rule is not used: %s", why);
		return;
	}
	if (series->is_date && rule.frequency < MOOT_DAILY) {
		moot_feed_report(feed, MOOT_WARNING, line,
				 "its rule is not used: it repeats within a day, and DTSTART is a whole day");
		return;
	}
	window->last = last_start(series, &rule);
	if (window->last < window->start)
		moot_feed_report(feed, MOOT_WARNING, line, "its rule ends (UNTIL) before it starts");
	take_starts(series, &rule, window);
}

static void find_starts(struct moot_series *series)
{
	const struct moot_raw_event *master = series->master;
	int64_t around = margin(series);
	struct moot_recurrence_window window = {.start = master->start.local,
						.is_date = series->is_date,
						.from = (int64_t)series->feed->from * DAY_SECONDS - around,
						.to = ((int64_t)series->feed->to + 1) * DAY_SECONDS + around,
						.emit = take_start,
						.context = series,
						.budget = &series->feed->looks};
	add_start(series, master->start.local, NULL);
	for (size_t i = 0; i < master->rule_count; i++)
		expand_rule(series, master->rules[i], &window);
	series->into = &series->removed;
	for (size_t i = 0; i < master->excluding_count; i++)
		expand_rule(series, master->excluding[i], &window);
	series->into = NULL;
}

static void add_extras(struct moot_series *series)
{
	for (size_t i = 0; i < series->master->extra_count; i++) {
		const struct moot_extra *extra = &series->master->extras[i];
		int64_t local = moot_series_local(series, &extra->start);
		/* A date beside a time of day means that day at the usual time. */
		if (extra->start.kind == MOOT_STAMP_DATE && !series->is_date)
			local += series->master->start.local - moot_series_day(series->master->start.local);
		else if (series->is_date)
			local = moot_series_day(local);
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

static void sort_starts(struct moot_series *series)
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

void moot_series_find_starts(struct moot_series *series)
{
	find_starts(series);
	add_extras(series);
	sort_starts(series);
}
