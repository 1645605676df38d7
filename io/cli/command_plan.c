#include <io/cli/cli.h>

#include <string.h>
#include <time.h>

/* What frozen meetings break goes into the plan, for its readers. */
static enum moot_status note_exceptions(struct moot_plan *plan, const struct moot_verdict *verdict)
{
	plan->exceptions = moot_arena_array(plan->arena, verdict->exception_count, sizeof *plan->exceptions);
	plan->exception_count = 0;
	for (size_t i = 0; i < verdict->exception_count && plan->exceptions; i++) {
		const char *copy = moot_arena_text(plan->arena, verdict->exceptions[i].message);
		if (!copy)
			return MOOT_ERROR_MEMORY;
		plan->exceptions[plan->exception_count++] = copy;
	}
	return plan->exceptions ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* The plan that moot writes has passed the verifier, and where it goes on from an earlier one, beside that one. */
static enum exit_code check_both(const struct moot_landscape *landscape, struct moot_plan *plan,
				 const struct moot_plan *previous)
{
	struct moot_error error = {0};
	struct moot_verdict *verdict = NULL;
	enum moot_status status = moot_verify(landscape, plan, &verdict, &error);
	if (status == MOOT_OK && plan->has_previous)
		status = note_exceptions(plan, verdict);
	enum exit_code code = pass_verdict(status, verdict, &error);
	if (code != EXIT_DONE || !plan->has_previous)
		return code;
	verdict = NULL;
	status = moot_verify_previous(plan, previous, &verdict, &error);
	return pass_verdict(status, verdict, &error);
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

/* Of the time limit: reading took it, or checking and writing will, which take about as long as reading files did. */
static double seconds_spent(double reading, double limit)
{
	return reading + (reading < limit / 20 ? reading : limit / 20);
}

/* `begun`: when the command began to read. */
static enum exit_code make(const struct arguments *arguments, const struct moot_landscape *landscape,
			   const struct moot_plan *previous, double begun)
{
	struct moot_error error = {0};
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = solve_options(arguments);
	if (arguments->assumptions)
		options.assumptions = MOOT_ASSUMPTIONS_ALL;
	else if (!arguments->structure_only)
		options.assumptions = MOOT_ASSUMPTIONS_PRICES;
	double started = seconds_now();
	options.spent = seconds_spent(started - begun, options.time_limit);
	options.previous = previous;
	if (arguments->freeze_before)
		options.freeze_before = moot_day_parse(arguments->freeze_before);
	char *program = NULL;
	if (arguments->write_lp && arguments->calendar_only)
		options.calendar_lp = &program;
	else if (arguments->write_lp)
		options.structure_lp = &program;
	options.watch = watch_begin(arguments);
	enum moot_status status = moot_plan_make(landscape, &options, &plan, &error);
	watch_end();
	if (status != MOOT_OK) {
		moot_release(program);
		return report_error(status, &error);
	}
	double solved = seconds_now();
	enum exit_code code = check_both(landscape, plan, previous);
	double checked = seconds_now();
	if (code == EXIT_DONE && program)
		code = report_error(moot_file_write(arguments->write_lp, program, &error), &error);
	moot_release(program);
	if (code == EXIT_DONE)
		code = deliver(arguments, landscape, plan);
	if (arguments->verbose)
		fprintf(stderr, "planned in %.2f s, verified in %.2f s, written in %.2f s\n", solved - started,
			checked - solved, seconds_now() - checked);
	moot_plan_free(plan);
	return code;
}

/* A program that moot wrote begins with a comment. */
static bool is_program(FILE *file)
{
	char begin[2];
	return fread(begin, 1, sizeof begin, file) == sizeof begin && memcmp(begin, "\\ ", sizeof begin) == 0;
}

static bool options_agree(const struct arguments *arguments)
{
	const char *wrong = NULL;
	if (!arguments->output && !arguments->json)
		wrong = "plan needs a folder to write: add -o DIR, or --json for standard output";
	else if (arguments->structure_only && arguments->calendar_only)
		wrong = "--structure-only and --calendar-only exclude each other";
	else if (arguments->freeze_before && !arguments->previous)
		wrong = "--freeze-before needs the plan whose meetings it freezes: add --previous PLAN.json";
	else if (arguments->freeze_before && arguments->structure_only)
		wrong = "--freeze-before freezes meetings and --structure-only plans none: leave one of them out";
	else if (arguments->assumptions && arguments->calendar_only)
		wrong = "--assumptions asks which boards would be better and --calendar-only merges none: leave one of "
			"them out";
	if (wrong)
		fprintf(stderr, "moot: %s\n", wrong);
	return !wrong;
}

static enum exit_code plan_landscape(const struct arguments *arguments, const struct moot_plan *previous)
{
	enum exit_code code = EXIT_DONE;
	const double begun = seconds_now();
	struct arguments reading = *arguments;
	char start[11];
	char end[11];
	if (previous) {
		/* The default year depends on the day: planned again, the year stays what it was. */
		moot_day_format(previous->start, start);
		moot_day_format(previous->end, end);
		reading.usual_start = start;
		reading.usual_end = end;
	}
	struct moot_landscape *landscape = load_landscape(&reading, arguments->start, arguments->end, &code);
	if (!landscape)
		return code;
	if (is_target(arguments, "plan.json", &code) && is_file_target(arguments->write_lp, is_program, &code))
		code = make(arguments, landscape, previous, begun);
	moot_landscape_free(landscape);
	return code;
}

enum exit_code command_plan(const struct arguments *arguments)
{
	struct moot_error error = {0};
	struct moot_plan *previous = NULL;
	enum moot_status status = MOOT_OK;
	if (!options_agree(arguments))
		return EXIT_USAGE;
	watch_signals();
	if (arguments->previous)
		status = moot_plan_read(arguments->previous, &previous, &error);
	enum exit_code code = status == MOOT_OK ? plan_landscape(arguments, previous) : report_error(status, &error);
	moot_plan_free(previous);
	return code;
}
