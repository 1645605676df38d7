/*
 * The feeds of a landscape that lie at addresses: from rows of feeds.csv to files that moot_events_read() can open.
 *
 * Add every address, fetch them all, look them up, clear. A feed that can't be fetched is its copy of an earlier
 * time, with a warning that says how old it is; without a copy it is an error. Problems name the row and show the
 * address as moot_address_show() does. An address that stands in several rows is fetched once.
 */
#ifndef MOOT_IO_FEEDS_REMOTE_H
#define MOOT_IO_FEEDS_REMOTE_H

#include "io/feeds/cache.h"
#include "io/landscape/lexicon.h"
#include <moot/landscape.h>

struct moot_remote_feed {
	const char *source; /* as written, in the first row that has it */
	int line;
	int column;
	const char *address; /* NULL where it is refused */
	int first;           /* the first feed with this address: itself, or an earlier one */
	const char *label;   /* the address as it is shown; two that look alike have their lines behind them */
	const char *path;    /* of its bytes; NULL where there are none to be had */
	char sha256[65];
	int64_t modified; /* Last-Modified, else when these bytes first came; seconds since 1970 */
};

/* Start from {.cache.folder = -1}, the macro below. */
struct moot_remote {
	struct moot_arena *arena;
	struct moot_cache cache;
	struct moot_remote_feed *feeds; /* in the order of the rows */
	size_t count;
	size_t capacity;
	struct moot_lexicon sources; /* to feeds */
	bool offline;                /* copies alone, with a warning that says how old they are */
	/* Of a plan: where a copy with one of these fingerprints is here, it is the feed, unasked and without a word.
	 */
	const struct moot_input *wanted;
	size_t wanted_count;
};
#define MOOT_REMOTE_EMPTY                                                                                              \
	{                                                                                                              \
		.cache = {.folder = -1 }                                                                               \
	}

/* A cell of `file` that holds an address. */
enum moot_status moot_remote_add(struct moot_remote *remote, const char *source, int line, int column);

/* Takes at most two minutes. Opens no connection where nothing was added. `file` is where the rows stand. */
enum moot_status moot_remote_fetch(struct moot_remote *remote, const char *file, struct moot_problems *problems,
				   struct moot_error *error);

/* The feed of an address as written; NULL where it was not added or can't be had, which was told. */
const struct moot_remote_feed *moot_remote_find(const struct moot_remote *remote, const char *source);

/* The files of a temporary cache go, so read them first. */
void moot_remote_clear(struct moot_remote *remote);

#endif
