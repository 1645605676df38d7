/* The judge's view of whole calendars: hard rules of one meeting, of several, and the hours. See judge.h. */
#ifndef MOOT_TESTS_JUDGE_YEAR_H
#define MOOT_TESTS_JUDGE_YEAR_H

#include "judge.h"

static inline double period_of(const struct judge *j, const struct moot_plan_board *board)
{
	return (double)judge_days(j) / board->meetings_per_year;
}

static inline bool in_window(const struct judge *j, const struct moot_plan_board *board, int number, int day)
{
	double period = period_of(j, board);
	double low = fmax((number - 1) * period - j->l->policy.spacing_tolerance * period, 0);
	double high = fmin(number * period + j->l->policy.spacing_tolerance * period, judge_days(j));
	bool any = false;
	for (int d = 0; d < judge_days(j); d++)
		any = any || (d >= low - 1e-9 && d + 1 <= high + 1e-9);
	return any ? day >= low - 1e-9 && day + 1 <= high + 1e-9 : day + 1 > low + 1e-9 && day < high - 1e-9;
}

static inline bool is_pinned(const struct judge *j, const struct spot *s)
{
	for (size_t r = 0; r < j->l->rule_count; r++)
		if (j->l->rules[r].kind == MOOT_RULE_PIN && j->l->rules[r].pin == s->start &&
		    holds(j, s->board, j->l->rules[r].boards[0]))
			return true;
	return false;
}

static inline bool on_grid(const struct judge *j, const struct spot *s)
{
	const struct moot_policy *p = &j->l->policy;
	int start = (int)(s->start % MOOT_MINUTES_A_DAY);
	int end = start + s->board->minutes;
	bool lunch = p->lunch.from < p->lunch.to;
	int longest = p->day_end - p->day_start;
	if (lunch)
		longest = (int)fmax(p->lunch.from - p->day_start, p->day_end - p->lunch.to);
	if (start < p->day_start || end > p->day_end || (start - p->day_start) % p->grid_minutes != 0)
		return false;
	bool over = p->over_lunch && s->board->minutes > longest;
	return !lunch || over || start >= p->lunch.to || end <= p->lunch.from;
}

/* Hard rules that one meeting can break by itself. */
static inline bool may_be(const struct judge *j, const struct spot *s)
{
	const struct moot_landscape *l = j->l;
	if (!in_window(j, s->board, s->number, spot_day(j, s)) || (!on_grid(j, s) && !is_pinned(j, s)) ||
	    !venue_allowed(j, s->board, s->venue))
		return false;
	if (s->venue != MOOT_NONE && in_calendar(l->venues[s->venue].busy, l->venues[s->venue].busy_count, s, false))
		return false;
	for (size_t i = 0; i < l->closure_count; i++) {
		moot_minute midnight = (moot_minute)l->closures[i].day * MOOT_MINUTES_A_DAY;
		if (touches(s, midnight, midnight + MOOT_MINUTES_A_DAY))
			return false;
	}
	for (size_t r = 0; r < l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		bool meant = rule->everyone || (rule->board_count > 0 && holds(j, s->board, rule->boards[0]));
		if (rule->kind == MOOT_RULE_NOT_ON && meant && in_rule(j, rule, s))
			return false;
	}
	for (size_t i = 0; i < s->board->member_count; i++) {
		const struct moot_plan_member *m = &s->board->members[i];
		if (m->attendance == MOOT_ATTEND && needs(j, s->board, m) &&
		    is_busy(j, moot_landscape_person(l, m->person), s))
			return false;
	}
	return true;
}

static inline int missing_of(const struct moot_plan_board *board, const struct spot *spots, int count)
{
	int missing = 0;
	for (int i = 0; i < count; i++)
		missing += spots[i].board == board && !spots[i].scheduled;
	return missing;
}

static inline int found_between(const struct judge *j, const struct moot_plan_board *board, const struct spot *spots,
				int count, moot_day from, moot_day to)
{
	int found = 0;
	for (int i = 0; i < count; i++) {
		moot_day day = spots[i].scheduled ? j->l->policy.start + spot_day(j, &spots[i]) : MOOT_NO_DAY;
		found += spots[i].board == board && spots[i].scheduled && day >= from && day <= to;
	}
	return found;
}

static inline bool counted_hold(const struct judge *j, const struct spot *spots, int count)
{
	for (size_t b = 0; b < j->plan->board_count; b++) {
		const struct moot_plan_board *board = &j->plan->boards[b];
		int missing = missing_of(board, spots, count);
		for (size_t r = 0; r < j->l->rule_count; r++) {
			const struct moot_rule *rule = &j->l->rules[r];
			bool pinned = false;
			if (rule->board_count == 0 || !holds(j, board, rule->boards[0]))
				continue;
			for (int i = 0; i < count; i++)
				pinned = pinned ||
					 (spots[i].board == board && spots[i].scheduled && spots[i].start == rule->pin);
			if (rule->kind == MOOT_RULE_PIN && !pinned && missing == 0)
				return false;
			/* No board can have more meetings in a range than it has. */
			int wanted = rule->value < board->meetings_per_year ? rule->value : board->meetings_per_year;
			if (rule->kind == MOOT_RULE_WITHIN &&
			    found_between(j, board, spots, count, rule->from, rule->to) + missing < wanted)
				return false;
		}
		for (size_t d = 0; d < board->duty_count; d++)
			if (found_between(j, board, spots, count, j->l->duties[0].due[0].from,
					  j->l->duties[0].due[0].to) +
				missing <
			    1)
				return false;
	}
	return true;
}

static inline bool befores_hold(const struct judge *j, const struct spot *spots, int count)
{
	for (size_t r = 0; r < j->l->rule_count; r++) {
		const struct moot_rule *rule = &j->l->rules[r];
		if (rule->kind != MOOT_RULE_BEFORE)
			continue;
		const struct moot_plan_board *a = holder(j, rule->boards[0]);
		const struct moot_plan_board *b = holder(j, rule->boards[1]);
		const struct spot *previous = NULL;
		for (int i = 0; i < count && a != b; i++) {
			if (spots[i].board != b || !spots[i].scheduled)
				continue;
			bool fed = previous == NULL;
			for (int k = 0; k < count && !fed; k++)
				fed = spots[k].board == a && spots[k].scheduled &&
				      spots[k].start >= spot_end(previous) &&
				      spot_day(j, &spots[i]) - spot_day(j, &spots[k]) - 1 >= rule->value;
			if (!fed)
				return false;
			previous = &spots[i];
		}
	}
	return true;
}

/* Order, distance and notice within each board; `spots` stand by board and number. */
static inline bool series_hold(const struct judge *j, const struct spot *spots, int count)
{
	const struct moot_policy *p = &j->l->policy;
	const struct spot *previous = NULL;
	for (int i = 0; i < count; i++) {
		if (previous && previous->board != spots[i].board)
			previous = NULL;
		if (!spots[i].scheduled)
			continue;
		if (previous) {
			int apart = spot_day(j, &spots[i]) - spot_day(j, previous);
			double least = ceil((1 - 2 * p->spacing_tolerance) * period_of(j, spots[i].board) - 1e-9);
			if (apart < least || apart - 1 < p->notice_days)
				return false;
		}
		previous = &spots[i];
	}
	return true;
}

/* One person's meetings against each other: required clashes, and most a day. */
static inline bool person_holds(const struct judge *j, const struct spot *spots, int count, int person)
{
	const char *id = j->l->people[person].id;
	for (int i = 0; i < count; i++) {
		const struct moot_plan_member *m = member_of(spots[i].board, id);
		int that_day = 0;
		if (!m || !spots[i].scheduled)
			continue;
		for (int k = 0; k < count; k++) {
			const struct moot_plan_member *n = member_of(spots[k].board, id);
			if (!n || !spots[k].scheduled)
				continue;
			that_day += spot_day(j, &spots[i]) == spot_day(j, &spots[k]);
			if (k != i && needs(j, spots[i].board, m) && needs(j, spots[k].board, n) &&
			    between(j, &spots[i], &spots[k]) < 0)
				return false;
		}
		for (size_t r = 0; r < j->l->rule_count; r++) {
			const struct moot_rule *rule = &j->l->rules[r];
			if (rule->kind == MOOT_RULE_MAX_PER_DAY && (rule->everyone || rule->person == person) &&
			    that_day > rule->value)
				return false;
		}
	}
	return true;
}

static inline bool quorum_holds(const struct judge *j, const struct spot *spots, int count, int i)
{
	const struct moot_plan_board *board = spots[i].board;
	int quorum = 0;
	int attending = 0;
	int free = 0;
	for (size_t b = 0; b < j->l->board_count; b++)
		if (holds(j, board, (int)b) && j->l->boards[b].quorum > quorum)
			quorum = j->l->boards[b].quorum;
	for (size_t m = 0; m < board->member_count; m++) {
		if (board->members[m].attendance != MOOT_ATTEND)
			continue;
		bool away = is_busy(j, moot_landscape_person(j->l, board->members[m].person), &spots[i]);
		for (int k = 0; k < count; k++)
			away = away ||
			       (k != i && spots[k].scheduled && member_of(spots[k].board, board->members[m].person) &&
				between(j, &spots[i], &spots[k]) < 0);
		attending++;
		free += !away;
	}
	return free >= quorum || free >= attending;
}

/* Whether a calendar of meetings that each may be where they are keeps every hard rule. */
static inline bool judge_hard(const struct judge *j, const struct spot *spots, int count)
{
	if (!series_hold(j, spots, count))
		return false;
	for (int i = 0; i < count; i++)
		for (int k = 0; k < i; k++)
			if (spots[i].scheduled && spots[k].scheduled && spots[i].venue != MOOT_NONE &&
			    spots[i].venue == spots[k].venue && touches(&spots[i], spots[k].start, spot_end(&spots[k])))
				return false;
	if (!counted_hold(j, spots, count) || !befores_hold(j, spots, count))
		return false;
	for (size_t p = 0; p < j->l->person_count; p++)
		if (!person_holds(j, spots, count, (int)p))
			return false;
	for (int i = 0; i < count; i++)
		if (spots[i].scheduled && !quorum_holds(j, spots, count, i))
			return false;
	return true;
}

#endif
