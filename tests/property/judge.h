/*
 * A judge of calendars for tests: whether a small calendar keeps every hard rule, and what it costs, read straight from
 * the definitions in moot/solve.h, one after the other, without any regard for speed.
 */
#ifndef MOOT_TESTS_JUDGE_H
#define MOOT_TESTS_JUDGE_H

#include <math.h>
#include <moot/moot.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Meeting `number` (from 1) of a planned board; `venue` MOOT_NONE where none is listed or needed. */
struct spot {
	const struct moot_plan_board *board;
	int number;
	bool scheduled;
	moot_minute start;
	int venue;
};

struct judge {
	const struct moot_landscape *l;
	const struct moot_plan *plan;
};

static inline moot_minute spot_end(const struct spot *s)
{
	return s->start + s->board->minutes;
}

static inline int spot_day(const struct judge *j, const struct spot *s)
{
	return (int)(s->start / MOOT_MINUTES_A_DAY) - j->l->policy.start;
}

static inline int judge_days(const struct judge *j)
{
	return j->l->policy.end - j->l->policy.start + 1;
}

static inline bool touches(const struct spot *s, moot_minute from, moot_minute to)
{
	return from < to && s->start < to && spot_end(s) > from;
}

static inline bool holds(const struct judge *j, const struct moot_plan_board *board, int landscape_board)
{
	for (size_t i = 0; i < board->from_count; i++)
		if (strcmp(board->from[i], j->l->boards[landscape_board].id) == 0)
			return true;
	return false;
}

static inline const struct moot_plan_board *holder(const struct judge *j, int landscape_board)
{
	for (size_t i = 0; i < j->plan->board_count; i++)
		if (holds(j, &j->plan->boards[i], landscape_board))
			return &j->plan->boards[i];
	return NULL;
}

static inline bool equal_text(const char *a, const char *b)
{
	while (*a == ' ')
		a++;
	while (*b == ' ')
		b++;
	size_t n = strlen(a);
	size_t m = strlen(b);
	while (n > 0 && a[n - 1] == ' ')
		n--;
	while (m > 0 && b[m - 1] == ' ')
		m--;
	return n == m && strncasecmp(a, b, n) == 0;
}

/* The board whose venue counts: with the id, else the first that has one. */
static inline const struct moot_board *venue_owner(const struct judge *j, const struct moot_plan_board *board)
{
	const struct moot_board *first = NULL;
	for (size_t i = 0; i < board->from_count; i++) {
		const struct moot_board *b = &j->l->boards[moot_landscape_board(j->l, board->from[i])];
		bool has = j->l->venue_count > 0 ? b->venue != MOOT_NONE : !equal_text(b->venue_text, "");
		if (has && strcmp(b->id, board->id) == 0)
			return b;
		if (has && !first)
			first = b;
	}
	return first;
}

static inline bool venue_fits(const struct judge *j, const struct moot_plan_board *board, int venue)
{
	int capacity = j->l->venues[venue].capacity;
	return capacity == 0 || (size_t)capacity >= board->member_count;
}

/* Whether the board may use the venue (MOOT_NONE: whether it may do without). */
static inline bool venue_allowed(const struct judge *j, const struct moot_plan_board *board, int venue)
{
	if (board->mode == MOOT_ONLINE || j->l->venue_count == 0)
		return venue == MOOT_NONE;
	const struct moot_board *owner = venue_owner(j, board);
	if (owner && venue_fits(j, board, owner->venue))
		return venue == owner->venue;
	return venue != MOOT_NONE && venue_fits(j, board, venue);
}

/* A number for the place; MOOT_NONE for none. */
static inline int spot_site(const struct judge *j, const struct spot *s)
{
	if (s->board->mode == MOOT_ONLINE)
		return MOOT_NONE;
	if (j->l->venue_count > 0)
		return s->venue == MOOT_NONE ? MOOT_NONE : j->l->venues[s->venue].site;
	const struct moot_board *owner = venue_owner(j, s->board);
	if (!owner)
		return MOOT_NONE;
	for (size_t i = 0; i < j->l->site_count; i++)
		if (equal_text(j->l->sites[i], owner->venue_text))
			return (int)i;
	for (size_t b = 0; b < j->l->board_count; b++)
		if (equal_text(j->l->boards[b].venue_text, owner->venue_text))
			return 1000 + (int)b;
	return MOOT_NONE;
}

/* Minutes one way, by trying every chain of links a few times over. */
static inline double travel(const struct judge *j, int a, int b)
{
	double reach[8];
	if (a == b || a == MOOT_NONE || b == MOOT_NONE)
		return 0;
	for (int i = 0; i < 8; i++)
		reach[i] = i == a ? 0 : INFINITY;
	for (int round = 0; round < 8 && a < 8; round++)
		for (size_t i = 0; i < j->l->link_count; i++) {
			const struct moot_link *link = &j->l->links[i];
			reach[link->to] = fmin(reach[link->to], reach[link->from] + link->minutes);
			reach[link->from] = fmin(reach[link->from], reach[link->to] + link->minutes);
		}
	return a < 8 && b < 8 && isfinite(reach[b]) ? reach[b] : j->l->policy.travel_minutes / 2.0;
}

/* Minutes between two meetings, travel taken off. */
static inline double between(const struct judge *j, const struct spot *x, const struct spot *y)
{
	moot_minute free = x->start <= y->start ? y->start - spot_end(x) : x->start - spot_end(y);
	return (double)free - travel(j, spot_site(j, x), spot_site(j, y));
}

static inline const struct moot_plan_member *member_of(const struct moot_plan_board *board, const char *person)
{
	for (size_t i = 0; i < board->member_count; i++)
		if (strcmp(board->members[i].person, person) == 0 && board->members[i].attendance == MOOT_ATTEND)
			return &board->members[i];
	return NULL;
}

static inline bool is_stronger(const struct judge *j, const struct moot_plan_member *x,
			       const struct moot_plan_member *y)
{
	double pay_x = j->l->people[moot_landscape_person(j->l, x->person)].salary;
	double pay_y = j->l->people[moot_landscape_person(j->l, y->person)].salary;
	if (x->role != y->role)
		return x->role < y->role;
	return pay_x > pay_y || (!(pay_x < pay_y) && strcmp(x->person, y->person) < 0);
}

static inline bool needs(const struct judge *j, const struct moot_plan_board *board,
			 const struct moot_plan_member *member)
{
	if (member->role == MOOT_CHAIR || member->role == MOOT_VICE_CHAIR || member->role == MOOT_REQUIRED)
		return true;
	for (size_t d = 0; d < board->duty_count; d++) {
		const struct moot_duty *duty = &j->l->duties[0];
		for (size_t o = 0; o < duty->organisation_count; o++) {
			const char *name = j->l->organisations[duty->organisations[o]];
			bool beaten = strcmp(name, member->organisation) != 0;
			for (size_t i = 0; i < board->member_count && !beaten; i++)
				beaten = board->members[i].attendance == MOOT_ATTEND &&
					 strcmp(board->members[i].organisation, name) == 0 &&
					 is_stronger(j, &board->members[i], member);
			if (!beaten)
				return true;
		}
	}
	return false;
}

/* Whether the meeting touches the times of a not-on rule. */
static inline bool in_rule(const struct judge *j, const struct moot_rule *rule, const struct spot *s)
{
	for (int day = 0; day < judge_days(j) + 1; day++) {
		moot_day date = j->l->policy.start + day;
		moot_minute midnight = (moot_minute)date * MOOT_MINUTES_A_DAY;
		bool meant = rule->weekday != MOOT_NONE ? (int)moot_day_weekday(date) == rule->weekday
							: date >= rule->from && date <= rule->to;
		moot_minute from = midnight + (rule->half == MOOT_FROM_NOON ? 720 : 0);
		moot_minute to = midnight + (rule->half == MOOT_BEFORE_NOON ? 720 : 1440);
		if (meant && touches(s, from, to))
			return true;
	}
	return false;
}

static inline bool in_calendar(const struct moot_busy *busy, size_t count, const struct spot *s, bool tentative)
{
	for (size_t i = 0; i < count; i++)
		if ((busy[i].kind == MOOT_TENTATIVE) == tentative && touches(s, busy[i].start, busy[i].end))
			return true;
	return false;
}

static inline bool is_busy(const struct judge *j, int person, const struct spot *s)
{
	const struct moot_person *who = &j->l->people[person];
	if (in_calendar(who->busy, who->busy_count, s, false))
		return true;
	for (int day = 0; day < judge_days(j) + 1; day++) {
		moot_minute midnight = (moot_minute)(j->l->policy.start + day) * MOOT_MINUTES_A_DAY;
		bool works = who->days >> moot_day_weekday(j->l->policy.start + day) & 1u;
		if (!works && touches(s, midnight, midnight + MOOT_MINUTES_A_DAY))
			return true;
	}
	for (size_t r = 0; r < j->l->rule_count; r++)
		if (j->l->rules[r].kind == MOOT_RULE_NOT_ON && j->l->rules[r].person == person &&
		    in_rule(j, &j->l->rules[r], s))
			return true;
	return false;
}

static inline double weight_of(const struct judge *j, int person)
{
	return j->l->people[person].salary >= j->l->policy.senior_salary ? 1 : j->l->policy.other_weight;
}

static inline double charge_of(const struct judge *j, const struct moot_plan_board *board,
			       const struct moot_plan_member *m)
{
	double a = m->role == MOOT_OPTIONAL ? 0.25 : m->role == MOOT_OBSERVER ? 0 : 1;
	int person = moot_landscape_person(j->l, m->person);
	return j->l->policy.clash_weight * weight_of(j, person) * a * board->minutes / 60.0;
}

#endif
