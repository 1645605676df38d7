/*
 * The second step of reading a calendar: lines become events, zones and availabilities as written.
 *
 * A component is a draft from its BEGIN to its END; what its lines say is put into the draft in any order, and END
 * settles what depends on several of them. A value that cannot be read is left out, with a warning at its line.
 * Private titles end here.
 */
#include "feed.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libical/ical.h>

#include "people.h"
#include "times.h"

/* What an event's lines say of its time, until all of them are read. */
struct manner {
	bool transparent;
	bool tentative;
	bool busy_status;
	bool is_private;
};

struct parse {
	struct moot_feed *feed;
	struct moot_raw_event outer; /* the VEVENT or VAVAILABILITY that is open */
	struct moot_raw_event inner; /* the AVAILABLE, STANDARD or DAYLIGHT in an open one */
	struct manner manner;
	struct moot_vtimezone vtimezone;
	struct moot_observance observance;
	struct moot_availability availability;
	size_t calendar_first; /* the first event of the open VCALENDAR */
	bool is_cancelling;    /* its METHOD is CANCEL */
};

/* Outlook's word for the time wins over TRANSP, as in Exchange (MS-OXCICAL section 2.1.3.1.1.20.31). */
static void read_busy_status(const char *word, struct moot_raw_event *event, bool *said)
{
	*said = true;
	event->is_free = strcasecmp(word, "FREE") == 0 || strcasecmp(word, "WORKINGELSEWHERE") == 0;
	if (strcasecmp(word, "TENTATIVE") == 0)
		event->kind = MOOT_TENTATIVE;
	else if (strcasecmp(word, "OOF") == 0)
		event->kind = MOOT_OUT;
	else if (!event->is_free && strcasecmp(word, "BUSY") != 0)
		*said = false;
}

static void read_status(const char *word, struct moot_raw_event *event, struct manner *manner)
{
	event->is_cancelled = strcasecmp(word, "CANCELLED") == 0;
	manner->tentative = strcasecmp(word, "TENTATIVE") == 0;
}

static long read_number(const char *text)
{
	long number = strtol(text, NULL, 10);
	return number < 0 ? 0 : number;
}

static void read_stamped(const char *text, struct moot_raw_event *event)
{
	struct moot_stamp stamp;
	if (moot_value_stamp(text, &stamp) == MOOT_VALUE_READ)
		event->stamp = stamp.local;
}

/* A word at the end of a value may have blanks behind it. */
static char *trimmed(char *text)
{
	size_t length = strlen(text);
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
		text[--length] = '\0';
	return text + strspn(text, " \t");
}

/* What: all of an event that is not a time. */
static void read_words(struct parse *parse, enum moot_word word, struct moot_property *property,
		       struct moot_raw_event *event)
{
	struct moot_feed *feed = parse->feed;
	char *value = property->value;
	switch (word) {
	case MOOT_WORD_UID:
		event->uid = moot_feed_keep(feed, value);
		break;
	case MOOT_WORD_SUMMARY:
		event->title = moot_feed_keep(feed, value);
		break;
	case MOOT_WORD_DESCRIPTION:
		event->detail.description = moot_feed_keep(feed, value);
		break;
	case MOOT_WORD_LOCATION:
		event->detail.location = moot_feed_keep(feed, value);
		break;
	case MOOT_WORD_ORGANIZER:
		moot_feed_organiser(feed, property, event);
		break;
	case MOOT_WORD_ATTENDEE:
		moot_feed_attendee(feed, property, event);
		break;
	case MOOT_WORD_DTSTAMP:
		read_stamped(value, event);
		break;
	case MOOT_WORD_SEQUENCE:
		event->sequence = read_number(value);
		break;
	case MOOT_WORD_STATUS:
		read_status(trimmed(value), event, &parse->manner);
		break;
	case MOOT_WORD_TRANSP: /* RFC 2445 drafts had TRANSPARENT-NOCONFLICT */
		parse->manner.transparent = strncasecmp(trimmed(value), "TRANSPARENT", 11) == 0;
		break;
	case MOOT_WORD_CLASS: /* a word that is not known is private (RFC 5545 section 3.8.1.3) */
		value = trimmed(value);
		parse->manner.is_private = *value && strcasecmp(value, "PUBLIC") != 0;
		break;
	case MOOT_WORD_BUSYSTATUS:
		read_busy_status(trimmed(value), event, &parse->manner.busy_status);
		break;
	default:
		break;
	}
}

static void begin_event(struct moot_raw_event *event, const struct moot_feed *feed, int line)
{
	*event = (struct moot_raw_event){
	    .uid = "", .title = "", .kind = MOOT_BUSY, .order = feed->event_count, .line = line};
	moot_feed_no_detail(&event->detail);
}

/* What a private event says to nobody. Addresses stay: they tell whose time it is, and no output shows them. */
static void hide(struct moot_raw_event *event)
{
	struct moot_event_detail *detail = &event->detail;
	event->title = detail->description = detail->location = detail->organiser_name = "";
	detail->is_private = true;
	for (size_t i = 0; i < detail->attendee_count; i++)
		detail->attendees[i].name = "";
}

static void add_event(struct moot_feed *feed, const struct moot_raw_event *event)
{
	struct moot_raw_event *place =
	    moot_feed_append(feed, (void **)&feed->events, &feed->event_count, &feed->event_capacity, sizeof *place);
	if (place)
		*place = *event;
}

static void settle(struct parse *parse, struct moot_raw_event *event)
{
	if (parse->manner.is_private)
		hide(event);
	event->detail.recurs =
	    event->rule_count > 0 || event->extra_count > 0 || event->recurrence.kind != MOOT_STAMP_NONE;
	event->detail.rule = event->rule_count > 0 ? event->rules[0] : "";
	if (!parse->manner.busy_status) {
		event->is_free = parse->manner.transparent;
		event->kind = parse->manner.tentative ? MOOT_TENTATIVE : MOOT_BUSY;
	}
}

/* Each period of a FREEBUSY is an event of its own. */
static void read_periods(struct parse *parse, struct moot_property *property)
{
	struct moot_feed *feed = parse->feed;
	const char *type = moot_property_parameter(property, "FBTYPE");
	char *rest = property->value;
	for (char *item = moot_value_next(&rest); item; item = moot_value_next(&rest)) {
		struct moot_raw_event event;
		struct moot_extra period;
		begin_event(&event, feed, property->line);
		event.is_period = true;
		event.is_free = strcasecmp(type, "FREE") == 0;
		event.kind = strcasecmp(type, "BUSY-TENTATIVE") == 0     ? MOOT_TENTATIVE
			     : strcasecmp(type, "BUSY-UNAVAILABLE") == 0 ? MOOT_OUT
									 : MOOT_BUSY;
		moot_feed_report_value(feed, "FREEBUSY", property->line, moot_value_period(item, &period));
		if (period.start.kind == MOOT_STAMP_NONE)
			continue;
		event.start = period.start;
		event.end = period.end;
		event.length = period.length;
		event.has_length = period.has_length;
		moot_feed_set_zone(feed, property, &event.start);
		moot_feed_set_zone(feed, property, &event.end);
		add_event(feed, &event);
	}
}

static void end_observance(struct parse *parse)
{
	struct moot_vtimezone *vtimezone = &parse->vtimezone;
	struct moot_observance *observance = &parse->observance;
	if (parse->inner.start.kind == MOOT_STAMP_NONE)
		return;
	observance->start = parse->inner.start;
	observance->rule = parse->inner.rule_count > 0 ? parse->inner.rules[0] : NULL;
	observance->extras = parse->inner.extras;
	observance->extra_count = parse->inner.extra_count;
	struct moot_observance *place =
	    moot_feed_append(parse->feed, (void **)&vtimezone->observances, &vtimezone->observance_count,
			     &vtimezone->observance_capacity, sizeof *place);
	if (place)
		*place = *observance;
}

static void end_available(struct parse *parse)
{
	struct moot_availability *availability = &parse->availability;
	struct moot_raw_event *place =
	    moot_feed_append(parse->feed, (void **)&availability->free, &availability->free_count,
			     &availability->free_capacity, sizeof *place);
	if (place)
		*place = parse->inner;
}

static void end_availability(struct parse *parse)
{
	struct moot_feed *feed = parse->feed;
	struct moot_availability *place = NULL;
	enum moot_busy_kind kind = parse->outer.kind; /* BUSYTYPE, which settle() knows nothing of */
	settle(parse, &parse->outer);
	parse->outer.kind = kind;
	parse->outer.is_free = false;
	place = moot_feed_append(feed, (void **)&feed->availabilities, &feed->availability_count,
				 &feed->availability_capacity, sizeof *place);
	if (!place)
		return;
	*place = parse->availability;
	place->whole = parse->outer;
}

static void begin_component(struct parse *parse, enum moot_component component, int line)
{
	switch (component) {
	case MOOT_CALENDAR:
		parse->calendar_first = parse->feed->event_count;
		parse->is_cancelling = false;
		break;
	case MOOT_TIMEZONE:
		parse->vtimezone = (struct moot_vtimezone){.line = line, .tzid = ""};
		break;
	case MOOT_STANDARD:
	case MOOT_DAYLIGHT:
		parse->observance = (struct moot_observance){0};
		begin_event(&parse->inner, parse->feed, line);
		break;
	case MOOT_AVAILABLE:
		begin_event(&parse->inner, parse->feed, line);
		break;
	case MOOT_AVAILABILITY:
		parse->availability = (struct moot_availability){.priority = 10};
		begin_event(&parse->outer, parse->feed, line);
		parse->outer.kind = MOOT_OUT;
		parse->manner = (struct manner){0};
		break;
	default:
		begin_event(&parse->outer, parse->feed, line);
		parse->manner = (struct manner){0};
		break;
	}
}

static void end_component(struct parse *parse, enum moot_component component)
{
	struct moot_feed *feed = parse->feed;
	struct moot_vtimezone *zone = NULL;
	switch (component) {
	case MOOT_CALENDAR:
		for (size_t i = parse->calendar_first; parse->is_cancelling && i < feed->event_count; i++)
			feed->events[i].is_cancelled = true;
		break;
	case MOOT_EVENT:
		settle(parse, &parse->outer);
		add_event(feed, &parse->outer);
		break;
	case MOOT_TIMEZONE:
		zone = moot_feed_append(feed, (void **)&feed->vtimezones, &feed->vtimezone_count,
					&feed->vtimezone_capacity, sizeof *zone);
		if (zone)
			*zone = parse->vtimezone;
		break;
	case MOOT_STANDARD:
	case MOOT_DAYLIGHT:
		end_observance(parse);
		break;
	case MOOT_AVAILABLE:
		end_available(parse);
		break;
	case MOOT_AVAILABILITY:
		end_availability(parse);
		break;
	default:
		break;
	}
}

static void read_offset(struct parse *parse, enum moot_word word, const struct moot_property *property)
{
	bool is_from = word == MOOT_WORD_TZOFFSETFROM;
	enum moot_value_end end =
	    moot_value_offset(property->value, is_from ? &parse->observance.from : &parse->observance.to);
	if (end != MOOT_VALUE_READ)
		moot_feed_report(parse->feed, MOOT_WARNING, property->line,
				 "%s is not an offset such as +0100 of at most a day; it was left out",
				 is_from ? "TZOFFSETFROM" : "TZOFFSETTO");
}

static void read_busy_type(const char *word, struct moot_raw_event *event)
{
	if (strcasecmp(word, "BUSY") == 0)
		event->kind = MOOT_BUSY;
	else if (strcasecmp(word, "BUSY-TENTATIVE") == 0)
		event->kind = MOOT_TENTATIVE;
}

static void read_availability(struct parse *parse, enum moot_word word, struct moot_property *property)
{
	long priority = 0;
	if (word == MOOT_WORD_BUSYTYPE) {
		read_busy_type(trimmed(property->value), &parse->outer);
	} else if (word == MOOT_WORD_PRIORITY) {
		priority = read_number(property->value);
		parse->availability.priority = priority >= 1 && priority <= 9 ? (int)priority : 10;
	} else if (word != MOOT_WORD_BUSYSTATUS) {
		read_words(parse, word, property, &parse->outer);
	}
}

/* One property into the draft of its component. */
static void read_property(struct parse *parse, const struct moot_line *line, struct moot_property *property)
{
	struct moot_feed *feed = parse->feed;
	bool outer = line->component == MOOT_EVENT || line->component == MOOT_AVAILABILITY;
	bool inner =
	    line->component == MOOT_STANDARD || line->component == MOOT_DAYLIGHT || line->component == MOOT_AVAILABLE;
	if ((outer || inner) && moot_feed_is_time(line->word))
		moot_feed_times(feed, line->word, property, outer ? &parse->outer : &parse->inner);
	else if (line->component == MOOT_EVENT)
		read_words(parse, line->word, property, &parse->outer);
	else if (line->component == MOOT_AVAILABILITY)
		read_availability(parse, line->word, property);
	else if (line->component == MOOT_AVAILABLE && line->word == MOOT_WORD_UID)
		parse->inner.uid = moot_feed_keep(feed, property->value);
	else if (line->component == MOOT_FREEBUSY && line->word == MOOT_WORD_FREEBUSY)
		read_periods(parse, property);
	else if (line->word == MOOT_WORD_TZOFFSETFROM || line->word == MOOT_WORD_TZOFFSETTO)
		read_offset(parse, line->word, property);
	else if (line->component == MOOT_TIMEZONE && line->word == MOOT_WORD_TZID)
		parse->vtimezone.tzid = moot_feed_keep(feed, property->value);
	else if (line->component == MOOT_CALENDAR && line->word == MOOT_WORD_METHOD)
		parse->is_cancelling = strcasecmp(trimmed(property->value), "CANCEL") == 0;
	else if (line->word == MOOT_WORD_ZONE && *trimmed(property->value))
		feed->declared_zone = moot_feed_keep(feed, property->value);
}

static void take_line(void *context, const struct moot_line *line)
{
	struct parse *parse = context;
	struct moot_property property;
	if (parse->feed->status != MOOT_OK)
		return;
	if (line->word == MOOT_WORD_BEGIN)
		begin_component(parse, line->component, line->number);
	else if (line->word == MOOT_WORD_END)
		end_component(parse, line->component);
	else if (moot_property_read(line->text, line->number, &property))
		read_property(parse, line, &property);
}

void moot_feed_parse(struct moot_feed *feed, char *bytes, size_t size)
{
	struct parse *parse = moot_arena_array(feed->arena, 1, sizeof *parse);
	if (!parse) {
		feed->status = MOOT_ERROR_MEMORY;
		return;
	}
	parse->feed = feed;
	icalerror_set_errors_are_fatal(0);
	moot_feed_lines(feed, bytes, size, take_line, parse);
}

const char *moot_feed_library(void)
{
	return "libical " ICAL_VERSION;
}
