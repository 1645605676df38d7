/* Words as people type them (word.h): trimming, case folding, repair, edit distance. */
#include "io/csv/word.h"

#include <stdint.h>
#include <string.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { LONGEST_WORD = 63 };

static bool is_blank(UChar32 c)
{
	const UChar32 zero_width_space = 0x200b;
	const UChar32 byte_order_mark = 0xfeff;
	return c == zero_width_space || c == byte_order_mark || (c >= 0 && u_isUWhiteSpace(c));
}

/* Bytes that the character at the front takes if it is blank, else 0. */
static size_t blank_at_front(const char *text, size_t length)
{
	int32_t i = 0;
	UChar32 c = 0;
	U8_NEXT((const uint8_t *)text, i, (int32_t)(length > 8 ? 8 : length), c);
	return is_blank(c) ? (size_t)i : 0;
}

static size_t blank_at_back(const char *text, size_t length)
{
	size_t skip = length > 8 ? length - 8 : 0;
	int32_t i = (int32_t)(length - skip);
	UChar32 c = 0;
	U8_PREV((const uint8_t *)text + skip, 0, i, c);
	return is_blank(c) ? length - skip - (size_t)i : 0;
}

void moot_word_trim(const char **text, size_t *length)
{
	for (size_t n = 1; *length > 0 && n > 0;) {
		n = blank_at_front(*text, *length);
		*text += n;
		*length -= n;
	}
	for (size_t n = 1; *length > 0 && n > 0;) {
		n = blank_at_back(*text, *length);
		*length -= n;
	}
}

/* Folds beyond ASCII; the folded text may be longer than the text. */
static const char *fold_unicode(struct moot_arena *arena, const char *text, size_t length)
{
	UErrorCode code = U_ZERO_ERROR;
	UCaseMap *map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &code);
	if (U_FAILURE(code))
		return NULL;
	int32_t size = ucasemap_utf8FoldCase(map, NULL, 0, text, (int32_t)length, &code);
	char *folded = NULL;
	if (code == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(code)) {
		code = U_ZERO_ERROR;
		folded = moot_arena_array(arena, (size_t)size + 1, 1);
		if (folded)
			ucasemap_utf8FoldCase(map, folded, size + 1, text, (int32_t)length, &code);
	}
	ucasemap_close(map);
	return U_FAILURE(code) ? NULL : folded;
}

const char *moot_word_fold(struct moot_arena *arena, const char *text)
{
	size_t length = strlen(text);
	moot_word_trim(&text, &length);
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] >= 0x80)
			return length < INT32_MAX / 4 ? fold_unicode(arena, text, length) : NULL;
	char *folded = moot_arena_text_n(arena, text, length);
	for (size_t i = 0; folded && i < length; i++)
		if (folded[i] >= 'A' && folded[i] <= 'Z')
			folded[i] = (char)(folded[i] - 'A' + 'a');
	return folded;
}

void moot_word_repair(char *text)
{
	size_t length = strlen(text);
	if (length > INT32_MAX)
		return;
	for (int32_t i = 0; i < (int32_t)length;) {
		int32_t start = i;
		UChar32 c = 0;
		U8_NEXT((const uint8_t *)text, i, (int32_t)length, c);
		if (c < 0)
			memset(text + start, '?', (size_t)(i - start));
	}
}

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* One row of the table of distances between the beginnings of a and b; returns its least entry. */
static int distance_row(const char *a, const char *b, int i, int length, const int *before, const int *above, int *row)
{
	int lowest = row[0] = i;
	for (int j = 1; j <= length; j++) {
		int same = lower(a[i - 1]) == lower(b[j - 1]);
		row[j] = least(above[j - 1] + !same, least(above[j], row[j - 1]) + 1);
		if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
			row[j] = least(row[j], before[j - 2] + 1);
		lowest = least(lowest, row[j]);
	}
	return lowest;
}

int moot_word_distance(const char *a, const char *b, int limit)
{
	int rows[3][LONGEST_WORD + 1] = {{0}};
	int n = (int)strnlen(a, LONGEST_WORD);
	int m = (int)strnlen(b, LONGEST_WORD);
	if (n - m > limit || m - n > limit)
		return limit + 1;
	for (int j = 0; j <= m; j++)
		rows[0][j] = j;
	int lowest = 0;
	for (int i = 1; i <= n; i++) {
		int last = lowest;
		lowest = distance_row(a, b, i, m, rows[(i + 1) % 3], rows[(i - 1) % 3], rows[i % 3]);
		/* A swap looks two rows back. */
		if (lowest > limit && last > limit)
			return limit + 1;
	}
	return least(rows[n % 3][m], limit + 1);
}
