/* The verifier accepts two plans that were worked out by hand. */
#include "verify_samples.h"

static void check_valid(int which)
{
	struct moot_landscape *l = NULL;
	struct moot_plan *p = NULL;
	sample(which, &l, &p);
	struct moot_verdict *verdict = verify(l, p);
	for (size_t i = 0; i < verdict->count; i++)
		cr_expect(false, "%s", verdict->faults[i].message);
	cr_assert_eq(verdict->count, 0);
	moot_verdict_free(verdict);
	p->has_calendar = false;
	p->meeting_count = 0;
	p->unscheduled_count = 0;
	p->status = p->structure.status;
	verdict = verify(l, p);
	cr_expect_eq(verdict->count, 0, "without a calendar: %s", verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
	moot_plan_free(p);
	moot_landscape_free(l);
}

Test(verify, accepts_a_plan_with_a_merge_a_closure_and_a_meeting_in_common)
{
	check_valid(1);
}

Test(verify, accepts_a_plan_with_host_chair_and_an_unscheduled_meeting)
{
	check_valid(2);
}

Test(verify, a_null_verdict_may_be_freed)
{
	moot_verdict_free(NULL);
}
