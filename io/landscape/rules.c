/*
 * rules.csv: what the plan must obey.
 *
 * One table says what each kind of rule takes; a new kind is a row in it. Rules that contradict each other are no
 * errors here: the planner finds and explains them.
 */
#include "io/landscape/rules.h"
#include "io/ical/zone.h"

#include "io/csv/word.h"

#include <string.h>

struct rule_row {
	const char *name;
	const char *subject;
	const char *object;
	const char *value;
	const char *reason;
};

#define FIELD(member) .offset = offsetof(struct rule_row, member)

static const struct moot_column COLUMNS[] = {
    [MOOT_RULE_NAME] = {.name = "rule",
			.required = true,
			.parse = moot_parse_reference,
			FIELD(name),
			.meaning =
			    "apart, together, keep, close, host, chair, not-on, within, before, pin, max-per-day "
			    "or max-boards",
			.sample = "not-on"},
    [MOOT_RULE_SUBJECT] = {.name = "subject",
			   .parse = moot_parse_reference,
			   FIELD(subject),
			   .meaning = "whom it binds: boards, a person or all; for host a theme or duty",
			   .sample = "all"},
    [MOOT_RULE_OBJECT] = {.name = "object",
			  .parse = moot_parse_reference,
			  FIELD(object),
			  .meaning = "apart, together, host, before: boards; chair: a person; not-on: Fri, Fri am, Fri "
				     "pm or 2027-07-20/2027-09-01; within: dates; pin: 2027-03-02T10:00",
			  .sample = "Fri pm"},
    [MOOT_RULE_VALUE] = {.name = "value",
			 .parse = moot_parse_reference,
			 FIELD(value),
			 .meaning =
			     "within: how many meetings; before: clear days; max-per-day and max-boards: the most",
			 .sample = ""},
    [MOOT_RULE_REASON] = {.name = "reason",
			  .parse = moot_parse_text,
			  FIELD(reason),
			  .meaning = "why; it is written where the rule decides something",
			  .sample = "Few can come on Friday afternoons"},
};

struct kind {
	const char *name;
	enum moot_rule_kind kind;
	moot_rule_part subject; /* NULL: the rule takes none */
	moot_rule_part object;
	bool object_optional;
	bool has_value;
	int low; /* of the value */
	int high;
};

static const struct kind KINDS[] = {
    {"apart", MOOT_RULE_APART, moot_rule_boards, moot_rule_boards, true, false, 0, 0},
    {"together", MOOT_RULE_TOGETHER, moot_rule_boards, moot_rule_boards, true, false, 0, 0},
    {"keep", MOOT_RULE_KEEP, moot_rule_boards, NULL, false, false, 0, 0},
    {"close", MOOT_RULE_CLOSE, moot_rule_boards, NULL, false, false, 0, 0},
    {"host", MOOT_RULE_HOST, moot_rule_theme_or_duty, moot_rule_board, false, false, 0, 0},
    {"chair", MOOT_RULE_CHAIR, moot_rule_board, moot_rule_person, false, false, 0, 0},
    {"not-on", MOOT_RULE_NOT_ON, moot_rule_anyone, moot_rule_days, false, false, 0, 0},
    {"within", MOOT_RULE_WITHIN, moot_rule_board, moot_rule_range, false, true, 0, 366},
    {"before", MOOT_RULE_BEFORE, moot_rule_board, moot_rule_board, false, true, 0, 366},
    {"pin", MOOT_RULE_PIN, moot_rule_board, moot_rule_instant, false, false, 0, 0},
    {"max-per-day", MOOT_RULE_MAX_PER_DAY, moot_rule_people_or_all, NULL, false, true, 1, 100},
    {"max-boards", MOOT_RULE_MAX_BOARDS, NULL, NULL, false, true, 1, 100000},
};

enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

/* The rules that only scenarios have. */
static bool is_scenario_rule(const char *name)
{
	static const char *const names[] = {"set",        "add-board", "add-member", "remove-member",
					    "add-agenda", "add-duty",  "leave"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

const char *moot_rule_name(size_t kind)
{
	return kind < KIND_COUNT ? KINDS[kind].name : NULL;
}

static void report_unknown(struct moot_intake *intake, const struct moot_cell *cell, const char *name)
{
	int limit = (int)strnlen(name, 9) / 3;
	const char *nearest = NULL;
	const char *quoted = moot_intake_quote(intake, cell->text);
	for (size_t k = 0; k < KIND_COUNT && limit >= 0; k++) {
		int distance = moot_word_distance(KINDS[k].name, name, limit);
		if (distance <= limit) {
			nearest = KINDS[k].name;
			limit = distance - 1;
		}
	}
	if (is_scenario_rule(name))
		moot_cell_report(intake, MOOT_ERROR, cell,
				 "the rule %s stands in scenarios only; move the row to a scenario file", quoted);
	else if (nearest)
		moot_cell_report(intake, MOOT_ERROR, cell, "there is no rule %s; is \"%s\" meant?", quoted, nearest);
	else
		moot_cell_report(intake, MOOT_ERROR, cell, "there is no rule %s; a rule is %s", quoted,
				 COLUMNS[MOOT_RULE_NAME].meaning);
}

static const struct kind *find_kind(struct moot_intake *intake, const struct moot_cell *cell)
{
	const char *folded = moot_intake_fold(intake, cell->text);
	char *name = moot_arena_text(intake->arena, folded);
	if (!name) {
		intake->status = MOOT_ERROR_MEMORY;
		return NULL;
	}
	for (char *c = name; *c; c++)
		if (*c == ' ' || *c == '_')
			*c = '-';
	for (size_t k = 0; k < KIND_COUNT; k++)
		if (strcmp(KINDS[k].name, name) == 0)
			return &KINDS[k];
	report_unknown(intake, cell, name);
	return NULL;
}

/* Where the value stands: in its column, else in one of those that the rule leaves empty. */
static int value_column(const struct moot_sheet *sheet, const struct kind *kind, size_t row)
{
	if (!kind->has_value || *moot_sheet_text(sheet, row, MOOT_RULE_VALUE))
		return MOOT_RULE_VALUE;
	if (!kind->object && *moot_sheet_text(sheet, row, MOOT_RULE_OBJECT))
		return MOOT_RULE_OBJECT;
	if (!kind->subject && *moot_sheet_text(sheet, row, MOOT_RULE_SUBJECT))
		return MOOT_RULE_SUBJECT;
	return MOOT_RULE_VALUE;
}

/* Reads one part of a rule, or says that it is missing or not wanted. */
static void read_part(struct moot_intake *intake, const struct kind *kind, moot_rule_part part, bool optional,
		      int column, struct moot_draft *draft)
{
	struct moot_cell cell = moot_sheet_cell(&intake->sheets[MOOT_FILE_RULES], draft->row, column);
	if (part && *cell.text) {
		part(intake, &cell, draft);
	} else if (part && !optional) {
		moot_cell_report(intake, MOOT_ERROR, &cell, "%s is empty; the rule %s needs it", COLUMNS[column].name,
				 kind->name);
		draft->wrong = true;
	} else if (!part && *cell.text && value_column(cell.sheet, kind, draft->row) != column) {
		moot_cell_report(intake, MOOT_WARNING, &cell, "the rule %s takes no %s, so this is not used",
				 kind->name, COLUMNS[column].name);
	}
}

static void read_value(struct moot_intake *intake, const struct kind *kind, struct moot_draft *draft)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_RULES];
	int column = value_column(sheet, kind, draft->row);
	struct moot_cell cell = moot_sheet_cell(sheet, draft->row, column);
	if (!kind->has_value && *cell.text)
		moot_cell_report(intake, MOOT_WARNING, &cell, "the rule %s takes no value, so this is not used",
				 kind->name);
	if (!kind->has_value)
		return;
	if (column != MOOT_RULE_VALUE)
		moot_cell_report(intake, MOOT_WARNING, &cell,
				 "%s is read as the value of the rule %s; its column is value",
				 moot_intake_quote(intake, cell.text), kind->name);
	if (!*cell.text)
		moot_cell_report(intake, MOOT_ERROR, &cell,
				 "value is empty; the rule %s needs a whole number from %d to %d", kind->name,
				 kind->low, kind->high);
	draft->wrong |= !*cell.text || !moot_intake_integer(intake, &cell, kind->low, kind->high, &draft->rule.value);
}

/* A pinned meeting is at a time that clocks show, and over when the planning year is. */
static void check_pin(struct moot_intake *intake, struct moot_draft *draft)
{
	const struct moot_landscape *l = intake->landscape;
	struct moot_cell cell = moot_sheet_cell(&intake->sheets[MOOT_FILE_RULES], draft->row, MOOT_RULE_OBJECT);
	const struct moot_board *board = &l->boards[draft->rule.boards[0]];
	const char *text = moot_intake_quote(intake, cell.text);
	moot_minute midnight = ((moot_minute)l->policy.end + 1) * MOOT_MINUTES_A_DAY;
	moot_minute shown = draft->rule.pin;
	enum moot_status status = moot_timezone_known(l->policy.timezone)
				      ? moot_zone_shows(l->policy.timezone, draft->rule.pin, &shown)
				      : MOOT_OK;
	if (status != MOOT_OK) {
		intake->status = status;
	} else if (shown != draft->rule.pin) {
		char later[17];
		moot_minute_format(shown, later);
		moot_cell_report(intake, MOOT_ERROR, &cell,
				 "%s does not exist in %s: the clocks go forward over it; write %s or another time",
				 text, l->policy.timezone, later);
		draft->wrong = true;
	} else if (draft->rule.pin + board->minutes > midnight) {
		moot_cell_report(
		    intake, MOOT_ERROR, &cell,
		    "the meeting pinned to %s lasts %d minutes and would run past the planning year's last "
		    "midnight; pin it earlier",
		    text, board->minutes);
		draft->wrong = true;
	}
}

/* More meetings than a board has cannot fall inside a range; merging may still give it more. */
static void check_within(struct moot_intake *intake, const struct moot_draft *draft)
{
	const struct moot_board *board = &intake->landscape->boards[draft->rule.boards[0]];
	if (draft->rule.value > board->meetings_per_year)
		moot_intake_report_at(intake, MOOT_WARNING, &intake->sheets[MOOT_FILE_RULES], draft->row,
				      MOOT_RULE_VALUE,
				      "the value is %d but board %s meets %d times; all of its meetings, %d, are meant",
				      draft->rule.value, moot_intake_quote(intake, board->id), board->meetings_per_year,
				      board->meetings_per_year);
}

/* What the parts must satisfy together. */
static void check_rule(struct moot_intake *intake, struct moot_draft *draft)
{
	const struct moot_rule *rule = &draft->rule;
	const struct moot_landscape *l = intake->landscape;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_RULES];
	bool pair = rule->kind == MOOT_RULE_APART || rule->kind == MOOT_RULE_TOGETHER || rule->kind == MOOT_RULE_BEFORE;
	if (pair && rule->board_count < 2) {
		moot_intake_report_at(intake, MOOT_ERROR, sheet, draft->row, MOOT_RULE_OBJECT,
				      "the rule needs two different boards, in subject and object");
		draft->wrong = true;
	}
	for (size_t i = 0; rule->kind == MOOT_RULE_CLOSE && i < rule->board_count; i++)
		if (l->boards[rule->boards[i]].statutory)
			moot_intake_report_at(intake, MOOT_WARNING, sheet, draft->row, MOOT_RULE_SUBJECT,
					      "board %s is statutory; closing it needs a change of the law or of its "
					      "status",
					      moot_intake_quote(intake, l->boards[rule->boards[i]].id));
	if (rule->kind == MOOT_RULE_PIN && rule->board_count > 0 && !draft->wrong)
		check_pin(intake, draft);
	if (rule->kind == MOOT_RULE_WITHIN && rule->board_count > 0)
		check_within(intake, draft);
	if (rule->kind != MOOT_RULE_CHAIR || draft->wrong)
		return;
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): never null where there is an item */
	const char *key = moot_arena_format(intake->arena, "%d %d", rule->boards[0], draft->people[0]);
	if (!key)
		intake->status = MOOT_ERROR_MEMORY;
	else if (moot_lexicon_find(&intake->seats, key) < 0)
		moot_intake_report_at(intake, MOOT_ERROR, sheet, draft->row, MOOT_RULE_OBJECT,
				      "%s does not sit on board %s; add them to it in members.csv or name one of its "
				      "members",
				      moot_intake_quote(intake, l->people[draft->people[0]].id),
				      moot_intake_quote(intake, l->boards[rule->boards[0]].id));
}

static void add_rule(struct moot_intake *intake, const struct moot_rule *rule)
{
	if (!moot_array_reserve((void **)&intake->rules, &intake->rule_capacity, intake->rule_count + 1,
				sizeof *intake->rules))
		intake->status = MOOT_ERROR_MEMORY;
	else
		intake->rules[intake->rule_count++] = *rule;
}

/* One rule for the boards or for everyone, and one for each person. */
static void add_for_subjects(struct moot_intake *intake, const struct moot_draft *draft, struct moot_rule rule)
{
	if (rule.board_count > 0 || rule.everyone || draft->person_count == 0)
		add_rule(intake, &rule);
	if (rule.kind != MOOT_RULE_CHAIR)
		rule.board_count = 0;
	rule.everyone = false;
	for (size_t i = 0; rule.kind != MOOT_RULE_CHAIR && i < draft->person_count; i++) {
		rule.person = draft->people[i];
		add_rule(intake, &rule);
	}
}

static void add_rules(struct moot_intake *intake, const struct moot_draft *draft)
{
	struct moot_rule rule = draft->rule;
	if (rule.kind == MOOT_RULE_CHAIR)
		rule.person = draft->people[0];
	if (draft->when_count == 0)
		add_for_subjects(intake, draft, rule);
	for (size_t i = 0; i < draft->when_count; i++) {
		rule.weekday = draft->whens[i].weekday;
		rule.half = draft->whens[i].half;
		rule.from = draft->whens[i].from;
		rule.to = draft->whens[i].to;
		add_for_subjects(intake, draft, rule);
	}
}

/* The rule as written: "apart csp-boston csp-lincoln". */
static const char *rule_text(struct moot_intake *intake, const struct kind *kind, const struct rule_row *r)
{
	const char *text =
	    moot_arena_format(intake->landscape->arena, "%s%s%s%s%s%s%s", kind->name, *r->subject ? " " : "",
			      r->subject, *r->object ? " " : "", r->object, *r->value ? " " : "", r->value);
	if (!text)
		intake->status = MOOT_ERROR_MEMORY;
	return text ? text : "";
}

static void prepare(void *values)
{
	*(struct rule_row *)values = (struct rule_row){.subject = "", .object = "", .value = "", .reason = ""};
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct rule_row *r = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_RULES];
	struct moot_cell name = moot_sheet_cell(sheet, row, MOOT_RULE_NAME);
	const struct kind *kind = r->name ? find_kind(intake, &name) : NULL;
	const struct moot_origin at = moot_cell_origin(&name);
	if (!kind)
		return;
	struct moot_draft draft = {.row = row, .rule = moot_rule_blank(kind->kind)};
	draft.rule.text = rule_text(intake, kind, r);
	draft.rule.reason = r->reason;
	draft.rule.file = moot_intake_keep(intake, at.file);
	draft.rule.line = at.line;
	read_part(intake, kind, kind->subject, false, MOOT_RULE_SUBJECT, &draft);
	read_part(intake, kind, kind->object, kind->object_optional, MOOT_RULE_OBJECT, &draft);
	read_value(intake, kind, &draft);
	if (!draft.wrong && !intake->status)
		check_rule(intake, &draft);
	if (!draft.wrong && !intake->status)
		add_rules(intake, &draft);
}

const struct moot_sheet_kind moot_rules_kind = {
    .file = "rules.csv",
    .meaning = "What the plan must obey. Lists are separated by |.",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct rule_row),
    .prepare = prepare,
    .take = take_row,
};

void moot_read_rules(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	moot_sheet_read(intake, &intake->sheets[MOOT_FILE_RULES]);
	l->rules = moot_intake_array(intake, intake->rule_count, sizeof *l->rules);
	if (!l->rules)
		return;
	if (intake->rule_count > 0)
		memcpy(l->rules, intake->rules, intake->rule_count * sizeof *l->rules);
	l->rule_count = intake->rule_count;
}
