/*
 * Brute force on hand-overs: for given sets every choice of themes that are handed over and boards that close, and the
 * same over all partitions; from the definitions in moot/solve.h, with brute.h's costs of what is not handed over.
 */
#ifndef MOOT_TESTS_BRUTE_HANDS_H
#define MOOT_TESTS_BRUTE_HANDS_H

#include <tests/property/brute.h>

enum { LEAVES = -2, MOST_HANDS = 13 };

struct hands_brute {
	struct brute b;
	unsigned sets[BOARDS]; /* boards of each set */
	unsigned items[BOARDS];
	int set_count;
	unsigned leaving;        /* boards */
	unsigned handed[BOARDS]; /* themes of each set */
	bool too_many;
	double best;
};

static bool on_agenda(const struct brute *b, unsigned set, unsigned items, int theme)
{
	double n = 0;
	double m = 0;
	for (int i = 0; i < (int)b->l->board_count; i++)
		if (set >> i & 1 && footprint(b, i, theme, false, &n, &m))
			return true;
	for (int k = 0; k < b->item_count; k++)
		if (items >> k & 1 && b->item_theme[k] == theme)
			return true;
	return false;
}

/* n and m of a theme on a set, nothing handed over. */
static void union_print(const struct brute *b, unsigned set, unsigned items, int theme, double *most_n, double *minutes)
{
	double n = 0;
	double m = 0;
	double most_m = 0;
	double sum_m = 0;
	*most_n = 0;
	for (int i = 0; i < (int)b->l->board_count; i++)
		if (set >> i & 1 && footprint(b, i, theme, false, &n, &m))
			add_print(n, m, most_n, &most_m, &sum_m);
	for (int k = 0; k < b->item_count; k++)
		if (items >> k & 1 && b->item_theme[k] == theme && footprint(b, b->item_board[k], theme, false, &n, &m))
			add_print(n, m, most_n, &most_m, &sum_m);
	*minutes = most_m + b->l->policy.overlap_residual * (sum_m - most_m);
}

static bool has_duty(const struct brute *b, unsigned set, int theme)
{
	for (size_t r = 0; r < b->l->item_count; r++)
		if (b->l->items[r].duty != MOOT_NONE && (theme < 0 || b->l->items[r].theme == theme) &&
		    set >> b->row_board[r] & 1)
			return true;
	return false;
}

static bool may_hand(const struct brute *b, unsigned set, unsigned items, int theme)
{
	double n = 0;
	double m = 0;
	union_print(b, set, items, theme, &n, &m);
	for (int k = 0; k < b->item_count; k++)
		if (items >> k & 1 && b->item_theme[k] == theme)
			return false;
	return on_agenda(b, set, items, theme) && m > b->l->policy.report_minutes && !has_duty(b, set, theme);
}

static bool meets(const struct moot_landscape *l, int board, unsigned lead)
{
	for (int i = 0; i < (int)l->board_count; i++)
		if (lead >> i & 1 && !parted(l, board, i) &&
		    (fits_area(l, board, i) || inside(l->boards[i].area, l->boards[board].area) ||
		     inside(l->boards[board].area, l->boards[i].area)))
			return true;
	return false;
}

/* Whether set `s` may lead a theme of these boards. */
static bool may_lead(const struct hands_brute *h, int s, unsigned boards, double year, int theme)
{
	const struct brute *b = &h->b;
	double n = 0;
	double m = 0;
	double all = 0;
	double common = 0;
	for (int o = 0; o < (int)b->l->organisation_count; o++) {
		bool on = has_organisation(b->l, boards, o);
		all += on;
		common += on && has_organisation(b->l, h->sets[s], o);
	}
	for (int i = 0; i < (int)b->l->board_count; i++)
		if (boards >> i & 1 && footprint(b, i, theme, false, &n, &m) && !meets(b->l, i, h->sets[s]))
			return false;
	union_print(b, h->sets[s], h->items[s], theme, &n, &m);
	return all > 0 && common >= b->l->policy.cover * all - 1e-9 && !(h->handed[s] >> theme & 1) &&
	       on_agenda(b, h->sets[s], h->items[s], theme) && n * m >= b->l->policy.lead_share * year - 1e-9;
}

static bool led(const struct hands_brute *h, int giver, unsigned boards, double year, int theme)
{
	for (int s = 0; s < h->set_count; s++)
		if (s != giver && may_lead(h, s, boards, year, theme))
			return true;
	return false;
}

static bool may_leave(const struct brute *b, int board)
{
	const struct moot_board *x = &b->l->boards[board];
	bool any = false;
	for (size_t r = 0; r < b->l->rule_count; r++)
		for (size_t i = 0; i < b->l->rules[r].board_count; i++)
			if (b->l->rules[r].boards[i] == board && b->l->rules[r].kind != MOOT_RULE_APART &&
			    b->l->rules[r].kind != MOOT_RULE_NOT_ON)
				return false;
	for (int t = 0; t < (int)b->l->theme_count; t++)
		any = any || on_agenda(b, 1u << board, 0, t);
	return any && !x->statutory && x->min_per_year == 0 && x->merge == MOOT_MERGE_FREE &&
	       !has_duty(b, 1u << board, -1) && own_minutes(b, board) <= 1e-6;
}

/* Cost of a set with reports; false where it cannot be. */
static bool cost_handed(struct hands_brute *h, int s, struct known *out)
{
	const struct brute *b = &h->b;
	const struct moot_policy *policy = &b->l->policy;
	cost_set(b, h->sets[s], h->items[s], out);
	if (!out->possible || h->handed[s] == 0)
		return out->possible;
	struct form form = form_of(b, h->sets[s]);
	double themes = theme_minutes(b, h->sets[s], h->items[s]);
	double weight = 0;
	for (int t = 0; t < (int)b->l->theme_count; t++) {
		double n = 0;
		double m = 0;
		union_print(b, h->sets[s], h->items[s], t, &n, &m);
		themes -= h->handed[s] >> t & 1 ? n * (m - policy->report_minutes) : 0;
	}
	for (int k = 0; k < b->item_count; k++)
		form.own += h->items[s] >> k & 1 && b->item_theme[k] == -1 ? own_minutes(b, b->item_board[k]) : 0;
	for (int p = 0; p < (int)b->l->person_count; p++)
		weight += !(out->people >> p & 1) ? 0 : is_senior(b->l, p) ? 1 : policy->other_weight;
	double f = frequency(b, h->sets[s], h->items[s], &form, themes + form.own);
	out->hours = f * (form.o + form.prep + form.travel) / 60 + (themes + form.own) / 60;
	out->cost = weight * out->hours + policy->overlap_weight * themes / 60 +
		    policy->other_weight * policy->support_hours * f +
		    (form.in_common ? 0 : policy->merge_penalty * (__builtin_popcount(h->sets[s]) - 1));
	return true;
}

static bool is_sound(const struct hands_brute *h)
{
	const struct brute *b = &h->b;
	for (int s = 0; s < h->set_count; s++)
		for (int t = 0; t < (int)b->l->theme_count; t++) {
			double n = 0;
			double m = 0;
			union_print(b, h->sets[s], h->items[s], t, &n, &m);
			if (h->handed[s] >> t & 1 && !led(h, s, h->sets[s], n * m, t))
				return false;
		}
	for (int i = 0; i < (int)b->l->board_count; i++)
		for (int t = 0; t < (int)b->l->theme_count && h->leaving >> i & 1; t++) {
			double n = 0;
			double m = 0;
			if (footprint(b, i, t, false, &n, &m) && !led(h, -1, 1u << i, n * m, t))
				return false;
		}
	return true;
}

static void weigh(struct hands_brute *h)
{
	const struct moot_landscape *l = h->b.l;
	double hours[PEOPLE] = {0};
	double total = -constant_of(&h->b);
	if (!is_sound(h))
		return;
	for (int s = 0; s < h->set_count; s++) {
		struct known known;
		if (!cost_handed(h, s, &known))
			return;
		total += known.cost;
		for (int p = 0; p < PEOPLE; p++)
			hours[p] += known.people >> p & 1 ? known.hours : 0;
	}
	for (int p = 0; p < (int)l->person_count; p++)
		if (l->people[p].max_hours >= 0)
			total += l->policy.over_price * fmax(0, hours[p] - l->people[p].max_hours);
	h->best = fmin(h->best, total);
}

/* Every choice of themes that the sets hand over. */
static void try_hands(struct hands_brute *h)
{
	int themes = (int)h->b.l->theme_count;
	int sets[BOARDS * THEMES];
	int theme[BOARDS * THEMES];
	int count = 0;
	for (int s = 0; s < h->set_count; s++)
		for (int t = 0; t < themes; t++)
			if (may_hand(&h->b, h->sets[s], h->items[s], t)) {
				sets[count] = s;
				theme[count++] = t;
			}
	if (count > MOST_HANDS) {
		h->too_many = true;
		return;
	}
	for (unsigned mask = 0; mask < 1u << count; mask++) {
		memset(h->handed, 0, sizeof h->handed);
		for (int i = 0; i < count; i++)
			h->handed[sets[i]] |= mask >> i & 1 ? 1u << theme[i] : 0;
		weigh(h);
	}
}

/* The best hand-overs for the sets of a plan without any; NAN where there are too many to try. */
static inline double brute_hands_after(const struct moot_landscape *l, const struct moot_plan *plan)
{
	struct hands_brute h = {.b = {.l = l, .possible = true}, .best = INFINITY};
	unsigned sets[BOARDS] = {0};
	unsigned items[BOARDS] = {0};
	const char *ids[BOARDS];
	int count = 0;
	read_rules(&h.b);
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		for (size_t k = 0; k < board->from_count && board->fate != MOOT_CLOSED; k++)
			sets[count] |= 1u << moot_landscape_board(l, board->from[k]);
		ids[count] = board->id;
		count += board->fate != MOOT_CLOSED;
	}
	for (size_t i = 0; i < plan->handed_over_count; i++) {
		const struct moot_hand_over *given = &plan->handed_over[i];
		int t = (int)l->theme_count - 1;
		while (t >= 0 && strcmp(l->themes[t], given->theme) != 0)
			t--;
		if (h.b.item_count == ITEMS)
			return NAN;
		h.b.item_board[h.b.item_count] = moot_landscape_board(l, given->from);
		h.b.item_theme[h.b.item_count] = t;
		for (int s = 0; s < count; s++)
			items[s] |= strcmp(ids[s], given->to) == 0 ? 1u << h.b.item_count : 0;
		h.b.item_count++;
	}
	for (unsigned gone = 0; gone < 1u << count; gone++) {
		bool may = true;
		h.leaving = 0;
		h.set_count = 0;
		for (int s = 0; s < count; s++) {
			for (int i = 0; i < (int)l->board_count && gone >> s & 1; i++)
				may = may && (!(sets[s] >> i & 1) || may_leave(&h.b, i));
			h.leaving |= gone >> s & 1 ? sets[s] : 0;
			h.sets[h.set_count] = sets[s];
			h.items[h.set_count] = items[s];
			h.set_count += !(gone >> s & 1);
			may = may && (!(gone >> s & 1) || items[s] == 0);
		}
		if (may)
			try_hands(&h);
	}
	return h.too_many ? NAN : h.best;
}

/* Every choice of who takes the themes of closed boards over. */
static void try_takers(struct hands_brute *h, int item)
{
	if (item < h->b.item_count) {
		for (int s = 0; s < h->set_count; s++) {
			h->items[s] |= 1u << item;
			try_takers(h, item + 1);
			h->items[s] &= ~(1u << item);
		}
		return;
	}
	for (int s = 0; s < h->set_count; s++) {
		struct known known;
		cost_set(&h->b, h->sets[s], h->items[s], &known);
		if (!known.possible)
			return;
	}
	try_hands(h);
}

static void try_all(struct hands_brute *h, int board)
{
	const struct moot_landscape *l = h->b.l;
	if (board == (int)l->board_count) {
		for (size_t r = 0; r < l->rule_count; r++)
			if (l->rules[r].kind == MOOT_RULE_MAX_BOARDS && h->set_count > l->rules[r].value)
				return;
		try_takers(h, 0);
		return;
	}
	if (h->b.closed[board]) {
		try_all(h, board + 1);
		return;
	}
	int sets = h->set_count;
	for (int s = 0; s <= sets; s++) {
		h->sets[s] |= 1u << board;
		h->set_count = s == sets ? sets + 1 : sets;
		try_all(h, board + 1);
		h->sets[s] &= ~(1u << board);
	}
	h->set_count = sets;
	if (!may_leave(&h->b, board))
		return;
	h->leaving |= 1u << board;
	try_all(h, board + 1);
	h->leaving &= ~(1u << board);
}

/* The best partition and hand-overs of all; NAN where there are too many, INFINITY where there are none. */
static inline double brute_hands_together(const struct moot_landscape *l)
{
	struct hands_brute h = {.b = {.l = l, .possible = true}, .best = INFINITY};
	int open = 0;
	read_rules(&h.b);
	if (!list_items(&h.b, &open) || pow(open, h.b.item_count) > 2000)
		return NAN;
	if (h.b.possible)
		try_all(&h, 0);
	return h.too_many ? NAN : h.best;
}

#endif
