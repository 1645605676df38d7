/*
 * The partition: every one of today's boards stands in `from` of exactly one board of the plan, with the right id and
 * fate; and every theme of a closed board is handed to exactly one set.
 */
#include <solver/verify/verify.h>

#include <stdio.h>
#include <string.h>

static const char *fate_text(enum moot_fate fate)
{
	return (unsigned)fate <= MOOT_CLOSED ? moot_fate_text(fate) : "unknown";
}

static size_t members_today(const struct verify *v, int board)
{
	return v->first_member[board + 1] - v->first_member[board];
}

static void count_members(struct verify *v)
{
	v->first_member = verify_room(v, v->l->board_count + 1, sizeof *v->first_member);
	if (!v->first_member)
		return;
	for (size_t i = 0; i < v->l->member_count; i++)
		v->first_member[v->l->members[i].board + 1]++;
	for (size_t i = 0; i < v->l->board_count; i++)
		v->first_member[i + 1] += v->first_member[i];
}

/* Takes the boards that one board of the plan claims, and says which claims are wrong. */
static void claim_boards(struct verify *v, int index)
{
	struct verify_set *set = &v->sets[index];
	const struct moot_plan_board *board = set->board;
	set->boards = verify_room(v, board->from_count, sizeof *set->boards);
	for (size_t i = 0; i < board->from_count && set->boards; i++) {
		int today = verify_names_find(&v->boards, board->from[i]);
		if (today == MOOT_NONE) {
			verify_fault(v, "board %s comes from %s, which is not a board of the landscape", board->id,
				     board->from[i]);
		} else if (v->set_of[today] != MOOT_NONE) {
			verify_fault(v, "board %s comes from %s, which already stands in board %s", board->id,
				     board->from[i], v->sets[v->set_of[today]].board->id);
		} else {
			v->set_of[today] = index;
			set->boards[set->count++] = today;
		}
	}
	if (board->from_count == 0)
		verify_fault(v, "board %s comes from no board of the landscape", board->id);
}

/* The board with the most members today, then the first id by byte. */
static int leader(const struct verify *v, const struct verify_set *set)
{
	int best = MOOT_NONE;
	for (size_t i = 0; i < set->count; i++) {
		int board = set->boards[i];
		if (best == MOOT_NONE || members_today(v, board) > members_today(v, best) ||
		    (members_today(v, board) == members_today(v, best) &&
		     strcmp(v->l->boards[board].id, v->l->boards[best].id) < 0))
			best = board;
	}
	return best;
}

static enum moot_fate expected_fate(const struct verify *v, const struct verify_set *set)
{
	if (v->closing[set->boards[0]])
		return MOOT_CLOSED;
	if (set->count == 1)
		return MOOT_KEPT;
	for (size_t i = 0; i < set->count; i++)
		if (v->l->boards[set->boards[i]].merge == MOOT_MERGE_IN_COMMON)
			return MOOT_IN_COMMON;
	return MOOT_MERGED;
}

static void check_empty(struct verify *v, const struct moot_plan_board *board)
{
	if (board->member_count > 0)
		verify_fault(v, "closed board %s still has %zu members", board->id, board->member_count);
	if (board->meetings_per_year != 0)
		verify_fault(v, "closed board %s still has %d meetings a year", board->id, board->meetings_per_year);
	if (board->theme_count > 0)
		verify_fault(v, "closed board %s still has %zu themes", board->id, board->theme_count);
	if (board->duty_count > 0)
		verify_fault(v, "closed board %s still has %zu duties", board->id, board->duty_count);
	if (board->chair[0])
		verify_fault(v, "closed board %s still has chair %s", board->id, board->chair);
	if (board->needs_agreement)
		verify_fault(v, "closed board %s is said to need agreement", board->id);
}

static void name_set(struct verify *v, struct verify_set *set)
{
	const struct moot_plan_board *board = set->board;
	set->lead = leader(v, set);
	set->chair = MOOT_NONE;
	if (set->lead == MOOT_NONE) {
		set->closed = true;
		return;
	}
	enum moot_fate fate = expected_fate(v, set);
	set->leaves = fate == MOOT_KEPT && board->fate == MOOT_CLOSED && v->l->policy.hand_over && !v->as_they_are;
	if (set->leaves)
		fate = MOOT_CLOSED;
	set->closed = fate == MOOT_CLOSED;
	set->in_common = fate == MOOT_IN_COMMON;
	set->alone = set->count == 1;
	if (board->fate != fate)
		verify_fault(v, "board %s is %s by the plan, but %s by its boards and rules", board->id,
			     fate_text(board->fate), fate_text(fate));
	if (strcmp(board->id, v->l->boards[set->lead].id) != 0)
		verify_fault(v, "board %s must have the id %s, of its board with the most members", board->id,
			     v->l->boards[set->lead].id);
	if (set->alone && strcmp(board->name, v->l->boards[set->lead].name) != 0)
		verify_fault(v, "board %s has the name \"%s\", not \"%s\"", board->id, board->name,
			     v->l->boards[set->lead].name);
	for (size_t i = 0; i < set->count; i++) {
		bool closing = v->closing[set->boards[i]];
		if ((closing != set->closed && !set->leaves) || (closing && set->count > 1))
			verify_fault(v, "board %s holds board %s, which %s closed, together with others", board->id,
				     v->l->boards[set->boards[i]].id, closing ? "is to be" : "no rule has");
	}
	if (set->closed)
		check_empty(v, board);
}

void verify_partition(struct verify *v)
{
	const size_t boards = v->l->board_count;
	count_members(v);
	v->set_of = verify_room(v, boards, sizeof *v->set_of);
	v->sets = verify_room(v, v->plan->board_count, sizeof *v->sets);
	if (v->failed)
		return;
	for (size_t i = 0; i < boards; i++)
		v->set_of[i] = MOOT_NONE;
	for (size_t i = 0; i < v->plan->board_count && !v->failed; i++) {
		v->sets[i].board = &v->plan->boards[i];
		claim_boards(v, (int)i);
		if (verify_names_find(&v->plan_ids, v->plan->boards[i].id) != (int)i)
			verify_fault(v, "board %s is listed twice", v->plan->boards[i].id);
	}
	for (size_t i = 0; i < boards; i++)
		if (v->set_of[i] == MOOT_NONE)
			verify_fault(v, "board %s is missing: no board of the plan comes from it", v->l->boards[i].id);
	for (size_t i = 0; i < v->plan->board_count && !v->failed; i++)
		name_set(v, &v->sets[i]);
}

/* Whether `text` names the gift's theme. */
static bool names_gift(const struct verify *v, const struct verify_gift *gift, const char *text)
{
	if (gift->row.theme != MOOT_NONE)
		return verify_same_text(text, v->l->themes[gift->row.theme]);
	static const char before[] = "(own business of ";
	const char *id = v->l->boards[gift->board].id;
	const size_t length = strlen(id);
	const size_t start = sizeof before - 1;
	return strncmp(text, before, start) == 0 && strncmp(text + start, id, length) == 0 &&
	       strcmp(text + start + length, ")") == 0;
}

static const char *gift_text(const struct verify *v, const struct verify_gift *gift)
{
	return gift->row.theme == MOOT_NONE ? "its own business" : v->l->themes[gift->row.theme];
}

/* Finds the set that each line of handed_over gives a closed board's theme to; the others are hand_over.c's. */
static void read_hand_over(struct verify *v, const struct moot_hand_over *given)
{
	int from = verify_names_find(&v->boards, given->from);
	if (from != MOOT_NONE && !v->closing[from] && verify_names_find(&v->plan_ids, given->from) != MOOT_NONE)
		return;
	int to = verify_names_find(&v->plan_ids, given->to);
	struct verify_gift *gift = NULL;
	for (size_t i = from == MOOT_NONE ? 0 : v->first_gift[from]; from != MOOT_NONE && i < v->first_gift[from + 1];
	     i++)
		if (names_gift(v, &v->gifts[i], given->theme))
			gift = &v->gifts[i];
	if (!gift)
		verify_fault(v,
			     "theme \"%s\" is handed over from %s, which is no board of the plan and no "
			     "closed board with that theme",
			     given->theme, given->from);
	else if (to == MOOT_NONE || v->sets[to].closed)
		verify_fault(v, "theme \"%s\" of closed board %s is handed over to %s, which the plan does not keep",
			     given->theme, given->from, given->to);
	else if (gift->set != MOOT_NONE)
		verify_fault(v, "theme \"%s\" of closed board %s is handed over twice, to %s and %s", given->theme,
			     given->from, v->sets[gift->set].board->id, given->to);
	else
		gift->set = to;
}

static size_t list_gifts(struct verify *v)
{
	size_t count = 0;
	for (size_t i = 0; i < v->l->board_count; i++) {
		v->first_gift[i] = count;
		for (size_t j = 0; j < v->agenda[i].count && v->closing[i]; j++)
			v->gifts[count++] = (struct verify_gift){(int)i, v->agenda[i].rows[j], MOOT_NONE};
		double f = v->l->boards[i].meetings_per_year;
		if (v->closing[i] && v->agenda[i].own > 0)
			v->gifts[count++] =
			    (struct verify_gift){(int)i, {MOOT_NONE, f, v->agenda[i].own / f}, MOOT_NONE};
	}
	v->first_gift[v->l->board_count] = count;
	return count;
}

void verify_gifts(struct verify *v)
{
	v->first_gift = verify_room(v, v->l->board_count + 1, sizeof *v->first_gift);
	v->gifts = verify_room(v, v->l->item_count + v->l->board_count, sizeof *v->gifts);
	if (v->failed)
		return;
	v->gift_count = list_gifts(v);
	for (size_t i = 0; i < v->plan->handed_over_count; i++)
		read_hand_over(v, &v->plan->handed_over[i]);
	for (size_t i = 0; i < v->gift_count; i++)
		if (v->gifts[i].set == MOOT_NONE)
			verify_fault(v, "theme \"%s\" of closed board %s is handed over to no board",
				     gift_text(v, &v->gifts[i]), v->l->boards[v->gifts[i].board].id);
}
