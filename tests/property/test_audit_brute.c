/*
 * The audit against sums over the rows, on random landscapes: what every board, person and organisation takes, what
 * each pair of boards has in common, what the themes hold, and what falls short.
 */
#include <math.h>
#include <tests/property/random_landscape.h>

enum { BOARDS = 8 };

static struct moot_landscape *l;
static struct moot_audit *audit;

static bool sits(int board, int person)
{
	for (size_t m = 0; m < l->member_count; m++)
		if (l->members[m].board == board && l->members[m].person == person)
			return true;
	return false;
}

static int members_of(int board)
{
	int count = 0;
	for (size_t m = 0; m < l->member_count; m++)
		count += l->members[m].board == board;
	return count;
}

static double theme_minutes(int board, int theme)
{
	double sum = 0;
	for (size_t i = 0; i < l->item_count; i++)
		if (l->items[i].board == board && l->items[i].theme == theme)
			sum += (double)l->items[i].minutes * l->items[i].per_year;
	return sum;
}

static bool has_theme(int board, int theme)
{
	for (size_t i = 0; i < l->item_count; i++)
		if (l->items[i].board == board && l->items[i].theme == theme)
			return true;
	return false;
}

static double own_minutes(int board)
{
	const struct moot_board *b = &l->boards[board];
	double listed = 0;
	for (int t = 0; t < (int)l->theme_count; t++)
		listed += theme_minutes(board, t);
	return fmax(0, (double)b->meetings_per_year * (b->minutes - b->standing_minutes) - listed);
}

/* A member's year on the board, in hours. */
static double hours_of(int board)
{
	const struct moot_board *b = &l->boards[board];
	double minutes = own_minutes(board);
	for (int t = 0; t < (int)l->theme_count; t++)
		minutes += theme_minutes(board, t);
	const int travel = b->mode == MOOT_ONLINE ? 0 : b->travel_minutes;
	return (b->meetings_per_year * (double)(b->standing_minutes + b->prep_minutes + travel) + minutes) / 60;
}

static double rate_of(int person)
{
	const double salary = l->people[person].salary;
	return (salary >= 0 ? salary : l->policy.default_salary) / l->policy.hours_per_year;
}

/* Random people have no posts. */
static bool is_senior(int person)
{
	const struct moot_person *p = &l->people[person];
	return p->senior == MOOT_YES || (p->senior == MOOT_UNSAID && p->salary >= l->policy.senior_salary);
}

static void check_boards(void)
{
	cr_assert_eq(audit->board_count, l->board_count);
	for (int b = 0; b < (int)l->board_count; b++) {
		const struct moot_audit_board *is = &audit->boards[b];
		double senior = 0;
		double cost = 0;
		for (int p = 0; p < (int)l->person_count; p++) {
			senior += sits(b, p) && is_senior(p) ? hours_of(b) : 0;
			cost += sits(b, p) ? hours_of(b) * rate_of(p) : 0;
		}
		cr_assert_eq(is->members, members_of(b));
		cr_assert_eq(is->meetings, l->boards[b].meetings_per_year);
		cr_assert_float_eq(is->hours, hours_of(b) * members_of(b), 1e-6);
		cr_assert_float_eq(is->senior_hours, senior, 1e-6);
		cr_assert_float_eq(is->cost, cost, 1e-6);
	}
}

static void check_people(void)
{
	size_t sitting = 0;
	for (size_t i = 0; i < audit->person_count; i++) {
		const struct moot_audit_share *is = &audit->people[i];
		double hours = 0;
		int boards = 0;
		for (int b = 0; b < (int)l->board_count; b++) {
			hours += sits(b, is->subject) ? hours_of(b) : 0;
			boards += sits(b, is->subject);
		}
		cr_assert_eq(is->boards, boards);
		cr_assert_float_eq(is->hours, hours, 1e-6);
		cr_assert_float_eq(is->senior_hours, is_senior(is->subject) ? hours : 0, 1e-6);
		cr_assert_float_eq(is->cost, hours * rate_of(is->subject), 1e-6);
		cr_assert(i == 0 || audit->people[i - 1].hours >= is->hours - 1e-9);
	}
	for (int p = 0; p < (int)l->person_count; p++) {
		bool any = false;
		for (int b = 0; b < (int)l->board_count; b++)
			any = any || sits(b, p);
		sitting += any;
	}
	cr_assert_eq(audit->person_count, sitting);
}

static void check_organisations(void)
{
	for (size_t i = 0; i < audit->organisation_count; i++) {
		const struct moot_audit_share *is = &audit->organisations[i];
		bool on[BOARDS] = {false};
		double hours = 0;
		int boards = 0;
		for (size_t m = 0; m < l->member_count; m++) {
			if (l->members[m].organisation != is->subject)
				continue;
			hours += hours_of(l->members[m].board);
			boards += !on[l->members[m].board];
			on[l->members[m].board] = true;
		}
		cr_assert_eq(is->boards, boards);
		cr_assert_float_eq(is->hours, hours, 1e-6);
	}
}

static int check_overlaps(void)
{
	size_t found = 0;
	for (int a = 0; a < (int)l->board_count; a++)
		for (int b = 0; b < (int)l->board_count; b++) {
			struct moot_audit_overlap due = {.a = a, .b = b};
			for (int p = 0; p < (int)l->person_count; p++)
				due.people += sits(a, p) && sits(b, p);
			for (int t = 0; t < (int)l->theme_count; t++) {
				due.themes += has_theme(a, t) && has_theme(b, t);
				due.shared_hours += fmin(theme_minutes(a, t), theme_minutes(b, t)) / 60;
			}
			if (strcmp(l->boards[a].id, l->boards[b].id) >= 0 || due.people + due.themes == 0)
				continue;
			found++;
			bool there = false;
			for (size_t i = 0; i < audit->overlap_count; i++) {
				const struct moot_audit_overlap *is = &audit->overlaps[i];
				there = there ||
					(is->a == a && is->b == b && is->people == due.people &&
					 is->themes == due.themes && fabs(is->shared_hours - due.shared_hours) < 1e-6);
			}
			cr_assert(there, "%s and %s", l->boards[a].id, l->boards[b].id);
		}
	cr_assert_eq(audit->overlap_count, found);
	for (size_t i = 1; i < found; i++)
		cr_assert_geq(audit->overlaps[i - 1].people, audit->overlaps[i].people);
	return (int)found;
}

static void check_themes(void)
{
	for (size_t i = 0; i < audit->theme_count; i++) {
		const struct moot_audit_theme *is = &audit->themes[i];
		double agenda = 0;
		double most = 0;
		double hours = 0;
		int boards = 0;
		if (is->theme == MOOT_AUDIT_OVERHEAD)
			continue;
		for (int b = 0; b < (int)l->board_count; b++) {
			double of_it =
			    (is->theme == MOOT_AUDIT_OWN ? own_minutes(b) : theme_minutes(b, is->theme)) / 60;
			agenda += of_it;
			most = fmax(most, of_it);
			hours += of_it * members_of(b);
			boards += of_it > 0;
		}
		cr_assert_float_eq(is->agenda_hours, agenda, 1e-6);
		cr_assert_float_eq(is->repeated_hours, is->theme == MOOT_AUDIT_OWN ? 0 : agenda - most, 1e-6);
		cr_assert_float_eq(is->hours, hours, 1e-6);
		cr_assert_eq(is->boards, boards, "theme %d: %d boards, not %d", is->theme, is->boards, boards);
	}
}

static const struct moot_audit_finding *finding(enum moot_audit_fault fault, int board, int duty, int organisation)
{
	const struct moot_audit_finding *found = NULL;
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct moot_audit_finding *is = &audit->findings[i];
		if (is->fault == fault && is->board == board && is->duty == duty && is->organisation == organisation) {
			cr_assert_null(found, "told twice");
			found = is;
		}
	}
	return found;
}

static bool carries(int board, int duty)
{
	for (size_t i = 0; i < l->item_count; i++)
		if (l->items[i].board == board && l->items[i].duty == duty)
			return true;
	return false;
}

static bool organisation_sits(int board, int organisation)
{
	for (size_t m = 0; m < l->member_count; m++)
		if (l->members[m].board == board && l->members[m].organisation == organisation)
			return true;
	return false;
}

static void check_duties(int d)
{
	bool any = false;
	for (int b = 0; b < (int)l->board_count; b++) {
		const bool here = carries(b, d);
		any = any || here;
		cr_assert_eq(finding(MOOT_FAULT_DUTY_MINIMUM, b, d, MOOT_NONE) != NULL,
			     here && l->boards[b].meetings_per_year < l->duties[d].min_per_year);
		for (int o = 0; o < (int)l->organisation_count; o++) {
			bool named = false;
			for (size_t k = 0; k < l->duties[d].organisation_count; k++)
				named = named || l->duties[d].organisations[k] == o;
			cr_assert_eq(finding(MOOT_FAULT_ORGANISATION, b, d, o) != NULL,
				     here && named && !organisation_sits(b, o));
		}
	}
	cr_assert_eq(finding(MOOT_FAULT_NO_CARRIER, MOOT_NONE, d, MOOT_NONE) != NULL, !any);
}

/* In percent, from attendance.csv, else from answered invitations; -1 for neither. */
static int who_came(int board)
{
	long taken = 0;
	long dates = 0;
	long seats = 0;
	const struct moot_seen *seen = &l->boards[board].seen;
	for (size_t m = 0; m < l->member_count; m++)
		seats += l->members[m].board == board && l->members[m].role != MOOT_OBSERVER;
	for (size_t i = 0; i < l->came_count; i++) {
		bool first = l->came[i].board == board;
		for (size_t k = 0; k < i; k++)
			first = first && (l->came[k].board != board || l->came[k].day != l->came[i].day);
		dates += first;
		for (size_t m = 0; m < l->member_count; m++)
			taken += l->came[i].board == board && l->members[m].board == board &&
				 l->members[m].person == l->came[i].person && l->members[m].role != MOOT_OBSERVER &&
				 l->came[i].status == MOOT_CAME_ATTENDED;
	}
	if (dates > 0 && seats > 0)
		return (int)(100 * taken / (dates * seats));
	long invited = 0;
	long accepted = 0;
	bool answered = false;
	for (size_t t = 0; t < seen->turnout_count; t++) {
		const struct moot_turnout *one = &seen->turnout[t];
		if (!sits(board, one->person))
			continue;
		invited += one->invited;
		accepted += one->accepted;
		answered = answered || one->accepted + one->tentative + one->declined > 0;
	}
	return answered && invited > 0 ? (int)(100 * accepted / invited) : -1;
}

static int check_findings(void)
{
	for (int d = 0; d < (int)l->duty_count; d++)
		check_duties(d);
	int seldom = 0;
	for (int b = 0; b < (int)l->board_count; b++) {
		const struct moot_board *board = &l->boards[b];
		const bool seen = board->seen.own || board->seen.looked >= 3;
		const int came = who_came(b);
		const struct moot_audit_finding *come = finding(MOOT_FAULT_SELDOM_COME, b, MOOT_NONE, MOOT_NONE);
		cr_assert_eq(finding(MOOT_FAULT_BOARD_MINIMUM, b, MOOT_NONE, MOOT_NONE) != NULL,
			     board->meetings_per_year < board->min_per_year);
		cr_assert_eq(finding(MOOT_FAULT_QUORUM, b, MOOT_NONE, MOOT_NONE) != NULL,
			     members_of(b) < board->quorum);
		cr_assert_eq(finding(MOOT_FAULT_SELDOM_MEETS, b, MOOT_NONE, MOOT_NONE) != NULL,
			     board->meetings_per_year <= 1 ||
				 (seen && 2 * board->seen.meetings <= board->meetings_per_year));
		cr_assert_eq(come != NULL, came >= 0 && came < 50, "board %d: %d%%", b, came);
		cr_assert(!come || (come->have == came && come->need == 50));
		seldom += come != NULL;
	}
	return seldom;
}

/* Who came, who answered, and what calendars show of some of the boards. */
static void add_evidence(struct chance *c)
{
	l->came = moot_arena_array(l->arena, 200, sizeof *l->came);
	cr_assert_not_null(l->came);
	for (int b = 0; b < (int)l->board_count; b++) {
		struct moot_seen *seen = &l->boards[b].seen;
		l->boards[b].quorum = one_in(c, 2) ? below(c, 5) : 0;
		seen->own = one_in(c, 4);
		seen->looked = below(c, 5);
		seen->meetings = below(c, 5);
		seen->turnout = moot_arena_array(l->arena, l->person_count, sizeof *seen->turnout);
		for (int p = 0; p < (int)l->person_count && one_in(c, 2); p++)
			seen->turnout[seen->turnout_count++] =
			    (struct moot_turnout){p, 1 + below(c, 4), below(c, 2), below(c, 2), below(c, 2)};
		if (one_in(c, 2))
			continue;
		for (int k = 0; k < 3; k++)
			for (int p = below(c, 3); p < (int)l->person_count; p += 1 + below(c, 3))
				l->came[l->came_count++] =
				    (struct moot_came){b, l->policy.start + 9 * k, p,
						       one_in(c, 2) ? MOOT_CAME_ATTENDED : MOOT_CAME_ABSENT};
	}
}

Test(audit_brute, adds_up)
{
	int pairs = 0;
	int seldom = 0;
	for (uint64_t seed = 1; seed <= 150; seed++) {
		struct chance chance = {seed * 13};
		struct moot_error error = {0};
		l = random_landscape(seed, BOARDS, 2);
		add_evidence(&chance);
		made_finish(l);
		cr_assert_eq(moot_audit(l, &audit, &error), MOOT_OK, "%s", error.message);
		check_boards();
		check_people();
		check_organisations();
		check_themes();
		pairs += check_overlaps();
		seldom += check_findings();
		moot_audit_free(audit);
		moot_landscape_free(l);
	}
	fprintf(stderr, "%d pairs, %d boards to which few come\n", pairs, seldom);
	cr_assert(pairs > 500 && seldom > 50);
}
