/* A landscape with many mistakes: each is told, at its place, in one run. */
#include "landscape_folder.h"

static const struct {
	enum moot_severity severity;
	const char *file;
	int line;
	int column;
	const char *words;
} MISTAKES[] = {
    {MOOT_WARNING, "boards.csv", 1, 14, "there is no column \"colour\""},
    {MOOT_WARNING, "boards.csv", 2, 7, "the agenda of board \"csp-north\" needs 960 minutes a year"},
    {MOOT_ERROR, "boards.csv", 3, 4, "statutory is \"maybe\""},
    {MOOT_ERROR, "boards.csv", 4, 1, "board_id is \"csp north\""},
    {MOOT_WARNING, "boards.csv", 4, 1, "board \"csp north\" has no members"},
    {MOOT_ERROR, "boards.csv", 5, 1, "board \"csp-north\" stands twice, first in line 2"},
    {MOOT_ERROR, "boards.csv", 6, 2, "name is empty"},
    {MOOT_ERROR, "boards.csv", 7, 6, "meetings_per_year is \"two\""},
    {MOOT_ERROR, "boards.csv", 8, 8, "standing_minutes is 45 but a meeting has only 20 minutes,"},
    {MOOT_ERROR, "boards.csv", 9, 9, "mode is \"telepathy\""},
    {MOOT_ERROR, "boards.csv", 10, 10, "is \"guildhall\" meant?"},
    {MOOT_ERROR, "boards.csv", 11, 11, "merge is \"mabye\""},
    {MOOT_ERROR, "boards.csv", 11, 12, "is \"csp-north\" meant?"},
    {MOOT_ERROR, "boards.csv", 12, 12, "board \"police\" reports to itself"},
    {MOOT_WARNING, "boards.csv", 12, 13, "the quorum is 9 but board \"police\" has only 1 member"},
    {MOOT_WARNING, "boards.csv", 13, 1, "board \"empty\" has no members"},
    {MOOT_ERROR, "boards.csv", 13, 7, "minutes is \"9999\""},
    {MOOT_WARNING, "boards.csv", 14, 6, "board \"rare\" meets 2 times a year, less than its"},
    {MOOT_WARNING, "boards.csv", 14, 10, "venue \"small-room\" holds 2 but board \"rare\" has 3 members"},
    {MOOT_WARNING, "boards.csv", 16, 2, "boards \"rare\" and \"twin\" have the same name"},
    {MOOT_ERROR, "boards.csv", 16, 15, "the row has 15 cells but the header names 14"},
    {MOOT_WARNING, "members.csv", 3, 5, "the role \"Tea Maker\" is not one of chair, vice-chair,"},
    {MOOT_WARNING, "members.csv", 4, 2, "\"bob\" already sits on board \"csp-north\" (line 3)"},
    {MOOT_ERROR, "members.csv", 5, 5, "\"ann\" sits on board \"csp-north\" as chair (line 2) and here"},
    {MOOT_ERROR, "members.csv", 6, 1, "is \"csp-south\" meant?"},
    {MOOT_ERROR, "members.csv", 7, 6, "the deputy \"nobody-at-all\" is in neither people.csv nor"},
    {MOOT_ERROR, "members.csv", 8, 6, "\"bob\" is named as their own deputy"},
    {MOOT_ERROR, "members.csv", 9, 2, "person_id is \"c/d\""},
    {MOOT_ERROR, "members.csv", 10, 7, "seat is \"borrowed\""},
    {MOOT_ERROR, "members.csv", 11, 1, "board_id is empty"},
    {MOOT_ERROR, "people.csv", 2, 7, "max_hours is \"-5\""},
    {MOOT_WARNING, "people.csv", 3, 3, "\"bob\" is of \"South Council\" here but of \"Police\" in"},
    {MOOT_WARNING, "people.csv", 3, 4, "\"bob at example.org\" is not an e-mail address"},
    {MOOT_ERROR, "people.csv", 3, 5, "salary is \"lots\""},
    {MOOT_ERROR, "people.csv", 3, 6, "senior is \"perhaps\""},
    {MOOT_ERROR, "people.csv", 3, 8, "\"Someday\" is not a day of the week"},
    {MOOT_ERROR, "people.csv", 4, 1, "person \"bob\" stands twice, first in line 3"},
    {MOOT_ERROR, "people.csv", 5, 5, "salary is \"50000000\""},
    {MOOT_WARNING, "agenda.csv", 2, 6, "duty \"assessment\" must have \"Fire and Rescue\" represented,"},
    {MOOT_ERROR, "agenda.csv", 3, 1, "there is no board \"csp-nowhere\" in boards.csv"},
    {MOOT_ERROR, "agenda.csv", 4, 2, "theme is empty"},
    {MOOT_ERROR, "agenda.csv", 5, 4, "minutes is \"0\""},
    {MOOT_ERROR, "agenda.csv", 6, 6, "is \"assessment\" meant?"},
    {MOOT_ERROR, "agenda.csv", 7, 5, "board \"never\" has no meetings"},
    {MOOT_WARNING, "agenda.csv", 8, 5, "per_year is 12 but board \"csp-south\" has only 4 meetings"},
    {MOOT_ERROR, "agenda.csv", 9, 2, "theme begins with"},
    {MOOT_ERROR, "duties.csv", 2, 6, "due is \"13-45\""},
    {MOOT_WARNING, "duties.csv", 3, 1, "no board carries duty \"orphan\""},
    {MOOT_ERROR, "duties.csv", 3, 6, "due lies before due_from"},
    {MOOT_WARNING, "duties.csv", 4, 1, "no board carries duty \"late\""},
    {MOOT_WARNING, "duties.csv", 4, 6, "due does not fall in the planning year"},
    {MOOT_ERROR, "venues.csv", 4, 4, "capacity is \"many\""},
    {MOOT_WARNING, "travel.csv", 3, 2, "no venue is at \"Gildhall\" and nobody is based there"},
    {MOOT_ERROR, "travel.csv", 3, 3, "minutes is \"soon\""},
    {MOOT_WARNING, "travel.csv", 4, 3, "this pair of sites already takes 15 minutes"},
    {MOOT_WARNING, "travel.csv", 5, 2, "no venue is at \"Moon\" and nobody is based there"},
    {MOOT_ERROR, "rules.csv", 2, 3, "is \"csp-south\" meant?"},
    {MOOT_ERROR, "rules.csv", 3, 1, "is \"apart\" meant?"},
    {MOOT_ERROR, "rules.csv", 4, 3, "the rule needs two different boards, in subject and object"},
    {MOOT_WARNING, "rules.csv", 5, 2, "board \"csp-north\" is statutory"},
    {MOOT_ERROR, "rules.csv", 6, 3, "\"dee\" does not sit on board \"hwb\""},
    {MOOT_ERROR, "rules.csv", 7, 3, "\"Blursday\" is neither a weekday nor a range of dates"},
    {MOOT_ERROR, "rules.csv", 8, 2, "there is no board or person \"zoe\""},
    {MOOT_ERROR, "rules.csv", 9, 3, "the range ends before it begins"},
    {MOOT_ERROR, "rules.csv", 10, 4, "value is empty"},
    {MOOT_ERROR, "rules.csv", 11, 3, "\"half past ten\" is not a date and time"},
    {MOOT_ERROR, "rules.csv", 12, 3, "the pin lies outside the planning year, 2027-04-01 to"},
    {MOOT_ERROR, "rules.csv", 13, 4, "value is \"0\""},
    {MOOT_ERROR, "rules.csv", 14, 2, "there is no theme \"Gardening\" in agenda.csv and no such"},
    {MOOT_ERROR, "rules.csv", 15, 1, "the rule \"leave\" stands in scenarios only"},
    {MOOT_WARNING, "rules.csv", 16, 3, "the rule keep takes no object"},
    {MOOT_ERROR, "rules.csv", 17, 2, "one board is wanted here, not a list"},
    {MOOT_ERROR, "policy.csv", 3, 1, "is \"hours_per_year\" meant?"},
    {MOOT_ERROR, "policy.csv", 4, 2, "cover is \"7\""},
    {MOOT_ERROR, "policy.csv", 5, 2, "timezone is not an IANA name"},
    {MOOT_ERROR, "policy.csv", 6, 2, "lunch is \"noon\""},
    {MOOT_ERROR, "policy.csv", 7, 1, "cover stands twice, first in line 4"},
    {MOOT_ERROR, "policy.csv", 8, 2, "day_end must come after day_start"},
    {MOOT_WARNING, "policy.csv", 9, 2, "\"31/03/2028\" is read as 2028-03-31, day before month"},
    {MOOT_ERROR, "strategies.csv", 1, 0, "the required column priority is missing"},
    {MOOT_WARNING, "bords.csv", 0, 0, "is boards.csv meant?"},
};

enum { COUNT = sizeof MISTAKES / sizeof *MISTAKES };

static struct folder mistakes;

static void read_mistakes(void)
{
	char path[512];
	snprintf(path, sizeof path, "%s/tests/data/mistakes", MOOT_SOURCE);
	mistakes.status = moot_landscape_read(path, NULL, &mistakes.landscape, &mistakes.problems, &mistakes.error);
}

static void forget_mistakes(void)
{
	folder_forget(&mistakes);
}

Test(mistakes, each_is_told_at_its_place, .init = read_mistakes, .fini = forget_mistakes)
{
	size_t errors = 0;
	cr_assert_geq(COUNT, 30);
	for (size_t i = 0; i < COUNT; i++) {
		const struct moot_problem *problem =
		    folder_find(&mistakes, MISTAKES[i].file, MISTAKES[i].line, MISTAKES[i].column, MISTAKES[i].words);
		cr_assert_not_null(problem, "%s:%d:%d: %s", MISTAKES[i].file, MISTAKES[i].line, MISTAKES[i].column,
				   MISTAKES[i].words);
		cr_assert_eq(problem->severity, MISTAKES[i].severity, "%s", problem->message);
		errors += problem->severity == MOOT_ERROR;
	}
	/* And nothing else. */
	cr_assert_eq(mistakes.problems.count, COUNT);
	cr_assert_eq(mistakes.problems.errors, errors);
}

Test(mistakes, no_landscape_comes_of_it, .init = read_mistakes, .fini = forget_mistakes)
{
	cr_assert_eq(mistakes.status, MOOT_ERROR_INPUT);
	cr_assert_null(mistakes.landscape);
	cr_assert_not_null(strstr(mistakes.error.message, "errors"));
}

Test(mistakes, stand_in_the_order_of_the_lines, .init = read_mistakes, .fini = forget_mistakes)
{
	for (size_t i = 1; i < mistakes.problems.count; i++) {
		const struct moot_problem *a = &mistakes.problems.items[i - 1];
		const struct moot_problem *b = &mistakes.problems.items[i];
		cr_assert(strcmp(a->file, b->file) != 0 || a->line < b->line ||
			  (a->line == b->line && a->column <= b->column));
	}
}
