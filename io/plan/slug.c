/* Slugs by ICU's transliteration (slug.h). */
#include "io/plan/slug.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { LONGEST_SLUG = 80, LONGEST_NAME = 200 };

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct moot_slug *)a)->name, ((const struct moot_slug *)b)->name);
}

/* Keeps letters and digits, one hyphen for each run of anything else. Never empty. */
static void keep_words(const UChar *from, int32_t length, char slug[LONGEST_SLUG + 1])
{
	size_t used = 0;
	bool gap = false;
	for (int32_t i = 0; i < length && used + 1 < LONGEST_SLUG; i++) {
		bool letter = (from[i] >= 'a' && from[i] <= 'z') || (from[i] >= '0' && from[i] <= '9');
		if (!letter) {
			gap = from[i] != '\''; /* "King's" is kings */
			continue;
		}
		if (gap && used > 0)
			slug[used++] = '-';
		gap = false;
		slug[used++] = (char)from[i];
	}
	slug[used] = '\0';
	if (used == 0)
		memcpy(slug, "organisation", sizeof "organisation");
}

/* Long names are cut before they are transliterated: one character can become several. */
static bool slug_of(UTransliterator *latin, const char *name, char slug[LONGEST_SLUG + 1])
{
	UChar wide[LONGEST_NAME * 8];
	int32_t length = 0;
	UErrorCode status = U_ZERO_ERROR;
	size_t bytes = strnlen(name, LONGEST_NAME);
	u_strFromUTF8WithSub(wide, LONGEST_NAME, &length, name, (int32_t)bytes, 0xFFFD, NULL, &status);
	if (U_FAILURE(status))
		return false;
	int32_t limit = length;
	utrans_transUChars(latin, wide, &length, LONGEST_NAME * 8, 0, &limit, &status);
	if (U_FAILURE(status))
		return false;
	keep_words(wide, length, slug);
	return true;
}

static bool is_taken(const struct moot_slug *slugs, size_t count, const char *slug)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(slugs[i].slug, slug) == 0)
			return true;
	}
	return false;
}

static enum moot_status give_slugs(UTransliterator *latin, struct moot_arena *arena, struct moot_slug *slugs,
				   size_t count, struct moot_error *error)
{
	for (size_t i = 0; i < count; i++) {
		char base[LONGEST_SLUG + 1];
		if (!slug_of(latin, slugs[i].name, base))
			return moot_error_set(error, MOOT_ERROR_INTERNAL, "a name can't be transliterated");
		const char *slug = moot_arena_text(arena, base);
		for (int n = 2; slug && is_taken(slugs, i, slug); n++)
			slug = moot_arena_format(arena, "%s-%d", base, n);
		if (!slug)
			return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
		slugs[i].slug = slug;
	}
	return MOOT_OK;
}

enum moot_status moot_slugs_make(struct moot_arena *arena, struct moot_slug *slugs, size_t *count,
				 struct moot_error *error)
{
	if (*count > 1)
		qsort(slugs, *count, sizeof *slugs, by_name);
	size_t kept = 0;
	for (size_t i = 0; i < *count; i++) {
		if (kept == 0 || strcmp(slugs[kept - 1].name, slugs[i].name) != 0)
			slugs[kept++] = slugs[i];
	}
	*count = kept;
	static const UChar rules[] = u"Any-Latin; Latin-ASCII; Lower";
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *latin = utrans_openU(rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	if (U_FAILURE(status))
		return moot_error_set(error, MOOT_ERROR_INTERNAL, "ICU has no transliteration to Latin letters: %s",
				      u_errorName(status));
	enum moot_status result = give_slugs(latin, arena, slugs, kept, error);
	utrans_close(latin);
	return result;
}
