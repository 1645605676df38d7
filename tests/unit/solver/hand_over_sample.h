/*
 * The Humberside case in small: an operations board, a group whose whole agenda the operations board covers, and a
 * panel that shares one theme with it and has a duty of its own. Nothing may merge.
 */
#ifndef MOOT_TESTS_HAND_OVER_SAMPLE_H
#define MOOT_TESTS_HAND_OVER_SAMPLE_H

#include <solver/clock.h>
#include <solver/structure/structure.h>
#include <tests/made.h>

enum { OPS, GROUP, PANEL };

static inline void seat(struct moot_landscape *l, int board, const char *id, const char *organisation)
{
	int person = moot_landscape_person(l, id);
	if (person == MOOT_NONE) {
		person = (int)l->person_count;
		made_person(l, id)->organisation = made_organisation(l, organisation);
	}
	made_member(l, board, person);
}

static inline struct moot_landscape *hand_over_sample(void)
{
	struct moot_landscape *l = made_new();
	made_board(l, "ops")->merge = MOOT_MERGE_NEVER;
	made_board(l, "group");
	made_board(l, "panel")->merge = MOOT_MERGE_NEVER;
	seat(l, OPS, "ann", "Police");
	seat(l, OPS, "bob", "Probation");
	seat(l, OPS, "cat", "Courts");
	seat(l, GROUP, "dan", "Police");
	seat(l, GROUP, "eve", "Probation");
	seat(l, PANEL, "fay", "Police");
	seat(l, PANEL, "gus", "Courts");
	seat(l, PANEL, "hal", "Health");
	l->duties[l->duty_count++] = (struct moot_duty){.id = "d1", .name = "", .legal_basis = ""};
	made_item(l, OPS, "Reoffending", 20, 4);
	made_item(l, OPS, "Victims", 30, 4);
	made_item(l, GROUP, "Reoffending", 105, 4);
	made_item(l, PANEL, "Victims", 40, 4);
	made_item(l, PANEL, "Scrutiny", 30, 4)->duty = 0;
	return l;
}

static inline struct moot_plan *hand_over_plan(const struct moot_landscape *l)
{
	struct moot_plan *plan = NULL;
	struct moot_solve_options options;
	struct moot_error error = {0};
	moot_solve_options_default(&options);
	options.structure_only = true;
	cr_assert_eq(moot_plan_make(l, &options, &plan, &error), MOOT_OK, "%s", error.message);
	return plan;
}

/* The first fault, or "" for none; in a static text. */
static inline const char *first_fault(const struct moot_landscape *l, const struct moot_plan *plan, const char *wanted)
{
	static char text[1000];
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	text[0] = '\0';
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK, "%s", error.message);
	for (size_t i = 0; i < verdict->count; i++)
		if (i == 0 || (wanted && strstr(verdict->faults[i].message, wanted)))
			snprintf(text, sizeof text, "%s", verdict->faults[i].message);
	moot_verdict_free(verdict);
	return text;
}

static inline const struct moot_plan_board *planned(const struct moot_plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->board_count; i++)
		if (strcmp(plan->boards[i].id, id) == 0)
			return &plan->boards[i];
	cr_assert_fail("no board %s", id);
	return NULL;
}

#endif
