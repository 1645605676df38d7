/*
 * A saving in sentences, each built from the parts alone: what is saved, what is taken back, and both in the weighted
 * hours by which plans are compared. A part is told where it rounds to a tenth of an hour or more.
 */
#ifndef MOOT_SOLVER_STRUCTURE_WHY_H
#define MOOT_SOLVER_STRUCTURE_WHY_H

#include <moot/plan.h>

/* ": 48 hours saved a year, 24 senior hours among them, worth GBP 1,361." NULL when out of memory. */
char *moot_why_total(struct moot_arena *arena, const struct moot_breakdown *breakdown);

/* The sentences, at most MOOT_WHY_SAVING of them; fewer than *count where memory ran out, which is false then. */
enum { MOOT_WHY_SAVING = 3 };
bool moot_why_saving(struct moot_arena *arena, const struct moot_breakdown *breakdown,
		     const char *lines[MOOT_WHY_SAVING], int *count);

#endif
