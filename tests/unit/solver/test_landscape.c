/* A landscape that a program built by hand and that can't be: each number and reference out of its range is refused. */
#include "verify_samples.h"

/* What of a sound landscape is made wrong, and how the message begins. */
struct wrong {
	void (*make)(struct moot_landscape *l);
	const char *message;
};

#define WRONG(name, change)                                                                                            \
	static void name(struct moot_landscape *l)                                                                     \
	{                                                                                                              \
		change;                                                                                                \
	}

WRONG(board_id, l->boards[1].id = NULL)
WRONG(board_name, l->boards[1].name = NULL)
WRONG(board_parent, l->boards[1].parent = NULL)
WRONG(board_area, l->boards[1].area = NULL)
WRONG(board_kind, l->boards[1].kind = NULL)
WRONG(board_law, l->boards[1].legal_basis = NULL)
WRONG(board_room, l->boards[1].venue_text = NULL)
WRONG(board_meets_below, l->boards[1].meetings_per_year = -1)
WRONG(board_meets_above, l->boards[1].meetings_per_year = 367)
WRONG(board_least_below, l->boards[1].min_per_year = -1)
WRONG(board_least_above, l->boards[1].min_per_year = 367)
WRONG(board_minutes_below, l->boards[1].minutes = -1)
WRONG(board_minutes_above, l->boards[1].minutes = MOOT_MINUTES_A_DAY + 1)
WRONG(board_standing_below, l->boards[1].standing_minutes = -1)
WRONG(board_standing_above, l->boards[1].standing_minutes = MOOT_MINUTES_A_DAY + 1)
WRONG(board_prep, l->boards[1].prep_minutes = -1)
WRONG(board_travel, l->boards[1].travel_minutes = -1)
WRONG(board_quorum, l->boards[1].quorum = -1)
WRONG(board_venue, l->boards[1].venue = (int)l->venue_count)
WRONG(board_reports, l->boards[1].reports_to = (int)l->board_count)
WRONG(person_id, l->people[0].id = NULL)
WRONG(person_name, l->people[0].name = NULL)
WRONG(person_post, l->people[0].post = NULL)
WRONG(person_email, l->people[0].email = NULL)
WRONG(person_salary, l->people[0].salary = NAN)
WRONG(person_hours, l->people[0].max_hours = NAN)
WRONG(person_organisation, l->people[0].organisation = (int)l->organisation_count)
WRONG(person_base, l->people[0].base = -7)
WRONG(seat_board, l->members[0].board = MOOT_NONE)
WRONG(seat_person, l->members[0].person = (int)l->person_count)
WRONG(seat_organisation, l->members[0].organisation = (int)l->organisation_count)
WRONG(seat_deputy, l->members[0].deputy = (int)l->person_count)
WRONG(item_board, l->items[0].board = MOOT_NONE)
WRONG(item_theme, l->items[0].theme = MOOT_NONE)
WRONG(item_duty, l->items[0].duty = (int)l->duty_count)
WRONG(item_minutes_below, l->items[0].minutes = -1)
WRONG(item_minutes_above, l->items[0].minutes = MOOT_MINUTES_A_DAY + 1)
WRONG(item_times_below, l->items[0].per_year = -1)
WRONG(item_times_above, l->items[0].per_year = 367)
WRONG(venue_site, l->venues[0].site = (int)l->site_count)
WRONG(venue_capacity, l->venues[0].capacity = -1)
WRONG(link_from, l->links[0].from = MOOT_NONE)
WRONG(link_to, l->links[0].to = (int)l->site_count)
WRONG(link_minutes, l->links[0].minutes = -1)
WRONG(year_of_none, l->policy.start = MOOT_NO_DAY)
WRONG(year_without_end, l->policy.end = MOOT_NO_DAY)
WRONG(year_backwards, l->policy.end = l->policy.start - 1)
WRONG(year_too_long, l->policy.end = l->policy.start + 3 * 366)
WRONG(many_boards, l->board_count = 10000001)
WRONG(many_people, l->person_count = 10000001)
WRONG(many_seats, l->member_count = 10000001)
WRONG(many_items, l->item_count = 10000001)

static void rule_on(struct moot_landscape *l, struct moot_rule rule)
{
	l->rules = room(l->arena, 1, sizeof *l->rules);
	l->rules[0] = rule;
	l->rule_count = 1;
}

static int nowhere[] = {999};
static const struct moot_rule NO_RULE = {
    .person = MOOT_NONE, .theme = MOOT_NONE, .duty = MOOT_NONE, .weekday = MOOT_NONE};

static void duty_organisation(struct moot_landscape *l)
{
	l->duties[0].organisations = nowhere;
	l->duties[0].organisation_count = 1;
}

static void rule_board(struct moot_landscape *l)
{
	struct moot_rule rule = NO_RULE;
	rule.boards = nowhere;
	rule.board_count = 1;
	rule_on(l, rule);
}

static void rule_person(struct moot_landscape *l)
{
	struct moot_rule rule = NO_RULE;
	rule.person = (int)l->person_count;
	rule_on(l, rule);
}

static void rule_theme(struct moot_landscape *l)
{
	struct moot_rule rule = NO_RULE;
	rule.theme = (int)l->theme_count;
	rule_on(l, rule);
}

static void rule_duty(struct moot_landscape *l)
{
	struct moot_rule rule = NO_RULE;
	rule.duty = (int)l->duty_count;
	rule_on(l, rule);
}

static void rule_weekday(struct moot_landscape *l)
{
	struct moot_rule rule = NO_RULE;
	rule.weekday = 7;
	rule_on(l, rule);
}

/* The same person on the same board. */
static void seat_twice(struct moot_landscape *l)
{
	l->members[1].board = l->members[0].board;
	l->members[1].person = l->members[0].person;
}

#define BOARD "board beta has a number or reference out of range"
#define PERSON "person ann has a number or reference out of range"
#define NOTHING "a seat, agenda row, rule, duty or venue refers to nothing"
#define MANY "the landscape has more than 10000000 rows of one kind"
#define YEAR "the planning year must have from 1 day to 3 years"

static const struct wrong WRONGS[] = {
    {board_id, "board without id has"},
    {board_name, BOARD},
    {board_parent, BOARD},
    {board_area, BOARD},
    {board_kind, BOARD},
    {board_law, BOARD},
    {board_room, BOARD},
    {board_meets_below, BOARD},
    {board_meets_above, BOARD},
    {board_least_below, BOARD},
    {board_least_above, BOARD},
    {board_minutes_below, BOARD},
    {board_minutes_above, BOARD},
    {board_standing_below, BOARD},
    {board_standing_above, BOARD},
    {board_prep, BOARD},
    {board_travel, BOARD},
    {board_quorum, BOARD},
    {board_venue, BOARD},
    {board_reports, BOARD},
    {person_id, "person without id has"},
    {person_name, PERSON},
    {person_post, PERSON},
    {person_email, PERSON},
    {person_salary, PERSON},
    {person_hours, PERSON},
    {person_organisation, PERSON},
    {person_base, PERSON},
    {seat_board, NOTHING},
    {seat_person, NOTHING},
    {seat_organisation, NOTHING},
    {seat_deputy, NOTHING},
    {item_board, NOTHING},
    {item_theme, NOTHING},
    {item_duty, NOTHING},
    {item_minutes_below, NOTHING},
    {item_minutes_above, NOTHING},
    {item_times_below, NOTHING},
    {item_times_above, NOTHING},
    {venue_site, NOTHING},
    {venue_capacity, NOTHING},
    {link_from, NOTHING},
    {link_to, NOTHING},
    {link_minutes, NOTHING},
    {duty_organisation, NOTHING},
    {year_of_none, YEAR},
    {year_without_end, YEAR},
    {year_backwards, YEAR},
    {year_too_long, YEAR},
    {many_boards, MANY},
    {many_people, MANY},
    {many_seats, MANY},
    {many_items, MANY},
    {rule_board, NOTHING},
    {rule_person, NOTHING},
    {rule_theme, NOTHING},
    {rule_duty, NOTHING},
    {rule_weekday, NOTHING},
    {seat_twice, "person "},
};

Test(landscape, what_is_out_of_range_is_refused)
{
	for (size_t i = 0; i < sizeof WRONGS / sizeof *WRONGS; i++) {
		struct moot_landscape *l = landscape_one();
		struct moot_error error = {0};
		cr_assert_eq(moot_landscape_finish(l, &error), MOOT_OK, "sound before: %s", error.message);
		WRONGS[i].make(l);
		cr_expect_eq(moot_landscape_finish(l, &error), MOOT_ERROR_INPUT, "%zu: not refused", i);
		cr_expect_eq(strncmp(error.message, WRONGS[i].message, strlen(WRONGS[i].message)), 0,
			     "%zu: \"%s\", not \"%s\"", i, error.message, WRONGS[i].message);
		moot_landscape_free(l);
	}
}

/* The longest planning year is three of 366 days. */
Test(landscape, at_its_limits_it_is_taken)
{
	struct moot_landscape *l = landscape_one();
	l->policy.end = l->policy.start + 3 * 366 - 1;
	l->boards[1].meetings_per_year = l->boards[1].min_per_year = 366;
	l->boards[1].minutes = l->boards[1].standing_minutes = MOOT_MINUTES_A_DAY;
	l->items[0].minutes = MOOT_MINUTES_A_DAY;
	l->items[0].per_year = 366;
	l->venues[0].capacity = 0;
	l->links[0].minutes = 0;
	struct moot_error error = {0};
	cr_expect_eq(moot_landscape_finish(l, &error), MOOT_OK, "%s", error.message);
	moot_landscape_free(l);
}

Test(landscape, words_of_the_files)
{
	static const char *const merges[] = {"free", "agreement", "in-common", "never"};
	for (int i = 0; i < 4; i++)
		cr_expect_str_eq(moot_merge_text((enum moot_merge)i), merges[i]);
}
