/* The child process that reads one calendar file; see worker.h. */
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/csv/decode.h"
#include "wire.h"

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif
#ifndef ADDRESS_SANITIZER
#define ADDRESS_SANITIZER 0
#endif

#define WORKER_BYTES (512 * MOOT_MEGABYTE) /* on top of what the parent has mapped; the sanitizer maps terabytes */

enum { CPU_SECONDS = 2 /* and one for each megabyte of the file */ };

/* Reads the whole file, one byte longer for its NUL. NULL with a problem when it cannot or must not be read. */
static char *read_file(struct moot_feed *feed, const char *path, size_t *size)
{
	struct stat info;
	/* Not blocking: a pipe or a device in the place of a calendar must not hold the worker. */
	int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (file < 0 || fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
		moot_feed_report(feed, MOOT_ERROR, 0, "cannot be read: %s",
				 file < 0 ? strerror(errno) : "it is not a file");
		return NULL;
	}
	if (info.st_size < 0 || (size_t)info.st_size > MOOT_CALENDAR_MOST_BYTES) {
		moot_feed_report(feed, MOOT_ERROR, 0, "is %lld bytes long; calendars up to %zu MB are read",
				 (long long)info.st_size, MOOT_CALENDAR_MOST_BYTES / MOOT_MEGABYTE);
		return NULL;
	}
	char *bytes = moot_arena_array(feed->arena, (size_t)info.st_size + 1, 1);
	if (!bytes) {
		feed->status = MOOT_ERROR_MEMORY;
		return NULL;
	}
	for (*size = 0; *size < (size_t)info.st_size;) {
		ssize_t got = read(file, bytes + *size, (size_t)info.st_size - *size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		*size += (size_t)got;
	}
	close(file);
	return bytes;
}

/* Some programs save "Unicode" when asked for a text. NULL with a problem where it cannot be decoded. */
static char *from_utf16(struct moot_feed *feed, const char *bytes, size_t *size)
{
	const char *text = NULL;
	size_t length = 0;
	enum moot_status status = moot_decode(feed->arena, feed->label, bytes, *size, &text, &length, feed->problems);
	char *copy = status == MOOT_OK && text ? moot_arena_text_n(feed->arena, text, length) : NULL;
	if (status != MOOT_OK || (text && !copy))
		feed->status = MOOT_ERROR_MEMORY;
	*size = length;
	return copy;
}

void moot_worker_read(struct moot_feed *feed, char *bytes, size_t size)
{
	if (size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		bytes = from_utf16(feed, bytes, &size);
	if (!bytes)
		return;
	if (memchr(bytes, '\0', size)) {
		moot_feed_report(feed, MOOT_ERROR, 0,
				 "is not a text (it holds zero bytes); export the calendar again as .ics");
		return;
	}
	moot_feed_parse(feed, bytes, size);
	if (feed->status == MOOT_OK)
		moot_feed_expand(feed);
}

static void read_feed(struct moot_feed *feed, const char *path)
{
	size_t size = 0;
	char *bytes = read_file(feed, path, &size);
	if (bytes)
		moot_worker_read(feed, bytes, size);
}

static void set_limit(int resource, rlim_t limit)
{
	struct rlimit value;
	if (getrlimit(resource, &value) != 0)
		return;
	value.rlim_cur = limit < value.rlim_max ? limit : value.rlim_max;
	value.rlim_max = value.rlim_cur;
	setrlimit(resource, &value);
}

/* What the process has mapped, in bytes; 0 where the system does not say. */
static size_t mapped_bytes(void)
{
	char text[64] = "";
	unsigned long pages = 0;
	int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return 0;
	ssize_t got = read(file, text, sizeof text - 1);
	close(file);
	long page = sysconf(_SC_PAGESIZE);
	if (got <= 0 || page <= 0 || sscanf(text, "%lu", &pages) != 1)
		return 0;
	return (size_t)pages * (size_t)page;
}

unsigned long moot_worker_seconds(size_t size)
{
	return CPU_SECONDS + (unsigned long)(size / MOOT_MEGABYTE);
}

static void limit_worker(size_t size)
{
	/* Ctrl-C is the parent's to answer; a feed lost to it would be an error that the file has not. */
	signal(SIGINT, SIG_IGN);
	signal(SIGXCPU, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	set_limit(RLIMIT_CORE, 0);
	set_limit(RLIMIT_CPU, (rlim_t)moot_worker_seconds(size));
	if (!ADDRESS_SANITIZER)
		set_limit(RLIMIT_AS, (rlim_t)(mapped_bytes() + WORKER_BYTES));
}

_Noreturn void moot_worker_run(struct moot_feed *feed, const char *path, size_t size, int out)
{
	struct moot_problems problems = {0};
	struct moot_bytes bytes = {0};
	limit_worker(size);
	/* cppcheck-suppress autoVariables ; the child ends in this function */
	feed->problems = &problems;
	feed->arena = moot_arena_new();
	if (!feed->arena)
		_exit(1);
	read_feed(feed, path);
	if (feed->status != MOOT_OK)
		feed->occurrence_count = 0;
	if (!moot_wire_write(feed, &bytes))
		_exit(1);
	for (size_t sent = 0; sent < bytes.count;) {
		ssize_t count = write(out, bytes.items + sent, bytes.count - sent);
		if (count < 0 && errno != EINTR)
			_exit(1);
		sent += count > 0 ? (size_t)count : 0;
	}
	_exit(0);
}
