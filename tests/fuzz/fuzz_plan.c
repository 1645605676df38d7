/*
 * libFuzzer's way into plan.json and the verifier: any bytes as a plan of a small landscape. What can be read is
 * written again and verified; it may be wrong, never fatal.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <moot/memory.h>
#include <moot/moot.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const files[][2] = {
    {"boards.csv", "board_id,name,meetings_per_year,minutes\na,A,2,60\nb,B,2,60\nc,C,1,60\n"},
    {"members.csv", "board_id,person_id,organisation,role\na,p,X,chair\na,q,Y,\nb,p,X,\nb,q,Y,\nc,r,X,\n"},
    {"duties.csv", "duty_id,name,legal_basis,organisations,due\nd,D,Act s1,X,2027-12-01\n"},
    {"agenda.csv", "board_id,theme,minutes,duty\na,T,30,\nb,T,30,d\n"},
    {"policy.csv", "key,value\nstart,2027-04-01\nend,2028-03-31\n"}};
enum { FILES = sizeof files / sizeof *files };

static char folder[] = "/tmp/moot-fuzz-XXXXXX";
static struct moot_landscape *landscape;

static void write_file(const char *name, const void *bytes, size_t size)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (file < 0 || write(file, bytes, size) != (ssize_t)size)
		exit(1);
	close(file);
}

static void remove_file(const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
}

static void remove_folder(void)
{
	moot_landscape_free(landscape);
	remove_file("plan.json");
	for (int i = 0; i < FILES; i++)
		remove_file(files[i][0]);
	rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	if (access("/dev/shm", W_OK) == 0)
		memcpy(folder, "/dev/shm/fuzz-XXXXXX", sizeof "/dev/shm/fuzz-XXXXXX");
	if (!mkdtemp(folder))
		exit(1);
	atexit(remove_folder);
	for (int i = 0; i < FILES; i++)
		write_file(files[i][0], files[i][1], strlen(files[i][1]));
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	if (moot_landscape_read(folder, &(struct moot_read_options){0}, &landscape, &problems, &error) != MOOT_OK)
		exit(1);
	moot_problems_clear(&problems);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[128];
	char *text = NULL;
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	snprintf(path, sizeof path, "%s/plan.json", folder);
	write_file("plan.json", data, size);
	enum moot_status status = moot_plan_read(path, &plan, &error);
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
