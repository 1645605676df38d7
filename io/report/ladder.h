/*
 * What the writers of a ladder share: which plan a rung shows, and what is said of all of them.
 *
 * Above the number of boards of the best plan a rung shows the best plan with exactly its number; where there is none
 * it is passed over.
 */
#ifndef MOOT_IO_REPORT_LADDER_H
#define MOOT_IO_REPORT_LADDER_H

#include "io/report/compare.h"

#include <moot/ladder.h>

/* The plan that a rung shows, or NULL. */
const struct moot_plan *moot_ladder_shown(const struct moot_ladder *ladder, size_t rung);
/* The rung above `rung` that shows a plan, or NULL for the first. */
const struct moot_plan *moot_ladder_before(const struct moot_ladder *ladder, size_t rung);

/* The rung's number whose shown plan takes the fewest weighted hours, hand-overs counted; `best` where that is one. */
int moot_ladder_least(const struct moot_ladder *ladder);

/* Where the gains stop, what the next step costs, and how far it could go: some sentences. */
void moot_ladder_words(struct moot_text *text, const struct moot_ladder *ladder);

enum moot_status moot_ladder_page(const struct moot_landscape *landscape, const struct moot_ladder *ladder, char **out,
				  struct moot_error *error);

#endif
