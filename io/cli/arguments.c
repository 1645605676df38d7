/*
 * The options: one table from which reading and help come. Long options take "--name value" and "--name=value", short
 * ones "-n value" and "-nvalue"; options and operands mix freely; "--" ends the options.
 */
#include <io/cli/cli.h>

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* What an option takes, and so the type of the member of struct arguments that holds it. */
enum option_kind {
	OPTION_FLAG,   /* nothing: bool */
	OPTION_TEXT,   /* any text but an empty one: const char * */
	OPTION_TEXTS,  /* likewise, several times: struct option_list */
	OPTION_DATE,   /* "2027-04-01": const char * */
	OPTION_NUMBER, /* from `least` to `most`: double */
	OPTION_PERCENT /* the same, kept as a share: double */,
	OPTION_COUNT /* a whole number from `least` to `most`: long */
};

struct option_row {
	option_set bit;
	char letter; /* 0 for none */
	enum option_kind kind;
	size_t member; /* of struct arguments: its offset */
	double least;
	double most;
	const char *name;
	const char *value; /* what it takes, for the help; NULL for a flag */
	const char *meaning;
};
#define IN(member) offsetof(struct arguments, member)

static const struct option_row OPTIONS[] = {
    {OPTION_OUTPUT, 'o', OPTION_TEXT, IN(output), 0, 0, "output", "DIR",
     "the folder to write (accept: the file); an earlier result there is replaced when the new one is whole"},
    {OPTION_SCENARIO, 'S', OPTION_TEXTS, IN(scenarios), 0, 0, "scenario", "F[+G]",
     "a scenario file to read on top of the landscape; several are read in their order"},
    {OPTION_PREVIOUS, 'p', OPTION_TEXT, IN(previous), 0, 0, "previous", "PLAN.json",
     "the plan made before: go on from its meetings, check that this plan does, or review its year"},
    {OPTION_FREEZE_BEFORE, 0, OPTION_DATE, IN(freeze_before), 0, 0, "freeze-before", "DATE",
     "leave its meetings before this day as they are"},
    {OPTION_STRUCTURE_ONLY, 0, OPTION_FLAG, IN(structure_only), 0, 0, "structure-only", NULL,
     "which boards and who sits on them, without a calendar"},
    {OPTION_WRITE_LP, 0, OPTION_TEXT, IN(write_lp), 0, 0, "write-lp", "FILE",
     "write the structure's final program, or with --calendar-only the calendar's, for other solvers to check"},
    {OPTION_CALENDAR_ONLY, 0, OPTION_FLAG, IN(calendar_only), 0, 0, "calendar-only", NULL,
     "a calendar for today's boards, without merging any"},
    {OPTION_BOARDS, 0, OPTION_TEXTS, IN(boards), 0, 0, "boards", "ID...",
     "these boards alone, of the plan or of today; all where none is named"},
    {OPTION_SWEEP, 0, OPTION_TEXTS, IN(over), 0, 0, "over", "SUBJECT=A:B:STEP",
     "a run for each value from A to B; the subject as in a scenario's set: policy:key or board:ID.column"},
    {OPTION_SWEEP, 0, OPTION_FLAG, IN(every_merge), 0, 0, "every-merge", NULL,
     "a run for each two boards, held together"},
    {OPTION_SWEEP, 0, OPTION_FLAG, IN(every_close), 0, 0, "every-close", NULL, "a run for each board, closed"},
    {OPTION_SWEEP, 0, OPTION_FLAG, IN(pairs), 0, 0, "pairs", NULL,
     "also each two of the scenarios stacked, or with --every-close each two boards closed"},
    {OPTION_SWEEP, 0, OPTION_TEXT, IN(shard), 0, 0, "shard", "I/N",
     "part I of N of the runs; sweep.csv of all parts, one behind the other, is that of the whole"},
    {OPTION_BURDEN, 0, OPTION_FLAG, IN(burden), 0, 0, "burden", NULL,
     "every organisation's hours and cost, not only the most affected ones"},
    {OPTION_JSON, 0, OPTION_FLAG, IN(json), 0, 0, "json", NULL, "one JSON document on standard output"},
    {OPTION_TIME_LIMIT, 't', OPTION_NUMBER, IN(time_limit), 0.001, 1e6, "time-limit", "SECONDS",
     "end with the best found after this long (default 60)"},
    {OPTION_GAP, 'g', OPTION_PERCENT, IN(gap), 0, 100, "gap", "PERCENT",
     "end when the plan is proven this close to the best (default 1)"},
    {OPTION_THREADS, 'T', OPTION_COUNT, IN(threads), 1, 256, "threads", "N", "how many processors to use (default 2)"},
    {OPTION_SEED, 's', OPTION_COUNT, IN(seed), 0, INT_MAX, "seed", "N",
     "seed of the search; the same seed gives the same plan (default 1)"},
    {OPTION_START, 0, OPTION_DATE, IN(start), 0, 0, "start", "DATE",
     "first day of the window: of the planning year, instead of policy.csv's"},
    {OPTION_END, 0, OPTION_DATE, IN(end), 0, 0, "end", "DATE", "last day of the window (included)"},
    {OPTION_MEETING, 'm', OPTION_TEXT, IN(meeting), 0, 0, "meeting", "BOARD:NUMBER",
     "when else this meeting of the plan could be, and who could not come"},
    {OPTION_AT, 0, OPTION_TEXT, IN(at), 0, 0, "at", "TIME",
     "with --meeting: what stands in the way of this time, such as 2027-05-12T10:00"},
    {OPTION_PLAN, 0, OPTION_TEXT, IN(plan), 0, 0, "plan", "PLAN.json", "this plan, in place of the best one"},
    {OPTION_RUNNERS_UP, 0, OPTION_COUNT, IN(runners_up), 0, 1000, "runners-up", "N",
     "the next best sets of boards, so many of them"},
    {OPTION_ASSUMPTIONS, 0, OPTION_FLAG, IN(assumptions), 0, 0, "assumptions", NULL,
     "how far each assumption may move before other boards are better"},
    {OPTION_ORGANISATION, 0, OPTION_TEXT, IN(organisation), 0, 0, "organisation", "NAME",
     "a pack for this organisation"},
    {OPTION_PERSON, 0, OPTION_TEXT, IN(person), 0, 0, "person", "ID", "a pack for this person"},
    {OPTION_BOARD, 0, OPTION_TEXT, IN(board), 0, 0, "board", "ID", "a pack for this board of the plan"},
    {OPTION_ALL, 0, OPTION_FLAG, IN(all), 0, 0, "all", NULL,
     "a pack for each organisation, and the calendar of each board and person"},
    {OPTION_REDACT, 0, OPTION_FLAG, IN(redact), 0, 0, "redact", NULL, "organisations only: no person is named"},
    {OPTION_PUBLISH, 0, OPTION_TEXT, IN(publish), 0, 0, "publish", "URL",
     "put the calendars on a CalDAV server: the address of the folder that holds them"},
    {OPTION_FEED, 0, OPTION_TEXT, IN(feed), 0, 0, "feed", "DIR",
     "a folder for a web server: one calendar a person, under a name that nobody can guess"},
    {OPTION_INVITE, 0, OPTION_FLAG, IN(invite), 0, 0, "invite", NULL,
     "with --board or --all: also an invitation for each meeting, to be sent by e-mail"},
    {OPTION_OFFLINE, 0, OPTION_FLAG, IN(offline), 0, 0, "offline", NULL,
     "ask no address of feeds.csv: the copies of earlier runs are read, and warnings say how old they are"},
    {OPTION_QUIET, 'q', OPTION_FLAG, IN(quiet), 0, 0, "quiet", NULL, "no warnings and no progress"},
    {OPTION_VERBOSE, 'v', OPTION_FLAG, IN(verbose), 0, 0, "verbose", NULL, "all warnings, and what the search does"},
    {OPTION_HELP, 'h', OPTION_FLAG, IN(help), 0, 0, "help", NULL, "this help"},
};
enum { OPTION_ROWS = sizeof OPTIONS / sizeof *OPTIONS };

static const option_set ALWAYS = OPTION_QUIET | OPTION_VERBOSE | OPTION_HELP;

static bool wrong(const struct command *command, const char *format, const char *what)
{
	fputs("moot: ", stderr);
	fprintf(stderr, format, what);
	fprintf(stderr, "; \"moot %s --help\" lists what there is\n", command->name);
	return false;
}

/* What an option's value is not. */
static bool wrong_value(const struct command *command, const struct option_row *row, const char *value)
{
	char what[160];
	switch (row->kind) {
	case OPTION_TEXT:
		snprintf(what, sizeof what, "needs a value");
		break;
	case OPTION_TEXTS:
		snprintf(what, sizeof what, "needs a value, and takes %d at most", MOST_LISTED);
		break;
	case OPTION_DATE:
		snprintf(what, sizeof what, "takes a date such as 2027-04-01, not \"%.60s\"", value);
		break;
	default:
		snprintf(what, sizeof what, "takes a %snumber from %g to %.10g, not \"%.60s\"",
			 row->kind == OPTION_COUNT ? "whole " : "", row->least, row->most, value);
	}
	fprintf(stderr, "moot: option --%s %s; \"moot %s --help\" lists what there is\n", row->name, what,
		command->name);
	return false;
}

static bool read_number(const char *text, double low, double high, double *value)
{
	char *end = NULL;
	if (!*text || strspn(text, "0123456789.") != strlen(text))
		return false;
	errno = 0;
	*value = strtod(text, &end);
	return *end == '\0' && errno == 0 && *value >= low && *value <= high;
}

static bool add_text(struct option_list *list, const char *text)
{
	if (!*text || list->count == MOST_LISTED)
		return false;
	list->items[list->count++] = text;
	return true;
}

/* Stores a value ("" for a flag) in its member; false when it is not of the option's kind. */
static bool store(struct arguments *arguments, const struct option_row *row, const char *text)
{
	char *member = (char *)arguments + row->member;
	double number = 0;
	switch (row->kind) {
	case OPTION_FLAG:
		*(bool *)member = true;
		return true;
	case OPTION_TEXT:
		*(const char **)(void *)member = text;
		return *text != '\0';
	case OPTION_TEXTS:
		return add_text((struct option_list *)(void *)member, text);
	case OPTION_DATE:
		*(const char **)(void *)member = text;
		return moot_day_parse(text) != MOOT_NO_DAY;
	default:
		if (!read_number(text, row->least, row->most, &number))
			return false;
		if (row->kind == OPTION_COUNT)
			*(long *)(void *)member = (long)number;
		else
			*(double *)(void *)member = row->kind == OPTION_PERCENT ? number / 100 : number;
		return row->kind != OPTION_COUNT || floor(number) == number;
	}
}

/* The row of one of `options` for "--name", "--name=value" or "-n..."; NULL for none. */
static const struct option_row *find_option(option_set options, const char *text)
{
	for (int i = 0; i < OPTION_ROWS; i++) {
		const struct option_row *row = &OPTIONS[i];
		if (!(row->bit & options))
			continue;
		size_t length = strlen(row->name);
		if (text[1] == '-'
			? strncmp(text + 2, row->name, length) == 0 && (!text[2 + length] || text[2 + length] == '=')
			: row->letter && text[1] == row->letter)
			return row;
	}
	return NULL;
}

/* What follows the name in the same word: the value after "=" or after the letter; NULL for none. */
static const char *attached_value(const struct option_row *row, const char *text)
{
	const char *rest = text[1] == '-' ? text + 2 + strlen(row->name) : text + 2;
	if (!*rest)
		return NULL;
	return *rest == '=' ? rest + 1 : rest;
}

/* The value in the next word; NULL where there is none, or an option of this command: then the value was forgotten. */
static const char *next_value(const struct command *command, int argc, char **argv, int *i)
{
	const char *next = *i + 1 < argc ? argv[*i + 1] : NULL;
	if (!next || (next[0] == '-' && next[1] && find_option(command->options | ALWAYS, next)))
		return NULL;
	++*i;
	return next;
}

/* Takes the option at argv[*i]; moves *i over a value in the next word. */
static bool take_option(const struct command *command, int argc, char **argv, int *i, struct arguments *arguments)
{
	const char *word = argv[*i];
	const struct option_row *row = find_option(command->options | ALWAYS, word);
	if (!row && find_option(UINT64_MAX, word))
		return wrong(command, "option %s means nothing to this command; leave it out", word);
	if (!row)
		return wrong(command, "there is no option %s", word);
	const char *value = attached_value(row, word);
	if (!row->value) {
		if (value)
			return wrong(command, "option --%s takes no value", row->name);
		return store(arguments, row, "");
	}
	if (!value)
		value = next_value(command, argc, argv, i);
	if (!value)
		return wrong(command, "option --%s needs a value", row->name);
	return store(arguments, row, value) || wrong_value(command, row, value);
}

bool arguments_read(const struct command *command, int argc, char **argv, struct arguments *arguments)
{
	struct moot_solve_options defaults;
	moot_solve_options_default(&defaults);
	*arguments = (struct arguments){.positional = argv,
					.time_limit = defaults.time_limit,
					.gap = defaults.gap,
					.threads = defaults.threads,
					.seed = defaults.seed};
	bool options_over = false;
	for (int i = 0; i < argc; i++) {
		if (!options_over && strcmp(argv[i], "--") == 0) {
			options_over = true;
		} else if (!options_over && argv[i][0] == '-' && argv[i][1]) {
			if (!take_option(command, argc, argv, &i, arguments))
				return false;
		} else if (!argv[i][0]) {
			return wrong(command, "a name is empty%s", "");
		} else if (arguments->count < command->most) {
			arguments->positional[arguments->count++] = argv[i];
		} else {
			return wrong(command, "\"%s\" is one name too many", argv[i]);
		}
	}
	if (!arguments->help && arguments->count < command->least)
		return wrong(command, "the command needs %s", command->operands);
	return true;
}

void arguments_each(const struct command *command, option_visitor visit)
{
	for (int i = 0; i < OPTION_ROWS; i++) {
		const struct option_row *row = &OPTIONS[i];
		if (row->bit & (command->options | ALWAYS))
			visit(row->letter, row->name, row->value, row->meaning);
	}
}

static void print_option(char letter, const char *name, const char *value, const char *meaning)
{
	char left[64];
	snprintf(left, sizeof left, "%c%c%c --%s%s%s", letter ? '-' : ' ', letter ? letter : ' ', letter ? ',' : ' ',
		 name, value ? " " : "", value ? value : "");
	printf("  %-26s %s\n", left, meaning);
}

void arguments_help(const struct command *command)
{
	printf("usage: moot %s%s%s [options]\n\n%s\n\noptions:\n", command->name, *command->operands ? " " : "",
	       command->operands, command->help);
	arguments_each(command, print_option);
}
