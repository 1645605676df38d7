/*
 * Who may sit together and who may carry what: the merge law, areas, and the rules on boards.
 *
 * Every pair of a set is looked at; `never` and `keep` stay alone; `agreement` needs the policy's leave and the flag.
 * A closed board's theme goes to a set with a board whose area fits or holds its own, and on which every organisation
 * of its duties that sits on the closed board sits too.
 */
#include <solver/verify/verify.h>

#include <string.h>

/* Whether area `inner` is `outer` or lies inside it; the empty area holds all. */
static bool lies_in(const char *inner, const char *outer)
{
	size_t length = strlen(outer);
	return length == 0 || (strncmp(inner, outer, length) == 0 && (inner[length] == '\0' || inner[length] == '/'));
}

static bool areas_fit(const struct verify *v, int a, int b)
{
	const struct moot_board *x = &v->l->boards[a];
	const struct moot_board *y = &v->l->boards[b];
	const struct moot_policy *policy = &v->l->policy;
	return strcmp(x->area, y->area) == 0 || x->reports_to == b || y->reports_to == a || policy->allow_cross_area ||
	       (policy->allow_nested_area && (lies_in(x->area, y->area) || lies_in(y->area, x->area)));
}

static bool scrutinises(const struct verify *v, int board)
{
	return verify_contains(v->l->boards[board].kind, v->l->policy.scrutiny_words);
}

/* Who holds to account does not sit with those who may be held to account. */
static void check_scrutiny(struct verify *v, const struct verify_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = 0; j < set->count; j++)
			if (scrutinises(v, set->boards[i]) && !scrutinises(v, set->boards[j]))
				verify_fault(v, "board %s merges %s, which scrutinises, with %s", set->board->id,
					     v->l->boards[set->boards[i]].id, v->l->boards[set->boards[j]].id);
}

static void check_pairs(struct verify *v, const struct verify_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = i + 1; j < set->count; j++)
			if (!areas_fit(v, set->boards[i], set->boards[j]))
				verify_fault(v, "board %s merges %s and %s, whose areas \"%s\" and \"%s\" do not fit",
					     set->board->id, v->l->boards[set->boards[i]].id,
					     v->l->boards[set->boards[j]].id, v->l->boards[set->boards[i]].area,
					     v->l->boards[set->boards[j]].area);
}

/* The set's boards one by one; the plan must say where agreement is needed. */
static void check_merge(struct verify *v, const struct verify_set *set)
{
	bool agreement = false;
	for (size_t i = 0; i < set->count && !set->alone; i++) {
		const struct moot_board *board = &v->l->boards[set->boards[i]];
		if (board->merge == MOOT_MERGE_NEVER)
			verify_fault(v, "board %s merges %s, which may never merge", set->board->id, board->id);
		if (board->merge == MOOT_MERGE_AGREEMENT && !v->l->policy.allow_agreement_merges)
			verify_fault(v, "board %s merges %s, which needs an agreement that the policy does not allow",
				     set->board->id, board->id);
		agreement |= board->merge == MOOT_MERGE_AGREEMENT;
	}
	if (set->board->needs_agreement != agreement)
		verify_fault(v, "board %s is said %s agreement, but its boards say otherwise", set->board->id,
			     agreement ? "to need no" : "to need");
	if (set->count > (size_t)v->l->policy.max_merge)
		verify_fault(v, "board %s merges %zu boards, more than max_merge %d", set->board->id, set->count,
			     v->l->policy.max_merge);
	if (v->as_they_are && !set->alone)
		verify_fault(v, "board %s merges %zu boards, but the plan says that they were left as they are",
			     set->board->id, set->count);
}

/* True for a board that still meets. */
static bool stays(const struct verify *v, int board)
{
	int set = v->set_of[board];
	return set != MOOT_NONE && !v->sets[set].closed;
}

static void check_apart(struct verify *v, const struct moot_rule *rule)
{
	for (size_t i = 0; i < rule->board_count; i++)
		for (size_t j = i + 1; j < rule->board_count; j++) {
			int a = rule->boards[i];
			int b = rule->boards[j];
			if (a != b && stays(v, a) && v->set_of[a] == v->set_of[b])
				verify_fault(v, "rule \"%s\" is broken: %s and %s are both in board %s", rule->text,
					     v->l->boards[a].id, v->l->boards[b].id, v->sets[v->set_of[a]].board->id);
		}
}

static void check_together(struct verify *v, const struct moot_rule *rule)
{
	for (size_t i = 1; i < rule->board_count; i++) {
		int a = rule->boards[0];
		int b = rule->boards[i];
		if (a != b && v->set_of[a] != v->set_of[b])
			verify_fault(v, "rule \"%s\" is broken: %s and %s are not merged together", rule->text,
				     v->l->boards[a].id, v->l->boards[b].id);
	}
}

static void check_keep(struct verify *v, const struct moot_rule *rule)
{
	for (size_t i = 0; i < rule->board_count; i++) {
		int board = rule->boards[i];
		if (v->set_of[board] == MOOT_NONE)
			continue;
		const struct verify_set *set = &v->sets[v->set_of[board]];
		if (set->closed || !set->alone)
			verify_fault(v, "rule \"%s\" is broken: %s is not kept alone in board %s", rule->text,
				     v->l->boards[board].id, set->board->id);
	}
}

static void check_max_boards(struct verify *v, const struct moot_rule *rule)
{
	int count = 0;
	for (size_t i = 0; i < v->plan->board_count; i++)
		count += !v->sets[i].closed;
	if (count > rule->value)
		verify_fault(v, "rule \"%s\" is broken: the plan has %d boards", rule->text, count);
}

static void check_rule(struct verify *v, const struct moot_rule *rule)
{
	if (rule->kind == MOOT_RULE_APART)
		check_apart(v, rule);
	else if (rule->kind == MOOT_RULE_TOGETHER)
		check_together(v, rule);
	else if (rule->kind == MOOT_RULE_KEEP)
		check_keep(v, rule);
	else if (rule->kind == MOOT_RULE_MAX_BOARDS)
		check_max_boards(v, rule);
}

/* Whether an organisation has a row of whatever role on the board. */
static bool sits_on(const struct verify *v, int organisation, int board)
{
	for (size_t i = v->first_member[board]; i < v->first_member[board + 1]; i++)
		if (v->l->members[i].organisation == organisation)
			return true;
	return false;
}

static bool sits_in(const struct verify *v, int organisation, const struct verify_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (sits_on(v, organisation, set->boards[i]))
			return true;
	return false;
}

static void check_gift(struct verify *v, const struct verify_gift *gift)
{
	const struct verify_set *set = &v->sets[gift->set];
	const char *from = v->l->boards[gift->board].id;
	bool fits = false;
	bool parted = true;
	for (size_t i = 0; i < set->count; i++) {
		fits |= areas_fit(v, gift->board, set->boards[i]) ||
			lies_in(v->l->boards[gift->board].area, v->l->boards[set->boards[i]].area);
		parted &= scrutinises(v, gift->board) != scrutinises(v, set->boards[i]);
	}
	if (parted)
		verify_fault(v, "board %s takes over a theme of closed board %s, but one of the two scrutinises",
			     set->board->id, from);
	if (!fits)
		verify_fault(v, "board %s takes over a theme of closed board %s, whose area \"%s\" does not fit",
			     set->board->id, from, v->l->boards[gift->board].area);
	for (size_t i = 0; i < v->l->item_count && gift->row.theme != MOOT_NONE; i++) {
		int duty = v->l->items[i].duty;
		if (v->item_board[i] != gift->board || v->l->items[i].theme != gift->row.theme || duty == MOOT_NONE)
			continue;
		for (size_t j = 0; j < v->l->duties[duty].organisation_count; j++) {
			int organisation = v->l->duties[duty].organisations[j];
			if (sits_on(v, organisation, gift->board) && !sits_in(v, organisation, set))
				verify_fault(
				    v, "board %s takes over duty %s of closed board %s without %s, who sat there",
				    set->board->id, v->l->duties[duty].id, from, v->l->organisations[organisation]);
		}
	}
}

/* Whether someone whom the plan lists on the set has a row of the organisation on one of its boards. */
static bool listed(const struct verify *v, const struct verify_set *set, int organisation)
{
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = v->first_member[set->boards[i]]; j < v->first_member[set->boards[i] + 1]; j++) {
			const struct moot_member *row = &v->l->members[j];
			for (size_t k = 0; k < set->board->member_count && row->organisation == organisation; k++)
				if (strcmp(set->board->members[k].person, v->l->people[row->person].id) == 0)
					return true;
		}
	return false;
}

/* No organisation of a duty that sits on today's carrier may be lost by the merge. */
static void check_duty_seats(struct verify *v)
{
	for (size_t i = 0; i < v->l->item_count; i++) {
		int duty = v->l->items[i].duty;
		int board = v->item_board[i];
		if (duty == MOOT_NONE || !stays(v, board))
			continue;
		for (size_t j = 0; j < v->l->duties[duty].organisation_count; j++) {
			int organisation = v->l->duties[duty].organisations[j];
			const struct verify_set *set = &v->sets[v->set_of[board]];
			if (sits_on(v, organisation, board) && !listed(v, set, organisation))
				verify_fault(v, "board %s carries duty %s but has lost its organisation %s",
					     set->board->id, v->l->duties[duty].id, v->l->organisations[organisation]);
		}
	}
}

void verify_law(struct verify *v)
{
	for (size_t i = 0; i < v->plan->board_count; i++)
		if (!v->sets[i].closed) {
			check_merge(v, &v->sets[i]);
			check_pairs(v, &v->sets[i]);
			check_scrutiny(v, &v->sets[i]);
		}
	for (size_t i = 0; i < v->l->rule_count && !v->as_they_are; i++)
		check_rule(v, &v->l->rules[i]);
	for (size_t i = 0; i < v->gift_count; i++)
		if (v->gifts[i].set != MOOT_NONE)
			check_gift(v, &v->gifts[i]);
	check_duty_seats(v);
}
