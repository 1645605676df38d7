/*
 * Which candidates and offers the program of hand-overs must decide together.
 *
 * An offer is tied to the leads that may hand the theme over themselves, or go; a candidate to its own offers where it
 * may go, where fewer minutes can mean fewer meetings, or where someone on it is over a limit on hours, which ties all
 * candidates of that person. Where the candidates are all possible sets, those that share a board, or a theme of a
 * board that a rule closes, are tied.
 */
#include <solver/structure/hand_over_program.h>

#include <math.h>

static int find_root(int *root, int node)
{
	while (root[node] != node) {
		root[node] = root[root[node]];
		node = root[node];
	}
	return node;
}

/* The lower root wins, so that components come in the order of their first candidates. */
static void join(struct hand_program *p, int a, int b)
{
	a = find_root(p->root, a);
	b = find_root(p->root, b);
	if (a < b)
		p->root[b] = a;
	else
		p->root[a] = b;
}

bool moot_hands_frequency_falls(const struct moot_hands *h, int set)
{
	return h->costs[set].room > 0 && h->costs[set].frequency > h->costs[set].least;
}

/* Calls for each seat of a limited person: adds up hours, or lists those whose limit binds. */
static void walk_seats(struct hand_program *p, bool list)
{
	const struct moot_hands *h = p->h;
	struct moot_program *program = h->program;
	for (int s = 0; s < h->set_count; s++) {
		struct moot_set_cost cost;
		moot_costs_of(&program->costs, &h->sets[s], &cost);
		for (int i = 0; i < program->costs.seats.count; i++) {
			const struct moot_sitter *sitter = &program->costs.seats.sitters[i];
			int limited = program->limit_of[sitter->person];
			if (!sitter->seated || limited == MOOT_NONE)
				continue;
			if (!list) {
				p->hours[limited] += cost.hours;
				p->seat_count++;
			} else if (p->hours[limited] > program->landscape->people[sitter->person].max_hours) {
				p->seats[p->seat_count] = (struct hand_seat){s, limited, p->first_seat[s]};
				p->first_seat[s] = p->seat_count++;
			}
		}
	}
}

static enum moot_status list_seats(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	p->hours = moot_arena_array(h->arena, (size_t)h->program->limited_count, sizeof *p->hours);
	p->first_seat = moot_arena_array(h->arena, (size_t)h->set_count, sizeof *p->first_seat);
	if (!p->hours || !p->first_seat)
		return MOOT_ERROR_MEMORY;
	for (int s = 0; s < h->set_count; s++)
		p->first_seat[s] = MOOT_NONE;
	if (h->program->limited_count == 0)
		return MOOT_OK;
	walk_seats(p, false);
	p->seats = moot_arena_array(h->arena, (size_t)p->seat_count, sizeof *p->seats);
	p->seat_count = 0;
	if (p->seats)
		walk_seats(p, true);
	return p->seats ? MOOT_OK : MOOT_ERROR_MEMORY;
}

static enum moot_status join_people(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	int *last = moot_arena_array(h->arena, (size_t)h->program->limited_count, sizeof *last);
	if (!last)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < h->program->limited_count; i++)
		last[i] = MOOT_NONE;
	for (int i = 0; i < p->seat_count; i++) {
		const struct hand_seat *seat = &p->seats[i];
		p->coupled[seat->set] = true;
		if (last[seat->limited] != MOOT_NONE)
			join(p, last[seat->limited], seat->set);
		last[seat->limited] = seat->set;
	}
	return MOOT_OK;
}

/* Candidates that take over the same theme of a closed board. */
static enum moot_status join_items(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	int *first = moot_arena_array(h->arena, (size_t)h->program->item_count, sizeof *first);
	if (!first)
		return MOOT_ERROR_MEMORY;
	for (int k = 0; k < h->program->item_count; k++)
		first[k] = MOOT_NONE;
	for (int s = 0; s < h->set_count; s++)
		for (int i = 0; i < h->sets[s].taken_count; i++) {
			int item = h->sets[s].taken[i];
			if (first[item] == MOOT_NONE)
				first[item] = s;
			join(p, first[item], s);
		}
	return MOOT_OK;
}

/* One z_i for all themes of a board, also where no candidate holds it. */
static void join_closings(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	for (size_t b = 0; b < h->program->landscape->board_count; b++)
		for (int o = h->first_closing[b]; h->may_close[b] && o < h->first_closing[b + 1]; o++)
			join(p, h->set_count + h->first_closing[b], h->set_count + o);
}

/* Candidates that share a board, and the offers of boards that may close; a limit on boards ties everything. */
static enum moot_status join_boards(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	size_t boards = h->program->landscape->board_count;
	int *first = moot_arena_array(h->arena, boards, sizeof *first);
	if (!first)
		return MOOT_ERROR_MEMORY;
	for (size_t b = 0; b < boards; b++)
		first[b] = MOOT_NONE;
	for (int s = 0; s < h->set_count; s++)
		for (int b = 0; b < h->sets[s].board_count; b++) {
			int board = h->sets[s].boards[b];
			if (first[board] == MOOT_NONE)
				first[board] = s;
			join(p, first[board], s);
			if (!h->may_close[board])
				continue;
			for (int o = h->first_closing[board]; o < h->first_closing[board + 1]; o++)
				join(p, s, h->set_count + o);
		}
	join_closings(p);
	if (!h->together)
		return MOOT_OK;
	bool counted = h->program->max_boards < (int)boards || h->program->min_boards > 0;
	for (int s = 1; s < h->set_count && counted; s++)
		join(p, 0, s);
	for (int o = 0; o < h->offer_count && counted; o++)
		if (h->offers[o].set == MOOT_NONE)
			join(p, 0, h->set_count + o);
	return join_items(p);
}

static void join_offers(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	for (int o = 0; o < h->offer_count; o++) {
		const struct moot_offer *offer = &h->offers[o];
		if (offer->set != MOOT_NONE && p->coupled[offer->set])
			join(p, offer->set, h->set_count + o);
		for (int k = 0; k < offer->lead_count && !offer->sure; k++) {
			const struct moot_print *lead = &h->prints[offer->leads[k]];
			if (h->varies[lead->set])
				join(p, lead->set, h->set_count + o);
			if (lead->offer != MOOT_NONE)
				join(p, h->set_count + lead->offer, h->set_count + o);
		}
	}
}

/* Groups the nodes by their root, in the order of the roots. */
static enum moot_status list_components(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	int nodes = h->set_count + h->offer_count;
	int *component = moot_arena_array(h->arena, (size_t)nodes, sizeof *component);
	p->order = moot_arena_array(h->arena, (size_t)nodes, sizeof *p->order);
	p->first_of = moot_arena_array(h->arena, (size_t)nodes + 2, sizeof *p->first_of);
	if (!component || !p->order || !p->first_of)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < nodes; i++)
		if (find_root(p->root, i) == i)
			component[i] = p->component_count++;
	/* Counted one place on, so that filling moves each start to where it belongs. */
	for (int i = 0; i < nodes; i++)
		p->first_of[component[find_root(p->root, i)] + 2]++;
	for (int c = 2; c < p->component_count + 2; c++)
		p->first_of[c] += p->first_of[c - 1];
	for (int i = 0; i < nodes; i++)
		p->order[p->first_of[component[find_root(p->root, i)] + 1]++] = i;
	return MOOT_OK;
}

enum moot_status moot_hands_tie(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	size_t nodes = (size_t)h->set_count + (size_t)h->offer_count;
	p->root = moot_arena_array(h->arena, nodes, sizeof *p->root);
	p->coupled = moot_arena_array(h->arena, (size_t)h->set_count, sizeof *p->coupled);
	if (!p->root || !p->coupled)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < nodes; i++)
		p->root[i] = (int)i;
	for (int s = 0; s < h->set_count; s++)
		p->coupled[s] = h->varies[s] || moot_hands_frequency_falls(h, s);
	enum moot_status status = list_seats(p);
	if (status == MOOT_OK)
		status = join_boards(p);
	if (status == MOOT_OK)
		status = join_people(p);
	if (status != MOOT_OK)
		return status;
	join_offers(p);
	for (size_t i = 0; i < nodes; i++)
		p->root[i] = find_root(p->root, (int)i);
	return list_components(p);
}
