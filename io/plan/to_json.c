/*
 * A plan as plan.json, format "moot-plan/1".
 *
 * Beyond the keys that the format asks for, in their order: `timezone` at the top, `attendance`, `sequence` of a
 * meeting, and `people`, each person's year before and after with their boards. Numbers that are not known (a bound, a
 * gap) are null. A plan made from an earlier one has `previous`, and in each meeting where it stood and whether it is
 * frozen.
 */
#include "io/plan/json_parts.h"

#include <moot/io.h>

#include <string.h>

static void write_structure(struct moot_json *json, const struct moot_structure_result *structure)
{
	moot_json_object(json, "structure");
	moot_json_result(json, structure);
	moot_json_text(json, "scope", structure->scope);
	moot_json_object_end(json);
}

static void write_calendar(struct moot_json *json, const struct moot_plan *plan)
{
	const struct moot_calendar_result *calendar = &plan->calendar;
	if (!plan->has_calendar) {
		moot_json_null(json, "calendar");
		return;
	}
	moot_json_object(json, "calendar");
	moot_json_number(json, "objective", calendar->objective);
	moot_json_number_or_null(json, "bound", calendar->bound);
	moot_json_number_or_null(json, "gap", calendar->gap);
	moot_json_text(json, "status", moot_search_status_text(calendar->status));
	moot_json_integer(json, "unscheduled", (long)plan->unscheduled_count);
	moot_json_object(json, "parts");
	moot_json_number(json, "clashes", calendar->parts.clashes);
	moot_json_number(json, "trips", calendar->parts.trips);
	moot_json_number(json, "regularity", calendar->parts.regularity);
	moot_json_number(json, "spacing", calendar->parts.spacing);
	moot_json_number(json, "dislikes", calendar->parts.dislikes);
	moot_json_number(json, "moves", calendar->parts.moves);
	moot_json_number(json, "breathing", calendar->parts.breathing);
	moot_json_number(json, "crowding", calendar->parts.crowding);
	moot_json_number(json, "reports", calendar->parts.reports);
	moot_json_object_end(json);
	moot_json_object_end(json);
}

static void write_attendance(struct moot_json *json, const struct moot_attendance_result *attendance)
{
	moot_json_object(json, "attendance");
	moot_json_number(json, "over_hours", attendance->over_hours);
	moot_json_number(json, "loss", attendance->loss);
	moot_json_number_or_null(json, "bound", attendance->bound);
	moot_json_number_or_null(json, "gap", attendance->gap);
	moot_json_text(json, "status", moot_search_status_text(attendance->status));
	moot_json_object_end(json);
}

static void write_members(struct moot_json *json, const struct moot_plan_board *board)
{
	moot_json_array(json, "members");
	for (size_t i = 0; i < board->member_count; i++) {
		const struct moot_plan_member *member = &board->members[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "person", member->person);
		moot_json_text(json, "organisation", member->organisation);
		moot_json_text(json, "role", moot_role_text(member->role));
		moot_json_text(json, "attendance", moot_attendance_text(member->attendance));
		moot_json_text(json, "deputy", member->deputy);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_themes(struct moot_json *json, const struct moot_plan_board *board)
{
	moot_json_array(json, "themes");
	for (size_t i = 0; i < board->theme_count; i++) {
		const struct moot_plan_theme *theme = &board->themes[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "theme", theme->theme);
		moot_json_integer(json, "minutes", theme->minutes);
		moot_json_integer(json, "per_year", theme->per_year);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

/* "Thu 09:00" of an earlier year; left out where there is none. */
static void write_usual(struct moot_json *json, const struct moot_plan_board *board)
{
	char text[10] = "";
	if (!board->has_usual)
		return;
	memcpy(text, moot_weekday_text(board->usual_weekday), 3);
	text[3] = ' ';
	moot_clock_format(board->usual_start, text + 4);
	moot_json_text(json, "usual", text);
}

static void write_board(struct moot_json *json, const struct moot_plan_board *board)
{
	moot_json_object(json, NULL);
	moot_json_text(json, "id", board->id);
	moot_json_text(json, "name", board->name);
	moot_json_texts(json, "from", board->from, board->from_count);
	moot_json_text(json, "kind", moot_fate_text(board->fate));
	moot_json_text(json, "mode", moot_mode_text(board->mode));
	moot_json_integer(json, "meetings_per_year", board->meetings_per_year);
	moot_json_integer(json, "minutes", board->minutes);
	moot_json_text(json, "chair", board->chair);
	write_members(json, board);
	write_themes(json, board);
	moot_json_texts(json, "duties", board->duties, board->duty_count);
	moot_json_yes(json, "needs_agreement", board->needs_agreement);
	moot_json_saving(json, &board->saving, &board->breakdown);
	moot_json_texts(json, "why", board->why, board->why_count);
	write_usual(json, board);
	moot_json_object_end(json);
}

static void write_instant(struct moot_json *json, const char *key, moot_minute instant)
{
	char text[17];
	moot_minute_format(instant, text);
	moot_json_text(json, key, text);
}

static void write_meeting(struct moot_json *json, const struct moot_plan *plan, const struct moot_meeting *meeting)
{
	moot_json_object_in_line(json, NULL);
	moot_json_text(json, "uid", meeting->uid);
	moot_json_text(json, "board", meeting->board);
	moot_json_integer(json, "number", meeting->number);
	write_instant(json, "start", meeting->start);
	write_instant(json, "end", meeting->end);
	moot_json_text(json, "timezone", plan->timezone);
	moot_json_text(json, "venue", meeting->venue);
	moot_json_integer(json, "sequence", meeting->sequence);
	moot_json_array(json, "clashes");
	for (size_t i = 0; i < meeting->clash_count; i++) {
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "person", meeting->clashes[i].person);
		moot_json_text(json, "with", meeting->clashes[i].with);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
	if (plan->has_previous) {
		if (meeting->has_previous)
			write_instant(json, "previous", meeting->previous);
		else
			moot_json_null(json, "previous");
		moot_json_yes(json, "frozen", meeting->frozen);
	}
	moot_json_object_end(json);
}

static void write_dropped(struct moot_json *json, const char *key, const struct moot_plan *plan,
			  const struct moot_dropped *dropped, size_t count)
{
	moot_json_array(json, key);
	for (size_t i = 0; i < count; i++) {
		const struct moot_dropped *it = &dropped[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "uid", it->uid);
		moot_json_text(json, "board", it->board);
		moot_json_text(json, "name", it->name);
		moot_json_integer(json, "number", it->number);
		write_instant(json, "start", it->start);
		write_instant(json, "end", it->end);
		moot_json_text(json, "timezone", plan->timezone);
		moot_json_text(json, "venue", it->venue);
		moot_json_integer(json, "sequence", it->sequence);
		moot_json_text(json, "why", it->why);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_rooms(struct moot_json *json, const struct moot_plan *plan)
{
	moot_json_array(json, "rooms_changed");
	for (size_t i = 0; i < plan->room_change_count; i++) {
		const struct moot_room_change *change = &plan->rooms_changed[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "uid", change->uid);
		moot_json_text(json, "board", change->board);
		moot_json_integer(json, "number", change->number);
		moot_json_text(json, "from", change->from);
		moot_json_text(json, "to", change->to);
		moot_json_text(json, "why", change->why);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

/* What became of the earlier plan's meetings, beside those of `meetings` that stay where they were. */
static void write_previous(struct moot_json *json, const struct moot_plan *plan)
{
	char day[11];
	if (!plan->has_previous)
		return;
	moot_json_object(json, "previous");
	if (plan->freeze_before == MOOT_NO_DAY) {
		moot_json_null(json, "freeze_before");
	} else {
		moot_day_format(plan->freeze_before, day);
		moot_json_text(json, "freeze_before", day);
	}
	moot_json_texts(json, "exceptions", plan->exceptions, plan->exception_count);
	moot_json_object_end(json);
	moot_json_array(json, "moved");
	for (size_t i = 0; i < plan->moved_count; i++) {
		const struct moot_moved *moved = &plan->moved[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "uid", moved->uid);
		moot_json_text(json, "board", moved->board);
		moot_json_integer(json, "number", moved->number);
		write_instant(json, "from", moved->from);
		write_instant(json, "to", moved->to);
		moot_json_text(json, "why", moved->why);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
	if (plan->knows_rooms_changed)
		write_rooms(json, plan);
	write_dropped(json, "cancelled", plan, plan->cancelled, plan->cancelled_count);
	write_dropped(json, "held", plan, plan->held, plan->held_count);
}

static void write_meetings(struct moot_json *json, const struct moot_plan *plan)
{
	moot_json_array(json, "meetings");
	for (size_t i = 0; i < plan->meeting_count; i++)
		write_meeting(json, plan, &plan->meetings[i]);
	moot_json_array_end(json);
	moot_json_array(json, "unscheduled");
	for (size_t i = 0; i < plan->unscheduled_count; i++) {
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "board", plan->unscheduled[i].board);
		moot_json_integer(json, "number", plan->unscheduled[i].number);
		moot_json_text(json, "why", plan->unscheduled[i].why);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_seat(struct moot_json *json, const struct moot_plan_seat *seat)
{
	moot_json_object_in_line(json, NULL);
	moot_json_text(json, "board", seat->board);
	moot_json_text(json, "attendance", moot_attendance_text(seat->attendance));
	moot_json_text(json, "stands_in_for", seat->stands_in_for);
	moot_json_text(json, "why", seat->why);
	moot_json_object_end(json);
}

static void write_people(struct moot_json *json, const struct moot_plan *plan)
{
	moot_json_array(json, "people");
	for (size_t i = 0; i < plan->person_count; i++) {
		const struct moot_plan_person *person = &plan->people[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "person", person->person);
		moot_json_yes(json, "senior", person->senior);
		moot_json_number(json, "hours_before", person->hours_before);
		moot_json_number(json, "hours_after", person->hours_after);
		moot_json_number(json, "cost_before", person->cost_before);
		moot_json_number(json, "cost_after", person->cost_after);
		moot_json_array(json, "boards");
		for (size_t k = 0; k < person->seat_count; k++)
			write_seat(json, &person->seats[k]);
		moot_json_array_end(json);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_hand_overs(struct moot_json *json, const struct moot_plan *plan)
{
	moot_json_array(json, "handed_over");
	for (size_t i = 0; i < plan->handed_over_count; i++) {
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "theme", plan->handed_over[i].theme);
		moot_json_text(json, "from", plan->handed_over[i].from);
		moot_json_text(json, "to", plan->handed_over[i].to);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_assumptions(struct moot_json *json, const struct moot_plan *plan)
{
	moot_json_array(json, "assumptions");
	for (size_t i = 0; i < plan->assumption_count; i++) {
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "key", plan->assumptions[i].key);
		moot_json_text(json, "value", plan->assumptions[i].value);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

/* What the plan is of: everything before the results. */
static void write_origin(struct moot_json *json, const struct moot_plan *plan)
{
	char day[11];
	moot_json_text(json, "format", "moot-plan/1");
	moot_json_text(json, "landscape", plan->landscape);
	moot_json_text(json, "timezone", plan->timezone);
	moot_day_format(plan->start, day);
	moot_json_text(json, "start", day);
	moot_day_format(plan->end, day);
	moot_json_text(json, "end", day);
	moot_json_array(json, "inputs");
	for (size_t i = 0; i < plan->input_count; i++) {
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "file", plan->inputs[i].file);
		moot_json_text(json, "sha256", plan->inputs[i].sha256);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
	moot_json_text(json, "created", plan->created);
	moot_json_integer(json, "seed", plan->seed);
	moot_json_text(json, "status", moot_search_status_text(plan->status));
}

enum moot_status moot_plan_to_json(const struct moot_plan *plan, char **out, struct moot_error *error)
{
	struct moot_json json = {0};
	moot_json_object(&json, NULL);
	write_origin(&json, plan);
	write_structure(&json, &plan->structure);
	if (plan->attendance.known)
		write_attendance(&json, &plan->attendance);
	write_calendar(&json, plan);
	moot_json_object(&json, "totals");
	moot_json_totals(&json, "before", &plan->before);
	moot_json_totals(&json, "after", &plan->after);
	moot_json_object_end(&json);
	moot_json_array(&json, "boards");
	for (size_t i = 0; i < plan->board_count; i++)
		write_board(&json, &plan->boards[i]);
	moot_json_array_end(&json);
	write_people(&json, plan);
	write_hand_overs(&json, plan);
	write_meetings(&json, plan);
	write_previous(&json, plan);
	write_assumptions(&json, plan);
	if (plan->has_sensitivity)
		moot_json_sensitivity(&json, plan->sensitivity, plan->sensitivity_count);
	else
		moot_json_null(&json, "sensitivity");
	moot_json_object_end(&json);
	return moot_json_take(&json, out, error);
}
