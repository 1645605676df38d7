#include <solver/calendar/town_climb.h>

#include <string.h>

enum {
	PATIENCE = 25, /* rounds without a better bound before steps are halved */
	MOST_ROUNDS = 3000
};

static const double FRESH = 0.3;   /* part of a direction that is new */
static const double FORGET = 2e-9; /* for each board: how far its minimum may be off */
static const double SHORTEST = 1e-4;
static const double LOWEST = -1e300; /* below any bound, and finite */
static const double WIDEST = 0.25;

/* A town's shares and all that goes with them, by [board of the town][day]. */
struct district {
	const struct calendar_town *town;
	double *shares;
	double *asked; /* the subgradient */
	double *direction;
	double *best;
	bool *open;     /* whether the board can meet at all */
	double **costs; /* [board][slot] its prices under the duals, without shares */
	double *sums;   /* [pattern] shares of its boards */
};

struct climb {
	struct calendar_run *run;
	const struct calendar_instance *in;
	struct district *districts;
	int count;
	double *cost; /* [slot] scratch */
	int *slots;   /* scratch */
	double fixed; /* what no share changes */
	double bound;
	double best;
};

static size_t cell(const struct climb *it, int local, int day)
{
	return (size_t)local * (size_t)it->in->days + (size_t)day;
}

static size_t cells_of(const struct climb *it, const struct district *d)
{
	return (size_t)d->town->count * (size_t)it->in->days;
}

/* The cheapest pattern of a day: what it costs less than its shares, 0 for none; its boards are asked for less. */
static double price_day(struct climb *it, struct district *d, int day)
{
	const struct calendar_town *town = d->town;
	size_t cheapest = 0;
	double least = 0;
	for (size_t i = 0; i < town->pattern_count; i++) {
		const struct calendar_town_pattern *pattern = &town->patterns[i];
		const double before = pattern->parent == SIZE_MAX ? 0 : d->sums[pattern->parent];
		d->sums[i] = before + d->shares[cell(it, pattern->added, day)];
		if (pattern->hours - d->sums[i] < least) {
			least = pattern->hours - d->sums[i];
			cheapest = i;
		}
	}
	for (size_t i = cheapest; least < 0 && i != SIZE_MAX; i = town->patterns[i].parent)
		d->asked[cell(it, town->patterns[i].added, day)] -= 1;
	return least;
}

/* The board's cheapest year under its shares: its days are asked for more. */
static double price_board(struct climb *it, struct district *d, int local)
{
	const struct calendar_board *board = &it->in->boards[d->town->boards[local]];
	for (int day = 0, slot = 0; day < it->in->days; day++)
		for (int s = 0; s < board->start_count; s++, slot++)
			it->cost[slot] = d->costs[local][slot] + d->shares[cell(it, local, day)];
	const double hours = calendar_price_series(it->run->pricer, board, it->cost, NULL, it->run->price, it->slots);
	for (int k = 0; k < board->meetings; k++)
		if (it->slots[k] != MOOT_NONE)
			d->asked[cell(it, local, calendar_slot_day(board, it->slots[k]))] += 1;
	return hours;
}

/* The bound of the shares, and the subgradient. False when the run is over. */
static bool price(struct climb *it)
{
	it->bound = it->fixed;
	for (int c = 0; c < it->count; c++) {
		struct district *d = &it->districts[c];
		memset(d->asked, 0, cells_of(it, d) * sizeof *d->asked);
		for (int day = 0; day < it->in->days; day++)
			it->bound += price_day(it, d, day);
		for (int local = 0; local < d->town->count; local++) {
			if (calendar_run_over(it->run))
				return false;
			it->bound += price_board(it, d, local);
		}
	}
	if (it->bound > it->run->priced)
		it->run->priced = it->bound;
	return true;
}

static void step(struct climb *it, double length)
{
	double norm = 0;
	for (int c = 0; c < it->count; c++) {
		struct district *d = &it->districts[c];
		for (size_t i = 0; i < cells_of(it, d); i++) {
			d->direction[i] = FRESH * d->asked[i] + (1 - FRESH) * d->direction[i];
			if (!d->open[i] || (d->shares[i] <= 0 && d->direction[i] < 0))
				d->direction[i] = 0;
			norm += d->direction[i] * d->direction[i];
		}
	}
	for (int c = 0; c < it->count && norm > 0; c++) {
		struct district *d = &it->districts[c];
		for (size_t i = 0; i < cells_of(it, d); i++)
			d->shares[i] = fmax(d->shares[i] + length / norm * d->direction[i], 0);
	}
}

static void copy_shares(struct climb *it, bool keep)
{
	for (int c = 0; c < it->count; c++) {
		struct district *d = &it->districts[c];
		memcpy(keep ? d->best : d->shares, keep ? d->shares : d->best, cells_of(it, d) * sizeof *d->best);
	}
}

static void climb(struct climb *it)
{
	const double goal = it->run->best_hours + it->run->price * it->run->best_missing;
	double share = WIDEST;
	int since = 0;
	for (int round = 0; round < MOST_ROUNDS && share > SHORTEST && price(it); round++) {
		since++;
		if (it->bound > it->best + 1e-6 * fabs(it->best)) {
			it->best = it->bound;
			copy_shares(it, true);
			since = 0;
		} else if (since >= PATIENCE) {
			share /= 2;
			since = 0;
			copy_shares(it, false);
		}
		step(it, share * fmax(goal - it->bound, 1e-3));
	}
}

/* Whether the board can meet on the day. */
static bool is_open(const struct calendar_board *board, int day)
{
	for (int s = 0; s < board->start_count; s++)
		if (!isinf(board->price[day * board->start_count + s]))
			return true;
	return false;
}

static bool make_district(struct climb *it, const struct calendar_program *program, const struct calendar_town *town,
			  struct moot_arena *arena, struct district *d)
{
	d->town = town;
	const size_t cells = cells_of(it, d);
	d->shares = moot_arena_array(arena, cells, sizeof *d->shares);
	d->asked = moot_arena_array(arena, cells, sizeof *d->asked);
	d->direction = moot_arena_array(arena, cells, sizeof *d->direction);
	d->best = moot_arena_array(arena, cells, sizeof *d->best);
	d->open = moot_arena_array(arena, cells, sizeof *d->open);
	d->costs = moot_arena_array(arena, (size_t)town->count, sizeof *d->costs);
	d->sums = moot_arena_array(arena, town->pattern_count, sizeof *d->sums);
	if (!d->shares || !d->asked || !d->direction || !d->best || !d->open || !d->costs || !d->sums)
		return false;
	for (int local = 0; local < town->count; local++) {
		const struct calendar_board *board = &it->in->boards[town->boards[local]];
		const int slots = calendar_slot_count(it->in, board);
		d->costs[local] = moot_arena_array(arena, (size_t)slots, sizeof **d->costs);
		if (!d->costs[local])
			return false;
		calendar_program_charge(program, town->boards[local], d->costs[local]);
		for (int slot = 0; slot < slots; slot++)
			d->costs[local][slot] -= town->shares[local];
		for (int day = 0; day < it->in->days; day++) {
			d->open[cell(it, local, day)] = is_open(board, day);
			d->shares[cell(it, local, day)] = is_open(board, day) ? town->shares[local] : 0;
		}
	}
	return true;
}

/* What boards outside of the towns cost, and the duals. False when the run is over. */
static bool price_rest(struct climb *it, struct calendar_program *program, const bool *inside)
{
	it->fixed = calendar_program_take_duals(program) - FORGET * (it->in->board_count + it->in->days);
	for (int b = 0; b < it->in->board_count; b++) {
		if (inside[b])
			continue;
		if (calendar_run_over(it->run))
			return false;
		calendar_program_charge(program, b, it->cost);
		it->fixed += calendar_price_series(it->run->pricer, &it->in->boards[b], it->cost, NULL, it->run->price,
						   it->slots);
	}
	return true;
}

/* Towns whose patterns are all known have shares by the day. */
static bool make_districts(struct climb *it, const struct calendar_program *program, struct moot_arena *arena,
			   bool *inside)
{
	for (int t = 0; t < it->run->town_count; t++) {
		const struct calendar_town *town = &it->run->towns[t];
		if (town->pattern_count == 0)
			continue;
		if (!make_district(it, program, town, arena, &it->districts[it->count++]))
			return false;
		for (int local = 0; local < town->count; local++)
			inside[town->boards[local]] = true;
	}
	return true;
}

enum moot_status calendar_town_climb(struct calendar_run *run, struct calendar_program *program,
				     struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct climb it = {.run = run, .in = run->in, .best = LOWEST};
	size_t slots = 1;
	for (int b = 0; b < run->in->board_count; b++)
		if ((size_t)calendar_slot_count(run->in, &run->in->boards[b]) > slots)
			slots = (size_t)calendar_slot_count(run->in, &run->in->boards[b]);
	enum moot_status status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (arena) {
		bool *inside = moot_arena_array(arena, (size_t)run->in->board_count, sizeof *inside);
		it.districts = moot_arena_array(arena, (size_t)run->town_count, sizeof *it.districts);
		it.cost = moot_arena_array(arena, slots, sizeof *it.cost);
		it.slots = moot_arena_array(arena, (size_t)run->in->meeting_count, sizeof *it.slots);
		bool made = inside && it.districts && it.cost && it.slots;
		if (made) {
			calendar_program_take_duals(program);
			made = make_districts(&it, program, arena, inside);
		}
		if (made && it.count > 0 && price_rest(&it, program, inside))
			climb(&it);
		status = made ? MOOT_OK : status;
	}
	moot_arena_free(arena);
	return status;
}
