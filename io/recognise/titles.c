/* Titles as words (titles.h). */
#include "titles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "io/csv/word.h"
#include "io/text.h"

enum { LONGEST_TITLE = 400, MOST_WORDS = 40, LONGEST_PREFIX = 40 };

/* Little words, dates, and what says nothing of which meeting it is. */
static const char *const quiet_words[] = {
    "a",        "accepted",  "an",         "and",    "annual",      "apr",       "april",       "at",
    "aug",      "august",    "bimonthly",  "by",     "canceled",    "cancelled", "dec",         "december",
    "declined", "feb",       "february",   "for",    "fortnightly", "friday",    "fw",          "fwd",
    "hybrid",   "in",        "invitation", "jan",    "january",     "jul",       "july",        "jun",
    "june",     "mar",       "march",      "may",    "meeting",     "meetings",  "monday",      "monthly",
    "moved",    "nov",       "november",   "oct",    "october",     "of",        "on",          "online",
    "q1",       "q2",        "q3",         "q4",     "quarterly",   "re",        "rescheduled", "sep",
    "sept",     "september", "tbc",        "teams",  "tentative",   "the",       "thursday",    "to",
    "tuesday",  "updated",   "wednesday",  "weekly", "with",        "yearly",    "zoom"};

/* A title with one of these is another occasion than the meeting that it names. */
static const char *const other_words[] = {
    "agenda", "briefing", "catchup", "deadline",    "debrief",  "development", "leave",      "lunch",  "papers",
    "pre",    "premeet",  "prep",    "preparation", "prebrief", "rehearsal",   "submission", "travel", "workshop"};

static bool is_in(const char *const *list, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i], word) == 0)
			return true;
	}
	return false;
}

static bool is_year(const char *word)
{
	return strlen(word) == 4 && strspn(word, "0123456789") == 4 && (word[0] == '1' || word[0] == '2');
}

static bool is_quiet(const char *word)
{
	/* A year says nothing; other numbers do: Locality Board 2 is not Locality Board 3. */
	if (is_year(word))
		return true;
	return is_in(quiet_words, sizeof quiet_words / sizeof *quiet_words, word);
}

/* Letters without their accents, folded; the rest as it is. NULL when out of memory. */
static const char *plain(struct moot_arena *arena, const char *text)
{
	size_t length = strnlen(text, LONGEST_TITLE);
	char *start = moot_arena_text_n(arena, text, length);
	if (!start)
		return NULL;
	moot_word_repair(start);
	const char *folded = moot_word_fold(arena, start);
	bool ascii = true;
	for (const char *c = folded; c && *c; c++)
		ascii = ascii && (unsigned char)*c < 0x80;
	if (!folded || ascii)
		return folded;
	UErrorCode code = U_ZERO_ERROR;
	UChar wide[LONGEST_TITLE * 3];
	UChar parted[LONGEST_TITLE * 6];
	int32_t count = 0;
	u_strFromUTF8(wide, LONGEST_TITLE * 3, &count, folded, -1, &code);
	const UNormalizer2 *normalizer = unorm2_getNFKDInstance(&code);
	int32_t size =
	    U_SUCCESS(code) ? unorm2_normalize(normalizer, wide, count, parted, LONGEST_TITLE * 6, &code) : 0;
	if (U_FAILURE(code))
		return folded;
	int32_t kept = 0;
	for (int32_t i = 0; i < size; i++) {
		if (u_charType(parted[i]) != U_NON_SPACING_MARK)
			parted[kept++] = parted[i];
	}
	char *bytes = moot_arena_array(arena, (size_t)kept * 3 + 1, 1);
	if (bytes)
		u_strToUTF8(bytes, kept * 3 + 1, NULL, parted, kept, &code);
	return bytes;
}

/* "groups" and "group" are one word; "business" keeps its end. */
static void take_plural_off(char *word, size_t length)
{
	if (length > 3 && word[length - 1] == 's' && word[length - 2] != 's' && word[length - 2] != 'u' &&
	    word[length - 2] != 'i')
		word[length - 1] = '\0';
}

/* The next word of folded text; NULL at the end (and, with *failed, when out of memory). */
static char *next_word(struct moot_arena *arena, const char **cursor, bool *failed)
{
	struct moot_text word = {0};
	for (int32_t c = moot_text_next(cursor); c >= 0; c = moot_text_next(cursor)) {
		if (c == '\'' || c == 0x2019)
			continue;
		if (u_isalnum(c))
			moot_text_code_point(&word, c);
		else if (word.length > 0)
			break;
	}
	char *copy = word.length > 0 ? moot_arena_text_n(arena, word.bytes, word.length) : NULL;
	*failed = word.failed || (word.length > 0 && !copy);
	moot_text_clear(&word);
	return copy;
}

/* The words that speak, in their order; false when out of memory. */
static bool split(struct moot_arena *arena, const char *text, const char **words, size_t *count, bool *is_other)
{
	const char *clean = moot_title_clean(arena, text);
	const char *folded = clean ? plain(arena, clean) : NULL;
	bool failed = !folded;
	*count = 0;
	*is_other = false;
	while (!failed && *count < MOST_WORDS) {
		char *word = next_word(arena, &folded, &failed);
		if (!word)
			break;
		*is_other = *is_other || is_in(other_words, sizeof other_words / sizeof *other_words, word);
		if (is_quiet(word))
			continue;
		take_plural_off(word, strlen(word));
		words[(*count)++] = word;
	}
	return !failed;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool moot_title_split(struct moot_arena *arena, const char *text, struct moot_title *out)
{
	const char *words[MOST_WORDS];
	size_t count = 0;
	size_t kept = 0;
	*out = (struct moot_title){0};
	if (!split(arena, text, words, &count, &out->is_other))
		return false;
	if (count > 1)
		qsort(words, count, sizeof *words, by_text);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || strcmp(words[kept - 1], words[i]) != 0)
			words[kept++] = words[i];
	}
	out->words = moot_arena_array(arena, kept, sizeof *out->words);
	if (out->words && kept > 0)
		memcpy(out->words, words, kept * sizeof *words);
	out->count = kept;
	return out->words != NULL;
}

const char *moot_title_core(struct moot_arena *arena, const char *text)
{
	const char *words[MOST_WORDS];
	size_t count = 0;
	bool is_other = false;
	struct moot_text core = {0};
	char *bytes = NULL;
	if (!split(arena, text, words, &count, &is_other))
		return NULL;
	for (size_t i = 0; i < count; i++) {
		moot_text_add(&core, i > 0 ? " " : "");
		moot_text_add(&core, words[i]);
	}
	if (!core.failed)
		bytes = moot_arena_text_n(arena, core.length > 0 ? core.bytes : "", core.length);
	moot_text_clear(&core);
	return bytes;
}

/* What a mail or calendar program puts in front of a title, with its colon; 0 for nothing. */
static size_t prefix_length(const char *text)
{
	static const char *const prefixes[] = {"fw",       "fwd",       "re",       "aw",         "updated invitation",
					       "accepted", "tentative", "declined", "invitation", "updated",
					       "canceled", "cancelled", "moved",    "rescheduled"};
	const char *colon = memchr(text, ':', strnlen(text, LONGEST_PREFIX));
	for (size_t i = 0; colon && i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t length = strlen(prefixes[i]);
		bool same = (size_t)(colon - text) == length;
		for (size_t c = 0; same && c < length; c++)
			same = (text[c] | 0x20) == (prefixes[i][c] | 0x20);
		if (same)
			return length + 1;
	}
	return 0;
}

/* True where all words are numbers, months or quarters, and they make a date: "12 May", "2027", "Q2", "12/05". */
static bool is_date_tail(struct moot_arena *arena, const char *text, size_t length)
{
	static const char *const months[] = {"jan",  "feb",  "mar",    "apr",       "may",      "jun",      "jul",
					     "aug",  "sep",  "sept",   "oct",       "nov",      "dec",      "q1",
					     "q2",   "q3",   "q4",     "january",   "february", "march",    "april",
					     "june", "july", "august", "september", "october",  "november", "december"};
	bool failed = false;
	size_t numbers = 0;
	bool dated = false;
	const char *copy = moot_arena_text_n(arena, text, length);
	const char *cursor = copy ? plain(arena, copy) : NULL;
	while (cursor) {
		const char *word = next_word(arena, &cursor, &failed);
		if (!word)
			break;
		bool month = is_in(months, sizeof months / sizeof *months, word);
		if (!month && strspn(word, "0123456789") == 0)
			return false;
		dated = dated || month || is_year(word);
		numbers += !month;
	}
	return dated || numbers > 1;
}

const char *moot_title_clean(struct moot_arena *arena, const char *text)
{
	size_t length = strlen(text);
	moot_word_trim(&text, &length);
	for (size_t skip = prefix_length(text); skip > 0 && skip <= length; skip = prefix_length(text)) {
		text += skip;
		length -= skip;
		moot_word_trim(&text, &length);
	}
	/* The tail begins at a dash, a bracket, a comma or a colon. */
	for (size_t i = length; i > 1; i--) {
		char c = text[i - 1];
		bool opens =
		    c == '(' || c == '[' || c == ',' || c == ':' || c == '|' || (c == '-' && text[i - 2] == ' ');
		if (opens && is_date_tail(arena, text + i, length - i)) {
			length = i - 1;
			break;
		}
	}
	moot_word_trim(&text, &length);
	while (length > 0 && strchr("-,:|(", text[length - 1]))
		length--;
	moot_word_trim(&text, &length);
	return moot_arena_text_n(arena, text, length);
}

bool moot_title_weights_add(struct moot_title_weights *weights, const struct moot_title *name)
{
	weights->name_count++;
	for (size_t i = 0; i < name->count; i++) {
		int word = 0;
		if (moot_lexicon_add(&weights->words, name->words[i], name->words[i], &word) != MOOT_OK ||
		    !moot_array_reserve((void **)&weights->names, &weights->capacity, weights->words.count,
					sizeof *weights->names))
			return false;
		weights->names[word]++;
	}
	return true;
}

void moot_title_weights_clear(struct moot_title_weights *weights)
{
	moot_lexicon_clear(&weights->words);
	moot_release(weights->names);
	*weights = (struct moot_title_weights){0};
}

static double weight(const struct moot_title_weights *weights, const char *word)
{
	int index = moot_lexicon_find(&weights->words, word);
	double names = index < 0 ? 1 : weights->names[index];
	return log(1 + (double)weights->name_count / names);
}

double moot_title_likeness(const struct moot_title_weights *weights, const struct moot_title *name,
			   const struct moot_title *title)
{
	double common = 0;
	double all = 0;
	size_t i = 0;
	size_t j = 0;
	if (title->is_other && !name->is_other)
		return 0;
	while (i < name->count || j < title->count) {
		int order = i == name->count ? 1 : (j == title->count ? -1 : strcmp(name->words[i], title->words[j]));
		double w = weight(weights, order <= 0 ? name->words[i] : title->words[j]);
		common += order == 0 ? w : 0;
		all += order == 0 ? 2 * w : w;
		i += order <= 0;
		j += order >= 0;
	}
	return all > 0 ? 2 * common / all : 0;
}
