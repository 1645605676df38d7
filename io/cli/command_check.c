#include <io/cli/cli.h>

#include <jansson.h>

/* What was understood, in one line a kind. */
static void print_summary(const struct moot_landscape *landscape)
{
	size_t busy = 0;
	size_t today = 0;
	char start[11];
	char end[11];
	for (size_t i = 0; i < landscape->person_count; i++)
		busy += landscape->people[i].busy_count;
	for (size_t i = 0; i < landscape->board_count; i++)
		today += landscape->boards[i].today_count;
	moot_day_format(landscape->policy.start, start);
	moot_day_format(landscape->policy.end, end);
	printf("%s, %s to %s (%s)\n", landscape->policy.name, start, end, landscape->policy.timezone);
	printf("%zu boards, %zu people, %zu seats, %zu agenda rows, %zu duties, %zu venues, %zu rules\n",
	       landscape->board_count, landscape->person_count, landscape->member_count, landscape->item_count,
	       landscape->duty_count, landscape->venue_count, landscape->rule_count);
	printf("%zu files read; %zu busy times of people, %zu meetings of today's boards, %zu closed days\n",
	       landscape->input_count, busy, today, landscape->closure_count);
}

static json_t *summary_json(const struct moot_landscape *landscape)
{
	if (!landscape)
		return json_null();
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "boards", (json_int_t)landscape->board_count, "people",
			 (json_int_t)landscape->person_count, "seats", (json_int_t)landscape->member_count,
			 "agenda_rows", (json_int_t)landscape->item_count, "duties", (json_int_t)landscape->duty_count,
			 "rules", (json_int_t)landscape->rule_count, "closed_days",
			 (json_int_t)landscape->closure_count);
}

static enum exit_code print_json(const struct moot_problems *problems, const struct moot_landscape *landscape)
{
	json_t *list = json_array();
	for (size_t i = 0; i < problems->count; i++) {
		const struct moot_problem *p = &problems->items[i];
		json_array_append_new(list, json_pack("{s:s, s:s, s:i, s:i, s:s}", "severity",
						      p->severity == MOOT_ERROR ? "error" : "warning", "file", p->file,
						      "line", p->line, "column", p->column, "message", p->message));
	}
	json_t *root = json_pack("{s:I, s:I, s:o, s:o}", "errors", (json_int_t)problems->errors, "warnings",
				 (json_int_t)(problems->count - problems->errors), "problems", list, "summary",
				 summary_json(landscape));
	bool written =
	    root && json_dumpf(root, stdout, JSON_INDENT(2)) == 0 && putchar('\n') != EOF && fflush(stdout) == 0;
	json_decref(root);
	return written ? EXIT_DONE : report_error(MOOT_ERROR_SYSTEM, NULL);
}

static void print_report(const struct moot_problems *problems, const struct moot_landscape *landscape)
{
	print_problems(stdout, problems, -1);
	size_t warnings = problems->count - problems->errors;
	if (landscape)
		print_summary(landscape);
	printf("%zu error%s, %zu warning%s\n", problems->errors, problems->errors == 1 ? "" : "s", warnings,
	       warnings == 1 ? "" : "s");
}

enum exit_code command_check(const struct arguments *arguments)
{
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	struct moot_landscape *landscape = NULL;
	struct moot_read_options options = {.start = arguments->start, .end = arguments->end};
	enum exit_code code = EXIT_DONE;
	enum moot_status status =
	    moot_landscape_read(arguments->positional[0], &options, &landscape, &problems, &error);
	if (status != MOOT_OK && problems.errors == 0) {
		code = report_error(status, &error);
	} else {
		if (arguments->json)
			code = print_json(&problems, landscape);
		else
			print_report(&problems, landscape);
		if (code == EXIT_DONE && problems.errors > 0)
			code = EXIT_INPUT;
	}
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
	return code;
}
