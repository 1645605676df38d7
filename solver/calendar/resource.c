#include <solver/calendar/resource.h>

#include <string.h>

/* The seats of each person: where they sit, chained. */
struct seat {
	int board;
	int attendee;
	int next;
};

struct finder {
	const struct calendar_instance *in;
	struct calendar_gate_list *gates;
	struct moot_arena *arena;
	struct calendar_resources *out;
	struct calendar_use *found;
};

/* Adds what was found where several boards need it. */
static bool add(struct finder *finder, int count, double charge)
{
	if (count < 2)
		return true;
	struct calendar_resource *resource = &finder->out->items[finder->out->count];
	resource->boards = moot_arena_array(finder->arena, (size_t)count, sizeof *resource->boards);
	if (!resource->boards)
		return false;
	memcpy(resource->boards, finder->found, (size_t)count * sizeof *resource->boards);
	resource->board_count = count;
	resource->charge = charge;
	resource->gate = MOOT_NONE;
	resource->payer = finder->out->count;
	finder->out->count++;
	return true;
}

/* The person as one who is needed, and as one who may only miss something. */
static bool add_person(struct finder *finder, const struct seat *seats, int newest)
{
	const struct calendar_board *boards = finder->in->boards;
	double charge = (double)INFINITY;
	int count = 0;
	for (int s = newest; s != MOOT_NONE; s = seats[s].next)
		if (boards[seats[s].board].attendees[seats[s].attendee].needed)
			finder->found[count++] = (struct calendar_use){seats[s].board, MOOT_NONE};
	if (!add(finder, count, 0))
		return false;
	count = 0;
	for (int s = newest; s != MOOT_NONE; s = seats[s].next) {
		const struct calendar_attendee *who = &boards[seats[s].board].attendees[seats[s].attendee];
		if (!who->needed && who->charge <= 0)
			continue;
		finder->found[count++] = (struct calendar_use){seats[s].board, seats[s].attendee};
		if (!who->needed && who->charge < charge)
			charge = who->charge;
	}
	/* Pins past midnight and long journeys put one pair on two days: they are left to the hard rows. */
	return isinf(charge) || finder->in->span > 0 || add(finder, count, charge);
}

/*
 * A gate's boards, first as the person is needed, then as they may only miss something. `payer` is the person's own
 * resource that is charged, if there is one.
 */
static bool add_gate(struct finder *finder, int index, int payer)
{
	struct calendar_gate *gate = &finder->gates->items[index];
	const int before = finder->out->count;
	double charge = 0;
	for (int pass = 0; pass < (payer == MOOT_NONE ? 1 : 2); pass++) {
		int count = 0;
		bool may_miss = false;
		for (int s = 0; s < gate->seat_count; s++) {
			const struct calendar_gate_seat *seat = &gate->seats[s];
			const struct calendar_attendee *who =
			    &finder->in->boards[seat->board].attendees[seat->attendee];
			if (!who->needed && (pass == 0 || who->charge <= 0))
				continue;
			may_miss = may_miss || !who->needed;
			finder->found[count++] =
			    (struct calendar_use){seat->board, pass == 0 ? MOOT_NONE : seat->attendee};
		}
		if ((pass == 0 || may_miss) && !add(finder, count, charge))
			return false;
		charge = payer == MOOT_NONE ? 0 : finder->out->items[payer].charge;
	}
	gate->first_resource = before;
	gate->resource_count = finder->out->count - before;
	for (int r = before; r < finder->out->count; r++) {
		finder->out->items[r].gate = index;
		if (finder->out->items[r].charge > 0)
			finder->out->items[r].payer = payer;
	}
	return true;
}

/* Pins past midnight and long journeys put one trip on two days: the gates then do without times. */
static bool add_gates(struct finder *finder, int *charged)
{
	for (int g = 0; g < finder->gates->count && finder->in->span == 0; g++)
		if (!add_gate(finder, g, charged[finder->gates->items[g].person]))
			return false;
	return true;
}

static bool add_venue(struct finder *finder, int venue)
{
	int count = 0;
	for (int b = 0; b < finder->in->board_count; b++) {
		const struct calendar_board *board = &finder->in->boards[b];
		if (board->place_count == 1 && board->places[0].venue_count == 1 &&
		    board->places[0].venues[0].venue == venue)
			finder->found[count++] = (struct calendar_use){b, MOOT_NONE};
	}
	return add(finder, count, 0);
}

static bool list_by_board(struct finder *finder)
{
	struct calendar_resources *out = finder->out;
	const size_t boards = (size_t)finder->in->board_count;
	out->of_board = moot_arena_array(finder->arena, boards, sizeof(struct calendar_use *));
	out->of_board_count = moot_arena_array(finder->arena, boards, sizeof *out->of_board_count);
	if (!out->of_board || !out->of_board_count)
		return false;
	for (int pass = 0; pass < 2; pass++) {
		for (int r = 0; r < out->count; r++)
			for (int i = 0; i < out->items[r].board_count; i++) {
				const struct calendar_use *use = &out->items[r].boards[i];
				int at = out->of_board_count[use->other]++;
				if (pass == 1)
					out->of_board[use->other][at] = (struct calendar_use){r, use->attendee};
			}
		for (size_t b = 0; pass == 0 && b < boards; b++) {
			out->of_board[b] = moot_arena_array(finder->arena, (size_t)out->of_board_count[b],
							    sizeof(struct calendar_use));
			if (!out->of_board[b])
				return false;
			out->of_board_count[b] = 0;
		}
	}
	return true;
}

static bool find_all(struct finder *finder, struct seat *seats, int *newest, int *charged)
{
	const struct calendar_instance *in = finder->in;
	int count = 0;
	for (size_t p = 0; p < in->landscape->person_count; p++)
		newest[p] = MOOT_NONE;
	for (int b = in->board_count - 1; b >= 0; b--)
		for (int a = 0; a < in->boards[b].attendee_count; a++) {
			int person = in->boards[b].attendees[a].person;
			seats[count] = (struct seat){b, a, newest[person]};
			newest[person] = count++;
		}
	for (size_t p = 0; p < in->landscape->person_count; p++) {
		const int before = finder->out->count;
		if (!add_person(finder, seats, newest[p]))
			return false;
		const int last = finder->out->count - 1;
		charged[p] = last >= before && finder->out->items[last].charge > 0 ? last : MOOT_NONE;
	}
	if (!add_gates(finder, charged))
		return false;
	for (size_t v = 0; v < in->landscape->venue_count; v++)
		if (!add_venue(finder, (int)v))
			return false;
	return list_by_board(finder);
}

bool calendar_resources_find(const struct calendar_instance *in, struct calendar_gate_list *gates,
			     struct moot_arena *arena, struct calendar_resources *out)
{
	const size_t people = in->landscape->person_count;
	size_t seat_count = 0;
	for (int b = 0; b < in->board_count; b++)
		seat_count += (size_t)in->boards[b].attendee_count;
	struct finder finder = {.in = in,
				.gates = gates,
				.arena = arena,
				.out = out,
				.found = moot_allocate((size_t)in->board_count, sizeof *finder.found)};
	struct seat *seats = moot_allocate(seat_count, sizeof *seats);
	int *newest = moot_allocate(people, sizeof *newest);
	int *charged = moot_allocate(people, sizeof *charged);
	*out = (struct calendar_resources){0};
	out->items = moot_arena_array(arena, 2 * people + 2 * (size_t)gates->count + in->landscape->venue_count,
				      sizeof *out->items);
	bool built =
	    finder.found && seats && newest && charged && out->items && find_all(&finder, seats, newest, charged);
	moot_release(charged);
	moot_release(finder.found);
	moot_release(seats);
	moot_release(newest);
	return built;
}

bool calendar_use_covers(const struct calendar_board *board, const struct calendar_use *use, const int *slots,
			 int instant)
{
	for (int k = 0; k < board->meetings; k++) {
		if (slots[k] == MOOT_NONE)
			continue;
		int start = calendar_slot_instant(board, slots[k]);
		if (start <= instant && instant < start + board->minutes)
			return calendar_use_counts(board, use, slots[k]);
	}
	return false;
}
