/*
 * Who attends: where people's seats take more hours than they may give, which boards they attend, where a deputy goes
 * and where papers do (moot/solve.h, "ATTENDANCE").
 *
 * Called once for a plan whose boards have their members, before savings and people's hours are told. It decides by an
 * integer program for each group of people whom a quorum, a duty or a deputy ties together: mostly one person, whose
 * year is a knapsack. Nothing happens where nobody is over a limit.
 */
#ifndef MOOT_SOLVER_ATTENDANCE_H
#define MOOT_SOLVER_ATTENDANCE_H

#include <moot/solve.h>
#include <solver/seats.h>

/* A member's seat. */
struct moot_attendance_seat {
	int board;  /* of the plan */
	int member; /* of that board */
	int person;
	int deputy; /* person; MOOT_NONE where none is named or they have a seat there themselves */
	double hours;
	double loss;    /* of staying away without a deputy */
	bool may_stay;  /* away */
	int next;       /* seat of the same person */
	int next_given; /* seat of the same deputy */
};

struct moot_attending {
	const struct moot_landscape *landscape;
	const struct moot_solve_options *options;
	double deadline; /* on moot_clock_seconds() */
	struct moot_plan *plan;
	const double *hours; /* of each board of the plan: what each who comes spends in a year */
	struct moot_arena *arena;
	struct moot_attendance_seat *seats;
	int *first_seat;   /* of each board; board_count + 1 */
	int *seat_of;      /* of each person: their first seat */
	int *given_to;     /* of each person: the first seat that may send them as deputy */
	double *year;      /* of each person: hours of all their seats */
	bool *over;        /* of each person: more than their limit */
	bool hours_proven; /* the hours over the limits are the fewest */
	double unproven;   /* what the loss may be too high by */
};

/* Prepares `out` in the arena and decides; fills the plan's attendance and its members'. */
enum moot_status moot_attendance_decide(const struct moot_landscape *landscape,
					const struct moot_solve_options *options, double deadline, const double *hours,
					struct moot_arena *arena, struct moot_plan *plan, struct moot_attending *out,
					struct moot_error *error);

/* attendance_program.c */
enum moot_status moot_attendance_solve(struct moot_attending *attendance, struct moot_error *error);

/* Adds each person's list with its reasons to the plan's people, who must be there; attendance_why.c. */
enum moot_status moot_attendance_lists(const struct moot_attending *attendance);

/* Free seats of one board of which `need` must be filled, by deputies too where these count; with `need` 0 at most one
   of them may send a deputy, for it is the same one. */
typedef bool moot_attendance_group(void *context, const int *seats, int count, int need, bool deputies_count);

/* Visits every such group of a board: quorum, organisations of duties, deputies that two members name. False when
   `visit` returned false or memory ran out. */
bool moot_attendance_groups(const struct moot_attending *attendance, int board, moot_attendance_group *visit,
			    void *context);

#endif
