/*
 * Timetables of a day (timetable.h). The board with the fewest starts left is placed first; what two cost is added as
 * the second is placed. A set costs no less than any of its parts does, which often ends the search.
 */
#include <solver/calendar/conflict.h>
#include <solver/calendar/timetable.h>

#include <string.h>

static const double NEEDED = 1e9;  /* hours that one who is needed can pay: more than any pair's charge */
static const double NEAR = 1e-9;   /* hours that don't matter */
static const double LITTLE = 0.25; /* hours */
static const double FAR = 10;

/* Two boards of the town. */
struct couple {
	const struct calendar_pair *pair; /* NULL where they share nobody */
	bool hard;                        /* must not be at once */
};

/* What a person has paid for two boards. */
struct flow {
	double *a; /* their loads */
	double *b;
	double hours;
};

struct calendar_timetables {
	const struct calendar_instance *in;
	const struct calendar_town *town;
	struct moot_arena *arena;
	struct couple *couples;            /* [board][board] */
	double *loads[CALENDAR_TOWN_MOST]; /* [board][attendee] */
	uint64_t *beside;                  /* [board][board][start of the second] starts of the first that are left */
	struct calendar_pattern *known;
	size_t count;
	size_t room;
	size_t *table; /* of the known by their boards: index + 1, 0 for empty; a power of two long */
	size_t table_size;
	/* The timetable that is being made. */
	int order[CALENDAR_TOWN_MOST];
	int starts[CALENDAR_TOWN_MOST];
	int order_count;
	double best;
	double least; /* no timetable is cheaper */
	struct flow *flows;
	size_t flow_count;
	size_t flow_room;
	double steps;
	bool failed;
};

static const struct calendar_board *board_of(const struct calendar_timetables *it, int local)
{
	return &it->in->boards[it->town->boards[local]];
}

static struct couple *couple_of(const struct calendar_timetables *it, int a, int b)
{
	return &it->couples[a * it->town->count + b];
}

static bool share_a_room(const struct calendar_board *a, const struct calendar_board *b)
{
	const struct calendar_place *x = a->places;
	const struct calendar_place *y = b->places;
	return x->venue_count == 1 && y->venue_count == 1 && x->venues[0].venue == y->venues[0].venue;
}

static bool make_couples(struct calendar_timetables *it)
{
	const size_t count = (size_t)it->town->count;
	it->couples = moot_arena_array(it->arena, count * count, sizeof *it->couples);
	for (int a = 0; it->couples && a < it->town->count; a++) {
		it->loads[a] =
		    moot_arena_array(it->arena, (size_t)board_of(it, a)->attendee_count, sizeof *it->loads[a]);
		if (!it->loads[a])
			return false;
		for (int b = 0; b < it->town->count; b++) {
			const struct calendar_neighbour *link =
			    calendar_neighbour_of(board_of(it, a), it->town->boards[b]);
			struct couple *couple = couple_of(it, a, b);
			couple->pair = link ? &it->in->pairs[link->pair] : NULL;
			couple->hard = (link && couple->pair->hard) || share_a_room(board_of(it, a), board_of(it, b));
		}
	}
	return it->couples != NULL;
}

static bool make_beside(struct calendar_timetables *it)
{
	const size_t count = (size_t)it->town->count;
	uint64_t *at = moot_arena_array(it->arena, count * count * CALENDAR_TOWN_STARTS, sizeof *at);
	it->beside = at;
	for (int a = 0; at && a < it->town->count; a++)
		for (int b = 0; b < it->town->count; b++, at += CALENDAR_TOWN_STARTS) {
			const struct calendar_board *x = board_of(it, a);
			const struct calendar_board *y = board_of(it, b);
			for (int s = 0; s < y->start_count; s++)
				for (int r = 0; r < x->start_count; r++)
					if (calendar_relate(it->in, x->starts[r], x->minutes, y->starts[s], y->minutes,
							    0) != CALENDAR_AT_ONCE)
						at[s] |= (uint64_t)1 << r;
		}
	return it->beside != NULL;
}

/* What the person can still pay for missing the board's meeting. */
static double left_of(const struct calendar_timetables *it, int local, int attendee)
{
	const struct calendar_attendee *who = &board_of(it, local)->attendees[attendee];
	return (who->needed ? NEEDED : who->charge) - it->loads[local][attendee];
}

/* Two boards at once: what the people whom they share pay, on record in `flows`. */
static double pay(struct calendar_timetables *it, int a, int b)
{
	const struct calendar_pair *pair = couple_of(it, a, b)->pair;
	const bool first = pair && pair->a == it->town->boards[a];
	double sum = 0;
	for (int i = 0; pair && i < pair->shared_count; i++) {
		const struct calendar_shared *shared = &pair->shared[i];
		const int in_a = first ? shared->in_a : shared->in_b;
		const int in_b = first ? shared->in_b : shared->in_a;
		const double hours = fmin(shared->charge, fmin(left_of(it, a, in_a), left_of(it, b, in_b)));
		if (hours <= 0)
			continue;
		if (!moot_array_reserve((void **)&it->flows, &it->flow_room, it->flow_count + 1, sizeof *it->flows)) {
			it->failed = true;
			return 0;
		}
		it->flows[it->flow_count++] = (struct flow){&it->loads[a][in_a], &it->loads[b][in_b], hours};
		it->loads[a][in_a] += hours;
		it->loads[b][in_b] += hours;
		sum += hours;
	}
	return sum;
}

static void take_back(struct calendar_timetables *it, size_t count)
{
	while (it->flow_count > count) {
		const struct flow *flow = &it->flows[--it->flow_count];
		*flow->a -= flow->hours;
		*flow->b -= flow->hours;
	}
}

/* What a board adds at a start to those that are placed, or more than `most`. */
static double added(struct calendar_timetables *it, int depth, int local, int start, double most)
{
	const int minutes = board_of(it, local)->minutes;
	double sum = 0;
	for (int d = 0; d < depth && sum < most; d++) {
		const int other = it->order[d];
		const enum calendar_relation relation =
		    calendar_relate(it->in, start, minutes, it->starts[d], board_of(it, other)->minutes, 0);
		const struct couple *couple = couple_of(it, local, other);
		if (relation == CALENDAR_CLOSE && couple->pair)
			sum += couple->pair->breathing;
		else if (relation == CALENDAR_AT_ONCE)
			sum += pay(it, local, other);
	}
	return sum;
}

/* The starts that are left to a board beside another that must not be at once with it. */
static uint64_t starts_beside(const struct calendar_timetables *it, int local, int other, int s)
{
	return it->beside[((size_t)local * (size_t)it->town->count + (size_t)other) * CALENDAR_TOWN_STARTS + (size_t)s];
}

/* Leaves to the boards of order[depth..] what they may have beside the one before; false where one has nothing left. */
static bool leave(const struct calendar_timetables *it, int depth, int s, const uint64_t *allowed, uint64_t *left)
{
	const int placed = it->order[depth - 1];
	for (int d = depth; d < it->order_count; d++) {
		const int local = it->order[d];
		left[local] = allowed[local];
		if (couple_of(it, local, placed)->hard)
			left[local] &= starts_beside(it, local, placed, s);
		if (left[local] == 0)
			return false;
	}
	return true;
}

/* Brings the board with the fewest starts left to order[depth]. */
static void choose(struct calendar_timetables *it, int depth, const uint64_t *allowed)
{
	int best = depth;
	for (int d = depth + 1; d < it->order_count; d++)
		if (__builtin_popcountll(allowed[it->order[d]]) < __builtin_popcountll(allowed[it->order[best]]))
			best = d;
	const int keep = it->order[depth];
	it->order[depth] = it->order[best];
	it->order[best] = keep;
}

/* Looks for a timetable below `best`. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as a day has meetings */
static void extend(struct calendar_timetables *it, int depth, const uint64_t *allowed, double hours)
{
	uint64_t left[CALENDAR_TOWN_MOST];
	if (depth == it->order_count) {
		it->best = hours;
		return;
	}
	choose(it, depth, allowed);
	const int local = it->order[depth];
	for (uint64_t rest = allowed[local]; rest != 0 && it->best > it->least + NEAR; rest &= rest - 1) {
		const int s = __builtin_ctzll(rest);
		const size_t before = it->flow_count;
		it->steps++;
		it->starts[depth] = board_of(it, local)->starts[s];
		const double more = added(it, depth, local, it->starts[depth], it->best - NEAR - hours);
		if (hours + more < it->best - NEAR && leave(it, depth + 1, s, allowed, left) && !it->failed)
			extend(it, depth + 1, left, hours + more);
		take_back(it, before);
	}
}

/* The least hours of a timetable. What is little dearer than the parts is looked for first. */
static double search(struct calendar_timetables *it, uint64_t boards, double least)
{
	uint64_t allowed[CALENDAR_TOWN_MOST];
	it->order_count = 0;
	for (uint64_t rest = boards; rest != 0; rest &= rest - 1) {
		const int local = __builtin_ctzll(rest);
		const int starts = board_of(it, local)->start_count;
		allowed[local] = starts == 64 ? UINT64_MAX : ((uint64_t)1 << starts) - 1;
		it->order[it->order_count++] = local;
	}
	it->least = least;
	double more = 2 * NEAR;
	while (more < FAR) {
		const double most = least + more;
		it->best = most;
		extend(it, 0, allowed, 0);
		if (it->best < most)
			return it->best;
		more = more < LITTLE ? LITTLE : 4 * more;
	}
	it->best = (double)INFINITY;
	extend(it, 0, allowed, 0);
	return it->best;
}

static size_t place_of(const struct calendar_timetables *it, uint64_t boards)
{
	size_t at = (size_t)(boards * 0x9e3779b97f4a7c15u >> 20) & (it->table_size - 1);
	while (it->table[at] != 0 && it->known[it->table[at] - 1].boards != boards)
		at = (at + 1) & (it->table_size - 1);
	return at;
}

/* Twice the table, when it is half full. */
static bool widen(struct calendar_timetables *it)
{
	size_t *old = it->table;
	if (2 * (it->count + 1) <= it->table_size)
		return true;
	size_t *table = moot_allocate(2 * it->table_size, sizeof *table);
	if (!table)
		return false;
	it->table = table;
	it->table_size *= 2;
	for (size_t i = 0; i < it->count; i++)
		it->table[place_of(it, it->known[i].boards)] = i + 1;
	moot_release(old);
	return true;
}

static bool add(struct calendar_timetables *it, uint64_t boards, double hours)
{
	if (!moot_array_reserve((void **)&it->known, &it->room, it->count + 1, sizeof *it->known) || !widen(it))
		return false;
	const size_t at = place_of(it, boards);
	it->known[it->count++] = (struct calendar_pattern){boards, hours};
	it->table[at] = it->count;
	return true;
}

/* The most that a known part of the set with one board fewer costs. */
static double most_of_parts(const struct calendar_timetables *it, uint64_t boards)
{
	double most = 0;
	for (uint64_t rest = boards; rest != 0; rest &= rest - 1) {
		const size_t at = it->table[place_of(it, boards & ~(rest & (~rest + 1)))];
		if (at != 0)
			most = fmax(most, it->known[at - 1].hours);
	}
	return most;
}

bool calendar_timetable(struct calendar_timetables *it, uint64_t boards, double *steps, double *hours)
{
	const size_t at = it->table[place_of(it, boards)];
	if (at != 0) {
		*hours = it->known[at - 1].hours;
		return true;
	}
	const double least = most_of_parts(it, boards);
	it->steps = 0;
	*hours = isinf(least) ? least : search(it, boards, least);
	*steps -= it->steps;
	it->failed = it->failed || !add(it, boards, *hours);
	return !it->failed;
}

const struct calendar_pattern *calendar_timetables_known(const struct calendar_timetables *it, size_t *count)
{
	*count = it->count;
	return it->known;
}

struct calendar_timetables *calendar_timetables_new(const struct calendar_instance *in,
						    const struct calendar_town *town)
{
	struct calendar_timetables *it = moot_allocate(1, sizeof *it);
	if (!it)
		return NULL;
	*it = (struct calendar_timetables){.in = in, .town = town, .table_size = 1024};
	it->arena = moot_arena_new();
	it->table = moot_allocate(it->table_size, sizeof *it->table);
	if (!it->arena || !it->table || !make_couples(it) || !make_beside(it)) {
		calendar_timetables_free(it);
		return NULL;
	}
	return it;
}

void calendar_timetables_free(struct calendar_timetables *it)
{
	if (!it)
		return;
	moot_arena_free(it->arena);
	moot_release(it->table);
	moot_release(it->known);
	moot_release(it->flows);
	moot_release(it);
}
