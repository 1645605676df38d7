/*
 * A feed's worker: the child process that reads one calendar file within limits and writes its answer (wire.h) to a
 * pipe.
 *
 * libical may hang, crash or eat memory; then one feed is lost, with its name, and the others go on. The limits are on
 * the file's size, on computing time and on memory; the parent (events_read.c) limits the wall clock.
 */
#ifndef MOOT_IO_ICAL_WORKER_H
#define MOOT_IO_ICAL_WORKER_H

#include "feed.h"

#define MOOT_MEGABYTE ((size_t)1024 * 1024)

/* Seconds of computing that a file of this size may take. */
unsigned long moot_worker_seconds(size_t size);

/* What the worker does with a file's bytes, which end with a NUL that is not counted and are changed. */
void moot_worker_read(struct moot_feed *feed, char *bytes, size_t size);

/* To be called in the child of a fork, with the feed's label, timezone and window set. */
_Noreturn void moot_worker_run(struct moot_feed *feed, const char *path, size_t size, int out);

#endif
