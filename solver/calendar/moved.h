/*
 * What moved and why: the meetings that go on from an earlier plan but not at the same time, each with what stands in
 * the way of where it stood, or what its move saves.
 */
#ifndef MOOT_SOLVER_CALENDAR_MOVED_H
#define MOOT_SOLVER_CALENDAR_MOVED_H

#include <solver/calendar/state.h>

/* The earlier plan's meetings while the new calendar is written. */
struct calendar_earlier {
	struct moot_meeting *meetings; /* what goes on, at its earlier times; calendar_board.stood points into it */
	size_t count;
	bool *placed; /* [meeting] it is in the new calendar */
	const char *slug;
};

/* Fills the plan's list of moved meetings. False when out of memory. */
bool calendar_list_moved(struct calendar_state *state, const struct calendar_earlier *earlier, struct moot_plan *plan);

#endif
