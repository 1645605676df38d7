/* Names of people, taken apart (name.h). */
#include "io/landscape/name.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* Longer ones are not names. */
enum { MOST_BYTES = 300, MOST_WORDS = 24 };

/* Titles; those behind the second bar are names too (Di, Earl) and go only where two words are left. */
static const char TITLES[] =
    " cllr councillor coun cyng cynghorydd dr doctor mr mrs ms miss mx prof professor rev revd reverend parch sir dame "
    "supt superintendent dsupt dsu csupt insp inspector dci acc dcc dac acpo sgt sergeant det detective pcc dpcc dpc "
    "ald alderman rt hon honourable hhj lt cdr capt captain col colonel brig brigadier gp the chief asst assistant "
    "deputy constable fmr former acting interim ";
static const char DOUBTFUL_TITLES[] = " di ds dc pc ci cc lord lady baroness baron viscount earl judge justice canon "
				      "bishop dean father sister brother major "
				      "maj commander comm commissioner general gen ";
static const char SUFFIXES[] =
    " obe mbe cbe kbe dbe gbe qpm kpm qfsm kfsm qam mvo cb mp ms am as mep msp jp dl kc qc phd dphil bsc ba ma msc mba "
    "mph "
    "md mbbs frcp frcgp mrcgp mrcp frsa fcipd mcipd cpfa cipfa rn rgn td vr jnr jr snr sr esq llb llm pgce pgdip hons "
    "junior senior chair ";
/* Words that belong to the surname behind them. */
static const char PARTICLES[] = " o mc mac de la du del da dos van von der den ten ter ap ab ferch bin ";

static bool is_among(const char *words, const char *word)
{
	size_t length = strlen(word);
	for (const char *found = words; length > 0 && (found = strstr(found, word)); found += length)
		if (found[-1] == ' ' && found[length] == ' ')
			return true;
	return false;
}

/* The roots that a name of the table has so far. */
static enum moot_status add_root(struct moot_namer *namer, struct moot_arena *arena, const char *start, size_t length,
				 int root)
{
	const char *name = moot_arena_text_n(arena, start, length);
	int index = 0;
	size_t known = namer->given.count;
	if (!name || moot_lexicon_add(&namer->given, name, name, &index))
		return MOOT_ERROR_MEMORY;
	int *roots = namer->roots[index];
	for (int i = 0; namer->given.count > known && i < MOOT_NAME_MOST_ROOTS; i++)
		roots[i] = -1;
	for (int i = 0; i < MOOT_NAME_MOST_ROOTS; i++)
		if (roots[i] < 0) {
			roots[i] = root;
			break;
		}
	return MOOT_OK;
}

/* One text of groups; *root counts them. */
static enum moot_status add_groups(struct moot_namer *namer, struct moot_arena *arena, const char *groups, int *root)
{
	enum moot_status status = MOOT_OK;
	while (*groups && !status) {
		size_t length = strcspn(groups, " |");
		status = add_root(namer, arena, groups, length, *root);
		groups += length;
		*root += *groups == '|';
		groups += *groups != '\0';
	}
	++*root;
	return status;
}

enum moot_status moot_namer_begin(struct moot_namer *namer, struct moot_arena *arena)
{
	const char *const *table = moot_given_table();
	size_t most = 0;
	int root = 0;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; table[i]; i++)
		for (const char *c = table[i]; *c; c++)
			most += *c == ' ' || *c == '|' || !c[1];
	namer->roots = moot_arena_array(arena, most, sizeof *namer->roots);
	if (!namer->roots)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; table[i] && !status; i++)
		status = add_groups(namer, arena, table[i], &root);
	return status;
}

void moot_namer_clear(struct moot_namer *namer)
{
	moot_lexicon_clear(&namer->given);
	if (namer->fold)
		utrans_close(namer->fold);
	*namer = (struct moot_namer){0};
}

/* Beyond ASCII: accents off, other Latin letters to their nearest, any other script left. */
static const char *fold_wide(struct moot_namer *namer, struct moot_arena *arena, const char *text)
{
	static const UChar rules[] = u"NFD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower; NFC";
	UChar units[2 * MOST_BYTES];
	UErrorCode code = U_ZERO_ERROR;
	int32_t length = 0;
	if (!namer->fold)
		namer->fold = utrans_openU(rules, -1, UTRANS_FORWARD, NULL, -1, NULL, &code);
	u_strFromUTF8WithSub(units, MOST_BYTES, &length, text, -1, 0xfffd, NULL, &code);
	int32_t limit = length;
	if (U_SUCCESS(code))
		utrans_transUChars(namer->fold, units, &length, 2 * MOST_BYTES, 0, &limit, &code);
	char *folded = moot_arena_array(arena, 6 * MOST_BYTES + 1, 1);
	if (folded && U_SUCCESS(code))
		u_strToUTF8(folded, 6 * MOST_BYTES, NULL, units, length, &code);
	/* What grows beyond all measure is no name. */
	return !folded ? NULL : U_SUCCESS(code) ? folded : "";
}

static char *fold_plain(struct moot_arena *arena, const char *text)
{
	char *folded = moot_arena_text(arena, text);
	for (char *c = folded; c && *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return folded;
}

/* Words in order; a comma is a word of its own. */
struct words {
	const char *items[MOST_WORDS];
	int count;
};

/* Letters, and bytes of scripts that have no case. */
static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* What stands in brackets or in quotes is no part of the name. */
static char closing(char c)
{
	return c == '(' ? ')' : c == '[' ? ']' : c == '"' ? '"' : '\0';
}

/*
 * Apostrophes and hyphens join letters (obrien, smithjones); everything else parts them. In an id hyphens part words
 * too.
 */
static bool split(struct moot_arena *arena, const char *text, bool is_id, struct words *words)
{
	char word[MOST_BYTES + 1] = "";
	size_t length = 0;
	words->count = 0;
	for (const char *c = text;; c++) {
		const char *end = closing(*c) ? strchr(c + 1, closing(*c)) : NULL;
		bool joins = *c == '\'' || *c == '`' || (*c == '-' && !is_id);
		if (is_letter(*c) && length < MOST_BYTES) {
			word[length++] = *c;
			continue;
		}
		if (joins && length > 0)
			continue;
		word[length] = '\0';
		if (length > 0 && words->count < MOST_WORDS &&
		    !(words->items[words->count++] = moot_arena_text(arena, word)))
			return false;
		length = 0;
		if (*c == ',' && words->count < MOST_WORDS)
			words->items[words->count++] = ",";
		if (!*c)
			return true;
		c = end ? end : c;
	}
}

static void remove_words(struct words *words, int from, int count)
{
	words->count -= count;
	for (int i = from; i < words->count; i++)
		words->items[i] = words->items[i + count];
}

/* Takes titles off the front, and letters off the back as long as more than `least` words are left. */
static void strip(struct words *words, int least)
{
	while (words->count > 1 &&
	       (is_among(TITLES, words->items[0]) || (words->count > 2 && is_among(DOUBTFUL_TITLES, words->items[0]))))
		remove_words(words, 0, 1);
	while (words->count > least && is_among(SUFFIXES, words->items[words->count - 1]))
		words->count--;
}

/* "van der berg" as one word, from the word `from` on. */
static bool join_particles(struct moot_arena *arena, struct words *words, int from)
{
	for (int i = words->count - 2; i >= from; i--) {
		if (!is_among(PARTICLES, words->items[i]))
			continue;
		words->items[i] = moot_arena_format(arena, "%s%s", words->items[i], words->items[i + 1]);
		if (!words->items[i])
			return false;
		remove_words(words, i + 1, 1);
	}
	return true;
}

/* "walker, matthew" to "matthew walker"; "matthew walker, chief officer" to "matthew walker". */
static bool turn(struct moot_arena *arena, struct words *words)
{
	struct words left = {.count = 0};
	struct words right = {.count = 0};
	int i = 0;
	for (; i < words->count && *words->items[i] != ','; i++)
		left.items[left.count++] = words->items[i];
	for (; i < words->count; i++)
		if (*words->items[i] != ',')
			right.items[right.count++] = words->items[i];
	strip(&left, 2);
	if (left.count == words->count)
		return true;
	if (!join_particles(arena, &left, 0))
		return false;
	strip(&right, 1);
	if (right.count == 1 && is_among(SUFFIXES, right.items[0]))
		right.count = 0;
	*words = left;
	if (left.count != 1 || right.count == 0)
		return true;
	*words = right;
	words->items[words->count++] = left.items[0];
	return true;
}

/* MacDonald and McDonald are mixed up in every list. */
static const char *surname_key(struct moot_arena *arena, const char *surname)
{
	if (strncmp(surname, "mac", 3) == 0 && strlen(surname) > 5)
		return moot_arena_format(arena, "mc%s", surname + 3);
	return surname;
}

enum moot_status moot_name_read(struct moot_namer *namer, struct moot_arena *arena, const char *text, bool is_id,
				struct moot_name *name)
{
	struct words words;
	const char *folded = "";
	bool wide = false;
	*name = (struct moot_name){.surname = ""};
	for (const char *c = text; *c; c++)
		wide |= (unsigned char)*c >= 0x80;
	if (strlen(text) < MOST_BYTES)
		folded = wide ? fold_wide(namer, arena, text) : fold_plain(arena, text);
	if (!folded || !split(arena, folded, is_id, &words))
		return MOOT_ERROR_MEMORY;
	bool comma = false;
	for (int i = 0; i < words.count; i++)
		comma |= *words.items[i] == ',';
	if (comma && !turn(arena, &words))
		return MOOT_ERROR_MEMORY;
	strip(&words, 2);
	if (!join_particles(arena, &words, 1))
		return MOOT_ERROR_MEMORY;
	/* "Earl of Leicester": a title alone. */
	bool titled = words.count > 0 && strcmp(words.items[0], "of") == 0;
	if (titled || words.count > MOOT_NAME_MOST_PARTS)
		return MOOT_OK;
	name->count = words.count;
	memcpy(name->parts, words.items, (size_t)words.count * sizeof *words.items);
	if (words.count > 1)
		name->surname = surname_key(arena, words.items[words.count - 1]);
	return name->surname ? MOOT_OK : MOOT_ERROR_MEMORY;
}

void moot_given_roots(const struct moot_namer *namer, const char *given, int roots[MOOT_NAME_MOST_ROOTS + 1])
{
	int index = moot_lexicon_find(&namer->given, given);
	for (int i = 0; i < MOOT_NAME_MOST_ROOTS; i++)
		roots[i] = index < 0 ? -1 : namer->roots[index][i];
	roots[MOOT_NAME_MOST_ROOTS] = -1;
}

bool moot_given_match(const struct moot_namer *namer, const char *a, const char *b)
{
	int x[MOOT_NAME_MOST_ROOTS + 1];
	int y[MOOT_NAME_MOST_ROOTS + 1];
	if (strcmp(a, b) == 0)
		return true;
	moot_given_roots(namer, a, x);
	moot_given_roots(namer, b, y);
	for (int i = 0; x[i] >= 0; i++)
		for (int j = 0; y[j] >= 0; j++)
			if (x[i] == y[j])
				return true;
	return false;
}
