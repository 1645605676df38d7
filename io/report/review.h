/* The yearly review beside the audit: for its text, page, table and JSON. Nothing is written where there is none. */
#ifndef MOOT_IO_REPORT_REVIEW_H
#define MOOT_IO_REPORT_REVIEW_H

#include <moot/review.h>

#include "io/plan/json.h"
#include "io/report/sheets.h"

void moot_review_to_text(struct moot_text *text, const struct moot_review *review);
void moot_review_page(struct moot_text *text, const struct moot_review *review);
/* The key `review`. */
void moot_review_json(struct moot_json *json, const struct moot_review *review);
/* Its texts of lists are made in the arena. */
void moot_review_table(struct moot_table *table, const struct moot_review *review, struct moot_arena *arena);

#endif
