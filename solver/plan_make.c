/*
 * The whole job: the structure, then the calendar, in one plan. What it decides is how the time is shared: the
 * structure may take half of the limit and usually takes a moment, how far assumptions may move a little, the calendar
 * has the rest.
 */
#include <moot/solve.h>
#include <solver/calendar/calendar.h>
#include <solver/clock.h>
#include <solver/explain/plan_sensitivity.h>
#include <solver/structure/keep.h>
#include <solver/structure/structure.h>

#include <math.h>
#include <string.h>

void moot_solve_options_default(struct moot_solve_options *options)
{
	*options = (struct moot_solve_options){
	    .time_limit = 60, .gap = 0.01, .threads = 2, .seed = 1, .freeze_before = MOOT_NO_DAY};
}

/* Every parameter's value, then what the reader assumed for want of data, then whether the boards were left alone. */
static enum moot_status fill_assumptions(const struct moot_landscape *landscape,
					 const struct moot_solve_options *options, struct moot_plan *plan)
{
	size_t count = MOOT_PARAM_COUNT + landscape->assumption_count;
	plan->assumptions = moot_arena_array(plan->arena, count + 1, sizeof *plan->assumptions);
	if (!plan->assumptions)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < count; i++) {
		struct moot_assumption *assumption = &plan->assumptions[i];
		if (i < MOOT_PARAM_COUNT) {
			assumption->key = moot_policy_params()[i].name;
			assumption->value = moot_policy_text(&landscape->policy, plan->arena, (int)i);
		} else {
			size_t pair = 2 * (i - MOOT_PARAM_COUNT);
			assumption->key = moot_arena_text(plan->arena, landscape->assumptions[pair]);
			assumption->value = moot_arena_text(plan->arena, landscape->assumptions[pair + 1]);
		}
		if (!assumption->key || !assumption->value)
			return MOOT_ERROR_MEMORY;
	}
	if (options->calendar_only)
		plan->assumptions[count++] = (struct moot_assumption){"calendar_only", "yes"};
	plan->assumption_count = count;
	return MOOT_OK;
}

static enum moot_status fill_head(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				  struct moot_plan *plan)
{
	plan->landscape = moot_arena_text(plan->arena, landscape->policy.name);
	plan->timezone = moot_arena_text(plan->arena, landscape->policy.timezone);
	plan->created = moot_arena_text(plan->arena, landscape->created);
	plan->start = landscape->policy.start;
	plan->end = landscape->policy.end;
	plan->seed = options->seed;
	plan->input_count = landscape->input_count;
	plan->inputs = moot_arena_array(plan->arena, landscape->input_count, sizeof *plan->inputs);
	if (!plan->landscape || !plan->timezone || !plan->created || !plan->inputs)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < landscape->input_count; i++) {
		plan->inputs[i] = landscape->inputs[i];
		plan->inputs[i].file = moot_arena_text(plan->arena, landscape->inputs[i].file);
		if (!plan->inputs[i].file)
			return MOOT_ERROR_MEMORY;
	}
	return fill_assumptions(landscape, options, plan);
}

static enum moot_search_status weaker(enum moot_search_status a, enum moot_search_status b)
{
	return a > b ? a : b;
}

/* Takes the earlier plan's structure in place of the best one, where it is good enough. */
static enum moot_status keep_structure(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				       double deadline, struct moot_plan **plan, struct moot_error *error)
{
	struct moot_plan *kept = NULL;
	bool stays = false;
	enum moot_status status = moot_plan_new(&kept);
	if (status == MOOT_OK)
		status = fill_head(landscape, options, kept);
	if (status != MOOT_OK)
		moot_error_set(error, status, "out of memory");
	else
		status = moot_structure_keep(landscape, options, deadline, *plan, kept, &stays, error);
	if (status == MOOT_OK && stays) {
		moot_plan_free(*plan);
		*plan = kept;
		kept = NULL;
	}
	moot_plan_free(kept);
	return status;
}

/*
 * The search for dates takes all the time that it is given where it can't prove its end, so how far assumptions may
 * move comes before it: all of them in half of what is left, some prices in a tenth of the limit at most.
 */
static double sensitivity_deadline(const struct moot_solve_options *options, double deadline)
{
	double now = moot_clock_seconds();
	if (options->structure_only)
		return deadline;
	if (options->assumptions == MOOT_ASSUMPTIONS_PRICES)
		return fmin(now + options->time_limit / 10, deadline);
	return now + (deadline - now) / 2;
}

static bool has_open_end(const struct moot_plan *plan)
{
	for (size_t i = 0; i < plan->sensitivity_count; i++)
		if (!plan->sensitivity[i].is_known)
			return true;
	return plan->has_sensitivity && plan->sensitivity_count == 0;
}

/* The calendar, and before it how far assumptions may move; what that had no time for is asked again behind it. */
static enum moot_status plan_rest(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				  double deadline, struct moot_plan *plan, struct moot_error *error)
{
	enum moot_status status = MOOT_OK;
	bool asked = options->assumptions != MOOT_ASSUMPTIONS_NONE && !options->calendar_only;
	if (asked)
		status =
		    moot_plan_sensitivity(landscape, options, sensitivity_deadline(options, deadline), plan, error);
	if (status != MOOT_OK || options->structure_only)
		return status;
	status = moot_calendar_solve(landscape, options, deadline, plan, error);
	plan->status = weaker(plan->status, plan->calendar.status);
	if (status == MOOT_OK && asked && has_open_end(plan) && moot_clock_seconds() < deadline) {
		plan->sensitivity_count = 0;
		status = moot_plan_sensitivity(landscape, options, deadline, plan, error);
	}
	return status;
}

enum moot_status moot_plan_make(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				struct moot_plan **out, struct moot_error *error)
{
	struct moot_plan *plan = NULL;
	const double started = moot_clock_seconds();
	/* What the limit itself decides, such as how many rounds are due, must not depend on how long reading took. */
	const double seconds = fmax(options->time_limit - options->spent, options->time_limit / 2);
	const double deadline = started + seconds;
	if (options->structure_only && options->calendar_only)
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "a plan cannot be both structure only and calendar only");
	enum moot_status status = moot_plan_new(&plan);
	if (status == MOOT_OK)
		status = fill_head(landscape, options, plan);
	if (status != MOOT_OK) {
		moot_plan_free(plan);
		return moot_error_set(error, status, "out of memory");
	}
	double share = options->structure_only ? 1 : 0.5;
	status = moot_structure_solve(landscape, options, started + share * seconds, plan, error);
	if (status == MOOT_OK && options->previous && !options->calendar_only)
		status = keep_structure(landscape, options, started + share * seconds, &plan, error);
	plan->status = weaker(plan->structure.status, plan->attendance.status);
	if (status == MOOT_OK)
		status = plan_rest(landscape, options, deadline, plan, error);
	if (status != MOOT_OK) {
		moot_plan_free(plan);
		return status;
	}
	*out = plan;
	return MOOT_OK;
}
