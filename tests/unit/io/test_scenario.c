/* Scenario files: what each rule does to the landscape, and where problems are reported. */
#include "landscape_folder.h"

#include <math.h>

static const char *scenario_path(const struct folder *folder)
{
	static char path[160];
	folder_path(folder, "scenario.csv", path);
	return path;
}

/* Reads the folder with a scenario of these rows on top. */
static enum moot_status read_with(struct folder *folder, const char *rows)
{
	char text[4096];
	snprintf(text, sizeof text, "rule,subject,object,value,reason\n%s", rows);
	folder_write(folder, "scenario.csv", text);
	const char *path = scenario_path(folder);
	struct moot_read_options options = {.scenarios = &path, .scenario_count = 1};
	folder_forget(folder);
	folder->status =
	    moot_landscape_read(folder->path, &options, &folder->landscape, &folder->problems, &folder->error);
	return folder->status;
}

static struct folder *made(const char *rows)
{
	struct folder *folder = folder_new();
	read_with(folder, rows);
	if (folder->status != MOOT_OK)
		folder_print(folder);
	cr_assert_eq(folder->status, MOOT_OK, "%s", folder->error.message);
	return folder;
}

static const struct moot_board *board(const struct folder *folder, const char *id)
{
	int index = moot_landscape_board(folder->landscape, id);
	cr_assert_geq(index, 0, "board %s", id);
	return &folder->landscape->boards[index];
}

static const struct moot_member *seat(const struct folder *folder, const char *board_id, const char *person)
{
	const struct moot_landscape *l = folder->landscape;
	for (size_t i = 0; i < l->member_count; i++)
		if (strcmp(l->boards[l->members[i].board].id, board_id) == 0 &&
		    strcmp(l->people[l->members[i].person].id, person) == 0)
			return &l->members[i];
	return NULL;
}

/* Expects one error of the scenario at this place. */
static void refuse(const char *rows, int line, int column, const char *words)
{
	struct folder *folder = folder_new();
	cr_assert_eq(read_with(folder, rows), MOOT_ERROR_INPUT, "%s", rows);
	const struct moot_problem *problem = folder_find(folder, scenario_path(folder), line, column, words);
	if (!problem)
		folder_print(folder);
	cr_assert_not_null(problem, "%d:%d: %s", line, column, words);
	cr_assert_eq(problem->severity, MOOT_ERROR);
	cr_assert_eq(folder->problems.errors, 1);
	folder_free(folder);
}

Test(scenario, set_changes_cells_and_makes_columns)
{
	struct folder *folder = made("set,board:a.minutes,,90,\nset,board:a.statutory,,yes,\nset,policy:max_merge,,3,\n"
				     "set,person:ann.salary,,\"£90,000\",\nset,policy:start,,2028-04-01,\n");
	cr_assert_eq(board(folder, "a")->minutes, 90);
	cr_assert(board(folder, "a")->statutory);
	cr_assert_eq(board(folder, "b")->minutes, 120);
	cr_assert_eq(folder->landscape->policy.max_merge, 3);
	cr_assert_eq(folder->landscape->policy.start, moot_day_parse("2028-04-01"));
	int ann = moot_landscape_person(folder->landscape, "ann");
	cr_assert_eq(folder->landscape->people[ann].salary, 90000.0);
	folder_free(folder);
}

Test(scenario, ids_may_hold_full_stops)
{
	struct folder *folder = made("add-board,a.b.c,name=Dotted,,\nset,board:a.b.c.minutes,,45,\n");
	cr_assert_eq(board(folder, "a.b.c")->minutes, 45);
	folder_free(folder);
}

Test(scenario, boards_members_and_agendas_are_added)
{
	struct folder *folder = made("add-board,c,name=Board C|minutes=60|match=C|See|mode=online,,\n"
				     "add-member,c,ann|bob,chair,\nadd-member,b,ann,,\nadd-member,a,bob,vice-chair,\n"
				     "add-agenda,c,Drugs,25,\nadd-agenda,c,theme=Crime|per_year=2,10,\n");
	const struct moot_board *c = board(folder, "c");
	cr_assert_str_eq(c->name, "Board C");
	cr_assert_eq(c->minutes, 60);
	cr_assert_eq(c->mode, MOOT_ONLINE);
	cr_assert_eq(c->match_count, 2);
	cr_assert_str_eq(c->match[1], "See");
	cr_assert_eq(seat(folder, "c", "ann")->role, MOOT_CHAIR);
	cr_assert_eq(seat(folder, "b", "ann")->role, MOOT_MEMBER);
	cr_assert_eq(seat(folder, "a", "bob")->role, MOOT_VICE_CHAIR);
	cr_assert_eq(folder->landscape->item_count, 2);
	cr_assert_eq(folder->landscape->items[0].minutes, 25);
	cr_assert_eq(folder->landscape->items[0].per_year, 4);
	cr_assert_eq(folder->landscape->items[1].per_year, 2);
	folder_free(folder);
}

Test(scenario, members_are_removed_and_people_leave)
{
	struct folder *folder = folder_new();
	folder_write(folder, "members.csv",
		     "board_id,person_id,organisation,role,deputy\na,ann,Council,chair,\na,bob,Police,,ann\n"
		     "b,ann,Council,chair,\nb,cyd,Council,,\n");
	folder_write(folder, "rules.csv", "rule,subject,object\nchair,b,ann\n");
	cr_assert_eq(read_with(folder, "remove-member,b,cyd,,\nleave,ann,,,\n"), MOOT_OK);
	cr_assert_null(seat(folder, "a", "ann"));
	cr_assert_null(seat(folder, "b", "ann"));
	cr_assert_null(seat(folder, "b", "cyd"));
	cr_assert_eq(seat(folder, "a", "bob")->deputy, MOOT_NONE);
	cr_assert_eq(folder->landscape->rule_count, 0);
	cr_assert_not_null(folder_find(folder, scenario_path(folder), 3, 1, "no longer holds"));
	folder_free(folder);
}

Test(scenario, a_new_duty_goes_where_a_host_rule_says)
{
	struct folder *folder = made("add-duty,svd,Police,4,\nhost,svd,a,,\n");
	const struct moot_landscape *l = folder->landscape;
	cr_assert_eq(l->duty_count, 1);
	cr_assert_eq(l->duties[0].min_per_year, 4);
	cr_assert_eq(l->duties[0].organisation_count, 1);
	cr_assert_eq(l->item_count, 1);
	cr_assert_str_eq(l->boards[l->items[0].board].id, "a");
	cr_assert_eq(l->items[0].duty, 0);
	cr_assert_eq(l->items[0].per_year, 4);
	folder_free(folder);
}

Test(scenario, rules_and_inputs_name_the_scenario)
{
	struct folder *folder = made("together,a,b,,Agreed in May\n");
	const struct moot_landscape *l = folder->landscape;
	cr_assert_eq(l->rule_count, 1);
	cr_assert_eq(l->rules[0].kind, MOOT_RULE_TOGETHER);
	cr_assert_str_eq(l->rules[0].file, scenario_path(folder));
	cr_assert_eq(l->rules[0].line, 2);
	cr_assert_str_eq(l->rules[0].reason, "Agreed in May");
	bool listed = false;
	for (size_t i = 0; i < l->input_count; i++)
		listed = listed || strcmp(l->inputs[i].file, scenario_path(folder)) == 0;
	cr_assert(listed);
	cr_assert_str_eq(l->assumptions[0], "scenario");
	cr_assert_str_eq(l->assumptions[1], scenario_path(folder));
	folder_free(folder);
}

Test(scenario, problems_stand_where_the_scenario_says_it)
{
	refuse("set,board:a.minutes,,ninety,\n", 2, 4, "it must be a whole number");
	refuse("set,board:a.minuts,,90,\n", 2, 2, "is \"minutes\" meant?");
	refuse("set,board:x.minutes,,90,\n", 2, 2, "there is no board \"x\"");
	refuse("set,board:a,,90,\n", 2, 2, "names no column");
	refuse("set,a.minutes,,90,\n", 2, 2, "write board:ID.column");
	refuse("set,board:a.board_id,,z,\n", 2, 2, "can't be set");
	refuse("set,policy:max_merg,,3,\n", 2, 2, "is \"max_merge\" meant?");
	refuse("set,policy:max_merge,,many,\n", 2, 4, "max_merge");
	refuse("set,,,3,\n", 2, 2, "the rule set needs it");
	refuse("set,person:anne.salary,,3,\n", 2, 2, "is \"ann\" meant?");
	refuse("add-board,a,,,\n", 2, 2, "stands twice");
	refuse("add-board,c d,,,\n", 2, 2, "an id is made of");
	refuse("add-board,c,minuts=3,,\n", 2, 3, "is \"minutes\" meant?");
	refuse("add-board,c,minutes=x,,\n", 2, 3, "whole number");
	refuse("add-board,c,minutes,,\n", 2, 3, "is no column=value");
	refuse("add-member,x,ann,,\n", 2, 2, "there is no board \"x\"");
	refuse("add-member,a,,,\n", 2, 3, "object is empty");
	refuse("remove-member,a,cyd,,\n", 2, 3, "does not sit on board \"a\"");
	refuse("remove-member,a,cid,,\n", 2, 3, "there is no person \"cid\"");
	refuse("add-agenda,a,Drugs,long,\n", 2, 4, "whole number");
	refuse("add-agenda,a,theme=Drugs|duty=none,5,\n", 2, 3, "there is no duties.csv");
	refuse("add-duty,new duty,Police,4,\n", 2, 2, "an id is made of");
	refuse("add-duty,d,Police,often,\n", 2, 4, "whole number");
	refuse("leave,nobody,,,\n", 2, 2, "there is no person \"nobody\"");
	refuse("mrge,a,b,,\n", 2, 1, "there is no rule \"mrge\"");
	refuse("add_bord,a,b,,\n", 2, 1, "is \"add-board\" meant?");
	refuse("keep,x,,,\n", 2, 2, "there is no board \"x\"");
	refuse("chair,a,cyd,,\n", 2, 3, "does not sit on board \"a\"");
}

Test(scenario, several_errors_are_listed_in_their_order)
{
	struct folder *folder = folder_new();
	read_with(folder, "keep,y,,,\nset,board:x.minutes,,90,\nset,board:a.minutes,,z,\n");
	cr_assert_eq(folder->problems.errors, 3);
	for (size_t i = 0; i < 3; i++)
		cr_assert_eq(folder->problems.items[i].line, (int)i + 2);
	folder_free(folder);
}

Test(scenario, a_file_that_is_not_there_is_an_error)
{
	struct folder *folder = folder_new();
	const char *path = "/tmp/no-such-scenario.csv";
	struct moot_read_options options = {.scenarios = &path, .scenario_count = 1};
	folder->status =
	    moot_landscape_read(folder->path, &options, &folder->landscape, &folder->problems, &folder->error);
	cr_assert_eq(folder->status, MOOT_ERROR_INPUT);
	cr_assert_not_null(folder_find(folder, path, 0, 0, "can't be read"));
	folder_free(folder);
}

Test(scenario, scenario_rules_have_no_place_in_the_landscape)
{
	struct folder *folder = folder_new();
	folder_write(folder, "rules.csv", "rule,subject\nleave,ann\n");
	folder_expect(folder, MOOT_ERROR, "rules.csv", 2, 1, "in scenarios only");
	folder_free(folder);
}
