/*
 * Tables as a workbook (sheets.h), by libxlsxwriter; the only file that includes it. Texts are written as texts, never
 * as formulas or links, so nothing in them can run.
 */
#include "io/report/sheets.h"

#include "io/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { LONGEST_CELL = 32000, WIDEST = 60, NARROWEST = 9 };

struct book {
	lxw_workbook *book;
	lxw_format *head;
	lxw_format *formats[MOOT_CELL_POUNDS + 1];
	bool failed;
	bool no_memory;
};

static bool open_book(struct book *b, const char *path, int64_t created)
{
	lxw_doc_properties about = {.title = "Audit of partnership boards", .created = (time_t)created};
	b->book = workbook_new(path);
	if (!b->book || workbook_set_properties(b->book, &about))
		return false;
	b->head = workbook_add_format(b->book);
	for (int i = 0; i <= MOOT_CELL_POUNDS; i++)
		b->formats[i] = workbook_add_format(b->book);
	bool is_whole = b->head != NULL;
	for (int i = 0; i <= MOOT_CELL_POUNDS; i++)
		is_whole = is_whole && b->formats[i];
	if (!is_whole)
		return false;
	format_set_bold(b->head);
	format_set_text_wrap(b->head);
	format_set_bg_color(b->head, 0xE7EEF0);
	format_set_num_format(b->formats[MOOT_CELL_TEXT], "@");
	format_set_num_format(b->formats[MOOT_CELL_WHOLE], "#,##0");
	format_set_num_format(b->formats[MOOT_CELL_HOURS], "#,##0.0");
	format_set_num_format(b->formats[MOOT_CELL_SHARE], "0%");
	format_set_num_format(b->formats[MOOT_CELL_POUNDS], "[$£-809]#,##0");
	return true;
}

/* A cell holds 32,767 characters at most; what is longer ends early, between two characters. */
static void write_text(struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *raw)
{
	struct moot_text plain = {0};
	moot_text_plain(&plain, raw);
	if (!plain.failed && plain.length > LONGEST_CELL) {
		const char *end = plain.bytes;
		while (end - plain.bytes < LONGEST_CELL)
			moot_text_next(&end);
		plain.bytes[end - plain.bytes] = '\0';
	}
	bool is_written = !plain.failed && plain.bytes &&
			  !worksheet_write_string(sheet, row, column, plain.bytes, b->formats[MOOT_CELL_TEXT]);
	b->no_memory |= plain.failed;
	b->failed |= plain.length > 0 && !is_written;
	moot_text_clear(&plain);
}

static void write_cell(struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
		       const struct moot_table_cell *cell)
{
	if (cell->kind == MOOT_CELL_TEXT)
		write_text(b, sheet, row, column, cell->text);
	else if (isfinite(cell->number))
		b->failed |= worksheet_write_number(sheet, row, column, cell->number, b->formats[cell->kind]) != 0;
}

/* As wide as its longest text, within reason. */
static double width_of(const struct moot_table *table, size_t column)
{
	size_t longest = strlen(table->titles[column]);
	for (size_t i = column; i < table->count; i += table->columns) {
		size_t length = table->cells[i].kind == MOOT_CELL_TEXT ? strlen(table->cells[i].text) : 0;
		longest = length > longest ? length : longest;
	}
	return fmin(WIDEST, fmax(NARROWEST, (double)longest + 2));
}

static void write_sheet(struct book *b, const struct moot_table *table)
{
	lxw_worksheet *sheet = workbook_add_worksheet(b->book, table->stem);
	if (!sheet || table->columns == 0) {
		b->failed = true;
		return;
	}
	for (size_t c = 0; c < table->columns; c++) {
		b->failed |= worksheet_write_string(sheet, 0, (lxw_col_t)c, table->titles[c], b->head) != 0;
		worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, width_of(table, c), NULL);
	}
	for (size_t i = 0; i < table->count; i++)
		write_cell(b, sheet, (lxw_row_t)(1 + i / table->columns), (lxw_col_t)(i % table->columns),
			   &table->cells[i]);
	worksheet_freeze_panes(sheet, 1, 1);
	if (table->count > 0)
		worksheet_autofilter(sheet, 0, 0, (lxw_row_t)(table->count / table->columns),
				     (lxw_col_t)(table->columns - 1));
	b->no_memory |= table->failed;
}

static enum moot_status take_bytes(const char *path, char **out, size_t *length, struct moot_error *error)
{
	struct stat about;
	FILE *file = fopen(path, "rbe");
	if (!file || fstat(fileno(file), &about) != 0 || about.st_size <= 0) {
		if (file)
			fclose(file);
		return moot_error_set(error, MOOT_ERROR_SYSTEM, "can't read the workbook again: %s", strerror(errno));
	}
	char *bytes = moot_allocate((size_t)about.st_size + 1, 1);
	bool is_read = bytes && fread(bytes, 1, (size_t)about.st_size, file) == (size_t)about.st_size;
	fclose(file);
	if (is_read) {
		*out = bytes;
		*length = (size_t)about.st_size;
		return MOOT_OK;
	}
	moot_release(bytes);
	return bytes ? moot_error_set(error, MOOT_ERROR_SYSTEM, "can't read the workbook again")
		     : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}

static enum moot_status write_book(const char *path, const struct moot_table *tables, size_t count, int64_t created,
				   struct moot_error *error)
{
	struct book b = {0};
	bool is_open = open_book(&b, path, created);
	for (size_t i = 0; i < count && is_open; i++)
		write_sheet(&b, &tables[i]);
	lxw_error wrong = b.book ? workbook_close(b.book) : LXW_ERROR_MEMORY_MALLOC_FAILED;
	if (!is_open || b.no_memory || wrong == LXW_ERROR_MEMORY_MALLOC_FAILED)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (b.failed || wrong)
		return moot_error_set(error, MOOT_ERROR_SYSTEM, "can't write the workbook: %s",
				      wrong ? lxw_strerror(wrong) : "a table does not fit");
	return MOOT_OK;
}

enum moot_status moot_tables_xlsx(const struct moot_table *tables, size_t count, int64_t created, char **out,
				  size_t *length, struct moot_error *error)
{
	char path[] = "/tmp/moot-workbook-XXXXXX";
	int file = mkstemp(path);
	if (file < 0)
		return moot_error_set(error, MOOT_ERROR_SYSTEM, "can't make a temporary file in /tmp: %s",
				      strerror(errno));
	close(file);
	enum moot_status status = write_book(path, tables, count, created, error);
	if (status == MOOT_OK)
		status = take_bytes(path, out, length, error);
	unlink(path);
	return status;
}
