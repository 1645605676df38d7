#include <solver/calendar/conflict.h>
#include <solver/calendar/offer.h>
#include <solver/calendar/quorum.h>

#include <string.h>

enum moot_status calendar_offer_new(const struct calendar_instance *in, struct calendar_offer **out,
				    struct moot_error *error)
{
	struct calendar_offer *offer = moot_allocate(1, sizeof *offer);
	size_t most = 1;
	size_t starts = 1;
	if (!offer)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	for (int b = 0; b < in->board_count; b++) {
		if ((size_t)calendar_slot_count(in, &in->boards[b]) > most)
			most = (size_t)calendar_slot_count(in, &in->boards[b]);
		if ((size_t)in->boards[b].start_count > starts)
			starts = (size_t)in->boards[b].start_count;
	}
	offer->in = in;
	offer->cost = moot_allocate(most, sizeof *offer->cost);
	offer->at_place = moot_allocate(most, sizeof *offer->at_place);
	offer->taken = moot_allocate(most, sizeof *offer->taken);
	offer->venue_bit = moot_allocate(in->landscape->venue_count, sizeof *offer->venue_bit);
	offer->absent = moot_allocate(most, sizeof *offer->absent);
	offer->by_day = moot_allocate((size_t)in->days, sizeof *offer->by_day);
	offer->by_start = moot_allocate(starts, sizeof *offer->by_start);
	offer->limit_room = moot_allocate((size_t)in->days, sizeof *offer->limit_room);
	if (!offer->cost || !offer->at_place || !offer->taken || !offer->absent || !offer->venue_bit ||
	    !offer->by_day || !offer->by_start || !offer->limit_room) {
		calendar_offer_free(offer);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*out = offer;
	return MOOT_OK;
}

void calendar_offer_free(struct calendar_offer *offer)
{
	if (!offer)
		return;
	moot_release(offer->cost);
	moot_release(offer->at_place);
	moot_release(offer->taken);
	moot_release(offer->absent);
	moot_release(offer->venue_bit);
	moot_release(offer->by_day);
	moot_release(offer->by_start);
	moot_release(offer->limit_room);
	moot_release(offer);
}

/* The board being offered to, at one of its places, beside one meeting of a neighbour. */
struct encounter {
	const struct calendar_state *state;
	const struct calendar_board *board;
	const struct calendar_board *there;
	const struct calendar_pair *pair;
	bool second; /* `board` is the pair's b */
	int other;   /* the neighbour's meeting */
	int travel;
};

/* Whether the neighbour's meeting would lose its quorum. */
static bool breaks_quorum(const struct encounter *it)
{
	const struct calendar_state *state = it->state;
	if (it->there->quorum == 0)
		return false;
	int left = it->there->free[state->slot[it->other]] - state->lost[it->other] -
		   calendar_quorum_lost(state->in, it->pair, !it->second, state->slot[it->other]);
	const int board = (int)(it->board - state->in->boards);
	return left < it->there->quorum && !calendar_quorum_is_kept(state, it->other, board, MOOT_NONE);
}

/* Both at once on the slot. */
static void collide(struct calendar_offer *offer, const struct encounter *it, int slot)
{
	const int other = it->state->slot[it->other];
	if (it->pair->hard || breaks_quorum(it)) {
		offer->at_place[slot] = (double)INFINITY;
		return;
	}
	offer->at_place[slot] += calendar_pair_cost(it->state->in, it->pair, it->second ? other : slot,
						    it->second ? slot : other, CALENDAR_AT_ONCE);
	if (it->board->quorum > 0)
		offer->absent[slot] =
		    (uint16_t)(offer->absent[slot] + calendar_quorum_lost(it->state->in, it->pair, it->second, slot));
}

/* All starts on one day, beside a neighbour's meeting that lasts [from, to) by that day's clock. */
static void meet(struct calendar_offer *offer, const struct encounter *it, int day, int from, int to)
{
	const struct calendar_board *board = it->board;
	const int breath = 2 * it->state->in->landscape->policy.breathing_minutes;
	const bool one_day = from >= 0 && from < MOOT_MINUTES_A_DAY;
	for (int s = 0; s < board->start_count; s++) {
		const int slot = day * board->start_count + s;
		const int start = board->starts[s];
		int between = start >= from ? start - to : from - (start + board->minutes);
		int spare = 2 * between - it->travel;
		if (spare >= breath || isinf(offer->at_place[slot]))
			continue;
		if (spare < 0)
			collide(offer, it, slot);
		else if (one_day)
			offer->at_place[slot] += it->pair->breathing;
	}
}

static void meet_neighbour(struct calendar_offer *offer, const struct calendar_state *state, int board, int place,
			   const struct calendar_neighbour *link)
{
	const struct calendar_instance *in = state->in;
	struct encounter it = {.state = state,
			       .board = &in->boards[board],
			       .there = &in->boards[link->board],
			       .pair = &in->pairs[link->pair],
			       .second = link->second};
	for (int k = 0; k < it.there->meetings; k++) {
		it.other = it.there->first + k;
		if (state->slot[it.other] == MOOT_NONE)
			continue;
		it.travel =
		    calendar_travel(in, it.board->places[place].site, it.there->places[state->place[it.other]].site);
		int day = calendar_slot_day(it.there, state->slot[it.other]);
		int from = calendar_slot_minute(it.there, state->slot[it.other]);
		for (int near = day - in->span; near <= day + in->span; near++) {
			int shifted = from + (day - near) * MOOT_MINUTES_A_DAY;
			if (near >= 0 && near < in->days)
				meet(offer, &it, near, shifted, shifted + it.there->minutes);
		}
	}
}

/* Takes the bit of a venue on every slot at which another meeting has it. */
static void take_venue(struct calendar_offer *offer, const struct calendar_state *state,
		       const struct calendar_board *board, int other, uint64_t bit)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *there = &in->boards[in->board_of[other]];
	const int starts = board->start_count;
	const int day = calendar_slot_day(there, state->slot[other]);
	const int from = calendar_slot_instant(there, state->slot[other]);
	for (int near = day - in->span; near <= day + in->span; near++)
		for (int s = 0; near >= 0 && near < in->days && s < starts; s++) {
			int start = near * MOOT_MINUTES_A_DAY + board->starts[s];
			if (start < from + there->minutes && from < start + board->minutes)
				offer->taken[near * starts + s] |= bit;
		}
}

static void need_venue(struct calendar_offer *offer, const struct calendar_state *state,
		       const struct calendar_board *board, const struct calendar_place *place)
{
	const int slots = calendar_slot_count(state->in, board);
	if (place->venue_count == 0)
		return;
	memset(offer->taken, 0, (size_t)slots * sizeof *offer->taken);
	uint64_t all = place->venue_count == 64 ? UINT64_MAX : ((uint64_t)1 << place->venue_count) - 1;
	for (int v = 0; v < place->venue_count; v++) {
		const struct calendar_venue *candidate = &place->venues[v];
		offer->venue_bit[candidate->venue] = (uint64_t)1 << v;
		for (int slot = 0; candidate->busy && slot < slots; slot++)
			if (calendar_bit(candidate->busy, slot))
				offer->taken[slot] |= (uint64_t)1 << v;
	}
	for (int m = 0; m < state->in->meeting_count; m++)
		if (state->booked[m] != MOOT_NONE && offer->venue_bit[state->booked[m]] != 0)
			take_venue(offer, state, board, m, offer->venue_bit[state->booked[m]]);
	for (int v = 0; v < place->venue_count; v++)
		offer->venue_bit[place->venues[v].venue] = 0;
	for (int slot = 0; slot < slots; slot++)
		if (offer->taken[slot] == all)
			offer->at_place[slot] = (double)INFINITY;
}

/* Trips on days on which the member has none there yet, less what is not charged of them. */
static void add_trips(struct calendar_offer *offer, const struct calendar_state *state, int index, int at)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[index];
	const struct calendar_place *place = &board->places[at];
	const double credit = calendar_state_trip_credit(state, index, at);
	for (int day = 0; day < in->days; day++)
		offer->by_day[day] -= credit;
	for (int a = 0; a < board->attendee_count; a++) {
		if (place->visits[a] == MOOT_NONE)
			continue;
		const uint16_t *there = state->visit_days + (size_t)place->visits[a] * (size_t)in->days;
		double hours = in->visits[place->visits[a]].hours;
		for (int day = 0; day < in->days; day++)
			offer->by_day[day] += there[day] == 0 ? hours : 0;
	}
}

static void add_full_days(struct calendar_offer *offer, const struct calendar_state *state,
			  const struct calendar_board *board)
{
	const struct calendar_instance *in = state->in;
	for (int a = 0; a < board->attendee_count; a++) {
		int person = board->attendees[a].person;
		if (in->limited[person] == MOOT_NONE)
			continue;
		const uint16_t *attended = state->person_days + (size_t)in->limited[person] * (size_t)in->days;
		const double crowding = in->crowding[in->limited[person]];
		for (int day = 0; day < in->days; day++)
			if (attended[day] >= in->limits[person])
				offer->by_day[day] = (double)INFINITY;
			else if (attended[day] >= in->landscape->policy.crowded_meetings)
				offer->by_day[day] += crowding;
	}
}

/* Takes the charge off the days from `reached` on that the child's meeting on `day` reaches; the first day after. */
static int reach(struct calendar_offer *offer, const struct calendar_report *report, int day, int reached)
{
	const int end = day + 1 + report->days;
	for (int at = day + 1 > reached ? day + 1 : reached; at < end && at < offer->in->days; at++)
		offer->by_day[at] -= offer->in->landscape->policy.report_penalty;
	return end > reached ? end : reached;
}

/* What the board pays on days that no fresh report of the child reaches. */
static void add_lack(struct calendar_offer *offer, const struct calendar_state *state,
		     const struct calendar_report *report)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *child = report->child == MOOT_NONE ? NULL : &in->boards[report->child];
	const double penalty = in->landscape->policy.report_penalty;
	for (int day = 0; day < in->days; day++)
		offer->by_day[day] += penalty;
	int reached = 0; /* the first day not yet looked at: child meetings rise, and no day counts twice */
	for (int i = 0; i < report->held.count; i++)
		reached = reach(offer, report, report->held.items[i].start / MOOT_MINUTES_A_DAY, reached);
	for (int k = 0; child && k < child->meetings; k++)
		if (state->slot[child->first + k] != MOOT_NONE)
			reached =
			    reach(offer, report, calendar_slot_day(child, state->slot[child->first + k]), reached);
}

/* What the child's meetings save the parent; where several would reach one meeting, each has its share. */
static void add_reach(struct calendar_offer *offer, const struct calendar_state *state,
		      const struct calendar_report *report)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *child = &in->boards[report->child];
	const struct calendar_board *parent = &in->boards[report->parent];
	const double several = report->days / child->period;
	const double saved = in->landscape->policy.report_penalty / (several > 1 ? several : 1);
	for (int k = 0; k < parent->meetings; k++) {
		int slot = state->slot[parent->first + k];
		if (slot == MOOT_NONE)
			continue;
		int to = calendar_slot_day(parent, slot) - 1;
		for (int day = to - report->days + 1 > 0 ? to - report->days + 1 : 0; day <= to; day++)
			offer->by_day[day] -= saved;
	}
}

/* What of A, by its next meetings not looked at yet, lies on `latest` or before. */
struct feeder {
	const struct calendar_board *board; /* NULL where all of its meetings are gone */
	int held;
	int next;
	int last; /* day of the last, -1 for none */
	bool fed; /* one starts after the last frozen meeting of B, where B has one */
};

static void take_feeder(const struct calendar_before *rule, struct feeder *feeder, int start)
{
	feeder->last = start / MOOT_MINUTES_A_DAY;
	feeder->fed |= start >= rule->after;
}

static void advance_feeder(const struct calendar_state *state, const struct calendar_before *rule,
			   struct feeder *feeder, int latest)
{
	const struct calendar_board *a = feeder->board;
	for (; feeder->held < rule->fed_by.count; feeder->held++) {
		int start = rule->fed_by.items[feeder->held].start;
		if (start / MOOT_MINUTES_A_DAY > latest)
			break;
		take_feeder(rule, feeder, start);
	}
	for (; a && feeder->next < a->meetings; feeder->next++) {
		int slot = state->slot[a->first + feeder->next];
		if (slot != MOOT_NONE && calendar_slot_day(a, slot) > latest)
			break;
		if (slot != MOOT_NONE)
			take_feeder(rule, feeder, calendar_slot_instant(a, slot));
	}
}

/* The last day of A that is clear of each day: B's meeting before must be over by then. */
static void set_limit(struct calendar_offer *offer, const struct calendar_state *state,
		      const struct calendar_before *rule)
{
	const struct calendar_instance *in = state->in;
	const int starts = in->boards[rule->b].start_count;
	struct feeder feeder = {
	    .board = rule->a == MOOT_NONE ? NULL : &in->boards[rule->a], .last = -1, .fed = rule->after == MOOT_NONE};
	for (int day = 0; day < in->days; day++) {
		advance_feeder(state, rule, &feeder, day - rule->clear - 1);
		if (feeder.last < offer->limit_room[day])
			offer->limit_room[day] = feeder.last;
		for (int s = 0; !feeder.fed && s < starts; s++)
			offer->cost[day * starts + s] = (double)INFINITY;
	}
}

/* The limits of `before` rules that other boards feed this one by. */
static void set_limits(struct calendar_offer *offer, const struct calendar_state *state, int board)
{
	const struct calendar_instance *in = state->in;
	offer->limits = NULL;
	for (int i = 0; i < in->before_count; i++) {
		if (in->befores[i].b != board)
			continue;
		for (int day = 0; !offer->limits && day < in->days; day++)
			offer->limit_room[day] = in->days;
		offer->limits = offer->limit_room;
		set_limit(offer, state, &in->befores[i]);
	}
}

static void add_days(struct calendar_offer *offer, const struct calendar_state *state, int board, double noise,
		     struct calendar_random *random)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *it = &in->boards[board];
	memset(offer->by_day, 0, (size_t)in->days * sizeof *offer->by_day);
	add_full_days(offer, state, it);
	for (int i = 0; i < in->report_count; i++) {
		if (in->reports[i].parent == board)
			add_lack(offer, state, &in->reports[i]);
		if (in->reports[i].child == board)
			add_reach(offer, state, &in->reports[i]);
	}
	const bool noisy = random && noise > 0;
	for (int day = 0; noisy && day < in->days; day++)
		offer->by_day[day] += noise * calendar_random_share(random);
	for (int s = 0; s < it->start_count; s++)
		offer->by_start[s] = noisy ? noise * calendar_random_share(random) : 0;
	for (int day = 0; day < in->days; day++)
		for (int s = 0; s < it->start_count; s++)
			offer->cost[day * it->start_count + s] += offer->by_day[day] + offer->by_start[s];
}

static void fill_place(struct calendar_offer *offer, const struct calendar_state *state, int board, int place,
		       bool first)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *it = &in->boards[board];
	const int slots = calendar_slot_count(in, it);
	memcpy(offer->at_place, it->price, (size_t)slots * sizeof *offer->at_place);
	if (it->quorum > 0)
		memset(offer->absent, 0, (size_t)slots * sizeof *offer->absent);
	for (int n = 0; n < it->neighbour_count; n++)
		meet_neighbour(offer, state, board, place, &it->neighbours[n]);
	need_venue(offer, state, it, &it->places[place]);
	memset(offer->by_day, 0, (size_t)in->days * sizeof *offer->by_day);
	add_trips(offer, state, board, place);
	for (int slot = 0; it->quorum > 0 && slot < slots; slot++)
		if (it->free[slot] - offer->absent[slot] < it->quorum && !isinf(offer->at_place[slot]) &&
		    !calendar_quorum_is_met(state, &(struct calendar_sitting){board, place, slot}, MOOT_NONE))
			offer->at_place[slot] = (double)INFINITY;
	for (int day = 0, slot = 0; day < in->days; day++)
		for (int s = 0; s < it->start_count; s++, slot++) {
			double cost = offer->at_place[slot] + offer->by_day[day];
			offer->cost[slot] = first || cost < offer->cost[slot] ? cost : offer->cost[slot];
		}
}

void calendar_offer_fill(struct calendar_offer *offer, const struct calendar_state *state, int board, int place,
			 double noise, struct calendar_random *random)
{
	const struct calendar_board *it = &state->in->boards[board];
	const int slots = calendar_slot_count(state->in, it);
	for (int slot = 0; it->place_count == 0 && slot < slots; slot++)
		offer->cost[slot] = (double)INFINITY;
	if (place != MOOT_NONE)
		fill_place(offer, state, board, place, true);
	for (int p = 0; place == MOOT_NONE && p < it->place_count; p++)
		fill_place(offer, state, board, p, p == 0);
	add_days(offer, state, board, noise, random);
	set_limits(offer, state, board);
}

void calendar_offer_tighten(struct calendar_offer *offer)
{
	for (int day = 0; offer->limits && day < offer->in->days; day++)
		if (offer->limit_room[day] >= 0)
			offer->limit_room[day]--;
}
