/*
 * Ruin and recreate: take two to six related boards out, put each back in its best series given the rest, and keep the
 * result by the rule of simulated annealing.
 *
 * Related are boards that share people, or meet on one day, or stand in a `before` rule (all that a removed board feeds
 * go too, so that each is put back after its feeders). Some days are made dearer by chance, so that the same ruin may
 * end differently. After each round single meetings are shifted about (nudge.h). The number of rounds is fixed in
 * advance from the size of the instance and the time limit, never from the clock, so that a seed gives one calendar.
 * Where a machine is so slow that the limit will cut it short, the clock sets the temperature from then on: an
 * annealing that ends hot has found nothing. Schrimpf and others, "Record breaking optimization results using the ruin
 * and recreate principle", 2000.
 */
#include <solver/calendar/beside.h>
#include <solver/calendar/dive.h>
#include <solver/calendar/nudge.h>
#include <solver/clock.h>

#include <string.h>

enum {
	LEAST_REMOVED = 2,
	MOST_REMOVED = 6,
	LEAST_ROUNDS = 200,
	MOST_ROUNDS_A_BOARD = 1000, /* where boards are few */
	FEW_BOARDS = 20,
	NUDGES_A_MEETING = 5, /* after each round */
	MOST_NUDGES = 1000,
	QUESTIONS = 20 /* how often the search asks what is proven */
};

/* Work a second that any of today's machines does, in slots priced; and the share of the time limit meant for it. */
static const double SLOTS_A_SECOND = 2.5e8;
static const double SLOTS_A_NUDGE = 125; /* as much work as pricing so many slots */
static const double SHARE_OF_LIMIT = 0.9;
static const double SHARE_BEFORE_DIVE = 0.3;
static const double SHARE_AFTER_DIVE = 0.5;
static const double LATEST_DIVE = 0.6; /* of the time limit: when the first part ends on a slow machine */
static const double NEAR_BOUND = 0.05; /* hours by which the first rounds may be worse after a dive */
/* Hours by which the first rounds may be worse, with trips between towns and without any, and the last. */
static const double HOT = 3.0;
static const double MILD = 0.5;
static const double COOL = 0.1; /* after the first HARD part of the rounds: then towns are settled */
static const double HARD = 0.7;
static const double COLD = 0.005;
static const double LATE = 1.5;  /* the clock is so far ahead of the rounds that the limit will come first */
static const double EARLY = 0.1; /* part of the time in which that can't be told */
static const double WARM = 0.5;
static const double TEPID = 0.25; /* the first of those begun from another plan's calendar: much of that is good */
static const double QUICK = 0.04; /* part of all rounds that is cold from the beginning */
/* How often a board is put back at whichever places are best, or at one by chance; else it stays where it was. */
static const double ANYWHERE = 0.02;
static const double ELSEWHERE = 0.23;
static const double FAR = 50; /* hours: dearer than what one day differs from another by */
/* Hours, by which all but a few days are dearer than to leave a meeting out. */
static const double BARRED = 2 * CALENDAR_MISSING;

/* One annealing from beginning to end. */
struct annealing {
	struct calendar_beside *beside; /* NULL where the bound is there already */
	double share;                   /* of the time limit */
	double hot;                     /* 0 for temperature_at() */
	double begun;
	double end;
	bool by_clock;
};

struct search {
	struct calendar_run *run;
	struct calendar_random random;
	struct calendar_nudges nudges;
	double temperature;
	int *removed; /* boards, in the order of putting back */
	int removed_count;
	bool *is_removed; /* [board] */
	int *old_slot;    /* [meeting] of the removed boards */
	int *old_place;
	int *old_venue;
};

static void mark(struct search *search, int board)
{
	if (search->is_removed[board])
		return;
	search->is_removed[board] = true;
	search->removed[search->removed_count++] = board;
}

/* All boards that a removed one feeds are removed too. */
static void close_over_befores(struct search *search)
{
	const struct calendar_instance *in = search->run->in;
	for (bool changed = in->before_count > 0; changed;) {
		changed = false;
		for (int i = 0; i < in->before_count; i++)
			if (in->befores[i].a != MOOT_NONE && search->is_removed[in->befores[i].a] &&
			    !search->is_removed[in->befores[i].b]) {
				mark(search, in->befores[i].b);
				changed = true;
			}
	}
}

/* A board that meets on a day on which `board` does. */
static int fellow_of_a_day(struct search *search, int board)
{
	const struct calendar_run *run = search->run;
	const struct calendar_board *it = &run->in->boards[board];
	int slot = run->state->slot[it->first + calendar_random_below(&search->random, it->meetings)];
	if (slot == MOOT_NONE)
		return board;
	const struct calendar_day *day = &run->state->days[calendar_slot_day(it, slot)];
	return run->in->board_of[day->meetings[calendar_random_below(&search->random, day->count)]];
}

static int relative_of(struct search *search, int board)
{
	const struct calendar_board *it = &search->run->in->boards[board];
	if (it->neighbour_count == 0 || calendar_random_share(&search->random) < 0.1)
		return calendar_random_below(&search->random, search->run->in->board_count);
	if (calendar_random_share(&search->random) < 0.35)
		return fellow_of_a_day(search, board);
	return it->neighbours[calendar_random_below(&search->random, it->neighbour_count)].board;
}

/* A board to begin with: one with a missing meeting where there is one, every other time. */
static int seed_board(struct search *search)
{
	const struct calendar_run *run = search->run;
	int board = calendar_random_below(&search->random, run->in->board_count);
	if (calendar_state_missing(run->state) == 0 || calendar_random_share(&search->random) < 0.5)
		return board;
	int from = calendar_random_below(&search->random, run->in->meeting_count);
	for (int i = 0; i < run->in->meeting_count; i++) {
		int meeting = (from + i) % run->in->meeting_count;
		if (run->state->slot[meeting] == MOOT_NONE)
			return run->in->board_of[meeting];
	}
	return board;
}

static void choose_removed(struct search *search)
{
	const int boards = search->run->in->board_count;
	int wanted = LEAST_REMOVED + calendar_random_below(&search->random, MOST_REMOVED - LEAST_REMOVED + 1);
	search->removed_count = 0;
	memset(search->is_removed, 0, (size_t)boards * sizeof *search->is_removed);
	mark(search, seed_board(search));
	for (int tries = 0; tries < 4 * wanted && search->removed_count < wanted; tries++) {
		int from = search->removed[calendar_random_below(&search->random, search->removed_count)];
		mark(search, relative_of(search, from));
	}
	close_over_befores(search);
}

/* Whether one of the removed boards from `first` on feeds `board`. */
static bool waits(const struct search *search, int board, int first)
{
	const struct calendar_instance *in = search->run->in;
	for (int i = 0; i < in->before_count; i++)
		for (int r = first; r < search->removed_count && in->befores[i].b == board; r++)
			if (in->befores[i].a == search->removed[r])
				return true;
	return false;
}

static void swap(int *a, int *b)
{
	int keep = *a;
	*a = *b;
	*b = keep;
}

/* By chance, but feeders first. */
static void order_removed(struct search *search)
{
	const int count = search->removed_count;
	for (int i = count - 1; i > 0; i--)
		swap(&search->removed[i], &search->removed[calendar_random_below(&search->random, i + 1)]);
	for (int i = 0; i < count && search->run->in->before_count > 0; i++)
		for (int j = i; j < count; j++)
			if (!waits(search, search->removed[j], i)) {
				swap(&search->removed[i], &search->removed[j]);
				break;
			}
}

static void ruin(struct search *search)
{
	struct calendar_state *state = search->run->state;
	for (int i = 0; i < search->removed_count; i++) {
		const struct calendar_board *board = &state->in->boards[search->removed[i]];
		const size_t bytes = (size_t)board->meetings * sizeof *state->slot;
		memcpy(search->old_slot + board->first, state->slot + board->first, bytes);
		memcpy(search->old_place + board->first, state->place + board->first, bytes);
		memcpy(search->old_venue + board->first, state->venue + board->first, bytes);
		calendar_state_remove(state, search->removed[i]);
	}
}

/* Mostly where it was; at times another place, or whichever is best on each day. */
static int place_for(struct search *search, int board)
{
	const struct calendar_board *it = &search->run->in->boards[board];
	double chance = calendar_random_share(&search->random);
	if (it->place_count < 2 || chance < ANYWHERE)
		return MOOT_NONE;
	if (chance < ANYWHERE + ELSEWHERE)
		return calendar_random_below(&search->random, it->place_count);
	return search->old_place[it->first + calendar_random_below(&search->random, it->meetings)];
}

static void recreate(struct search *search, int missing)
{
	double noise = calendar_random_share(&search->random) < 0.5 ? 0 : 2 * search->temperature;
	/* A feeder or a rival may have to give way by far, or to go missing, before a missing meeting has a place. */
	const double chance = missing > 0 ? calendar_random_share(&search->random) : 1;
	const bool bars = chance < 0.1;
	if (chance < 0.3)
		noise = bars ? BARRED : FAR;
	for (int i = 0; i < search->removed_count; i++) {
		int board = search->removed[i];
		bool takes_what_is_left = bars && i + 1 == search->removed_count;
		calendar_run_insert(search->run, board, place_for(search, board), takes_what_is_left ? 0 : noise,
				    &search->random);
	}
}

static void undo(struct search *search)
{
	struct calendar_state *state = search->run->state;
	for (int i = 0; i < search->removed_count; i++)
		calendar_state_remove(state, search->removed[i]);
	for (int i = 0; i < search->removed_count; i++) {
		int first = state->in->boards[search->removed[i]].first;
		calendar_state_restore(state, search->removed[i], search->old_slot + first, search->old_place + first,
				       search->old_venue + first);
	}
}

/* Only a circle of `before` rules can fail here: feeders went back first. */
static bool order_holds(const struct search *search)
{
	const struct calendar_instance *in = search->run->in;
	for (int i = 0; i < in->before_count; i++) {
		const struct calendar_before *rule = &in->befores[i];
		bool touched = search->is_removed[rule->b] || (rule->a != MOOT_NONE && search->is_removed[rule->a]);
		if (touched && !calendar_state_before_holds(search->run->state, rule))
			return false;
	}
	return true;
}

static void play_round(struct search *search)
{
	struct calendar_state *state = search->run->state;
	const int missing = calendar_state_missing(state);
	const double hours = state->hours;
	choose_removed(search);
	order_removed(search);
	ruin(search);
	recreate(search, missing);
	double worse = CALENDAR_MISSING * (calendar_state_missing(state) - missing) + state->hours - hours;
	double chance = calendar_random_share(&search->random);
	if (order_holds(search) && worse <= -search->temperature * log(chance + 1e-300))
		calendar_run_keep(search->run);
	else
		undo(search);
}

static int nudge_count(const struct calendar_instance *in)
{
	return in->meeting_count < MOST_NUDGES / NUDGES_A_MEETING ? NUDGES_A_MEETING * in->meeting_count : MOST_NUDGES;
}

static long round_count(const struct calendar_run *run, double share)
{
	const struct calendar_instance *in = run->in;
	double slots = 0;
	for (int b = 0; b < in->board_count; b++) {
		const struct calendar_board *board = &in->boards[b];
		slots += 2.0 * calendar_slot_count(in, board) * board->counts.states;
		for (int n = 0; n < board->neighbour_count; n++)
			slots += (double)in->boards[board->neighbours[n].board].meetings * board->start_count;
	}
	double a_round = slots / in->board_count * (LEAST_REMOVED + MOST_REMOVED) / 2 + SLOTS_A_NUDGE * nudge_count(in);
	double limit = run->options->time_limit > 0 ? run->options->time_limit : 60;
	double rounds = limit * share * SLOTS_A_SECOND / a_round;
	double most = (double)MOST_ROUNDS_A_BOARD * in->board_count *
		      (in->board_count > FEW_BOARDS ? (double)in->board_count / FEW_BOARDS : 1);
	rounds = rounds < most ? rounds : most;
	return rounds < LEAST_ROUNDS ? LEAST_ROUNDS : (long)rounds;
}

/* Cold at first, so that something better is at hand soon; then hot, and colder. What is begun warm never gets hot. */
static double temperature_at(const struct calendar_run *run, double share)
{
	if (run->is_warm)
		return TEPID * pow(COLD / TEPID, share);
	if (share < QUICK)
		return WARM * pow(COLD / WARM, share / QUICK);
	const double later = (share - QUICK) / (1 - QUICK);
	if (run->in->visit_count == 0)
		return MILD * pow(COLD / MILD, later);
	return later < HARD ? HOT * pow(COOL / HOT, later / HARD)
			    : COOL * pow(COLD / COOL, (later - HARD) / (1 - HARD));
}

/*
 * The part of the annealing that is done; by the clock, once and for all, where that is far ahead of the rounds. Over 1
 * where the time is up.
 */
static double part_done(struct annealing *it, double rounds)
{
	double clock = (moot_clock_seconds() - it->begun) / (it->end - it->begun);
	it->by_clock = it->by_clock || clock > LATE * (rounds + EARLY);
	return it->by_clock ? clock : rounds;
}

static void anneal(struct search *search, struct annealing *it)
{
	struct calendar_run *run = search->run;
	const long rounds = round_count(run, it->share);
	double done = 0;
	double asked = 0;
	it->begun = moot_clock_seconds();
	for (long round = 0; done < 1 && !calendar_run_over(run); round++) {
		if (it->beside && !it->by_clock && done >= asked + 1.0 / QUESTIONS) {
			calendar_beside_ask(it->beside, done);
			asked = done;
		}
		search->temperature = it->hot > 0 ? it->hot * pow(COLD / it->hot, done) : temperature_at(run, done);
		play_round(search);
		calendar_nudge(&search->nudges, nudge_count(run->in), search->temperature, &search->random);
		done = part_done(it, (double)(round + 1) / (double)rounds);
	}
}

static enum moot_status search_by(struct calendar_run *run, struct annealing *it, struct moot_error *error)
{
	const size_t boards = (size_t)run->in->board_count;
	const size_t meetings = (size_t)run->in->meeting_count;
	struct search search = {.run = run,
				.random = {(uint64_t)run->options->seed},
				.removed = moot_allocate(boards, sizeof *search.removed),
				.is_removed = moot_allocate(boards, sizeof *search.is_removed),
				.old_slot = moot_allocate(meetings, sizeof *search.old_slot),
				.old_place = moot_allocate(meetings, sizeof *search.old_place),
				.old_venue = moot_allocate(meetings, sizeof *search.old_venue)};
	struct moot_arena *arena = moot_arena_new();
	enum moot_status status = MOOT_OK;
	run->phase = "calendar";
	if (arena && calendar_nudges_new(run, arena, &search.nudges) && search.removed && search.is_removed &&
	    search.old_slot && search.old_place && search.old_venue)
		anneal(&search, it);
	else
		status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	moot_arena_free(arena);
	moot_release(search.removed);
	moot_release(search.is_removed);
	moot_release(search.old_slot);
	moot_release(search.old_place);
	moot_release(search.old_venue);
	return status;
}

enum moot_status calendar_search(struct calendar_run *run, struct calendar_beside *beside, struct moot_error *error)
{
	struct annealing all = {.beside = beside, .share = SHARE_OF_LIMIT, .end = run->deadline};
	if (calendar_dive_is_due(run)) {
		all.share = SHARE_BEFORE_DIVE;
		all.end = run->begun + LATEST_DIVE * (run->deadline - run->begun);
	}
	return run->in->board_count == 0 ? MOOT_OK : search_by(run, &all, error);
}

/* All boards as near to the proposal as can be, feeders first. */
static void follow(struct calendar_run *run)
{
	int rank = 0;
	for (int b = 0; b < run->in->board_count; b++) {
		calendar_state_remove(run->state, b);
		rank = run->ranks[b] > rank ? run->ranks[b] : rank;
	}
	for (int r = 0; r <= rank; r++)
		for (int b = 0; b < run->in->board_count; b++)
			if (run->ranks[b] == r)
				calendar_run_follow(run, b, run->proposal + run->in->boards[b].first);
	calendar_state_clean(run->state);
	calendar_run_keep(run);
}

enum moot_status calendar_polish(struct calendar_run *run, struct moot_error *error)
{
	struct annealing rest = {.share = SHARE_AFTER_DIVE, .end = run->deadline};
	if (run->proposal) {
		follow(run);
		rest.hot = NEAR_BOUND;
	}
	calendar_run_recall(run);
	return search_by(run, &rest, error);
}
