/*
 * What calendars say of boards, people, venues and days: events become the landscape's own records.
 *
 * Begin, add every calendar, settle, end. What is a board's meeting (io/recognise) is nobody's busy time, because the
 * plan is about to move it; that is known once all calendars are read, so busy times come with settling.
 */
#ifndef MOOT_IO_ICAL_FEED_OWNERS_H
#define MOOT_IO_ICAL_FEED_OWNERS_H

#include <moot/io.h>

#include "io/recognise/recognise.h"

struct moot_owners {
	struct moot_landscape *landscape;
	struct moot_recognition recognition;
	size_t closure_capacity;
};

/* All of these fail with MOOT_ERROR_MEMORY alone. */
enum moot_status moot_owners_begin(struct moot_owners *owners, struct moot_landscape *landscape);
enum moot_status moot_owners_add_board(struct moot_owners *owners, int board, const struct moot_events *events);
enum moot_status moot_owners_add_person(struct moot_owners *owners, int person, const struct moot_events *events);
enum moot_status moot_owners_add_venue(struct moot_owners *owners, int venue, const struct moot_events *events);
enum moot_status moot_owners_add_closures(struct moot_owners *owners, const struct moot_events *events);
/* Fills the busy times of people and venues, and what recognise.h tells. */
enum moot_status moot_owners_settle(struct moot_owners *owners, struct moot_problems *problems);
void moot_owners_end(struct moot_owners *owners);

#endif
