/*
 * The reading of a landscape: what its files share.
 *
 * A landscape is read in this order (read.c): the folder is opened and every CSV file in it, or sheet of its
 * workbook, becomes a table (folder.c, workbook.c, sheet.c); policy and planning year; places, boards, people, duties,
 * members, agenda, rules, each by its own file; then what only the whole can tell (check.c); then the calendars
 * (io/ical). One table of columns a file says what may stand in it; the README that `moot new` writes comes from the
 * same tables.
 *
 * Nothing stops at the first mistake: a bad cell is reported and counts as empty, a bad reference as none, so that
 * what follows can still be checked. Out of memory is kept in `status`; helpers then do nothing, and the phases look
 * at it when they are done.
 */
#ifndef MOOT_IO_LANDSCAPE_INTAKE_H
#define MOOT_IO_LANDSCAPE_INTAKE_H

#include "io/csv/table.h"
#include "io/ical/feed_sources.h"
#include "io/landscape/lexicon.h"
#include "io/xlsx/workbook.h"
#include <moot/io.h>
#include <moot/landscape.h>

#define MOOT_MOST_COLUMNS 20

struct moot_intake;
struct moot_column;
struct moot_sheet;

/* A cell that is not empty, and where it stands. */
struct moot_cell {
	const struct moot_sheet *sheet;
	size_t row;
	int column;
	const char *text;
};

struct moot_column {
	const char *name;
	bool required;
	/* Reads the cell into the field of the row's values; reports what is wrong with it and leaves the field be. */
	void (*parse)(struct moot_intake *intake, const struct moot_cell *cell, void *field);
	size_t offset; /* of the field in the row's values */
	double low;    /* numbers: the range */
	double high;
	const char *words;   /* choices: the words, | between */
	const char *meaning; /* a line for the README of `moot new` */
	const char *sample;  /* its cell in the worked row of `moot new` */
};

/* What a file of the landscape may hold. */
struct moot_sheet_kind {
	const char *file;
	const char *meaning;
	bool required;
	const struct moot_column *columns;
	int column_count;
	size_t row_size; /* of the row's values */
	/* Takes a row whose values were zeroed, then prepared, then read. */
	void (*prepare)(void *values); /* may be NULL */
	void (*take)(struct moot_intake *intake, size_t row, const void *values);
};

enum moot_file {
	MOOT_FILE_BOARDS,
	MOOT_FILE_MEMBERS,
	MOOT_FILE_PEOPLE,
	MOOT_FILE_AGENDA,
	MOOT_FILE_DUTIES,
	MOOT_FILE_VENUES,
	MOOT_FILE_TRAVEL,
	MOOT_FILE_RULES,
	MOOT_FILE_POLICY,
	MOOT_FILE_ATTENDANCE,
	MOOT_FILE_STRATEGIES,
	MOOT_FILE_FEEDS,
	MOOT_FILE_COUNT
};

/* The kinds, in the order of enum moot_file. */
extern const struct moot_sheet_kind moot_boards_kind;
extern const struct moot_sheet_kind moot_members_kind;
extern const struct moot_sheet_kind moot_people_kind;
extern const struct moot_sheet_kind moot_agenda_kind;
extern const struct moot_sheet_kind moot_duties_kind;
extern const struct moot_sheet_kind moot_venues_kind;
extern const struct moot_sheet_kind moot_travel_kind;
extern const struct moot_sheet_kind moot_rules_kind;
extern const struct moot_sheet_kind moot_policy_kind;
extern const struct moot_sheet_kind moot_attendance_kind;
extern const struct moot_sheet_kind moot_strategies_kind;
extern const struct moot_sheet_kind moot_feeds_kind;
const struct moot_sheet_kind *moot_sheet_kind(enum moot_file file);

struct moot_sheet {
	const struct moot_sheet_kind *kind;
	const char *file; /* "boards.csv", or "landscape.xlsx/boards" */
	bool present;     /* the file or the sheet is there */
	bool usable;      /* its header names its first column, by which others refer to it */
	struct moot_table table;
	int places[MOOT_MOST_COLUMNS]; /* index in the table's rows, or -1 */
	size_t row_room;               /* of table.rows, where a scenario has made them grow */
};

struct moot_odd_role {
	const char *text;
	size_t row;
	size_t count;
};

struct moot_intake {
	const char *folder; /* as the caller wrote it */
	char *root;         /* its real path; from realpath(), released with free() */
	struct moot_landscape *landscape;
	struct moot_arena *arena; /* what only the reading needs */
	struct moot_problems *problems;
	size_t unlisted; /* problems above the most that are listed */
	enum moot_status status;
	struct moot_sheet sheets[MOOT_FILE_COUNT];
	const struct moot_read_options *options; /* or NULL */
	struct moot_workbook *workbook;          /* or NULL */
	size_t workbook_sheets[MOOT_FILE_COUNT]; /* index of the sheet that stands in for the file + 1, 0 for none */
	char *workbook_bytes;
	bool workbook_failed; /* which was reported: what it would have held is not missing */
	struct moot_lexicon boards;
	struct moot_lexicon people;
	struct moot_lexicon duties;
	struct moot_lexicon venues;
	struct moot_lexicon themes;
	struct moot_lexicon organisations;
	struct moot_lexicon sites;
	struct moot_lexicon links; /* "site site" */
	struct moot_lexicon strategies;
	struct moot_lexicon topics;           /* of priorities */
	size_t budget;                        /* of moot_lexicon_nearest() */
	size_t policy_rows[MOOT_PARAM_COUNT]; /* row in policy.csv + 1, 0 for none */
	/* Rows in their sheets, by index in the landscape. */
	size_t *board_rows;
	size_t *member_rows;
	size_t *person_rows; /* in people.csv; SIZE_MAX for a person of members.csv alone */
	size_t *item_rows;
	size_t *duty_rows;
	size_t *venue_rows;
	size_t *member_starts; /* members of board b are member_order[member_starts[b] .. member_starts[b + 1]) */
	size_t *member_order;
	struct moot_lexicon seats;     /* "board person" */
	struct moot_lexicon odd_words; /* roles that are not understood */
	struct moot_odd_role *odd_roles;
	size_t odd_role_capacity;
	bool *named_organisation; /* by person: members.csv names the one of people.csv */
	int *other_organisation;  /* by person: another one that members.csv names, or MOOT_NONE */
	size_t rule_capacity;     /* the rules grow on the heap, then move to the landscape */
	struct moot_rule *rules;
	size_t rule_count;
	struct moot_lexicon listed; /* calendars among the inputs */
	struct moot_lexicon came;   /* board, day and person of each row of attendance.csv */
	struct moot_input *inputs;  /* likewise on the heap */
	size_t input_count;
	size_t input_capacity;
	const char *const *scenarios; /* paths as the caller wrote them, in their order */
	size_t scenario_count;
	int skip_row; /* of all scenarios' rows, counted from 1; 0 for none */
	const char *extra;
	bool without_calendars;
	struct moot_scenario_row *scenario_rows; /* on the heap, then in the landscape */
	size_t scenario_row_count;
	size_t scenario_row_room;
	int64_t newest; /* modification time of the newest input, seconds since 1970 */
	bool start_assumed;
};

/* --- problems and memory: intake.c --- */

void moot_intake_report(struct moot_intake *intake, enum moot_severity severity, const char *file, int line, int column,
			const char *format, ...) __attribute__((format(printf, 6, 7)));
/* At a cell of a sheet; where the row has no such cell, at the end of the header that names it or the row's start. */
void moot_intake_report_at(struct moot_intake *intake, enum moot_severity severity, const struct moot_sheet *sheet,
			   size_t row, int column, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Where a cell was written: in the sheet's file, or in a scenario. */
struct moot_origin moot_cell_origin(const struct moot_cell *cell);
/* The line and column of a cell, counted from 1. */
void moot_cell_place(const struct moot_cell *cell, int *line, int *column);
/* At a cell. */
void moot_cell_report(struct moot_intake *intake, enum moot_severity severity, const struct moot_cell *cell,
		      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Puts the problems from the `first` on in the order of files, lines and columns. */
void moot_intake_sort(struct moot_intake *intake, size_t first);

/* Texts for the landscape and for the reading; "" when out of memory. */
const char *moot_intake_keep(struct moot_intake *intake, const char *text);
const char *moot_intake_fold(struct moot_intake *intake, const char *text);
/* A user's text in quotes for a message: on one line, not too long, and no address of a feed whole. */
const char *moot_intake_quote(struct moot_intake *intake, const char *text);
/* Zeroed arrays; NULL when out of memory. */
void *moot_intake_array(struct moot_intake *intake, size_t count, size_t size);   /* for the landscape */
void *moot_intake_scratch(struct moot_intake *intake, size_t count, size_t size); /* for the reading */

/* The index of a word compared without case (a theme, organisation or site), added where new; MOOT_NONE for "". */
int moot_intake_intern(struct moot_intake *intake, struct moot_lexicon *names, const char *text);

/* ", is "x" meant?" for the name nearest to `text`, else "". */
const char *moot_intake_suggest(struct moot_intake *intake, const struct moot_lexicon *names, const char *text);

/*
 * The index of the id in a cell, reporting an unknown one as an error that suggests the nearest; MOOT_NONE where it
 * is empty or unknown. `noun` is what it names, `file` where they stand.
 */
int moot_intake_resolve(struct moot_intake *intake, const struct moot_lexicon *names, enum moot_file file,
			const char *noun, const struct moot_cell *cell);

/* A decimal number, with pound sign and separators between thousands. False where it is none. */
bool moot_intake_decimal(const char *text, double *value);
/* What a column's cell means that is no plain number, in the column's unit: "2 hours", "quarterly". False for nothing.
 */
bool moot_intake_unit(struct moot_intake *intake, const char *column, const char *text, double *value);

/* --- sheets: header.c, sheet.c --- */

/* True where the header cell names one of the kind's columns. */
bool moot_sheet_knows(const struct moot_sheet_kind *kind, const char *header);
/* The column that a header cell names, or -1; and the name of the nearest one, or NULL. */
int moot_sheet_column(const struct moot_sheet_kind *kind, const char *header);
/* The column that another word in a header means, of those without a place; of all where `places` is NULL. Or -1. */
int moot_sheet_synonym(const struct moot_sheet_kind *kind, const int *places, const char *header);
/* Leaves out titles above the header, with a warning. */
void moot_sheet_find_header(struct moot_intake *intake, struct moot_sheet *sheet);
const char *moot_sheet_nearest(const struct moot_sheet_kind *kind, const char *header);
/* The names of a kind's columns: "key, value, note". */
const char *moot_sheet_columns(struct moot_intake *intake, const struct moot_sheet_kind *kind);
/* Matches the header of a table that was read, and reports unknown, doubled and missing columns. */
void moot_sheet_open(struct moot_intake *intake, struct moot_sheet *sheet);
/* Reports cells of a row that the header has no name for; once, where they have a place in it. */
void moot_sheet_check_width(struct moot_intake *intake, const struct moot_sheet *sheet, size_t row, bool *nameless);
/* Reads every row and hands it to the kind's take(). */
void moot_sheet_read(struct moot_intake *intake, struct moot_sheet *sheet);
/* The text of a cell, "" where it is empty or the file has no such column. */
const char *moot_sheet_text(const struct moot_sheet *sheet, size_t row, int column);
int moot_sheet_line(const struct moot_sheet *sheet, size_t row);
/* "line 7", or "line 7 of boards.csv" where more than one file may hold the row. */
const char *moot_sheet_where(struct moot_intake *intake, const struct moot_sheet *sheet, size_t row);
struct moot_cell moot_sheet_cell(const struct moot_sheet *sheet, size_t row, int column);

/* --- parsers of cells: cells.c. The field's type stands beside each. --- */

void moot_parse_id(struct moot_intake *intake, const struct moot_cell *cell, void *field);   /* const char * */
void moot_parse_text(struct moot_intake *intake, const struct moot_cell *cell, void *field); /* const char * */
void moot_parse_label(struct moot_intake *intake, const struct moot_cell *cell,
		      void *field); /* const char *, one line */
void moot_parse_area(struct moot_intake *intake, const struct moot_cell *cell, void *field);      /* const char * */
void moot_parse_email(struct moot_intake *intake, const struct moot_cell *cell, void *field);     /* const char * */
void moot_parse_integer(struct moot_intake *intake, const struct moot_cell *cell, void *field);   /* int */
void moot_parse_number(struct moot_intake *intake, const struct moot_cell *cell, void *field);    /* double; pounds */
void moot_parse_yes(struct moot_intake *intake, const struct moot_cell *cell, void *field);       /* enum moot_answer */
void moot_parse_choice(struct moot_intake *intake, const struct moot_cell *cell, void *field);    /* int */
void moot_parse_days(struct moot_intake *intake, const struct moot_cell *cell, void *field);      /* unsigned */
void moot_parse_list(struct moot_intake *intake, const struct moot_cell *cell, void *field);      /* struct moot_list */
void moot_parse_reference(struct moot_intake *intake, const struct moot_cell *cell, void *field); /* const char * */

struct moot_list {
	const char **items;
	size_t count;
};

/* Splits at | into trimmed texts, empty ones left out, in the scratch arena. */
struct moot_list moot_intake_split(struct moot_intake *intake, const char *text);
/* A whole number of a range; false after saying what would be right. */
bool moot_intake_integer(struct moot_intake *intake, const struct moot_cell *cell, int low, int high, int *value);
/* The text without pound sign and separators of thousands, where it is a number. */
const char *moot_intake_plain_number(struct moot_intake *intake, const char *text);
/*
 * An ISO date, or with a warning at the cell 31/12/2027, 31-Dec-27 and, in a workbook, the number of a day whose cell
 * is not formatted as a date; MOOT_NO_DAY for anything else (not reported).
 */
moot_day moot_intake_date(struct moot_intake *intake, const struct moot_cell *cell, const char *text);
/* What to do where the text is no date but the number by which a spreadsheet stores one; "" where it is not. */
const char *moot_intake_date_advice(struct moot_intake *intake, const struct moot_cell *cell, const char *text);

/* The role that a word or phrase means ("Deputy Chairwoman"), or -1. `folded` is case-folded. */
int moot_role_parse(const char *folded);

/* --- files: source.c --- */

/* Lists an input; `modified` is in seconds since 1970. */
void moot_intake_list(struct moot_intake *intake, const char *file, const char *sha256, int64_t modified);
/* All bytes of a file of the folder, at most `most`, to be released; it is listed among the inputs. False after saying
 * why not. */
bool moot_intake_read_file(struct moot_intake *intake, const char *file, size_t most, char **bytes, size_t *count);
/* Likewise a file outside the folder; `file` names it in problems and among the inputs. */
bool moot_intake_read_outside(struct moot_intake *intake, const char *file, const char *path, size_t most, char **bytes,
			      size_t *count);
/* Lists a calendar of the folder among the inputs, once. */
void moot_intake_list_calendar(struct moot_intake *intake, const char *file);
/* Whatever the case of its letters. */
bool moot_name_ends_with(const char *name, const char *ending);

/* --- the folder: folder.c --- */

/* Opens the folder and reads every CSV file of a landscape in it into its sheet. False where there is nothing. */
bool moot_intake_read_folder(struct moot_intake *intake);
/* Lists the calendars under calendars/ and those that feeds.csv names among the inputs. */
void moot_intake_list_calendars(struct moot_intake *intake);

/* --- the workbook: workbook.c --- */

/* Opens the one workbook among the folder's names and matches its sheets with the files that they stand in for. */
void moot_intake_open_workbook(struct moot_intake *intake, const char *const *names, size_t count);
/* Reads the sheet that stands in for a file, unless the file is there itself. */
void moot_intake_read_workbook_sheet(struct moot_intake *intake, struct moot_sheet *sheet, enum moot_file file);

/* --- scenarios: scenario.c --- */

/* Reads the scenario files and edits the sheets accordingly, before these are read. */
void moot_intake_apply_scenarios(struct moot_intake *intake);
/* Gives every duty that a scenario added the board that a `host` rule names. */
void moot_scenario_host_duties(struct moot_intake *intake);

/* --- calendars elsewhere: feeds.c --- */

/* Gathers the rows of feeds.csv, and fetches and lists those that are addresses. The table's `remote` must be empty. */
enum moot_status moot_intake_fetch(struct moot_intake *intake, struct moot_feed_table *table, struct moot_error *error);

/* --- phases --- */

void moot_read_policy(struct moot_intake *intake); /* policy.c */
enum moot_status moot_read_year(struct moot_intake *intake, const struct moot_read_options *options,
				struct moot_error *error); /* year.c: the planning year and `created` */
enum moot_status moot_read_created(struct moot_intake *intake, struct moot_error *error);
void moot_read_places(struct moot_intake *intake);      /* places.c: venues and travel */
void moot_read_boards(struct moot_intake *intake);      /* boards.c */
void moot_read_people(struct moot_intake *intake);      /* people.c */
void moot_read_members(struct moot_intake *intake);     /* members.c */
void moot_read_duties(struct moot_intake *intake);      /* duties.c */
void moot_read_agenda(struct moot_intake *intake);      /* agenda.c */
void moot_read_attendance(struct moot_intake *intake);  /* attendance.c */
void moot_read_strategies(struct moot_intake *intake);  /* strategies.c */
void moot_read_rules(struct moot_intake *intake);       /* rules.c */
void moot_check_whole(struct moot_intake *intake);      /* check.c */
void moot_check_duplicates(struct moot_intake *intake); /* duplicates.c */
void moot_note_assumptions(struct moot_intake *intake); /* assumptions.c */

/* A rule's object or policy's `disliked`: a weekday, or half of one. False where the text is neither. */
bool moot_half_day_parse(const char *text, int *weekday, enum moot_half *half);

#endif
