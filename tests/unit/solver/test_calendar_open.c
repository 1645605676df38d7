/*
 * A year that is planned again from some day on: which pins, meetings and days are left, by the instance alone. One
 * board of four meetings in a year of 364 days from a Monday, at nine or at ten.
 */
#include <math.h>
#include <solver/calendar/instance.h>
#include <tests/made.h>

enum { OPEN = 120 };

static struct moot_landscape *l;
static struct moot_plan *plan;
static struct calendar_instance *in;
static const char *id = "b0";

static moot_minute at(int day, int minute)
{
	return (moot_minute)(l->policy.start + day) * MOOT_MINUTES_A_DAY + minute;
}

static void begin(void)
{
	l = made_new();
	l->policy.start = moot_day_from_date(2027, 4, 5);
	l->policy.end = l->policy.start + 363;
	l->policy.bank_holidays = 1;
	l->policy.day_end = 12 * 60;
	l->policy.grid_minutes = 60;
	l->policy.notice_days = 5;
	made_board(l, id);
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	plan->boards = moot_arena_array(plan->arena, 1, sizeof *plan->boards);
	plan->meetings = moot_arena_array(plan->arena, 4, sizeof *plan->meetings);
	plan->boards[plan->board_count++] = (struct moot_plan_board){.id = id,
								     .name = id,
								     .from = &id,
								     .from_count = 1,
								     .mode = MOOT_HYBRID,
								     .minutes = 120,
								     .meetings_per_year = 4,
								     .chair = ""};
	plan->has_previous = true;
	plan->freeze_before = l->policy.start + OPEN;
}

static void meet(int number, int day, bool frozen)
{
	plan->meetings[plan->meeting_count++] = (struct moot_meeting){.board = id,
								      .number = number,
								      .start = at(day, 9 * 60),
								      .end = at(day, 11 * 60),
								      .venue = "",
								      .has_previous = true,
								      .previous = at(day, 9 * 60),
								      .frozen = frozen};
}

static const struct calendar_board *build(void)
{
	struct moot_error error = {0};
	made_finish(l);
	cr_assert_eq(calendar_instance_new(l, plan, &in, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(in->board_count, 1);
	return &in->boards[0];
}

static void end(void)
{
	calendar_instance_free(in);
	moot_plan_free(plan);
	moot_landscape_free(l);
}

Test(calendar_open, pins_of_the_past_are_done)
{
	begin();
	made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(OPEN, 0) - 1;
	made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(OPEN + 7, 10 * 60 + 7);
	made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(OPEN + 7, 10 * 60 + 7);
	made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(-3, 600);
	const struct calendar_board *board = build();
	cr_assert_eq(board->pin_count, 1);
	cr_assert_eq(calendar_slot_instant(board, board->pins[0]), (OPEN + 7) * MOOT_MINUTES_A_DAY + 607);
	end();
}

Test(calendar_open, the_first_open_days_pins_count)
{
	begin();
	made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(OPEN, 0);
	cr_assert_eq(build()->pin_count, 1);
	end();
}

/* Without a day from which on it is planned, a pin before the year and one after it are one that can't be hit. */
Test(calendar_open, pins_outside_the_year)
{
	begin();
	plan->freeze_before = MOOT_NO_DAY;
	made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(-3, 600);
	made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(364, 0);
	made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(363, 600);
	const struct calendar_board *board = build();
	cr_assert_eq(in->open, 0);
	cr_assert_eq(board->pin_count, 2);
	cr_assert_eq(board->pins[0], -1);
	cr_assert_eq(calendar_slot_instant(board, board->pins[1]), 363 * MOOT_MINUTES_A_DAY + 600);
	end();
}

/* A meeting pinned to the last evening runs into the day after the year, on which the house may be closed. */
Test(calendar_open, the_day_after_the_year)
{
	for (int closed = 0; closed < 2; closed++) {
		begin();
		struct moot_closure closure = {l->policy.end + 1, "closed"};
		l->closures = &closure;
		l->closure_count = (size_t)closed;
		made_rule(l, MOOT_RULE_PIN, 1, 0)->pin = at(363, 23 * 60);
		const struct calendar_board *board = build();
		cr_assert_eq(isinf(board->price[board->pins[0]]) != 0, closed == 1);
		end();
	}
}

/* The first quarter's meeting stands; the second was to be in days 69 to 203, and is still to come. */
Test(calendar_open, what_stands_counts_the_years_meetings)
{
	begin();
	meet(1, 40, true);
	meet(2, 130, false);
	const struct calendar_board *board = build();
	cr_assert_eq(in->open, OPEN);
	cr_assert_eq(board->gone, 1);
	cr_assert_eq(board->meetings, 3);
	cr_assert_eq(board->earliest, OPEN);
	cr_assert_eq(calendar_frozen_of(in, board).count, 1);
	cr_assert_eq(board->stood[0], 1, "the second of the plan's is the first to be planned");
	cr_assert_eq(board->stood[1], MOOT_NONE);
	cr_assert_eq(calendar_slot_instant(board, board->today[0]), 130 * MOOT_MINUTES_A_DAY + 540);
	end();
}

/* A frozen meeting just before the open days keeps the next one at a distance. */
Test(calendar_open, the_last_that_stands_keeps_its_distance)
{
	begin();
	meet(1, OPEN - 1, true);
	const struct calendar_board *board = build();
	cr_assert_eq(board->earliest, OPEN - 1 + board->separation);
	cr_assert_gt(board->separation, 5);
	cr_assert_eq(board->gone, 1);
	end();
}

/* Meetings whose whole part of the year has gone by without them can't be held any more. */
Test(calendar_open, parts_of_the_year_that_have_gone)
{
	begin();
	plan->freeze_before = l->policy.start + 204; /* the second's window ends on day 203 */
	const struct calendar_board *board = build();
	cr_assert_eq(board->gone, 2);
	cr_assert_eq(board->meetings, 2);
	end();
	begin();
	plan->freeze_before = l->policy.start + 203;
	cr_assert_eq(build()->gone, 1);
	end();
}

/* Meetings outside the year, not frozen, or of another board, don't stand. */
Test(calendar_open, what_does_not_stand)
{
	begin();
	meet(1, -1, true);
	meet(2, 364, true);
	meet(3, 10, false);
	meet(2, 0, true);
	const struct calendar_board *board = build();
	cr_assert_eq(calendar_frozen_of(in, board).count, 1);
	cr_assert_eq(calendar_frozen_of(in, board).items[0].start, 540);
	cr_assert_eq(board->gone, 2);
	cr_assert_eq(board->meetings, 2);
	end();
}
