/*
 * The yearly review: which boards of the earlier plan earned their cost, and what to do with each now.
 *
 * It reads who came (attendance.csv) beside what the earlier plan meant to hold, and this year's best plan of the same
 * landscape. What it says is a proposal with its reasons; the law's part is what the landscape says of it.
 */
#ifndef MOOT_REVIEW_H
#define MOOT_REVIEW_H

#include <moot/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * merge: the best plan now holds the board together with one that it was not together with before.
 * close: the best plan closes it, or the earlier one did; or nobody is bound to it and it hardly met, or hardly anyone
 *        came: fewer than a quarter of its meetings, or of its seats.
 * keep:  it earned its cost: half of its meetings or more were held and half of its seats or more were taken then. Also
 *        where nothing is recorded of one that the law or a duty asks for.
 * watch: all others.
 */
enum moot_review_verdict { MOOT_REVIEW_KEEP, MOOT_REVIEW_MERGE, MOOT_REVIEW_CLOSE, MOOT_REVIEW_WATCH };

struct moot_review_board {
	const char *id; /* in the earlier plan; of a board that it does not know, today's */
	const char *name;
	enum moot_review_verdict verdict;
	const char **from; /* today's boards that it is made of */
	size_t from_count;
	bool is_new; /* the earlier plan does not know it */
	bool needed; /* statutory, with a duty, or with a least number of meetings */
	int planned; /* meetings a year; of a board that the earlier plan does not know, as it is today, and so its
			seats */
	int held;    /* dates on which somebody was marked, attended or not; 0 also where nothing is recorded */
	bool recorded;
	int seats;    /* members who should come: no observers, none who only take papers */
	double share; /* of the seats on the dates held that were taken, by the member or the deputy; NAN for none */
	int quorum;   /* 0 for none */
	int quorate;  /* dates with the quorum */
	double cost;  /* GBP, of a year as planned: all seats at all meetings */
	double spent; /* GBP: all who came, guests too */
	const char **with; /* merge: other boards of today */
	size_t with_count;
	struct moot_saving saving; /* merge and close: a year, by this year's plan */
	const char **why;          /* sentences */
	size_t why_count;
};

struct moot_review {
	struct moot_arena *arena;
	moot_day from; /* the days looked at, both included: the earlier plan's year, or all where it has no record */
	moot_day to;
	struct moot_review_board *boards; /* the earlier plan's in its order, then those it does not know */
	size_t count;
};

/* `next` is this year's plan of the landscape; NULL where there is none. *out is the caller's; it copies all texts. */
enum moot_status moot_review_make(const struct moot_landscape *landscape, const struct moot_plan *previous,
				  const struct moot_plan *next, struct moot_review **out, struct moot_error *error);
void moot_review_free(struct moot_review *review); /* NULL-safe */

/* "keep", "merge", "close", "watch". */
const char *moot_review_text(enum moot_review_verdict verdict);

#ifdef __cplusplus
}
#endif

#endif
