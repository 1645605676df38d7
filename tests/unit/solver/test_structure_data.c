/*
 * Two real landscapes solved to proven optimality: the City of London's committees and those of the US Congress.
 *
 * The data stands beside the project, in ../shared/data, and may be absent: then the tests skip and say so. The facts
 * have no agendas or lengths, so every board gets four online meetings of 90 minutes: 15 standing, 40 for a theme named
 * after its parent, 35 of its own; everyone is senior, seats are personal, at most 60 members and 4 boards a merge.
 */
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/structure.h>
#include <stdio.h>
#include <tests/made.h>

enum { MOST_FIELDS = 8, MOST_TEXT = 1000 };

struct row {
	char fields[MOST_FIELDS][MOST_TEXT];
	int count;
};

/* Reads one row of comma-separated fields with double quotes. False at the end. */
static bool read_row(FILE *file, struct row *row)
{
	bool quoted = false;
	size_t length = 0;
	memset(row, 0, sizeof *row);
	for (int c = getc(file);; c = getc(file)) {
		if (c == EOF && length == 0 && row->count == 0)
			return false;
		if (c == '"') {
			quoted = !quoted;
		} else if (c == EOF || (!quoted && (c == ',' || c == '\n'))) {
			row->count++;
			length = 0;
			if (c != ',' || row->count == MOST_FIELDS)
				return true;
		} else if (c != '\r' && length + 1 < MOST_TEXT) {
			row->fields[row->count][length++] = (char)c;
		}
	}
}

static FILE *open_data(const char *folder, const char *name)
{
	char path[500];
	snprintf(path, sizeof path, "%s/../shared/data/%s/%s", MOOT_SOURCE, folder, name);
	return fopen(path, "r");
}

static void read_boards(struct moot_landscape *l, FILE *file)
{
	static struct row row;
	read_row(file, &row);
	while (read_row(file, &row)) {
		struct moot_board *board = made_board(l, row.fields[0]);
		board->mode = MOOT_ONLINE;
		board->minutes = 90;
		made_item(l, (int)l->board_count - 1, row.fields[2], 40, 4);
	}
}

static void read_members(struct moot_landscape *l, FILE *file)
{
	static struct row row;
	read_row(file, &row);
	while (read_row(file, &row)) {
		int board = moot_landscape_board(l, row.fields[0]);
		int person = moot_landscape_person(l, row.fields[1]);
		bool known = false;
		if (board == MOOT_NONE)
			continue;
		if (person == MOOT_NONE) {
			made_person(l, row.fields[1])->senior = MOOT_YES;
			person = (int)l->person_count - 1;
		}
		for (size_t m = 0; m < l->member_count; m++)
			known = known || (l->members[m].board == board && l->members[m].person == person);
		if (!known)
			made_member(l, board, person);
	}
}

static struct moot_landscape *landscape_of(const char *folder)
{
	FILE *boards = open_data(folder, "boards.csv");
	FILE *members = open_data(folder, "members.csv");
	struct moot_landscape *l = NULL;
	if (boards && members) {
		l = made_new();
		read_boards(l, boards);
		read_members(l, members);
		l->policy.max_members = 60;
		l->policy.max_merge = 4;
		made_finish(l);
	}
	if (boards)
		fclose(boards);
	if (members)
		fclose(members);
	return l;
}

static void solve(const char *folder, double expected)
{
	struct moot_landscape *l = landscape_of(folder);
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = {.time_limit = 250, .threads = 1};
	struct moot_error error = {0};
	if (!l)
		cr_skip_test("%s is not beside the project: skipped", folder);
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	double start = moot_clock_seconds();
	enum moot_status status = moot_structure_solve(l, &options, start + 250, plan, &error);
	cr_assert_eq(status, MOOT_OK, "%s", error.message);
	fprintf(stderr, "%s: objective %.6f, bound %.6f, %d boards from %d, %.2f s\n", folder,
		plan->structure.objective, plan->structure.bound, plan->after.boards, plan->before.boards,
		moot_clock_seconds() - start);
	cr_assert_eq(plan->structure.status, MOOT_SEARCH_OPTIMAL);
	cr_assert_eq(plan->structure.gap, 0);
	cr_assert_float_eq(plan->structure.objective, expected, 1e-4);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

/* The data may be absent; a program that tests nothing at all counts as failed. */
Test(structure_data, absent)
{
	cr_assert_null(landscape_of("no_such_folder"));
}

Test(structure_data, city_of_london)
{
	solve("city_of_london", 11012.833333);
}

Test(structure_data, us_congress)
{
	solve("us_congress", 33151.666667);
}
