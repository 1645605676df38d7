/* moot diff: what changed from one plan to another. */
#include <io/cli/cli.h>

#include <io/report/difference.h>

enum exit_code command_diff(const struct arguments *arguments)
{
	struct moot_error error = {0};
	struct moot_plan *plans[2] = {NULL};
	char *text = NULL;
	enum moot_status status = MOOT_OK;
	for (int i = 0; i < 2 && status == MOOT_OK; i++)
		status = moot_plan_read(arguments->positional[i], &plans[i], &error);
	const struct moot_difference difference = {.before = plans[0], .after = plans[1]};
	if (status == MOOT_OK)
		status = arguments->json ? moot_difference_to_json(&difference, &text, &error)
					 : moot_difference_to_text(&difference, &text, &error);
	enum exit_code code = status == MOOT_OK ? print_text(text) : report_error(status, &error);
	moot_plan_free(plans[0]);
	moot_plan_free(plans[1]);
	return code;
}
