/* The difference of two plans for programs. */
#include "io/plan/json_parts.h"
#include "io/report/difference.h"

#include <stdio.h>
#include <string.h>

static void write_totals(struct moot_json *json, const char *key, const struct moot_totals *t, int sign,
			 const struct moot_totals *less)
{
	moot_json_object_in_line(json, key);
	moot_json_integer(json, "boards", t->boards - sign * less->boards);
	moot_json_integer(json, "meetings", t->meetings - sign * less->meetings);
	moot_json_number(json, "senior_hours", t->senior_hours - sign * less->senior_hours);
	moot_json_number(json, "hours", t->hours - sign * less->hours);
	moot_json_number(json, "cost", t->cost - sign * less->cost);
	moot_json_number(json, "duplicated_agenda_hours",
			 t->duplicated_agenda_hours - sign * less->duplicated_agenda_hours);
	moot_json_object_end(json);
}

/* Boards of `plan` that `other` has not. */
static void write_boards(struct moot_json *json, const char *key, const struct moot_plan *plan,
			 const struct moot_plan *other)
{
	moot_json_array(json, key);
	for (size_t b = 0; b < plan->board_count; b++)
		if (!moot_difference_same(other, &plan->boards[b]))
			moot_json_board(json, &plan->boards[b]);
	moot_json_array_end(json);
}

static void write_seats(struct moot_json *json, const char *key, const struct moot_plan_board *board,
			const struct moot_plan_board *other)
{
	moot_json_array(json, key);
	for (size_t m = 0; m < board->member_count; m++)
		if (!moot_difference_sits(other, board->members[m].person))
			moot_json_text(json, NULL, board->members[m].person);
	moot_json_array_end(json);
}

static bool is_changed(const struct moot_plan_board *a, const struct moot_plan_board *b)
{
	bool changed = a->meetings_per_year != b->meetings_per_year || a->minutes != b->minutes ||
		       strcmp(a->chair, b->chair) != 0 || a->member_count != b->member_count;
	for (size_t m = 0; m < a->member_count && !changed; m++)
		changed = !moot_difference_sits(b, a->members[m].person);
	return changed;
}

static void write_changed(struct moot_json *json, const struct moot_difference *d)
{
	moot_json_array(json, "changed");
	for (size_t i = 0; i < d->after->board_count; i++) {
		const struct moot_plan_board *b = &d->after->boards[i];
		const struct moot_plan_board *a = moot_difference_same(d->before, b);
		if (!a || !is_changed(a, b))
			continue;
		moot_json_object(json, NULL);
		moot_json_text(json, "id", b->id);
		moot_json_texts(json, "from", b->from, b->from_count);
		moot_json_integer(json, "meetings_before", a->meetings_per_year);
		moot_json_integer(json, "meetings_after", b->meetings_per_year);
		moot_json_integer(json, "minutes_before", a->minutes);
		moot_json_integer(json, "minutes_after", b->minutes);
		moot_json_text(json, "chair_before", a->chair);
		moot_json_text(json, "chair_after", b->chair);
		write_seats(json, "joined", b, a);
		write_seats(json, "left", a, b);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_time(struct moot_json *json, const char *key, moot_minute minute)
{
	char day[11];
	char text[32];
	int of_day = (int)(minute % MOOT_MINUTES_A_DAY);
	moot_day_format((moot_day)(minute / MOOT_MINUTES_A_DAY), day);
	snprintf(text, sizeof text, "%sT%02d:%02d:00", day, of_day / 60, of_day % 60);
	moot_json_text(json, key, text);
}

static void write_meeting(struct moot_json *json, const struct moot_meeting *meeting, const struct moot_meeting *was)
{
	moot_json_object_in_line(json, NULL);
	moot_json_text(json, "uid", meeting->uid);
	moot_json_text(json, "board", meeting->board);
	moot_json_integer(json, "number", meeting->number);
	if (was)
		write_time(json, "from", was->start);
	write_time(json, was ? "to" : "start", meeting->start);
	moot_json_text(json, "venue", meeting->venue);
	if (was)
		moot_json_text(json, "venue_before", was->venue);
	moot_json_object_end(json);
}

/* Meetings that the second plan has not: those that were held before its boards were made, or the others. */
static void write_gone(struct moot_json *json, const struct moot_difference *d, const char *key, bool held)
{
	moot_json_array(json, key);
	for (size_t i = 0; i < d->before->meeting_count; i++) {
		const struct moot_meeting *was = &d->before->meetings[i];
		if (!moot_difference_meeting(d->after, was) && moot_difference_is_held(d->after, was) == held)
			write_meeting(json, was, NULL);
	}
	moot_json_array_end(json);
}

static void write_meetings(struct moot_json *json, const struct moot_difference *d)
{
	moot_json_object(json, "meetings");
	moot_json_array(json, "moved");
	for (size_t i = 0; i < d->after->meeting_count; i++) {
		const struct moot_meeting *now = &d->after->meetings[i];
		const struct moot_meeting *was = moot_difference_meeting(d->before, now);
		if (was && (was->start != now->start || was->end != now->end || strcmp(was->venue, now->venue) != 0))
			write_meeting(json, now, was);
	}
	moot_json_array_end(json);
	moot_json_array(json, "added");
	for (size_t i = 0; i < d->after->meeting_count; i++)
		if (!moot_difference_meeting(d->before, &d->after->meetings[i]))
			write_meeting(json, &d->after->meetings[i], NULL);
	moot_json_array_end(json);
	write_gone(json, d, "dropped", false);
	write_gone(json, d, "held", true);
	moot_json_object_end(json);
}

enum moot_status moot_difference_to_json(const struct moot_difference *d, char **out, struct moot_error *error)
{
	static const struct moot_totals none = {0};
	struct moot_json json = {0};
	moot_json_object(&json, NULL);
	moot_json_object(&json, "totals");
	write_totals(&json, "before", &d->before->after, 0, &none);
	write_totals(&json, "after", &d->after->after, 0, &none);
	write_totals(&json, "change", &d->after->after, 1, &d->before->after);
	moot_json_object_end(&json);
	moot_json_object(&json, "boards");
	write_boards(&json, "gone", d->before, d->after);
	write_boards(&json, "new", d->after, d->before);
	write_changed(&json, d);
	moot_json_object_end(&json);
	write_meetings(&json, d);
	moot_json_object_end(&json);
	return moot_json_take(&json, out, error);
}
