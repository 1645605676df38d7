/*
 * What else a meeting could be, against brute force: in the calendars of tiny years each meeting is tried on every
 * start and in every venue, judged by judge.h, which shares nothing with the solver. Of each day the best is offered
 * and costs what it says; a time that is asked for has something in its way exactly where a hard rule would break.
 */
#include "judge_hours.h"
#include "tiny_year.h"

#include <moot/alternatives.h>
#include <solver/calendar/calendar.h>
#include <solver/clock.h>

enum { YEARS = 120, MOST_MEETINGS = 6, TIMES = 6 };

struct trial {
	struct judge judge;
	struct spot spots[MOST_MEETINGS];
	int count;
	double hours;
};

/* The plan's calendar as spots. */
static void read_plan(struct trial *trial, const struct tiny *t)
{
	*trial = (struct trial){.judge = {t->l, t->plan}};
	for (size_t b = 0; b < t->plan->board_count; b++)
		for (int k = 1; k <= t->plan->boards[b].meetings_per_year; k++)
			trial->spots[trial->count++] =
			    (struct spot){.board = &t->plan->boards[b], .number = k, .venue = MOOT_NONE};
	for (int i = 0; i < trial->count; i++)
		for (size_t m = 0; m < t->plan->meeting_count; m++) {
			const struct moot_meeting *meeting = &t->plan->meetings[m];
			struct spot *spot = &trial->spots[i];
			if (strcmp(meeting->board, spot->board->id) != 0 || meeting->number != spot->number)
				continue;
			spot->scheduled = true;
			spot->start = meeting->start;
			for (size_t v = 0; v < t->l->venue_count; v++)
				if (strcmp(t->l->venues[v].id, meeting->venue) == 0)
					spot->venue = (int)v;
		}
	trial->hours = judge_hours(&trial->judge, trial->spots, trial->count);
}

/* The least that the calendar would cost more with the meeting there, in any venue; INFINITY where it can't be. */
static double best_at(struct trial *trial, int meeting, moot_minute start)
{
	const struct spot was = trial->spots[meeting];
	double best = INFINITY;
	trial->spots[meeting].start = start;
	bool regular =
	    is_pinned(&trial->judge, &trial->spots[meeting]) || on_grid(&trial->judge, &trial->spots[meeting]);
	for (int venue = MOOT_NONE; regular && venue < (int)trial->judge.l->venue_count; venue++) {
		trial->spots[meeting].venue = venue;
		if (may_be(&trial->judge, &trial->spots[meeting]) &&
		    judge_hard(&trial->judge, trial->spots, trial->count))
			best = fmin(best, judge_hours(&trial->judge, trial->spots, trial->count) - trial->hours);
	}
	trial->spots[meeting] = was;
	return best;
}

static moot_minute midnight(const struct trial *trial, int day)
{
	return (moot_minute)(trial->judge.l->policy.start + day) * MOOT_MINUTES_A_DAY;
}

static struct moot_alternatives *ask(const struct tiny *t, const struct spot *spot, const moot_minute *at)
{
	struct moot_alternatives *found = NULL;
	struct moot_error error = {0};
	struct moot_alternatives_request request = {.board = spot->board->id, .number = spot->number, .most = 100};
	request.has_at = at != NULL;
	request.at = at ? *at : 0;
	cr_assert_eq(moot_alternatives_find(t->l, t->plan, &request, &found, &error), MOOT_OK, "%s", error.message);
	return found;
}

/* Of each day one way, the best of it, and none where there is none; the cheapest days first. */
static int check_days(struct trial *trial, const struct tiny *t, int meeting, unsigned seed)
{
	struct moot_alternatives *found = ask(t, &trial->spots[meeting], NULL);
	const moot_minute now = trial->spots[meeting].start;
	size_t days = 0;
	cr_assert(found->scheduled && !found->frozen);
	cr_assert_eq(found->now.start, now);
	for (int day = 0; day < judge_days(&trial->judge); day++) {
		double best = INFINITY;
		int offered = 0;
		for (int minute = 0; minute < MOOT_MINUTES_A_DAY; minute++)
			if (midnight(trial, day) + minute != now)
				best = fmin(best, best_at(trial, meeting, midnight(trial, day) + minute));
		for (size_t i = 0; i < found->count; i++) {
			const struct moot_way *way = &found->ways[i];
			if (way->start < midnight(trial, day) || way->start >= midnight(trial, day + 1))
				continue;
			offered++;
			cr_assert_float_eq(way->hours, best, 1e-6, "year %u meeting %d day %d: %.9g, not %.9g", seed,
					   meeting, day, way->hours, best);
			cr_assert_float_eq(best_at(trial, meeting, way->start), best, 1e-6);
			cr_assert_eq(way->end - way->start, found->now.end - found->now.start);
		}
		cr_assert_eq(offered, isfinite(best), "year %u meeting %d day %d: offered %d times", seed, meeting, day,
			     offered);
		days += isfinite(best) ? 1 : 0;
	}
	cr_assert_eq(found->count, days);
	for (size_t i = 1; i < found->count; i++)
		cr_assert_leq(found->ways[i - 1].hours, found->ways[i].hours + 1e-9);
	moot_alternatives_free(found);
	return (int)days;
}

/* Times that are asked for, on the grid and off it, from the first to the last minute of the year. */
static int check_times(struct trial *trial, struct tiny *t, int meeting, unsigned seed)
{
	const int minutes = judge_days(&trial->judge) * MOOT_MINUTES_A_DAY;
	int free_times = 0;
	for (int i = 0; i < TIMES; i++) {
		moot_minute at = midnight(trial, 0) + 30 * tiny_below(t, minutes / 30);
		if (i >= 2)
			at = midnight(trial, tiny_below(t, judge_days(&trial->judge))) + 540 + 90 * tiny_below(t, 5);
		else if (meeting == 0)
			at = i == 0 ? midnight(trial, 0) : midnight(trial, 0) + minutes - 1;
		struct moot_alternatives *found = ask(t, &trial->spots[meeting], &at);
		const double best = best_at(trial, meeting, at);
		cr_assert_eq(found->at.start, at);
		cr_assert_eq(found->at.obstacle_count == 0, isfinite(best), "year %u meeting %d at %lld: %s", seed,
			     meeting, (long long)(at - midnight(trial, 0)),
			     found->at.obstacle_count > 0 ? found->at.obstacles[0] : "nothing in its way");
		if (isfinite(best))
			cr_assert_float_eq(found->at.hours, best, 1e-6, "year %u meeting %d", seed, meeting);
		free_times += isfinite(best) ? 1 : 0;
		moot_alternatives_free(found);
	}
	return free_times;
}

/* The minute before the year and the one after it are no times of it. */
static void check_ends(const struct trial *trial, const struct tiny *t, int meeting)
{
	const struct spot *spot = &trial->spots[meeting];
	const moot_minute outside[] = {midnight(trial, 0) - 1, midnight(trial, judge_days(&trial->judge))};
	for (int i = 0; i < 2; i++) {
		struct moot_alternatives *found = NULL;
		struct moot_error error = {0};
		const struct moot_alternatives_request request = {
		    .board = spot->board->id, .number = spot->number, .most = 1, .has_at = true, .at = outside[i]};
		cr_assert_eq(moot_alternatives_find(t->l, t->plan, &request, &found, &error), MOOT_ERROR_USAGE);
		cr_assert_null(found);
	}
}

Test(alternatives, the_best_of_each_day)
{
	int meetings = 0;
	int days = 0;
	int times = 0;
	for (unsigned seed = 1; seed <= YEARS; seed++) {
		struct tiny t = tiny_new(seed);
		struct moot_solve_options options = {.time_limit = 60, .gap = 0, .threads = 1, .seed = 1};
		struct moot_error error = {0};
		struct trial trial;
		t.plan->has_calendar = true;
		cr_assert_eq(moot_calendar_solve(t.l, &options, moot_clock_seconds() + 60, t.plan, &error), MOOT_OK);
		read_plan(&trial, &t);
		for (int i = 0; i < trial.count; i++) {
			if (!trial.spots[i].scheduled)
				continue;
			meetings++;
			days += check_days(&trial, &t, i, seed);
			times += check_times(&trial, &t, i, seed);
			check_ends(&trial, &t, i);
		}
		tiny_free(&t);
	}
	fprintf(stderr, "%d meetings, %d days, %d times\n", meetings, days, times);
	cr_assert(meetings > 300 && days > 700 && times > 150);
}
