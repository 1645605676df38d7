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

static bool wrong(const char *message)
{
	fprintf(stderr, "moot: %s\n", message);
	return false;
}

static bool is_clear(const struct arguments *arguments)
{
	int readers = !!arguments->organisation + !!arguments->person + !!arguments->board + arguments->all;
	bool for_all = arguments->publish || arguments->feed;
	if (readers > 1 || (readers == 0 && (arguments->output || !for_all)))
		return wrong("name one reader: --organisation NAME, --person ID, --board ID or --all");
	if (!arguments->output && !for_all)
		return wrong("export needs somewhere to write: add -o DIR, --publish URL or --feed DIR");
	if (arguments->redact && (arguments->person || arguments->feed))
		return wrong("--redact names no person, so it cannot go with --person or --feed");
	if (arguments->invite && !arguments->output)
		return wrong("--invite writes files: add -o DIR");
	if (arguments->invite && (arguments->organisation || arguments->person))
		return wrong(
		    "--invite is for the office that sends invitations: they have every member's address, so it "
		    "goes with --board or --all");
	if (arguments->invite && arguments->redact)
		return wrong("--redact names no person, so nobody can be invited");
	if (arguments->feed && (arguments->organisation || arguments->person || arguments->board))
		return wrong("--feed writes everybody's calendar; leave the reader out");
	return true;
}

static enum exit_code write_pack(const struct arguments *arguments, const struct moot_landscape *landscape,
				 const struct moot_plan *plan)
{
	struct moot_error error = {0};
	struct moot_export_request request = {.landscape = landscape,
					      .plan = plan,
					      .organisation = arguments->organisation,
					      .person = arguments->person,
					      .board = arguments->board,
					      .all = arguments->all,
					      .redact = arguments->redact,
					      .invite = arguments->invite,
					      .folder = arguments->output};
	size_t uninvited = 0;
	enum exit_code code = report_error(moot_export_write(&request, &uninvited, &error), &error);
	if (code == EXIT_DONE && uninvited > 0)
		fprintf(stderr,
			"moot: warning: %zu meeting%s no invitation, because the chair or everyone else has no e-mail "
			"address in people.csv\n",
			uninvited, uninvited == 1 ? " has" : "s have");
	if (code == EXIT_DONE && !arguments->quiet)
		printf("The export: %s (manifest.csv says what is in it and why)\n", arguments->output);
	return code;
}

static enum exit_code write_feed(const struct arguments *arguments, const struct moot_landscape *landscape,
				 const struct moot_plan *plan)
{
	struct moot_error error = {0};
	enum exit_code code = report_error(moot_feed_write(landscape, plan, arguments->feed, &error), &error);
	if (code == EXIT_DONE && !arguments->quiet)
		printf(
		    "The feeds: %s. Whose is whose stands beside it, in a file that ends in -addresses.csv: keep it, "
		    "and keep it to yourself.\n",
		    arguments->feed);
	return code;
}

static enum exit_code publish(const struct arguments *arguments, const struct moot_landscape *landscape,
			      const struct moot_plan *plan)
{
	struct moot_error error = {0};
	struct moot_published published = {0};
	struct moot_publish_request request = {.landscape = landscape,
					       .plan = plan,
					       .address = arguments->publish,
					       .organisation = arguments->organisation,
					       .person = arguments->person,
					       .board = arguments->board,
					       .redact = arguments->redact};
	enum exit_code code = report_error(moot_publish(&request, &published, &error), &error);
	if (code == EXIT_DONE && !arguments->quiet)
		printf("Published: %zu calendars (%zu new); meetings: %zu added, %zu changed, %zu removed, %zu as they "
		       "were.\n",
		       published.calendars, published.made, published.added, published.changed, published.deleted,
		       published.unchanged);
	else if (code != EXIT_DONE && published.added + published.changed + published.deleted > 0)
		fprintf(
		    stderr,
		    "moot: before that %zu meetings were added, %zu changed and %zu removed; run it again to go on\n",
		    published.added, published.changed, published.deleted);
	return code;
}

enum exit_code command_export(const struct arguments *arguments)
{
	struct moot_landscape *landscape = NULL;
	struct moot_plan *plan = NULL;
	if (!is_clear(arguments))
		return EXIT_USAGE;
	enum exit_code code = load_plan(arguments, arguments->positional[1], &landscape, &plan);
	if (code == EXIT_DONE)
		warn_of_faults(landscape, plan);
	if (code == EXIT_DONE && arguments->output)
		code = write_pack(arguments, landscape, plan);
	if (code == EXIT_DONE && arguments->feed)
		code = write_feed(arguments, landscape, plan);
	if (code == EXIT_DONE && arguments->publish)
		code = publish(arguments, landscape, plan);
	moot_landscape_free(landscape);
	moot_plan_free(plan);
	return code;
}
