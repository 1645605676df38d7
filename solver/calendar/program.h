/*
 * The program over whole series, columns and rows generated: a bound, and a calendar near it.
 *
 *     minimise   sum_s (h_s + price u_s) x_s + sum_abd full_ab z_abd
 *     such that  sum_{s of b} x_s = 1                                                     every board b
 *                sum_{b of K} sum_{s of b covers t} x_s - sum_{ab of K} full_ab / charge_abt z_abd <= 1
 *                                                                                         clique K, instant t of day d
 *                x, z >= 0
 *
 * with h_s the hours of series s by itself, u_s its missing meetings, and the charges of clique.h. Any calendar makes
 * an answer that costs no more than it does: z is what two boards at once pay, as a share of all they can. So the
 * value, or that of any duals mu <= 0 of the clique rows of which those of one z don't sum up to more than it costs,
 *
 *     sum_b min_s (h_s + price u_s - mu a_s) + sum mu
 *
 * bounds every calendar's hours plus `price` for each missing meeting; the minimum over the series of a board is what
 * calendar_price_series() finds exactly. Where there are no trips between towns the program is nearly the whole cost,
 * and is close to integer: see dive.h.
 */
#ifndef MOOT_SOLVER_CALENDAR_PROGRAM_H
#define MOOT_SOLVER_CALENDAR_PROGRAM_H

#include <solver/calendar/clique.h>
#include <solver/calendar/run.h>
#include <solver/lp.h>

struct calendar_column {
	int board;
	int *slots;
	int index; /* in the program */
};

/* z of two boards and a day. */
struct calendar_payment {
	enum calendar_clique_kind kind;
	int a; /* below b */
	int b;
	double hours;
	double load; /* of the duals, as a share of what it costs */
	int index;
	int next; /* of the day */
};

struct calendar_program_row {
	struct calendar_clique clique;
	int index;
	double dual; /* 0 or below */
	int next;    /* of the day */
};

/* A meeting of a series that is part of the answer. */
struct calendar_part {
	int start;
	int end;
	int board;
	int slot;
	double value;
};

struct calendar_program {
	struct calendar_run *run;
	const struct calendar_instance *in;
	struct moot_arena *arena;
	struct moot_error *error; /* may be NULL */
	enum moot_status failure; /* of the last payment that could not be made */
	struct moot_lp *lp;
	struct calendar_cliques cliques;
	struct calendar_column *columns;
	size_t column_count;
	size_t column_room;
	struct calendar_payment *payments;
	size_t payment_count;
	size_t payment_room;
	int *first_payment; /* [day] */
	struct calendar_program_row *rows;
	size_t row_count;
	size_t row_room;
	int *first_row; /* [day] */
	struct calendar_part *parts;
	size_t part_count;
	size_t part_room;
	int *indices;
	double *values;
	size_t index_room;
	size_t value_room;
	struct calendar_presence *present;
	int day;         /* whose payments are asked for */
	int solved_rows; /* rows that the last solve had */
	int news;        /* rows and columns that came in since */
};

/* Empty but for a row for each board. run->price is the price of a meeting. */
enum moot_status calendar_program_new(struct calendar_run *run, struct calendar_program **out,
				      struct moot_error *error);
void calendar_program_free(struct calendar_program *it); /* NULL-safe */

/* A series of a board; slots[meeting]. */
enum moot_status calendar_program_add_column(struct calendar_program *it, int board, const int *slots);

/* The most violated clique of each day, unless it is in the program. */
enum moot_status calendar_program_separate(struct calendar_program *it);

/*
 * Takes the duals over from the program, cut back so that those of no payment sum up to more than it costs; returns
 * their sum. Rows that came in since the last solve have none.
 */
double calendar_program_take_duals(struct calendar_program *it);

/* Fills cost[slot] with the board's prices, the duals taken off. */
void calendar_program_charge(const struct calendar_program *it, int board, double *cost);

/* The column's value in the last answer. */
double calendar_program_value(const struct calendar_program *it, size_t column);

#endif
