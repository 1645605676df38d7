/* Parsers of cells (intake.h): each reads one kind of value, or says at the cell what would be right. */
#include "io/landscape/intake.h"

#include "io/csv/word.h"
#include "io/xlsx/number.h"

#include <math.h>
#include <string.h>
#include <strings.h>

static const struct moot_column *column_of(const struct moot_cell *cell)
{
	return &cell->sheet->kind->columns[cell->column];
}

void moot_parse_id(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
	size_t length = strlen(cell->text);
	*(const char **)field = moot_intake_keep(intake, cell->text);
	if (length > 200)
		moot_cell_report(intake, MOOT_ERROR, cell, "%s has %zu characters; an id has at most 200",
				 column_of(cell)->name, length);
	else if (strspn(cell->text, allowed) != length || cell->text[0] == '.')
		moot_cell_report(intake, MOOT_ERROR, cell,
				 "%s is %s; an id is made of A-Z, a-z, 0-9, full stop, underscore and hyphen, and does "
				 "not begin with a full stop",
				 column_of(cell)->name, moot_intake_quote(intake, cell->text));
}

void moot_parse_reference(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	(void)intake;
	*(const char **)field = cell->text;
}

void moot_parse_text(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	*(const char **)field = moot_intake_keep(intake, cell->text);
}

void moot_parse_label(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	char *copy = moot_arena_text(intake->landscape->arena, cell->text);
	if (!copy) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	for (char *c = copy; *c; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	*(const char **)field = copy;
}

/* A path in lower case, its parts trimmed, without slashes at its ends. */
void moot_parse_area(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	const char *folded = moot_intake_fold(intake, cell->text);
	char *path = moot_arena_text(intake->landscape->arena, folded);
	size_t used = 0;
	if (!path) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	for (size_t length = 0; *folded; folded += length + (folded[length] == '/')) {
		length = strcspn(folded, "/");
		const char *part = folded;
		size_t part_length = length;
		moot_word_trim(&part, &part_length);
		if (part_length == 0)
			continue;
		if (used > 0)
			path[used++] = '/';
		memcpy(path + used, part, part_length);
		used += part_length;
	}
	path[used] = '\0';
	*(const char **)field = path;
}

void moot_parse_email(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	const char *at = strchr(cell->text, '@');
	if (!at || at == cell->text || !at[1] || strchr(at + 1, '@') || strpbrk(cell->text, " \n\t,;:<>\"()[]\\"))
		moot_cell_report(intake, MOOT_WARNING, cell,
				 "%s is not an e-mail address, so it is left out; it must look like name@example.org",
				 moot_intake_quote(intake, cell->text));
	else
		moot_parse_text(intake, cell, field);
}

static bool number_in_range(struct moot_intake *intake, const struct moot_cell *cell, bool whole, double low,
			    double high, double *value)
{
	bool is_number = moot_intake_decimal(cell->text, value) ||
			 moot_intake_unit(intake, column_of(cell)->name, cell->text, value);
	if (is_number && *value >= low && *value <= high && (!whole || *value == floor(*value)))
		return true;
	moot_cell_report(intake, MOOT_ERROR, cell, "%s is %s; it must be a %snumber from %.15g to %.15g",
			 column_of(cell)->name, moot_intake_quote(intake, cell->text), whole ? "whole " : "", low,
			 high);
	return false;
}

bool moot_intake_integer(struct moot_intake *intake, const struct moot_cell *cell, int low, int high, int *value)
{
	double number = 0;
	if (!number_in_range(intake, cell, true, low, high, &number))
		return false;
	*value = (int)number;
	return true;
}

void moot_parse_integer(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	const struct moot_column *column = column_of(cell);
	moot_intake_integer(intake, cell, (int)column->low, (int)column->high, field);
}

void moot_parse_number(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	const struct moot_column *column = column_of(cell);
	double value = 0;
	if (number_in_range(intake, cell, false, column->low, column->high, &value))
		*(double *)field = value;
}

/* The index among `words` (| between), or -1; spaces and underscores count as hyphens. */
static int word_index(const char *words, const char *folded)
{
	for (int index = 0; *words; index++) {
		size_t length = strcspn(words, "|");
		size_t i = 0;
		while (i < length && folded[i] &&
		       (folded[i] == words[i] || (words[i] == '-' && (folded[i] == ' ' || folded[i] == '_'))))
			i++;
		if (i == length && !folded[i])
			return index;
		words += length + (words[length] == '|');
	}
	return -1;
}

/* "a|b|c" as "a, b or c". */
static const char *list_words(struct moot_intake *intake, const char *words)
{
	const char *list = "";
	while (list && *words) {
		size_t length = strcspn(words, "|");
		const char *joint = !*list ? "" : strchr(words, '|') ? ", " : " or ";
		list = moot_arena_format(intake->arena, "%s%s%.*s", list, joint, (int)length, words);
		words += length + (words[length] == '|');
	}
	if (!list)
		intake->status = MOOT_ERROR_MEMORY;
	return list ? list : "";
}

void moot_parse_choice(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	const struct moot_column *column = column_of(cell);
	int index = word_index(column->words, moot_intake_fold(intake, cell->text));
	if (index < 0)
		moot_cell_report(intake, MOOT_ERROR, cell, "%s is %s; it must be %s", column->name,
				 moot_intake_quote(intake, cell->text), list_words(intake, column->words));
	else
		*(int *)field = index;
}

void moot_parse_yes(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	int index = word_index("yes|y|true|1|no|n|false|0", moot_intake_fold(intake, cell->text));
	if (index < 0)
		moot_cell_report(intake, MOOT_ERROR, cell, "%s is %s; it must be yes or no", column_of(cell)->name,
				 moot_intake_quote(intake, cell->text));
	else
		*(enum moot_answer *)field = index < 4 ? MOOT_YES : MOOT_NO;
}

struct moot_list moot_intake_split(struct moot_intake *intake, const char *text)
{
	struct moot_list list = {NULL, 0};
	size_t most = 1;
	for (const char *c = text; *c; c++)
		most += *c == '|';
	list.items = moot_intake_scratch(intake, most, sizeof *list.items);
	while (list.items && *text && !intake->status) {
		size_t length = strcspn(text, "|");
		const char *part = text;
		size_t part_length = length;
		moot_word_trim(&part, &part_length);
		if (part_length > 0) {
			list.items[list.count] = moot_arena_text_n(intake->arena, part, part_length);
			if (!list.items[list.count++])
				intake->status = MOOT_ERROR_MEMORY;
		}
		text += length + (text[length] == '|');
	}
	if (intake->status)
		list.count = 0;
	return list;
}

void moot_parse_list(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	*(struct moot_list *)field = moot_intake_split(intake, cell->text);
}

/* "Mon" or "Mon-Thu" as bits, 0 where it is neither. */
static unsigned days_of(const char *text)
{
	char first[12] = "";
	const char *dash = strchr(text, '-');
	size_t length = dash ? (size_t)(dash - text) : strlen(text);
	if (length >= sizeof first)
		return 0;
	memcpy(first, text, length);
	int from = moot_weekday_parse(first);
	int to = dash ? moot_weekday_parse(dash + 1) : from;
	unsigned days = 0;
	if (from < 0 || to < 0)
		return 0;
	for (int day = from;; day = (day + 1) % 7) {
		days |= 1u << day;
		if (day == to)
			return days;
	}
}

void moot_parse_days(struct moot_intake *intake, const struct moot_cell *cell, void *field)
{
	struct moot_list list = moot_intake_split(intake, cell->text);
	unsigned days = 0;
	for (size_t i = 0; i < list.count; i++) {
		unsigned more = days_of(list.items[i]);
		if (more == 0)
			moot_cell_report(intake, MOOT_ERROR, cell,
					 "%s is not a day of the week; write days such as Mon|Tue|Thu or Mon-Fri",
					 moot_intake_quote(intake, list.items[i]));
		days |= more;
	}
	if (days != 0)
		*(unsigned *)field = days;
}

/* "31/12/2027" or "1/2/2027"; MOOT_NO_DAY for anything else. */
static moot_day british_date(const char *text)
{
	int parts[3] = {0};
	for (int p = 0; p < 3; p++) {
		int digits = 0;
		for (; *text >= '0' && *text <= '9' && digits < 5; text++, digits++)
			parts[p] = parts[p] * 10 + (*text - '0');
		if (digits == 0 || digits > (p < 2 ? 2 : 4) || (p == 2 && digits != 4))
			return MOOT_NO_DAY;
		if (p < 2 && *text++ != '/')
			return MOOT_NO_DAY;
	}
	return *text ? MOOT_NO_DAY : moot_day_from_date(parts[2], parts[1], parts[0]);
}

/* "31-Dec-27", "1 January 2027": how spreadsheets show a date at first; MOOT_NO_DAY for anything else. */
static moot_day named_date(const char *text)
{
	static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
					     "july",    "august",   "september", "october", "november", "december"};
	size_t digits = strspn(text, "0123456789");
	int day = digits == 1 ? text[0] - '0' : digits == 2 ? (text[0] - '0') * 10 + text[1] - '0' : 0;
	if (day == 0 || (text[digits] != '-' && text[digits] != ' '))
		return MOOT_NO_DAY;
	text += digits + 1;
	size_t letters = strcspn(text, "- ");
	int month = 12;
	while (month > 0 && (letters < 3 || letters > strlen(months[month - 1]) ||
			     strncasecmp(months[month - 1], text, letters) != 0))
		month--;
	if (month == 0 || !text[letters])
		return MOOT_NO_DAY;
	text += letters + 1;
	size_t length = strspn(text, "0123456789");
	if (text[length] || (length != 2 && length != 4))
		return MOOT_NO_DAY;
	int year = 0;
	for (; *text; text++)
		year = year * 10 + (*text - '0');
	return moot_day_from_date(length == 2 ? 2000 + year : year, month, day);
}

/* The day of a spreadsheet's number from 1927 to 2173, or MOOT_NO_DAY: five digits or a little more. */
static moot_day numbered_date(const char *text, int system)
{
	int64_t serial = 0;
	size_t length = strlen(text);
	if (length < 5 || length > 6 || strspn(text, "0123456789") != length || *text == '0')
		return MOOT_NO_DAY;
	for (; *text; text++)
		serial = serial * 10 + (*text - '0');
	return serial < 100000 ? moot_number_day(serial, system) : MOOT_NO_DAY;
}

moot_day moot_intake_date(struct moot_intake *intake, const struct moot_cell *cell, const char *text)
{
	char iso[11];
	int system = cell->sheet->table.date_system;
	moot_day day = moot_day_parse(text);
	if (day != MOOT_NO_DAY)
		return day;
	day = british_date(text);
	if (day == MOOT_NO_DAY)
		day = named_date(text);
	bool numbered = day == MOOT_NO_DAY && system > 0;
	if (numbered)
		day = numbered_date(text, system);
	if (day == MOOT_NO_DAY)
		return day;
	moot_day_format(day, iso);
	moot_cell_report(intake, MOOT_WARNING, cell,
			 numbered ? "%s is read as %s; format the cell as a date"
				  : "%s is read as %s, day before month; dates are best written so",
			 moot_intake_quote(intake, text), iso);
	return day;
}

const char *moot_intake_date_advice(struct moot_intake *intake, const struct moot_cell *cell, const char *text)
{
	char iso[11];
	moot_day day = cell->sheet->table.date_system == 0 ? numbered_date(text, 1900) : MOOT_NO_DAY;
	if (day == MOOT_NO_DAY)
		return "";
	moot_day_format(day, iso);
	const char *advice = moot_arena_format(intake->arena,
					       ". It looks like the number by which a spreadsheet stores %s: there, "
					       "format the column as a date of the form yyyy-mm-dd and save again",
					       iso);
	if (!advice)
		intake->status = MOOT_ERROR_MEMORY;
	return advice ? advice : "";
}
