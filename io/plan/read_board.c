/* A board of plan.json: its members, themes, duties and what its saving is made of (read_board.h). */
#include "io/plan/read_board.h"

#include <string.h>

static const char *fate_word(int value)
{
	return moot_fate_text((enum moot_fate)value);
}

static const char *attendance_word(int value)
{
	return moot_attendance_text((enum moot_attendance)value);
}

static const char *role_word(int value)
{
	return moot_role_text((enum moot_role)value);
}

static const char *mode_word(int value)
{
	return moot_mode_text((enum moot_mode)value);
}

bool moot_read_attendance_word(struct moot_reader *reader, struct moot_object from, enum moot_attendance *out)
{
	int value = 0;
	if (!moot_read_word(reader, from, "attendance", attendance_word, MOOT_PAPERS + 1, &value))
		return false;
	*out = (enum moot_attendance)value;
	return true;
}

static bool read_member(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_plan_member *out = item;
	int role = 0;
	if (!moot_read_text(reader, from, "person", &out->person) ||
	    !moot_read_text(reader, from, "organisation", &out->organisation) ||
	    !moot_read_word(reader, from, "role", role_word, MOOT_OBSERVER + 1, &role) ||
	    !moot_read_attendance_word(reader, from, &out->attendance) ||
	    !moot_read_text(reader, from, "deputy", &out->deputy))
		return false;
	out->role = (enum moot_role)role;
	return true;
}

static bool read_theme(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_plan_theme *out = item;
	return moot_read_text(reader, from, "theme", &out->theme) &&
	       moot_read_count(reader, from, "minutes", &out->minutes) &&
	       moot_read_count(reader, from, "per_year", &out->per_year);
}

static bool read_amount(struct moot_reader *reader, struct moot_object parts, const char *key, struct moot_amount *out)
{
	struct moot_place place;
	struct moot_object from;
	if (!json_object_get(parts.json, key))
		return true;
	return moot_read_object(reader, parts, key, &place, &from) &&
	       moot_read_number(reader, from, "senior_hours", &out->senior_hours) &&
	       moot_read_number(reader, from, "hours", &out->hours) &&
	       moot_read_number(reader, from, "cost", &out->cost) &&
	       moot_read_number(reader, from, "weighted_hours", &out->weighted);
}

/* Another program's plan may do without the parts of a saving. */
static bool read_breakdown(struct moot_reader *reader, struct moot_object saving, struct moot_breakdown *out)
{
	struct moot_place place;
	struct moot_object from;
	if (!json_object_get(saving.json, "parts"))
		return true;
	out->known = true;
	if (!moot_read_number(reader, saving, "weighted_hours", &out->weighted) ||
	    !moot_read_object(reader, saving, "parts", &place, &from))
		return false;
	for (int i = 0; i < MOOT_PART_COUNT; i++)
		if (!read_amount(reader, from, moot_part_text((enum moot_part)i), &out->parts[i]))
			return false;
	return true;
}

static bool read_saving(struct moot_reader *reader, struct moot_object board, struct moot_plan_board *out)
{
	struct moot_place place;
	struct moot_object from;
	return moot_read_object(reader, board, "saving", &place, &from) &&
	       moot_read_number(reader, from, "senior_hours", &out->saving.senior_hours) &&
	       moot_read_number(reader, from, "hours", &out->saving.hours) &&
	       moot_read_number(reader, from, "cost", &out->saving.cost) &&
	       read_breakdown(reader, from, &out->breakdown);
}

/* "Thu 09:00", where it is given. */
static bool read_usual(struct moot_reader *reader, struct moot_object from, struct moot_plan_board *out)
{
	const char *text = "";
	char weekday[4] = "";
	if (!json_object_get(from.json, "usual"))
		return true;
	if (!moot_read_text(reader, from, "usual", &text))
		return false;
	const bool whole = strlen(text) == 9 && text[3] == ' ';
	memcpy(weekday, text, whole ? 3 : 0);
	const int day = moot_weekday_parse(weekday);
	out->usual_start = whole ? moot_clock_parse(text + 4) : -1;
	if (day < 0 || out->usual_start < 0)
		return moot_reader_fault(reader, MOOT_ERROR_INPUT, from.place,
					 "usual is \"%.40s\"; it must be a weekday and a time such as Thu 09:00", text);
	out->has_usual = true;
	out->usual_weekday = (enum moot_weekday)day;
	return true;
}

bool moot_read_board(struct moot_reader *reader, struct moot_object from, void *item)
{
	struct moot_plan_board *out = item;
	int fate = 0;
	int mode = 0;
	if (!moot_read_text(reader, from, "id", &out->id) || !moot_read_text(reader, from, "name", &out->name) ||
	    !moot_read_texts(reader, from, "from", &out->from, &out->from_count) ||
	    !moot_read_word(reader, from, "kind", fate_word, MOOT_CLOSED + 1, &fate) ||
	    !moot_read_word(reader, from, "mode", mode_word, MOOT_HYBRID + 1, &mode) ||
	    !moot_read_count(reader, from, "meetings_per_year", &out->meetings_per_year) ||
	    !moot_read_count(reader, from, "minutes", &out->minutes) ||
	    !moot_read_text(reader, from, "chair", &out->chair) ||
	    !moot_read_objects(reader, from, "members", sizeof *out->members, read_member, (void **)&out->members,
			       &out->member_count) ||
	    !moot_read_objects(reader, from, "themes", sizeof *out->themes, read_theme, (void **)&out->themes,
			       &out->theme_count) ||
	    !moot_read_texts(reader, from, "duties", &out->duties, &out->duty_count) ||
	    !moot_read_yes(reader, from, "needs_agreement", &out->needs_agreement) || !read_saving(reader, from, out) ||
	    !moot_read_texts(reader, from, "why", &out->why, &out->why_count) || !read_usual(reader, from, out))
		return false;
	out->fate = (enum moot_fate)fate;
	out->mode = (enum moot_mode)mode;
	return true;
}
