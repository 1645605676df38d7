/*
 * Themes that one set leads for another, and boards that close because others lead all they discuss.
 *
 *     need    m_t(S) > report_minutes, not taken over from a closed board
 *     duty    no row of t on the boards of S has a duty
 *     cover   |organisations of S on S'| >= cover |organisations of S| > 0
 *     area    for each board of S with t, one of S' with an area equal, inside, around, reporting, or any
 *     lead    t is on the agenda of S', n m (S') >= lead_share n m (S), and S' hands t to nobody
 *
 * What S keeps of t is a report of report_minutes, n times a year.
 */
#include <solver/verify/verify.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_hands(const void *a, const void *b)
{
	const struct verify_hand *x = a;
	const struct verify_hand *y = b;
	return x->giver != y->giver ? (x->giver < y->giver ? -1 : 1) : (x->theme > y->theme) - (x->theme < y->theme);
}

static void read_hand(struct verify *v, const struct moot_hand_over *given)
{
	int board = verify_names_find(&v->boards, given->from);
	int from = verify_names_find(&v->plan_ids, given->from);
	int to = verify_names_find(&v->plan_ids, given->to);
	int theme = verify_names_find(&v->themes, given->theme);
	if (board == MOOT_NONE || v->closing[board] || from == MOOT_NONE)
		return; /* partition.c's */
	if (v->sets[from].closed && !v->sets[from].leaves)
		verify_fault(v, "theme \"%s\" is handed over from %s, which is closed", given->theme, given->from);
	else if (to == MOOT_NONE || v->sets[to].closed || to == from)
		verify_fault(v, "theme \"%s\" of %s is handed over to %s, which cannot lead it", given->theme,
			     given->from, given->to);
	else if (theme == MOOT_NONE)
		verify_fault(v, "theme \"%s\" is handed over from %s, but is no theme", given->theme, given->from);
	else
		v->hands[v->hand_count++] = (struct verify_hand){from, theme, to, {MOOT_NONE, 0, 0}};
}

void verify_read_hands(struct verify *v)
{
	v->hands = verify_room(v, v->plan->handed_over_count, sizeof *v->hands);
	v->first_hand = verify_room(v, v->plan->board_count + 1, sizeof *v->first_hand);
	if (v->failed)
		return;
	for (size_t i = 0; i < v->plan->handed_over_count; i++)
		read_hand(v, &v->plan->handed_over[i]);
	if (v->hand_count > 0 && (v->as_they_are || !v->l->policy.hand_over))
		verify_fault(v, "%zu themes are handed over, though hand_over is no or boards were left as they are",
			     v->hand_count);
	if (v->hand_count > 1)
		qsort(v->hands, v->hand_count, sizeof *v->hands, compare_hands);
	for (size_t i = 0; i < v->hand_count; i++)
		v->first_hand[v->hands[i].giver + 1]++;
	for (size_t i = 0; i < v->plan->board_count; i++)
		v->first_hand[i + 1] += v->first_hand[i];
}

void verify_shorten(struct verify *v, struct verify_set *set)
{
	size_t index = (size_t)(set - v->sets);
	for (size_t i = v->first_hand[index]; i < v->first_hand[index + 1]; i++)
		for (size_t j = 0; j < set->theme_count; j++) {
			if (set->themes[j].theme != v->hands[i].theme)
				continue;
			v->hands[i].full = set->themes[j];
			set->themes[j].minutes = fmin(set->themes[j].minutes, v->l->policy.report_minutes);
		}
}

static bool hands_over(const struct verify *v, int set, int theme)
{
	for (size_t i = v->first_hand[set]; i < v->first_hand[set + 1]; i++)
		if (v->hands[i].theme == theme)
			return true;
	return false;
}

static bool sits(const struct verify *v, const struct verify_set *set, int organisation)
{
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = v->first_member[set->boards[i]]; j < v->first_member[set->boards[i] + 1]; j++)
			if (v->l->members[j].organisation == organisation)
				return true;
	return false;
}

/* The share of the giver's organisations that also sit on the lead; below 0 where none sits there. */
static double share_covered(struct verify *v, const struct verify_set *giver, const struct verify_set *lead)
{
	bool *seen = verify_room(v, v->l->organisation_count, sizeof *seen);
	double all = 0;
	double common = 0;
	for (size_t i = 0; i < giver->count && seen; i++)
		for (size_t j = v->first_member[giver->boards[i]]; j < v->first_member[giver->boards[i] + 1]; j++) {
			int organisation = v->l->members[j].organisation;
			if (organisation == MOOT_NONE || seen[organisation])
				continue;
			seen[organisation] = true;
			all++;
			common += sits(v, lead, organisation);
		}
	return all > 0 ? common / all : -1;
}

static bool lies_in(const char *inner, const char *outer)
{
	size_t length = strlen(outer);
	return length == 0 || (strncmp(inner, outer, length) == 0 && (inner[length] == '\0' || inner[length] == '/'));
}

static bool area_meets(const struct verify *v, int board, const struct verify_set *lead)
{
	const struct moot_board *x = &v->l->boards[board];
	for (size_t i = 0; i < lead->count; i++) {
		const struct moot_board *y = &v->l->boards[lead->boards[i]];
		if (v->l->policy.allow_cross_area || lies_in(x->area, y->area) || lies_in(y->area, x->area) ||
		    x->reports_to == lead->boards[i] || y->reports_to == board)
			return true;
	}
	return false;
}

/* Whether the boards of the set scrutinise; law.c sees to it that all do or none. */
static bool scrutinises(const struct verify *v, const struct verify_set *set)
{
	return set->count > 0 && verify_contains(v->l->boards[set->boards[0]].kind, v->l->policy.scrutiny_words);
}

/* The duty, if any, on the rows of a theme on a set's boards. */
static int duty_on(const struct verify *v, int set, int theme)
{
	for (size_t i = 0; i < v->l->item_count; i++)
		if (v->l->items[i].theme == theme && v->l->items[i].duty != MOOT_NONE &&
		    v->set_of[v->item_board[i]] == set)
			return v->l->items[i].duty;
	return MOOT_NONE;
}

static bool took_over(const struct verify *v, int set, int theme)
{
	for (size_t i = 0; i < v->gift_count; i++)
		if (v->gifts[i].set == set && v->gifts[i].row.theme == theme)
			return true;
	return false;
}

static const struct verify_row *row_of(const struct verify_set *set, int theme)
{
	for (size_t i = 0; i < set->theme_count; i++)
		if (set->themes[i].theme == theme)
			return &set->themes[i];
	return NULL;
}

/* Whether the lead has the theme, for long enough, and keeps it. */
static void check_lead(struct verify *v, const struct verify_hand *hand, const char *theme)
{
	const char *from = v->sets[hand->giver].board->id;
	const struct verify_set *lead = &v->sets[hand->lead];
	const struct verify_row *row = row_of(lead, hand->theme);
	double need = v->l->policy.lead_share * hand->full.per_year * hand->full.minutes;
	if (!row)
		verify_fault(v, "%s hands \"%s\" to %s, which does not have it", from, theme, lead->board->id);
	else if (hands_over(v, hand->lead, hand->theme))
		verify_fault(v, "%s hands \"%s\" to %s, which hands it on", from, theme, lead->board->id);
	else if (row->per_year * row->minutes < need - 1e-9)
		verify_fault(v, "%s hands \"%s\" to %s, which spends less than lead_share on it", from, theme,
			     lead->board->id);
}

static void check_hand(struct verify *v, const struct verify_hand *hand)
{
	const struct verify_set *giver = &v->sets[hand->giver];
	const struct verify_set *lead = &v->sets[hand->lead];
	const char *theme = v->l->themes[hand->theme];
	const char *from = giver->board->id;
	int duty = duty_on(v, hand->giver, hand->theme);
	if (hand->full.theme == MOOT_NONE) {
		verify_fault(v, "%s hands \"%s\" over, which is not on its agenda", from, theme);
		return;
	}
	if (!giver->leaves && !(hand->full.minutes > v->l->policy.report_minutes))
		verify_fault(v, "%s hands \"%s\" over, which takes no longer than a report", from, theme);
	if (took_over(v, hand->giver, hand->theme))
		verify_fault(v, "%s hands \"%s\" over, which it took over from a closed board", from, theme);
	if (duty != MOOT_NONE)
		verify_fault(v, "%s hands \"%s\" over, which carries its duty %s", from, theme, v->l->duties[duty].id);
	if (share_covered(v, giver, lead) < v->l->policy.cover - 1e-9)
		verify_fault(v, "%s hands \"%s\" to %s, which covers too few of its organisations", from, theme,
			     lead->board->id);
	if (scrutinises(v, giver) != scrutinises(v, lead))
		verify_fault(v, "%s hands \"%s\" to %s, but one of the two scrutinises", from, theme, lead->board->id);
	for (size_t i = 0; i < giver->count; i++)
		if (verify_agenda_find(&v->agenda[giver->boards[i]], hand->theme) != MOOT_NONE &&
		    !area_meets(v, giver->boards[i], lead))
			verify_fault(v, "%s hands \"%s\" to %s, whose area does not meet that of %s", from, theme,
				     lead->board->id, v->l->boards[giver->boards[i]].id);
	check_lead(v, hand, theme);
}

/* The first rule that names the board and more than keeps it apart or off certain days. */
static const struct moot_rule *rule_on(const struct verify *v, int board)
{
	for (size_t i = 0; i < v->l->rule_count; i++) {
		const struct moot_rule *rule = &v->l->rules[i];
		for (size_t j = 0; j < rule->board_count; j++)
			if (rule->boards[j] == board && rule->kind != MOOT_RULE_APART && rule->kind != MOOT_RULE_NOT_ON)
				return rule;
	}
	return NULL;
}

/* A board that no rule closes may close only where it owes nobody anything and has nothing left to discuss. */
static void check_leaving(struct verify *v, int index)
{
	const struct verify_set *set = &v->sets[index];
	const char *id = set->board->id;
	const struct moot_board *board = &v->l->boards[set->boards[0]];
	const struct verify_agenda *agenda = &v->agenda[set->boards[0]];
	const struct moot_rule *rule = rule_on(v, set->boards[0]);
	if (board->statutory || board->min_per_year > 0 || board->merge != MOOT_MERGE_FREE)
		verify_fault(v, "board %s closes though the law keeps it", id);
	if (rule)
		verify_fault(v, "board %s closes though rule \"%s\" names it", id, rule->text);
	if (agenda->own > 0)
		verify_fault(v, "board %s closes though its agenda does not list all that it does", id);
	if (agenda->count == 0)
		verify_fault(v, "board %s closes, but no rule closes it and it hands nothing over", id);
	for (size_t i = 0; i < agenda->count; i++) {
		if (!hands_over(v, index, agenda->rows[i].theme))
			verify_fault(v, "board %s closes, but nobody leads its theme \"%s\"", id,
				     v->l->themes[agenda->rows[i].theme]);
		for (size_t j = v->first_hand[index]; j < v->first_hand[index + 1]; j++)
			if (v->hands[j].theme == agenda->rows[i].theme)
				v->hands[j].full = agenda->rows[i];
	}
}

void verify_hands(struct verify *v)
{
	for (size_t i = 0; i < v->plan->board_count; i++)
		if (v->sets[i].leaves)
			check_leaving(v, (int)i);
	for (size_t i = 0; i < v->hand_count && !v->failed; i++) {
		check_hand(v, &v->hands[i]);
		if (i > 0 && compare_hands(&v->hands[i - 1], &v->hands[i]) == 0)
			verify_fault(v, "%s hands \"%s\" over twice", v->sets[v->hands[i].giver].board->id,
				     v->l->themes[v->hands[i].theme]);
	}
}
