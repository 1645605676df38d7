/*
 * Why a board of the plan is what it is, in plain sentences with numbers.
 *
 * The sentences of a merged board take its saving apart: what a year of meetings costs in standing business,
 * preparation and travel before and after, what its agenda does, whom it releases. Those of a board that stays alone
 * say what keeps it apart, or what its best partner would cost.
 */
#include <solver/structure/fill.h>

#include <math.h>
#include <solver/structure/why.h>
#include <solver/structure/words.h>
#include <string.h>

enum { MOST_WHY = 16, MOST_NAMES = 4, MOST_PARTNERS = 1000 };

struct reasons {
	struct moot_program *program;
	const struct moot_search *search;
	struct moot_arena *arena;
	const char **lines;
	size_t count;
	bool failed;
};

static void add(struct reasons *r, char *line)
{
	if (!line)
		r->failed = true;
	else if (r->count < MOST_WHY)
		r->lines[r->count++] = line;
}

static int meetings_today(const struct reasons *r, const struct moot_set *set)
{
	int meetings = 0;
	for (int i = 0; i < set->board_count; i++)
		meetings += r->program->costs.forms[set->boards[i]].frequency;
	return meetings;
}

/* How many people sit today on more than one board of the set. */
static int count_shared(const struct reasons *r, const struct moot_set *set)
{
	const struct moot_costs *costs = &r->program->costs;
	int shared = 0;
	for (int s = 0; s < costs->seats.count; s++) {
		int person = costs->seats.sitters[s].person;
		int boards = 0;
		for (int i = 0; i < set->board_count; i++)
			for (int m = costs->first[set->boards[i]]; m < costs->first[set->boards[i] + 1]; m++)
				boards += r->program->landscape->members[m].person == person;
		shared += boards > 1;
	}
	return shared;
}

/* On how many boards of the set a theme is today. */
static int boards_with(const struct reasons *r, const struct moot_set *set, int theme)
{
	int boards = 0;
	for (int b = 0; b < set->board_count; b++) {
		const struct moot_agenda *agenda = &r->program->costs.today[set->boards[b]];
		for (int t = 0; t < agenda->theme_count; t++)
			boards += agenda->themes[t].theme == theme;
	}
	return boards;
}

/* Adds a name to a list of at most MOST_NAMES; `count` counts it in. */
static char *list_name(struct reasons *r, char *list, int *count, const char *name)
{
	if (++*count > MOST_NAMES || !list)
		return list;
	return moot_arena_format(r->arena, "%s%s%s", list, *list ? ", " : "", name);
}

static char *end_list(struct reasons *r, char *list, int count)
{
	if (list && count > MOST_NAMES)
		list = moot_arena_format(r->arena, "%s and %d more", list, count - MOST_NAMES);
	r->failed = r->failed || !list;
	return list;
}

/* The people of the set costed last whose seats are released. */
static char *released_names(struct reasons *r, int *count)
{
	const struct moot_seats *seats = &r->program->costs.seats;
	char *list = moot_arena_text(r->arena, "");
	*count = 0;
	for (int i = 0; i < seats->count; i++)
		if (!seats->sitters[i].seated)
			list = list_name(r, list, count, r->program->landscape->people[seats->sitters[i].person].name);
	return end_list(r, list, *count);
}

/* The themes that more than one board of the set (costed last) has today. */
static void say_shared_themes(struct reasons *r, const struct moot_set *set)
{
	const struct moot_costs *costs = &r->program->costs;
	char *list = moot_arena_text(r->arena, "");
	int count = 0;
	for (int i = 0; i < costs->touched_count; i++)
		if (boards_with(r, set, costs->touched[i]) > 1)
			list = list_name(r, list, &count, r->program->landscape->themes[costs->touched[i]]);
	list = end_list(r, list, count);
	if (list && count > 0)
		add(r, moot_arena_format(r->arena, "Discussed once instead of several times: %s.", list));
}

/* Rules that name a board of the set and shaped it. */
static void say_rules(struct reasons *r, const struct moot_set *set, enum moot_rule_kind kind)
{
	const struct moot_landscape *l = r->program->landscape;
	for (size_t i = 0; i < l->rule_count; i++) {
		const struct moot_rule *rule = &l->rules[i];
		bool names = false;
		for (size_t b = 0; b < rule->board_count && rule->kind == kind; b++)
			for (int s = 0; s < set->board_count; s++)
				names = names || rule->boards[b] == set->boards[s];
		if (!names)
			continue;
		add(r, moot_arena_format(r->arena, "Asked for by the rule \"%s\"%s%s.", rule->text,
					 rule->reason[0] ? ": " : "", rule->reason));
	}
}

/* The saving of a board, taken apart. */
static void say_saving(struct reasons *r, const struct moot_breakdown *breakdown)
{
	const char *lines[MOOT_WHY_SAVING];
	int count = 0;
	r->failed = !moot_why_saving(r->arena, breakdown, lines, &count) || r->failed;
	for (int i = 0; i < count && r->count < MOST_WHY; i++)
		r->lines[r->count++] = lines[i];
}

static void say_merge(struct reasons *r, const struct moot_set *set, const struct moot_breakdown *breakdown)
{
	struct moot_set_cost cost;
	int released = 0;
	moot_costs_of(&r->program->costs, set, &cost);
	char *boards = moot_words_count(r->arena, set->board_count, "board", "boards");
	char *before = moot_words_count(r->arena, meetings_today(r, set), "meeting", "meetings");
	char *saved = moot_why_total(r->arena, breakdown);
	add(r, !boards || !before || !saved ? NULL
					    : moot_arena_format(r->arena, "%s with %s a year become one with %d%s",
								boards, before, cost.frequency, saved));
	say_saving(r, breakdown);
	int twice = count_shared(r, set);
	if (twice > 0)
		add(r, moot_arena_format(r->arena, "%d %s on more than one of them today.", twice,
					 twice == 1 ? "person sits" : "people sit"));
	else
		add(r, moot_arena_text(r->arena, "Nobody sits on more than one of them today."));
	say_shared_themes(r, set);
	char *names = released_names(r, &released);
	if (released > 0)
		add(r, moot_arena_format(r->arena, "%d %s released, as %s: %s.", released,
					 released == 1 ? "person is" : "people are",
					 released == 1 ? "the organisation keeps enough seats"
						       : "the organisations keep enough seats",
					 names ? names : ""));
}

/* The boards of the set that need agreement under the law of its i-th; NULL where an earlier one named them. */
static char *names_under_law(struct reasons *r, const struct moot_set *set, int i)
{
	const struct moot_board *boards = r->program->landscape->boards;
	const char *law = boards[set->boards[i]].legal_basis;
	char *list = moot_arena_text(r->arena, "");
	int count = 0;
	for (int j = 0; j < set->board_count; j++) {
		const struct moot_board *board = &boards[set->boards[j]];
		if (board->merge != MOOT_MERGE_AGREEMENT || strcmp(board->legal_basis, law) != 0)
			continue;
		if (j < i)
			return NULL;
		list = list_name(r, list, &count, board->name);
	}
	return end_list(r, list, count);
}

/* What the law says of the boards of a merge. */
static void say_law(struct reasons *r, const struct moot_set *set, bool in_common)
{
	if (in_common)
		add(r,
		    moot_arena_text(r->arena, "They meet in common: one meeting, while bodies, seats and quorums stay "
					      "separate in law."));
	for (int i = 0; i < set->board_count; i++) {
		const struct moot_board *board = &r->program->landscape->boards[set->boards[i]];
		char *names = board->merge == MOOT_MERGE_AGREEMENT ? names_under_law(r, set, i) : NULL;
		if (names)
			add(r, moot_arena_format(r->arena, "Only with agreement: %s%s%s.", names,
						 board->legal_basis[0] ? "; " : "", board->legal_basis));
	}
}

/* Work that came from elsewhere by `close` or `host`. */
static void say_work(struct reasons *r, const struct moot_set *set)
{
	const struct moot_landscape *l = r->program->landscape;
	for (int k = 0; k < set->taken_count; k++) {
		const struct moot_taken *taken = &r->program->items[set->taken[k]];
		add(r, moot_arena_format(r->arena, "It takes over %s%s%s from %s, which closes: %.0f minutes a year.",
					 taken->theme == MOOT_NONE ? "the own business" : "\"",
					 taken->theme == MOOT_NONE ? "" : l->themes[taken->theme],
					 taken->theme == MOOT_NONE ? "" : "\"", l->boards[taken->board].name,
					 taken->minutes * taken->per_year));
	}
	say_rules(r, set, MOOT_RULE_HOST);
}

struct partner {
	int board;
	int candidates;
	double change; /* in the objective, if the two merged and all else stayed */
};

/* The best board to merge with, were both alone. */
static struct partner best_partner(struct reasons *r, int board)
{
	struct moot_program *p = r->program;
	struct partner best = {MOOT_NONE, 0, INFINITY};
	struct moot_set_cost cost;
	const struct moot_set alone = {.boards = &board, .board_count = 1};
	moot_costs_of(&p->costs, &alone, &cost);
	double own = cost.cost;
	for (int b = 0; b < (int)p->landscape->board_count; b++) {
		if (b == board || p->atom_of[b] == MOOT_NONE || p->atoms[p->atom_of[b]].board_count > 1 ||
		    !moot_atoms_compatible(p, p->atom_of[board], p->atom_of[b]))
			continue;
		if (++best.candidates > MOST_PARTNERS)
			continue;
		const int pair[2] = {b < board ? b : board, b < board ? board : b};
		const struct moot_set both = {.boards = pair, .board_count = 2};
		const struct moot_set other = {.boards = &b, .board_count = 1};
		struct moot_set_cost single;
		moot_costs_of(&p->costs, &other, &single);
		moot_costs_of(&p->costs, &both, &cost);
		double change = cost.cost - own - single.cost;
		if (cost.fault == MOOT_SET_POSSIBLE && change < best.change) {
			best.change = change;
			best.board = b;
		}
	}
	return best;
}

/* Whether another board of the landscape could sit with this one but for its area. */
static bool only_areas_differ(const struct reasons *r, int board)
{
	const struct moot_landscape *l = r->program->landscape;
	for (int b = 0; b < (int)l->board_count; b++)
		if (b != board && !moot_areas_fit(l, board, b) && l->boards[b].merge != MOOT_MERGE_NEVER)
			return true;
	return false;
}

/* Why no other board may sit with it, told by the strongest reason. */
static void say_no_partner(struct reasons *r, int board)
{
	const struct moot_landscape *l = r->program->landscape;
	if (l->boards[board].merge == MOOT_MERGE_AGREEMENT && !l->policy.allow_agreement_merges)
		add(r, moot_arena_format(r->arena,
					 "It may merge only with agreement, and allow_agreement_merges is no%s%s.",
					 l->boards[board].legal_basis[0] ? ": " : "", l->boards[board].legal_basis));
	else if (moot_board_scrutinises(l, board))
		add(r, moot_arena_format(r->arena,
					 "It scrutinises (%s), and may not sit with boards that it may have to hold to "
					 "account%s%s.",
					 l->boards[board].kind, l->boards[board].legal_basis[0] ? ": " : "",
					 l->boards[board].legal_basis));
	else if (only_areas_differ(r, board))
		add(r, moot_arena_format(r->arena, "No board that could merge with it has its area (%s).",
					 l->boards[board].area[0] ? l->boards[board].area : "the whole landscape"));
	else
		add(r, moot_arena_text(r->arena, "No other board may merge with it."));
}

/* The best partner would pay, but the whole plan is better: mostly because the partner merges with others. */
static void say_better_elsewhere(struct reasons *r, const struct partner *best)
{
	const struct moot_landscape *l = r->program->landscape;
	const char *name = l->boards[best->board].name;
	int boards = 1;
	int other = MOOT_NONE;
	for (int i = 0; i < r->search->set_count; i++) {
		const struct moot_set *set = &r->search->sets[i].set;
		bool with = false;
		for (int b = 0; b < set->board_count; b++)
			with = with || set->boards[b] == best->board;
		boards = with ? set->board_count : boards;
		for (int b = 0; b < set->board_count && with && set->board_count > 1; b++)
			other = set->boards[b] != best->board ? set->boards[b] : other;
	}
	const bool shared = r->search->together && r->search->given_count > 0;
	char *saved = moot_words_hours(r->arena, best->change, "weighted");
	if (!saved)
		add(r, NULL);
	else if (other == MOOT_NONE)
		add(r, moot_arena_format(r->arena, "Merging it with %s would save %s a year, but %s.", name, saved,
					 shared ? "the plan saves more by handing items over between boards"
						: "the limits on the whole plan leave no room for it"));
	else
		add(r, moot_arena_format(r->arena,
					 "Merging it with %s would save %s a year, but the plan saves more by "
					 "merging that one with %s%s.",
					 name, saved, l->boards[other].name, boards > 2 ? " and others" : ""));
}

static void say_no_gain(struct reasons *r, const struct partner *best)
{
	const char *name = r->program->landscape->boards[best->board].name;
	char *cost = moot_words_hours(r->arena, best->change, "weighted");
	add(r, cost ? moot_arena_format(r->arena,
					"Merging it with %s, its best partner, would cost %s a year more than it "
					"saves.",
					name, cost)
		    : NULL);
}

static void say_kept(struct reasons *r, const struct moot_set *set)
{
	const struct moot_landscape *l = r->program->landscape;
	int board = set->boards[0];
	size_t before = r->count;
	say_rules(r, set, MOOT_RULE_KEEP);
	if (l->boards[board].merge == MOOT_MERGE_NEVER)
		add(r, moot_arena_format(r->arena, "It may never merge with another board%s%s.",
					 l->boards[board].legal_basis[0] ? ": " : "", l->boards[board].legal_basis));
	if (r->count > before)
		return;
	struct partner best = best_partner(r, board);
	if (best.candidates == 0)
		say_no_partner(r, board);
	else if (best.board == MOOT_NONE)
		add(r, moot_arena_text(r->arena, "A merger with any board that fits would be too large."));
	else if (best.change >= 0)
		say_no_gain(r, &best);
	else
		say_better_elsewhere(r, &best);
}

/* What a board that stays alone gains or loses by work that moves. */
static void say_change(struct reasons *r, const struct moot_breakdown *breakdown)
{
	char *saved = NULL;
	for (int i = 0; i < MOOT_PART_COUNT; i++)
		if (fabs(breakdown->parts[i].hours) >= 0.05 || fabs(breakdown->parts[i].weighted) >= 0.05) {
			saved = moot_why_total(r->arena, breakdown);
			add(r, saved ? moot_arena_format(r->arena, "What moves changes its year%s", saved) : NULL);
			say_saving(r, breakdown);
			return;
		}
}

static void say_closed(struct reasons *r, int board, const struct moot_breakdown *breakdown)
{
	const struct moot_landscape *l = r->program->landscape;
	const struct moot_set self = {.boards = &board, .board_count = 1};
	char *meetings = moot_words_count(r->arena, meetings_today(r, &self), "meeting", "meetings");
	char *saved = moot_why_total(r->arena, breakdown);
	add(r,
	    meetings && saved ? moot_arena_format(r->arena, "It ends, with its %s a year%s", meetings, saved) : NULL);
	say_saving(r, breakdown);
	say_rules(r, &self, MOOT_RULE_CLOSE);
	for (int i = 0; i < r->search->set_count; i++) {
		const struct moot_set *set = &r->search->sets[i].set;
		for (int k = 0; k < set->taken_count; k++) {
			const struct moot_taken *taken = &r->program->items[set->taken[k]];
			if (taken->board != board)
				continue;
			add(r,
			    moot_arena_format(r->arena, "%s goes to %s.",
					      taken->theme == MOOT_NONE ? "Its own business" : l->themes[taken->theme],
					      l->boards[moot_structure_lead(r->program, set)].name));
		}
	}
}

enum moot_status moot_structure_why(struct moot_program *program, const struct moot_search *search,
				    const struct moot_set *set, int board, struct moot_plan *plan,
				    struct moot_plan_board *out)
{
	struct reasons r = {.program = program, .search = search, .arena = plan->arena};
	r.lines = moot_arena_array(plan->arena, MOST_WHY, sizeof *r.lines);
	if (!r.lines)
		return MOOT_ERROR_MEMORY;
	if (program->terse)
		return MOOT_OK;
	if (!set) {
		say_closed(&r, board, &out->breakdown);
	} else if (program->options->calendar_only) {
		add(&r, moot_arena_text(r.arena, "Boards were left as they are."));
	} else if (set->board_count > 1) {
		say_merge(&r, set, &out->breakdown);
		say_law(&r, set, out->fate == MOOT_IN_COMMON);
		say_rules(&r, set, MOOT_RULE_TOGETHER);
		say_work(&r, set);
	} else {
		say_kept(&r, set);
		say_work(&r, set);
		say_change(&r, &out->breakdown);
	}
	out->why = r.lines;
	out->why_count = r.count;
	return r.failed ? MOOT_ERROR_MEMORY : MOOT_OK;
}
