/*
 * attendance.csv: who really came. Rows about boards and people that are no longer in the landscape are history, and
 * left out with a warning.
 */
#include "io/landscape/intake.h"

#include <stddef.h>
#include <stdlib.h>

enum { BOARD, DATE, PERSON, STATUS };

struct attendance_row {
	const char *board;
	moot_day day;
	const char *person;
	int status;
};

static void parse_day(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	moot_day day = moot_intake_date(intake, cell, cell->text);
	if (day == MOOT_NO_DAY)
		moot_cell_report(intake, MOOT_ERROR, cell, "%s is not a date; write it as 2026-06-10%s",
				 moot_intake_quote(intake, cell->text),
				 moot_intake_date_advice(intake, cell, cell->text));
	else
		*(moot_day *)field = day;
}

static const struct moot_column COLUMNS[] = {
    [BOARD] = {.name = "board_id",
	       .required = true,
	       .parse = moot_parse_reference,
	       .offset = offsetof(struct attendance_row, board),
	       .meaning = "a board of boards.csv",
	       .sample = "csp-example"},
    [DATE] = {.name = "date",
	      .required = true,
	      .parse = parse_day,
	      .offset = offsetof(struct attendance_row, day),
	      .meaning = "the day of the meeting",
	      .sample = "2026-06-10"},
    [PERSON] = {.name = "person_id",
		.required = true,
		.parse = moot_parse_reference,
		.offset = offsetof(struct attendance_row, person),
		.meaning = "a member, or a guest who is in the landscape",
		.sample = "ann-example"},
    [STATUS] = {.name = "status",
		.required = true,
		.parse = moot_parse_choice,
		.offset = offsetof(struct attendance_row, status),
		.words = "attended|apologies|absent",
		.meaning = "attended, apologies or absent",
		.sample = "attended"},
};

static void prepare(void *values)
{
	*(struct attendance_row *)values = (struct attendance_row){.day = MOOT_NO_DAY, .status = -1};
}

/* The index of what the cell names, or -1 with a warning. */
static int find(struct moot_intake *intake, const struct moot_lexicon *names, const char *what,
		const struct moot_cell *cell)
{
	int index = moot_lexicon_find(names, cell->text);
	if (index < 0)
		moot_cell_report(intake, MOOT_WARNING, cell, "there is no %s %s%s; the row is not used", what,
				 moot_intake_quote(intake, cell->text), moot_intake_suggest(intake, names, cell->text));
	return index;
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct attendance_row *a = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_ATTENDANCE];
	struct moot_landscape *l = intake->landscape;
	struct moot_cell board_cell = moot_sheet_cell(sheet, row, BOARD);
	struct moot_cell person_cell = moot_sheet_cell(sheet, row, PERSON);
	int first = 0;
	if (!a->board || !a->person || a->day == MOOT_NO_DAY || a->status < 0)
		return;
	int board = find(intake, &intake->boards, "board", &board_cell);
	int person = find(intake, &intake->people, "person", &person_cell);
	if (board < 0 || person < 0)
		return;
	const char *key = moot_arena_format(intake->arena, "%d %d %d", board, (int)a->day, person);
	size_t known = intake->came.count;
	if (!key || moot_lexicon_add(&intake->came, key, key, &first)) {
		intake->status = MOOT_ERROR_MEMORY;
	} else if (intake->came.count == known) {
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row, PERSON,
				      "%s stands twice for this meeting; the first row counts",
				      moot_intake_quote(intake, a->person));
	} else {
		l->came[l->came_count++] = (struct moot_came){
		    .board = board, .day = a->day, .person = person, .status = (enum moot_came_status)a->status};
	}
}

const struct moot_sheet_kind moot_attendance_kind = {
    .file = "attendance.csv",
    .meaning = "Who really came, for the audit: a row for each meeting and person.",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct attendance_row),
    .prepare = prepare,
    .take = take_row,
};

static int compare(const void *a, const void *b)
{
	const struct moot_came *x = a;
	const struct moot_came *y = b;
	if (x->board != y->board)
		return x->board < y->board ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->person > y->person) - (x->person < y->person);
}

void moot_read_attendance(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_ATTENDANCE];
	l->came = moot_intake_array(intake, sheet->table.row_count, sizeof *l->came);
	if (!intake->status)
		moot_sheet_read(intake, sheet);
	if (!intake->status && l->came_count > 1)
		qsort(l->came, l->came_count, sizeof *l->came, compare);
}
