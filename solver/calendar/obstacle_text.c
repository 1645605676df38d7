/* Obstacles in words: who, what rule and where it stands, which calendar. */
#include <solver/calendar/obstacle.h>

#include <string.h>

const char *calendar_when(const struct calendar_instance *in, int start, struct moot_arena *arena)
{
	const moot_minute at = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY + start;
	char text[17];
	moot_minute_format(at, text);
	return moot_arena_format(arena, "%s %.10s %s",
				 moot_weekday_text(moot_day_weekday((moot_day)(at / MOOT_MINUTES_A_DAY))), text,
				 text + 11);
}

/* The calendar of a person in the landscape's folder; "" where it is listed in feeds.csv or there is none. */
static const char *calendar_of(const struct calendar_instance *in, const char *id, struct moot_arena *arena)
{
	const char *name = moot_arena_format(arena, "calendars/people/%s.ics", id);
	for (size_t i = 0; name && i < in->landscape->input_count; i++)
		if (strcmp(in->landscape->inputs[i].file, name) == 0)
			return moot_arena_format(arena, " (%s)", name);
	return name ? "" : NULL;
}

static const char *rule_text(const struct calendar_instance *in, int index, struct moot_arena *arena)
{
	if (index == MOOT_NONE)
		return "";
	const struct moot_rule *rule = &in->landscape->rules[index];
	const char *text = rule->text ? rule->text : "";
	return rule->file && rule->file[0]
		   ? moot_arena_format(arena, "the rule \"%s\" (%s:%d)", text, rule->file, rule->line)
		   : moot_arena_format(arena, "the rule \"%s\"", text);
}

/* The not-on of a person at a time is any of theirs: the first is named. */
static const char *barring_rule(const struct calendar_instance *in, int person, struct moot_arena *arena)
{
	for (size_t r = 0; r < in->landscape->rule_count; r++)
		if (in->landscape->rules[r].kind == MOOT_RULE_NOT_ON && in->landscape->rules[r].person == person)
			return rule_text(in, (int)r, arena);
	return "a rule";
}

static const char *busy_text(const struct calendar_instance *in, const struct calendar_obstacle *obstacle,
			     struct moot_arena *arena)
{
	const struct moot_person *person = &in->landscape->people[obstacle->subject];
	if (strcmp(obstacle->word, "(not working)") == 0)
		return moot_arena_format(arena, "%s does not work that day", person->name);
	if (strcmp(obstacle->word, "(not-on)") == 0) {
		const char *rule = barring_rule(in, obstacle->subject, arena);
		return rule ? moot_arena_format(arena, "%s can't come by %s", person->name, rule) : NULL;
	}
	const char *calendar = calendar_of(in, person->id, arena);
	return calendar ? moot_arena_format(arena, "%s is busy%s", person->name, calendar) : NULL;
}

/* "meeting 2 of the Safety Board" */
static const char *meeting_text(const struct calendar_instance *in, int meeting, struct moot_arena *arena)
{
	const struct calendar_board *board = &in->boards[in->board_of[meeting]];
	return moot_arena_format(arena, "meeting %d of %s", board->gone + meeting - board->first + 1,
				 board->plan->name);
}

static const char *venue_text(const struct calendar_instance *in, const struct calendar_obstacle *obstacle,
			      struct moot_arena *arena)
{
	if (obstacle->subject == MOOT_NONE)
		return "no fitting venue is free";
	const char *name = in->landscape->venues[obstacle->subject].name;
	if (obstacle->other == MOOT_NONE)
		return moot_arena_format(arena, "%s is busy", name);
	const char *meeting = meeting_text(in, obstacle->other, arena);
	return meeting ? moot_arena_format(arena, "%s is taken by %s", name, meeting) : NULL;
}

static const char *counted_text(const struct calendar_instance *in, const struct calendar_obstacle *obstacle,
				struct moot_arena *arena)
{
	if (obstacle->subject == MOOT_NONE && obstacle->other == MOOT_NONE)
		return "a window of the year would have too few meetings";
	if (obstacle->subject == MOOT_NONE)
		return moot_arena_format(arena, "no meeting would be left for the duty %s when it is due",
					 in->landscape->duties[obstacle->other].id);
	const char *rule = rule_text(in, obstacle->subject, arena);
	return rule ? moot_arena_format(arena, "%s would not be kept", rule) : NULL;
}

/* Those that name a meeting. */
static const char *clash_text(const struct calendar_state *state, const struct calendar_obstacle *obstacle,
			      struct moot_arena *arena)
{
	const struct calendar_instance *in = state->in;
	const char *meeting =
	    obstacle->other == MOOT_NONE ? "a meeting that is frozen" : meeting_text(in, obstacle->other, arena);
	if (!meeting)
		return NULL;
	if (obstacle->kind == CALENDAR_QUORUM)
		return moot_arena_format(arena, "too few would be free for the quorum of %s", meeting);
	if (obstacle->kind == CALENDAR_SERIES)
		return moot_arena_format(arena, "it would be too near to %s, or out of order", meeting);
	return moot_arena_format(arena, "%s is needed at %s", in->landscape->people[obstacle->subject].name, meeting);
}

static const char *outside_text(const struct calendar_instance *in, const struct calendar_obstacle *obstacle,
				struct moot_arena *arena)
{
	char from[11];
	char to[11];
	moot_day_format(in->landscape->policy.start + obstacle->subject, from);
	moot_day_format(in->landscape->policy.start + obstacle->other, to);
	return moot_arena_format(arena, "it is not in its part of the year, %s to %s", from, to);
}

static const char *hours_text(const struct moot_policy *policy, enum calendar_hours_fault fault,
			      struct moot_arena *arena)
{
	const int begin = policy->day_start;
	switch (fault) {
	case CALENDAR_EARLY:
		return moot_arena_format(arena, "it would begin before %02d:%02d, day_start in policy", begin / 60,
					 begin % 60);
	case CALENDAR_LATE:
		return moot_arena_format(arena, "it would end after %02d:%02d, day_end in policy", policy->day_end / 60,
					 policy->day_end % 60);
	case CALENDAR_OFF_GRID:
		return moot_arena_format(arena, "it is off the grid of %d minutes from %02d:%02d", policy->grid_minutes,
					 begin / 60, begin % 60);
	case CALENDAR_LUNCH:
		return moot_arena_format(arena, "it would run into lunch, %02d:%02d to %02d:%02d",
					 policy->lunch.from / 60, policy->lunch.from % 60, policy->lunch.to / 60,
					 policy->lunch.to % 60);
	}
	return NULL;
}

const char *calendar_obstacle_text(const struct calendar_state *state, const struct calendar_obstacle *obstacle,
				   struct moot_arena *arena)
{
	const struct calendar_instance *in = state->in;
	const struct moot_landscape *landscape = in->landscape;
	const char *rule = NULL;
	switch (obstacle->kind) {
	case CALENDAR_OUTSIDE:
		return outside_text(in, obstacle, arena);
	case CALENDAR_PAST:
		return "it lies before the day from which the plan may change";
	case CALENDAR_HOURS:
		return hours_text(&landscape->policy, (enum calendar_hours_fault)obstacle->subject, arena);
	case CALENDAR_CLOSED:
		return moot_arena_format(arena, "the day is closed (%s)",
					 landscape->closures[obstacle->subject].why
					     ? landscape->closures[obstacle->subject].why
					     : "closure");
	case CALENDAR_BARRED:
		rule = rule_text(in, obstacle->subject, arena);
		return rule ? moot_arena_format(arena, "%s bars it", rule) : NULL;
	case CALENDAR_BUSY:
		return busy_text(in, obstacle, arena);
	case CALENDAR_VENUE:
		return venue_text(in, obstacle, arena);
	case CALENDAR_FULL:
		rule = rule_text(in, obstacle->other, arena);
		return rule ? moot_arena_format(arena, "%s has as many meetings that day as %s allows",
						landscape->people[obstacle->subject].name, rule)
			    : NULL;
	case CALENDAR_ORDER:
		rule = rule_text(in, obstacle->subject, arena);
		return rule ? moot_arena_format(arena, "%s would not be kept", rule) : NULL;
	case CALENDAR_COUNTED:
		return counted_text(in, obstacle, arena);
	case CALENDAR_NEEDED:
	case CALENDAR_QUORUM:
	case CALENDAR_SERIES:
		return clash_text(state, obstacle, arena);
	}
	return NULL;
}
