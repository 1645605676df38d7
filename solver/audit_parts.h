/* What the files of the audit share; not for others. */
#ifndef MOOT_SOLVER_AUDIT_PARTS_H
#define MOOT_SOLVER_AUDIT_PARTS_H

#include <moot/solve.h>
#include <solver/cost.h>

struct moot_audit_work {
	const struct moot_landscape *landscape;
	struct moot_arena *arena; /* scratch, gone when the audit is done */
	struct moot_costs costs;
	struct moot_audit *audit;
};

/* audit_groups.c: kinds of boards, and themes with what is none. Needs the boards. */
enum moot_status moot_audit_groups(struct moot_audit_work *work);

/* audit_bookings.c: what stands at once, or too close, in people's calendars today. */
enum moot_status moot_audit_bookings(struct moot_audit_work *work);

/* audit_findings.c: what the law or the boards' own terms ask and today does not give. */
enum moot_status moot_audit_findings(struct moot_audit_work *work);

/* audit_strategies.c: priorities that several strategies hold. */
enum moot_status moot_audit_strategies(struct moot_audit_work *work);

#endif
