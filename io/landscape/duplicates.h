/*
 * People who are likely one person under two ids.
 *
 * identity.c says why two are; duplicates.c finds them among all; duplicates_fix.c says which rows to change. Nothing
 * is ever merged: the user knows whether two David Joneses are one.
 */
#ifndef MOOT_IO_LANDSCAPE_DUPLICATES_H
#define MOOT_IO_LANDSCAPE_DUPLICATES_H

#include "io/landscape/identity.h"

struct moot_duplicate {
	int keep;
	int drop;
	enum moot_evidence evidence;
};

/* Warns of each where the dropped one stands, with the rows to change. `list` is in the order of the people. */
void moot_report_duplicates(struct moot_intake *intake, const struct moot_duplicate *list, size_t count);

#endif
