/* Folders that are no landscapes, and files that must not be read. */
#include "landscape_folder.h"

#include <sys/stat.h>

static void expect_refusal(const char *path, const char *words)
{
	struct moot_landscape *landscape = NULL;
	struct moot_problems problems = {0};
	struct moot_error error;
	cr_assert_eq(moot_landscape_read(path, NULL, &landscape, &problems, &error), MOOT_ERROR_INPUT);
	cr_assert_null(landscape);
	cr_assert_eq(problems.errors, 1);
	cr_assert_str_eq(problems.items[0].file, path);
	cr_assert_not_null(strstr(problems.items[0].message, words), "%s", problems.items[0].message);
	moot_problems_clear(&problems);
}

Test(landscape_folder, is_missing_empty_or_a_file)
{
	char path[] = "/tmp/moot-test-empty-XXXXXX";
	cr_assert_not_null(mkdtemp(path));
	expect_refusal(path, "is empty");
	cr_assert_eq(rmdir(path), 0);
	expect_refusal(path, "no such folder");
	FILE *file = fopen(path, "w");
	cr_assert_not_null(file);
	fclose(file);
	expect_refusal(path, "not a folder");
	cr_assert_eq(remove(path), 0);
}

static void leave_out(struct folder *f, const char *file)
{
	char path[160];
	folder_path(f, file, path);
	cr_assert_eq(remove(path), 0);
	for (int i = 0; i < f->file_count; i++)
		if (strcmp(f->files[i], file) == 0)
			memcpy(f->files[i], f->files[--f->file_count], sizeof f->files[i]);
}

Test(landscape_folder, lacks_a_required_file)
{
	struct folder *f = folder_new();
	leave_out(f, "members.csv");
	folder_expect(f, MOOT_ERROR, "members.csv", 0, 0, "missing");
	cr_assert_eq(f->problems.count, 1); /* nothing that follows from it */
	folder_free(f);
	f = folder_new();
	leave_out(f, "boards.csv");
	folder_expect(f, MOOT_ERROR, "boards.csv", 0, 0, "missing");
	cr_assert_eq(f->problems.count, 1);
	folder_free(f);
}

Test(landscape_folder, holds_what_is_no_file)
{
	struct folder *f = folder_new();
	char path[160];
	folder_path(f, "people.csv", path);
	cr_assert_eq(mkdir(path, 0777), 0);
	snprintf(f->files[f->file_count++], sizeof f->files[0], "people.csv");
	folder_expect(f, MOOT_ERROR, "people.csv", 0, 0, "this is a folder");
	cr_assert_eq(rmdir(path), 0);
	cr_assert_eq(mkfifo(path, 0666), 0);
	folder_expect(f, MOOT_ERROR, "people.csv", 0, 0, "not a file");
	folder_free(f);
}

Test(landscape_folder, holds_links)
{
	struct folder *f = folder_new();
	char path[160];
	folder_path(f, "people.csv", path);
	snprintf(f->files[f->file_count++], sizeof f->files[0], "people.csv");
	cr_assert_eq(symlink("/etc/passwd", path), 0);
	folder_expect(f, MOOT_ERROR, "people.csv", 0, 0, "leaves the landscape");
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(symlink("nowhere", path), 0);
	folder_expect(f, MOOT_ERROR, "people.csv", 0, 0, "leads to no file");
	cr_assert_eq(unlink(path), 0);
	folder_write(f, "people-2026.csv", "person_id,name\nann,Ann Example\n");
	cr_assert_eq(symlink("people-2026.csv", path), 0);
	folder_read(f);
	cr_assert_eq(f->status, MOOT_OK);
	cr_assert_str_eq(f->landscape->people[0].name, "Ann Example");
	folder_free(f);
}

Test(landscape_folder, holds_files_that_are_not_read)
{
	static const struct {
		const char *file;
		const char *words;
	} files[] = {{"Boards.csv", "is boards.csv meant?"},
		     {"scenario-merge.csv", "command line"},
		     {"plan.ods", "each sheet as CSV"}};
	struct folder *f = folder_new();
	for (size_t i = 0; i < 3; i++)
		folder_write(f, files[i].file, "board_id,date,person_id,status\n");
	folder_write(f, "README.md", "");
	folder_read(f);
	cr_assert_eq(f->status, MOOT_OK);
	cr_assert_eq(f->problems.count, 3);
	for (size_t i = 0; i < 3; i++)
		cr_assert_not_null(folder_find(f, files[i].file, 0, 0, files[i].words), "%s", files[i].file);
	folder_free(f);
}

static const struct {
	const char *file;
	const char *text;
	enum moot_severity severity;
	int line;
	int column;
	const char *words;
} HEADERS[] = {
    {"people.csv", "person_id,nmae\nann,Ann\n", MOOT_WARNING, 1, 2, "is \"name\" meant?"},
    {"people.csv", "person_id,shoe\nann,Ann\n", MOOT_WARNING, 1, 2, "the columns are person_id, name"},
    {"people.csv", "person_id,name,Name\nann,Ann,Ann\n", MOOT_ERROR, 1, 3, "stands twice"},
    {"people.csv", "name\nAnn\n", MOOT_ERROR, 1, 0, "required column person_id"},
    {"people.csv", "person_id,,name\nann,x,Ann\ndee,y,Dee\n", MOOT_WARNING, 2, 2, "no name in the header"},
    {"people.csv", "", MOOT_WARNING, 1, 0, "no header"},
    {"boards.csv", "", MOOT_ERROR, 1, 0, "no header"},
    {"boards.csv", "board_id\na\nb\n", MOOT_ERROR, 1, 0, "required column name"},
    {"people.csv", "person_id,name\nann,\"Ann\n", MOOT_ERROR, 2, 2, "never closed"},
};

Test(landscape_folder, headers)
{
	for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++) {
		struct folder *f = folder_new();
		folder_write(f, HEADERS[i].file, HEADERS[i].text);
		folder_expect(f, HEADERS[i].severity, HEADERS[i].file, HEADERS[i].line, HEADERS[i].column,
			      HEADERS[i].words);
		cr_assert_eq(f->problems.count, 1, "%zu", i);
		folder_free(f);
	}
}
