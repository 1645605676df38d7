#include <solver/calendar/charged.h>

#include <string.h>

enum { FEWEST = 8, MORE = 4 /* boards of a site's town: as many as the limit allows */ };

struct charging {
	struct calendar_run *run;
	const struct calendar_instance *in;
	struct calendar_charged *out;
	struct moot_arena *arena;
	struct moot_error *error;
	int *town_of; /* [board] from 0, or MOOT_NONE */
	struct calendar_town_taken taken;
	double steps; /* left */
};

static bool copy_lists(struct charging *it)
{
	struct calendar_instance *to = &it->out->instance;
	const size_t boards = (size_t)it->in->board_count;
	const size_t pairs = (size_t)it->in->pair_count;
	*to = *it->in;
	to->boards = moot_arena_array(it->arena, boards, sizeof *to->boards);
	to->pairs = moot_arena_array(it->arena, pairs, sizeof *to->pairs);
	it->town_of = moot_arena_array(it->arena, boards, sizeof *it->town_of);
	it->out->towns = moot_arena_array(it->arena, boards, sizeof *it->out->towns);
	it->taken.boards = moot_arena_array(it->arena, boards, sizeof *it->taken.boards);
	it->taken.visits = moot_arena_array(it->arena, (size_t)it->in->visit_count, sizeof *it->taken.visits);
	if (!it->out->towns || !to->boards || !to->pairs || !it->town_of || !it->taken.boards || !it->taken.visits)
		return false;
	memcpy(to->boards, it->in->boards, boards * sizeof *to->boards);
	memcpy(to->pairs, it->in->pairs, pairs * sizeof *to->pairs);
	for (size_t b = 0; b < boards; b++)
		it->town_of[b] = MOOT_NONE;
	return true;
}

/* Whether the town's patterns count what the attendee misses when two of its boards are at once. */
static bool counts(const struct charging *it, int b, int attendee)
{
	const struct calendar_board *board = &it->in->boards[b];
	for (int n = 0; n < board->neighbour_count; n++) {
		const struct calendar_pair *pair = &it->in->pairs[board->neighbours[n].pair];
		if (it->town_of[board->neighbours[n].board] != it->town_of[b])
			continue;
		for (int i = 0; i < pair->shared_count; i++)
			if (pair->shared[i].charge > 0 &&
			    (board->neighbours[n].second ? pair->shared[i].in_b : pair->shared[i].in_a) == attendee)
				return true;
	}
	return false;
}

/* The board's prices: its share more, less what is charged for busy people whom the patterns count. */
static bool charge_board(struct charging *it, int b, double share)
{
	const struct calendar_board *from = &it->in->boards[b];
	const int slots = calendar_slot_count(it->in, from);
	double *price = moot_arena_array(it->arena, (size_t)slots, sizeof *price);
	if (!price)
		return false;
	for (int slot = 0; slot < slots; slot++)
		price[slot] = from->price[slot] + share;
	for (int a = 0; a < from->attendee_count; a++) {
		const struct calendar_attendee *who = &from->attendees[a];
		if (who->needed || who->charge <= 0 || !counts(it, b, a))
			continue;
		for (int slot = 0; slot < slots; slot++)
			if (calendar_bit(who->busy, slot))
				price[slot] -= who->charge;
	}
	it->out->instance.boards[b].price = price;
	return true;
}

/* The largest town of the site that the limit allows; count is 0 for none. */
static enum moot_status find_town(struct charging *it, int site, struct calendar_town *best)
{
	enum moot_status status = MOOT_OK;
	best->count = 0;
	for (int most = FEWEST; status == MOOT_OK && most <= CALENDAR_TOWN_MOST; most += MORE) {
		struct calendar_town town;
		bool proven = false;
		if (!calendar_town_find(it->in, it->arena, site, most, &it->taken, &town))
			return moot_error_set(it->error, MOOT_ERROR_MEMORY, "out of memory");
		if (town.count < 2)
			break;
		double steps = it->steps / 2;
		it->steps -= steps;
		status = calendar_town_share(it->run, it->arena, &town, &steps, &proven, it->error);
		it->steps += fmax(steps, 0);
		if (status == MOOT_OK && proven && (town.pattern_count > 0 || best->count == 0))
			*best = town;
		if (!proven || town.count < most || town.pattern_count == 0)
			break;
	}
	return status;
}

static enum moot_status charge_town(struct charging *it, const struct calendar_town *town)
{
	for (int local = 0; local < town->count; local++) {
		it->town_of[town->boards[local]] = it->out->town_count;
		it->taken.boards[town->boards[local]] = true;
	}
	for (int v = 0; v < town->visit_count; v++)
		it->taken.visits[town->visits[v].visit] = true;
	for (int local = 0; local < town->count; local++)
		if (!charge_board(it, town->boards[local], town->shares[local]))
			return moot_error_set(it->error, MOOT_ERROR_MEMORY, "out of memory");
	it->out->towns[it->out->town_count++] = *town;
	it->out->given += town->given;
	return MOOT_OK;
}

enum moot_status calendar_charged_new(struct calendar_run *run, double steps, struct moot_arena *arena,
				      struct calendar_charged *out, struct moot_error *error)
{
	const struct calendar_instance *in = run->in;
	struct charging it = {.run = run, .in = in, .out = out, .arena = arena, .error = error, .steps = steps};
	out->town_count = 0;
	out->given = 0;
	enum moot_status status = copy_lists(&it) ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	for (int site = 0; site < in->site_count && status == MOOT_OK;) {
		struct calendar_town town = {0};
		status = find_town(&it, site, &town);
		if (status == MOOT_OK && town.count > 0)
			status = charge_town(&it, &town);
		else
			site++;
	}
	for (int p = 0; p < in->pair_count && status == MOOT_OK; p++) {
		struct calendar_pair *pair = &out->instance.pairs[p];
		if (it.town_of[pair->a] == MOOT_NONE || it.town_of[pair->a] != it.town_of[pair->b])
			continue;
		pair->breathing = 0;
		pair->shared_count = 0;
	}
	return status;
}
