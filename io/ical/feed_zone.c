/*
 * What the TZIDs of a feed mean, and the instants of its times.
 *
 * In this order, the first that answers: the name is tzdata's own; a Windows name; the tail of a path; another case of
 * a tzdata name; the file's VTIMEZONE; a city in it; X-WR-TIMEZONE, with a warning; the landscape's zone, with a
 * warning. A name that tzdata knows beats the file's VTIMEZONE, which is often wrong or old. Nothing becomes UTC in
 * silence.
 */
#include "feed.h"

#include <stdlib.h>
#include <string.h>

#include "recurrence.h"

enum { DAY_SECONDS = 86400, TABLE_DAYS = 2 * 366 /* of a VTIMEZONE before and after the window */ };

/* The onsets of one observance on their way into a zone's table. */
struct table {
	struct moot_feed *feed;
	struct moot_zone *zone;
	size_t capacity;
	const struct moot_observance *observance;
};

static bool add_onset(void *context, int64_t local)
{
	struct table *table = context;
	struct moot_onset *onset = moot_feed_append(table->feed, (void **)&table->zone->onsets,
						    &table->zone->onset_count, &table->capacity, sizeof *onset);
	if (!onset)
		return false;
	*onset = (struct moot_onset){.utc = local - table->observance->from, .offset = table->observance->to};
	return true;
}

static void add_rule(struct table *table, int line)
{
	const struct moot_feed *feed = table->feed;
	const struct moot_observance *observance = table->observance;
	struct moot_recurrence rule;
	char why[MOOT_RECURRENCE_WHY_BYTES];
	if (!moot_recurrence_parse(observance->rule, &rule, why)) {
		moot_feed_report(table->feed, MOOT_WARNING, line, "the VTIMEZONE's rule is not used: %s", why);
		return;
	}
	if (rule.frequency < MOOT_DAILY) {
		moot_feed_report(table->feed, MOOT_WARNING, line,
				 "the VTIMEZONE's rule is not used: no clock changes more often than daily");
		return;
	}
	struct moot_recurrence_window window = {.start = observance->start.local,
						.last = INT64_MAX,
						.from = ((int64_t)feed->from - TABLE_DAYS) * DAY_SECONDS,
						.to = ((int64_t)feed->to + TABLE_DAYS) * DAY_SECONDS,
						.emit = add_onset,
						.context = table};
	if (rule.has_until) {
		window.last = rule.until_is_utc ? rule.until + observance->from : rule.until;
		/* A rule that ended long ago still says what held at its end. */
		if (window.last < window.from)
			window.from = window.last - (int64_t)TABLE_DAYS * DAY_SECONDS;
	}
	size_t before = table->zone->onset_count;
	if (moot_recurrence_expand(&rule, &window) == MOOT_RECURRENCE_TOO_LONG)
		moot_feed_report(table->feed, MOOT_WARNING, line, "the VTIMEZONE's rule never comes to an end");
	else if (table->zone->onset_count == before && table->feed->probes++ < MOOT_MOST_PROBES &&
		 !moot_recurrence_ever_matches(&rule, window.start, false))
		moot_feed_report(table->feed, MOOT_WARNING, line, "the VTIMEZONE's rule never matches a day");
}

static int compare_onsets(const void *a, const void *b)
{
	const struct moot_onset *x = a;
	const struct moot_onset *y = b;
	if (x->utc != y->utc)
		return x->utc < y->utc ? -1 : 1;
	return (x->offset > y->offset) - (x->offset < y->offset);
}

bool moot_feed_table(struct moot_feed *feed, const struct moot_vtimezone *vtimezone, struct moot_zone *zone)
{
	struct table table = {.feed = feed, .zone = zone};
	int64_t earliest = INT64_MAX;
	*zone = (struct moot_zone){0};
	for (size_t i = 0; i < vtimezone->observance_count; i++) {
		const struct moot_observance *observance = &vtimezone->observances[i];
		table.observance = observance;
		if (observance->start.local - observance->from < earliest) {
			earliest = observance->start.local - observance->from;
			zone->first_offset = observance->from;
		}
		add_onset(&table, observance->start.local);
		for (size_t e = 0; e < observance->extra_count; e++)
			add_onset(&table, observance->extras[e].start.local);
		if (observance->rule)
			add_rule(&table, vtimezone->line);
	}
	if (zone->onset_count > 0)
		qsort(zone->onsets, zone->onset_count, sizeof *zone->onsets, compare_onsets);
	return zone->onset_count > 0;
}

static const struct moot_vtimezone *find_vtimezone(const struct moot_feed *feed, const char *tzid)
{
	for (size_t i = 0; i < feed->vtimezone_count; i++) {
		if (strcmp(feed->vtimezones[i].tzid, tzid) == 0)
			return &feed->vtimezones[i];
	}
	return NULL;
}

/* Opens a zone of tzdata; the landscape's own is shared. */
static bool open_named(struct moot_feed *feed, const char *name, struct moot_zone_entry *entry)
{
	entry->name = moot_arena_text(feed->arena, name);
	if (!entry->name) {
		feed->status = MOOT_ERROR_MEMORY;
		return false;
	}
	if (strcmp(name, feed->timezone) == 0) {
		entry->is = &feed->home;
		return true;
	}
	enum moot_status status = moot_zone_open(&entry->zone, name);
	if (status == MOOT_ERROR_MEMORY)
		feed->status = status;
	entry->is = &entry->zone;
	return status == MOOT_OK;
}

static void resolve(struct moot_feed *feed, struct moot_zone_entry *entry, int line)
{
	char name[MOOT_ZONE_NAME_BYTES];
	moot_zone_name_resolve(entry->tzid, name);
	if (name[0] && open_named(feed, name, entry))
		return;
	const struct moot_vtimezone *vtimezone = find_vtimezone(feed, entry->tzid);
	entry->name = entry->tzid;
	entry->is = &entry->zone;
	if (vtimezone && moot_feed_table(feed, vtimezone, &entry->zone))
		return;
	moot_zone_name_guess(entry->tzid, name);
	if (name[0] && open_named(feed, name, entry))
		return;
	name[0] = '\0';
	if (feed->declared_zone)
		moot_zone_name_resolve(feed->declared_zone, name);
	if (name[0] && open_named(feed, name, entry)) {
		moot_feed_report(
		    feed, MOOT_WARNING, line,
		    "time zone '%s' is not known; the calendar's own, %s (X-WR-TIMEZONE), was taken for it",
		    entry->tzid, name);
		return;
	}
	entry->name = feed->timezone;
	entry->is = &feed->home;
	moot_feed_report(
	    feed, MOOT_WARNING, line,
	    "time zone '%s' is not known; %s was taken for it; an IANA name such as Europe/London would be right",
	    entry->tzid, feed->timezone);
}

/* The entry of a TZID, made on first sight; NULL when out of memory. */
static const struct moot_zone_entry *entry_of(struct moot_feed *feed, const char *tzid, int line)
{
	for (size_t i = 0; i < feed->zone_count; i++) {
		if (strcmp(feed->zones[i]->tzid, tzid) == 0)
			return feed->zones[i];
	}
	/* Entries stay where they are: others point into them. */
	struct moot_zone_entry *entry = moot_arena_array(feed->arena, 1, sizeof *entry);
	struct moot_zone_entry **place = NULL;
	if (entry)
		place = moot_feed_append(feed, (void **)&feed->zones, &feed->zone_count, &feed->zone_capacity,
					 sizeof(struct moot_zone_entry *));
	if (!place) {
		feed->status = MOOT_ERROR_MEMORY;
		return NULL;
	}
	*place = entry;
	entry->tzid = tzid;
	resolve(feed, entry, line);
	return entry;
}

const struct moot_zone *moot_feed_zone(struct moot_feed *feed, const struct moot_stamp *stamp, int line)
{
	if (stamp->kind == MOOT_STAMP_UTC)
		return &feed->utc;
	if (stamp->kind != MOOT_STAMP_ZONED)
		return &feed->home;
	const struct moot_zone_entry *entry = entry_of(feed, stamp->tzid, line);
	return entry ? entry->is : &feed->home;
}

const char *moot_feed_zone_name(struct moot_feed *feed, const struct moot_stamp *stamp, int line)
{
	if (stamp->kind == MOOT_STAMP_UTC)
		return "UTC";
	const struct moot_zone_entry *entry = NULL;
	if (stamp->kind == MOOT_STAMP_ZONED)
		entry = entry_of(feed, stamp->tzid, line);
	return entry ? entry->name : "";
}

int64_t moot_feed_instant(struct moot_feed *feed, const struct moot_stamp *stamp, int line)
{
	if (stamp->kind == MOOT_STAMP_UTC)
		return stamp->local;
	return moot_zone_to_utc(moot_feed_zone(feed, stamp, line), stamp->local);
}
