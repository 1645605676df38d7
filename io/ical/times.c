/* Properties that say when; see times.h. */
#include "times.h"

#include <string.h>
#include <strings.h>

#include "text.h"

const char *moot_feed_keep(struct moot_feed *feed, char *text)
{
	const char *copy = moot_feed_text(feed->arena, moot_property_unescape(text));
	if (!copy)
		feed->status = MOOT_ERROR_MEMORY;
	return copy ? copy : "";
}

/* Zones' names come again and again: most are the one before. */
static const char *keep_tzid(struct moot_feed *feed, const char *tzid)
{
	if (feed->last_tzid && strcmp(feed->last_tzid, tzid) == 0)
		return feed->last_tzid_kept;
	const char *copy = moot_feed_text(feed->arena, tzid);
	char *raw = moot_arena_text(feed->arena, tzid);
	if (!copy || !raw) {
		feed->status = MOOT_ERROR_MEMORY;
		return "";
	}
	feed->last_tzid = raw;
	feed->last_tzid_kept = copy;
	return copy;
}

bool moot_feed_report_value(struct moot_feed *feed, const char *name, int line, enum moot_value_end end)
{
	if (end == MOOT_VALUE_UNREADABLE)
		moot_feed_report(feed, MOOT_WARNING, line, "%s cannot be read and was left out", name);
	else if (end == MOOT_VALUE_IMPOSSIBLE)
		moot_feed_report(feed, MOOT_WARNING, line, "%s is not a date and time that exists; it was left out",
				 name);
	return end == MOOT_VALUE_READ;
}

void moot_feed_set_zone(struct moot_feed *feed, const struct moot_property *property, struct moot_stamp *stamp)
{
	const char *tzid = stamp->kind == MOOT_STAMP_FLOATING ? moot_property_parameter(property, "TZID") : "";
	if (!*tzid)
		return;
	stamp->kind = MOOT_STAMP_ZONED;
	stamp->tzid = keep_tzid(feed, tzid);
}

/* "TZID=(UTC+01:00) Paris:2027...": an unquoted colon in a zone's name is no end of it. */
static void mend_colon(struct moot_property *property)
{
	struct moot_stamp stamp;
	char *last = strrchr(property->value, ':');
	if (!last || property->parameter_count == 0 || moot_value_stamp(last + 1, &stamp) != MOOT_VALUE_READ)
		return;
	property->value[-1] = ':';
	*last = '\0';
	property->value = last + 1;
}

static bool read_stamp(struct moot_feed *feed, struct moot_property *property, const char *name,
		       struct moot_stamp *stamp)
{
	mend_colon(property);
	struct moot_stamp read = {0};
	bool good = moot_feed_report_value(feed, name, property->line, moot_value_stamp(property->value, &read));
	if (good) {
		if (read.kind == MOOT_STAMP_FLOATING &&
		    strcasecmp(moot_property_parameter(property, "VALUE"), "DATE") == 0) {
			read.kind = MOOT_STAMP_DATE;
			read.local -= read.local % 86400;
		}
		moot_feed_set_zone(feed, property, &read);
	}
	*stamp = read;
	return good;
}

static void read_length(struct moot_feed *feed, const struct moot_property *property, struct moot_raw_event *event)
{
	enum moot_value_end end = moot_value_length(property->value, &event->length);
	event->has_length = end == MOOT_VALUE_READ;
	if (end == MOOT_VALUE_IMPOSSIBLE)
		moot_feed_report(feed, MOOT_WARNING, property->line,
				 "DURATION is negative or longer than a century; it was left out");
	else
		moot_feed_report_value(feed, "DURATION", property->line, end);
}

static void read_extras(struct moot_feed *feed, struct moot_property *property, struct moot_raw_event *event)
{
	mend_colon(property);
	char *rest = property->value;
	for (char *item = moot_value_next(&rest); item; item = moot_value_next(&rest)) {
		struct moot_extra extra;
		enum moot_value_end end = moot_value_period(item, &extra);
		moot_feed_report_value(feed, "RDATE", property->line, end);
		if (extra.start.kind == MOOT_STAMP_NONE)
			continue;
		moot_feed_set_zone(feed, property, &extra.start);
		moot_feed_set_zone(feed, property, &extra.end);
		struct moot_extra *place = moot_feed_append(feed, (void **)&event->extras, &event->extra_count,
							    &event->extra_capacity, sizeof *place);
		if (place)
			*place = extra;
	}
}

static void read_exceptions(struct moot_feed *feed, struct moot_property *property, struct moot_raw_event *event)
{
	mend_colon(property);
	char *rest = property->value;
	for (char *item = moot_value_next(&rest); item; item = moot_value_next(&rest)) {
		struct moot_stamp stamp = {0};
		if (!moot_feed_report_value(feed, "EXDATE", property->line, moot_value_stamp(item, &stamp)))
			continue;
		moot_feed_set_zone(feed, property, &stamp);
		struct moot_stamp *place = moot_feed_append(feed, (void **)&event->exceptions, &event->exception_count,
							    &event->exception_capacity, sizeof *place);
		if (place)
			*place = stamp;
	}
}

static void read_rule(struct moot_feed *feed, char *text, const char ***rules, size_t *count, size_t *capacity)
{
	const char **place = moot_feed_append(feed, (void **)rules, count, capacity, sizeof *place);
	if (place)
		*place = moot_feed_keep(feed, text);
}

static void read_recurrence(struct moot_feed *feed, struct moot_property *property, struct moot_raw_event *event)
{
	const char *range = moot_property_parameter(property, "RANGE");
	read_stamp(feed, property, "RECURRENCE-ID", &event->recurrence);
	event->and_future = strcasecmp(range, "THISANDFUTURE") == 0;
}

bool moot_feed_is_time(enum moot_word word)
{
	return word == MOOT_WORD_DTSTART || word == MOOT_WORD_DTEND || word == MOOT_WORD_DURATION ||
	       word == MOOT_WORD_RRULE || word == MOOT_WORD_EXRULE || word == MOOT_WORD_RDATE ||
	       word == MOOT_WORD_EXDATE || word == MOOT_WORD_RECURRENCE_ID;
}

void moot_feed_times(struct moot_feed *feed, enum moot_word word, struct moot_property *property,
		     struct moot_raw_event *event)
{
	switch (word) {
	case MOOT_WORD_DTSTART:
		read_stamp(feed, property, "DTSTART", &event->start);
		break;
	case MOOT_WORD_DTEND:
		read_stamp(feed, property, "DTEND", &event->end);
		break;
	case MOOT_WORD_DURATION:
		read_length(feed, property, event);
		break;
	case MOOT_WORD_RRULE:
		read_rule(feed, property->value, &event->rules, &event->rule_count, &event->rule_capacity);
		break;
	case MOOT_WORD_EXRULE:
		read_rule(feed, property->value, &event->excluding, &event->excluding_count,
			  &event->excluding_capacity);
		break;
	case MOOT_WORD_RDATE:
		read_extras(feed, property, event);
		break;
	case MOOT_WORD_EXDATE:
		read_exceptions(feed, property, event);
		break;
	default:
		read_recurrence(feed, property, event);
		break;
	}
}
