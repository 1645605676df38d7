/*
 * libFuzzer's way into scenarios: any bytes as a scenario file on top of a small landscape, which is then a landscape
 * or refused with a problem.
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
	remove_file("scenario");
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
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[128];
	const char *const scenarios[] = {path};
	const struct moot_read_options options = {.scenarios = scenarios, .scenario_count = 1};
	struct moot_landscape *landscape = NULL;
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	snprintf(path, sizeof path, "%s/scenario", folder);
	write_file("scenario", data, size);
	enum moot_status status = moot_landscape_read(folder, &options, &landscape, &problems, &error);
	if ((status == MOOT_OK) != (landscape != NULL) || (status == MOOT_ERROR_INPUT) != (problems.errors > 0))
		__builtin_trap(); /* an answer that contradicts itself */
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
	return 0;
}
