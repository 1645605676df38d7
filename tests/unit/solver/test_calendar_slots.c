/*
 * What the calendar's instance makes of a landscape: windows, slots, lunch, pins, who is needed, busy times, travel,
 * venues; and the cheapest series under given prices.
 */
#include <math.h>
#include <solver/calendar/clique.h>
#include <solver/calendar/conflict.h>
#include <solver/calendar/instance.h>
#include <solver/calendar/series.h>
#include <tests/made.h>

enum { PEOPLE = 4 };

struct case_of {
	struct moot_landscape *l;
	struct moot_plan *plan;
	struct calendar_instance *in;
	struct calendar_pricer *pricer;
};

/* A year of 364 days from a Monday; people p0 to p3, none of them senior. */
static struct case_of begin(void)
{
	struct case_of it = {.l = made_new()};
	cr_assert_eq(moot_plan_new(&it.plan), MOOT_OK);
	it.l->policy.start = moot_day_from_date(2027, 4, 5);
	it.l->policy.end = it.l->policy.start + 363;
	it.l->policy.bank_holidays = 1;
	it.l->policy.disliked = "";
	for (int p = 0; p < PEOPLE; p++) {
		char id[8];
		snprintf(id, sizeof id, "p%d", p);
		made_person(it.l, id);
	}
	it.plan->boards = moot_arena_array(it.plan->arena, 8, sizeof *it.plan->boards);
	return it;
}

static struct moot_board *board(struct case_of *it, int meetings, int minutes)
{
	char id[8];
	snprintf(id, sizeof id, "b%zu", it->l->board_count);
	struct moot_board *made = made_board(it->l, id);
	made->meetings_per_year = meetings;
	made->minutes = minutes;
	return made;
}

static void seat(struct case_of *it, int at, int person, enum moot_role role)
{
	made_member(it->l, at, person)->role = role;
}

/* Every board is planned as it is. */
static void build(struct case_of *it)
{
	struct moot_error error = {0};
	made_finish(it->l);
	for (size_t b = 0; b < it->l->board_count; b++) {
		struct moot_plan_board *planned = &it->plan->boards[it->plan->board_count++];
		*planned = (struct moot_plan_board){.id = it->l->boards[b].id,
						    .name = it->l->boards[b].name,
						    .from = &it->l->boards[b].id,
						    .from_count = 1,
						    .mode = it->l->boards[b].mode,
						    .minutes = it->l->boards[b].minutes,
						    .meetings_per_year = it->l->boards[b].meetings_per_year,
						    .chair = ""};
		planned->members = moot_arena_array(it->plan->arena, PEOPLE, sizeof *planned->members);
		for (size_t m = 0; m < it->l->member_count; m++)
			if (it->l->members[m].board == (int)b)
				planned->members[planned->member_count++] =
				    (struct moot_plan_member){.person = it->l->people[it->l->members[m].person].id,
							      .organisation = "",
							      .role = it->l->members[m].role,
							      .attendance = MOOT_ATTEND,
							      .deputy = ""};
	}
	cr_assert_eq(calendar_instance_new(it->l, it->plan, &it->in, &error), MOOT_OK);
	cr_assert_eq(calendar_pricer_new(it->in, &it->pricer, &error), MOOT_OK);
}

static void end(struct case_of *it)
{
	calendar_pricer_free(it->pricer);
	calendar_instance_free(it->in);
	moot_plan_free(it->plan);
	moot_landscape_free(it->l);
}

static double price(const struct case_of *it, int at, int day, int minute)
{
	const struct calendar_board *made = &it->in->boards[at];
	for (int s = 0; s < made->start_count; s++)
		if (made->starts[s] == minute)
			return made->price[day * made->start_count + s];
	return (double)INFINITY;
}

static void busy(struct case_of *it, int person, int day, int from, int to, enum moot_busy_kind kind)
{
	moot_minute midnight = (moot_minute)(it->l->policy.start + day) * MOOT_MINUTES_A_DAY;
	struct moot_person *who = &it->l->people[person];
	if (!who->busy)
		who->busy = moot_arena_array(it->l->arena, 8, sizeof *who->busy);
	who->busy[who->busy_count++] = (struct moot_busy){midnight + from, midnight + to, kind};
}

Test(calendar_slots, windows_and_separation)
{
	struct case_of it = begin();
	board(&it, 4, 120);
	board(&it, 52, 60);
	build(&it);
	const struct calendar_board *four = &it.in->boards[0];
	/* L = 91: parts of 91 days, 22.75 more on both sides. */
	cr_assert_eq(four->windows[0].first, 0);
	cr_assert_eq(four->windows[0].last, 112);
	cr_assert_eq(four->windows[1].first, 69);
	cr_assert_eq(four->windows[1].last, 203);
	cr_assert_eq(four->windows[3].last, 363);
	cr_assert_eq(four->separation, 46);
	/* Weekly: half a week is 4 days, but five clear days make six. */
	cr_assert_eq(it.in->boards[1].separation, 6);
	cr_assert_eq(it.in->boards[1].windows[1].first, 6);
	cr_assert_eq(it.in->boards[1].windows[1].last, 14);
	end(&it);
}

Test(calendar_slots, where_no_day_lies_inside_one_that_touches)
{
	struct case_of it = begin();
	it.l->policy.end = it.l->policy.start + 1;
	it.l->policy.spacing_tolerance = 0;
	board(&it, 4, 60);
	build(&it);
	cr_assert_eq(it.in->boards[0].windows[0].first, 0);
	cr_assert_eq(it.in->boards[0].windows[0].last, 0);
	cr_assert_eq(it.in->boards[0].windows[2].first, 1);
	cr_assert_eq(it.in->boards[0].windows[2].last, 1);
	end(&it);
}

Test(calendar_slots, lunch_and_long_meetings)
{
	struct case_of it = begin();
	board(&it, 4, 120);
	board(&it, 4, 210);
	board(&it, 4, 240);
	build(&it);
	cr_assert_eq(price(&it, 0, 0, 540), 0);
	cr_assert_eq(price(&it, 0, 0, 630), 0);  /* 10:30 to 12:30 */
	cr_assert(isinf(price(&it, 0, 0, 660))); /* into lunch */
	cr_assert(isinf(price(&it, 0, 0, 780))); /* begins in it */
	cr_assert_eq(price(&it, 0, 0, 900), 0);  /* 15:00 to 17:00 */
	cr_assert(isinf(price(&it, 0, 0, 930)));
	cr_assert_eq(it.in->boards[1].start_count, 2); /* 09:00 and 13:30 are just long enough */
	for (int s = 0; s < it.in->boards[2].start_count; s++)
		cr_assert(isinf(price(&it, 2, 0, it.in->boards[2].starts[s]))); /* too long for any stretch */
	end(&it);
	it = begin();
	it.l->policy.over_lunch = true;
	board(&it, 4, 120);
	board(&it, 4, 240);
	build(&it);
	cr_assert(isinf(price(&it, 0, 0, 660)));
	cr_assert_eq(it.in->boards[1].start_count, 9); /* 09:00 to 13:00 */
	end(&it);
}

Test(calendar_slots, needed_busy_and_tentative)
{
	struct case_of it = begin();
	board(&it, 4, 120);
	seat(&it, 0, 0, MOOT_CHAIR);
	seat(&it, 0, 1, MOOT_MEMBER);
	seat(&it, 0, 2, MOOT_OPTIONAL);
	seat(&it, 0, 3, MOOT_OBSERVER);
	busy(&it, 0, 0, 600, 620, MOOT_BUSY);
	busy(&it, 1, 1, 600, 620, MOOT_OUT);
	busy(&it, 2, 2, 600, 620, MOOT_BUSY);
	busy(&it, 0, 3, 600, 620, MOOT_TENTATIVE);
	busy(&it, 3, 4, 600, 620, MOOT_BUSY);
	build(&it);
	cr_assert(isinf(price(&it, 0, 0, 540)));
	cr_assert(isinf(price(&it, 0, 0, 600)));
	cr_assert_eq(price(&it, 0, 0, 630), 0); /* from 10:30 he is free again */
	cr_assert_float_eq(price(&it, 0, 1, 540), 0.25 * 2, 1e-12);
	cr_assert_float_eq(price(&it, 0, 2, 540), 0.25 * 2 / 4, 1e-12);
	cr_assert_float_eq(price(&it, 0, 3, 540), 0.25 * 2 / 2, 1e-12);
	cr_assert_eq(price(&it, 0, 4, 540), 0);
	cr_assert(isinf(price(&it, 0, 5, 540))); /* a Saturday */
	end(&it);
}

Test(calendar_slots, quorum_is_counted_in_free_members)
{
	struct case_of it = begin();
	board(&it, 4, 120)->quorum = 2;
	board(&it, 4, 120)->quorum = 9;
	for (int p = 0; p < 3; p++) {
		seat(&it, 0, p, MOOT_MEMBER);
		seat(&it, 1, p, MOOT_MEMBER);
		busy(&it, p, p, 540, 600, MOOT_BUSY);
		busy(&it, p, 3, 540, p < 2 ? 600 : 541, MOOT_BUSY);
	}
	build(&it);
	cr_assert(isfinite(price(&it, 0, 0, 540)));
	cr_assert(isinf(price(&it, 0, 3, 540)));
	cr_assert(isinf(price(&it, 1, 0, 540))); /* as many as there are */
	cr_assert(isfinite(price(&it, 1, 4, 540)));
	end(&it);
}

Test(calendar_slots, closures_and_rules_and_dislikes)
{
	struct case_of it = begin();
	it.l->policy.disliked = "Fri pm|09:00-09:30";
	board(&it, 4, 60);
	it.l->closures = moot_arena_array(it.l->arena, 1, sizeof *it.l->closures);
	it.l->closures[it.l->closure_count++] = (struct moot_closure){it.l->policy.start + 1, "closed"};
	struct moot_rule *rule = made_rule(it.l, MOOT_RULE_NOT_ON, 1, 0);
	rule->weekday = MOOT_WEDNESDAY;
	rule->half = MOOT_BEFORE_NOON;
	build(&it);
	cr_assert_float_eq(price(&it, 0, 0, 540), 0.5, 1e-12);
	cr_assert_eq(price(&it, 0, 0, 570), 0);
	cr_assert(isinf(price(&it, 0, 1, 600)));
	cr_assert(isinf(price(&it, 0, 2, 690))); /* 11:30 to 12:30 begins before noon */
	cr_assert_eq(price(&it, 0, 2, 810), 0);
	cr_assert_float_eq(price(&it, 0, 4, 690), 0.5, 1e-12);
	cr_assert_eq(price(&it, 0, 4, 600), 0);
	end(&it);
}

Test(calendar_slots, pins_are_slots_off_the_grid)
{
	struct case_of it = begin();
	board(&it, 4, 120);
	made_rule(it.l, MOOT_RULE_PIN, 1, 0)->pin =
	    (moot_minute)(it.l->policy.start + 100) * MOOT_MINUTES_A_DAY + 1170; /* 19:30 */
	build(&it);
	const struct calendar_board *made = &it.in->boards[0];
	int slots[4];
	cr_assert_eq(made->pin_count, 1);
	cr_assert_eq(price(&it, 0, 100, 1170), 0);
	cr_assert(isinf(price(&it, 0, 101, 1170)));
	calendar_price_series(it.pricer, made, made->price, NULL, 1e5, slots);
	int hit = 0;
	for (int k = 0; k < 4; k++)
		hit += slots[k] == made->pins[0];
	cr_assert_eq(hit, 1);
	end(&it);
}

Test(calendar_slots, travel_is_the_shortest_path)
{
	struct case_of it = begin();
	static const char *const texts[] = {"a", " B ", "c", "d", "elsewhere", "Elsewhere"};
	it.l->sites = moot_arena_array(it.l->arena, 4, sizeof *it.l->sites);
	it.l->links = moot_arena_array(it.l->arena, 3, sizeof *it.l->links);
	for (int s = 0; s < 4; s++)
		it.l->sites[it.l->site_count++] = s == 1 ? "b" : texts[s];
	it.l->links[it.l->link_count++] = (struct moot_link){0, 1, 10};
	it.l->links[it.l->link_count++] = (struct moot_link){2, 1, 15};
	it.l->links[it.l->link_count++] = (struct moot_link){0, 2, 40};
	it.l->policy.travel_minutes = 45;
	for (int b = 0; b < 6; b++)
		board(&it, 1, 60)->venue_text = texts[b];
	board(&it, 1, 60);
	build(&it);
	int site[7];
	for (int b = 0; b < 7; b++)
		site[b] = it.in->boards[b].places[0].site;
	cr_assert_eq(calendar_travel(it.in, site[0], site[2]), 50); /* twice 25, not 40 */
	cr_assert_eq(calendar_travel(it.in, site[2], site[0]), 50);
	cr_assert_eq(calendar_travel(it.in, site[0], site[3]), 45); /* no path: half of travel_minutes, twice */
	cr_assert_eq(calendar_travel(it.in, site[4], site[5]), 0);
	cr_assert_eq(calendar_travel(it.in, site[0], site[4]), 45);
	cr_assert_eq(calendar_travel(it.in, site[0], site[6]), 0);
	/* 11:00 to 12:00 and 12:25: 25 minutes is just enough, with no breath left. */
	cr_assert_eq(calendar_relate(it.in, 660, 60, 745, 60, 50), CALENDAR_CLOSE);
	cr_assert_eq(calendar_relate(it.in, 660, 60, 744, 60, 50), CALENDAR_AT_ONCE);
	cr_assert_eq(calendar_relate(it.in, 760, 60, 660, 60, 50), CALENDAR_APART);
	end(&it);
}

Test(calendar_slots, pairs_know_what_a_clash_costs)
{
	struct case_of it = begin();
	board(&it, 4, 120);
	board(&it, 4, 60);
	board(&it, 4, 60);
	seat(&it, 0, 0, MOOT_CHAIR);
	seat(&it, 0, 1, MOOT_MEMBER);
	seat(&it, 1, 0, MOOT_MEMBER);
	seat(&it, 1, 1, MOOT_MEMBER);
	seat(&it, 2, 0, MOOT_REQUIRED);
	busy(&it, 1, 1, 540, 600, MOOT_BUSY);
	build(&it);
	const struct calendar_pair *soft = &it.in->pairs[calendar_neighbour_of(&it.in->boards[0], 1)->pair];
	const struct calendar_pair *hard = &it.in->pairs[calendar_neighbour_of(&it.in->boards[0], 2)->pair];
	/* p0 must be at the first and misses an hour of the second; so does p1, for it is the shorter. */
	cr_assert_float_eq(calendar_pair_cost(it.in, soft, 0, 0, CALENDAR_AT_ONCE), 0.25 + 0.25, 1e-12);
	const int next_a = it.in->boards[0].start_count;
	const int next_b = it.in->boards[1].start_count;
	cr_assert_float_eq(calendar_pair_cost(it.in, soft, next_a, next_b, CALENDAR_AT_ONCE), 0.25, 1e-12);
	cr_assert(isinf(calendar_pair_cost(it.in, hard, 0, 0, CALENDAR_AT_ONCE)));
	cr_assert_float_eq(calendar_pair_cost(it.in, soft, 0, 0, CALENDAR_CLOSE), 2 * 0.25 * 0.25, 1e-12);
	cr_assert_null(calendar_neighbour_of(&it.in->boards[0], 0));
	end(&it);
}

Test(calendar_slots, rooms_must_fit)
{
	struct case_of it = begin();
	it.l->venues = moot_arena_array(it.l->arena, 3, sizeof *it.l->venues);
	static const int capacities[] = {2, 0, 5};
	static const char *const ids[] = {"small", "open", "large"};
	for (int v = 0; v < 3; v++)
		it.l->venues[it.l->venue_count++] =
		    (struct moot_venue){.id = ids[v], .name = ids[v], .site = MOOT_NONE, .capacity = capacities[v]};
	board(&it, 1, 60)->venue = 0;
	board(&it, 1, 60)->venue = 2;
	board(&it, 1, 60)->mode = MOOT_ONLINE;
	for (int p = 0; p < 3; p++) {
		seat(&it, 0, p, MOOT_MEMBER);
		seat(&it, 1, p, MOOT_MEMBER);
	}
	build(&it);
	/* Three do not fit into the small room: any that holds them, the closest fit first. */
	cr_assert_eq(it.in->boards[0].places[0].venue_count, 2);
	cr_assert_eq(it.in->boards[0].places[0].venues[0].venue, 2);
	cr_assert_eq(it.in->boards[0].places[0].venues[1].venue, 1);
	cr_assert_eq(it.in->boards[1].places[0].venue_count, 1);
	cr_assert_eq(it.in->boards[2].places[0].venue_count, 0);
	end(&it);
}

/* Mondays at 10:00 are free; every other slot costs ten hours. */
static double *mondays(const struct case_of *it)
{
	const struct calendar_board *made = &it->in->boards[0];
	double *cost = moot_allocate((size_t)calendar_slot_count(it->in, made), sizeof *cost);
	cr_assert(cost != NULL);
	for (int slot = 0; slot < calendar_slot_count(it->in, made); slot++) {
		bool liked = it->in->weekdays[calendar_slot_day(made, slot)] == MOOT_MONDAY &&
			     calendar_slot_minute(made, slot) == 600;
		cost[slot] = made->price[slot] + (liked ? 0 : 10);
	}
	return cost;
}

Test(calendar_slots, the_cheapest_series_keeps_its_distance)
{
	struct case_of it = begin();
	board(&it, 6, 120);
	build(&it);
	const struct calendar_board *made = &it.in->boards[0];
	double *cost = mondays(&it);
	int slots[6];
	double hours = calendar_price_series(it.pricer, made, cost, NULL, 1e5, slots);
	double spacing = 0;
	for (int k = 0; k < 6; k++) {
		int day = calendar_slot_day(made, slots[k]);
		cr_assert_eq(day % 7, 0);
		cr_assert_eq(calendar_slot_minute(made, slots[k]), 600);
		cr_assert(k == 0 || day - calendar_slot_day(made, slots[k - 1]) >= made->separation);
		spacing += calendar_place_in_year(it.in, made, k, day);
	}
	cr_assert_float_eq(hours, spacing, 1e-9);
	cr_assert_float_eq(calendar_series_regularity(it.in, made, slots), 0, 1e-12);
	slots[0] += 1; /* another start */
	slots[3] = MOOT_NONE;
	cr_assert_float_eq(calendar_series_regularity(it.in, made, slots), 0.5, 1e-12);
	moot_release(cost);
	end(&it);
}

Test(calendar_slots, what_costs_more_than_leaving_out_is_left_out)
{
	struct case_of it = begin();
	board(&it, 6, 120);
	build(&it);
	int slots[6];
	const struct calendar_board *made = &it.in->boards[0];
	double *cost = mondays(&it);
	for (int slot = 0; slot < calendar_slot_count(it.in, made); slot++)
		if (calendar_slot_day(made, slot) >= made->windows[2].first &&
		    calendar_slot_day(made, slot) <= made->windows[2].last)
			cost[slot] = (double)INFINITY;
	double hours = calendar_price_series(it.pricer, made, cost, NULL, 1000, slots);
	cr_assert_eq(slots[2], MOOT_NONE);
	cr_assert_neq(slots[0], MOOT_NONE);
	cr_assert_neq(slots[5], MOOT_NONE);
	cr_assert(hours > 1000 && hours < 2000);
	moot_release(cost);
	end(&it);
}

Test(calendar_slots, within_asks_for_meetings_in_a_range)
{
	struct case_of it = begin();
	board(&it, 4, 120);
	struct moot_rule *rule = made_rule(it.l, MOOT_RULE_WITHIN, 1, 0);
	rule->from = it.l->policy.start + 100;
	rule->to = rule->from + 3;
	rule->value = 1;
	build(&it);
	int slots[4];
	const struct calendar_board *made = &it.in->boards[0];
	calendar_price_series(it.pricer, made, made->price, NULL, 1e5, slots);
	int inside = 0;
	for (int k = 0; k < 4; k++)
		inside += calendar_slot_day(made, slots[k]) >= 100 && calendar_slot_day(made, slots[k]) <= 103;
	cr_assert_eq(inside, 1);
	end(&it);
}

static double nothing_paid(void *context, enum calendar_clique_kind kind, int a, int b)
{
	(void)context;
	(void)kind;
	(void)a;
	(void)b;
	return 0;
}

/* What two boards pay in both kinds of cliques is what they cost at once; who is busy at one of them costs nothing. */
Test(calendar_slots, cliques)
{
	struct case_of it = begin();
	for (int b = 0; b < 3; b++) {
		board(&it, 4, 120);
		for (int p = 0; p < PEOPLE; p++)
			seat(&it, b, p, p == b ? MOOT_CHAIR : MOOT_MEMBER);
	}
	busy(&it, 3, 1, 9 * 60, 10 * 60, MOOT_BUSY);
	build(&it);
	struct calendar_cliques cliques;
	cr_assert(calendar_cliques_new(it.in, it.plan->arena, &cliques));
	const struct calendar_board *a = &it.in->boards[0];
	const struct calendar_board *b = &it.in->boards[1];
	const struct calendar_pair *pair = &it.in->pairs[calendar_neighbour_of(a, 1)->pair];
	cr_assert(!pair->hard && pair->breathing > 0);
	for (int day = 0; day < 2; day++) {
		const int slot = day * a->start_count;
		const double charge = calendar_pair_cost(it.in, pair, slot, slot, CALENDAR_AT_ONCE);
		const double once = calendar_clique_charge(&cliques, CALENDAR_CLIQUE_AT_ONCE, 0, slot, 1, slot);
		const double close = calendar_clique_charge(&cliques, CALENDAR_CLIQUE_CLOSE, 0, slot, 1, slot);
		cr_assert_float_eq(once + close, charge, 1e-12);
		cr_assert_float_eq(close, fmin(pair->breathing, charge), 1e-12);
	}
	cr_assert_lt(calendar_pair_cost(it.in, pair, a->start_count, b->start_count, CALENDAR_AT_ONCE),
		     calendar_clique_full(&cliques, CALENDAR_CLIQUE_AT_ONCE, 0, 1) +
			 calendar_clique_full(&cliques, CALENDAR_CLIQUE_CLOSE, 0, 1));
	/* A slot at which somebody else is busy doesn't count as one at which nobody is. */
	cr_assert(calendar_clique_alike(a, 0, a->start_count));
	cr_assert(!calendar_clique_alike(a, a->start_count, 0));
	/* All three half there at nine on the first day: half a meeting too many. */
	struct calendar_presence present[] = {{0, 0, 0.5}, {1, 0, 0.5}, {2, 0, 0.5}};
	struct calendar_clique clique = {.kind = CALENDAR_CLIQUE_AT_ONCE, .instant = 9 * 60};
	calendar_clique_find(&cliques, present, 3, nothing_paid, NULL, &clique);
	cr_assert_eq(clique.count, 3);
	cr_assert_float_eq(clique.excess, 0.5, 1e-12);
	/* A meeting reaches on by the breathing space in one kind alone. */
	const int over = calendar_slot_instant(a, 0) + a->minutes;
	cr_assert(calendar_clique_counts(it.in, CALENDAR_CLIQUE_CLOSE, a, 0, 0, over));
	cr_assert(!calendar_clique_counts(it.in, CALENDAR_CLIQUE_AT_ONCE, a, 0, 0, over));
	end(&it);
}
