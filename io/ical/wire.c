/* The worker's answer: status, problems, occurrences, and a mark at the end; see wire.h. */
#include "wire.h"

#include <string.h>

#define MARK 0x4d4f4f54u /* "MOOT" */

enum {
	FLAG_ALL_DAY = 1,
	FLAG_FREE = 2,
	FLAG_CANCELLED = 4,
	FLAG_RECURS = 8,
	FLAG_PRIVATE = 16,
	FLAG_OVERRIDE = 32,
	ALL_FLAGS = 63
};

/* One occurrence. Its texts are those of the event that it shows. */
struct record {
	int64_t event; /* its number, from 1 */
	int64_t start;
	int64_t end;
	int64_t recurrence;
	struct moot_own_time own_start;
	struct moot_own_time own_end;
	struct moot_own_time own_recurrence;
	int64_t flags;
};

/* What the parent knows of an event before it builds its occurrences. */
struct told {
	const char *uid;
	const char *title;
	struct moot_event_detail detail;
	int64_t flags;
	enum moot_busy_kind kind;
};

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

static bool put_attendee(struct moot_bytes *bytes, const struct moot_attendee *attendee)
{
	return put_text(bytes, attendee->email) && put_text(bytes, attendee->name) &&
	       put_number(bytes, attendee->partstat) && put_number(bytes, attendee->role) &&
	       put_number(bytes, attendee->is_room);
}

static bool put_event(struct moot_bytes *bytes, const struct moot_raw_event *event)
{
	const struct moot_event_detail *detail = &event->detail;
	bool all_day = event->start.kind == MOOT_STAMP_DATE;
	int flags = (all_day ? FLAG_ALL_DAY : 0) | (event->is_free || event->is_cancelled ? FLAG_FREE : 0) |
		    (event->is_cancelled ? FLAG_CANCELLED : 0) | (detail->recurs ? FLAG_RECURS : 0) |
		    (detail->is_private ? FLAG_PRIVATE : 0);
	bool done = put_text(bytes, event->uid) && put_text(bytes, event->title) &&
		    put_text(bytes, detail->organiser) && put_text(bytes, detail->organiser_name) &&
		    put_text(bytes, detail->description) && put_text(bytes, detail->location) &&
		    put_text(bytes, detail->rule) && put_text(bytes, detail->timezone) &&
		    put_number(bytes, event->sequence) && put_number(bytes, flags) && put_number(bytes, event->kind) &&
		    put_number(bytes, (int64_t)detail->attendee_count);
	for (size_t i = 0; done && i < detail->attendee_count; i++)
		done = put_attendee(bytes, &detail->attendees[i]);
	return done;
}

static bool put_occurrence(struct moot_bytes *bytes, const struct moot_occurrence *occurrence)
{
	struct record record = {.event = (int64_t)occurrence->event->number,
				.start = occurrence->start,
				.end = occurrence->end,
				.recurrence = occurrence->recurrence,
				.own_start = occurrence->own_start,
				.own_end = occurrence->own_end,
				.own_recurrence = occurrence->own_recurrence,
				.flags = occurrence->has_recurrence ? FLAG_OVERRIDE : 0};
	if (occurrence->has_recurrence && occurrence->event->recurrence.kind == MOOT_STAMP_DATE)
		record.flags |= FLAG_ALL_DAY;
	return moot_bytes_add(bytes, &record, sizeof record);
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
	done = done && put_number(bytes, (int64_t)feed->shown_count);
	for (size_t i = 0; done && i < feed->shown_count; i++)
		done = put_event(bytes, feed->shown[i]);
	done = done && put_number(bytes, (int64_t)feed->occurrence_count);
	for (size_t i = 0; done && i < feed->occurrence_count; i++)
		done = put_occurrence(bytes, &feed->occurrences[i]);
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

/* A count of things of at least `least` bytes: none can ask for more memory than came over the pipe. */
static size_t take_count(struct reader *reader, size_t least)
{
	return (size_t)take_number(reader, 0, (int64_t)(reader->left / least));
}

static void take_attendee(struct reader *reader, struct moot_attendee *attendee)
{
	attendee->email = take_text(reader);
	attendee->name = take_text(reader);
	attendee->partstat = (enum moot_partstat)take_number(reader, MOOT_ANSWER_OPEN, MOOT_ANSWER_DELEGATED);
	attendee->role = (enum moot_invited)take_number(reader, MOOT_INVITED_CHAIR, MOOT_INVITED_TO_KNOW);
	attendee->is_room = take_number(reader, 0, 1) != 0;
}

static void take_event(struct reader *reader, struct told *told)
{
	struct moot_event_detail *detail = &told->detail;
	told->uid = take_text(reader);
	told->title = take_text(reader);
	detail->organiser = take_text(reader);
	detail->organiser_name = take_text(reader);
	detail->description = take_text(reader);
	detail->location = take_text(reader);
	detail->rule = take_text(reader);
	detail->timezone = take_text(reader);
	detail->sequence = (long)take_number(reader, 0, INT32_MAX);
	told->flags = take_number(reader, 0, ALL_FLAGS);
	told->kind = (enum moot_busy_kind)take_number(reader, MOOT_TENTATIVE, MOOT_OUT);
	detail->recurs = told->flags & FLAG_RECURS;
	detail->is_private = told->flags & FLAG_PRIVATE;
	size_t count = take_count(reader, 5 * sizeof(int64_t));
	detail->attendees = moot_arena_array(reader->arena, count, sizeof *detail->attendees);
	reader->no_memory = reader->no_memory || !detail->attendees;
	for (size_t i = 0; i < count && !reader->damaged && !reader->no_memory; i++)
		take_attendee(reader, &detail->attendees[i]);
	detail->attendee_count = count;
}

/* RECURRENCE-ID on the landscape's wall clock: "2027-05-12T10:00", or a day. */
static const char *recurrence_text(struct reader *reader, moot_minute minute, bool is_date)
{
	char text[17];
	moot_minute_format(minute, text);
	const char *copy = moot_arena_text_n(reader->arena, text, is_date ? 10 : 16);
	reader->no_memory = reader->no_memory || !copy;
	return copy ? copy : "";
}

static bool own_time_is_possible(const struct moot_own_time *time)
{
	const int64_t most = (int64_t)20000 * 366 * MOOT_MINUTES_A_DAY * 60;
	const int32_t furthest = 26 * 3600;
	return time->seconds >= -most && time->seconds <= most &&
	       (time->offset == MOOT_NO_OFFSET || (time->offset >= -furthest && time->offset <= furthest));
}

static bool record_is_possible(const struct record *record, size_t told_count)
{
	const int64_t most = (int64_t)20000 * 366 * MOOT_MINUTES_A_DAY;
	return record->event >= 1 && (size_t)record->event <= told_count && record->start >= -most &&
	       record->start <= most && record->end >= -most && record->end <= most && record->recurrence >= -most &&
	       record->recurrence <= most && own_time_is_possible(&record->own_start) &&
	       own_time_is_possible(&record->own_end) && own_time_is_possible(&record->own_recurrence);
}

static void take_occurrence(struct reader *reader, const struct told *told, size_t told_count, struct moot_event *event)
{
	struct record record;
	if (reader->damaged || reader->left < sizeof record) {
		reader->damaged = true;
		return;
	}
	memcpy(&record, reader->at, sizeof record);
	reader->at += sizeof record;
	reader->left -= sizeof record;
	if (!record_is_possible(&record, told_count)) {
		reader->damaged = true;
		return;
	}
	const struct told *of = &told[record.event - 1];
	*event = (struct moot_event){.uid = of->uid,
				     .title = of->title,
				     .start = record.start,
				     .end = record.end,
				     .all_day = of->flags & FLAG_ALL_DAY,
				     .is_free = of->flags & FLAG_FREE,
				     .is_cancelled = of->flags & FLAG_CANCELLED,
				     .kind = of->kind,
				     .recurrence_id = "",
				     .own_start = record.own_start,
				     .own_end = record.own_end,
				     .own_recurrence = record.own_recurrence,
				     .detail = &of->detail};
	if (record.flags & FLAG_OVERRIDE)
		event->recurrence_id = recurrence_text(reader, record.recurrence, record.flags & FLAG_ALL_DAY);
}

/* Events, then their occurrences. */
static void take_events(struct reader *reader, struct moot_events *events)
{
	size_t told_count = take_count(reader, 12 * sizeof(int64_t));
	struct told *told = moot_arena_array(reader->arena, told_count, sizeof *told);
	reader->no_memory = reader->no_memory || !told;
	for (size_t i = 0; i < told_count && !reader->damaged && !reader->no_memory; i++)
		take_event(reader, &told[i]);
	size_t count = take_count(reader, sizeof(struct record));
	events->items = moot_arena_array(reader->arena, count, sizeof *events->items);
	reader->no_memory = reader->no_memory || !events->items;
	for (size_t i = 0; i < count && !reader->damaged && !reader->no_memory; i++)
		take_occurrence(reader, told, told_count, &events->items[i]);
	events->count = reader->damaged || reader->no_memory ? 0 : count;
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
	take_events(&reader, events);
	take_number(&reader, MARK, MARK);
	if (reader.no_memory || reader.damaged || status != MOOT_OK)
		events->count = 0;
	if (reader.no_memory)
		return MOOT_WIRE_MEMORY;
	if (reader.damaged)
		return MOOT_WIRE_DAMAGED;
	if (status != MOOT_OK)
		return MOOT_WIRE_WORKER_MEMORY;
	return MOOT_WIRE_DONE;
}
