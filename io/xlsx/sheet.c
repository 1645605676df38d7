/*
 * A sheet of a workbook to a table (workbook.h; ECMA-376 part 1, 18.3.1).
 *
 * Rows and cells come in order, each usually with its place ("B3"); those without one follow the one before. Cells
 * that are left out are empty. What the reader of CSV leaves out is left out here: rows whose cells are all empty, and
 * empty cells at the end of a row. A cell that is merged over several rows counts in each of them.
 */
#include "io/xlsx/workbook.h"

#include "io/xlsx/number.h"
#include "io/xlsx/parts.h"

#include <string.h>

/* More than any spreadsheet has. */
enum { MOST_LINES = 10000000 };

/* After so many bad cells one line tells how many more there were. */
enum { MOST_FAULTS = 200 };

enum where { OUTSIDE, IN_VALUE, IN_INLINE };

struct builder {
	struct moot_workbook *workbook;
	struct moot_table *table;
	struct moot_problems *problems;
	bool (*is_known)(const void *context, const char *header);
	const void *context;
	struct moot_table_cell *cells; /* of the row being read */
	size_t cell_count;
	size_t cell_capacity;
	size_t row_capacity;
	bool in_data;
	bool in_row;
	bool in_cell;
	bool formula;
	enum where where;
	int phonetic;
	int line;
	int column;
	char type[12];
	long style;
	struct moot_xlsx_text text;
	size_t faults;
	bool wide;
	bool full;
};

static struct moot_package *package_of(const struct builder *b)
{
	return b->workbook->package;
}

static void report(struct builder *b, enum moot_severity severity, int column, const char *format, const char *detail)
{
	enum moot_status status =
	    moot_problems_add(b->problems, severity, b->table->file, b->line, column, format, detail);
	if (status)
		package_of(b)->status = status;
}

/* True where the column being read is one that counts; without a header, or below a title, any may be. */
static bool counts(const struct builder *b)
{
	const struct moot_table_row *header = &b->table->header;
	if (b->column <= header->count && b->is_known(b->context, header->cells[b->column - 1].text))
		return true;
	for (int c = 0; c < header->count; c++)
		if (b->is_known(b->context, header->cells[c].text))
			return false;
	return true;
}

/* Something is wrong with the cell being read. */
static void report_cell(struct builder *b, const char *format, const char *detail)
{
	bool known = counts(b);
	if (++b->faults <= MOST_FAULTS)
		report(b, known ? MOOT_ERROR : MOOT_WARNING, b->column, format, detail);
}

static void too_many_cells(struct builder *b)
{
	moot_package_fail(package_of(b), "the workbook holds too many cells to read, more than 4,000,000 or 64 MiB of "
					 "text; leave out what is no part of the landscape");
}

/* Puts a text at the column being read, empty cells before it. */
static void put(struct builder *b, const char *text)
{
	size_t place = (size_t)b->column;
	size_t length = strlen(text);
	if (!*text)
		return;
	if (place > MOOT_TABLE_MAX_COLUMNS) {
		if (!b->wide)
			report(b, MOOT_ERROR, b->column,
			       "the row has cells beyond the 1000th column, the last that is read; leave columns out%s",
			       "");
		b->wide = true;
		return;
	}
	if (place - b->cell_count > b->workbook->cells || length > b->workbook->text) {
		too_many_cells(b);
		return;
	}
	if (!moot_array_reserve((void **)&b->cells, &b->cell_capacity, place, sizeof *b->cells)) {
		package_of(b)->status = MOOT_ERROR_MEMORY;
		return;
	}
	b->workbook->cells -= place - b->cell_count;
	b->workbook->text -= length;
	while (b->cell_count < place)
		b->cells[b->cell_count++] = (struct moot_table_cell){"", b->line, NULL};
	b->cells[place - 1].text = text;
}

static void add_row(struct builder *b)
{
	struct moot_table *table = b->table;
	if (b->cell_count == 0 || moot_package_failed(package_of(b)))
		return;
	if (table->row_count == MOOT_TABLE_MAX_ROWS) {
		if (!b->full)
			report(b, MOOT_ERROR, 0,
			       "the sheet has more than 1,000,000 rows, the most that is read; leave some out%s", "");
		b->full = true;
		return;
	}
	struct moot_table_cell *cells = moot_arena_array(package_of(b)->arena, b->cell_count, sizeof *cells);
	if (!cells ||
	    !moot_array_reserve((void **)&table->rows, &b->row_capacity, table->row_count + 1, sizeof *table->rows)) {
		package_of(b)->status = MOOT_ERROR_MEMORY;
		return;
	}
	memcpy(cells, b->cells, b->cell_count * sizeof *cells);
	struct moot_table_row row = {cells, (int)b->cell_count, b->line, NULL};
	if (table->header.count == 0)
		table->header = row;
	else
		table->rows[table->row_count++] = row;
}

/* The column of "AB12": 28; 0 where it names none. */
static int column_of(const char *place)
{
	int column = 0;
	for (; *place >= 'A' && *place <= 'Z' && column < 100000; place++)
		column = column * 26 + (*place - 'A' + 1);
	return *place >= '1' && *place <= '9' ? column : 0;
}

static void start_row(struct builder *b, const char **attributes)
{
	const char *number = moot_xml_attribute(attributes, "r");
	long line = number ? moot_xlsx_index(number, MOST_LINES) : b->line + 1;
	if (line <= b->line || line >= MOST_LINES || b->in_row) {
		moot_package_fail(package_of(b),
				  "the rows are out of order; open the workbook in a spreadsheet and save it again");
		return;
	}
	b->in_row = true;
	b->line = (int)line;
	b->column = 0;
	b->cell_count = 0;
}

static void start_cell(struct builder *b, const char **attributes)
{
	const char *place = moot_xml_attribute(attributes, "r");
	const char *type = moot_xml_attribute(attributes, "t");
	const char *style = moot_xml_attribute(attributes, "s");
	int column = place ? column_of(place) : b->column + 1;
	if (column <= b->column || b->in_cell) {
		moot_package_fail(package_of(b),
				  "the cells of row %d are out of order; open the workbook in a "
				  "spreadsheet and save it again",
				  b->line);
		return;
	}
	b->in_cell = true;
	b->column = column;
	b->formula = false;
	b->where = OUTSIDE;
	b->text.length = 0;
	b->text.too_long = false;
	b->style = style ? moot_xlsx_index(style, 1000000) : 0;
	b->type[0] = '\0';
	if (type && strlen(type) < sizeof b->type)
		memcpy(b->type, type, strlen(type) + 1);
}

static size_t row_at(const struct moot_table *table, int line)
{
	size_t low = 0;
	size_t high = table->row_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (table->rows[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Writes a text into an empty cell of a row that was read. */
static void fill(struct builder *b, struct moot_table_row *row, int column, const char *text)
{
	size_t count = (size_t)(row->count > column ? row->count : column);
	if (row->count >= column && *row->cells[column - 1].text)
		return;
	if (count > b->workbook->cells) {
		too_many_cells(b);
		return;
	}
	b->workbook->cells -= count;
	struct moot_table_cell *cells =
	    moot_package_check(package_of(b), moot_arena_array(package_of(b)->arena, count, sizeof *cells));
	if (!cells)
		return;
	memcpy(cells, row->cells, (size_t)row->count * sizeof *cells);
	for (size_t c = (size_t)row->count; c < count; c++)
		cells[c] = (struct moot_table_cell){"", row->line, NULL};
	cells[column - 1].text = text;
	row->cells = cells;
	row->count = (int)count;
}

/* "A2:B5": a merged cell holds its value in the first row alone, and people mean it for each. */
static void merge(struct builder *b, const char *place)
{
	const char *colon = place ? strchr(place, ':') : NULL;
	int column = place ? column_of(place) : 0;
	if (!colon || column == 0 || column > MOOT_TABLE_MAX_COLUMNS || moot_package_failed(package_of(b)))
		return;
	char number[16] = "";
	const char *digits = place + strcspn(place, "0123456789");
	size_t length = (size_t)(colon - digits);
	if (digits > colon || length >= sizeof number)
		return;
	memcpy(number, digits, length);
	long first = moot_xlsx_index(number, MOST_LINES);
	long last = moot_xlsx_index(colon + strcspn(colon, "0123456789"), MOST_LINES);
	struct moot_table *table = b->table;
	size_t row = row_at(table, (int)first);
	if (first < 0 || last <= first || row == table->row_count || table->rows[row].line != first ||
	    table->rows[row].count < column || !*table->rows[row].cells[column - 1].text)
		return;
	const char *text = table->rows[row].cells[column - 1].text;
	while (++row < table->row_count && table->rows[row].line <= last && !moot_package_failed(package_of(b)))
		fill(b, &table->rows[row], column, text);
}

static void on_start(void *context, const char *name, const char **attributes)
{
	struct builder *b = context;
	if (strcmp(name, "sheetData") == 0)
		b->in_data = true;
	else if (!b->in_data && strcmp(name, "mergeCell") == 0)
		merge(b, moot_xml_attribute(attributes, "ref"));
	else if (!b->in_data)
		return;
	else if (strcmp(name, "row") == 0)
		start_row(b, attributes);
	else if (b->in_row && strcmp(name, "c") == 0)
		start_cell(b, attributes);
	else if (!b->in_cell)
		return;
	else if (strcmp(name, "f") == 0)
		b->formula = true;
	else if (strcmp(name, "rPh") == 0)
		b->phonetic++;
	else if (strcmp(name, "v") == 0 && strcmp(b->type, "inlineStr") != 0)
		b->where = IN_VALUE;
	else if (strcmp(name, "t") == 0 && strcmp(b->type, "inlineStr") == 0 && b->phonetic == 0)
		b->where = IN_INLINE;
}

static void on_text(void *context, const char *text, size_t length)
{
	struct builder *b = context;
	if (b->in_cell && b->where != OUTSIDE)
		moot_xlsx_text_add(package_of(b), &b->text, text, length);
}

static const char *keep(struct builder *b, const char *text)
{
	const char *copy = moot_package_check(package_of(b), moot_arena_text(package_of(b)->arena, text));
	return copy ? copy : "";
}

static const char *shared_string(struct builder *b, const char *value)
{
	long index = moot_xlsx_index(value, (long)b->workbook->string_count);
	if (index < 0) {
		report_cell(b, "the cell refers to a text that the workbook does not hold; type it again%s", "");
		return "";
	}
	const char *text = b->workbook->strings[index];
	if (!text)
		report_cell(b, "the cell is longer than 64 KiB%s", "");
	return text ? text : "";
}

static const char *number_cell(struct builder *b, const char *value)
{
	char text[MOOT_NUMBER_SIZE];
	const struct moot_workbook *w = b->workbook;
	enum moot_number_kind kind = MOOT_PLAIN;
	if (b->style >= 0 && (size_t)b->style < w->kind_count)
		kind = (enum moot_number_kind)w->kinds[b->style];
	if (moot_number_text(value, kind, w->system, text))
		return keep(b, text);
	report_cell(b, "the cell should hold a number but holds \"%.60s\"; type it again", value);
	return "";
}

/* "2027-05-12T10:00:00Z" as 2027-05-12T10:00; midnight is the day alone. */
static const char *iso_date(struct builder *b, char *value)
{
	size_t length = strlen(value);
	if (length > 10 && strncmp(value + 10, "T00:00", 6) == 0)
		value[10] = '\0';
	else if (length > 16 && value[10] == 'T')
		value[16] = '\0';
	return keep(b, value);
}

/* What a cell with a value holds (18.18.11). */
static const char *value_of(struct builder *b, const char *text)
{
	char value[MOOT_NUMBER_SIZE] = "";
	size_t length = strlen(text);
	if (strcmp(b->type, "str") == 0 || strcmp(b->type, "inlineStr") == 0)
		return text;
	if (length >= sizeof value) {
		report_cell(b, "the cell should hold a number but holds \"%.60s\"; type it again", text);
		return "";
	}
	memcpy(value, text, length + 1);
	if (strcmp(b->type, "s") == 0)
		return shared_string(b, value);
	if (strcmp(b->type, "b") == 0)
		return strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ? "FALSE" : "TRUE";
	if (strcmp(b->type, "d") == 0)
		return iso_date(b, value);
	if (strcmp(b->type, "e") != 0)
		return number_cell(b, value);
	report_cell(b, "the cell holds the error %s; correct its formula or type the value", value);
	return "";
}

static void end_cell(struct builder *b)
{
	const char *text = moot_xlsx_text_keep(package_of(b), &b->text);
	b->in_cell = false;
	b->phonetic = 0;
	if (package_of(b)->status)
		return;
	if (!text)
		report_cell(b, "the cell is longer than 64 KiB%s", "");
	else if (*text)
		put(b, value_of(b, text));
	else if (b->formula && strcmp(b->type, "str") != 0)
		report_cell(b,
			    "the cell holds a formula whose value was not saved; open the workbook in a "
			    "spreadsheet and save it, or type the value%s",
			    "");
}

static void on_end(void *context, const char *name)
{
	struct builder *b = context;
	if (strcmp(name, "sheetData") == 0) {
		b->in_data = false;
	} else if (b->in_row && strcmp(name, "row") == 0) {
		add_row(b);
		b->in_row = false;
	} else if (b->in_cell && strcmp(name, "c") == 0) {
		end_cell(b);
	} else if (strcmp(name, "rPh") == 0 && b->phonetic > 0) {
		b->phonetic--;
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		b->where = OUTSIDE;
	}
}

/* The rows move from the heap to the arena. */
static void settle(struct builder *b)
{
	struct moot_table *table = b->table;
	struct moot_table_row *rows =
	    moot_package_check(package_of(b), moot_arena_array(package_of(b)->arena, table->row_count, sizeof *rows));
	if (rows && table->row_count > 0)
		memcpy(rows, table->rows, table->row_count * sizeof *rows);
	moot_release(table->rows);
	table->rows = rows;
	moot_release(b->cells);
	moot_release(b->text.bytes);
}

enum moot_status moot_workbook_table(struct moot_workbook *workbook, size_t sheet, const char *file,
				     bool (*is_known)(const void *context, const char *header), const void *context,
				     struct moot_table *table, struct moot_problems *problems)
{
	static const struct moot_xml_handlers handlers = {on_start, on_end, on_text};
	struct builder b = {
	    .workbook = workbook, .table = table, .problems = problems, .is_known = is_known, .context = context};
	struct moot_package *package = workbook->package;
	*table = (struct moot_table){.file = file, .date_system = workbook->system};
	if (moot_xml_read(package, workbook->sheets[sheet].part, &handlers, &b) && b.faults > MOST_FAULTS) {
		b.line = 0;
		report(&b, MOOT_ERROR, 0, "many more cells hold errors or formulas without a value%s", "");
	}
	settle(&b);
	if (package->why && !package->status) {
		report(&b, MOOT_ERROR, 0, "%s", package->why);
		/* The next sheet may be sound, as far as the limits allow. */
		package->why = NULL;
	}
	if (package->status)
		table->row_count = 0;
	return package->status;
}
