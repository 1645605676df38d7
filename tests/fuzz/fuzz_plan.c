/*
 * libFuzzer's way into plan.json and the verifier: any bytes as a plan of a small landscape. What can be read is
 * written again and verified; it may be wrong, never fatal.
 */
#include "folder.h"

#include <moot/memory.h>
#include <moot/moot.h>

static struct moot_landscape *landscape;

static void release(void)
{
	moot_landscape_free(landscape);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	fuzz_folder_make();
	fuzz_put_landscape();
	if (moot_landscape_read(fuzz_folder, &(struct moot_read_options){0}, &landscape, &problems, &error) != MOOT_OK)
		exit(1);
	atexit(release);
	moot_problems_clear(&problems);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[FUZZ_PATH_BYTES];
	char *text = NULL;
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	fuzz_put("plan.json", data, size);
	enum moot_status status = moot_plan_read(fuzz_path(path, "plan.json"), &plan, &error);
	if ((status == MOOT_OK) != (plan != NULL))
		__builtin_trap(); /* an answer that contradicts itself */
	if (plan) {
		moot_plan_to_json(plan, &text, &error);
		moot_verify(landscape, plan, &verdict, &error);
	}
	moot_release(text);
	moot_verdict_free(verdict);
	moot_plan_free(plan);
	return 0;
}
