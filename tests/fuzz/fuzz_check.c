/*
 * libFuzzer's way into the whole of `moot check`: an input is a folder, and what the command prints of it is read back.
 *
 * The folder's files follow each other, each after a line "== NAME"; names that are not listed below are left out. Each
 * calendar is read in a process of its own, as ever; one that crashes there is told of in the output and is a finding.
 */
#include "folder.h"

#include <io/cli/cli.h>

static const char *const names[] = {"boards.csv",
				    "members.csv",
				    "people.csv",
				    "agenda.csv",
				    "duties.csv",
				    "rules.csv",
				    "attendance.csv",
				    "strategies.csv",
				    "policy.csv",
				    "venues.csv",
				    "travel.csv",
				    "feeds.csv",
				    "area.xlsx",
				    "bords.csv",
				    "calendars/people/p.ics",
				    "calendars/boards/a.ics",
				    "calendars/venues/v.ics",
				    "calendars/closures/c.ics"};
enum { NAMES = sizeof names / sizeof *names };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char *const folders[] = {"calendars", "calendars/people", "calendars/boards", "calendars/venues",
					      "calendars/closures"};
	char path[FUZZ_PATH_BYTES];
	(void)argc;
	(void)argv;
	fuzz_folder_make();
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		mkdir(fuzz_path(path, folders[i]), 0700);
	setenv("XDG_CACHE_HOME", fuzz_path(path, "cache"), 1);
	return 0;
}

/* The place of the name at the head of `line`, -1 for none of them. */
static int find_name(const char *line, size_t length)
{
	for (int i = 0; i < NAMES; i++)
		if (strlen(names[i]) == length && memcmp(names[i], line, length) == 0)
			return i;
	return -1;
}

/* Writes each file of the input once; the bits of those written. */
static unsigned put_folder(const char *text, size_t size)
{
	static const char mark[] = "== ";
	const size_t length = sizeof mark - 1;
	unsigned put = 0;
	const char *end = text + size;
	while (text && (size_t)(end - text) > length) {
		const char *line = memchr(text, '\n', (size_t)(end - text));
		int name = line && memcmp(text, mark, length) == 0
			       ? find_name(text + length, (size_t)(line - text) - length)
			       : -1;
		const char *content = line ? line + 1 : end;
		const char *next = content;
		while (next < end && ((size_t)(end - next) < length || memcmp(next, mark, length) != 0)) {
			next = memchr(next, '\n', (size_t)(end - next));
			next = next ? next + 1 : end;
		}
		if (name >= 0 && !(put & 1u << name)) {
			put |= 1u << name;
			fuzz_put(names[name], content, (size_t)(next - content));
		}
		text = next;
	}
	return put;
}

/* What the command printed of the folder; the caller's. */
static char *check_folder(bool json, enum exit_code *code)
{
	char *operands[] = {fuzz_folder, NULL};
	char *said = NULL;
	size_t length = 0;
	/* Offline: a fuzzer asks no server. */
	const struct arguments arguments = {.positional = operands,
					    .count = 1,
					    .start = "2027-04-01",
					    .end = "2028-03-31",
					    .json = json,
					    .offline = true};
	FILE *screen = stdout;
	stdout = open_memstream(&said, &length);
	if (!stdout)
		exit(1);
	*code = command_check(&arguments);
	fclose(stdout);
	stdout = screen;
	return said;
}

/* Whether a calendar's process died; asked of the problems, as a cell may hold the same words. */
static bool some_reader_died(void)
{
	static const char *const deaths[] = {"made its reader crash", "needs more memory than a calendar may use"};
	const struct moot_read_options options = {.start = "2027-04-01", .end = "2028-03-31", .offline = true};
	struct moot_landscape *landscape = NULL;
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	bool died = false;
	moot_landscape_read(fuzz_folder, &options, &landscape, &problems, &error);
	for (size_t i = 0; i < problems.count; i++)
		for (size_t d = 0; d < sizeof deaths / sizeof *deaths; d++)
			died |= strncmp(problems.items[i].message, deaths[d], strlen(deaths[d])) == 0;
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
	return died;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum exit_code code = EXIT_FAULT;
	unsigned put = put_folder((const char *)data, size);
	char *said = check_folder(size % 2 == 1, &code);
	if ((code != EXIT_DONE && code != EXIT_INPUT) || !said || !*said)
		__builtin_trap();
	if ((strstr(said, "made its reader crash") || strstr(said, "needs more memory")) && some_reader_died())
		__builtin_trap(); /* the sanitizer ended it */
	free(said);
	for (int i = 0; i < NAMES; i++)
		if (put & 1u << i)
			fuzz_remove(names[i]);
	return 0;
}
