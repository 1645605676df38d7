#include <solver/calendar/explain.h>
#include <solver/calendar/obstacle.h>
#include <solver/calendar/quorum.h>
#include <solver/calendar/tally.h>

#include <string.h>

enum { MOST_REASONS = 4, MOST_PARTS = 6, MOST_CLOSURES = 3 };

/* An obstacle, its single meetings and closures put together, and the slots that it takes. */
struct reason {
	struct calendar_obstacle obstacle;
	int board; /* of the other meeting, or MOOT_NONE */
	int slots;
	int last; /* slot counted last: a slot counts once for each reason */
	bool told;
};

/* A slot that a reason takes, by the week of the window. */
struct hit {
	size_t reason;
	int week;
};

struct inquiry {
	struct calendar_state *state;
	const struct calendar_instance *in;
	const struct calendar_board *board;
	int meeting;
	const struct calendar_window *window;
	struct reason *reasons;
	size_t count;
	size_t room;
	struct hit *hits;
	size_t hit_count;
	size_t hit_room;
	int slots;
	int free;
	/* The slot with the least in its way. */
	int nearest;
	int weight;
	bool failed;
};

/* How much it takes to remove an obstacle: a diary entry is easier than a rule, a rule easier than a bank holiday. */
static int weight_of(enum calendar_obstacle_kind kind)
{
	switch (kind) {
	case CALENDAR_BUSY:
	case CALENDAR_NEEDED:
	case CALENDAR_VENUE:
	case CALENDAR_FULL:
		return 2;
	case CALENDAR_QUORUM:
	case CALENDAR_SERIES:
		return 3;
	case CALENDAR_BARRED:
	case CALENDAR_ORDER:
	case CALENDAR_COUNTED:
		return 4;
	default:
		return 9;
	}
}

static bool is_same(const struct reason *known, const struct calendar_obstacle *obstacle, int board)
{
	if (known->obstacle.kind != obstacle->kind)
		return false;
	if (obstacle->kind == CALENDAR_CLOSED)
		return true;
	return known->obstacle.subject == obstacle->subject && known->board == board &&
	       (board != MOOT_NONE || known->obstacle.other == obstacle->other) &&
	       (obstacle->kind != CALENDAR_BUSY || strcmp(known->obstacle.word, obstacle->word) == 0);
}

/* The reason that an obstacle is part of; NULL when out of memory. */
static struct reason *reason_of(struct inquiry *it, const struct calendar_obstacle *obstacle)
{
	bool of_meeting = obstacle->kind == CALENDAR_NEEDED || obstacle->kind == CALENDAR_VENUE;
	int board = of_meeting && obstacle->other != MOOT_NONE ? it->in->board_of[obstacle->other] : MOOT_NONE;
	for (size_t i = 0; i < it->count; i++)
		if (is_same(&it->reasons[i], obstacle, board))
			return &it->reasons[i];
	if (!moot_array_reserve((void **)&it->reasons, &it->room, it->count + 1, sizeof *it->reasons))
		return NULL;
	it->reasons[it->count] = (struct reason){.obstacle = *obstacle, .board = board, .last = MOOT_NONE};
	return &it->reasons[it->count++];
}

static void blame(struct inquiry *it, int slot, const struct calendar_obstacle *obstacle)
{
	struct reason *reason = reason_of(it, obstacle);
	if (!reason || !moot_array_reserve((void **)&it->hits, &it->hit_room, it->hit_count + 1, sizeof *it->hits)) {
		it->failed = true;
		return;
	}
	if (reason->last == slot)
		return;
	reason->last = slot;
	reason->slots++;
	int week = (calendar_slot_day(it->board, slot) - it->window->first) / 7;
	it->hits[it->hit_count++] = (struct hit){(size_t)(reason - it->reasons), week};
}

/* Looks at every slot of the window that the grid allows. */
static void look(struct inquiry *it)
{
	const struct calendar_board *board = it->board;
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	for (int slot = it->window->first * board->start_count; slot < (it->window->last + 1) * board->start_count;
	     slot++) {
		int place = 0;
		if (isinf(board->price[slot]) && !calendar_slot_is_regular(it->in, board, slot))
			continue;
		int count = calendar_obstacles_anywhere(it->state, it->meeting, calendar_slot_instant(board, slot),
							&place, obstacles);
		int weight = 0;
		for (int i = 0; i < count; i++) {
			blame(it, slot, &obstacles[i]);
			weight += weight_of(obstacles[i].kind);
		}
		it->slots++;
		it->free += count == 0;
		if (it->nearest == MOOT_NONE || weight < it->weight) {
			it->nearest = slot;
			it->weight = weight;
		}
	}
}

/* The closures of the window, the first few by name. */
static const char *closures_text(const struct inquiry *it, struct moot_arena *arena)
{
	const struct moot_landscape *landscape = it->in->landscape;
	const char *text = "closures (";
	const char *names[MOST_CLOSURES] = {NULL};
	int count = 0;
	for (size_t i = 0; text && i < landscape->closure_count; i++) {
		const int day = landscape->closures[i].day - landscape->policy.start;
		const char *name = landscape->closures[i].why ? landscape->closures[i].why : "closure";
		bool known = day < it->window->first || day > it->window->last;
		for (int n = 0; n < count; n++)
			known = known || strcmp(names[n], name) == 0;
		if (known)
			continue;
		if (count == MOST_CLOSURES)
			return moot_arena_format(arena, "%s, and others)", text);
		text = moot_arena_format(arena, "%s%s%s", text, count > 0 ? ", " : "", name);
		names[count++] = name;
	}
	return text ? moot_arena_format(arena, "%s)", text) : NULL;
}

static const char *reason_text(const struct inquiry *it, const struct reason *reason, struct moot_arena *arena)
{
	const struct moot_landscape *landscape = it->in->landscape;
	if (reason->obstacle.kind == CALENDAR_CLOSED)
		return closures_text(it, arena);
	if (reason->obstacle.kind == CALENDAR_NEEDED)
		return moot_arena_format(arena, "%s is needed at %s", landscape->people[reason->obstacle.subject].name,
					 it->in->boards[reason->board].plan->name);
	if (reason->obstacle.kind == CALENDAR_VENUE && reason->board != MOOT_NONE)
		return moot_arena_format(arena, "%s is taken by %s", landscape->venues[reason->obstacle.subject].name,
					 it->in->boards[reason->board].plan->name);
	return calendar_obstacle_text(it->state, &reason->obstacle, arena);
}

/* The reasons that take most slots. */
static const char *tell_reasons(struct inquiry *it, const char *text, struct moot_arena *arena)
{
	for (int i = 0; text && i < MOST_REASONS; i++) {
		struct reason *most = NULL;
		for (size_t r = 0; r < it->count; r++)
			if (!it->reasons[r].told && (!most || it->reasons[r].slots > most->slots))
				most = &it->reasons[r];
		if (!most)
			break;
		const char *one = reason_text(it, most, arena);
		text =
		    one ? moot_arena_format(arena, "%s%s %s (%d)", text, i == 0 ? ":" : ";", one, most->slots) : NULL;
		most->told = true;
	}
	return text;
}

/* The reason that takes most slots of a week; it->count for none. */
static size_t leading_reason(const struct inquiry *it, int week, int *slots)
{
	size_t best = it->count;
	memset(slots, 0, it->count * sizeof *slots);
	for (size_t h = 0; h < it->hit_count; h++)
		if (it->hits[h].week == week)
			slots[it->hits[h].reason]++;
	for (size_t r = 0; r < it->count; r++)
		if (slots[r] > 0 && (best == it->count || slots[r] > slots[best]))
			best = r;
	return best;
}

static const char *tell_part(const struct inquiry *it, const char *text, int from, int to, size_t reason, bool first,
			     struct moot_arena *arena)
{
	const moot_day start = it->in->landscape->policy.start;
	const int last = it->window->first + 7 * to + 6;
	char begins[11];
	char ends[11];
	moot_day_format(start + it->window->first + 7 * from, begins);
	moot_day_format(start + (last < it->window->last ? last : it->window->last), ends);
	const char *one = reason_text(it, &it->reasons[reason], arena);
	return one ? moot_arena_format(arena, "%s%s %s to %s %s", text, first ? ". Mostly, from" : "; from", begins,
				       ends, one)
		   : NULL;
}

/* What stands in the way in each part of the window: weeks with the same leading reason are one part. */
static const char *tell_parts(const struct inquiry *it, const char *text, struct moot_arena *arena)
{
	const int weeks = (it->window->last - it->window->first) / 7 + 1;
	int *slots = moot_arena_array(arena, it->count, sizeof *slots);
	int parts = 0;
	if (!slots || it->count < 2)
		return slots ? text : NULL;
	for (int from = 0, next = 0; text && from < weeks && parts < MOST_PARTS; from = next) {
		size_t reason = leading_reason(it, from, slots);
		for (next = from + 1; next < weeks && leading_reason(it, next, slots) == reason; next++)
			continue;
		if (reason < it->count)
			text = tell_part(it, text, from, next - 1, reason, parts++ == 0, arena);
	}
	return text;
}

/* Who could not come to the slot with the least in its way. */
static const char *tell_absent(const struct inquiry *it, int place, const char *text, struct moot_arena *arena)
{
	const struct calendar_sitting there = {it->in->board_of[it->meeting], place, it->nearest};
	const int start = calendar_slot_instant(it->board, it->nearest);
	int count = 0;
	for (int a = 0; text && a < it->board->attendee_count; a++) {
		const int person = it->board->attendees[a].person;
		const char *why = calendar_why_absent(it->in, person, start, it->board->minutes);
		if (!calendar_bit(it->board->attendees[a].busy, it->nearest))
			why = calendar_quorum_is_elsewhere(it->state, &there, a, it->meeting) ? "(at another meeting)"
											      : NULL;
		if (why)
			text = moot_arena_format(arena, "%s%s %s %s", text, count++ == 0 ? ", without" : ",",
						 it->in->landscape->people[person].name, why);
	}
	return text;
}

/* The slot with the least in its way, and all of that. */
static const char *tell_nearest(const struct inquiry *it, const char *text, struct moot_arena *arena)
{
	struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES];
	int place = 0;
	const int start = calendar_slot_instant(it->board, it->nearest);
	int count = calendar_obstacles_anywhere(it->state, it->meeting, start, &place, obstacles);
	const char *when = calendar_when(it->in, start, arena);
	if (!text || !when)
		return NULL;
	text = moot_arena_format(arena, "%s. The least change: %s is free but for this", text, when);
	for (int i = 0; text && i < count; i++) {
		const char *one = calendar_obstacle_text(it->state, &obstacles[i], arena);
		text = one ? moot_arena_format(arena, "%s%s %s", text, i == 0 ? ":" : ", and", one) : NULL;
		if (obstacles[i].kind == CALENDAR_QUORUM && obstacles[i].other == it->meeting)
			text = tell_absent(it, place, text, arena);
	}
	return text;
}

/* The meeting is longer than the day, or than what lunch leaves of it. */
static const char *tell_length(const struct inquiry *it, struct moot_arena *arena)
{
	const struct moot_policy *policy = &it->in->landscape->policy;
	if (it->board->minutes > policy->day_end - policy->day_start)
		return moot_arena_format(
		    arena,
		    "a meeting of %d minutes does not fit into the day. The least change: a later day_end in policy",
		    it->board->minutes);
	return moot_arena_format(
	    arena,
	    "a meeting of %d minutes does not fit into the day without running over lunch. The least change: "
	    "over_lunch in policy",
	    it->board->minutes);
}

static const char *tell(struct inquiry *it, struct moot_arena *arena)
{
	char from[11];
	char to[11];
	moot_day_format(it->in->landscape->policy.start + it->window->first, from);
	moot_day_format(it->in->landscape->policy.start + it->window->last, to);
	if (it->failed)
		return NULL;
	if (it->slots == 0)
		return tell_length(it, arena);
	if (it->free > 0)
		return moot_arena_format(arena,
					 "the search ended before it found one of the %d free slots from %s to %s",
					 it->free, from, to);
	const char *text = moot_arena_format(arena, "none of the %d slots from %s to %s is free", it->slots, from, to);
	return tell_nearest(it, tell_parts(it, tell_reasons(it, text, arena), arena), arena);
}

const char *calendar_explain_roomless(const struct calendar_instance *in, const struct calendar_board *board,
				      struct moot_arena *arena)
{
	const struct moot_landscape *landscape = in->landscape;
	const struct moot_venue *largest = NULL;
	for (size_t v = 0; v < landscape->venue_count; v++)
		if (!largest || landscape->venues[v].capacity > largest->capacity)
			largest = &landscape->venues[v];
	const size_t members = board->plan->member_count;
	return moot_arena_format(arena,
				 "no venue is large enough for its %zu members: the largest, %s, holds %d. The least "
				 "change: a venue for %zu in venues.csv, or to meet online",
				 members, largest ? largest->name : "", largest ? largest->capacity : 0, members);
}

const char *calendar_explain_missing(struct calendar_state *state, int meeting, struct moot_arena *arena)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[in->board_of[meeting]];
	struct inquiry it = {.state = state,
			     .in = in,
			     .board = board,
			     .meeting = meeting,
			     .window = &board->windows[meeting - board->first],
			     .nearest = MOOT_NONE};
	if (board->place_count == 0)
		return calendar_explain_roomless(in, board, arena);
	look(&it);
	const char *text = tell(&it, arena);
	moot_release(it.reasons);
	moot_release(it.hits);
	return text;
}
