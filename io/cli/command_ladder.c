/* moot ladder: the best plan for every number of boards. Each rung is checked by the verifier before anything is said.
 */
#include <io/cli/cli.h>

#include <stdlib.h>

/* The landscape with the rule that a rung stands for; `rules` has room for one more. */
static struct moot_landscape with_limit(const struct moot_landscape *landscape, struct moot_rule *rules, int limit)
{
	struct moot_landscape variant = *landscape;
	for (size_t r = 0; r < landscape->rule_count; r++)
		rules[r] = landscape->rules[r];
	struct moot_rule *most = &rules[landscape->rule_count];
	*most = moot_rule_blank(MOOT_RULE_MAX_BOARDS);
	most->value = limit;
	most->text = "max-boards";
	variant.rules = rules;
	variant.rule_count = landscape->rule_count + 1;
	return variant;
}

static enum exit_code check_rungs(const struct moot_landscape *landscape, const struct moot_ladder *ladder)
{
	struct moot_rule *rules = moot_allocate(landscape->rule_count + 1, sizeof *rules);
	const struct moot_plan *last = NULL;
	enum exit_code code = EXIT_DONE;
	if (!rules)
		return report_error(MOOT_ERROR_MEMORY, NULL);
	for (size_t i = ladder->rung_count; i > 0 && code == EXIT_DONE; i--) {
		const struct moot_rung *rung = &ladder->rungs[i - 1];
		const struct moot_landscape variant = with_limit(landscape, rules, rung->limit);
		if (rung->plan != last)
			code = check_plan(&variant, rung->plan);
		if (code == EXIT_DONE && rung->exact && rung->exact != rung->plan)
			code = check_plan(&variant, rung->exact);
		last = rung->plan;
	}
	moot_release(rules);
	return code;
}

static enum exit_code deliver(const struct arguments *arguments, const struct moot_landscape *landscape,
			      const struct moot_ladder *ladder)
{
	struct moot_error error = {0};
	char *text = NULL;
	enum moot_status status = arguments->json ? moot_ladder_to_json(landscape, ladder, &text, &error)
						  : moot_ladder_to_text(landscape, ladder, &text, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	enum exit_code code = print_text(text);
	if (code != EXIT_DONE || !arguments->output)
		return code;
	return report_error(moot_ladder_write(landscape, ladder, arguments->output, &error), &error);
}

static enum exit_code climb(const struct arguments *arguments, const struct moot_landscape *landscape)
{
	enum exit_code code = EXIT_DONE;
	struct moot_error error = {0};
	struct moot_ladder *ladder = NULL;
	struct moot_solve_options options = solve_options(arguments);
	options.watch = watch_begin(arguments);
	enum moot_status status = moot_ladder_make(landscape, &options, &ladder, &error);
	watch_end();
	code = status == MOOT_OK ? check_rungs(landscape, ladder) : report_error(status, &error);
	if (code == EXIT_DONE)
		code = deliver(arguments, landscape, ladder);
	moot_ladder_free(ladder);
	return code;
}

enum exit_code command_ladder(const struct arguments *arguments)
{
	enum exit_code code = EXIT_DONE;
	struct moot_landscape *landscape = load_landscape(arguments, arguments->start, arguments->end, &code);
	if (landscape && is_target(arguments, "ladder.json", &code))
		code = climb(arguments, landscape);
	moot_landscape_free(landscape);
	return code;
}
