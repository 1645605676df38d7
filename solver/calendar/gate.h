/*
 * Gates: the trips of one person to one site in the bound's program.
 *
 *     x_bd <= y_d                        each board b of theirs that meets there and nowhere else, day d
 *     sum_b x_bd <= limit y_d            where max-per-day lets them attend no more
 *     sum_{b covers t} x_b - z <= y_d    in place of 1: the rows of resources that have this gate
 *
 * y_d is 1 where the person is there on the day. The trips cost h (sum_d y_d - most), with `most` the most meetings
 * that any board of theirs may have there. So a dual vector of these rows is allowed when, on each day, it does not sum
 * up to more than h; the series of the boards then pay the trips in shares, and `most` trips are given back. A gate is
 * made where the board with the most meetings can meet nowhere else: only then do shares that pay for as much as is
 * given back exist.
 *
 * Memory: days x seats x 8 bytes for each gate.
 */
#ifndef MOOT_SOLVER_CALENDAR_GATE_H
#define MOOT_SOLVER_CALENDAR_GATE_H

#include <solver/calendar/instance.h>

struct calendar_gate_seat {
	int board;
	int attendee;
};

struct calendar_gate {
	int person;
	double hours; /* h */
	int most;
	int limit; /* 0 where it can't be reached */
	struct calendar_gate_seat *seats;
	int seat_count;
	int first_resource; /* its own, in resource.h: one after the other */
	int resource_count;
	double *duals; /* [seat][day], then one more row for the limit; each 0 or above */
};

struct calendar_gate_list {
	struct calendar_gate *items;
	int count;
	struct calendar_gate_seat **of_board; /* [board]: `board` is the gate, `attendee` the seat */
	int *of_board_count;
};

/*
 * Everything is in `arena`. The duals begin where the board with the most meetings pays all trips. False when out of
 * memory.
 */
bool calendar_gates_find(const struct calendar_instance *in, struct moot_arena *arena, struct calendar_gate_list *out);

/* What is given back: -sum h most. */
double calendar_gates_constant(const struct calendar_gate_list *gates);

/* Adds the shares that the board pays to by_day[day]. */
void calendar_gates_charge(const struct calendar_instance *in, const struct calendar_gate_list *gates, int board,
			   double *by_day);

/* Rows of duals that a gate has. */
static inline int calendar_gate_rows(const struct calendar_gate *gate)
{
	return gate->seat_count + 1;
}

/* What one unit of a row's dual takes from h. */
static inline double calendar_gate_weight(const struct calendar_gate *gate, int row)
{
	return row < gate->seat_count ? 1 : gate->limit;
}

#endif
