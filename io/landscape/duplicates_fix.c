/*
 * The ready-made fix of a duplicate (duplicates.h): which rows of which files to change so that one id is left.
 *
 * All files are gone through once for all duplicates together.
 */
#include "io/landscape/duplicates.h"

#include "io/landscape/members.h"
#include "io/landscape/rules.h"

#include <string.h>
#include <unistd.h>

enum { MOST_LINES = 40 };

/* Lines of a file, in order. */
struct lines {
	int items[MOST_LINES];
	size_t count;
};

struct fix {
	struct lines members;
	struct lines delete; /* of members.csv: the one who stays already sits there */
	struct lines deputies;
	struct lines attendance;
	struct lines rules;
	struct lines feeds;
	size_t first_row; /* in members.csv; SIZE_MAX for none */
};

struct fixing {
	struct moot_intake *intake;
	const struct moot_duplicate *list;
	int *slots; /* by person: index in the list, or -1 */
	struct fix *fixes;
};

static void add_line(struct lines *lines, int line)
{
	if (lines->count > 0 && lines->count <= MOST_LINES && lines->items[lines->count - 1] == line)
		return;
	if (lines->count < MOST_LINES)
		lines->items[lines->count] = line;
	lines->count++;
}

static int slot_of(const struct fixing *f, const char *id)
{
	int person = *id ? moot_lexicon_find(&f->intake->people, id) : -1;
	return person < 0 ? -1 : f->slots[person];
}

/* The member that is this seat, or -1. */
static int find_seat(struct moot_intake *intake, const char *board, int person)
{
	int index = moot_lexicon_find(&intake->boards, board);
	const char *key = moot_arena_format(intake->arena, "%d %d", index, person);
	if (!key)
		intake->status = MOOT_ERROR_MEMORY;
	return key ? moot_lexicon_find(&intake->seats, key) : -1;
}

/* A row of the dropped one's: it gets the other id, but where both sit the row of the weaker role goes. */
static void note_member(struct fixing *f, size_t row, int slot)
{
	struct moot_intake *intake = f->intake;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_MEMBERS];
	const struct moot_member *members = intake->landscape->members;
	const struct moot_duplicate *d = &f->list[slot];
	struct fix *fix = &f->fixes[slot];
	const char *board = moot_sheet_text(sheet, row, MOOT_MEMBER_BOARD);
	int line = moot_sheet_line(sheet, row);
	int kept = find_seat(intake, board, d->keep);
	int dropped = find_seat(intake, board, d->drop);
	if (fix->first_row == SIZE_MAX)
		fix->first_row = row;
	bool stronger = kept >= 0 && dropped >= 0 && members[dropped].role < members[kept].role;
	if (kept < 0 || stronger)
		add_line(&fix->members, line);
	if (kept >= 0)
		add_line(&fix->delete, stronger ? moot_sheet_line(sheet, intake->member_rows[kept]) : line);
}

static void note_members(struct fixing *f)
{
	const struct moot_sheet *sheet = &f->intake->sheets[MOOT_FILE_MEMBERS];
	for (size_t row = 0; sheet->usable && row < sheet->table.row_count && !f->intake->status; row++) {
		int line = moot_sheet_line(sheet, row);
		int slot = slot_of(f, moot_sheet_text(sheet, row, MOOT_MEMBER_PERSON));
		int deputy = slot_of(f, moot_sheet_text(sheet, row, MOOT_MEMBER_DEPUTY));
		if (deputy >= 0)
			add_line(&f->fixes[deputy].deputies, line);
		if (slot >= 0)
			note_member(f, row, slot);
	}
}

/* "person:ann" and "ann|bob", but no id of a board. */
static void note_rule_cell(struct fixing *f, const char *text, int line)
{
	struct moot_list ids = moot_intake_split(f->intake, text);
	for (size_t i = 0; i < ids.count; i++) {
		bool said = strncmp(ids.items[i], "person:", 7) == 0;
		int slot = slot_of(f, ids.items[i] + (said ? 7 : 0));
		if (slot >= 0 && (said || moot_lexicon_find(&f->intake->boards, ids.items[i]) < 0))
			add_line(&f->fixes[slot].rules, line);
	}
}

static void note_others(struct fixing *f)
{
	enum { ATTENDANCE_PERSON = 2, FEED_OWNER = 0 };
	const struct moot_sheet *rules = &f->intake->sheets[MOOT_FILE_RULES];
	const struct moot_sheet *attendance = &f->intake->sheets[MOOT_FILE_ATTENDANCE];
	const struct moot_sheet *feeds = &f->intake->sheets[MOOT_FILE_FEEDS];
	for (size_t row = 0; rules->usable && row < rules->table.row_count && !f->intake->status; row++) {
		note_rule_cell(f, moot_sheet_text(rules, row, MOOT_RULE_SUBJECT), moot_sheet_line(rules, row));
		note_rule_cell(f, moot_sheet_text(rules, row, MOOT_RULE_OBJECT), moot_sheet_line(rules, row));
	}
	for (size_t row = 0; attendance->usable && row < attendance->table.row_count; row++) {
		int slot = slot_of(f, moot_sheet_text(attendance, row, ATTENDANCE_PERSON));
		if (slot >= 0)
			add_line(&f->fixes[slot].attendance, moot_sheet_line(attendance, row));
	}
	for (size_t row = 0; feeds->usable && row < feeds->table.row_count; row++) {
		const char *owner = moot_sheet_text(feeds, row, FEED_OWNER);
		int slot = strncmp(owner, "person:", 7) == 0 ? slot_of(f, owner + 7) : -1;
		if (slot >= 0)
			add_line(&f->fixes[slot].feeds, moot_sheet_line(feeds, row));
	}
}

/* --- words --- */

static const char *text_of(struct moot_intake *intake, char *text)
{
	if (!text)
		intake->status = MOOT_ERROR_MEMORY;
	return text ? text : "";
}

/* "line 4" or "lines 4, 9 and 12". */
static const char *list_lines(struct moot_intake *intake, const struct lines *lines)
{
	size_t shown = lines->count < MOST_LINES ? lines->count : MOST_LINES;
	const char *text = lines->count == 1 ? "line" : "lines";
	for (size_t i = 0; i < shown; i++) {
		const char *joint = i == 0 ? " " : i + 1 == lines->count ? " and " : ", ";
		text = text_of(intake, moot_arena_format(intake->arena, "%s%s%d", text, joint, lines->items[i]));
	}
	if (shown < lines->count)
		text = text_of(intake, moot_arena_format(intake->arena, "%s and %zu more", text, lines->count - shown));
	return text;
}

/* Appends "; FILE: DO in lines ..." where there are lines. */
static const char *add_step(struct moot_intake *intake, const char *steps, enum moot_file file, const char *what,
			    const struct lines *lines)
{
	if (lines->count == 0)
		return steps;
	return text_of(intake, moot_arena_format(intake->arena, "%s; %s: %s%s", steps, intake->sheets[file].file, what,
						 list_lines(intake, lines)));
}

static bool has_calendar(struct moot_intake *intake, const char *id)
{
	const char *path =
	    text_of(intake, moot_arena_format(intake->arena, "%s/calendars/people/%s.ics", intake->root, id));
	return access(path, F_OK) == 0;
}

static const char *calendar_step(struct moot_intake *intake, const char *steps, const char *drop, const char *keep)
{
	if (!has_calendar(intake, drop))
		return steps;
	if (has_calendar(intake, keep))
		return text_of(intake,
			       moot_arena_format(intake->arena,
						 "%s; feeds.csv: give calendars/people/%s.ics, moved elsewhere, to "
						 "person:%s",
						 steps, drop, keep));
	return text_of(intake, moot_arena_format(intake->arena, "%s; calendars/people/%s.ics: rename it %s.ics", steps,
						 drop, keep));
}

/* "members.csv: write person_id mat for matthew in lines 4 and 9; people.csv: delete line 7" */
static const char *describe_fix(struct moot_intake *intake, const struct moot_duplicate *d, const struct fix *fix)
{
	const struct moot_person *people = intake->landscape->people;
	const char *keep = people[d->keep].id;
	const char *drop = people[d->drop].id;
	const char *write =
	    text_of(intake, moot_arena_format(intake->arena, "write person_id %s for %s in ", keep, drop));
	const char *deputy =
	    text_of(intake, moot_arena_format(intake->arena, "write deputy %s for %s in ", keep, drop));
	const char *other = text_of(intake, moot_arena_format(intake->arena, "write %s for %s in ", keep, drop));
	const char *steps = add_step(intake, "", MOOT_FILE_MEMBERS, write, &fix->members);
	steps = add_step(intake, steps, MOOT_FILE_MEMBERS, "both sit on the same board, so delete ", &fix->delete);
	steps = add_step(intake, steps, MOOT_FILE_MEMBERS, deputy, &fix->deputies);
	steps = add_step(intake, steps, MOOT_FILE_ATTENDANCE, other, &fix->attendance);
	steps = add_step(intake, steps, MOOT_FILE_RULES, other, &fix->rules);
	steps = add_step(intake, steps, MOOT_FILE_FEEDS, other, &fix->feeds);
	steps = calendar_step(intake, steps, drop, keep);
	if (intake->person_rows[d->drop] != SIZE_MAX) {
		struct lines row = {.count = 0};
		add_line(&row, moot_sheet_line(&intake->sheets[MOOT_FILE_PEOPLE], intake->person_rows[d->drop]));
		steps = add_step(intake, steps, MOOT_FILE_PEOPLE, "delete ", &row);
	}
	return *steps ? steps + 2 : steps;
}

/* "mat" (Mat Walker), or "mat-walker" alone where no name is given. */
static const char *who(struct moot_intake *intake, int person)
{
	const struct moot_person *p = &intake->landscape->people[person];
	const char *id = moot_intake_quote(intake, p->id);
	if (p->name == p->id)
		return id;
	return text_of(intake, moot_arena_format(intake->arena, "%s (%.80s)", id, p->name));
}

static const char *reason(enum moot_evidence evidence)
{
	static const char *const reasons[] = {
	    [MOOT_SAME_EMAIL] = "they have the same e-mail address",
	    [MOOT_SAME_NAME] = "they have the same name",
	    [MOOT_SAME_NAME_AND_ORGANISATION] = "they have the same name and organisation",
	    [MOOT_FORM_OF_NAME] = "they have the same surname and one given name, or forms of it",
	    [MOOT_INITIAL_OF_NAME] = "they have the same surname, initial and organisation",
	    [MOOT_SHARED_EMAIL] = "",
	    [MOOT_NO_EVIDENCE] = "each is likely a third",
	};
	return reasons[evidence];
}

static void report_one(struct fixing *f, const struct moot_duplicate *d)
{
	struct moot_intake *intake = f->intake;
	bool shared = d->evidence == MOOT_SHARED_EMAIL;
	size_t people_row = intake->person_rows[d->drop];
	bool known = people_row != SIZE_MAX;
	const struct fix *fix = shared ? NULL : &f->fixes[f->slots[d->drop]];
	const struct moot_sheet *sheet = &intake->sheets[known ? MOOT_FILE_PEOPLE : MOOT_FILE_MEMBERS];
	size_t row = known ? people_row : fix ? fix->first_row : SIZE_MAX;
	if (row == SIZE_MAX)
		return;
	if (shared)
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row, MOOT_PERSON_EMAIL,
				      "%s and %s have the same e-mail address but different names; correct one, or "
				      "leave it if they share a mailbox",
				      who(intake, d->drop), who(intake, d->keep));
	else
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row,
				      known ? (int)MOOT_PERSON_ID : (int)MOOT_MEMBER_PERSON,
				      "%s and %s are likely one person: %s. If so, %s", who(intake, d->drop),
				      who(intake, d->keep), reason(d->evidence), describe_fix(intake, d, fix));
}

void moot_report_duplicates(struct moot_intake *intake, const struct moot_duplicate *list, size_t count)
{
	size_t people = intake->landscape->person_count;
	struct fixing f = {.intake = intake, .list = list};
	f.slots = moot_intake_scratch(intake, people, sizeof *f.slots);
	f.fixes = moot_intake_scratch(intake, count, sizeof *f.fixes);
	if (intake->status)
		return;
	for (size_t p = 0; p < people; p++)
		f.slots[p] = -1;
	for (size_t i = 0; i < count; i++) {
		f.fixes[i].first_row = SIZE_MAX;
		if (list[i].evidence != MOOT_SHARED_EMAIL)
			f.slots[list[i].drop] = (int)i;
	}
	note_members(&f);
	note_others(&f);
	for (size_t i = 0; i < count && !intake->status; i++)
		report_one(&f, &list[i]);
}
