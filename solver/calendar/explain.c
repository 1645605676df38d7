#include <solver/calendar/conflict.h>
#include <solver/calendar/explain.h>
#include <solver/calendar/stretch.h>
#include <solver/calendar/tally.h>

#include <string.h>

enum { MOST_REASONS = 4 };

enum reason_kind { CLOSED, BARRED, BUSY_PERSON, NEEDED_ELSEWHERE, NO_VENUE, FULL_DAY, NO_QUORUM, OWN_SERIES };

struct reason {
	enum reason_kind kind;
	int subject;      /* a person or a rule */
	int other;        /* a board */
	const char *word; /* of calendar_why_absent() */
	int slots;
	int last; /* slot counted last: a slot counts once for each reason */
};

struct inquiry {
	const struct calendar_state *state;
	const struct calendar_instance *in;
	int board;
	int meeting;
	struct reason *reasons;
	size_t count;
	size_t room;
	bool failed;
};

static void blame(struct inquiry *it, int slot, struct reason reason)
{
	for (size_t i = 0; i < it->count; i++) {
		struct reason *known = &it->reasons[i];
		if (known->kind != reason.kind || known->subject != reason.subject || known->other != reason.other)
			continue;
		if (known->last != slot)
			known->slots++;
		known->last = slot;
		return;
	}
	if (!moot_array_reserve((void **)&it->reasons, &it->room, it->count + 1, sizeof *it->reasons)) {
		it->failed = true;
		return;
	}
	reason.slots = 1;
	reason.last = slot;
	it->reasons[it->count++] = reason;
}

/* Closures and `not-on` rules of the board or of all. */
static void blame_days(struct inquiry *it, int slot)
{
	const struct calendar_instance *in = it->in;
	const struct calendar_board *board = &in->boards[it->board];
	const int day = calendar_slot_day(board, slot);
	int minute = calendar_slot_minute(board, slot);
	struct calendar_board lone = {.starts = &minute, .start_count = 1, .minutes = board->minutes};
	if (in->closed[day])
		blame(it, slot, (struct reason){.kind = CLOSED});
	for (size_t r = 0; r < in->landscape->rule_count; r++) {
		const struct moot_rule *rule = &in->landscape->rules[r];
		uint64_t bits[(3 * 366 + 63) / 64 + 1] = {0};
		if (!calendar_rule_bars(in, board, rule))
			continue;
		struct calendar_stretch stretch = calendar_stretch_of_rule(in, rule);
		calendar_mark_stretch(in, &lone, &stretch, bits);
		if (calendar_bit(bits, day))
			blame(it, slot, (struct reason){.kind = BARRED, .subject = (int)r});
	}
}

static void blame_people(struct inquiry *it, int slot)
{
	const struct calendar_instance *in = it->in;
	const struct calendar_board *board = &in->boards[it->board];
	for (int a = 0; a < board->attendee_count; a++) {
		const struct calendar_attendee *who = &board->attendees[a];
		if (who->needed && calendar_bit(who->busy, slot)) {
			const char *why =
			    calendar_why_absent(in, who->person, calendar_slot_instant(board, slot), board->minutes);
			blame(it, slot,
			      (struct reason){.kind = BUSY_PERSON, .subject = who->person, .word = why ? why : ""});
		}
		int limited = in->limited[who->person];
		int day = calendar_slot_day(board, slot);
		if (limited != MOOT_NONE && it->state->person_days[limited * in->days + day] >= in->limits[who->person])
			blame(it, slot, (struct reason){.kind = FULL_DAY, .subject = who->person});
	}
	if (board->quorum > 0 && board->free[slot] < board->quorum)
		blame(it, slot, (struct reason){.kind = NO_QUORUM});
}

/* Meetings of that day at which someone is needed too. */
static void blame_others(struct inquiry *it, int slot)
{
	const struct calendar_instance *in = it->in;
	const struct calendar_board *board = &in->boards[it->board];
	const struct calendar_day *day = &it->state->days[calendar_slot_day(board, slot)];
	for (int i = 0; i < day->count && board->place_count > 0; i++) {
		int other = day->meetings[i];
		const struct calendar_board *there = &in->boards[in->board_of[other]];
		const struct calendar_neighbour *link = calendar_neighbour_of(board, in->board_of[other]);
		if (!link || !in->pairs[link->pair].hard)
			continue;
		int travel = calendar_travel(in, board->places[0].site, there->places[it->state->place[other]].site);
		if (calendar_relate(in, calendar_slot_instant(board, slot), board->minutes,
				    calendar_slot_instant(there, it->state->slot[other]), there->minutes,
				    travel) != CALENDAR_AT_ONCE)
			continue;
		const struct calendar_pair *pair = &in->pairs[link->pair];
		for (int s = 0; s < pair->shared_count; s++) {
			const struct calendar_attendee *a = &in->boards[pair->a].attendees[pair->shared[s].in_a];
			const struct calendar_attendee *b = &in->boards[pair->b].attendees[pair->shared[s].in_b];
			if (a->needed && b->needed)
				blame(it, slot,
				      (struct reason){.kind = NEEDED_ELSEWHERE,
						      .subject = a->person,
						      .other = in->board_of[other]});
		}
	}
	bool room = false;
	for (int p = 0; p < board->place_count && !room; p++) {
		int venue = MOOT_NONE;
		room = calendar_state_venue(it->state, it->board, p, slot, &venue);
	}
	if (!room)
		blame(it, slot, (struct reason){.kind = NO_VENUE});
}

/* The board's own meetings before and after it, in order and far enough apart. */
static void blame_series(struct inquiry *it, int slot)
{
	const struct calendar_board *board = &it->in->boards[it->board];
	const int day = calendar_slot_day(board, slot);
	for (int k = 0; k < board->meetings; k++) {
		int meeting = board->first + k;
		int other = it->state->slot[meeting];
		if (other == MOOT_NONE)
			continue;
		int apart = day - calendar_slot_day(board, other);
		if ((meeting < it->meeting ? apart : -apart) < board->separation)
			blame(it, slot, (struct reason){.kind = OWN_SERIES});
	}
}

static const char *reason_text(const struct inquiry *it, const struct reason *reason, struct moot_arena *arena)
{
	const struct moot_landscape *landscape = it->in->landscape;
	switch (reason->kind) {
	case CLOSED:
		return moot_arena_format(arena, "closures take %d", reason->slots);
	case BARRED:
		return moot_arena_format(arena, "the rule \"%s\" bars %d", landscape->rules[reason->subject].text,
					 reason->slots);
	case BUSY_PERSON:
		return moot_arena_format(arena, "%s, who must be there, can't come to %d %s",
					 landscape->people[reason->subject].name, reason->slots, reason->word);
	case NEEDED_ELSEWHERE:
		return moot_arena_format(arena, "%s is needed at %s in %d", landscape->people[reason->subject].name,
					 it->in->boards[reason->other].plan->name, reason->slots);
	case NO_VENUE:
		return moot_arena_format(arena, "no fitting venue is free in %d", reason->slots);
	case FULL_DAY:
		return moot_arena_format(arena, "%s has as many meetings as max-per-day allows in %d",
					 landscape->people[reason->subject].name, reason->slots);
	case NO_QUORUM:
		return moot_arena_format(arena, "too few members are free for the quorum in %d", reason->slots);
	case OWN_SERIES:
		return moot_arena_format(arena, "its neighbours in the series are too close in %d", reason->slots);
	}
	return NULL;
}

/* Joins the reasons that take most slots. */
static const char *join(struct inquiry *it, const char *text, struct moot_arena *arena)
{
	for (int i = 0; text && i < MOST_REASONS; i++) {
		struct reason *most = NULL;
		for (size_t r = 0; r < it->count; r++)
			if (it->reasons[r].slots > 0 && (!most || it->reasons[r].slots > most->slots))
				most = &it->reasons[r];
		if (!most)
			break;
		const char *one = reason_text(it, most, arena);
		text = one ? moot_arena_format(arena, "%s%s %s", text, i == 0 ? ":" : ";", one) : NULL;
		most->slots = 0;
	}
	return text;
}

/* Looks at every slot of the window; returns how many there are, *free how many nothing stands in the way of. */
static int look(struct inquiry *it, int *free)
{
	const struct calendar_board *board = &it->in->boards[it->board];
	const struct calendar_window *window = &board->windows[it->meeting - board->first];
	int slots = 0;
	for (int slot = window->first * board->start_count; slot < (window->last + 1) * board->start_count; slot++) {
		if (isinf(board->price[slot]) && !calendar_slot_is_regular(it->in, board, slot))
			continue;
		size_t blamed = it->count;
		int taken = 0;
		blame_days(it, slot);
		blame_people(it, slot);
		blame_others(it, slot);
		blame_series(it, slot);
		for (size_t i = 0; i < it->count; i++)
			taken += it->reasons[i].last == slot;
		*free += blamed == it->count && taken == 0;
		slots++;
	}
	return slots;
}

const char *calendar_explain_missing(const struct calendar_state *state, int meeting, struct moot_arena *arena)
{
	const struct calendar_instance *in = state->in;
	struct inquiry it = {.state = state, .in = in, .board = in->board_of[meeting], .meeting = meeting};
	const struct calendar_board *board = &in->boards[it.board];
	const struct calendar_window *window = &board->windows[meeting - board->first];
	char from[11];
	char to[11];
	int free = 0;
	moot_day_format(in->landscape->policy.start + window->first, from);
	moot_day_format(in->landscape->policy.start + window->last, to);
	if (board->place_count == 0)
		return moot_arena_format(arena, "no venue is large enough for its %zu members",
					 board->plan->member_count);
	int slots = look(&it, &free);
	const char *text = NULL;
	if (it.failed)
		text = NULL;
	else if (slots == 0)
		text = moot_arena_format(arena, "a meeting of %d minutes does not fit into the day", board->minutes);
	else if (free == 0)
		text =
		    join(&it, moot_arena_format(arena, "none of the %d slots from %s to %s is free", slots, from, to),
			 arena);
	else
		text =
		    join(&it,
			 moot_arena_format(arena,
					   "of the %d slots from %s to %s, %d are free, but rules that count or order "
					   "the board's meetings, or quorums, leave none of them",
					   slots, from, to, free),
			 arena);
	moot_release(it.reasons);
	return text;
}
