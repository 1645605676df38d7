/* What moot's own callers may tell a solve beyond the user's options: the ladder, what-ifs and sweeps do. */
#ifndef MOOT_SOLVER_STRUCTURE_HINT_H
#define MOOT_SOLVER_STRUCTURE_HINT_H

#include <solver/structure/warm.h>

struct moot_hint {
	struct moot_warm *warm; /* sets to begin with; those found are added; or NULL */
	int min_boards;         /* at least so many boards after the plan; 0 for none */
	bool brief;             /* where nothing is possible, don't search for what conflicts */
};

#endif
