/*
 * moot sweep: one plan of the boards for every value of a parameter, every merge, every closing, every scenario.
 *
 * Runs that are a rule more share one landscape; the others are read anew, some at a time. Each result is written to
 * the journal as it comes, so that a sweep that was killed goes on where it was; a run's result depends on nothing but
 * the run.
 */
#include <io/cli/sweep.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 16 };
#define HASH_START UINT64_C(1469598103934665603)

struct sweeping {
	const struct arguments *arguments;
	struct moot_landscape *landscape;
	struct sweep_list list;
	struct sweep_result *results;
	struct sweep_result planned;
	struct sweep_journal journal;
	struct moot_solve_options options;
	size_t *pending; /* runs that are a rule more */
	size_t pending_count;
	enum exit_code code;
	bool stopped;
	uint64_t *told; /* problems that were printed: one of a scenario is the same in each run that has it */
	size_t told_count;
	size_t told_room;
};

static struct sweep_result result_of(enum moot_status status, const struct moot_plan *plan)
{
	struct sweep_result result = {.done = true, .status = status};
	if (plan) {
		result.proven = plan->structure.status == MOOT_SEARCH_OPTIMAL;
		result.after = plan->after;
		result.objective = plan->structure.objective;
		result.gap = plan->structure.gap;
	}
	return result;
}

/* False where the journal can't be written. A run that was stopped is left to the next time. */
static bool note(struct sweeping *s, size_t run, enum moot_status status, const struct moot_plan *plan)
{
	const struct moot_watch *watch = &s->options.watch;
	if (watch->stop && watch->stop(watch->context)) {
		s->stopped = true;
		return true;
	}
	s->results[run] = result_of(status, plan);
	if (sweep_journal_add(&s->journal, run, &s->results[run]))
		return true;
	fprintf(stderr, "moot: %s could not be written\n", s->journal.path);
	s->code = EXIT_FAULT;
	return false;
}

static bool make_rule(void *context, size_t index, struct moot_arena *arena, struct moot_rule *rule)
{
	struct sweeping *s = context;
	const struct sweep_run *run = &s->list.runs[s->pending[index]];
	return moot_rule_on_boards(s->landscape, arena, run->kind, run->boards, run->board_count, rule);
}

static bool take_result(void *context, size_t index, enum moot_status status, const struct moot_plan *plan)
{
	struct sweeping *s = context;
	return note(s, s->pending[index], status, plan);
}

static bool run_rules(struct sweeping *s)
{
	struct moot_error error = {0};
	const struct moot_sweep sweep = {
	    .landscape = s->landscape, .count = s->pending_count, .rule = make_rule, .done = take_result, .context = s};
	if (s->pending_count == 0)
		return true;
	enum moot_status status = moot_sweep_run(&sweep, &s->options, &error);
	if (status != MOOT_OK && s->code == EXIT_DONE)
		s->code = report_error(status, &error);
	return s->code == EXIT_DONE;
}

/* FNV-1a over all that the results depend on. */
static uint64_t hash_text(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return (hash ^ 0xff) * 1099511628211u;
}

/* Prints the errors that were not printed for an earlier run. */
static void tell_errors(struct sweeping *s, const struct moot_problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct moot_problem *problem = &problems->items[i];
		char place[32];
		snprintf(place, sizeof place, "%d:%d", problem->line, problem->column);
		uint64_t key = hash_text(hash_text(hash_text(HASH_START, place), problem->file), problem->message);
		size_t t = 0;
		while (t < s->told_count && s->told[t] != key)
			t++;
		if (problem->severity != MOOT_ERROR || t < s->told_count)
			continue;
		print_problem(stderr, problem);
		if (moot_array_reserve((void **)&s->told, &s->told_room, s->told_count + 1, sizeof *s->told))
			s->told[s->told_count++] = key;
	}
}

static struct moot_landscape *read_run(struct sweeping *s, const struct sweep_run *run, enum moot_status *status)
{
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	struct moot_landscape *landscape = NULL;
	const struct moot_read_options options = {.start = s->arguments->start,
						  .end = s->arguments->end,
						  .scenarios = run->scenarios,
						  .scenario_count = run->scenario_count,
						  .extra = run->extra,
						  .without_calendars = true};
	*status = moot_landscape_read(s->arguments->positional[0], &options, &landscape, &problems, &error);
	tell_errors(s, &problems);
	moot_problems_clear(&problems);
	return landscape;
}

/* Some runs with landscapes of their own, side by side behind the landscape as it is. */
static bool run_batch(struct sweeping *s, const size_t *runs, size_t count)
{
	struct moot_case cases[BATCH + 1] = {{.landscape = s->landscape, .structure_only = true, .brief = true}};
	struct moot_landscape *read[BATCH] = {NULL};
	struct moot_error error = {0};
	for (size_t i = 0; i < count; i++) {
		enum moot_status status = MOOT_OK;
		read[i] = read_run(s, &s->list.runs[runs[i]], &status);
		cases[i + 1] =
		    (struct moot_case){.landscape = read[i], .structure_only = true, .brief = true, .status = status};
	}
	enum moot_status status = moot_cases_plan(cases, count + 1, &s->options, &error);
	if (status != MOOT_OK)
		s->code = report_error(status, &error);
	for (size_t i = 0; i <= count; i++) {
		if (i > 0 && s->code == EXIT_DONE)
			note(s, runs[i - 1], cases[i].status, cases[i].plan);
		moot_plan_free(cases[i].plan);
	}
	for (size_t i = 0; i < count; i++)
		moot_landscape_free(read[i]);
	return s->code == EXIT_DONE;
}

static bool run_landscapes(struct sweeping *s)
{
	size_t batch[BATCH];
	size_t count = 0;
	for (size_t i = s->list.first; i < s->list.end && !s->stopped; i++) {
		if (!s->results[i].done && s->list.runs[i].board_count == 0)
			batch[count++] = i;
		if (count > 0 && (count == BATCH || i + 1 == s->list.end)) {
			if (!run_batch(s, batch, count))
				return false;
			count = 0;
		}
	}
	return count == 0 || s->stopped || run_batch(s, batch, count);
}

/* The landscape as it is: what the runs are compared with. */
static bool plan_as_is(struct sweeping *s)
{
	struct moot_error error = {0};
	struct moot_plan *plan = NULL;
	struct moot_solve_options options = s->options;
	options.structure_only = true;
	enum moot_status status = moot_plan_make(s->landscape, &options, &plan, &error);
	if (status != MOOT_OK) {
		s->code = report_error(status, &error);
		return false;
	}
	s->planned = result_of(status, plan);
	s->code = check_plan(s->landscape, plan);
	moot_plan_free(plan);
	return s->code == EXIT_DONE;
}

/* The bytes of a scenario; one that can't be read is told of when it is needed. */
static uint64_t hash_file(uint64_t hash, const char *path)
{
	FILE *file = fopen(path, "rb");
	for (int c = file ? getc(file) : EOF; c != EOF; c = getc(file))
		hash = (hash ^ (unsigned)c) * 1099511628211u;
	if (file)
		fclose(file);
	return hash;
}

static uint64_t key_of(const struct sweeping *s)
{
	uint64_t hash = hash_text(HASH_START, MOOT_VERSION);
	char rest[128];
	snprintf(rest, sizeof rest, "%d %d %a", (int)s->landscape->policy.start, (int)s->landscape->policy.end,
		 s->options.time_limit);
	hash = hash_text(hash, rest);
	for (size_t i = 0; i < s->landscape->input_count; i++)
		hash = hash_text(hash_text(hash, s->landscape->inputs[i].file), s->landscape->inputs[i].sha256);
	for (size_t i = 0; i < s->list.count; i++) {
		const struct sweep_run *run = &s->list.runs[i];
		hash = hash_text(hash, run->text);
		for (size_t f = 0; f < run->scenario_count && !run->key; f++)
			hash = hash_file(hash, run->scenarios[f]);
	}
	return hash;
}

static void deliver(struct sweeping *s)
{
	struct moot_error error = {0};
	char *text = NULL;
	const struct sweep_outcome outcome = {.landscape = s->landscape,
					      .list = &s->list,
					      .results = s->results,
					      .planned = &s->planned,
					      .with_header = !s->arguments->shard || s->list.first == 0};
	enum moot_status status = MOOT_OK;
	if (s->arguments->output)
		status = sweep_write(&outcome, s->arguments->output, &error);
	if (status == MOOT_OK)
		status =
		    s->arguments->json ? sweep_to_json(&outcome, &text, &error) : sweep_to_csv(&outcome, &text, &error);
	if (status != MOOT_OK)
		s->code = report_error(status, &error);
	else if (s->arguments->output && !s->arguments->json)
		moot_release(text);
	else
		s->code = print_text(text);
}

/* Whether no run of the shard could even be read: then the command line or the scenarios are wrong. */
static bool all_wrong(const struct sweeping *s)
{
	bool wrong = s->list.first < s->list.end;
	for (size_t i = s->list.first; i < s->list.end; i++)
		wrong = wrong && s->results[i].done && s->results[i].status == MOOT_ERROR_INPUT;
	return wrong;
}

static bool prepare(struct sweeping *s)
{
	if (!sweep_list_make(s->arguments, s->landscape, &s->list, &s->code))
		return false;
	s->results = moot_allocate(s->list.count, sizeof *s->results);
	s->pending = moot_allocate(s->list.count, sizeof *s->pending);
	if (!s->results || !s->pending) {
		s->code = report_error(MOOT_ERROR_MEMORY, NULL);
		return false;
	}
	if (!sweep_journal_open(&s->journal, s->arguments->output, key_of(s), s->results, s->list.count)) {
		fprintf(stderr, "moot: %s can't be written\n", s->journal.path);
		s->code = EXIT_FAULT;
		return false;
	}
	for (size_t i = s->list.first; i < s->list.end; i++)
		if (!s->results[i].done && s->list.runs[i].board_count > 0)
			s->pending[s->pending_count++] = i;
	return true;
}

static void work(struct sweeping *s)
{
	bool planned = plan_as_is(s);
	bool whole = planned && run_rules(s) && !s->stopped && run_landscapes(s);
	watch_end();
	/* With -o the next call goes on; without, what is done would be lost. */
	if ((whole && !s->stopped) || (planned && s->stopped && s->code == EXIT_DONE && !s->arguments->output))
		deliver(s);
	if (s->code == EXIT_DONE && all_wrong(s))
		s->code = EXIT_INPUT;
	if (s->stopped && s->code == EXIT_DONE)
		fputs(s->arguments->output ? "moot: stopped; the same command goes on from here\n" : "moot: stopped\n",
		      stderr);
	sweep_journal_close(&s->journal, whole && !s->stopped && s->code == EXIT_DONE);
}

enum exit_code command_sweep(const struct arguments *arguments)
{
	struct sweeping s = {.arguments = arguments, .code = EXIT_DONE};
	s.landscape = load_landscape_for(arguments, true, &s.code);
	if (!s.landscape)
		return s.code;
	s.options = solve_options(arguments);
	bool ready = is_target(arguments, "sweep.csv", &s.code) && prepare(&s);
	s.options.watch = watch_begin(arguments);
	if (ready)
		work(&s);
	moot_release(s.results);
	moot_release(s.pending);
	moot_release(s.told);
	sweep_list_clear(&s.list);
	moot_landscape_free(s.landscape);
	return s.code;
}
