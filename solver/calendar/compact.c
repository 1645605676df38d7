#include <solver/calendar/compact.h>
#include <solver/calendar/resource.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Readers of the format keep lines short. */
enum { LONGEST_LINE = 100, MISSING = 1000 /* hours for a missing meeting */ };

struct text {
	const struct calendar_instance *in;
	char *bytes;
	size_t length;
	size_t room;
	size_t line; /* where the line at hand began */
	int rows;
	bool failed;
};

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
put(struct text *t, const char *format, ...)
{
	char piece[160];
	va_list arguments;
	va_start(arguments, format);
	int need = vsnprintf(piece, sizeof piece, format, arguments);
	va_end(arguments);
	if (need < 0 || (size_t)need >= sizeof piece || t->failed ||
	    !moot_array_reserve((void **)&t->bytes, &t->room, t->length + (size_t)need + 1, 1)) {
		t->failed = true;
		return;
	}
	memcpy(t->bytes + t->length, piece, (size_t)need + 1);
	t->length += (size_t)need;
	if (t->length - t->line > LONGEST_LINE && t->bytes[t->length - 1] == ' ') {
		t->bytes[t->length - 1] = '\n';
		t->line = t->length;
	}
}

static void begin_row(struct text *t)
{
	put(t, "\nr%d: ", t->rows++);
	t->line = t->length;
}

/* Goes through the slots that a meeting may have. Each returns false at the end. */
struct walk {
	const struct calendar_board *board;
	int number;
	int day;
	int start;
};

static bool next_slot(struct walk *walk)
{
	const struct calendar_window *window = &walk->board->windows[walk->number];
	for (;;) {
		if (++walk->start >= walk->board->start_count) {
			walk->start = 0;
			walk->day++;
		}
		if (walk->day < window->first) {
			walk->day = window->first;
			walk->start = 0;
		}
		if (walk->day > window->last)
			return false;
		if (!isinf(walk->board->price[walk->day * walk->board->start_count + walk->start]))
			return true;
	}
}

static struct walk walk_of(const struct calendar_board *board, int number)
{
	return (struct walk){board, number, board->windows[number].first - 1, board->start_count};
}

static bool is_open(const struct calendar_board *board, int day)
{
	for (int s = 0; s < board->start_count; s++)
		if (!isinf(board->price[day * board->start_count + s]))
			return true;
	return false;
}

static void put_cost(struct text *t, const struct calendar_board *board, int number)
{
	const struct moot_policy *policy = &t->in->landscape->policy;
	const int m = board->first + number;
	struct walk walk = walk_of(board, number);
	while (next_slot(&walk)) {
		int slot = walk.day * board->start_count + walk.start;
		double cost = board->price[slot] + calendar_place_in_year(t->in, board, number, walk.day) +
			      calendar_move(board, number, slot);
		if (cost > 0)
			put(t, "+ %.9g x%d_%d_%d ", cost, m, walk.day, walk.start);
	}
	put(t, "+ %d u%d ", MISSING, m);
	put(t, "+ %.9g o%d ", policy->weekday_penalty, m);
	put(t, "+ %.9g e%d ", policy->start_penalty, m);
}

/* A meeting is on one day or none, and on that at one start; and after the one before. */
static void put_meeting(struct text *t, const struct calendar_board *board, int number)
{
	const int m = board->first + number;
	const struct calendar_window *window = &board->windows[number];
	begin_row(t);
	for (int day = window->first; day <= window->last; day++)
		if (is_open(board, day))
			put(t, "+ d%d_%d ", m, day);
	put(t, "+ u%d = 1", m);
	for (int day = window->first; day <= window->last; day++) {
		if (!is_open(board, day))
			continue;
		begin_row(t);
		for (int s = 0; s < board->start_count; s++)
			if (!isinf(board->price[day * board->start_count + s]))
				put(t, "+ x%d_%d_%d ", m, day, s);
		put(t, "- d%d_%d = 0", m, day);
	}
	if (number == 0)
		return;
	begin_row(t);
	for (int day = window->first; day <= window->last; day++)
		if (is_open(board, day))
			put(t, "+ %d d%d_%d ", day, m, day);
	for (int day = board->windows[number - 1].first; day <= board->windows[number - 1].last; day++)
		if (is_open(board, day))
			put(t, "- %d d%d_%d ", day, m - 1, day);
	const int far = t->in->days + board->separation;
	put(t, "+ %d u%d + %d u%d >= %d", far, m, far, m - 1, board->separation);
}

/* The usual weekday and start. */
static void put_regularity(struct text *t, int b)
{
	const struct calendar_board *board = &t->in->boards[b];
	begin_row(t);
	for (int w = 0; w < 7; w++)
		put(t, "+ w%d_%d ", b, w);
	put(t, "= 1");
	begin_row(t);
	for (int s = 0; s < board->start_count; s++)
		put(t, "+ q%d_%d ", b, s);
	put(t, "= 1");
	for (int k = 0; k < board->meetings; k++) {
		const int m = board->first + k;
		for (int w = 0; w < 7; w++) {
			begin_row(t);
			for (int day = board->windows[k].first; day <= board->windows[k].last; day++)
				if (t->in->weekdays[day] == w && is_open(board, day))
					put(t, "+ d%d_%d ", m, day);
			put(t, "- w%d_%d - o%d <= 0", b, w, m);
		}
		for (int s = 0; s < board->start_count; s++) {
			begin_row(t);
			for (int day = board->windows[k].first; day <= board->windows[k].last; day++)
				if (!isinf(board->price[day * board->start_count + s]))
					put(t, "+ x%d_%d_%d ", m, day, s);
			put(t, "- q%d_%d - e%d <= 0", b, s, m);
		}
	}
}

static void put_gate(struct text *t, const struct calendar_gate *gate, int g)
{
	for (int s = 0; s < gate->seat_count; s++) {
		const struct calendar_board *board = &t->in->boards[gate->seats[s].board];
		for (int day = 0; day < t->in->days; day++) {
			bool any = false;
			for (int k = 0; is_open(board, day) && k < board->meetings; k++)
				any = any || (board->windows[k].first <= day && day <= board->windows[k].last);
			if (!any)
				continue;
			begin_row(t);
			for (int k = 0; k < board->meetings; k++)
				if (board->windows[k].first <= day && day <= board->windows[k].last)
					put(t, "+ d%d_%d ", board->first + k, day);
			put(t, "- y%d_%d <= 0", g, day);
		}
	}
}

/* The columns of one board that hold the resource at an instant of a day; writes them with `write`. */
static int cover(struct text *t, const struct calendar_board *board, int day, int minute, bool write)
{
	int found = 0;
	for (int k = 0; k < board->meetings; k++)
		for (int s = 0;
		     board->windows[k].first <= day && day <= board->windows[k].last && s < board->start_count; s++) {
			if (isinf(board->price[day * board->start_count + s]) || board->starts[s] > minute ||
			    board->starts[s] + board->minutes <= minute)
				continue;
			found = 1;
			if (write)
				put(t, "+ x%d_%d_%d ", board->first + k, day, s);
		}
	return found;
}

static void put_resource(struct text *t, const struct calendar_resource *resource)
{
	const struct moot_policy *policy = &t->in->landscape->policy;
	for (int day = 0; day < t->in->days && !t->failed; day++)
		for (int minute = policy->day_start; minute < policy->day_end; minute += policy->grid_minutes) {
			int boards = 0;
			for (int i = 0; i < resource->board_count; i++)
				boards += cover(t, &t->in->boards[resource->boards[i].other], day, minute, false);
			if (boards < 2)
				continue;
			begin_row(t);
			for (int i = 0; i < resource->board_count; i++)
				cover(t, &t->in->boards[resource->boards[i].other], day, minute, true);
			put(t, "<= 1");
		}
}

static void put_columns(struct text *t, const struct calendar_gate_list *gates)
{
	put(t, "\nBounds\nc0 = 1\n");
	for (int g = 0; g < gates->count; g++)
		for (int day = 0; day < t->in->days; day++)
			put(t, "y%d_%d <= 1\n", g, day);
	put(t, "Binaries\n");
	t->line = t->length;
	for (int b = 0; b < t->in->board_count; b++) {
		const struct calendar_board *board = &t->in->boards[b];
		for (int k = 0; k < board->meetings; k++) {
			struct walk walk = walk_of(board, k);
			while (next_slot(&walk))
				put(t, "x%d_%d_%d ", board->first + k, walk.day, walk.start);
			put(t, "u%d ", board->first + k);
		}
		for (int w = 0; w < 7; w++)
			put(t, "w%d_%d ", b, w);
		for (int s = 0; s < board->start_count; s++)
			put(t, "q%d_%d ", b, s);
	}
	put(t, "\nEnd\n");
}

static void put_all(struct text *t, const struct calendar_gate_list *gates, const struct calendar_resources *resources)
{
	put(t, "\\ The calendar, time-indexed and compact: what is not in it makes a calendar only dearer.\n");
	put(t, "Minimize\nhours: ");
	for (int b = 0; b < t->in->board_count; b++)
		for (int k = 0; k < t->in->boards[b].meetings; k++)
			put_cost(t, &t->in->boards[b], k);
	for (int g = 0; g < gates->count; g++)
		for (int day = 0; day < t->in->days; day++)
			put(t, "+ %.9g y%d_%d ", gates->items[g].hours, g, day);
	put(t, "%+.9g c0\nSubject To", calendar_gates_constant(gates));
	for (int b = 0; b < t->in->board_count; b++) {
		for (int k = 0; k < t->in->boards[b].meetings; k++)
			put_meeting(t, &t->in->boards[b], k);
		put_regularity(t, b);
	}
	for (int g = 0; g < gates->count; g++)
		put_gate(t, &gates->items[g], g);
	for (int r = 0; r < resources->count; r++)
		if (resources->items[r].charge <= 0 && resources->items[r].gate == MOOT_NONE)
			put_resource(t, &resources->items[r]);
	put_columns(t, gates);
}

enum moot_status calendar_compact_write(const struct calendar_instance *in, char **out, struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct calendar_gate_list gates = {0};
	struct calendar_resources resources = {0};
	struct text text = {.in = in};
	bool made =
	    arena && calendar_gates_find(in, arena, &gates) && calendar_resources_find(in, &gates, arena, &resources);
	if (made)
		put_all(&text, &gates, &resources);
	moot_arena_free(arena);
	if (!made || text.failed) {
		moot_release(text.bytes);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*out = text.bytes;
	return MOOT_OK;
}
