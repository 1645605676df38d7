/* Scenario files (scenario.h): read, and their rows handed to what applies them. */
#include "io/landscape/scenario.h"

#include "io/csv/decode.h"
#include "io/csv/word.h"
#include "io/landscape/agenda.h"
#include "io/landscape/rules.h"

#include <string.h>

/* Whether a rule takes a part. */
enum need { NONE, OPTIONAL, NEEDED };

struct change_kind {
	const char *name;
	enum need subject;
	enum need object;
	enum need value;
	void (*apply)(struct moot_change *change);
};

static const struct change_kind KINDS[] = {
    {"set", NEEDED, NONE, OPTIONAL, moot_change_set},
    {"add-board", NEEDED, OPTIONAL, NONE, moot_change_add_board},
    {"add-member", NEEDED, NEEDED, OPTIONAL, moot_change_add_member},
    {"remove-member", NEEDED, NEEDED, NONE, moot_change_remove_member},
    {"add-agenda", NEEDED, NEEDED, OPTIONAL, moot_change_add_agenda},
    {"add-duty", NEEDED, OPTIONAL, OPTIONAL, moot_change_add_duty},
    {"leave", NEEDED, NONE, NONE, moot_change_leave},
};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

/* The rule's name in lower case with hyphens between its words. */
static const char *plain_name(struct moot_intake *intake, const char *text)
{
	char *name = moot_arena_text(intake->arena, moot_intake_fold(intake, text));
	if (!name) {
		intake->status = MOOT_ERROR_MEMORY;
		return "";
	}
	for (char *c = name; *c; c++)
		if (*c == ' ' || *c == '_')
			*c = '-';
	return name;
}

static void keep_nearest(const char *known, const char *name, int *limit, const char **nearest)
{
	int distance = *limit >= 0 ? moot_word_distance(known, name, *limit) : *limit + 1;
	if (*limit < 0 || distance > *limit)
		return;
	*nearest = known;
	*limit = distance - 1;
}

static void report_unknown(struct moot_intake *intake, const struct moot_cell *cell, const char *name)
{
	int limit = (int)strnlen(name, 9) / 3;
	const char *nearest = NULL;
	const char *quoted = moot_intake_quote(intake, cell->text);
	for (size_t k = 0; k < KIND_COUNT; k++)
		keep_nearest(KINDS[k].name, name, &limit, &nearest);
	for (size_t k = 0; moot_rule_name(k); k++)
		keep_nearest(moot_rule_name(k), name, &limit, &nearest);
	if (nearest)
		moot_cell_report(intake, MOOT_ERROR, cell, "there is no rule %s; is \"%s\" meant?", quoted, nearest);
	else
		moot_cell_report(intake, MOOT_ERROR, cell,
				 "there is no rule %s; a scenario has those of rules.csv, and set, add-board, "
				 "add-member, remove-member, add-agenda, add-duty and leave",
				 quoted);
}

/* False after saying that a part which the rule needs is empty; a part that it does not take is told and left out. */
static bool check_part(struct moot_change *change, const struct change_kind *kind, struct moot_cell *cell,
		       const char *part, enum need need)
{
	if (!*cell->text && need == NEEDED) {
		moot_cell_report(change->intake, MOOT_ERROR, cell, "%s is empty; the rule %s needs it", part,
				 kind->name);
		return false;
	}
	if (*cell->text && need == NONE) {
		moot_cell_report(change->intake, MOOT_WARNING, cell, "the rule %s takes no %s, so this is not used",
				 kind->name, part);
		cell->text = "";
	}
	return true;
}

static void apply(struct moot_change *change, const struct change_kind *kind)
{
	/* A value that stands in the object's column, which the rule leaves empty. */
	if (kind->object == NONE && kind->value != NONE && !*change->value.text && *change->object.text) {
		moot_cell_report(change->intake, MOOT_WARNING, &change->object,
				 "%s is read as the value of the rule %s; its column is value",
				 moot_intake_quote(change->intake, change->object.text), kind->name);
		change->value = change->object;
		change->object.text = "";
	}
	bool whole = check_part(change, kind, &change->subject, "subject", kind->subject);
	whole &= check_part(change, kind, &change->object, "object", kind->object);
	whole &= check_part(change, kind, &change->value, "value", kind->value);
	if (whole)
		kind->apply(change);
}

/* A rule that rules.csv may hold as well. */
static void add_rule(const struct moot_change *change, const struct moot_cell *reason)
{
	struct moot_intake *intake = change->intake;
	struct moot_sheet *rules = &intake->sheets[MOOT_FILE_RULES];
	const struct moot_cell *cells[] = {&change->name, &change->subject, &change->object, &change->value, reason};
	size_t row = moot_edit_append(intake, rules, &change->name);
	for (int c = MOOT_RULE_NAME; c <= MOOT_RULE_REASON; c++)
		if (*cells[c]->text)
			moot_edit_set(intake, rules, row, c, cells[c]->text, cells[c]);
}

static void apply_row(struct moot_intake *intake, const struct moot_sheet *scenario, size_t row)
{
	struct moot_change change = {.intake = intake,
				     .name = moot_sheet_cell(scenario, row, MOOT_RULE_NAME),
				     .subject = moot_sheet_cell(scenario, row, MOOT_RULE_SUBJECT),
				     .object = moot_sheet_cell(scenario, row, MOOT_RULE_OBJECT),
				     .value = moot_sheet_cell(scenario, row, MOOT_RULE_VALUE)};
	const struct moot_cell reason = moot_sheet_cell(scenario, row, MOOT_RULE_REASON);
	if (!*change.name.text) {
		moot_cell_report(intake, MOOT_ERROR, &change.name, "rule is empty; every row must have one");
		return;
	}
	const char *name = plain_name(intake, change.name.text);
	for (size_t k = 0; k < KIND_COUNT; k++)
		if (strcmp(KINDS[k].name, name) == 0) {
			apply(&change, &KINDS[k]);
			return;
		}
	for (size_t k = 0; moot_rule_name(k); k++)
		if (strcmp(moot_rule_name(k), name) == 0) {
			add_rule(&change, &reason);
			return;
		}
	report_unknown(intake, &change.name, name);
}

static bool is_calendar_rule(const char *name)
{
	static const char *const names[] = {"not-on", "within", "before", "pin", "max-per-day"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Lists the row for readers of the landscape; true where it is the one to be left out. */
static bool note_row(struct moot_intake *intake, const struct moot_sheet *sheet, size_t row)
{
	const struct moot_cell name = moot_sheet_cell(sheet, row, MOOT_RULE_NAME);
	const char *text = moot_arena_text(intake->landscape->arena, name.text);
	for (int c = MOOT_RULE_SUBJECT; text && c <= MOOT_RULE_VALUE; c++) {
		const char *part = moot_sheet_text(sheet, row, c);
		if (*part)
			text = moot_arena_format(intake->landscape->arena, "%s %s", text, part);
	}
	if (!text || !moot_array_reserve((void **)&intake->scenario_rows, &intake->scenario_row_room,
					 intake->scenario_row_count + 1, sizeof *intake->scenario_rows)) {
		intake->status = MOOT_ERROR_MEMORY;
		return true;
	}
	intake->scenario_rows[intake->scenario_row_count++] =
	    (struct moot_scenario_row){.text = text,
				       .file = moot_intake_keep(intake, sheet->file),
				       .line = moot_sheet_line(sheet, row),
				       .is_calendar = is_calendar_rule(plain_name(intake, name.text))};
	return intake->skip_row > 0 && intake->scenario_row_count == (size_t)intake->skip_row;
}

/* The rows of a scenario's bytes, `file` being its name in problems. */
static void apply_bytes(struct moot_intake *intake, const char *file, const char *bytes, size_t count)
{
	struct moot_sheet *sheet = moot_intake_scratch(intake, 1, sizeof *sheet);
	size_t errors = intake->problems->errors;
	if (!sheet)
		return;
	sheet->kind = moot_sheet_kind(MOOT_FILE_RULES);
	sheet->file = file;
	sheet->present = true;
	enum moot_status status = moot_table_read(intake->arena, file, bytes, count, &sheet->table, intake->problems);
	if (status)
		intake->status = status;
	else if (sheet->table.header.count > 0 || intake->problems->errors == errors)
		moot_sheet_open(intake, sheet);
	for (size_t row = 0; sheet->usable && row < sheet->table.row_count && !intake->status; row++) {
		bool nameless = true;
		moot_sheet_check_width(intake, sheet, row, &nameless);
		if (!note_row(intake, sheet, row))
			apply_row(intake, sheet, row);
	}
}

static void apply_file(struct moot_intake *intake, const char *path)
{
	char *bytes = NULL;
	size_t count = 0;
	if (moot_intake_read_outside(intake, path, path, MOOT_TABLE_MAX_BYTES, &bytes, &count))
		apply_bytes(intake, path, bytes ? bytes : "", count);
	moot_release(bytes);
}

void moot_intake_apply_scenarios(struct moot_intake *intake)
{
	for (size_t i = 0; i < intake->scenario_count && !intake->status; i++)
		apply_file(intake, intake->scenarios[i]);
	if (intake->extra && !intake->status)
		apply_bytes(intake, "(command line)", intake->extra, strlen(intake->extra));
	if ((intake->scenario_count > 0 || intake->extra) && !intake->status)
		moot_scenario_host_duties(intake);
}

/* The board that the last `host` rule for a duty names, as the cell that does; its text is "" for none. */
static struct moot_cell find_host(const struct moot_intake *intake, const char *duty)
{
	const struct moot_sheet *rules = &intake->sheets[MOOT_FILE_RULES];
	struct moot_cell found = {.text = ""};
	for (size_t row = 0; rules->usable && row < rules->table.row_count; row++)
		if (strcmp(moot_sheet_text(rules, row, MOOT_RULE_NAME), "host") == 0 &&
		    strcmp(moot_sheet_text(rules, row, MOOT_RULE_SUBJECT), duty) == 0)
			found = moot_sheet_cell(rules, row, MOOT_RULE_OBJECT);
	return found;
}

void moot_scenario_host_duties(struct moot_intake *intake)
{
	const struct moot_sheet *duties = &intake->sheets[MOOT_FILE_DUTIES];
	struct moot_sheet *agenda = &intake->sheets[MOOT_FILE_AGENDA];
	for (size_t row = 0; duties->usable && row < duties->table.row_count && !intake->status; row++) {
		const struct moot_cell id = moot_sheet_cell(duties, row, MOOT_DUTY_ID);
		const struct moot_cell host = find_host(intake, id.text);
		const struct moot_cell times = moot_sheet_cell(duties, row, MOOT_DUTY_MIN_PER_YEAR);
		if (!duties->table.rows[row].origin || !*host.text ||
		    moot_edit_find(agenda, MOOT_AGENDA_DUTY, id.text) != MOOT_NO_ROW)
			continue;
		size_t item = moot_edit_append(intake, agenda, &host);
		moot_edit_set(intake, agenda, item, MOOT_AGENDA_BOARD, host.text, &host);
		moot_edit_set(intake, agenda, item, MOOT_AGENDA_THEME, id.text, &id);
		moot_edit_set(intake, agenda, item, MOOT_AGENDA_DUTY, id.text, &id);
		if (*times.text)
			moot_edit_set(intake, agenda, item, MOOT_AGENDA_PER_YEAR, times.text, &times);
	}
}
