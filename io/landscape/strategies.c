/*
 * strategies.csv: strategies and their priorities, a row for each priority. A strategy's name and owner stand on any of
 * its rows; the first that has them counts. Priorities of one theme are one topic, so that the audit can tell those
 * that several strategies hold; without a theme the words decide.
 */
#include "io/landscape/intake.h"

#include <string.h>

enum { ID, NAME, OWNER, PRIORITY, THEME };

struct strategy_row {
	const char *id;
	const char *name;
	const char *owner;
	const char *priority;
	const char *theme;
};

#define FIELD(member) .offset = offsetof(struct strategy_row, member)

static const struct moot_column COLUMNS[] = {
    [ID] = {.name = "strategy_id",
	    .required = true,
	    .parse = moot_parse_id,
	    FIELD(id),
	    .meaning = "the strategy's id; the same on the row of each of its priorities",
	    .sample = "safer-example"},
    [NAME] = {.name = "name",
	      .parse = moot_parse_label,
	      FIELD(name),
	      .meaning = "its name",
	      .sample = "Safer Example 2027-2030"},
    [OWNER] = {.name = "owner",
	       .parse = moot_parse_label,
	       FIELD(owner),
	       .meaning = "the board_id or organisation that owns it",
	       .sample = "csp-example"},
    [PRIORITY] = {.name = "priority",
		  .required = true,
		  .parse = moot_parse_label,
		  FIELD(priority),
		  .meaning = "one of its priorities; a row for each",
		  .sample = "Knife crime"},
    [THEME] = {.name = "theme",
	       .parse = moot_parse_label,
	       FIELD(theme),
	       .meaning = "the theme it belongs to, as in agenda.csv",
	       .sample = "Serious violence"},
};

static void prepare(void *values)
{
	*(struct strategy_row *)values = (struct strategy_row){.name = "", .owner = "", .theme = ""};
}

/* An id is compared as it stands. A new strategy takes the next place; NULL when out of memory. */
static struct moot_strategy *strategy_of(struct moot_intake *intake, const char *id)
{
	struct moot_landscape *l = intake->landscape;
	int index = MOOT_NONE;
	enum moot_status status = moot_lexicon_add(&intake->strategies, id, id, &index);
	if (status) {
		intake->status = status;
		return NULL;
	}
	if (index == (int)l->strategy_count)
		l->strategies[l->strategy_count++] =
		    (struct moot_strategy){.id = id, .name = id, .board = MOOT_NONE, .organisation = MOOT_NONE};
	return &l->strategies[index];
}

/* A board by its id, else an organisation by its name; one that sits nowhere is told, as it is often a slip. */
static void take_owner(struct moot_intake *intake, size_t row, struct moot_strategy *strategy, const char *owner)
{
	if (!*owner || strategy->board != MOOT_NONE || strategy->organisation != MOOT_NONE)
		return;
	strategy->board = moot_lexicon_find(&intake->boards, owner);
	if (strategy->board != MOOT_NONE)
		return;
	strategy->organisation = moot_lexicon_find(&intake->organisations, moot_intake_fold(intake, owner));
	if (strategy->organisation == MOOT_NONE)
		moot_intake_report_at(intake, MOOT_WARNING, &intake->sheets[MOOT_FILE_STRATEGIES], row, OWNER,
				      "owner %s is neither a board_id nor an organisation of members.csv%s",
				      moot_intake_quote(intake, owner),
				      moot_intake_suggest(intake, &intake->organisations, owner));
}

/* A theme that no agenda names groups priorities, but leads to no board. */
static int theme_of(struct moot_intake *intake, size_t row, const char *theme)
{
	int index = *theme ? moot_lexicon_find(&intake->themes, moot_intake_fold(intake, theme)) : MOOT_NONE;
	if (*theme && index == MOOT_NONE)
		moot_intake_report_at(intake, MOOT_WARNING, &intake->sheets[MOOT_FILE_STRATEGIES], row, THEME,
				      "theme %s is on no agenda%s", moot_intake_quote(intake, theme),
				      moot_intake_suggest(intake, &intake->themes, theme));
	return index;
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct strategy_row *r = values;
	struct moot_landscape *l = intake->landscape;
	struct moot_strategy *strategy = r->id && r->priority ? strategy_of(intake, r->id) : NULL;
	if (!strategy)
		return;
	if (*r->name && strategy->name == strategy->id)
		strategy->name = r->name;
	take_owner(intake, row, strategy, r->owner);
	l->priorities[l->priority_count++] = (struct moot_priority){
	    .strategy = (int)(strategy - l->strategies),
	    .text = r->priority,
	    .theme = theme_of(intake, row, r->theme),
	    .topic = moot_intake_intern(intake, &intake->topics, *r->theme ? r->theme : r->priority)};
}

const struct moot_sheet_kind moot_strategies_kind = {
    .file = "strategies.csv",
    .meaning = "Strategies and their priorities.",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct strategy_row),
    .prepare = prepare,
    .take = take_row,
};

void moot_read_strategies(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_STRATEGIES];
	l->strategies = moot_intake_array(intake, sheet->table.row_count, sizeof *l->strategies);
	l->priorities = moot_intake_array(intake, sheet->table.row_count, sizeof *l->priorities);
	if (!intake->status)
		moot_sheet_read(intake, sheet);
}
