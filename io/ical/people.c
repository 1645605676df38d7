#include "people.h"

#include <string.h>
#include <strings.h>

#include "text.h"

static const char *keep(struct moot_feed *feed, const char *text)
{
	const char *copy = moot_feed_text(feed->arena, text ? text : "");
	if (!copy)
		feed->status = MOOT_ERROR_MEMORY;
	return copy ? copy : "";
}

/* "MAILTO:Jo@Example.org" is "jo@example.org"; an address that is none of e-mail (urn:uuid:...) is "". */
static const char *email_of(struct moot_feed *feed, icalproperty *property, const char *address)
{
	icalparameter *given = icalproperty_get_first_parameter(property, ICAL_EMAIL_PARAMETER);
	if (address && strncasecmp(address, "mailto:", 7) == 0)
		address += 7;
	if ((!address || !strchr(address, '@')) && given)
		address = icalparameter_get_email(given); /* RFC 7986 section 6.2 */
	if (!address || !strchr(address, '@') || strlen(address) > 254 || strpbrk(address, " \t<>\""))
		return "";
	char *email = moot_arena_text(feed->arena, address);
	if (!email) {
		feed->status = MOOT_ERROR_MEMORY;
		return "";
	}
	for (char *c = email; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 'a' - 'A');
	}
	return keep(feed, email);
}

static const char *name_of(struct moot_feed *feed, icalproperty *property)
{
	icalparameter *given = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);
	return keep(feed, given ? icalparameter_get_cn(given) : NULL);
}

static enum moot_partstat partstat_of(icalproperty *property)
{
	icalparameter *given = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);
	switch (given ? icalparameter_get_partstat(given) : ICAL_PARTSTAT_NONE) {
	case ICAL_PARTSTAT_ACCEPTED:
		return MOOT_ANSWER_ACCEPTED;
	case ICAL_PARTSTAT_TENTATIVE:
		return MOOT_ANSWER_TENTATIVE;
	case ICAL_PARTSTAT_DECLINED:
		return MOOT_ANSWER_DECLINED;
	case ICAL_PARTSTAT_DELEGATED:
		return MOOT_ANSWER_DELEGATED;
	default:
		return MOOT_ANSWER_OPEN;
	}
}

static enum moot_invited role_of(icalproperty *property)
{
	icalparameter *given = icalproperty_get_first_parameter(property, ICAL_ROLE_PARAMETER);
	switch (given ? icalparameter_get_role(given) : ICAL_ROLE_NONE) {
	case ICAL_ROLE_CHAIR:
		return MOOT_INVITED_CHAIR;
	case ICAL_ROLE_OPTPARTICIPANT:
		return MOOT_INVITED_OPTIONAL;
	case ICAL_ROLE_NONPARTICIPANT:
		return MOOT_INVITED_TO_KNOW;
	default:
		return MOOT_INVITED_REQUIRED;
	}
}

static bool is_room(icalproperty *property)
{
	icalparameter *given = icalproperty_get_first_parameter(property, ICAL_CUTYPE_PARAMETER);
	icalparameter_cutype type = given ? icalparameter_get_cutype(given) : ICAL_CUTYPE_NONE;
	return type == ICAL_CUTYPE_ROOM || type == ICAL_CUTYPE_RESOURCE;
}

void moot_feed_invite(struct moot_feed *feed, icalproperty *property, struct moot_raw_event *event)
{
	struct moot_event_detail *detail = &event->detail;
	if (icalproperty_isa(property) == ICAL_ORGANIZER_PROPERTY) {
		detail->organiser = email_of(feed, property, icalproperty_get_organizer(property));
		detail->organiser_name = name_of(feed, property);
		return;
	}
	if (detail->attendee_count >= MOOT_MOST_ATTENDEES)
		return;
	struct moot_attendee *place = moot_feed_append(feed, (void **)&detail->attendees, &detail->attendee_count,
						       &event->attendee_capacity, sizeof *place);
	if (place)
		*place = (struct moot_attendee){.email = email_of(feed, property, icalproperty_get_attendee(property)),
						.name = name_of(feed, property),
						.partstat = partstat_of(property),
						.role = role_of(property),
						.is_room = is_room(property)};
}

void moot_feed_no_detail(struct moot_event_detail *detail)
{
	*detail = (struct moot_event_detail){
	    .organiser = "", .organiser_name = "", .description = "", .location = "", .rule = "", .timezone = ""};
}
