/*
 * Bound, gap and status of both searches.
 *
 * The verifier cannot prove a bound; it checks that what is claimed fits together: the bound is not above the
 * objective, the gap is theirs, `optimal` is said when and only when the gap is 0, and the plan's status is the weaker
 * of its searches'.
 */
#include <solver/verify/verify.h>

#include <math.h>
#include <string.h>

static const char *status_text(enum moot_search_status status)
{
	return (unsigned)status <= MOOT_SEARCH_STOPPED ? moot_search_status_text(status) : "unknown";
}

static double expected_gap(double objective, double bound)
{
	/* A hair of slack, for the figures may have been written and read. */
	if (objective - bound <= 1e-6 + 1e-12 * fabs(objective))
		return 0;
	return (objective - bound) / objective;
}

static void check_gap(struct verify *v, const char *what, double objective, double bound, double gap, bool may_be_null)
{
	if (isnan(gap)) {
		if (!may_be_null && !(isinf(bound) && bound < 0))
			verify_fault(v, "the gap of the %s is null, though its bound is %.9g", what, bound);
		return;
	}
	if (!(bound <= objective + 1e-6 * fmax(1.0, fabs(objective))))
		verify_fault(v, "the bound of the %s, %.9g, is above its objective %.9g", what, bound, objective);
	double expected = expected_gap(objective, bound);
	if (!(gap == expected) && !(isfinite(gap) && isfinite(expected) && verify_near(gap, expected)))
		verify_fault(v, "the gap of the %s is %.9g, not %.9g", what, gap, expected);
	/* Exactly 0 claims a proof. */
	if (gap == 0 && expected != 0)
		verify_fault(v, "the gap of the %s is 0, but its bound %.9g is below its objective %.9g", what, bound,
			     objective);
}

static void check_status(struct verify *v, const char *what, double gap, enum moot_search_status status)
{
	if ((unsigned)status > MOOT_SEARCH_STOPPED)
		verify_fault(v, "the status of the %s is unknown", what);
	else if ((gap == 0) != (status == MOOT_SEARCH_OPTIMAL))
		verify_fault(v, "the status of the %s is %s with a gap of %.9g", what, status_text(status), gap);
}

void verify_proofs(struct verify *v)
{
	const struct moot_plan *plan = v->plan;
	const struct moot_structure_result *structure = &plan->structure;
	enum moot_search_status weaker = structure->status;
	check_gap(v, "structure", structure->objective, structure->bound, structure->gap, false);
	check_status(v, "structure", structure->gap, structure->status);
	check_gap(v, "attendance", plan->attendance.loss, plan->attendance.bound, plan->attendance.gap, true);
	check_status(v, "attendance", plan->attendance.gap, plan->attendance.status);
	if (plan->attendance.status > weaker)
		weaker = plan->attendance.status;
	bool together = strcmp(structure->scope, "partition+handover") == 0;
	if (!together && strcmp(structure->scope, "partition") != 0)
		verify_fault(v,
			     "the scope of the structure is \"%s\", neither \"partition\" nor \"partition+handover\"",
			     structure->scope);
	if (together && (v->as_they_are || !v->l->policy.hand_over))
		verify_fault(v, "the scope of the structure is \"%s\", but no theme may be handed over",
			     structure->scope);
	if (plan->has_calendar) {
		const struct moot_calendar_result *calendar = &plan->calendar;
		check_gap(v, "calendar", calendar->objective, calendar->bound, calendar->gap,
			  plan->unscheduled_count > 0);
		check_status(v, "calendar", calendar->gap, calendar->status);
		if (calendar->status > weaker)
			weaker = calendar->status;
	} else if (plan->meeting_count > 0 || plan->unscheduled_count > 0) {
		verify_fault(v, "the plan has meetings, but no calendar");
	}
	if (plan->status != weaker)
		verify_fault(v, "the status of the plan is %s, not %s, the weaker of its parts'",
			     status_text(plan->status), status_text(weaker));
}
