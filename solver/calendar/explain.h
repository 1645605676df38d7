/*
 * Why a meeting is not scheduled: what stands in the way of the slots of its window, given all the others.
 *
 * Cost: its slots x (its members + the meetings of the day), for each meeting explained.
 */
#ifndef MOOT_SOLVER_CALENDAR_EXPLAIN_H
#define MOOT_SOLVER_CALENDAR_EXPLAIN_H

#include <solver/calendar/state.h>

/* A sentence in `arena`; NULL when out of memory. */
const char *calendar_explain_missing(struct calendar_state *state, int meeting, struct moot_arena *arena);

/* The same for a board for which no venue is large enough. */
const char *calendar_explain_roomless(const struct calendar_instance *in, const struct calendar_board *board,
				      struct moot_arena *arena);

#endif
