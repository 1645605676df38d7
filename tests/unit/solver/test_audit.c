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
