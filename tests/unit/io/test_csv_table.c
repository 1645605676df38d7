/* CSV files as tables: encodings, separators, quotes, places of cells, limits. */
#include "io/csv/table.h"

#include "io/csv/decode.h"

#include <criterion/criterion.h>
#include <string.h>

struct reading {
	struct moot_arena *arena;
	struct moot_table table;
	struct moot_problems problems;
};

static struct reading read_bytes(const char *bytes, size_t count)
{
	struct reading r = {.arena = moot_arena_new()};
	cr_assert_eq(moot_table_read(r.arena, "t.csv", bytes, count, &r.table, &r.problems), MOOT_OK);
	return r;
}

static struct reading read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

static void forget(struct reading *r)
{
	moot_problems_clear(&r->problems);
	moot_arena_free(r->arena);
}

static void expect_cell(const struct reading *r, size_t row, int column, const char *text, int line)
{
	cr_assert_lt(row, r->table.row_count);
	cr_assert_lt(column, r->table.rows[row].count);
	cr_assert_str_eq(r->table.rows[row].cells[column].text, text);
	cr_assert_eq(r->table.rows[row].cells[column].line, line);
}

static void expect_problem(const struct reading *r, size_t index, int line, int column, const char *words)
{
	cr_assert_lt(index, r->problems.count);
	cr_assert_eq(r->problems.items[index].line, line);
	cr_assert_eq(r->problems.items[index].column, column);
	cr_assert_not_null(strstr(r->problems.items[index].message, words), "%s", r->problems.items[index].message);
}

Test(table, separators)
{
	static const char *const texts[] = {"a,b\n1,2\n",          "a;b\r\n1;2\r\n",       "a\tb\r1\t2\r",
					    "sep=;\r\na;b\r\n1;2", "\n\na, b\n 1 ,\t2 \n", "\"a;x\",b\n1,2\n"};
	static const int lines[] = {2, 2, 2, 3, 4, 2};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct reading r = read_text(texts[i]);
		cr_assert_eq(r.problems.count, 0);
		cr_assert_eq(r.table.header.count, 2);
		cr_assert_eq(r.table.row_count, 1);
		expect_cell(&r, 0, 0, "1", lines[i]);
		expect_cell(&r, 0, 1, "2", lines[i]);
		forget(&r);
	}
}

Test(table, a_title_does_not_say_what_separates)
{
	static const char *const texts[] = {"Boards, April 2026\n\na;b\n1;2\n",
					    "Boards; April, 2026\r\na\tb\r\n1\t2\r\n",
					    "One; two\nBoards, April\na;b\n1;2\n"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct reading r = read_text(texts[i]);
		const size_t last = r.table.row_count - 1;
		cr_assert_eq(r.problems.count, 0);
		cr_assert_geq(r.table.row_count, 2);
		cr_assert_eq(r.table.rows[last].count, 2);
		cr_assert_str_eq(r.table.rows[last].cells[0].text, "1");
		forget(&r);
	}
}

Test(table, lines_stay_right_behind_embedded_newlines)
{
	struct reading r = read_text("a,b\r\n\"one\r\n two\",\"x\ny\"\r\n\r\n,\n\"q \"\"z\"\" q\",3\n");
	cr_assert_eq(r.problems.count, 0);
	cr_assert_eq(r.table.row_count, 2);
	expect_cell(&r, 0, 0, "one\n two", 2);
	expect_cell(&r, 0, 1, "x\ny", 3);
	expect_cell(&r, 1, 0, "q \"z\" q", 7);
	expect_cell(&r, 1, 1, "3", 7);
	forget(&r);
}

Test(table, empty_rows_and_cells_at_the_end_are_left_out)
{
	struct reading r = read_text("a,b,,\n1,2,,\n,,,\n , \n3\n\n\n");
	cr_assert_eq(r.table.header.count, 2);
	cr_assert_eq(r.table.row_count, 2);
	cr_assert_eq(r.table.rows[0].count, 2);
	expect_cell(&r, 1, 0, "3", 5);
	forget(&r);
	r = read_text("");
	cr_assert_eq(r.table.header.count, 0);
	cr_assert_eq(r.problems.count, 0);
	forget(&r);
}

static const struct {
	const char *bytes;
	size_t count;
} ENCODED[] = {
    {"n\nM\xc3\xb4n \xe2\x82\xac\n", 10},
    {"\xef\xbb\xbfn\nM\xc3\xb4n \xe2\x82\xac\n", 13},
    {"n\nM\xf4n \x80\n", 8},
    {"\xff\xfen\0\n\0M\0\xf4\0n\0 \0\xac\x20\n\0", 18},
    {"\xfe\xff\0n\0\n\0M\0\xf4\0n\0 \x20\xac\0\n", 18},
};

Test(table, encodings)
{
	for (size_t i = 0; i < sizeof ENCODED / sizeof *ENCODED; i++) {
		struct reading r = read_bytes(ENCODED[i].bytes, ENCODED[i].count);
		cr_assert_eq(r.problems.count, 0);
		cr_assert_str_eq(r.table.header.cells[0].text, "n");
		expect_cell(&r, 0, 0, "Môn €", 2);
		forget(&r);
	}
}

Test(table, bytes_that_are_no_text_are_errors)
{
	struct reading r = read_bytes("a,b\n1,\0\n", 8);
	cr_assert_eq(r.problems.errors, 1);
	expect_problem(&r, 0, 2, 0, "NUL");
	cr_assert_eq(r.table.header.count, 0);
	forget(&r);
	r = read_bytes("\xff\xfe"
		       "a\0\0\xdc\n\0",
		       8);
	cr_assert_eq(r.problems.errors, 1);
	expect_problem(&r, 0, 0, 0, "UTF-16");
	forget(&r);
	r = read_text("a\nM\xc3\xb4n\nM\xf4n\n");
	cr_assert_eq(r.problems.errors, 0);
	expect_problem(&r, 0, 3, 0, "not UTF-8");
	forget(&r);
}

Test(table, wrong_quotes_are_told_where_they_begin_and_reading_goes_on)
{
	struct reading r = read_text("a,b\n1,\"never\n2,closed\n3,4\n");
	cr_assert_eq(r.problems.errors, 1);
	expect_problem(&r, 0, 2, 2, "never closed");
	cr_assert_eq(r.table.row_count, 2);
	expect_cell(&r, 1, 1, "4", 4);
	forget(&r);
	r = read_text("a,b\n1,\"x\" y\n2,5\" pipe\n3,4\n");
	cr_assert_eq(r.problems.errors, 2);
	expect_problem(&r, 0, 2, 2, "quotes");
	expect_problem(&r, 1, 3, 2, "quotes");
	cr_assert_eq(r.table.row_count, 1);
	expect_cell(&r, 0, 0, "3", 4);
	forget(&r);
}

Test(table, a_file_full_of_wrong_quotes_is_given_up)
{
	static char text[4096];
	size_t used = 0;
	for (int i = 0; i < 100; i++, used += 8)
		memcpy(text + used, "a,\"x\" y\n", 8);
	struct reading r = read_bytes(text, used);
	cr_assert_eq(r.problems.errors, 21);
	forget(&r);
}

Test(table, control_characters_are_cleaned)
{
	struct reading r = read_text("a,b\nx\x07y,\"p\n\tq\"\n\xc2\x85z\xc2\x9bz,\x7f\n");
	cr_assert_eq(r.problems.errors, 0);
	cr_assert_eq(r.problems.count, 3);
	expect_problem(&r, 0, 2, 1, "control");
	expect_problem(&r, 1, 4, 1, "control");
	expect_problem(&r, 2, 4, 2, "control");
	expect_cell(&r, 0, 0, "xy", 2);
	expect_cell(&r, 0, 1, "p\n\tq", 2);
	expect_cell(&r, 1, 0, "zz", 4);
	forget(&r);
}

Test(table, limits)
{
	size_t size = MOOT_TABLE_MAX_CELL + 10;
	char *text = moot_allocate(size + 8, 1);
	memcpy(text, "a,b\n1,", 6);
	memset(text + 6, 'x', size);
	struct reading r = read_text(text);
	cr_assert_eq(r.problems.errors, 1);
	expect_problem(&r, 0, 2, 2, "64 KiB");
	forget(&r);
	moot_release(text);

	size = 2 * (MOOT_TABLE_MAX_ROWS + 3);
	text = moot_allocate(size, 1);
	for (size_t i = 0; i < size; i += 2)
		memcpy(text + i, "a\n", 2);
	r = read_bytes(text, size);
	cr_assert_eq(r.problems.errors, 1);
	expect_problem(&r, 0, MOOT_TABLE_MAX_ROWS + 2, 0, "1,000,000 rows");
	cr_assert_eq(r.table.row_count, MOOT_TABLE_MAX_ROWS);
	forget(&r);
	moot_release(text);

	size = MOOT_TABLE_MAX_BYTES + 1;
	text = moot_allocate(size, 1);
	r = read_bytes(text, size);
	cr_assert_eq(r.problems.errors, 1);
	expect_problem(&r, 0, 0, 0, "64 MiB");
	forget(&r);
	moot_release(text);
}

Test(table, too_many_columns)
{
	static char text[8192];
	memset(text, ',', 3000);
	for (size_t i = 0; i < 3000; i += 2)
		text[i] = 'x';
	text[2999] = '\n';
	struct reading r = read_text(text);
	cr_assert_eq(r.problems.errors, 1);
	expect_problem(&r, 0, 1, 1001, "1000 cells");
	cr_assert_eq(r.table.header.count, 1000);
	forget(&r);
}
