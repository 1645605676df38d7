/* The structure from end to end: build, search, explain what conflicts, fill. */
#include <solver/structure/structure.h>

#include <math.h>
#include <solver/structure/conflict.h>
#include <solver/structure/fill.h>
#include <solver/structure/hand_over.h>
#include <solver/structure/hint.h>
#include <solver/structure/record.h>
#include <solver/structure/search.h>
#include <solver/structure/value.h>

/* Each board by itself. */
static enum moot_status leave_alone(struct moot_program *p, struct moot_search *out)
{
	*out = (struct moot_search){.end = MOOT_END_OPTIMAL};
	out->sets = moot_arena_array(p->arena, (size_t)p->atom_count, sizeof *out->sets);
	if (!out->sets)
		return MOOT_ERROR_MEMORY;
	for (int a = 0; a < p->atom_count; a++)
		out->sets[out->set_count++].set = (struct moot_set){.boards = p->atoms[a].boards, .board_count = 1};
	return MOOT_OK;
}

static enum moot_status fill_result(struct moot_program *p, const struct moot_search *search, struct moot_plan *plan)
{
	struct moot_structure_sums sums;
	struct moot_structure_result *result = &plan->structure;
	double *hours = moot_arena_array(p->arena, p->landscape->person_count, sizeof *hours);
	if (!hours)
		return MOOT_ERROR_MEMORY;
	result->scope = search->together ? "partition+handover" : "partition";
	result->objective = moot_search_value(p, search, hours, &sums) - p->costs.constant;
	if (p->options->hint && p->options->hint->sums)
		*p->options->hint->sums = sums;
	/* What hand-overs save is taken off the bound as it is off the objective. */
	double unproven = search->end == MOOT_END_OPTIMAL ? 0 : fmax(0, search->objective - search->bound);
	result->bound = result->objective - unproven - search->unproven;
	double distance = result->objective - result->bound;
	if (distance <= 1e-6)
		result->gap = 0;
	else
		result->gap = isfinite(distance) && result->objective != 0 ? distance / result->objective : NAN;
	result->status = MOOT_SEARCH_OPTIMAL;
	if (result->gap != 0)
		result->status = moot_program_stopped(p) ? MOOT_SEARCH_STOPPED : MOOT_SEARCH_GAP;
	return MOOT_OK;
}

/* Says in the plan that the rules on boards were not asked of it. */
static enum moot_status note_calendar_only(struct moot_plan *plan)
{
	size_t count = plan->assumption_count;
	struct moot_assumption *all = moot_arena_array(plan->arena, count + 1, sizeof *all);
	if (!all)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < count; i++)
		all[i] = plan->assumptions[i];
	all[count] = (struct moot_assumption){"calendar_only", "yes"};
	plan->assumptions = all;
	plan->assumption_count = count + 1;
	return MOOT_OK;
}

/* What an easier program cannot do for less, this one cannot either. */
static void raise_bound(struct moot_search *search, double *floor)
{
	if (search->end != MOOT_END_OPTIMAL && search->end != MOOT_END_LIMIT)
		return;
	if (search->end == MOOT_END_LIMIT && search->bound < *floor)
		search->bound = fmin(*floor, search->objective);
	*floor = search->bound;
}

static void take_hint(struct moot_program *program, const struct moot_hint *hint)
{
	program->warm = hint->warm;
	program->min_boards = hint->min_boards;
	if (hint->most_parts > 0)
		program->most_parts = hint->most_parts;
	if (program->most_parts < program->max_boards)
		program->max_boards = program->most_parts;
	program->terse = hint->terse;
	program->costs.not_alone = hint->not_alone ? *hint->not_alone : MOOT_NONE;
}

/* The sets, and what they hand over. */
static enum moot_status search_all(struct moot_program *program, double deadline, struct moot_search *search,
				   struct moot_error *error)
{
	const struct moot_hint *hint = program->options->hint;
	/* Hand-overs take a moment at the end, however long the search took. */
	if (program->landscape->policy.hand_over)
		program->deadline -= 0.15 * fmax(0, deadline - program->started);
	enum moot_status status = moot_search_all(program, false, search, error);
	program->deadline = deadline;
	if (status == MOOT_OK && hint && hint->floor)
		raise_bound(search, hint->floor);
	return status == MOOT_OK ? moot_hand_over(program, search, error) : status;
}

/* Every board as it is, whatever rules say of boards. */
static enum moot_status solve_nothing(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				      double deadline, struct moot_arena *arena, struct moot_plan *plan,
				      struct moot_error *error)
{
	struct moot_program program;
	struct moot_search search;
	struct moot_leave all = {.rules = moot_arena_array(arena, landscape->rule_count, sizeof *all.rules)};
	if (!all.rules)
		return MOOT_ERROR_MEMORY;
	for (size_t r = 0; r < landscape->rule_count; r++)
		all.rules[r] = true;
	enum moot_status status = moot_program_build(landscape, options, deadline, &all, arena, &program);
	if (status == MOOT_OK && options->hint)
		take_hint(&program, options->hint);
	if (status == MOOT_OK)
		status = leave_alone(&program, &search);
	if (status == MOOT_OK)
		status = note_calendar_only(plan);
	if (status == MOOT_OK)
		status = fill_result(&program, &search, plan);
	return status == MOOT_OK ? moot_structure_fill(&program, &search, plan, error) : status;
}

static enum moot_status solve(const struct moot_landscape *landscape, const struct moot_solve_options *options,
			      double deadline, struct moot_arena *arena, struct moot_record *record,
			      struct moot_plan *plan, struct moot_error *error)
{
	struct moot_program program;
	struct moot_search search;
	enum moot_status status = moot_program_build(landscape, options, deadline, NULL, arena, &program);
	if (status != MOOT_OK)
		return status;
	if (options->hint)
		take_hint(&program, options->hint);
	if (options->structure_lp)
		program.record = record;
	status = search_all(&program, deadline, &search, error);
	if (status != MOOT_OK)
		return status;
	if (search.end == MOOT_END_INFEASIBLE && options->hint && options->hint->brief)
		return moot_error_set(error, MOOT_ERROR_INFEASIBLE, "no plan satisfies the rules");
	if (search.end == MOOT_END_INFEASIBLE)
		return moot_conflict_explain(landscape, options, deadline, error);
	if (search.end == MOOT_END_UNKNOWN)
		return moot_error_set(error, MOOT_ERROR_LIMIT, "the limit came before any structure was found");
	status = fill_result(&program, &search, plan);
	if (status == MOOT_OK && program.record)
		status = moot_record_write(&program, &search, plan->structure.objective, options->structure_lp);
	return status == MOOT_OK ? moot_structure_fill(&program, &search, plan, error) : status;
}

enum moot_status moot_structure_solve(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				      double deadline, struct moot_plan *plan, struct moot_error *error)
{
	struct moot_error inner = {.status = MOOT_OK};
	struct moot_record record = {0};
	struct moot_arena *arena = moot_arena_new();
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (arena && options->calendar_only)
		status = solve_nothing(landscape, options, deadline, arena, plan, &inner);
	else if (arena)
		status = solve(landscape, options, deadline, arena, &record, plan, &inner);
	moot_record_free(&record);
	moot_arena_free(arena);
	if (status != MOOT_OK && inner.status == MOOT_OK)
		moot_error_set(&inner, status, "%s", moot_status_text(status));
	if (status != MOOT_OK && error)
		*error = inner;
	return status;
}
