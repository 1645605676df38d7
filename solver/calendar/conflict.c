#include <solver/calendar/conflict.h>

#include <stdlib.h>
#include <string.h>

/* A seat of a person: board and attendee, chained for each person. */
struct seat {
	int board;
	int attendee;
	int next;
};

/* Someone whom a board shares with a later one. */
struct meeting_of_two {
	int other;
	int in_a;
	int in_b;
};

enum calendar_relation calendar_relate(const struct calendar_instance *in, int start_a, int minutes_a, int start_b,
				       int minutes_b, int travel)
{
	int between = start_a <= start_b ? start_b - (start_a + minutes_a) : start_a - (start_b + minutes_b);
	int spare = 2 * between - travel;
	if (spare < 0)
		return CALENDAR_AT_ONCE;
	bool one_day = start_a / MOOT_MINUTES_A_DAY == start_b / MOOT_MINUTES_A_DAY;
	return one_day && spare < 2 * in->landscape->policy.breathing_minutes ? CALENDAR_CLOSE : CALENDAR_APART;
}

double calendar_pair_cost(const struct calendar_instance *in, const struct calendar_pair *pair, int slot_a, int slot_b,
			  enum calendar_relation relation)
{
	if (relation == CALENDAR_APART)
		return 0;
	if (relation == CALENDAR_CLOSE)
		return pair->breathing;
	if (pair->hard)
		return (double)INFINITY;
	const struct calendar_board *a = &in->boards[pair->a];
	const struct calendar_board *b = &in->boards[pair->b];
	double cost = 0;
	for (int i = 0; i < pair->shared_count; i++) {
		const struct calendar_shared *shared = &pair->shared[i];
		if (shared->charge > 0 && !calendar_bit(a->attendees[shared->in_a].busy, slot_a) &&
		    !calendar_bit(b->attendees[shared->in_b].busy, slot_b))
			cost += shared->charge;
	}
	return cost;
}

const struct calendar_neighbour *calendar_neighbour_of(const struct calendar_board *board, int other)
{
	int low = 0;
	int high = board->neighbour_count - 1;
	while (low <= high) {
		int middle = low + (high - low) / 2;
		const struct calendar_neighbour *neighbour = &board->neighbours[middle];
		if (neighbour->board == other)
			return neighbour;
		if (neighbour->board < other)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return NULL;
}

static int compare_meetings_of_two(const void *x, const void *y)
{
	const struct meeting_of_two *a = x;
	const struct meeting_of_two *b = y;
	return a->other != b->other ? (a->other > b->other) - (a->other < b->other)
				    : (a->in_a > b->in_a) - (a->in_a < b->in_a);
}

/* What missing one of the two costs. */
static double charge_of(const struct calendar_attendee *a, const struct calendar_attendee *b)
{
	if (a->needed)
		return b->needed ? 0 : b->charge;
	return b->needed || a->charge <= b->charge ? a->charge : b->charge;
}

static bool add_pair(struct calendar_instance *in, int a, const struct meeting_of_two *found, int count)
{
	struct calendar_pair *pair = &in->pairs[in->pair_count];
	*pair = (struct calendar_pair){.a = a, .b = found[0].other};
	pair->shared = moot_arena_array(in->arena, (size_t)count, sizeof *pair->shared);
	if (!pair->shared)
		return false;
	for (int i = 0; i < count; i++) {
		const struct calendar_attendee *in_a = &in->boards[a].attendees[found[i].in_a];
		const struct calendar_attendee *in_b = &in->boards[pair->b].attendees[found[i].in_b];
		pair->hard = pair->hard || (in_a->needed && in_b->needed);
		pair->breathing += in->landscape->policy.breathing_weight * in_a->weight;
		pair->shared[pair->shared_count++] =
		    (struct calendar_shared){found[i].in_a, found[i].in_b, charge_of(in_a, in_b)};
	}
	in->boards[a].neighbour_count++;
	in->boards[pair->b].neighbour_count++;
	in->pair_count++;
	return true;
}

/* The people whom board `a` shares with later boards, by board; the number of them. */
static int find_shared(const struct calendar_instance *in, int a, const struct seat *seats, const int *newest,
		       struct meeting_of_two *found)
{
	int count = 0;
	for (int i = 0; i < in->boards[a].attendee_count; i++)
		for (int s = newest[in->boards[a].attendees[i].person]; s != MOOT_NONE; s = seats[s].next)
			if (seats[s].board > a)
				found[count++] = (struct meeting_of_two){seats[s].board, i, seats[s].attendee};
	if (count > 1)
		qsort(found, (size_t)count, sizeof *found, compare_meetings_of_two);
	return count;
}

static bool find_pairs(struct calendar_instance *in, const struct seat *seats, const int *newest)
{
	void *pairs = NULL;
	size_t pair_room = 0;
	bool built = true;
	for (int a = 0; built && a < in->board_count; a++) {
		size_t most = 0;
		for (int i = 0; i < in->boards[a].attendee_count; i++)
			for (int s = newest[in->boards[a].attendees[i].person]; s != MOOT_NONE; s = seats[s].next)
				most++;
		struct meeting_of_two *found = moot_allocate(most, sizeof *found);
		built =
		    found && moot_array_reserve(&pairs, &pair_room, (size_t)in->pair_count + most, sizeof *in->pairs);
		in->pairs = pairs;
		int count = built ? find_shared(in, a, seats, newest, found) : 0;
		for (int from = 0, to = 0; built && from < count; from = to) {
			while (to < count && found[to].other == found[from].other)
				to++;
			built = add_pair(in, a, found + from, to - from);
		}
		moot_release(found);
	}
	/* The list grew on the heap; it lives in the arena. */
	struct calendar_pair *kept = moot_arena_array(in->arena, (size_t)in->pair_count, sizeof *kept);
	if (kept && in->pair_count > 0)
		memcpy(kept, in->pairs, (size_t)in->pair_count * sizeof *kept);
	in->pairs = kept;
	moot_release(pairs);
	return built && kept;
}

/* Pairs come by a and then b, so each board's neighbours come by board. */
static bool list_neighbours(struct calendar_instance *in)
{
	for (int b = 0; b < in->board_count; b++) {
		struct calendar_board *board = &in->boards[b];
		board->neighbours =
		    moot_arena_array(in->arena, (size_t)board->neighbour_count, sizeof *board->neighbours);
		if (!board->neighbours)
			return false;
		board->neighbour_count = 0;
	}
	for (int p = 0; p < in->pair_count; p++) {
		struct calendar_board *a = &in->boards[in->pairs[p].a];
		struct calendar_board *b = &in->boards[in->pairs[p].b];
		a->neighbours[a->neighbour_count++] = (struct calendar_neighbour){in->pairs[p].b, p, false};
		b->neighbours[b->neighbour_count++] = (struct calendar_neighbour){in->pairs[p].a, p, true};
	}
	return true;
}

bool calendar_build_pairs(struct calendar_instance *in)
{
	size_t count = 0;
	for (int b = 0; b < in->board_count; b++)
		count += (size_t)in->boards[b].attendee_count;
	struct seat *seats = moot_allocate(count, sizeof *seats);
	int *newest = moot_allocate(in->landscape->person_count, sizeof *newest);
	bool built = seats && newest;
	for (size_t p = 0; built && p < in->landscape->person_count; p++)
		newest[p] = MOOT_NONE;
	int seat = 0;
	for (int b = 0; built && b < in->board_count; b++)
		for (int a = 0; a < in->boards[b].attendee_count; a++) {
			int person = in->boards[b].attendees[a].person;
			seats[seat] = (struct seat){b, a, newest[person]};
			newest[person] = seat++;
		}
	built = built && find_pairs(in, seats, newest) && list_neighbours(in);
	moot_release(seats);
	moot_release(newest);
	return built;
}
