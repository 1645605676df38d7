/*
 * A run: one search for a calendar, with its tools, its limits and the best calendar found so far.
 *
 * The parts of the search (construct.c, master.c, search.c) work on run->state and call calendar_run_keep() when it
 * may be the best. calendar_run_over() says when to end; it is cheap, and asked inside every loop.
 */
#ifndef MOOT_SOLVER_CALENDAR_RUN_H
#define MOOT_SOLVER_CALENDAR_RUN_H

#include <solver/calendar/offer.h>
#include <solver/calendar/series.h>
#include <solver/calendar/town.h>

struct calendar_run {
	const struct calendar_instance *in;
	const struct moot_solve_options *options;
	double begun;
	double deadline;
	double reported;
	const char *phase;
	bool stopped;    /* by the user */
	double patience; /* until then the user's stop is not heard: a plan without a calendar helps nobody */
	bool expired;    /* by the deadline */
	struct calendar_state *state;
	struct calendar_pricer *pricer;
	struct calendar_offer *offer;
	int *places;        /* [board] where settle.c would have it meet */
	int *ranks;         /* [board] feeders of `before` rules come first */
	const bool *stands; /* [board] construct.c leaves it where it is; NULL: none */
	bool is_warm;       /* begun from another plan's calendar */
	int *slots;         /* scratch for one series */
	/* The best so far. */
	bool has_best;
	int *best_slot;
	int *best_place;
	int *best_venue;
	int best_missing;
	double best_hours;
	/* What is proven. */
	int least_missing;
	double price;  /* hours charged by the bound for a meeting that is not scheduled */
	double priced; /* no calendar's hours plus price for each missing meeting are below this */
	int *proposal; /* [meeting] slots near the bound, from dive.c; NULL for none */
	void (*round_done)(void *context, double priced); /* after each round of the ascent; may be NULL */
	void *round_context;
	const struct calendar_town *towns; /* whose shares the instance has charged; NULL for none */
	int town_count;
};

/* Hours that a missing meeting counts in the search: above whatever hours can save. */
#define CALENDAR_MISSING 1e5

enum moot_status calendar_run_new(const struct calendar_instance *in, const struct moot_solve_options *options,
				  double deadline, struct calendar_run **out, struct moot_error *error);
void calendar_run_free(struct calendar_run *run); /* NULL-safe */

/* True when the user, the deadline or a proof that is close enough ends the run. Also reports progress. */
bool calendar_run_over(struct calendar_run *run);

/* Keeps the state when it is better than the best: fewer missing, then fewer hours. */
void calendar_run_keep(struct calendar_run *run);
/* Makes the state the best calendar again. */
void calendar_run_recall(struct calendar_run *run);

/*
 * Puts the board back in its cheapest series given the rest; noise as in calendar_offer_fill(). With a `place` other
 * than MOOT_NONE it meets there, unless it must then leave a meeting out.
 */
void calendar_run_insert(struct calendar_run *run, int board, int place, double noise, struct calendar_random *random);

/* Puts the board back as near to the slots as the rest of the calendar allows. */
void calendar_run_follow(struct calendar_run *run, int board, const int *slots);

/* The bound on the hours of a calendar with as few missing meetings as the best has. */
double calendar_run_bound(const struct calendar_run *run);
/* Not-a-number where it is unproven that no fewer could be missing. */
double calendar_run_gap(const struct calendar_run *run);

/* settle.c: a place for each board that may choose. */
enum moot_status calendar_settle(struct calendar_run *run, struct moot_error *error);

/* construct.c: a first complete calendar. */
enum moot_status calendar_construct(struct calendar_run *run, struct moot_error *error);

/* begin.c: the same, near to another plan's. */
enum moot_status calendar_begin(struct calendar_run *run, const struct moot_plan *start, struct moot_error *error);

struct calendar_beside;

/* search.c: better ones, by ruin and recreate. `beside` says what is proven. */
enum moot_status calendar_search(struct calendar_run *run, struct calendar_beside *beside, struct moot_error *error);

/* search.c: the last part, from the proposal where there is one. */
enum moot_status calendar_polish(struct calendar_run *run, struct moot_error *error);

/* master.c: a bound. Rounds of the ascent that it means to do. */
enum moot_status calendar_master(struct calendar_run *run, struct moot_error *error);
int calendar_master_rounds(const struct calendar_run *run);

#endif
