/*
 * Towns' shares: never more than what a day costs, by a count of our own over every timetable; as large as the covering
 * program allows; and a bound that the year's calendar keeps to.
 */
#include "calendar_year.h"

#include <math.h>
#include <solver/calendar/charged.h>
#include <solver/calendar/conflict.h>
#include <solver/clock.h>

struct day {
	const struct calendar_instance *in;
	const struct calendar_town *town;
	int locals[CALENDAR_TOWN_MOST];
	int starts[CALENDAR_TOWN_MOST];
	int count;
	double best;
};

/* An area, a plan of it with every board as it is, and the area's instance with its towns' shares charged. */
struct charged_area {
	struct moot_landscape *l;
	struct moot_plan *plan;
	struct calendar_instance *in;
	struct calendar_run *run;
	struct moot_arena *arena;
	struct calendar_charged charged;
};

static void charge(struct charged_area *area, struct moot_landscape *l, double time_limit)
{
	struct moot_error error = {0};
	struct moot_solve_options options;
	*area = (struct charged_area){.l = l, .arena = moot_arena_new()};
	moot_solve_options_default(&options);
	options.calendar_only = true;
	options.time_limit = time_limit;
	cr_assert_eq(moot_plan_make(l, &options, &area->plan, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(calendar_instance_new(l, area->plan, &area->in, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(calendar_run_new(area->in, &options, moot_clock_seconds() + 1000, &area->run, &error), MOOT_OK);
	cr_assert_eq(calendar_charged_new(area->run, 1e9, area->arena, &area->charged, &error), MOOT_OK);
	cr_assert_geq(area->charged.town_count, 1);
}

static void release(struct charged_area *area)
{
	calendar_run_free(area->run);
	calendar_instance_free(area->in);
	moot_plan_free(area->plan);
	moot_landscape_free(area->l);
	moot_arena_free(area->arena);
}

/* Every board at one town, by a year_area() whose boards all have their room there. */
static struct moot_landscape *one_town(int boards, int people, unsigned seed)
{
	struct moot_landscape *l = year_area(boards, people, seed);
	for (size_t b = 0; b < l->board_count; b++) {
		l->boards[b].mode = MOOT_IN_PERSON;
		l->boards[b].venue = (int)(b % 2);
	}
	l->policy.grid_minutes = 60;
	return l;
}

static const struct calendar_board *board_of(const struct day *day, int i)
{
	return &day->in->boards[day->town->boards[day->locals[i]]];
}

static bool share_a_room(const struct calendar_board *a, const struct calendar_board *b)
{
	return a->places[0].venues[0].venue == b->places[0].venues[0].venue;
}

/* What two meetings cost a person of both, who may stay away from either for its charge; by all who may stay away. */
static double pay_of_person(const struct day *day, int person)
{
	double best = INFINITY;
	double charges[CALENDAR_TOWN_MOST];
	for (int i = 0; i < day->count; i++) {
		charges[i] = -1;
		for (int a = 0; a < board_of(day, i)->attendee_count; a++)
			if (board_of(day, i)->attendees[a].person == person)
				charges[i] = board_of(day, i)->attendees[a].needed
						 ? INFINITY
						 : board_of(day, i)->attendees[a].charge;
	}
	for (int away = 0; away < 1 << day->count; away++) {
		double hours = 0;
		for (int i = 0; i < day->count; i++) {
			if (away >> i & 1) {
				hours += charges[i] < 0 ? INFINITY : charges[i];
				continue;
			}
			for (int j = i + 1; j < day->count; j++)
				if (!(away >> j & 1) && charges[i] >= 0 && charges[j] >= 0 &&
				    calendar_relate(day->in, day->starts[i], board_of(day, i)->minutes, day->starts[j],
						    board_of(day, j)->minutes, 0) == CALENDAR_AT_ONCE)
					hours += fmin(charges[i], charges[j]);
		}
		best = fmin(best, hours);
	}
	return best;
}

static double hours_of_timetable(const struct day *day)
{
	double hours = 0;
	for (int i = 0; i < day->count; i++)
		for (int j = i + 1; j < day->count; j++) {
			const struct calendar_neighbour *link =
			    calendar_neighbour_of(board_of(day, i), day->town->boards[day->locals[j]]);
			const enum calendar_relation relation =
			    calendar_relate(day->in, day->starts[i], board_of(day, i)->minutes, day->starts[j],
					    board_of(day, j)->minutes, 0);
			const struct calendar_pair *pair = link ? &day->in->pairs[link->pair] : NULL;
			if (relation == CALENDAR_AT_ONCE &&
			    ((pair && pair->hard) || share_a_room(board_of(day, i), board_of(day, j))))
				return INFINITY;
			hours += relation == CALENDAR_CLOSE && pair ? pair->breathing : 0;
		}
	for (size_t p = 0; p < day->in->landscape->person_count; p++)
		hours += pay_of_person(day, (int)p);
	return hours;
}

static void try_starts(struct day *day, int at)
{
	if (at == day->count) {
		day->best = fmin(day->best, hours_of_timetable(day));
		return;
	}
	for (int s = 0; s < board_of(day, at)->start_count; s++) {
		day->starts[at] = board_of(day, at)->starts[s];
		try_starts(day, at + 1);
	}
}

static double trips_of(const struct day *day)
{
	double hours = 0;
	for (int v = 0; v < day->town->visit_count; v++) {
		bool there = false;
		for (int i = 0; i < day->count; i++)
			there = there || (day->town->visits[v].boards >> day->locals[i] & 1);
		hours += there ? day->town->visits[v].hours : 0;
	}
	return hours;
}

Test(town, shares_never_sum_up_to_more_than_a_day_costs)
{
	int looked_at = 0;
	int tight = 0;
	for (unsigned seed = 1; seed <= 4; seed++) {
		struct charged_area area;
		charge(&area, one_town(7, 14, seed), 0.1);
		const struct calendar_town *town = &area.charged.towns[0];
		cr_assert_gt(town->count, 2);
		for (int set = 1; set < 1 << town->count; set++) {
			struct day day = {.in = area.in, .town = town, .best = INFINITY};
			double shares = 0;
			for (int local = 0; local < town->count; local++)
				if (set >> local & 1) {
					day.locals[day.count++] = local;
					shares += town->shares[local];
				}
			if (day.count > 3)
				continue;
			try_starts(&day, 0);
			looked_at++;
			tight += shares > day.best + trips_of(&day) - 1e-4;
			cr_assert_leq(shares, day.best + trips_of(&day) + 1e-9, "seed %u, boards %x", seed,
				      (unsigned)set);
		}
		release(&area);
	}
	cr_assert_gt(looked_at, 100);
	cr_assert_gt(tight, 8, "shares are far below what days cost: %d tight", tight);
}

/* What the plan's meetings are charged for their slots, less what is given back. */
static double charged_hours(const struct charged_area *area)
{
	double hours = -area->charged.given;
	for (size_t i = 0; i < area->plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &area->plan->meetings[i];
		const moot_minute year = (moot_minute)area->l->policy.start * MOOT_MINUTES_A_DAY;
		for (int b = 0; b < area->in->board_count; b++) {
			const struct calendar_board *board = &area->charged.instance.boards[b];
			if (strcmp(board->plan->id, meeting->board) == 0)
				hours += board->price[calendar_slot_at(area->in, board, meeting->start - year)];
		}
	}
	return hours;
}

/* Whoever is needed nowhere is busy all year: then a meeting costs their charge, and two at once no more than both. */
static void keep_busy(struct moot_landscape *l)
{
	for (size_t p = 0; p < l->person_count; p++) {
		bool needed = false;
		for (size_t m = 0; m < l->member_count; m++)
			needed = needed || (l->members[m].person == (int)p && l->members[m].role <= MOOT_REQUIRED);
		if (needed)
			continue;
		l->people[p].busy[0] =
		    (struct moot_busy){(moot_minute)l->policy.start * MOOT_MINUTES_A_DAY,
				       (moot_minute)(l->policy.end + 1) * MOOT_MINUTES_A_DAY, MOOT_BUSY};
		l->people[p].busy_count = 1;
	}
}

/* A calendar that does little but share days: what it is charged must be no more than it costs, and not much less. */
Test(town, a_calendar_costs_no_less_than_it_is_charged)
{
	double charged = 0;
	double cost = 0;
	for (unsigned seed = 1; seed <= 8; seed++) {
		struct charged_area area;
		struct moot_landscape *l = one_town(6, 16, seed);
		l->policy.spacing_weight = 0;
		l->policy.weekday_penalty = 0;
		l->policy.start_penalty = 0;
		l->policy.dislike_penalty = 0;
		l->policy.report_penalty = 0;
		l->policy.crowding_weight = 0;
		if (seed % 2 == 0)
			keep_busy(l);
		charge(&area, l, 0.5);
		const struct moot_calendar_parts *parts = &area.plan->calendar.parts;
		const double hours = charged_hours(&area);
		const double costs = parts->trips + parts->clashes + parts->breathing;
		cr_assert_gt(area.plan->meeting_count, 20);
		cr_assert_leq(hours, costs + 1e-6, "seed %u: charged %.6f, costs %.6f", seed, hours, costs);
		/* Where many are busy all year the shares of their trips are nearly all that is left. */
		charged += seed % 2 == 1 ? hours : 0;
		cost += seed % 2 == 1 ? costs : 0;
		release(&area);
	}
	fprintf(stderr, "charged %.2f of %.2f hours\n", charged, cost);
	cr_assert_geq(charged, 0.6 * cost, "charged %.2f of %.2f hours", charged, cost);
}
