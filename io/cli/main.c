/* The table of commands, and the way in. */
#include <io/cli/cli.h>

#include <limits.h>
#include <signal.h>
#include <string.h>

static const struct command COMMANDS[] = {
    {"new", "DIR", "a landscape to fill in",
     "Makes the folder DIR with every file of a landscape: its header, one worked row, and a README that explains "
     "each\n"
     "column. Fill it in with a spreadsheet, then run \"moot check DIR\".",
     1, 1, 0, command_new},
    {"check", "DIR", "read everything and report every problem",
     "Reads the landscape in DIR and lists every problem in one run as file:line:column: what is wrong, and what "
     "would\n"
     "be right. Writes nothing. Exit code 1 when there are errors.",
     1, 1, OPTION_JSON | OPTION_SCENARIO | OPTION_START | OPTION_END | OPTION_OFFLINE, command_check},
    {"audit", "DIR", "what today's boards cost, and how they overlap",
     "Hours and cost of today's boards by board, person and organisation, and the pairs of boards that share most "
     "people\n"
     "and themes. With -o also as CSV files and a report. With --previous the year in review: which boards of that "
     "plan\n"
     "earned their cost, by attendance.csv and this year's best plan; which to keep, merge, close or watch.\n\n"
     "example: moot audit examples/lincolnshire",
     1, 1, OPTION_JSON | OPTION_OUTPUT | OPTION_SCENARIO | OPTION_START | OPTION_END | OPTION_OFFLINE | OPTION_PREVIOUS,
     command_audit},
    {"plan", "DIR -o OUT", "which boards to merge, who attends, when they meet",
     "Plans the landscape in DIR and writes the folder given with -o: plan.json, tables, a report, terms of reference "
     "and\n"
     "calendars. Every plan is checked by the verifier before it is written. Ctrl-C ends the search and writes the "
     "best\n"
     "plan found. With --previous it goes on from an earlier plan: as few meetings move as can be.\n\n"
     "example: moot plan examples/lincolnshire -o plan",
     1, 1,
     OPTION_JSON | OPTION_OUTPUT | OPTION_TIME_LIMIT | OPTION_GAP | OPTION_SEED | OPTION_THREADS | OPTION_START |
	 OPTION_END | OPTION_SCENARIO | OPTION_ASSUMPTIONS | OPTION_STRUCTURE_ONLY | OPTION_WRITE_LP |
	 OPTION_CALENDAR_ONLY | OPTION_PREVIOUS | OPTION_FREEZE_BEFORE | OPTION_OFFLINE,
     command_plan},
    {"ladder", "DIR", "the best plan for every number of boards",
     "Plans the boards of DIR for every number of them, from today's down to the least that is possible, and shows\n"
     "where the gains stop, what each step merges and what going further costs. Calendars are not made. With -o also\n"
     "as a CSV file and a report.\n\n"
     "example: moot ladder examples/lincolnshire",
     1, 1,
     OPTION_JSON | OPTION_OUTPUT | OPTION_TIME_LIMIT | OPTION_THREADS | OPTION_SEED | OPTION_START | OPTION_END |
	 OPTION_SCENARIO | OPTION_OFFLINE,
     command_ladder},
    {"whatif", "DIR SCENARIO...", "plans for several scenarios, side by side",
     "Plans the landscape in DIR as it is and with each scenario (a CSV file, or several with + between), and "
     "compares\n"
     "them: figures, boards, who gains and loses hours, what dropping each row of a scenario would save, and which\n"
     "board could carry a new duty best. One that cannot hold says why and the others go on. With -o also as files.\n\n"
     "example: moot whatif DIR a.csv b.csv+c.csv --structure-only",
     2, INT_MAX,
     OPTION_JSON | OPTION_OUTPUT | OPTION_TIME_LIMIT | OPTION_GAP | OPTION_SEED | OPTION_THREADS | OPTION_START |
	 OPTION_END | OPTION_STRUCTURE_ONLY | OPTION_BURDEN | OPTION_OFFLINE,
     command_whatif},
    {"sweep", "DIR [SCENARIO...]", "one plan of the boards for every value, merge, closing or scenario",
     "Plans the boards of DIR again and again, each time with one thing changed, and lists the figures as CSV. With "
     "-o\n"
     "the folder gets sweep.csv, sweep.json and a report, and a sweep that was killed goes on where it was when the "
     "same\n"
     "command is given again. Calendars are not made.\n\n"
     "example: moot sweep DIR --over policy:overlap_residual=0:0.5:0.1 -o residual\n"
     "         moot sweep DIR --every-merge --shard 2/8 -o merges-2",
     1, INT_MAX,
     OPTION_JSON | OPTION_OUTPUT | OPTION_TIME_LIMIT | OPTION_THREADS | OPTION_SEED | OPTION_START | OPTION_END |
	 OPTION_SCENARIO | OPTION_SWEEP | OPTION_OFFLINE,
     command_sweep},
    {"accept", "DIR PLAN.json -o RULES.csv", "what is agreed of a plan, as a scenario that locks it",
     "Writes a scenario that holds the boards of PLAN.json as they are: together, keep or close, chair, and a pin for\n"
     "each meeting. With --boards only those named. Plan with it, and the rest is planned around what is agreed.\n\n"
     "example: moot accept DIR plan/plan.json --boards csp hwb -o agreed.csv\n"
     "         moot plan DIR --scenario agreed.csv -o plan",
     2, INT_MAX, OPTION_OUTPUT | OPTION_BOARDS | OPTION_SCENARIO | OPTION_OFFLINE, command_accept},
    {"diff", "PLAN.json PLAN.json", "what changed between two plans",
     "Compares two plans: figures, boards that are new or gone, those that changed, and meetings that moved.", 2, 2,
     OPTION_JSON, command_diff},
    {"verify", "DIR PLAN.json", "check a plan against its landscape",
     "Recomputes everything in PLAN.json from the landscape in DIR, with code that shares nothing with the solver, "
     "and\n"
     "lists every fault. Exit code 6 when the plan is not valid. A plan that was made with a scenario names it; "
     "--scenario\n"
     "says where it lies now.",
     2, 2, OPTION_JSON | OPTION_SCENARIO | OPTION_PREVIOUS | OPTION_OFFLINE, command_verify},
    {"explain", "DIR [BOARD...]", "why boards merge or do not, and what else would cost",
     "Says of the boards named (by id) why they are merged in the best plan, or in the one given with --plan, or why\n"
     "they are not: what their merger saves and takes, which law or rule is against it, and what it would cost to\n"
     "force or to forbid it, each by a solve of the whole. For one board: what it merges with, or would best.\n"
     "--runners-up N lists the next best sets of boards, --assumptions how far each assumption may move.\n"
     "With --plan and --meeting BOARD:NUMBER: when else that meeting could be, what it would cost, and who could not\n"
     "come; --at TIME says what stands in the way of a time.\n\n"
     "example: moot explain examples/lincolnshire hwb cdp",
     1, INT_MAX,
     OPTION_JSON | OPTION_PLAN | OPTION_RUNNERS_UP | OPTION_ASSUMPTIONS | OPTION_TIME_LIMIT | OPTION_SEED |
	 OPTION_THREADS | OPTION_START | OPTION_END | OPTION_SCENARIO | OPTION_MEETING | OPTION_AT | OPTION_OFFLINE,
     command_explain},
    {"export", "DIR PLAN.json", "calendars and packs for partners",
     "Writes what partners get to the folder given with -o: calendars, cancellations of today's meetings, who sits on\n"
     "what, hours, draft terms of reference, a manifest, and all of it as a zip. A pack holds nothing about anyone "
     "else\n"
     "beyond names and posts of fellow members. Name one reader: --organisation, --person, --board or --all. With\n"
     "--publish to a CalDAV server (user and password in MOOT_CALDAV_USER and MOOT_CALDAV_PASSWORD, or in ~/.netrc),\n"
     "with --feed to a folder for a web server.\n\n"
     "example: moot export examples/lincolnshire plan/plan.json --organisation \"Lincolnshire Police\" -o police",
     2, 2,
     OPTION_OUTPUT | OPTION_ORGANISATION | OPTION_PERSON | OPTION_BOARD | OPTION_ALL | OPTION_REDACT | OPTION_INVITE |
	 OPTION_PUBLISH | OPTION_FEED | OPTION_SCENARIO | OPTION_OFFLINE,
     command_export},
    {"events", "FEED.ics...", "what moot sees in calendars",
     "Lists every occurrence in the window (by default the planning year that begins next 1 April) of each calendar\n"
     "file, in its own time zone, and every problem with it. Cancelled occurrences are left out, private ones have no\n"
     "title. Exit code 1 when something could not be read.\n\n"
     "example: moot events diary.ics --start 2027-04-01 --end 2027-04-30",
     1, INT_MAX, OPTION_JSON | OPTION_START | OPTION_END | OPTION_THREADS, command_events},
    {"discover", "FEED.ics... -o DIR", "a first landscape from calendars alone",
     "Reads calendars and writes the landscape that they show to the new folder DIR: recurring meetings of three or\n"
     "more people become boards, those invited their members. Each inferred cell has a line in DIR/discovered.csv\n"
     "with what it was read from and how sure that is (0 to 1). Private events are used as busy times alone, and\n"
     "titles of what is no board's meeting are not written. Then run \"moot check DIR\".\n\n"
     "example: moot discover calendars/*.ics -o myarea",
     1, INT_MAX, OPTION_OUTPUT | OPTION_JSON | OPTION_START | OPTION_END | OPTION_THREADS, command_discover},
    {"policy", "", "every parameter with its default, range and meaning",
     "Lists every parameter that policy.csv may set.", 0, 0, OPTION_JSON, command_policy},
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

static void print_help(FILE *stream)
{
	fputs(
	    "moot plans fewer partnership meetings: it reads boards, members and calendars, proposes which boards to\n"
	    "merge and when they meet, and says how far the plan can be from the best.\n\n"
	    "usage: moot COMMAND [LANDSCAPE] [options]\n\ncommands:\n",
	    stream);
	for (int i = 0; i < COMMAND_COUNT; i++)
		fprintf(stream, "  %-8s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
	fputs("\n\"moot COMMAND --help\" explains a command. Begin with \"moot new DIR\".\n"
	      "exit codes: 0 done, 1 errors in the input, 2 wrong usage, 3 no plan satisfies the rules, 4 the limit "
	      "came\n"
	      "before any plan, 5 a failure of the system or the program, 6 the plan is not valid\n",
	      stream);
}

/* A result that did not arrive is a failure, whatever the command thinks of it. */
static int finish(enum exit_code code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return (int)code;
	if (code != EXIT_FAULT)
		fputs("moot: standard output could not be written\n", stderr);
	return EXIT_FAULT;
}

/* What is asked about the program itself; false for anything else. */
static bool print_about(const char *word)
{
	char *text = NULL;
	if (strcmp(word, "--version") == 0 && moot_versions(&text, NULL) == MOOT_OK) {
		fputs(text, stdout);
		moot_release(text);
	} else if (strcmp(word, "--man") == 0) {
		manual_print(COMMANDS, COMMAND_COUNT);
	} else if (strcmp(word, "--completion") == 0) {
		completion_print(COMMANDS, COMMAND_COUNT);
	} else {
		return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	/* A file that outgrows a limit (ulimit -f) is then a failed write, told like a full disk, with nothing left
	 * behind. */
	signal(SIGXFSZ, SIG_IGN);
	if (argc < 2) {
		print_help(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
		print_help(stdout);
		return finish(EXIT_DONE);
	}
	if (print_about(argv[1]))
		return finish(EXIT_DONE);
	for (int i = 0; i < COMMAND_COUNT; i++) {
		struct arguments arguments;
		if (strcmp(argv[1], COMMANDS[i].name) != 0)
			continue;
		if (!arguments_read(&COMMANDS[i], argc - 2, argv + 2, &arguments))
			return EXIT_USAGE;
		if (arguments.help) {
			arguments_help(&COMMANDS[i]);
			return finish(EXIT_DONE);
		}
		enum exit_code code = COMMANDS[i].run(&arguments);
		moot_io_finish();
		return finish(code);
	}
	fprintf(stderr, "moot: there is no command \"%s\"; \"moot --help\" lists them\n", argv[1]);
	return EXIT_USAGE;
}
