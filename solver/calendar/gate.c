#include <solver/calendar/gate.h>

#include <limits.h>
#include <string.h>

/* Hours below any that decide, for each gate: sums of shares are rounded. */
static const double FORGET = 1e-9;

static int attendee_of(const struct calendar_board *board, int person)
{
	for (int a = 0; a < board->attendee_count; a++)
		if (board->attendees[a].person == person)
			return a;
	return MOOT_NONE;
}

/* Lists the seats of a visit on boards that meet at its site alone; their number, or 0 where no gate is worth while. */
static int find_seats(const struct calendar_instance *in, const struct calendar_visit *visit,
		      struct calendar_gate_seat *seats, int *most)
{
	int count = 0;
	int most_fixed = 0;
	*most = 0;
	for (int i = 0; i < visit->place_count; i++) {
		const struct calendar_board *board = &in->boards[calendar_board_of_place(in, visit->places[i])];
		*most = board->meetings > *most ? board->meetings : *most;
		if (board->place_count > 1)
			continue;
		most_fixed = board->meetings > most_fixed ? board->meetings : most_fixed;
		seats[count++] =
		    (struct calendar_gate_seat){(int)(board - in->boards), attendee_of(board, visit->person)};
	}
	return count > 1 && most_fixed == *most ? count : 0;
}

static bool make_gate(const struct calendar_instance *in, struct moot_arena *arena, const struct calendar_visit *visit,
		      struct calendar_gate *gate, const struct calendar_gate_seat *seats)
{
	const size_t days = (size_t)in->days;
	const size_t count = (size_t)gate->seat_count;
	const int limit = in->limits[visit->person];
	gate->person = visit->person;
	gate->hours = visit->hours;
	gate->limit = limit < gate->seat_count && limit > 0 ? limit : 0;
	gate->seats = moot_arena_array(arena, count, sizeof *gate->seats);
	gate->duals = moot_arena_array(arena, (count + 1) * days, sizeof *gate->duals);
	if (!gate->seats || !gate->duals)
		return false;
	memcpy(gate->seats, seats, count * sizeof *seats);
	size_t payer = 0;
	while (in->boards[seats[payer].board].meetings < gate->most)
		payer++;
	for (size_t day = 0; day < days; day++)
		gate->duals[payer * days + day] = gate->hours;
	return true;
}

static bool list_by_board(const struct calendar_instance *in, struct moot_arena *arena, struct calendar_gate_list *out)
{
	const size_t boards = (size_t)in->board_count;
	out->of_board = moot_arena_array(arena, boards, sizeof(struct calendar_gate_seat *));
	out->of_board_count = moot_arena_array(arena, boards, sizeof *out->of_board_count);
	if (!out->of_board || !out->of_board_count)
		return false;
	for (int b = 0; b < in->board_count; b++) {
		/* Each attendee has at most one visit, at the board's only place. */
		out->of_board[b] =
		    moot_arena_array(arena, (size_t)in->boards[b].attendee_count, sizeof(struct calendar_gate_seat));
		if (!out->of_board[b])
			return false;
	}
	for (int g = 0; g < out->count; g++)
		for (int s = 0; s < out->items[g].seat_count; s++) {
			int b = out->items[g].seats[s].board;
			out->of_board[b][out->of_board_count[b]++] = (struct calendar_gate_seat){g, s};
		}
	return true;
}

bool calendar_gates_find(const struct calendar_instance *in, struct moot_arena *arena, struct calendar_gate_list *out)
{
	*out = (struct calendar_gate_list){0};
	out->items = moot_arena_array(arena, (size_t)in->visit_count, sizeof *out->items);
	struct calendar_gate_seat *seats = moot_allocate((size_t)in->place_count, sizeof *seats);
	bool made = out->items && seats;
	for (int v = 0; made && v < in->visit_count; v++) {
		struct calendar_gate gate = {0};
		gate.seat_count = find_seats(in, &in->visits[v], seats, &gate.most);
		if (gate.seat_count == 0)
			continue;
		made = make_gate(in, arena, &in->visits[v], &gate, seats);
		out->items[out->count++] = gate;
	}
	moot_release(seats);
	return made && list_by_board(in, arena, out);
}

double calendar_gates_constant(const struct calendar_gate_list *gates)
{
	double sum = 0;
	for (int g = 0; g < gates->count; g++)
		sum -= gates->items[g].hours * gates->items[g].most + FORGET;
	return sum;
}

void calendar_gates_charge(const struct calendar_instance *in, const struct calendar_gate_list *gates, int board,
			   double *by_day)
{
	for (int i = 0; i < gates->of_board_count[board]; i++) {
		const struct calendar_gate_seat *at = &gates->of_board[board][i];
		const struct calendar_gate *gate = &gates->items[at->board];
		const double *share = gate->duals + (size_t)at->attendee * (size_t)in->days;
		const double *full = gate->duals + (size_t)gate->seat_count * (size_t)in->days;
		for (int day = 0; day < in->days; day++)
			by_day[day] += share[day] + full[day];
	}
}
