/* Solves variants, and tells structures apart by the boards that they consist of. */
#include <solver/explain/explain.h>

#include <stdlib.h>
#include <string.h>

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *key_of(struct moot_arena *arena, const struct moot_plan_board *board)
{
	char *key = moot_arena_text(arena, board->fate == MOOT_CLOSED ? "close " : "");
	for (size_t i = 0; i < board->from_count && key; i++)
		key = moot_arena_format(arena, "%s%s%s", key, i > 0 ? "|" : "", board->from[i]);
	return key;
}

bool structure_of_plan(struct moot_arena *arena, const struct moot_plan *plan, struct structure *out)
{
	out->exists = true;
	out->result = plan->structure;
	out->proven = plan->structure.gap == 0;
	out->totals = plan->after;
	out->keys = moot_arena_array(arena, plan->board_count, sizeof *out->keys);
	out->count = plan->board_count;
	if (!out->keys)
		return false;
	for (size_t i = 0; i < plan->board_count; i++) {
		out->keys[i] = key_of(arena, &plan->boards[i]);
		if (!out->keys[i])
			return false;
	}
	if (out->count > 1)
		qsort(out->keys, out->count, sizeof *out->keys, compare_texts);
	return true;
}

enum moot_status explain_solve(struct explain *e, const struct moot_landscape *landscape, int not_alone,
			       struct structure *out)
{
	struct moot_plan *plan = NULL;
	const struct moot_hint hint = {.warm = &e->warm,
				       .most_parts = e->most_parts,
				       .brief = true,
				       .terse = true,
				       .not_alone = not_alone == MOOT_NONE ? NULL : &not_alone,
				       .sums = &out->sums};
	struct moot_solve_options options = e->options;
	*out = (struct structure){0};
	options.hint = &hint;
	enum moot_status status = moot_plan_new(&plan);
	if (status == MOOT_OK)
		status = moot_structure_solve(landscape, &options, e->deadline, plan, e->error);
	if (status == MOOT_OK && !structure_of_plan(e->out->arena, plan, out))
		status = MOOT_ERROR_MEMORY;
	moot_plan_free(plan);
	if (status != MOOT_ERROR_INFEASIBLE && status != MOOT_ERROR_LIMIT)
		return status;
	out->proven = status == MOOT_ERROR_INFEASIBLE;
	*e->error = (struct moot_error){.status = MOOT_OK};
	return MOOT_OK;
}

bool structure_less(struct moot_arena *arena, const struct structure *a, const struct structure *b, const char ***keys,
		    size_t *count)
{
	*keys = moot_arena_array(arena, a->count, sizeof **keys);
	*count = 0;
	if (!*keys)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (b->count == 0 || !bsearch(&a->keys[i], b->keys, b->count, sizeof *b->keys, compare_texts))
			(*keys)[(*count)++] = a->keys[i];
	return true;
}

bool explain_compare(struct explain *e, const struct structure *base, const struct structure *found, const char *rule,
		     struct moot_alternative *out)
{
	*out = (struct moot_alternative){.rule = rule, .conflict = ""};
	out->solved = found->exists ? MOOT_SOLVED : found->proven ? MOOT_SOLVED_NONE : MOOT_SOLVED_NOT;
	if (!found->exists)
		return rule != NULL;
	out->structure = found->result;
	out->totals = found->totals;
	out->weighted = found->result.objective - base->result.objective;
	out->difference = (struct moot_saving){.senior_hours = found->totals.senior_hours - base->totals.senior_hours,
					       .hours = found->totals.hours - base->totals.hours,
					       .cost = found->totals.cost - base->totals.cost};
	return rule && structure_less(e->out->arena, found, base, &out->added, &out->added_count) &&
	       structure_less(e->out->arena, base, found, &out->dropped, &out->dropped_count);
}

struct moot_variant *explain_base(struct explain *e)
{
	struct moot_variant *variant = moot_variant_new(e->landscape, e->out->arena);
	if (variant)
		variant->landscape.policy.hand_over = e->together;
	return variant;
}

static bool is_closed_by_rule(const struct moot_landscape *l, int board)
{
	for (size_t r = 0; r < l->rule_count; r++)
		for (size_t b = 0; b < l->rules[r].board_count; b++)
			if (l->rules[r].kind == MOOT_RULE_CLOSE && l->rules[r].boards[b] == board)
				return true;
	return false;
}

static int board_of_name(const struct moot_landscape *l, const char *name, size_t length)
{
	for (size_t b = 0; b < l->board_count; b++)
		if (strncmp(l->boards[b].id, name, length) == 0 && l->boards[b].id[length] == '\0')
			return (int)b;
	return MOOT_NONE;
}

bool explain_labels(struct explain *e, const struct structure *found, int *labels)
{
	const struct moot_landscape *l = e->landscape;
	for (size_t b = 0; b < l->board_count; b++)
		labels[b] = MOOT_NONE;
	for (size_t k = 0; k < found->count; k++) {
		bool ends = strncmp(found->keys[k], "close ", 6) == 0;
		for (const char *at = found->keys[k] + (ends ? 6 : 0); *at; at += *at == '|') {
			size_t length = strcspn(at, "|");
			int board = board_of_name(l, at, length);
			if (board != MOOT_NONE && !(ends && is_closed_by_rule(l, board)))
				labels[board] = (int)k;
			at += length;
		}
	}
	return true;
}

bool labels_are_same(const int *a, const int *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if ((a[i] == MOOT_NONE) != (b[i] == MOOT_NONE))
			return false;
		for (size_t j = 0; j < i; j++)
			if ((a[i] == a[j]) != (b[i] == b[j]))
				return false;
	}
	return true;
}

/* Each set is held together, and their first boards are held apart. */
bool explain_fix(struct moot_variant *variant, const int *labels)
{
	const struct moot_landscape *l = &variant->landscape;
	size_t boards = l->board_count;
	int *firsts = moot_arena_array(variant->arena, boards, sizeof *firsts);
	size_t count = 0;
	if (!firsts)
		return false;
	for (size_t b = 0; b < boards; b++) {
		size_t first = 0;
		while (labels[b] != MOOT_NONE && labels[first] != labels[b])
			first++;
		const int pair[2] = {(int)first, (int)b};
		if (labels[b] == MOOT_NONE)
			continue;
		if (first == b)
			firsts[count++] = (int)b;
		else if (!moot_variant_rule(variant, MOOT_RULE_TOGETHER, pair, 2))
			return false;
	}
	return count < 2 || moot_variant_rule(variant, MOOT_RULE_APART, firsts, count);
}
