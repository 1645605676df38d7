#include <solver/calendar/beside.h>
#include <solver/calendar/dive.h>
#include <solver/clock.h>
#include <solver/lp.h>

#include <limits.h>
#include <pthread.h>
#include <time.h>

static const double LAST_PART = 0.25; /* of the time limit: for the search after a dive */

struct calendar_beside {
	struct calendar_run *run; /* the search's */
	struct calendar_run *own;
	struct moot_solve_options options;
	struct moot_error error;
	enum moot_status status;
	bool threaded;
	bool turns; /* one of the two works, the other waits */
	pthread_t thread;
	pthread_mutex_t lock; /* of all below */
	pthread_cond_t news;  /* for the search */
	pthread_cond_t leave; /* for the bound */
	double *proven;       /* [round of the ascent] */
	int rounds;           /* known so far */
	int most_rounds;
	int allowed; /* where they take turns: rounds after which the bound waits */
	bool ended;
	bool hurry; /* the search is over: the bound should end */
};

static bool must_end(void *context)
{
	struct calendar_beside *beside = context;
	pthread_mutex_lock(&beside->lock);
	bool hurry = beside->hurry;
	pthread_mutex_unlock(&beside->lock);
	/* One thread has nobody else to ask the user. */
	const struct moot_watch *watch = &beside->run->options->watch;
	return hurry || (!beside->threaded && watch->stop && watch->stop(watch->context));
}

static void round_done(void *context, double priced)
{
	struct calendar_beside *beside = context;
	pthread_mutex_lock(&beside->lock);
	if (beside->rounds < beside->most_rounds)
		beside->proven[beside->rounds++] = priced;
	pthread_cond_signal(&beside->news);
	while (beside->turns && beside->rounds >= beside->allowed && !beside->hurry)
		pthread_cond_wait(&beside->leave, &beside->lock);
	pthread_mutex_unlock(&beside->lock);
}

static void *work(void *context)
{
	struct calendar_beside *beside = context;
	beside->status = calendar_master(beside->own, &beside->error);
	moot_lp_end_thread();
	pthread_mutex_lock(&beside->lock);
	beside->ended = true;
	pthread_cond_signal(&beside->news);
	pthread_mutex_unlock(&beside->lock);
	return NULL;
}

static void release(struct calendar_beside *beside)
{
	calendar_run_free(beside->own);
	pthread_cond_destroy(&beside->news);
	pthread_cond_destroy(&beside->leave);
	pthread_mutex_destroy(&beside->lock);
	moot_release(beside->proven);
	moot_release(beside);
}

/* What a dive proposes must come while there is time to use it. */
static double own_deadline(const struct calendar_run *run)
{
	return calendar_dive_is_due(run) ? run->deadline - LAST_PART * (run->deadline - run->begun) : run->deadline;
}

/* A run that knows the first calendar's hours, and reports to nobody. */
static enum moot_status make_own(struct calendar_beside *beside, struct moot_error *error)
{
	struct calendar_run *run = beside->run;
	beside->options = *run->options;
	beside->options.gap = 0;
	beside->options.watch = (struct moot_watch){.stop = must_end, .context = beside};
	enum moot_status status = calendar_run_new(run->in, &beside->options, own_deadline(run), &beside->own, error);
	if (status != MOOT_OK)
		return status;
	struct calendar_run *own = beside->own;
	own->has_best = true;
	own->best_missing = run->best_missing;
	own->best_hours = run->best_hours;
	own->round_done = round_done;
	own->round_context = beside;
	const size_t meetings = (size_t)run->in->meeting_count;
	for (size_t m = 0; m < meetings; m++) {
		own->best_slot[m] = run->best_slot[m];
		own->best_place[m] = run->best_place[m];
		own->best_venue[m] = run->best_venue[m];
	}
	beside->most_rounds = calendar_master_rounds(own);
	beside->proven = moot_allocate((size_t)beside->most_rounds, sizeof *beside->proven);
	return beside->proven ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}

enum moot_status calendar_beside_begin(struct calendar_run *run, struct calendar_beside **out, struct moot_error *error)
{
	struct calendar_beside *beside = moot_allocate(1, sizeof *beside);
	if (!beside)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	beside->run = run;
	pthread_mutex_init(&beside->lock, NULL);
	pthread_cond_init(&beside->news, NULL);
	pthread_cond_init(&beside->leave, NULL);
	enum moot_status status = make_own(beside, error);
	if (status != MOOT_OK) {
		release(beside);
		return status;
	}
	beside->turns = run->options->threads < 2;
	beside->allowed = 1;
	beside->threaded = pthread_create(&beside->thread, NULL, work, beside) == 0;
	if (!beside->threaded) {
		beside->turns = false;
		work(beside);
	}
	*out = beside;
	return MOOT_OK;
}

/* Waits for news for a moment at most, so that the user and the deadline are heard. */
static void wait_for_news(struct calendar_beside *beside)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 50000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_cond_timedwait(&beside->news, &beside->lock, &until);
}

static void tell(struct calendar_beside *beside, double priced)
{
	beside->run->price = beside->own->price;
	beside->run->least_missing = beside->own->least_missing;
	if (priced > beside->run->priced)
		beside->run->priced = priced;
}

void calendar_beside_ask(struct calendar_beside *beside, double share)
{
	const int asked = (int)(share * beside->most_rounds);
	const int round = asked < 1 ? 1 : asked;
	pthread_mutex_lock(&beside->lock);
	beside->allowed = round;
	pthread_cond_signal(&beside->leave);
	while (beside->rounds < round && !beside->ended) {
		pthread_mutex_unlock(&beside->lock);
		bool over = calendar_run_over(beside->run);
		pthread_mutex_lock(&beside->lock);
		if (over)
			break;
		wait_for_news(beside);
	}
	if (beside->rounds >= round)
		tell(beside, beside->proven[round - 1]);
	else if (beside->ended)
		tell(beside, beside->own->priced);
	pthread_mutex_unlock(&beside->lock);
}

enum moot_status calendar_beside_end(struct calendar_beside *beside, struct moot_error *error)
{
	struct calendar_run *run = beside->run;
	bool over = calendar_run_over(run);
	/* Where the bound would be by then hangs on the threads' speeds. */
	const bool proven = over && !run->expired && !run->stopped;
	pthread_mutex_lock(&beside->lock);
	beside->allowed = INT_MAX;
	while (!beside->ended) {
		beside->hurry = beside->hurry || over;
		pthread_cond_signal(&beside->leave);
		wait_for_news(beside);
		pthread_mutex_unlock(&beside->lock);
		over = calendar_run_over(run);
		pthread_mutex_lock(&beside->lock);
	}
	pthread_mutex_unlock(&beside->lock);
	if (beside->threaded)
		pthread_join(beside->thread, NULL);
	if (!proven || run->expired || run->stopped)
		tell(beside, beside->own->priced);
	run->proposal = beside->own->proposal;
	beside->own->proposal = NULL;
	enum moot_status status = beside->status;
	if (status != MOOT_OK)
		*error = beside->error;
	release(beside);
	return status;
}
