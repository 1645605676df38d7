/*
 * moot check: every problem of a landscape, and what was understood of it.
 *
 * Problems are grouped by file, the file with the most errors first; in a file errors stand before warnings, each in
 * the order of lines. What was understood is told with errors too: it shows at a glance whether a file was taken for
 * what it is.
 */
#include <io/cli/cli.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* The problems of one file: items[first .. first + count) of the order. */
struct group {
	const char *file;
	size_t first;
	size_t count;
	size_t errors;
	size_t appeared; /* place of its first problem in the list */
};

struct grouping {
	const struct moot_problem **order;
	struct group *groups;
	size_t group_count;
};

/* By file, then as listed: the list's items stand in one array. */
static int compare_problems(const void *a, const void *b)
{
	const struct moot_problem *x = *(const struct moot_problem *const *)a;
	const struct moot_problem *y = *(const struct moot_problem *const *)b;
	int file = strcmp(x->file, y->file);
	if (file != 0)
		return file;
	if (x->severity != y->severity)
		return x->severity == MOOT_ERROR ? -1 : 1;
	return (x > y) - (x < y);
}

static int compare_groups(const void *a, const void *b)
{
	const struct group *x = a;
	const struct group *y = b;
	if (x->errors != y->errors)
		return x->errors > y->errors ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return (x->appeared > y->appeared) - (x->appeared < y->appeared);
}

static void release_grouping(struct grouping *g)
{
	moot_release((void *)g->order);
	moot_release(g->groups);
}

static bool group_problems(const struct moot_problems *problems, struct grouping *g)
{
	size_t count = problems->count;
	*g = (struct grouping){.order = moot_allocate(count + 1, sizeof *g->order),
			       .groups = moot_allocate(count + 1, sizeof *g->groups)};
	if (!g->order || !g->groups)
		return false;
	for (size_t i = 0; i < count; i++)
		g->order[i] = &problems->items[i];
	if (count > 1)
		qsort((void *)g->order, count, sizeof *g->order, compare_problems);
	for (size_t i = 0; i < count; i++) {
		const struct moot_problem *p = g->order[i];
		size_t place = (size_t)(p - problems->items);
		if (i == 0 || strcmp(p->file, g->order[i - 1]->file) != 0)
			g->groups[g->group_count++] = (struct group){.file = p->file, .first = i, .appeared = place};
		struct group *group = &g->groups[g->group_count - 1];
		group->count++;
		group->errors += p->severity == MOOT_ERROR;
		group->appeared = place < group->appeared ? place : group->appeared;
	}
	if (g->group_count > 1)
		qsort(g->groups, g->group_count, sizeof *g->groups, compare_groups);
	return true;
}

/* --- text --- */

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* "3 errors, 1 warning" */
static void print_counts(size_t errors, size_t warnings)
{
	printf("%zu error%s, %zu warning%s", errors, plural(errors), warnings, plural(warnings));
}

static void print_group(const struct grouping *g, const struct group *group, bool errors_only)
{
	size_t shown = errors_only ? group->errors : group->count;
	if (shown == 0)
		return;
	printf("== %s: ", group->file);
	print_counts(group->errors, group->count - group->errors);
	putchar('\n');
	for (size_t i = 0; i < shown; i++)
		print_problem(stdout, g->order[group->first + i]);
	putchar('\n');
}

static void print_events(const struct moot_event_counts *e)
{
	size_t meetings = e->own_calendar + e->by_title + e->by_people;
	size_t ignored = e->free + e->cancelled + e->empty;
	if (e->calendars == 0) {
		printf("no calendars: nobody's busy times are known\n");
		return;
	}
	printf("%zu calendar%s, %zu event%s in the planning year:\n", e->calendars, plural(e->calendars), e->read,
	       plural(e->read));
	printf("  %zu recognised as boards' meetings (%zu by the board's calendar, %zu by title, %zu by people)\n",
	       meetings, e->own_calendar, e->by_title, e->by_people);
	printf("  %zu busy times, %zu closures\n", e->busy, e->closures);
	printf("  %zu ignored (%zu marked free, %zu cancelled, %zu without length)\n", ignored, e->free, e->cancelled,
	       e->empty);
}

/* `landscape` is NULL where there are errors. */
static void print_summary(const struct moot_understood *u, const struct moot_landscape *landscape)
{
	char start[11];
	char end[11];
	if (landscape) {
		moot_day_format(landscape->policy.start, start);
		moot_day_format(landscape->policy.end, end);
		printf("%s, %s to %s (%s)\n", landscape->policy.name, start, end, landscape->policy.timezone);
	} else {
		printf("What was understood nonetheless:\n");
	}
	printf("%zu file%s: %zu board%s, %zu %s, %zu seat%s, %zu agenda row%s, ", u->files, plural(u->files), u->boards,
	       plural(u->boards), u->people, u->people == 1 ? "person" : "people", u->seats, plural(u->seats),
	       u->agenda_rows, plural(u->agenda_rows));
	printf("%zu dut%s, %zu venue%s, %zu rule%s", u->duties, u->duties == 1 ? "y" : "ies", u->venues,
	       plural(u->venues), u->rules, plural(u->rules));
	if (landscape)
		printf(", %zu closed day%s", u->closed_days, plural(u->closed_days));
	putchar('\n');
	print_events(&u->events);
}

static void print_report(const struct moot_problems *problems, const struct grouping *g,
			 const struct moot_understood *understood, const struct moot_landscape *landscape, bool quiet)
{
	for (size_t i = 0; i < g->group_count; i++)
		print_group(g, &g->groups[i], quiet);
	if (!quiet && understood->files > 0)
		print_summary(understood, landscape);
	print_counts(problems->errors, problems->count - problems->errors);
	if (g->group_count > 0)
		printf(" in %zu file%s", g->group_count, plural(g->group_count));
	putchar('\n');
}

/* --- JSON --- */

static json_t *number(size_t count)
{
	return json_integer((json_int_t)count);
}

static json_t *events_json(const struct moot_event_counts *e)
{
	return json_pack("{s:o, s:o, s:{s:o, s:o, s:o}, s:o, s:o, s:{s:o, s:o, s:o}}", "calendars",
			 number(e->calendars), "read", number(e->read), "recognised", "own_calendar",
			 number(e->own_calendar), "title", number(e->by_title), "people", number(e->by_people), "busy",
			 number(e->busy), "closures", number(e->closures), "ignored", "free", number(e->free),
			 "cancelled", number(e->cancelled), "empty", number(e->empty));
}

static json_t *summary_json(const struct moot_understood *u)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "files", number(u->files), "boards",
			 number(u->boards), "people", number(u->people), "seats", number(u->seats), "agenda_rows",
			 number(u->agenda_rows), "duties", number(u->duties), "venues", number(u->venues), "rules",
			 number(u->rules), "closed_days", number(u->closed_days), "events", events_json(&u->events));
}

static json_t *problem_json(const struct moot_problem *p)
{
	char cell[CELL_NAME_BYTES];
	cell_name(p, cell);
	json_t *problem =
	    json_pack("{s:s, s:s, s:i, s:i, s:s}", "severity", p->severity == MOOT_ERROR ? "error" : "warning", "file",
		      p->file, "line", shown_place(p->line), "column", shown_place(p->column), "message", p->message);
	if (problem && cell[0])
		json_object_set_new(problem, "cell", json_string(cell));
	return problem;
}

static enum exit_code print_json(const struct moot_problems *problems, const struct grouping *g,
				 const struct moot_understood *understood)
{
	json_t *groups = json_array();
	json_t *list = json_array();
	for (size_t i = 0; i < g->group_count; i++) {
		const struct group *group = &g->groups[i];
		json_array_append_new(groups,
				      json_pack("{s:s, s:o, s:o}", "file", group->file, "errors", number(group->errors),
						"warnings", number(group->count - group->errors)));
		for (size_t j = 0; j < group->count; j++)
			json_array_append_new(list, problem_json(g->order[group->first + j]));
	}
	json_t *root = json_pack("{s:o, s:o, s:o, s:o, s:o}", "errors", number(problems->errors), "warnings",
				 number(problems->count - problems->errors), "groups", groups, "problems", list,
				 "summary", summary_json(understood));
	bool written =
	    root && json_dumpf(root, stdout, JSON_INDENT(2)) == 0 && putchar('\n') != EOF && fflush(stdout) == 0;
	json_decref(root);
	return written ? EXIT_DONE : report_error(MOOT_ERROR_SYSTEM, NULL);
}

static enum exit_code print_all(const struct arguments *arguments, const struct moot_problems *problems,
				const struct moot_understood *understood, const struct moot_landscape *landscape)
{
	struct grouping g;
	enum exit_code code = EXIT_DONE;
	if (!group_problems(problems, &g))
		code = report_error(MOOT_ERROR_MEMORY, NULL);
	else if (arguments->json)
		code = print_json(problems, &g, understood);
	else
		print_report(problems, &g, understood, landscape, arguments->quiet);
	release_grouping(&g);
	return code == EXIT_DONE && problems->errors > 0 ? EXIT_INPUT : code;
}

/* The reader itself warns where bank holidays are off as well. */
static enum moot_status warn_of_closures(const struct moot_understood *understood,
					 const struct moot_landscape *landscape, struct moot_problems *problems)
{
	if (!landscape || understood->events.closures > 0 || landscape->policy.bank_holidays != 0)
		return MOOT_OK;
	return moot_problems_add(
	    problems, MOOT_WARNING, "calendars/closures", 0, 0,
	    "there is no closure: meetings keep clear of the regular bank holidays only; put days on "
	    "which nothing can meet into a calendar here");
}

enum exit_code command_check(const struct arguments *arguments)
{
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	struct moot_landscape *landscape = NULL;
	struct moot_understood understood = {0};
	struct moot_read_options options = {
	    .start = arguments->start, .end = arguments->end, .understood = &understood};
	enum moot_status status = read_with_scenarios(arguments, &options, &landscape, &problems, &error);
	if (status == MOOT_OK)
		status = warn_of_closures(&understood, landscape, &problems);
	enum exit_code code = status != MOOT_OK && problems.errors == 0
				  ? report_error(status, &error)
				  : print_all(arguments, &problems, &understood, landscape);
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
	return code;
}
