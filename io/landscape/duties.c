/*
 * duties.csv: what the law asks that some board must carry.
 *
 * A due date is a day of every year (MM-DD) or one date. Each that falls in the planning year makes a window
 * [due_from, due], clipped to the year; at least one meeting that carries the duty must lie in it.
 */
#include "io/landscape/agenda.h"

#include <string.h>

struct duty_row {
	const char *id;
	const char *name;
	const char *legal_basis;
	int min_per_year;
	struct moot_list organisations;
	const char *due_from;
	const char *due;
};

/* Days before `due` at which a window opens where due_from is empty. */
enum { DUE_DAYS = 60 };

#define FIELD(member) .offset = offsetof(struct duty_row, member)

static const struct moot_column COLUMNS[] = {
    [MOOT_DUTY_ID] = {.name = "duty_id",
		      .required = true,
		      .parse = moot_parse_id,
		      FIELD(id),
		      .meaning = "its id, by which agenda.csv and rules.csv refer to it",
		      .sample = "strategic-assessment"},
    [MOOT_DUTY_NAME] = {.name = "name",
			.parse = moot_parse_label,
			FIELD(name),
			.meaning = "its name; empty is the id",
			.sample = "Annual strategic assessment"},
    [MOOT_DUTY_LEGAL_BASIS] = {.name = "legal_basis",
			       .parse = moot_parse_text,
			       FIELD(legal_basis),
			       .meaning = "the law it rests on",
			       .sample = "SI 2007/1830 reg 5"},
    [MOOT_DUTY_MIN_PER_YEAR] = {.name = "min_per_year",
				.parse = moot_parse_integer,
				FIELD(min_per_year),
				.high = 366,
				.meaning = "the fewest meetings a year of a board that carries it; empty is none",
				.sample = "1"},
    [MOOT_DUTY_ORGANISATIONS] = {.name = "organisations",
				 .parse = moot_parse_list,
				 FIELD(organisations),
				 .meaning = "who must be represented on the board that carries it, | between",
				 .sample = "Example Council"},
    [MOOT_DUTY_DUE_FROM] = {.name = "due_from",
			    .parse = moot_parse_reference,
			    FIELD(due_from),
			    .meaning = "MM-DD or a date: a meeting that carries it lies from this day; empty is 60 "
				       "days before due",
			    .sample = "10-01"},
    [MOOT_DUTY_DUE] = {.name = "due",
		       .parse = moot_parse_reference,
		       FIELD(due),
		       .meaning = "MM-DD or a date: to this day; empty is any time of the year",
		       .sample = "12-15"},
};

/* A day of every year, or one date. */
struct due {
	bool given;
	moot_day date; /* MOOT_NO_DAY for a day of every year */
	int month;
	int day;
};

static bool month_and_day(const char *text, struct due *due)
{
	if (strlen(text) != 5 || text[2] != '-' || strspn(text, "0123456789") != 2 ||
	    strspn(text + 3, "0123456789") != 2)
		return false;
	due->month = (text[0] - '0') * 10 + text[1] - '0';
	due->day = (text[3] - '0') * 10 + text[4] - '0';
	/* A leap year, so that 02-29 is a day. */
	return moot_day_from_date(2000, due->month, due->day) != MOOT_NO_DAY;
}

static struct due parse_due(struct moot_intake *intake, size_t row, int column)
{
	struct moot_cell cell = moot_sheet_cell(&intake->sheets[MOOT_FILE_DUTIES], row, column);
	struct due due = {.date = MOOT_NO_DAY};
	if (!*cell.text)
		return due;
	due.given = month_and_day(cell.text, &due);
	if (due.given)
		return due;
	due.date = moot_intake_date(intake, &cell, cell.text);
	due.given = due.date != MOOT_NO_DAY;
	if (!due.given)
		moot_cell_report(intake, MOOT_ERROR, &cell,
				 "%s is %s; it must be a day such as 02-08 or a date such "
				 "as 2028-02-08%s",
				 COLUMNS[column].name, moot_intake_quote(intake, cell.text),
				 moot_intake_date_advice(intake, &cell, cell.text));
	return due;
}

/* The day that `due` is in `year`; 02-29 is the 28th where there is none. */
static moot_day in_year(const struct due *due, int year)
{
	if (due->date != MOOT_NO_DAY)
		return due->date;
	moot_day day = moot_day_from_date(year, due->month, due->day);
	return day != MOOT_NO_DAY ? day : moot_day_from_date(year, due->month, due->day - 1);
}

/* The window's first day for one due day: the latest `from` that is not after it. */
static moot_day opens(const struct due *from, moot_day day, int year)
{
	if (!from->given)
		return day - DUE_DAYS;
	moot_day first = in_year(from, year);
	return first > day && from->date == MOOT_NO_DAY ? in_year(from, year - 1) : first;
}

static bool in_planning_year(const struct moot_intake *intake, moot_day day)
{
	const struct moot_policy *policy = &intake->landscape->policy;
	return day >= policy->start && day <= policy->end;
}

static void set_windows(struct moot_intake *intake, size_t row, struct moot_duty *duty)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_DUTIES];
	const struct moot_policy *policy = &intake->landscape->policy;
	struct due from = parse_due(intake, row, MOOT_DUTY_DUE_FROM);
	struct due due = parse_due(intake, row, MOOT_DUTY_DUE);
	int first = 0;
	int last = 0;
	int ignored = 0;
	moot_day_to_date(policy->start, &first, &ignored, &ignored);
	moot_day_to_date(policy->end, &last, &ignored, &ignored);
	if (from.given && !*moot_sheet_text(sheet, row, MOOT_DUTY_DUE))
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row, MOOT_DUTY_DUE_FROM,
				      "due_from without due asks for nothing; give due too");
	duty->due = moot_intake_array(intake, (size_t)(last - first + 1), sizeof *duty->due);
	if (!due.given || !duty->due)
		return;
	if (due.date != MOOT_NO_DAY)
		first = last;
	for (int year = first; year <= last; year++) {
		moot_day to = in_year(&due, year);
		int of = year;
		if (!in_planning_year(intake, to))
			continue;
		if (due.date != MOOT_NO_DAY)
			moot_day_to_date(due.date, &of, &ignored, &ignored);
		moot_day opening = opens(&from, to, of);
		if (opening > to)
			moot_intake_report_at(intake, MOOT_ERROR, sheet, row, MOOT_DUTY_DUE,
					      "due lies before due_from; swap them or correct one");
		if (opening < policy->start)
			opening = policy->start;
		duty->due[duty->due_count++] = (struct moot_window){.from = opening, .to = to};
	}
	if (duty->due_count == 0)
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row, MOOT_DUTY_DUE,
				      "due does not fall in the planning year, so it asks for nothing");
}

static void set_organisations(struct moot_intake *intake, const struct duty_row *d, struct moot_duty *duty)
{
	duty->organisations = moot_intake_array(intake, d->organisations.count, sizeof *duty->organisations);
	for (size_t i = 0; duty->organisations && i < d->organisations.count; i++) {
		int organisation = moot_intake_intern(intake, &intake->organisations, d->organisations.items[i]);
		bool known = organisation == MOOT_NONE;
		for (size_t j = 0; j < duty->organisation_count; j++)
			known |= duty->organisations[j] == organisation;
		if (!known)
			duty->organisations[duty->organisation_count++] = organisation;
	}
}

static void prepare(void *values)
{
	*(struct duty_row *)values = (struct duty_row){.legal_basis = ""};
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct duty_row *d = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_DUTIES];
	struct moot_landscape *l = intake->landscape;
	int index = 0;
	if (!d->id)
		return;
	if ((index = moot_lexicon_find(&intake->duties, d->id)) >= 0) {
		moot_intake_report_at(
		    intake, MOOT_ERROR, sheet, row, MOOT_DUTY_ID, "duty %s stands twice, first in %s; ids must differ",
		    moot_intake_quote(intake, d->id), moot_sheet_where(intake, sheet, intake->duty_rows[index]));
		return;
	}
	if (moot_lexicon_add(&intake->duties, d->id, d->id, &index)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	intake->duty_rows[index] = row;
	struct moot_duty *duty = &l->duties[l->duty_count++];
	*duty = (struct moot_duty){.id = d->id,
				   .name = d->name ? d->name : d->id,
				   .legal_basis = d->legal_basis,
				   .min_per_year = d->min_per_year};
	set_organisations(intake, d, duty);
	set_windows(intake, row, duty);
}

const struct moot_sheet_kind moot_duties_kind = {
    .file = "duties.csv",
    .meaning = "What the law asks that some board must carry; agenda.csv says which does.",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct duty_row),
    .prepare = prepare,
    .take = take_row,
};

void moot_read_duties(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_DUTIES];
	l->duties = moot_intake_array(intake, sheet->table.row_count, sizeof *l->duties);
	intake->duty_rows = moot_intake_scratch(intake, sheet->table.row_count, sizeof *intake->duty_rows);
	if (intake->status)
		return;
	moot_sheet_read(intake, sheet);
}
