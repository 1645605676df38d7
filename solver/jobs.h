/*
 * Independent jobs on several threads: plans of a ladder, scenarios of a what-if, runs of a sweep.
 *
 * Jobs are taken in their order, each by the next thread that is free. The caller's watch is asked by the calling
 * thread alone, some times a second; a job's own watch only tells it to stop. A job must not touch what another may
 * change. Each thread gives back what GLPK keeps for it.
 */
#ifndef MOOT_SOLVER_JOBS_H
#define MOOT_SOLVER_JOBS_H

#include <moot/status.h>

struct moot_jobs {
	size_t count;
	int threads;
	const struct moot_watch *watch; /* of the caller, or NULL */
	const char *phase;              /* for its progress */
	/* Does job `index`; not MOOT_OK ends them all. `watch` is for the solves in it. */
	enum moot_status (*run)(void *context, size_t index, const struct moot_watch *watch, struct moot_error *error);
	void *context;
};

/* The status of the first job, in their order, that failed. */
enum moot_status moot_jobs_run(const struct moot_jobs *jobs, struct moot_error *error);

#endif
