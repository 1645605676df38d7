/*
 * Whose calendar a feed is: the calendar's name is a known address or a known person's name, or the file's name is the
 * local part of a known address; else the one address that is at nearly all of the feed's events with people, where
 * there are at least three of them and nobody else comes near.
 */
#include "discover.h"

#include <string.h>

#include "io/csv/word.h"

static const double NEARLY_ALL = 0.8;
static const double OTHERS = 0.7;
enum { FEWEST_EVENTS = 3 };

/* "jane.smith" for "feeds/jane.smith.ics", folded. */
static const char *stem_of(struct moot_discovery *d, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = moot_word_fold(d->arena, slash ? slash + 1 : path);
	const char *dot = name ? strrchr(name, '.') : NULL;
	const char *stem = dot ? moot_arena_text_n(d->arena, name, (size_t)(dot - name)) : name;
	if (!stem)
		d->status = MOOT_ERROR_MEMORY;
	return stem ? stem : "";
}

/* Whether an address is meant by a text; what it needs for that is in `scratch`, and a failure in the status. */
typedef bool (*address_test)(struct moot_discovery *d, struct moot_arena *scratch, const struct moot_address *address,
			     const char *text);

/* The one address that is meant; MOOT_NONE for none or several. */
static int only(struct moot_discovery *d, const char *text, address_test fits)
{
	int found = MOOT_NONE;
	size_t count = 0;
	if (!*text)
		return MOOT_NONE;
	struct moot_arena *scratch = moot_arena_new();
	if (!scratch)
		d->status = MOOT_ERROR_MEMORY;
	for (size_t a = 0; !d->status && count < 2 && a < d->emails.count; a++) {
		if (!fits(d, scratch, &d->addresses[a], text))
			continue;
		found = (int)a;
		count++;
	}
	moot_arena_free(scratch);
	return count == 1 ? found : MOOT_NONE;
}

static bool is_email(struct moot_discovery *d, struct moot_arena *scratch, const struct moot_address *address,
		     const char *text)
{
	(void)d;
	(void)scratch;
	return strcmp(address->email, text) == 0;
}

static bool is_name(struct moot_discovery *d, struct moot_arena *scratch, const struct moot_address *address,
		    const char *text)
{
	const char *name = moot_person_name(scratch, address->name, address->email);
	const char *folded = name ? moot_word_fold(scratch, name) : NULL;
	if (!folded)
		d->status = MOOT_ERROR_MEMORY;
	return folded && strcmp(folded, text) == 0;
}

static bool is_local_part(struct moot_discovery *d, struct moot_arena *scratch, const struct moot_address *address,
			  const char *text)
{
	(void)d;
	(void)scratch;
	size_t length = strlen(text);
	return strncmp(address->email, text, length) == 0 && address->email[length] == '@';
}

static struct moot_feed_owner_guess by_names(struct moot_discovery *d, size_t feed)
{
	const char *name = d->calendar_names[feed];
	int address = only(d, name, is_email);
	if (address != MOOT_NONE)
		return (struct moot_feed_owner_guess){address, "the calendar has this address for a name", 0.95};
	address = only(d, name, is_name);
	if (address != MOOT_NONE)
		return (struct moot_feed_owner_guess){address, "the calendar has this person's name", 0.85};
	address = only(d, stem_of(d, d->paths[feed]), is_local_part);
	if (address != MOOT_NONE)
		return (struct moot_feed_owner_guess){address, "the file has the name of this address", 0.8};
	return (struct moot_feed_owner_guess){MOOT_NONE, "", 0};
}

/* The sightings [first, end) are of one feed. Each series counts once. */
static struct moot_feed_owner_guess by_presence(struct moot_discovery *d, size_t first, size_t end, int *counts,
						int *counted)
{
	int events = 0;
	int best = MOOT_NONE;
	int second = 0;
	memset(counts, 0, d->emails.count * sizeof *counts);
	for (size_t s = first; s < end; s++) {
		const struct moot_sighting *sighting = &d->sightings[s];
		if (sighting->notice == MOOT_NONE)
			continue;
		const struct moot_notice *notice = &d->notices[sighting->notice];
		if (notice->invite_count == 0 || counted[sighting->series] == sighting->feed + 1)
			continue;
		events++;
		counted[sighting->series] = sighting->feed + 1;
		bool listed = false;
		for (size_t i = 0; i < notice->invite_count; i++) {
			counts[notice->invites[i].address]++;
			listed = listed || notice->invites[i].address == notice->organiser;
		}
		if (!listed && notice->organiser != MOOT_NONE)
			counts[notice->organiser]++;
	}
	for (size_t a = 0; a < d->emails.count; a++) {
		if (best == MOOT_NONE || counts[a] > counts[best]) {
			second = best == MOOT_NONE ? 0 : counts[best];
			best = (int)a;
		} else if (counts[a] > second) {
			second = counts[a];
		}
	}
	bool clear = best != MOOT_NONE && events >= FEWEST_EVENTS && counts[best] >= NEARLY_ALL * events &&
		     second <= OTHERS * events;
	if (!clear)
		return (struct moot_feed_owner_guess){MOOT_NONE, "", 0};
	return (struct moot_feed_owner_guess){best, "this person alone is at nearly all of the calendar's events", 0.7};
}

void moot_discover_owners(struct moot_discovery *d)
{
	int *counts = moot_discover_array(d, d->emails.count, sizeof *counts);
	int *counted = moot_discover_array(d, d->keys.count, sizeof *counted);
	d->owners = moot_discover_array(d, d->feed_count, sizeof *d->owners);
	for (size_t f = 0, first = 0; f < d->feed_count && !d->status; f++) {
		size_t end = first;
		while (end < d->sighting_count && d->sightings[end].feed == (int)f)
			end++;
		d->owners[f] = by_names(d, f);
		if (d->owners[f].address == MOOT_NONE)
			d->owners[f] = by_presence(d, first, end, counts, counted);
		first = end;
	}
}
