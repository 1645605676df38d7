/*
 * People's names as they are compared: without case, accents, titles and letters behind the name, in the order of
 * speech.
 *
 * "Cllr Dr Siân O'Brien OBE", "O'BRIEN, Sian" and "Sian O Brien" have the same parts. Short forms of given names come
 * from a built-in table of English and Welsh ones (given_names.c): Mat and Matthew share a root, and so do Dai and
 * David; Chris has two roots, as it may be Christopher or Christine. Linear in the text.
 */
#ifndef MOOT_IO_LANDSCAPE_NAME_H
#define MOOT_IO_LANDSCAPE_NAME_H

#include "io/landscape/lexicon.h"

enum { MOOT_NAME_MOST_PARTS = 8, MOOT_NAME_MOST_ROOTS = 4 };

/* Words are of a-z and of letters that no Latin script has. */
struct moot_name {
	const char *parts[MOOT_NAME_MOST_PARTS]; /* given name first, surname last */
	int count;                               /* 0 where nothing is left; with 1 it is not known which name it is */
	const char *surname;                     /* of at least 2 parts, with Mac as Mc; else "" */
};

/* What names are read with. Start from {0} and begin; release with moot_namer_clear(). */
struct moot_namer {
	void *fold;                         /* ICU's; opened by the first name that is not ASCII */
	struct moot_lexicon given;          /* the table's names */
	int (*roots)[MOOT_NAME_MOST_ROOTS]; /* by name, ended by -1 */
};

/* What it keeps is in the arena. */
enum moot_status moot_namer_begin(struct moot_namer *namer, struct moot_arena *arena);
void moot_namer_clear(struct moot_namer *namer);

/* The parts of a name as it is written; of a person_id where `is_id`. Fails with MOOT_ERROR_MEMORY alone. */
enum moot_status moot_name_read(struct moot_namer *namer, struct moot_arena *arena, const char *text, bool is_id,
				struct moot_name *name);

/* The roots of a given name, ended by -1; none where the table has no such name. */
void moot_given_roots(const struct moot_namer *namer, const char *given, int roots[MOOT_NAME_MOST_ROOTS + 1]);
/* True where both may stand for one given name: equal, or of one root. An initial matches no name here. */
bool moot_given_match(const struct moot_namer *namer, const char *a, const char *b);
/* True for the surnames that so many share that the name alone proves little. */
bool moot_surname_is_common(const char *surname);

/*
 * The table, for moot_namer_begin(): texts, ended by NULL, of groups of names of one root; | between groups, space
 * between names.
 */
const char *const *moot_given_table(void);

#endif
