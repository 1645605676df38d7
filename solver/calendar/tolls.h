/*
 * Tolls: one step of the duals of all gates (gate.h), for ascent.c.
 *
 * A series under the duals asks for a trip on some days; rows whose boards ask more than the others of their gate take
 * over the trip's hours from these. The new duals are the nearest that do not sum up to more than the trip.
 */
#ifndef MOOT_SOLVER_CALENDAR_TOLLS_H
#define MOOT_SOLVER_CALENDAR_TOLLS_H

#include <solver/calendar/rows.h>

struct calendar_tolls {
	struct calendar_rows *rows;
	size_t *offset; /* [gate] where its rows begin in the arrays below */
	size_t count;
	double *asked; /* [gate's row][day] meetings under the duals */
	double *direction;
	double *best;
};

/* False when out of memory. */
bool calendar_tolls_new(struct calendar_rows *rows, struct moot_arena *arena, struct calendar_tolls *out);

/* Counts what the series ask for; slots[meeting]. */
void calendar_tolls_ask(struct calendar_tolls *tolls, const int *slots);

/*
 * Takes from each row's excess what its gate is open: excess[row] of rows with a gate counts meetings until then.
 * Mixes the directions with those before, keeping `fresh` of the new; returns the sum of their squares.
 */
double calendar_tolls_direct(struct calendar_tolls *tolls, double *excess, double fresh);

/* Steps along the directions, after the rows' own duals have stepped. */
void calendar_tolls_step(struct calendar_tolls *tolls, double length);

void calendar_tolls_remember(struct calendar_tolls *tolls);
void calendar_tolls_recall(struct calendar_tolls *tolls);

#endif
