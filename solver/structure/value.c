/* The price of a structure, from its sets alone. */
#include <solver/structure/value.h>

#include <math.h>

static void add_sums(const struct moot_set_cost *cost, int boards, struct moot_structure_sums *sums)
{
	sums->senior_hours += cost->senior_hours;
	sums->other_hours += cost->total_hours - cost->senior_hours;
	sums->agenda_hours += cost->theme_hours;
	sums->meetings += cost->frequency;
	sums->penalties += cost->in_common ? 0 : boards - 1;
}

double moot_search_value(struct moot_program *p, const struct moot_search *search, double *hours,
			 struct moot_structure_sums *sums)
{
	double sum = 0;
	*sums = (struct moot_structure_sums){0};
	for (int i = 0; i < search->set_count; i++) {
		struct moot_set_cost cost;
		moot_costs_of(&p->costs, &search->sets[i].set, &cost);
		sum += cost.cost;
		add_sums(&cost, search->sets[i].set.board_count, sums);
		for (int s = 0; s < p->costs.seats.count; s++)
			if (p->costs.seats.sitters[s].seated)
				hours[p->costs.seats.sitters[s].person] += cost.hours;
	}
	for (size_t i = 0; i < p->landscape->person_count; i++)
		if (p->landscape->people[i].max_hours >= 0)
			sums->over += fmax(0, hours[i] - p->landscape->people[i].max_hours);
	return sum + p->landscape->policy.over_price * sums->over;
}
