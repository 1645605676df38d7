/* What keeps the boards named apart: law, rules, areas, sizes. And the landscape without what is the user's to change.
 */
#include <solver/explain/explain.h>

#include <solver/structure/program.h>

struct obstacles {
	struct explain *e;
	struct moot_obstacle *items;
	size_t count;
	size_t room;
	bool failed;
};

static void add(struct obstacles *o, char *what, const char *file, int line, const char *law, bool is_lifted)
{
	if (!what)
		o->failed = true;
	if (!what || o->count >= o->room)
		return;
	o->items[o->count++] = (struct moot_obstacle){what, file, line, law, is_lifted};
}

static const struct moot_board *named(const struct obstacles *o, size_t i)
{
	return &o->e->landscape->boards[o->e->request->boards[i]];
}

/* The law of one board. */
static void look_at_law(struct obstacles *o, size_t i)
{
	struct moot_arena *arena = o->e->out->arena;
	const struct moot_board *board = named(o, i);
	if (board->merge == MOOT_MERGE_NEVER)
		add(o, moot_arena_format(arena, "%s may never merge with another board", board->name), "boards.csv", 0,
		    board->legal_basis, false);
	if (board->merge == MOOT_MERGE_AGREEMENT && !o->e->landscape->policy.allow_agreement_merges)
		add(o,
		    moot_arena_format(
			arena, "%s may merge only with its partners' agreement, and allow_agreement_merges is no",
			board->name),
		    "boards.csv", 0, board->legal_basis, true);
}

/* How many of the boards named the rule names. */
static int count_named(const struct explain *e, const struct moot_rule *rule)
{
	int count = 0;
	for (size_t i = 0; i < e->request->board_count; i++) {
		bool is_named = false;
		for (size_t b = 0; b < rule->board_count; b++)
			is_named = is_named || rule->boards[b] == e->request->boards[i];
		count += is_named;
	}
	return count;
}

static void look_at_rules(struct obstacles *o)
{
	const struct moot_landscape *l = o->e->landscape;
	for (size_t r = 0; r < l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		int count = count_named(o->e, rule);
		bool parts = rule->kind == MOOT_RULE_APART && count > 1;
		bool holds = (rule->kind == MOOT_RULE_KEEP || rule->kind == MOOT_RULE_CLOSE) && count > 0;
		if (parts || holds)
			add(o,
			    moot_arena_format(o->e->out->arena, "The rule \"%s\" is against it%s%s", rule->text,
					      rule->reason[0] ? ": " : "", rule->reason),
			    rule->file, rule->line, "", rule->kind != MOOT_RULE_CLOSE);
	}
}

/* Nothing sets scrutiny aside: a body does not hold itself to account. */
static void look_at_scrutiny(struct obstacles *o)
{
	const struct moot_explain_request *request = o->e->request;
	for (size_t i = 0; i < request->board_count; i++)
		for (size_t j = i + 1; j < request->board_count; j++) {
			if (!moot_scrutiny_parts(o->e->landscape, request->boards[i], request->boards[j]))
				continue;
			bool first = moot_board_scrutinises(o->e->landscape, request->boards[i]);
			const struct moot_board *who = named(o, first ? i : j);
			add(o,
			    moot_arena_format(o->e->out->arena,
					      "%s scrutinises (its kind is %s), and may not sit with %s, which it may "
					      "have to hold to account",
					      who->name, who->kind, named(o, first ? j : i)->name),
			    "boards.csv", 0, who->legal_basis, false);
		}
}

static const char *area_of(const struct moot_board *board)
{
	return board->area[0] ? board->area : "the whole landscape";
}

static void look_at_areas(struct obstacles *o)
{
	const struct moot_explain_request *request = o->e->request;
	for (size_t i = 0; i < request->board_count; i++)
		for (size_t j = i + 1; j < request->board_count; j++) {
			if (moot_areas_fit(o->e->landscape, request->boards[i], request->boards[j]))
				continue;
			add(o,
			    moot_arena_format(o->e->out->arena,
					      "%s is for %s and %s for %s: allow_cross_area (or, for an area inside "
					      "another, allow_nested_area) is no",
					      named(o, i)->name, area_of(named(o, i)), named(o, j)->name,
					      area_of(named(o, j))),
			    "boards.csv", 0, "", true);
		}
}

enum moot_status explain_obstacles(struct explain *e, bool *possible)
{
	const struct moot_explain_request *request = e->request;
	size_t n = request->board_count;
	struct obstacles o = {.e = e, .room = 2 * n + n * n + e->landscape->rule_count + 2};
	o.items = moot_arena_array(e->out->arena, o.room, sizeof *o.items);
	if (!o.items)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < n; i++)
		look_at_law(&o, i);
	look_at_scrutiny(&o);
	look_at_rules(&o);
	look_at_areas(&o);
	if ((int)n > e->landscape->policy.max_merge)
		add(&o,
		    moot_arena_format(e->out->arena, "They are %zu boards, and max_merge is %d", n,
				      e->landscape->policy.max_merge),
		    "policy.csv", 0, "", true);
	*possible = o.count == 0;
	e->out->obstacles = o.items;
	e->out->obstacle_count = o.count;
	return o.failed ? MOOT_ERROR_MEMORY : MOOT_OK;
}

enum moot_status explain_lift(struct explain *e, struct moot_variant **out)
{
	const struct moot_explain_request *request = e->request;
	const struct moot_landscape *l = e->landscape;
	struct moot_variant *variant = moot_variant_new(l, e->out->arena);
	*out = NULL;
	for (size_t i = 0; i < e->out->obstacle_count; i++)
		if (!e->out->obstacles[i].is_lifted)
			return MOOT_OK;
	if (!variant || !moot_variant_own_boards(variant) ||
	    !moot_variant_release(variant, request->boards, request->board_count))
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < request->board_count; i++) {
		struct moot_board *board = &variant->landscape.boards[request->boards[i]];
		if (board->merge == MOOT_MERGE_AGREEMENT)
			board->merge = MOOT_MERGE_FREE;
		for (size_t j = i + 1; j < request->board_count; j++)
			if (!moot_areas_fit(l, request->boards[i], request->boards[j]))
				variant->landscape.policy.allow_cross_area = true;
	}
	if ((int)request->board_count > l->policy.max_merge)
		variant->landscape.policy.max_merge = (int)request->board_count;
	if (e->lift_members > l->policy.max_members)
		variant->landscape.policy.max_members = e->lift_members;
	if (e->lift_minutes > l->policy.max_minutes)
		variant->landscape.policy.max_minutes = e->lift_minutes;
	*out = variant;
	return MOOT_OK;
}
