#include <io/cli/cli.h>

#include <jansson.h>
#include <string.h>

static enum exit_code print_json(const struct moot_verdict *verdict)
{
	json_t *faults = json_array();
	for (size_t i = 0; i < verdict->count; i++)
		json_array_append_new(faults, json_string(verdict->faults[i].message));
	json_t *root = json_pack("{s:b, s:o}", "valid", verdict->count == 0, "faults", faults);
	bool written =
	    root && json_dumpf(root, stdout, JSON_INDENT(2)) == 0 && putchar('\n') != EOF && fflush(stdout) == 0;
	json_decref(root);
	return written ? EXIT_DONE : report_error(MOOT_ERROR_SYSTEM, NULL);
}

static enum exit_code show(const struct arguments *arguments, const struct moot_plan *plan,
			   const struct moot_verdict *verdict)
{
	enum exit_code code = EXIT_DONE;
	if (arguments->json) {
		code = print_json(verdict);
	} else if (verdict->count > 0) {
		for (size_t i = 0; i < verdict->count; i++)
			printf("%s\n", verdict->faults[i].message);
	} else if (!arguments->quiet) {
		printf("The plan is valid: %d boards and %zu meetings keep every rule, and every figure adds up.\n",
		       plan->after.boards, plan->meeting_count);
	}
	if (code == EXIT_DONE && verdict->count > 0)
		code = EXIT_INVALID;
	return code;
}

/* The scenarios with which the plan was made, where the command line names none. */
static void recall_scenarios(const struct moot_plan *plan, struct arguments *arguments)
{
	for (size_t i = 0; i < plan->assumption_count; i++)
		if (strcmp(plan->assumptions[i].key, "scenario") == 0 && arguments->scenarios.count < MOST_LISTED)
			arguments->scenarios.items[arguments->scenarios.count++] = plan->assumptions[i].value;
}

enum exit_code command_verify(const struct arguments *given)
{
	struct arguments own = *given;
	struct arguments *arguments = &own;
	enum exit_code code = EXIT_DONE;
	char start[11];
	char end[11];
	struct moot_error error = {0};
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	enum moot_status status = moot_plan_read(arguments->positional[1], &plan, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	/* The plan's own year: the default one depends on the day on which it was made. */
	moot_day_format(plan->start, start);
	moot_day_format(plan->end, end);
	bool recalled = arguments->scenarios.count == 0;
	if (recalled)
		recall_scenarios(plan, arguments);
	struct moot_landscape *landscape = load_landscape(arguments, start, end, &code);
	if (landscape) {
		status = moot_verify(landscape, plan, &verdict, &error);
		code = status == MOOT_OK ? show(given, plan, verdict) : report_error(status, &error);
	}
	if (!landscape && recalled && arguments->scenarios.count > 0)
		fputs("moot: the plan was made with a scenario; --scenario says where it lies now\n", stderr);
	moot_verdict_free(verdict);
	moot_landscape_free(landscape);
	moot_plan_free(plan);
	return code;
}
