#include <io/cli/cli.h>

#include <time.h>

/* The plan that moot writes has passed the verifier: faults are a failure of the program and nothing is written. */
static enum exit_code check_plan(const struct moot_landscape *landscape, const struct moot_plan *plan)
{
	struct moot_error error = {0};
	struct moot_verdict *verdict = NULL;
	enum moot_status status = moot_verify(landscape, plan, &verdict, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	for (size_t i = 0; i < verdict->count; i++)
		fprintf(stderr, "%s\n", verdict->faults[i].message);
	if (verdict->count > 0)
		fputs("moot: the plan did not pass moot's own check, so nothing was written; please report this\n",
		      stderr);
	enum exit_code code = verdict->count > 0 ? EXIT_FAULT : EXIT_DONE;
	moot_verdict_free(verdict);
	return code;
}

static enum exit_code deliver(const struct arguments *arguments, const struct moot_landscape *landscape,
			      const struct moot_plan *plan)
{
	struct moot_error error = {0};
	char *text = NULL;
	enum moot_status status = MOOT_OK;
	if (arguments->output)
		status = moot_plan_write(landscape, plan, arguments->output, &error);
	if (status == MOOT_OK)
		status = arguments->json ? moot_plan_to_json(plan, &text, &error)
					 : moot_plan_summary(landscape, plan, arguments->output, &text, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	return print_text(text);
}

static double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static enum exit_code make(const struct arguments *arguments, const struct moot_landscape *landscape)
{
	struct moot_error error = {0};
	struct moot_plan *plan = NULL;
	struct moot_solve_options options;
	double started = seconds_now();
	moot_solve_options_default(&options);
	options.time_limit = arguments->time_limit;
	options.gap = arguments->gap;
	options.threads = (int)arguments->threads;
	options.seed = arguments->seed;
	options.structure_only = arguments->structure_only;
	options.calendar_only = arguments->calendar_only;
	options.watch = watch_begin(arguments);
	enum moot_status status = moot_plan_make(landscape, &options, &plan, &error);
	watch_end();
	if (status != MOOT_OK)
		return report_error(status, &error);
	double solved = seconds_now();
	enum exit_code code = check_plan(landscape, plan);
	double checked = seconds_now();
	if (code == EXIT_DONE)
		code = deliver(arguments, landscape, plan);
	if (arguments->verbose)
		fprintf(stderr, "planned in %.2f s, verified in %.2f s, written in %.2f s\n", solved - started,
			checked - solved, seconds_now() - checked);
	moot_plan_free(plan);
	return code;
}

enum exit_code command_plan(const struct arguments *arguments)
{
	enum exit_code code = EXIT_DONE;
	if (!arguments->output && !arguments->json) {
		fputs("moot: plan needs a folder to write: add -o DIR, or --json for standard output\n", stderr);
		return EXIT_USAGE;
	}
	if (arguments->structure_only && arguments->calendar_only) {
		fputs("moot: --structure-only and --calendar-only exclude each other\n", stderr);
		return EXIT_USAGE;
	}
	struct moot_landscape *landscape = load_landscape(arguments, arguments->start, arguments->end, &code);
	if (!landscape)
		return code;
	/* A search of a minute is not wasted on a folder that can't be written. */
	struct moot_error error = {0};
	if (arguments->output)
		code = report_error(moot_plan_target(arguments->output, &error), &error);
	if (code == EXIT_DONE)
		code = make(arguments, landscape);
	moot_landscape_free(landscape);
	return code;
}
