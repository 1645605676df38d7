#include <io/cli/cli.h>

#include <string.h>
#include <strings.h>

/* A board by its id, or else by its name in any case. */
static int find_board(const struct moot_landscape *landscape, const char *text)
{
	int board = moot_landscape_board(landscape, text);
	for (size_t b = 0; b < landscape->board_count && board == MOOT_NONE; b++)
		if (strcasecmp(landscape->boards[b].name, text) == 0)
			board = (int)b;
	return board;
}

static enum exit_code find_boards(const struct arguments *arguments, const struct moot_landscape *landscape,
				  int *boards, size_t *count)
{
	for (int i = 1; i < arguments->count; i++) {
		const char *text = arguments->positional[i];
		int board = find_board(landscape, text);
		if (board == MOOT_NONE) {
			fprintf(stderr, "moot: there is no board \"%s\" in %s\n", text, arguments->positional[0]);
			return EXIT_USAGE;
		}
		bool is_known = false;
		for (size_t b = 0; b < *count; b++)
			is_known = is_known || boards[b] == board;
		if (!is_known)
			boards[(*count)++] = board;
	}
	return EXIT_DONE;
}

/* Only a plan that holds is explained. */
static enum exit_code judge_plan(const struct moot_landscape *landscape, const struct moot_plan *plan)
{
	struct moot_error error = {0};
	struct moot_verdict *verdict = NULL;
	enum moot_status status = moot_verify(landscape, plan, &verdict, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	for (size_t i = 0; i < verdict->count; i++)
		fprintf(stderr, "%s\n", verdict->faults[i].message);
	enum exit_code code = verdict->count > 0 ? EXIT_INVALID : EXIT_DONE;
	moot_verdict_free(verdict);
	return code;
}

static enum exit_code explain(const struct arguments *arguments, const struct moot_landscape *landscape,
			      const struct moot_explain_request *request)
{
	struct moot_error error = {0};
	struct moot_explanation *explanation = NULL;
	struct moot_solve_options options;
	char *text = NULL;
	moot_solve_options_default(&options);
	options.time_limit = arguments->time_limit;
	options.threads = (int)arguments->threads;
	options.seed = arguments->seed;
	options.watch = watch_begin(arguments);
	enum moot_status status = moot_explain(landscape, request, &options, &explanation, &error);
	watch_end();
	if (status == MOOT_OK)
		status = arguments->json ? moot_explain_to_json(landscape, request, explanation, &text, &error)
					 : moot_explain_to_text(landscape, request, explanation, &text, &error);
	moot_explanation_free(explanation);
	return status == MOOT_OK ? print_text(text) : report_error(status, &error);
}

static enum exit_code run(const struct arguments *arguments, const struct moot_landscape *landscape,
			  const struct moot_plan *plan)
{
	int *boards = moot_allocate((size_t)arguments->count, sizeof *boards);
	struct moot_explain_request request = {.boards = boards,
					       .plan = plan,
					       .runners_up = (int)arguments->runners_up,
					       .assumptions = arguments->assumptions};
	if (!boards)
		return report_error(MOOT_ERROR_MEMORY, NULL);
	enum exit_code code = find_boards(arguments, landscape, boards, &request.board_count);
	if (code == EXIT_DONE && plan)
		code = judge_plan(landscape, plan);
	if (code == EXIT_DONE)
		code = explain(arguments, landscape, &request);
	moot_release(boards);
	return code;
}

enum exit_code command_explain(const struct arguments *arguments)
{
	enum exit_code code = EXIT_DONE;
	struct moot_landscape *landscape = NULL;
	struct moot_plan *plan = NULL;
	if (arguments->plan && (arguments->start || arguments->end)) {
		fputs("moot: a plan has its own planning year: leave out --start and --end, or --plan\n", stderr);
		return EXIT_USAGE;
	}
	if (arguments->meeting)
		return explain_meeting(arguments);
	if (arguments->at) {
		fputs("moot: --at asks about a meeting: add --meeting BOARD:NUMBER\n", stderr);
		return EXIT_USAGE;
	}
	if (arguments->count == 1 && arguments->runners_up == 0 && !arguments->assumptions) {
		fputs("moot: explain needs a board, or --runners-up N, or --assumptions, or --meeting BOARD:NUMBER\n",
		      stderr);
		return EXIT_USAGE;
	}
	if (arguments->plan)
		code = load_plan(arguments, arguments->plan, &landscape, &plan);
	else
		landscape = load_landscape(arguments, arguments->start, arguments->end, &code);
	if (landscape && code == EXIT_DONE)
		code = run(arguments, landscape, plan);
	moot_landscape_free(landscape);
	moot_plan_free(plan);
	return code;
}
