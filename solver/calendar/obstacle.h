/*
 * Obstacles: what stands in the way of one meeting at one time, given where all others are.
 *
 * Asked of a state in which the meeting itself is not scheduled, about any instant, on the grid or off it. A time
 * without an obstacle is one at which the plan would stay valid. Cost: the board's members times their busy times, and
 * the meetings of the day.
 */
#ifndef MOOT_SOLVER_CALENDAR_OBSTACLE_H
#define MOOT_SOLVER_CALENDAR_OBSTACLE_H

#include <solver/calendar/state.h>

enum calendar_obstacle_kind {
	CALENDAR_OUTSIDE, /* not in the meeting's part of the year, the days `subject` to `other` */
	CALENDAR_PAST,    /* before the day that freezes the earlier plan */
	CALENDAR_HOURS,   /* subject: one of calendar_hours_fault */
	CALENDAR_CLOSED,  /* subject: a closure */
	CALENDAR_BARRED,  /* subject: a rule */
	CALENDAR_BUSY,    /* subject: a person whom the meeting needs; word: of calendar_why_absent() */
	CALENDAR_NEEDED,  /* subject: a person; other: a meeting that needs them too */
	CALENDAR_VENUE,   /* other: a meeting that has the only venue, or MOOT_NONE */
	CALENDAR_FULL,    /* subject: a person; other: a rule */
	CALENDAR_QUORUM,  /* other: the meeting that loses its quorum, this one or one at once with it */
	CALENDAR_SERIES,  /* other: a meeting of the same board, out of order or too near; MOOT_NONE: a frozen one */
	CALENDAR_ORDER,   /* subject: a `before` rule */
	CALENDAR_COUNTED  /* subject: a `within` or `pin` rule, or MOOT_NONE; other: a duty then */
};

enum calendar_hours_fault { CALENDAR_EARLY, CALENDAR_LATE, CALENDAR_OFF_GRID, CALENDAR_LUNCH };

struct calendar_obstacle {
	enum calendar_obstacle_kind kind;
	int subject;
	int other;
	const char *word;
};

enum { CALENDAR_MOST_OBSTACLES = 64 };

/* Writes at most CALENDAR_MOST_OBSTACLES; returns how many. `start` in minutes from the year's first midnight. */
int calendar_obstacles(struct calendar_state *state, int meeting, int place, int start,
		       struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES]);

/* The same at the place where they are fewest; *place is it. */
int calendar_obstacles_anywhere(struct calendar_state *state, int meeting, int start, int *place,
				struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES]);

/* In words, without a full stop; NULL when out of memory. */
const char *calendar_obstacle_text(const struct calendar_state *state, const struct calendar_obstacle *obstacle,
				   struct moot_arena *arena);

/* "Tue 2027-05-11 10:00" of an instant. */
const char *calendar_when(const struct calendar_instance *in, int start, struct moot_arena *arena);

#endif
