/*
 * Planning again: what may stay stays, what moves says why, what is frozen stands, and uids go on. Every plan passes
 * both verifiers, and each lie that is told about an earlier plan is found.
 */
#include "calendar_year.h"

#include <math.h>
#include <moot/alternatives.h>

static void plan_it(const struct moot_landscape *l, const struct moot_plan *previous, moot_day freeze, bool merging,
		    struct moot_plan **plan)
{
	struct moot_solve_options options;
	struct moot_error error = {0};
	moot_solve_options_default(&options);
	options.calendar_only = !merging;
	options.time_limit = 2;
	options.previous = previous;
	options.freeze_before = freeze;
	enum moot_status status = moot_plan_make(l, &options, plan, &error);
	cr_assert_eq(status, MOOT_OK, "%s", error.message);
}

static void verify_both(const struct moot_landscape *l, const struct moot_plan *plan, const struct moot_plan *previous)
{
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(verdict->count, 0, "%s", verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
	cr_assert_eq(moot_verify_previous(plan, previous, &verdict, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(verdict->count, 0, "%s", verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
}

static const struct moot_meeting *find(const struct moot_plan *plan, const char *uid)
{
	for (size_t i = 0; i < plan->meeting_count; i++)
		if (strcmp(plan->meetings[i].uid, uid) == 0)
			return &plan->meetings[i];
	return NULL;
}

static void add_closure(struct moot_landscape *l, moot_day day, const char *why)
{
	struct moot_closure *closures = moot_arena_array(l->arena, l->closure_count + 1, sizeof *closures);
	size_t count = 0;
	for (size_t i = 0; i < l->closure_count; i++)
		if (l->closures[i].day < day)
			closures[count++] = l->closures[i];
	closures[count++] = (struct moot_closure){day, why};
	for (size_t i = 0; i < l->closure_count; i++)
		if (l->closures[i].day > day)
			closures[count++] = l->closures[i];
	l->closures = closures;
	l->closure_count = count;
}

static moot_day day_of(moot_minute at)
{
	return (moot_day)(at / MOOT_MINUTES_A_DAY);
}

/* The day with most meetings. */
static moot_day busiest_day(const struct moot_plan *plan)
{
	moot_day best = MOOT_NO_DAY;
	size_t most = 0;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		size_t same = 0;
		for (size_t j = 0; j < plan->meeting_count; j++)
			same += day_of(plan->meetings[j].start) == day_of(plan->meetings[i].start);
		if (same > most) {
			most = same;
			best = day_of(plan->meetings[i].start);
		}
	}
	return best;
}

Test(replan, nothing_changed_nothing_moves)
{
	struct moot_landscape *l = year_area(12, 40, 3);
	struct moot_plan *first = NULL;
	struct moot_plan *again = NULL;
	plan_it(l, NULL, MOOT_NO_DAY, false, &first);
	plan_it(l, first, MOOT_NO_DAY, false, &again);
	verify_both(l, again, first);
	cr_assert_eq(again->meeting_count, first->meeting_count);
	cr_assert_eq(again->moved_count + again->cancelled_count + again->held_count, 0);
	for (size_t i = 0; i < first->meeting_count; i++) {
		const struct moot_meeting *meeting = find(again, first->meetings[i].uid);
		cr_assert(meeting && meeting->start == first->meetings[i].start && meeting->sequence == 0);
		cr_assert_str_eq(meeting->venue, first->meetings[i].venue);
	}
	cr_assert_float_eq(again->calendar.parts.moves, 0, 1e-9);
	moot_plan_free(first);
	moot_plan_free(again);
	moot_landscape_free(l);
}

Test(replan, a_leaver_and_a_closure_move_what_must_move)
{
	struct moot_landscape *l = year_area(40, 100, 1);
	struct moot_plan *first = NULL;
	struct moot_plan *again = NULL;
	plan_it(l, NULL, MOOT_NO_DAY, false, &first);
	moot_day closed = busiest_day(first);
	size_t must = 0;
	for (size_t i = 0; i < first->meeting_count; i++)
		must += day_of(first->meetings[i].start) == closed;
	add_closure(l, closed, "Royal visit");
	int leaver = MOOT_NONE;
	for (size_t m = 0; m < l->member_count && leaver == MOOT_NONE; m++)
		if (l->members[m].role == MOOT_MEMBER)
			leaver = l->members[m].person;
	size_t kept = 0;
	for (size_t m = 0; m < l->member_count; m++)
		if (l->members[m].person != leaver || l->members[m].role <= MOOT_REQUIRED)
			l->members[kept++] = l->members[m];
	cr_assert_lt(kept, l->member_count);
	l->member_count = kept;
	plan_it(l, first, MOOT_NO_DAY, false, &again);
	verify_both(l, again, first);
	cr_assert_gt(must, 1);
	cr_assert_geq(again->moved_count, must);
	cr_assert_leq((double)(again->moved_count - must), 0.03 * (double)first->meeting_count);
	size_t by_closure = 0;
	for (size_t i = 0; i < again->moved_count; i++)
		by_closure += strstr(again->moved[i].why, "Royal visit") != NULL;
	cr_assert_eq(by_closure, must);
	for (size_t i = 0; i < again->meeting_count; i++) {
		const struct moot_meeting *now = &again->meetings[i];
		const struct moot_meeting *was = find(first, now->uid);
		cr_assert_not_null(was);
		const bool same = was->start == now->start && strcmp(was->venue, now->venue) == 0;
		cr_assert_eq(now->sequence, same ? 0 : 1, "%s", now->uid);
	}
	moot_plan_free(first);
	moot_plan_free(again);
	moot_landscape_free(l);
}

Test(replan, frozen_meetings_stand_whatever_the_rules_say)
{
	struct moot_landscape *l = year_area(15, 50, 2);
	struct moot_plan *first = NULL;
	struct moot_plan *again = NULL;
	const moot_day freeze = moot_day_from_date(2027, 10, 1);
	plan_it(l, NULL, MOOT_NO_DAY, false, &first);
	struct moot_rule *rule = made_rule(l, MOOT_RULE_NOT_ON, 0);
	rule->everyone = true;
	rule->text = "not-on all summer and november";
	rule->from = moot_day_from_date(2027, 5, 1);
	rule->to = moot_day_from_date(2027, 11, 30);
	plan_it(l, first, freeze, false, &again);
	verify_both(l, again, first);
	size_t frozen = 0;
	for (size_t i = 0; i < first->meeting_count; i++) {
		const struct moot_meeting *was = &first->meetings[i];
		const struct moot_meeting *is = find(again, was->uid);
		if (day_of(was->start) >= freeze)
			continue;
		frozen++;
		cr_assert(is && is->frozen && is->start == was->start && is->end == was->end && is->sequence == 0);
	}
	cr_assert_gt(frozen, 10);
	for (size_t i = 0; i < again->meeting_count; i++)
		cr_assert(again->meetings[i].frozen || day_of(again->meetings[i].start) > rule->to);
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	cr_assert_eq(moot_verify(l, again, &verdict, &error), MOOT_OK);
	cr_assert_gt(verdict->exception_count, 0);
	moot_verdict_free(verdict);
	moot_plan_free(first);
	moot_plan_free(again);
	moot_landscape_free(l);
}

Test(replan, frequencies_change_and_cancelled_uids_never_return)
{
	struct moot_landscape *l = year_area(6, 30, 4);
	struct moot_plan *first = NULL;
	struct moot_plan *fewer = NULL;
	struct moot_plan *more = NULL;
	l->boards[0].meetings_per_year = 6;
	plan_it(l, NULL, MOOT_NO_DAY, false, &first);
	l->boards[0].meetings_per_year = 4;
	plan_it(l, first, MOOT_NO_DAY, false, &fewer);
	verify_both(l, fewer, first);
	cr_assert_eq(fewer->cancelled_count, 2);
	cr_assert_eq(fewer->cancelled[0].sequence, 1);
	cr_assert(strstr(fewer->cancelled[0].why, "now has 4 meetings a year, not 6"), "%s", fewer->cancelled[0].why);
	l->boards[0].meetings_per_year = 6;
	plan_it(l, fewer, MOOT_NO_DAY, false, &more);
	verify_both(l, more, fewer);
	cr_assert_eq(more->meeting_count, first->meeting_count);
	cr_assert_eq(more->cancelled_count, 2);
	for (size_t i = 0; i < more->cancelled_count; i++)
		cr_assert_null(find(more, more->cancelled[i].uid));
	moot_plan_free(first);
	moot_plan_free(fewer);
	moot_plan_free(more);
	moot_landscape_free(l);
}

/* Two boards of the same people: together they save their meetings. */
static struct moot_landscape *twins(bool merging)
{
	struct moot_landscape *l = made_new();
	made_person(l, "ann");
	made_person(l, "bob");
	made_board(l, "a");
	made_board(l, "b");
	for (int b = 0; b < 2; b++) {
		made_member(l, b, 0)->role = MOOT_CHAIR;
		made_member(l, b, 1);
		made_item(l, b, "theme", 60, 4);
	}
	if (!merging)
		made_rule(l, MOOT_RULE_APART, 2, 0, 1);
	made_finish(l);
	return l;
}

Test(replan, boards_that_merge_hand_their_meetings_on)
{
	struct moot_landscape *apart = twins(false);
	struct moot_landscape *merged = twins(true);
	struct moot_plan *first = NULL;
	struct moot_plan *again = NULL;
	const moot_day freeze = moot_day_from_date(2027, 7, 1);
	plan_it(apart, NULL, MOOT_NO_DAY, true, &first);
	cr_assert_eq(first->meeting_count, 8);
	/* The structure before is too dear to stay. */
	plan_it(merged, first, freeze, true, &again);
	verify_both(merged, again, first);
	cr_assert_eq(again->board_count, 1);
	cr_assert_eq(again->meeting_count, 4);
	for (size_t i = 0; i < again->meeting_count; i++)
		cr_assert_eq(again->meetings[i].uid[0], 'a');
	cr_assert_eq(again->held_count, 1);
	cr_assert_eq(again->cancelled_count, 3);
	cr_assert_str_eq(again->held[0].why, "Board b is now part of Board a with Board b");
	moot_plan_free(first);
	moot_plan_free(again);
	moot_landscape_free(apart);
	moot_landscape_free(merged);
}

Test(replan, a_structure_that_is_good_enough_stays)
{
	struct moot_landscape *apart = twins(false);
	struct moot_landscape *free_to_merge = twins(true);
	struct moot_plan *first = NULL;
	struct moot_plan *again = NULL;
	struct moot_solve_options options;
	struct moot_error error = {0};
	plan_it(apart, NULL, MOOT_NO_DAY, true, &first);
	moot_solve_options_default(&options);
	options.previous = first;
	options.gap = 0.9;
	cr_assert_eq(moot_plan_make(free_to_merge, &options, &again, &error), MOOT_OK, "%s", error.message);
	verify_both(free_to_merge, again, first);
	cr_assert_eq(again->board_count, 2);
	cr_assert_eq(again->moved_count, 0);
	cr_assert_eq(again->structure.status, MOOT_SEARCH_GAP);
	cr_assert(again->structure.gap > 0 && again->structure.gap <= 0.9);
	moot_plan_free(first);
	moot_plan_free(again);
	moot_landscape_free(apart);
	moot_landscape_free(free_to_merge);
}

/* a feeds b; after the freeze the first of b must be fed anew. */
Test(replan, before_holds_across_the_freeze)
{
	struct moot_landscape *l = made_new();
	struct moot_plan *first = NULL;
	struct moot_plan *again = NULL;
	for (int p = 0; p < 2; p++)
		made_person(l, p == 0 ? "ann" : "bob");
	made_board(l, "a")->meetings_per_year = 4;
	made_board(l, "b")->meetings_per_year = 4;
	made_member(l, 0, 0)->role = MOOT_CHAIR;
	made_member(l, 1, 1)->role = MOOT_CHAIR;
	made_rule(l, MOOT_RULE_BEFORE, 2, 0, 1)->value = 10;
	made_finish(l);
	plan_it(l, NULL, MOOT_NO_DAY, false, &first);
	for (moot_day freeze = l->policy.start; freeze < l->policy.end; freeze += 29) {
		plan_it(l, first, freeze, false, &again);
		verify_both(l, again, first);
		cr_assert_eq(again->moved_count + again->unscheduled_count, 0);
		moot_plan_free(again);
	}
	moot_plan_free(first);
	moot_landscape_free(l);
}

/* Lies about the earlier plan, each of which one of the verifiers finds. */
static bool is_found(const struct moot_landscape *l, const struct moot_plan *plan, const struct moot_plan *previous)
{
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK);
	size_t faults = verdict->count;
	moot_verdict_free(verdict);
	cr_assert_eq(moot_verify_previous(plan, previous, &verdict, &error), MOOT_OK);
	faults += verdict->count;
	moot_verdict_free(verdict);
	return faults > 0;
}

Test(replan, lies_about_the_earlier_plan_are_found)
{
	struct moot_landscape *l = year_area(8, 30, 5);
	struct moot_plan *first = NULL;
	struct moot_plan *again = NULL;
	plan_it(l, NULL, MOOT_NO_DAY, false, &first);
	add_closure(l, day_of(first->meetings[first->meeting_count / 2].start), "Royal visit");
	plan_it(l, first, moot_day_from_date(2027, 4, 20), false, &again);
	verify_both(l, again, first);
	cr_assert_gt(again->moved_count, 0);
	struct moot_meeting *meeting = &again->meetings[again->meeting_count - 1];
	const struct moot_meeting kept = *meeting;
	meeting->frozen = true;
	cr_assert(is_found(l, again, first), "frozen after the day");
	*meeting = kept;
	meeting->previous -= 30;
	cr_assert(is_found(l, again, first), "stood elsewhere");
	*meeting = kept;
	meeting->has_previous = false;
	cr_assert(is_found(l, again, first), "is not new");
	*meeting = kept;
	meeting->sequence++;
	cr_assert(is_found(l, again, first), "sequence without a change");
	*meeting = kept;
	meeting->uid = "another";
	cr_assert(is_found(l, again, first), "uid changed");
	*meeting = kept;
	again->moved_count--;
	cr_assert(is_found(l, again, first), "a move is not listed");
	again->moved_count++;
	again->freeze_before = MOOT_NO_DAY;
	cr_assert(is_found(l, again, first) || again->held_count == 0, "nothing was frozen");
	moot_plan_free(first);
	moot_plan_free(again);
	moot_landscape_free(l);
}

/* Cancellations of what never was, and earlier ones that are told otherwise or no more. */
Test(replan, lies_about_cancelled_and_held_meetings_are_found)
{
	struct moot_landscape *l = year_area(8, 30, 5);
	struct moot_plan *first = NULL;
	struct moot_plan *again = NULL;
	plan_it(l, NULL, MOOT_NO_DAY, false, &first);
	plan_it(l, first, MOOT_NO_DAY, false, &again);
	verify_both(l, again, first);
	struct moot_dropped was = {.uid = "gone@example",
				   .board = "b0",
				   .name = "Gone",
				   .number = 1,
				   .start = first->meetings[0].start,
				   .end = first->meetings[0].end,
				   .venue = "",
				   .sequence = 1,
				   .why = "it ends"};
	struct moot_dropped is = was;
	for (int held = 0; held < 2; held++) {
		*(held ? &again->held : &again->cancelled) = &is;
		*(held ? &again->held_count : &again->cancelled_count) = 1;
		cr_assert(is_found(l, again, first), "the earlier plan has no such meeting");
		*(held ? &first->held : &first->cancelled) = &was;
		*(held ? &first->held_count : &first->cancelled_count) = 1;
		verify_both(l, again, first);
		is.sequence++;
		cr_assert(is_found(l, again, first), "another sequence than before");
		is.sequence = was.sequence;
		*(held ? &again->held_count : &again->cancelled_count) = 0;
		cr_assert(is_found(l, again, first), "it is left out");
		*(held ? &first->held_count : &first->cancelled_count) = 0;
	}
	moot_plan_free(first);
	moot_plan_free(again);
	moot_landscape_free(l);
}

Test(alternatives, every_way_is_free_and_costs_what_it_says)
{
	struct moot_landscape *l = year_area(15, 50, 6);
	struct moot_plan *plan = NULL;
	struct moot_error error = {0};
	plan_it(l, NULL, MOOT_NO_DAY, false, &plan);
	struct moot_meeting *meeting = &plan->meetings[plan->meeting_count / 2];
	const struct moot_meeting kept = *meeting;
	struct moot_alternatives_request request = {
	    .board = meeting->board, .number = meeting->number, .most = 5, .has_at = true, .at = meeting->start};
	struct moot_alternatives *found = NULL;
	cr_assert_eq(moot_alternatives_find(l, plan, &request, &found, &error), MOOT_OK, "%s", error.message);
	cr_assert(found->scheduled && found->now.start == meeting->start && found->count > 0);
	cr_assert_eq(found->at.obstacle_count, 0, "its own time is free");
	cr_assert_float_eq(found->at.hours, 0, 1e-6);
	for (size_t i = 0; i < found->count; i++) {
		struct moot_verdict *verdict = NULL;
		meeting->start = found->ways[i].start;
		meeting->end = found->ways[i].end;
		meeting->venue = found->ways[i].venue;
		meeting->clash_count = 0;
		cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK);
		double said = plan->calendar.objective + found->ways[i].hours;
		bool told = fabs(found->ways[i].hours) < 1e-3; /* then there is no fault to find */
		for (size_t f = 0; f < verdict->count; f++) {
			const char *at = strstr(verdict->faults[f].message, "the objective of the calendar is");
			const char *right = at ? strstr(at, "not ") : NULL;
			/* Clashes and parts differ, as they should; no rule may be broken. */
			cr_assert(at || strstr(verdict->faults[f].message, "part ") ||
				      strstr(verdict->faults[f].message, "clash") ||
				      strstr(verdict->faults[f].message, "gap") ||
				      strstr(verdict->faults[f].message, "bound"),
				  "%s", verdict->faults[f].message);
			if (right) {
				cr_assert_float_eq(strtod(right + 4, NULL), said, 1e-3);
				told = true;
			}
		}
		cr_assert(told);
		moot_verdict_free(verdict);
		cr_assert(i == 0 || found->ways[i].hours >= found->ways[i - 1].hours - 1e-9);
	}
	*meeting = kept;
	moot_alternatives_free(found);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

Test(alternatives, a_time_that_is_taken_says_by_what)
{
	struct moot_landscape *l = made_new();
	struct moot_plan *plan = NULL;
	struct moot_error error = {0};
	struct moot_alternatives *found = NULL;
	moot_minute at = (moot_minute)moot_day_from_date(2027, 5, 12) * MOOT_MINUTES_A_DAY + 600;
	struct moot_busy busy = {at, at + 60, MOOT_BUSY};
	struct moot_person *ann = made_person(l, "ann");
	ann->busy = &busy;
	ann->busy_count = 1;
	made_board(l, "a");
	made_member(l, 0, 0)->role = MOOT_CHAIR;
	struct moot_rule *rule = made_rule(l, MOOT_RULE_NOT_ON, 1, 0);
	rule->weekday = MOOT_WEDNESDAY;
	made_finish(l);
	plan_it(l, NULL, MOOT_NO_DAY, false, &plan);
	struct moot_alternatives_request request = {.board = "a", .number = 1, .most = 3, .has_at = true, .at = at};
	cr_assert_eq(moot_alternatives_find(l, plan, &request, &found, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(found->at.obstacle_count, 2);
	cr_assert_str_eq(found->at.obstacles[0], "the rule \"not-on a\" (rules.csv:2) bars it");
	cr_assert_str_eq(found->at.obstacles[1], "ann is busy");
	cr_assert(isnan(found->at.hours));
	cr_assert_eq(found->at.absent_count, 1);
	moot_alternatives_free(found);
	request.number = 5;
	cr_assert_eq(moot_alternatives_find(l, plan, &request, &found, &error), MOOT_ERROR_USAGE);
	request = (struct moot_alternatives_request){.board = "nobody", .number = 1, .most = 1};
	cr_assert_eq(moot_alternatives_find(l, plan, &request, &found, &error), MOOT_ERROR_USAGE);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

Test(alternatives, a_missing_meeting_names_what_blocks_it_and_the_least_change)
{
	struct moot_landscape *l = made_new();
	struct moot_plan *plan = NULL;
	moot_minute start = (moot_minute)l->policy.start * MOOT_MINUTES_A_DAY;
	struct moot_busy busy[2] = {{start, start + (moot_minute)60 * MOOT_MINUTES_A_DAY, MOOT_BUSY},
				    {start + (moot_minute)60 * MOOT_MINUTES_A_DAY + 780,
				     start + (moot_minute)200 * MOOT_MINUTES_A_DAY, MOOT_OUT}};
	struct moot_person *ann = made_person(l, "ann");
	ann->busy = busy;
	ann->busy_count = 2;
	made_board(l, "a");
	made_member(l, 0, 0)->role = MOOT_CHAIR;
	struct moot_rule *rule = made_rule(l, MOOT_RULE_NOT_ON, 1, 0);
	rule->from = l->policy.start;
	rule->to = l->policy.start + 70;
	made_finish(l);
	plan_it(l, NULL, MOOT_NO_DAY, false, &plan);
	cr_assert_geq(plan->unscheduled_count, 1);
	const char *why = plan->unscheduled[0].why;
	cr_assert(strstr(why, "ann is busy"), "%s", why);
	cr_assert(strstr(why, "the rule \"not-on a\" (rules.csv:2) bars it"), "%s", why);
	cr_assert(strstr(why, "Mostly, from 2027-04-01 to "), "%s", why);
	cr_assert(strstr(why, "The least change: "), "%s", why);
	moot_plan_free(plan);
	moot_landscape_free(l);
}
