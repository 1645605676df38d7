/* A few threads that take jobs from a counter (jobs.h). */
#include <solver/jobs.h>

#include <math.h>
#include <moot/memory.h>
#include <pthread.h>
#include <solver/clock.h>
#include <solver/lp.h>
#include <stdatomic.h>
#include <time.h>

enum { MOST_THREADS = 256, LOOK_EVERY_MS = 50 };

struct team {
	const struct moot_jobs *jobs;
	double started;
	atomic_bool stop;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t ended; /* a job or a thread */
	size_t next;
	size_t done;
	int running; /* threads */
	size_t failed;
	enum moot_status status;
	struct moot_error error;
};

static bool should_stop(void *context)
{
	struct team *team = context;
	return atomic_load(&team->stop);
}

/* The next job, or false where there is none or a job has failed. */
static bool take_job(struct team *team, size_t *index)
{
	pthread_mutex_lock(&team->lock);
	bool more = team->status == MOOT_OK && team->next < team->jobs->count;
	*index = more ? team->next++ : 0;
	pthread_mutex_unlock(&team->lock);
	return more;
}

static void note_end(struct team *team, size_t index, enum moot_status status, const struct moot_error *error)
{
	pthread_mutex_lock(&team->lock);
	team->done++;
	if (status != MOOT_OK && (team->status == MOOT_OK || index < team->failed)) {
		team->status = status;
		team->failed = index;
		team->error = *error;
	}
	pthread_cond_signal(&team->ended);
	pthread_mutex_unlock(&team->lock);
}

static void work(struct team *team)
{
	const struct moot_watch watch = {.stop = should_stop, .context = team};
	size_t index = 0;
	while (take_job(team, &index)) {
		struct moot_error error = {.status = MOOT_OK};
		enum moot_status status = team->jobs->run(team->jobs->context, index, &watch, &error);
		if (status != MOOT_OK && error.status == MOOT_OK)
			moot_error_set(&error, status, "%s", moot_status_text(status));
		note_end(team, index, status, &error);
	}
}

static void *run_thread(void *context)
{
	struct team *team = context;
	work(team);
	moot_lp_end_thread();
	pthread_mutex_lock(&team->lock);
	team->running--;
	pthread_cond_signal(&team->ended);
	pthread_mutex_unlock(&team->lock);
	return NULL;
}

/* Asks the caller's watch whether to stop, and tells it how far the jobs are. */
static void look(struct team *team, size_t done)
{
	const struct moot_watch *watch = team->jobs->watch;
	if (watch && watch->stop && watch->stop(watch->context))
		atomic_store(&team->stop, true);
	if (!watch || !watch->progress)
		return;
	const struct moot_progress progress = {.phase = team->jobs->phase,
					       .best = (double)done,
					       .bound = (double)team->jobs->count,
					       .gap = NAN,
					       .seconds = moot_clock_seconds() - team->started};
	watch->progress(watch->context, &progress);
}

/* Until the last thread has ended. */
static void wait_for_all(struct team *team)
{
	pthread_mutex_lock(&team->lock);
	while (team->running > 0) {
		struct timespec until;
		size_t done = team->done;
		pthread_mutex_unlock(&team->lock);
		look(team, done);
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += LOOK_EVERY_MS * 1000000L;
		until.tv_sec += until.tv_nsec / 1000000000L;
		until.tv_nsec %= 1000000000L;
		pthread_mutex_lock(&team->lock);
		if (team->running > 0)
			pthread_cond_timedwait(&team->ended, &team->lock, &until);
	}
	pthread_mutex_unlock(&team->lock);
}

enum moot_status moot_jobs_run(const struct moot_jobs *jobs, struct moot_error *error)
{
	pthread_t threads[MOST_THREADS];
	struct team team = {.jobs = jobs, .started = moot_clock_seconds(), .status = MOOT_OK};
	int wanted = jobs->threads < 1 ? 1 : jobs->threads > MOST_THREADS ? MOST_THREADS : jobs->threads;
	int begun = 0;
	if ((size_t)wanted > jobs->count)
		wanted = (int)jobs->count;
	atomic_init(&team.stop, false);
	pthread_mutex_init(&team.lock, NULL);
	pthread_cond_init(&team.ended, NULL);
	team.running = wanted;
	while (begun < wanted && pthread_create(&threads[begun], NULL, run_thread, &team) == 0)
		begun++;
	pthread_mutex_lock(&team.lock);
	team.running -= wanted - begun;
	pthread_mutex_unlock(&team.lock);
	/* Where no thread can be had, the caller's own does all. */
	if (begun == 0)
		work(&team);
	wait_for_all(&team);
	for (int t = 0; t < begun; t++)
		pthread_join(threads[t], NULL);
	pthread_cond_destroy(&team.ended);
	pthread_mutex_destroy(&team.lock);
	if (team.status != MOOT_OK && error)
		*error = team.error;
	return team.status;
}
