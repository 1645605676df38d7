/* What an hour of a person weighs and costs, what the agenda rows of a board add up to, who comes first among equals.
 */
#include <solver/people.h>
#include <solver/seats.h>
#include <solver/themes.h>
#include <tests/made.h>

Test(people, words_in_a_post)
{
	cr_assert(moot_contains_one_of("Chief Executive", "director|chief"));
	cr_assert(moot_contains_one_of("deputy DIRECTOR of x", "director|chief"));
	cr_assert(moot_contains_one_of("chief", "chief"), "the whole text");
	cr_assert(moot_contains_one_of("the chief", "  chief  | clerk "), "words are trimmed");
	cr_assert(moot_contains_one_of("town clerk", "chief||  |clerk"), "empty words are none");
	cr_assert(moot_contains_one_of("police and crime panel", "scrutiny|police and crime panel"));
	cr_assert(!moot_contains_one_of("anyone", ""));
	cr_assert(!moot_contains_one_of("anyone", "|"));
	cr_assert(!moot_contains_one_of("anyone", " | "));
	cr_assert(!moot_contains_one_of("chie", "chief"));
	cr_assert(!moot_contains_one_of("", "chief"));
	cr_assert(!moot_contains_one_of("clerk of works", "clerk of work shops|director"));
}

Test(people, who_is_senior)
{
	struct moot_landscape *l = made_new();
	for (int i = 0; i < 5; i++)
		made_person(l, (const char *const[]){"a", "b", "c", "d", "e"}[i]);
	l->policy.senior_salary = 75000;
	l->people[0].senior = MOOT_NO;
	l->people[0].salary = 90000;
	l->people[1].salary = 75000;
	l->people[2].salary = 74999;
	l->people[2].post = "Director";
	l->people[3].post = "Director";
	l->people[4].senior = MOOT_YES;
	const bool senior[] = {false, true, false, true, true};
	for (int i = 0; i < 5; i++) {
		cr_assert_eq(moot_person_is_senior(l, i), senior[i], "%d", i);
		cr_assert_float_eq(moot_person_weight(l, i), senior[i] ? 1 : 0.25, 1e-12);
	}
	moot_landscape_free(l);
}

Test(people, what_an_hour_costs)
{
	struct moot_landscape *l = made_new();
	made_person(l, "a")->salary = 0;
	made_person(l, "b")->salary = 35280;
	made_person(l, "c");
	l->policy.on_cost_rate = 0.25;
	cr_assert_float_eq(moot_person_rate(l, 0), 0, 1e-12, "a volunteer costs nothing");
	cr_assert_float_eq(moot_person_rate(l, 1), 25, 1e-12);
	cr_assert_float_eq(moot_person_rate(l, 2), 50000 * 1.25 / 1764, 1e-12);
	moot_landscape_free(l);
}

/* The best paid first, ties by id; and the same with the senior before all. */
Test(people, the_order_of_pay)
{
	struct moot_landscape *l = made_new();
	struct moot_people people;
	static const int pay[] = {3, 0, 4, 2, 1};
	static const int rank[] = {4, 0, 1, 3, 2};
	static const double salaries[] = {60000, 90000, 20000, 60001, 60001};
	for (int i = 0; i < 5; i++)
		made_person(l, (const char *const[]){"a", "b", "c", "e", "d"}[i])->salary = salaries[i];
	l->people[2].senior = MOOT_YES;
	made_finish(l);
	cr_assert_eq(moot_people_build(l, l->arena, &people), MOOT_OK);
	for (int i = 0; i < 5; i++) {
		cr_assert_eq(people.pay_order[i], pay[i], "%d: %d", i, people.pay_order[i]);
		cr_assert_eq(people.senior_order[i], rank[i], "%d: %d", i, people.senior_order[i]);
		cr_assert_eq(people.senior[i], i == 1 || i == 2);
		cr_assert_float_eq(people.weight[i], i == 1 || i == 2 ? 1 : 0.25, 1e-12);
		cr_assert_float_eq(people.rate[i], salaries[i] / 1764, 1e-9);
	}
	moot_landscape_free(l);
}

/* Two rows of one theme are one footprint: as often as the more frequent, in minutes what both take in a year. */
Test(people, agenda_rows_add_up)
{
	struct moot_landscape *l = made_new();
	struct moot_agenda *agendas = NULL;
	for (int b = 0; b < 3; b++)
		made_board(l, (const char *const[]){"a", "b", "c"}[b]);
	for (int d = 0; d < 3; d++)
		l->duties[l->duty_count++] =
		    (struct moot_duty){.id = "d", .name = "", .legal_basis = "", .min_per_year = 3 - d};
	made_item(l, 1, "roads", 10, 2)->duty = 2;
	made_item(l, 0, "drugs", 30, 4)->duty = 1;
	made_item(l, 1, "drugs", 20, 6)->duty = 2;
	made_item(l, 0, "drugs", 20, 6)->duty = 0;
	made_item(l, 0, "youth", 0, 3)->duty = 1;
	made_item(l, 2, "drugs", 105, 4);
	cr_assert_eq(moot_agendas_build(l, NULL, l->arena, &agendas), MOOT_OK);
	cr_assert_eq(agendas[0].theme_count, 2);
	cr_assert_eq(agendas[0].themes[0].theme, made_theme(l, "drugs"));
	cr_assert_eq(agendas[0].themes[0].per_year, 6);
	cr_assert_float_eq(agendas[0].themes[0].minutes, 40, 1e-9);
	cr_assert_eq(agendas[0].themes[1].per_year, 3);
	cr_assert_float_eq(agendas[0].themes[1].minutes, 0, 1e-9);
	cr_assert_float_eq(agendas[0].own_minutes, 420 - 240, 1e-9);
	cr_assert_float_eq(agendas[0].year_minutes, 420, 1e-9);
	cr_assert_eq(agendas[0].duty_count, 2);
	cr_assert_eq(agendas[0].duties[0], 0);
	cr_assert_eq(agendas[0].duties[1], 1);
	cr_assert_eq(agendas[1].theme_count, 2);
	cr_assert_eq(agendas[1].themes[0].theme, made_theme(l, "roads"), "themes are numbered as they come");
	cr_assert_eq(agendas[1].duty_count, 1);
	cr_assert_float_eq(agendas[2].own_minutes, 0, 1e-12, "the agenda fills the year");
	cr_assert_eq(moot_duties_min(l, agendas[0].duties, 2), 3);
	cr_assert_eq(moot_duties_min(l, agendas[0].duties + 1, 1), 2);
	cr_assert_eq(moot_duties_min(l, agendas[0].duties, 0), 0);
	/* Moved to the last board, whose agenda is then too long: the meetings grow, nothing is left free. */
	static const int moved[] = {1, 2, 1, 0, 0, 2};
	cr_assert_eq(moot_agendas_build(l, moved, l->arena, &agendas), MOOT_OK);
	cr_assert_eq(agendas[2].theme_count, 1);
	cr_assert_eq(agendas[2].themes[0].per_year, 4);
	cr_assert_float_eq(agendas[2].themes[0].minutes, 135, 1e-9);
	cr_assert_float_eq(agendas[2].own_minutes, 0, 1e-12);
	cr_assert_float_eq(agendas[2].year_minutes, 540, 1e-9);
	cr_assert_float_eq(agendas[0].themes[0].minutes, 20, 1e-9);
	cr_assert_float_eq(agendas[0].own_minutes, 300, 1e-9);
	moot_landscape_free(l);
}
