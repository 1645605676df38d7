/* The worker's answer: status, problems, occurrences, and a mark at the end; see wire.h. */
#include "wire.h"

#include <string.h>

#define MARK 0x4d4f4f54u /* "MOOT" */

enum { FLAG_ALL_DAY = 1, FLAG_FREE = 2, FLAG_CANCELLED = 4 };

bool moot_bytes_reserve(struct moot_bytes *bytes, size_t count)
{
	if (count > SIZE_MAX - bytes->count)
		return false;
	return moot_array_reserve((void **)&bytes->items, &bytes->capacity, bytes->count + count, 1);
}

bool moot_bytes_add(struct moot_bytes *bytes, const void *data, size_t count)
{
	if (!moot_bytes_reserve(bytes, count))
		return false;
	if (count > 0)
		memcpy(bytes->items + bytes->count, data, count);
	bytes->count += count;
	return true;
}

static bool put_number(struct moot_bytes *bytes, int64_t number)
{
	return moot_bytes_add(bytes, &number, sizeof number);
}

static bool put_text(struct moot_bytes *bytes, const char *text)
{
	size_t length = strlen(text);
	return put_number(bytes, (int64_t)length) && moot_bytes_add(bytes, text, length);
}

static bool put_event(struct moot_bytes *bytes, const struct moot_event *event)
{
	int flags = (event->all_day ? FLAG_ALL_DAY : 0) | (event->is_free ? FLAG_FREE : 0) |
		    (event->is_cancelled ? FLAG_CANCELLED : 0);
	return put_text(bytes, event->uid) && put_text(bytes, event->title) && put_text(bytes, event->recurrence_id) &&
	       put_number(bytes, event->start) && put_number(bytes, event->end) && put_number(bytes, flags) &&
	       put_number(bytes, event->kind);
}

bool moot_wire_write(const struct moot_feed *feed, struct moot_bytes *bytes)
{
	bool done = put_number(bytes, MARK) && put_number(bytes, feed->status) &&
		    put_number(bytes, (int64_t)feed->problems->count);
	for (size_t i = 0; done && i < feed->problems->count; i++) {
		const struct moot_problem *problem = &feed->problems->items[i];
		done = put_number(bytes, problem->severity) && put_number(bytes, problem->line) &&
		       put_text(bytes, problem->message);
	}
	done = done && put_number(bytes, (int64_t)feed->occurrence_count);
	for (size_t i = 0; done && i < feed->occurrence_count; i++)
		done = put_event(bytes, &feed->occurrences[i]);
	return done && put_number(bytes, MARK);
}

struct reader {
	const char *at;
	size_t left;
	struct moot_arena *arena;
	bool damaged;
	bool no_memory;
};

static int64_t take_number(struct reader *reader, int64_t low, int64_t high)
{
	int64_t number = 0;
	if (reader->damaged || reader->left < sizeof number) {
		reader->damaged = true;
		return low;
	}
	memcpy(&number, reader->at, sizeof number);
	reader->at += sizeof number;
	reader->left -= sizeof number;
	if (number < low || number > high) {
		reader->damaged = true;
		return low;
	}
	return number;
}

static const char *take_text(struct reader *reader)
{
	size_t length = (size_t)take_number(reader, 0, (int64_t)reader->left);
	if (reader->damaged || length > reader->left) {
		reader->damaged = true;
		return "";
	}
	const char *text = moot_arena_text_n(reader->arena, reader->at, length);
	reader->no_memory = reader->no_memory || !text;
	reader->at += length;
	reader->left -= length;
	return text ? text : "";
}

static void take_problem(struct reader *reader, const char *label, struct moot_problems *problems)
{
	enum moot_severity severity = (enum moot_severity)take_number(reader, MOOT_WARNING, MOOT_ERROR);
	int line = (int)take_number(reader, 0, INT32_MAX);
	const char *message = take_text(reader);
	if (!reader->damaged && moot_problems_add(problems, severity, label, line, 0, "%s", message) != MOOT_OK)
		reader->no_memory = true;
}

static void take_event(struct reader *reader, struct moot_event *event)
{
	const moot_minute most = (moot_minute)10000 * 366 * MOOT_MINUTES_A_DAY;
	event->uid = take_text(reader);
	event->title = take_text(reader);
	event->recurrence_id = take_text(reader);
	event->start = take_number(reader, -most, most);
	event->end = take_number(reader, -most, 2 * most);
	int64_t flags = take_number(reader, 0, FLAG_ALL_DAY | FLAG_FREE | FLAG_CANCELLED);
	event->kind = (enum moot_busy_kind)take_number(reader, MOOT_TENTATIVE, MOOT_OUT);
	event->all_day = flags & FLAG_ALL_DAY;
	event->is_free = flags & FLAG_FREE;
	event->is_cancelled = flags & FLAG_CANCELLED;
}

enum moot_wire_end moot_wire_read(const struct moot_bytes *bytes, const char *label, struct moot_events *events,
				  struct moot_problems *problems)
{
	struct reader reader = {.at = bytes->items, .left = bytes->count, .arena = events->arena};
	take_number(&reader, MARK, MARK);
	int64_t status = take_number(&reader, MOOT_OK, MOOT_ERROR_INVALID);
	size_t problem_count = (size_t)take_number(&reader, 0, MOOT_FEED_PROBLEMS + 1);
	for (size_t i = 0; i < problem_count && !reader.damaged && !reader.no_memory; i++)
		take_problem(&reader, label, problems);
	/* An event is at least seven numbers: no count can ask for more memory than came over the pipe. */
	size_t count = (size_t)take_number(&reader, 0, (int64_t)(reader.left / (7 * sizeof(int64_t))));
	events->items = moot_arena_array(events->arena, count, sizeof *events->items);
	reader.no_memory = reader.no_memory || !events->items;
	for (size_t i = 0; i < count && !reader.damaged && !reader.no_memory; i++)
		take_event(&reader, &events->items[i]);
	take_number(&reader, MARK, MARK);
	if (reader.no_memory)
		return MOOT_WIRE_MEMORY;
	if (reader.damaged)
		return MOOT_WIRE_DAMAGED;
	if (status != MOOT_OK)
		return MOOT_WIRE_WORKER_MEMORY;
	events->count = count;
	return MOOT_WIRE_DONE;
}
