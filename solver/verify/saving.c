/*
 * What each board's saving is made of, by the definitions in moot/plan.h, and that the parts sum up to it.
 *
 * One person at a time and one part after the other, straight from the landscape's rows.
 */
#include <solver/verify/verify.h>

#include <math.h>

static const struct moot_board *board_of(const struct verify *v, const struct verify_set *set, size_t i)
{
	return &v->l->boards[set->boards[i]];
}

static bool is_on(const struct verify *v, int board, int person)
{
	for (size_t m = v->first_member[board]; m < v->first_member[board + 1]; m++)
		if (v->l->members[m].person == person)
			return true;
	return false;
}

static double travel_of(const struct moot_board *board)
{
	return board->mode == MOOT_ONLINE ? 0 : board->travel_minutes;
}

/* A theme's minutes a year on one board today; -1 where it is not on the agenda. */
static double theme_on(const struct verify *v, int board, int theme)
{
	int row = verify_agenda_find(&v->today[board], theme);
	if (row == MOOT_NONE)
		return -1;
	return v->today[board].rows[row].per_year * v->today[board].rows[row].minutes;
}

/* n_t m_t of the boards together, by their agendas today. */
static double theme_together(const struct verify *v, const struct verify_set *set, int theme)
{
	double times = 0;
	double most = 0;
	double sum = 0;
	for (size_t i = 0; i < set->count; i++) {
		const struct verify_agenda *agenda = &v->today[set->boards[i]];
		int row = verify_agenda_find(agenda, theme);
		if (row == MOOT_NONE)
			continue;
		times = fmax(times, agenda->rows[row].per_year);
		most = fmax(most, agenda->rows[row].minutes);
		sum += agenda->rows[row].minutes;
	}
	return times * (most + v->l->policy.overlap_residual * (sum - most));
}

/* Whether an earlier board of the set has the theme, so that it is not looked at twice. */
static bool seen_before(const struct verify *v, const struct verify_set *set, size_t i, int theme)
{
	for (size_t j = 0; j < i; j++)
		if (verify_agenda_find(&v->today[set->boards[j]], theme) != MOOT_NONE)
			return true;
	return false;
}

struct account {
	const struct verify *v;
	const struct verify_set *set;
	double together; /* minutes a year of all themes of the boards as one, own business too */
	struct moot_amount parts[MOOT_PART_COUNT];
};

static void book(struct account *a, enum moot_part part, int person, double minutes)
{
	const struct verify *v = a->v;
	struct moot_amount *amount = &a->parts[part];
	amount->hours += minutes / 60;
	amount->senior_hours += v->senior[person] ? minutes / 60 : 0;
	amount->cost += minutes / 60 * v->rate[person];
	amount->weighted += minutes / 60 * v->weight[person];
}

/* Themes that the person hears today, and those that are new to the person. */
static void book_themes(struct account *a, int person)
{
	const struct verify *v = a->v;
	const struct verify_set *set = a->set;
	for (size_t i = 0; i < set->count; i++) {
		const struct verify_agenda *agenda = &v->today[set->boards[i]];
		if (!is_on(v, set->boards[i], person))
			book(a, MOOT_PART_OTHERS, person, -agenda->own);
		for (size_t r = 0; r < agenda->count; r++) {
			int theme = agenda->rows[r].theme;
			double heard = -1;
			if (seen_before(v, set, i, theme))
				continue;
			for (size_t j = 0; j < set->count; j++)
				if (is_on(v, set->boards[j], person) && theme_on(v, set->boards[j], theme) >= 0)
					heard = fmax(heard, 0) + theme_on(v, set->boards[j], theme);
			double now = theme_together(v, set, theme);
			book(a, heard < 0 ? MOOT_PART_OTHERS : MOOT_PART_THEMES, person, fmax(heard, 0) - now);
		}
	}
}

static void book_meetings(struct account *a, int person)
{
	const struct verify_set *set = a->set;
	double today = 0;
	double standing = 0;
	double prep = 0;
	double travel = 0;
	for (size_t i = 0; i < set->count; i++) {
		const struct moot_board *board = board_of(a->v, set, i);
		if (!is_on(a->v, set->boards[i], person))
			continue;
		today += board->meetings_per_year;
		standing += (double)board->meetings_per_year * board->standing_minutes;
		prep += (double)board->meetings_per_year * board->prep_minutes;
		travel += board->meetings_per_year * travel_of(board);
	}
	double both = fmin(today, set->meetings);
	book(a, MOOT_PART_STANDING, person, standing - both * set->standing);
	book(a, MOOT_PART_PREPARATION, person, prep - both * set->prep);
	book(a, MOOT_PART_TRAVEL, person, travel - both * set->travel);
	book(a, MOOT_PART_MORE_OFTEN, person, (both - set->meetings) * (set->standing + set->prep + set->travel));
}

static bool is_seated(const struct verify_set *set, int person)
{
	for (size_t i = 0; i < set->seat_count; i++)
		if (set->seats[i].person == person)
			return true;
	return false;
}

/* All hours of the people who leave: of one board after the other, as each is today. */
static void book_leavers(struct account *a)
{
	const struct verify *v = a->v;
	for (size_t i = 0; i < a->set->count; i++) {
		const struct moot_board *board = board_of(v, a->set, i);
		const struct verify_agenda *agenda = &v->today[a->set->boards[i]];
		double minutes =
		    board->meetings_per_year * (board->standing_minutes + board->prep_minutes + travel_of(board)) +
		    agenda->own;
		for (size_t r = 0; r < agenda->count; r++)
			minutes += agenda->rows[r].per_year * agenda->rows[r].minutes;
		for (size_t m = v->first_member[a->set->boards[i]]; m < v->first_member[a->set->boards[i] + 1]; m++) {
			int person = v->l->members[m].person;
			if (a->set->closed)
				book(a, MOOT_PART_CLOSED, person, minutes);
			else if (!is_seated(a->set, person))
				book(a, MOOT_PART_RELEASED, person, minutes);
		}
	}
}

/* Those who do not come, and the deputies who do; the objective is of the seats. */
static void book_attendance(struct account *a)
{
	const struct moot_plan_board *board = a->set->board;
	struct moot_amount *part = &a->parts[MOOT_PART_ATTENDANCE];
	for (size_t i = 0; i < board->member_count; i++) {
		const struct moot_plan_member *member = &board->members[i];
		int person = verify_names_find(&a->v->people, member->person);
		int deputy = verify_names_find(&a->v->people, member->deputy);
		if (person != MOOT_NONE && member->attendance != MOOT_ATTEND)
			book(a, MOOT_PART_ATTENDANCE, person, 60 * a->set->hours);
		if (deputy != MOOT_NONE && member->attendance == MOOT_DEPUTY)
			book(a, MOOT_PART_ATTENDANCE, deputy, -60 * a->set->hours);
	}
	part->weighted = 0;
}

/* What counts in weighted hours alone. */
static void book_charges(struct account *a)
{
	const struct moot_policy *policy = &a->v->l->policy;
	const struct verify_set *set = a->set;
	double themes = 0;
	double meetings = set->closed ? 0 : -set->meetings;
	for (size_t i = 0; i < set->count; i++) {
		const struct verify_agenda *agenda = &a->v->today[set->boards[i]];
		meetings += board_of(a->v, set, i)->meetings_per_year;
		for (size_t r = 0; r < agenda->count; r++)
			themes += agenda->rows[r].per_year * agenda->rows[r].minutes / 60;
	}
	for (size_t i = 0; i < set->theme_count && !set->closed; i++)
		themes -= set->themes[i].per_year * set->themes[i].minutes / 60;
	a->parts[MOOT_PART_DUPLICATION].weighted = policy->overlap_weight * themes;
	a->parts[MOOT_PART_SUPPORT].weighted = policy->other_weight * policy->support_hours * meetings;
	if (!set->closed && !set->in_common)
		a->parts[MOOT_PART_PENALTY].weighted = -policy->merge_penalty * ((double)set->count - 1);
}

/* Minutes a year of the boards' themes as one, own business too, before anything moves. */
static double sum_together(const struct verify *v, const struct verify_set *set)
{
	double minutes = 0;
	for (size_t i = 0; i < set->count; i++) {
		const struct verify_agenda *agenda = &v->today[set->boards[i]];
		minutes += agenda->own;
		for (size_t r = 0; r < agenda->count; r++)
			if (!seen_before(v, set, i, agenda->rows[r].theme))
				minutes += theme_together(v, set, agenda->rows[r].theme);
	}
	return minutes;
}

/* `scale` is as large as the figures that the part is a difference of. */
static bool agrees(double found, double expected, double scale)
{
	return isfinite(found) && fabs(found - expected) <= 1e-6 * fmax(1, scale);
}

static void compare(struct verify *v, const struct account *a)
{
	const struct moot_plan_board *board = a->set->board;
	const struct moot_breakdown *found = &board->breakdown;
	struct moot_amount sum = {0, 0, 0, 0};
	double scale = 0;
	double pay = 0;
	for (int i = 0; i < MOOT_PART_COUNT; i++) {
		scale += fabs(a->parts[i].hours) + fabs(a->parts[i].weighted);
		pay += fabs(a->parts[i].cost);
	}
	for (int i = 0; i < MOOT_PART_COUNT; i++) {
		const struct moot_amount *is = &found->parts[i];
		const struct moot_amount *due = &a->parts[i];
		sum.hours += is->hours;
		sum.senior_hours += is->senior_hours;
		sum.cost += is->cost;
		sum.weighted += is->weighted;
		if (!agrees(is->hours, due->hours, scale) || !agrees(is->senior_hours, due->senior_hours, scale) ||
		    !agrees(is->cost, due->cost, pay) || !agrees(is->weighted, due->weighted, scale))
			verify_fault(v,
				     "the part %s of the saving of %s is %.9g hours (%.9g senior, GBP %.9g, %.9g "
				     "weighted), not %.9g (%.9g, GBP %.9g, %.9g)",
				     moot_part_text((enum moot_part)i), board->id, is->hours, is->senior_hours,
				     is->cost, is->weighted, due->hours, due->senior_hours, due->cost, due->weighted);
	}
	if (!agrees(board->saving.hours, sum.hours, scale) || !agrees(board->saving.cost, sum.cost, pay) ||
	    !agrees(board->saving.senior_hours, sum.senior_hours, scale) ||
	    !agrees(found->weighted, sum.weighted, scale))
		verify_fault(v, "the parts of the saving of %s do not sum up to it", board->id);
}

void verify_breakdown(struct verify *v, const struct verify_set *set)
{
	struct account a = {.v = v, .set = set};
	book_leavers(&a);
	book_charges(&a);
	if (!set->closed) {
		book_attendance(&a);
		a.together = sum_together(v, set);
		for (size_t i = 0; i < set->seat_count; i++) {
			book_meetings(&a, set->seats[i].person);
			book_themes(&a, set->seats[i].person);
			book(&a, MOOT_PART_MOVED, set->seats[i].person, a.together - set->agenda);
		}
	}
	if (set->board->breakdown.known)
		compare(v, &a);
	verify_why(v, set, a.parts);
}
