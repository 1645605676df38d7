#include <solver/calendar/ascent.h>
#include <solver/calendar/tolls.h>

#include <stdlib.h>
#include <string.h>

enum { PATIENCE = 40 /* rounds without a better bound before steps are halved */ };

static const double LOWEST = -1e300; /* below any bound, and finite */
static const double FRESH = 0.2;     /* part of a direction that is new */
static const double FORGET = 2e-9;   /* for each board: how far its minimum may be off */

struct booking {
	int start;
	int end;
};

struct ascent {
	struct calendar_run *run;
	struct calendar_rows *rows;
	struct moot_arena *arena;
	struct calendar_tolls tolls;
	double *cost;       /* [slot] */
	int *slots;         /* [meeting] the cheapest series under the duals */
	double *excess;     /* [row] meetings that cover it, less one */
	double *direction;  /* [row] */
	double *best_duals; /* [row] */
	size_t excess_room;
	size_t direction_room;
	size_t duals_room;
	struct booking *bookings;
	size_t booking_room;
	double bound;
	double best;
};

static bool make_room(struct ascent *it)
{
	const size_t count = it->rows->count + 1;
	return moot_array_reserve((void **)&it->excess, &it->excess_room, count, sizeof *it->excess) &&
	       moot_array_reserve((void **)&it->direction, &it->direction_room, count, sizeof *it->direction) &&
	       moot_array_reserve((void **)&it->best_duals, &it->duals_room, count, sizeof *it->best_duals);
}

/* The cheapest series of every board, and their bound. False when the run is over. */
static bool price(struct ascent *it)
{
	struct calendar_run *run = it->run;
	const struct calendar_instance *in = run->in;
	it->bound = calendar_rows_cap(it->rows) - FORGET * in->board_count;
	for (int b = 0; b < in->board_count; b++) {
		if (calendar_run_over(run))
			return false;
		calendar_rows_charge(it->rows, b, it->cost);
		it->bound += calendar_price_series(run->pricer, &in->boards[b], it->cost, NULL, run->price,
						   it->slots + in->boards[b].first);
	}
	if (it->bound > run->priced)
		run->priced = it->bound;
	return true;
}

static int compare_bookings(const void *a, const void *b)
{
	const struct booking *x = a;
	const struct booking *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

/* The meetings of a resource, by start; -1 when out of memory. */
static int book(struct ascent *it, int r)
{
	const struct calendar_resource *resource = &it->rows->resources.items[r];
	size_t count = 0;
	for (int i = 0; i < resource->board_count; i++) {
		const struct calendar_use *use = &resource->boards[i];
		const struct calendar_board *board = &it->run->in->boards[use->other];
		if (!moot_array_reserve((void **)&it->bookings, &it->booking_room, count + (size_t)board->meetings,
					sizeof *it->bookings))
			return -1;
		for (int k = 0; k < board->meetings; k++) {
			int slot = it->slots[board->first + k];
			if (slot == MOOT_NONE || !calendar_use_counts(board, use, slot))
				continue;
			int start = calendar_slot_instant(board, slot);
			it->bookings[count++] = (struct booking){start, start + board->minutes};
		}
	}
	if (count > 1)
		qsort(it->bookings, count, sizeof *it->bookings, compare_bookings);
	return (int)count;
}

/* Measures the resource's rows, and makes those that two meetings at once ask for. */
static bool measure(struct ascent *it, int r)
{
	struct calendar_rows *rows = it->rows;
	int count = book(it, r);
	if (count < 0)
		return false;
	int reach = 0; /* where the meetings so far end */
	for (int i = 0; i < count; i++) {
		bool is_new = false;
		if (it->bookings[i].start < reach &&
		    calendar_rows_find(rows, r, it->bookings[i].start, &is_new) == MOOT_NONE)
			return false;
		reach = it->bookings[i].end > reach ? it->bookings[i].end : reach;
	}
	if (!make_room(it))
		return false;
	const double allowed = rows->resources.items[r].gate == MOOT_NONE ? 1 : 0;
	for (size_t i = 0; i < rows->of_item[r].count; i++)
		it->excess[rows->of_item[r].items[i]] = -allowed;
	for (int b = 0; b < count; b++) {
		int day = it->bookings[b].start / MOOT_MINUTES_A_DAY;
		int last = (it->bookings[b].end - 1) / MOOT_MINUTES_A_DAY;
		for (; day <= last && day < rows->in->days; day++)
			for (int row = rows->first[(size_t)r * (size_t)rows->in->days + (size_t)day]; row != MOOT_NONE;
			     row = rows->items[row].next)
				if (it->bookings[b].start <= rows->items[row].instant &&
				    rows->items[row].instant < it->bookings[b].end)
					it->excess[row] += 1;
	}
	return true;
}

/* One step along the excess, mixed with the steps before: what gates are open for comes off it first. */
static void step(struct ascent *it, double length)
{
	struct calendar_rows *rows = it->rows;
	double norm = calendar_tolls_direct(&it->tolls, it->excess, FRESH);
	for (size_t i = 0; i < rows->count; i++) {
		it->direction[i] = FRESH * it->excess[i] + (1 - FRESH) * it->direction[i];
		/* Rows that would only go below 0 don't count. */
		if (rows->items[i].dual >= 0 && it->direction[i] < 0)
			it->direction[i] = 0;
		norm += it->direction[i] * it->direction[i];
	}
	if (norm <= 0)
		return;
	for (size_t i = 0; i < rows->count; i++) {
		double dual = rows->items[i].dual - length / norm * it->direction[i];
		rows->items[i].dual = dual < 0 ? dual : 0;
	}
	calendar_tolls_step(&it->tolls, length / norm);
}

static void remember(struct ascent *it)
{
	it->best = it->bound;
	for (size_t i = 0; i < it->rows->count; i++)
		it->best_duals[i] = it->rows->items[i].dual;
	calendar_tolls_remember(&it->tolls);
}

static void recall(struct ascent *it, size_t known)
{
	for (size_t i = 0; i < it->rows->count; i++)
		it->rows->items[i].dual = i < known ? it->best_duals[i] : 0;
	calendar_tolls_recall(&it->tolls);
}

static bool climb(struct ascent *it, int rounds)
{
	struct calendar_run *run = it->run;
	const double goal = run->best_hours + run->price * run->best_missing;
	double share = 1;
	int since = 0;
	size_t known = 0; /* rows that the best duals cover */
	for (int round = 0; round < rounds && price(it); round++) {
		if (run->round_done)
			run->round_done(run->round_context, run->priced);
		since++;
		if (it->bound > it->best + 1e-6 * fabs(it->best)) {
			if (!make_room(it))
				return false;
			remember(it);
			known = it->rows->count;
			since = 0;
		} else if (since >= PATIENCE) {
			share /= 2;
			since = 0;
			recall(it, known);
		}
		if (share < 1e-4)
			break;
		for (int r = 0; r < it->rows->resources.count; r++)
			if (!measure(it, r))
				return false;
		calendar_tolls_ask(&it->tolls, it->slots);
		step(it, share * fmax(goal - it->bound, 1e-3));
	}
	recall(it, known);
	return true;
}

enum moot_status calendar_ascend(struct calendar_run *run, struct calendar_rows *rows, int rounds,
				 struct moot_error *error)
{
	const struct calendar_instance *in = run->in;
	size_t slots = 1;
	for (int b = 0; b < in->board_count; b++)
		if ((size_t)calendar_slot_count(in, &in->boards[b]) > slots)
			slots = (size_t)calendar_slot_count(in, &in->boards[b]);
	struct ascent it = {.run = run, .rows = rows, .best = LOWEST};
	it.cost = moot_allocate(slots, sizeof *it.cost);
	it.slots = moot_allocate((size_t)in->meeting_count, sizeof *it.slots);
	it.arena = moot_arena_new();
	bool made = it.cost && it.slots && it.arena && calendar_tolls_new(rows, it.arena, &it.tolls) &&
		    make_room(&it) && climb(&it, rounds);
	moot_arena_free(it.arena);
	moot_release(it.cost);
	moot_release(it.slots);
	moot_release(it.excess);
	moot_release(it.direction);
	moot_release(it.best_duals);
	moot_release(it.bookings);
	return made ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}
