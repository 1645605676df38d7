/*
 * A small landscape and a plan beside it, built by hand, for the tests of what is written: two community safety
 * boards merged, one board kept, one closed, a year with three meetings, one of them unplaced. `hostile` is put into
 * every text that comes from the input; "" leaves plain names.
 */
#ifndef MOOT_TESTS_PLAN_FIXTURE_H
#define MOOT_TESTS_PLAN_FIXTURE_H

#include <moot/io.h>

#include <math.h>
#include <string.h>

struct fixture {
	struct moot_landscape *landscape;
	struct moot_plan *plan;
	const char *hostile;
};

static inline const char *fixture_text(const struct fixture *fixture, const char *text)
{
	return moot_arena_format(fixture->landscape->arena, "%s%s", fixture->hostile, text);
}

static inline void fixture_landscape(struct fixture *fixture)
{
	struct moot_landscape *landscape = fixture->landscape;
	struct moot_arena *arena = landscape->arena;
	static const char *const ids[] = {"csp-boston", "csp-lincoln", "hwb", "old-forum"};
	static const char *const people[] = {"ann", "bob", "cat"};
	moot_policy_defaults(&landscape->policy);
	landscape->policy.name = fixture_text(fixture, "Lincolnshire");
	landscape->boards = moot_arena_array(arena, 4, sizeof *landscape->boards);
	for (int i = 0; i < 4; i++) {
		landscape->boards[i] =
		    (struct moot_board){.id = ids[i],
					.name = fixture_text(fixture, ids[i]),
					.parent = "",
					.area = "",
					.kind = "",
					.legal_basis = fixture_text(fixture, "Crime and Disorder Act 1998"),
					.venue_text = "",
					.statutory = i < 2,
					.merge = i < 2 ? MOOT_MERGE_AGREEMENT : MOOT_MERGE_FREE,
					.meetings_per_year = 4,
					.minutes = 120,
					.venue = MOOT_NONE,
					.reports_to = MOOT_NONE,
					.quorum = i};
	}
	landscape->board_count = 4;
	landscape->people = moot_arena_array(arena, 3, sizeof *landscape->people);
	for (int i = 0; i < 3; i++) {
		landscape->people[i] = (struct moot_person){.id = people[i],
							    .name = fixture_text(fixture, people[i]),
							    .post = fixture_text(fixture, "Chief officer"),
							    .email = "",
							    .organisation = i % 2,
							    .salary = -1,
							    .base = MOOT_NONE,
							    .max_hours = -1};
	}
	landscape->person_count = 3;
	landscape->members = moot_arena_array(arena, 5, sizeof *landscape->members);
	for (int i = 0; i < 5; i++) {
		landscape->members[i] = (struct moot_member){.board = i < 4 ? i : 0,
							     .person = i % 3,
							     .organisation = i % 2,
							     .role = MOOT_CHAIR,
							     .deputy = MOOT_NONE};
	}
	landscape->member_count = 5;
	landscape->organisations = moot_arena_array(arena, 2, sizeof *landscape->organisations);
	landscape->organisations[0] = fixture_text(fixture, "Council");
	landscape->organisations[1] = fixture_text(fixture, "Police");
	landscape->organisation_count = 2;
	landscape->themes = moot_arena_array(arena, 1, sizeof *landscape->themes);
	landscape->themes[0] = fixture_text(fixture, "Serious violence");
	landscape->theme_count = 1;
	landscape->duties = moot_arena_array(arena, 2, sizeof *landscape->duties);
	landscape->duties[0] = (struct moot_duty){.id = "assess",
						  .name = fixture_text(fixture, "Strategic assessment"),
						  .legal_basis = fixture_text(fixture, "CDA 1998 s6"),
						  .min_per_year = 1};
	landscape->duties[1] = (struct moot_duty){.id = "orphan", .name = "A duty nobody carries", .legal_basis = ""};
	landscape->duty_count = 2;
	landscape->items = moot_arena_array(arena, 2, sizeof *landscape->items);
	for (int i = 0; i < 2; i++)
		landscape->items[i] = (struct moot_item){
		    .board = i, .item = "", .minutes = 20, .per_year = 4, .duty = i == 0 ? 0 : MOOT_NONE};
	landscape->item_count = 2;
}

static inline void fixture_boards(struct fixture *fixture)
{
	struct moot_plan *plan = fixture->plan;
	static const char *merged[] = {"csp-boston", "csp-lincoln"};
	static const char *kept[] = {"hwb"};
	static const char *closed[] = {"old-forum"};
	static const char *duties[] = {"assess"};
	const char **why = moot_arena_array(plan->arena, 1, sizeof *why);
	struct moot_plan_member *members = moot_arena_array(plan->arena, 2, sizeof *members);
	struct moot_plan_theme *themes = moot_arena_array(plan->arena, 2, sizeof *themes);
	why[0] = fixture_text(fixture, "The two share 2 people and 1 theme.");
	members[0] = (struct moot_plan_member){"ann", fixture_text(fixture, "Council"), MOOT_CHAIR, MOOT_ATTEND, ""};
	members[1] = (struct moot_plan_member){"bob", fixture_text(fixture, "Police"), MOOT_MEMBER, MOOT_DEPUTY, "cat"};
	themes[0] = (struct moot_plan_theme){fixture_text(fixture, "Serious violence"), 25, 4};
	themes[1] = (struct moot_plan_theme){"(own business of csp-boston)", 80, 4};
	plan->boards = moot_arena_array(plan->arena, 3, sizeof *plan->boards);
	plan->boards[0] = (struct moot_plan_board){.id = "csp-boston",
						   .name = fixture_text(fixture, "Safer Partnership"),
						   .from = merged,
						   .from_count = 2,
						   .fate = MOOT_MERGED,
						   .mode = MOOT_HYBRID,
						   .meetings_per_year = 2,
						   .minutes = 150,
						   .chair = "ann",
						   .members = members,
						   .member_count = 2,
						   .themes = themes,
						   .theme_count = 2,
						   .duties = duties,
						   .duty_count = 1,
						   .needs_agreement = true,
						   .saving = {12.5, 50, 1417.23},
						   .why = why,
						   .why_count = 1};
	plan->boards[1] = plan->boards[0];
	plan->boards[1].id = "hwb";
	plan->boards[1].name = fixture_text(fixture, "Health and Wellbeing Board");
	plan->boards[1].from = kept;
	plan->boards[1].from_count = 1;
	plan->boards[1].fate = MOOT_KEPT;
	plan->boards[1].needs_agreement = false;
	plan->boards[1].duty_count = 0;
	plan->boards[1].saving = (struct moot_saving){0, -0.0, -1.1};
	plan->boards[1].why_count = 0;
	plan->boards[2] = (struct moot_plan_board){
	    .id = "old-forum", .name = "Old forum", .from = closed, .from_count = 1, .fate = MOOT_CLOSED, .chair = ""};
	plan->board_count = 3;
}

static inline void fixture_calendar(struct fixture *fixture)
{
	struct moot_plan *plan = fixture->plan;
	struct moot_clash *clashes = moot_arena_array(plan->arena, 2, sizeof *clashes);
	clashes[0] = (struct moot_clash){"bob", "hwb"};
	clashes[1] = (struct moot_clash){"ann", "(not working)"};
	moot_minute start = (moot_minute)moot_day_from_date(2027, 5, 12) * MOOT_MINUTES_A_DAY + 600;
	plan->has_calendar = true;
	plan->calendar = (struct moot_calendar_result){.objective = 3.25,
						       .bound = -INFINITY,
						       .gap = NAN,
						       .status = MOOT_SEARCH_GAP,
						       .parts = {.clashes = 1.0 / 3}};
	plan->meetings = moot_arena_array(plan->arena, 2, sizeof *plan->meetings);
	plan->meetings[0] = (struct moot_meeting){.uid = "csp-boston-1@moot",
						  .board = "csp-boston",
						  .number = 1,
						  .start = start,
						  .end = start + 150,
						  .venue = fixture_text(fixture, "Town hall"),
						  .clashes = clashes,
						  .clash_count = 2};
	plan->meetings[1] = (struct moot_meeting){.uid = "hwb-1@moot",
						  .board = "hwb",
						  .number = 1,
						  .start = start + 30 * MOOT_MINUTES_A_DAY,
						  .end = start + 30 * MOOT_MINUTES_A_DAY + 120,
						  .venue = "",
						  .sequence = 3};
	plan->meeting_count = 2;
	plan->unscheduled = moot_arena_array(plan->arena, 1, sizeof *plan->unscheduled);
	plan->unscheduled[0] = (struct moot_unscheduled){"csp-boston", 2, fixture_text(fixture, "ann is never free")};
	plan->unscheduled_count = 1;
}

/* One end that changes the boards and one that does not, one that is infinite, and one that the time did not allow. */
static inline void fixture_sensitivity(struct fixture *fixture)
{
	struct moot_plan *plan = fixture->plan;
	struct moot_sensitivity *items = moot_arena_array(plan->arena, 3, sizeof *items);
	items[0] = (struct moot_sensitivity){.key = "merge_penalty",
					     .unit = "hours for each board merged away",
					     .value = 5,
					     .low = 2.375,
					     .high = 100,
					     .high_is_end = true,
					     .is_exact = true,
					     .is_known = true,
					     .below = fixture_text(fixture, "csp-boston|hwb together"),
					     .above = ""};
	items[1] = (struct moot_sensitivity){.key = "senior_salary",
					     .unit = "GBP a year",
					     .value = 75000,
					     .low = 0,
					     .high = INFINITY,
					     .low_is_end = true,
					     .high_is_end = true,
					     .is_known = true,
					     .below = "",
					     .above = ""};
	items[2] = (struct moot_sensitivity){
	    .key = "travel", .unit = "minutes more or less of travel at every board", .below = "", .above = ""};
	plan->has_sensitivity = true;
	plan->sensitivity = items;
	plan->sensitivity_count = 3;
}

static inline void fixture_rest(struct fixture *fixture)
{
	struct moot_plan *plan = fixture->plan;
	plan->landscape = fixture->landscape->policy.name;
	plan->timezone = "Europe/London";
	plan->start = moot_day_from_date(2027, 4, 1);
	plan->end = moot_day_from_date(2028, 3, 31);
	plan->created = "2026-11-22T09:00:00Z";
	plan->seed = 1;
	plan->status = MOOT_SEARCH_GAP;
	plan->inputs = moot_arena_array(plan->arena, 1, sizeof *plan->inputs);
	plan->inputs[0].file = fixture_text(fixture, "boards.csv");
	memset(plan->inputs[0].sha256, 'a', 64);
	plan->input_count = 1;
	plan->structure =
	    (struct moot_structure_result){1234.5678901234567, 1200.1, 0.0279, MOOT_SEARCH_GAP, "partition"};
	plan->before = (struct moot_totals){4, 16, 100.25, 400.1, 123456.789, 10};
	plan->after = (struct moot_totals){2, 4, 80, 300.3, 100000, 0.1 + 0.2};
	plan->people = moot_arena_array(plan->arena, 3, sizeof *plan->people);
	plan->people[0] = (struct moot_plan_person){"ann", true, 60, 40, 1700.5, 1133, NULL, 0};
	plan->people[1] = (struct moot_plan_person){"bob", false, 30, 31, 850, 878.4, NULL, 0};
	plan->people[2] = (struct moot_plan_person){"cat", false, 10, 0, 283.45, 0, NULL, 0};
	plan->person_count = 3;
	plan->handed_over = moot_arena_array(plan->arena, 1, sizeof *plan->handed_over);
	plan->handed_over[0] = (struct moot_hand_over){fixture_text(fixture, "Youth"), "old-forum", "hwb"};
	plan->handed_over_count = 1;
	plan->assumptions = moot_arena_array(plan->arena, 1, sizeof *plan->assumptions);
	plan->assumptions[0] = (struct moot_assumption){"default_salary", fixture_text(fixture, "50000")};
	plan->assumption_count = 1;
}

static inline struct fixture fixture_new(const char *hostile)
{
	struct fixture fixture = {.hostile = hostile};
	moot_landscape_new(&fixture.landscape);
	moot_plan_new(&fixture.plan);
	fixture_landscape(&fixture);
	fixture_boards(&fixture);
	fixture_calendar(&fixture);
	fixture_rest(&fixture);
	fixture_sensitivity(&fixture);
	return fixture;
}

static inline void fixture_free(struct fixture *fixture)
{
	moot_plan_free(fixture->plan);
	moot_landscape_free(fixture->landscape);
}

#endif
