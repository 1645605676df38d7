#include "text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { MOST_TEXT_BYTES = 4000 };

size_t moot_utf8_length(const char *text)
{
	const unsigned char *b = (const unsigned char *)text;
	if (b[0] < 0x80)
		return 1;
	size_t length = b[0] >= 0xF0 ? 4 : b[0] >= 0xE0 ? 3 : 2;
	if (b[0] < 0xC2 || b[0] > 0xF4)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((b[i] & 0xC0) != 0x80)
			return 0;
	}
	/* Overlong forms, surrogates, and beyond U+10FFFF (RFC 3629). */
	if ((b[0] == 0xE0 && b[1] < 0xA0) || (b[0] == 0xED && b[1] > 0x9F) || (b[0] == 0xF0 && b[1] < 0x90) ||
	    (b[0] == 0xF4 && b[1] > 0x8F))
		return 0;
	return length;
}

static bool is_utf8(const char *text)
{
	while (*text) {
		size_t length = moot_utf8_length(text);
		if (length == 0)
			return false;
		text += length;
	}
	return true;
}

/* Windows-1252 differs from Unicode's first 256 characters in these only. */
static unsigned from_windows(unsigned char byte)
{
	static const uint16_t high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
					  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
					  0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
					  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
	return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

static size_t put_utf8(char *out, unsigned code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	out[0] = (char)(0xE0 | code >> 12);
	out[1] = (char)(0x80 | (code >> 6 & 0x3F));
	out[2] = (char)(0x80 | (code & 0x3F));
	return 3;
}

static bool is_control(const char *text, size_t length)
{
	unsigned char first = (unsigned char)text[0];
	return first < 0x20 || first == 0x7F || (length == 2 && first == 0xC2 && (unsigned char)text[1] < 0xA0);
}

const char *moot_feed_text(struct moot_arena *arena, const char *text)
{
	bool utf8 = is_utf8(text);
	size_t room = strlen(text);
	char *clean = moot_arena_array(arena, (room < MOST_TEXT_BYTES ? room : MOST_TEXT_BYTES) * 3 + 4, 1);
	if (!clean)
		return NULL;
	size_t length = 0;
	bool space = false;
	while (*text && length < MOST_TEXT_BYTES) {
		char character[4];
		size_t read = utf8 ? moot_utf8_length(text) : 1;
		size_t size = read;
		if (utf8)
			memcpy(character, text, read);
		else
			size = put_utf8(character, from_windows((unsigned char)*text));
		text += read;
		if (is_control(character, size) || character[0] == ' ') {
			space = length > 0;
			continue;
		}
		if (space)
			clean[length++] = ' ';
		space = false;
		memcpy(clean + length, character, size);
		length += size;
	}
	clean[length] = '\0';
	return clean;
}
