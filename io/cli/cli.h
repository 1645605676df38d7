/*
 * The moot program: a client of libmoot, one file a command.
 *
 * main.c finds the command in one table, arguments.c reads its options from another, and the command's function does
 * the work and returns the exit code. Results go to standard output, everything else to standard error.
 */
#ifndef MOOT_IO_CLI_H
#define MOOT_IO_CLI_H

#include <moot/moot.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum exit_code {
	EXIT_DONE = 0,
	EXIT_INPUT = 1,
	EXIT_USAGE = 2,
	EXIT_INFEASIBLE = 3,
	EXIT_LIMIT = 4,
	EXIT_FAULT = 5,
	EXIT_INVALID = 6
};

/* Which options a command takes: bits of struct command.options. A new option is a bit here, a member of struct
   arguments and a row of the table in arguments.c. */
typedef uint64_t option_set;
#define OPTION_OUTPUT (UINT64_C(1) << 0)
#define OPTION_JSON (UINT64_C(1) << 1)
#define OPTION_TIME_LIMIT (UINT64_C(1) << 2)
#define OPTION_GAP (UINT64_C(1) << 3)
#define OPTION_SEED (UINT64_C(1) << 4)
#define OPTION_START (UINT64_C(1) << 5)
#define OPTION_END (UINT64_C(1) << 6)
#define OPTION_STRUCTURE_ONLY (UINT64_C(1) << 7)
#define OPTION_CALENDAR_ONLY (UINT64_C(1) << 8)
#define OPTION_QUIET (UINT64_C(1) << 9)
#define OPTION_VERBOSE (UINT64_C(1) << 10)
#define OPTION_HELP (UINT64_C(1) << 11)
#define OPTION_THREADS (UINT64_C(1) << 12)
#define OPTION_SCENARIO (UINT64_C(1) << 20)
#define OPTION_BURDEN (UINT64_C(1) << 21)
#define OPTION_BOARDS (UINT64_C(1) << 23)
#define OPTION_SWEEP (UINT64_C(1) << 22) /* all that sweep alone has */
#define OPTION_PREVIOUS (UINT64_C(1) << 32)
#define OPTION_FREEZE_BEFORE (UINT64_C(1) << 33)
#define OPTION_MEETING (UINT64_C(1) << 34)
#define OPTION_AT (UINT64_C(1) << 35)
#define OPTION_PLAN (UINT64_C(1) << 36)
#define OPTION_RUNNERS_UP (UINT64_C(1) << 37)
#define OPTION_ASSUMPTIONS (UINT64_C(1) << 38)
#define OPTION_ORGANISATION (UINT64_C(1) << 40)
#define OPTION_PERSON (UINT64_C(1) << 41)
#define OPTION_BOARD (UINT64_C(1) << 42)
#define OPTION_ALL (UINT64_C(1) << 43)
#define OPTION_REDACT (UINT64_C(1) << 44)
#define OPTION_INVITE (UINT64_C(1) << 45)
#define OPTION_PUBLISH (UINT64_C(1) << 46)
#define OPTION_FEED (UINT64_C(1) << 47)
#define OPTION_WRITE_LP (UINT64_C(1) << 48)
#define OPTION_OFFLINE (UINT64_C(1) << 49)

/* What an option that may be given several times was given. */
enum { MOST_LISTED = 64 };
struct option_list {
	const char *items[MOST_LISTED];
	int count;
};

struct arguments {
	char **positional; /* the operands, at the beginning of argv */
	int count;
	const char *output;
	const char *start;
	const char *end;
	const char *previous;      /* plan.json of an earlier plan */
	const char *freeze_before; /* a date */
	const char *meeting;       /* "BOARD:NUMBER" */
	const char *at;
	const char *usual_start; /* the year where nobody says it, not from the command line */
	const char *usual_end;
	struct option_list scenarios; /* as written: a file, or several with + between */
	double time_limit;            /* seconds */
	double gap;                   /* a share */
	long threads;
	long seed;
	bool json;
	const char *write_lp; /* NULL for none */
	bool structure_only;
	bool burden;
	struct option_list boards; /* ids; several with | or commas between */
	struct option_list over;   /* "policy:key=low:high:step" */
	bool every_merge;
	bool every_close;
	bool pairs;
	const char *shard; /* "2/5" */
	bool calendar_only;
	const char *plan;
	long runners_up;
	bool assumptions;
	const char *organisation; /* whom an export is for */
	const char *person;
	const char *board;
	bool all;
	bool redact;
	bool invite;
	const char *publish;
	const char *feed;
	bool offline;
	bool quiet;
	bool verbose;
	bool help;
};

struct command {
	const char *name;
	const char *operands; /* "DIR" */
	const char *summary;  /* one line */
	const char *help;     /* what it does, with an example */
	int least;            /* operands */
	int most;             /* INT_MAX for any number */
	option_set options;   /* help, quiet and verbose are always taken */
	enum exit_code (*run)(const struct arguments *arguments);
};

/* Fills `arguments` from argv (after the command's name). False, with a message on standard error, on wrong usage. */
bool arguments_read(const struct command *command, int argc, char **argv, struct arguments *arguments);
/* Calls `visit` for each option of a command: letter (0 for none), name, what it takes (NULL for a flag), meaning. */
typedef void (*option_visitor)(char letter, const char *name, const char *value, const char *meaning);
void arguments_each(const struct command *command, option_visitor visit);
/* The options of a command, a line each, on standard output. */
void arguments_help(const struct command *command);

/* On standard output: the manual page (groff), the completion for bash. Packages are built with both. */
void manual_print(const struct command *commands, int count);
void completion_print(const struct command *commands, int count);

enum exit_code command_accept(const struct arguments *arguments);
enum exit_code command_audit(const struct arguments *arguments);
enum exit_code command_check(const struct arguments *arguments);
enum exit_code command_diff(const struct arguments *arguments);
enum exit_code command_discover(const struct arguments *arguments);
enum exit_code command_events(const struct arguments *arguments);
enum exit_code command_export(const struct arguments *arguments);
enum exit_code command_explain(const struct arguments *arguments);
enum exit_code explain_meeting(const struct arguments *arguments); /* explain --meeting */
enum exit_code command_ladder(const struct arguments *arguments);
enum exit_code command_new(const struct arguments *arguments);
enum exit_code command_plan(const struct arguments *arguments);
enum exit_code command_policy(const struct arguments *arguments);
enum exit_code command_sweep(const struct arguments *arguments);
enum exit_code command_verify(const struct arguments *arguments);
enum exit_code command_whatif(const struct arguments *arguments);

/* The exit code of a status; prints the error to standard error, unless it is NULL or has no message. */
enum exit_code report_error(enum moot_status status, const struct moot_error *error);

/*
 * Prints one problem: file:line:column: error: message. What concerns a whole file or line is at its beginning, line 1
 * or column 1. In a sheet of a workbook the cell is named too, as a spreadsheet does.
 */
void print_problem(FILE *stream, const struct moot_problem *problem);
/* "B7" for a problem in a sheet of a workbook, "" for any other. */
enum { CELL_NAME_BYTES = 32 };
void cell_name(const struct moot_problem *problem, char name[CELL_NAME_BYTES]);
/* A line or column as it is shown: 1 where the whole is meant. */
int shown_place(int number);

/* Prints problems, one a line: file:line:column: error: message. At most `most` warnings (negative: all). */
void print_problems(FILE *stream, const struct moot_problems *problems, int most);

/*
 * The files of scenarios as written on the command line, "a.csv+b.csv" apart unless a file bears that whole name; in
 * the arena, NULL when out of memory.
 */
const char **split_scenarios(struct moot_arena *arena, const struct option_list *texts, size_t *files);
/* moot_landscape_read() of the first operand with the scenarios of the command line, and offline where it says so. */
enum moot_status read_with_scenarios(const struct arguments *arguments, struct moot_read_options *options,
				     struct moot_landscape **landscape, struct moot_problems *problems,
				     struct moot_error *error);

/*
 * Reads the landscape for a command that works on it: problems to standard error, exit code in *code when it fails.
 * NULL on failure. `start` and `end` as in struct moot_read_options.
 */
struct moot_landscape *load_landscape(const struct arguments *arguments, const char *start, const char *end,
				      enum exit_code *code);

/*
 * Reads a plan and the landscape in the first operand, in the plan's own year and with the scenarios that it names
 * unless the command line names others. Both are the caller's, also on failure; start from NULLs.
 */
enum exit_code load_plan(const struct arguments *arguments, const char *path, struct moot_landscape **landscape,
			 struct moot_plan **plan);

/* The same in the planning year of the command line; without calendars where only the structure is wanted. */
struct moot_landscape *load_landscape_for(const struct arguments *arguments, bool structure_only, enum exit_code *code);

/* What the command line says of the search, without a watch. */
struct moot_solve_options solve_options(const struct arguments *arguments);
/* What moot_verify() said of a plan of our own: faults are a failure of the program. Releases the verdict. */
enum exit_code pass_verdict(enum moot_status status, struct moot_verdict *verdict, const struct moot_error *error);
/* A plan that moot shows or writes has passed the verifier: faults are a failure of the program, and are printed. */
enum exit_code check_plan(const struct moot_landscape *landscape, const struct moot_plan *plan);

/*
 * Whether -o can be written, asked before a search that may take minutes: a new or empty folder, or an earlier result,
 * known by `mark`. False after saying why not; with *code set already, only false.
 */
bool is_target(const struct arguments *arguments, const char *mark, enum exit_code *code);
/* Whether a file (NULL for none) may be written: one that stands there must be empty, or `is_ours`. Likewise. */
bool is_file_target(const char *path, bool (*is_ours)(FILE *file), enum exit_code *code);

/* Prints a heap text from the library to standard output and releases it; the exit code tells whether it arrived. */
enum exit_code print_text(char *text);

/* From here on Ctrl-C is a request to stop that the next search hears: what is read before it is read to its end. */
void watch_signals(void);

/* Progress on standard error and Ctrl-C as a stop; call watch_end() when the work is done. */
struct moot_watch watch_begin(const struct arguments *arguments);
void watch_end(void);

#endif
