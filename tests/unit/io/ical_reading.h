/* For tests of calendars: a text read as a feed in the window of 2025. */
#ifndef MOOT_TESTS_ICAL_READING_H
#define MOOT_TESTS_ICAL_READING_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <moot/io.h>

struct reading {
	struct moot_events *events;
	struct moot_problems problems;
};

static inline void write_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");
	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

static inline void read_path(const char *path, const char *from, const char *to, struct reading *reading)
{
	struct moot_error error = {0};
	*reading = (struct reading){0};
	enum moot_status status = moot_events_read(path, "feed.ics", "Europe/London", moot_day_parse(from),
						   moot_day_parse(to), &reading->events, &reading->problems, &error);
	cr_assert_eq(status, MOOT_OK, "%s: %s", path, error.message);
}

static inline void read_bytes(const char *bytes, size_t size, struct reading *reading)
{
	char path[] = "/tmp/moot-test-XXXXXX";
	int file = mkstemp(path);
	cr_assert_geq(file, 0);
	close(file);
	write_file(path, bytes, size);
	read_path(path, "2025-01-01", "2025-12-31", reading);
	unlink(path);
}

static inline void release(struct reading *reading)
{
	moot_events_free(reading->events);
	moot_problems_clear(&reading->problems);
}

#endif
