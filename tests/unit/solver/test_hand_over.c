/* Hand-overs on small landscapes worked out by hand, and mutants of a plan with hand-overs that the verifier names. */
#include "hand_over_sample.h"
#include "mutants.h"

/* The panel reports on victims: 35 of 40 minutes go, four times; the group closes, ops stays as it is. */
Test(hand_over, one_theme_and_one_board)
{
	struct moot_landscape *l = hand_over_sample();
	l->policy.hand_over_together = false;
	made_finish(l);
	struct moot_plan *plan = hand_over_plan(l);
	cr_assert_str_eq(first_fault(l, plan, NULL), "");
	cr_assert_eq(plan->handed_over_count, 2);
	cr_assert_str_eq(plan->handed_over[0].theme, "Reoffending");
	cr_assert_str_eq(plan->handed_over[0].from, "group");
	cr_assert_str_eq(plan->handed_over[0].to, "ops");
	cr_assert_str_eq(plan->handed_over[1].theme, "Victims");
	cr_assert_str_eq(plan->handed_over[1].from, "panel");
	cr_assert_str_eq(plan->handed_over[1].to, "ops");
	const struct moot_plan_board *panel = planned(plan, "panel");
	cr_assert_eq(panel->minutes, 85);
	cr_assert_eq(panel->themes[1].minutes, 5);
	cr_assert_float_eq(panel->saving.hours, 3 * 4 * 35 / 60.0, 1e-9);
	const struct moot_plan_board *group = planned(plan, "group");
	cr_assert_eq(group->fate, MOOT_CLOSED);
	cr_assert_eq(group->member_count, 0);
	cr_assert_float_eq(group->saving.hours, 2 * 4 * 3.0, 1e-9);
	cr_assert_eq(planned(plan, "ops")->minutes, 120);
	cr_assert_eq(plan->after.boards, 2);
	cr_assert_float_eq(plan->after.duplicated_agenda_hours, 0, 1e-9);
	cr_assert_str_eq(plan->structure.scope, "partition");
	moot_plan_free(plan);
	moot_landscape_free(l);
}

/* What keeps the group from closing, the panel's theme where it is, or both. */
#define KEEPERS(X)                                                                                                     \
	X(off, 0, 0, l->policy.hand_over = false)                                                                      \
	X(statutory, 2, 0, l->boards[GROUP].statutory = true)                                                          \
	X(law, 2, 0, l->boards[GROUP].min_per_year = 2)                                                                \
	X(never, 2, 0, l->boards[GROUP].merge = MOOT_MERGE_NEVER)                                                      \
	X(rule, 2, 0, made_rule(l, MOOT_RULE_KEEP, 1, GROUP))                                                          \
	X(own_business, 2, 0, l->boards[GROUP].minutes = 125)                                                          \
	X(group_duty, 2, 0, l->items[2].duty = 0)                                                                      \
	X(panel_duty, 2, 1, l->items[3].duty = 0)                                                                      \
	X(cover, 1, 1, l->policy.cover = 0.7)                                                                          \
	X(area, 1, 1, l->boards[PANEL].area = "north"; l->boards[OPS].area = "south"; l->boards[GROUP].area = "south") \
	X(scrutiny, 1, 1, l->boards[PANEL].kind = "scrutiny panel")                                                    \
	X(no_scrutiny, 2, 1, l->boards[PANEL].kind = "scrutiny panel"; l->policy.scrutiny_words = "")                  \
	X(report, 1, 1, l->policy.report_minutes = 40)                                                                 \
	X(share, 2, 0, l->policy.lead_share = 0.5)

#define FUNCTION(name, given, closed, ...)                                                                             \
	static void keep_##name(struct moot_landscape *l)                                                              \
	{                                                                                                              \
		__VA_ARGS__;                                                                                           \
	}
#define ROW(name, given, closed, ...) {#name, given, closed, keep_##name},
/* clang-format off */
KEEPERS(FUNCTION)
static const struct {
	const char *name;
	size_t given;
	int closed;
	void (*change)(struct moot_landscape *l);
} KEEP[] = {KEEPERS(ROW)};
/* clang-format on */
#undef FUNCTION
#undef ROW

Test(hand_over, what_may_not_go_stays)
{
	for (size_t i = 0; i < sizeof KEEP / sizeof *KEEP; i++) {
		struct moot_landscape *l = hand_over_sample();
		l->boards[GROUP].merge = MOOT_MERGE_FREE;
		KEEP[i].change(l);
		made_finish(l);
		struct moot_plan *plan = hand_over_plan(l);
		cr_assert_str_eq(first_fault(l, plan, NULL), "", "%s: %s", KEEP[i].name, first_fault(l, plan, NULL));
		cr_assert_eq(plan->handed_over_count, KEEP[i].given, "%s: %zu", KEEP[i].name, plan->handed_over_count);
		cr_assert_eq(planned(plan, "group")->fate == MOOT_CLOSED, KEEP[i].closed, "%s", KEEP[i].name);
		moot_plan_free(plan);
		moot_landscape_free(l);
	}
}

/* The agenda of a merged board that the length alone made meet more often: with less of it, it meets as before. */
Test(hand_over, fewer_meetings_count)
{
	struct moot_landscape *l = made_new();
	made_board(l, "ops")->merge = MOOT_MERGE_NEVER;
	made_board(l, "a");
	made_board(l, "b");
	for (int b = 0; b < 3; b++) {
		seat(l, b, "ann", "Police");
		seat(l, b, "bob", "Courts");
	}
	made_item(l, 0, "Drugs", 60, 4);
	made_item(l, 1, "Drugs", 100, 4);
	made_item(l, 2, "Knives", 105, 4);
	made_rule(l, MOOT_RULE_TOGETHER, 2, 1, 2);
	made_finish(l);
	l->policy.hand_over = false;
	struct moot_plan *before = hand_over_plan(l);
	cr_assert_eq(planned(before, "a")->meetings_per_year, 6);
	l->policy.hand_over = true;
	struct moot_plan *after = hand_over_plan(l);
	cr_assert_str_eq(first_fault(l, after, NULL), "");
	cr_assert_eq(planned(after, "a")->meetings_per_year, 4);
	moot_plan_free(before);
	moot_plan_free(after);
	moot_landscape_free(l);
}

#define MUTANTS(X)                                                                                                     \
	X(switched_off, "though hand_over is no", l->policy.hand_over = false)                                         \
	X(nobody, "which is no board of the plan", p->handed_over[1].from = "omega")                                   \
	X(no_theme, "but is no theme", p->handed_over[1].theme = "Fish")                                               \
	X(to_itself, "which cannot lead it", p->handed_over[1].to = "panel")                                           \
	X(to_closed, "which cannot lead it", p->handed_over[1].to = "group")                                           \
	X(to_unknown, "which cannot lead it", p->handed_over[1].to = "omega")                                          \
	X(not_there, "is not on its agenda", p->handed_over[1].theme = "Reoffending")                                  \
	X(not_led, "which does not have it", p->handed_over[1].theme = "Scrutiny")                                     \
	X(scrutiny, "one of the two scrutinises", l->boards[PANEL].kind = "Scrutiny")                                  \
	X(duty, "carries its duty d1", l->items[3].duty = 0)                                                           \
	X(report, "no longer than a report", l->policy.report_minutes = 40)                                            \
	X(cover, "covers too few", l->policy.cover = 0.7)                                                              \
	X(area, "area does not meet", l->boards[PANEL].area = "north"; l->boards[OPS].area = "south")                  \
	X(share, "less than lead_share", l->policy.lead_share = 0.8)                                                   \
	X(dropped, "theme \"Victims\" takes 5 minutes", p->handed_over_count = 1)                                      \
	X(twice, "over twice", p->handed_over[0] = p->handed_over[1])                                                  \
	X(on, "hands it on", p->handed_over[0] = (struct moot_hand_over){"Victims", "ops", "panel"})                   \
	X(left_undone, "nobody leads its theme", p->handed_over[0] = p->handed_over[1])                                \
	X(statutory, "though the law keeps it", l->boards[GROUP].statutory = true)                                     \
	X(law, "though the law keeps it", l->boards[GROUP].min_per_year = 1)                                           \
	X(named, "though rule \"pin group\" names it", made_rule(l, MOOT_RULE_PIN, 1, GROUP))                          \
	X(unlisted, "does not list all that it does", l->boards[GROUP].minutes = 130)                                  \
	X(closed_off, "is closed by the plan, but kept", l->policy.hand_over = false)                                  \
	X(scope, "no theme may be handed over", l->policy.hand_over = false;                                           \
	  p->structure.scope = "partition+handover")                                                                   \
	X(minutes, "panel meets for 120 minutes", p->boards[2].minutes = 120)                                          \
	X(objective, "the objective of the structure", p->structure.objective += 1)

#define FUNCTION(...) MUTANT_FUNCTION(0, __VA_ARGS__)
#define ROW(...) MUTANT_ROW(0, __VA_ARGS__)
/* clang-format off */
MUTANTS(FUNCTION)
static const struct mutant ALL[] = {MUTANTS(ROW)};
/* clang-format on */

static void sample(int which, struct moot_landscape **l, struct moot_plan **p)
{
	(void)which;
	*l = hand_over_sample();
	made_finish(*l);
	*p = hand_over_plan(*l);
}

Test(hand_over, the_verifier_names_every_mutant)
{
	check_mutants(ALL, sizeof ALL / sizeof *ALL, sample);
}
