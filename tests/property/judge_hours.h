/* The judge's hours of a calendar, part by part. See judge.h. */
#ifndef MOOT_TESTS_JUDGE_HOURS_H
#define MOOT_TESTS_JUDGE_HOURS_H

#include "judge_year.h"

static inline bool disliked(const struct judge *j, const struct spot *s)
{
	const char *text = j->l->policy.disliked;
	int weekday = (int)moot_day_weekday((moot_day)(s->start / MOOT_MINUTES_A_DAY));
	int start = (int)(s->start % MOOT_MINUTES_A_DAY);
	int end = start + s->board->minutes;
	/* The two texts that tiny_year.h uses; a pin may run past midnight into the next day. */
	if (strcmp(text, "Fri pm") == 0)
		return (weekday == MOOT_FRIDAY && end > 720) || (weekday == MOOT_THURSDAY && end > 1440 + 720);
	return weekday == MOOT_MONDAY || (weekday == MOOT_SUNDAY && end > 1440) ||
	       (weekday == MOOT_TUESDAY && start < 720) || (weekday == MOOT_MONDAY && end > 1440) ||
	       (start < 600 && end > 540);
}

static inline double clash_hours(const struct judge *j, const struct spot *spots, int count, int person)
{
	const char *id = j->l->people[person].id;
	const struct moot_person *who = &j->l->people[person];
	double hours = 0;
	for (int i = 0; i < count; i++) {
		const struct moot_plan_member *m = member_of(spots[i].board, id);
		if (!m || !spots[i].scheduled)
			continue;
		double charge = charge_of(j, spots[i].board, m);
		bool busy = is_busy(j, person, &spots[i]);
		if (busy)
			hours += needs(j, spots[i].board, m) ? 0 : charge;
		else if (in_calendar(who->busy, who->busy_count, &spots[i], true))
			hours += charge / 2;
		for (int k = 0; k < i; k++) {
			const struct moot_plan_member *n = member_of(spots[k].board, id);
			if (!n || !spots[k].scheduled || busy || is_busy(j, person, &spots[k]) ||
			    between(j, &spots[i], &spots[k]) >= 0)
				continue;
			double first = needs(j, spots[i].board, m) ? INFINITY : charge;
			double second = needs(j, spots[k].board, n) ? INFINITY : charge_of(j, spots[k].board, n);
			hours += fmin(first, second);
		}
	}
	return hours;
}

/* The one text that tiny_year.h uses. */
static inline bool liked(const struct judge *j, const struct spot *s)
{
	int weekday = (int)moot_day_weekday((moot_day)(s->start / MOOT_MINUTES_A_DAY));
	int start = (int)(s->start % MOOT_MINUTES_A_DAY);
	int end = start + s->board->minutes;
	if (strcmp(j->l->policy.liked, "Tue pm|09:00-11:30") != 0)
		return true;
	return (weekday == MOOT_TUESDAY && start >= 720 && end <= 1440) || (start >= 540 && end <= 690);
}

static inline double crowding_hours(const struct judge *j, const struct spot *spots, int count, int person)
{
	const char *id = j->l->people[person].id;
	const struct moot_policy *p = &j->l->policy;
	double hours = 0;
	for (int day = 0; day < judge_days(j); day++) {
		int meetings = 0;
		for (int i = 0; i < count; i++)
			meetings +=
			    spots[i].scheduled && spot_day(j, &spots[i]) == day && member_of(spots[i].board, id);
		hours += p->crowding_weight * weight_of(j, person) * fmax(0, meetings - p->crowded_meetings);
	}
	return hours;
}

static inline double breathing_hours(const struct judge *j, const struct spot *spots, int count, int person)
{
	const char *id = j->l->people[person].id;
	double hours = 0;
	for (int i = 0; i < count; i++)
		for (int k = 0; k < i; k++) {
			if (!spots[i].scheduled || !spots[k].scheduled || !member_of(spots[i].board, id) ||
			    !member_of(spots[k].board, id) || spot_day(j, &spots[i]) != spot_day(j, &spots[k]))
				continue;
			double gap = between(j, &spots[i], &spots[k]);
			if (gap >= 0 && gap < j->l->policy.breathing_minutes)
				hours += j->l->policy.breathing_weight * weight_of(j, person);
		}
	return hours;
}

static inline double trip_hours(const struct judge *j, const struct spot *spots, int count, int person)
{
	const char *id = j->l->people[person].id;
	const int base = j->l->people[person].base;
	double hours = 0;
	for (int site = 0; base != MOOT_NONE && site < 1000 + (int)j->l->board_count; site++) {
		int days = 0;
		int most = 0;
		for (int day = 0; site != base && day < judge_days(j); day++) {
			bool there = false;
			for (int i = 0; i < count; i++)
				there = there || (spots[i].scheduled && member_of(spots[i].board, id) &&
						  spot_site(j, &spots[i]) == site && spot_day(j, &spots[i]) == day);
			days += there;
		}
		for (size_t b = 0; days > 0 && b < j->plan->board_count; b++) {
			int meetings = 0;
			for (int i = 0; i < count; i++)
				meetings += spots[i].scheduled && spots[i].board == &j->plan->boards[b] &&
					    member_of(spots[i].board, id) && spot_site(j, &spots[i]) == site;
			most = meetings > most ? meetings : most;
		}
		hours +=
		    j->l->policy.trip_weight * weight_of(j, person) * (days - most) * 2 * travel(j, base, site) / 60;
		site = site == 7 ? 999 : site;
	}
	return hours;
}

/* Regularity, spacing, dislikes and moves. */
static inline double board_hours(const struct judge *j, const struct spot *spots, int count,
				 const struct moot_plan_board *board)
{
	const struct moot_policy *p = &j->l->policy;
	const struct moot_board *named = &j->l->boards[moot_landscape_board(j->l, board->id)];
	double period = period_of(j, board);
	double hours = 0;
	int scheduled = 0;
	int same_day = 0;
	int same_time = 0;
	for (int i = 0; i < count; i++) {
		const struct spot *s = &spots[i];
		int day = 0;
		int time = 0;
		if (s->board != board || !s->scheduled)
			continue;
		for (int k = 0; k < count; k++) {
			bool both = spots[k].board == board && spots[k].scheduled;
			day += both && (spot_day(j, s) - spot_day(j, &spots[k])) % 7 == 0;
			time += both && (s->start - spots[k].start) % MOOT_MINUTES_A_DAY == 0;
		}
		scheduled++;
		same_day = day > same_day ? day : same_day;
		same_time = time > same_time ? time : same_time;
		hours += p->spacing_weight * fabs(spot_day(j, s) + 0.5 - (s->number - 0.5) * period) / period;
		hours += disliked(j, s) ? p->dislike_penalty : 0;
		hours += liked(j, s) ? 0 : p->like_penalty;
		for (size_t e = 0; e < named->today_count; e++) {
			double at = floor((double)named->today[e].start / MOOT_MINUTES_A_DAY) - p->start;
			if (at < (s->number - 1) * period - 1e-9 || at >= s->number * period - 1e-9)
				continue;
			hours += named->today[e].start == s->start ? 0 : p->move_penalty;
			break;
		}
	}
	return hours + p->weekday_penalty * (scheduled - same_day) + p->start_penalty * (scheduled - same_time);
}

/* Whether reports go from one planned board to another, at once or over others. */
static inline bool reports_to(const struct judge *j, const struct moot_plan_board *from,
			      const struct moot_plan_board *to, int depth)
{
	for (size_t b = 0; b < j->l->board_count && depth > 0; b++) {
		int above = j->l->boards[b].reports_to;
		if (above == MOOT_NONE || !holds(j, from, (int)b) || holder(j, above) == from)
			continue;
		if (holder(j, above) == to || reports_to(j, holder(j, above), to, depth - 1))
			return true;
	}
	return false;
}

static inline double report_hours(const struct judge *j, const struct spot *spots, int count,
				  const struct moot_plan_board *child, const struct moot_plan_board *parent)
{
	int days = 1000;
	double hours = 0;
	for (size_t b = 0; b < j->l->board_count; b++) {
		int above = j->l->boards[b].reports_to;
		if (above != MOOT_NONE && holds(j, child, (int)b) && holds(j, parent, above))
			days = j->l->boards[b].report_days < days ? j->l->boards[b].report_days : days;
	}
	if (child == parent || days == 1000 || reports_to(j, parent, child, 6))
		return 0;
	for (int i = 0; i < count; i++) {
		bool fresh = false;
		if (spots[i].board != parent || !spots[i].scheduled)
			continue;
		for (int k = 0; k < count; k++) {
			int earlier = spot_day(j, &spots[i]) - (spots[k].scheduled ? spot_day(j, &spots[k]) : 0);
			fresh =
			    fresh || (spots[k].board == child && spots[k].scheduled && earlier >= 1 && earlier <= days);
		}
		hours += fresh ? 0 : j->l->policy.report_penalty;
	}
	return hours;
}

static inline double judge_hours(const struct judge *j, const struct spot *spots, int count)
{
	double hours = 0;
	for (int p = 0; p < (int)j->l->person_count; p++)
		hours += clash_hours(j, spots, count, p) + breathing_hours(j, spots, count, p) +
			 trip_hours(j, spots, count, p) + crowding_hours(j, spots, count, p);
	for (size_t a = 0; a < j->plan->board_count; a++) {
		hours += board_hours(j, spots, count, &j->plan->boards[a]);
		for (size_t b = 0; b < j->plan->board_count; b++)
			hours += report_hours(j, spots, count, &j->plan->boards[a], &j->plan->boards[b]);
	}
	return hours;
}

#endif
