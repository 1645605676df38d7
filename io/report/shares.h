/*
 * Who gains hours and who loses them between two plans: people and organisations, those that differ most first.
 *
 * Each plan stands beside its own landscape, which may have people that the other has not.
 */
#ifndef MOOT_IO_REPORT_SHARES_H
#define MOOT_IO_REPORT_SHARES_H

#include "io/text.h"

#include <moot/plan.h>

/* Hours of a person or an organisation: today, as planned, and then; and GBP. */
struct moot_share {
	const char *id;
	const char *name;
	double today;
	double planned;
	double then;
	double cost_planned;
	double cost_then;
};

struct moot_side {
	const struct moot_landscape *landscape;
	const struct moot_plan *plan;
	const struct moot_share *seats; /* that nobody fills yet, by their organisation; they count for it `then` */
	size_t seat_count;
};

/* By the change from `planned` to `then`, the largest first, then by id; in the arena, NULL when out of memory. */
struct moot_share *moot_shares_of_people(const struct moot_side *planned, const struct moot_side *then,
					 struct moot_arena *arena, size_t *count);
struct moot_share *moot_shares_of_organisations(const struct moot_side *planned, const struct moot_side *then,
						struct moot_arena *arena, size_t *count);
/* Both, in an arena of their own. */
struct moot_who {
	struct moot_arena *arena;
	const struct moot_share *people;
	size_t person_count;
	const struct moot_share *organisations;
	size_t organisation_count;
};
/* False when out of memory. Release it with moot_who_clear() either way. */
bool moot_who_changes(const struct moot_side *planned, const struct moot_side *then, struct moot_who *out);
void moot_who_clear(struct moot_who *who);
/* A table of a page with a picture of each change (shares_table.c). `then` heads the column of the hours then. */
void moot_shares_table(struct moot_text *text, const char *raw_caption, const char *then,
		       const struct moot_share *shares, size_t count);

#endif
