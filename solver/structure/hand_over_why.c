/* The sentences of a board's `why` that tell of hand-overs: what it hands over, what it leads, why it closes. */
#include <solver/structure/hand_over.h>

#include <solver/structure/fill.h>

struct lines {
	struct moot_program *program;
	const struct moot_search *search;
	struct moot_arena *arena;
	const char **items;
	size_t count;
	bool failed;
};

static void add(struct lines *lines, char *text)
{
	if (text)
		lines->items[lines->count++] = text;
	else
		lines->failed = true;
}

static const char *name_of_set(const struct lines *lines, int set)
{
	const struct moot_landscape *l = lines->program->landscape;
	return l->boards[moot_structure_lead(lines->program, &lines->search->sets[set].set)].name;
}

/* Minutes a year that one theme takes on a set as it would be without its hand-overs, and what its report takes. */
static void measure(const struct lines *lines, int set, int theme, double *whole, double *report)
{
	struct moot_costs *costs = &lines->program->costs;
	struct moot_set bare = lines->search->sets[set].set;
	struct moot_set_cost cost;
	bare.handed_count = 0;
	moot_costs_of(costs, &bare, &cost);
	*whole = moot_costs_times(costs, theme) * moot_costs_minutes(costs, theme);
	*report = (double)moot_costs_times(costs, theme) * lines->program->landscape->policy.report_minutes;
}

static void say(struct lines *lines, const struct moot_given *given, int set, int board)
{
	const struct moot_landscape *l = lines->program->landscape;
	const char *theme = l->themes[given->theme];
	double whole = 0;
	double report = 0;
	if (board != MOOT_NONE && given->board == board) {
		add(lines, moot_arena_format(lines->arena, "\"%s\" is left to %s, which covers it already.", theme,
					     name_of_set(lines, given->to)));
	} else if (set != MOOT_NONE && given->from == set) {
		measure(lines, set, given->theme, &whole, &report);
		add(lines, moot_arena_format(lines->arena,
					     "\"%s\" is led by %s; what stays here is a report: %.0f instead of %.0f "
					     "minutes a year.",
					     theme, name_of_set(lines, given->to), report, whole));
	} else if (set != MOOT_NONE && given->to == set) {
		add(lines, moot_arena_format(lines->arena, "It leads \"%s\" for %s.", theme,
					     given->from == MOOT_NONE ? l->boards[given->board].name
								      : name_of_set(lines, given->from)));
	}
}

enum moot_status moot_hand_over_why(struct moot_program *program, const struct moot_search *search, int set, int board,
				    struct moot_arena *arena, struct moot_plan_board *out)
{
	struct lines lines = {.program = program, .search = search, .arena = arena};
	bool closes = set == MOOT_NONE && search->closes && search->closes[board];
	if (search->given_count == 0)
		return MOOT_OK;
	lines.items = moot_arena_array(arena, out->why_count + (size_t)search->given_count + 1, sizeof *lines.items);
	if (!lines.items)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < out->why_count; i++)
		lines.items[lines.count++] = out->why[i];
	if (closes)
		add(&lines, moot_arena_text(arena, "It carries no duty of its own, and other boards cover all of its "
						   "agenda: it closes."));
	for (int i = 0; i < search->given_count; i++)
		say(&lines, &search->given[i], set, closes ? board : MOOT_NONE);
	out->why = lines.items;
	out->why_count = lines.count;
	return lines.failed ? MOOT_ERROR_MEMORY : MOOT_OK;
}
