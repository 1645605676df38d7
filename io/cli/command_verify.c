#include <io/cli/cli.h>

#include <jansson.h>
#include <string.h>

static json_t *list(const struct moot_fault *faults, size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_string(faults[i].message));
	return array;
}

static enum exit_code print_json(const struct moot_verdict *verdict)
{
	json_t *root =
	    json_pack("{s:b, s:o, s:o}", "valid", verdict->count == 0, "faults", list(verdict->faults, verdict->count),
		      "exceptions", list(verdict->exceptions, verdict->exception_count));
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
		for (size_t i = 0; i < verdict->exception_count; i++)
			printf("frozen, so no fault: %s\n", verdict->exceptions[i].message);
		if (plan->has_previous && !arguments->previous)
			puts("Where its meetings stood before is taken as it says; --previous PLAN.json checks that "
			     "too.");
	}
	if (code == EXIT_DONE && verdict->count > 0)
		code = EXIT_INVALID;
	return code;
}

/* The plan beside the landscape, then beside the plan that it was made from, where that is given. */
static enum exit_code check(const struct arguments *arguments, const struct moot_landscape *landscape,
			    const struct moot_plan *plan, const struct moot_plan *previous)
{
	struct moot_error error = {0};
	struct moot_verdict *verdict = NULL;
	enum moot_status status = moot_verify(landscape, plan, &verdict, &error);
	if (status == MOOT_OK && verdict->count == 0 && previous) {
		struct moot_verdict *beside = NULL;
		status = moot_verify_previous(plan, previous, &beside, &error);
		if (status == MOOT_OK && beside->count > 0) {
			moot_verdict_free(verdict);
			verdict = beside;
		} else {
			moot_verdict_free(beside);
		}
	}
	enum exit_code code = status == MOOT_OK ? show(arguments, plan, verdict) : report_error(status, &error);
	moot_verdict_free(verdict);
	return code;
}

enum exit_code command_verify(const struct arguments *arguments)
{
	struct moot_error error = {0};
	struct moot_landscape *landscape = NULL;
	struct moot_plan *plan = NULL;
	struct moot_plan *previous = NULL;
	enum exit_code code = load_plan(arguments, arguments->positional[1], &landscape, &plan);
	if (code == EXIT_DONE && arguments->previous)
		code = report_error(moot_plan_read(arguments->previous, &previous, &error), &error);
	if (code == EXIT_DONE)
		code = check(arguments, landscape, plan, previous);
	moot_landscape_free(landscape);
	moot_plan_free(previous);
	moot_plan_free(plan);
	return code;
}
