/* Calendars that are made to stop programs, or too large: told, within bounds of time and memory. */
#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>

#include "ical_reading.h"

/* What is too long, too deep or too much is refused before libical could choke on it. */
Test(limits, of_size)
{
	const size_t size = 600000;
	char *text = calloc(size + 1, 1);
	struct reading reading;
	cr_assert_not_null(text);
	size_t used =
	    (size_t)snprintf(text, size, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20250101T100000Z\nSUMMARY:");
	memset(text + used, 'x', 300000);
	used += 300000;
	used += (size_t)snprintf(text + used, size - used, "\nEND:VEVENT\nEND:VCALENDAR\n");
	read_bytes(text, used, &reading);
	cr_assert_eq(reading.problems.errors, 1);
	cr_assert_eq(reading.problems.items[0].line, 5);
	release(&reading);
	used = (size_t)snprintf(text, size, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 50000; i++)
		used += (size_t)snprintf(text + used, size - used, "BEGIN:X\n");
	read_bytes(text, used, &reading);
	cr_assert_eq(reading.problems.errors, 1);
	cr_assert(strstr(reading.problems.items[0].message, "nested"));
	release(&reading);
	used = (size_t)snprintf(text, size, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 30; i++)
		used += (size_t)snprintf(
		    text + used, size - used,
		    "BEGIN:VEVENT\nUID:%d\nDTSTART:20200101T000000Z\nRRULE:FREQ=HOURLY\nEND:VEVENT\n", i);
	used += (size_t)snprintf(text + used, size - used, "END:VCALENDAR\n");
	read_bytes(text, used, &reading);
	cr_assert_eq(reading.problems.errors, 1);
	cr_assert(strstr(reading.problems.items[0].message, "occurrences"));
	release(&reading);
	free(text);
}

/* Reads `count` events that each begin with `head`, their number as UID. */
static void read_many(int count, const char *head, const char *tail, struct reading *reading)
{
	const size_t size = 4000000;
	char *text = calloc(size, 1);
	cr_assert_not_null(text);
	size_t used = (size_t)snprintf(text, size, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < count; i++)
		used += (size_t)snprintf(text + used, size - used, "BEGIN:VEVENT\n%s%d%s\nEND:VEVENT\n", head, i, tail);
	used += (size_t)snprintf(text + used, size - used, "END:VCALENDAR\n");
	cr_assert_lt(used, size);
	read_bytes(text, used, reading);
	free(text);
}

/* Rules that never match, by the thousand: each is told, and the looks at all of them are limited. */
Test(limits, never_by_the_thousand)
{
	struct reading reading;
	read_many(1000, "UID:", "\nDTSTART:19000101T000000Z\nRRULE:FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1;COUNT=9",
		  &reading);
	cr_assert_eq(reading.problems.errors, 0);
	cr_assert_geq(reading.problems.count, 100);
	cr_assert(strstr(reading.problems.items[0].message, "too many repetitions"), "%s",
		  reading.problems.items[0].message);
	release(&reading);
}

/* Thousands of events of one UID, each with all its overrides, which would be gone through for each. */
Test(limits, one_uid_by_the_thousand)
{
	struct reading reading;
	char *text = calloc(4000000, 1);
	cr_assert_not_null(text);
	size_t used = (size_t)snprintf(text, 4000000, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < 40000; i++) {
		used += (size_t)snprintf(text + used, 4000000 - used,
					 "BEGIN:VEVENT\nUID:a\nDTSTART:20250101T%02d%02d%02dZ\n", i / 3600, i / 60 % 60,
					 i % 60);
		if (i % 2 == 1)
			used += (size_t)snprintf(text + used, 4000000 - used, "RECURRENCE-ID:20250101T%02d%02d%02dZ\n",
						 i / 3600, i / 60 % 60, i % 60);
		used += (size_t)snprintf(text + used, 4000000 - used, "END:VEVENT\n");
	}
	used += (size_t)snprintf(text + used, 4000000 - used, "END:VCALENDAR\n");
	read_bytes(text, used, &reading);
	cr_assert_eq(reading.events->count, 40000);
	cr_assert_eq(reading.problems.errors, 0);
	release(&reading);
	free(text);
}

/* Kills every child of its parent but itself. */
static void kill_siblings(void)
{
	DIR *processes = opendir("/proc");
	for (struct dirent *entry = processes ? readdir(processes) : NULL; entry; entry = readdir(processes)) {
		char path[300];
		int pid = 0;
		int parent = 0;
		snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
		FILE *file = fopen(path, "r");
		bool told = file && fscanf(file, "%d %*s %*c %d", &pid, &parent) == 2;
		if (file)
			fclose(file);
		if (told && parent == (int)getppid() && pid != (int)getpid())
			kill(pid, SIGKILL);
	}
	if (processes)
		closedir(processes);
}

/* A worker that is stopped, as at its limits, leaves the caller told which file it was. */
Test(limits, stopped_worker)
{
	struct reading reading;
	pid_t killer = fork();
	cr_assert_geq(killer, 0);
	while (killer == 0)
		kill_siblings();
	for (int i = 0; i < 100; i++) {
		read_many(50000, "UID:", "\nDTSTART:20250101T000000Z", &reading);
		if (reading.problems.errors > 0)
			break;
		release(&reading);
	}
	kill(killer, SIGKILL);
	waitpid(killer, NULL, 0);
	cr_assert_eq(reading.problems.errors, 1);
	cr_assert_eq(reading.events->count, 0);
	cr_assert_str_eq(reading.problems.items[0].file, "feed.ics");
	cr_assert(strstr(reading.problems.items[0].message, "too long"), "%s", reading.problems.items[0].message);
	release(&reading);
}
