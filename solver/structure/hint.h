/* What moot's own callers may tell a solve beyond the user's options: the ladder, what-ifs and sweeps do. */
#ifndef MOOT_SOLVER_STRUCTURE_HINT_H
#define MOOT_SOLVER_STRUCTURE_HINT_H

#include <moot/plan.h>
#include <solver/structure/warm.h>

/* What an objective is a sum of, so that its value at other prices is known. All of it is of the seats. */
struct moot_structure_sums {
	double senior_hours;
	double other_hours;
	double agenda_hours; /* of all themes but own ones; the constant is not taken off */
	double meetings;
	double penalties; /* boards that merge_penalty is charged for */
	double over;      /* hours above limits */
};

struct moot_hint {
	struct moot_warm *warm; /* sets to begin with; those found are added; or NULL */
	int min_boards;         /* at least so many boards after the plan; 0 for none */
	double *floor; /* what the sets cost at least, from an easier program; what is proven here is put in; or NULL */
	int most_parts;                   /* at most so many sets, boards that close among them; 0 for none */
	bool brief;                       /* where nothing is possible, don't search for what conflicts */
	bool terse;                       /* the plan says nothing of why */
	const int *not_alone;             /* a board that is no set by itself, or NULL */
	const struct moot_plan *start;    /* its calendar is one to begin with; or NULL */
	struct moot_structure_sums *sums; /* filled where there is a plan, or NULL */
};

#endif
