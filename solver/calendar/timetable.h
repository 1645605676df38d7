/*
 * The cheapest timetable of a day for boards of a town, by search over the starts; and all that was asked so far.
 */
#ifndef MOOT_SOLVER_CALENDAR_TIMETABLE_H
#define MOOT_SOLVER_CALENDAR_TIMETABLE_H

#include <solver/calendar/town.h>

struct calendar_timetables;

/* A set of the town's boards, bits by their place in the town. */
struct calendar_pattern {
	uint64_t boards;
	double hours; /* of clashes and breath; infinite where one day has no room for all */
};

/* NULL when out of memory. */
struct calendar_timetables *calendar_timetables_new(const struct calendar_instance *in,
						    const struct calendar_town *town);
void calendar_timetables_free(struct calendar_timetables *it); /* NULL-safe */

/* The pattern's hours. Takes the starts that it tried off *steps; false when out of memory. */
bool calendar_timetable(struct calendar_timetables *it, uint64_t boards, double *steps, double *hours);

/* All patterns asked so far, in order. */
const struct calendar_pattern *calendar_timetables_known(const struct calendar_timetables *it, size_t *count);

#endif
