/* moot discover: a first landscape from calendars alone. */
#include <io/cli/cli.h>

static void print_found(const struct arguments *arguments, const struct moot_discovered *found)
{
	if (arguments->json) {
		printf("{\"folder_written\": true, \"boards\": %zu, \"people\": %zu, \"seats\": %zu, \"themes\": %zu, "
		       "\"venues\": %zu, \"calendars\": %zu, \"events\": %zu, \"recognised\": %zu}\n",
		       found->boards, found->people, found->seats, found->themes, found->venues, found->calendars,
		       found->events, found->recognised);
		return;
	}
	printf("%zu boards, %zu people, %zu seats, %zu themes, %zu venues\n", found->boards, found->people,
	       found->seats, found->themes, found->venues);
	printf("%zu of %zu events are meetings of these boards; %d calendars read, %zu of them one person's\n",
	       found->recognised, found->events, arguments->count, found->calendars);
	printf("%s holds the landscape; its discovered.csv says what each line was read from, and how surely\n",
	       arguments->output);
}

static enum exit_code find(const struct arguments *arguments)
{
	const struct moot_discover_request request = {.paths = (const char *const *)arguments->positional,
						      .count = (size_t)arguments->count,
						      .start = arguments->start,
						      .end = arguments->end,
						      .workers = (int)arguments->threads,
						      .folder = arguments->output};
	struct moot_discovered found = {0};
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	enum moot_status status = moot_discover(&request, &found, &problems, &error);
	if (problems.errors > 0 || !arguments->quiet)
		print_problems(stderr, &problems, arguments->quiet ? 0 : arguments->verbose ? -1 : 5);
	enum exit_code code = report_error(status, &error);
	if (code == EXIT_DONE)
		print_found(arguments, &found);
	if (code == EXIT_DONE && fflush(stdout) != 0)
		code = EXIT_FAULT;
	/* A calendar that could not be read leaves a landscape with a hole. */
	if (code == EXIT_DONE && problems.errors > 0)
		code = EXIT_INPUT;
	moot_problems_clear(&problems);
	return code;
}

enum exit_code command_discover(const struct arguments *arguments)
{
	enum exit_code code = EXIT_DONE;
	if (!arguments->output) {
		fputs("moot: discover needs -o DIR, the folder to write\n", stderr);
		return EXIT_USAGE;
	}
	return is_target(arguments, "discovered.csv", &code) ? find(arguments) : code;
}
