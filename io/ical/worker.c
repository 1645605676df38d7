/*
 * moot_events_read(): one calendar file in a process of its own.
 *
 * The worker has limits on file size, computing time and memory, and the parent limits the wall clock: libical may
 * hang, crash or eat memory, and then one feed is lost, with its name, and the others go on. The child of a fork runs
 * on what the parent had; call this while no other thread of the process is inside ICU. Cost: a fork (about a
 * millisecond) and the reading, 20 ms a megabyte.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

#define MEGABYTE ((size_t)1024 * 1024)
#define MOST_FILE_BYTES (32 * MEGABYTE)
#define MOST_ANSWER_BYTES (128 * MEGABYTE)
#define WORKER_BYTES (512 * MEGABYTE) /* on top of what the parent has mapped; the sanitizer maps terabytes */

enum { CPU_SECONDS = 2, WALL_SECONDS = 15 /* both and a second for each megabyte of the file */ };

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
	if (info.st_size < 0 || (size_t)info.st_size > MOST_FILE_BYTES) {
		moot_feed_report(feed, MOOT_ERROR, 0, "is %lld bytes long; calendars up to %zu MB are read",
				 (long long)info.st_size, MOST_FILE_BYTES / MEGABYTE);
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

static void read_feed(struct moot_feed *feed, const char *path)
{
	size_t size = 0;
	char *bytes = read_file(feed, path, &size);
	if (!bytes)
		return;
	if (memchr(bytes, '\0', size)) {
		moot_feed_report(feed, MOOT_ERROR, 0,
				 "is not a text in UTF-8 (it holds zero bytes); export the calendar again as .ics");
		return;
	}
	moot_feed_parse(feed, bytes, size);
	if (feed->status == MOOT_OK)
		moot_feed_expand(feed);
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

static rlim_t cpu_seconds(size_t size)
{
	return CPU_SECONDS + (rlim_t)(size / MEGABYTE);
}

static void limit_worker(size_t size)
{
	/* Ctrl-C is the parent's to answer; a feed lost to it would be an error that the file has not. */
	signal(SIGINT, SIG_IGN);
	signal(SIGXCPU, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	set_limit(RLIMIT_CORE, 0);
	set_limit(RLIMIT_CPU, cpu_seconds(size));
	if (!ADDRESS_SANITIZER)
		set_limit(RLIMIT_AS, (rlim_t)(mapped_bytes() + WORKER_BYTES));
}

/* The child: never returns. */
static _Noreturn void work(struct moot_feed *feed, const char *path, size_t size, int out)
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

static int64_t now_milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum answer { ANSWER_WHOLE, ANSWER_LATE, ANSWER_LONG, ANSWER_NO_MEMORY };

/* Collects all that the worker writes until it closes the pipe. */
static enum answer listen_to(int in, int64_t until, struct moot_bytes *bytes)
{
	for (;;) {
		struct pollfd wait = {.fd = in, .events = POLLIN};
		int64_t left = until - now_milliseconds();
		if (left <= 0)
			return ANSWER_LATE;
		int ready = poll(&wait, 1, left > INT32_MAX ? INT32_MAX : (int)left);
		if (ready <= 0)
			continue;
		if (!moot_bytes_reserve(bytes, 65536))
			return ANSWER_NO_MEMORY;
		ssize_t got = read(in, bytes->items + bytes->count, 65536);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return ANSWER_WHOLE;
		bytes->count += (size_t)got;
		if (bytes->count > MOST_ANSWER_BYTES)
			return ANSWER_LONG;
	}
}

/* Ends and buries the worker; its wait status, or 0 where someone else has buried it. */
static int reap(pid_t worker, bool kill_it)
{
	int status = 0;
	if (kill_it)
		kill(worker, SIGKILL);
	while (waitpid(worker, &status, 0) < 0) {
		if (errno != EINTR)
			return 0;
	}
	return status;
}

static enum moot_status report_death(struct moot_problems *problems, const char *label, enum answer answer, int status,
				     size_t size)
{
	if (answer == ANSWER_LATE ||
	    (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)))
		return moot_problems_add(problems, MOOT_ERROR, label, 0, 0,
					 "took too long to read (more than %lu s of computing); the file is damaged or "
					 "made to stop programs; export it again",
					 (unsigned long)cpu_seconds(size));
	if (answer == ANSWER_LONG)
		return moot_problems_add(problems, MOOT_ERROR, label, 0, 0,
					 "has too many occurrences in the window; export fewer years");
	if (WIFSIGNALED(status))
		return moot_problems_add(problems, MOOT_ERROR, label, 0, 0,
					 "made its reader crash (signal %d); the file is damaged; export it again",
					 WTERMSIG(status));
	return moot_problems_add(problems, MOOT_ERROR, label, 0, 0,
				 "needs more memory than a calendar may use; export fewer years");
}

/* The worker's whole answer into events, or a problem that says how it died. */
static enum moot_status collect(pid_t worker, int in, const char *label, size_t size, struct moot_events *events,
				struct moot_problems *problems)
{
	struct moot_bytes bytes = {0};
	struct moot_problems told = {0};
	int64_t until = now_milliseconds() + ((int64_t)WALL_SECONDS + (int64_t)(size / MEGABYTE)) * 1000;
	enum answer answer = listen_to(in, until, &bytes);
	close(in);
	int died = reap(worker, answer != ANSWER_WHOLE);
	enum moot_wire_end end = MOOT_WIRE_DAMAGED;
	if (answer == ANSWER_NO_MEMORY)
		end = MOOT_WIRE_MEMORY;
	else if (answer == ANSWER_WHOLE && died == 0)
		end = moot_wire_read(&bytes, label, events, &told);
	enum moot_status status = end == MOOT_WIRE_MEMORY ? MOOT_ERROR_MEMORY : MOOT_OK;
	for (size_t i = 0; i < told.count && status == MOOT_OK; i++)
		status = moot_problems_add(problems, told.items[i].severity, label, told.items[i].line, 0, "%s",
					   told.items[i].message);
	if (status == MOOT_OK && end != MOOT_WIRE_DONE)
		status = report_death(problems, label, answer, died, size);
	moot_problems_clear(&told);
	moot_release(bytes.items);
	return status;
}

static enum moot_status start_and_collect(struct moot_feed *feed, const char *path, struct moot_events *events,
					  struct moot_problems *problems, struct moot_error *error)
{
	struct stat info;
	int ends[2];
	size_t size = stat(path, &info) == 0 && info.st_size > 0 ? (size_t)info.st_size : 0;
	if (size > MOST_FILE_BYTES)
		size = MOST_FILE_BYTES;
	if (pipe(ends) != 0)
		return moot_error_set(error, MOOT_ERROR_SYSTEM, "%s: no pipe to read it: %s", feed->label,
				      strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	pid_t worker = fork();
	if (worker == 0) {
		close(ends[0]);
		work(feed, path, size, ends[1]);
	}
	int fault = errno;
	close(ends[1]);
	if (worker < 0) {
		close(ends[0]);
		return moot_error_set(error, MOOT_ERROR_SYSTEM, "%s: no process to read it: %s", feed->label,
				      strerror(fault));
	}
	enum moot_status status = collect(worker, ends[0], feed->label, size, events, problems);
	if (status != MOOT_OK)
		return moot_error_set(error, status, "%s: %s", feed->label, moot_status_text(status));
	return MOOT_OK;
}

enum moot_status moot_events_read(const char *path, const char *label, const char *zone, moot_day from, moot_day to,
				  struct moot_events **out, struct moot_problems *problems, struct moot_error *error)
{
	const moot_day first = moot_day_from_date(1900, 1, 1);
	const moot_day last = moot_day_from_date(9000, 1, 1);
	if (!moot_timezone_known(zone))
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "time zone '%s' is not an IANA name such as Europe/London", zone ? zone : "");
	if (from < first || to > last || from > to)
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "the window must lie between 1900 and 9000 and not end before it starts");
	struct moot_feed feed = {.label = label, .timezone = zone, .from = from, .to = to};
	struct moot_arena *arena = moot_arena_new();
	struct moot_events *events = arena ? moot_arena_array(arena, 1, sizeof *events) : NULL;
	if (!events) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "%s: out of memory", label);
	}
	events->arena = arena;
	enum moot_status status = start_and_collect(&feed, path, events, problems, error);
	if (status != MOOT_OK) {
		moot_arena_free(arena);
		return status;
	}
	*out = events;
	return MOOT_OK;
}

void moot_events_free(struct moot_events *events)
{
	if (events)
		moot_arena_free(events->arena);
}
