/*
 * Landscapes built in C for the tests of the solver: a few calls add boards, people, seats, agenda rows and rules.
 *
 * Everything has room for MADE_ROOM entries and lives in the landscape's arena. Defaults are policy's; tests change
 * the returned structs before they call made_finish().
 */
#ifndef MOOT_TESTS_MADE_H
#define MOOT_TESTS_MADE_H

#include <criterion/criterion.h>
#include <moot/moot.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MADE_ROOM = 8000 };

static inline struct moot_landscape *made_new(void)
{
	struct moot_landscape *l = NULL;
	cr_assert_eq(moot_landscape_new(&l), MOOT_OK);
	l->policy.start = moot_day_from_date(2027, 4, 1);
	l->policy.end = moot_day_from_date(2028, 3, 31);
	l->policy.name = "made";
	l->boards = moot_arena_array(l->arena, MADE_ROOM, sizeof *l->boards);
	l->people = moot_arena_array(l->arena, MADE_ROOM, sizeof *l->people);
	l->members = moot_arena_array(l->arena, MADE_ROOM, sizeof *l->members);
	l->items = moot_arena_array(l->arena, MADE_ROOM, sizeof *l->items);
	l->duties = moot_arena_array(l->arena, MADE_ROOM, sizeof *l->duties);
	l->rules = moot_arena_array(l->arena, MADE_ROOM, sizeof *l->rules);
	l->themes = moot_arena_array(l->arena, MADE_ROOM, sizeof *l->themes);
	l->organisations = moot_arena_array(l->arena, MADE_ROOM, sizeof *l->organisations);
	cr_assert(l->boards && l->people && l->members && l->items && l->duties && l->rules && l->themes &&
		  l->organisations);
	return l;
}

/* Four hybrid meetings of 120 minutes, 15 of them standing, 30 preparation and 30 travel; free to merge. */
static inline struct moot_board *made_board(struct moot_landscape *l, const char *id)
{
	struct moot_board *board = &l->boards[l->board_count++];
	*board = (struct moot_board){.id = moot_arena_text(l->arena, id),
				     .name = moot_arena_format(l->arena, "Board %s", id),
				     .parent = "",
				     .area = "",
				     .kind = "",
				     .legal_basis = "",
				     .venue_text = "",
				     .mode = MOOT_HYBRID,
				     .merge = MOOT_MERGE_FREE,
				     .meetings_per_year = 4,
				     .minutes = 120,
				     .standing_minutes = 15,
				     .prep_minutes = 30,
				     .travel_minutes = 30,
				     .venue = MOOT_NONE,
				     .reports_to = MOOT_NONE,
				     .report_days = 28};
	return board;
}

static inline struct moot_person *made_person(struct moot_landscape *l, const char *id)
{
	struct moot_person *person = &l->people[l->person_count++];
	*person = (struct moot_person){.id = moot_arena_text(l->arena, id),
				       .name = moot_arena_text(l->arena, id),
				       .post = "",
				       .email = "",
				       .organisation = MOOT_NONE,
				       .salary = -1,
				       .base = MOOT_NONE,
				       .max_hours = -1,
				       .days = 31};
	return person;
}

static inline struct moot_member *made_member(struct moot_landscape *l, int board, int person)
{
	struct moot_member *member = &l->members[l->member_count++];
	*member = (struct moot_member){.board = board,
				       .person = person,
				       .organisation = l->people[person].organisation,
				       .role = MOOT_MEMBER,
				       .deputy = MOOT_NONE,
				       .seat = MOOT_SEAT_PERSONAL};
	return member;
}

static inline int made_name(struct moot_landscape *l, const char **names, size_t *count, const char *name)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	names[*count] = moot_arena_text(l->arena, name);
	return (int)(*count)++;
}

static inline int made_theme(struct moot_landscape *l, const char *name)
{
	return made_name(l, l->themes, &l->theme_count, name);
}

static inline int made_organisation(struct moot_landscape *l, const char *name)
{
	return made_name(l, l->organisations, &l->organisation_count, name);
}

static inline struct moot_item *made_item(struct moot_landscape *l, int board, const char *theme, int minutes,
					  int per_year)
{
	struct moot_item *item = &l->items[l->item_count++];
	*item = (struct moot_item){.board = board,
				   .theme = made_theme(l, theme),
				   .item = "",
				   .minutes = minutes,
				   .per_year = per_year,
				   .duty = MOOT_NONE};
	return item;
}

/* A rule on `count` boards. */
static inline struct moot_rule *made_rule(struct moot_landscape *l, enum moot_rule_kind kind, int count, ...)
{
	static const char *const words[] = {"apart",  "together", "keep",   "close", "host",        "chair",
					    "not-on", "within",   "before", "pin",   "max-per-day", "max-boards"};
	struct moot_rule *rule = &l->rules[l->rule_count++];
	*rule = moot_rule_blank(kind);
	rule->text = words[kind];
	rule->file = "rules.csv";
	rule->line = (int)l->rule_count + 1;
	rule->boards = moot_arena_array(l->arena, (size_t)count, sizeof *rule->boards);
	rule->board_count = (size_t)count;
	va_list boards;
	va_start(boards, count);
	for (int i = 0; i < count; i++) {
		rule->boards[i] = va_arg(boards, int);
		rule->text = moot_arena_format(l->arena, "%s %s", rule->text, l->boards[rule->boards[i]].id);
	}
	va_end(boards);
	return rule;
}

static inline void made_finish(struct moot_landscape *l)
{
	struct moot_error error = {0};
	enum moot_status status = moot_landscape_finish(l, &error);
	cr_assert_eq(status, MOOT_OK, "%s", error.message);
}

#endif
