/*
 * A temporary folder of landscape files for tests, and what reading it says.
 *
 * folder_new(), folder_write() as often as needed, folder_read(), folder_free().
 */
#ifndef MOOT_TEST_LANDSCAPE_FOLDER_H
#define MOOT_TEST_LANDSCAPE_FOLDER_H

#include <criterion/criterion.h>
#include <moot/io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
	char path[64];
	char files[24][64];
	int file_count;
	struct moot_problems problems;
	struct moot_landscape *landscape;
	struct moot_error error;
	enum moot_status status;
};

static inline void folder_path(const struct folder *folder, const char *file, char path[160])
{
	snprintf(path, 160, "%s/%s", folder->path, file);
}

static inline void folder_write_bytes(struct folder *folder, const char *file, const char *bytes, size_t count)
{
	char path[160];
	folder_path(folder, file, path);
	FILE *out = fopen(path, "wb");
	cr_assert_not_null(out);
	cr_assert_eq(fwrite(bytes, 1, count, out), count);
	cr_assert_eq(fclose(out), 0);
	for (int i = 0; i < folder->file_count; i++)
		if (strcmp(folder->files[i], file) == 0)
			return;
	cr_assert_lt(folder->file_count, 24);
	snprintf(folder->files[folder->file_count++], sizeof folder->files[0], "%s", file);
}

static inline void folder_write(struct folder *folder, const char *file, const char *text)
{
	folder_write_bytes(folder, file, text, strlen(text));
}

/* Two boards, three people, a planning year. */
static inline struct folder *folder_new(void)
{
	struct folder *folder = calloc(1, sizeof *folder);
	cr_assert_not_null(folder);
	snprintf(folder->path, sizeof folder->path, "/tmp/moot-test-landscape-XXXXXX");
	cr_assert_not_null(mkdtemp(folder->path));
	folder_write(folder, "boards.csv", "board_id,name\na,Board A\nb,Board B\n");
	folder_write(folder, "members.csv",
		     "board_id,person_id,organisation,role\na,ann,Council,chair\na,bob,Police,\nb,cyd,Council,chair\n");
	folder_write(folder, "policy.csv", "key,value\nstart,2027-04-01\n");
	return folder;
}

static inline void folder_forget(struct folder *folder)
{
	moot_landscape_free(folder->landscape);
	moot_problems_clear(&folder->problems);
	folder->landscape = NULL;
	memset(&folder->error, 0, sizeof folder->error);
}

static inline enum moot_status folder_read_with(struct folder *folder, const char *start, const char *end)
{
	struct moot_read_options options = {.start = start, .end = end};
	folder_forget(folder);
	folder->status =
	    moot_landscape_read(folder->path, &options, &folder->landscape, &folder->problems, &folder->error);
	return folder->status;
}

static inline enum moot_status folder_read(struct folder *folder)
{
	return folder_read_with(folder, NULL, NULL);
}

static inline void folder_free(struct folder *folder)
{
	char path[160];
	folder_forget(folder);
	for (int i = folder->file_count - 1; i >= 0; i--) {
		folder_path(folder, folder->files[i], path);
		cr_assert_eq(remove(path), 0, "%s", path);
	}
	cr_assert_eq(rmdir(folder->path), 0, "something stays in %s", folder->path);
	free(folder);
}

/* The problem at a place whose message holds `words`, or NULL. */
static inline const struct moot_problem *folder_find(const struct folder *folder, const char *file, int line,
						     int column, const char *words)
{
	for (size_t i = 0; i < folder->problems.count; i++) {
		const struct moot_problem *problem = &folder->problems.items[i];
		if (strcmp(problem->file, file) == 0 && problem->line == line && problem->column == column &&
		    strstr(problem->message, words))
			return problem;
	}
	return NULL;
}

static inline void folder_print(const struct folder *folder)
{
	for (size_t i = 0; i < folder->problems.count; i++)
		fprintf(stderr, "%s:%d:%d: %s\n", folder->problems.items[i].file, folder->problems.items[i].line,
			folder->problems.items[i].column, folder->problems.items[i].message);
}

/* Reads and expects no problem at all. */
static inline void folder_expect_clean(struct folder *folder)
{
	folder_read(folder);
	if (folder->problems.count > 0)
		folder_print(folder);
	cr_assert_eq(folder->problems.count, 0);
	cr_assert_eq(folder->status, MOOT_OK, "%s", folder->error.message);
}

/* Reads and expects this problem, alone of its severity. */
static inline void folder_expect(struct folder *folder, enum moot_severity severity, const char *file, int line,
				 int column, const char *words)
{
	folder_read(folder);
	const struct moot_problem *problem = folder_find(folder, file, line, column, words);
	if (!problem)
		folder_print(folder);
	cr_assert_not_null(problem, "%s:%d:%d: %s", file, line, column, words);
	cr_assert_eq(problem->severity, severity);
	cr_assert_eq(folder->status, severity == MOOT_ERROR ? MOOT_ERROR_INPUT : MOOT_OK, "%s", folder->error.message);
	cr_assert_eq(folder->problems.errors, severity == MOOT_ERROR ? 1 : 0);
}

#endif
