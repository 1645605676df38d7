/* agenda.csv: what each board discusses, for how long, how often, and which duty that carries. */
#include "io/landscape/agenda.h"

#include <string.h>
#include <strings.h>

struct agenda_row {
	const char *board;
	const char *theme;
	const char *item;
	const char *duty;
	int minutes;
	int per_year;
};

#define FIELD(member) .offset = offsetof(struct agenda_row, member)

static const struct moot_column COLUMNS[] = {
    [MOOT_AGENDA_BOARD] = {.name = "board_id",
			   .required = true,
			   .parse = moot_parse_reference,
			   FIELD(board),
			   .meaning = "a board of boards.csv",
			   .sample = "csp-example"},
    [MOOT_AGENDA_THEME] = {.name = "theme",
			   .required = true,
			   .parse = moot_parse_reference,
			   FIELD(theme),
			   .meaning = "what it is about; boards that share a theme overlap",
			   .sample = "Serious violence"},
    [MOOT_AGENDA_ITEM] = {.name = "item",
			  .parse = moot_parse_label,
			  FIELD(item),
			  .meaning = "the item's title",
			  .sample = "Strategic assessment"},
    [MOOT_AGENDA_MINUTES] = {.name = "minutes",
			     .parse = moot_parse_integer,
			     FIELD(minutes),
			     .low = 1,
			     .high = 1440,
			     .meaning = "how long it takes when it is on; empty is 15",
			     .sample = "30"},
    [MOOT_AGENDA_PER_YEAR] = {.name = "per_year",
			      .parse = moot_parse_integer,
			      FIELD(per_year),
			      .high = 366,
			      .meaning = "how often a year it is on; empty is every meeting",
			      .sample = "2"},
    [MOOT_AGENDA_DUTY] = {.name = "duty",
			  .parse = moot_parse_reference,
			  FIELD(duty),
			  .meaning = "the duty_id of the duty that it carries",
			  .sample = "strategic-assessment"},
};

static void prepare(void *values)
{
	*(struct agenda_row *)values = (struct agenda_row){.item = "", .minutes = 15, .per_year = -1};
}

static void check_frequency(struct moot_intake *intake, size_t row, const struct moot_board *board, int per_year)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_AGENDA];
	if (per_year <= board->meetings_per_year)
		return;
	if (board->meetings_per_year == 0)
		moot_intake_report_at(intake, MOOT_ERROR, sheet, row, MOOT_AGENDA_PER_YEAR,
				      "board %s has no meetings, so nothing can be on its agenda %d times a year; give "
				      "it meetings_per_year or leave the row out",
				      moot_intake_quote(intake, board->id), per_year);
	else
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row, MOOT_AGENDA_PER_YEAR,
				      "per_year is %d but board %s has only %d meetings; the item is counted %d times",
				      per_year, moot_intake_quote(intake, board->id), board->meetings_per_year,
				      per_year);
}

/* "(own business of BOARD)" is how a plan writes what a board's agenda leaves free. */
static void check_theme(struct moot_intake *intake, size_t row, const char *theme)
{
	static const char reserved[] = "(own business of ";
	if (theme && strncasecmp(theme, reserved, sizeof reserved - 1) == 0)
		moot_intake_report_at(intake, MOOT_ERROR, &intake->sheets[MOOT_FILE_AGENDA], row, MOOT_AGENDA_THEME,
				      "theme begins with \"%s\", as plans write the time that an agenda leaves free; "
				      "leave the row out, or name the theme otherwise",
				      reserved);
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct agenda_row *a = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_AGENDA];
	struct moot_landscape *l = intake->landscape;
	struct moot_cell board_cell = moot_sheet_cell(sheet, row, MOOT_AGENDA_BOARD);
	struct moot_cell duty_cell = moot_sheet_cell(sheet, row, MOOT_AGENDA_DUTY);
	int board = moot_intake_resolve(intake, &intake->boards, MOOT_FILE_BOARDS, "board", &board_cell);
	int duty = MOOT_NONE;
	if (*duty_cell.text && !intake->sheets[MOOT_FILE_DUTIES].present)
		moot_cell_report(intake, MOOT_ERROR, &duty_cell,
				 "there is no duties.csv that says what the duty %s is; add it or leave this empty",
				 moot_intake_quote(intake, a->duty));
	else
		duty = moot_intake_resolve(intake, &intake->duties, MOOT_FILE_DUTIES, "duty", &duty_cell);
	check_theme(intake, row, a->theme);
	if (board < 0 || !a->theme)
		return;
	int per_year = a->per_year >= 0 ? a->per_year : l->boards[board].meetings_per_year;
	check_frequency(intake, row, &l->boards[board], per_year);
	intake->item_rows[l->item_count] = row;
	l->items[l->item_count++] = (struct moot_item){.board = board,
						       .theme = moot_intake_intern(intake, &intake->themes, a->theme),
						       .item = a->item,
						       .minutes = a->minutes,
						       .per_year = per_year,
						       .duty = duty};
}

const struct moot_sheet_kind moot_agenda_kind = {
    .file = "agenda.csv",
    .meaning = "What each board discusses in a year. What is left of its minutes is its own business.",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct agenda_row),
    .prepare = prepare,
    .take = take_row,
};

void moot_read_agenda(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_AGENDA];
	l->items = moot_intake_array(intake, sheet->table.row_count, sizeof *l->items);
	intake->item_rows = moot_intake_scratch(intake, sheet->table.row_count, sizeof *intake->item_rows);
	if (intake->status)
		return;
	moot_sheet_read(intake, sheet);
}
