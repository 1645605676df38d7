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

static enum moot_status solve(const struct moot_landscape *landscape, const struct moot_solve_options *options,
			      double deadline, struct moot_arena *arena, struct moot_record *record,
			      struct moot_plan *plan, struct moot_error *error)
{
	struct moot_program program;
	struct moot_search search;
	struct moot_leave all = {.rules = NULL};
	if (options->calendar_only) {
		all.rules = moot_arena_array(arena, landscape->rule_count, sizeof *all.rules);
		if (!all.rules)
			return MOOT_ERROR_MEMORY;
		for (size_t r = 0; r < landscape->rule_count; r++)
			all.rules[r] = true;
	}
	enum moot_status status =
	    moot_program_build(landscape, options, deadline, options->calendar_only ? &all : NULL, arena, &program);
	if (status != MOOT_OK)
		return status;
	if (options->hint) {
		program.warm = options->hint->warm;
		program.min_boards = options->hint->min_boards;
		if (options->hint->most_parts > 0)
			program.most_parts = options->hint->most_parts;
		if (program.most_parts < program.max_boards)
			program.max_boards = program.most_parts;
		program.terse = options->hint->terse;
		program.costs.not_alone = options->hint->not_alone ? *options->hint->not_alone : MOOT_NONE;
	}
	if (options->structure_lp && !options->calendar_only)
		program.record = record;
	status =
	    options->calendar_only ? leave_alone(&program, &search) : moot_search_all(&program, false, &search, error);
	if (status == MOOT_OK && options->calendar_only)
		status = note_calendar_only(plan);
	if (status != MOOT_OK)
		return status;
	if (options->hint && options->hint->floor)
		raise_bound(&search, options->hint->floor);
	if (!options->calendar_only)
		status = moot_hand_over(&program, &search, error);
	if (status != MOOT_OK)
		return status;
	if (search.end == MOOT_END_INFEASIBLE && options->hint && options->hint->brief)
		return moot_error_set(error, MOOT_ERROR_INFEASIBLE, "no plan satisfies the rules");
	if (search.end == MOOT_END_INFEASIBLE)
		return moot_conflict_explain(landscape, options, deadline, error);
	if (search.end == MOOT_END_UNKNOWN)
		return moot_error_set(error, MOOT_ERROR_LIMIT, "the limit came before any structure was found");
	if (status == MOOT_OK)
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
	if (arena)
		status = solve(landscape, options, deadline, arena, &record, plan, &inner);
	moot_record_free(&record);
	moot_arena_free(arena);
	if (status != MOOT_OK && inner.status == MOOT_OK)
		moot_error_set(&inner, status, "%s", moot_status_text(status));
	if (status != MOOT_OK && error)
		*error = inner;
	return status;
}
