/*
 * moot_explain(): the plan, where the boards named are in it, what their merger is made of, and what forcing or
 * forbidding it costs.
 *
 * Forcing is the rule `together` on the boards named, forbidding is `apart`, for a single board `keep`: the same that a
 * user would write, each answered by a solve of the whole structure.
 */
#include <solver/explain/explain.h>

#include <solver/clock.h>
#include <solver/explain/plan_sensitivity.h>
#include <solver/structure/words.h>
#include <stdlib.h>
#include <string.h>

/* "together,a|b,,,", a line of rules.csv. */
static const char *rule_line(struct explain *e, const char *rule, const int *boards, size_t count)
{
	char *text = moot_arena_format(e->out->arena, "%s,", rule);
	for (size_t i = 0; i < count && text; i++)
		text = moot_arena_format(e->out->arena, "%s%s%s", text, i > 0 ? "|" : "",
					 e->landscape->boards[boards[i]].id);
	return text;
}

/* The smallest set of rules that conflict: what the plain solve says of a landscape without a plan. */
static enum moot_status find_conflict(struct explain *e, const struct moot_landscape *landscape, const char **out)
{
	struct moot_plan *plan = NULL;
	struct moot_error error = {.status = MOOT_OK};
	enum moot_status status = moot_plan_new(&plan);
	if (status != MOOT_OK)
		return status;
	status = moot_structure_solve(landscape, &e->options, e->deadline, plan, &error);
	moot_plan_free(plan);
	*out = moot_arena_text(e->out->arena, status == MOOT_ERROR_INFEASIBLE ? error.message : "");
	if (status == MOOT_OK || status == MOOT_ERROR_INFEASIBLE || status == MOOT_ERROR_LIMIT)
		return *out ? MOOT_OK : MOOT_ERROR_MEMORY;
	return status;
}

/* Solves with one rule more and sets it beside the plan. */
static enum moot_status ask(struct explain *e, const struct structure *plan, const struct moot_landscape *landscape,
			    enum moot_rule_kind kind, const int *boards, size_t count, struct moot_alternative **out)
{
	const char *word = kind == MOOT_RULE_TOGETHER ? "together" : kind == MOOT_RULE_APART ? "apart" : "keep";
	struct moot_variant *variant = moot_variant_new(landscape, e->out->arena);
	struct moot_alternative *answer = moot_arena_array(e->out->arena, 1, sizeof *answer);
	struct structure found;
	if (!variant || !answer || !moot_variant_rule(variant, kind, boards, count))
		return MOOT_ERROR_MEMORY;
	enum moot_status status = explain_solve(e, &variant->landscape, MOOT_NONE, &found);
	if (status != MOOT_OK)
		return status;
	if (!explain_compare(e, plan, &found, rule_line(e, word, boards, count), answer))
		return MOOT_ERROR_MEMORY;
	*out = answer;
	return answer->solved == MOOT_SOLVED_NONE ? find_conflict(e, &variant->landscape, &answer->conflict) : MOOT_OK;
}

static bool holds(const struct explain *e, const struct moot_plan_board *board, size_t named)
{
	const char *id = e->landscape->boards[e->request->boards[named]].id;
	for (size_t i = 0; i < board->from_count; i++)
		if (strcmp(board->from[i], id) == 0)
			return true;
	return false;
}

/* The boards of the plan that hold those named. */
static enum moot_status find_boards(struct explain *e)
{
	struct moot_explanation *out = e->out;
	const struct moot_plan *plan = out->plan;
	out->boards = moot_arena_array(out->arena, e->request->board_count, sizeof *out->boards);
	if (!out->boards)
		return MOOT_ERROR_MEMORY;
	for (size_t b = 0; b < plan->board_count; b++) {
		size_t held = 0;
		for (size_t i = 0; i < e->request->board_count; i++)
			held += holds(e, &plan->boards[b], i);
		if (held > 0)
			out->boards[out->board_count++] =
			    (struct moot_explained_board){&plan->boards[b], held == e->request->board_count};
	}
	out->are_together = out->board_count == 1 && out->boards[0].board->fate != MOOT_KEPT &&
			    out->boards[0].board->fate != MOOT_CLOSED;
	return MOOT_OK;
}

/* Several boards: forced where the plan keeps them apart, forbidden where it merges them. */
static enum moot_status explain_several(struct explain *e, const struct structure *plan)
{
	const int *boards = e->request->boards;
	size_t count = e->request->board_count;
	bool possible = false;
	struct moot_variant *lifted = NULL;
	enum moot_status status = explain_obstacles(e, &possible);
	if (status == MOOT_OK)
		status = explain_merger(e);
	if (status != MOOT_OK)
		return status;
	if (e->out->are_together)
		return ask(e, plan, e->landscape, MOOT_RULE_APART, boards, count, &e->out->forbidden);
	if (e->out->obstacle_count == 0)
		return ask(e, plan, e->landscape, MOOT_RULE_TOGETHER, boards, count, &e->out->forced);
	status = explain_lift(e, &lifted);
	if (status == MOOT_OK && lifted)
		status = ask(e, plan, &lifted->landscape, MOOT_RULE_TOGETHER, boards, count, &e->out->lifted);
	return status;
}

/* The board of a structure that holds today's board `id`, as indices; 0 where it is alone or ends. */
static size_t find_partners(const struct explain *e, const struct structure *found, const char *id, int *boards)
{
	for (size_t k = 0; k < found->count; k++) {
		size_t count = 0;
		bool is_here = false;
		for (const char *at = found->keys[k]; *at; at += strcspn(at, "|"), at += *at == '|') {
			size_t length = strcspn(at, "|");
			for (size_t b = 0; b < e->landscape->board_count; b++) {
				const char *other = e->landscape->boards[b].id;
				if (strlen(other) != length || strncmp(other, at, length) != 0)
					continue;
				is_here = is_here || strcmp(other, id) == 0;
				boards[count++] = (int)b;
			}
		}
		if (is_here && count > 1)
			return count;
	}
	return 0;
}

/* With whom a board that stays alone would best merge: a solve in which it may not be alone. */
static enum moot_status force_partner(struct explain *e, const struct structure *plan,
				      const struct moot_landscape *landscape, struct moot_alternative **out)
{
	const int alone = e->request->boards[0];
	struct moot_variant *variant = moot_variant_new(landscape, e->out->arena);
	int *boards = moot_arena_array(e->out->arena, e->landscape->board_count, sizeof *boards);
	struct structure found;
	if (!variant || !boards)
		return MOOT_ERROR_MEMORY;
	variant->landscape.policy.hand_over = e->together;
	enum moot_status status = explain_solve(e, &variant->landscape, alone, &found);
	if (status != MOOT_OK || !found.exists)
		return status;
	size_t count = find_partners(e, &found, e->landscape->boards[alone].id, boards);
	e->out->partners = moot_arena_array(e->out->arena, count, sizeof *e->out->partners);
	if (!e->out->partners)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < count; i++)
		if (boards[i] != alone)
			e->out->partners[e->out->partner_count++] =
			    moot_arena_text(e->out->arena, e->landscape->boards[boards[i]].id);
	return count > 1 ? ask(e, plan, landscape, MOOT_RULE_TOGETHER, boards, count, out) : MOOT_OK;
}

static enum moot_status explain_single(struct explain *e, const struct structure *plan)
{
	bool possible = false;
	if (e->out->are_together)
		return ask(e, plan, e->landscape, MOOT_RULE_KEEP, e->request->boards, 1, &e->out->forbidden);
	struct moot_variant *lifted = NULL;
	enum moot_status status = explain_obstacles(e, &possible);
	if (status == MOOT_OK && possible)
		return force_partner(e, plan, e->landscape, &e->out->forced);
	if (status == MOOT_OK)
		status = explain_lift(e, &lifted);
	if (status == MOOT_OK && lifted)
		status = force_partner(e, plan, &lifted->landscape, &e->out->lifted);
	return status;
}

/* The request's plan, or the best one. */
static enum moot_status take_plan(struct explain *e)
{
	e->out->plan = e->request->plan;
	if (e->out->plan)
		return MOOT_OK;
	struct moot_solve_options options = e->options;
	options.structure_only = true;
	options.calendar_only = false;
	enum moot_status status = moot_plan_make(e->landscape, &options, &e->out->own_plan, e->error);
	e->out->plan = e->out->own_plan;
	return status;
}

/* The plan's sets of boards against others. */
static enum moot_status explain_rivals(struct explain *e, const struct structure *plan)
{
	struct moot_variant *variant = explain_base(e);
	int *labels = moot_arena_array(e->out->arena, e->landscape->board_count, sizeof *labels);
	struct structure base;
	if (!variant || !labels || !explain_labels(e, plan, labels) || !explain_fix(variant, labels))
		return MOOT_ERROR_MEMORY;
	enum moot_status status = explain_solve(e, &variant->landscape, MOOT_NONE, &base);
	if (status == MOOT_OK && !base.exists)
		return moot_error_set(e->error, MOOT_ERROR_LIMIT,
				      "the limit came before the plan's boards were costed");
	if (status == MOOT_OK && e->request->runners_up > 0)
		status = explain_runners_up(e, labels, &base);
	if (status == MOOT_OK && e->request->assumptions)
		status = explain_sensitivity(e, labels, &base);
	return status;
}

static enum moot_status explain_all(struct explain *e)
{
	struct structure plan = {0};
	enum moot_status status = take_plan(e);
	if (status == MOOT_OK && !structure_of_plan(e->out->arena, e->out->plan, &plan))
		status = MOOT_ERROR_MEMORY;
	e->together = status == MOOT_OK && strcmp(plan.result.scope, "partition+handover") == 0;
	if (status == MOOT_OK && e->request->board_count > 0)
		status = find_boards(e);
	if (status == MOOT_OK && e->request->board_count > 1)
		status = explain_several(e, &plan);
	if (status == MOOT_OK && e->request->board_count == 1)
		status = explain_single(e, &plan);
	if (status == MOOT_OK && (e->request->runners_up > 0 || e->request->assumptions))
		status = explain_rivals(e, &plan);
	return status;
}

enum moot_status moot_explain(const struct moot_landscape *landscape, const struct moot_explain_request *request,
			      const struct moot_solve_options *options, struct moot_explanation **out,
			      struct moot_error *error)
{
	struct moot_error inner = {.status = MOOT_OK};
	struct moot_explanation *explanation = moot_allocate(1, sizeof *explanation);
	if (explanation)
		explanation->arena = moot_arena_new();
	struct explain e = {.landscape = landscape,
			    .request = request,
			    .options = *options,
			    .deadline = moot_clock_seconds() + options->time_limit,
			    .out = explanation,
			    .error = &inner};
	e.options.structure_only = true;
	e.options.calendar_only = false;
	e.options.previous = NULL;
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (explanation && explanation->arena)
		status = explain_all(&e);
	moot_warm_clear(&e.warm);
	if (status == MOOT_OK) {
		*out = explanation;
		return MOOT_OK;
	}
	moot_explanation_free(explanation);
	if (inner.status == MOOT_OK)
		moot_error_set(&inner, status, "%s", moot_status_text(status));
	if (error)
		*error = inner;
	return status;
}

static bool copy_sensitivity(const struct moot_explanation *from, struct moot_plan *plan)
{
	plan->sensitivity = moot_arena_array(plan->arena, from->sensitivity_count, sizeof *plan->sensitivity);
	for (size_t i = 0; i < from->sensitivity_count && plan->sensitivity; i++) {
		struct moot_sensitivity *to = &plan->sensitivity[plan->sensitivity_count++];
		*to = from->sensitivity[i];
		to->below = moot_arena_text(plan->arena, to->below);
		to->above = moot_arena_text(plan->arena, to->above);
		if (!to->below || !to->above)
			return false;
	}
	plan->has_sensitivity = true;
	return plan->sensitivity != NULL;
}

enum moot_status moot_plan_sensitivity(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				       double deadline, struct moot_plan *plan, struct moot_error *error)
{
	enum { MOST_BOARDS = 40 };
	const struct moot_explain_request request = {.plan = plan, .assumptions = true};
	struct moot_explanation *explanation = moot_allocate(1, sizeof *explanation);
	struct explain e = {.landscape = landscape,
			    .request = &request,
			    .options = *options,
			    .deadline = deadline,
			    .out = explanation,
			    .only_prices = options->assumptions == MOOT_ASSUMPTIONS_PRICES,
			    .error = error};
	if (e.only_prices && landscape->board_count > MOST_BOARDS) {
		moot_release(explanation);
		return MOOT_OK;
	}
	e.options.structure_only = true;
	e.options.previous = NULL;
	if (explanation)
		explanation->arena = moot_arena_new();
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (explanation && explanation->arena)
		status = explain_all(&e);
	/* The limit may have come before anything was asked. */
	if (status == MOOT_ERROR_LIMIT)
		status = MOOT_OK;
	if (status == MOOT_OK && !copy_sensitivity(explanation, plan))
		status = MOOT_ERROR_MEMORY;
	moot_warm_clear(&e.warm);
	moot_explanation_free(explanation);
	return status == MOOT_ERROR_MEMORY ? moot_error_set(error, status, "out of memory") : status;
}

void moot_explanation_free(struct moot_explanation *explanation)
{
	if (!explanation)
		return;
	moot_plan_free(explanation->own_plan);
	moot_arena_free(explanation->arena);
	moot_release(explanation);
}
