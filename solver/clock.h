/* The monotonic clock, for limits and progress only: no result may depend on it unless a limit ended the search. */
#ifndef MOOT_SOLVER_CLOCK_H
#define MOOT_SOLVER_CLOCK_H

double moot_clock_seconds(void);

#endif
