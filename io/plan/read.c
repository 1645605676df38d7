/*
 * plan.json back into a plan. Strict on every key that the format lists, deaf to keys that it does not know; the keys
 * that we add ourselves (timezone, people, sequence, the parts of savings) may be missing, so that another program's
 * plan can be read.
 *
 * A file whose form is right but which contradicts itself (a count that differs from its list) is not valid, as
 * against unreadable. Up to 256 MiB; jansson bounds the nesting.
 */
#include "io/plan/read_board.h"

#include "io/text.h"

#include <moot/io.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST_FILE = 256 * 1024 * 1024 };

static const char *search_word(int value)
{
	return moot_search_status_text((enum moot_search_status)value);
}

static bool read_search_status(struct moot_reader *reader, struct moot_object from, enum moot_search_status *out)
{
	int value = 0;
	if (!moot_read_word(reader, from, "status", search_word, MOOT_SEARCH_STOPPED + 1, &value))
		return false;
	*out = (enum moot_search_status)value;
	return true;
}

static bool read_day(struct moot_reader *reader, struct moot_object from, const char *key, moot_day *out)
{
	struct moot_place place = {.above = from.place, .key = key};
	const char *text = NULL;
	if (!moot_read_text(reader, from, key, &text))
		return false;
	*out = moot_day_parse(text);
	if (*out == MOOT_NO_DAY)
		return moot_reader_fault(reader, MOOT_ERROR_INPUT, &place,
					 "should be a date such as 2027-04-01, is \"%.40s\"", text);
	return true;
}

static bool read_instant(struct moot_reader *reader, struct moot_object from, const char *key, moot_minute *out)
{
	struct moot_place place = {.above = from.place, .key = key};
	const char *text = NULL;
	if (!moot_read_text(reader, from, key, &text))
		return false;
	if (strlen(text) != 16 || text[10] != 'T' || !moot_minute_parse(text, out))
		return moot_reader_fault(reader, MOOT_ERROR_INPUT, &place,
					 "should be a time such as 2027-05-12T10:00, is \"%.40s\"", text);
	return true;
}

static bool read_structure(struct moot_reader *reader, struct moot_object root, struct moot_structure_result *out)
{
	struct moot_place place;
	struct moot_object from;
	return moot_read_object(reader, root, "structure", &place, &from) &&
	       moot_read_number(reader, from, "objective", &out->objective) &&
	       moot_read_number_or_null(reader, from, "bound", -INFINITY, &out->bound) &&
	       moot_read_number_or_null(reader, from, "gap", NAN, &out->gap) &&
	       read_search_status(reader, from, &out->status) && moot_read_text(reader, from, "scope", &out->scope);
}

/* Another program's plan, in which everyone attends, may do without. */
static bool read_attendance(struct moot_reader *reader, struct moot_object root, struct moot_attendance_result *out)
{
	struct moot_place place;
	struct moot_object from;
	if (!json_object_get(root.json, "attendance"))
		return true;
	out->known = true;
	return moot_read_object(reader, root, "attendance", &place, &from) &&
	       moot_read_number(reader, from, "over_hours", &out->over_hours) &&
	       moot_read_number(reader, from, "loss", &out->loss) &&
	       moot_read_number_or_null(reader, from, "bound", -INFINITY, &out->bound) &&
	       moot_read_number_or_null(reader, from, "gap", NAN, &out->gap) &&
	       read_search_status(reader, from, &out->status);
}

static bool read_parts(struct moot_reader *reader, struct moot_object calendar, struct moot_calendar_parts *out)
{
	struct moot_place place;
	struct moot_object from;
	return moot_read_object(reader, calendar, "parts", &place, &from) &&
	       moot_read_number(reader, from, "clashes", &out->clashes) &&
	       moot_read_number(reader, from, "trips", &out->trips) &&
	       moot_read_number(reader, from, "regularity", &out->regularity) &&
	       moot_read_number(reader, from, "spacing", &out->spacing) &&
	       moot_read_number(reader, from, "dislikes", &out->dislikes) &&
	       moot_read_number(reader, from, "moves", &out->moves) &&
	       moot_read_number(reader, from, "breathing", &out->breathing) &&
	       (!json_object_get(from.json, "crowding") || /* plans of earlier versions */
		moot_read_number(reader, from, "crowding", &out->crowding)) &&
	       moot_read_number(reader, from, "reports", &out->reports);
}

/* `unscheduled` counts the list of that name, which the caller has read. */
static bool read_calendar(struct moot_reader *reader, struct moot_object root, struct moot_plan *plan)
{
	if (json_is_null(json_object_get(root.json, "calendar")))
		return true;
	struct moot_calendar_result *out = &plan->calendar;
	struct moot_place place;
	struct moot_object from;
	int unscheduled = 0;
	plan->has_calendar = true;
	if (!moot_read_object(reader, root, "calendar", &place, &from) ||
	    !moot_read_number(reader, from, "objective", &out->objective) ||
	    !moot_read_number_or_null(reader, from, "bound", -INFINITY, &out->bound) ||
	    !moot_read_number_or_null(reader, from, "gap", NAN, &out->gap) ||
	    !read_search_status(reader, from, &out->status) ||
	    !moot_read_count(reader, from, "unscheduled", &unscheduled) || !read_parts(reader, from, &out->parts))
		return false;
	if ((size_t)unscheduled != plan->unscheduled_count)
		return moot_reader_fault(reader, MOOT_ERROR_INVALID, &place, "unscheduled is %d, but the list has %zu",
					 unscheduled, plan->unscheduled_count);
	return true;
}

static bool read_totals(struct moot_reader *reader, struct moot_object totals, const char *key, struct moot_totals *out)
{
	struct moot_place place;
	struct moot_object from;
	return moot_read_object(reader, totals, key, &place, &from) &&
	       moot_read_count(reader, from, "boards", &out->boards) &&
	       moot_read_count(reader, from, "meetings", &out->meetings) &&
	       moot_read_number(reader, from, "senior_hours", &out->senior_hours) &&
	       moot_read_number(reader, from, "hours", &out->hours) &&
	       moot_read_number(reader, from, "cost", &out->cost) &&
	       moot_read_number(reader, from, "duplicated_agenda_hours", &out->duplicated_agenda_hours);
}

static bool read_clash(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_clash *out = item;
	return moot_read_text(reader, from, "person", &out->person) && moot_read_text(reader, from, "with", &out->with);
}

/* Where a meeting stood in an earlier plan: keys of our own, absent from other plans. */
static bool read_stood(struct moot_reader *reader, struct moot_object from, struct moot_meeting *out)
{
	json_t *previous = json_object_get(from.json, "previous");
	out->has_previous = previous && !json_is_null(previous);
	return (!out->has_previous || read_instant(reader, from, "previous", &out->previous)) &&
	       (!json_object_get(from.json, "frozen") || moot_read_yes(reader, from, "frozen", &out->frozen));
}

static bool read_meeting(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_meeting *out = item;
	return moot_read_text(reader, from, "uid", &out->uid) && moot_read_text(reader, from, "board", &out->board) &&
	       moot_read_count(reader, from, "number", &out->number) &&
	       read_instant(reader, from, "start", &out->start) && read_instant(reader, from, "end", &out->end) &&
	       moot_read_text(reader, from, "venue", &out->venue) &&
	       (!json_object_get(from.json, "sequence") || moot_read_count(reader, from, "sequence", &out->sequence)) &&
	       moot_read_objects(reader, from, "clashes", sizeof *out->clashes, read_clash, (void **)&out->clashes,
				 &out->clash_count) &&
	       read_stood(reader, from, out);
}

static bool read_moved(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_moved *out = item;
	return moot_read_text(reader, from, "uid", &out->uid) && moot_read_text(reader, from, "board", &out->board) &&
	       moot_read_count(reader, from, "number", &out->number) &&
	       read_instant(reader, from, "from", &out->from) && read_instant(reader, from, "to", &out->to) &&
	       moot_read_text(reader, from, "why", &out->why);
}

static bool read_room_change(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_room_change *out = item;
	return moot_read_text(reader, from, "uid", &out->uid) && moot_read_text(reader, from, "board", &out->board) &&
	       moot_read_count(reader, from, "number", &out->number) &&
	       moot_read_text(reader, from, "from", &out->from) && moot_read_text(reader, from, "to", &out->to) &&
	       moot_read_text(reader, from, "why", &out->why);
}

static bool read_dropped(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_dropped *out = item;
	return moot_read_text(reader, from, "uid", &out->uid) && moot_read_text(reader, from, "board", &out->board) &&
	       moot_read_text(reader, from, "name", &out->name) &&
	       moot_read_count(reader, from, "number", &out->number) &&
	       read_instant(reader, from, "start", &out->start) && read_instant(reader, from, "end", &out->end) &&
	       moot_read_text(reader, from, "venue", &out->venue) &&
	       moot_read_count(reader, from, "sequence", &out->sequence) &&
	       moot_read_text(reader, from, "why", &out->why);
}

static bool is_known(struct moot_object from, const char *key)
{
	return from.json && json_object_get(from.json, key) && !json_is_null(json_object_get(from.json, key));
}

/* What a plan made from an earlier one says; nothing of it where there is no such key. */
static bool read_previous(struct moot_reader *reader, struct moot_object root, struct moot_plan *plan)
{
	struct moot_place place;
	struct moot_object from;
	plan->freeze_before = MOOT_NO_DAY;
	plan->has_previous = is_known(root, "previous");
	if (!plan->has_previous)
		return true;
	plan->knows_rooms_changed = is_known(root, "rooms_changed");
	if (plan->knows_rooms_changed &&
	    !moot_read_objects(reader, root, "rooms_changed", sizeof *plan->rooms_changed, read_room_change,
			       (void **)&plan->rooms_changed, &plan->room_change_count))
		return false;
	return moot_read_object(reader, root, "previous", &place, &from) &&
	       (!is_known(from, "freeze_before") || read_day(reader, from, "freeze_before", &plan->freeze_before)) &&
	       moot_read_texts(reader, from, "exceptions", &plan->exceptions, &plan->exception_count) &&
	       moot_read_objects(reader, root, "moved", sizeof *plan->moved, read_moved, (void **)&plan->moved,
				 &plan->moved_count) &&
	       moot_read_objects(reader, root, "cancelled", sizeof *plan->cancelled, read_dropped,
				 (void **)&plan->cancelled, &plan->cancelled_count) &&
	       moot_read_objects(reader, root, "held", sizeof *plan->held, read_dropped, (void **)&plan->held,
				 &plan->held_count);
}

/* Unknown ends are null, and so is a high end that is infinite: only that has a low one. */
static bool read_sensitivity(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_sensitivity *out = item;
	out->is_known = is_known(from, "low");
	return moot_read_text(reader, from, "key", &out->key) && moot_read_text(reader, from, "unit", &out->unit) &&
	       moot_read_number(reader, from, "value", &out->value) &&
	       moot_read_number_or_null(reader, from, "low", NAN, &out->low) &&
	       moot_read_number_or_null(reader, from, "high", out->is_known ? INFINITY : NAN, &out->high) &&
	       moot_read_yes(reader, from, "low_is_end", &out->low_is_end) &&
	       moot_read_yes(reader, from, "high_is_end", &out->high_is_end) &&
	       moot_read_yes(reader, from, "exact", &out->is_exact) &&
	       moot_read_text(reader, from, "below", &out->below) && moot_read_text(reader, from, "above", &out->above);
}

/* What we say of assumptions; another program's plan may do without. */
static bool read_sensitivities(struct moot_reader *reader, struct moot_object root, struct moot_plan *plan)
{
	plan->has_sensitivity = is_known(root, "sensitivity");
	return !plan->has_sensitivity ||
	       moot_read_objects(reader, root, "sensitivity", sizeof *plan->sensitivity, read_sensitivity,
				 (void **)&plan->sensitivity, &plan->sensitivity_count);
}

static bool read_unscheduled(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_unscheduled *out = item;
	return moot_read_text(reader, from, "board", &out->board) &&
	       moot_read_count(reader, from, "number", &out->number) && moot_read_text(reader, from, "why", &out->why);
}

static bool read_hand_over(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_hand_over *out = item;
	return moot_read_text(reader, from, "theme", &out->theme) && moot_read_text(reader, from, "from", &out->from) &&
	       moot_read_text(reader, from, "to", &out->to);
}

static bool read_seat(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_plan_seat *out = item;
	return moot_read_text(reader, from, "board", &out->board) &&
	       moot_read_attendance_word(reader, from, &out->attendance) &&
	       moot_read_text(reader, from, "stands_in_for", &out->stands_in_for) &&
	       moot_read_text(reader, from, "why", &out->why);
}

static bool read_person(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_plan_person *out = item;
	return moot_read_text(reader, from, "person", &out->person) &&
	       moot_read_yes(reader, from, "senior", &out->senior) &&
	       moot_read_number(reader, from, "hours_before", &out->hours_before) &&
	       moot_read_number(reader, from, "hours_after", &out->hours_after) &&
	       moot_read_number(reader, from, "cost_before", &out->cost_before) &&
	       moot_read_number(reader, from, "cost_after", &out->cost_after) &&
	       (!json_object_get(from.json, "boards") ||
		moot_read_objects(reader, from, "boards", sizeof *out->seats, read_seat, (void **)&out->seats,
				  &out->seat_count));
}

static bool read_assumption(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_assumption *out = item;
	return moot_read_text(reader, from, "key", &out->key) && moot_read_text(reader, from, "value", &out->value);
}

static bool read_input(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_input *out = item;
	const char *sum = NULL;
	if (!moot_read_text(reader, from, "file", &out->file) || !moot_read_text(reader, from, "sha256", &sum))
		return false;
	if (strlen(sum) != 64 || strspn(sum, "0123456789abcdef") != 64) {
		struct moot_place place = {.above = from.place, .key = "sha256"};
		return moot_reader_fault(reader, MOOT_ERROR_INPUT, &place, "should be 64 hexadecimal digits");
	}
	memcpy(out->sha256, sum, 65);
	return true;
}

static bool read_format(struct moot_reader *reader, struct moot_object root)
{
	struct moot_place place = {.key = "format"};
	const char *format = NULL;
	if (!moot_read_text(reader, root, "format", &format))
		return false;
	if (strcmp(format, "moot-plan/1") != 0)
		return moot_reader_fault(reader, MOOT_ERROR_INPUT, &place, "should be \"moot-plan/1\", is \"%.40s\"",
					 format);
	return true;
}

static bool read_origin(struct moot_reader *reader, struct moot_object root, struct moot_plan *plan)
{
	return read_format(reader, root) && moot_read_text(reader, root, "landscape", &plan->landscape) &&
	       read_day(reader, root, "start", &plan->start) && read_day(reader, root, "end", &plan->end) &&
	       moot_read_objects(reader, root, "inputs", sizeof *plan->inputs, read_input, (void **)&plan->inputs,
				 &plan->input_count) &&
	       moot_read_text(reader, root, "created", &plan->created) &&
	       moot_read_integer(reader, root, "seed", LONG_MIN, LONG_MAX, &plan->seed) &&
	       read_search_status(reader, root, &plan->status);
}

static bool read_lists(struct moot_reader *reader, struct moot_object root, struct moot_plan *plan)
{
	return moot_read_objects(reader, root, "boards", sizeof *plan->boards, moot_read_board, (void **)&plan->boards,
				 &plan->board_count) &&
	       moot_read_objects(reader, root, "handed_over", sizeof *plan->handed_over, read_hand_over,
				 (void **)&plan->handed_over, &plan->handed_over_count) &&
	       moot_read_objects(reader, root, "meetings", sizeof *plan->meetings, read_meeting,
				 (void **)&plan->meetings, &plan->meeting_count) &&
	       moot_read_objects(reader, root, "unscheduled", sizeof *plan->unscheduled, read_unscheduled,
				 (void **)&plan->unscheduled, &plan->unscheduled_count) &&
	       moot_read_objects(reader, root, "assumptions", sizeof *plan->assumptions, read_assumption,
				 (void **)&plan->assumptions, &plan->assumption_count) &&
	       (!json_object_get(root.json, "people") ||
		moot_read_objects(reader, root, "people", sizeof *plan->people, read_person, (void **)&plan->people,
				  &plan->person_count));
}

/* The zone stands on every meeting and, in our own plans, at the top; all of them are one. */
static bool read_timezone(struct moot_reader *reader, struct moot_object root, struct moot_plan *plan)
{
	json_t *meetings = json_object_get(root.json, "meetings");
	struct moot_place list = {.key = "meetings"};
	plan->timezone = json_object_get(root.json, "timezone") || json_array_size(meetings) > 0 ? NULL : "";
	if (json_object_get(root.json, "timezone") && !moot_read_text(reader, root, "timezone", &plan->timezone))
		return false;
	for (size_t i = 0; i < json_array_size(meetings); i++) {
		struct moot_place item = {.above = &list, .index = i};
		struct moot_object meeting = {.json = json_array_get(meetings, i), .place = &item};
		const char *zone = NULL;
		if (!moot_read_text(reader, meeting, "timezone", &zone))
			return false;
		if (!plan->timezone)
			plan->timezone = zone;
		if (strcmp(zone, plan->timezone) != 0)
			return moot_reader_fault(reader, MOOT_ERROR_INVALID, &item,
						 "timezone is \"%.60s\" where the plan's is \"%.60s\"", zone,
						 plan->timezone);
	}
	return true;
}

static bool read_plan(struct moot_reader *reader, struct moot_object root, struct moot_plan *plan)
{
	struct moot_place place;
	struct moot_object totals;
	return read_origin(reader, root, plan) && read_structure(reader, root, &plan->structure) &&
	       read_attendance(reader, root, &plan->attendance) && read_lists(reader, root, plan) &&
	       read_previous(reader, root, plan) && read_sensitivities(reader, root, plan) &&
	       read_calendar(reader, root, plan) && moot_read_object(reader, root, "totals", &place, &totals) &&
	       read_totals(reader, totals, "before", &plan->before) &&
	       read_totals(reader, totals, "after", &plan->after) && read_timezone(reader, root, plan);
}

static enum moot_status read_bytes(const char *path, struct moot_text *text, struct moot_error *error)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		/* Where there is no such file the name is wrong, as with a landscape that is not there. */
		return moot_error_set(error, errno == ENOENT || errno == ENOTDIR ? MOOT_ERROR_INPUT : MOOT_ERROR_SYSTEM,
				      "can't be opened: %s", strerror(errno));
	enum moot_status status = MOOT_OK;
	char buffer[16384];
	for (;;) {
		ssize_t count = read(file, buffer, sizeof buffer);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0 && errno == EISDIR)
			status = moot_error_set(error, MOOT_ERROR_INPUT, "is a folder; name the plan.json in it");
		else if (count < 0)
			status = moot_error_set(error, MOOT_ERROR_SYSTEM, "can't be read: %s", strerror(errno));
		if (count <= 0)
			break;
		moot_text_add_n(text, buffer, (size_t)count);
		if (text->length > LARGEST_FILE)
			status = moot_error_set(error, MOOT_ERROR_INPUT, "is larger than 256 MiB");
		else if (text->failed)
			status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
		if (status != MOOT_OK)
			break;
	}
	close(file);
	return status;
}

static enum moot_status parse(const struct moot_text *text, json_t **out, struct moot_error *error)
{
	json_error_t fault;
	json_t *root = json_loadb(text->bytes ? text->bytes : "", text->length, JSON_REJECT_DUPLICATES, &fault);
	if (!root && json_error_code(&fault) == json_error_out_of_memory)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (!root) {
		struct moot_text plain = {0};
		moot_text_plain(&plain, fault.text); /* it quotes the file */
		moot_error_set(error, MOOT_ERROR_INPUT, "not JSON: %s", plain.failed ? "" : plain.bytes);
		moot_text_clear(&plain);
		error->line = fault.line;
		error->column = fault.column;
		return MOOT_ERROR_INPUT;
	}
	if (!json_is_object(root)) {
		json_decref(root);
		return moot_error_set(error, MOOT_ERROR_INPUT, "a plan is a JSON object");
	}
	*out = root;
	return MOOT_OK;
}

enum moot_status moot_plan_read(const char *path, struct moot_plan **out, struct moot_error *error)
{
	struct moot_error unasked;
	struct moot_text text = {0};
	struct moot_plan *plan = NULL;
	json_t *root = NULL;
	if (!error)
		error = &unasked;
	enum moot_status status = read_bytes(path, &text, error);
	if (status == MOOT_OK)
		status = parse(&text, &root, error);
	if (status == MOOT_OK && moot_plan_new(&plan) != MOOT_OK)
		status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (status == MOOT_OK) {
		struct moot_reader reader = {.arena = plan->arena, .error = error};
		if (read_plan(&reader, (struct moot_object){.json = root}, plan))
			*out = plan;
		else
			status = error->status;
	}
	if (status != MOOT_OK) {
		moot_plan_free(plan);
		snprintf(error->file, sizeof error->file, "%s", path);
	}
	json_decref(root);
	moot_text_clear(&text);
	return status;
}
