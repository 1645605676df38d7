#include <solver/calendar/conflict.h>
#include <solver/calendar/obstacle.h>
#include <solver/calendar/quorum.h>
#include <solver/calendar/stretch.h>
#include <solver/calendar/tally.h>

#include <stdlib.h>
#include <string.h>

/* One meeting at one time and place. */
struct scrutiny {
	struct calendar_state *state;
	const struct calendar_instance *in;
	const struct calendar_board *board;
	int meeting;
	int place;
	int start;
	int day;
	struct calendar_obstacle *found;
	int count;
};

static void add(struct scrutiny *it, struct calendar_obstacle obstacle)
{
	if (it->count < CALENDAR_MOST_OBSTACLES)
		it->found[it->count++] = obstacle;
}

static bool is_pin(const struct scrutiny *it)
{
	int slot = calendar_slot_at(it->in, it->board, it->start);
	for (int i = 0; i < it->board->pin_count; i++)
		if (slot >= 0 && it->board->pins[i] == slot)
			return true;
	return false;
}

/* The day as a stretch of its own, for the marks of stretch.h. */
static bool rule_touches(const struct scrutiny *it, const struct moot_rule *rule)
{
	int minute = it->start % MOOT_MINUTES_A_DAY;
	struct calendar_board lone = {.starts = &minute, .start_count = 1, .minutes = it->board->minutes};
	uint64_t bits[(3 * 366 + 63) / 64 + 1] = {0};
	struct calendar_stretch stretch = calendar_stretch_of_rule(it->in, rule);
	calendar_mark_stretch(it->in, &lone, &stretch, bits);
	return calendar_bit(bits, it->day);
}

static void add_hours(struct scrutiny *it, enum calendar_hours_fault fault)
{
	add(it, (struct calendar_obstacle){.kind = CALENDAR_HOURS, .subject = (int)fault});
}

/* What of the grid, office hours and lunch a start that is no regular one offends. */
static void look_at_hours(struct scrutiny *it)
{
	const struct moot_policy *policy = &it->in->landscape->policy;
	const int start = it->start % MOOT_MINUTES_A_DAY;
	const int end = start + it->board->minutes;
	const bool early = start < policy->day_start;
	const bool late = end > policy->day_end;
	const bool off_grid = (start - policy->day_start) % policy->grid_minutes != 0;
	if (early)
		add_hours(it, CALENDAR_EARLY);
	if (late)
		add_hours(it, CALENDAR_LATE);
	if (off_grid)
		add_hours(it, CALENDAR_OFF_GRID);
	if (!(early || late || off_grid) ||
	    (start < policy->lunch.to && end > policy->lunch.from && !policy->over_lunch))
		add_hours(it, CALENDAR_LUNCH);
}

static void look_at_day(struct scrutiny *it)
{
	const struct calendar_instance *in = it->in;
	const struct moot_landscape *landscape = in->landscape;
	const struct calendar_window *window = &it->board->windows[it->meeting - it->board->first];
	const int last = (it->start + it->board->minutes - 1) / MOOT_MINUTES_A_DAY;
	const int slot = calendar_slot_at(in, it->board, it->start);
	if (it->day < in->open)
		add(it, (struct calendar_obstacle){.kind = CALENDAR_PAST});
	else if (it->day < window->first || it->day > window->last)
		add(it, (struct calendar_obstacle){
			    .kind = CALENDAR_OUTSIDE, .subject = window->first, .other = window->last});
	if (!is_pin(it) && (slot < 0 || !calendar_slot_is_regular(in, it->board, slot)))
		look_at_hours(it);
	for (size_t i = 0; i < landscape->closure_count; i++) {
		int day = landscape->closures[i].day - landscape->policy.start;
		if (day >= it->day && day <= last)
			add(it, (struct calendar_obstacle){.kind = CALENDAR_CLOSED, .subject = (int)i});
	}
	for (size_t r = 0; r < landscape->rule_count; r++)
		if (calendar_rule_bars(in, it->board, &landscape->rules[r]) && rule_touches(it, &landscape->rules[r]))
			add(it, (struct calendar_obstacle){.kind = CALENDAR_BARRED, .subject = (int)r});
}

/* The max-per-day rule that binds the person. */
static int limiting_rule(const struct calendar_instance *in, int person)
{
	for (size_t r = 0; r < in->landscape->rule_count; r++) {
		const struct moot_rule *rule = &in->landscape->rules[r];
		if (rule->kind == MOOT_RULE_MAX_PER_DAY && (rule->everyone || rule->person == person) &&
		    rule->value == in->limits[person])
			return (int)r;
	}
	return MOOT_NONE;
}

static bool is_absent(const struct scrutiny *it, int person, const char **why)
{
	*why = calendar_why_absent(it->in, person, it->start, it->board->minutes);
	return *why && strcmp(*why, "(tentative)") != 0;
}

static void look_at_people(struct scrutiny *it)
{
	const struct calendar_instance *in = it->in;
	for (int a = 0; a < it->board->attendee_count; a++) {
		const struct calendar_attendee *who = &it->board->attendees[a];
		const char *why = NULL;
		if (who->needed && is_absent(it, who->person, &why))
			add(it, (struct calendar_obstacle){.kind = CALENDAR_BUSY, .subject = who->person, .word = why});
		int limited = in->limited[who->person];
		size_t at = (size_t)(limited == MOOT_NONE ? 0 : limited) * (size_t)in->days + (size_t)it->day;
		if (limited != MOOT_NONE && it->state->person_days[at] >= in->limits[who->person])
			add(it, (struct calendar_obstacle){.kind = CALENDAR_FULL,
							   .subject = who->person,
							   .other = limiting_rule(in, who->person)});
	}
}

static bool at_once(const struct scrutiny *it, int other)
{
	const struct calendar_instance *in = it->in;
	const struct calendar_board *there = &in->boards[in->board_of[other]];
	int travel =
	    calendar_travel(in, it->board->places[it->place].site, there->places[it->state->place[other]].site);
	return calendar_relate(in, it->start, it->board->minutes, calendar_slot_instant(there, it->state->slot[other]),
			       there->minutes, travel) == CALENDAR_AT_ONCE;
}

static void meet(struct scrutiny *it, int other)
{
	const struct calendar_instance *in = it->in;
	const struct calendar_neighbour *link = calendar_neighbour_of(it->board, in->board_of[other]);
	if (!link || !at_once(it, other))
		return;
	const struct calendar_pair *pair = &in->pairs[link->pair];
	for (int s = 0; s < pair->shared_count; s++) {
		const struct calendar_attendee *a = &in->boards[pair->a].attendees[pair->shared[s].in_a];
		const struct calendar_attendee *b = &in->boards[pair->b].attendees[pair->shared[s].in_b];
		if (a->needed && b->needed)
			add(it,
			    (struct calendar_obstacle){.kind = CALENDAR_NEEDED, .subject = a->person, .other = other});
	}
	if (!calendar_quorum_is_kept(it->state, other, in->board_of[it->meeting], it->meeting))
		add(it, (struct calendar_obstacle){.kind = CALENDAR_QUORUM, .other = other});
}

static int first_day(const struct scrutiny *it)
{
	return it->day - it->in->span > 0 ? it->day - it->in->span : 0;
}

static int last_day(const struct scrutiny *it)
{
	return it->day + it->in->span < it->in->days ? it->day + it->in->span : it->in->days - 1;
}

static void look_at_meetings(struct scrutiny *it)
{
	for (int day = first_day(it); day <= last_day(it); day++)
		for (int i = 0; i < it->state->days[day].count; i++)
			meet(it, it->state->days[day].meetings[i]);
}

/* Whether the person is at another meeting of the plan then. */
static bool is_elsewhere(const struct scrutiny *it, int person)
{
	const struct calendar_instance *in = it->in;
	for (int day = first_day(it); day <= last_day(it); day++)
		for (int i = 0; i < it->state->days[day].count; i++) {
			int other = it->state->days[day].meetings[i];
			const struct calendar_board *there = &in->boards[in->board_of[other]];
			for (int a = 0; a < there->attendee_count; a++)
				if (there->attendees[a].person == person && at_once(it, other))
					return true;
		}
	return false;
}

static void look_at_quorum(struct scrutiny *it)
{
	int present = 0;
	for (int a = 0; it->board->quorum > 0 && a < it->board->attendee_count; a++) {
		const char *why = NULL;
		int person = it->board->attendees[a].person;
		present += !is_absent(it, person, &why) && !is_elsewhere(it, person);
	}
	if (it->board->quorum > 0 && present < it->board->quorum)
		add(it, (struct calendar_obstacle){.kind = CALENDAR_QUORUM, .other = it->meeting});
}

static bool venue_is_busy(const struct scrutiny *it, int venue)
{
	const struct moot_venue *listed = &it->in->landscape->venues[venue];
	const moot_minute from = (moot_minute)it->in->landscape->policy.start * MOOT_MINUTES_A_DAY + it->start;
	for (size_t i = 0; i < listed->busy_count; i++)
		if (listed->busy[i].kind != MOOT_TENTATIVE && listed->busy[i].start < from + it->board->minutes &&
		    listed->busy[i].end > from)
			return true;
	return false;
}

/* The meeting that has the venue then, or MOOT_NONE. */
static int venue_holder(const struct scrutiny *it, int venue)
{
	const struct calendar_instance *in = it->in;
	for (int day = first_day(it); day <= last_day(it); day++)
		for (int i = 0; i < it->state->days[day].count; i++) {
			int other = it->state->days[day].meetings[i];
			const struct calendar_board *there = &in->boards[in->board_of[other]];
			int from = calendar_slot_instant(there, it->state->slot[other]);
			if (it->state->booked[other] == venue && from < it->start + it->board->minutes &&
			    it->start < from + there->minutes)
				return other;
		}
	return MOOT_NONE;
}

static void look_at_venues(struct scrutiny *it)
{
	const struct calendar_place *place = &it->board->places[it->place];
	int holder = MOOT_NONE;
	for (int v = 0; v < place->venue_count; v++) {
		int venue = place->venues[v].venue;
		int other = venue_holder(it, venue);
		if (other == MOOT_NONE && !venue_is_busy(it, venue))
			return;
		holder = other;
	}
	if (place->venue_count > 0)
		add(it,
		    (struct calendar_obstacle){.kind = CALENDAR_VENUE,
					       .subject = place->venue_count == 1 ? place->venues[0].venue : MOOT_NONE,
					       .other = place->venue_count == 1 ? holder : MOOT_NONE});
}

/* The board's own meetings before and after it, in order and far enough apart. */
static void look_at_series(struct scrutiny *it)
{
	const struct calendar_board *board = it->board;
	for (int k = 0; k < board->meetings; k++) {
		int meeting = board->first + k;
		int other = it->state->slot[meeting];
		if (other == MOOT_NONE || meeting == it->meeting)
			continue;
		int apart = it->day - calendar_slot_day(board, other);
		if ((meeting < it->meeting ? apart : -apart) < board->separation)
			add(it, (struct calendar_obstacle){.kind = CALENDAR_SERIES, .other = meeting});
	}
	const struct calendar_frozen_list frozen = calendar_frozen_of(it->in, board);
	if (frozen.count > 0 && it->day >= it->in->open &&
	    it->day - frozen.items[frozen.count - 1].start / MOOT_MINUTES_A_DAY < board->separation)
		add(it, (struct calendar_obstacle){.kind = CALENDAR_SERIES, .other = MOOT_NONE});
}

static bool is_held_by(const struct calendar_board *board, const struct moot_landscape *landscape, int index)
{
	for (size_t i = 0; i < board->plan->from_count; i++)
		if (strcmp(board->plan->from[i], landscape->boards[index].id) == 0)
			return true;
	return false;
}

/* The rule or duty behind an interval; a rule first. */
static struct calendar_obstacle behind(const struct scrutiny *it, const struct calendar_interval *interval)
{
	const struct moot_landscape *landscape = it->in->landscape;
	const moot_day start = landscape->policy.start;
	struct calendar_obstacle found = {.kind = CALENDAR_COUNTED, .subject = MOOT_NONE, .other = MOOT_NONE};
	for (size_t r = 0; r < landscape->rule_count; r++) {
		const struct moot_rule *rule = &landscape->rules[r];
		if (rule->kind == MOOT_RULE_WITHIN && rule->board_count > 0 && rule->from - start == interval->from &&
		    rule->to - start == interval->to && is_held_by(it->board, landscape, rule->boards[0])) {
			found.subject = (int)r;
			return found;
		}
	}
	for (size_t d = 0; d < landscape->duty_count; d++)
		for (size_t i = 0; i < landscape->duties[d].due_count; i++)
			if (landscape->duties[d].due[i].from - start == interval->from &&
			    landscape->duties[d].due[i].to - start == interval->to)
				found.other = (int)d;
	return found;
}

/* With the meeting at its slot: fewer meetings are forgiven, so that intervals and pins may ask for others. */
static void look_at_counts(struct scrutiny *it)
{
	const struct calendar_board *board = it->board;
	const int *slots = it->state->slot + board->first;
	int missing = 0;
	for (int k = 0; k < board->meetings; k++)
		missing += slots[k] == MOOT_NONE;
	for (int i = 0; i < board->interval_total; i++) {
		const struct calendar_interval *interval = &board->intervals[i];
		int inside = missing;
		for (int k = 0; k < board->meetings; k++) {
			int day = slots[k] == MOOT_NONE ? -1 : calendar_slot_day(board, slots[k]);
			inside += slots[k] != MOOT_NONE && day >= interval->from && day <= interval->to;
		}
		if (inside < interval->count)
			add(it, behind(it, interval));
	}
	for (int i = 0; missing == 0 && i < board->pin_count; i++) {
		bool hit = false;
		for (int k = 0; k < board->meetings; k++)
			hit |= slots[k] == board->pins[i];
		for (size_t r = 0; !hit && r < it->in->landscape->rule_count; r++) {
			const struct moot_rule *rule = &it->in->landscape->rules[r];
			const moot_minute origin = (moot_minute)it->in->landscape->policy.start * MOOT_MINUTES_A_DAY;
			if (rule->kind == MOOT_RULE_PIN && rule->board_count > 0 &&
			    calendar_slot_at(it->in, board, rule->pin - origin) == board->pins[i] &&
			    is_held_by(board, it->in->landscape, rule->boards[0]))
				add(it, (struct calendar_obstacle){
					    .kind = CALENDAR_COUNTED, .subject = (int)r, .other = MOOT_NONE});
		}
	}
}

/* For a time at no slot of the board: the nearest of that day that is, pins aside; rules on days hold there alike. */
static int slot_near(const struct scrutiny *it)
{
	const struct calendar_board *board = it->board;
	const int minute = it->start % MOOT_MINUTES_A_DAY;
	int best = MOOT_NONE;
	for (int s = 0; s < board->start_count; s++) {
		const int slot = it->day * board->start_count + s;
		bool pinned = false;
		for (int i = 0; i < board->pin_count; i++)
			pinned |= board->pins[i] == slot;
		if (!pinned && (best == MOOT_NONE ||
				abs(board->starts[s] - minute) < abs(calendar_slot_minute(board, best) - minute)))
			best = slot;
	}
	return best;
}

static void look_at_rules(struct scrutiny *it)
{
	const int exact = calendar_slot_at(it->in, it->board, it->start);
	const int slot = exact == CALENDAR_ELSEWHERE ? slot_near(it) : exact;
	const int own = it->in->board_of[it->meeting];
	if (slot < 0)
		return;
	it->state->slot[it->meeting] = slot;
	look_at_counts(it);
	for (int i = 0; i < it->in->before_count; i++) {
		const struct calendar_before *rule = &it->in->befores[i];
		if ((rule->a == own || rule->b == own) && !calendar_state_before_holds(it->state, rule))
			add(it, (struct calendar_obstacle){.kind = CALENDAR_ORDER, .subject = rule->rule});
	}
	it->state->slot[it->meeting] = MOOT_NONE;
}

int calendar_obstacles(struct calendar_state *state, int meeting, int place, int start,
		       struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES])
{
	const struct calendar_instance *in = state->in;
	struct scrutiny it = {.state = state,
			      .in = in,
			      .board = &in->boards[in->board_of[meeting]],
			      .meeting = meeting,
			      .place = place,
			      .start = start,
			      .day = start / MOOT_MINUTES_A_DAY,
			      .found = obstacles};
	look_at_day(&it);
	look_at_people(&it);
	look_at_meetings(&it);
	look_at_quorum(&it);
	look_at_venues(&it);
	look_at_series(&it);
	look_at_rules(&it);
	return it.count;
}

int calendar_obstacles_anywhere(struct calendar_state *state, int meeting, int start, int *place,
				struct calendar_obstacle obstacles[CALENDAR_MOST_OBSTACLES])
{
	const struct calendar_board *board = &state->in->boards[state->in->board_of[meeting]];
	struct calendar_obstacle other[CALENDAR_MOST_OBSTACLES];
	int best = calendar_obstacles(state, meeting, 0, start, obstacles);
	*place = 0;
	for (int p = 1; p < board->place_count && best > 0; p++) {
		int count = calendar_obstacles(state, meeting, p, start, other);
		if (count >= best)
			continue;
		memcpy(obstacles, other, (size_t)count * sizeof *obstacles);
		best = count;
		*place = p;
	}
	return best;
}
