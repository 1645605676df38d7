/*
 * The library in fifty lines: reads a landscape, plans which boards to merge, checks the plan with moot's independent
 * verifier, and prints what each change saves. Also: cc cheapest.c $(pkg-config --cflags --libs moot)
 */
#include <moot/moot.h>

#include <stdio.h>

static int failed(const char *what, enum moot_status status, const struct moot_error *error)
{
	fprintf(stderr, "%s: %s\n", what, error->message[0] ? error->message : moot_status_text(status));
	return 1;
}

static void print_plan(const struct moot_plan *plan)
{
	printf("%s: %d boards become %d, and %.0f hours a year are saved", plan->landscape, plan->before.boards,
	       plan->after.boards, plan->before.hours - plan->after.hours);
	printf(plan->structure.gap == 0 ? " (nothing better exists).\n" : " (something better may exist).\n");
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		if (board->fate != MOOT_KEPT)
			printf("  %s (%s): %.0f hours\n", board->name, moot_fate_text(board->fate),
			       board->saving.hours);
	}
}

static int plan_landscape(const struct moot_landscape *landscape)
{
	struct moot_error error = {0};
	struct moot_solve_options options;
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	moot_solve_options_default(&options);
	options.structure_only = true;
	enum moot_status status = moot_plan_make(landscape, &options, &plan, &error);
	if (status == MOOT_OK)
		status = moot_verify(landscape, plan, &verdict, &error);
	int code = status == MOOT_OK ? 0 : failed("plan", status, &error);
	if (status == MOOT_OK && verdict->count > 0)
		code = 1;
	else if (status == MOOT_OK)
		print_plan(plan);
	moot_verdict_free(verdict);
	moot_plan_free(plan);
	return code;
}

int main(int argc, char **argv)
{
	struct moot_error error = {0};
	struct moot_problems problems = {0};
	struct moot_landscape *landscape = NULL;
	if (argc != 2) {
		fputs("usage: cheapest LANDSCAPE\n", stderr);
		return 2;
	}
	enum moot_status status =
	    moot_landscape_read(argv[1], &(struct moot_read_options){0}, &landscape, &problems, &error);
	for (size_t i = 0; i < problems.count; i++)
		if (problems.items[i].severity == MOOT_ERROR)
			fprintf(stderr, "%s:%d: %s\n", problems.items[i].file, problems.items[i].line,
				problems.items[i].message);
	int code = status == MOOT_OK ? plan_landscape(landscape) : failed(argv[1], status, &error);
	moot_problems_clear(&problems);
	moot_landscape_free(landscape);
	moot_io_finish();
	return code;
}
