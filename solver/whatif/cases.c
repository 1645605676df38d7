/* Many landscapes planned side by side (moot/whatif.h). */
#include <moot/whatif.h>

#include <solver/jobs.h>
#include <solver/structure/hint.h>

/* All cases together may take so many times the limit of one. */
static const double ALL_OF_THEM = 3.5;

struct cases {
	struct moot_case *items;
	size_t first; /* of those to be planned now */
	const struct moot_solve_options *options;
	double time_limit;
	const struct moot_warm *warm; /* of the first case; NULL while it is planned */
	struct moot_warm *kept;       /* where the first case leaves its own */
};

static enum moot_status plan_case(void *context, size_t index, const struct moot_watch *watch, struct moot_error *error)
{
	struct cases *c = context;
	struct moot_case *one = &c->items[c->first + index];
	struct moot_warm warm = {0};
	struct moot_solve_options options = *c->options;
	const struct moot_hint hint = {.warm = c->kept ? c->kept : &warm, .brief = one->brief};
	if (!one->landscape)
		return MOOT_OK;
	if (c->warm && !moot_warm_add_all(&warm, c->warm)) {
		moot_warm_clear(&warm);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	options.watch = *watch;
	options.hint = &hint;
	options.structure_only = options.structure_only || one->structure_only;
	options.time_limit = c->time_limit;
	one->status = moot_plan_make(one->landscape, &options, &one->plan, &one->error);
	moot_warm_clear(&warm);
	return MOOT_OK;
}

static double limit_of(size_t count, const struct moot_solve_options *options)
{
	double share = ALL_OF_THEM * options->threads / (double)(count > 0 ? count : 1);
	return options->time_limit * (share < 1 ? share : 1);
}

enum moot_status moot_cases_plan(struct moot_case *cases, size_t count, const struct moot_solve_options *options,
				 struct moot_error *error)
{
	struct moot_warm warm = {0};
	struct cases context = {
	    .items = cases, .options = options, .time_limit = limit_of(count, options), .kept = &warm};
	struct moot_jobs jobs = {.threads = options->threads,
				 .watch = &options->watch,
				 .phase = "plans",
				 .run = plan_case,
				 .context = &context};
	/* The structure of the first case alone gives the others their start; its calendar can wait for its turn. */
	bool was = count > 0 && cases[0].structure_only;
	struct moot_plan *structure = NULL;
	enum moot_status status = MOOT_OK;
	if (count > 0) {
		cases[0].structure_only = true;
		jobs.count = 1;
		status = moot_jobs_run(&jobs, error);
		cases[0].structure_only = was;
	}
	bool whole = options->structure_only || was;
	if (count > 0 && cases[0].status == MOOT_OK && !whole) {
		structure = cases[0].plan;
		cases[0].plan = NULL;
	}
	context.kept = NULL;
	context.warm = &warm;
	context.first = count > 0 && (whole || cases[0].status != MOOT_OK) ? 1 : 0;
	jobs.count = count - context.first;
	if (status == MOOT_OK && jobs.count > 0)
		status = moot_jobs_run(&jobs, error);
	moot_plan_free(structure);
	moot_warm_clear(&warm);
	return status;
}
