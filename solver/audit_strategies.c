/*
 * Priorities that several strategies hold, and the boards that could own a joint one: those that discuss the theme, the
 * ones first on which most of the strategies' owners sit, then those that give it the most hours.
 *
 * Quadratic in the priorities, of which an area has some hundreds.
 */
#include <solver/audit_parts.h>

#include <stdlib.h>

enum { MOST_OWNERS = 3 };

struct candidate {
	int board;
	int owners;
	double hours;
};

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	if (x->owners != y->owners)
		return x->owners > y->owners ? -1 : 1;
	if (x->hours != y->hours)
		return x->hours > y->hours ? -1 : 1;
	return x->board < y->board ? -1 : x->board > y->board;
}

static int compare_repeats(const void *a, const void *b)
{
	const struct moot_audit_repeat *x = a;
	const struct moot_audit_repeat *y = b;
	if (x->strategy_count != y->strategy_count)
		return x->strategy_count > y->strategy_count ? -1 : 1;
	return x->priority < y->priority ? -1 : x->priority > y->priority;
}

static bool owns(const struct moot_audit_work *w, int board, const struct moot_strategy *strategy)
{
	if (strategy->board != MOOT_NONE)
		return strategy->board == board;
	for (int m = w->costs.first[board]; strategy->organisation != MOOT_NONE && m < w->costs.first[board + 1]; m++)
		if (w->landscape->members[m].organisation == strategy->organisation)
			return true;
	return false;
}

static bool find_boards(struct moot_audit_work *w, struct moot_audit_repeat *repeat, struct candidate *candidates)
{
	const struct moot_landscape *l = w->landscape;
	int theme = l->priorities[repeat->priority].theme;
	size_t count = 0;
	for (int b = 0; theme != MOOT_NONE && b < (int)l->board_count; b++) {
		const struct moot_agenda *agenda = &w->costs.today[b];
		for (int i = 0; i < agenda->theme_count; i++) {
			if (agenda->themes[i].theme != theme)
				continue;
			struct candidate *one = &candidates[count++];
			*one = (struct candidate){b, 0, agenda->themes[i].per_year * agenda->themes[i].minutes / 60};
			for (size_t s = 0; s < repeat->strategy_count; s++)
				one->owners += owns(w, b, &l->strategies[repeat->strategies[s]]);
		}
	}
	if (count > 1)
		qsort(candidates, count, sizeof *candidates, compare_candidates);
	repeat->board_count = count < MOST_OWNERS ? count : MOST_OWNERS;
	repeat->boards = moot_arena_array(w->audit->arena, repeat->board_count, sizeof *repeat->boards);
	for (size_t i = 0; repeat->boards && i < repeat->board_count; i++)
		repeat->boards[i] = candidates[i].board;
	return repeat->boards != NULL;
}

/* The strategies that hold the topic of a priority, each once, in the order in which they are written. */
static bool find_strategies(struct moot_audit_work *w, struct moot_audit_repeat *repeat)
{
	const struct moot_landscape *l = w->landscape;
	bool *held = moot_arena_array(w->arena, l->strategy_count, sizeof *held);
	repeat->strategies = moot_arena_array(w->audit->arena, l->strategy_count, sizeof *repeat->strategies);
	if (!held || !repeat->strategies)
		return false;
	for (size_t p = 0; p < l->priority_count; p++)
		held[l->priorities[p].strategy] |= l->priorities[p].topic == l->priorities[repeat->priority].topic;
	for (size_t s = 0; s < l->strategy_count; s++)
		if (held[s])
			repeat->strategies[repeat->strategy_count++] = (int)s;
	return true;
}

static bool is_first(const struct moot_landscape *l, size_t priority)
{
	for (size_t p = 0; p < priority; p++)
		if (l->priorities[p].topic == l->priorities[priority].topic)
			return false;
	return true;
}

enum moot_status moot_audit_strategies(struct moot_audit_work *work)
{
	const struct moot_landscape *l = work->landscape;
	struct moot_audit *audit = work->audit;
	struct candidate *candidates = moot_arena_array(work->arena, l->board_count, sizeof *candidates);
	audit->repeats = moot_arena_array(audit->arena, l->priority_count, sizeof *audit->repeats);
	if (!candidates || !audit->repeats)
		return MOOT_ERROR_MEMORY;
	for (size_t p = 0; p < l->priority_count; p++) {
		struct moot_audit_repeat repeat = {.priority = (int)p};
		if (!is_first(l, p))
			continue;
		if (!find_strategies(work, &repeat))
			return MOOT_ERROR_MEMORY;
		if (repeat.strategy_count < 2)
			continue;
		if (!find_boards(work, &repeat, candidates))
			return MOOT_ERROR_MEMORY;
		audit->repeats[audit->repeat_count++] = repeat;
	}
	if (audit->repeat_count > 1)
		qsort(audit->repeats, audit->repeat_count, sizeof *audit->repeats, compare_repeats);
	return MOOT_OK;
}
