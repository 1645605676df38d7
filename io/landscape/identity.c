/*
 * Whether two people of a landscape are likely one (identity.h).
 *
 * To be believed matters more than to find all: two of one surname and initial at different organisations are two
 * people unless their e-mail says otherwise.
 */
#include "io/landscape/identity.h"

#include <stdlib.h>
#include <string.h>

/* --- what is known of one --- */

static bool is_office(const char *email)
{
	static const char *const offices[] = {"info",
					      "admin",
					      "administrator",
					      "office",
					      "enquiries",
					      "enquiry",
					      "contact",
					      "contactus",
					      "mail",
					      "email",
					      "reception",
					      "secretary",
					      "secretariat",
					      "committee",
					      "committees",
					      "clerk",
					      "councillors",
					      "members",
					      "board",
					      "boards",
					      "support",
					      "team",
					      "pa",
					      "partnerships",
					      "partnership",
					      "democratic.services",
					      "democraticservices",
					      "noreply"};
	size_t length = strcspn(email, "@");
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
		if (strlen(offices[i]) == length && strncmp(email, offices[i], length) == 0)
			return true;
	return false;
}

static const char *join_parts(struct moot_arena *arena, const char *const *parts, int count)
{
	const char *letters = "";
	for (int i = 0; letters && i < count; i++)
		letters = moot_arena_format(arena, "%s%s", letters, parts[i]);
	return letters;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void moot_identity_read(struct moot_intake *intake, struct moot_namer *namer, size_t person, struct moot_identity *out)
{
	const struct moot_person *p = &intake->landscape->people[person];
	const char *parts[MOOT_NAME_MOST_PARTS];
	*out = (struct moot_identity){.letters = "", .sorted = ""};
	if (moot_name_read(namer, intake->arena, p->name, p->name == p->id, &out->name))
		intake->status = MOOT_ERROR_MEMORY;
	memcpy(parts, out->name.parts, sizeof parts);
	qsort(parts, (size_t)out->name.count, sizeof *parts, compare_texts);
	out->letters = join_parts(intake->arena, out->name.parts, out->name.count);
	out->sorted = join_parts(intake->arena, parts, out->name.count);
	if (!out->letters || !out->sorted)
		intake->status = MOOT_ERROR_MEMORY;
	out->email = moot_intake_fold(intake, p->email);
	if (is_office(out->email))
		out->email = "";
	out->organisation =
	    p->organisation == MOOT_NONE ? "" : moot_intake_fold(intake, intake->organisations.texts[p->organisation]);
}

/* --- evidence --- */

enum likeness { SAME, UNKNOWN, DIFFERENT };

static bool is_filler(const char *word, size_t length)
{
	static const char *const fillers[] = {"the", "of", "and", "for", "&", "in"};
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (strlen(fillers[i]) == length && strncmp(fillers[i], word, length) == 0)
			return true;
	return false;
}

/* The next word that tells something; its length, 0 at the end. */
static size_t next_word(const char **text)
{
	static const char gaps[] = " ,.-/()&'\n\t";
	for (;;) {
		*text += strspn(*text, gaps);
		size_t length = strcspn(*text, gaps);
		if (length == 0 || !is_filler(*text, length))
			return length;
		*text += length;
	}
}

/* "lcc" for "lincolnshire county council". */
static bool is_acronym(const char *acronym, const char *text)
{
	size_t used = 0;
	for (size_t length = next_word(&text); length > 0; text += length, length = next_word(&text))
		if (acronym[used] == '\0' || acronym[used++] != *text)
			return false;
	return used > 1 && acronym[used] == '\0';
}

/* Word by word, "lincs police" is "lincolnshire police": equal, or alike in their first four letters. */
static bool same_words(const char *a, const char *b)
{
	for (;;) {
		size_t m = next_word(&a);
		size_t n = next_word(&b);
		if (m == 0 || n == 0)
			return m == n;
		if ((m != n || strncmp(a, b, m) != 0) && (m < 4 || n < 4 || strncmp(a, b, 4) != 0))
			return false;
		a += m;
		b += n;
	}
}

static enum likeness compare_organisations(const char *a, const char *b)
{
	if (!*a || !*b)
		return UNKNOWN;
	return same_words(a, b) || is_acronym(a, b) || is_acronym(b, a) ? SAME : DIFFERENT;
}

/* Middle names that differ: "David A Jones" is not "David B Jones", but may be "David Jones" and "David Alan Jones". */
static bool middles_agree(const struct moot_name *a, const struct moot_name *b)
{
	for (int i = 1; i < a->count - 1 && i < b->count - 1; i++) {
		bool initial = !a->parts[i][1] || !b->parts[i][1];
		if (initial ? a->parts[i][0] != b->parts[i][0] : strcmp(a->parts[i], b->parts[i]) != 0)
			return false;
	}
	return true;
}

static bool is_initial(const struct moot_name *name)
{
	return name->count > 1 && !name->parts[0][1];
}

/* One organisation gives david.jones and david.jones2 to two people. */
static bool numbered_apart(const char *a, const char *b)
{
	const char *at = strchr(a, '@');
	const char *other = strchr(b, '@');
	if (!at || !other || strcmp(at, other) != 0)
		return false;
	for (;; a++, b++) {
		a += strspn(a, "0123456789");
		b += strspn(b, "0123456789");
		if (*a != *b)
			return false;
		if (*a == '@')
			return true;
	}
}

static bool same_name(const struct moot_identity *a, const struct moot_identity *b)
{
	return a->name.count > 1 && b->name.count > 1 &&
	       (strcmp(a->letters, b->letters) == 0 || strcmp(a->sorted, b->sorted) == 0);
}

bool moot_identity_names_agree(const struct moot_namer *namer, const struct moot_identity *a,
			       const struct moot_identity *b)
{
	const struct moot_name *x = &a->name;
	const struct moot_name *y = &b->name;
	if (x->count < 2 || y->count < 2 || same_name(a, b))
		return true;
	bool given = is_initial(x) || is_initial(y) ? x->parts[0][0] == y->parts[0][0]
						    : moot_given_match(namer, x->parts[0], y->parts[0]);
	return given && middles_agree(x, y);
}

enum moot_evidence moot_identity_judge(const struct moot_namer *namer, const struct moot_identity *a,
				       const struct moot_identity *b)
{
	const struct moot_name *x = &a->name;
	const struct moot_name *y = &b->name;
	enum likeness organisations = compare_organisations(a->organisation, b->organisation);
	bool two_emails = *a->email && *b->email;
	if (two_emails && strcmp(a->email, b->email) == 0)
		return moot_identity_names_agree(namer, a, b) ? MOOT_SAME_EMAIL : MOOT_SHARED_EMAIL;
	if ((two_emails && organisations == DIFFERENT) || numbered_apart(a->email, b->email))
		return MOOT_NO_EVIDENCE;
	if (same_name(a, b) && !is_initial(x)) {
		if (organisations == SAME)
			return MOOT_SAME_NAME_AND_ORGANISATION;
		return organisations == DIFFERENT && moot_surname_is_common(x->surname) ? MOOT_NO_EVIDENCE
											: MOOT_SAME_NAME;
	}
	if (organisations == DIFFERENT || strcmp(x->surname, y->surname) != 0 || !*x->surname || !middles_agree(x, y))
		return MOOT_NO_EVIDENCE;
	if (!is_initial(x) && !is_initial(y))
		return moot_given_match(namer, x->parts[0], y->parts[0]) ? MOOT_FORM_OF_NAME : MOOT_NO_EVIDENCE;
	return organisations == SAME && x->parts[0][0] == y->parts[0][0] ? MOOT_INITIAL_OF_NAME : MOOT_NO_EVIDENCE;
}
