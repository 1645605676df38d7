/* The bytes of a text file to UTF-8 (decode.h), by ICU's converters. */
#include "io/csv/decode.h"

#include <stdint.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

/* ICU: UTF-16 text to UTF-8 in the arena; NULL when out of memory. */
static char *to_utf8(struct moot_arena *arena, const UChar *units, int32_t unit_count, size_t *length)
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t size = 0;
	u_strToUTF8(NULL, 0, &size, units, unit_count, &code);
	if (code != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(code))
		return NULL;
	char *text = moot_arena_array(arena, (size_t)size + 1, 1);
	code = U_ZERO_ERROR;
	if (text)
		u_strToUTF8(text, size + 1, NULL, units, unit_count, &code);
	*length = (size_t)size;
	return U_FAILURE(code) ? NULL : text;
}

/* Converts from ICU's `encoding`. *text stays NULL where the bytes are not in that encoding. */
static enum moot_status convert(struct moot_arena *arena, const char *encoding, const char *bytes, size_t count,
				const char **text, size_t *length)
{
	UErrorCode code = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(encoding, &code);
	UChar *units = moot_allocate(count + 1, sizeof *units);
	if (U_FAILURE(code) || !units) {
		ucnv_close(converter);
		moot_release(units);
		return MOOT_ERROR_MEMORY;
	}
	ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
	int32_t unit_count = ucnv_toUChars(converter, units, (int32_t)count + 1, bytes, (int32_t)count, &code);
	enum moot_status status = MOOT_OK;
	if (U_SUCCESS(code)) {
		*text = to_utf8(arena, units, unit_count, length);
		status = *text ? MOOT_OK : MOOT_ERROR_MEMORY;
	}
	ucnv_close(converter);
	moot_release(units);
	return status;
}

static int line_of(const char *text, size_t offset)
{
	int line = 1;
	for (size_t i = 0; i < offset; i++)
		line += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
	return line;
}

/* The offset of the first byte that is not UTF-8, or `count`; *wide is how many characters beyond ASCII are. */
static size_t first_invalid(const char *bytes, size_t count, size_t *wide)
{
	size_t invalid = count;
	*wide = 0;
	for (int32_t i = 0; i < (int32_t)count;) {
		int32_t start = i;
		UChar32 c = 0;
		U8_NEXT((const uint8_t *)bytes, i, (int32_t)count, c);
		if (c < 0 && invalid == count)
			invalid = (size_t)start;
		*wide += c >= 0x80;
	}
	return invalid;
}

static enum moot_status decode_bytes(struct moot_arena *arena, const char *file, const char *bytes, size_t count,
				     const char **text, size_t *length, struct moot_problems *problems)
{
	size_t wide = 0;
	size_t invalid = first_invalid(bytes, count, &wide);
	if (invalid < count) {
		enum moot_status status = convert(arena, "windows-1252", bytes, count, text, length);
		if (status || wide == 0)
			return status;
		return moot_problems_add(problems, MOOT_WARNING, file, line_of(bytes, invalid), 0,
					 "this line is not UTF-8 although others are; the file was read as "
					 "Windows-1252, so check its accents and save it as UTF-8");
	}
	*text = moot_arena_text_n(arena, bytes, count);
	*length = count;
	return *text ? MOOT_OK : MOOT_ERROR_MEMORY;
}

static enum moot_status decode_utf16(struct moot_arena *arena, const char *file, const char *bytes, size_t count,
				     const char **text, size_t *length, struct moot_problems *problems)
{
	const char *encoding = bytes[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
	enum moot_status status = convert(arena, encoding, bytes + 2, count - 2, text, length);
	if (status || *text)
		return status;
	return moot_problems_add(problems, MOOT_ERROR, file, 0, 0,
				 "the file begins as UTF-16 but is not all UTF-16; save it again as UTF-8");
}

enum moot_status moot_decode(struct moot_arena *arena, const char *file, const char *bytes, size_t count,
			     const char **text, size_t *length, struct moot_problems *problems)
{
	*text = NULL;
	*length = 0;
	if (count > MOOT_TABLE_MAX_BYTES)
		return moot_problems_add(problems, MOOT_ERROR, file, 0, 0,
					 "the file is larger than %zu MiB, the most "
					 "that is read",
					 MOOT_TABLE_MAX_BYTES / 1024 / 1024);
	enum moot_status status = MOOT_OK;
	if (count >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
		status = decode_utf16(arena, file, bytes, count, text, length, problems);
	} else {
		size_t mark = count >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
		status = decode_bytes(arena, file, bytes + mark, count - mark, text, length, problems);
	}
	const char *nul = *text ? memchr(*text, '\0', *length) : NULL;
	if (status || !nul)
		return status;
	int line = line_of(*text, (size_t)(nul - *text));
	*text = NULL;
	return moot_problems_add(problems, MOOT_ERROR, file, line, 0,
				 "this line holds a NUL byte, so the file is not text in a known encoding; save it as "
				 "CSV in UTF-8");
}
