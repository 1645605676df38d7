#include <io/cli/cli.h>

/* A plan of another landscape, or of this one as it was, may still be what was agreed: say so and go on. */
static void warn_of_faults(const struct moot_landscape *landscape, const struct moot_plan *plan)
{
	struct moot_error error = {0};
	struct moot_verdict *verdict = NULL;
	enum moot_status status = moot_verify(landscape, plan, &verdict, &error);
	if (status == MOOT_OK && verdict->count > 0)
		fprintf(stderr,
			"moot: warning: the plan does not fit the landscape as it is now (%zu fault%s; \"moot verify\" "
			"lists them)\n",
			verdict->count, verdict->count == 1 ? "" : "s");
	moot_verdict_free(verdict);
}

static bool is_clear(const struct arguments *arguments)
{
	int readers = !!arguments->organisation + !!arguments->person + !!arguments->board + arguments->all;
	if (readers != 1)
		fputs("moot: name one reader: --organisation NAME, --person ID, --board ID or --all\n", stderr);
	else if (!arguments->output)
		fputs("moot: export needs a folder to write: add -o DIR\n", stderr);
	else if (arguments->redact && arguments->person)
		fputs("moot: --redact names no person, so it cannot go with --person\n", stderr);
	else
		return true;
	return false;
}

enum exit_code command_export(const struct arguments *arguments)
{
	struct moot_error error = {0};
	struct moot_landscape *landscape = NULL;
	struct moot_plan *plan = NULL;
	if (!is_clear(arguments))
		return EXIT_USAGE;
	enum exit_code code = load_plan(arguments, arguments->positional[1], &landscape, &plan);
	if (code == EXIT_DONE) {
		struct moot_export_request request = {.landscape = landscape,
						      .plan = plan,
						      .organisation = arguments->organisation,
						      .person = arguments->person,
						      .board = arguments->board,
						      .all = arguments->all,
						      .redact = arguments->redact,
						      .invite = arguments->invite,
						      .folder = arguments->output};
		warn_of_faults(landscape, plan);
		code = report_error(moot_export_write(&request, &error), &error);
	}
	if (code == EXIT_DONE && !arguments->quiet)
		printf("The export: %s (manifest.csv says what is in it and why)\n", arguments->output);
	moot_landscape_free(landscape);
	moot_plan_free(plan);
	return code;
}
