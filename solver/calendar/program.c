#include <solver/calendar/program.h>

#include <stdlib.h>
#include <string.h>

static const double PRESENT = 1e-6; /* least value that counts */
static const double EXCESS = 1e-2;  /* least violation of a row that counts */

static enum moot_status no_memory(struct calendar_program *it)
{
	return moot_error_set(it->error, MOOT_ERROR_MEMORY, "out of memory");
}

/* Whether the row counts a meeting of the board there. */
static bool counts(const struct calendar_program *it, const struct calendar_program_row *row, int board, int slot)
{
	const struct calendar_clique *clique = &row->clique;
	for (int i = 0; i < clique->count; i++)
		if (clique->boards[i] == board)
			return calendar_clique_counts(it->in, clique->kind, &it->in->boards[board], slot,
						      clique->slots[i], clique->instant);
	return false;
}

static bool make_entries(struct calendar_program *it, size_t count)
{
	return moot_array_reserve((void **)&it->indices, &it->index_room, count, sizeof *it->indices) &&
	       moot_array_reserve((void **)&it->values, &it->value_room, count, sizeof *it->values);
}

static int count_missing(const struct calendar_board *board, const int *slots)
{
	int missing = 0;
	for (int k = 0; k < board->meetings; k++)
		missing += slots[k] == MOOT_NONE;
	return missing;
}

static int add_entry(struct calendar_program *it, int count, int index, double value)
{
	it->indices[count] = index;
	it->values[count] = value;
	return count + 1;
}

enum moot_status calendar_program_add_column(struct calendar_program *it, int b, const int *slots)
{
	const struct calendar_board *board = &it->in->boards[b];
	const size_t meetings = (size_t)board->meetings;
	struct calendar_column column = {b, moot_arena_array(it->arena, meetings, sizeof *slots),
					 moot_lp_columns(it->lp)};
	if (!column.slots || !make_entries(it, it->row_count + 1) ||
	    !moot_array_reserve((void **)&it->columns, &it->column_room, it->column_count + 1, sizeof *it->columns))
		return no_memory(it);
	memcpy(column.slots, slots, meetings * sizeof *slots);
	int count = add_entry(it, 0, b, 1);
	for (int k = 0; k < board->meetings; k++) {
		if (slots[k] == MOOT_NONE)
			continue;
		for (int r = it->first_row[calendar_slot_day(board, slots[k])]; r != MOOT_NONE; r = it->rows[r].next)
			if (counts(it, &it->rows[r], b, slots[k]))
				count = add_entry(it, count, it->rows[r].index, 1);
	}
	double cost = calendar_series_hours(it->in, board, slots) + it->run->price * count_missing(board, slots);
	it->columns[it->column_count++] = column;
	it->news++;
	return moot_lp_add_column(it->lp, NULL, cost, 0, (double)INFINITY, false, count, it->indices, it->values,
				  it->error);
}

static struct calendar_payment *payment_of(const struct calendar_program *it, enum calendar_clique_kind kind, int a,
					   int b, int day)
{
	const int low = a < b ? a : b;
	const int high = a < b ? b : a;
	for (int p = it->first_payment[day]; p != MOOT_NONE; p = it->payments[p].next)
		if (it->payments[p].kind == kind && it->payments[p].a == low && it->payments[p].b == high)
			return &it->payments[p];
	return NULL;
}

/* The payment of two boards on a day, made if it is new; NULL when that fails. */
static struct calendar_payment *find_payment(struct calendar_program *it, enum calendar_clique_kind kind, int a, int b,
					     int day)
{
	struct calendar_payment *known = payment_of(it, kind, a, b, day);
	if (known)
		return known;
	if (!moot_array_reserve((void **)&it->payments, &it->payment_room, it->payment_count + 1,
				sizeof *it->payments)) {
		it->failure = no_memory(it);
		return NULL;
	}
	struct calendar_payment *payment = &it->payments[it->payment_count];
	*payment = (struct calendar_payment){.kind = kind,
					     .a = a < b ? a : b,
					     .b = a < b ? b : a,
					     .hours = calendar_clique_full(&it->cliques, kind, a, b),
					     .index = moot_lp_columns(it->lp),
					     .next = it->first_payment[day]};
	it->failure =
	    moot_lp_add_column(it->lp, NULL, payment->hours, 0, (double)INFINITY, false, 0, NULL, NULL, it->error);
	if (it->failure != MOOT_OK)
		return NULL;
	it->first_payment[day] = (int)it->payment_count++;
	return payment;
}

static double paid(void *context, enum calendar_clique_kind kind, int a, int b)
{
	struct calendar_program *it = context;
	const struct calendar_payment *payment = payment_of(it, kind, a, b, it->day);
	/* One made since the last solve has no value yet. */
	return payment ? fmax(moot_lp_value(it->lp, payment->index), 0) : 0;
}

/* How much of the row one unit of the payment of its boards i and j allows for. */
static double allows(const struct calendar_program *it, const struct calendar_payment *payment,
		     const struct calendar_clique *clique, int i, int j)
{
	return payment->hours / calendar_clique_charge(&it->cliques, clique->kind, clique->boards[i], clique->slots[i],
						       clique->boards[j], clique->slots[j]);
}

static bool is_known(const struct calendar_program *it, const struct calendar_clique *clique)
{
	for (int r = it->first_row[clique->instant / MOOT_MINUTES_A_DAY]; r != MOOT_NONE; r = it->rows[r].next) {
		const struct calendar_clique *known = &it->rows[r].clique;
		const size_t bytes = (size_t)clique->count * sizeof *known->boards;
		if (known->kind == clique->kind && known->instant == clique->instant && known->count == clique->count &&
		    memcmp(known->boards, clique->boards, bytes) == 0 &&
		    memcmp(known->slots, clique->slots, bytes) == 0)
			return true;
	}
	return false;
}

/* Writes the row's entries; their number, or MOOT_NONE where that fails. */
static int fill_row(struct calendar_program *it, const struct calendar_program_row *row, int day)
{
	const struct calendar_clique *clique = &row->clique;
	int count = 0;
	for (int i = 0; i < clique->count; i++)
		for (int j = i + 1; j < clique->count; j++) {
			const struct calendar_payment *payment =
			    find_payment(it, clique->kind, clique->boards[i], clique->boards[j], day);
			if (!payment)
				return MOOT_NONE;
			count = add_entry(it, count, payment->index, -allows(it, payment, clique, i, j));
		}
	for (size_t c = 0; c < it->column_count; c++) {
		const struct calendar_column *column = &it->columns[c];
		int times = 0;
		for (int k = 0; k < it->in->boards[column->board].meetings; k++)
			times += column->slots[k] != MOOT_NONE && counts(it, row, column->board, column->slots[k]);
		if (times > 0)
			count = add_entry(it, count, column->index, times);
	}
	return count;
}

static enum moot_status add_row(struct calendar_program *it, const struct calendar_clique *clique)
{
	const int day = clique->instant / MOOT_MINUTES_A_DAY;
	const struct calendar_program_row row = {
	    .clique = *clique, .index = moot_lp_rows(it->lp), .next = it->first_row[day]};
	if (!make_entries(it, it->column_count + (size_t)(clique->count * clique->count)) ||
	    !moot_array_reserve((void **)&it->rows, &it->row_room, it->row_count + 1, sizeof *it->rows))
		return no_memory(it);
	const int count = fill_row(it, &row, day);
	if (count == MOOT_NONE)
		return it->failure;
	it->first_row[day] = (int)it->row_count;
	it->rows[it->row_count++] = row;
	it->news++;
	return moot_lp_add_row_with(it->lp, NULL, -(double)INFINITY, 1, count, it->indices, it->values, it->error);
}

static int compare_parts(const void *a, const void *b)
{
	const struct calendar_part *x = a;
	const struct calendar_part *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->board != y->board ? (x->board > y->board) - (x->board < y->board)
				    : (x->slot > y->slot) - (x->slot < y->slot);
}

/* The meetings of all series that are part of the answer, by start. False when out of memory. */
static bool find_parts(struct calendar_program *it)
{
	it->part_count = 0;
	for (size_t c = 0; c < it->column_count; c++) {
		const struct calendar_column *column = &it->columns[c];
		const struct calendar_board *board = &it->in->boards[column->board];
		const double value = calendar_program_value(it, c);
		if (value < PRESENT)
			continue;
		if (!moot_array_reserve((void **)&it->parts, &it->part_room, it->part_count + (size_t)board->meetings,
					sizeof *it->parts))
			return false;
		for (int k = 0; k < board->meetings; k++) {
			if (column->slots[k] == MOOT_NONE)
				continue;
			const int start = calendar_slot_instant(board, column->slots[k]);
			it->parts[it->part_count++] = (struct calendar_part){start, start + board->minutes,
									     column->board, column->slots[k], value};
		}
	}
	if (it->part_count > 1)
		qsort(it->parts, it->part_count, sizeof *it->parts, compare_parts);
	return true;
}

/* How much of the board's meetings a clique with this slot would count; the parts from `from` on are of the day. */
static double presence_of(const struct calendar_program *it, const struct calendar_clique *clique, size_t from,
			  int board, int like)
{
	double sum = 0;
	for (size_t i = from; i < it->part_count && it->parts[i].start <= clique->instant; i++)
		if (it->parts[i].board == board && calendar_clique_counts(it->in, clique->kind, &it->in->boards[board],
									  it->parts[i].slot, like, clique->instant))
			sum += it->parts[i].value;
	return sum;
}

/* Who is there at the clique's instant, each board by the slot at which most of it counts. */
static int find_present(struct calendar_program *it, const struct calendar_clique *clique, size_t from)
{
	const int reach = calendar_clique_reach(it->in, clique->kind);
	int count = 0;
	for (size_t i = from; i < it->part_count && it->parts[i].start <= clique->instant; i++) {
		const struct calendar_part *part = &it->parts[i];
		if (part->end + reach <= clique->instant)
			continue;
		const double value = presence_of(it, clique, from, part->board, part->slot);
		int p = 0;
		while (p < count && it->present[p].board != part->board)
			p++;
		if (p == count)
			count++;
		else if (value <= it->present[p].value)
			continue;
		it->present[p] = (struct calendar_presence){part->board, part->slot, value};
	}
	return count;
}

static enum moot_status separate_day(struct calendar_program *it, enum calendar_clique_kind kind, size_t from,
				     size_t to)
{
	struct calendar_clique worst = {.excess = EXCESS};
	it->day = it->parts[from].start / MOOT_MINUTES_A_DAY;
	for (size_t at = from; at < to; at++) {
		struct calendar_clique clique = {.kind = kind, .instant = it->parts[at].start};
		if (at + 1 < to && it->parts[at + 1].start == it->parts[at].start)
			continue;
		int count = find_present(it, &clique, from);
		if (count < 2)
			continue;
		calendar_clique_find(&it->cliques, it->present, count, paid, it, &clique);
		if (clique.count > 1 && clique.excess > worst.excess && !is_known(it, &clique))
			worst = clique;
	}
	return worst.count == 0 ? MOOT_OK : add_row(it, &worst);
}

enum moot_status calendar_program_separate(struct calendar_program *it)
{
	enum moot_status status = find_parts(it) ? MOOT_OK : no_memory(it);
	for (size_t from = 0, to = 0; status == MOOT_OK && from < it->part_count; from = to) {
		const int day = it->parts[from].start / MOOT_MINUTES_A_DAY;
		while (to < it->part_count && it->parts[to].start / MOOT_MINUTES_A_DAY == day)
			to++;
		for (int kind = 0; kind < CALENDAR_CLIQUE_KINDS && status == MOOT_OK; kind++)
			status = separate_day(it, (enum calendar_clique_kind)kind, from, to);
	}
	return status;
}

/* Adds what the row asks of its payments; returns the highest load so far. */
static double load_row(struct calendar_program *it, const struct calendar_program_row *row, double worst)
{
	const struct calendar_clique *clique = &row->clique;
	const int day = clique->instant / MOOT_MINUTES_A_DAY;
	for (int i = 0; i < clique->count; i++)
		for (int j = i + 1; j < clique->count; j++) {
			struct calendar_payment *payment =
			    payment_of(it, clique->kind, clique->boards[i], clique->boards[j], day);
			payment->load -= row->dual * allows(it, payment, clique, i, j) / payment->hours;
			worst = payment->load > worst ? payment->load : worst;
		}
	return worst;
}

double calendar_program_take_duals(struct calendar_program *it)
{
	double worst = 1;
	double sum = 0;
	for (size_t p = 0; p < it->payment_count; p++)
		it->payments[p].load = 0;
	for (size_t r = 0; r < it->row_count; r++) {
		struct calendar_program_row *row = &it->rows[r];
		const double dual = row->index < it->solved_rows ? moot_lp_dual(it->lp, row->index) : 0;
		row->dual = dual < 0 ? dual : 0;
		if (row->dual < 0)
			worst = load_row(it, row, worst);
	}
	/* A hair less than allowed, so that rounding never lifts a load above it. */
	for (size_t r = 0; r < it->row_count; r++) {
		it->rows[r].dual *= (1 - 1e-12) / worst;
		sum += it->rows[r].dual;
	}
	return sum;
}

void calendar_program_charge(const struct calendar_program *it, int board, double *cost)
{
	const struct calendar_board *at = &it->in->boards[board];
	memcpy(cost, at->price, (size_t)calendar_slot_count(it->in, at) * sizeof *cost);
	for (size_t r = 0; r < it->row_count; r++) {
		const struct calendar_program_row *row = &it->rows[r];
		if (row->dual >= 0)
			continue;
		const int first = row->clique.instant / MOOT_MINUTES_A_DAY * at->start_count;
		for (int s = 0; s < at->start_count; s++)
			if (counts(it, row, board, first + s))
				cost[first + s] -= row->dual;
	}
}

double calendar_program_value(const struct calendar_program *it, size_t column)
{
	return moot_lp_value(it->lp, it->columns[column].index);
}

static enum moot_status make_room(struct calendar_program *it)
{
	const size_t days = (size_t)it->in->days;
	it->first_payment = moot_arena_array(it->arena, days, sizeof *it->first_payment);
	it->first_row = moot_arena_array(it->arena, days, sizeof *it->first_row);
	it->present = moot_arena_array(it->arena, (size_t)it->in->board_count, sizeof *it->present);
	if (!it->first_payment || !it->first_row || !it->present ||
	    !calendar_cliques_new(it->in, it->arena, &it->cliques))
		return no_memory(it);
	for (size_t day = 0; day < days; day++) {
		it->first_payment[day] = MOOT_NONE;
		it->first_row[day] = MOOT_NONE;
	}
	return MOOT_OK;
}

enum moot_status calendar_program_new(struct calendar_run *run, struct calendar_program **out, struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct calendar_program *it = arena ? moot_arena_array(arena, 1, sizeof *it) : NULL;
	if (!it) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*it = (struct calendar_program){.run = run, .in = run->in, .arena = arena, .error = error};
	enum moot_status status = make_room(it);
	if (status == MOOT_OK)
		status = moot_lp_new(&it->lp, error);
	for (int b = 0; status == MOOT_OK && b < run->in->board_count; b++)
		status = moot_lp_add_row(it->lp, NULL, 1, 1, error);
	if (status == MOOT_OK)
		*out = it;
	else
		calendar_program_free(it);
	return status;
}

void calendar_program_free(struct calendar_program *it)
{
	if (!it)
		return;
	moot_lp_free(it->lp);
	moot_release(it->columns);
	moot_release(it->payments);
	moot_release(it->rows);
	moot_release(it->parts);
	moot_release(it->indices);
	moot_release(it->values);
	moot_arena_free(it->arena);
}
