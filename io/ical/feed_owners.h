/*
 * What calendars say of boards, people, venues and days: events become the landscape's own records.
 *
 * Begin, add board feeds before those of people and venues, end. Texts are compared trimmed and case-folded. Cost of an
 * event: a look among all board events, and the titles of its person's boards.
 */
#ifndef MOOT_IO_ICAL_FEED_OWNERS_H
#define MOOT_IO_ICAL_FEED_OWNERS_H

#include <moot/io.h>

/* An event of a board's calendar. */
struct moot_board_event {
	const char *uid;
	moot_minute start;
};

/* The titles by which a board's meetings are recognised, folded. */
struct moot_board_titles {
	const char *name;
	const char **match;
	size_t match_count;
};

struct moot_owners {
	struct moot_landscape *landscape;
	struct moot_arena *arena;
	struct moot_board_titles *titles; /* for each board */
	int *seats;                       /* boards of person 0, then of person 1, ... */
	size_t *first_seat;               /* of each person, and the end */
	struct moot_board_event *events;
	size_t event_count;
	size_t event_capacity;
	bool sorted;
	size_t closure_capacity;
};

/* All of these fail with MOOT_ERROR_MEMORY alone. */
enum moot_status moot_owners_begin(struct moot_owners *owners, struct moot_landscape *landscape);
enum moot_status moot_owners_add_board(struct moot_owners *owners, int board, const struct moot_events *events);
enum moot_status moot_owners_add_person(struct moot_owners *owners, int person, const struct moot_events *events);
enum moot_status moot_owners_add_venue(struct moot_owners *owners, int venue, const struct moot_events *events);
enum moot_status moot_owners_add_closures(struct moot_owners *owners, const struct moot_events *events);
void moot_owners_end(struct moot_owners *owners);

#endif
