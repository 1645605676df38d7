/*
 * Rooms of an earlier plan: a meeting that goes on keeps its venue where it can, and where it can't the plan says why.
 *
 * calendar_rooms_return() comes once all meetings have their slots, calendar_rooms_tell() as each is written into the
 * plan. Each call looks at all meetings that are in.
 */
#ifndef MOOT_SOLVER_CALENDAR_ROOMS_H
#define MOOT_SOLVER_CALENDAR_ROOMS_H

#include <solver/calendar/state.h>

/* The earlier plan's meeting that goes on as this one, or NULL; until the plan's meetings are written. */
const struct moot_meeting *calendar_rooms_earlier(const struct calendar_instance *in, int meeting);

/*
 * Puts meetings back into the venues where they were: one that stays where that costs no more than a move, one that
 * moves where it costs nothing. What has the venue, but not from the earlier plan, gives way to another of its place.
 */
void calendar_rooms_return(struct calendar_state *state);

/*
 * Adds to the plan's list of changed rooms where the meeting, the state's m, which was in the venue `from`, is in
 * another. The state is left as it was. False when out of memory.
 */
bool calendar_rooms_tell(struct calendar_state *state, int m, const char *from, const struct moot_meeting *meeting,
			 struct moot_plan *plan);

#endif
