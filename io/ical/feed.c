/* What all steps of reading a feed share; see feed.h. */
#include "feed.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void moot_feed_report(struct moot_feed *feed, enum moot_severity severity, int line, const char *format, ...)
{
	char message[1024];
	if (feed->status != MOOT_OK || feed->reported > MOOT_FEED_PROBLEMS)
		return;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	if (feed->reported++ == MOOT_FEED_PROBLEMS) {
		line = 0;
		snprintf(message, sizeof message, "has more problems than the %d listed", MOOT_FEED_PROBLEMS);
	}
	feed->status = moot_problems_add(feed->problems, severity, feed->label, line, 0, "%s", message);
}

void *moot_feed_append(struct moot_feed *feed, void **items, size_t *count, size_t *capacity, size_t size)
{
	if (*count == *capacity) {
		size_t larger = *capacity == 0 ? 4 : *capacity * 2;
		void *copy = moot_arena_array(feed->arena, larger, size);
		if (!copy) {
			feed->status = MOOT_ERROR_MEMORY;
			return NULL;
		}
		if (*count > 0)
			memcpy(copy, *items, *count * size);
		*items = copy;
		*capacity = larger;
	}
	return (char *)*items + (*count)++ * size;
}
