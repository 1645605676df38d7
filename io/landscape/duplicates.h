/*
 * People who are likely one person under two ids.
 *
 * duplicates.c finds them and says why; duplicates_fix.c says which rows to change. Nothing is ever merged: the user
 * knows whether two David Joneses are one.
 */
#ifndef MOOT_IO_LANDSCAPE_DUPLICATES_H
#define MOOT_IO_LANDSCAPE_DUPLICATES_H

#include "io/landscape/intake.h"

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

struct moot_duplicate {
	int keep;
	int drop;
	enum moot_evidence evidence;
};

/* Warns of each where the dropped one stands, with the rows to change. `list` is in the order of the people. */
void moot_report_duplicates(struct moot_intake *intake, const struct moot_duplicate *list, size_t count);

#endif
