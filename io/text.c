/* Growing text (text.h). Numbers go through printf and strtod in one locale and are then freed of its separator. */
#include "io/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

/* Room for `more` bytes and a NUL. */
static bool text_reserve(struct moot_text *text, size_t more)
{
	if (text->failed || more >= SIZE_MAX - text->length ||
	    !moot_array_reserve((void **)&text->bytes, &text->capacity, text->length + more + 1, 1))
		text->failed = true;
	return !text->failed;
}

void moot_text_add_n(struct moot_text *text, const char *bytes, size_t length)
{
	if (!text_reserve(text, length))
		return;
	if (length > 0)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void moot_text_add(struct moot_text *text, const char *bytes)
{
	moot_text_add_n(text, bytes, strlen(bytes));
}

void moot_text_format(struct moot_text *text, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0) {
		text->failed = true;
		return;
	}
	if (!text_reserve(text, (size_t)length))
		return;
	va_start(arguments, format);
	vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	text->length += (size_t)length;
}

/*
 * The fewest significant digits that give `value` back, without sign and separator, and the power of ten of the first.
 * printf and strtod agree on the locale's separator, so the test holds in any; it is then skipped.
 */
static int shortest_digits(double value, char digits[20])
{
	char written[64];
	for (int places = 0; places <= 16; places++) {
		snprintf(written, sizeof written, "%.*e", places, value);
		if (strtod(written, NULL) == value)
			break;
	}
	size_t count = 0;
	const char *c = written;
	for (; *c && *c != 'e'; c++) {
		if (*c >= '0' && *c <= '9' && count < 19)
			digits[count++] = *c;
	}
	digits[count] = '\0';
	return *c == 'e' ? (int)strtol(c + 1, NULL, 10) : 0;
}

void moot_text_number(struct moot_text *text, double value)
{
	if (value == 0) { /* -0 would be read as the integer 0 */
		moot_text_add(text, "0");
		return;
	}
	char digits[20];
	int power = shortest_digits(fabs(value), digits);
	int count = (int)strlen(digits);
	if (value < 0)
		moot_text_add(text, "-");
	if (power < -5 || power > 15) {
		moot_text_format(text, "%c%s%se%d", digits[0], count > 1 ? "." : "", digits + 1, power);
	} else if (power < 0) {
		moot_text_format(text, "0.%.*s%s", -power - 1, "00000", digits);
	} else if (count <= power + 1) {
		moot_text_format(text, "%s%.*s", digits, power + 1 - count, "0000000000000000");
	} else {
		moot_text_format(text, "%.*s.%s", power + 1, digits, digits + power + 1);
	}
}

void moot_text_fixed(struct moot_text *text, double value, int decimals)
{
	char written[400];
	int length = isfinite(value) ? snprintf(written, sizeof written, "%.*f", decimals, fabs(value)) : -1;
	if (length < 0 || length >= (int)sizeof written) {
		moot_text_add(text, "unknown");
		return;
	}
	size_t whole = strspn(written, "0123456789");
	if (value < 0 && strpbrk(written, "123456789"))
		moot_text_add(text, "-");
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			moot_text_add(text, ",");
		moot_text_add_n(text, written + i, 1);
	}
	if (decimals > 0)
		moot_text_format(text, ".%s", written + length - decimals);
}

int32_t moot_text_next(const char **cursor)
{
	const char *bytes = *cursor;
	if (*bytes == '\0')
		return -1;
	/* Four bytes at most belong to a code point; a shorter text ends in a NUL. */
	int32_t length = (int32_t)strnlen(bytes, 4);
	int32_t at = 0;
	UChar32 code_point;
	U8_NEXT_OR_FFFD((const uint8_t *)bytes, at, length, code_point);
	*cursor = bytes + at;
	return code_point;
}

void moot_text_code_point(struct moot_text *text, int32_t code_point)
{
	char bytes[U8_MAX_LENGTH];
	int32_t length = 0;
	UBool bad = false;
	U8_APPEND((uint8_t *)bytes, length, U8_MAX_LENGTH, (uint32_t)code_point, bad);
	if (!bad)
		moot_text_add_n(text, bytes, (size_t)length);
}

bool moot_text_is_hidden(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c || c == 0x200b || c == 0x200e ||
	       c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	       (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f) || (c >= 0xfdd0 && c <= 0xfdef) ||
	       (c & 0xfffe) == 0xfffe;
}

static bool breaks_line(int32_t c)
{
	return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

void moot_text_escaped(struct moot_text *text, const char *raw, const char *(*escape)(int32_t code_point))
{
	for (int32_t c; (c = moot_text_next(&raw)) >= 0;) {
		if (breaks_line(c))
			c = ' ';
		else if (moot_text_is_hidden(c))
			continue;
		const char *instead = escape ? escape(c) : NULL;
		if (instead)
			moot_text_add(text, instead);
		else
			moot_text_code_point(text, c);
	}
}

void moot_text_plain(struct moot_text *text, const char *raw)
{
	moot_text_escaped(text, raw, NULL);
}

enum moot_status moot_text_take(struct moot_text *text, char **out, struct moot_error *error)
{
	moot_text_add(text, "");
	if (text->failed) {
		moot_text_clear(text);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*out = text->bytes;
	*text = (struct moot_text){0};
	return MOOT_OK;
}

void moot_text_clear(struct moot_text *text)
{
	moot_release(text->bytes);
	*text = (struct moot_text){0};
}
