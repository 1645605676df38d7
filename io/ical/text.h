/*
 * Texts from calendars and into them: cleaned on the way in, escaped and folded on the way out.
 */
#ifndef MOOT_IO_ICAL_TEXT_H
#define MOOT_IO_ICAL_TEXT_H

#include <moot/memory.h>

/*
 * A copy that is valid UTF-8 on one line: what is not UTF-8 is read as Windows-1252, control characters become one
 * space, the ends are trimmed, and some 4,000 bytes are kept. NULL when out of memory.
 */
const char *moot_feed_text(struct moot_arena *arena, const char *text);

/* The length in bytes (1 to 4) of the UTF-8 character at `text`, or 0 where it is not one. */
size_t moot_utf8_length(const char *text);

#endif
