/* What a CalDAV server says of the things in a folder (RFC 4918 section 13, RFC 4791 section 7), read by expat. */
#ifndef MOOT_IO_PUBLISH_MULTISTATUS_H
#define MOOT_IO_PUBLISH_MULTISTATUS_H

#include <moot/memory.h>
#include <moot/status.h>

/* Texts are "" where the server does not say. */
struct moot_resource {
	const char *name; /* the last part of its address, unescaped */
	const char *etag;
	const char *data; /* the event */
	const char *display_name;
	bool is_calendar;
};

struct moot_multistatus {
	struct moot_arena *arena; /* of the caller */
	struct moot_resource *items;
	size_t count;
	size_t capacity;
};

/* MOOT_ERROR_INPUT where the bytes are no such answer. Start from {.arena = ...}. */
enum moot_status moot_multistatus_read(const char *bytes, size_t length, struct moot_multistatus *multistatus);
void moot_multistatus_clear(struct moot_multistatus *multistatus);

#endif
