/*
 * The clash rows of the bound's program and their duals, one for each resource and instant that has come up.
 *
 * Whatever the duals, those of one person and day never sum up to more than the charge, nor those of a gate and day to
 * more than its trip, once they are capped: only then is a bound made with them valid.
 */
#ifndef MOOT_SOLVER_CALENDAR_ROWS_H
#define MOOT_SOLVER_CALENDAR_ROWS_H

#include <solver/calendar/resource.h>

struct calendar_row {
	int resource;
	int instant; /* minutes from the year's start */
	int slack;   /* among the slacks; MOOT_NONE where nothing may be there twice */
	int next;    /* the next row of the resource and day */
	double dual; /* 0 or below */
};

/* z: a person's meetings too many on a day. */
struct calendar_slack {
	int resource;
	double sum;
};

struct calendar_row_list {
	int *items;
	size_t count;
	size_t room;
};

struct calendar_rows {
	const struct calendar_instance *in;
	struct moot_arena *arena;
	struct calendar_gate_list gates;
	struct calendar_resources resources;
	struct calendar_row *items;
	size_t count;
	size_t room;
	struct calendar_slack *slacks;
	size_t slack_count;
	size_t slack_room;
	int *first;                        /* [resource][day] */
	int *slack_of;                     /* [paying resource][day] */
	double *by_day;                    /* scratch */
	struct calendar_row_list *of_item; /* [resource] all its rows */
};

enum moot_status calendar_rows_new(const struct calendar_instance *in, struct calendar_rows **out,
				   struct moot_error *error);
void calendar_rows_free(struct calendar_rows *rows); /* NULL-safe */

/* The row's index, made if it is new; MOOT_NONE when out of memory. */
int calendar_rows_find(struct calendar_rows *rows, int resource, int instant, bool *is_new);

/*
 * Cuts the duals back to what charges and trips allow; returns what they add to the bound beside the series: the sum of
 * those of rows without a gate, and what the gates give back.
 */
double calendar_rows_cap(struct calendar_rows *rows);

/* Fills cost[slot] with the board's prices, the duals of its rows taken off and its shares of trips added. */
void calendar_rows_charge(struct calendar_rows *rows, int board, double *cost);

/* The use that the board makes of the resource, or NULL. */
const struct calendar_use *calendar_rows_use(const struct calendar_rows *rows, int board, int resource);

#endif
