/*
 * Which calendar files a landscape has and whose they are.
 *
 * calendars/boards, people, venues (ID.ics) and closures, and the rows of feeds.csv. Only files inside the landscape's
 * folder, links followed, are named: a landscape that someone sends must not reach what else lies on the machine.
 */
#ifndef MOOT_IO_ICAL_FEED_SOURCES_H
#define MOOT_IO_ICAL_FEED_SOURCES_H

#include "io/feeds/remote.h"
#include <moot/landscape.h>

enum moot_feed_owner { MOOT_OWNER_BOARD, MOOT_OWNER_PERSON, MOOT_OWNER_VENUE, MOOT_OWNER_CLOSURES };

struct moot_feed_source {
	enum moot_feed_owner owner;
	int index;         /* of the board, person or venue */
	const char *path;  /* to open */
	const char *label; /* relative to the landscape, or an address as it is shown */
};

/* A row of feeds.csv: the texts of its cells, "" for empty, and where they stand. */
struct moot_feed_row {
	const char *owner;
	const char *source;
	int owner_line;
	int owner_column;
	int source_line;
	int source_column;
};

/* feeds.csv, or the sheet that stands in for it. */
struct moot_feed_table {
	const char *file;
	const struct moot_feed_row *rows;
	size_t count;
	struct moot_remote remote; /* of the rows whose source is an address */
};

struct moot_feed_sources {
	struct moot_arena *arena;
	struct moot_feed_source *items; /* by owner, then label, then index; each once */
	size_t count;
	size_t capacity;
};

/* Start from {0}. Paths and labels of addresses are lent by the table. Unknown ids and files that cannot be used are
 * problems. */
enum moot_status moot_feed_sources_find(const char *folder, const struct moot_landscape *landscape,
					const struct moot_feed_table *table, struct moot_feed_sources *sources,
					struct moot_problems *problems, struct moot_error *error);
void moot_feed_sources_clear(struct moot_feed_sources *sources);

#endif
