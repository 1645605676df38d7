/*
 * What the calendars show beside what boards.csv claims: for the audit's text, page and JSON.
 *
 * A board is listed where its recognised meetings differ from the claim in number or length, or where none was seen
 * though at least three calendars (or its own) could have shown one.
 */
#ifndef MOOT_IO_REPORT_SEEN_H
#define MOOT_IO_REPORT_SEEN_H

#include <moot/landscape.h>

#include "io/plan/json.h"

bool moot_seen_differs(const struct moot_board *board);

/* "6 Apr 2027 - 1 Feb 2028", or "" where nothing was seen. */
void moot_seen_days(struct moot_text *text, const struct moot_seen *seen);

/* The share of the dates on which the members who were asked accepted; negative where nobody answered. */
double moot_seen_turnout(const struct moot_landscape *landscape, const struct moot_board *board);

/* Whether the page has a section on it. */
bool moot_seen_anything(const struct moot_landscape *landscape);
void moot_seen_text(struct moot_text *text, const struct moot_landscape *landscape);
void moot_seen_page(struct moot_text *text, const struct moot_landscape *landscape);
/* The key `seen` of a board, inside its object: null where no calendar could show its meetings. */
void moot_seen_json(struct moot_json *json, const struct moot_landscape *landscape, const struct moot_board *board);
/* The key `missing_boards`. */
void moot_missing_json(struct moot_json *json, const struct moot_landscape *landscape);

#endif
