/* The audit against figures worked by hand; the first two are those of the report's table of meeting costs. */
#include <math.h>
#include <tests/made.h>

static struct moot_audit *audit_of(const struct moot_landscape *l)
{
	struct moot_audit *audit = NULL;
	struct moot_error error = {0};
	cr_assert_eq(moot_audit(l, &audit, &error), MOOT_OK, "%s", error.message);
	return audit;
}

static void cost_of_twelve(double salary, double expected)
{
	struct moot_landscape *l = made_new();
	struct moot_board *board = made_board(l, "b");
	board->prep_minutes = 30;
	board->travel_minutes = 30;
	for (int i = 0; i < 12; i++) {
		char id[16];
		snprintf(id, sizeof id, "p%d", i);
		made_person(l, id)->salary = salary;
		made_member(l, 0, i);
	}
	made_finish(l);
	struct moot_audit *audit = audit_of(l);
	cr_assert_float_eq(audit->totals.hours, 144, 1e-9);
	cr_assert_float_eq(audit->totals.cost, expected, 0.005);
	cr_assert_float_eq(audit->boards[0].cost, expected, 0.005);
	cr_assert_float_eq(audit->totals.senior_hours, salary >= 75000 ? 144 : 0, 1e-9);
	cr_assert_eq(audit->person_count, 12);
	cr_assert_float_eq(audit->people[3].hours, 12, 1e-9);
	moot_audit_free(audit);
	moot_landscape_free(l);
}

Test(audit, report_table_at_50000)
{
	cost_of_twelve(50000, 4081.63);
}

Test(audit, report_table_at_80000)
{
	cost_of_twelve(80000, 6530.61);
}

/* a and b share p1 and the theme drugs: 40 minutes four times on a; 30 and 20 minutes twice and six times on b. */
static struct moot_landscape *two_boards(void)
{
	struct moot_landscape *l = made_new();
	made_board(l, "b");
	struct moot_board *a = made_board(l, "a");
	a->mode = MOOT_ONLINE;
	made_person(l, "p1")->salary = 80000;
	made_person(l, "p2");
	made_person(l, "p3")->post = "Deputy DIRECTOR";
	l->people[1].organisation = made_organisation(l, "Police");
	made_member(l, 0, 0);
	made_member(l, 0, 1);
	made_member(l, 1, 0);
	made_member(l, 1, 2);
	made_item(l, 1, "drugs", 40, 4);
	made_item(l, 0, "drugs", 30, 2);
	made_item(l, 0, "drugs", 20, 6);
	made_item(l, 0, "roads", 300, 4);
	made_finish(l);
	return l;
}

Test(audit, agendas_and_overlaps)
{
	struct moot_landscape *l = two_boards();
	struct moot_audit *audit = audit_of(l);
	/* b: 180 minutes of drugs and 1,200 of roads a year do not fit 4 x 105; its meetings grow to 15 + 345. */
	cr_assert_float_eq(audit->boards[0].minutes, 360, 1e-9);
	cr_assert_float_eq(audit->boards[0].hours, 2 * (4 * 75 / 60.0 + 1380 / 60.0), 1e-9);
	/* a: online, so no travel; own business fills what drugs leave of 4 x 105. */
	cr_assert_float_eq(audit->boards[1].minutes, 120, 1e-9);
	cr_assert_float_eq(audit->boards[1].hours, 2 * (4 * 45 / 60.0 + 420 / 60.0), 1e-9);
	cr_assert_float_eq(audit->boards[1].senior_hours, audit->boards[1].hours, 1e-9);
	cr_assert_float_eq(audit->boards[0].senior_hours, audit->boards[0].hours / 2, 1e-9);
	cr_assert_float_eq(audit->totals.duplicated_agenda_hours, 160 / 60.0, 1e-9);
	cr_assert_eq(audit->totals.meetings, 8);
	cr_assert_eq(audit->overlap_count, 1);
	cr_assert_eq(audit->overlaps[0].a, 1, "the pair is ordered by id");
	cr_assert_eq(audit->overlaps[0].people, 1);
	cr_assert_eq(audit->overlaps[0].themes, 1);
	cr_assert_float_eq(audit->overlaps[0].shared_hours, 160 / 60.0, 1e-9);
	cr_assert_eq(audit->people[0].subject, 0);
	cr_assert_eq(audit->people[0].boards, 2);
	cr_assert_eq(audit->organisation_count, 2);
	cr_assert_eq(audit->organisations[0].subject, MOOT_NONE);
	cr_assert_eq(audit->organisations[0].boards, 2);
	moot_audit_free(audit);
	moot_landscape_free(l);
}

Test(audit, nothing_at_all)
{
	struct moot_landscape *l = made_new();
	made_finish(l);
	struct moot_audit *audit = audit_of(l);
	cr_assert_eq(audit->board_count, 0);
	cr_assert_eq(audit->overlap_count, 0);
	moot_audit_free(audit);
	moot_landscape_free(l);
}

Test(audit, kinds_and_themes_add_up)
{
	struct moot_landscape *l = two_boards();
	l->boards[0].kind = "Partnership";
	l->boards[1].kind = "PARTNERSHIP";
	struct moot_audit *audit = audit_of(l);
	double hours = 0;
	double cost = 0;
	cr_assert_eq(audit->kind_count, 1);
	cr_assert_eq(audit->kinds[0].boards, 2);
	cr_assert_float_eq(audit->kinds[0].hours, audit->totals.hours, 1e-9);
	cr_assert_eq(audit->theme_count, 4, "drugs, roads, own business, overhead");
	for (size_t t = 0; t < audit->theme_count; t++) {
		hours += audit->themes[t].hours;
		cost += audit->themes[t].cost;
		if (audit->themes[t].theme >= 0 && strcmp(l->themes[audit->themes[t].theme], "drugs") == 0) {
			cr_assert_eq(audit->themes[t].boards, 2);
			cr_assert_float_eq(audit->themes[t].agenda_hours, 340 / 60.0, 1e-9);
			cr_assert_float_eq(audit->themes[t].repeated_hours, 160 / 60.0, 1e-9);
			cr_assert_float_eq(audit->themes[t].hours, 680 / 60.0, 1e-9);
		}
	}
	cr_assert_eq(audit->themes[2].theme, MOOT_AUDIT_OWN);
	cr_assert_float_eq(audit->themes[2].hours, 2 * 260 / 60.0, 1e-9);
	cr_assert_float_eq(hours, audit->totals.hours, 1e-9);
	cr_assert_float_eq(cost, audit->totals.cost, 1e-9);
	moot_audit_free(audit);
	moot_landscape_free(l);
}

/* p1 sits on both boards and is elsewhere later; p2 on the first alone. */
Test(audit, bookings_that_touch)
{
	struct moot_landscape *l = two_boards();
	moot_minute ten = (moot_minute)moot_day_from_date(2027, 5, 12) * MOOT_MINUTES_A_DAY + 600;
	struct moot_busy first[] = {{ten, ten + 120, MOOT_BUSY}, {ten + 10000, ten + 10060, MOOT_TENTATIVE}};
	struct moot_busy second[] = {{ten + 90, ten + 210, MOOT_BUSY}, {ten + 10000, ten + 10060, MOOT_BUSY}};
	struct moot_busy other[] = {{ten - 600, ten + 840, MOOT_OUT}, {ten + 220, ten + 280, MOOT_BUSY}};
	l->boards[0].today = first;
	l->boards[1].today = second;
	l->boards[0].today_count = l->boards[1].today_count = 2;
	l->people[0].busy = other;
	l->people[0].busy_count = 2;
	struct moot_audit *audit = audit_of(l);
	cr_assert_eq(audit->booking_count, 2);
	cr_assert_eq(audit->bookings[0].person, 0);
	cr_assert_eq(audit->bookings[0].board, 0);
	cr_assert_eq(audit->bookings[0].other, 1);
	cr_assert_eq(audit->bookings[0].minutes, -30);
	cr_assert_eq(audit->bookings[1].board, 1);
	cr_assert_eq(audit->bookings[1].other, MOOT_NONE);
	cr_assert_eq(audit->bookings[1].minutes, 10);
	moot_audit_free(audit);
	moot_landscape_free(l);
}

static size_t faults_of(const struct moot_audit *audit, enum moot_audit_fault fault)
{
	size_t count = 0;
	for (size_t i = 0; i < audit->finding_count; i++)
		count += audit->findings[i].fault == fault;
	return count;
}

Test(audit, what_falls_short)
{
	struct moot_landscape *l = two_boards();
	int wanted[] = {made_organisation(l, "Police"), made_organisation(l, "Probation")};
	struct moot_turnout turnout[] = {{0, 4, 1, 0, 2}, {7, 4, 4, 0, 0}};
	l->boards[0].min_per_year = 6;
	l->boards[0].quorum = 3;
	l->boards[1].seen = (struct moot_seen){.meetings = 2, .looked = 3, .turnout = turnout, .turnout_count = 2};
	l->duties[0] = (struct moot_duty){.id = "d",
					  .name = "d",
					  .legal_basis = "",
					  .min_per_year = 5,
					  .organisations = wanted,
					  .organisation_count = 2};
	l->duties[1] = (struct moot_duty){.id = "e", .name = "e", .legal_basis = ""};
	l->duty_count = 2;
	l->items[1].duty = 0;
	struct moot_audit *audit = audit_of(l);
	static const size_t expected[] = {
	    [MOOT_FAULT_BOARD_MINIMUM] = 1, [MOOT_FAULT_DUTY_MINIMUM] = 1, [MOOT_FAULT_ORGANISATION] = 1,
	    [MOOT_FAULT_NO_CARRIER] = 1,    [MOOT_FAULT_QUORUM] = 1,       [MOOT_FAULT_SELDOM_MEETS] = 1,
	    [MOOT_FAULT_SELDOM_COME] = 1};
	for (size_t f = 0; f < sizeof expected / sizeof *expected; f++)
		cr_assert_eq(faults_of(audit, (enum moot_audit_fault)f), expected[f], "fault %zu", f);
	cr_assert_eq(audit->findings[0].need, 6);
	cr_assert_eq(audit->findings[2].organisation, wanted[1]);
	cr_assert_eq(audit->findings[6].have, 25);
	moot_audit_free(audit);
	moot_landscape_free(l);
}

Test(audit, priorities_of_several_strategies)
{
	struct moot_landscape *l = two_boards();
	struct moot_strategy strategies[] = {
	    {"s", "s", MOOT_NONE, 0}, {"t", "t", 1, MOOT_NONE}, {"u", "u", MOOT_NONE, MOOT_NONE}};
	struct moot_priority priorities[] = {{0, "roads", 1, 0},       {0, "Drugs", 0, 1},
					     {1, "drug deaths", 0, 1}, {1, "dry", MOOT_NONE, 2},
					     {2, "dry", MOOT_NONE, 2}, {2, "drugs!", 0, 1}};
	l->strategies = strategies;
	l->strategy_count = 3;
	l->priorities = priorities;
	l->priority_count = 6;
	struct moot_audit *audit = audit_of(l);
	cr_assert_eq(audit->repeat_count, 2);
	cr_assert_eq(audit->repeats[0].priority, 1);
	cr_assert_eq(audit->repeats[0].strategy_count, 3);
	cr_assert_eq(audit->repeats[0].board_count, 2);
	cr_assert_eq(audit->repeats[0].boards[0], 0, "one owner each, but it gives drugs more hours");
	cr_assert_eq(audit->repeats[1].board_count, 0);
	moot_audit_free(audit);
	moot_landscape_free(l);
}
