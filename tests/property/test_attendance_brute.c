/*
 * Attendance against brute force on small random plans: every choice of attend, deputy and papers for the seats that
 * may be left; first the fewest hours over the limits, then the least loss. Every plan is verified.
 */
#include <math.h>
#include <tests/property/random_landscape.h>

enum { MOST_SEATS = 10 };

struct seat {
	const struct moot_plan_board *board;
	const struct moot_plan_member *member;
	int person;
	double hours;
	double price;
	int choice; /* enum moot_attendance */
};

struct attendance_brute {
	const struct moot_landscape *l;
	const struct moot_plan *plan;
	struct seat seats[120];
	int count;
	int free[MOST_SEATS]; /* seats that may be left */
	int free_count;
	double best_over;
	double best_loss;
};

/* What each who comes to a board spends: the hours of a member who attends, by the totals of one board alone. */
static double hours_of(const struct moot_landscape *l, const struct moot_plan_board *board)
{
	double minutes = 0;
	double prep = 0;
	double travel = 0;
	double standing = 0;
	bool common = board->fate == MOOT_IN_COMMON;
	for (size_t i = 0; i < board->from_count; i++) {
		const struct moot_board *b = &l->boards[moot_landscape_board(l, board->from[i])];
		prep = fmax(prep, b->prep_minutes);
		travel = fmax(travel, b->mode == MOOT_ONLINE ? 0 : b->travel_minutes);
		standing = common ? standing + b->standing_minutes : fmax(standing, b->standing_minutes);
	}
	for (size_t t = 0; t < board->theme_count; t++)
		minutes += (double)board->themes[t].minutes * board->themes[t].per_year;
	return (board->meetings_per_year * (standing + prep + travel) + minutes) / 60;
}

static double price_of(const struct moot_landscape *l, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < board->from_count; i++)
		if (l->boards[moot_landscape_board(l, board->from[i])].statutory)
			return l->policy.statutory_price;
	return board->duty_count > 0 ? l->policy.duty_price : 1;
}

static bool holds_seat(const struct moot_plan_board *board, const char *person)
{
	for (size_t i = 0; i < board->member_count; i++)
		if (strcmp(board->members[i].person, person) == 0)
			return true;
	return false;
}

/* The quorum, the organisations of duties, and deputies who can be in one place only. */
static bool board_holds(const struct attendance_brute *b, const struct moot_plan_board *board)
{
	int quorum = 0;
	int coming = 0;
	for (size_t i = 0; i < board->from_count; i++)
		quorum = (int)fmax(quorum, b->l->boards[moot_landscape_board(b->l, board->from[i])].quorum);
	for (int i = 0; i < b->count; i++) {
		const struct seat *s = &b->seats[i];
		if (s->board != board)
			continue;
		coming += s->choice != MOOT_PAPERS;
		for (int k = 0; k < i && s->choice == MOOT_DEPUTY; k++)
			if (b->seats[k].board == board && b->seats[k].choice == MOOT_DEPUTY &&
			    strcmp(b->seats[k].member->deputy, s->member->deputy) == 0)
				return false;
	}
	if (coming < quorum && coming < (int)board->member_count)
		return false;
	for (size_t d = 0; d < board->duty_count; d++)
		for (size_t x = 0; x < b->l->duty_count; x++)
			for (size_t o = 0; o < b->l->duties[x].organisation_count; o++) {
				const char *name = b->l->organisations[b->l->duties[x].organisations[o]];
				bool any = false;
				bool comes = false;
				for (int i = 0; i < b->count; i++) {
					bool its = b->seats[i].board == board &&
						   strcmp(b->seats[i].member->organisation, name) == 0;
					any = any || its;
					comes = comes || (its && b->seats[i].choice == MOOT_ATTEND);
				}
				if (strcmp(b->l->duties[x].id, board->duties[d]) == 0 && any && !comes)
					return false;
			}
	return true;
}

static void weigh(struct attendance_brute *b)
{
	double hours[64] = {0};
	double over = 0;
	double loss = 0;
	for (size_t i = 0; i < b->plan->board_count; i++)
		if (!board_holds(b, &b->plan->boards[i]))
			return;
	for (int i = 0; i < b->count; i++) {
		const struct seat *s = &b->seats[i];
		double share = s->member->role == MOOT_OBSERVER ? 0.125 : s->member->role == MOOT_OPTIONAL ? 0.25 : 1;
		share *= s->choice == MOOT_ATTEND ? 0 : s->choice == MOOT_DEPUTY ? b->l->policy.deputy_share : 1;
		loss += s->price * share * s->hours;
		if (s->choice == MOOT_DEPUTY)
			hours[moot_landscape_person(b->l, s->member->deputy)] += s->hours;
		else if (s->choice == MOOT_ATTEND)
			hours[s->person] += s->hours;
	}
	for (size_t p = 0; p < b->l->person_count; p++)
		if (b->l->people[p].max_hours >= 0)
			over += fmax(0, hours[p] - b->l->people[p].max_hours);
	if (over < b->best_over - 1e-5 || (over < b->best_over + 1e-5 && loss < b->best_loss)) {
		b->best_over = fmin(over, b->best_over);
		b->best_loss = loss;
	}
}

static void try_free(struct attendance_brute *b, int index)
{
	if (index == b->free_count) {
		weigh(b);
		return;
	}
	struct seat *seat = &b->seats[b->free[index]];
	bool may_send = *seat->member->deputy && !holds_seat(seat->board, seat->member->deputy);
	for (int choice = MOOT_ATTEND; choice <= MOOT_PAPERS; choice++) {
		seat->choice = choice;
		if (choice != MOOT_DEPUTY || may_send)
			try_free(b, index + 1);
	}
	seat->choice = MOOT_ATTEND;
}

/* False where there are too many choices to try. */
static bool brute(struct attendance_brute *b)
{
	double year[64] = {0};
	for (size_t i = 0; i < b->plan->board_count; i++)
		for (size_t m = 0; m < b->plan->boards[i].member_count; m++) {
			const struct moot_plan_board *board = &b->plan->boards[i];
			int person = moot_landscape_person(b->l, board->members[m].person);
			b->seats[b->count++] = (struct seat){
			    board,      &board->members[m], person, hours_of(b->l, board), price_of(b->l, board),
			    MOOT_ATTEND};
			year[person] += hours_of(b->l, board);
		}
	for (int i = 0; i < b->count; i++) {
		double most = b->l->people[b->seats[i].person].max_hours;
		if (most < 0 || year[b->seats[i].person] <= most + 1e-9 || b->seats[i].member->role <= MOOT_REQUIRED)
			continue;
		if (b->free_count == MOST_SEATS)
			return false;
		b->free[b->free_count++] = i;
	}
	b->best_over = INFINITY;
	try_free(b, 0);
	return true;
}

/* Whole minutes a theme, so that the plan's rounded themes are exact. */
static struct moot_landscape *landscape_of(uint64_t seed)
{
	struct moot_landscape *l = random_landscape(seed, 6, 0);
	struct chance c = {seed ^ 99};
	l->policy.overlap_residual = 0;
	l->policy.deputy_share = one_in(&c, 2) ? 0.5 : 0.25 * below(&c, 5);
	l->policy.statutory_price = one_in(&c, 3) ? 1 : 100;
	for (size_t b = 0; b < l->board_count; b++) {
		l->boards[b].statutory = one_in(&c, 3);
		l->boards[b].quorum = below(&c, 5);
		l->boards[b].minutes = l->boards[b].standing_minutes + 15 * below(&c, 8);
	}
	for (size_t i = 0; i < l->item_count; i++)
		l->items[i].per_year = l->boards[l->items[i].board].meetings_per_year;
	for (size_t p = 0; p < l->person_count; p++)
		l->people[p].max_hours = one_in(&c, 2) ? 4 * below(&c, 10) : -1;
	for (size_t m = 0; m < l->member_count; m++) {
		int deputy = below(&c, (int)l->person_count);
		if (one_in(&c, 2) && deputy != l->members[m].person)
			l->members[m].deputy = deputy;
	}
	return l;
}

static struct moot_plan *planned(const struct moot_landscape *l, uint64_t seed)
{
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	struct moot_solve_options options;
	struct moot_error error = {0};
	moot_solve_options_default(&options);
	options.structure_only = true;
	cr_assert_eq(moot_plan_make(l, &options, &plan, &error), MOOT_OK, "seed %llu: %s", (unsigned long long)seed,
		     error.message);
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK);
	cr_assert_eq(verdict->count, 0, "seed %llu: %s", (unsigned long long)seed,
		     verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
	return plan;
}

/* The minutes of a plan's themes are rounded; a seed where that shows is left out. */
static bool is_exact(const struct moot_landscape *l, const struct moot_plan *plan)
{
	double hours = 0;
	for (size_t i = 0; i < plan->board_count; i++)
		for (size_t m = 0; m < plan->boards[i].member_count; m++)
			hours +=
			    plan->boards[i].members[m].attendance == MOOT_PAPERS ? 0 : hours_of(l, &plan->boards[i]);
	return fabs(hours - plan->after.hours) < 1e-6;
}

Test(attendance_brute, first_the_limits_then_the_loss)
{
	int compared = 0;
	int away = 0;
	int sent = 0;
	for (uint64_t seed = 600000; compared < 400; seed++) {
		struct moot_landscape *l = landscape_of(seed);
		made_finish(l);
		struct moot_plan *plan = planned(l, seed);
		struct attendance_brute b = {.l = l, .plan = plan};
		if (is_exact(l, plan) && brute(&b)) {
			const struct moot_attendance_result *found = &plan->attendance;
			cr_assert_float_eq(found->over_hours, b.best_over, 1e-5, "seed %llu: %.9f over, brute %.9f",
					   (unsigned long long)seed, found->over_hours, b.best_over);
			cr_assert_float_eq(found->loss, b.best_loss, 1e-3, "seed %llu: loss %.9f, brute force %.9f",
					   (unsigned long long)seed, found->loss, b.best_loss);
			compared++;
			away += found->loss > 0;
			for (int i = 0; i < b.count; i++)
				sent += b.seats[i].member->attendance == MOOT_DEPUTY;
		}
		moot_plan_free(plan);
		moot_landscape_free(l);
	}
	fprintf(stderr, "%d plans, in %d of them somebody stays away, %d deputies go\n", compared, away, sent);
	cr_assert_gt(away, 100);
	cr_assert_gt(sent, 50);
}
