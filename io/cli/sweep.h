/*
 * A sweep: many structures that differ in one thing each, in a list that the command line alone decides.
 *
 * sweep_runs.c makes the list, sweep_journal.c keeps what is done where a kill cannot take it, sweep_report.c writes
 * the results, command_sweep.c does the work.
 */
#ifndef MOOT_IO_CLI_SWEEP_H
#define MOOT_IO_CLI_SWEEP_H

#include <io/cli/cli.h>

/* What a run changes: boards of a rule, or rows of scenarios and an extra row. */
struct sweep_run {
	const char *text; /* "together csp-a csp-b", "policy:overlap_residual=0.1", "a.csv + b.csv" */
	enum moot_rule_kind kind;
	int boards[2];
	int board_count; /* 0: no rule but a landscape of its own */
	const char **scenarios;
	size_t scenario_count;
	const char *extra; /* the text of one more scenario, or NULL */
	const char *key;   /* of `--over`: the parameter, and its value; NULL for others */
	double value;
};

struct sweep_list {
	struct moot_arena *arena;
	struct sweep_run *runs;
	size_t count;
	size_t room;
	size_t first; /* of the shard at hand, and the one behind its last */
	size_t end;
};

/* False after saying what is wrong with the command line. */
bool sweep_list_make(const struct arguments *arguments, const struct moot_landscape *landscape, struct sweep_list *list,
		     enum exit_code *code);
void sweep_list_clear(struct sweep_list *list);

/* The figures of a run. */
struct sweep_result {
	bool done;
	enum moot_status status;
	bool proven;
	struct moot_totals after;
	double objective;
	double gap;
};

/* The journal of a sweep whose results go to `output`: OUTPUT.part. NULL `output`: nothing is kept. */
struct sweep_journal {
	char path[4096];
	FILE *file;
};

/* Reads what an earlier run of the same sweep (by `key`) has done, and goes on behind it. */
bool sweep_journal_open(struct sweep_journal *journal, const char *output, uint64_t key, struct sweep_result *results,
			size_t count);
bool sweep_journal_add(struct sweep_journal *journal, size_t index, const struct sweep_result *result);
void sweep_journal_close(struct sweep_journal *journal, bool remove_it);

/* What the writers need. */
struct sweep_outcome {
	const struct moot_landscape *landscape;
	const struct sweep_list *list;
	const struct sweep_result *results; /* by run */
	const struct sweep_result *planned; /* the landscape as it is */
	bool with_header;
};

enum moot_status sweep_to_csv(const struct sweep_outcome *outcome, char **out, struct moot_error *error);
enum moot_status sweep_to_json(const struct sweep_outcome *outcome, char **out, struct moot_error *error);
/* sweep.csv, sweep.json and a page. */
enum moot_status sweep_write(const struct sweep_outcome *outcome, const char *folder, struct moot_error *error);

#endif
