#include <solver/calendar/obstacle.h>
#include <solver/calendar/replan.h>
#include <solver/calendar/rooms.h>
#include <solver/calendar/stand.h>
#include <solver/calendar/tally.h>

#include <string.h>

/* Hours for moving a meeting that can stay: above what any move saves, below a missing meeting by far. */
static const double RELUCTANCE = 500;

enum { ROUNDS_A_BOARD = 20, LEAST_ROUNDS = 60, MOST_ROUNDS = 1500, MOST_REMOVED = 4 };

struct repair {
	struct calendar_instance *in;
	struct calendar_run *run;
	struct calendar_state *state;
	struct calendar_random random;
	int *active; /* boards around which something has changed */
	int active_count;
	int *removed; /* boards */
	int removed_count;
	bool *is_removed; /* [board] */
	int *old_slot;    /* [meeting] */
	int *old_place;
	int *old_venue;
};

bool calendar_replan_is_due(const struct calendar_instance *in)
{
	if (in->landscape->policy.move_penalty <= 0)
		return false;
	for (int b = 0; b < in->board_count; b++)
		for (int k = 0; k < in->boards[b].meetings; k++)
			if (in->boards[b].stood[k] != MOOT_NONE)
				return true;
	return false;
}

static void charge_moves(struct calendar_instance *in, double hours)
{
	for (int b = 0; b < in->board_count; b++)
		for (int k = 0; k < in->boards[b].meetings; k++)
			in->boards[b].move[k] = hours;
}

/* Puts a meeting that is out where it stood, if nothing stands in the way. */
static void stay(struct repair *it, int meeting)
{
	const struct calendar_board *board = &it->in->boards[it->in->board_of[meeting]];
	const struct moot_meeting *earlier = calendar_rooms_earlier(it->in, meeting);
	const int slot = board->today[meeting - board->first];
	if (earlier && slot >= 0)
		calendar_stand(it->state, meeting, slot, earlier->venue);
}

/* Feeders first, so that those they feed find them. */
static void stay_all(struct repair *it)
{
	for (int rank = 0, left = it->in->board_count; left > 0 && rank <= it->in->board_count; rank++)
		for (int b = 0; b < it->in->board_count; b++) {
			const struct calendar_board *board = &it->in->boards[b];
			if (it->run->ranks[b] != rank)
				continue;
			left--;
			for (int k = 0; k < board->meetings && !calendar_run_over(it->run); k++)
				stay(it, board->first + k);
		}
}

static int missing_of(const struct repair *it, int b)
{
	const struct calendar_board *board = &it->in->boards[b];
	int missing = 0;
	for (int k = 0; k < board->meetings; k++)
		missing += it->state->slot[board->first + k] == MOOT_NONE;
	return missing;
}

/* Where most of the board's meetings are; MOOT_NONE where it has no choice to lose. */
static int usual_place(const struct repair *it, int b)
{
	const struct calendar_board *board = &it->in->boards[b];
	int best = MOOT_NONE;
	int most = 0;
	for (int p = 0; p < board->place_count; p++)
		if (it->state->place_meetings[board->first_place + p] > most) {
			most = it->state->place_meetings[board->first_place + p];
			best = p;
		}
	return best;
}

static void remember(struct repair *it, int b)
{
	const struct calendar_board *board = &it->in->boards[b];
	const size_t bytes = (size_t)board->meetings * sizeof *it->old_slot;
	memcpy(it->old_slot + board->first, it->state->slot + board->first, bytes);
	memcpy(it->old_place + board->first, it->state->place + board->first, bytes);
	memcpy(it->old_venue + board->first, it->state->venue + board->first, bytes);
}

static void restore(struct repair *it, int b)
{
	const int first = it->in->boards[b].first;
	calendar_state_restore(it->state, b, it->old_slot + first, it->old_place + first, it->old_venue + first);
}

static void remove_board(struct repair *it, int b)
{
	if (it->is_removed[b])
		return;
	it->is_removed[b] = true;
	it->removed[it->removed_count++] = b;
	for (int i = 0; i < it->in->before_count; i++)
		if (it->in->befores[i].a == b)
			remove_board(it, it->in->befores[i].b);
}

/* Takes the marked boards out and puts each back in its cheapest series, feeders first. */
static void rebuild(struct repair *it, double noise)
{
	for (int i = 0; i < it->removed_count; i++)
		remember(it, it->removed[i]);
	for (int i = 0; i < it->removed_count; i++)
		it->run->places[it->removed[i]] = usual_place(it, it->removed[i]);
	for (int i = 0; i < it->removed_count; i++)
		calendar_state_remove(it->state, it->removed[i]);
	for (int rank = 0, left = it->removed_count; left > 0 && rank <= it->in->board_count; rank++)
		for (int i = 0; i < it->removed_count; i++) {
			int b = it->removed[i];
			if (it->run->ranks[b] != rank)
				continue;
			left--;
			calendar_run_insert(it->run, b, it->run->places[b], noise, &it->random);
		}
}

/* Whether every `before` rule of the marked boards holds: only a circle of rules can break one. */
static bool order_holds(const struct repair *it)
{
	for (int i = 0; i < it->in->before_count; i++)
		if (it->is_removed[it->in->befores[i].b] &&
		    !calendar_state_before_holds(it->state, &it->in->befores[i]))
			return false;
	return true;
}

static void unmark(struct repair *it)
{
	for (int i = 0; i < it->removed_count; i++)
		it->is_removed[it->removed[i]] = false;
	it->removed_count = 0;
}

/* Keeps the boards rebuilt where that is no worse. */
static void try_rebuild(struct repair *it, double noise)
{
	const double missing = calendar_state_missing(it->state);
	const double hours = it->state->hours;
	rebuild(it, noise);
	double worse = CALENDAR_MISSING * (calendar_state_missing(it->state) - missing) + it->state->hours - hours;
	if (worse > 1e-9 || !order_holds(it)) {
		for (int i = 0; i < it->removed_count; i++)
			calendar_state_remove(it->state, it->removed[i]);
		for (int i = 0; i < it->removed_count; i++)
			restore(it, it->removed[i]);
	}
	unmark(it);
}

static void mend(struct repair *it)
{
	for (int rank = 0; rank <= it->in->board_count; rank++)
		for (int b = 0; b < it->in->board_count; b++) {
			if (it->run->ranks[b] != rank || missing_of(it, b) == 0 || calendar_run_over(it->run))
				continue;
			remove_board(it, b);
			try_rebuild(it, 0);
		}
}

static bool has_clash(const struct moot_meeting *meeting, const struct moot_clash *clash)
{
	for (size_t i = 0; i < meeting->clash_count; i++)
		if (strcmp(meeting->clashes[i].person, clash->person) == 0 &&
		    strcmp(meeting->clashes[i].with, clash->with) == 0)
			return true;
	return false;
}

/* Lists the boards that lack meetings, have moved some, or have clashes that are new; the latter may move for them. */
static enum moot_status find_active(struct repair *it, struct moot_error *error)
{
	struct calendar_tally tally;
	struct moot_arena *scratch = moot_arena_new();
	enum moot_status status = scratch ? calendar_tally_make(it->state, scratch, &tally, error)
					  : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	for (int b = 0; status == MOOT_OK && b < it->in->board_count; b++) {
		struct calendar_board *board = &it->in->boards[b];
		bool active = false;
		for (int k = 0; k < board->meetings; k++) {
			const int m = board->first + k;
			const struct moot_meeting *earlier = calendar_rooms_earlier(it->in, m);
			bool stays = earlier && it->state->slot[m] == board->today[k];
			active |= !stays;
			for (size_t i = 0; stays && i < tally.clash_counts[m]; i++)
				if (!has_clash(earlier, &tally.clashes[m][i])) {
					board->move[k] = it->in->landscape->policy.move_penalty;
					active = true;
				}
		}
		if (active)
			it->active[it->active_count++] = b;
	}
	moot_arena_free(scratch);
	return status;
}

/* A board that shares people with one already marked. */
static int relative(struct repair *it)
{
	int from = it->removed[calendar_random_below(&it->random, it->removed_count)];
	const struct calendar_board *board = &it->in->boards[from];
	return board->neighbour_count == 0
		   ? from
		   : board->neighbours[calendar_random_below(&it->random, board->neighbour_count)].board;
}

static void improve(struct repair *it)
{
	int rounds = it->active_count == 0 ? 0 : LEAST_ROUNDS + ROUNDS_A_BOARD * it->active_count;
	rounds = rounds < MOST_ROUNDS ? rounds : MOST_ROUNDS;
	for (int i = 0; i < rounds && !calendar_run_over(it->run); i++) {
		int wanted = 1 + calendar_random_below(&it->random, MOST_REMOVED);
		double noise = calendar_random_share(&it->random) < 0.5 ? 0 : 4 * calendar_random_share(&it->random);
		remove_board(it, it->active[calendar_random_below(&it->random, it->active_count)]);
		while (wanted-- > 1)
			remove_board(it, relative(it));
		try_rebuild(it, noise);
	}
}

/* The same calendar with moves charged as policy says. */
static void charge_as_policy(struct repair *it)
{
	for (int b = 0; b < it->in->board_count; b++) {
		remember(it, b);
		calendar_state_remove(it->state, b);
	}
	it->state->hours = 0;
	charge_moves(it->in, it->in->landscape->policy.move_penalty);
	for (int b = 0; b < it->in->board_count; b++)
		restore(it, b);
}

static bool make_room(struct repair *it)
{
	const size_t boards = (size_t)it->in->board_count;
	const size_t meetings = (size_t)it->in->meeting_count;
	it->active = moot_allocate(boards, sizeof *it->active);
	it->removed = moot_allocate(boards, sizeof *it->removed);
	it->is_removed = moot_allocate(boards, sizeof *it->is_removed);
	it->old_slot = moot_allocate(meetings, sizeof *it->old_slot);
	it->old_place = moot_allocate(meetings, sizeof *it->old_place);
	it->old_venue = moot_allocate(meetings, sizeof *it->old_venue);
	return it->active && it->removed && it->is_removed && it->old_slot && it->old_place && it->old_venue;
}

enum moot_status calendar_replan(struct calendar_instance *in, struct calendar_run *run, struct moot_error *error)
{
	struct repair it = {.in = in, .run = run, .state = run->state, .random = {(uint64_t)run->options->seed}};
	enum moot_status status = make_room(&it) ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	run->phase = "planning again";
	if (status == MOOT_OK) {
		charge_moves(in, RELUCTANCE);
		stay_all(&it);
		mend(&it);
		status = find_active(&it, error);
	}
	if (status == MOOT_OK) {
		improve(&it);
		calendar_state_clean(it.state);
		charge_as_policy(&it);
		calendar_run_keep(run);
	}
	moot_release(it.active);
	moot_release(it.removed);
	moot_release(it.is_removed);
	moot_release(it.old_slot);
	moot_release(it.old_place);
	moot_release(it.old_venue);
	return status;
}
