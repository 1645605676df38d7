/*
 * members.csv: who sits on which board, and as what.
 *
 * A person whom people.csv does not know exists by being named here. Words for roles that we do not know are told once
 * each, with their number: a membership list of thousands has the same few.
 */
#include "io/landscape/members.h"

#include <string.h>

struct member_row {
	const char *board;
	const char *person;
	const char *person_name;
	const char *organisation;
	const char *role;
	const char *deputy;
	int seat;
};

#define FIELD(member) .offset = offsetof(struct member_row, member)

static const struct moot_column COLUMNS[] = {
    [MOOT_MEMBER_BOARD] = {.name = "board_id",
			   .required = true,
			   .parse = moot_parse_reference,
			   FIELD(board),
			   .meaning = "a board of boards.csv",
			   .sample = "csp-example"},
    [MOOT_MEMBER_PERSON] = {.name = "person_id",
			    .required = true,
			    .parse = moot_parse_id,
			    FIELD(person),
			    .meaning = "the person; people.csv may say more of them",
			    .sample = "ann-example"},
    [MOOT_MEMBER_NAME] = {.name = "person_name",
			  .parse = moot_parse_label,
			  FIELD(person_name),
			  .meaning = "their name, where people.csv has none",
			  .sample = "Ann Example"},
    [MOOT_MEMBER_ORGANISATION] = {.name = "organisation",
				  .parse = moot_parse_reference,
				  FIELD(organisation),
				  .meaning = "whom they sit for; empty is people.csv's",
				  .sample = "Example Council"},
    [MOOT_MEMBER_ROLE] = {.name = "role",
			  .parse = moot_parse_reference,
			  FIELD(role),
			  .meaning = "chair, vice-chair, required, member, optional or observer; empty is member",
			  .sample = "chair"},
    [MOOT_MEMBER_DEPUTY] = {.name = "deputy",
			    .parse = moot_parse_reference,
			    FIELD(deputy),
			    .meaning = "the person_id of who comes in their place",
			    .sample = ""},
    [MOOT_MEMBER_SEAT] = {.name = "seat",
			  .parse = moot_parse_choice,
			  FIELD(seat),
			  .words = "personal|organisation",
			  .meaning = "personal, or organisation where it may send another; empty is policy's "
				     "default_seat",
			  .sample = "organisation"},
};

static void prepare(void *values)
{
	*(struct member_row *)values = (struct member_row){.seat = -1};
}

/* Counts a word for a role that is not understood. */
static void note_odd_role(struct moot_intake *intake, size_t row, const char *text, const char *folded)
{
	int index = 0;
	size_t known = intake->odd_words.count;
	if (moot_lexicon_add(&intake->odd_words, folded, text, &index) ||
	    !moot_array_reserve((void **)&intake->odd_roles, &intake->odd_role_capacity, intake->odd_words.count,
				sizeof *intake->odd_roles)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	if (intake->odd_words.count > known)
		intake->odd_roles[index] = (struct moot_odd_role){.text = text, .row = row};
	intake->odd_roles[index].count++;
}

static enum moot_role role_of(struct moot_intake *intake, size_t row, const char *text)
{
	if (!text)
		return MOOT_MEMBER;
	const char *folded = moot_intake_fold(intake, text);
	int role = moot_role_parse(folded);
	if (role >= 0)
		return (enum moot_role)role;
	note_odd_role(intake, row, text, folded);
	return MOOT_MEMBER;
}

/* False, after saying so, where the person already sits on the board. */
static bool is_new_seat(struct moot_intake *intake, size_t row, const struct moot_member *m)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_MEMBERS];
	const struct moot_landscape *l = intake->landscape;
	const char *key = moot_arena_format(intake->arena, "%d %d", m->board, m->person);
	int index = 0;
	size_t known = intake->seats.count;
	if (!key || moot_lexicon_add(&intake->seats, key, key, &index)) {
		intake->status = MOOT_ERROR_MEMORY;
		return false;
	}
	if (intake->seats.count > known)
		return true;
	const char *person = moot_intake_quote(intake, l->people[m->person].id);
	const char *board = moot_intake_quote(intake, l->boards[m->board].id);
	const char *where = moot_sheet_where(intake, sheet, intake->member_rows[index]);
	if (l->members[index].role == m->role)
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row, MOOT_MEMBER_PERSON,
				      "%s already sits on board %s (%s), so this row is not used", person, board,
				      where);
	else
		moot_intake_report_at(intake, MOOT_ERROR, sheet, row, MOOT_MEMBER_ROLE,
				      "%s sits on board %s as %s (%s) and here as %s; keep one of the rows", person,
				      board, moot_role_text(l->members[index].role), where, moot_role_text(m->role));
	return false;
}

/* What the row says of the person: a name where none is known, and whom they sit for. */
static void note_person(struct moot_intake *intake, const struct member_row *r, const struct moot_member *m)
{
	struct moot_person *person = &intake->landscape->people[m->person];
	if (!person->name)
		person->name = r->person_name;
	if (m->organisation == MOOT_NONE) {
		/* A row that leaves it to people.csv sits for the organisation there. */
		intake->named_organisation[m->person] |= person->organisation != MOOT_NONE;
		return;
	}
	/* The person's own stays where a row of members.csv is for it too; else the first by alphabet, whatever the
	 * rows' order.
	 */
	int *other = &intake->other_organisation[m->person];
	const char **keys = intake->organisations.keys;
	if (person->organisation == m->organisation)
		intake->named_organisation[m->person] = true;
	else if (*other == MOOT_NONE || strcmp(keys[m->organisation], keys[*other]) < 0)
		*other = m->organisation;
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct member_row *r = values;
	struct moot_landscape *l = intake->landscape;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_MEMBERS];
	struct moot_cell board = moot_sheet_cell(sheet, row, MOOT_MEMBER_BOARD);
	struct moot_member member = {.deputy = MOOT_NONE, .organisation = MOOT_NONE};
	member.board = moot_intake_resolve(intake, &intake->boards, MOOT_FILE_BOARDS, "board", &board);
	member.role = role_of(intake, row, r->role);
	if (!r->person)
		return;
	member.person = moot_lexicon_find(&intake->people, r->person);
	if (member.person < 0)
		moot_add_person(intake, r->person, &member.person);
	if (intake->status || member.board < 0 || !is_new_seat(intake, row, &member))
		return;
	if (r->organisation)
		member.organisation = moot_intake_intern(intake, &intake->organisations, r->organisation);
	member.seat = r->seat >= 0 ? (enum moot_seat)r->seat : (enum moot_seat)l->policy.default_seat;
	note_person(intake, r, &member);
	intake->member_rows[l->member_count] = row;
	l->members[l->member_count++] = member;
}

const struct moot_sheet_kind moot_members_kind = {
    .file = "members.csv",
    .meaning = "Who sits on which board. A person sits on a board once.",
    .required = true,
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct member_row),
    .prepare = prepare,
    .take = take_row,
};

static void resolve_deputies(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_MEMBERS];
	for (size_t i = 0; i < l->member_count && !intake->status; i++) {
		struct moot_cell cell = moot_sheet_cell(sheet, intake->member_rows[i], MOOT_MEMBER_DEPUTY);
		if (!*cell.text)
			continue;
		int deputy = moot_lexicon_find(&intake->people, cell.text);
		if (deputy < 0)
			moot_cell_report(intake, MOOT_ERROR, &cell,
					 "the deputy %s is in neither people.csv nor members.csv%s",
					 moot_intake_quote(intake, cell.text),
					 moot_intake_suggest(intake, &intake->people, cell.text));
		else if (deputy == l->members[i].person)
			moot_cell_report(intake, MOOT_ERROR, &cell,
					 "%s is named as their own deputy; name another person or leave it empty",
					 moot_intake_quote(intake, cell.text));
		else
			l->members[i].deputy = deputy;
	}
}

/* Organisations and names, once every row is read. */
static void settle_people(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	for (size_t p = 0; p < l->person_count; p++) {
		struct moot_person *person = &l->people[p];
		int other = intake->other_organisation[p];
		if (!person->name)
			person->name = person->id;
		if (intake->named_organisation[p] || other == MOOT_NONE)
			continue;
		if (person->organisation != MOOT_NONE)
			moot_intake_report_at(
			    intake, MOOT_WARNING, &intake->sheets[MOOT_FILE_PEOPLE], intake->person_rows[p],
			    MOOT_PERSON_ORGANISATION, "%s is of %s here but of %s in members.csv, which counts",
			    moot_intake_quote(intake, person->id),
			    moot_intake_quote(intake, intake->organisations.texts[person->organisation]),
			    moot_intake_quote(intake, intake->organisations.texts[other]));
		person->organisation = other;
	}
	for (size_t i = 0; i < l->member_count; i++)
		if (l->members[i].organisation == MOOT_NONE)
			l->members[i].organisation = l->people[l->members[i].person].organisation;
}

static void report_odd_roles(struct moot_intake *intake)
{
	for (size_t i = 0; i < intake->odd_words.count; i++) {
		const struct moot_odd_role *odd = &intake->odd_roles[i];
		moot_intake_report_at(intake, MOOT_WARNING, &intake->sheets[MOOT_FILE_MEMBERS], odd->row,
				      MOOT_MEMBER_ROLE,
				      "the role %s is not one of chair, vice-chair, required, member, optional and "
				      "observer; it is read as member (%zu row%s)",
				      moot_intake_quote(intake, odd->text), odd->count, odd->count == 1 ? "" : "s");
	}
}

/* Lists the members of each board: a counting sort by board. */
static void index_by_board(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	size_t *starts = moot_intake_scratch(intake, l->board_count + 2, sizeof *starts);
	size_t *order = moot_intake_scratch(intake, l->member_count, sizeof *order);
	if (intake->status)
		return;
	for (size_t i = 0; i < l->member_count; i++)
		starts[l->members[i].board + 2]++;
	for (size_t b = 2; b < l->board_count + 2; b++)
		starts[b] += starts[b - 1];
	for (size_t i = 0; i < l->member_count; i++)
		order[starts[l->members[i].board + 1]++] = i;
	intake->member_starts = starts;
	intake->member_order = order;
}

void moot_read_members(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_MEMBERS];
	size_t most_people = l->person_count + sheet->table.row_count;
	l->members = moot_intake_array(intake, sheet->table.row_count, sizeof *l->members);
	intake->member_rows = moot_intake_scratch(intake, sheet->table.row_count, sizeof *intake->member_rows);
	intake->named_organisation = moot_intake_scratch(intake, most_people, sizeof *intake->named_organisation);
	intake->other_organisation = moot_intake_scratch(intake, most_people, sizeof *intake->other_organisation);
	if (intake->status)
		return;
	for (size_t p = 0; p < most_people; p++)
		intake->other_organisation[p] = MOOT_NONE;
	moot_sheet_read(intake, sheet);
	if (intake->status)
		return;
	resolve_deputies(intake);
	settle_people(intake);
	report_odd_roles(intake);
	index_by_board(intake);
}
