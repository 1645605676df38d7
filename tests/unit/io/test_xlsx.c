/* Workbooks as tables and as landscapes: every kind of cell, places of problems, limits, hostile files. */
#include "io/xlsx/workbook.h"

#include "landscape_folder.h"
#include "workbook_file.h"

struct reading {
	struct moot_arena *arena;
	struct moot_workbook *workbook;
	struct moot_table table;
	struct moot_problems problems;
};

static bool all_but_notes(const void *context, const char *header)
{
	(void)context;
	return strcmp(header, "notes") != 0;
}

/* Opens the workbook and reads its first sheet. */
static struct reading read_bytes(const char *bytes, size_t count)
{
	struct reading r = {.arena = moot_arena_new()};
	cr_assert_eq(moot_workbook_open(r.arena, "w.xlsx", bytes, count, &r.workbook, &r.problems), MOOT_OK);
	if (r.workbook && r.workbook->sheet_count > 0 && r.workbook->sheets[0].part)
		cr_assert_eq(moot_workbook_table(r.workbook, 0, "w.xlsx/s", all_but_notes, NULL, &r.table, &r.problems),
			     MOOT_OK);
	return r;
}

static struct reading read_parts(const struct workbook_parts *parts)
{
	struct workbook_file w;
	workbook_make(&w, parts);
	struct reading r = read_bytes(w.bytes, w.used);
	workbook_free(&w);
	return r;
}

static struct reading read_data(const char *data)
{
	struct workbook_parts parts = {.strings = "<si><t>one</t></si>", .sheets = {"s", data}};
	return read_parts(&parts);
}

static void forget(struct reading *r)
{
	moot_problems_clear(&r->problems);
	moot_arena_free(r->arena);
}

static const char *cell_of(const struct reading *r, size_t row, int column)
{
	cr_assert_lt(row, r->table.row_count);
	return column < r->table.rows[row].count ? r->table.rows[row].cells[column].text : "";
}

static void expect_problem(const struct reading *r, enum moot_severity severity, const char *file, int line, int column,
			   const char *words)
{
	cr_assert_eq(r->problems.count, 1);
	const struct moot_problem *problem = &r->problems.items[0];
	cr_assert_not_null(strstr(problem->message, words), "%s", problem->message);
	cr_assert_str_eq(problem->file, file);
	cr_assert_eq(problem->line, line);
	cr_assert_eq(problem->column, column);
	cr_assert_eq(problem->severity, severity);
}

#define HEADER "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c><c t=\"str\"><v>notes</v></c></row>"

Test(xlsx, kinds_of_cells)
{
	static const struct workbook_parts parts = {
	    .strings = "<si><t>plain</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>aloud</t></rPh></si>"
		       "<si><t xml:space=\"preserve\">  line_x000D_\nbreak &amp; _x00e9__x0041 </t></si><si/>",
	    .formats = "<numFmt numFmtId=\"170\" formatCode=\"dd\\-mmm\\-yyyy\"/>",
	    .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/>",
	    .sheets = {"s",
		       HEADER "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
			      "<c r=\"D3\" t=\"s\"><v>2</v></c><c r=\"E3\"><v>52000.5</v></c>"
			      "<c r=\"F3\" s=\"1\"><v>46477</v></c><c r=\"G3\" s=\"2\"><v>46448.416666666664</v></c>"
			      "<c r=\"H3\" s=\"3\"><v>0.375</v></c><c r=\"I3\" t=\"b\"><v>1</v></c>"
			      "<c r=\"J3\" t=\"b\"><v>0</v></c><c r=\"K3\" t=\"d\"><v>2027-05-12T00:00:00</v></c>"
			      "<c r=\"L3\" t=\"str\"><f>A1&amp;\"x\"</f><v>cached</v></c>"
			      "<c r=\"M3\"><f>1+1</f><v>2</v></c><c r=\"N3\" t=\"str\"><f>\"\"</f><v></v></c>"
			      "<c r=\"O3\" s=\"1\"/><c r=\"P3\" t=\"s\"><v>3</v></c></row>"}};
	static const char *const expected[] = {"plain",
					       "two runs",
					       "",
					       "line\nbreak & \xc3\xa9_x0041",
					       "52000.5",
					       "2027-03-31",
					       "2027-03-02T10:00",
					       "09:00",
					       "TRUE",
					       "FALSE",
					       "2027-05-12",
					       "cached",
					       "2"};
	struct reading r = read_parts(&parts);
	cr_assert_eq(r.problems.count, 0);
	cr_assert_eq(r.table.header.count, 2);
	cr_assert_str_eq(r.table.header.cells[1].text, "notes");
	cr_assert_eq(r.table.row_count, 1);
	cr_assert_eq(r.table.rows[0].line, 3);
	cr_assert_eq(r.table.rows[0].count, 13);
	cr_assert_eq(r.table.date_system, 1900);
	for (int c = 0; c < 13; c++)
		cr_assert_str_eq(cell_of(&r, 0, c), expected[c]);
	forget(&r);
}

Test(xlsx, dates_from_1904)
{
	static const struct workbook_parts parts = {
	    .properties = "date1904=\"1\"",
	    .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>",
	    .sheets = {"s", HEADER "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45015</v></c></row>"}};
	struct reading r = read_parts(&parts);
	cr_assert_str_eq(cell_of(&r, 0, 0), "2027-03-31");
	cr_assert_eq(r.table.date_system, 1904);
	forget(&r);
}

Test(xlsx, empty_rows_and_columns_are_left_out)
{
	struct reading r =
	    read_data(HEADER "<row r=\"2\"/><row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>  </t></is></c>"
			     "</row><row><c><v>1</v></c><c/><c/></row><row r=\"9\"><c r=\"C9\"/></row>");
	cr_assert_eq(r.problems.count, 0);
	cr_assert_eq(r.table.row_count, 1);
	cr_assert_eq(r.table.rows[0].line, 6);
	cr_assert_eq(r.table.rows[0].count, 1);
	forget(&r);
}

static const struct {
	const char *data;
	enum moot_severity severity;
	int line;
	int column;
	const char *words;
} BAD_CELLS[] = {
    {"<row r=\"4\"><c r=\"A4\" t=\"e\"><v>#REF!</v></c></row>", MOOT_ERROR, 4, 1, "the error #REF!"},
    {"<row r=\"4\"><c r=\"B4\" t=\"e\"><v>#N/A</v></c></row>", MOOT_WARNING, 4, 2, "the error #N/A"},
    {"<row r=\"4\"><c r=\"C4\" t=\"e\"><v>#N/A</v></c></row>", MOOT_WARNING, 4, 3, "the error #N/A"},
    {"<row r=\"4\"><c r=\"A4\"><f>SUM(B1:B9)</f></c></row>", MOOT_ERROR, 4, 1, "whose value was not saved"},
    {"<row r=\"4\"><c r=\"A4\"><v>ten</v></c></row>", MOOT_ERROR, 4, 1, "should hold a number but holds \"ten\""},
    {"<row r=\"4\"><c r=\"A4\" t=\"s\"><v>7</v></c></row>", MOOT_ERROR, 4, 1, "a text that the workbook does not hold"},
    {"<row r=\"4\"><c r=\"A4\" t=\"s\"><v>-1</v></c></row>", MOOT_ERROR, 4, 1,
     "a text that the workbook does not hold"},
    {"<row r=\"4\"><c r=\"B4\"/><c r=\"A4\"/></row>", MOOT_ERROR, 4, 0, "the cells of row 4 are out of order"},
    {"<row r=\"4\"/><row r=\"4\"/>", MOOT_ERROR, 4, 0, "the rows are out of order"},
    {"<row r=\"99999999999\"/>", MOOT_ERROR, 1, 0, "the rows are out of order"},
    {"<row r=\"4\"><row r=\"5\"/></row>", MOOT_ERROR, 4, 0, "the rows are out of order"},
    {"<row r=\"4\"><c r=\"ALM4\"><v>1</v></c></row>", MOOT_ERROR, 4, 1001, "beyond the 1000th column"},
    {"<row r=\"4\">", MOOT_ERROR, 4, 0, "xl/worksheets/sheet1.xml in the workbook is damaged"},
};

Test(xlsx, bad_cells_are_told_at_their_place)
{
	for (size_t i = 0; i < sizeof BAD_CELLS / sizeof *BAD_CELLS; i++) {
		char data[1024];
		snprintf(data, sizeof data, HEADER "%s", BAD_CELLS[i].data);
		struct reading r = read_data(data);
		expect_problem(&r, BAD_CELLS[i].severity, "w.xlsx/s", BAD_CELLS[i].line, BAD_CELLS[i].column,
			       BAD_CELLS[i].words);
		forget(&r);
	}
}

Test(xlsx, what_is_no_workbook)
{
	static const struct {
		const char *bytes;
		size_t count;
		const char *words;
	} files[] = {{"", 0, "not an .xlsx workbook"},
		     {"board_id,name\n", 14, "not an .xlsx workbook"},
		     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "locked with a password"},
		     {"PK\x03\x04 and no more", 16, "damaged"}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct reading r = read_bytes(files[i].bytes, files[i].count);
		cr_assert_null(r.workbook);
		expect_problem(&r, MOOT_ERROR, "w.xlsx", 0, 0, files[i].words);
		forget(&r);
	}
}

Test(xlsx, zip_without_a_workbook)
{
	struct workbook_file w;
	workbook_begin(&w, 65536);
	workbook_part(&w, "hello.txt", "hello");
	workbook_end(&w);
	struct reading r = read_bytes(w.bytes, w.used);
	expect_problem(&r, MOOT_ERROR, "w.xlsx", 0, 0, "a zip but no .xlsx workbook");
	forget(&r);
	workbook_free(&w);
}

/* A workbook part that declares entities, or nests, or never ends a tag. */
static void expect_refusal(const char *text, size_t length, const char *words)
{
	struct workbook_file w;
	workbook_begin(&w, length + 65536);
	workbook_part_n(&w, "xl/workbook.xml", text, length);
	workbook_end(&w);
	struct reading r = read_bytes(w.bytes, w.used);
	cr_assert_null(r.workbook);
	expect_problem(&r, MOOT_ERROR, "w.xlsx", 0, 0, words);
	forget(&r);
	workbook_free(&w);
}

Test(xlsx, hostile_xml)
{
	static const char laughs[] = "<!DOCTYPE w [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;\">]><w>&b;</w>";
	char deep[1024] = "";
	size_t huge_length = (size_t)3 << 20;
	char *huge = malloc(huge_length);
	cr_assert_not_null(huge);
	expect_refusal(laughs, strlen(laughs), "declares a document type");
	for (int i = 0; i < 100; i++)
		memcpy(deep + 3 * i, "<a>", 4);
	expect_refusal(deep, strlen(deep), "elements more than 64 deep");
	memset(huge, ' ', huge_length);
	memcpy(huge, "<w a=\"", 6);
	expect_refusal(huge, huge_length, "a tag larger than 1 MiB");
	memcpy(huge, "<!--  ", 6);
	expect_refusal(huge, huge_length, "a tag larger than 1 MiB");
	free(huge);
}

Test(xlsx, a_bomb_is_not_unpacked)
{
	struct workbook_file w;
	size_t length = (size_t)150 << 20;
	char *spaces = malloc(length);
	cr_assert_not_null(spaces);
	memset(spaces, ' ', length);
	memcpy(spaces, "<w>", 3);
	for (size_t i = 1024; i < length; i += 1024)
		memcpy(spaces + i, "<a/>", 4);
	workbook_begin(&w, (size_t)8 << 20);
	workbook_part_n(&w, "xl/workbook.xml", spaces, length);
	workbook_end(&w);
	free(spaces);
	cr_assert_lt(w.used, (size_t)4 << 20);
	struct reading r = read_bytes(w.bytes, w.used);
	expect_problem(&r, MOOT_ERROR, "w.xlsx", 0, 0, "unpacks to more than 128 MiB");
	forget(&r);
	workbook_free(&w);
}

/* Few bytes that would be thousands of millions of cells, or of bytes of text. */
static void expect_too_much(const char *row, const char *strings)
{
	size_t row_length = strlen(row);
	size_t rows = 100000;
	char *data = malloc(row_length * rows + 1);
	cr_assert_not_null(data);
	for (size_t i = 0; i < rows; i++)
		memcpy(data + i * row_length, row, row_length + 1);
	struct workbook_parts parts = {.sheets = {"s", data}};
	struct workbook_file w;
	size_t length = strings ? strlen(strings) + 64 : 64;
	char *text = malloc(length);
	cr_assert_not_null(text);
	workbook_begin(&w, (size_t)8 << 20);
	parts.strings = strings;
	workbook_sheets(&w, &parts);
	snprintf(text, length, "<sst>%s</sst>", strings ? strings : "");
	workbook_part(&w, "xl/sharedStrings.xml", text);
	workbook_end(&w);
	struct reading r = read_bytes(w.bytes, w.used);
	cr_assert_eq(r.problems.count, 1);
	cr_assert_not_null(strstr(r.problems.items[0].message, "too many cells"), "%s", r.problems.items[0].message);
	forget(&r);
	workbook_free(&w);
	free(text);
	free(data);
}

Test(xlsx, cells_and_texts_are_bounded)
{
	char *strings = calloc(1, 60064);
	cr_assert_not_null(strings);
	memcpy(strings, "<si><t>", 7);
	memset(strings + 7, 'x', 60000);
	memcpy(strings + 60007, "</t></si>", 9);
	expect_too_much("<row><c r=\"ALL1\"><v>1</v></c></row>", NULL);
	expect_too_much("<row><c t=\"s\"><v>0</v></c></row>", strings);
	free(strings);
}

/* Damaged copies of a good workbook end in a table or a problem. */
Test(xlsx, mangled_bytes)
{
	static const struct workbook_parts parts = {
	    .strings = "<si><t>plain</t></si>",
	    .formats = "<numFmt numFmtId=\"170\" formatCode=\"dd\\-mmm\\-yyyy\"/>",
	    .styles = "<xf numFmtId=\"170\"/>",
	    .sheets = {"s", HEADER
		       "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" s=\"0\"><v>46477</v></c></row>"}};
	struct workbook_file w;
	unsigned long long state = 20261122;
	workbook_make(&w, &parts);
	char *copy = malloc(w.used);
	cr_assert_not_null(copy);
	for (int round = 0; round < 3000; round++) {
		memcpy(copy, w.bytes, w.used);
		size_t count = w.used;
		for (int change = 0; change <= round % 4; change++) {
			state = state * 6364136223846793005ULL + 1442695040888963407ULL;
			copy[(state >> 33) % count] = (char)(state >> 25);
		}
		if (round % 5 == 0)
			count = (size_t)(state >> 30) % count;
		struct reading r = read_bytes(copy, count);
		forget(&r);
	}
	free(copy);
	workbook_free(&w);
}

#define TEXT(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define BOARDS "<row>" TEXT("Board ID") TEXT("Name") "</row><row>" TEXT("a") TEXT("Board A") "</row>"
#define MEMBERS                                                                                                        \
	"<row>" TEXT("board_id") TEXT("person_id") TEXT("organisation") TEXT("role") "</row><row>" TEXT("a")           \
	    TEXT("ann") TEXT("Council") TEXT("chair") "</row>"

static void write_workbook(struct folder *folder, const char *file, const struct workbook_parts *parts)
{
	struct workbook_file w;
	workbook_make(&w, parts);
	folder_write_bytes(folder, file, w.bytes, w.used);
	workbook_free(&w);
}

static void remove_file(struct folder *folder, const char *file)
{
	char path[160];
	folder_path(folder, file, path);
	for (int i = 0; i < folder->file_count; i++)
		if (strcmp(folder->files[i], file) == 0) {
			cr_assert_eq(remove(path), 0);
			memmove(folder->files[i], folder->files[i + 1],
				sizeof folder->files[0] * (size_t)(folder->file_count - i - 1));
			folder->file_count--;
			return;
		}
}

static struct folder *workbook_landscape(const struct workbook_parts *parts)
{
	struct folder *folder = folder_new();
	remove_file(folder, "boards.csv");
	remove_file(folder, "members.csv");
	write_workbook(folder, "area.xlsx", parts);
	return folder;
}

Test(xlsx_landscape, stands_in_for_csv)
{
	static const struct workbook_parts parts = {.sheets = {"boards", BOARDS, "Members.csv", MEMBERS}};
	struct folder *folder = workbook_landscape(&parts);
	folder_expect_clean(folder);
	cr_assert_eq(folder->landscape->board_count, 1);
	cr_assert_eq(folder->landscape->member_count, 1);
	cr_assert_eq(folder->landscape->input_count, 2);
	folder_free(folder);
}

Test(xlsx_landscape, problems_name_sheet_and_cell)
{
	static const struct workbook_parts parts = {
	    .sheets = {"boards", BOARDS, "members", MEMBERS "<row r=\"7\">" TEXT("b") TEXT("bob") "</row>"}};
	struct folder *folder = workbook_landscape(&parts);
	folder_expect(folder, MOOT_ERROR, "area.xlsx/members", 7, 1, "there is no board \"b\" in area.xlsx/boards");
	folder_free(folder);
}

Test(xlsx_landscape, one_source_for_each_file)
{
	static const struct workbook_parts parts = {.sheets = {"boards", BOARDS, "members", MEMBERS}};
	struct folder *folder = workbook_landscape(&parts);
	folder_write(folder, "boards.csv", "board_id,name\na,Board A\n");
	folder_expect(folder, MOOT_ERROR, "area.xlsx/boards", 0, 0, "boards.csv lies beside this sheet");
	remove_file(folder, "boards.csv");
	write_workbook(folder, "other.xlsx", &parts);
	folder_expect(folder, MOOT_ERROR, "area.xlsx", 0, 0, "there are two workbooks, area.xlsx and other.xlsx");
	remove_file(folder, "other.xlsx");
	/* Excel's mark of an open workbook. */
	folder_write(folder, "~$area.xlsx", "lock");
	folder_expect_clean(folder);
	folder_free(folder);
}

Test(xlsx_landscape, sheets_that_mean_nothing)
{
	static const struct workbook_parts parts = {
	    .sheets = {"boards", BOARDS, "members", MEMBERS, "Sheet1", "", "polcy", ""}};
	static const struct workbook_parts twice = {
	    .sheets = {"boards", BOARDS, "members", MEMBERS, "BOARDS.CSV", BOARDS}};
	struct folder *folder = workbook_landscape(&parts);
	folder_read(folder);
	cr_assert_eq(folder->status, MOOT_OK);
	cr_assert_eq(folder->problems.count, 2);
	cr_assert_not_null(folder_find(folder, "area.xlsx/Sheet1", 0, 0, "is not part of a landscape"));
	cr_assert_not_null(folder_find(folder, "area.xlsx/polcy", 0, 0, "is \"policy\" meant?"));
	write_workbook(folder, "area.xlsx", &twice);
	folder_expect(folder, MOOT_ERROR, "area.xlsx/BOARDS.CSV", 0, 0, "two sheets stand for boards.csv");
	folder_free(folder);
}

Test(xlsx_landscape, bad_workbook_alone_is_told)
{
	struct folder *folder = folder_new();
	remove_file(folder, "boards.csv");
	remove_file(folder, "members.csv");
	folder_write(folder, "area.xlsx", "no zip");
	folder_expect(folder, MOOT_ERROR, "area.xlsx", 0, 0, "not an .xlsx workbook");
	folder_free(folder);
}

Test(xlsx_landscape, dates_where_dates_are_due)
{
	static const struct workbook_parts parts = {
	    .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>",
	    .sheets = {"boards", BOARDS, "members", MEMBERS, "policy",
		       "<row>" TEXT("key") TEXT("value") "</row><row>" TEXT(
			   "start") "<c s=\"1\"><v>46478</v></c></row><row>" TEXT("end") "<c><v>46843</v></c></row>"}};
	struct folder *folder = workbook_landscape(&parts);
	remove_file(folder, "policy.csv");
	folder_expect(folder, MOOT_WARNING, "area.xlsx/policy", 3, 2,
		      "\"46843\" is read as 2028-03-31; format the cell as a date");
	cr_assert_eq(folder->landscape->policy.start, moot_day_parse("2027-04-01"));
	cr_assert_eq(folder->landscape->policy.end, moot_day_parse("2028-03-31"));
	folder_free(folder);
}

Test(xlsx_landscape, numbers_in_csv_are_no_dates)
{
	struct folder *folder = folder_new();
	folder_write(folder, "policy.csv", "key,value\nstart,46478\n");
	folder_expect(folder, MOOT_ERROR, "policy.csv", 2, 2, "format the column as a date of the form yyyy-mm-dd");
	folder_write(folder, "policy.csv", "key,value\nstart,1-Apr-27\nend,31 March 2028\n");
	folder_read(folder);
	cr_assert_eq(folder->status, MOOT_OK);
	cr_assert_eq(folder->problems.count, 2);
	cr_assert_eq(folder->landscape->policy.start, moot_day_parse("2027-04-01"));
	cr_assert_eq(folder->landscape->policy.end, moot_day_parse("2028-03-31"));
	folder_free(folder);
}
