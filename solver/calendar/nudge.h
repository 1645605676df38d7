/*
 * Nudges: simulated annealing over shifts of single meetings and of whole series.
 *
 * Most shifts try another day of the meeting's window, a day on which a board with common members meets, or another
 * start; a few move all meetings of a board by some days, to another start or to another place.
 */
#ifndef MOOT_SOLVER_CALENDAR_NUDGE_H
#define MOOT_SOLVER_CALENDAR_NUDGE_H

#include <solver/calendar/run.h>
#include <solver/calendar/shift.h>

struct calendar_nudges {
	struct calendar_run *run;
	struct calendar_shifts shifts;
	struct calendar_shift *undo; /* [meeting] of a series in motion */
};

/* Everything is in `arena`. False when out of memory. */
bool calendar_nudges_new(struct calendar_run *run, struct moot_arena *arena, struct calendar_nudges *out);

/* Tries `count` shifts; one that costs t log(1/chance) hours more is accepted, t the temperature. */
void calendar_nudge(struct calendar_nudges *nudges, int count, double temperature, struct calendar_random *random);

#endif
