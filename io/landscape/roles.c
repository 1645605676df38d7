/*
 * Roles as membership lists write them: "Chairwoman", "Co-chair", "Deputy Chair", "Chair & Registered Contact".
 *
 * A phrase of words that we know is a role; one unknown word ("Former Chair", "Chair's secretary") and it is not,
 * because a wrong chair does more harm than a warning. Of several phrases the strongest role counts.
 */
#include "io/landscape/intake.h"

#include <string.h>

enum { MOST_WORDS = 8, LONGEST_WORD = 24 };

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

/* The role of one phrase, or -1. */
static int phrase_role(char words[][LONGEST_WORD], int count)
{
	static const char *const chairs[] = {"chair",        "chairman",      "chairwoman", "chairperson",
					     "chairs",       "chairmen",      "cochair",    "cochairman",
					     "cochairwoman", "cochairperson", NULL};
	static const char *const vices[] = {"vice", "deputy", "assistant", "associate", NULL};
	static const char *const joined[] = {"vicechair", "vicechairman", "vicechairwoman", "vicechairperson", NULL};
	/* Words that change nothing beside one of the others. */
	static const char *const ranks[] = {"co",     "joint", "acting",  "interim", "independent", "lay",
					    "lead",   "the",   "current", "senior",  "executive",   "first",
					    "second", "full",  "board",   "voting",  "ordinary",    NULL};
	bool chair = false;
	bool vice = false;
	bool member = false;
	int role = -1;
	for (int i = 0; i < count; i++) {
		if (is_one_of(words[i], chairs) || is_one_of(words[i], joined)) {
			chair = true;
			vice |= is_one_of(words[i], joined);
		} else if (is_one_of(words[i], vices)) {
			vice = true;
		} else if (is_one_of(words[i], ranks)) {
			continue;
		} else if (strcmp(words[i], "required") == 0 || strcmp(words[i], "mandatory") == 0) {
			role = MOOT_REQUIRED;
		} else if (strcmp(words[i], "optional") == 0) {
			role = MOOT_OPTIONAL;
		} else if (strcmp(words[i], "observer") == 0 || strcmp(words[i], "observers") == 0) {
			role = MOOT_OBSERVER;
		} else if (strcmp(words[i], "member") == 0 || strcmp(words[i], "members") == 0) {
			member = true;
		} else {
			return -1;
		}
	}
	if (chair)
		return vice ? MOOT_VICE_CHAIR : MOOT_CHAIR;
	if (vice)
		return -1;
	return role >= 0 ? role : (member ? MOOT_MEMBER : -1);
}

static bool ends_phrase(char c)
{
	return c == '&' || c == '/' || c == ',' || c == ';' || c == '+' || c == '|' || c == '\0';
}

static bool parts_words(char c)
{
	return c == ' ' || c == '-' || c == '_' || c == '.' || c == '(' || c == ')' || c == '\n' || c == '\t';
}

/* Keeps the stronger of the roles, the new one being that of the words so far; then forgets the words. */
static int stronger(int role, char words[][LONGEST_WORD], int *count)
{
	int other = *count > 0 && *count <= MOST_WORDS ? phrase_role(words, *count) : -1;
	*count = 0;
	return other >= 0 && (role < 0 || other < role) ? other : role;
}

int moot_role_parse(const char *folded)
{
	char words[MOST_WORDS + 1][LONGEST_WORD] = {{0}};
	int count = 0;
	int role = -1;
	for (const char *text = folded;; text++) {
		const char *word = text;
		while (!ends_phrase(*text) && !parts_words(*text))
			text++;
		size_t length = (size_t)(text - word);
		bool joins = length == 3 && memcmp(word, "and", 3) == 0;
		if (length > 0 && !joins && count <= MOST_WORDS) {
			size_t kept = length < LONGEST_WORD ? length : LONGEST_WORD - 1;
			memcpy(words[count], word, kept);
			words[count][kept] = '\0';
			/* A word too long to be known must not be cut into one that is. */
			if (kept < length)
				words[count][0] = '?';
			count++;
		}
		if (joins || ends_phrase(*text))
			role = stronger(role, words, &count);
		if (!*text)
			return role;
	}
}
