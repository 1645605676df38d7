#include <io/cli/cli.h>

#include <jansson.h>

static const char *type_text(enum moot_param_type type)
{
	static const char *const texts[] = {"yes/no", "whole number", "number", "text",
					    "date",   "time",         "times",  "choice"};
	return texts[type];
}

static enum exit_code print_json(void)
{
	json_t *list = json_array();
	for (int i = 0; list && i < MOOT_PARAM_COUNT; i++) {
		const struct moot_param_info *info = &moot_policy_params()[i];
		json_t *row = json_pack("{s:s, s:s, s:s, s:s, s:s}", "key", info->name, "type", type_text(info->type),
					"default", info->value, "unit", info->unit, "meaning", info->meaning);
		if (info->type == MOOT_PARAM_INTEGER || info->type == MOOT_PARAM_NUMBER) {
			json_object_set_new(row, "low", json_real(info->low));
			json_object_set_new(row, "high", json_real(info->high));
		}
		json_array_append_new(list, row);
	}
	bool written =
	    list && json_dumpf(list, stdout, JSON_INDENT(2)) == 0 && putchar('\n') != EOF && fflush(stdout) == 0;
	json_decref(list);
	return written ? EXIT_DONE : report_error(MOOT_ERROR_SYSTEM, NULL);
}

enum exit_code command_policy(const struct arguments *arguments)
{
	if (arguments->json)
		return print_json();
	for (int i = 0; i < MOOT_PARAM_COUNT; i++) {
		const struct moot_param_info *info = &moot_policy_params()[i];
		bool ranged = info->type == MOOT_PARAM_INTEGER || info->type == MOOT_PARAM_NUMBER;
		printf("%s\n    %s\n    %s, default %s", info->name, info->meaning, type_text(info->type),
		       *info->value ? info->value : "empty");
		if (ranged)
			printf(", from %g to %g", info->low, info->high);
		printf(" (%s)\n", info->unit);
	}
	return fflush(stdout) == 0 ? EXIT_DONE : report_error(MOOT_ERROR_SYSTEM, NULL);
}
