#include "people.h"

#include <string.h>
#include <strings.h>

#include "text.h"

static const char *keep(struct moot_feed *feed, const char *text)
{
	if (!*text)
		return "";
	const char *copy = moot_feed_text(feed->arena, text);
	if (!copy)
		feed->status = MOOT_ERROR_MEMORY;
	return copy ? copy : "";
}

/* "MAILTO:Jo@Example.org" is "jo@example.org"; an address that is none of e-mail (urn:uuid:...) is "". */
static const char *email_of(struct moot_feed *feed, const struct moot_property *property)
{
	const char *address = property->value + strspn(property->value, " ");
	if (strncasecmp(address, "mailto:", 7) == 0)
		address += 7;
	if (!strchr(address, '@'))
		address = moot_property_parameter(property, "EMAIL"); /* RFC 7986 section 6.2 */
	if (!strchr(address, '@') || strlen(address) > 254 || strpbrk(address, " \t<>\""))
		return "";
	char *email = moot_arena_text(feed->arena, address);
	if (!email) {
		feed->status = MOOT_ERROR_MEMORY;
		return "";
	}
	bool plain = true;
	for (char *c = email; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 'a' - 'A');
		plain = plain && *c > ' ' && *c < 0x7F;
	}
	return plain ? email : keep(feed, email);
}

static enum moot_partstat partstat_of(const char *word)
{
	if (strcasecmp(word, "ACCEPTED") == 0)
		return MOOT_ANSWER_ACCEPTED;
	if (strcasecmp(word, "TENTATIVE") == 0)
		return MOOT_ANSWER_TENTATIVE;
	if (strcasecmp(word, "DECLINED") == 0)
		return MOOT_ANSWER_DECLINED;
	return strcasecmp(word, "DELEGATED") == 0 ? MOOT_ANSWER_DELEGATED : MOOT_ANSWER_OPEN;
}

static enum moot_invited role_of(const char *word)
{
	if (strcasecmp(word, "CHAIR") == 0)
		return MOOT_INVITED_CHAIR;
	if (strcasecmp(word, "OPT-PARTICIPANT") == 0)
		return MOOT_INVITED_OPTIONAL;
	return strcasecmp(word, "NON-PARTICIPANT") == 0 ? MOOT_INVITED_TO_KNOW : MOOT_INVITED_REQUIRED;
}

static bool is_room(const char *word)
{
	return strcasecmp(word, "ROOM") == 0 || strcasecmp(word, "RESOURCE") == 0;
}

void moot_feed_organiser(struct moot_feed *feed, struct moot_property *property, struct moot_raw_event *event)
{
	event->detail.organiser = email_of(feed, property);
	event->detail.organiser_name = keep(feed, moot_property_parameter(property, "CN"));
}

void moot_feed_attendee(struct moot_feed *feed, struct moot_property *property, struct moot_raw_event *event)
{
	struct moot_event_detail *detail = &event->detail;
	if (detail->attendee_count >= MOOT_MOST_ATTENDEES)
		return;
	struct moot_attendee *place = moot_feed_append(feed, (void **)&detail->attendees, &detail->attendee_count,
						       &event->attendee_capacity, sizeof *place);
	if (place)
		*place = (struct moot_attendee){.email = email_of(feed, property),
						.name = keep(feed, moot_property_parameter(property, "CN")),
						.partstat = partstat_of(moot_property_parameter(property, "PARTSTAT")),
						.role = role_of(moot_property_parameter(property, "ROLE")),
						.is_room = is_room(moot_property_parameter(property, "CUTYPE"))};
}

void moot_feed_no_detail(struct moot_event_detail *detail)
{
	*detail = (struct moot_event_detail){
	    .organiser = "", .organiser_name = "", .description = "", .location = "", .rule = "", .timezone = ""};
}
