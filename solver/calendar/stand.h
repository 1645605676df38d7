/*
 * One meeting put where another plan has it: the earlier plan that is gone on from, or a scenario's free plan.
 *
 * Each call looks at all meetings that are in.
 */
#ifndef MOOT_SOLVER_CALENDAR_STAND_H
#define MOOT_SOLVER_CALENDAR_STAND_H

#include <solver/calendar/state.h>

/* The place and venue, among those that the board may use, of a venue's id. False where there is none of that id. */
bool calendar_stand_venue(const struct calendar_instance *in, const struct calendar_board *board, const char *id,
			  int *place, int *venue);

/* The meeting that has the landscape's venue when the board meets on the slot, or MOOT_NONE. */
int calendar_stand_holder(const struct calendar_state *state, const struct calendar_board *board, int venue, int slot);

/* Whether the place's venue is free for the board on the slot. */
bool calendar_stand_is_free(const struct calendar_state *state, int board, int place, int venue, int slot);

/*
 * Puts a meeting that is out on the slot, in the venue of that id where it is free. False, and nothing done, where
 * something stands in the way.
 */
bool calendar_stand(struct calendar_state *state, int meeting, int slot, const char *venue);

#endif
