/*
 * What a feed's worker tells: occurrences and problems as bytes for a pipe, and back.
 *
 * Both ends are one program on one machine, so numbers are in its own order. The reader trusts nothing all the same:
 * the worker may have been damaged by what it read. Every length is checked against the bytes that are left.
 */
#ifndef MOOT_IO_ICAL_WIRE_H
#define MOOT_IO_ICAL_WIRE_H

#include <stdint.h>

#include "feed.h"

struct moot_bytes {
	char *items;
	size_t count;
	size_t capacity;
};

/* Room for `count` more bytes; false when out of memory. Release `items` with moot_release(). */
bool moot_bytes_reserve(struct moot_bytes *bytes, size_t count);
bool moot_bytes_add(struct moot_bytes *bytes, const void *data, size_t count);

/* False when out of memory. */
bool moot_wire_write(const struct moot_feed *feed, struct moot_bytes *bytes);

enum moot_wire_end {
	MOOT_WIRE_DONE,
	MOOT_WIRE_DAMAGED,       /* not a whole answer */
	MOOT_WIRE_WORKER_MEMORY, /* the worker ran out of memory */
	MOOT_WIRE_MEMORY         /* this process did */
};

/* Fills events (in their arena) and appends problems under `label`; on anything but DONE neither is complete. */
enum moot_wire_end moot_wire_read(const struct moot_bytes *bytes, const char *label, struct moot_events *events,
				  struct moot_problems *problems);

#endif
