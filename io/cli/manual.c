/* The manual page and the shell's completion, from the tables of commands and options that --help prints. */
#include <io/cli/cli.h>

#include <string.h>

/* Text for groff: a dot or apostrophe that begins a line would be a request, a backslash an escape. */
static void put_text(const char *text)
{
	bool begins = true;
	for (; *text; text++) {
		if (begins && (*text == '.' || *text == '\''))
			fputs("\\&", stdout);
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else
			putchar(*text);
		begins = *text == '\n';
	}
}

static void put_option(char letter, const char *name, const char *value, const char *meaning)
{
	fputs(".TP\n.B ", stdout);
	if (letter)
		printf("\\-%c, ", letter);
	fputs("\\-\\-", stdout);
	put_text(name);
	if (value)
		printf(" \\fI%s\\fP", value);
	putchar('\n');
	put_text(meaning);
	putchar('\n');
}

void manual_print(const struct command *commands, int count)
{
	printf(".TH MOOT 1 \"\" \"moot %s\" \"User Commands\"\n", MOOT_VERSION);
	fputs(".SH NAME\nmoot \\- plan fewer partnership meetings, and prove how good the plan is\n"
	      ".SH SYNOPSIS\n.B moot\n.I COMMAND\n[\\fILANDSCAPE\\fP] [\\fIoptions\\fP]\n"
	      ".SH DESCRIPTION\nmoot reads boards, members and calendars, proposes which boards to merge and when they "
	      "meet,\nand says how far the plan can be from the best. Begin with\n.BR \"moot new\" .\n.SH COMMANDS\n",
	      stdout);
	for (int i = 0; i < count; i++) {
		fputs(".SS \"moot ", stdout);
		put_text(commands[i].name);
		putchar(' ');
		put_text(commands[i].operands);
		fputs("\"\n", stdout);
		put_text(commands[i].help);
		putchar('\n');
		arguments_each(&commands[i], put_option);
	}
	fputs(".SH \"EXIT STATUS\"\n0 done, 1 errors in the input, 2 wrong usage, 3 no plan satisfies the rules, 4 the "
	      "limit "
	      "came\nbefore any plan, 5 a failure of the system or the program, 6 the plan is not valid.\n"
	      ".SH ENVIRONMENT\n.TP\n.B SOURCE_DATE_EPOCH\nthe time that is written in files, in seconds since 1970\n"
	      ".TP\n.BR MOOT_CALDAV_USER \", \" MOOT_CALDAV_PASSWORD\nwho publishes calendars\n"
	      ".TP\n.BR CURL_CA_BUNDLE \", \" SSL_CERT_FILE\ncertificate authorities in place of the system's\n",
	      stdout);
}

static void put_word(char letter, const char *name, const char *value, const char *meaning)
{
	(void)letter;
	(void)value;
	(void)meaning;
	printf(" --%s", name);
}

void completion_print(const struct command *commands, int count)
{
	fputs("# Completion of moot for bash.\n_moot()\n{\n\tlocal word=${COMP_WORDS[COMP_CWORD]} options\n"
	      "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\toptions=\"",
	      stdout);
	for (int i = 0; i < count; i++)
		printf("%s ", commands[i].name);
	fputs("--help --version\"\n\telse\n\t\tcase ${COMP_WORDS[1]} in\n", stdout);
	for (int i = 0; i < count; i++) {
		printf("\t\t%s) options=\"", commands[i].name);
		arguments_each(&commands[i], put_word);
		fputs("\" ;;\n", stdout);
	}
	fputs(
	    "\t\tesac\n\tfi\n\tcase $word in\n\t-*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\") ;;\n"
	    "\t*)\n\t\tif [ \"$COMP_CWORD\" = 1 ]; then\n"
	    "\t\t\tmapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
	    "\t\telse\n\t\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n\t\tfi\n\t\t;;\n\tesac\n}\n"
	    "complete -o filenames -F _moot moot\n",
	    stdout);
}
