/*
 * What the program of hand-overs decides together (solver/structure/hand_over_tie.c): on random candidates and offers,
 * tied pair by pair as the file's own opening says, and then whatever hangs together.
 */
#include <solver/structure/hand_over_program.h>
#include <tests/property/random_landscape.h>

enum { BOARDS = 6, PEOPLE = 4, SETS = 6, OFFERS = 12, NODES = SETS + OFFERS, ITEMS = 3, PRINTS = 10 };

static struct chance dice;
static struct moot_program program;
static struct moot_hands hands;
static struct moot_set sets[SETS];
static int boards_of[SETS][BOARDS];
static int taken_of[SETS][ITEMS];
static struct moot_set_cost costs[SETS];
static bool varies[SETS];
static struct moot_print prints[PRINTS];
static struct moot_offer offers[OFFERS];
static int leads[OFFERS][2];
static bool may_close[BOARDS];
static int first_closing[BOARDS + 1];
static int limit_of[PEOPLE];
static struct moot_taken taken[ITEMS];
static bool tied[NODES][NODES];

static void tie(int a, int b)
{
	tied[a][b] = tied[b][a] = true;
}

/* Six boards of four people, some of whom have a limit on their hours that is met, and some one that is not. */
static struct moot_landscape *six_boards(void)
{
	struct moot_landscape *l = made_new();
	for (int b = 0; b < BOARDS; b++) {
		char id[16];
		snprintf(id, sizeof id, "b%d", b);
		made_board(l, id);
	}
	program.limited_count = 0;
	for (int p = 0; p < PEOPLE; p++) {
		char id[16];
		snprintf(id, sizeof id, "p%d", p);
		made_person(l, id)->max_hours = one_in(&dice, 2) ? -1 : 10 * below(&dice, 6);
		limit_of[p] = l->people[p].max_hours >= 0 ? program.limited_count++ : MOOT_NONE;
	}
	for (int b = 0; b < BOARDS; b++)
		for (int p = 0; p < PEOPLE; p++)
			if (one_in(&dice, 4))
				made_member(l, b, p);
	made_finish(l);
	cr_assert_eq(moot_costs_build(l, NULL, l->arena, &program.costs), MOOT_OK);
	for (int k = 0; k < ITEMS; k++)
		taken[k] = (struct moot_taken){.theme = MOOT_NONE, .per_year = 1, .minutes = 60};
	program.costs.taken = taken;
	program.landscape = l;
	program.limit_of = limit_of;
	program.item_count = ITEMS;
	program.max_boards = one_in(&dice, 4) ? BOARDS - 1 : BOARDS;
	program.min_boards = one_in(&dice, 8);
	return l;
}

static void deal_sets(void)
{
	for (int s = 0; s < SETS; s++) {
		sets[s] = (struct moot_set){.boards = boards_of[s], .taken = taken_of[s]};
		int most = 1 + below(&dice, 2);
		for (int b = below(&dice, BOARDS); b < BOARDS && sets[s].board_count < most; b += 1 + below(&dice, 3))
			boards_of[s][sets[s].board_count++] = b;
		for (int k = 0; k < ITEMS; k++)
			if (one_in(&dice, 8))
				taken_of[s][sets[s].taken_count++] = k;
		costs[s] =
		    (struct moot_set_cost){.frequency = 4 + below(&dice, 2), .least = 4, .room = below(&dice, 2)};
		varies[s] = one_in(&dice, 3);
	}
}

/* The first offers are those of boards that may close. */
static void deal_offers(void)
{
	int count = 0;
	for (int b = 0; b < BOARDS; b++) {
		may_close[b] = one_in(&dice, 4);
		first_closing[b] = count;
		for (int k = below(&dice, 3); may_close[b] && k > 0 && count < OFFERS - 6; k--)
			offers[count++] = (struct moot_offer){.set = MOOT_NONE, .board = b};
	}
	first_closing[BOARDS] = count;
	while (count < OFFERS)
		offers[count++] = (struct moot_offer){.set = below(&dice, SETS), .board = MOOT_NONE};
	for (int i = 0; i < PRINTS; i++)
		prints[i] = (struct moot_print){.set = below(&dice, SETS),
						.offer = one_in(&dice, 2) ? MOOT_NONE : below(&dice, OFFERS)};
	for (int o = 0; o < OFFERS; o++) {
		offers[o].leads = leads[o];
		offers[o].lead_count = below(&dice, 3);
		offers[o].sure = one_in(&dice, 3);
		for (int k = 0; k < 2; k++)
			leads[o][k] = below(&dice, PRINTS);
	}
}

static bool holds(int set, int board)
{
	for (int i = 0; i < sets[set].board_count; i++)
		if (boards_of[set][i] == board)
			return true;
	return false;
}

static bool takes(int set, int item)
{
	for (int i = 0; i < sets[set].taken_count; i++)
		if (taken_of[set][i] == item)
			return true;
	return false;
}

/* Seats of people in the candidates, counted from the rows. */
static bool sits(int set, int person)
{
	for (size_t m = 0; m < program.landscape->member_count; m++)
		if (program.landscape->members[m].person == person && holds(set, program.landscape->members[m].board))
			return true;
	return false;
}

static void expect_boards(void)
{
	const bool counted = hands.together && (program.max_boards < BOARDS || program.min_boards > 0);
	for (int s = 0; s < SETS; s++)
		for (int r = 0; r < s; r++) {
			for (int b = 0; b < BOARDS; b++)
				if (holds(s, b) && holds(r, b))
					tie(s, r);
			for (int k = 0; k < ITEMS; k++)
				if (hands.together && takes(s, k) && takes(r, k))
					tie(s, r);
			if (counted)
				tie(s, r);
		}
	for (int o = 0; o < first_closing[BOARDS]; o++) {
		for (int other = 0; other < o; other++)
			if (offers[o].board == offers[other].board)
				tie(SETS + o, SETS + other);
		for (int s = 0; s < SETS; s++)
			if (counted || holds(s, offers[o].board))
				tie(s, SETS + o);
	}
}

/* Candidates of someone whose limit all candidates together exceed; their offers hang on them. */
static void expect_people(bool *coupled)
{
	for (int p = 0; p < PEOPLE; p++) {
		double hours = 0;
		for (int s = 0; s < SETS; s++) {
			struct moot_set_cost cost;
			moot_costs_of(&program.costs, &sets[s], &cost);
			hours += sits(s, p) ? cost.hours : 0;
		}
		if (limit_of[p] == MOOT_NONE || hours <= program.landscape->people[p].max_hours)
			continue;
		for (int s = 0; s < SETS; s++) {
			coupled[s] = coupled[s] || sits(s, p);
			for (int r = 0; r < s; r++)
				if (sits(s, p) && sits(r, p))
					tie(s, r);
		}
	}
}

static void expect_offers(const bool *coupled)
{
	for (int o = 0; o < OFFERS; o++) {
		if (offers[o].set != MOOT_NONE && coupled[offers[o].set])
			tie(offers[o].set, SETS + o);
		for (int k = 0; k < offers[o].lead_count && !offers[o].sure; k++) {
			const struct moot_print *lead = &prints[leads[o][k]];
			if (varies[lead->set])
				tie(lead->set, SETS + o);
			if (lead->offer != MOOT_NONE)
				tie(SETS + lead->offer, SETS + o);
		}
	}
}

/* What hangs together, by Warshall's closure. */
static void expect_all(bool *coupled)
{
	memset(tied, 0, sizeof tied);
	for (int i = 0; i < NODES; i++)
		tied[i][i] = true;
	for (int s = 0; s < SETS; s++)
		coupled[s] = varies[s] || (costs[s].room > 0 && costs[s].frequency > costs[s].least);
	expect_boards();
	expect_people(coupled);
	expect_offers(coupled);
	for (int k = 0; k < NODES; k++)
		for (int i = 0; i < NODES; i++)
			for (int j = 0; j < NODES; j++)
				tied[i][j] = tied[i][j] || (tied[i][k] && tied[k][j]);
}

/* The components are the classes, in the order of their first nodes, each ascending. */
static int check_components(const struct hand_program *p, uint64_t seed)
{
	int at = 0;
	int count = 0;
	for (int i = 0; i < NODES; i++) {
		bool first = true;
		for (int j = 0; j < i; j++)
			first = first && !tied[i][j];
		if (!first)
			continue;
		cr_assert_eq(p->first_of[count++], at, "seed %d: component %d", (int)seed, count);
		for (int j = i; j < NODES; j++)
			if (tied[i][j])
				cr_assert_eq(p->order[at++], j, "seed %d: node %d", (int)seed, j);
	}
	cr_assert_eq(p->first_of[count], NODES);
	cr_assert_eq(p->component_count, count);
	return count;
}

Test(hand_over_tie, what_hangs_together_is_decided_together)
{
	int parted = 0;
	int limits = 0;
	for (uint64_t seed = 1; seed <= 400; seed++) {
		bool coupled[SETS];
		dice = (struct chance){seed};
		program = (struct moot_program){0};
		struct moot_landscape *l = six_boards();
		deal_sets();
		deal_offers();
		hands = (struct moot_hands){.program = &program,
					    .arena = l->arena,
					    .sets = sets,
					    .set_count = SETS,
					    .together = one_in(&dice, 2),
					    .costs = costs,
					    .varies = varies,
					    .prints = prints,
					    .print_count = PRINTS,
					    .offers = offers,
					    .offer_count = OFFERS,
					    .may_close = may_close,
					    .first_closing = first_closing};
		struct hand_program p = {.h = &hands};
		cr_assert_eq(moot_hands_tie(&p), MOOT_OK);
		expect_all(coupled);
		parted += check_components(&p, seed) > 2;
		limits += p.seat_count > 0;
		for (int s = 0; s < SETS; s++)
			cr_assert_eq(p.coupled[s], coupled[s], "seed %d: candidate %d", (int)seed, s);
		moot_landscape_free(l);
	}
	cr_assert_gt(parted, 100);
	cr_assert_gt(limits, 50);
}
