/* `moot new`: what it writes can be read, explains every column, and replaces nothing. */
#include "io/landscape/intake.h"

#include "io/plan/remove.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char base[] = "/tmp/moot-test-new-XXXXXX";
static char target[64];

static void make_base(void)
{
	cr_assert_not_null(mkdtemp(base));
	snprintf(target, sizeof target, "%s/area", base);
}

static void remove_base(void)
{
	cr_assert(moot_remove_tree(AT_FDCWD, base));
}

Test(landscape_new, can_be_read, .init = make_base, .fini = remove_base)
{
	struct moot_landscape *landscape = NULL;
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	cr_assert_eq(moot_landscape_write_new(target, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(moot_landscape_read(target, NULL, &landscape, &problems, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(problems.count, 0);
	cr_assert_eq(landscape->came_count, 1);
	cr_assert_eq(landscape->board_count, 1);
	cr_assert_eq(landscape->member_count, 1);
	cr_assert_eq(landscape->item_count, 1);
	cr_assert_eq(landscape->rule_count, 1);
	cr_assert_eq(landscape->duties[0].due_count, 1);
	cr_assert_str_eq(landscape->policy.name, "area");
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
}

static char *read_text(const char *file)
{
	char path[128];
	char *text = calloc(1, 65536);
	snprintf(path, sizeof path, "%s/%s", target, file);
	FILE *in = fopen(path, "rb");
	cr_assert_not_null(in, "%s", path);
	size_t count = fread(text, 1, 65535, in);
	cr_assert_gt(count, 0);
	fclose(in);
	return text;
}

Test(landscape_new, explains_every_column, .init = make_base, .fini = remove_base)
{
	cr_assert_eq(moot_landscape_write_new(target, NULL), MOOT_OK);
	char *readme = read_text("README.md");
	for (int f = 0; f < MOOT_FILE_COUNT; f++) {
		const struct moot_sheet_kind *kind = moot_sheet_kind((enum moot_file)f);
		char *sheet = read_text(kind->file);
		char heading[64];
		snprintf(heading, sizeof heading, "## %s\n", kind->file);
		const char *section = strstr(readme, heading);
		cr_assert_not_null(section, "%s", kind->file);
		for (int c = 0; c < kind->column_count; c++) {
			cr_assert_not_null(strstr(section, kind->columns[c].name), "%s", kind->columns[c].name);
			cr_assert_not_null(strstr(sheet, kind->columns[c].name), "%s", kind->columns[c].name);
			cr_assert_not_null(kind->columns[c].meaning);
		}
		free(sheet);
	}
	free(readme);
}

Test(landscape_new, replaces_nothing, .init = make_base, .fini = remove_base)
{
	struct moot_error error = {0};
	cr_assert_eq(moot_landscape_write_new(target, &error), MOOT_OK);
	cr_assert_eq(moot_landscape_write_new(target, &error), MOOT_ERROR_USAGE);
	cr_assert_eq(moot_landscape_write_new(base, &error), MOOT_ERROR_USAGE);
	cr_assert_eq(access(target, F_OK), 0);
}
