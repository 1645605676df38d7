/* A folder appears whole or not at all, and nothing foreign is ever lost. */
#include "io/plan/folder.h"
#include "io/plan/remove.h"
#include "tests/unit/io/place.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const NAMES[] = {"plan.json", "ics", NULL};

/* The folder must hold nothing but what `names` lists, which shows that no temporary stays. */
static void check_entries(const char *folder, const char *const *names, int count)
{
	DIR *entries = opendir(folder);
	cr_assert_not_null(entries);
	int found = 0;
	for (const struct dirent *entry; (entry = readdir(entries));) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		bool listed = false;
		for (int i = 0; i < count; i++)
			listed |= strcmp(names[i], entry->d_name) == 0;
		cr_assert(listed, "%s", entry->d_name);
		found++;
	}
	closedir(entries);
	cr_assert_eq(found, count);
}

static const char *const ONLY_OUT[] = {"out"};

static void place_free(struct place *place)
{
	/* The tests leave plain trees of known names. */
	static const char *const left[] = {"out/ics/boards/b.ics", "out/ics/boards",  "out/ics",  "out/plan.json",
					   "out/notes.txt",        "out/members.csv", "out/link", "link",
					   "precious/keep.txt",    "precious",        "out"};
	for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
		char path[160];
		snprintf(path, sizeof path, "%s/%s", place->base, left[i]);
		remove(path);
	}
	cr_assert_eq(rmdir(place->base), 0, "something stays in %s", place->base);
}

static void write_file(const char *folder, const char *name, const char *bytes)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	cr_assert_not_null(file);
	fputs(bytes, file);
	fclose(file);
}

static bool holds(const char *folder, const char *name, const char *bytes)
{
	char path[256];
	char buffer[64] = "";
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "r");
	if (!file)
		return false;
	size_t length = fread(buffer, 1, sizeof buffer - 1, file);
	fclose(file);
	return length == strlen(bytes) && memcmp(buffer, bytes, length) == 0;
}

static enum moot_status write_folder(const char *target, const char *bytes, bool exchange, struct moot_error *error)
{
	struct moot_folder *folder = NULL;
	enum moot_status status = moot_folder_begin(target, NAMES, &folder, error);
	if (status != MOOT_OK)
		return status;
	if (!exchange)
		moot_folder_forbid_exchange(folder);
	cr_assert_eq(moot_folder_file(folder, "", "plan", ".json", bytes, strlen(bytes), error), MOOT_OK);
	cr_assert_eq(moot_folder_directory(folder, "ics", error), MOOT_OK);
	cr_assert_eq(moot_folder_directory(folder, "ics/boards", error), MOOT_OK);
	cr_assert_eq(moot_folder_file(folder, "ics/boards", "b", ".ics", "x", 1, error), MOOT_OK);
	return moot_folder_commit(folder, error);
}

static void check_new_and_replaced(bool exchange)
{
	struct place place = place_new();
	struct moot_error error = {0};
	cr_assert_eq(write_folder(place.target, "one", exchange, &error), MOOT_OK, "%s", error.message);
	cr_assert(holds(place.target, "plan.json", "one"));
	write_file(place.target, "notes.txt", "mine");
	cr_assert_eq(write_folder(place.target, "two", exchange, &error), MOOT_OK, "%s", error.message);
	cr_assert(holds(place.target, "plan.json", "two"));
	cr_assert(holds(place.target, "ics/boards/b.ics", "x"));
	cr_assert(holds(place.target, "notes.txt", "mine"));
	check_entries(place.base, ONLY_OUT, 1);
	place_free(&place);
}

Test(folder, new_and_replaced_by_exchange)
{
	check_new_and_replaced(true);
}

Test(folder, new_and_replaced_by_renames)
{
	check_new_and_replaced(false);
}

Test(folder, an_empty_folder_and_trailing_slashes_are_fine)
{
	struct place place = place_new();
	struct moot_error error = {0};
	char slashed[128];
	snprintf(slashed, sizeof slashed, "%s//", place.target);
	cr_assert_eq(mkdir(place.target, 0777), 0);
	cr_assert_eq(write_folder(slashed, "one", true, &error), MOOT_OK, "%s", error.message);
	cr_assert(holds(place.target, "plan.json", "one"));
	check_entries(place.base, ONLY_OUT, 1);
	place_free(&place);
}

Test(folder, foreign_folders_are_refused_and_untouched)
{
	struct place place = place_new();
	struct moot_error error = {0};
	cr_assert_eq(mkdir(place.target, 0777), 0);
	write_file(place.target, "notes.txt", "mine");
	cr_assert_eq(write_folder(place.target, "one", true, &error), MOOT_ERROR_USAGE);
	cr_assert(holds(place.target, "notes.txt", "mine"));
	/* A landscape is refused even when a plan.json lies in it. */
	write_file(place.target, "plan.json", "old");
	write_file(place.target, "members.csv", "board_id");
	cr_assert_eq(write_folder(place.target, "one", true, &error), MOOT_ERROR_USAGE);
	cr_assert(holds(place.target, "plan.json", "old"));
	check_entries(place.base, ONLY_OUT, 1);
	place_free(&place);
}

Test(folder, files_links_and_missing_parents_are_refused)
{
	struct place place = place_new();
	struct moot_error error = {0};
	char link[128];
	char deep[128];
	snprintf(link, sizeof link, "%s/link", place.base);
	snprintf(deep, sizeof deep, "%s/no/such", place.base);
	write_file(place.base, "out", "a file");
	cr_assert_eq(write_folder(place.target, "one", true, &error), MOOT_ERROR_USAGE);
	cr_assert(holds(place.base, "out", "a file"));
	cr_assert_eq(symlink(place.base, link), 0);
	cr_assert_eq(write_folder(link, "one", true, &error), MOOT_ERROR_USAGE);
	cr_assert_eq(write_folder(deep, "one", true, &error), MOOT_ERROR_SYSTEM);
	cr_assert_eq(write_folder("", "one", true, &error), MOOT_ERROR_USAGE);
	cr_assert_eq(write_folder("..", "one", true, &error), MOOT_ERROR_USAGE);
	cr_assert_eq(write_folder("/", "one", true, &error), MOOT_ERROR_USAGE);
	place_free(&place);
}

Test(folder, removing_never_follows_links)
{
	struct place place = place_new();
	struct moot_error error = {0};
	char precious[128];
	char link[160];
	snprintf(precious, sizeof precious, "%s/precious", place.base);
	cr_assert_eq(mkdir(precious, 0777), 0);
	write_file(precious, "keep.txt", "keep");
	cr_assert_eq(write_folder(place.target, "one", true, &error), MOOT_OK);
	snprintf(link, sizeof link, "%s/ics/boards/link", place.target);
	cr_assert_eq(symlink(precious, link), 0);
	cr_assert_eq(write_folder(place.target, "two", true, &error), MOOT_OK, "%s", error.message);
	cr_assert(holds(precious, "keep.txt", "keep"));
	cr_assert_neq(access(link, F_OK), 0);
	place_free(&place);
}

Test(folder, bad_names_fail_and_an_abandoned_folder_leaves_the_earlier_one)
{
	static const char *const bad[] = {"", ".", "..", "../x", "a/b", ".hidden", "new\nline", "c:d", "back\\slash"};
	struct place place = place_new();
	struct moot_error error = {0};
	struct moot_folder *folder = NULL;
	cr_assert_eq(write_folder(place.target, "one", true, &error), MOOT_OK);
	cr_assert_eq(moot_folder_begin(place.target, NAMES, &folder, &error), MOOT_OK);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_assert_eq(moot_folder_file(folder, "", bad[i], ".ics", "", 0, &error), MOOT_ERROR_INPUT, "%s",
			     bad[i]);
	char longest[300];
	memset(longest, 'x', sizeof longest);
	longest[299] = '\0';
	cr_assert_eq(moot_folder_file(folder, "", longest, ".ics", "", 0, &error), MOOT_ERROR_INPUT);
	cr_assert_eq(moot_folder_file(folder, "", "plan", ".json", "two", 3, &error), MOOT_OK);
	moot_folder_abandon(folder);
	cr_assert(holds(place.target, "plan.json", "one"));
	check_entries(place.base, ONLY_OUT, 1);
	place_free(&place);
}

Test(folder, a_parent_that_may_not_be_written_is_a_failure)
{
	if (geteuid() == 0)
		cr_skip_test("root may write everywhere");
	struct place place = place_new();
	struct moot_error error = {0};
	cr_assert_eq(chmod(place.base, 0555), 0);
	cr_assert_eq(write_folder(place.target, "one", true, &error), MOOT_ERROR_SYSTEM);
	cr_assert_eq(chmod(place.base, 0777), 0);
	place_free(&place);
}

/* Writes one target of its own again and again; false where any of it failed. */
static bool write_often(const char *base, int writer)
{
	char target[96];
	struct moot_error error = {0};
	snprintf(target, sizeof target, "%s/out%d", base, writer);
	for (int i = 0; i < 60; i++)
		if (write_folder(target, "one", true, &error) != MOOT_OK) {
			fprintf(stderr, "writer %d: %s\n", writer, error.message);
			return false;
		}
	return moot_remove_tree(AT_FDCWD, target);
}

Test(folder, writers_side_by_side_in_one_parent_never_disturb_each_other)
{
	enum { WRITERS = 6 };
	struct place place = place_new();
	pid_t writers[WRITERS];
	for (int w = 0; w < WRITERS; w++) {
		writers[w] = fork();
		cr_assert_geq(writers[w], 0);
		if (writers[w] == 0)
			_exit(write_often(place.base, w) ? 0 : 1);
	}
	for (int w = 0; w < WRITERS; w++) {
		int status = 1;
		cr_assert_eq(waitpid(writers[w], &status, 0), writers[w]);
		cr_assert_eq(status, 0, "writer %d", w);
	}
	place_free(&place);
}
