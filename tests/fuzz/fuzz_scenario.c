/*
 * libFuzzer's way into scenarios: any bytes as a scenario file on top of a small landscape, which is then a landscape
 * or refused with a problem.
 */
#include "folder.h"

#include <moot/moot.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	fuzz_folder_make();
	fuzz_put_landscape();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[FUZZ_PATH_BYTES];
	const char *const scenarios[] = {path};
	const struct moot_read_options options = {.scenarios = scenarios, .scenario_count = 1};
	struct moot_landscape *landscape = NULL;
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	fuzz_path(path, "scenario");
	fuzz_put("scenario", data, size);
	enum moot_status status = moot_landscape_read(fuzz_folder, &options, &landscape, &problems, &error);
	if ((status == MOOT_OK) != (landscape != NULL) || (status == MOOT_ERROR_INPUT) != (problems.errors > 0))
		__builtin_trap(); /* an answer that contradicts itself */
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
	return 0;
}
