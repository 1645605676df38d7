/*
 * Two landscapes with a valid plan each, every figure of which was worked out by hand from moot/solve.h; the sums stand
 * beside the figures.
 *
 * The first has a merge (alpha, beta), a closed board (delta, taken over by gamma), a meeting in common (east, west),
 * listed venues and clashes. The second has `host` and `chair` rules, a merge by agreement across nested areas, venue
 * texts, an unscheduled meeting and one longer than half a day. The planning year is that from 1 April 2027, a
 * Thursday; it has 366 days.
 */
#ifndef MOOT_TESTS_VERIFY_SAMPLES_H
#define MOOT_TESTS_VERIFY_SAMPLES_H

#include "mutants.h"

#include <criterion/criterion.h>
#include <math.h>
#include <moot/moot.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* An instant of the planning year: day (from 0), hour, minute. */
static inline moot_minute at(int day, int hour, int minute)
{
	return ((moot_minute)moot_day_from_date(2027, 4, 1) + day) * MOOT_MINUTES_A_DAY + hour * 60 + minute;
}

static inline moot_day on(int day)
{
	return moot_day_from_date(2027, 4, 1) + day;
}

/* Room in an object's arena, or a failed test. */
static inline void *room(struct moot_arena *arena, size_t count, size_t size)
{
	void *memory = moot_arena_array(arena, count, size);
	cr_assert_not_null(memory);
	return memory;
}

static inline struct moot_landscape *landscape_new(void)
{
	struct moot_landscape *l = NULL;
	cr_assert_eq(moot_landscape_new(&l), MOOT_OK);
	l->policy.name = "sample";
	l->policy.start = on(0);
	l->policy.end = on(365);
	l->policy.bank_holidays = 1; /* none */
	l->boards = room(l->arena, 8, sizeof *l->boards);
	l->people = room(l->arena, 16, sizeof *l->people);
	l->members = room(l->arena, 32, sizeof *l->members);
	l->items = room(l->arena, 16, sizeof *l->items);
	l->duties = room(l->arena, 4, sizeof *l->duties);
	l->venues = room(l->arena, 4, sizeof *l->venues);
	l->links = room(l->arena, 4, sizeof *l->links);
	l->rules = room(l->arena, 16, sizeof *l->rules);
	l->closures = room(l->arena, 4, sizeof *l->closures);
	l->inputs = room(l->arena, 1, sizeof *l->inputs);
	l->inputs[0].file = "boards.csv";
	memset(l->inputs[0].sha256, 'a', 64);
	l->input_count = 1;
	return l;
}

static inline struct moot_board *add_board(struct moot_landscape *l, const char *id, const char *area, int f,
					   int minutes, int standing, int prep, int travel, enum moot_mode mode)
{
	struct moot_board *b = &l->boards[l->board_count++];
	*b = (struct moot_board){.id = id, .name = id, .parent = "", .area = area, .kind = "", .legal_basis = ""};
	b->venue_text = "";
	b->mode = mode;
	b->meetings_per_year = f;
	b->minutes = minutes;
	b->standing_minutes = standing;
	b->prep_minutes = prep;
	b->travel_minutes = travel;
	b->venue = MOOT_NONE;
	b->reports_to = MOOT_NONE;
	b->report_days = 28;
	return b;
}

static inline struct moot_person *add_person(struct moot_landscape *l, const char *id, double salary, int base)
{
	struct moot_person *p = &l->people[l->person_count++];
	*p = (struct moot_person){.id = id, .name = id, .post = "", .email = "", .organisation = MOOT_NONE};
	p->salary = salary;
	p->base = base;
	p->max_hours = -1;
	p->days = 0x1f; /* Monday to Friday */
	return p;
}

static inline void add_member(struct moot_landscape *l, int board, int person, int organisation, enum moot_role role,
			      enum moot_seat seat)
{
	l->members[l->member_count++] =
	    (struct moot_member){board, person, organisation, role, .deputy = MOOT_NONE, .seat = seat};
}

static inline void add_item(struct moot_landscape *l, int board, int theme, int minutes, int per_year, int duty)
{
	l->items[l->item_count++] = (struct moot_item){board, theme, "", minutes, per_year, duty};
}

/* A rule of up to two boards (MOOT_NONE for none); the rest is set by the caller. */
static inline struct moot_rule *add_rule(struct moot_landscape *l, enum moot_rule_kind kind, int a, int b,
					 const char *text)
{
	struct moot_rule *rule = &l->rules[l->rule_count++];
	*rule = (struct moot_rule){.kind = kind, .person = MOOT_NONE, .theme = MOOT_NONE, .duty = MOOT_NONE};
	rule->weekday = MOOT_NONE;
	rule->from = MOOT_NO_DAY;
	rule->to = MOOT_NO_DAY;
	rule->text = text;
	rule->reason = "";
	rule->file = "rules.csv";
	rule->boards = room(l->arena, 2, sizeof *rule->boards);
	if (a != MOOT_NONE)
		rule->boards[rule->board_count++] = a;
	if (b != MOOT_NONE)
		rule->boards[rule->board_count++] = b;
	return rule;
}

static inline void add_busy(struct moot_landscape *l, struct moot_busy **list, size_t *count, moot_minute start,
			    int minutes, enum moot_busy_kind kind)
{
	struct moot_busy *longer = room(l->arena, *count + 1, sizeof *longer);
	if (*count > 0)
		memcpy(longer, *list, *count * sizeof *longer);
	longer[(*count)++] = (struct moot_busy){start, start + minutes, kind};
	*list = longer;
}

static inline struct moot_plan *plan_new(const struct moot_landscape *l)
{
	struct moot_plan *p = NULL;
	cr_assert_eq(moot_plan_new(&p), MOOT_OK);
	p->landscape = "sample";
	p->timezone = "Europe/London";
	p->start = l->policy.start;
	p->end = l->policy.end;
	p->created = "2026-11-22T00:00:00Z";
	p->inputs = room(p->arena, 1, sizeof *p->inputs);
	p->inputs[0] = l->inputs[0];
	p->input_count = 1;
	p->structure.scope = "partition";
	p->boards = room(p->arena, 8, sizeof *p->boards);
	p->people = room(p->arena, 16, sizeof *p->people);
	p->handed_over = room(p->arena, 8, sizeof *p->handed_over);
	p->meetings = room(p->arena, 16, sizeof *p->meetings);
	p->unscheduled = room(p->arena, 4, sizeof *p->unscheduled);
	p->assumptions = room(p->arena, 1, sizeof *p->assumptions);
	p->has_calendar = true;
	return p;
}

static inline struct moot_plan_board *plan_board(struct moot_plan *p, const char *id, enum moot_fate fate,
						 enum moot_mode mode, int f, int minutes, const char *chair)
{
	struct moot_plan_board *b = &p->boards[p->board_count++];
	*b = (struct moot_plan_board){.id = id, .name = id, .fate = fate, .mode = mode, .chair = chair};
	b->meetings_per_year = f;
	b->minutes = minutes;
	b->from = room(p->arena, 4, sizeof(char *));
	b->members = room(p->arena, 8, sizeof *b->members);
	b->themes = room(p->arena, 8, sizeof *b->themes);
	b->duties = room(p->arena, 4, sizeof(char *));
	return b;
}

static inline void plan_from(struct moot_plan_board *b, const char *from)
{
	b->from[b->from_count++] = from;
}

static inline void plan_member(struct moot_plan_board *b, const char *person, const char *organisation,
			       enum moot_role role)
{
	b->members[b->member_count++] = (struct moot_plan_member){person, organisation, role, MOOT_ATTEND, ""};
}

static inline void plan_theme(struct moot_plan_board *b, const char *theme, int minutes, int per_year)
{
	b->themes[b->theme_count++] = (struct moot_plan_theme){theme, minutes, per_year};
}

static inline void plan_person(struct moot_plan *p, const char *id, bool senior, double before, double after,
			       double rate)
{
	p->people[p->person_count++] =
	    (struct moot_plan_person){id, senior, before, after, before * rate, after * rate, NULL, 0};
}

static inline struct moot_meeting *plan_meeting(struct moot_plan *p, const char *uid, const char *board, int number,
						moot_minute start, int minutes, const char *venue)
{
	struct moot_meeting *m = &p->meetings[p->meeting_count++];
	*m = (struct moot_meeting){.uid = uid, .board = board, .number = number, .start = start, .venue = venue};
	m->end = start + minutes;
	m->clashes = room(p->arena, 4, sizeof *m->clashes);
	return m;
}

static inline void plan_clash(struct moot_meeting *m, const char *person, const char *with)
{
	m->clashes[m->clash_count++] = (struct moot_clash){person, with};
}

/* The indices of what the samples hold, for mutants. */
enum { ALPHA, BETA, GAMMA, DELTA, EAST, WEST };                             /* boards of the first landscape */
enum { ANN, BOB, CAT, DAN, EVE, FAY, GUS, HAL, IVY, JON, KIM, LEE };        /* its people */
enum { P_BETA, P_DELTA, P_EAST, P_GAMMA };                                  /* boards of its plan */
enum { BETA_1, GAMMA_1, EAST_1, BETA_2, GAMMA_2, EAST_2, BETA_3, GAMMA_3 }; /* its meetings */
enum { ONE, TWO, THREE, FOUR, FIVE };                                       /* boards of the second */
enum { ZOE, YAN, WES, VIC };
enum { P_FIVE, P_FOUR, P_ONE, P_TWO };
enum { TWO_1, FOUR_1, ONE_1, TWO_2, FIVE_1, TWO_3, ONE_2, FOUR_3, TWO_4 };

#include "verify_sample_one.h"
#include "verify_sample_two.h"

static inline void sample(int which, struct moot_landscape **l, struct moot_plan **p)
{
	struct moot_error error = {0};
	*l = which == 1 ? landscape_one() : landscape_two();
	cr_assert_eq(moot_landscape_finish(*l, &error), MOOT_OK, "%s", error.message);
	*p = which == 1 ? plan_one(*l) : plan_two(*l);
}

static inline struct moot_verdict *verify(const struct moot_landscape *l, const struct moot_plan *p)
{
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	cr_assert_eq(moot_verify(l, p, &verdict, &error), MOOT_OK, "%s", error.message);
	return verdict;
}

#endif
