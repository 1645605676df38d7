/* The shared strings of a workbook (parts.h): every text that stands in a cell, once. */
#include "io/xlsx/parts.h"

#include "io/csv/word.h"

#include <string.h>
#include <unicode/utf8.h>

enum { MOST_STRINGS = 4000000, ESCAPE_LENGTH = 7 };

struct strings {
	struct moot_workbook *workbook;
	const char **items;
	size_t count;
	size_t capacity;
	struct moot_xlsx_text text;
	bool in_text;
	int phonetic; /* depth: how an East Asian text is read aloud is no part of it */
};

void moot_xlsx_text_add(struct moot_package *package, struct moot_xlsx_text *text, const char *bytes, size_t length)
{
	if (length > MOOT_TABLE_MAX_CELL - text->length || text->too_long) {
		text->too_long = true;
		return;
	}
	if (!moot_array_reserve((void **)&text->bytes, &text->capacity, text->length + length, 1)) {
		package->status = MOOT_ERROR_MEMORY;
		return;
	}
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
}

static int hex_digit(char c)
{
	const char *digits = "0123456789ABCDEF";
	char upper = c >= 'a' && c <= 'f' ? (char)(c - 'a' + 'A') : c;
	const char *found = upper ? strchr(digits, upper) : NULL;
	return found ? (int)(found - digits) : -1;
}

/* The UTF-16 unit of "_x000D_" (ECMA-376 part 1, 22.9.2.19), or -1. */
static int32_t escaped_unit(const char *text, size_t length)
{
	int32_t unit = 0;
	if (length < ESCAPE_LENGTH || text[0] != '_' || text[1] != 'x' || text[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (hex_digit(text[i]) < 0)
			return -1;
		unit = unit * 16 + hex_digit(text[i]);
	}
	return unit;
}

/* In place: an escape is longer than what it stands for. Halves of surrogate pairs are left as they are. */
static size_t decode_escapes(char *text, size_t length)
{
	size_t used = 0;
	for (size_t i = 0; i < length;) {
		int32_t unit = escaped_unit(text + i, length - i);
		if (unit <= 0 || (unit >= 0xd800 && unit < 0xe000)) {
			text[used++] = text[i++];
			continue;
		}
		int32_t written = 0;
		uint8_t *out = (uint8_t *)text + used;
		U8_APPEND_UNSAFE(out, written, (uint32_t)unit);
		used += (size_t)written;
		i += ESCAPE_LENGTH;
	}
	return used;
}

const char *moot_xlsx_text_keep(struct moot_package *package, struct moot_xlsx_text *text)
{
	if (text->too_long || package->status)
		return NULL;
	if (text->length == 0)
		return "";
	size_t length = decode_escapes(text->bytes, text->length);
	length = moot_table_clean(text->bytes, length);
	const char *start = text->bytes;
	moot_word_trim(&start, &length);
	return length == 0 ? "" : moot_package_check(package, moot_arena_text_n(package->arena, start, length));
}

static void start_string(void *context, const char *name, const char **attributes)
{
	struct strings *s = context;
	(void)attributes;
	if (strcmp(name, "si") == 0) {
		s->text.length = 0;
		s->text.too_long = false;
	} else if (strcmp(name, "rPh") == 0) {
		s->phonetic++;
	} else if (strcmp(name, "t") == 0) {
		s->in_text = s->phonetic == 0;
	}
}

static void add_text(void *context, const char *text, size_t length)
{
	struct strings *s = context;
	if (s->in_text)
		moot_xlsx_text_add(s->workbook->package, &s->text, text, length);
}

static void end_string(void *context, const char *name)
{
	struct strings *s = context;
	struct moot_package *package = s->workbook->package;
	if (strcmp(name, "t") == 0)
		s->in_text = false;
	if (strcmp(name, "rPh") == 0)
		s->phonetic--;
	if (strcmp(name, "si") != 0)
		return;
	if (s->count == MOST_STRINGS)
		moot_package_fail(package, "the workbook holds more than %d texts, the most that are read",
				  MOST_STRINGS);
	else if (!moot_array_reserve((void **)&s->items, &s->capacity, s->count + 1, sizeof *s->items))
		package->status = MOOT_ERROR_MEMORY;
	else
		s->items[s->count++] = moot_xlsx_text_keep(package, &s->text);
}

void moot_workbook_read_strings(struct moot_workbook *workbook, const char *part)
{
	static const struct moot_xml_handlers handlers = {start_string, end_string, add_text};
	struct moot_package *package = workbook->package;
	struct strings s = {.workbook = workbook};
	if (moot_xml_read(package, part, &handlers, &s)) {
		workbook->strings =
		    moot_package_check(package, moot_arena_array(package->arena, s.count, sizeof *workbook->strings));
		if (workbook->strings && s.count > 0)
			memcpy(workbook->strings, s.items, s.count * sizeof *s.items);
		workbook->string_count = workbook->strings ? s.count : 0;
	}
	moot_release((void *)s.items);
	moot_release(s.text.bytes);
}
