/*
 * Quorums: who of a board is free where its meeting is.
 *
 * state->lost[meeting] counts a member once for each meeting at once with this one that they attend too: quick to keep,
 * and never too few. Where it says that a quorum is lost, each member is looked at, who may be lost to two meetings and
 * is gone only once.
 */
#ifndef MOOT_SOLVER_CALENDAR_QUORUM_H
#define MOOT_SOLVER_CALENDAR_QUORUM_H

#include <solver/calendar/state.h>

/* Where a meeting of a board would be. */
struct calendar_sitting {
	int board;
	int place;
	int slot;
};

/* Counts in state->lost, by `sign`, the members whom the meeting and those at once with it take from each other. */
void calendar_quorum_count(struct calendar_state *state, int meeting, int sign);

/* Members of the pair who are not busy on the slot of its one side, and so are lost to it when the two are at once. */
int calendar_quorum_lost(const struct calendar_instance *in, const struct calendar_pair *pair, bool second, int slot);

/* Whether an attendee of the sitting's board is at another meeting at once with it; `meeting`, its own or MOOT_NONE, is
 * left out. */
bool calendar_quorum_is_elsewhere(const struct calendar_state *state, const struct calendar_sitting *there,
				  int attendee, int meeting);

/* Whether the board has its quorum there, every member looked at; `meeting` as above. */
bool calendar_quorum_is_met(const struct calendar_state *state, const struct calendar_sitting *there, int meeting);

/* Whether meeting `other` keeps its quorum when one of `board` is at once with it; `meeting` as above. */
bool calendar_quorum_is_kept(const struct calendar_state *state, int other, int board, int meeting);

/* Whether the board and all whom it would meet at once there keep their quorums; `meeting` as above. */
bool calendar_quorums_hold(const struct calendar_state *state, const struct calendar_sitting *there, int meeting);

#endif
