/*
 * What the halves of filling a plan share: fill.c writes the boards, fill_year.c today's figures, who comes, each
 * person's year and the hand-overs.
 */
#ifndef MOOT_SOLVER_STRUCTURE_FILL_PARTS_H
#define MOOT_SOLVER_STRUCTURE_FILL_PARTS_H

#include <solver/attendance/attendance.h>
#include <solver/structure/fill.h>

struct fill {
	struct moot_program *program;
	const struct moot_search *search;
	struct moot_plan *plan;
	struct moot_arena *scratch;
	struct moot_set_cost *today; /* of each board */
	double *each;                /* of each of the plan's boards: hours of each who comes */
	int *set_of; /* of each of the plan's boards: index into the search, MOOT_NONE for a closed one */
	struct moot_attending attendance;
	double *hours_before; /* of each person */
	double *hours_after;
	double *theme_before; /* hours of each theme, over all boards */
	double *theme_after;
};

enum moot_status moot_fill_today(struct fill *f);

/* Once the boards stand in their final order: who comes to them, and what that saves. */
enum moot_status moot_fill_attendance(struct fill *f, struct moot_error *error);

enum moot_status moot_fill_people(struct fill *f);
enum moot_status moot_fill_hand_overs(struct fill *f);

#endif
