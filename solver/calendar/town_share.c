/*
 * The best shares of a town (town.h): the covering program, with patterns as they are asked for.
 *
 *     minimise   sum_S T(S) z_S      such that    sum_{S with b} z_S >= F_b    each board b; the dual is alpha_b
 *
 * A pattern is asked for while its boards' shares sum up to more than it costs. First those whose timetables are known
 * are looked through; when none of them asks, all sets are searched, boards of large shares first. A branch ends where
 * what it costs already is more than its shares and the most that further boards could add: their shares less what is
 * left of their trips when as many as can share each, as far as the hours of their rooms reach.
 */
#include <solver/calendar/run.h>
#include <solver/calendar/timetable.h>
#include <solver/clock.h>
#include <solver/lp.h>

#include <string.h>

enum {
	MOST_ROUNDS = 2000,
	NEW_PATTERNS = 30,   /* in one round */
	MOST_LISTED = 100000 /* patterns */
};

static const double VIOLATED = 1e-7;   /* hours */
static const double LATEST = 0.6;      /* of the time limit */
static const double STEPS_A_NODE = 20; /* of timetables' search: as much work */

/* A pattern that costs less than its shares, by so many hours. */
struct find {
	uint64_t boards;
	double hours; /* T */
	double gain;
};

/* A board that may be added, and what that gains at most. */
struct offer {
	double gain;
	int minutes;
};

struct sharing {
	struct calendar_run *run;
	const struct calendar_instance *in;
	struct calendar_town *town;
	struct calendar_timetables *timetables;
	struct moot_lp *lp;
	struct moot_error *error;
	int room[CALENDAR_TOWN_MOST]; /* its only room, from 0, or MOOT_NONE */
	int room_count;
	int day_minutes; /* that a room can be used for */
	int *visits_of[CALENDAR_TOWN_MOST];
	int visits_of_count[CALENDAR_TOWN_MOST];
	int order[CALENDAR_TOWN_MOST];          /* by shares, the largest first */
	uint64_t later[CALENDAR_TOWN_MOST + 1]; /* the boards from there on */
	struct find finds[NEW_PATTERNS];
	int find_count;
	double *steps; /* left */
	bool failed;   /* out of memory */
};

static int minutes_of(const struct sharing *it, int local)
{
	return it->in->boards[it->town->boards[local]].minutes;
}

static double trips_of(const struct calendar_town *town, uint64_t boards)
{
	double hours = 0;
	for (int v = 0; v < town->visit_count; v++)
		hours += town->visits[v].boards & boards ? town->visits[v].hours : 0;
	return hours;
}

static double shares_of(const struct calendar_town *town, uint64_t boards)
{
	double hours = 0;
	for (uint64_t rest = boards; rest != 0; rest &= rest - 1)
		hours += town->shares[__builtin_ctzll(rest)];
	return hours;
}

/* Minutes that are left of a room on the day; its boards' minutes fill it. */
static int left_of(const struct sharing *it, int room, uint64_t boards)
{
	int left = it->day_minutes;
	for (uint64_t rest = boards; rest != 0; rest &= rest - 1)
		if (it->room[__builtin_ctzll(rest)] == room)
			left -= minutes_of(it, __builtin_ctzll(rest));
	return left;
}

/* How many boards can be added at most. */
static int count_addable(const struct sharing *it, const int *left, uint64_t candidates)
{
	int shortest[CALENDAR_TOWN_MOST];
	int count = 0;
	for (int r = 0; r < it->room_count; r++)
		shortest[r] = it->day_minutes + 1;
	for (uint64_t rest = candidates; rest != 0; rest &= rest - 1) {
		const int local = __builtin_ctzll(rest);
		if (it->room[local] == MOOT_NONE)
			count++;
		else if (minutes_of(it, local) < shortest[it->room[local]])
			shortest[it->room[local]] = minutes_of(it, local);
	}
	for (int r = 0; r < it->room_count; r++)
		count += left[r] / shortest[r];
	return count;
}

/* The share of a board less the least that its trips could cost beside the others. */
static double gain_of(const struct sharing *it, uint64_t boards, uint64_t candidates, int addable, int local)
{
	double gain = it->town->shares[local];
	for (int i = 0; i < it->visits_of_count[local]; i++) {
		const struct calendar_town_visit *visit = &it->town->visits[it->visits_of[local][i]];
		if (visit->boards & boards)
			continue;
		const int sharers = __builtin_popcountll(visit->boards & candidates);
		gain -= visit->hours / (sharers < addable ? sharers : addable);
	}
	return gain;
}

/* The most that offers can gain in so many minutes, if meetings could be cut. */
static double fill(struct offer *offers, int count, int minutes)
{
	double gain = 0;
	for (int i = 0; i < count && minutes > 0; i++) {
		int best = i;
		for (int j = i + 1; j < count; j++)
			if (offers[j].gain * offers[best].minutes > offers[best].gain * offers[j].minutes)
				best = j;
		const struct offer offer = offers[best];
		offers[best] = offers[i];
		gain += offer.minutes <= minutes ? offer.gain : offer.gain * minutes / offer.minutes;
		minutes -= offer.minutes;
	}
	return gain;
}

/* The most that further boards can gain. */
static double gain_beyond(const struct sharing *it, uint64_t boards, uint64_t candidates)
{
	int left[CALENDAR_TOWN_MOST];
	double gain = 0;
	for (int r = 0; r < it->room_count; r++)
		left[r] = left_of(it, r, boards);
	const int addable = count_addable(it, left, candidates);
	for (int r = MOOT_NONE; r < it->room_count; r++) {
		struct offer offers[CALENDAR_TOWN_MOST];
		int count = 0;
		for (uint64_t rest = candidates; rest != 0; rest &= rest - 1) {
			const int local = __builtin_ctzll(rest);
			if (it->room[local] != r || (r != MOOT_NONE && minutes_of(it, local) > left[r]))
				continue;
			offers[count] =
			    (struct offer){gain_of(it, boards, candidates, addable, local), minutes_of(it, local)};
			gain += r == MOOT_NONE ? fmax(offers[count].gain, 0) : 0;
			count += offers[count].gain > 0;
		}
		gain += r == MOOT_NONE ? 0 : fill(offers, count, left[r]);
	}
	return gain;
}

static void record(struct sharing *it, uint64_t boards, double hours, double gain)
{
	int at = it->find_count < NEW_PATTERNS ? it->find_count++ : NEW_PATTERNS - 1;
	if (at == NEW_PATTERNS - 1 && it->finds[at].boards != 0 && it->find_count == NEW_PATTERNS &&
	    it->finds[at].gain >= gain)
		return;
	for (; at > 0 && it->finds[at - 1].gain < gain; at--)
		it->finds[at] = it->finds[at - 1];
	it->finds[at] = (struct find){boards, hours, gain};
}

/* The pattern's timetable. On a slow machine the time that is meant for it ends first. */
static void work(struct sharing *it, uint64_t boards, double *hours)
{
	it->failed = it->failed || !calendar_timetable(it->timetables, boards, it->steps, hours);
	if (calendar_run_over(it->run) ||
	    moot_clock_seconds() - it->run->begun > LATEST * (it->run->deadline - it->run->begun))
		*it->steps = 0;
}

/* All sets that add boards from `from` on; `clash` is that of the boards so far. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as a day has meetings */
static void search(struct sharing *it, int from, uint64_t boards, double clash)
{
	for (int i = from; i<it->town->count && * it->steps> 0 && !it->failed && it->find_count < NEW_PATTERNS; i++) {
		const uint64_t with = boards | (uint64_t)1 << it->order[i];
		const double spare = shares_of(it->town, with) - trips_of(it->town, with);
		double hours = 0;
		*it->steps -= STEPS_A_NODE;
		if (spare - clash + gain_beyond(it, with, it->later[i + 1]) <= VIOLATED)
			continue;
		work(it, with, &hours);
		if (it->failed || isinf(hours))
			continue;
		if (spare - hours > VIOLATED)
			record(it, with, hours + trips_of(it->town, with), spare - hours);
		search(it, i + 1, with, hours);
	}
}

static void look_through_known(struct sharing *it)
{
	size_t count = 0;
	const struct calendar_pattern *known = calendar_timetables_known(it->timetables, &count);
	for (size_t i = 0; i < count; i++) {
		const double spare = shares_of(it->town, known[i].boards) - known[i].hours;
		if (spare <= VIOLATED)
			continue;
		const double trips = trips_of(it->town, known[i].boards);
		if (spare - trips > VIOLATED)
			record(it, known[i].boards, known[i].hours + trips, spare - trips);
	}
}

static void take_duals(struct sharing *it)
{
	for (int b = 0; b < it->town->count; b++) {
		int at = b;
		it->town->shares[b] = fmax(moot_lp_dual(it->lp, b), 0);
		for (; at > 0 && it->town->shares[it->order[at - 1]] < it->town->shares[b]; at--)
			it->order[at] = it->order[at - 1];
		it->order[at] = b;
	}
	it->later[it->town->count] = 0;
	for (int i = it->town->count - 1; i >= 0; i--)
		it->later[i] = it->later[i + 1] | (uint64_t)1 << it->order[i];
}

static enum moot_status add_pattern(struct sharing *it, uint64_t boards, double hours)
{
	int rows[CALENDAR_TOWN_MOST];
	double ones[CALENDAR_TOWN_MOST];
	int count = 0;
	for (uint64_t rest = boards; rest != 0; rest &= rest - 1) {
		rows[count] = __builtin_ctzll(rest);
		ones[count++] = 1;
	}
	return moot_lp_add_column(it->lp, NULL, hours, 0, (double)INFINITY, false, count, rows, ones, it->error);
}

/* A row and a pattern for each board by itself. */
static enum moot_status begin(struct sharing *it)
{
	enum moot_status status = MOOT_OK;
	for (int b = 0; b < it->town->count && status == MOOT_OK; b++)
		status = moot_lp_add_row(it->lp, NULL, it->in->boards[it->town->boards[b]].meetings, (double)INFINITY,
					 it->error);
	for (int b = 0; b < it->town->count && status == MOOT_OK; b++)
		status = add_pattern(it, (uint64_t)1 << b, trips_of(it->town, (uint64_t)1 << b));
	return status;
}

static enum moot_status cover(struct sharing *it, bool *proven)
{
	enum moot_status status = begin(it);
	*proven = false;
	for (int round = 0; round < MOST_ROUNDS && !*proven && *it->steps > 0 && status == MOOT_OK; round++) {
		enum moot_lp_outcome outcome = MOOT_LP_OPTIMAL;
		status = moot_lp_solve(it->lp, MOOT_LP_PRIMAL, 0, 0, &outcome, it->error);
		if (status != MOOT_OK || outcome != MOOT_LP_OPTIMAL)
			break;
		take_duals(it);
		it->find_count = 0;
		look_through_known(it);
		if (it->find_count == 0)
			search(it, 0, 0, 0);
		if (it->failed)
			return moot_error_set(it->error, MOOT_ERROR_MEMORY, "out of memory");
		*proven = it->find_count == 0 && *it->steps > 0;
		for (int i = 0; i < it->find_count && status == MOOT_OK; i++)
			status = add_pattern(it, it->finds[i].boards, it->finds[i].hours);
	}
	/* A hair less than found, so that rounding never lets them sum up to more than allowed. */
	for (int b = 0; b < it->town->count; b++)
		it->town->shares[b] = fmax(it->town->shares[b] - 2 * VIOLATED, 0);
	return status;
}

/* Lists the patterns that add boards from `from` on to one; false when they are too many, or a limit came. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as a day has meetings */
static bool list(struct sharing *it, struct calendar_town_pattern *patterns, size_t parent, int from, uint64_t boards)
{
	for (int local = from; local < it->town->count; local++) {
		const uint64_t with = boards | (uint64_t)1 << local;
		double hours = 0;
		*it->steps -= STEPS_A_NODE;
		work(it, with, &hours);
		if (it->failed || *it->steps <= 0 || it->town->pattern_count == MOST_LISTED)
			return false;
		if (isinf(hours))
			continue;
		const size_t index = it->town->pattern_count++;
		patterns[index] = (struct calendar_town_pattern){parent, local, hours + trips_of(it->town, with)};
		if (!list(it, patterns, index, local + 1, with))
			return false;
	}
	return true;
}

static enum moot_status list_all(struct sharing *it, struct moot_arena *arena)
{
	struct calendar_town_pattern *patterns = moot_allocate(MOST_LISTED, sizeof *patterns);
	it->town->pattern_count = 0;
	const bool all = patterns && list(it, patterns, SIZE_MAX, 0, 0);
	if (!all)
		it->town->pattern_count = 0;
	const size_t count = it->town->pattern_count;
	it->town->patterns = moot_arena_array(arena, count, sizeof *patterns);
	it->failed = it->failed || !patterns || !it->town->patterns;
	if (!it->failed && count > 0)
		memcpy(it->town->patterns, patterns, count * sizeof *patterns);
	moot_release(patterns);
	return it->failed ? moot_error_set(it->error, MOOT_ERROR_MEMORY, "out of memory") : MOOT_OK;
}

/* Rooms of boards that can use one alone, numbered as they come up. */
static void number_rooms(struct sharing *it)
{
	int venues[CALENDAR_TOWN_MOST];
	for (int b = 0; b < it->town->count; b++) {
		const struct calendar_place *place = it->in->boards[it->town->boards[b]].places;
		int room = 0;
		it->room[b] = MOOT_NONE;
		if (place->venue_count != 1)
			continue;
		while (room < it->room_count && venues[room] != place->venues[0].venue)
			room++;
		venues[room] = place->venues[0].venue;
		it->room_count += room == it->room_count;
		it->room[b] = room;
	}
}

/* The longest that a room can be used on one day, pins at any hour included. */
static void measure_day(struct sharing *it)
{
	int first = MOOT_MINUTES_A_DAY;
	int last = 0;
	for (int b = 0; b < it->town->count; b++) {
		const struct calendar_board *board = &it->in->boards[it->town->boards[b]];
		for (int s = 0; s < board->start_count; s++) {
			first = board->starts[s] < first ? board->starts[s] : first;
			last = board->starts[s] + board->minutes > last ? board->starts[s] + board->minutes : last;
		}
	}
	it->day_minutes = last > first ? last - first : 0;
}

static bool list_visits(struct sharing *it, struct moot_arena *arena)
{
	for (int b = 0; b < it->town->count; b++) {
		it->visits_of[b] = moot_arena_array(arena, (size_t)it->town->visit_count, sizeof *it->visits_of[b]);
		if (!it->visits_of[b])
			return false;
		for (int v = 0; v < it->town->visit_count; v++)
			if (it->town->visits[v].boards >> b & 1)
				it->visits_of[b][it->visits_of_count[b]++] = v;
	}
	return true;
}

enum moot_status calendar_town_share(struct calendar_run *run, struct moot_arena *arena, struct calendar_town *town,
				     double *steps, bool *proven, struct moot_error *error)
{
	struct sharing *it = moot_arena_array(arena, 1, sizeof *it);
	enum moot_status status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (it) {
		*it = (struct sharing){.run = run, .in = run->in, .town = town, .steps = steps, .error = error};
		it->timetables = calendar_timetables_new(run->in, town);
		number_rooms(it);
		measure_day(it);
		if (it->timetables && list_visits(it, arena))
			status = moot_lp_new(&it->lp, error);
		if (status == MOOT_OK)
			status = cover(it, proven);
		if (status == MOOT_OK && *proven)
			status = list_all(it, arena);
		moot_lp_free(it->lp);
		calendar_timetables_free(it->timetables);
	}
	return status;
}
