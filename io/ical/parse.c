/*
 * The second step of reading a calendar: libical turns lines into components, and components become records.
 *
 * Each property is preceded by an X-MOOT-LINE of its line number, because libical forgets them. Rules go through
 * libical as text (X-MOOT-RRULE): its own reader drops a rule that has both COUNT and UNTIL. Every field of a date is
 * checked before it is used: libical takes month 99. Private titles end here.
 */
#include "feed.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <libical/ical.h>

#include "people.h"
#include "text.h"

struct parse {
	struct moot_feed *feed;
	icalparser *parser;
};

/* The feed's copy of a text from the file, cleaned; "" for NULL. */
static const char *keep(struct moot_feed *feed, const char *text)
{
	const char *copy = moot_feed_text(feed->arena, text ? text : "");
	if (!copy)
		feed->status = MOOT_ERROR_MEMORY;
	return copy ? copy : "";
}

static bool stamp_of(struct icaltimetype time, struct moot_stamp *stamp)
{
	moot_day day = moot_day_from_date(time.year, time.month, time.day);
	if (day == MOOT_NO_DAY)
		return false;
	*stamp = (struct moot_stamp){.kind = MOOT_STAMP_DATE, .local = (int64_t)day * 86400};
	if (time.is_date)
		return true;
	if (time.hour < 0 || time.hour > 24 || time.minute < 0 || time.minute > 59 || time.second < 0 ||
	    time.second > 60)
		return false;
	stamp->local += time.hour * 3600 + time.minute * 60 + time.second;
	stamp->kind = icaltime_is_utc(time) ? MOOT_STAMP_UTC : MOOT_STAMP_FLOATING;
	return true;
}

/* A date with the TZID of its property. False, with a warning, for one that does not exist. */
static bool read_stamp(struct moot_feed *feed, icalproperty *property, struct icaltimetype time, int line,
		       struct moot_stamp *stamp)
{
	if (!stamp_of(time, stamp)) {
		moot_feed_report(feed, MOOT_WARNING, line, "%s is not a date and time that exists; it was left out",
				 icalproperty_get_property_name(property));
		*stamp = (struct moot_stamp){0};
		return false;
	}
	icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
	const char *tzid = parameter ? icalparameter_get_tzid(parameter) : NULL;
	if (stamp->kind == MOOT_STAMP_FLOATING && tzid && *tzid) {
		stamp->kind = MOOT_STAMP_ZONED;
		stamp->tzid = keep(feed, tzid);
	}
	return true;
}

/* libical wraps huge numbers: a length of more than a century is no meeting's. */
static bool length_of(struct icaldurationtype duration, struct moot_length *length)
{
	const unsigned most = 100 * 366;
	if (duration.is_neg || duration.weeks > most / 7 || duration.days > most || duration.hours > most * 24 ||
	    duration.minutes > most * 1440 || duration.seconds > most * 1440)
		return false;
	length->days = (int64_t)duration.weeks * 7 + duration.days;
	length->seconds = (int64_t)duration.hours * 3600 + (int64_t)duration.minutes * 60 + duration.seconds;
	return true;
}

static void read_length(struct moot_feed *feed, icalproperty *property, int line, struct moot_raw_event *event)
{
	event->has_length = length_of(icalproperty_get_duration(property), &event->length);
	if (!event->has_length)
		moot_feed_report(feed, MOOT_WARNING, line,
				 "DURATION is negative or longer than a century; it was left out");
}

static void read_extra(struct moot_feed *feed, icalproperty *property, int line, struct moot_raw_event *event)
{
	struct icaldatetimeperiodtype value = icalproperty_get_rdate(property);
	struct moot_extra extra = {0};
	bool is_period = !icaltime_is_null_time(value.period.start);
	if (!read_stamp(feed, property, is_period ? value.period.start : value.time, line, &extra.start))
		return;
	if (is_period && !icaltime_is_null_time(value.period.end))
		read_stamp(feed, property, value.period.end, line, &extra.end);
	else if (is_period)
		extra.has_length = length_of(value.period.duration, &extra.length);
	struct moot_extra *place =
	    moot_feed_append(feed, (void **)&event->extras, &event->extra_count, &event->extra_capacity, sizeof *place);
	if (place)
		*place = extra;
}

static void read_exception(struct moot_feed *feed, icalproperty *property, int line, struct moot_raw_event *event)
{
	struct moot_stamp stamp;
	if (!read_stamp(feed, property, icalproperty_get_exdate(property), line, &stamp))
		return;
	struct moot_stamp *place = moot_feed_append(feed, (void **)&event->exceptions, &event->exception_count,
						    &event->exception_capacity, sizeof *place);
	if (place)
		*place = stamp;
}

static void add_rule(struct moot_feed *feed, const char *text, const char ***rules, size_t *count, size_t *capacity)
{
	const char **place = moot_feed_append(feed, (void **)rules, count, capacity, sizeof *place);
	if (place)
		*place = keep(feed, text);
}

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

/* What an event's other properties say of its time, until all of them are read. */
struct manner {
	bool transparent;
	bool tentative;
	bool busy_status;
	bool is_private;
};

/* An X- property that the line step let through or that it wrote. */
static void read_private_property(struct moot_feed *feed, icalproperty *property, int *line,
				  struct moot_raw_event *event, struct manner *manner)
{
	const char *name = icalproperty_get_x_name(property);
	const char *value = icalproperty_get_x(property);
	if (!name || !value)
		return;
	if (strcmp(name, "X-MOOT-LINE") == 0)
		sscanf(value, "%d", line);
	else if (strncasecmp(name, "X-MOOT-RRULE", 12) == 0)
		add_rule(feed, value, &event->rules, &event->rule_count, &event->rule_capacity);
	else if (strncasecmp(name, "X-MOOT-EXRULE", 13) == 0)
		add_rule(feed, value, &event->excluding, &event->excluding_count, &event->excluding_capacity);
	else if (strcasecmp(name, "X-MICROSOFT-CDO-BUSYSTATUS") == 0)
		read_busy_status(value, event, &manner->busy_status);
}

/* What libical could not read. A text without a value is no loss; a date is. */
static void read_fault(struct moot_feed *feed, icalproperty *property, int line)
{
	static const char *const dates[] = {"DTSTART",       "DTEND",    "DURATION",     "RDATE",     "EXDATE",
					    "RECURRENCE-ID", "FREEBUSY", "TZOFFSETFROM", "TZOFFSETTO"};
	const char *text = icalproperty_get_xlicerror(property);
	for (size_t i = 0; text && i < sizeof dates / sizeof *dates; i++) {
		if (strstr(text, dates[i])) {
			moot_feed_report(feed, MOOT_WARNING, line, "%s cannot be read and was left out", dates[i]);
			return;
		}
	}
}

static void read_times(struct moot_feed *feed, icalproperty *property, int line, struct moot_raw_event *event)
{
	switch (icalproperty_isa(property)) {
	case ICAL_DTSTART_PROPERTY:
		read_stamp(feed, property, icalproperty_get_dtstart(property), line, &event->start);
		break;
	case ICAL_DTEND_PROPERTY:
		read_stamp(feed, property, icalproperty_get_dtend(property), line, &event->end);
		break;
	case ICAL_DURATION_PROPERTY:
		read_length(feed, property, line, event);
		break;
	case ICAL_RECURRENCEID_PROPERTY: {
		icalparameter *range = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER);
		read_stamp(feed, property, icalproperty_get_recurrenceid(property), line, &event->recurrence);
		event->and_future = range && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
		break;
	}
	case ICAL_RDATE_PROPERTY:
		read_extra(feed, property, line, event);
		break;
	case ICAL_EXDATE_PROPERTY:
		read_exception(feed, property, line, event);
		break;
	default:
		break;
	}
}

static void read_words(struct moot_feed *feed, icalproperty *property, struct moot_raw_event *event,
		       struct manner *manner)
{
	struct moot_stamp stamp;
	switch (icalproperty_isa(property)) {
	case ICAL_UID_PROPERTY:
		event->uid = keep(feed, icalproperty_get_uid(property));
		break;
	case ICAL_SUMMARY_PROPERTY:
		event->title = keep(feed, icalproperty_get_summary(property));
		break;
	case ICAL_DESCRIPTION_PROPERTY:
		event->detail.description = keep(feed, icalproperty_get_description(property));
		break;
	case ICAL_LOCATION_PROPERTY:
		event->detail.location = keep(feed, icalproperty_get_location(property));
		break;
	case ICAL_ORGANIZER_PROPERTY:
	case ICAL_ATTENDEE_PROPERTY:
		moot_feed_invite(feed, property, event);
		break;
	case ICAL_DTSTAMP_PROPERTY:
		if (stamp_of(icalproperty_get_dtstamp(property), &stamp))
			event->stamp = stamp.local;
		break;
	case ICAL_SEQUENCE_PROPERTY:
		event->sequence = icalproperty_get_sequence(property);
		break;
	case ICAL_STATUS_PROPERTY:
		event->is_cancelled = icalproperty_get_status(property) == ICAL_STATUS_CANCELLED;
		manner->tentative = icalproperty_get_status(property) == ICAL_STATUS_TENTATIVE;
		break;
	case ICAL_TRANSP_PROPERTY:
		manner->transparent = icalproperty_get_transp(property) == ICAL_TRANSP_TRANSPARENT ||
				      icalproperty_get_transp(property) == ICAL_TRANSP_TRANSPARENTNOCONFLICT;
		break;
	case ICAL_CLASS_PROPERTY: /* a word that is not known is private (RFC 5545 section 3.8.1.3) */
		manner->is_private = icalproperty_get_class(property) != ICAL_CLASS_PUBLIC;
		break;
	default:
		break;
	}
}

/* The line of a component's BEGIN. */
static int line_of(icalcomponent *component)
{
	int line = 0;
	icalproperty *first = icalcomponent_get_first_property(component, ICAL_X_PROPERTY);
	const char *value = first ? icalproperty_get_x(first) : NULL;
	if (value)
		sscanf(value, "%d", &line);
	return line;
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

static void read_event(struct moot_feed *feed, icalcomponent *component, bool is_cancelled)
{
	struct moot_raw_event event = {.uid = "", .title = "", .kind = MOOT_BUSY, .order = feed->event_count};
	moot_feed_no_detail(&event.detail);
	struct manner manner = {0};
	int line = 0;
	event.line = line_of(component);
	for (icalproperty *property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY); property;
	     property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
		if (icalproperty_isa(property) == ICAL_X_PROPERTY) {
			read_private_property(feed, property, &line, &event, &manner);
		} else if (icalproperty_isa(property) == ICAL_XLICERROR_PROPERTY) {
			read_fault(feed, property, line);
		} else {
			read_times(feed, property, line, &event);
			read_words(feed, property, &event, &manner);
		}
	}
	if (manner.is_private)
		hide(&event);
	event.detail.recurs = event.rule_count > 0 || event.extra_count > 0 || event.recurrence.kind != MOOT_STAMP_NONE;
	event.detail.rule = event.rule_count > 0 ? event.rules[0] : "";
	if (!manner.busy_status) {
		event.is_free = manner.transparent;
		event.kind = manner.tentative ? MOOT_TENTATIVE : MOOT_BUSY;
	}
	event.is_cancelled = event.is_cancelled || is_cancelled;
	struct moot_raw_event *place =
	    moot_feed_append(feed, (void **)&feed->events, &feed->event_count, &feed->event_capacity, sizeof *place);
	if (place)
		*place = event;
}

/* Each period of a FREEBUSY is an event of its own. */
static void read_period(struct moot_feed *feed, icalproperty *property, int line)
{
	struct moot_raw_event event = {.line = line, .order = feed->event_count, .uid = "", .title = ""};
	struct icalperiodtype period = icalproperty_get_freebusy(property);
	icalparameter *type = icalproperty_get_first_parameter(property, ICAL_FBTYPE_PARAMETER);
	icalparameter_fbtype word = type ? icalparameter_get_fbtype(type) : ICAL_FBTYPE_BUSY;
	moot_feed_no_detail(&event.detail);
	event.is_period = true;
	event.is_free = word == ICAL_FBTYPE_FREE;
	event.kind = word == ICAL_FBTYPE_BUSYTENTATIVE     ? MOOT_TENTATIVE
		     : word == ICAL_FBTYPE_BUSYUNAVAILABLE ? MOOT_OUT
							   : MOOT_BUSY;
	if (!read_stamp(feed, property, period.start, line, &event.start))
		return;
	if (!icaltime_is_null_time(period.end))
		read_stamp(feed, property, period.end, line, &event.end);
	else
		event.has_length = length_of(period.duration, &event.length);
	struct moot_raw_event *place =
	    moot_feed_append(feed, (void **)&feed->events, &feed->event_count, &feed->event_capacity, sizeof *place);
	if (place)
		*place = event;
}

static void read_freebusy(struct moot_feed *feed, icalcomponent *component)
{
	int line = line_of(component);
	for (icalproperty *property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY); property;
	     property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
		const char *value = icalproperty_isa(property) == ICAL_X_PROPERTY ? icalproperty_get_x(property) : NULL;
		if (value)
			sscanf(value, "%d", &line);
		if (icalproperty_isa(property) == ICAL_XLICERROR_PROPERTY)
			read_fault(feed, property, line);
		if (icalproperty_isa(property) == ICAL_FREEBUSY_PROPERTY)
			read_period(feed, property, line);
	}
}

static void read_observance(struct moot_feed *feed, icalcomponent *component, struct moot_vtimezone *vtimezone)
{
	struct moot_raw_event times = {.uid = "", .title = ""};
	struct manner manner = {0};
	struct moot_observance observance = {0};
	int line = line_of(component);
	for (icalproperty *property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY); property;
	     property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
		icalproperty_kind kind = icalproperty_isa(property);
		if (kind == ICAL_X_PROPERTY)
			read_private_property(feed, property, &line, &times, &manner);
		else if (kind == ICAL_XLICERROR_PROPERTY)
			read_fault(feed, property, line);
		else if (kind == ICAL_TZOFFSETFROM_PROPERTY)
			observance.from = icalproperty_get_tzoffsetfrom(property);
		else if (kind == ICAL_TZOFFSETTO_PROPERTY)
			observance.to = icalproperty_get_tzoffsetto(property);
		else
			read_times(feed, property, line, &times);
	}
	const int32_t most = 26 * 3600;
	if (times.start.kind == MOOT_STAMP_NONE || observance.from > most || observance.from < -most ||
	    observance.to > most || observance.to < -most)
		return;
	observance.start = times.start;
	observance.rule = times.rule_count > 0 ? times.rules[0] : NULL;
	observance.extras = times.extras;
	observance.extra_count = times.extra_count;
	struct moot_observance *place =
	    moot_feed_append(feed, (void **)&vtimezone->observances, &vtimezone->observance_count,
			     &vtimezone->observance_capacity, sizeof *place);
	if (place)
		*place = observance;
}

static void read_vtimezone(struct moot_feed *feed, icalcomponent *component)
{
	icalproperty *name = icalcomponent_get_first_property(component, ICAL_TZID_PROPERTY);
	struct moot_vtimezone vtimezone = {.tzid = keep(feed, name ? icalproperty_get_tzid(name) : NULL)};
	vtimezone.line = line_of(component);
	for (icalcomponent *part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); part;
	     part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
		read_observance(feed, part, &vtimezone);
	struct moot_vtimezone *place = moot_feed_append(feed, (void **)&feed->vtimezones, &feed->vtimezone_count,
							&feed->vtimezone_capacity, sizeof *place);
	if (place)
		*place = vtimezone;
}

static void read_component(struct moot_feed *feed, icalcomponent *component, bool is_cancelled)
{
	if (feed->status != MOOT_OK)
		return;
	switch (icalcomponent_isa(component)) {
	case ICAL_VEVENT_COMPONENT:
		read_event(feed, component, is_cancelled);
		break;
	case ICAL_VFREEBUSY_COMPONENT:
		read_freebusy(feed, component);
		break;
	case ICAL_VTIMEZONE_COMPONENT:
		read_vtimezone(feed, component);
		break;
	default:
		break;
	}
}

static void read_calendar(struct moot_feed *feed, icalcomponent *calendar)
{
	icalproperty *method = icalcomponent_get_first_property(calendar, ICAL_METHOD_PROPERTY);
	bool is_cancelled = method && icalproperty_get_method(method) == ICAL_METHOD_CANCEL;
	for (icalproperty *property = icalcomponent_get_first_property(calendar, ICAL_X_PROPERTY); property;
	     property = icalcomponent_get_next_property(calendar, ICAL_X_PROPERTY)) {
		const char *name = icalproperty_get_x_name(property);
		const char *value = icalproperty_get_x(property);
		if (name && value && *value && strcasecmp(name, "X-WR-TIMEZONE") == 0)
			feed->declared_zone = keep(feed, value);
	}
	for (icalcomponent *part = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT); part;
	     part = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT))
		read_component(feed, part, is_cancelled);
}

static void add_line(struct parse *parse, char *line)
{
	icalcomponent *root = icalparser_add_line(parse->parser, line);
	if (!root)
		return;
	if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT)
		read_calendar(parse->feed, root);
	else
		read_component(parse->feed, root, false);
	icalcomponent_free(root);
}

static void take_line(void *context, char *line, int number)
{
	struct parse *parse = context;
	char mark[40];
	snprintf(mark, sizeof mark, "X-MOOT-LINE:%d", number);
	if (strncmp(line, "END:", 4) == 0) {
		add_line(parse, line);
	} else if (strncmp(line, "BEGIN:", 6) == 0) {
		add_line(parse, line);
		add_line(parse, mark);
	} else if (strncasecmp(line, "RRULE", 5) == 0 || strncasecmp(line, "EXRULE", 6) == 0) {
		char *renamed = moot_arena_format(parse->feed->arena, "X-MOOT-%s", line);
		if (!renamed) {
			parse->feed->status = MOOT_ERROR_MEMORY;
			return;
		}
		add_line(parse, mark);
		add_line(parse, renamed);
	} else {
		add_line(parse, mark);
		add_line(parse, line);
	}
}

void moot_feed_parse(struct moot_feed *feed, char *bytes, size_t size)
{
	struct parse parse = {.feed = feed, .parser = icalparser_new()};
	if (!parse.parser) {
		feed->status = MOOT_ERROR_MEMORY;
		return;
	}
	icalerror_set_errors_are_fatal(0);
	moot_feed_lines(feed, bytes, size, take_line, &parse);
	icalparser_free(parse.parser);
}
