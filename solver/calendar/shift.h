/*
 * Shifts: one meeting moved to another slot or place, weighed before it is done.
 *
 * Weighing leaves the calendar as it is and costs the meetings of the two days and the board's members; doing costs
 * about twice as much. Search.c weighs about a million shifts a second.
 */
#ifndef MOOT_SOLVER_CALENDAR_SHIFT_H
#define MOOT_SOLVER_CALENDAR_SHIFT_H

#include <solver/calendar/state.h>

struct calendar_shifts {
	struct calendar_state *state;
	int *pairs;      /* [board][board] index into the instance's pairs, or MOOT_NONE */
	bool *is_linked; /* [board] takes part in a `before` rule or a report */
};

struct calendar_shift {
	int meeting;
	int slot;
	int place;
	int venue;
	double alone; /* hours more, but for those with other meetings of the day */
};

/* Everything is in `arena`. False when out of memory. */
bool calendar_shifts_new(struct calendar_state *state, struct moot_arena *arena, struct calendar_shifts *out);

/*
 * How many hours more it costs to hold a scheduled meeting on another slot, at that place; INFINITY where that is
 * forbidden. *shift is for calendar_shift_do().
 */
double calendar_shift_weigh(const struct calendar_shifts *shifts, int meeting, int slot, int place,
			    struct calendar_shift *shift);
void calendar_shift_do(const struct calendar_shifts *shifts, const struct calendar_shift *shift);

#endif
