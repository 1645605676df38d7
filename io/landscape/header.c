/*
 * What people write in headers (intake.h): a column's name with decoration ("Salary (\u00a3)", "Statutory?"), another
 * word for it ("Job title" for post), or a title above the header. Decoration is nothing to speak of; another word and
 * lines above the header are told, so that nobody wonders what became of them.
 */
#include "io/landscape/intake.h"

#include <string.h>

/* The header is looked for in so many rows. */
enum { MOST_TITLES = 10 };

/* Another word for a column. Of several columns with one word the first that the header does not name is meant. */
struct synonym {
	const char *word; /* as names_column() compares: lower case, no gaps */
	const char *column;
};

static const struct synonym SYNONYMS[] = {
    {"board", "board_id"},
    {"boardref", "board_id"},
    {"boardcode", "board_id"},
    {"board", "name"},
    {"boardname", "name"},
    {"boardtitle", "name"},
    {"boardtype", "kind"},
    {"legislation", "legal_basis"},
    {"statutorybasis", "legal_basis"},
    {"frequency", "meetings_per_year"},
    {"meetingsayear", "meetings_per_year"},
    {"meetingsperannum", "meetings_per_year"},
    {"numberofmeetings", "meetings_per_year"},
    {"noofmeetings", "meetings_per_year"},
    {"length", "minutes"},
    {"duration", "minutes"},
    {"meetinglength", "minutes"},
    {"location", "venue"},
    {"reportsinto", "reports_to"},
    {"person", "person_id"},
    {"member", "person_id"},
    {"memberid", "person_id"},
    {"personref", "person_id"},
    {"member", "person_name"},
    {"name", "person_name"},
    {"fullname", "person_name"},
    {"membername", "person_name"},
    {"fullname", "name"},
    {"personname", "name"},
    {"organization", "organisation"},
    {"organisationname", "organisation"},
    {"org", "organisation"},
    {"agency", "organisation"},
    {"employer", "organisation"},
    {"boardrole", "role"},
    {"jobtitle", "post"},
    {"job", "post"},
    {"emailaddress", "email"},
    {"annualsalary", "salary"},
    {"salarypa", "salary"},
    {"salaryperyear", "salary"},
    {"salaryayear", "salary"},
    {"workingdays", "days"},
    {"topic", "theme"},
    {"agendaitem", "item"},
    {"timesayear", "per_year"},
    {"timesperyear", "per_year"},
    {"dutyname", "name"},
    {"organizations", "organisations"},
};

/*
 * Behind what people put between or behind the words of a header: "Board ID", "board-id", "BoardID:", "Board_ID *",
 * "Salary (\u00a3)".
 */
static const char *skip_gap(const char *text)
{
	for (;;) {
		text += strspn(text, " _-.:*?#\n\t");
		if (*text != '(' && *text != '[')
			return text;
		const char *end = strpbrk(text, ")]");
		if (!end)
			return text;
		text = end + 1;
	}
}

/* True where the header cell names the column, in any case. */
static bool names_column(const char *text, const char *name)
{
	text = skip_gap(text);
	for (; *text && *name; text = skip_gap(text + 1), name = skip_gap(name + 1)) {
		char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
		if (c != *name)
			return false;
	}
	return !*text && !*name;
}

int moot_sheet_column(const struct moot_sheet_kind *kind, const char *text)
{
	for (int c = 0; c < kind->column_count; c++)
		if (names_column(text, kind->columns[c].name))
			return c;
	return -1;
}

int moot_sheet_synonym(const struct moot_sheet_kind *kind, const int *places, const char *text)
{
	for (size_t i = 0; i < sizeof SYNONYMS / sizeof *SYNONYMS; i++) {
		int column = names_column(text, SYNONYMS[i].word) ? moot_sheet_column(kind, SYNONYMS[i].column) : -1;
		if (column >= 0 && (!places || places[column] < 0))
			return column;
	}
	return -1;
}

bool moot_sheet_knows(const struct moot_sheet_kind *kind, const char *header)
{
	return moot_sheet_column(kind, header) >= 0 || moot_sheet_synonym(kind, NULL, header) >= 0;
}

/* How many of a row's cells name columns. */
static int count_names(const struct moot_sheet_kind *kind, const struct moot_table_row *row)
{
	int count = 0;
	for (int c = 0; c < row->count; c++)
		count += moot_sheet_knows(kind, row->cells[c].text);
	return count;
}

void moot_sheet_find_header(struct moot_intake *intake, struct moot_sheet *sheet)
{
	struct moot_table *table = &sheet->table;
	if (table->header.count == 0 || count_names(sheet->kind, &table->header) > 0)
		return;
	for (size_t i = 0; i < table->row_count && i < MOST_TITLES; i++) {
		if (count_names(sheet->kind, &table->rows[i]) < 2)
			continue;
		moot_intake_report(intake, MOOT_WARNING, sheet->file, table->header.line, 0,
				   "the header is line %d; what stands above it is not read", table->rows[i].line);
		table->header = table->rows[i];
		table->rows += i + 1;
		table->row_count -= i + 1;
		return;
	}
}
