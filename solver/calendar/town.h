/*
 * Towns: what the meetings of one day at one site cost at least, in trips, clashes and breath.
 *
 * Boards that can meet at one site alone are a town, or several where they are many. A pattern is a set S of them of
 * which each can meet on one day: rooms, needed people and the hours of a day allow only few. It costs
 *
 *     T(S) = sum_{v: a board of S is part of v} hours_v  +  the least over all timetables of S of
 *            sum of breath between meetings  +  what people pay for meetings at once
 *
 * with a visit v for each person and the site (instance.h). A person who is busy at a meeting pays its charge, not the
 * pair's; so that T holds on every day whoever is busy, those charges are taken out of the boards' prices, and a pair
 * pays f_ab <= the pair's charge such that sum_b f_ab <= charge_a: no more than the cheapest choice of who stays away.
 *
 * Shares alpha of the boards are allowed where they never sum up to more than T:
 *
 *     maximise   sum_b F_b alpha_b    such that    sum_{b of S} alpha_b <= T(S)    each pattern S
 *
 * The dual covers all meetings by days: the program of Gilmore and Gomory, "A linear programming approach to the
 * cutting stock problem", 1961. Each meeting of b then costs alpha_b more than its slot, in any bound that leaves aside
 * trips and what the town's boards do to each other; `given` hours are given back, for a person's trips count only
 * above the most meetings that a board of theirs has there.
 */
#ifndef MOOT_SOLVER_CALENDAR_TOWN_H
#define MOOT_SOLVER_CALENDAR_TOWN_H

#include <moot/status.h>
#include <solver/calendar/instance.h>

struct calendar_run;

enum {
	CALENDAR_TOWN_MOST = 64,  /* boards: a set is the bits of one number; those beyond stay outside */
	CALENDAR_TOWN_STARTS = 64 /* of a board: one that has more stays outside */
};

/* A person's trips to the town. */
struct calendar_town_visit {
	uint64_t boards;
	double hours;
	int visit; /* of the instance */
};

/* A pattern is another with one board more. Parents come first. */
struct calendar_town_pattern {
	size_t parent; /* SIZE_MAX for none */
	int added;     /* bit of the board */
	double hours;  /* T */
};

struct calendar_town {
	int boards[CALENDAR_TOWN_MOST]; /* rising */
	int count;
	struct calendar_town_visit *visits;
	int visit_count;
	double given;
	double shares[CALENDAR_TOWN_MOST]; /* alpha */
	struct calendar_town_pattern *patterns;
	size_t pattern_count; /* 0 where they are too many */
};

/* What belongs to towns already. A site may have several: a visit is part of one at most. */
struct calendar_town_taken {
	bool *boards; /* of the instance */
	bool *visits;
};

/*
 * A town of the site, of the `most_boards` left that share most trips; count is 0 where no two do. False when out of
 * memory.
 */
bool calendar_town_find(const struct calendar_instance *in, struct moot_arena *arena, int site, int most_boards,
			const struct calendar_town_taken *taken, struct calendar_town *out);

/*
 * town_share.c: fills in the best shares, and the patterns where these are few. Takes the work off *steps; *proven is
 * false where none were left or the run is over: the shares are then of no use.
 */
enum moot_status calendar_town_share(struct calendar_run *run, struct moot_arena *arena, struct calendar_town *town,
				     double *steps, bool *proven, struct moot_error *error);

#endif
