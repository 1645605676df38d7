/* What is freed may never have been made: each of these takes NULL, or what is empty, and returns. */
#include <criterion/criterion.h>
#include <moot/alternatives.h>
#include <moot/explain.h>
#include <moot/ladder.h>
#include <moot/moot.h>
#include <moot/review.h>
#include <solver/calendar/offer.h>
#include <solver/calendar/program.h>
#include <solver/calendar/rows.h>
#include <solver/calendar/run.h>
#include <solver/calendar/series.h>
#include <solver/lp.h>
#include <solver/structure/pool.h>
#include <solver/structure/record.h>
#include <solver/structure/warm.h>

Test(free, nothing_at_all)
{
	moot_alternatives_free(NULL);
	moot_explanation_free(NULL);
	moot_ladder_free(NULL);
	moot_landscape_free(NULL);
	moot_arena_free(NULL);
	moot_plan_free(NULL);
	moot_review_free(NULL);
	moot_verdict_free(NULL);
	moot_lp_free(NULL);
	calendar_instance_free(NULL);
	calendar_offer_free(NULL);
	calendar_program_free(NULL);
	calendar_rows_free(NULL);
	calendar_run_free(NULL);
	calendar_pricer_free(NULL);
	calendar_state_free(NULL);
	moot_pricer_free(NULL);
	moot_record_free(NULL);
}

Test(free, what_is_empty)
{
	struct moot_pool pool = {0};
	struct moot_candidates candidates = {0};
	struct moot_warm warm = {0};
	struct moot_problems problems = {0};
	for (int twice = 0; twice < 2; twice++) {
		moot_pool_clear(&pool);
		moot_candidates_clear(&candidates);
		moot_warm_clear(&warm);
		moot_problems_clear(&problems);
	}
	cr_assert_null(pool.atoms);
	cr_assert_null(candidates.items);
}
