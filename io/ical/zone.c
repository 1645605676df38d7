#include "zone.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <unicode/ucal.h>
#include <unicode/uenum.h>

#include <moot/io.h>
#include <moot/memory.h>

#define ZONEINFO "/usr/share/zoneinfo"

/* ICU reads UTF-16; zone names are ASCII. False where the text is too long or not printable ASCII. */
static bool to_utf16(const char *text, UChar *wide, size_t capacity)
{
	size_t length = strlen(text);
	if (length == 0 || length >= capacity)
		return false;
	for (size_t i = 0; i <= length; i++) {
		if (i < length && (text[i] < ' ' || text[i] > '~'))
			return false;
		wide[i] = (UChar)text[i];
	}
	return true;
}

static bool from_utf16(const UChar *wide, int32_t length, char *text, size_t capacity)
{
	if (length <= 0 || (size_t)length >= capacity)
		return false;
	for (int32_t i = 0; i < length; i++)
		text[i] = (char)wide[i];
	text[length] = '\0';
	return true;
}

/* The system's own data decides what an IANA name is: ICU also takes names of its own ("PST", "GMT+3"). */
static bool system_knows(const char *name)
{
	if (name[0] == '/' || name[0] == '.' || strstr(name, ".."))
		return false;
	struct stat info;
	if (stat(ZONEINFO, &info) != 0)
		return true; /* no tzdata on this machine: ICU's must do */
	char path[sizeof ZONEINFO + MOOT_ZONE_NAME_BYTES + 1];
	int length = snprintf(path, sizeof path, "%s/%s", ZONEINFO, name);
	if (length < 0 || (size_t)length >= sizeof path)
		return false;
	return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool moot_timezone_known(const char *name)
{
	UChar wide[MOOT_ZONE_NAME_BYTES];
	UChar canonical[MOOT_ZONE_NAME_BYTES];
	UBool is_system = 0;
	UErrorCode status = U_ZERO_ERROR;
	if (!name || !to_utf16(name, wide, MOOT_ZONE_NAME_BYTES) || !system_knows(name))
		return false;
	ucal_getCanonicalTimeZoneID(wide, -1, canonical, MOOT_ZONE_NAME_BYTES, &is_system, &status);
	return U_SUCCESS(status) && is_system;
}

static bool resolve_windows(const char *tzid, char *name)
{
	UChar wide[128];
	UChar found[MOOT_ZONE_NAME_BYTES];
	UErrorCode status = U_ZERO_ERROR;
	if (!to_utf16(tzid, wide, sizeof wide / sizeof *wide))
		return false;
	int32_t length = ucal_getTimeZoneIDForWindowsID(wide, -1, NULL, found, MOOT_ZONE_NAME_BYTES, &status);
	return U_SUCCESS(status) && from_utf16(found, length, name, MOOT_ZONE_NAME_BYTES) && moot_timezone_known(name);
}

/* Any spelling of an IANA name: ICU's list is some 600 names. */
static bool resolve_case(const char *tzid, char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *names = ucal_openTimeZones(&status);
	bool found = false;
	const char *each = NULL;
	while (!found && U_SUCCESS(status) && (each = uenum_next(names, NULL, &status))) {
		if (strcasecmp(each, tzid) == 0 && strlen(each) < MOOT_ZONE_NAME_BYTES && moot_timezone_known(each)) {
			snprintf(name, MOOT_ZONE_NAME_BYTES, "%s", each);
			found = true;
		}
	}
	uenum_close(names);
	return found;
}

/* Windows names as ICU spells them: "gmt standard time" is found through the zones' own Windows names. */
static bool resolve_windows_case(const char *tzid, char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *names = ucal_openTimeZones(&status);
	bool found = false;
	const char *each = NULL;
	while (!found && U_SUCCESS(status) && (each = uenum_next(names, NULL, &status))) {
		UChar wide[MOOT_ZONE_NAME_BYTES];
		UChar windows[128];
		char text[128];
		UErrorCode each_status = U_ZERO_ERROR;
		if (!to_utf16(each, wide, MOOT_ZONE_NAME_BYTES))
			continue;
		int32_t length = ucal_getWindowsTimeZoneID(wide, -1, windows, 128, &each_status);
		if (U_SUCCESS(each_status) && from_utf16(windows, length, text, sizeof text) &&
		    strcasecmp(text, tzid) == 0)
			found = resolve_windows(text, name);
	}
	uenum_close(names);
	return found;
}

static bool resolve_exact(const char *tzid, char *name)
{
	if (strlen(tzid) >= MOOT_ZONE_NAME_BYTES || !moot_timezone_known(tzid))
		return false;
	snprintf(name, MOOT_ZONE_NAME_BYTES, "%s", tzid);
	return true;
}

/* "/mozilla.org/20050126_1/Europe/London": the longest tail that is a name. */
static bool resolve_tail(const char *tzid, char *name)
{
	for (const char *slash = strchr(tzid, '/'); slash; slash = strchr(slash + 1, '/')) {
		if (resolve_exact(slash + 1, name) || resolve_case(slash + 1, name))
			return true;
	}
	return false;
}

/* Whether an IANA name ends with this city, in any case and with blanks for its underscores. */
static bool is_city(const char *name, const char *city, size_t length)
{
	const char *slash = strrchr(name, '/');
	if (!slash || strlen(slash + 1) != length || strncmp(name, "Etc/", 4) == 0)
		return false;
	for (size_t i = 0; i < length; i++) {
		char letter = slash[1 + i] == '_' ? ' ' : slash[1 + i];
		if ((letter | 0x20) != (city[i] | 0x20))
			return false;
	}
	return true;
}

static bool resolve_city(const char *city, size_t length, char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *names = ucal_openTimeZones(&status);
	bool found = false;
	const char *each = NULL;
	while (!found && length > 2 && U_SUCCESS(status) && (each = uenum_next(names, NULL, &status)))
		found = is_city(each, city, length) && resolve_exact(each, name);
	uenum_close(names);
	return found;
}

/* What Outlook shows to people: "(UTC+01:00) Amsterdam, Berlin, Bern", "Dublin, London". The first city that is one. */
static bool resolve_cities(const char *tzid, char *name)
{
	const char *close = strrchr(tzid, ')');
	const char *at = close ? close + 1 : tzid;
	while (*at) {
		at += strspn(at, " ,/");
		size_t length = strcspn(at, ",/");
		size_t used = length;
		while (used > 0 && at[used - 1] == ' ')
			used--;
		if (resolve_city(at, used, name))
			return true;
		at += length;
	}
	return false;
}

/* "US-Mountain", "Europe-London". */
static bool resolve_dash(const char *tzid, char *name)
{
	char text[MOOT_ZONE_NAME_BYTES];
	const char *dash = strchr(tzid, '-');
	if (!dash || strlen(tzid) >= sizeof text)
		return false;
	memcpy(text, tzid, strlen(tzid) + 1);
	text[dash - tzid] = '/';
	return resolve_exact(text, name) || resolve_case(text, name);
}

void moot_zone_name_guess(const char *tzid, char *name)
{
	if (!resolve_dash(tzid, name) && !resolve_cities(tzid, name))
		name[0] = '\0';
}

void moot_zone_name_resolve(const char *tzid, char *name)
{
	char text[128];
	name[0] = '\0';
	while (*tzid == ' ' || *tzid == '"')
		tzid++;
	size_t length = strlen(tzid);
	while (length > 0 && (tzid[length - 1] == ' ' || tzid[length - 1] == '"'))
		length--;
	if (length == 0 || length >= sizeof text)
		return;
	memcpy(text, tzid, length);
	text[length] = '\0';
	if (resolve_exact(text, name) || resolve_windows(text, name))
		return;
	/* Exchange numbers the copies of a zone within a file: "GMT Standard Time 1". */
	if (length > 2 && text[length - 2] == ' ' && text[length - 1] >= '0' && text[length - 1] <= '9') {
		text[length - 2] = '\0';
		if (resolve_windows(text, name))
			return;
	}
	if (resolve_tail(text, name) || resolve_case(text, name) || resolve_windows_case(text, name))
		return;
	name[0] = '\0';
}

enum moot_status moot_zone_open(struct moot_zone *zone, const char *name)
{
	UChar wide[MOOT_ZONE_NAME_BYTES];
	UErrorCode status = U_ZERO_ERROR;
	*zone = (struct moot_zone){0};
	if (!to_utf16(name, wide, MOOT_ZONE_NAME_BYTES))
		return MOOT_ERROR_INTERNAL;
	zone->calendar = ucal_open(wide, -1, "en_GB", UCAL_GREGORIAN, &status);
	if (U_FAILURE(status)) {
		zone->calendar = NULL;
		return status == U_MEMORY_ALLOCATION_ERROR ? MOOT_ERROR_MEMORY : MOOT_ERROR_INTERNAL;
	}
	zone->cache = moot_allocate(1, sizeof *zone->cache);
	if (!zone->cache) {
		moot_zone_close(zone);
		return MOOT_ERROR_MEMORY;
	}
	return MOOT_OK;
}

void moot_zone_close(struct moot_zone *zone)
{
	if (zone->calendar)
		ucal_close(zone->calendar);
	moot_release(zone->cache);
	zone->calendar = NULL;
	zone->cache = NULL;
}

static int32_t table_offset(const struct moot_zone *zone, int64_t utc)
{
	size_t low = 0;
	size_t high = zone->onset_count;
	while (low < high) { /* the first onset after utc */
		size_t middle = low + (high - low) / 2;
		if (zone->onsets[middle].utc <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? zone->first_offset : zone->onsets[low - 1].offset;
}

/* The change of the clocks before (or at) or after the calendar's time; `none` where there is none. */
static int64_t change_of(void *calendar, UTimeZoneTransitionType type, int64_t none)
{
	UErrorCode status = U_ZERO_ERROR;
	UDate date = 0;
	if (!ucal_getTimeZoneTransitionDate(calendar, type, &date, &status) || U_FAILURE(status))
		return none;
	return (int64_t)floor(date / 1000.0);
}

/* Asks ICU for the offset at `utc` and for how long it holds. */
static struct moot_stretch find_stretch(void *calendar, int64_t utc)
{
	UErrorCode status = U_ZERO_ERROR;
	struct moot_stretch stretch = {.from = utc, .to = utc};
	ucal_setMillis(calendar, (double)utc * 1000.0, &status);
	int32_t offset = ucal_get(calendar, UCAL_ZONE_OFFSET, &status);
	offset += ucal_get(calendar, UCAL_DST_OFFSET, &status);
	if (U_FAILURE(status))
		return stretch;
	stretch.offset = offset / 1000;
	stretch.from = change_of(calendar, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, INT64_MIN);
	stretch.to = change_of(calendar, UCAL_TZ_TRANSITION_NEXT, INT64_MAX);
	return stretch;
}

int32_t moot_zone_offset(const struct moot_zone *zone, int64_t utc)
{
	struct moot_zone_cache *cache = zone->cache;
	if (!zone->calendar)
		return table_offset(zone, utc);
	for (unsigned i = 0; i < cache->count; i++) {
		if (utc >= cache->items[i].from && utc < cache->items[i].to)
			return cache->items[i].offset;
	}
	const unsigned room = sizeof cache->items / sizeof *cache->items;
	struct moot_stretch stretch = find_stretch(zone->calendar, utc);
	cache->items[cache->next] = stretch;
	cache->next = (cache->next + 1) % room;
	cache->count = cache->count < room ? cache->count + 1 : room;
	return stretch.offset;
}

int64_t moot_zone_to_local(const struct moot_zone *zone, int64_t utc)
{
	return utc + moot_zone_offset(zone, utc);
}

int64_t moot_zone_to_utc(const struct moot_zone *zone, int64_t local)
{
	const int64_t day = 86400;
	int32_t before = moot_zone_offset(zone, local - day);
	int32_t after = moot_zone_offset(zone, local + day);
	/* The offset before a change gives the first of a repeated time, and moves a skipped one forward. */
	if (before == after || moot_zone_offset(zone, local - before) == before)
		return local - before;
	if (moot_zone_offset(zone, local - after) == after)
		return local - after;
	return local - before;
}

bool moot_zone_next_change(const struct moot_zone *zone, int64_t utc, int64_t *at)
{
	UErrorCode status = U_ZERO_ERROR;
	UDate date = 0;
	ucal_setMillis(zone->calendar, (double)utc * 1000.0, &status);
	if (!ucal_getTimeZoneTransitionDate(zone->calendar, UCAL_TZ_TRANSITION_NEXT, &date, &status) ||
	    U_FAILURE(status))
		return false;
	*at = (int64_t)(date / 1000.0);
	return *at > utc;
}

bool moot_zone_is_summer(const struct moot_zone *zone, int64_t utc)
{
	UErrorCode status = U_ZERO_ERROR;
	ucal_setMillis(zone->calendar, (double)utc * 1000.0, &status);
	return ucal_get(zone->calendar, UCAL_DST_OFFSET, &status) != 0 && U_SUCCESS(status);
}

enum moot_status moot_zone_shows(const char *name, int64_t minute, int64_t *shown)
{
	struct moot_zone zone;
	enum moot_status status = moot_zone_open(&zone, name);
	if (status != MOOT_OK)
		return status;
	*shown = moot_zone_to_local(&zone, moot_zone_to_utc(&zone, minute * 60)) / 60;
	moot_zone_close(&zone);
	return MOOT_OK;
}
