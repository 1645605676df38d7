/*
 * Time zones: names to rules, instants to wall clocks and back.
 *
 * A zone is the system's (an IANA name, offsets by ICU), a file's own VTIMEZONE (a table of onsets), UTC, or floating
 * time, which has the landscape's clock. Times are whole seconds since 1970: `utc` on the world's clock, `local` on
 * the zone's wall clock as if that were UTC. Both directions cost a few look-ups in a cache; a miss costs ICU some
 * microseconds.
 */
#ifndef MOOT_IO_ICAL_ZONE_H
#define MOOT_IO_ICAL_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <moot/status.h>

/* From `utc` on, local time is utc + offset. */
struct moot_onset {
	int64_t utc;
	int32_t offset; /* seconds */
};

/* Stretches between two changes of the clocks that were asked about before: most questions are about the same few. */
struct moot_zone_cache {
	struct moot_stretch {
		int64_t from; /* [from, to) */
		int64_t to;
		int32_t offset;
	} items[8];
	unsigned count;
	unsigned next; /* to be replaced */
};

struct moot_zone {
	void *calendar;                /* ICU's, or NULL where the table holds the offsets */
	struct moot_zone_cache *cache; /* of ICU's answers */
	struct moot_onset *onsets;
	size_t onset_count;
	int32_t first_offset; /* before the first onset */
};

/* Opens a zone that moot_timezone_known() knows. MOOT_ERROR_MEMORY or MOOT_ERROR_INTERNAL else. */
enum moot_status moot_zone_open(struct moot_zone *zone, const char *name);
void moot_zone_close(struct moot_zone *zone); /* frees ICU's calendar and the cache; the onsets are their maker's */

int32_t moot_zone_offset(const struct moot_zone *zone, int64_t utc);
int64_t moot_zone_to_local(const struct moot_zone *zone, int64_t utc);
/* A repeated time is its first; one that the clock skips is moved forward by the gap (RFC 5545 section 3.3.5). */
/*
 * What the clocks of a named zone show when they should show `minute`: itself, or later where they skip it. Fails as
 * moot_zone_open() does.
 */
enum moot_status moot_zone_shows(const char *name, int64_t minute, int64_t *shown);

int64_t moot_zone_to_utc(const struct moot_zone *zone, int64_t local);

/* The next change of the clocks after `utc`, for a zone of tzdata; false where none comes. */
bool moot_zone_next_change(const struct moot_zone *zone, int64_t utc, int64_t *at);
/* Whether summer time holds, for a zone of tzdata. */
bool moot_zone_is_summer(const struct moot_zone *zone, int64_t utc);

/*
 * The IANA name that a TZID means, or "": the name itself, a Windows name, the tail of a path, or another case of an
 * IANA name. `name` needs MOOT_ZONE_NAME_BYTES.
 */
#define MOOT_ZONE_NAME_BYTES 64
void moot_zone_name_resolve(const char *tzid, char *name);
/* The IANA name of a TZID made for people ("US-Mountain", "(UTC+01:00) Amsterdam, Berlin"), or "". */
void moot_zone_name_guess(const char *tzid, char *name);

#endif
