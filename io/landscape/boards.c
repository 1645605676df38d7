/* boards.csv: the boards, one a row. */
#include "io/landscape/boards.h"

#include <string.h>

struct board_row {
	const char *id;
	const char *name;
	const char *parent;
	const char *area;
	const char *kind;
	const char *legal_basis;
	const char *venue;
	const char *reports_to;
	enum moot_answer statutory;
	int min_per_year;
	int meetings_per_year;
	int minutes;
	int standing_minutes;
	int prep_minutes;
	int travel_minutes;
	int mode;
	int merge;
	int report_days;
	int quorum;
	struct moot_list match;
};

#define FIELD(member) .offset = offsetof(struct board_row, member)

static const struct moot_column COLUMNS[] = {
    [MOOT_BOARD_ID] = {.name = "board_id",
		       .required = true,
		       .parse = moot_parse_id,
		       FIELD(id),
		       .meaning = "its id, by which the other files refer to it",
		       .sample = "csp-example"},
    [MOOT_BOARD_NAME] = {.name = "name",
			 .required = true,
			 .parse = moot_parse_label,
			 FIELD(name),
			 .meaning = "its name",
			 .sample = "Example Community Safety Partnership"},
    [MOOT_BOARD_PARENT] = {.name = "parent",
			   .parse = moot_parse_label,
			   FIELD(parent),
			   .meaning = "a label to group boards by",
			   .sample = "Community safety"},
    [MOOT_BOARD_AREA] = {.name = "area",
			 .parse = moot_parse_area,
			 FIELD(area),
			 .meaning = "a path such as wales/gwent/newport; empty is the whole landscape",
			 .sample = "example"},
    [MOOT_BOARD_KIND] = {.name = "kind",
			 .parse = moot_parse_label,
			 FIELD(kind),
			 .meaning = "what kind of board it is, in your words",
			 .sample = "Community safety partnership"},
    [MOOT_BOARD_STATUTORY] = {.name = "statutory",
			      .parse = moot_parse_yes,
			      FIELD(statutory),
			      .meaning = "yes where the law requires it; empty is no",
			      .sample = "yes"},
    [MOOT_BOARD_LEGAL_BASIS] = {.name = "legal_basis",
				.parse = moot_parse_text,
				FIELD(legal_basis),
				.meaning = "the law it rests on",
				.sample = "Crime and Disorder Act 1998 s6"},
    [MOOT_BOARD_MIN_PER_YEAR] = {.name = "min_per_year",
				 .parse = moot_parse_integer,
				 FIELD(min_per_year),
				 .high = 366,
				 .meaning = "the fewest meetings a year that are allowed; empty is none",
				 .sample = "2"},
    [MOOT_BOARD_MEETINGS] = {.name = "meetings_per_year",
			     .parse = moot_parse_integer,
			     FIELD(meetings_per_year),
			     .high = 366,
			     .meaning = "how often it meets in the planning year; empty is 4",
			     .sample = "4"},
    [MOOT_BOARD_MINUTES] = {.name = "minutes",
			    .parse = moot_parse_integer,
			    FIELD(minutes),
			    .low = 1,
			    .high = 1440,
			    .meaning = "how long a meeting is, standing business included; empty is 120",
			    .sample = "120"},
    [MOOT_BOARD_STANDING] = {.name = "standing_minutes",
			     .parse = moot_parse_integer,
			     FIELD(standing_minutes),
			     .high = 1440,
			     .meaning = "minutes of standing business (apologies, minutes, actions); empty is policy's",
			     .sample = "15"},
    [MOOT_BOARD_PREP] = {.name = "prep_minutes",
			 .parse = moot_parse_integer,
			 FIELD(prep_minutes),
			 .high = 10080,
			 .meaning = "minutes that each attendee prepares for a meeting; empty is policy's",
			 .sample = "30"},
    [MOOT_BOARD_TRAVEL] = {.name = "travel_minutes",
			   .parse = moot_parse_integer,
			   FIELD(travel_minutes),
			   .high = 10080,
			   .meaning = "minutes that each attendee travels, there and back; empty is policy's",
			   .sample = "30"},
    [MOOT_BOARD_MODE] = {.name = "mode",
			 .parse = moot_parse_choice,
			 FIELD(mode),
			 .words = "in-person|online|hybrid",
			 .meaning = "in-person, online or hybrid; empty is hybrid",
			 .sample = "hybrid"},
    [MOOT_BOARD_VENUE] = {.name = "venue",
			  .parse = moot_parse_reference,
			  FIELD(venue),
			  .meaning = "where it meets: a venue_id where there is a venues.csv, else any text",
			  .sample = "town-hall-1"},
    [MOOT_BOARD_MERGE] = {.name = "merge",
			  .parse = moot_parse_choice,
			  FIELD(merge),
			  .words = "free|agreement|in-common|never",
			  .meaning =
			      "free, agreement (its partners must agree), in-common (may only meet together with "
			      "others) or never; empty is free",
			  .sample = "agreement"},
    [MOOT_BOARD_REPORTS_TO] = {.name = "reports_to",
			       .parse = moot_parse_reference,
			       FIELD(reports_to),
			       .meaning = "the board_id of the board that it reports to",
			       .sample = ""},
    [MOOT_BOARD_REPORT_DAYS] = {.name = "report_days",
				.parse = moot_parse_integer,
				FIELD(report_days),
				.low = 1,
				.high = 366,
				.meaning = "for so many days its report is fresh; empty is policy's",
				.sample = ""},
    [MOOT_BOARD_QUORUM] = {.name = "quorum",
			   .parse = moot_parse_integer,
			   FIELD(quorum),
			   .high = 10000,
			   .meaning = "how many members must be there; empty is no number",
			   .sample = "1"},
    [MOOT_BOARD_MATCH] = {.name = "match",
			  .parse = moot_parse_list,
			  FIELD(match),
			  .meaning = "titles by which its events are recognised in calendars, | between",
			  .sample = "Community Safety Partnership|CSP"},
};

static void prepare(void *values)
{
	*(struct board_row *)values = (struct board_row){.parent = "",
							 .area = "",
							 .kind = "",
							 .legal_basis = "",
							 .venue = "",
							 .reports_to = "",
							 .meetings_per_year = -1,
							 .minutes = -1,
							 .standing_minutes = -1,
							 .prep_minutes = -1,
							 .travel_minutes = -1,
							 .mode = MOOT_HYBRID,
							 .merge = MOOT_MERGE_FREE,
							 .report_days = -1};
}

static int or_default(int value, int assumed)
{
	return value < 0 ? assumed : value;
}

/* Policy's standing minutes do not make a short meeting wrong; those of the row do. */
static int standing_minutes(struct moot_intake *intake, size_t row, const struct board_row *b, int minutes)
{
	int assumed = intake->landscape->policy.standing_minutes;
	if (b->standing_minutes < 0)
		return assumed < minutes ? assumed : minutes;
	if (b->standing_minutes > minutes)
		moot_intake_report_at(intake, MOOT_ERROR, &intake->sheets[MOOT_FILE_BOARDS], row, MOOT_BOARD_STANDING,
				      "standing_minutes is %d but a meeting has only %d minutes, which include them",
				      b->standing_minutes, minutes);
	return b->standing_minutes;
}

/* Texts of venues without venues.csv are sites by themselves. */
static void set_venue(struct moot_intake *intake, size_t row, const struct board_row *b, struct moot_board *board)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_BOARDS];
	struct moot_cell cell = {sheet, row, MOOT_BOARD_VENUE, b->venue};
	board->venue = MOOT_NONE;
	board->venue_text = moot_intake_keep(intake, b->venue);
	if (intake->sheets[MOOT_FILE_VENUES].present) {
		board->venue = moot_intake_resolve(intake, &intake->venues, MOOT_FILE_VENUES, "venue", &cell);
		return;
	}
	int site = moot_intake_intern(intake, &intake->sites, b->venue);
	if (site >= 0)
		board->venue_text = intake->sites.texts[site];
}

static void set_match(struct moot_intake *intake, const struct board_row *b, struct moot_board *board)
{
	board->match = moot_intake_array(intake, b->match.count, sizeof *board->match);
	for (size_t i = 0; board->match && i < b->match.count; i++)
		board->match[board->match_count++] = moot_intake_keep(intake, b->match.items[i]);
}

static void add_board(struct moot_intake *intake, size_t row, const struct board_row *b)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_board *board = &l->boards[l->board_count++];
	int minutes = or_default(b->minutes, 120);
	*board = (struct moot_board){.id = b->id,
				     .name = b->name ? b->name : b->id,
				     .parent = b->parent,
				     .area = b->area,
				     .kind = b->kind,
				     .legal_basis = b->legal_basis,
				     .statutory = b->statutory == MOOT_YES,
				     .mode = (enum moot_mode)b->mode,
				     .merge = (enum moot_merge)b->merge,
				     .min_per_year = b->min_per_year,
				     .meetings_per_year = or_default(b->meetings_per_year, 4),
				     .minutes = minutes,
				     .standing_minutes = standing_minutes(intake, row, b, minutes),
				     .prep_minutes = or_default(b->prep_minutes, l->policy.prep_minutes),
				     .travel_minutes = or_default(b->travel_minutes, l->policy.travel_minutes),
				     .reports_to = MOOT_NONE,
				     .report_days = or_default(b->report_days, l->policy.report_days),
				     .quorum = b->quorum};
	set_venue(intake, row, b, board);
	set_match(intake, b, board);
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct board_row *b = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_BOARDS];
	int index = 0;
	if (!b->id)
		return;
	if ((index = moot_lexicon_find(&intake->boards, b->id)) >= 0) {
		moot_intake_report_at(intake, MOOT_ERROR, sheet, row, MOOT_BOARD_ID,
				      "board %s stands twice, first in %s; ids must differ",
				      moot_intake_quote(intake, b->id),
				      moot_sheet_where(intake, sheet, intake->board_rows[index]));
		return;
	}
	if (moot_lexicon_add(&intake->boards, b->id, b->id, &index)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	intake->board_rows[index] = row;
	add_board(intake, row, b);
}

const struct moot_sheet_kind moot_boards_kind = {
    .file = "boards.csv",
    .meaning = "The boards.",
    .required = true,
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct board_row),
    .prepare = prepare,
    .take = take_row,
};

static void resolve_parents(struct moot_intake *intake)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_BOARDS];
	for (size_t i = 0; i < intake->landscape->board_count; i++) {
		struct moot_cell cell = moot_sheet_cell(sheet, intake->board_rows[i], MOOT_BOARD_REPORTS_TO);
		int parent = moot_intake_resolve(intake, &intake->boards, MOOT_FILE_BOARDS, "board", &cell);
		if (parent == (int)i)
			moot_cell_report(intake, MOOT_ERROR, &cell,
					 "board %s reports to itself; name another board or leave it empty",
					 moot_intake_quote(intake, cell.text));
		else
			intake->landscape->boards[i].reports_to = parent;
	}
}

void moot_read_boards(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_BOARDS];
	l->boards = moot_intake_array(intake, sheet->table.row_count, sizeof *l->boards);
	intake->board_rows = moot_intake_scratch(intake, sheet->table.row_count, sizeof *intake->board_rows);
	if (intake->status)
		return;
	moot_sheet_read(intake, sheet);
	if (!intake->status)
		resolve_parents(intake);
}
