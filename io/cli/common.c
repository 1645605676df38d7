/* What several commands do: load a landscape, print problems and texts, turn a status into an exit code. */
#include <io/cli/cli.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* What to do about it, where it is this process's limit that was met. */
static void explain_memory(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
		fprintf(stderr, "moot: this process may use %llu MiB (ulimit -v); it needs more for this landscape\n",
			(unsigned long long)limit.rlim_cur / 1024 / 1024);
}

enum exit_code report_error(enum moot_status status, const struct moot_error *error)
{
	static const enum exit_code codes[] = {
	    [MOOT_OK] = EXIT_DONE,
	    [MOOT_ERROR_INPUT] = EXIT_INPUT,
	    [MOOT_ERROR_USAGE] = EXIT_USAGE,
	    [MOOT_ERROR_INFEASIBLE] = EXIT_INFEASIBLE,
	    [MOOT_ERROR_LIMIT] = EXIT_LIMIT,
	    [MOOT_ERROR_MEMORY] = EXIT_FAULT,
	    [MOOT_ERROR_SYSTEM] = EXIT_FAULT,
	    [MOOT_ERROR_INTERNAL] = EXIT_FAULT,
	    [MOOT_ERROR_INVALID] = EXIT_INVALID,
	};
	if (status == MOOT_OK)
		return EXIT_DONE;
	if (!error || !error->message[0])
		fprintf(stderr, "moot: %s\n", moot_status_text(status));
	else if (error->file[0])
		fprintf(stderr, "moot: %s:%d:%d: %s\n", error->file, shown_place(error->line),
			shown_place(error->column), error->message);
	else
		fprintf(stderr, "moot: %s\n", error->message);
	if (status == MOOT_ERROR_MEMORY)
		explain_memory();
	return codes[status];
}

int shown_place(int number)
{
	return number > 0 ? number : 1;
}

void cell_name(const struct moot_problem *problem, char name[CELL_NAME_BYTES])
{
	const char *slash = strchr(problem->file, '/');
	char letters[8] = "";
	size_t used = sizeof letters - 1;
	name[0] = '\0';
	if (!slash || slash - problem->file < 5 || strncasecmp(slash - 5, ".xlsx", 5) != 0 || problem->line <= 0 ||
	    problem->column <= 0)
		return;
	for (int column = problem->column; column > 0 && used > 0; column = (column - 1) / 26)
		letters[--used] = (char)('A' + (column - 1) % 26);
	snprintf(name, CELL_NAME_BYTES, "%s%d", letters + used, problem->line);
}

void print_problem(FILE *stream, const struct moot_problem *problem)
{
	char cell[CELL_NAME_BYTES];
	cell_name(problem, cell);
	fprintf(stream, "%s:%d:%d: %s: %s%s%s\n", problem->file, shown_place(problem->line),
		shown_place(problem->column), problem->severity == MOOT_ERROR ? "error" : "warning", cell,
		cell[0] ? ": " : "", problem->message);
}

void print_problems(FILE *stream, const struct moot_problems *problems, int most)
{
	size_t warnings = 0;
	size_t hidden = 0;
	for (size_t i = 0; i < problems->count; i++) {
		const struct moot_problem *problem = &problems->items[i];
		if (problem->severity == MOOT_WARNING && most >= 0 && ++warnings > (size_t)most) {
			hidden++;
			continue;
		}
		print_problem(stream, problem);
	}
	if (hidden > 0)
		fprintf(stream, "(%zu more warning%s: run \"moot check\" or add -v)\n", hidden, hidden == 1 ? "" : "s");
}

/* Where the next file of "a.csv+b.csv" ends. A + with nothing before or behind it joins nothing: it belongs to a name,
   so that the reader says of which file there is none. */
static size_t file_length(const char *text)
{
	size_t length = strcspn(text, "+");
	bool joins = length > 0 && text[length] == '+' && text[length + 1];
	return access(text, F_OK) == 0 || !joins ? strlen(text) : length;
}

const char **split_scenarios(struct moot_arena *arena, const struct option_list *texts, size_t *files)
{
	size_t most = 0;
	for (int i = 0; i < texts->count; i++)
		most += strlen(texts->items[i]) + 1;
	const char **paths = moot_arena_array(arena, most, sizeof *paths);
	*files = 0;
	for (int i = 0; paths && i < texts->count; i++)
		for (const char *text = texts->items[i]; *text;) {
			size_t length = file_length(text);
			const char *path = moot_arena_text_n(arena, text, length);
			if (!path)
				return NULL;
			paths[(*files)++] = path;
			text += length + (text[length] == '+');
		}
	return paths;
}

enum moot_status read_with_scenarios(const struct arguments *arguments, struct moot_read_options *options,
				     struct moot_landscape **landscape, struct moot_problems *problems,
				     struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	enum moot_status status = MOOT_ERROR_MEMORY;
	options->offline = arguments->offline;
	if (arena)
		options->scenarios = split_scenarios(arena, &arguments->scenarios, &options->scenario_count);
	if (arena && options->scenarios)
		status = moot_landscape_read(arguments->positional[0], options, landscape, problems, error);
	moot_arena_free(arena);
	return status;
}

static struct moot_landscape *load(const struct arguments *arguments, struct moot_read_options *options,
				   enum exit_code *code)
{
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	struct moot_landscape *landscape = NULL;
	enum moot_status status = read_with_scenarios(arguments, options, &landscape, &problems, &error);
	int warnings_shown = arguments->verbose ? -1 : arguments->quiet ? 0 : 5;
	if (problems.errors > 0 || !arguments->quiet)
		print_problems(stderr, &problems, warnings_shown);
	if (status != MOOT_OK && problems.errors > 0) {
		fprintf(stderr, "moot: the landscape%s has %zu error%s; nothing was done\n",
			arguments->scenarios.count > 0 ? " with its scenario" : "", problems.errors,
			problems.errors == 1 ? "" : "s");
		*code = EXIT_INPUT;
	} else if (status != MOOT_OK) {
		*code = report_error(status, &error);
	}
	moot_problems_clear(&problems);
	return status == MOOT_OK ? landscape : NULL;
}

struct moot_landscape *load_landscape(const struct arguments *arguments, const char *start, const char *end,
				      enum exit_code *code)
{
	struct moot_read_options options = {
	    .start = start, .end = end, .usual_start = arguments->usual_start, .usual_end = arguments->usual_end};
	return load(arguments, &options, code);
}

struct moot_landscape *load_landscape_for(const struct arguments *arguments, bool structure_only, enum exit_code *code)
{
	struct moot_read_options options = {
	    .start = arguments->start, .end = arguments->end, .without_calendars = structure_only};
	return load(arguments, &options, code);
}

/* The scenarios with which the plan was made, where the command line names none. */
static void recall_scenarios(const struct moot_plan *plan, struct arguments *arguments)
{
	for (size_t i = 0; i < plan->assumption_count; i++)
		if (strcmp(plan->assumptions[i].key, "scenario") == 0 && arguments->scenarios.count < MOST_LISTED)
			arguments->scenarios.items[arguments->scenarios.count++] = plan->assumptions[i].value;
}

enum exit_code load_plan(const struct arguments *given, const char *path, struct moot_landscape **landscape,
			 struct moot_plan **plan)
{
	struct arguments own = *given;
	struct moot_error error = {0};
	enum exit_code code = EXIT_DONE;
	char start[11];
	char end[11];
	enum moot_status status = moot_plan_read(path, plan, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	/* The plan's own year: the default one depends on the day on which it was made. */
	moot_day_format((*plan)->start, start);
	moot_day_format((*plan)->end, end);
	bool recalled = own.scenarios.count == 0;
	if (recalled)
		recall_scenarios(*plan, &own);
	struct moot_read_options options = {
	    .start = start, .end = end, .wanted = (*plan)->inputs, .wanted_count = (*plan)->input_count};
	*landscape = load(&own, &options, &code);
	if (!*landscape && recalled && own.scenarios.count > 0)
		fputs("moot: the plan was made with a scenario; --scenario says where it lies now\n", stderr);
	return code;
}

struct moot_solve_options solve_options(const struct arguments *arguments)
{
	struct moot_solve_options options;
	moot_solve_options_default(&options);
	options.time_limit = arguments->time_limit;
	options.gap = arguments->gap;
	options.threads = (int)arguments->threads;
	options.seed = arguments->seed;
	options.structure_only = arguments->structure_only;
	options.calendar_only = arguments->calendar_only;
	return options;
}

enum exit_code pass_verdict(enum moot_status status, struct moot_verdict *verdict, const struct moot_error *error)
{
	if (status != MOOT_OK)
		return report_error(status, error);
	for (size_t i = 0; i < verdict->count; i++)
		fprintf(stderr, "%s\n", verdict->faults[i].message);
	if (verdict->count > 0)
		fputs("moot: the plan did not pass moot's own check, so nothing was written; please report this\n",
		      stderr);
	enum exit_code code = verdict->count > 0 ? EXIT_FAULT : EXIT_DONE;
	moot_verdict_free(verdict);
	return code;
}

enum exit_code check_plan(const struct moot_landscape *landscape, const struct moot_plan *plan)
{
	struct moot_error error = {0};
	struct moot_verdict *verdict = NULL;
	enum moot_status status = moot_verify(landscape, plan, &verdict, &error);
	return pass_verdict(status, verdict, &error);
}

bool is_target(const struct arguments *arguments, const char *mark, enum exit_code *code)
{
	struct moot_error error = {0};
	if (arguments->output && *code == EXIT_DONE)
		*code = report_error(moot_folder_target(arguments->output, mark, &error), &error);
	return *code == EXIT_DONE;
}

bool is_file_target(const char *path, bool (*is_ours)(FILE *file), enum exit_code *code)
{
	struct stat about;
	const char *wrong = NULL;
	if (!path || stat(path, &about) != 0 || (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)))
		return true;
	FILE *file = S_ISREG(about.st_mode) && about.st_size > 0 ? fopen(path, "rb") : NULL;
	if (S_ISDIR(about.st_mode))
		wrong = "is a folder; name a file";
	else if (about.st_size > 0 && (!file || !is_ours(file)))
		wrong = "holds something else, which would be lost; name a new file";
	if (file)
		fclose(file);
	if (wrong) {
		fprintf(stderr, "moot: %s %s\n", path, wrong);
		*code = EXIT_USAGE;
	}
	return !wrong;
}

enum exit_code print_text(char *text)
{
	bool arrived = fputs(text, stdout) >= 0 && fflush(stdout) == 0;
	moot_release(text);
	if (arrived)
		return EXIT_DONE;
	fputs("moot: standard output could not be written\n", stderr);
	return EXIT_FAULT;
}
