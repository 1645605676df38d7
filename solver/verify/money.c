/*
 * Hours and money: totals before and after, each board's saving, each person's year, and the structure's objective.
 *
 *     h_pi = f (o + prep + travel) / 60 + sum_t n m / 60          the same for every member of a board
 *     rate = salary (1 + on_cost_rate) / hours_per_year
 *     objective = sum_S [ sum_p w_p h(S) + overlap_weight sum_t T_t(S) + merge_penalty (|S| - 1)
 *                         + other_weight support_hours F(S) ]
 *                 - overlap_weight sum_t max_i n_it m_it / 60 + over_price sum_p max(0, h_p - max_hours_p)
 */
#include <solver/verify/verify.h>

#include <math.h>
#include <string.h>
#include <strings.h>

bool verify_contains(const char *text, const char *words)
{
	for (const char *word = words; *word; word += strcspn(word, "|"), word += *word == '|') {
		const char *first = word + strspn(word, " ");
		size_t length = strcspn(first, "|");
		while (length > 0 && first[length - 1] == ' ')
			length--;
		for (const char *at = text; length > 0 && strlen(at) >= length; at++)
			if (strncasecmp(at, first, length) == 0)
				return true;
	}
	return false;
}

void verify_people(struct verify *v)
{
	const struct moot_policy *policy = &v->l->policy;
	v->senior = verify_room(v, v->l->person_count, sizeof *v->senior);
	v->weight = verify_room(v, v->l->person_count, sizeof *v->weight);
	v->salary = verify_room(v, v->l->person_count, sizeof *v->salary);
	v->rate = verify_room(v, v->l->person_count, sizeof *v->rate);
	for (size_t i = 0; i < v->l->person_count && !v->failed; i++) {
		const struct moot_person *person = &v->l->people[i];
		if (person->senior != MOOT_UNSAID)
			v->senior[i] = person->senior == MOOT_YES;
		else if (person->salary >= 0)
			v->senior[i] = person->salary >= policy->senior_salary;
		else
			v->senior[i] = verify_contains(person->post, policy->senior_words);
		v->weight[i] = v->senior[i] ? 1 : policy->other_weight;
		v->salary[i] = person->salary >= 0 ? person->salary : policy->default_salary;
		v->rate[i] = v->salary[i] * (1 + policy->on_cost_rate) / policy->hours_per_year;
	}
}

/* Everything of this file that is summed over boards. */
struct sums {
	struct moot_totals before;
	struct moot_totals after;
	double *hours_before; /* each person's */
	double *hours_after;
	double *largest; /* each theme's: max_i n_it m_it / 60, today */
	double *spread;  /* its hours over all boards today */
	double *carried; /* over all sets */
	double objective;
};

static double hours_of_board(const struct verify *v, int board)
{
	const struct moot_board *b = &v->l->boards[board];
	double minutes = b->standing_minutes + b->prep_minutes + (b->mode == MOOT_ONLINE ? 0 : b->travel_minutes);
	double yearly = b->meetings_per_year * minutes + v->today[board].own;
	for (size_t i = 0; i < v->today[board].count; i++)
		yearly += v->today[board].rows[i].per_year * v->today[board].rows[i].minutes;
	return yearly / 60;
}

static void add_hours(const struct verify *v, struct moot_totals *totals, int person, double hours)
{
	totals->hours += hours;
	totals->senior_hours += v->senior[person] ? hours : 0;
	totals->cost += hours * v->rate[person];
}

/* Stops short of what an int holds. */
static void add_meetings(struct moot_totals *totals, int meetings)
{
	if (totals->meetings < 1000000000)
		totals->meetings += meetings;
}

static void add_today(const struct verify *v, struct moot_totals *totals, int board, double *hours_of)
{
	double hours = hours_of_board(v, board);
	totals->boards++;
	add_meetings(totals, v->l->boards[board].meetings_per_year);
	for (size_t i = v->first_member[board]; i < v->first_member[board + 1]; i++) {
		add_hours(v, totals, v->l->members[i].person, hours);
		if (hours_of)
			hours_of[v->l->members[i].person] += hours;
	}
}

static void sum_today(const struct verify *v, struct sums *sums)
{
	for (size_t i = 0; i < v->l->board_count; i++) {
		add_today(v, &sums->before, (int)i, sums->hours_before);
		for (size_t j = 0; j < v->today[i].count; j++) {
			const struct verify_row *row = &v->today[i].rows[j];
			double hours = row->per_year * row->minutes / 60;
			sums->spread[row->theme] += hours;
			sums->largest[row->theme] = fmax(sums->largest[row->theme], hours);
		}
	}
}

/* Those who come, themselves or for another. */
static void add_set(struct verify *v, const struct verify_set *set, struct moot_totals *totals, double *hours_of)
{
	struct verify_comer *comers = NULL;
	size_t count = verify_comers(v, set, &comers);
	totals->boards++;
	add_meetings(totals, set->meetings);
	for (size_t i = 0; i < count; i++) {
		add_hours(v, totals, comers[i].person, set->hours);
		if (hours_of)
			hours_of[comers[i].person] += set->hours;
	}
}

/* c(S) without the overlap, which is charged over all sets at the end. */
static double cost_of_set(const struct verify *v, const struct verify_set *set)
{
	const struct moot_policy *policy = &v->l->policy;
	double cost = policy->other_weight * policy->support_hours * set->meetings;
	if (!set->in_common)
		cost += policy->merge_penalty * ((double)set->count - 1);
	for (size_t i = 0; i < set->seat_count; i++)
		cost += v->weight[set->seats[i].person] * set->hours;
	return cost;
}

static void sum_sets(struct verify *v, struct sums *sums)
{
	for (size_t i = 0; i < v->plan->board_count; i++) {
		const struct verify_set *set = &v->sets[i];
		if (set->closed)
			continue;
		add_set(v, set, &sums->after, sums->hours_after);
		sums->objective += cost_of_set(v, set);
		for (size_t j = 0; j < set->theme_count; j++)
			sums->carried[set->themes[j].theme] += set->themes[j].per_year * set->themes[j].minutes / 60;
	}
}

static void sum_themes_and_people(const struct verify *v, struct sums *sums)
{
	for (size_t i = 0; i < v->l->theme_count; i++) {
		sums->before.duplicated_agenda_hours += fmax(0, sums->spread[i] - sums->largest[i]);
		sums->after.duplicated_agenda_hours += fmax(0, sums->carried[i] - sums->largest[i]);
		sums->objective += v->l->policy.overlap_weight * (sums->carried[i] - sums->largest[i]);
	}
	for (size_t i = 0; i < v->l->person_count; i++)
		if (v->l->people[i].max_hours >= 0)
			sums->objective +=
			    v->l->policy.over_price * fmax(0, v->seat_hours[i] - v->l->people[i].max_hours);
}

/* Says where one figure of the plan is not what the definitions give. */
static void expect(struct verify *v, const char *what, const char *of, double found, double expected)
{
	if (!verify_near(found, expected))
		verify_fault(v, "%s of %s is %.9g, not %.9g", what, of, found, expected);
}

static void expect_totals(struct verify *v, const char *of, const struct moot_totals *found,
			  const struct moot_totals *expected)
{
	expect(v, "boards", of, found->boards, expected->boards);
	expect(v, "meetings", of, found->meetings, expected->meetings);
	expect(v, "senior_hours", of, found->senior_hours, expected->senior_hours);
	expect(v, "hours", of, found->hours, expected->hours);
	expect(v, "cost", of, found->cost, expected->cost);
	expect(v, "duplicated_agenda_hours", of, found->duplicated_agenda_hours, expected->duplicated_agenda_hours);
}

static void check_saving(struct verify *v, const struct verify_set *set)
{
	struct moot_totals before = {0};
	struct moot_totals after = {0};
	for (size_t i = 0; i < set->count; i++)
		add_today(v, &before, set->boards[i], NULL);
	if (!set->closed)
		add_set(v, set, &after, NULL);
	const struct moot_saving *saving = &set->board->saving;
	expect(v, "the saving in senior hours", set->board->id, saving->senior_hours,
	       before.senior_hours - after.senior_hours);
	expect(v, "the saving in hours", set->board->id, saving->hours, before.hours - after.hours);
	expect(v, "the saving in cost", set->board->id, saving->cost, before.cost - after.cost);
	verify_breakdown(v, set);
}

static void check_savings(struct verify *v)
{
	struct moot_saving sum = {0, 0, 0};
	for (size_t i = 0; i < v->plan->board_count; i++) {
		const struct moot_saving *saving = &v->plan->boards[i].saving;
		check_saving(v, &v->sets[i]);
		sum.senior_hours += saving->senior_hours;
		sum.hours += saving->hours;
		sum.cost += saving->cost;
	}
	const struct moot_totals *before = &v->plan->before;
	const struct moot_totals *after = &v->plan->after;
	/* A difference of two large numbers is as exact as they are. */
	if (!verify_near(after->senior_hours + sum.senior_hours, before->senior_hours) ||
	    !verify_near(after->hours + sum.hours, before->hours) || !verify_near(after->cost + sum.cost, before->cost))
		verify_fault(v, "the boards' savings do not sum up to the totals before less those after");
}

static void check_person(struct verify *v, const struct sums *sums, const struct moot_plan_person *found, int person)
{
	const double before = sums->hours_before[person];
	const double after = sums->hours_after[person];
	if (found->senior != v->senior[person])
		verify_fault(v, "person %s is %ssenior by the plan", found->person, found->senior ? "" : "not ");
	expect(v, "the figure hours_before", found->person, found->hours_before, before);
	expect(v, "the figure hours_after", found->person, found->hours_after, after);
	expect(v, "the figure cost_before", found->person, found->cost_before, before * v->rate[person]);
	expect(v, "the figure cost_after", found->person, found->cost_after, after * v->rate[person]);
}

/* `people` lists everyone who sits on a board today, or goes as a deputy, once. */
static void check_people(struct verify *v, const struct sums *sums)
{
	bool *due = verify_room(v, v->l->person_count, sizeof *due);
	if (!due)
		return;
	for (size_t i = 0; i < v->l->member_count; i++)
		due[v->l->members[i].person] = true;
	for (size_t i = 0; i < v->plan->board_count; i++)
		for (size_t j = 0; j < v->plan->boards[i].member_count; j++) {
			const struct moot_plan_member *member = &v->plan->boards[i].members[j];
			int deputy = verify_names_find(&v->people, member->deputy);
			if (member->attendance == MOOT_DEPUTY && deputy != MOOT_NONE)
				due[deputy] = true;
		}
	for (size_t i = 0; i < v->plan->person_count; i++) {
		const struct moot_plan_person *found = &v->plan->people[i];
		int person = verify_names_find(&v->people, found->person);
		if (person == MOOT_NONE || !due[person]) {
			verify_fault(v, "person %s is listed %s", found->person,
				     person == MOOT_NONE ? "but unknown" : "twice, or sits on no board");
			continue;
		}
		due[person] = false;
		check_person(v, sums, found, person);
	}
	for (size_t i = 0; i < v->l->person_count; i++)
		if (due[i])
			verify_fault(v, "person %s is missing from the people", v->l->people[i].id);
}

void verify_money(struct verify *v)
{
	struct sums sums = {.hours_before = verify_room(v, v->l->person_count, sizeof(double)),
			    .hours_after = verify_room(v, v->l->person_count, sizeof(double)),
			    .largest = verify_room(v, v->l->theme_count, sizeof(double)),
			    .spread = verify_room(v, v->l->theme_count, sizeof(double)),
			    .carried = verify_room(v, v->l->theme_count, sizeof(double))};
	if (v->failed)
		return;
	sum_today(v, &sums);
	sum_sets(v, &sums);
	sum_themes_and_people(v, &sums);
	expect_totals(v, "the totals before", &v->plan->before, &sums.before);
	expect_totals(v, "the totals after", &v->plan->after, &sums.after);
	check_savings(v);
	check_people(v, &sums);
	expect(v, "the objective", "the structure", v->plan->structure.objective, sums.objective);
}
