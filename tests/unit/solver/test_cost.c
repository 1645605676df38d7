/* The cost of a merged board, seat by seat and minute by minute, against figures worked by hand. */
#include <math.h>
#include <solver/cost.h>
#include <tests/made.h>

static struct moot_costs costs;

static struct moot_set_cost cost_of(struct moot_landscape *l, int count, const int *boards)
{
	const struct moot_set set = {.boards = boards, .board_count = count};
	struct moot_set_cost out;
	cr_assert_eq(moot_costs_build(l, NULL, l->arena, &costs), MOOT_OK);
	moot_costs_of(&costs, &set, &out);
	return out;
}

/* Which of the first `count` people stay, as a string of y and n. */
static const char *seated(int count)
{
	static char text[64];
	memset(text, 'n', sizeof text);
	text[count] = '\0';
	for (int i = 0; i < costs.seats.count; i++)
		if (costs.seats.sitters[i].seated)
			text[costs.seats.sitters[i].person] = 'y';
	return text;
}

static const int PAIR[] = {0, 1};
static const int TRIPLE[] = {0, 1, 2};

static struct moot_landscape *pair(int people)
{
	struct moot_landscape *l = made_new();
	made_board(l, "a");
	made_board(l, "b");
	for (int i = 0; i < people; i++) {
		char id[16];
		snprintf(id, sizeof id, "p%d", i);
		made_person(l, id);
	}
	return l;
}

Test(cost, themes_merge_with_a_residual)
{
	struct moot_landscape *l = pair(2);
	made_member(l, 0, 0);
	made_member(l, 1, 0);
	made_member(l, 1, 1);
	made_item(l, 0, "drugs", 40, 4);
	made_item(l, 1, "drugs", 20, 6);
	made_finish(l);
	struct moot_set_cost c = cost_of(l, 2, PAIR);
	/* drugs: 6 x (40 + 5) = 270; own: 420 - 160 and 420 - 120; in all 830, and ceil(830 / 165) = 6 meetings. */
	cr_assert_float_eq(c.year_minutes, 830, 1e-9);
	cr_assert_float_eq(c.theme_hours, 4.5, 1e-9);
	cr_assert_eq(c.frequency, 6);
	cr_assert_float_eq(c.hours, 6 * 75 / 60.0 + 830 / 60.0, 1e-9);
	cr_assert_float_eq(c.weight, 0.5, 1e-9);
	cr_assert_float_eq(c.cost, 0.5 * c.hours + 45 + 5 + 0.25 * 6 * 6, 1e-9);
	/* Alone nothing changes, whatever max_minutes says. */
	l->policy.max_minutes = 30;
	c = cost_of(l, 1, PAIR);
	cr_assert_eq(c.frequency, 4);
	cr_assert_float_eq(c.length, 120, 1e-9);
	cr_assert_float_eq(c.cost, 0.25 * (5 + 7) + 10 * 160 / 60.0 + 6, 1e-9);
	moot_landscape_free(l);
}

Test(cost, law_and_length_raise_the_frequency)
{
	struct moot_landscape *l = pair(1);
	l->boards[0].min_per_year = 5;
	made_finish(l);
	cr_assert_eq(cost_of(l, 1, PAIR).frequency, 4);
	l->policy.max_minutes = 1440;
	cr_assert_eq(cost_of(l, 2, PAIR).frequency, 5);
	/* Two own themes of 420 minutes fit 14 meetings of 15 + 60. */
	l->policy.max_minutes = 75;
	cr_assert_eq(cost_of(l, 2, PAIR).frequency, 14);
	l->policy.max_minutes = 15;
	cr_assert_eq(cost_of(l, 2, PAIR).fault, MOOT_SET_MINUTES);
	moot_landscape_free(l);
}

Test(cost, in_common_sums_standing_business_and_keeps_seats)
{
	struct moot_landscape *l = pair(2);
	int police = made_organisation(l, "Police");
	l->boards[1].merge = MOOT_MERGE_IN_COMMON;
	l->boards[1].standing_minutes = 25;
	for (int i = 0; i < 2; i++) {
		struct moot_member *m = made_member(l, i, i);
		m->organisation = police;
		m->seat = MOOT_SEAT_ORGANISATION;
	}
	made_finish(l);
	struct moot_set_cost c = cost_of(l, 2, PAIR);
	cr_assert(c.in_common);
	cr_assert_eq(c.standing, 40);
	cr_assert_str_eq(seated(2), "yy");
	cr_assert_float_eq(c.cost, 0.5 * c.hours + 0.25 * 6 * c.frequency, 1e-9);
	moot_landscape_free(l);
}

/* Police have two seats on a and one on b; p3 sits on b in person for them; roles and pay decide. */
Test(cost, organisation_seats_are_released)
{
	struct moot_landscape *l = pair(5);
	int police = made_organisation(l, "Police");
	int board[] = {0, 0, 1, 1, 1};
	for (int i = 0; i < 5; i++) {
		struct moot_member *m = made_member(l, board[i], i);
		m->organisation = police;
		m->seat = i == 3 ? MOOT_SEAT_PERSONAL : MOOT_SEAT_ORGANISATION;
	}
	l->members[4].organisation = MOOT_NONE; /* an organisation seat without organisation stays */
	l->people[0].salary = 30000;
	l->people[1].salary = 40000;
	l->people[2].salary = 60000;
	made_finish(l);
	cost_of(l, 2, PAIR);
	cr_assert_str_eq(seated(5), "nnyyy", "two seats stay: p3 fills one, the best paid the other");
	l->members[0].role = MOOT_CHAIR;
	cost_of(l, 2, PAIR);
	cr_assert_str_eq(seated(5), "ynnyy", "the stronger role comes first");
	cr_assert_eq(costs.seats.chair, 0);
	costs.forms[1].ruled = 1;
	const struct moot_set set = {.boards = PAIR, .board_count = 2};
	struct moot_set_cost c;
	moot_costs_of(&costs, &set, &c);
	cr_assert_str_eq(seated(5), "nynyy", "and the ruled chair before every role");
	cr_assert_eq(costs.seats.chair, 1);
	cr_assert_eq(c.fault, MOOT_SET_POSSIBLE);
	cost_of(l, 1, PAIR);
	cr_assert_str_eq(seated(5), "yynnn", "alone nobody is released");
	moot_landscape_free(l);
}

/* Police have one seat on each board, p0's on both, who names another deputy on each: the first row's stays. */
Test(cost, the_first_deputy_named_stays)
{
	struct moot_landscape *l = pair(3);
	int police = made_organisation(l, "Police");
	for (int b = 0; b < 2; b++) {
		struct moot_member *m = made_member(l, b, 0);
		m->organisation = police;
		m->seat = MOOT_SEAT_ORGANISATION;
		m->deputy = 1 + b;
	}
	made_finish(l);
	cost_of(l, 2, PAIR);
	cr_assert_eq(costs.seats.count, 1);
	cr_assert_eq(costs.seats.sitters[0].deputy, 1);
	moot_landscape_free(l);
}

Test(cost, one_senior_chair)
{
	struct moot_landscape *l = pair(3);
	l->people[0].salary = 90000;
	l->people[1].senior = MOOT_YES;
	l->people[2].salary = 70000;
	for (int i = 0; i < 3; i++) {
		made_member(l, i == 2 ? 0 : i, i)->role = MOOT_CHAIR;
		made_member(l, i == 2 ? 1 : 1 - i, i)->role = MOOT_OBSERVER;
	}
	made_finish(l);
	cost_of(l, 2, PAIR);
	cr_assert_eq(costs.seats.chair, 0);
	cr_assert_eq(costs.seats.seated, 3);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(costs.seats.sitters[i].role,
			     costs.seats.sitters[i].person == 0 ? MOOT_CHAIR : MOOT_VICE_CHAIR);
	costs.forms[0].ruled = 0;
	costs.forms[1].ruled = 2;
	const struct moot_set set = {.boards = PAIR, .board_count = 2};
	struct moot_set_cost c;
	moot_costs_of(&costs, &set, &c);
	cr_assert_eq(c.fault, MOOT_SET_CHAIR);
	moot_landscape_free(l);
}

Test(cost, most_members)
{
	struct moot_landscape *l = pair(3);
	made_board(l, "c");
	for (int i = 0; i < 3; i++)
		made_member(l, i, i);
	made_finish(l);
	l->policy.max_members = 2;
	cr_assert_eq(cost_of(l, 2, PAIR).fault, MOOT_SET_POSSIBLE);
	cr_assert_eq(cost_of(l, 3, TRIPLE).fault, MOOT_SET_MEMBERS);
	moot_landscape_free(l);
}

Test(cost, a_board_alone_takes_over)
{
	static const struct moot_taken taken = {.board = 1, .theme = MOOT_NONE, .per_year = 1, .minutes = 420};
	struct moot_landscape *l = pair(1);
	l->boards[0].minutes = 225;
	made_member(l, 0, 0);
	made_finish(l);
	cost_of(l, 1, PAIR);
	static const int which = 0;
	costs.taken = &taken;
	const struct moot_set set = {.boards = PAIR, .board_count = 1, .taken = &which, .taken_count = 1};
	struct moot_set_cost c;
	moot_costs_of(&costs, &set, &c);
	/* Its own 840 minutes and 420 more, at most 225 - 15 a meeting as today. */
	cr_assert_float_eq(c.year_minutes, 1260, 1e-9);
	cr_assert_eq(c.frequency, 6);
	moot_landscape_free(l);
}

Test(cost, a_hair_too_long_is_no_meeting_more)
{
	cr_assert_eq(moot_costs_frequency(1, 480 + 1e-10, 160), 3);
	cr_assert_eq(moot_costs_frequency(1, 480 + 1e-3, 160), 4);
	cr_assert_eq(moot_costs_frequency(5, 480, 160), 5);
	cr_assert_eq(moot_costs_frequency(0, 1e30, 1), 1000000000);
}
