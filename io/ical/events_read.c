/*
 * moot_events_read_all(): each calendar file in a process of its own, several at a time, handed over in order.
 *
 * A feed's task goes from waiting to running (a worker writes to our pipe) to done (its answer is whole, or it died).
 * Tasks stand in a ring of twice as many places as there are workers, so memory does not grow with the number of
 * feeds; the oldest is handed over as soon as it is done. The child of a fork runs on what the parent had: call this
 * while no other thread of the process is inside ICU. Cost: a fork (under a millisecond) a feed, and the reading.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "wire.h"
#include "worker.h"

#define MOST_ANSWER_BYTES (128 * MOOT_MEGABYTE)

enum { WALL_SECONDS = 15 /* and as many as the worker may compute */, MOST_WORKERS = 64, READ_BYTES = 65536 };

enum state { WAITING, RUNNING, DONE };
enum answer { ANSWER_WHOLE, ANSWER_LATE, ANSWER_LONG, ANSWER_NO_MEMORY };

struct task {
	size_t index; /* of the file */
	enum state state;
	enum answer answer;
	pid_t worker;
	int in;        /* our end of the pipe */
	int64_t until; /* milliseconds of the steady clock */
	size_t size;   /* of the file */
	int died;      /* the wait status, 0 where all went well */
	struct moot_bytes bytes;
};

struct pool {
	const struct moot_events_request *request;
	struct moot_problems *problems;
	struct moot_error *error;
	struct task ring[2 * MOST_WORKERS];
	size_t places;
	size_t workers;
	size_t running;
	size_t next;  /* file to start */
	size_t given; /* files handed over */
};

static struct task *task_of(struct pool *pool, size_t index)
{
	return &pool->ring[index % pool->places];
}

static int64_t now_milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
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

static void finish(struct pool *pool, struct task *task, enum answer answer)
{
	close(task->in);
	task->answer = answer;
	task->died = reap(task->worker, answer != ANSWER_WHOLE);
	task->state = DONE;
	pool->running--;
}

static enum moot_status start(struct pool *pool, size_t index)
{
	const struct moot_events_request *request = pool->request;
	struct moot_feed feed = {
	    .label = request->labels[index], .timezone = request->timezone, .from = request->from, .to = request->to};
	struct task *task = task_of(pool, index);
	struct stat info;
	int ends[2];
	size_t size = stat(request->paths[index], &info) == 0 && info.st_size > 0 ? (size_t)info.st_size : 0;
	if (size > MOOT_CALENDAR_MOST_BYTES)
		size = MOOT_CALENDAR_MOST_BYTES;
	if (pipe(ends) != 0)
		return moot_error_set(pool->error, MOOT_ERROR_SYSTEM, "%s: no pipe to read it: %s", feed.label,
				      strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	pid_t worker = fork();
	if (worker == 0) {
		close(ends[0]);
		moot_worker_run(&feed, request->paths[index], size, ends[1]);
	}
	int fault = errno;
	close(ends[1]);
	if (worker < 0) {
		close(ends[0]);
		return moot_error_set(pool->error, MOOT_ERROR_SYSTEM, "%s: no process to read it: %s", feed.label,
				      strerror(fault));
	}
	*task = (struct task){.index = index, .state = RUNNING, .worker = worker, .in = ends[0], .size = size};
	task->until = now_milliseconds() + (WALL_SECONDS + (int64_t)moot_worker_seconds(size)) * 1000;
	pool->running++;
	return MOOT_OK;
}

/* Takes what has come from a worker; the end of the pipe ends the task. */
static void receive(struct pool *pool, struct task *task)
{
	if (!moot_bytes_reserve(&task->bytes, READ_BYTES)) {
		finish(pool, task, ANSWER_NO_MEMORY);
		return;
	}
	ssize_t got = read(task->in, task->bytes.items + task->bytes.count, READ_BYTES);
	if (got < 0 && errno == EINTR)
		return;
	if (got <= 0) {
		finish(pool, task, ANSWER_WHOLE);
		return;
	}
	task->bytes.count += (size_t)got;
	if (task->bytes.count > MOST_ANSWER_BYTES)
		finish(pool, task, ANSWER_LONG);
}

/* Waits until some worker has written or its time is up. */
static void listen_to_workers(struct pool *pool)
{
	struct pollfd waits[2 * MOST_WORKERS];
	struct task *tasks[2 * MOST_WORKERS];
	size_t count = 0;
	int64_t left = INT32_MAX;
	int64_t now = now_milliseconds();
	for (size_t i = 0; i < pool->places; i++) {
		struct task *task = &pool->ring[i];
		if (task->state != RUNNING)
			continue;
		if (task->until <= now) {
			finish(pool, task, ANSWER_LATE);
			continue;
		}
		left = task->until - now < left ? task->until - now : left;
		waits[count] = (struct pollfd){.fd = task->in, .events = POLLIN};
		tasks[count++] = task;
	}
	if (count == 0 || poll(waits, (nfds_t)count, (int)left) <= 0)
		return;
	for (size_t i = 0; i < count; i++) {
		if (waits[i].revents)
			receive(pool, tasks[i]);
	}
}

static enum moot_status report_death(struct pool *pool, const struct task *task)
{
	const char *label = pool->request->labels[task->index];
	struct moot_problems *problems = pool->problems;
	bool killed = WIFSIGNALED(task->died);
	if (task->answer == ANSWER_LATE ||
	    (killed && (WTERMSIG(task->died) == SIGXCPU || WTERMSIG(task->died) == SIGKILL)))
		return moot_problems_add(problems, MOOT_ERROR, label, 0, 0,
					 "took too long to read (more than %lu s of computing); the file is damaged or "
					 "made to stop programs; export it again",
					 moot_worker_seconds(task->size));
	if (task->answer == ANSWER_LONG)
		return moot_problems_add(problems, MOOT_ERROR, label, 0, 0,
					 "has too many occurrences in the window; export fewer years");
	if (killed)
		return moot_problems_add(problems, MOOT_ERROR, label, 0, 0,
					 "made its reader crash (signal %d); the file is damaged; export it again",
					 WTERMSIG(task->died));
	return moot_problems_add(problems, MOOT_ERROR, label, 0, 0,
				 "needs more memory than a calendar may use; export fewer years");
}

/* The worker's whole answer into events, or a problem that says how it died. */
static enum moot_status understand(struct pool *pool, const struct task *task, struct moot_events *events)
{
	const char *label = pool->request->labels[task->index];
	struct moot_problems told = {0};
	enum moot_wire_end end = MOOT_WIRE_DAMAGED;
	if (task->answer == ANSWER_NO_MEMORY)
		end = MOOT_WIRE_MEMORY;
	else if (task->answer == ANSWER_WHOLE && !WIFSIGNALED(task->died))
		end = moot_wire_read(&task->bytes, label, events, &told);
	enum moot_status status = end == MOOT_WIRE_MEMORY ? MOOT_ERROR_MEMORY : MOOT_OK;
	for (size_t i = 0; i < told.count && status == MOOT_OK; i++)
		status = moot_problems_add(pool->problems, told.items[i].severity, label, told.items[i].line, 0, "%s",
					   told.items[i].message);
	if (status == MOOT_OK && end != MOOT_WIRE_DONE)
		status = report_death(pool, task);
	moot_problems_clear(&told);
	return status;
}

static enum moot_status hand_over(struct pool *pool, struct task *task)
{
	const struct moot_events_request *request = pool->request;
	struct moot_arena *arena = moot_arena_new();
	struct moot_events *events = arena ? moot_arena_array(arena, 1, sizeof *events) : NULL;
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (events) {
		events->arena = arena;
		status = understand(pool, task, events);
	}
	moot_release(task->bytes.items);
	task->bytes = (struct moot_bytes){0};
	task->state = WAITING;
	if (status != MOOT_OK) {
		moot_arena_free(arena);
		return moot_error_set(pool->error, status, "%s: %s", request->labels[task->index],
				      moot_status_text(status));
	}
	return request->take(request->context, task->index, events);
}

/* Starts, listens and hands over until all files are done or something fails. */
static enum moot_status run(struct pool *pool)
{
	enum moot_status status = MOOT_OK;
	while (pool->given < pool->request->count && status == MOOT_OK) {
		while (status == MOOT_OK && pool->next < pool->request->count && pool->running < pool->workers &&
		       pool->next - pool->given < pool->places)
			status = start(pool, pool->next++);
		if (status == MOOT_OK)
			listen_to_workers(pool);
		while (status == MOOT_OK && pool->given < pool->next && task_of(pool, pool->given)->state == DONE) {
			status = hand_over(pool, task_of(pool, pool->given));
			pool->given++;
		}
	}
	return status;
}

static enum moot_status check_request(const struct moot_events_request *request, struct moot_error *error)
{
	const moot_day first = moot_day_from_date(1900, 1, 1);
	const moot_day last = moot_day_from_date(9000, 1, 1);
	if (!moot_timezone_known(request->timezone))
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "time zone '%s' is not an IANA name such as Europe/London",
				      request->timezone ? request->timezone : "");
	if (request->from < first || request->to > last || request->from > request->to)
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "the window must lie between 1900 and 9000 and not end before it starts");
	return MOOT_OK;
}

enum moot_status moot_events_read_all(const struct moot_events_request *request, struct moot_problems *problems,
				      struct moot_error *error)
{
	struct moot_zone warm;
	enum moot_status status = check_request(request, error);
	if (status != MOOT_OK)
		return status;
	struct pool *pool = moot_allocate(1, sizeof *pool);
	if (!pool)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	pool->request = request;
	pool->problems = problems;
	pool->error = error;
	pool->workers = request->workers < 1              ? 1
			: request->workers > MOST_WORKERS ? MOST_WORKERS
							  : (size_t)request->workers;
	pool->places = 2 * pool->workers;
	/* ICU loads its data once here rather than in every worker. */
	status = moot_zone_open(&warm, request->timezone);
	if (status == MOOT_OK) {
		moot_zone_to_utc(&warm, (int64_t)request->from * 86400);
		moot_zone_close(&warm);
	}
	status = status == MOOT_ERROR_MEMORY ? moot_error_set(error, status, "out of memory") : run(pool);
	for (size_t i = 0; i < pool->places; i++) {
		if (pool->ring[i].state == RUNNING)
			finish(pool, &pool->ring[i], ANSWER_LATE);
		moot_release(pool->ring[i].bytes.items);
	}
	moot_release(pool);
	return status;
}

static enum moot_status take_one(void *context, size_t index, struct moot_events *events)
{
	struct moot_events **out = context;
	(void)index;
	*out = events;
	return MOOT_OK;
}

enum moot_status moot_events_read(const char *path, const char *label, const char *zone, moot_day from, moot_day to,
				  struct moot_events **out, struct moot_problems *problems, struct moot_error *error)
{
	const struct moot_events_request request = {.paths = &path,
						    .labels = &label,
						    .count = 1,
						    .timezone = zone,
						    .from = from,
						    .to = to,
						    .workers = 1,
						    .take = take_one,
						    .context = out};
	return moot_events_read_all(&request, problems, error);
}

void moot_events_free(struct moot_events *events)
{
	if (events)
		moot_arena_free(events->arena);
}
