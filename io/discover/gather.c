/* Feeds to sightings (discover.h): whatever a later step needs is copied, feed by feed. */
#include "discover.h"

#include <stdio.h>
#include <string.h>

#include "io/csv/word.h"
#include "io/recognise/titles.h"

enum { HEAD_BYTES = 65536 };

void *moot_discover_array(struct moot_discovery *d, size_t count, size_t size)
{
	void *items = moot_arena_array(d->arena, count, size);
	if (!items)
		d->status = MOOT_ERROR_MEMORY;
	return items;
}

static const char *copy(struct moot_discovery *d, const char *text)
{
	const char *kept = *text ? moot_arena_text(d->arena, text) : "";
	if (!kept)
		d->status = MOOT_ERROR_MEMORY;
	return kept ? kept : "";
}

/* Calendars of groups send invitations too; they are no person. */
static bool is_nobody(const char *email)
{
	static const char *const domains[] = {"@group.calendar.google.com", "@import.calendar.google.com",
					      "@resource.calendar.google.com", "@group.v.calendar.google.com"};
	for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
		if (strstr(email, domains[i]))
			return true;
	}
	return !strchr(email, '@');
}

static int address_of(struct moot_discovery *d, const char *email, const char *name)
{
	int index = MOOT_NONE;
	size_t before = d->emails.count;
	if (is_nobody(email))
		return MOOT_NONE;
	index = moot_lexicon_find(&d->emails, email);
	if (index < 0) {
		const char *kept = copy(d, email);
		if (d->status || moot_lexicon_add(&d->emails, kept, kept, &index) != MOOT_OK ||
		    !moot_array_reserve((void **)&d->addresses, &d->address_capacity, d->emails.count,
					sizeof *d->addresses)) {
			d->status = MOOT_ERROR_MEMORY;
			return MOOT_NONE;
		}
	}
	struct moot_address *address = &d->addresses[index];
	if (d->emails.count > before)
		*address = (struct moot_address){.email = d->emails.keys[index], .name = ""};
	if (!strchr(name, '@') && strlen(name) > strlen(address->name))
		address->name = copy(d, name);
	return index;
}

static void take_room(struct moot_discovery *d, struct moot_notice *notice, const struct moot_attendee *attendee)
{
	bool named = *attendee->name && !strchr(attendee->name, '@');
	const char *name = named ? attendee->name : moot_person_name(d->arena, "", attendee->email);
	if (!*notice->room && name && *name)
		notice->room = copy(d, name);
}

static void take_people(struct moot_discovery *d, struct moot_notice *notice, const struct moot_event_detail *detail)
{
	notice->invites = moot_discover_array(d, detail->attendee_count, sizeof *notice->invites);
	notice->organiser = address_of(d, detail->organiser, detail->organiser_name);
	for (size_t i = 0; !d->status && i < detail->attendee_count; i++) {
		const struct moot_attendee *attendee = &detail->attendees[i];
		if (moot_discover_is_room(attendee)) {
			take_room(d, notice, attendee);
			continue;
		}
		int address = address_of(d, attendee->email, attendee->name);
		bool doubled = address == MOOT_NONE;
		for (size_t k = 0; k < notice->invite_count; k++)
			doubled = doubled || notice->invites[k].address == address;
		if (!doubled)
			notice->invites[notice->invite_count++] =
			    (struct moot_invite){.address = address, .role = attendee->role};
	}
}

static int add_notice(struct moot_discovery *d, const struct moot_event *event)
{
	const struct moot_event_detail *detail = event->detail;
	struct moot_notice notice = {.room = "", .recurs = detail->recurs};
	take_people(d, &notice, detail);
	notice.title = moot_title_clean(d->arena, event->title);
	notice.core = moot_title_core(d->arena, event->title);
	notice.description = copy(d, detail->description);
	notice.location = copy(d, detail->location);
	if (d->status || !notice.title || !notice.core ||
	    !moot_array_reserve((void **)&d->notices, &d->notice_capacity, d->notice_count + 1, sizeof *d->notices)) {
		d->status = MOOT_ERROR_MEMORY;
		return MOOT_NONE;
	}
	d->notices[d->notice_count++] = notice;
	return (int)d->notice_count - 1;
}

/* The series of an event; one without a UID is told by its title and feed. */
static int series_of(struct moot_discovery *d, size_t feed, const struct moot_event *event)
{
	int index = 0;
	const char *key = event->uid;
	if (!*key)
		key = moot_arena_format(d->arena, "\1%zu\1%s", feed, event->title);
	if (key && (index = moot_lexicon_find(&d->keys, key)) >= 0)
		return index;
	const char *kept = key ? moot_arena_text(d->arena, key) : NULL;
	if (!kept || moot_lexicon_add(&d->keys, kept, kept, &index) != MOOT_OK)
		d->status = MOOT_ERROR_MEMORY;
	return index;
}

/* The notice of an event: that of the series' last one in this feed where it is the same event. */
static int notice_of(struct moot_discovery *d, size_t feed, int series, const struct moot_event *event)
{
	if (!moot_array_reserve((void **)&d->last, &d->last_capacity, d->keys.count, sizeof *d->last)) {
		d->status = MOOT_ERROR_MEMORY;
		return MOOT_NONE;
	}
	struct moot_last_notice *last = &d->last[series];
	if (last->feed != (int)feed + 1 || last->detail != event->detail)
		*last = (struct moot_last_notice){(int)feed + 1, event->detail, add_notice(d, event)};
	return last->notice;
}

static void add_sighting(struct moot_discovery *d, size_t feed, const struct moot_event *event)
{
	struct moot_sighting sighting = {.feed = (int)feed,
					 .series = MOOT_NONE,
					 .notice = MOOT_NONE,
					 .start = event->start,
					 .end = event->end,
					 .replaces = event->start,
					 .kind = event->kind,
					 .is_free = event->is_free,
					 .is_cancelled = event->is_cancelled,
					 .all_day = event->all_day,
					 .board = MOOT_NONE};
	if (!event->detail->is_private && !event->all_day) {
		if (!moot_minute_parse(event->recurrence_id, &sighting.replaces))
			sighting.replaces = event->start;
		sighting.series = series_of(d, feed, event);
		if (!d->status)
			sighting.notice = notice_of(d, feed, sighting.series, event);
	}
	d->sightings[d->sighting_count++] = sighting;
}

static enum moot_status take(void *context, size_t feed, struct moot_events *events)
{
	struct moot_discovery *d = context;
	if (!moot_array_reserve((void **)&d->sightings, &d->sighting_capacity, d->sighting_count + events->count,
				sizeof *d->sightings))
		d->status = MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < events->count && !d->status; i++)
		add_sighting(d, feed, &events->items[i]);
	moot_events_free(events);
	return d->status;
}

/* X-WR-CALNAME of a feed that stands within its first bytes, "" for none. */
static const char *calendar_name(struct moot_discovery *d, const char *path)
{
	char *head = moot_allocate(HEAD_BYTES + 1, 1);
	FILE *file = head ? fopen(path, "rb") : NULL;
	const char *name = "";
	if (file) {
		head[fread(head, 1, HEAD_BYTES, file)] = '\0';
		char *line = strstr(head, "\nX-WR-CALNAME");
		char *value = line ? strchr(line, ':') : NULL;
		if (value) {
			value[1 + strcspn(value + 1, "\r\n")] = '\0';
			moot_word_repair(value + 1);
			name = moot_word_fold(d->arena, value + 1);
		}
		fclose(file);
	}
	if (!head || !name)
		d->status = MOOT_ERROR_MEMORY;
	moot_release(head);
	return name ? name : "";
}

enum moot_status moot_discover_gather(struct moot_discovery *d, int workers, struct moot_problems *problems,
				      struct moot_error *error)
{
	const struct moot_events_request request = {.paths = d->paths,
						    .labels = d->paths,
						    .count = d->feed_count,
						    .timezone = MOOT_DISCOVER_TIMEZONE,
						    .from = d->seen_from,
						    .to = d->to,
						    .workers = workers,
						    .take = take,
						    .context = d};
	d->calendar_names = moot_discover_array(d, d->feed_count, sizeof *d->calendar_names);
	for (size_t f = 0; f < d->feed_count && !d->status; f++)
		d->calendar_names[f] = calendar_name(d, d->paths[f]);
	if (d->status)
		return d->status;
	return moot_events_read_all(&request, problems, error);
}
