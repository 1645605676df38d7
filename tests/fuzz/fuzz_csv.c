/*
 * libFuzzer's way into the reading of landscapes: the first byte of an input chooses a file of the folder, the rest is
 * its content; boards.csv and members.csv are otherwise small and right. feeds.csv is left to fuzz_ical.c: its feeds
 * are read in other processes.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <moot/io.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {"boards.csv", "members.csv", "people.csv",     "agenda.csv",
				    "duties.csv", "rules.csv",   "attendance.csv", "strategies.csv",
				    "policy.csv", "venues.csv",  "travel.csv"};
enum { NAMES = sizeof names / sizeof *names };

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

static void write_defaults(void)
{
	static const char boards[] = "board_id,name\na,A\nb,B\n";
	static const char members[] = "board_id,person_id\na,p\nb,p\nb,q\n";
	write_file("boards.csv", boards, sizeof boards - 1);
	write_file("members.csv", members, sizeof members - 1);
}

static void remove_folder(void)
{
	for (int i = 0; i < NAMES; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
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
	write_defaults();
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
	write_file(name, data + 1, size - 1);
	enum moot_status status = moot_landscape_read(folder, &options, &landscape, &problems, &error);
	if ((status == MOOT_OK) != (landscape != NULL) || (status == MOOT_ERROR_INPUT) != (problems.errors > 0))
		__builtin_trap(); /* an answer that contradicts itself */
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
	char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
	if (data[0] % NAMES < 2)
		write_defaults();
	return 0;
}
