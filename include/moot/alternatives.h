/*
 * Why a meeting of a plan is when it is: what else it could be and at what cost, and what stands in the way of a time
 * that somebody asks for.
 *
 * All other meetings stay where the plan has them. Hours are those of the calendar's objective (solve.h): what the
 * whole calendar would cost more, below 0 for less. Takes some milliseconds for each of the meeting's days.
 */
#ifndef MOOT_ALTERNATIVES_H
#define MOOT_ALTERNATIVES_H

#include <moot/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An attending member who could not come. */
struct moot_absence {
	const char *person; /* id */
	const char *name;
	const char *why; /* "(busy)" and its like as in a clash, or the name of the board that they are at */
	bool needed;
};

/* A time for the meeting. */
struct moot_way {
	moot_minute start;
	moot_minute end;
	const char *venue; /* as in a meeting of the plan */
	double hours;      /* against the plan's calendar; not-a-number where something stands in the way */
	struct moot_absence *absent;
	size_t absent_count;
	const char **obstacles; /* what stands in the way, in words; none: the plan would stay valid */
	size_t obstacle_count;
};

struct moot_alternatives_request {
	const char *board; /* id in the plan */
	int number;        /* from 1 */
	int most;          /* alternatives, each on a day of its own */
	bool has_at;
	moot_minute at; /* a time to look at */
};

struct moot_alternatives {
	struct moot_arena *arena;
	const char *board;
	const char *name;
	int number;
	bool scheduled;
	bool frozen;
	struct moot_way now;   /* where it is scheduled */
	struct moot_way *ways; /* the best first */
	size_t count;
	struct moot_way at;
	const char *why; /* of one that is not scheduled; "" for one that is */
};

/*
 * MOOT_ERROR_INPUT where the plan has no calendar, MOOT_ERROR_USAGE where it has no such meeting, MOOT_ERROR_INVALID
 * where its calendar does not fit the landscape. *out is the caller's.
 */
enum moot_status moot_alternatives_find(const struct moot_landscape *landscape, const struct moot_plan *plan,
					const struct moot_alternatives_request *request, struct moot_alternatives **out,
					struct moot_error *error);
void moot_alternatives_free(struct moot_alternatives *alternatives); /* NULL-safe */

#ifdef __cplusplus
}
#endif

#endif
