/*
 * Many landscapes planned side by side (moot/whatif.h): the first by itself, with all threads and the whole limit, then
 * the others, some at a time, from the sets and the calendar that it found.
 */
#include <moot/whatif.h>

#include <solver/jobs.h>
#include <solver/structure/hint.h>

/*
 * With calendars, in parts of the first's time limit: what each of the others has at most, and what all of them have
 * together. Begun from the first's calendar they need less. The number of threads is left out of it, as it may not
 * change a plan.
 */
static const double PART = 0.4;
static const double ALL_OTHERS = 1.6;

struct cases {
	struct moot_case *items;
	size_t first; /* of those to be planned now */
	struct moot_solve_options options;
	const struct moot_warm *warm; /* of the first case; NULL while it is planned */
	const struct moot_plan *start;
	struct moot_warm *kept; /* where the first case leaves its own */
};

static enum moot_status plan_case(void *context, size_t index, const struct moot_watch *watch, struct moot_error *error)
{
	struct cases *c = context;
	struct moot_case *one = &c->items[c->first + index];
	struct moot_warm warm = {0};
	struct moot_solve_options options = c->options;
	const struct moot_hint hint = {.warm = c->kept ? c->kept : &warm, .brief = one->brief, .start = c->start};
	if (!one->landscape)
		return MOOT_OK;
	if (c->warm && !moot_warm_add_all(&warm, c->warm)) {
		moot_warm_clear(&warm);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	options.watch = *watch;
	options.hint = &hint;
	options.structure_only = options.structure_only || one->structure_only;
	one->status = moot_plan_make(one->landscape, &options, &one->plan, &one->error);
	moot_warm_clear(&warm);
	return MOOT_OK;
}

/* The time of each of the others, and the threads where they are fewer than those. */
static void share_out(const struct moot_case *cases, size_t count, struct moot_solve_options *options)
{
	const int threads = options->threads;
	size_t others = 0;
	for (size_t i = 1; i < count; i++)
		others += cases[i].landscape && !cases[i].structure_only;
	options->threads = others > 0 && (size_t)threads > others ? threads / (int)others : 1;
	if (options->structure_only || others == 0)
		return;
	double part = ALL_OTHERS / (double)others;
	options->time_limit *= part < PART ? part : PART;
}

enum moot_status moot_cases_plan(struct moot_case *cases, size_t count, const struct moot_solve_options *options,
				 struct moot_error *error)
{
	struct moot_warm warm = {0};
	struct cases context = {.items = cases, .options = *options, .kept = &warm};
	struct moot_jobs jobs = {.count = count > 0 ? 1 : 0,
				 .threads = options->threads,
				 .watch = &options->watch,
				 .phase = "plans",
				 .run = plan_case,
				 .context = &context};
	enum moot_status status = moot_jobs_run(&jobs, error);
	if (status == MOOT_OK && count > 1) {
		context.kept = NULL;
		context.warm = &warm;
		context.start = cases[0].plan && cases[0].plan->has_calendar ? cases[0].plan : NULL;
		context.first = 1;
		share_out(cases, count, &context.options);
		jobs.count = count - 1;
		status = moot_jobs_run(&jobs, error);
	}
	moot_warm_clear(&warm);
	return status;
}
