/*
 * The tally: a finished calendar's hours by part, and who clashes with what, worked out afresh from its slots.
 *
 * The search keeps one sum; the plan needs the parts and the names. Cost: each meeting's members, and the meetings that
 * share a day.
 */
#ifndef MOOT_SOLVER_CALENDAR_TALLY_H
#define MOOT_SOLVER_CALENDAR_TALLY_H

#include <solver/calendar/state.h>

struct calendar_tally {
	struct moot_calendar_parts parts;
	struct moot_clash **clashes; /* [meeting] */
	size_t *clash_counts;        /* [meeting] */
};

/* Everything is in `arena`. */
enum moot_status calendar_tally_make(const struct calendar_state *state, struct moot_arena *arena,
				     struct calendar_tally *tally, struct moot_error *error);

double calendar_tally_hours(const struct moot_calendar_parts *parts);

/* Why a person cannot be at a meeting: "(busy)", "(not working)", "(not-on)", "(tentative)"; NULL when free. Minutes
   from the year's start. */
const char *calendar_why_absent(const struct calendar_instance *in, int person, int start, int minutes);

#endif
