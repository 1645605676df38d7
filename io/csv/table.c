/*
 * A CSV file as a table (table.h): the one door to libcsv.
 *
 * libcsv tells where a cell ends but not on which line it began, so the text is fed to it a line at a time. It runs in
 * strict mode: a stray quote would otherwise swallow the lines up to the next one in silence. After such a fault
 * reading goes on at the line after the one where the faulty cell began.
 */
#include "io/csv/table.h"

#include "io/csv/decode.h"
#include "io/csv/word.h"

#include <csv.h>
#include <string.h>

/* After so many broken cells the file is something else than CSV. */
enum { MOST_FAULTS = 20 };

/* After so many cleaned cells one line tells how many more there were. */
enum { MOST_CLEANED = 100 };

struct builder {
	struct moot_arena *arena;
	struct moot_problems *problems;
	struct moot_table *table;
	struct csv_parser parser;
	char separator;
	const char *text;
	size_t length;
	struct moot_table_cell *cells; /* the row being read */
	size_t cell_count;
	size_t cell_capacity;
	size_t row_capacity;
	int line;         /* of the text being fed */
	size_t line_end;  /* offset of the next line */
	int cell_line;    /* where the cell being read began */
	size_t cell_next; /* offset of the line after that */
	int faults;
	int cleaned;
	bool wide; /* a row had too many cells, which was reported */
	bool full; /* so was that there are too many rows */
	enum moot_status status;
};

static void report(struct builder *b, enum moot_severity severity, int line, size_t column, const char *message)
{
	enum moot_status status =
	    moot_problems_add(b->problems, severity, b->table->file, line, (int)column, "%s", message);
	if (status)
		b->status = status;
}

/* Bytes of the control character at `text`, 0 where there is none: C0 but line ends and tabs, DEL, and C1. */
static size_t control_length(const unsigned char *text, size_t length)
{
	if ((text[0] < 0x20 && text[0] != '\n' && text[0] != '\t' && text[0] != '\r') || text[0] == 0x7f)
		return 1;
	return length > 1 && text[0] == 0xc2 && text[1] >= 0x80 && text[1] < 0xa0 ? 2 : 0;
}

size_t moot_table_clean(char *text, size_t length)
{
	size_t used = 0;
	for (size_t i = 0; i < length;) {
		size_t control = control_length((const unsigned char *)text + i, length - i);
		i += control;
		if (control > 0)
			continue;
		if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
			i++;
		text[used++] = text[i] == '\r' ? '\n' : text[i];
		i++;
	}
	return used;
}

static bool has_control(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (control_length((const unsigned char *)text + i, length - i) > 0)
			return true;
	return false;
}

/* A copy without control characters and with LF for every line end. */
static const char *clean(struct builder *b, const char *text, size_t length)
{
	char *copy = moot_arena_text_n(b->arena, text, length);
	if (!copy) {
		b->status = MOOT_ERROR_MEMORY;
		return "";
	}
	if (has_control(text, length) && ++b->cleaned <= MOST_CLEANED)
		report(b, MOOT_WARNING, b->cell_line, b->cell_count + 1,
		       "the cell holds control characters, which were left out");
	copy[moot_table_clean(copy, length)] = '\0';
	return copy;
}

static void on_cell(void *data, size_t length, void *context)
{
	struct builder *b = context;
	const char *text = data;
	if (b->status)
		return;
	moot_word_trim(&text, &length);
	if (length > MOOT_TABLE_MAX_CELL) {
		report(b, MOOT_ERROR, b->cell_line, b->cell_count + 1,
		       "the cell is longer than 64 KiB; is a closing quote missing?");
		length = 0;
	}
	if (b->cell_count == MOOT_TABLE_MAX_COLUMNS) {
		if (!b->wide)
			report(b, MOOT_ERROR, b->cell_line, b->cell_count + 1,
			       "the row has more than 1000 cells, the most that is read; leave columns out");
		b->wide = true;
	} else if (!moot_array_reserve((void **)&b->cells, &b->cell_capacity, b->cell_count + 1, sizeof *b->cells)) {
		b->status = MOOT_ERROR_MEMORY;
	} else {
		const char *copy = length > 0 ? clean(b, text, length) : "";
		b->cells[b->cell_count++] = (struct moot_table_cell){copy, b->cell_line, NULL};
	}
	b->cell_line = b->line;
	b->cell_next = b->line_end;
}

static void add_row(struct builder *b)
{
	struct moot_table *table = b->table;
	if (table->row_count == MOOT_TABLE_MAX_ROWS) {
		if (!b->full)
			report(b, MOOT_ERROR, b->cells[0].line, 0,
			       "the file has more than 1,000,000 rows, the most that is read; leave some out");
		b->full = true;
		return;
	}
	struct moot_table_cell *cells = moot_arena_array(b->arena, b->cell_count, sizeof *cells);
	if (!cells ||
	    !moot_array_reserve((void **)&table->rows, &b->row_capacity, table->row_count + 1, sizeof *table->rows)) {
		b->status = MOOT_ERROR_MEMORY;
		return;
	}
	memcpy(cells, b->cells, b->cell_count * sizeof *cells);
	struct moot_table_row row = {cells, (int)b->cell_count, cells[0].line, NULL};
	if (table->header.count == 0)
		table->header = row;
	else
		table->rows[table->row_count++] = row;
}

static void on_row(int terminator, void *context)
{
	struct builder *b = context;
	(void)terminator;
	while (b->cell_count > 0 && !*b->cells[b->cell_count - 1].text)
		b->cell_count--;
	if (b->cell_count > 0 && !b->status)
		add_row(b);
	b->cell_count = 0;
}

static bool start_parser(struct builder *b)
{
	if (csv_init(&b->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return false;
	csv_set_delim(&b->parser, (unsigned char)b->separator);
	return true;
}

/* The offset behind the line that begins at `offset`; its end of line belongs to it. */
static size_t end_of_line(const char *text, size_t length, size_t offset)
{
	while (offset < length && text[offset] != '\n' && text[offset] != '\r')
		offset++;
	if (offset < length && text[offset] == '\r' && offset + 1 < length && text[offset + 1] == '\n')
		offset++;
	return offset < length ? offset + 1 : length;
}

static bool has_odd_quotes(const char *text, size_t length)
{
	bool odd = false;
	for (size_t i = 0; i < length; i++)
		odd ^= text[i] == '"';
	return odd;
}

/*
 * Feeds lines from `*offset` on until the end or a fault, and sets `*offset` to where reading goes on. Quotes are
 * balanced in strict CSV, so their parity says whether a line begins inside a cell. False at a fault.
 */
static bool feed(struct builder *b, size_t *offset)
{
	bool inside = false;
	while (*offset < b->length && !b->status) {
		b->line_end = end_of_line(b->text, b->length, *offset);
		size_t count = b->line_end - *offset;
		if (!inside) {
			b->cell_line = b->line;
			b->cell_next = b->line_end;
		}
		if (csv_parse(&b->parser, b->text + *offset, count, on_cell, on_row, b) != count)
			return false;
		inside ^= has_odd_quotes(b->text + *offset, count);
		*offset = b->line_end;
		b->line++;
	}
	return csv_fini(&b->parser, on_cell, on_row, b) == 0;
}

static void report_fault(struct builder *b, bool at_end)
{
	if (csv_error(&b->parser) == CSV_ENOMEM || csv_error(&b->parser) == CSV_ETOOBIG) {
		b->status = MOOT_ERROR_MEMORY;
		return;
	}
	report(b, MOOT_ERROR, b->cell_line, b->cell_count + 1,
	       at_end ? "the quote that opens this cell is never closed; add the closing quote"
		      : "the quotes of this cell are wrong: a cell that holds quotes must be quoted as a whole, with "
			"each quote inside it doubled");
	if (++b->faults == MOST_FAULTS)
		report(b, MOOT_ERROR, b->cell_line, 0, "too many broken cells; the rest of the file is not read");
}

static void parse(struct builder *b, size_t offset)
{
	while (!b->status && b->faults < MOST_FAULTS) {
		if (!start_parser(b)) {
			b->status = MOOT_ERROR_MEMORY;
			return;
		}
		bool whole = feed(b, &offset);
		if (!whole && !b->status)
			report_fault(b, offset == b->length);
		csv_free(&b->parser);
		if (whole)
			return;
		b->line = b->cell_line + 1;
		b->cell_count = 0;
		offset = b->cell_next;
	}
}

static const char SEPARATORS[] = ",;\t";
enum { SEPARATOR_COUNT = 3, MOST_TITLES = 10 };

/* Counts the separators outside quotes in the line at `at`; returns where the next one begins. */
static size_t count_separators(const char *text, size_t length, size_t at, size_t counts[SEPARATOR_COUNT])
{
	bool quoted = false;
	memset(counts, 0, SEPARATOR_COUNT * sizeof *counts);
	for (; at < length; at++) {
		if (!quoted && (text[at] == '\n' || text[at] == '\r'))
			return at + 1;
		quoted ^= text[at] == '"';
		const char *found = quoted ? NULL : memchr(SEPARATORS, text[at], SEPARATOR_COUNT);
		if (found)
			counts[found - SEPARATORS]++;
	}
	return at;
}

static int commonest(const size_t counts[SEPARATOR_COUNT])
{
	int best = counts[1] > counts[0] ? 1 : 0;
	return counts[2] > counts[best] ? 2 : best;
}

/*
 * The commonest of comma, semicolon and tab in the first line that has any. A line whose commonest the next one has not
 * is a title above the header, as in "Boards, April 2026" above "board_id;name".
 */
static char find_separator(const char *text, size_t length)
{
	int best = 0;
	int titles = 0;
	for (size_t at = 0; at < length && titles <= MOST_TITLES;) {
		size_t counts[SEPARATOR_COUNT];
		at = count_separators(text, length, at, counts);
		if (counts[0] + counts[1] + counts[2] == 0)
			continue;
		if (titles > 0 && counts[best] > 0)
			break;
		best = commonest(counts);
		titles++;
	}
	return SEPARATORS[best];
}

/* Excel's first line "sep=;": its length with the end of line, else 0. */
static size_t separator_line(const char *text, size_t length)
{
	bool found = length > 5 && memcmp(text, "sep=", 4) == 0 && memchr(",;\t", text[4], 3) &&
		     (text[5] == '\r' || text[5] == '\n');
	return found ? end_of_line(text, length, 0) : 0;
}

enum moot_status moot_table_read(struct moot_arena *arena, const char *file, const char *bytes, size_t count,
				 struct moot_table *table, struct moot_problems *problems)
{
	struct builder b = {.arena = arena, .problems = problems, .table = table, .line = 1};
	*table = (struct moot_table){.file = file};
	b.status = moot_decode(arena, file, bytes, count, &b.text, &b.length, problems);
	if (b.status || !b.text)
		return b.status;
	size_t offset = separator_line(b.text, b.length);
	b.separator = offset > 0 ? b.text[4] : find_separator(b.text, b.length);
	b.line = offset > 0 ? 2 : 1;
	parse(&b, offset);
	if (b.cleaned > MOST_CLEANED)
		report(&b, MOOT_WARNING, 0, 0, "many more cells hold control characters, which were left out");
	struct moot_table_row *rows = moot_arena_array(arena, table->row_count, sizeof *rows);
	if (!rows)
		b.status = MOOT_ERROR_MEMORY;
	else if (table->row_count > 0)
		memcpy(rows, table->rows, table->row_count * sizeof *rows);
	moot_release(table->rows);
	table->rows = rows;
	moot_release(b.cells);
	return b.status;
}

#define QUOTED(number) #number
#define TEXT(number) QUOTED(number)

const char *moot_table_library(void)
{
	return "libcsv " TEXT(CSV_MAJOR) "." TEXT(CSV_MINOR) "." TEXT(CSV_RELEASE);
}
