/*
 * What the fuzz targets share: a folder, in memory where the system has such a place, with a small landscape in it, and
 * files that come and go there. A target includes it once; the folder lives from fuzz_folder_make() to the program's
 * end.
 */
#ifndef MOOT_TESTS_FUZZ_FOLDER_H
#define MOOT_TESTS_FUZZ_FOLDER_H

#define _XOPEN_SOURCE 700 /* nftw */
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FUZZ_PATH_BYTES = 160 };
static char fuzz_folder[] = "/dev/shm/moot-fuzz-XXXXXX";

static inline const char *fuzz_path(char path[FUZZ_PATH_BYTES], const char *name)
{
	snprintf(path, FUZZ_PATH_BYTES, "%s/%s", fuzz_folder, name);
	return path;
}

static inline void fuzz_put(const char *name, const void *bytes, size_t size)
{
	char path[FUZZ_PATH_BYTES];
	int file = open(fuzz_path(path, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (file < 0 || write(file, bytes, size) != (ssize_t)size)
		exit(1);
	close(file);
}

static inline void fuzz_remove(const char *name)
{
	char path[FUZZ_PATH_BYTES];
	unlink(fuzz_path(path, name));
}

static inline int fuzz_remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

static inline void fuzz_remove_folder(void)
{
	nftw(fuzz_folder, fuzz_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline void fuzz_folder_make(void)
{
	if (access("/dev/shm", W_OK) != 0)
		snprintf(fuzz_folder, sizeof fuzz_folder, "/tmp/moot-fuzz-XXXXXX");
	if (!mkdtemp(fuzz_folder))
		exit(1);
	atexit(fuzz_remove_folder);
}

/* Three boards with a duty: enough for a scenario or a plan to refer to. */
static inline void fuzz_put_landscape(void)
{
	static const char *const files[][2] = {
	    {"boards.csv", "board_id,name,meetings_per_year,minutes\na,A,2,60\nb,B,2,60\nc,C,1,60\n"},
	    {"members.csv", "board_id,person_id,organisation,role\na,p,X,chair\na,q,Y,\nb,p,X,\nb,q,Y,\nc,r,X,\n"},
	    {"duties.csv", "duty_id,name,legal_basis,organisations,due\nd,D,Act s1,X,2027-12-01\n"},
	    {"agenda.csv", "board_id,theme,minutes,duty\na,T,30,\nb,T,30,d\n"},
	    {"policy.csv", "key,value\nstart,2027-04-01\nend,2028-03-31\n"}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		fuzz_put(files[i][0], files[i][1], strlen(files[i][1]));
}

#endif
