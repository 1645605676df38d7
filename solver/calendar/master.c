/*
 * The bound: a linear program over whole series, columns and rows generated.
 *
 *     minimise   sum_s (h_s + price u_s) x_s         h_s hours of series s by itself, u_s its missing meetings
 *     such that  sum_{s of b} x_s = 1                every board b
 *                sum_{s covers r at t} x_s <= 1      every resource r (a needed person, an only venue), instant t
 *                x >= 0
 *
 * Clashes between boards, trips, breathing and reports cost 0 or more and are left out, so its value bounds every
 * calendar's hours plus `price` for each missing meeting. Whatever the duals mu <= 0 of the rows,
 *
 *     L(mu) = sum_b min_s (h_s + price u_s - mu a_s) + sum mu
 *
 * is such a bound, and the minimum over the series of a board is what calendar_price_series() finds exactly. So the
 * bound is valid whenever the program is left. Two meetings are at once at the start of the later one, so instants are
 * starts. Limits are counted in simplex iterations and rounds, so that a run without a deadline repeats itself.
 */
#include <solver/calendar/run.h>
#include <solver/clock.h>
#include <solver/lp.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_ROUNDS = 300, MOST_ITERATIONS = 20000 /* in one solve */ };

static const double PRICE = 1000;  /* hours for a missing meeting */
static const double SLACK = 1e-6;  /* least violation and reduced cost that count */
static const double TAIL = 1e-4;   /* converged: the bound is this share below the program's value */
static const double FORGET = 2e-9; /* for each board: how far its minimum may be off */

struct column {
	int board;
	int *slots;
};

/* A clash row: a resource at an instant, in minutes from the year's start. */
struct row {
	int resource;
	int instant;
	int index; /* in the program */
	double dual;
};

/* A needed person or an only venue, the boards that need it, and its rows. */
struct resource {
	int *boards;
	int board_count;
	int *rows;
	size_t row_count;
	size_t row_room;
};

struct master {
	struct calendar_run *run;
	const struct calendar_instance *in;
	struct moot_arena *arena;
	struct moot_error *error;
	struct moot_lp *lp;
	struct resource *resources;
	int resource_count;
	int **used; /* [board] its resources */
	int *used_count;
	struct column *columns;
	size_t column_count;
	size_t column_room;
	struct row *rows;
	size_t row_count;
	size_t row_room;
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

struct booking {
	int start;
	int end;
	double value;
};

static enum moot_status no_memory(struct master *master)
{
	return moot_error_set(master->error, MOOT_ERROR_MEMORY, "out of memory");
}

/* The board's only venue, or MOOT_NONE. */
static int only_venue(const struct calendar_board *board)
{
	bool only = board->place_count == 1 && board->places[0].venue_count == 1;
	return only ? board->places[0].venues[0].venue : MOOT_NONE;
}

static bool needs_person(const struct calendar_board *board, int person)
{
	for (int a = 0; a < board->attendee_count; a++)
		if (board->attendees[a].person == person)
			return board->attendees[a].needed;
	return false;
}

/* Adds the resource when several boards need it. `who` is a person, or with `venue` a venue. */
static bool add_resource(struct master *master, int who, bool venue)
{
	const struct calendar_instance *in = master->in;
	struct resource *resource = &master->resources[master->resource_count];
	resource->board_count = 0;
	for (int b = 0; b < in->board_count; b++)
		if (venue ? only_venue(&in->boards[b]) == who : needs_person(&in->boards[b], who))
			master->slots[resource->board_count++] = b;
	if (resource->board_count < 2)
		return true;
	resource->boards = moot_arena_array(master->arena, (size_t)resource->board_count, sizeof *resource->boards);
	if (!resource->boards)
		return false;
	memcpy(resource->boards, master->slots, (size_t)resource->board_count * sizeof *resource->boards);
	master->resource_count++;
	return true;
}

static bool list_used(struct master *master)
{
	const size_t boards = (size_t)master->in->board_count;
	master->used = moot_arena_array(master->arena, boards, sizeof(int *));
	master->used_count = moot_arena_array(master->arena, boards, sizeof *master->used_count);
	if (!master->used || !master->used_count)
		return false;
	for (int pass = 0; pass < 2; pass++) {
		for (int r = 0; r < master->resource_count; r++)
			for (int i = 0; i < master->resources[r].board_count; i++) {
				int b = master->resources[r].boards[i];
				if (pass == 1)
					master->used[b][master->used_count[b]] = r;
				master->used_count[b]++;
			}
		for (size_t b = 0; pass == 0 && b < boards; b++) {
			master->used[b] =
			    moot_arena_array(master->arena, (size_t)master->used_count[b], sizeof *master->used[b]);
			if (!master->used[b])
				return false;
			master->used_count[b] = 0;
		}
	}
	return true;
}

static bool find_resources(struct master *master)
{
	const struct calendar_instance *in = master->in;
	const size_t people = in->landscape->person_count;
	const size_t venues = in->landscape->venue_count;
	bool *needed = moot_arena_array(master->arena, people, sizeof *needed);
	master->resources = moot_arena_array(master->arena, people + venues + 1, sizeof *master->resources);
	if (!needed || !master->resources)
		return false;
	for (int b = 0; b < in->board_count; b++)
		for (int a = 0; a < in->boards[b].attendee_count; a++)
			if (in->boards[b].attendees[a].needed)
				needed[in->boards[b].attendees[a].person] = true;
	for (size_t p = 0; p < people; p++)
		if (needed[p] && !add_resource(master, (int)p, false))
			return false;
	for (size_t v = 0; v < venues; v++)
		if (!add_resource(master, (int)v, true))
			return false;
	return list_used(master);
}

static bool covers(const struct calendar_board *board, const int *slots, int instant)
{
	for (int k = 0; k < board->meetings; k++) {
		if (slots[k] == MOOT_NONE)
			continue;
		int start = calendar_slot_instant(board, slots[k]);
		if (start <= instant && instant < start + board->minutes)
			return true;
	}
	return false;
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
		missing += slots[k] == MOOT_NONE;
	return missing;
}

static enum moot_status add_column(struct master *master, int b, const int *slots)
{
	const struct calendar_board *board = &master->in->boards[b];
	const size_t meetings = (size_t)board->meetings;
	struct column column = {b, moot_arena_array(master->arena, meetings, sizeof *slots)};
	if (!column.slots || !make_entries(master, master->row_count + 1) ||
	    !moot_array_reserve((void **)&master->columns, &master->column_room, master->column_count + 1,
				sizeof *master->columns))
		return no_memory(master);
	memcpy(column.slots, slots, meetings * sizeof *slots);
	int count = 0;
	master->indices[count++] = b;
	for (int u = 0; u < master->used_count[b]; u++) {
		const struct resource *resource = &master->resources[master->used[b][u]];
		for (size_t i = 0; i < resource->row_count; i++)
			if (covers(board, slots, master->rows[resource->rows[i]].instant))
				master->indices[count++] = master->rows[resource->rows[i]].index;
	}
	double cost = calendar_series_hours(master->in, board, slots) + PRICE * count_missing(board, slots);
	master->columns[master->column_count++] = column;
	master->changed = true;
	return moot_lp_add_column(master->lp, NULL, cost, 0, (double)INFINITY, false, count, master->indices,
				  master->values, master->error);
}

static enum moot_status add_row(struct master *master, int r, int instant)
{
	struct resource *resource = &master->resources[r];
	if (!make_entries(master, master->column_count + 1) ||
	    !moot_array_reserve((void **)&resource->rows, &resource->row_room, resource->row_count + 1,
				sizeof *resource->rows) ||
	    !moot_array_reserve((void **)&master->rows, &master->row_room, master->row_count + 1, sizeof *master->rows))
		return no_memory(master);
	int count = 0;
	for (size_t c = 0; c < master->column_count; c++) {
		const struct column *column = &master->columns[c];
		bool uses = false;
		for (int u = 0; u < master->used_count[column->board]; u++)
			uses = uses || master->used[column->board][u] == r;
		if (uses && covers(&master->in->boards[column->board], column->slots, instant))
			master->indices[count++] = (int)c;
	}
	resource->rows[resource->row_count++] = (int)master->row_count;
	master->rows[master->row_count++] = (struct row){r, instant, moot_lp_rows(master->lp), 0};
	master->changed = true;
	return moot_lp_add_row_with(master->lp, NULL, -(double)INFINITY, 1, count, master->indices, master->values,
				    master->error);
}

/* A row for each board, and for each a column without any meeting and, where there is one, the best so far. */
static enum moot_status begin(struct master *master)
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
	}
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
static int find_bookings(struct master *master, const struct resource *resource)
{
	size_t count = 0;
	for (size_t c = 0; c < master->column_count; c++) {
		const struct column *column = &master->columns[c];
		const struct calendar_board *board = &master->in->boards[column->board];
		bool uses = false;
		for (int i = 0; i < resource->board_count; i++)
			uses = uses || resource->boards[i] == column->board;
		double value = uses ? moot_lp_value(master->lp, (int)c) : 0;
		if (value < SLACK)
			continue;
		if (!moot_array_reserve((void **)&master->bookings, &master->booking_room,
					count + (size_t)board->meetings, sizeof *master->bookings))
			return -1;
		for (int k = 0; k < board->meetings; k++)
			if (column->slots[k] != MOOT_NONE) {
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

static bool has_row(const struct master *master, const struct resource *resource, int instant)
{
	for (size_t i = 0; i < resource->row_count; i++)
		if (master->rows[resource->rows[i]].instant == instant)
			return true;
	return false;
}

/* Adds the most violated row of each resource and day. */
static enum moot_status separate(struct master *master)
{
	enum moot_status status = MOOT_OK;
	for (int r = 0; status == MOOT_OK && r < master->resource_count; r++) {
		int count = find_bookings(master, &master->resources[r]);
		if (count < 0)
			return no_memory(master);
		for (int from = 0, to = 0; status == MOOT_OK && from < count; from = to) {
			int day = master->bookings[from].start / MOOT_MINUTES_A_DAY;
			int worst = MOOT_NONE;
			double most = 1e-3;
			for (; to < count && master->bookings[to].start / MOOT_MINUTES_A_DAY == day; to++) {
				double over = excess(master->bookings, count, to);
				if (over > most) {
					most = over;
					worst = to;
				}
			}
			if (worst != MOOT_NONE &&
			    !has_row(master, &master->resources[r], master->bookings[worst].start))
				status = add_row(master, r, master->bookings[worst].start);
		}
	}
	return status;
}

/* The board's prices with the duals of its rows taken off. */
static void charge_duals(struct master *master, int b)
{
	const struct calendar_board *board = &master->in->boards[b];
	const int starts = board->start_count;
	memcpy(master->cost, board->price, (size_t)calendar_slot_count(master->in, board) * sizeof *master->cost);
	for (int u = 0; u < master->used_count[b]; u++) {
		const struct resource *resource = &master->resources[master->used[b][u]];
		for (size_t i = 0; i < resource->row_count; i++) {
			const struct row *row = &master->rows[resource->rows[i]];
			if (row->dual >= 0)
				continue;
			int last = row->instant / MOOT_MINUTES_A_DAY;
			for (int day = last > 0 ? last - 1 : 0; day <= last; day++)
				for (int s = 0; s < starts; s++) {
					int start = day * MOOT_MINUTES_A_DAY + board->starts[s];
					if (start <= row->instant && row->instant < start + board->minutes)
						master->cost[day * starts + s] -= row->dual;
				}
		}
	}
}

/* Prices every board under the duals: better columns, and a bound. */
static enum moot_status price(struct master *master)
{
	const struct calendar_instance *in = master->in;
	double bound = -FORGET * in->board_count;
	for (size_t i = 0; i < master->row_count; i++) {
		double dual = moot_lp_dual(master->lp, master->rows[i].index);
		/* A row of this round has no dual yet. */
		master->rows[i].dual = dual < 0 ? dual : 0;
		bound += master->rows[i].dual;
	}
	for (int b = 0; b < in->board_count; b++) {
		if (calendar_run_over(master->run))
			return MOOT_OK;
		charge_duals(master, b);
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
	run->price = PRICE;
	master->changed = true;
	for (int round = 0; round < MOST_ROUNDS && master->changed && !calendar_run_over(run); round++) {
		enum moot_lp_outcome outcome = MOOT_LP_LIMIT;
		double left = run->deadline - moot_clock_seconds();
		status = moot_lp_solve(master->lp, MOOT_LP_PRIMAL, MOST_ITERATIONS, left > 0.01 ? left : 0.01, &outcome,
				       master->error);
		if (status != MOOT_OK || outcome != MOOT_LP_OPTIMAL)
			break;
		master->changed = false;
		double value = moot_lp_objective(master->lp);
		status = price(master);
		bool rows = false;
		if (status == MOOT_OK) {
			size_t before = master->row_count;
			status = separate(master);
			rows = master->row_count > before;
		}
		if (status != MOOT_OK || (!rows && value - run->priced <= TAIL * fabs(value)))
			break;
	}
	return status;
}

static void release(struct master *master)
{
	for (int r = 0; r < master->resource_count; r++)
		moot_release(master->resources[r].rows);
	moot_lp_free(master->lp);
	moot_release(master->columns);
	moot_release(master->rows);
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
	master.slots = moot_allocate((size_t)in->meeting_count + (size_t)in->board_count, sizeof *master.slots);
	enum moot_status status = MOOT_OK;
	if (!master.arena || !master.cost || !master.slots || !find_resources(&master))
		status = no_memory(&master);
	if (status == MOOT_OK) {
		count_hopeless(&master);
		status = begin(&master);
	}
	if (status == MOOT_OK)
		status = generate(&master);
	release(&master);
	return status;
}
