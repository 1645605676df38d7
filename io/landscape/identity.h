/*
 * What tells people apart: name, e-mail address, organisation; and whether two are likely one person.
 *
 * Read once for each person, then compared by duplicates.c. Comparing allocates nothing.
 */
#ifndef MOOT_IO_LANDSCAPE_IDENTITY_H
#define MOOT_IO_LANDSCAPE_IDENTITY_H

#include "io/landscape/intake.h"
#include "io/landscape/name.h"

/* From the strongest to the weakest. */
enum moot_evidence {
	MOOT_SAME_EMAIL,
	MOOT_SAME_NAME,
	MOOT_SAME_NAME_AND_ORGANISATION,
	MOOT_FORM_OF_NAME,    /* one surname, and given names of one root */
	MOOT_INITIAL_OF_NAME, /* one surname and organisation, and an initial for the given name */
	MOOT_SHARED_EMAIL,    /* but different names: more likely a mailbox that they share */
	MOOT_NO_EVIDENCE
};

struct moot_identity {
	struct moot_name name;
	const char *letters; /* of all parts of the name, joined */
	const char *sorted;  /* the same, parts in the order of the alphabet: "walker matthew" is "matthew walker" */
	const char *email;   /* folded; "" for none or a mailbox of an office */
	const char *organisation;
};

/* What it keeps is in the intake's arena; out of memory becomes the intake's status. */
void moot_identity_read(struct moot_intake *intake, struct moot_namer *namer, size_t person, struct moot_identity *out);

enum moot_evidence moot_identity_judge(const struct moot_namer *namer, const struct moot_identity *a,
				       const struct moot_identity *b);

/* Whether the names may be one person's, whatever else is known; a surname may change with marriage. */
bool moot_identity_names_agree(const struct moot_namer *namer, const struct moot_identity *a,
			       const struct moot_identity *b);

#endif
