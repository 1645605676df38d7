/*
 * A plan made from an earlier one: what it freezes, and whether it tells the truth about the earlier one.
 *
 * moot_verify() sees the plan alone: frozen meetings begin before the day and stand where they stood, all others after
 * it, the list of moved meetings is theirs, and that of changed rooms names the rooms of now. moot_verify_previous()
 * lays both plans side by side.
 */
#include <solver/verify/year.h>

#include <string.h>

static bool is_before(moot_minute start, moot_day day)
{
	return day != MOOT_NO_DAY && start < (moot_minute)day * MOOT_MINUTES_A_DAY;
}

static void check_frozen(struct verify *v, const struct moot_meeting *m)
{
	const moot_day open = v->plan->freeze_before;
	if (!m->frozen && is_before(m->start, open))
		verify_fault(v, "meeting %d of %s at %s is before the day from which the plan may change", m->number,
			     m->board, verify_when(v, m->start));
	if (m->frozen && (!m->has_previous || !is_before(m->start, open)))
		verify_fault(v, "meeting %d of %s at %s is frozen without reason", m->number, m->board,
			     verify_when(v, m->start));
	if (m->frozen && m->has_previous && m->previous != m->start)
		verify_fault(v, "meeting %d of %s is frozen, but moved from %s to %s", m->number, m->board,
			     verify_when(v, m->previous), verify_when(v, m->start));
}

static const struct moot_moved *find_moved(const struct moot_plan *plan, const char *uid)
{
	for (size_t i = 0; i < plan->moved_count; i++)
		if (strcmp(plan->moved[i].uid, uid) == 0)
			return &plan->moved[i];
	return NULL;
}

/* The list of moved meetings is that of the meetings which start elsewhere. */
static void check_moved(struct verify *v)
{
	size_t moved = 0;
	for (size_t i = 0; i < v->plan->meeting_count; i++) {
		const struct moot_meeting *m = &v->plan->meetings[i];
		if (!m->has_previous || m->previous == m->start)
			continue;
		const struct moot_moved *listed = find_moved(v->plan, m->uid);
		moved++;
		if (!listed)
			verify_fault(v, "meeting %d of %s has moved from %s to %s, but moved does not list it",
				     m->number, m->board, verify_when(v, m->previous), verify_when(v, m->start));
		else if (listed->from != m->previous || listed->to != m->start || listed->number != m->number ||
			 strcmp(listed->board, m->board) != 0)
			verify_fault(v, "moved tells the move of meeting %d of %s wrongly", m->number, m->board);
	}
	if (moved != v->plan->moved_count)
		verify_fault(v, "moved lists %zu meetings, but %zu have moved", v->plan->moved_count, moved);
}

static const struct moot_meeting *find_meeting(const struct moot_plan *plan, const char *uid)
{
	for (size_t i = 0; i < plan->meeting_count; i++)
		if (strcmp(plan->meetings[i].uid, uid) == 0)
			return &plan->meetings[i];
	return NULL;
}

/* What the list of changed rooms says of the meetings as they are now; each once, for uids rise. */
static void check_rooms(struct verify *v)
{
	const struct moot_room_change *list = v->plan->rooms_changed;
	for (size_t i = 0; i < v->plan->room_change_count; i++) {
		const struct moot_meeting *m = find_meeting(v->plan, list[i].uid);
		if (!m || !m->has_previous || m->frozen)
			verify_fault(v, "rooms_changed lists %s, which is no meeting that goes on and may change",
				     list[i].uid);
		else if (strcmp(list[i].board, m->board) != 0 || list[i].number != m->number ||
			 strcmp(list[i].to, m->venue) != 0 || strcmp(list[i].from, list[i].to) == 0)
			verify_fault(v, "rooms_changed tells the room of meeting %d of %s (%s) wrongly", m->number,
				     m->board, m->uid);
		if (i > 0 && strcmp(list[i - 1].uid, list[i].uid) >= 0)
			verify_fault(v, "rooms_changed lists %s twice or out of order", list[i].uid);
	}
}

/* Frozen meetings come first in their series: what follows them can still be decided. */
void year_frozen(struct year *y)
{
	if (!y->v->plan->has_previous)
		return;
	for (size_t i = 0; i < y->v->plan->meeting_count; i++)
		check_frozen(y->v, &y->v->plan->meetings[i]);
	for (size_t i = 0; i + 1 < y->count; i++)
		if (y->occurrences[i].set == y->occurrences[i + 1].set && !y->occurrences[i].frozen &&
		    y->occurrences[i + 1].frozen)
			verify_fault(y->v, "meeting %d of %s is frozen, but the one before it is not",
				     y->occurrences[i + 1].number, y->occurrences[i + 1].meeting->board);
	check_moved(y->v);
	check_rooms(y->v);
}

/* Both plans side by side. */
struct sides {
	struct verify v; /* for its faults and scratch; it knows no landscape */
	const struct moot_plan *plan;
	const struct moot_plan *previous;
	struct verify_names meetings; /* by uid, of the plan */
	struct verify_names cancelled;
	struct verify_names held;
};

/* A room that is another now is in the plan's list, as it was. */
static void check_room(struct sides *s, const struct moot_meeting *was, const struct moot_meeting *is)
{
	const struct moot_room_change *listed = NULL;
	for (size_t i = 0; i < s->plan->room_change_count; i++)
		if (strcmp(s->plan->rooms_changed[i].uid, was->uid) == 0)
			listed = &s->plan->rooms_changed[i];
	if (!s->plan->knows_rooms_changed || is->frozen)
		return;
	if (!listed && strcmp(is->venue, was->venue) != 0)
		verify_fault(&s->v, "meeting %s was in \"%s\" and is in \"%s\", but rooms_changed does not list it",
			     was->uid, was->venue, is->venue);
	if (listed && strcmp(listed->from, was->venue) != 0)
		verify_fault(&s->v, "meeting %s was in \"%s\", not in \"%s\" as rooms_changed says", was->uid,
			     was->venue, listed->from);
}

static void check_going_on(struct sides *s, const struct moot_meeting *was, const struct moot_meeting *is)
{
	struct verify *v = &s->v;
	bool changed = is->start != was->start || is->end != was->end || strcmp(is->venue, was->venue) != 0;
	if (!is->has_previous || is->previous != was->start)
		verify_fault(v, "meeting %s stood at %s, which the plan does not say", was->uid,
			     verify_when(v, was->start));
	if (is->frozen != is_before(was->start, s->plan->freeze_before))
		verify_fault(v, "meeting %s stood at %s and is %sfrozen", was->uid, verify_when(v, was->start),
			     is->frozen ? "" : "not ");
	if (is->frozen && changed)
		verify_fault(v, "meeting %s is frozen, but not as it was", was->uid);
	if (is->sequence < was->sequence || (is->sequence > was->sequence) != changed)
		verify_fault(v, "meeting %s has sequence %d after %d, and has %schanged", was->uid, is->sequence,
			     was->sequence, changed ? "" : "not ");
	check_room(s, was, is);
}

static void check_dropped(struct sides *s, const struct moot_meeting *was, const struct moot_dropped *is, bool held)
{
	struct verify *v = &s->v;
	if (held != is_before(was->start, s->plan->freeze_before))
		verify_fault(v, "meeting %s stood at %s and is %s", was->uid, verify_when(v, was->start),
			     held ? "held, but not frozen" : "cancelled, but frozen");
	if (is->start != was->start || is->end != was->end || strcmp(is->board, was->board) != 0 ||
	    strcmp(is->venue, was->venue) != 0 || is->number != was->number)
		verify_fault(v, "meeting %s is %s with other details than it had", was->uid,
			     held ? "held" : "cancelled");
	if (!held && is->sequence <= was->sequence)
		verify_fault(v, "meeting %s is cancelled with sequence %d after %d", was->uid, is->sequence,
			     was->sequence);
}

/* Each earlier meeting in the planning year is in one place. */
static void check_meeting(struct sides *s, const struct moot_meeting *was)
{
	const moot_minute first = (moot_minute)s->plan->start * MOOT_MINUTES_A_DAY;
	const moot_minute end = ((moot_minute)s->plan->end + 1) * MOOT_MINUTES_A_DAY;
	int on = verify_names_find(&s->meetings, was->uid);
	int cancelled = verify_names_find(&s->cancelled, was->uid);
	int held = verify_names_find(&s->held, was->uid);
	int places = (on != MOOT_NONE) + (cancelled != MOOT_NONE) + (held != MOOT_NONE);
	int due = was->start >= first && was->start < end;
	if (places != due)
		verify_fault(&s->v,
			     "meeting %s of the earlier plan is in %d of meetings, cancelled and held, not in %d",
			     was->uid, places, due);
	if (on != MOOT_NONE)
		check_going_on(s, was, &s->plan->meetings[on]);
	if (cancelled != MOOT_NONE)
		check_dropped(s, was, &s->plan->cancelled[cancelled], false);
	if (held != MOOT_NONE)
		check_dropped(s, was, &s->plan->held[held], true);
}

static void name_meetings(struct verify *v, struct verify_names *names, const struct moot_plan *plan)
{
	const char *meetings = (const char *)plan->meetings;
	verify_names_build(v, names, meetings + (meetings ? offsetof(struct moot_meeting, uid) : 0),
			   sizeof *plan->meetings, plan->meeting_count, false);
}

static void name_dropped(struct verify *v, struct verify_names *names, const struct moot_dropped *list, size_t count)
{
	const char *bytes = (const char *)list;
	verify_names_build(v, names, bytes + (bytes ? offsetof(struct moot_dropped, uid) : 0), sizeof *list, count,
			   false);
}

/*
 * What the earlier plan had cancelled (held) is still in the list, as it was; and what is in the list is of the earlier
 * plan, by `uids` of its meetings or as what it had cancelled (held) itself.
 */
static void check_list(struct sides *s, const struct verify_names *uids, bool held)
{
	struct verify *v = &s->v;
	const char *what = held ? "held" : "cancelled";
	const struct moot_dropped *was = held ? s->previous->held : s->previous->cancelled;
	const struct moot_dropped *is = held ? s->plan->held : s->plan->cancelled;
	const size_t was_count = held ? s->previous->held_count : s->previous->cancelled_count;
	const size_t is_count = held ? s->plan->held_count : s->plan->cancelled_count;
	struct verify_names before;
	name_dropped(v, &before, was, was_count);
	for (size_t i = 0; i < was_count && !v->failed; i++) {
		int now = verify_names_find(held ? &s->held : &s->cancelled, was[i].uid);
		if (now == MOOT_NONE)
			verify_fault(v, "meeting %s, which the earlier plan has %s, is gone", was[i].uid, what);
		else if (is[now].start != was[i].start || is[now].end != was[i].end ||
			 is[now].sequence != was[i].sequence)
			verify_fault(v, "meeting %s is %s otherwise than in the earlier plan", was[i].uid, what);
	}
	for (size_t i = 0; i < is_count && !v->failed; i++)
		if (verify_names_find(uids, is[i].uid) == MOOT_NONE &&
		    verify_names_find(&before, is[i].uid) == MOOT_NONE)
			verify_fault(v, "meeting %s is %s, but the earlier plan does not have it", is[i].uid, what);
}

/* The earlier board's meetings at that time of the day. */
static size_t count_at(const struct sides *s, const char *id, int minute)
{
	size_t count = 0;
	for (size_t i = 0; i < s->previous->meeting_count; i++)
		count += strcmp(s->previous->meetings[i].board, id) == 0 &&
			 s->previous->meetings[i].start % MOOT_MINUTES_A_DAY == minute;
	return count;
}

/* Whether the earlier plan's board met most often on that weekday and at that time. */
static bool is_usual(const struct sides *s, const char *id, const struct moot_plan_board *board)
{
	const size_t usual = count_at(s, id, board->usual_start);
	size_t weekdays[7] = {0};
	bool most = usual > 0;
	for (size_t i = 0; i < s->previous->meeting_count; i++) {
		const struct moot_meeting *m = &s->previous->meetings[i];
		if (strcmp(m->board, id) != 0)
			continue;
		weekdays[moot_day_weekday((moot_day)(m->start / MOOT_MINUTES_A_DAY))]++;
		most = most && usual >= count_at(s, id, (int)(m->start % MOOT_MINUTES_A_DAY));
	}
	for (int day = 0; day < 7; day++)
		most = most && weekdays[board->usual_weekday] >= weekdays[day];
	return most;
}

static bool share_a_board(const struct moot_plan_board *a, const struct moot_plan_board *b)
{
	for (size_t i = 0; i < a->from_count; i++)
		for (size_t j = 0; j < b->from_count; j++)
			if (strcmp(a->from[i], b->from[j]) == 0)
				return true;
	return false;
}

/* What a board says was usual is so in one that it could go on from, in a year that is over. */
static void check_usual(struct sides *s)
{
	for (size_t i = 0; i < s->plan->board_count; i++) {
		const struct moot_plan_board *board = &s->plan->boards[i];
		bool found = false;
		for (size_t j = 0; board->has_usual && j < s->previous->board_count; j++)
			found = found || (share_a_board(board, &s->previous->boards[j]) &&
					  is_usual(s, s->previous->boards[j].id, board));
		if (board->has_usual && (!found || s->previous->end >= s->plan->start))
			verify_fault(&s->v, "board %s says what was usual, which the earlier plan does not show",
				     board->id);
	}
}

static void check_sides(struct sides *s)
{
	struct verify *v = &s->v;
	struct verify_names uids;
	name_meetings(v, &uids, s->previous);
	for (size_t i = 0; i < s->previous->meeting_count && !v->failed; i++)
		check_meeting(s, &s->previous->meetings[i]);
	for (size_t i = 0; i < s->plan->meeting_count && !v->failed; i++) {
		const struct moot_meeting *m = &s->plan->meetings[i];
		bool known = verify_names_find(&uids, m->uid) != MOOT_NONE;
		if (known != m->has_previous)
			verify_fault(v, "meeting %d of %s is %s the earlier plan", m->number, m->board,
				     known ? "one of" : "none of");
	}
	if (!v->failed)
		check_list(s, &uids, false);
	if (!v->failed)
		check_list(s, &uids, true);
	check_usual(s);
}

enum moot_status moot_verify_previous(const struct moot_plan *plan, const struct moot_plan *previous,
				      struct moot_verdict **out, struct moot_error *error)
{
	struct sides s = {.plan = plan, .previous = previous};
	enum moot_status status = verify_begin(&s.v, plan, error);
	if (status != MOOT_OK)
		return status;
	name_meetings(&s.v, &s.meetings, plan);
	name_dropped(&s.v, &s.cancelled, plan->cancelled, plan->cancelled_count);
	name_dropped(&s.v, &s.held, plan->held, plan->held_count);
	if (!plan->has_previous)
		verify_fault(&s.v, "the plan was not made from an earlier one");
	else if (!s.v.failed)
		check_sides(&s);
	return verify_end(&s.v, out, error);
}
