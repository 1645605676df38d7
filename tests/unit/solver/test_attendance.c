/*
 * Who attends: chiefs asked to 1,500 meetings a year who have the hours for 300; what holds a person on a board; and
 * mutants of a plan with deputies and papers that the verifier names.
 */
#include "hand_over_sample.h"
#include "mutants.h"

enum { CHIEFS = 5, MANY = 75, STATUTORY = 15, DUTIES = 20 };

/* Five chiefs on each of 75 boards, with two officers each; 15 boards are statutory, 20 others carry a duty. */
static struct moot_landscape *busy_chiefs(void)
{
	struct moot_landscape *l = made_new();
	char id[16];
	l->policy.hand_over = false;
	for (int p = 0; p < CHIEFS; p++) {
		snprintf(id, sizeof id, "chief%d", p);
		struct moot_person *chief = made_person(l, id);
		snprintf(id, sizeof id, "Org %d", p);
		chief->organisation = made_organisation(l, id);
		chief->senior = MOOT_YES;
		chief->max_hours = 180;
	}
	made_person(l, "ox")->organisation = 0;
	made_person(l, "oy");
	made_person(l, "oz");
	l->duties[l->duty_count++] = (struct moot_duty){.id = "d1", .name = "", .legal_basis = ""};
	l->duties[0].organisations = moot_arena_array(l->arena, 1, sizeof(int));
	l->duties[0].organisation_count = 1;
	for (int b = 0; b < MANY; b++) {
		snprintf(id, sizeof id, "b%02d", b);
		struct moot_board *board = made_board(l, id);
		board->merge = MOOT_MERGE_NEVER;
		board->statutory = b < STATUTORY;
		board->quorum = 3;
		for (int p = 0; p < CHIEFS + 2; p++)
			made_member(l, b, p)->deputy = p == 1 ? CHIEFS + 2 : MOOT_NONE;
		snprintf(id, sizeof id, "theme %d", b);
		made_item(l, b, id, 30, 4)->duty = b >= STATUTORY && b < STATUTORY + DUTIES ? 0 : MOOT_NONE;
	}
	return l;
}

static int invitations(const struct moot_plan *plan)
{
	int count = 0;
	for (size_t i = 0; i < plan->board_count; i++)
		for (size_t m = 0; m < plan->boards[i].member_count; m++)
			if (strncmp(plan->boards[i].members[m].person, "chief", 5) == 0 &&
			    plan->boards[i].members[m].attendance == MOOT_ATTEND)
				count += plan->boards[i].meetings_per_year;
	return count;
}

Test(attendance, fifteen_hundred_invitations_become_three_hundred)
{
	struct moot_landscape *l = busy_chiefs();
	made_finish(l);
	struct moot_plan *plan = hand_over_plan(l);
	cr_assert_str_eq(first_fault(l, plan, NULL), "");
	cr_assert_eq(CHIEFS * MANY * 4, 1500);
	/* One chief must be present where the quorum is three and only two officers sit beside the five. */
	cr_assert_leq(invitations(plan), 320);
	cr_assert_geq(invitations(plan), 300);
	for (size_t i = 0; i < plan->board_count; i++)
		for (size_t m = 0;
		     m < plan->boards[i].member_count && strtol(plan->boards[i].id + 1, NULL, 10) < STATUTORY; m++)
			cr_assert_eq(plan->boards[i].members[m].attendance, MOOT_ATTEND, "%s %s", plan->boards[i].id,
				     plan->boards[i].members[m].person);
	const struct moot_plan_person *chief = &plan->people[1];
	cr_assert_str_eq(chief->person, "chief1");
	cr_assert_float_eq(chief->hours_before, 900, 1e-9);
	cr_assert_float_eq(chief->hours_after, 180, 1e-9);
	cr_assert_eq(chief->seat_count, MANY);
	cr_assert_str_eq(chief->seats[0].why, "the board is statutory: it goes before others");
	cr_assert_eq(chief->seats[MANY - 1].attendance, MOOT_DEPUTY);
	cr_assert_not_null(strstr(chief->seats[MANY - 1].why, "oz goes: all seats would take 900 hours"));
	cr_assert_float_eq(plan->attendance.over_hours, 0, 1e-9);
	cr_assert_eq(plan->attendance.gap, 0);
	/* The deputy, who sits nowhere, is among the people with the hours that the chief sends them. */
	const struct moot_plan_person *deputy = &plan->people[plan->person_count - 1];
	cr_assert_str_eq(deputy->person, "oz");
	cr_assert_float_eq(deputy->hours_before, 0, 1e-9);
	cr_assert_float_eq(deputy->hours_after, 720, 1e-9);
	cr_assert_str_eq(deputy->seats[0].stands_in_for, "chief1");
	double hours = 0;
	for (size_t i = 0; i < plan->person_count; i++)
		hours += plan->people[i].hours_after;
	cr_assert_float_eq(hours, plan->after.hours, 1e-6);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

Test(attendance, without_a_limit_everyone_attends)
{
	struct moot_landscape *l = busy_chiefs();
	for (int p = 0; p < CHIEFS; p++)
		l->people[p].max_hours = p % 2 ? -1 : 900;
	made_finish(l);
	struct moot_plan *plan = hand_over_plan(l);
	cr_assert_eq(invitations(plan), 1500);
	cr_assert_float_eq(plan->after.hours, plan->before.hours, 1e-6);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

/* One board of 12 hours with a chief who may give 5. */
static struct moot_landscape *one_board(void)
{
	struct moot_landscape *l = made_new();
	made_board(l, "board");
	seat(l, 0, "ann", "Police");
	seat(l, 0, "bob", "Health");
	seat(l, 0, "cat", "Courts");
	made_person(l, "dep");
	l->people[0].max_hours = 5;
	l->people[1].max_hours = 5;
	l->members[1].deputy = 3;
	l->duties[l->duty_count++] = (struct moot_duty){.id = "d1", .name = "", .legal_basis = ""};
	l->duties[0].organisations = moot_arena_array(l->arena, 1, sizeof(int));
	l->duties[0].organisation_count = 1;
	return l;
}

#define CASES(X)                                                                                                       \
	X(free_to_go, MOOT_PAPERS, MOOT_DEPUTY, (void)l)                                                               \
	X(chairs, MOOT_ATTEND, MOOT_DEPUTY, l->members[0].role = MOOT_CHAIR)                                           \
	X(required, MOOT_ATTEND, MOOT_DEPUTY, l->members[0].role = MOOT_REQUIRED)                                      \
	X(speaks_alone, MOOT_ATTEND, MOOT_DEPUTY, made_item(l, 0, "Drugs", 30, 4)->duty = 0)                           \
	X(quorum, MOOT_ATTEND, MOOT_DEPUTY, l->boards[0].quorum = 3)                                                   \
	X(no_limit, MOOT_ATTEND, MOOT_DEPUTY, l->people[0].max_hours = -1)                                             \
	X(within, MOOT_ATTEND, MOOT_DEPUTY, l->people[0].max_hours = 12)                                               \
	X(deputy_sits, MOOT_PAPERS, MOOT_PAPERS, made_member(l, 0, 3))                                                 \
	X(same_deputy, MOOT_PAPERS, MOOT_DEPUTY, l->members[0].role = MOOT_OPTIONAL; l->members[0].deputy = 3)         \
	X(deputy_is_full, MOOT_PAPERS, MOOT_PAPERS, l->people[3].max_hours = 1)

#define FUNCTION(name, ann, bob, ...)                                                                                  \
	static void case_##name(struct moot_landscape *l)                                                              \
	{                                                                                                              \
		__VA_ARGS__;                                                                                           \
	}
#define ROW(name, ann, bob, ...) {#name, ann, bob, case_##name},
/* clang-format off */
CASES(FUNCTION)
static const struct {
	const char *name;
	enum moot_attendance ann;
	enum moot_attendance bob;
	void (*change)(struct moot_landscape *l);
} CASE[] = {CASES(ROW)};
/* clang-format on */
#undef FUNCTION
#undef ROW

static enum moot_attendance attendance_of(const struct moot_plan_board *board, const char *person)
{
	for (size_t m = 0; m < board->member_count; m++)
		if (strcmp(board->members[m].person, person) == 0)
			return board->members[m].attendance;
	cr_assert_fail("%s does not sit there", person);
	return MOOT_ATTEND;
}

Test(attendance, what_holds_a_person_there)
{
	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
		struct moot_landscape *l = one_board();
		CASE[i].change(l);
		made_finish(l);
		struct moot_plan *plan = hand_over_plan(l);
		cr_assert_str_eq(first_fault(l, plan, NULL), "", "%s: %s", CASE[i].name, first_fault(l, plan, NULL));
		cr_assert_eq(attendance_of(&plan->boards[0], "ann"), CASE[i].ann, "%s", CASE[i].name);
		cr_assert_eq(attendance_of(&plan->boards[0], "bob"), CASE[i].bob, "%s", CASE[i].name);
		moot_plan_free(plan);
		moot_landscape_free(l);
	}
}

/* A merge releases the lower paid of two of one organisation, who stays on as the other's deputy. */
Test(attendance, released_people_stay_on_as_deputies)
{
	struct moot_landscape *l = made_new();
	made_board(l, "a");
	made_board(l, "b");
	seat(l, 0, "ann", "Police");
	seat(l, 1, "bob", "Police");
	l->people[0].salary = 80000;
	l->members[0].seat = l->members[1].seat = MOOT_SEAT_ORGANISATION;
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	made_finish(l);
	struct moot_plan *plan = hand_over_plan(l);
	cr_assert_str_eq(first_fault(l, plan, NULL), "");
	cr_assert_eq(plan->boards[0].member_count, 1);
	cr_assert_str_eq(plan->boards[0].members[0].person, "ann");
	cr_assert_str_eq(plan->boards[0].members[0].deputy, "bob");
	moot_plan_free(plan);
	moot_landscape_free(l);
}

#define MUTANTS(X)                                                                                                     \
	X(chair, "must attend as chair", l->members[0].role = MOOT_CHAIR)                                              \
	X(no_limit, "for no max_hours limits", l->people[0].max_hours = -1)                                            \
	X(within, "their seats take 12 hours of 12", l->people[0].max_hours = 12)                                      \
	X(quorum, "less than the quorum 3", l->boards[0].quorum = 3)                                                   \
	X(duty, "nobody of Police attends", made_item(l, 0, "Drugs", 30, 4)->duty = 0)                                 \
	X(no_deputy, "sends a deputy but has none", p->boards[0].members[1].deputy = "")                               \
	X(unnamed, "whom members.csv does not name", p->boards[0].members[1].deputy = "ann")                           \
	X(has_a_seat, "who has a seat there", p->boards[0].members[1].deputy = "cat")                                  \
	X(for_two, "dep goes for both", p->boards[0].members[0].deputy = "dep";                                        \
	  p->boards[0].members[0].attendance = MOOT_DEPUTY)                                                            \
	X(over, "hours over the limits", p->attendance.over_hours = 3)                                                 \
	X(loss, "the loss of the attendance", p->attendance.loss += 1)                                                 \
	X(gap, "the gap of the attendance", p->attendance.gap = 0.5)                                                   \
	X(hours, "the figure hours_after of dep", p->people[3].hours_after = 0)                                        \
	X(forgotten, "person dep is missing", p->person_count--)                                                       \
	X(listed, "the list of ann says otherwise", p->people[0].seats[0].attendance = MOOT_ATTEND)                    \
	X(wrong_board, "the list of ann says otherwise", p->people[0].seats[0].board = "x")                            \
	X(stand_in, "the list of dep says otherwise", p->people[3].seats[0].stands_in_for = "cat")                     \
	X(no_reason, "gives no reason", p->people[0].seats[0].why = "")                                                \
	X(totals, "hours of the totals after", p->after.hours += 12)                                                   \
	X(saving, "the saving in hours", p->boards[0].saving.hours -= 12)

#define FUNCTION(...) MUTANT_FUNCTION(0, __VA_ARGS__)
#define ROW(...) MUTANT_ROW(0, __VA_ARGS__)
/* clang-format off */
MUTANTS(FUNCTION)
static const struct mutant ALL[] = {MUTANTS(ROW)};
/* clang-format on */

static void sample(int which, struct moot_landscape **l, struct moot_plan **p)
{
	(void)which;
	*l = one_board();
	made_finish(*l);
	*p = hand_over_plan(*l);
}

Test(attendance, the_verifier_names_every_mutant)
{
	check_mutants(ALL, sizeof ALL / sizeof *ALL, sample);
}
