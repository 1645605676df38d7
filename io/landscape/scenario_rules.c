/* What each of the scenarios' own rules does to the tables (scenario.h). */
#include "io/landscape/scenario.h"

#include "io/landscape/agenda.h"
#include "io/landscape/boards.h"
#include "io/landscape/members.h"
#include "io/landscape/rules.h"

#include <string.h>
#include <strings.h>

/* policy.csv's columns. */
enum { POLICY_KEY, POLICY_VALUE };

static struct moot_sheet *sheet_of(const struct moot_change *change, enum moot_file file)
{
	return &change->intake->sheets[file];
}

/* Whether a person is known by people.csv or members.csv. */
static bool knows_person(const struct moot_change *change, const char *id)
{
	return moot_edit_find(sheet_of(change, MOOT_FILE_PEOPLE), MOOT_PERSON_ID, id) != MOOT_NO_ROW ||
	       moot_edit_find(sheet_of(change, MOOT_FILE_MEMBERS), MOOT_MEMBER_PERSON, id) != MOOT_NO_ROW;
}

static const char *suggest_person(const struct moot_change *change, const char *id)
{
	const char *text =
	    moot_edit_suggest(change->intake, sheet_of(change, MOOT_FILE_MEMBERS), MOOT_MEMBER_PERSON, id);
	return *text ? text : moot_edit_suggest(change->intake, sheet_of(change, MOOT_FILE_PEOPLE), MOOT_PERSON_ID, id);
}

/* False after saying that there is no such board. */
static bool check_board(const struct moot_change *change, const struct moot_cell *cell, const char *id)
{
	const struct moot_sheet *boards = sheet_of(change, MOOT_FILE_BOARDS);
	if (moot_edit_find(boards, MOOT_BOARD_ID, id) != MOOT_NO_ROW)
		return true;
	moot_cell_report(change->intake, MOOT_ERROR, cell, "there is no board %s in boards.csv%s",
			 moot_intake_quote(change->intake, id),
			 moot_edit_suggest(change->intake, boards, MOOT_BOARD_ID, id));
	return false;
}

/* --- set --- */

struct target {
	const char *prefix;
	enum moot_file file;
	const char *noun;
};

static const struct target TARGETS[] = {
    {"board:", MOOT_FILE_BOARDS, "board"},
    {"person:", MOOT_FILE_PEOPLE, "person"},
    {"duty:", MOOT_FILE_DUTIES, "duty"},
    {"venue:", MOOT_FILE_VENUES, "venue"},
};

static void set_policy(struct moot_change *change, const char *key)
{
	struct moot_intake *intake = change->intake;
	struct moot_sheet *policy = sheet_of(change, MOOT_FILE_POLICY);
	int param = moot_policy_find(key);
	size_t row = MOOT_NO_ROW;
	for (size_t r = 0; param >= 0 && policy->usable && r < policy->table.row_count; r++)
		if (moot_policy_find(moot_sheet_text(policy, r, POLICY_KEY)) == param)
			row = r;
	if (row == MOOT_NO_ROW) {
		row = moot_edit_append(intake, policy, &change->subject);
		moot_edit_set(intake, policy, row, POLICY_KEY, key, &change->subject);
	}
	moot_edit_set(intake, policy, row, POLICY_VALUE, change->value.text, &change->value);
}

/* The row of an id; one more for a person whom only members.csv knows. MOOT_NO_ROW after saying that there is none. */
static size_t find_target(struct moot_change *change, const struct target *target, const char *id)
{
	struct moot_intake *intake = change->intake;
	struct moot_sheet *sheet = sheet_of(change, target->file);
	size_t row = moot_edit_find(sheet, 0, id);
	if (row != MOOT_NO_ROW)
		return row;
	if (target->file == MOOT_FILE_PEOPLE && knows_person(change, id)) {
		row = moot_edit_append(intake, sheet, &change->subject);
		moot_edit_set(intake, sheet, row, MOOT_PERSON_ID, id, &change->subject);
		return row;
	}
	moot_cell_report(
	    intake, MOOT_ERROR, &change->subject, "there is no %s %s%s", target->noun, moot_intake_quote(intake, id),
	    target->file == MOOT_FILE_PEOPLE ? suggest_person(change, id) : moot_edit_suggest(intake, sheet, 0, id));
	return MOOT_NO_ROW;
}

/* The column of a kind by name, or -1 after saying what there is. Ids are not set: others refer to them. */
static int find_column(struct moot_intake *intake, const struct moot_cell *cell, const struct moot_sheet_kind *kind,
		       const char *name)
{
	int column = moot_sheet_column(kind, name);
	const char *nearest = column < 0 ? moot_sheet_nearest(kind, name) : NULL;
	const char *quoted = moot_intake_quote(intake, name);
	if (column > 0)
		return column;
	if (column == 0)
		moot_cell_report(intake, MOOT_ERROR, cell, "%s can't be set; other files refer to it", quoted);
	else if (nearest)
		moot_cell_report(intake, MOOT_ERROR, cell, "there is no column %s in %s; is \"%s\" meant?", quoted,
				 kind->file, nearest);
	else
		moot_cell_report(intake, MOOT_ERROR, cell, "there is no column %s in %s; its columns are %s", quoted,
				 kind->file, moot_sheet_columns(intake, kind));
	return -1;
}

static void set_column(struct moot_change *change, const struct target *target)
{
	struct moot_intake *intake = change->intake;
	struct moot_sheet *sheet = sheet_of(change, target->file);
	const char *rest = change->subject.text + strlen(target->prefix);
	const char *dot = strrchr(rest, '.');
	if (!dot || dot == rest || !dot[1]) {
		moot_cell_report(intake, MOOT_ERROR, &change->subject,
				 "%s names no column; write %sID.column, such as %sID.%s",
				 moot_intake_quote(intake, change->subject.text), target->prefix, target->prefix,
				 sheet->kind->columns[1].name);
		return;
	}
	char *id = moot_arena_text_n(intake->arena, rest, (size_t)(dot - rest));
	if (!id) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	int column = find_column(intake, &change->subject, sheet->kind, dot + 1);
	size_t row = find_target(change, target, id);
	if (column > 0 && row != MOOT_NO_ROW)
		moot_edit_set(intake, sheet, row, column, change->value.text, &change->value);
}

void moot_change_set(struct moot_change *change)
{
	static const char policy[] = "policy:";
	const char *subject = change->subject.text;
	if (strncasecmp(subject, policy, sizeof policy - 1) == 0) {
		set_policy(change, subject + sizeof policy - 1);
		return;
	}
	for (size_t t = 0; t < sizeof TARGETS / sizeof *TARGETS; t++)
		if (strncasecmp(subject, TARGETS[t].prefix, strlen(TARGETS[t].prefix)) == 0) {
			set_column(change, &TARGETS[t]);
			return;
		}
	moot_cell_report(change->intake, MOOT_ERROR, &change->subject,
			 "%s can't be set; write board:ID.column, person:ID.column, duty:ID.column, venue:ID.column or "
			 "policy:key",
			 moot_intake_quote(change->intake, subject));
}

/* --- column=value|column=value --- */

/* The column that a part "column=value" names, with its value; -1 where it is no such part. */
static int named_column(struct moot_intake *intake, const struct moot_sheet_kind *kind, const char *part,
			const char **value)
{
	const char *equals = strchr(part, '=');
	if (!equals || equals == part)
		return -1;
	char *name = moot_arena_text_n(intake->arena, part, (size_t)(equals - part));
	if (!name)
		intake->status = MOOT_ERROR_MEMORY;
	*value = equals + 1 + strspn(equals + 1, " ");
	return name ? moot_sheet_column(kind, name) : -1;
}

/* "a=b": its name, for a message. */
static const char *part_name(struct moot_intake *intake, const char *part)
{
	char *name = moot_arena_text_n(intake->arena, part, strcspn(part, "="));
	if (!name)
		intake->status = MOOT_ERROR_MEMORY;
	return name ? name : "";
}

/* A part without a name goes on with the list in the column before it (match titles). */
static const char *longer(struct moot_intake *intake, const char *list, const char *part)
{
	const char *text = moot_arena_format(intake->arena, "%s|%s", list, part);
	if (!text)
		intake->status = MOOT_ERROR_MEMORY;
	return text ? text : list;
}

/* Writes the parts of a cell into a row, from its second column on. */
static void set_parts(struct moot_intake *intake, struct moot_sheet *sheet, size_t row, const struct moot_cell *cell)
{
	struct moot_list parts = moot_intake_split(intake, cell->text);
	const char *list = "";
	int last = -1;
	for (size_t i = 0; i < parts.count && !intake->status; i++) {
		const char *value = "";
		int column = named_column(intake, sheet->kind, parts.items[i], &value);
		if (column > 0) {
			list = value;
			last = column;
		} else if (!strchr(parts.items[i], '=') && last > 0 &&
			   sheet->kind->columns[last].parse == moot_parse_list) {
			list = longer(intake, list, parts.items[i]);
		} else if (!strchr(parts.items[i], '=')) {
			moot_cell_report(intake, MOOT_ERROR, cell,
					 "%s is no column=value; write parts such as minutes=90, with | between",
					 moot_intake_quote(intake, parts.items[i]));
			continue;
		} else {
			find_column(intake, cell, sheet->kind, part_name(intake, parts.items[i]));
			continue;
		}
		moot_edit_set(intake, sheet, row, last, list, cell);
	}
}

void moot_change_add_board(struct moot_change *change)
{
	struct moot_intake *intake = change->intake;
	struct moot_sheet *boards = sheet_of(change, MOOT_FILE_BOARDS);
	size_t row = moot_edit_append(intake, boards, &change->subject);
	moot_edit_set(intake, boards, row, MOOT_BOARD_ID, change->subject.text, &change->subject);
	moot_edit_set(intake, boards, row, MOOT_BOARD_NAME, change->subject.text, &change->subject);
	set_parts(intake, boards, row, &change->object);
}

/* --- members --- */

/* Calls `each` with every board of the subject and person of the object, the boards being known. */
static void for_seats(struct moot_change *change,
		      void (*each)(struct moot_change *change, const char *board, const char *person))
{
	struct moot_list boards = moot_intake_split(change->intake, change->subject.text);
	struct moot_list people = moot_intake_split(change->intake, change->object.text);
	for (size_t b = 0; b < boards.count; b++) {
		if (!check_board(change, &change->subject, boards.items[b]))
			continue;
		for (size_t p = 0; p < people.count; p++)
			each(change, boards.items[b], people.items[p]);
	}
}

static void add_member(struct moot_change *change, const char *board, const char *person)
{
	struct moot_intake *intake = change->intake;
	struct moot_sheet *members = sheet_of(change, MOOT_FILE_MEMBERS);
	size_t row = moot_edit_find_pair(members, MOOT_MEMBER_BOARD, board, MOOT_MEMBER_PERSON, person);
	if (!knows_person(change, person))
		moot_cell_report(intake, MOOT_WARNING, &change->object,
				 "there is no person %s in people.csv or members.csv, so policy's defaults hold%s",
				 moot_intake_quote(intake, person), suggest_person(change, person));
	if (row == MOOT_NO_ROW) {
		row = moot_edit_append(intake, members, &change->subject);
		moot_edit_set(intake, members, row, MOOT_MEMBER_BOARD, board, &change->subject);
		moot_edit_set(intake, members, row, MOOT_MEMBER_PERSON, person, &change->object);
	} else if (!*change->value.text) {
		moot_cell_report(intake, MOOT_WARNING, &change->object,
				 "%s already sits on board %s, so this changes nothing",
				 moot_intake_quote(intake, person), moot_intake_quote(intake, board));
	}
	if (*change->value.text)
		moot_edit_set(intake, members, row, MOOT_MEMBER_ROLE, change->value.text, &change->value);
}

void moot_change_add_member(struct moot_change *change)
{
	for_seats(change, add_member);
}

/* A `chair` rule of the landscape for a seat that is gone (any board where `board` is NULL) is void. */
static void drop_chair_rules(struct moot_change *change, const char *board, const char *person)
{
	struct moot_sheet *rules = sheet_of(change, MOOT_FILE_RULES);
	for (size_t row = rules->usable ? rules->table.row_count : 0; row > 0; row--) {
		const char *name = moot_sheet_text(rules, row - 1, MOOT_RULE_NAME);
		const char *subject = moot_sheet_text(rules, row - 1, MOOT_RULE_SUBJECT);
		if (strcasecmp(name, "chair") != 0 || (board && strcmp(subject, board) != 0) ||
		    strcmp(moot_sheet_text(rules, row - 1, MOOT_RULE_OBJECT), person) != 0)
			continue;
		moot_cell_report(change->intake, MOOT_WARNING, &change->name,
				 "the rule that %s chairs board %s no longer holds",
				 moot_intake_quote(change->intake, person), moot_intake_quote(change->intake, subject));
		moot_edit_remove(rules, row - 1);
	}
}

static void remove_member(struct moot_change *change, const char *board, const char *person)
{
	struct moot_sheet *members = sheet_of(change, MOOT_FILE_MEMBERS);
	size_t row = moot_edit_find_pair(members, MOOT_MEMBER_BOARD, board, MOOT_MEMBER_PERSON, person);
	if (row != MOOT_NO_ROW) {
		moot_edit_remove(members, row);
		drop_chair_rules(change, board, person);
	} else if (knows_person(change, person)) {
		moot_cell_report(change->intake, MOOT_ERROR, &change->object,
				 "%s does not sit on board %s; name one of its members",
				 moot_intake_quote(change->intake, person), moot_intake_quote(change->intake, board));
	} else {
		moot_cell_report(change->intake, MOOT_ERROR, &change->object, "there is no person %s%s",
				 moot_intake_quote(change->intake, person), suggest_person(change, person));
	}
}

void moot_change_remove_member(struct moot_change *change)
{
	for_seats(change, remove_member);
}

/* Their seats go, and their names where they are others' deputies. */
static void leave(struct moot_change *change, const char *person)
{
	struct moot_sheet *members = sheet_of(change, MOOT_FILE_MEMBERS);
	size_t seats = 0;
	for (size_t row = members->usable ? members->table.row_count : 0; row > 0; row--) {
		if (strcmp(moot_sheet_text(members, row - 1, MOOT_MEMBER_PERSON), person) == 0) {
			moot_edit_remove(members, row - 1);
			seats++;
		} else if (strcmp(moot_sheet_text(members, row - 1, MOOT_MEMBER_DEPUTY), person) == 0) {
			moot_edit_set(change->intake, members, row - 1, MOOT_MEMBER_DEPUTY, "", &change->subject);
		}
	}
	if (seats == 0)
		moot_cell_report(change->intake, MOOT_WARNING, &change->subject,
				 "%s sits on no board, so nothing changes", moot_intake_quote(change->intake, person));
	drop_chair_rules(change, NULL, person);
}

void moot_change_leave(struct moot_change *change)
{
	struct moot_list people = moot_intake_split(change->intake, change->subject.text);
	for (size_t p = 0; p < people.count; p++) {
		if (knows_person(change, people.items[p]))
			leave(change, people.items[p]);
		else
			moot_cell_report(change->intake, MOOT_ERROR, &change->subject, "there is no person %s%s",
					 moot_intake_quote(change->intake, people.items[p]),
					 suggest_person(change, people.items[p]));
	}
}

/* --- agendas and duties --- */

/* The object is a theme, or "theme=x|per_year=4|duty=y". */
void moot_change_add_agenda(struct moot_change *change)
{
	struct moot_intake *intake = change->intake;
	struct moot_sheet *agenda = sheet_of(change, MOOT_FILE_AGENDA);
	const char *value = "";
	struct moot_list boards = moot_intake_split(intake, change->subject.text);
	bool parts = named_column(intake, agenda->kind, change->object.text, &value) > 0;
	for (size_t b = 0; b < boards.count && !intake->status; b++) {
		if (!check_board(change, &change->subject, boards.items[b]))
			continue;
		size_t row = moot_edit_append(intake, agenda, &change->subject);
		moot_edit_set(intake, agenda, row, MOOT_AGENDA_BOARD, boards.items[b], &change->subject);
		if (parts)
			set_parts(intake, agenda, row, &change->object);
		else
			moot_edit_set(intake, agenda, row, MOOT_AGENDA_THEME, change->object.text, &change->object);
		if (*change->value.text)
			moot_edit_set(intake, agenda, row, MOOT_AGENDA_MINUTES, change->value.text, &change->value);
	}
}

void moot_change_add_duty(struct moot_change *change)
{
	struct moot_intake *intake = change->intake;
	struct moot_sheet *duties = sheet_of(change, MOOT_FILE_DUTIES);
	size_t row = moot_edit_append(intake, duties, &change->subject);
	moot_edit_set(intake, duties, row, MOOT_DUTY_ID, change->subject.text, &change->subject);
	if (*change->object.text)
		moot_edit_set(intake, duties, row, MOOT_DUTY_ORGANISATIONS, change->object.text, &change->object);
	if (*change->value.text)
		moot_edit_set(intake, duties, row, MOOT_DUTY_MIN_PER_YEAR, change->value.text, &change->value);
}
