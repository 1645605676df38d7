/*
 * The bound: a linear program over whole series, columns and rows generated.
 *
 *     minimise   sum_s (h_s + price u_s) x_s + sum_pd charge_p z_pd
 *     such that  sum_{s of b} x_s = 1                        every board b
 *                sum_{s covers r at t} x_s <= 1              every resource r that can't be shared, instant t
 *                sum_{s covers p at t} x_s - z_pd <= 1       every person p, instant t of day d
 *                x, z >= 0
 *
 * with h_s the hours of series s by itself and u_s its missing meetings (resource.h says who p and r are). What is left
 * out, breathing, reports, the rest of the clashes and of the trips, costs 0 or more, so the program's value bounds
 * every calendar's hours plus `price` for each missing meeting. Whatever the duals mu <= 0 of the rows, so long as
 * those of one z don't sum up to more than its charge,
 *
 *     L(mu) = sum_b min_s (h_s + price u_s - mu a_s) + sum mu
 *
 * is such a bound, and the minimum over the series of a board is what calendar_price_series() finds exactly. So the
 * bound is valid whenever the program is left. Two meetings are at once at the start of the later one, so instants are
 * starts. Limits are counted in simplex iterations and rounds, so that a run without a deadline repeats itself.
 *
 * ascent.c goes first; where there are trips to share (gate.h), or it leaves more rows than GLPK can do in time, its
 * bound stays the bound.
 */
#include <solver/calendar/ascent.h>
#include <solver/calendar/rows.h>
#include <solver/calendar/run.h>
#include <solver/clock.h>
#include <solver/lp.h>

#include <stdlib.h>
#include <string.h>

enum {
	MOST_ROUNDS = 200,
	MOST_ITERATIONS = 20000, /* in one solve */
	MOST_ROWS = 1500,
	MOST_ASCENT = 3000
};

/* Pricings of a slot a second that any of today's machines does, and the ascent's share of the time limit. */
static const double SLOTS_A_SECOND = 1.2e7;
static const double SHARE_OF_LIMIT = 0.6;
static const double PRICE = 1000;  /* hours for a missing meeting */
static const double SLACK = 1e-6;  /* least violation and reduced cost that count */
static const double TAIL = 1e-4;   /* converged: the bound is this share below the program's value */
static const double FORGET = 2e-9; /* for each board: how far its minimum may be off */

struct column {
	int board;
	int *slots;
	int index; /* in the program */
};

struct booking {
	int start;
	int end;
	double value;
};

struct master {
	struct calendar_run *run;
	const struct calendar_instance *in;
	struct moot_arena *arena;
	struct moot_error *error;
	struct moot_lp *lp;
	struct calendar_rows *rows;
	struct column *columns;
	size_t column_count;
	size_t column_room;
	double *cost; /* [slot] under the duals */
	int *slots;
	/* Entries of a new row or column. */
	int *indices;
	double *values;
	size_t index_room;
	size_t value_room;
	/* Bookings of a resource by fractional columns. */
	struct booking *bookings;
	size_t booking_room;
	bool changed; /* rows or columns came in this round */
};

static enum moot_status no_memory(struct master *master)
{
	return moot_error_set(master->error, MOOT_ERROR_MEMORY, "out of memory");
}

static bool make_entries(struct master *master, size_t count)
{
	size_t before = master->value_room;
	if (!moot_array_reserve((void **)&master->indices, &master->index_room, count, sizeof *master->indices) ||
	    !moot_array_reserve((void **)&master->values, &master->value_room, count, sizeof *master->values))
		return false;
	for (size_t i = before; i < master->value_room; i++)
		master->values[i] = 1;
	return true;
}

static int count_missing(const struct calendar_board *board, const int *slots)
{
	int missing = 0;
	for (int k = 0; k < board->meetings; k++)
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a series has a slot for each meeting */
		missing += slots[k] == MOOT_NONE;
	return missing;
}

static enum moot_status add_column(struct master *master, int b, const int *slots)
{
	const struct calendar_board *board = &master->in->boards[b];
	const struct calendar_rows *rows = master->rows;
	const size_t meetings = (size_t)board->meetings;
	struct column column = {b, moot_arena_array(master->arena, meetings, sizeof *slots),
				moot_lp_columns(master->lp)};
	if (!column.slots || !make_entries(master, rows->count + 1) ||
	    !moot_array_reserve((void **)&master->columns, &master->column_room, master->column_count + 1,
				sizeof *master->columns))
		return no_memory(master);
	memcpy(column.slots, slots, meetings * sizeof *slots);
	int count = 0;
	master->indices[count++] = b;
	for (int u = 0; u < rows->resources.of_board_count[b]; u++) {
		const struct calendar_use *use = &rows->resources.of_board[b][u];
		const struct calendar_row_list *list = &rows->of_item[use->other];
		for (size_t i = 0; i < list->count; i++) {
			const struct calendar_row *row = &rows->items[list->items[i]];
			if (row->index != MOOT_NONE && calendar_use_covers(board, use, slots, row->instant))
				master->indices[count++] = row->index;
		}
	}
	double cost = calendar_series_hours(master->in, board, slots) + PRICE * count_missing(board, slots);
	master->columns[master->column_count++] = column;
	master->changed = true;
	return moot_lp_add_column(master->lp, NULL, cost, 0, (double)INFINITY, false, count, master->indices,
				  master->values, master->error);
}

/* The slack's column, made when it is first needed. */
static enum moot_status add_slack(struct master *master, struct calendar_slack *slack)
{
	if (slack->index != MOOT_NONE)
		return MOOT_OK;
	slack->index = moot_lp_columns(master->lp);
	return moot_lp_add_column(master->lp, NULL, master->rows->resources.items[slack->resource].charge, 0,
				  (double)INFINITY, false, 0, NULL, NULL, master->error);
}

/* Puts a row of the list into the program. */
static enum moot_status add_row(struct master *master, int index)
{
	struct calendar_row *row = &master->rows->items[index];
	struct calendar_slack *slack = row->slack == MOOT_NONE ? NULL : &master->rows->slacks[row->slack];
	enum moot_status status = slack ? add_slack(master, slack) : MOOT_OK;
	int count = 0;
	if (status != MOOT_OK)
		return status;
	if (!make_entries(master, master->column_count + 1))
		return no_memory(master);
	for (size_t c = 0; c < master->column_count; c++) {
		const struct column *column = &master->columns[c];
		const struct calendar_use *use = calendar_rows_use(master->rows, column->board, row->resource);
		if (use && calendar_use_covers(&master->in->boards[column->board], use, column->slots, row->instant))
			master->indices[count++] = column->index;
	}
	const int last = count;
	if (slack) {
		master->values[count] = -1;
		master->indices[count++] = slack->index;
	}
	row->index = moot_lp_rows(master->lp);
	master->changed = true;
	status = moot_lp_add_row_with(master->lp, NULL, -(double)INFINITY, 1, count, master->indices, master->values,
				      master->error);
	master->values[last] = 1;
	return status;
}

/* A row for each board, and for each a column without any meeting, the best so far, and the best under the duals. */
static enum moot_status begin_columns(struct master *master)
{
	const struct calendar_instance *in = master->in;
	enum moot_status status = moot_lp_new(&master->lp, master->error);
	for (int b = 0; status == MOOT_OK && b < in->board_count; b++)
		status = moot_lp_add_row(master->lp, NULL, 1, 1, master->error);
	for (int b = 0; status == MOOT_OK && b < in->board_count; b++) {
		for (int k = 0; k < in->boards[b].meetings; k++)
			master->slots[k] = MOOT_NONE;
		status = add_column(master, b, master->slots);
		if (status == MOOT_OK && master->run->has_best)
			status = add_column(master, b, master->run->best_slot + in->boards[b].first);
		calendar_rows_charge(master->rows, b, master->cost);
		calendar_price_series(master->run->pricer, &in->boards[b], master->cost, NULL, PRICE, master->slots);
		if (status == MOOT_OK)
			status = add_column(master, b, master->slots);
	}
	return status;
}

/* The rows whose duals the ascent left below 0. False where they are too many. */
static enum moot_status begin(struct master *master, bool *fits)
{
	int count = 0;
	for (size_t i = 0; i < master->rows->count; i++)
		count += master->rows->items[i].dual < 0;
	*fits = count <= MOST_ROWS;
	enum moot_status status = *fits ? begin_columns(master) : MOOT_OK;
	for (size_t i = 0; *fits && status == MOOT_OK && i < master->rows->count; i++)
		if (master->rows->items[i].dual < 0)
			status = add_row(master, (int)i);
	return status;
}

static int compare_bookings(const void *a, const void *b)
{
	const struct booking *x = a;
	const struct booking *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

/* The fractional columns' bookings of a resource, by start; -1 when out of memory. */
static int find_bookings(struct master *master, int r)
{
	size_t count = 0;
	for (size_t c = 0; c < master->column_count; c++) {
		const struct column *column = &master->columns[c];
		const struct calendar_board *board = &master->in->boards[column->board];
		double value = moot_lp_value(master->lp, column->index);
		const struct calendar_use *use =
		    value < SLACK ? NULL : calendar_rows_use(master->rows, column->board, r);
		if (!use)
			continue;
		if (!moot_array_reserve((void **)&master->bookings, &master->booking_room,
					count + (size_t)board->meetings, sizeof *master->bookings))
			return -1;
		for (int k = 0; k < board->meetings; k++)
			if (column->slots[k] != MOOT_NONE && calendar_use_counts(board, use, column->slots[k])) {
				int start = calendar_slot_instant(board, column->slots[k]);
				master->bookings[count++] = (struct booking){start, start + board->minutes, value};
			}
	}
	if (count > 1)
		qsort(master->bookings, count, sizeof *master->bookings, compare_bookings);
	return (int)count;
}

/* How much more than once the resource is booked when booking `at` starts. */
static double excess(const struct booking *bookings, int count, int at)
{
	double booked = -1;
	for (int i = 0; i < count && bookings[i].start <= bookings[at].start; i++)
		if (bookings[i].end > bookings[at].start)
			booked += bookings[i].value;
	return booked;
}

/* What the slack of the resource's day already allows for. */
static double slack_value(const struct master *master, int r, int day)
{
	const struct calendar_rows *rows = master->rows;
	int row = rows->first[(size_t)r * (size_t)rows->in->days + (size_t)day];
	int slack = row == MOOT_NONE ? MOOT_NONE : rows->items[row].slack;
	bool inside = slack != MOOT_NONE && rows->slacks[slack].index != MOOT_NONE;
	return inside ? moot_lp_value(master->lp, rows->slacks[slack].index) : 0;
}

/* Adds the row of a resource at an instant, unless it is in the program. */
static enum moot_status add_violated(struct master *master, int r, int instant)
{
	bool is_new = false;
	int row = calendar_rows_find(master->rows, r, instant, &is_new);
	if (row == MOOT_NONE)
		return no_memory(master);
	return master->rows->items[row].index == MOOT_NONE ? add_row(master, row) : MOOT_OK;
}

/* Adds the most violated row of each resource and day; *added tells whether there was one. */
static enum moot_status separate(struct master *master, bool *added)
{
	const int before = moot_lp_rows(master->lp);
	enum moot_status status = MOOT_OK;
	for (int r = 0; status == MOOT_OK && r < master->rows->resources.count; r++) {
		int count = find_bookings(master, r);
		if (count < 0)
			return no_memory(master);
		for (int from = 0, to = 0; status == MOOT_OK && from < count; from = to) {
			int day = master->bookings[from].start / MOOT_MINUTES_A_DAY;
			int worst = MOOT_NONE;
			double most = 1e-3 + slack_value(master, r, day);
			for (; to < count && master->bookings[to].start / MOOT_MINUTES_A_DAY == day; to++) {
				double over = excess(master->bookings, count, to);
				if (over > most) {
					most = over;
					worst = to;
				}
			}
			if (worst != MOOT_NONE)
				status = add_violated(master, r, master->bookings[worst].start);
		}
	}
	*added = moot_lp_rows(master->lp) > before;
	return status;
}

/* Prices every board under the duals: better columns, and a bound. */
static enum moot_status price(struct master *master)
{
	const struct calendar_instance *in = master->in;
	for (size_t i = 0; i < master->rows->count; i++) {
		struct calendar_row *row = &master->rows->items[i];
		double dual = row->index == MOOT_NONE ? 0 : moot_lp_dual(master->lp, row->index);
		row->dual = dual < 0 ? dual : 0;
	}
	double bound = calendar_rows_cap(master->rows) - FORGET * in->board_count;
	for (int b = 0; b < in->board_count; b++) {
		if (calendar_run_over(master->run))
			return MOOT_OK;
		calendar_rows_charge(master->rows, b, master->cost);
		double least = calendar_price_series(master->run->pricer, &in->boards[b], master->cost, NULL, PRICE,
						     master->slots);
		bound += least;
		enum moot_status status = MOOT_OK;
		if (least - moot_lp_dual(master->lp, b) < -SLACK)
			status = add_column(master, b, master->slots);
		if (status != MOOT_OK)
			return status;
	}
	if (bound > master->run->priced)
		master->run->priced = bound;
	return MOOT_OK;
}

/* The fewest meetings that each board by itself must leave out. */
static void count_hopeless(struct master *master)
{
	const struct calendar_instance *in = master->in;
	struct calendar_run *run = master->run;
	run->least_missing = 0;
	for (int b = 0; b < in->board_count; b++) {
		calendar_price_series(run->pricer, &in->boards[b], in->boards[b].price, NULL, CALENDAR_MISSING,
				      master->slots);
		run->least_missing += count_missing(&in->boards[b], master->slots);
	}
}

static enum moot_status generate(struct master *master)
{
	struct calendar_run *run = master->run;
	enum moot_status status = MOOT_OK;
	master->changed = true;
	for (int round = 0; round < MOST_ROUNDS && master->changed && !calendar_run_over(run); round++) {
		enum moot_lp_outcome outcome = MOOT_LP_LIMIT;
		double left = run->deadline - moot_clock_seconds();
		bool rows = false;
		status = moot_lp_solve(master->lp, MOOT_LP_PRIMAL, MOST_ITERATIONS, left > 0.01 ? left : 0.01, &outcome,
				       master->error);
		if (status != MOOT_OK || outcome != MOOT_LP_OPTIMAL || moot_lp_rows(master->lp) > 2 * MOST_ROWS)
			break;
		master->changed = false;
		double value = moot_lp_objective(master->lp);
		status = price(master);
		if (status == MOOT_OK)
			status = separate(master, &rows);
		if (status != MOOT_OK || (!rows && value - run->priced <= TAIL * fabs(value)))
			break;
	}
	return status;
}

int calendar_master_rounds(const struct calendar_run *run)
{
	double slots = 1;
	for (int b = 0; b < run->in->board_count; b++)
		slots += (double)calendar_slot_count(run->in, &run->in->boards[b]) * run->in->boards[b].counts.states;
	double limit = run->options->time_limit > 0 ? run->options->time_limit : 60;
	double rounds = limit * SHARE_OF_LIMIT * SLOTS_A_SECOND / slots;
	return rounds < 20 ? 20 : rounds > MOST_ASCENT ? MOST_ASCENT : (int)rounds;
}

static enum moot_status bound(struct master *master)
{
	struct calendar_run *run = master->run;
	bool fits = false;
	run->price = PRICE;
	count_hopeless(master);
	enum moot_status status = calendar_ascend(run, master->rows, calendar_master_rounds(run), master->error);
	if (status == MOOT_OK && master->rows->gates.count == 0 && !calendar_run_over(run))
		status = begin(master, &fits);
	return status == MOOT_OK && fits ? generate(master) : status;
}

static void release(struct master *master)
{
	moot_lp_free(master->lp);
	calendar_rows_free(master->rows);
	moot_release(master->columns);
	moot_release(master->cost);
	moot_release(master->slots);
	moot_release(master->indices);
	moot_release(master->values);
	moot_release(master->bookings);
	moot_arena_free(master->arena);
}

enum moot_status calendar_master(struct calendar_run *run, struct moot_error *error)
{
	const struct calendar_instance *in = run->in;
	struct master master = {.run = run, .in = in, .error = error, .arena = moot_arena_new()};
	size_t slots = 1;
	for (int b = 0; b < in->board_count; b++)
		if ((size_t)calendar_slot_count(in, &in->boards[b]) > slots)
			slots = (size_t)calendar_slot_count(in, &in->boards[b]);
	run->phase = "bound";
	master.cost = moot_allocate(slots, sizeof *master.cost);
	master.slots = moot_allocate((size_t)in->meeting_count, sizeof *master.slots);
	enum moot_status status = calendar_rows_new(in, &master.rows, error);
	if (status == MOOT_OK && (!master.arena || !master.cost || !master.slots))
		status = no_memory(&master);
	if (status == MOOT_OK)
		status = bound(&master);
	release(&master);
	return status;
}
