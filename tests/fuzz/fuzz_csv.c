/*
 * libFuzzer's way into the reading of landscapes: the first byte of an input chooses a file of the folder, the rest is
 * its content; boards.csv and members.csv are otherwise small and right. Calendars are fuzz_ical.c's and
 * fuzz_check.c's.
 */
#include "folder.h"

#include <moot/io.h>

static const char *const names[] = {"boards.csv", "members.csv", "people.csv",     "agenda.csv",
				    "duties.csv", "rules.csv",   "attendance.csv", "strategies.csv",
				    "policy.csv", "venues.csv",  "travel.csv"};
enum { NAMES = sizeof names / sizeof *names };

static void put_defaults(void)
{
	static const char boards[] = "board_id,name\na,A\nb,B\n";
	static const char members[] = "board_id,person_id\na,p\nb,p\nb,q\n";
	fuzz_put("boards.csv", boards, sizeof boards - 1);
	fuzz_put("members.csv", members, sizeof members - 1);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	fuzz_folder_make();
	put_defaults();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct moot_read_options options = {.start = "2027-04-01", .end = "2028-03-31"};
	struct moot_landscape *landscape = NULL;
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	if (size == 0)
		return 0;
	const char *name = names[data[0] % NAMES];
	fuzz_put(name, data + 1, size - 1);
	enum moot_status status = moot_landscape_read(fuzz_folder, &options, &landscape, &problems, &error);
	if ((status == MOOT_OK) != (landscape != NULL) || (status == MOOT_ERROR_INPUT) != (problems.errors > 0))
		__builtin_trap(); /* an answer that contradicts itself */
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
	fuzz_remove(name);
	if (data[0] % NAMES < 2)
		put_defaults();
	return 0;
}
