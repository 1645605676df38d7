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

enum exit_code command_verify(const struct arguments *arguments)
{
	struct moot_error error = {0};
	struct moot_landscape *landscape = NULL;
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	enum exit_code code = load_plan(arguments, arguments->positional[1], &landscape, &plan);
	if (code == EXIT_DONE) {
		enum moot_status status = moot_verify(landscape, plan, &verdict, &error);
		code = status == MOOT_OK ? show(arguments, plan, verdict) : report_error(status, &error);
	}
	moot_verdict_free(verdict);
	moot_landscape_free(landscape);
	moot_plan_free(plan);
	return code;
}
