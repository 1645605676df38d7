/*
 * Conflicts: what two boards that share people do to each other when they meet on one day.
 *
 * Two meetings are at once, too close for breath, or nothing to each other, by their times and the travel between
 * their sites. At once is forbidden where someone is needed at both and else costs the smaller charge of each person
 * who is busy at neither. Each call costs one step for each shared person whose charge counts.
 */
#ifndef MOOT_SOLVER_CALENDAR_CONFLICT_H
#define MOOT_SOLVER_CALENDAR_CONFLICT_H

#include <solver/calendar/instance.h>

enum calendar_relation { CALENDAR_APART, CALENDAR_CLOSE, CALENDAR_AT_ONCE };

/* A meeting as others see it. `start` in minutes from the year's start, `travel` twice the minutes one way. */
enum calendar_relation calendar_relate(const struct calendar_instance *in, int start_a, int minutes_a, int start_b,
				       int minutes_b, int travel);

/* Hours when the pair's boards meet on these slots in this relation; INFINITY where it is forbidden. */
double calendar_pair_cost(const struct calendar_instance *in, const struct calendar_pair *pair, int slot_a, int slot_b,
			  enum calendar_relation relation);

/* The neighbour's entry of `other` at `board`, or NULL where they share nobody. */
const struct calendar_neighbour *calendar_neighbour_of(const struct calendar_board *board, int other);

#endif
