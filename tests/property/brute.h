/*
 * Brute force: every partition of up to nine boards, and every way to hand the themes of closed boards over, costed by
 * plain code written from the definitions in moot/solve.h and from nothing else.
 */
#ifndef MOOT_TESTS_BRUTE_H
#define MOOT_TESTS_BRUTE_H

#include <math.h>
#include <tests/made.h>
#include <tests/property/random_landscape.h>

enum { BOARDS = 9, PEOPLE = 12, THEMES = 4, ITEMS = 10, MOST_PLANS = 3000000 };

struct brute {
	const struct moot_landscape *l;
	bool closed[BOARDS];
	int row_board[64];
	bool hosts[BOARDS];
	bool possible; /* false: rules contradict each other */
	/* Themes of closed boards. */
	int item_count;
	int item_board[ITEMS];
	int item_theme[ITEMS]; /* -1: own business */
	/* The search. */
	int part[BOARDS]; /* of each board */
	int parts;
	int item_part[ITEMS];
	double best;
	double *all; /* every objective, or NULL */
	size_t all_count;
	/* Costs of sets, by boards and items. */
	struct known {
		bool done;
		bool possible;
		double cost;
		double hours;
		unsigned people;
	} * known;
};

static bool fits_area(const struct moot_landscape *l, int a, int b)
{
	const char *x = l->boards[a].area;
	const char *y = l->boards[b].area;
	if (strcmp(x, y) == 0 || l->boards[a].reports_to == b || l->boards[b].reports_to == a ||
	    l->policy.allow_cross_area)
		return true;
	if (!l->policy.allow_nested_area)
		return false;
	char in_y[40];
	char in_x[40];
	snprintf(in_y, sizeof in_y, "%s/", y);
	snprintf(in_x, sizeof in_x, "%s/", x);
	return x[0] == '\0' || y[0] == '\0' || strncmp(x, in_y, strlen(in_y)) == 0 ||
	       strncmp(y, in_x, strlen(in_x)) == 0;
}

/* The empty area holds all others. */
static bool inside(const char *x, const char *y)
{
	char in_y[40];
	snprintf(in_y, sizeof in_y, "%s/", y);
	return y[0] == '\0' || strncmp(x, in_y, strlen(in_y)) == 0;
}

/* Whether one of the two scrutinises and the other does not: random landscapes have one kind of scrutiny. */
static bool parted(const struct moot_landscape *l, int a, int b)
{
	return (strcmp(l->boards[a].kind, SCRUTINY) == 0) != (strcmp(l->boards[b].kind, SCRUTINY) == 0);
}

/* n and the yearly minutes of a theme on a board; after host rules, or as today. */
static bool footprint(const struct brute *b, int board, int theme, bool today, double *n, double *m)
{
	double year = 0;
	bool any = false;
	*n = 0;
	for (size_t i = 0; i < b->l->item_count; i++) {
		const struct moot_item *row = &b->l->items[i];
		if ((today ? row->board : b->row_board[i]) != board || row->theme != theme)
			continue;
		any = true;
		*n = fmax(*n, row->per_year);
		year += (double)row->per_year * row->minutes;
	}
	*m = *n > 0 ? year / *n : 0;
	return any;
}

static double own_minutes(const struct brute *b, int board)
{
	const struct moot_board *x = &b->l->boards[board];
	double left = (double)x->meetings_per_year * (x->minutes - x->standing_minutes);
	for (int t = 0; t < (int)b->l->theme_count; t++) {
		double n = 0;
		double m = 0;
		footprint(b, board, t, true, &n, &m);
		left -= n * m;
	}
	return fmax(0, left);
}

static bool has_organisation(const struct moot_landscape *l, unsigned set, int organisation)
{
	for (size_t i = 0; i < l->member_count; i++)
		if (set >> l->members[i].board & 1 && l->members[i].organisation == organisation)
			return true;
	return false;
}

static bool on_item(const struct brute *b, size_t row, int item)
{
	return b->row_board[row] == b->item_board[item] && b->l->items[row].theme == b->item_theme[item];
}

static bool may_carry(const struct brute *b, unsigned set, int item)
{
	bool area = false;
	for (int i = 0; i < BOARDS; i++)
		area = area || (set >> i & 1 &&
				(fits_area(b->l, i, b->item_board[item]) ||
				 inside(b->l->boards[b->item_board[item]].area, b->l->boards[i].area)) &&
				!parted(b->l, i, b->item_board[item]));
	for (size_t r = 0; r < b->l->item_count && area; r++) {
		int duty = b->l->items[r].duty;
		if (!on_item(b, r, item) || duty == MOOT_NONE)
			continue;
		for (size_t o = 0; o < b->l->duties[duty].organisation_count; o++) {
			int organisation = b->l->duties[duty].organisations[o];
			if (has_organisation(b->l, 1u << b->item_board[item], organisation) &&
			    !has_organisation(b->l, set, organisation))
				return false;
		}
	}
	return area;
}

static bool may_sit(const struct brute *b, unsigned set)
{
	const struct moot_landscape *l = b->l;
	int count = __builtin_popcount(set);
	if (count == 1)
		return true;
	for (int i = 0; i < BOARDS; i++) {
		if (!(set >> i & 1))
			continue;
		if (l->boards[i].merge == MOOT_MERGE_NEVER ||
		    (l->boards[i].merge == MOOT_MERGE_AGREEMENT && !l->policy.allow_agreement_merges))
			return false;
		for (int j = i + 1; j < BOARDS; j++)
			if (set >> j & 1 && (!fits_area(l, i, j) || parted(l, i, j)))
				return false;
	}
	return count <= l->policy.max_merge;
}

/* Every rule that speaks of one set. */
static bool obeys(const struct brute *b, unsigned set)
{
	const struct moot_landscape *l = b->l;
	for (size_t r = 0; r < l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		unsigned named = 0;
		for (size_t i = 0; i < rule->board_count; i++)
			named |= 1u << rule->boards[i];
		unsigned both = named & set;
		if (rule->kind == MOOT_RULE_APART && __builtin_popcount(both) > 1)
			return false;
		if (rule->kind == MOOT_RULE_TOGETHER && both != 0 && both != named)
			return false;
		if (rule->kind == MOOT_RULE_KEEP && both != 0 && set != named)
			return false;
	}
	return true;
}

/* The person whom the chair rules on the set name; -1 for none, -2 for two. */
static int ruled_chair(const struct brute *b, unsigned set)
{
	int person = -1;
	for (size_t r = 0; r < b->l->rule_count; r++) {
		const struct moot_rule *rule = &b->l->rules[r];
		if (rule->kind != MOOT_RULE_CHAIR || !(set >> rule->boards[0] & 1))
			continue;
		if (person != -1 && person != rule->person)
			return -2;
		person = rule->person;
	}
	return person;
}

static double salary_of(const struct moot_landscape *l, int person)
{
	return l->people[person].salary < 0 ? l->policy.default_salary : l->people[person].salary;
}

static bool is_senior(const struct moot_landscape *l, int person)
{
	if (l->people[person].senior != MOOT_UNSAID)
		return l->people[person].senior == MOOT_YES;
	return l->people[person].salary >= 0 && l->people[person].salary >= l->policy.senior_salary;
}

static int role_in(const struct moot_landscape *l, unsigned set, int person, int ruled)
{
	int role = 99;
	for (size_t i = 0; i < l->member_count; i++)
		if (l->members[i].person == person && set >> l->members[i].board & 1 && (int)l->members[i].role < role)
			role = (int)l->members[i].role;
	return person == ruled ? -1 : role;
}

/* Whether `a` fills a seat before `b`. */
static bool fills_before(const struct moot_landscape *l, unsigned set, int a, int b, int ruled)
{
	int x = role_in(l, set, a, ruled);
	int y = role_in(l, set, b, ruled);
	if (x != y)
		return x < y;
	if (salary_of(l, a) != salary_of(l, b))
		return salary_of(l, a) > salary_of(l, b);
	return strcmp(l->people[a].id, l->people[b].id) < 0;
}

/* Bits of the people with a row of this kind for the organisation in the set. */
static unsigned holders(const struct moot_landscape *l, unsigned set, int organisation, enum moot_seat seat)
{
	unsigned people = 0;
	for (size_t i = 0; i < l->member_count; i++)
		if (set >> l->members[i].board & 1 && l->members[i].organisation == organisation &&
		    l->members[i].seat == seat)
			people |= 1u << l->members[i].person;
	return people;
}

static unsigned seated(const struct brute *b, unsigned set, bool in_common, int ruled)
{
	const struct moot_landscape *l = b->l;
	unsigned stay = 0;
	for (size_t i = 0; i < l->member_count; i++)
		if (set >> l->members[i].board & 1 &&
		    (in_common || __builtin_popcount(set) == 1 || l->members[i].seat == MOOT_SEAT_PERSONAL ||
		     l->members[i].organisation == MOOT_NONE))
			stay |= 1u << l->members[i].person;
	for (int o = 0; o < (int)l->organisation_count; o++) {
		int most = 0;
		for (int i = 0; i < BOARDS; i++)
			if (set >> i & 1) {
				int seats = __builtin_popcount(holders(l, 1u << i, o, MOOT_SEAT_ORGANISATION));
				most = seats > most ? seats : most;
			}
		unsigned personal = holders(l, set, o, MOOT_SEAT_PERSONAL);
		unsigned wanting = holders(l, set, o, MOOT_SEAT_ORGANISATION) & ~personal;
		for (int left = most - __builtin_popcount(personal); left > 0 && wanting != 0; left--) {
			int first = -1;
			for (int p = 0; p < PEOPLE; p++)
				if (wanting >> p & 1 && (first < 0 || fills_before(l, set, p, first, ruled)))
					first = p;
			stay |= 1u << first;
			wanting &= ~(1u << first);
		}
	}
	return stay;
}

static void add_print(double n, double m, double *most_n, double *most_m, double *sum_m)
{
	*most_n = fmax(*most_n, n);
	*most_m = fmax(*most_m, m);
	*sum_m += m;
}

/* Minutes of themes a year, own ones apart. */
static double theme_minutes(const struct brute *b, unsigned set, unsigned items)
{
	double total = 0;
	for (int t = 0; t < (int)b->l->theme_count; t++) {
		double n = 0;
		double m = 0;
		double most_n = 0;
		double most_m = 0;
		double sum_m = 0;
		for (int i = 0; i < BOARDS; i++)
			if (set >> i & 1 && footprint(b, i, t, false, &n, &m))
				add_print(n, m, &most_n, &most_m, &sum_m);
		for (int k = 0; k < b->item_count; k++)
			if (items >> k & 1 && b->item_theme[k] == t && footprint(b, b->item_board[k], t, false, &n, &m))
				add_print(n, m, &most_n, &most_m, &sum_m);
		total += most_n * (most_m + b->l->policy.overlap_residual * (sum_m - most_m));
	}
	return total;
}

static double law_of(const struct brute *b, unsigned set, unsigned items)
{
	double most = 0;
	for (int i = 0; i < (int)b->l->board_count; i++)
		if (set >> i & 1)
			most = fmax(most, b->l->boards[i].min_per_year);
	for (size_t r = 0; r < b->l->item_count; r++) {
		int duty = b->l->items[r].duty;
		bool on = set >> b->row_board[r] & 1;
		for (int k = 0; k < b->item_count; k++)
			on = on || (items >> k & 1 && on_item(b, r, k));
		if (on && duty != MOOT_NONE)
			most = fmax(most, b->l->duties[duty].min_per_year);
	}
	return most;
}

static double length_today(const struct brute *b, int board)
{
	const struct moot_board *x = &b->l->boards[board];
	double year = own_minutes(b, board);
	for (int t = 0; t < (int)b->l->theme_count; t++) {
		double n = 0;
		double m = 0;
		footprint(b, board, t, true, &n, &m);
		year += n * m;
	}
	return x->standing_minutes + (x->meetings_per_year > 0 ? year / x->meetings_per_year : 0);
}

/* What a set of boards is like when they sit together. */
struct form {
	double f;
	double o;
	double o_sum;
	double prep;
	double travel;
	double own;
	int only;
	bool in_common;
};

static struct form form_of(const struct brute *b, unsigned set)
{
	struct form form = {.only = -1};
	for (int i = 0; i < (int)b->l->board_count; i++) {
		const struct moot_board *x = &b->l->boards[i];
		if (!(set >> i & 1))
			continue;
		form.only = i;
		form.f = fmax(form.f, x->meetings_per_year);
		form.o = fmax(form.o, x->standing_minutes);
		form.o_sum += x->standing_minutes;
		form.prep = fmax(form.prep, x->prep_minutes);
		form.travel = fmax(form.travel, x->mode == MOOT_ONLINE ? 0 : x->travel_minutes);
		form.own += own_minutes(b, i);
		if (__builtin_popcount(set) > 1 && x->merge == MOOT_MERGE_IN_COMMON)
			form.in_common = true;
	}
	form.o = form.in_common ? form.o_sum : form.o;
	return form;
}

/* F(S); negative where no meeting is long enough. */
static double frequency(const struct brute *b, unsigned set, unsigned items, const struct form *form, double minutes)
{
	int count = __builtin_popcount(set);
	double longest = b->l->policy.max_minutes;
	if (count == 1 && items == 0 && !b->hosts[form->only])
		return form->f;
	longest = count > 1 ? longest : fmax(longest, length_today(b, form->only));
	if (longest <= form->o)
		return -1;
	return fmax(fmax(form->f, law_of(b, set, items)), ceil(minutes / (longest - form->o) - 1e-9));
}

static void cost_set(const struct brute *b, unsigned set, unsigned items, struct known *out)
{
	const struct moot_policy *policy = &b->l->policy;
	int count = __builtin_popcount(set);
	struct form form = form_of(b, set);
	*out = (struct known){.done = true};
	if (!may_sit(b, set) || !obeys(b, set))
		return;
	for (int k = 0; k < b->item_count; k++)
		if (items >> k & 1) {
			form.own += b->item_theme[k] == -1 ? own_minutes(b, b->item_board[k]) : 0;
			if (!may_carry(b, set, k))
				return;
		}
	double themes = theme_minutes(b, set, items);
	double f = frequency(b, set, items, &form, themes + form.own);
	int ruled = ruled_chair(b, set);
	out->people = seated(b, set, form.in_common, ruled);
	if (f < 0 || ruled == -2 || (ruled >= 0 && !(out->people >> ruled & 1)) ||
	    (count > 1 && __builtin_popcount(out->people) > policy->max_members))
		return;
	out->hours = f * (form.o + form.prep + form.travel) / 60 + (themes + form.own) / 60;
	out->cost = policy->overlap_weight * themes / 60 + policy->other_weight * policy->support_hours * f;
	out->cost += form.in_common ? 0 : policy->merge_penalty * (count - 1);
	for (int p = 0; p < (int)b->l->person_count; p++)
		if (out->people >> p & 1)
			out->cost += (is_senior(b->l, p) ? 1 : policy->other_weight) * out->hours;
	out->possible = true;
}

static double constant_of(const struct brute *b)
{
	double sum = 0;
	for (int t = 0; t < (int)b->l->theme_count; t++) {
		double most = 0;
		for (int i = 0; i < (int)b->l->board_count; i++) {
			double n = 0;
			double m = 0;
			footprint(b, i, t, true, &n, &m);
			most = fmax(most, n * m);
		}
		sum += most;
	}
	return b->l->policy.overlap_weight * sum / 60;
}

static void try_partition(struct brute *b)
{
	double hours[PEOPLE] = {0};
	double total = -constant_of(b);
	for (size_t r = 0; r < b->l->rule_count; r++)
		if (b->l->rules[r].kind == MOOT_RULE_MAX_BOARDS && b->parts > b->l->rules[r].value)
			return;
	for (int s = 0; s < b->parts; s++) {
		unsigned set = 0;
		unsigned items = 0;
		for (int i = 0; i < (int)b->l->board_count; i++)
			set |= !b->closed[i] && b->part[i] == s ? 1u << i : 0;
		for (int k = 0; k < b->item_count; k++)
			items |= b->item_part[k] == s ? 1u << k : 0;
		struct known *known = &b->known[(size_t)items << BOARDS | set];
		if (!known->done)
			cost_set(b, set, items, known);
		if (!known->possible)
			return;
		total += known->cost;
		for (int p = 0; p < PEOPLE; p++)
			hours[p] += known->people >> p & 1 ? known->hours : 0;
	}
	for (int p = 0; p < (int)b->l->person_count; p++)
		if (b->l->people[p].max_hours >= 0)
			total += b->l->policy.over_price * fmax(0, hours[p] - b->l->people[p].max_hours);
	if (b->all)
		b->all[b->all_count++] = total;
	b->best = fmin(b->best, total);
}

static void try_items(struct brute *b, int item)
{
	if (item == b->item_count) {
		try_partition(b);
		return;
	}
	for (int s = 0; s < b->parts; s++) {
		b->item_part[item] = s;
		try_items(b, item + 1);
	}
}

static void try_boards(struct brute *b, int board)
{
	if (board == (int)b->l->board_count) {
		try_items(b, 0);
		return;
	}
	if (b->closed[board]) {
		try_boards(b, board + 1);
		return;
	}
	int parts = b->parts;
	for (int s = 0; s <= parts; s++) {
		b->part[board] = s;
		b->parts = s == parts ? parts + 1 : parts;
		try_boards(b, board + 1);
	}
	b->parts = parts;
}

static void read_rules(struct brute *b)
{
	const struct moot_landscape *l = b->l;
	int claimed[64];
	for (size_t r = 0; r < l->rule_count; r++)
		if (l->rules[r].kind == MOOT_RULE_CLOSE)
			b->closed[l->rules[r].boards[0]] = true;
	for (size_t i = 0; i < l->item_count; i++) {
		claimed[i] = -1;
		b->row_board[i] = l->items[i].board;
	}
	for (size_t r = 0; r < l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		bool closed = rule->board_count > 0 && b->closed[rule->boards[0]];
		bool pair = rule->board_count == 2 && rule->boards[0] != rule->boards[1];
		bool other = rule->board_count == 2 && b->closed[rule->boards[1]];
		if (((rule->kind == MOOT_RULE_KEEP || rule->kind == MOOT_RULE_HOST) && closed) ||
		    (rule->kind == MOOT_RULE_TOGETHER && pair && (closed || other)))
			b->possible = false;
		for (size_t i = 0; i < l->item_count && rule->kind == MOOT_RULE_HOST; i++) {
			if (rule->duty != MOOT_NONE ? l->items[i].duty != rule->duty : l->items[i].theme != rule->theme)
				continue;
			if (claimed[i] != -1 && claimed[i] != rule->boards[0])
				b->possible = false;
			claimed[i] = rule->boards[0];
			b->hosts[rule->boards[0]] = b->hosts[rule->boards[0]] || l->items[i].board != rule->boards[0];
			b->row_board[i] = rule->boards[0];
		}
	}
}

/* The themes of closed boards, and how many boards are not; false where there are too many. */
static bool list_items(struct brute *b, int *open)
{
	double n = 0;
	double m = 0;
	for (int i = 0; i < (int)b->l->board_count; i++) {
		*open += !b->closed[i];
		for (int t = -1; t < (int)b->l->theme_count && b->closed[i]; t++) {
			if (t == -1 ? own_minutes(b, i) <= 1e-6 : !footprint(b, i, t, false, &n, &m))
				continue;
			if (b->item_count == ITEMS)
				return false;
			b->item_board[b->item_count] = i;
			b->item_theme[b->item_count++] = t;
		}
	}
	return true;
}

/* Bell's numbers. */
static double partitions_of(int boards)
{
	static const int bell[BOARDS + 1] = {1, 1, 2, 5, 15, 52, 203, 877, 4140, 21147};
	return bell[boards];
}

/*
 * The best objective over all plans, INFINITY where there is none; NAN where there are too many to try. `all` takes the
 * objective of every plan, where not NULL.
 */
static double brute_force_into(const struct moot_landscape *l, double *all, size_t *all_count)
{
	struct brute b = {.l = l, .possible = true, .best = INFINITY, .all = all};
	int open = 0;
	read_rules(&b);
	if (!list_items(&b, &open))
		return NAN;
	if (partitions_of(open) * pow(open, b.item_count) > MOST_PLANS)
		return NAN;
	b.known = calloc((size_t)1 << (BOARDS + b.item_count), sizeof *b.known);
	cr_assert(b.known);
	if (b.possible)
		try_boards(&b, 0);
	free(b.known);
	*all_count = b.all_count;
	return b.best;
}

static inline double brute_force(const struct moot_landscape *l)
{
	size_t count = 0;
	return brute_force_into(l, NULL, &count);
}

/* Every objective, of each set of boards one; none where boards close, since then there are several. */
static inline double brute_force_all(const struct moot_landscape *l, double *all, size_t *count)
{
	*count = 0;
	for (size_t r = 0; r < l->rule_count; r++)
		if (l->rules[r].kind == MOOT_RULE_CLOSE)
			return NAN;
	return brute_force_into(l, all, count);
}

#endif
