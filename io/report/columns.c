/* Aligned columns (columns.h). */
#include "io/report/columns.h"

#include <string.h>
#include <unicode/uchar.h>

enum { LONGEST_TEXT = 48 };

static int code_point_width(int32_t c)
{
	int kind = u_charType(c);
	if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR)
		return 0;
	int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

int moot_columns_width(const char *bytes, size_t length)
{
	int width = 0;
	for (const char *at = bytes; at < bytes + length;)
		width += code_point_width(moot_text_next(&at));
	return width;
}

static void end_cell(struct moot_columns *columns)
{
	moot_text_add(&columns->cells, "\n");
	columns->cell_count++;
}

void moot_columns_text(struct moot_columns *columns, const char *raw)
{
	struct moot_text plain = {0};
	moot_text_plain(&plain, raw);
	columns->cells.failed |= plain.failed;
	const char *bytes = plain.failed || !plain.bytes ? "" : plain.bytes;
	if (moot_columns_width(bytes, strlen(bytes)) <= LONGEST_TEXT) {
		moot_text_add(&columns->cells, bytes);
	} else {
		const char *end = bytes;
		for (int width = 0; width < LONGEST_TEXT - 4;)
			width += code_point_width(moot_text_next(&end));
		moot_text_add_n(&columns->cells, bytes, (size_t)(end - bytes));
		moot_text_add(&columns->cells, "...");
	}
	end_cell(columns);
	moot_text_clear(&plain);
}

void moot_columns_number(struct moot_columns *columns, double value, int decimals)
{
	moot_text_fixed(&columns->cells, value, decimals);
	end_cell(columns);
}

void moot_columns_begin(struct moot_columns *columns, const char *const *titles)
{
	*columns = (struct moot_columns){0};
	for (; *titles && columns->count < MOOT_MOST_COLUMNS; titles++) {
		bool number = **titles == '#';
		columns->is_number[columns->count++] = number;
		moot_columns_text(columns, *titles + number);
	}
}

static void pad(struct moot_text *text, int count)
{
	for (int i = 0; i < count; i++)
		moot_text_add(text, " ");
}

static void write_row(const struct moot_columns *columns, const char **at, const int *widths, struct moot_text *text)
{
	for (int i = 0; i < columns->count; i++) {
		size_t length = strcspn(*at, "\n");
		int space = widths[i] - moot_columns_width(*at, length);
		bool last = i + 1 == columns->count;
		pad(text, 2 + (columns->is_number[i] ? space : 0));
		moot_text_add_n(text, *at, length);
		if (!columns->is_number[i] && !last)
			pad(text, space);
		*at += length + 1;
	}
	moot_text_add(text, "\n");
}

void moot_columns_end(struct moot_columns *columns, struct moot_text *text)
{
	int widths[MOOT_MOST_COLUMNS] = {0};
	if (columns->cells.failed || columns->count == 0) {
		text->failed |= columns->cells.failed;
		moot_text_clear(&columns->cells);
		return;
	}
	size_t count = (size_t)columns->count;
	const char *at = columns->cells.bytes;
	for (size_t i = 0; i < columns->cell_count; i++) {
		size_t length = strcspn(at, "\n");
		int width = moot_columns_width(at, length);
		if (width > widths[i % count])
			widths[i % count] = width;
		at += length + 1;
	}
	at = columns->cells.bytes;
	for (size_t row = 0; row < columns->cell_count / count; row++)
		write_row(columns, &at, widths, text);
	moot_text_clear(&columns->cells);
}
