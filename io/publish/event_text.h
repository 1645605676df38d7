/* Single events as texts: what of one matters, and whose it is. */
#ifndef MOOT_IO_PUBLISH_EVENT_TEXT_H
#define MOOT_IO_PUBLISH_EVENT_TEXT_H

#include <moot/date.h>
#include <moot/memory.h>

/*
 * The properties of the file's VEVENT, unfolded, in byte order, without those that change by themselves (DTSTAMP,
 * LAST-MODIFIED, CREATED): what a server rewrites without changing the event is alike. Several events are one list.
 * NULL when out of memory.
 */
const char *moot_event_essence(struct moot_arena *arena, const char *ics);

/* The value of a property of the essence ("UID"), without parameters; "" for none. NULL when out of memory. */
const char *moot_event_property(struct moot_arena *arena, const char *essence, const char *name);

#endif
