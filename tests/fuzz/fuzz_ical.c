/*
 * libFuzzer's way into the reading of calendars: any bytes, to occurrences, over the wire and back. In this process,
 * without the worker's limits, so that a crash or a hang is seen where it happens.
 */
#include <string.h>

#include "io/ical/wire.h"
#include "io/ical/worker.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct moot_problems problems = {0};
	struct moot_problems told = {0};
	struct moot_bytes bytes = {0};
	struct moot_events events = {.arena = moot_arena_new()};
	struct moot_feed feed = {.arena = moot_arena_new(),
				 .problems = &problems,
				 .label = "feed.ics",
				 .timezone = "Europe/London",
				 .from = moot_day_parse("2027-04-01"),
				 .to = moot_day_parse("2028-03-31")};
	char *text = feed.arena ? moot_arena_array(feed.arena, size + 1, 1) : NULL;
	if (text && events.arena) {
		memcpy(text, data, size);
		moot_worker_read(&feed, text, size);
		if (moot_wire_write(&feed, &bytes) &&
		    moot_wire_read(&bytes, feed.label, &events, &told) != MOOT_WIRE_DONE)
			__builtin_trap(); /* what was written is not understood */
		if (events.count != feed.occurrence_count)
			__builtin_trap();
	}
	moot_release(bytes.items);
	moot_arena_free(events.arena);
	moot_arena_free(feed.arena);
	moot_problems_clear(&problems);
	moot_problems_clear(&told);
	return 0;
}
