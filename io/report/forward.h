/*
 * A board's forward agenda: which theme is due at which of its meetings.
 *
 * A theme that comes n times in F meetings falls once into each n-th of the year, at the meeting there that has the
 * least on its agenda so far; one that carries a duty with a date falls inside the window of that date first. A theme
 * for every meeting is at every meeting. It is a proposal for the clerk: the plan's cost rests on the yearly minutes
 * alone, not on which meeting takes what.
 */
#ifndef MOOT_IO_REPORT_FORWARD_H
#define MOOT_IO_REPORT_FORWARD_H

#include "io/report/report.h"

struct moot_forward {
	int meetings; /* F */
	size_t themes;
	bool *due;    /* [theme * meetings + number - 1] */
	int *minutes; /* of the themes due, by meeting */
};

/* In the report's arena; false when out of memory. */
bool moot_forward_make(const struct moot_report *report, const struct moot_plan_board *board,
		       struct moot_forward *forward);
bool moot_forward_is_due(const struct moot_forward *forward, size_t theme, int number);

#endif
