/*
 * Readable names from e-mail addresses.
 *
 * An organisation is the last label of the domain before the public suffix, with hyphens as spaces and capitals:
 * lincolnshire.gov.uk is Lincolnshire, lincs.pnn.police.uk is Lincs Police, ulh.nhs.uk is ULH NHS (labels of up to four
 * letters are taken for initials there). Domains that everybody uses name no organisation; nhs.net is NHS. Two domains
 * of one name are told apart by the domain in brackets.
 */
#include "discover.h"

#include <string.h>

#include "io/csv/word.h"
#include "io/text.h"

struct suffix {
	const char *domain;
	const char *word; /* what stands behind the name */
};

/* The longest that fits wins, so longer ones stand first. */
static const struct suffix suffixes[] = {{".example.org", ""},
					 {".example.com", ""},
					 {".example.net", ""},
					 {".pnn.police.uk", " Police"},
					 {".police.uk", " Police"},
					 {".nhs.uk", " NHS"},
					 {".gov.wales", ""},
					 {".llyw.cymru", ""},
					 {".gov.uk", ""},
					 {".ac.uk", ""},
					 {".sch.uk", ""},
					 {".org.uk", ""},
					 {".co.uk", ""},
					 {".mod.uk", ""},
					 {".ltd.uk", ""},
					 {".me.uk", ""},
					 {".wales", ""},
					 {".cymru", ""},
					 {".org", ""},
					 {".com", ""},
					 {".net", ""},
					 {".info", ""},
					 {".uk", ""},
					 {".eu", ""},
					 {".example", ""}};

static const char *const everybody[] = {
    "gmail.com",      "googlemail.com",  "outlook.com",  "hotmail.com",    "hotmail.co.uk", "live.com", "live.co.uk",
    "yahoo.com",      "yahoo.co.uk",     "icloud.com",   "me.com",         "aol.com",       "msn.com",  "sky.com",
    "btinternet.com", "virginmedia.com", "talktalk.net", "protonmail.com", "proton.me"};

/* The domain's part before the suffix, and the word for it. */
static const char *cut_suffix(struct moot_arena *arena, const char *domain, const char **word)
{
	size_t length = strlen(domain);
	*word = "";
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		size_t end = strlen(suffixes[i].domain);
		if (length > end && strcmp(domain + length - end, suffixes[i].domain) == 0) {
			*word = suffixes[i].word;
			return moot_arena_text_n(arena, domain, length - end);
		}
	}
	const char *dot = strrchr(domain, '.');
	return moot_arena_text_n(arena, domain, dot && dot > domain ? (size_t)(dot - domain) : length);
}

/* Capitals at the beginning of each word; hyphens, dots and underscores are spaces. */
static char *spell(struct moot_arena *arena, const char *text)
{
	char *name = moot_arena_text(arena, text);
	bool first = true;
	for (char *c = name; c && *c; c++) {
		if (*c == '-' || *c == '.' || *c == '_' || *c == '+')
			*c = ' ';
		if (first && *c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
		first = *c == ' ';
	}
	return name;
}

const char *moot_organisation_name(struct moot_arena *arena, const char *email, const char **site)
{
	const char *at = strrchr(email, '@');
	const char *word = "";
	*site = "";
	if (!at || !at[1])
		return "";
	const char *domain = at + 1;
	*site = domain;
	for (size_t i = 0; i < sizeof everybody / sizeof *everybody; i++) {
		if (strcmp(domain, everybody[i]) == 0)
			return "";
	}
	if (strcmp(domain, "nhs.net") == 0)
		return "NHS";
	const char *rest = cut_suffix(arena, domain, &word);
	const char *label = rest ? strrchr(rest, '.') : NULL;
	char *name = rest ? spell(arena, label ? label + 1 : rest) : NULL;
	const char *tail = rest ? domain + strlen(rest) : "";
	/* The police's mail hosts under pnn are the same forces. */
	tail = strncmp(tail, ".pnn", 4) == 0 ? tail + 4 : tail;
	*site = name ? moot_arena_format(arena, "%s%s", label ? label + 1 : rest, tail) : "";
	bool initials = *word && strcmp(word, " NHS") == 0 && name && strlen(name) <= 4;
	for (char *c = name; initials && *c; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
	return name && *site ? moot_arena_format(arena, "%s%s", name, word) : NULL;
}

static const char *local_part(struct moot_arena *arena, const char *email)
{
	const char *at = strrchr(email, '@');
	return moot_arena_text_n(arena, email, at ? (size_t)(at - email) : strlen(email));
}

const char *moot_person_name(struct moot_arena *arena, const char *name, const char *email)
{
	const char *comma = strchr(name, ',');
	size_t length = strcspn(name, "(<[|");
	const char *start = name;
	if (strchr(name, '@') || !*name) {
		const char *local = local_part(arena, email);
		return local ? spell(arena, local) : NULL;
	}
	moot_word_trim(&start, &length);
	if (!comma || comma >= start + length)
		return moot_arena_text_n(arena, start, length);
	/* "Smith, Jane" */
	const char *given = comma + 1;
	size_t given_length = (size_t)(start + length - given);
	size_t family_length = (size_t)(comma - start);
	moot_word_trim(&given, &given_length);
	moot_word_trim(&start, &family_length);
	if (given_length == 0)
		return moot_arena_text_n(arena, start, family_length);
	return moot_arena_format(arena, "%.*s %.*s", (int)given_length, given, (int)family_length, start);
}

const char *moot_person_id(struct moot_arena *arena, const char *email)
{
	enum { LONGEST_ID = 100 };
	char *id = (char *)local_part(arena, email);
	size_t used = 0;
	for (size_t i = 0; id && id[i] && used < LONGEST_ID; i++) {
		char c = id[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
			     c == '_' || c == '.';
		if (plain ? c != '.' || used > 0 : used > 0 && id[used - 1] != '-')
			id[used++] = plain ? c : '-';
	}
	if (id)
		id[used] = '\0';
	return id && used == 0 ? "person" : id;
}
