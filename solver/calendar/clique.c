#include <solver/calendar/clique.h>
#include <solver/calendar/conflict.h>

#include <stdlib.h>

enum {
	MOST_PRESENT = 16,
	MOST_SETS = 4000 /* looked at for one instant */
};

static const double LEAST = 0.05; /* of what two can cost: less is as good as nothing */

struct finder {
	const struct calendar_presence *present;
	int count;
	bool joined[MOST_PRESENT][MOST_PRESENT];
	double paid[MOST_PRESENT][MOST_PRESENT];
	int chosen[MOST_PRESENT];
	int best[MOST_PRESENT];
	int best_count;
	double best_sum;
	int sets;
};

bool calendar_cliques_new(const struct calendar_instance *in, struct moot_arena *arena, struct calendar_cliques *out)
{
	const size_t boards = (size_t)in->board_count;
	out->in = in;
	out->pair_of = moot_arena_array(arena, boards * boards, sizeof *out->pair_of);
	out->room_of = moot_arena_array(arena, boards, sizeof *out->room_of);
	if (!out->pair_of || !out->room_of)
		return false;
	for (size_t i = 0; i < boards * boards; i++)
		out->pair_of[i] = MOOT_NONE;
	for (int p = 0; p < in->pair_count; p++) {
		const size_t a = (size_t)in->pairs[p].a;
		const size_t b = (size_t)in->pairs[p].b;
		out->pair_of[a * boards + b] = p;
		out->pair_of[b * boards + a] = p;
	}
	for (size_t b = 0; b < boards; b++) {
		const struct calendar_board *board = &in->boards[b];
		bool only = board->place_count == 1 && board->places[0].venue_count == 1;
		out->room_of[b] = only ? board->places[0].venues[0].venue : MOOT_NONE;
	}
	return true;
}

static const struct calendar_pair *pair_of(const struct calendar_cliques *cliques, int a, int b)
{
	int pair = cliques->pair_of[(size_t)a * (size_t)cliques->in->board_count + (size_t)b];
	return pair == MOOT_NONE ? NULL : &cliques->in->pairs[pair];
}

/* What two at once cost at most, where slots are MOOT_NONE, or on those slots. */
static double at_once(const struct calendar_cliques *cliques, const struct calendar_pair *pair, int a, int slot_a,
		      int b, int slot_b)
{
	double sum = 0;
	if ((pair && pair->hard) || (cliques->room_of[a] != MOOT_NONE && cliques->room_of[a] == cliques->room_of[b]))
		return CALENDAR_CLIQUE_HARD;
	if (pair && slot_a != MOOT_NONE)
		return pair->a == a ? calendar_pair_cost(cliques->in, pair, slot_a, slot_b, CALENDAR_AT_ONCE)
				    : calendar_pair_cost(cliques->in, pair, slot_b, slot_a, CALENDAR_AT_ONCE);
	for (int i = 0; pair && i < pair->shared_count; i++)
		sum += pair->shared[i].charge;
	return sum;
}

static double part_of(enum calendar_clique_kind kind, double hours, double breath)
{
	return kind == CALENDAR_CLIQUE_CLOSE ? fmin(hours, breath) : fmax(hours - breath, 0);
}

double calendar_clique_full(const struct calendar_cliques *cliques, enum calendar_clique_kind kind, int a, int b)
{
	const struct calendar_pair *pair = pair_of(cliques, a, b);
	return part_of(kind, at_once(cliques, pair, a, MOOT_NONE, b, MOOT_NONE), pair ? pair->breathing : 0);
}

double calendar_clique_charge(const struct calendar_cliques *cliques, enum calendar_clique_kind kind, int a, int slot_a,
			      int b, int slot_b)
{
	const struct calendar_pair *pair = pair_of(cliques, a, b);
	const double charge = part_of(kind, at_once(cliques, pair, a, slot_a, b, slot_b), pair ? pair->breathing : 0);
	return charge > LEAST * calendar_clique_full(cliques, kind, a, b) ? charge : 0;
}

int calendar_clique_reach(const struct calendar_instance *in, enum calendar_clique_kind kind)
{
	return kind == CALENDAR_CLIQUE_CLOSE ? in->landscape->policy.breathing_minutes : 0;
}

bool calendar_clique_alike(const struct calendar_board *board, int slot, int like)
{
	if (slot == like)
		return true;
	for (int a = 0; a < board->attendee_count; a++)
		if (calendar_bit(board->attendees[a].busy, slot) && !calendar_bit(board->attendees[a].busy, like))
			return false;
	return true;
}

static int compare_presences(const void *a, const void *b)
{
	const struct calendar_presence *x = a;
	const struct calendar_presence *y = b;
	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	return (x->board > y->board) - (x->board < y->board);
}

/* Adds boards from `from` on to those chosen, whose excess is `sum`. */
static void extend(struct finder *it, int from, int depth,
		   double sum) /* NOLINT(misc-no-recursion): as deep as a clique */
{
	if (sum > it->best_sum + 1e-9) {
		it->best_sum = sum;
		it->best_count = depth;
		for (int i = 0; i < depth; i++)
			it->best[i] = it->chosen[i];
	}
	for (int i = from; i < it->count && depth < CALENDAR_CLIQUE_MOST && it->sets < MOST_SETS; i++) {
		double with = sum + it->present[i].value;
		bool joined = true;
		for (int j = 0; j < depth && joined; j++) {
			joined = it->joined[it->chosen[j]][i];
			with -= it->paid[it->chosen[j]][i];
		}
		if (!joined)
			continue;
		it->sets++;
		it->chosen[depth] = i;
		extend(it, i + 1, depth + 1, with);
	}
}

void calendar_clique_find(const struct calendar_cliques *cliques, struct calendar_presence *present, int count,
			  calendar_clique_paid *paid, void *context, struct calendar_clique *out)
{
	struct finder it = {.present = present, .count = count < MOST_PRESENT ? count : MOST_PRESENT};
	out->count = 0;
	out->excess = 0;
	qsort(present, (size_t)count, sizeof *present, compare_presences);
	for (int i = 0; i < it.count; i++)
		for (int j = i + 1; j < it.count; j++) {
			const struct calendar_presence *x = &present[i];
			const struct calendar_presence *y = &present[j];
			double charge =
			    calendar_clique_charge(cliques, out->kind, x->board, x->slot, y->board, y->slot);
			it.joined[i][j] = charge > 0;
			if (charge > 0)
				it.paid[i][j] = paid(context, out->kind, x->board, y->board) *
						calendar_clique_full(cliques, out->kind, x->board, y->board) / charge;
		}
	extend(&it, 0, 0, -1);
	if (it.best_count < 2)
		return;
	out->count = it.best_count;
	out->excess = it.best_sum;
	for (int i = 0; i < it.best_count; i++) {
		out->boards[i] = present[it.best[i]].board;
		out->slots[i] = present[it.best[i]].slot;
	}
}
