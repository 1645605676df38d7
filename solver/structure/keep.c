#include <solver/structure/keep.h>
#include <solver/structure/structure.h>

#include <math.h>
#include <string.h>

/* The set of each of the landscape's boards in a plan, MOOT_NONE where it is in none or closed. */
static void find_sets(const struct moot_landscape *landscape, const struct moot_plan *plan, int *sets)
{
	for (size_t b = 0; b < landscape->board_count; b++)
		sets[b] = MOOT_NONE;
	for (size_t i = 0; i < plan->board_count; i++)
		for (size_t j = 0; j < plan->boards[i].from_count; j++) {
			int board = moot_landscape_board(landscape, plan->boards[i].from[j]);
			if (board != MOOT_NONE && plan->boards[i].fate != MOOT_CLOSED)
				sets[board] = (int)i;
		}
}

/* Whether both put the same boards together, those that either does not know aside. */
static bool is_same_partition(const int *a, const int *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++) {
			bool known = a[i] != MOOT_NONE && a[j] != MOOT_NONE && b[i] != MOOT_NONE && b[j] != MOOT_NONE;
			if (known && (a[i] == a[j]) != (b[i] == b[j]))
				return false;
		}
	return true;
}

static bool is_closing(const struct moot_landscape *landscape, int board)
{
	for (size_t r = 0; r < landscape->rule_count; r++)
		for (size_t i = 0; landscape->rules[r].kind == MOOT_RULE_CLOSE && i < landscape->rules[r].board_count;
		     i++)
			if (landscape->rules[r].boards[i] == board)
				return true;
	return false;
}

static struct moot_rule rule_of(enum moot_rule_kind kind, int *boards, size_t count)
{
	struct moot_rule rule = moot_rule_blank(kind);
	rule.boards = boards;
	rule.board_count = count;
	rule.text = kind == MOOT_RULE_APART ? "apart as before" : "together as before";
	rule.reason = "the plan before had them so";
	return rule;
}

/* The landscape's rules, then: each earlier set together, and one board of each set apart from those of the others. */
static bool add_rules(struct moot_landscape *landscape, const struct moot_plan *earlier, const int *sets,
		      struct moot_arena *arena)
{
	struct moot_rule *rules =
	    moot_arena_array(arena, landscape->rule_count + earlier->board_count + 1, sizeof *rules);
	int *first = moot_arena_array(arena, earlier->board_count, sizeof *first);
	if (!rules || !first)
		return false;
	size_t count = landscape->rule_count;
	size_t firsts = 0;
	if (count > 0)
		memcpy(rules, landscape->rules, count * sizeof *rules);
	for (size_t i = 0; i < earlier->board_count; i++) {
		int *boards = moot_arena_array(arena, landscape->board_count, sizeof *boards);
		size_t size = 0;
		if (!boards)
			return false;
		for (size_t b = 0; b < landscape->board_count; b++)
			if (sets[b] == (int)i && !is_closing(landscape, (int)b))
				boards[size++] = (int)b;
		if (size > 0)
			first[firsts++] = boards[0];
		if (size > 1)
			rules[count++] = rule_of(MOOT_RULE_TOGETHER, boards, size);
	}
	if (firsts > 1)
		rules[count++] = rule_of(MOOT_RULE_APART, first, firsts);
	landscape->rules = rules;
	landscape->rule_count = count;
	return true;
}

/* Hours for the yearly meetings of the earlier boards that the best structure has otherwise, as if each moved. */
static double upheaval(const struct moot_landscape *landscape, const struct moot_plan *earlier, const int *before,
		       const int *now)
{
	double meetings = 0;
	for (size_t i = 0; i < earlier->board_count; i++) {
		bool other = false;
		for (size_t a = 0; a < landscape->board_count; a++)
			for (size_t b = 0; before[a] == (int)i && b < landscape->board_count; b++)
				other |= a != b && before[b] != MOOT_NONE && now[a] != MOOT_NONE &&
					 (before[b] == (int)i) != (now[b] == now[a]);
		meetings += other ? earlier->boards[i].meetings_per_year : 0;
	}
	return landscape->policy.move_penalty * meetings;
}

/* Under the bound of the best: it holds for every structure. */
static bool is_good_enough(const struct moot_structure_result *best, struct moot_structure_result *kept, double gap,
			   double spared)
{
	const double distance = kept->objective - best->bound;
	if (!isfinite(distance))
		return false;
	kept->bound = fmin(best->bound, kept->objective);
	kept->gap = distance <= 1e-6 ? 0 : distance / kept->objective;
	if (kept->gap == 0)
		kept->status = MOOT_SEARCH_OPTIMAL;
	else if (kept->status == MOOT_SEARCH_OPTIMAL)
		kept->status = MOOT_SEARCH_GAP;
	return kept->gap >= 0 && (kept->gap <= fmax(gap, best->gap) || kept->objective - best->objective <= spared);
}

enum moot_status moot_structure_keep(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				     double deadline, const struct moot_plan *plan, struct moot_plan *kept, bool *stays,
				     struct moot_error *error)
{
	struct moot_landscape ruled = *landscape;
	struct moot_error inner = {.status = MOOT_OK};
	struct moot_arena *arena = moot_arena_new();
	int *before = arena ? moot_arena_array(arena, landscape->board_count, sizeof *before) : NULL;
	int *now = arena ? moot_arena_array(arena, landscape->board_count, sizeof *now) : NULL;
	enum moot_status status = MOOT_ERROR_MEMORY;
	*stays = false;
	if (before && now) {
		find_sets(landscape, options->previous, before);
		find_sets(landscape, plan, now);
		bool same = is_same_partition(before, now, landscape->board_count);
		status = same                                                  ? MOOT_OK
			 : add_rules(&ruled, options->previous, before, arena) ? MOOT_OK
									       : MOOT_ERROR_MEMORY;
		if (status == MOOT_OK && !same) {
			status = moot_structure_solve(&ruled, options, deadline, kept, &inner);
			*stays =
			    status == MOOT_OK && is_good_enough(&plan->structure, &kept->structure, options->gap,
								upheaval(landscape, options->previous, before, now));
		}
	}
	moot_arena_free(arena);
	if (status == MOOT_ERROR_INFEASIBLE || status == MOOT_ERROR_LIMIT)
		return MOOT_OK;
	return status == MOOT_OK ? MOOT_OK : moot_error_set(error, status, "%s", moot_status_text(status));
}
