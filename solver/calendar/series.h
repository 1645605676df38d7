/*
 * Series: the cheapest year of one board when each slot has a price.
 *
 * An anchor is a weekday and a start. Under an anchor each meeting pays for being off it, so meetings are priced one by
 * one and a scan over the days keeps their order, the days between them and the board's counted rules; the cheapest
 * anchor is then exactly the year with its regularity charged, for the commonest weekday and start are the best
 * anchor. A bound for each anchor (every meeting where it likes best) saves most scans.
 *
 *     g_k(d) = min( g_k(d-1),  skip + g_{k-1}(d),  price_k(d) + g_{k-1}(d - separation) )      for each state of counts
 *
 * Cost: days x starts for each meeting's window, and for each scanned anchor the days x states.
 */
#ifndef MOOT_SOLVER_CALENDAR_SERIES_H
#define MOOT_SOLVER_CALENDAR_SERIES_H

#include <solver/calendar/instance.h>

struct calendar_pricer;

enum moot_status calendar_pricer_new(const struct calendar_instance *in, struct calendar_pricer **out,
				     struct moot_error *error);
void calendar_pricer_free(struct calendar_pricer *pricer); /* NULL-safe */

/*
 * The cheapest series of `board` with cost[slot] for each meeting, `skip` for one that is not scheduled, and even
 * spacing, moves and regularity charged. limits (may be NULL): a meeting on `day` may follow one on limits[day] at the
 * latest, -1 for none. Writes the slot of each meeting, MOOT_NONE where it is not scheduled, and returns the cost.
 */
double calendar_price_series(struct calendar_pricer *pricer, const struct calendar_board *board, const double *cost,
			     const int *limits, double skip, int *slots);

/* Hours of a series by itself: prices, even spacing, moves, regularity. */
double calendar_series_hours(const struct calendar_instance *in, const struct calendar_board *board, const int *slots);

/* Hours off the commonest weekday and start. */
double calendar_series_regularity(const struct calendar_instance *in, const struct calendar_board *board,
				  const int *slots);

#endif
