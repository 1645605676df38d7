/* The plan and audit folders as wholes: every file is there, names cannot leave it, an earlier plan survives. */
#include "io/plan/remove.h"
#include "tests/unit/io/place.h"
#include "tests/unit/io/plan_fixture.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char HOSTILE[] = "../../etc/=x <script>\r\n\xE2\x80\xAE\x07\xFF ";

/* Only the target may stay in the base: no temporary folder, nothing that a name led outside. */
static void place_free(struct place *place)
{
	int base = open(place->base, O_RDONLY | O_DIRECTORY);
	moot_remove_tree(base, "out");
	close(base);
	cr_assert_eq(rmdir(place->base), 0, "something stays in %s", place->base);
}

static bool has(const struct place *place, const char *name)
{
	char path[256];
	struct stat about;
	snprintf(path, sizeof path, "%s/%s", place->target, name);
	return stat(path, &about) == 0 && (S_ISDIR(about.st_mode) || about.st_size > 0);
}

static const char *const FILES[] = {"plan.json",
				    "boards.csv",
				    "calendar.csv",
				    "people.csv",
				    "report.html",
				    "terms-of-reference/csp-boston.md",
				    "terms-of-reference/hwb.md"};

static const char *const CALENDARS[] = {"ics/boards/csp-boston.ics", "ics/boards/hwb.ics", "ics/people/ann.ics",
					"ics/people/bob.ics", "ics/organisations/council.ics"};

Test(plan_write, the_folder_has_every_file)
{
	struct fixture fixture = fixture_new("");
	struct place place = place_new();
	struct moot_error error = {0};
	cr_assert_eq(moot_plan_write(fixture.landscape, fixture.plan, place.target, &error), MOOT_OK, "%s",
		     error.message);
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++)
		cr_assert(has(&place, FILES[i]), "%s", FILES[i]);
	for (size_t i = 0; i < sizeof CALENDARS / sizeof *CALENDARS; i++)
		cr_assert(has(&place, CALENDARS[i]), "%s", CALENDARS[i]);
	cr_assert_not(has(&place, "terms-of-reference/old-forum.md"));
	/* Replaced by a plan without calendar, the old calendars are gone. */
	fixture.plan->has_calendar = false;
	fixture.plan->meeting_count = fixture.plan->unscheduled_count = 0;
	cr_assert_eq(moot_plan_write(fixture.landscape, fixture.plan, place.target, &error), MOOT_OK, "%s",
		     error.message);
	cr_assert(has(&place, "calendar.csv"));
	cr_assert_not(has(&place, "ics"));
	place_free(&place);
	fixture_free(&fixture);
}

Test(plan_write, hostile_names_stay_inside)
{
	struct fixture fixture = fixture_new(HOSTILE);
	struct place place = place_new();
	struct moot_error error = {0};
	cr_assert_eq(moot_plan_write(fixture.landscape, fixture.plan, place.target, &error), MOOT_OK, "%s",
		     error.message);
	cr_assert(has(&place, "ics/organisations/etc-x-script-council.ics"));
	place_free(&place);
	fixture_free(&fixture);
}

static char *first_bytes(const struct place *place)
{
	char path[128];
	char *bytes = moot_allocate(65536, 1);
	snprintf(path, sizeof path, "%s/plan.json", place->target);
	FILE *file = fopen(path, "r");
	cr_assert_not_null(file);
	cr_assert_gt(fread(bytes, 1, 65535, file), 0);
	fclose(file);
	return bytes;
}

/* What spoils the second plan half-way: ids that can't be file names, and a figure that is no number. */
Test(plan_write, an_earlier_plan_survives_a_failure_half_way)
{
	static char longest[300];
	memset(longest, 'x', sizeof longest - 1);
	static const char *const ids[] = {longest, "../escape", ".hidden", "a/b", ""};
	struct fixture fixture = fixture_new("");
	struct place place = place_new();
	struct moot_error error = {0};
	cr_assert_eq(moot_plan_write(fixture.landscape, fixture.plan, place.target, &error), MOOT_OK);
	char *before = first_bytes(&place);
	fixture.plan->seed = 99;
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		fixture.plan->boards[1].id = ids[i];
		cr_assert_eq(moot_plan_write(fixture.landscape, fixture.plan, place.target, &error), MOOT_ERROR_INPUT,
			     "%s", ids[i]);
	}
	fixture.plan->boards[1].id = "hwb";
	fixture.plan->after.hours = NAN;
	cr_assert_eq(moot_plan_write(fixture.landscape, fixture.plan, place.target, &error), MOOT_ERROR_USAGE);
	char *after = first_bytes(&place);
	cr_assert_str_eq(before, after);
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++)
		cr_assert(has(&place, FILES[i]), "%s", FILES[i]);
	moot_release(before);
	moot_release(after);
	place_free(&place);
	fixture_free(&fixture);
}

Test(plan_write, the_audit_folder_has_every_file)
{
	static const char *const files[] = {"audit.json",        "boards.csv",   "people.csv",
					    "organisations.csv", "overlaps.csv", "report.html"};
	struct fixture fixture = fixture_new("");
	struct place place = place_new();
	struct moot_audit_board board = {0, 4, 2, 24, 12, 680.3, 120};
	struct moot_audit_share share = {1, 2, 24, 12, 680.3};
	struct moot_audit_overlap overlap = {0, 1, 2, 1, 1.5};
	struct moot_audit audit = {.boards = &board,
				   .board_count = 1,
				   .people = &share,
				   .person_count = 1,
				   .organisations = &share,
				   .organisation_count = 1,
				   .overlaps = &overlap,
				   .overlap_count = 1};
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(moot_audit_write(fixture.landscape, &audit, place.target, NULL), MOOT_OK);
		for (size_t k = 0; k < sizeof files / sizeof *files; k++)
			cr_assert(has(&place, files[k]), "%s", files[k]);
	}
	/* A plan does not replace an audit. */
	cr_assert_eq(moot_plan_write(fixture.landscape, fixture.plan, place.target, NULL), MOOT_ERROR_USAGE);
	cr_assert(has(&place, "audit.json"));
	place_free(&place);
	fixture_free(&fixture);
}
