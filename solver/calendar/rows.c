#include <solver/calendar/rows.h>

#include <string.h>

enum moot_status calendar_rows_new(const struct calendar_instance *in, struct calendar_rows **out,
				   struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct calendar_rows *rows = arena ? moot_arena_array(arena, 1, sizeof *rows) : NULL;
	if (!rows || !calendar_gates_find(in, arena, &rows->gates) ||
	    !calendar_resources_find(in, &rows->gates, arena, &rows->resources)) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	const size_t cells = (size_t)rows->resources.count * (size_t)in->days;
	rows->in = in;
	rows->arena = arena;
	rows->first = moot_arena_array(arena, cells, sizeof *rows->first);
	rows->of_item = moot_arena_array(arena, (size_t)rows->resources.count, sizeof *rows->of_item);
	rows->slack_of = moot_arena_array(arena, cells, sizeof *rows->slack_of);
	rows->by_day = moot_arena_array(arena, (size_t)in->days, sizeof *rows->by_day);
	if (!rows->first || !rows->of_item || !rows->slack_of || !rows->by_day) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	for (size_t i = 0; i < cells; i++) {
		rows->first[i] = MOOT_NONE;
		rows->slack_of[i] = MOOT_NONE;
	}
	*out = rows;
	return MOOT_OK;
}

void calendar_rows_free(struct calendar_rows *rows)
{
	if (!rows)
		return;
	for (int r = 0; r < rows->resources.count; r++)
		moot_release(rows->of_item[r].items);
	moot_release(rows->items);
	moot_release(rows->slacks);
	moot_arena_free(rows->arena);
}

/* The slack of the day of the one that pays for the resource, made if it is new. False when out of memory. */
static bool find_slack(struct calendar_rows *rows, int resource, int day, int *slack)
{
	const struct calendar_resource *item = &rows->resources.items[resource];
	*slack = MOOT_NONE;
	if (item->charge <= 0)
		return true;
	int *known = &rows->slack_of[(size_t)item->payer * (size_t)rows->in->days + (size_t)day];
	if (*known == MOOT_NONE) {
		if (!moot_array_reserve((void **)&rows->slacks, &rows->slack_room, rows->slack_count + 1,
					sizeof *rows->slacks))
			return false;
		*known = (int)rows->slack_count;
		rows->slacks[rows->slack_count++] = (struct calendar_slack){.resource = item->payer};
	}
	*slack = *known;
	return true;
}

int calendar_rows_find(struct calendar_rows *rows, int resource, int instant, bool *is_new)
{
	const int day = instant / MOOT_MINUTES_A_DAY;
	int *first = &rows->first[(size_t)resource * (size_t)rows->in->days + (size_t)day];
	struct calendar_row_list *list = &rows->of_item[resource];
	int slack = MOOT_NONE;
	*is_new = false;
	for (int row = *first; row != MOOT_NONE; row = rows->items[row].next)
		if (rows->items[row].instant == instant)
			return row;
	if (!find_slack(rows, resource, day, &slack) ||
	    !moot_array_reserve((void **)&list->items, &list->room, list->count + 1, sizeof *list->items) ||
	    !moot_array_reserve((void **)&rows->items, &rows->room, rows->count + 1, sizeof *rows->items))
		return MOOT_NONE;
	int row = (int)rows->count++;
	rows->items[row] = (struct calendar_row){resource, instant, slack, *first, 0};
	list->items[list->count++] = row;
	*first = row;
	*is_new = true;
	return row;
}

/* What all rows of a gate take from its trip on a day. */
static double taken(const struct calendar_rows *rows, int index, int day)
{
	const struct calendar_gate *gate = &rows->gates.items[index];
	double sum = 0;
	for (int row = 0; row < calendar_gate_rows(gate); row++)
		sum +=
		    calendar_gate_weight(gate, row) * gate->duals[(size_t)row * (size_t)rows->in->days + (size_t)day];
	for (int r = gate->first_resource; r < gate->first_resource + gate->resource_count; r++)
		for (int row = rows->first[(size_t)r * (size_t)rows->in->days + (size_t)day]; row != MOOT_NONE;
		     row = rows->items[row].next)
			sum -= rows->items[row].dual;
	return sum;
}

static void scale(struct calendar_rows *rows, int index, int day, double by)
{
	struct calendar_gate *gate = &rows->gates.items[index];
	for (int row = 0; row < calendar_gate_rows(gate); row++)
		gate->duals[(size_t)row * (size_t)rows->in->days + (size_t)day] *= by;
	for (int r = gate->first_resource; r < gate->first_resource + gate->resource_count; r++)
		for (int row = rows->first[(size_t)r * (size_t)rows->in->days + (size_t)day]; row != MOOT_NONE;
		     row = rows->items[row].next)
			rows->items[row].dual *= by;
}

static void cap_slacks(struct calendar_rows *rows)
{
	for (size_t i = 0; i < rows->slack_count; i++)
		rows->slacks[i].sum = 0;
	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i].slack != MOOT_NONE)
			rows->slacks[rows->items[i].slack].sum -= rows->items[i].dual;
	for (size_t i = 0; i < rows->count; i++) {
		struct calendar_row *row = &rows->items[i];
		double charge = rows->resources.items[row->resource].charge;
		/* A hair less than the charge, so that rounding never lifts the sum above it. */
		if (row->slack != MOOT_NONE && rows->slacks[row->slack].sum > charge)
			row->dual *= charge / rows->slacks[row->slack].sum * (1 - 1e-12);
	}
}

double calendar_rows_cap(struct calendar_rows *rows)
{
	double sum = calendar_gates_constant(&rows->gates);
	cap_slacks(rows);
	for (int g = 0; g < rows->gates.count; g++)
		for (int day = 0; day < rows->in->days; day++) {
			double all = taken(rows, g, day);
			if (all > rows->gates.items[g].hours)
				scale(rows, g, day, rows->gates.items[g].hours / all * (1 - 1e-12));
		}
	for (size_t i = 0; i < rows->count; i++)
		if (rows->resources.items[rows->items[i].resource].gate == MOOT_NONE)
			sum += rows->items[i].dual;
	return sum;
}

static void charge_row(const struct calendar_rows *rows, const struct calendar_board *board,
		       const struct calendar_use *use, const struct calendar_row *row, double *cost)
{
	const int last = row->instant / MOOT_MINUTES_A_DAY;
	for (int day = last > rows->in->span ? last - rows->in->span : 0; day <= last; day++)
		for (int s = 0; s < board->start_count; s++) {
			int start = day * MOOT_MINUTES_A_DAY + board->starts[s];
			int slot = day * board->start_count + s;
			if (start <= row->instant && row->instant < start + board->minutes &&
			    calendar_use_counts(board, use, slot))
				cost[slot] -= row->dual;
		}
}

void calendar_rows_charge(struct calendar_rows *rows, int board, double *cost)
{
	const struct calendar_board *it = &rows->in->boards[board];
	const int starts = it->start_count;
	memcpy(cost, it->price, (size_t)calendar_slot_count(rows->in, it) * sizeof *cost);
	for (int u = 0; u < rows->resources.of_board_count[board]; u++) {
		const struct calendar_use *use = &rows->resources.of_board[board][u];
		const struct calendar_row_list *list = &rows->of_item[use->other];
		for (size_t i = 0; i < list->count; i++)
			if (rows->items[list->items[i]].dual < 0)
				charge_row(rows, it, use, &rows->items[list->items[i]], cost);
	}
	if (rows->gates.of_board_count[board] == 0)
		return;
	memset(rows->by_day, 0, (size_t)rows->in->days * sizeof *rows->by_day);
	calendar_gates_charge(rows->in, &rows->gates, board, rows->by_day);
	for (int day = 0; day < rows->in->days; day++)
		for (int s = 0; s < starts; s++)
			cost[day * starts + s] += rows->by_day[day];
}

const struct calendar_use *calendar_rows_use(const struct calendar_rows *rows, int board, int resource)
{
	for (int u = 0; u < rows->resources.of_board_count[board]; u++)
		if (rows->resources.of_board[board][u].other == resource)
			return &rows->resources.of_board[board][u];
	return NULL;
}
