/* Compares each person's year on some boards with the year on the set that they become. */
#include <solver/structure/saving.h>

#include <math.h>
#include <stdlib.h>

/* What the boards of a set discuss today, as one set, before anything is moved. */
struct own_agendas {
	struct moot_footprint *themes; /* by theme; `minutes` a year in all, per_year 1 */
	int theme_count;
	double own;    /* minutes a year of all own business */
	double themed; /* of all themes */
};

struct apart {
	struct moot_costs *costs;
	const struct moot_set *set;
	const struct moot_set_cost *cost;
	struct moot_set_cost *today; /* of each board of the set */
	struct own_agendas agendas;
	struct moot_breakdown *out;
};

static void add(struct apart *a, enum moot_part part, int person, double hours)
{
	const struct moot_people *people = &a->costs->people;
	struct moot_amount *amount = &a->out->parts[part];
	amount->hours += hours;
	amount->senior_hours += people->senior[person] ? hours : 0;
	amount->cost += hours * people->rate[person];
	amount->weighted += hours * people->weight[person];
}

static int compare_prints(const void *a, const void *b)
{
	const struct moot_footprint *x = a;
	const struct moot_footprint *y = b;
	return (x->theme > y->theme) - (x->theme < y->theme);
}

/* Yearly minutes of one theme on several boards as one: n is the most frequent, m the longest and the residual. */
static double union_minutes(const struct moot_footprint *prints, int count, double residual)
{
	double most = 0;
	double sum = 0;
	int times = 0;
	for (int i = 0; i < count; i++) {
		most = fmax(most, prints[i].minutes);
		sum += prints[i].minutes;
		times = prints[i].per_year > times ? prints[i].per_year : times;
	}
	return times * (most + residual * (sum - most));
}

static enum moot_status unite_agendas(struct apart *a, struct moot_arena *arena)
{
	struct own_agendas *all = &a->agendas;
	const struct moot_agenda *today = a->costs->today;
	size_t room = 0;
	for (int i = 0; i < a->set->board_count; i++)
		room += (size_t)today[a->set->boards[i]].theme_count;
	struct moot_footprint *prints = moot_arena_array(arena, room, sizeof *prints);
	if (!prints)
		return MOOT_ERROR_MEMORY;
	int count = 0;
	for (int i = 0; i < a->set->board_count; i++) {
		const struct moot_agenda *agenda = &today[a->set->boards[i]];
		all->own += agenda->own_minutes;
		for (int t = 0; t < agenda->theme_count; t++)
			prints[count++] = agenda->themes[t];
	}
	if (count > 1)
		qsort(prints, (size_t)count, sizeof *prints, compare_prints);
	all->themes = prints;
	for (int i = 0, next = 0; i < count; i = next) {
		while (next < count && prints[next].theme == prints[i].theme)
			next++;
		double minutes = union_minutes(&prints[i], next - i, a->costs->landscape->policy.overlap_residual);
		all->themes[all->theme_count++] = (struct moot_footprint){prints[i].theme, 1, minutes};
		all->themed += minutes;
	}
	return MOOT_OK;
}

static bool sits_on(const struct moot_costs *costs, int board, int person)
{
	for (int m = costs->first[board]; m < costs->first[board + 1]; m++)
		if (costs->landscape->members[m].person == person)
			return true;
	return false;
}

/* A person's year on the boards of the set, in minutes. */
struct year {
	int meetings;
	double standing;
	double prep;
	double travel;
	double own;
	double themes;
	double heard; /* those themes on the set */
	double hours; /* all of it */
};

static double theme_minutes(const struct moot_agenda *agenda, int theme)
{
	for (int t = 0; t < agenda->theme_count; t++)
		if (agenda->themes[t].theme == theme)
			return agenda->themes[t].per_year * agenda->themes[t].minutes;
	return -1;
}

static struct year year_of(const struct apart *a, int person)
{
	const struct moot_costs *costs = a->costs;
	struct year year = {0};
	const int *boards = a->set->boards;
	for (int i = 0; i < a->set->board_count; i++) {
		if (!sits_on(costs, boards[i], person))
			continue;
		const struct moot_form *form = &costs->forms[boards[i]];
		year.meetings += form->frequency;
		year.standing += (double)form->frequency * form->standing;
		year.prep += (double)form->frequency * form->prep;
		year.travel += (double)form->frequency * form->travel;
		year.own += costs->today[boards[i]].own_minutes;
		year.hours += a->today[i].hours;
	}
	for (int t = 0; t < a->agendas.theme_count; t++) {
		const struct moot_footprint *theme = &a->agendas.themes[t];
		bool heard = false;
		for (int i = 0; i < a->set->board_count; i++) {
			double minutes = theme_minutes(&costs->today[boards[i]], theme->theme);
			if (minutes < 0 || !sits_on(costs, boards[i], person))
				continue;
			heard = true;
			year.themes += minutes;
		}
		year.heard += heard ? theme->minutes : 0;
	}
	return year;
}

/* Someone who keeps a seat. */
static void add_seated(struct apart *a, int person)
{
	const struct moot_set_cost *cost = a->cost;
	struct year year = year_of(a, person);
	int both = year.meetings < cost->frequency ? year.meetings : cost->frequency;
	int more = cost->frequency - both;
	double unheard = a->agendas.themed - year.heard + a->agendas.own - year.own;
	add(a, MOOT_PART_STANDING, person, (year.standing - (double)both * cost->standing) / 60);
	add(a, MOOT_PART_PREPARATION, person, (year.prep - (double)both * cost->prep) / 60);
	add(a, MOOT_PART_TRAVEL, person, (year.travel - (double)both * cost->travel) / 60);
	add(a, MOOT_PART_MORE_OFTEN, person, -more * ((double)cost->standing + cost->prep + cost->travel) / 60);
	add(a, MOOT_PART_THEMES, person, (year.themes - year.heard) / 60);
	add(a, MOOT_PART_OTHERS, person, -unheard / 60);
	add(a, MOOT_PART_MOVED, person, -(cost->year_minutes - a->agendas.themed - a->agendas.own) / 60);
}

/* What only the objective counts. */
static void add_charges(struct apart *a)
{
	const struct moot_policy *policy = &a->costs->landscape->policy;
	const struct moot_set_cost *cost = a->cost;
	double themes = -cost->theme_hours;
	int meetings = -cost->frequency;
	for (int i = 0; i < a->set->board_count; i++) {
		themes += a->today[i].theme_hours;
		meetings += a->today[i].frequency;
	}
	a->out->parts[MOOT_PART_DUPLICATION].weighted = policy->overlap_weight * themes;
	a->out->parts[MOOT_PART_SUPPORT].weighted = policy->other_weight * policy->support_hours * meetings;
	a->out->parts[MOOT_PART_PENALTY].weighted =
	    cost->in_common ? 0 : -policy->merge_penalty * (a->set->board_count - 1);
}

/* What is left of rounding is nothing. */
static double clean(double value)
{
	return fabs(value) < 1e-9 ? 0 : value;
}

static void finish(struct moot_breakdown *out)
{
	out->known = true;
	out->weighted = 0;
	for (int i = 0; i < MOOT_PART_COUNT; i++) {
		struct moot_amount *part = &out->parts[i];
		*part = (struct moot_amount){clean(part->hours), clean(part->senior_hours), clean(part->cost),
					     clean(part->weighted)};
		out->weighted += part->weighted;
	}
}

enum moot_status moot_saving_of_set(struct moot_costs *costs, const struct moot_set *set, struct moot_arena *arena,
				    struct moot_set_cost *cost, struct moot_breakdown *out)
{
	struct apart a = {.costs = costs, .set = set, .cost = cost, .out = out};
	*out = (struct moot_breakdown){0};
	a.today = moot_arena_array(arena, (size_t)set->board_count, sizeof *a.today);
	if (!a.today || unite_agendas(&a, arena) != MOOT_OK)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < set->board_count; i++)
		moot_costs_today(costs, set->boards[i], &a.today[i]);
	moot_costs_of(costs, set, cost);
	for (int s = 0; s < costs->seats.count; s++) {
		const struct moot_sitter *sitter = &costs->seats.sitters[s];
		if (sitter->seated)
			add_seated(&a, sitter->person);
		else
			add(&a, MOOT_PART_RELEASED, sitter->person, year_of(&a, sitter->person).hours);
	}
	add_charges(&a);
	finish(out);
	return MOOT_OK;
}

void moot_saving_of_closed(struct moot_costs *costs, int board, struct moot_breakdown *out)
{
	const struct moot_policy *policy = &costs->landscape->policy;
	struct moot_set_cost today;
	struct apart a = {.costs = costs, .out = out};
	*out = (struct moot_breakdown){0};
	moot_costs_today(costs, board, &today);
	for (int s = 0; s < costs->seats.count; s++)
		add(&a, MOOT_PART_CLOSED, costs->seats.sitters[s].person, today.hours);
	out->parts[MOOT_PART_DUPLICATION].weighted = policy->overlap_weight * today.theme_hours;
	out->parts[MOOT_PART_SUPPORT].weighted = policy->other_weight * policy->support_hours * today.frequency;
	finish(out);
}

void moot_saving_attendance(const struct moot_people *people, int person, double hours, struct moot_breakdown *out)
{
	struct moot_amount *part = &out->parts[MOOT_PART_ATTENDANCE];
	part->hours += hours;
	part->senior_hours += people->senior[person] ? hours : 0;
	part->cost += hours * people->rate[person];
}

struct moot_saving moot_saving_total(const struct moot_breakdown *breakdown)
{
	struct moot_saving total = {0, 0, 0};
	for (int i = 0; i < MOOT_PART_COUNT; i++) {
		total.hours += breakdown->parts[i].hours;
		total.senior_hours += breakdown->parts[i].senior_hours;
		total.cost += breakdown->parts[i].cost;
	}
	return total;
}
