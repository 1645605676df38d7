#include <solver/calendar/tolls.h>

#include <string.h>

enum { MOST_PASSES = 30 /* of Newton's method, which ends in as many as a gate has rows */ };

static const double TIGHT = 1e-9; /* hours */

/* One day of one gate. */
struct toll {
	struct calendar_tolls *tolls;
	struct calendar_gate *gate;
	int index;
	int day;
	size_t at; /* of its first row in the arrays */
	size_t days;
};

bool calendar_tolls_new(struct calendar_rows *rows, struct moot_arena *arena, struct calendar_tolls *out)
{
	const size_t days = (size_t)rows->in->days;
	*out = (struct calendar_tolls){.rows = rows};
	out->offset = moot_arena_array(arena, (size_t)rows->gates.count, sizeof *out->offset);
	if (!out->offset)
		return false;
	for (int g = 0; g < rows->gates.count; g++) {
		out->offset[g] = out->count;
		out->count += (size_t)calendar_gate_rows(&rows->gates.items[g]) * days;
	}
	out->asked = moot_arena_array(arena, out->count, sizeof *out->asked);
	out->direction = moot_arena_array(arena, out->count, sizeof *out->direction);
	out->best = moot_arena_array(arena, out->count, sizeof *out->best);
	return out->asked && out->direction && out->best;
}

void calendar_tolls_ask(struct calendar_tolls *tolls, const int *slots)
{
	const struct calendar_gate_list *gates = &tolls->rows->gates;
	const struct calendar_instance *in = tolls->rows->in;
	memset(tolls->asked, 0, tolls->count * sizeof *tolls->asked);
	for (int g = 0; g < gates->count; g++) {
		const struct calendar_gate *gate = &gates->items[g];
		double *asked = tolls->asked + tolls->offset[g];
		double *all = asked + (size_t)gate->seat_count * (size_t)in->days;
		for (int s = 0; s < gate->seat_count; s++) {
			const struct calendar_board *board = &in->boards[gate->seats[s].board];
			for (int k = 0; k < board->meetings; k++) {
				int slot = slots[board->first + k];
				if (slot == MOOT_NONE)
					continue;
				int day = calendar_slot_day(board, slot);
				asked[(size_t)s * (size_t)in->days + (size_t)day] += 1;
				all[day] += 1;
			}
		}
	}
}

/* How far the gate is open: the part of the step along its rows that would go above the trip's hours. */
static double opening(const struct toll *it, const double *excess)
{
	const struct calendar_rows *rows = it->tolls->rows;
	double sum = 0;
	double asked = 0;
	double squares = 0;
	for (int row = 0; row < calendar_gate_rows(it->gate); row++) {
		const double weight = calendar_gate_weight(it->gate, row);
		const double dual = it->gate->duals[(size_t)row * it->days + (size_t)it->day];
		const double here = it->tolls->asked[it->at + (size_t)row * it->days];
		sum += weight * dual;
		if (weight > 0 && (dual > 0 || here > 0)) {
			asked += weight * here;
			squares += weight * weight;
		}
	}
	for (int r = it->gate->first_resource; r < it->gate->first_resource + it->gate->resource_count; r++)
		for (int row = rows->first[(size_t)r * it->days + (size_t)it->day]; row != MOOT_NONE;
		     row = rows->items[row].next) {
			sum -= rows->items[row].dual;
			if (rows->items[row].dual < 0 || excess[row] > 0) {
				asked += excess[row];
				squares += 1;
			}
		}
	return sum < it->gate->hours - TIGHT || squares <= 0 ? 0 : asked / squares;
}

static struct toll toll_of(struct calendar_tolls *tolls, int g, int day)
{
	return (struct toll){.tolls = tolls,
			     .gate = &tolls->rows->gates.items[g],
			     .index = g,
			     .day = day,
			     .at = tolls->offset[g] + (size_t)day,
			     .days = (size_t)tolls->rows->in->days};
}

static double direct(const struct toll *it, double *excess, double fresh)
{
	const struct calendar_rows *rows = it->tolls->rows;
	const double open = opening(it, excess);
	double norm = 0;
	for (int row = 0; row < calendar_gate_rows(it->gate); row++) {
		const double weight = calendar_gate_weight(it->gate, row);
		const size_t at = it->at + (size_t)row * it->days;
		if (weight <= 0)
			continue;
		double *direction = &it->tolls->direction[at];
		*direction = fresh * (it->tolls->asked[at] - weight * open) + (1 - fresh) * *direction;
		/* Rows that would only go below 0 don't count. */
		if (*direction < 0 && it->gate->duals[(size_t)row * it->days + (size_t)it->day] <= 0)
			*direction = 0;
		norm += *direction * *direction;
	}
	for (int r = it->gate->first_resource; r < it->gate->first_resource + it->gate->resource_count; r++)
		for (int row = rows->first[(size_t)r * it->days + (size_t)it->day]; row != MOOT_NONE;
		     row = rows->items[row].next)
			excess[row] -= open;
	return norm;
}

double calendar_tolls_direct(struct calendar_tolls *tolls, double *excess, double fresh)
{
	double norm = 0;
	for (int g = 0; g < tolls->rows->gates.count; g++)
		for (int day = 0; day < tolls->rows->in->days; day++) {
			struct toll toll = toll_of(tolls, g, day);
			norm += direct(&toll, excess, fresh);
		}
	return norm;
}

/* What the duals sum up to when each gives up `less` times its weight, and, in *slope, how that falls with `less`. */
static double sum_less(const struct toll *it, double less, double *slope)
{
	const struct calendar_rows *rows = it->tolls->rows;
	double sum = 0;
	*slope = 0;
	for (int row = 0; row < calendar_gate_rows(it->gate); row++) {
		const double weight = calendar_gate_weight(it->gate, row);
		double dual = it->gate->duals[(size_t)row * it->days + (size_t)it->day] - less * weight;
		if (dual > 0) {
			sum += weight * dual;
			*slope += weight * weight;
		}
	}
	for (int r = it->gate->first_resource; r < it->gate->first_resource + it->gate->resource_count; r++)
		for (int row = rows->first[(size_t)r * it->days + (size_t)it->day]; row != MOOT_NONE;
		     row = rows->items[row].next)
			if (-rows->items[row].dual > less) {
				sum += -rows->items[row].dual - less;
				*slope += 1;
			}
	return sum;
}

/* The nearest duals that sum up to the trip's hours. */
static void project(const struct toll *it)
{
	struct calendar_rows *rows = it->tolls->rows;
	double less = 0;
	double slope = 0;
	double over = sum_less(it, 0, &slope) - it->gate->hours;
	if (over <= 0)
		return;
	for (int pass = 0; pass < MOST_PASSES && over > TIGHT && slope > 0; pass++) {
		less += over / slope;
		over = sum_less(it, less, &slope) - it->gate->hours;
	}
	for (int row = 0; row < calendar_gate_rows(it->gate); row++) {
		double *dual = &it->gate->duals[(size_t)row * it->days + (size_t)it->day];
		*dual = fmax(*dual - less * calendar_gate_weight(it->gate, row), 0);
	}
	for (int r = it->gate->first_resource; r < it->gate->first_resource + it->gate->resource_count; r++)
		for (int row = rows->first[(size_t)r * it->days + (size_t)it->day]; row != MOOT_NONE;
		     row = rows->items[row].next)
			rows->items[row].dual = fmin(rows->items[row].dual + less, 0);
}

void calendar_tolls_step(struct calendar_tolls *tolls, double length)
{
	for (int g = 0; g < tolls->rows->gates.count; g++) {
		struct calendar_gate *gate = &tolls->rows->gates.items[g];
		const size_t cells = (size_t)calendar_gate_rows(gate) * (size_t)tolls->rows->in->days;
		for (size_t i = 0; i < cells; i++)
			gate->duals[i] = fmax(gate->duals[i] + length * tolls->direction[tolls->offset[g] + i], 0);
		for (int day = 0; day < tolls->rows->in->days; day++) {
			struct toll toll = toll_of(tolls, g, day);
			project(&toll);
		}
	}
}

void calendar_tolls_remember(struct calendar_tolls *tolls)
{
	for (int g = 0; g < tolls->rows->gates.count; g++) {
		const struct calendar_gate *gate = &tolls->rows->gates.items[g];
		memcpy(tolls->best + tolls->offset[g], gate->duals,
		       (size_t)calendar_gate_rows(gate) * (size_t)tolls->rows->in->days * sizeof *gate->duals);
	}
}

void calendar_tolls_recall(struct calendar_tolls *tolls)
{
	for (int g = 0; g < tolls->rows->gates.count; g++) {
		const struct calendar_gate *gate = &tolls->rows->gates.items[g];
		memcpy(gate->duals, tolls->best + tolls->offset[g],
		       (size_t)calendar_gate_rows(gate) * (size_t)tolls->rows->in->days * sizeof *gate->duals);
	}
}
