/*
 * The structure against brute force: every partition of up to eight boards, and every way to hand the themes of closed
 * boards over, costed by plain code written from the definitions in moot/solve.h and from nothing else.
 *
 * Beside it: properties of the optimum that hold on any landscape.
 */
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/structure.h>
#include <stdio.h>
#include <tests/property/random_landscape.h>

enum { BOARDS = 8, PEOPLE = 12, THEMES = 4, ITEMS = 10 };

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
		area = area || (set >> i & 1 && fits_area(b->l, i, b->item_board[item]));
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
			if (set >> j & 1 && !fits_area(l, i, j))
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

static void cost_set(const struct brute *b, unsigned set, unsigned items, struct known *out)
{
	const struct moot_landscape *l = b->l;
	const struct moot_policy *policy = &l->policy;
	int count = __builtin_popcount(set);
	double f = 0;
	double o = 0;
	double o_sum = 0;
	double prep = 0;
	double travel = 0;
	double own = 0;
	int only = -1;
	bool in_common = false;
	*out = (struct known){.done = true};
	if (!may_sit(b, set) || !obeys(b, set))
		return;
	for (int i = 0; i < (int)l->board_count; i++) {
		const struct moot_board *x = &l->boards[i];
		if (!(set >> i & 1))
			continue;
		only = i;
		f = fmax(f, x->meetings_per_year);
		o = fmax(o, x->standing_minutes);
		o_sum += x->standing_minutes;
		prep = fmax(prep, x->prep_minutes);
		travel = fmax(travel, x->mode == MOOT_ONLINE ? 0 : x->travel_minutes);
		own += own_minutes(b, i);
		in_common = in_common || (count > 1 && x->merge == MOOT_MERGE_IN_COMMON);
	}
	for (int k = 0; k < b->item_count; k++)
		if (items >> k & 1) {
			own += b->item_theme[k] == -1 ? own_minutes(b, b->item_board[k]) : 0;
			if (!may_carry(b, set, k))
				return;
		}
	o = in_common ? o_sum : o;
	double themes = theme_minutes(b, set, items);
	if (count > 1 || items != 0 || b->hosts[only]) {
		double longest = policy->max_minutes;
		longest = count > 1 ? longest : fmax(longest, length_today(b, only));
		if (longest <= o)
			return;
		f = fmax(fmax(f, law_of(b, set, items)), ceil((themes + own) / (longest - o) - 1e-9));
	}
	int ruled = ruled_chair(b, set);
	out->people = seated(b, set, in_common, ruled);
	if (ruled == -2 || (ruled >= 0 && !(out->people >> ruled & 1)))
		return;
	if (count > 1 && __builtin_popcount(out->people) > policy->max_members)
		return;
	out->hours = f * (o + prep + travel) / 60 + (themes + own) / 60;
	out->cost = policy->overlap_weight * themes / 60 + policy->other_weight * policy->support_hours * f;
	out->cost += in_common ? 0 : policy->merge_penalty * (count - 1);
	for (int p = 0; p < (int)l->person_count; p++)
		if (out->people >> p & 1)
			out->cost += (is_senior(l, p) ? 1 : policy->other_weight) * out->hours;
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
		struct known *known = &b->known[(size_t)set << ITEMS | items];
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

/* The best objective over all plans, INFINITY where there is none; NAN where there are too many to try. */
static double brute_force(const struct moot_landscape *l)
{
	struct brute b = {.l = l, .possible = true, .best = INFINITY};
	double n = 0;
	double m = 0;
	int open = 0;
	read_rules(&b);
	for (int i = 0; i < (int)l->board_count; i++) {
		open += !b.closed[i];
		for (int t = -1; t < (int)l->theme_count && b.closed[i]; t++) {
			if (t == -1 ? own_minutes(&b, i) <= 1e-6 : !footprint(&b, i, t, false, &n, &m))
				continue;
			if (b.item_count == ITEMS)
				return NAN;
			b.item_board[b.item_count] = i;
			b.item_theme[b.item_count++] = t;
		}
	}
	if (pow(open, b.item_count) > 3000)
		return NAN;
	b.known = calloc((size_t)1 << (BOARDS + ITEMS), sizeof *b.known);
	cr_assert(b.known);
	if (b.possible)
		try_boards(&b, 0);
	free(b.known);
	return b.best;
}

/* The program's objective; INFINITY where it proves that there is no plan. Its plan is verified. */
static double solved(const struct moot_landscape *l, uint64_t seed, struct moot_totals *before,
		     struct moot_totals *after)
{
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = {
	    .time_limit = 60, .gap = 0.01, .threads = 1, .seed = 1, .structure_only = true};
	struct moot_error error = {0};
	double objective = INFINITY;
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	enum moot_status status = moot_structure_solve(l, &options, moot_clock_seconds() + 60, plan, &error);
	if (status == MOOT_ERROR_INFEASIBLE) {
		cr_assert(strlen(error.message) > 40, "seed %llu: %s", (unsigned long long)seed, error.message);
		moot_plan_free(plan);
		return INFINITY;
	}
	cr_assert_eq(status, MOOT_OK, "seed %llu: %s", (unsigned long long)seed, error.message);
	cr_assert_eq(plan->structure.status, MOOT_SEARCH_OPTIMAL, "seed %llu", (unsigned long long)seed);
	cr_assert_eq(plan->structure.gap, 0, "seed %llu", (unsigned long long)seed);
	struct moot_verdict *verdict = NULL;
	plan->landscape = l->policy.name;
	plan->timezone = l->policy.timezone;
	plan->created = l->created;
	plan->start = l->policy.start;
	plan->end = l->policy.end;
	plan->status = plan->structure.status;
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK);
	cr_assert_eq(verdict->count, 0, "seed %llu: %s", (unsigned long long)seed,
		     verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
	objective = plan->structure.objective;
	if (before)
		*before = plan->before;
	if (after)
		*after = plan->after;
	moot_plan_free(plan);
	return objective;
}

static bool equal(double a, double b)
{
	return (isinf(a) && isinf(b)) || fabs(a - b) <= 1e-6 * (1 + fabs(a));
}

static void compare_with_brute_force(uint64_t from, int count, int most_boards, int most_rules)
{
	int infeasible = 0;
	int compared = 0;
	for (uint64_t seed = from; compared < count; seed++) {
		struct moot_landscape *l = random_landscape(seed, most_boards, most_rules);
		made_finish(l);
		double expected = brute_force(l);
		if (!isnan(expected)) {
			double found = solved(l, seed, NULL, NULL);
			cr_assert(equal(found, expected), "seed %llu: solved %.9f, brute force %.9f",
				  (unsigned long long)seed, found, expected);
			infeasible += isinf(expected);
			compared++;
		}
		moot_landscape_free(l);
	}
	fprintf(stderr, "%d landscapes, %d of them without a plan\n", compared, infeasible);
	cr_assert_lt(infeasible, compared / 2, "too few landscapes have a plan to mean anything");
}

Test(structure_brute, without_rules)
{
	compare_with_brute_force(1000, 200, 7, 0);
}

Test(structure_brute, with_every_kind_of_rule)
{
	compare_with_brute_force(50000, 500, 7, 3);
}

Test(structure_brute, eight_boards)
{
	compare_with_brute_force(90000, 60, 8, 2);
}

/* Boards and people in another order: nothing changes but the order. */
static struct moot_landscape *permuted(uint64_t seed, uint64_t shuffle)
{
	struct chance c = {shuffle};
	struct moot_landscape *l = random_landscape(seed, 8, 2);
	int boards = (int)l->board_count;
	int order[BOARDS];
	struct moot_board old[BOARDS];
	memcpy(old, l->boards, sizeof *old * (size_t)boards);
	for (int i = 0; i < boards; i++)
		order[i] = i;
	for (int i = boards - 1; i > 0; i--) {
		int j = below(&c, i + 1);
		int swap = order[i];
		order[i] = order[j];
		order[j] = swap;
	}
	for (int i = 0; i < boards; i++) {
		l->boards[order[i]] = old[i];
		if (old[i].reports_to != MOOT_NONE)
			l->boards[order[i]].reports_to = order[old[i].reports_to];
	}
	for (size_t m = 0; m < l->member_count; m++)
		l->members[m].board = order[l->members[m].board];
	for (size_t i = 0; i < l->item_count; i++)
		l->items[i].board = order[l->items[i].board];
	for (size_t r = 0; r < l->rule_count; r++)
		for (size_t b = 0; b < l->rules[r].board_count; b++)
			l->rules[r].boards[b] = order[l->rules[r].boards[b]];
	return l;
}

Test(structure_brute, order_changes_nothing)
{
	for (uint64_t seed = 7000; seed < 7100; seed++) {
		struct moot_landscape *l = random_landscape(seed, 8, 2);
		struct moot_landscape *other = permuted(seed, seed + 1);
		made_finish(l);
		made_finish(other);
		double a = solved(l, seed, NULL, NULL);
		double b = solved(other, seed, NULL, NULL);
		cr_assert(equal(a, b), "seed %llu: %.9f and %.9f", (unsigned long long)seed, a, b);
		moot_landscape_free(l);
		moot_landscape_free(other);
	}
}

/* close, host and chair rules change the program itself, and may pay; the others only take plans away. */
Test(structure_brute, another_rule_never_improves)
{
	for (uint64_t seed = 8000; seed < 8100; seed++) {
		struct moot_landscape *l = random_landscape(seed, 8, 2);
		made_finish(l);
		double before = solved(l, seed, NULL, NULL);
		struct chance c = {seed};
		int a = below(&c, (int)l->board_count);
		int b = below(&c, (int)l->board_count);
		static const enum moot_rule_kind kinds[] = {MOOT_RULE_APART, MOOT_RULE_TOGETHER, MOOT_RULE_KEEP,
							    MOOT_RULE_MAX_BOARDS};
		enum moot_rule_kind kind = kinds[below(&c, 4)];
		struct moot_rule *rule = kind == MOOT_RULE_KEEP         ? made_rule(l, kind, 1, a)
					 : kind == MOOT_RULE_MAX_BOARDS ? made_rule(l, kind, 0)
									: made_rule(l, kind, 2, a, b);
		rule->value = 1 + below(&c, (int)l->board_count);
		double after = solved(l, seed, NULL, NULL);
		cr_assert(isinf(after) || after >= before - 1e-6 * (1 + fabs(before)),
			  "seed %llu: %.9f, with a rule more %.9f", (unsigned long long)seed, before, after);
		moot_landscape_free(l);
	}
}

Test(structure_brute, pay_scales_cost)
{
	for (uint64_t seed = 9000; seed < 9040; seed++) {
		struct moot_landscape *l = random_landscape(seed, 8, 1);
		struct moot_totals before[2];
		struct moot_totals after[2];
		double objective[2];
		made_finish(l);
		for (int i = 0; i < 2; i++) {
			objective[i] = solved(l, seed, &before[i], &after[i]);
			for (size_t p = 0; p < l->person_count; p++)
				l->people[p].salary *= l->people[p].salary > 0 ? 3 : 1;
			l->policy.default_salary *= 3;
			l->policy.senior_salary *= 3;
		}
		cr_assert(equal(objective[0], objective[1]));
		if (isfinite(objective[0])) {
			cr_assert(equal(before[0].cost * 3, before[1].cost));
			cr_assert(equal(after[0].hours, after[1].hours));
			cr_assert(equal(after[0].cost * 3, after[1].cost));
		}
		moot_landscape_free(l);
	}
}
