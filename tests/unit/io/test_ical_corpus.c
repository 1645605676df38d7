/*
 * Calendars that other projects test with, where they are at hand: every file ends soon, in success or with a reason,
 * slow ones are refused with theirs, and every time zone is resolved or reported.
 */
#define _GNU_SOURCE /* strcasestr */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

#include "io/ical/feed.h"

#define CORPUS MOOT_SOURCE "/../shared/data/ics_corpus"

enum { MOST_FILES = 2000, MOST_PATH = 1024 };

struct files {
	char (*items)[MOST_PATH];
	size_t count;
};

static double seconds_of(const struct timeval *time)
{
	return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

/* Seconds computed here and by the processes that read for us: however busy the machine, these stay the same. */
static double now(void)
{
	struct rusage own;
	struct rusage children;
	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &children);
	return seconds_of(&own.ru_utime) + seconds_of(&own.ru_stime) + seconds_of(&children.ru_utime) +
	       seconds_of(&children.ru_stime);
}

static bool ends_with(const char *name, const char *tail)
{
	size_t length = strlen(name);
	return length >= strlen(tail) && strcmp(name + length - strlen(tail), tail) == 0;
}

static void list_folder(const char *folder, struct files *files)
{
	DIR *directory = opendir(folder);
	for (struct dirent *entry = directory ? readdir(directory) : NULL; entry; entry = readdir(directory)) {
		char path[MOST_PATH];
		int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		cr_assert(length > 0 && (size_t)length < sizeof path);
		if (ends_with(entry->d_name, ".ics")) {
			cr_assert_lt(files->count, MOST_FILES);
			memcpy(files->items[files->count++], path, sizeof path);
		} else if (entry->d_name[0] != '.' && entry->d_type == DT_DIR) {
			list_folder(path, files);
		}
	}
	if (directory)
		closedir(directory);
}

/* All calendars of the corpus; none, saying so, where it is not here. */
static struct files list_corpus(void)
{
	struct files files = {.items = calloc(MOST_FILES, MOST_PATH)};
	cr_assert_not_null(files.items);
	list_folder(CORPUS, &files);
	if (files.count == 0)
		fprintf(stderr, "skipped: no %s\n", CORPUS);
	return files;
}

static double read_file(const char *path, struct moot_events **events, struct moot_problems *problems)
{
	struct moot_error error = {0};
	double begun = now();
	enum moot_status status = moot_events_read(path, path, "Europe/London", moot_day_parse("2024-01-01"),
						   moot_day_parse("2027-12-31"), events, problems, &error);
	cr_assert_eq(status, MOOT_OK, "%s: %s", path, error.message);
	return now() - begun;
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The limits are for a slow machine and a sanitizer. */
Test(corpus, ends_soon, .timeout = 240)
{
	static double seconds[MOST_FILES];
	struct files files = list_corpus();
	for (size_t i = 0; i < files.count; i++) {
		struct moot_events *events = NULL;
		struct moot_problems problems = {0};
		seconds[i] = read_file(files.items[i], &events, &problems);
		cr_assert_lt(seconds[i], 2.0, "%s took %.1f s", files.items[i], seconds[i]);
		for (size_t p = 0; p < problems.count; p++)
			cr_assert_geq(strlen(problems.items[p].message), 10, "%s", files.items[i]);
		moot_events_free(events);
		moot_problems_clear(&problems);
	}
	qsort(seconds, files.count, sizeof *seconds, compare_doubles);
	if (files.count > 0) {
		cr_assert_geq(files.count, 500);
		cr_assert_lt(seconds[files.count / 2], 0.06, "the median is %.3f s", seconds[files.count / 2]);
	}
	free(files.items);
}

struct refusal {
	const char *file;
	const char *reason; /* NULL: read in full */
};

Test(corpus, slow_ones_are_refused)
{
	static const struct refusal refusals[] = {
	    {"slow_secondly_count.ics", "more than 100000 starts in the window"},
	    {"slow_never.ics", "never matches"},
	    {"slow_never_daily.ics", "never matches"},
	    {"slow_vtz.ics", "the VTIMEZONE's rule is not used: no clock changes"},
	    {"slow_vtz2.ics", "the VTIMEZONE's rule never matches"},
	    {"slow_exrule.ics", NULL}, /* slow for libical only: each hour but each seventh */
	};
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		char path[MOST_PATH];
		struct moot_events *events = NULL;
		struct moot_problems problems = {0};
		snprintf(path, sizeof path, "%s/hostile/%s", CORPUS, refusals[i].file);
		if (access(path, R_OK) != 0) {
			fprintf(stderr, "skipped: no %s\n", path);
			return;
		}
		double seconds = read_file(path, &events, &problems);
		cr_assert_lt(seconds, 1.0, "%s took %.1f s", path, seconds);
		bool told = !refusals[i].reason;
		for (size_t p = 0; p < problems.count; p++)
			told = told || strstr(problems.items[p].message, refusals[i].reason) != NULL;
		cr_assert(told, "%s: %s", path, problems.count > 0 ? problems.items[0].message : "no problem");
		moot_events_free(events);
		moot_problems_clear(&problems);
	}
}

static bool sounds_like_utc(const char *tzid)
{
	static const char *const words[] = {"UTC", "GMT", "UCT", "Zulu", "Greenwich", "Z", "Universal", "Etc/"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcasestr(tzid, words[i]))
			return true;
	}
	return false;
}

static bool is_reported(const struct moot_problems *problems, const char *tzid)
{
	for (size_t p = 0; p < problems->count; p++) {
		if (strstr(problems->items[p].message, tzid))
			return true;
	}
	return false;
}

/* The zone that a TZID was given has its name, its VTIMEZONE, or a warning; it is UTC only where it says so. */
static void check_zone(struct moot_feed *feed, const char *path, const struct moot_stamp *stamp)
{
	char name[MOOT_ZONE_NAME_BYTES];
	bool has_table = false;
	if (stamp->kind != MOOT_STAMP_ZONED)
		return;
	const struct moot_zone *zone = moot_feed_zone(feed, stamp, 0);
	const char *shown = moot_feed_zone_name(feed, stamp, 0);
	for (size_t v = 0; v < feed->vtimezone_count; v++)
		has_table = has_table || (strcmp(feed->vtimezones[v].tzid, stamp->tzid) == 0 &&
					  feed->vtimezones[v].observance_count > 0);
	moot_zone_name_resolve(stamp->tzid, name);
	if (!name[0])
		moot_zone_name_guess(stamp->tzid, name);
	cr_assert(name[0] || has_table || is_reported(feed->problems, stamp->tzid), "%s: '%s' became %s in silence",
		  path, stamp->tzid, shown);
	bool is_utc = zone != &feed->home && strcmp(shown, "UTC") == 0;
	cr_assert(!is_utc || sounds_like_utc(stamp->tzid), "%s: '%s' became UTC", path, stamp->tzid);
	cr_assert_neq(zone, &feed->utc, "%s: '%s' became UTC", path, stamp->tzid);
}

static char *slurp(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	cr_assert_not_null(file);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	char *bytes = calloc(*size + 1, 1);
	cr_assert_eq(fread(bytes, 1, *size, file), *size);
	fclose(file);
	return bytes;
}

Test(corpus, no_zone_becomes_utc_in_silence, .timeout = 240)
{
	struct files files = list_corpus();
	size_t zoned = 0;
	for (size_t i = 0; i < files.count; i++) {
		size_t size = 0;
		char *bytes = slurp(files.items[i], &size);
		struct moot_problems problems = {0};
		struct moot_feed feed = {.arena = moot_arena_new(),
					 .problems = &problems,
					 .label = "feed",
					 .timezone = "Europe/London",
					 .from = moot_day_parse("2024-01-01"),
					 .to = moot_day_parse("2024-12-31")};
		if (!memchr(bytes, '\0', size))
			moot_feed_parse(&feed, bytes, size);
		cr_assert_eq(moot_zone_open(&feed.home, feed.timezone), MOOT_OK);
		for (size_t e = 0; e < feed.event_count; e++) {
			check_zone(&feed, files.items[i], &feed.events[e].start);
			check_zone(&feed, files.items[i], &feed.events[e].end);
			check_zone(&feed, files.items[i], &feed.events[e].recurrence);
			zoned += feed.events[e].start.kind == MOOT_STAMP_ZONED;
		}
		for (size_t z = 0; z < feed.zone_count; z++)
			moot_zone_close(&feed.zones[z]->zone);
		moot_zone_close(&feed.home);
		moot_arena_free(feed.arena);
		moot_problems_clear(&problems);
		free(bytes);
	}
	if (files.count > 0)
		cr_assert_geq(zoned, 500);
	free(files.items);
}
