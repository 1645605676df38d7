/* Today's figures, who comes to the plan's boards, everyone's year, and the hand-overs as the plan lists them. */
#include <solver/structure/fill_parts.h>

#include <solver/structure/saving.h>
#include <stdlib.h>
#include <string.h>

/* Today's figures: totals, each board's cost, each person's hours, each theme's hours. */
enum moot_status moot_fill_today(struct fill *f)
{
	const struct moot_landscape *l = f->program->landscape;
	struct moot_costs *costs = &f->program->costs;
	f->today = moot_arena_array(f->scratch, l->board_count, sizeof *f->today);
	f->hours_before = moot_arena_array(f->scratch, l->person_count, sizeof(double));
	f->hours_after = moot_arena_array(f->scratch, l->person_count, sizeof(double));
	f->theme_before = moot_arena_array(f->scratch, l->theme_count, sizeof(double));
	f->theme_after = moot_arena_array(f->scratch, l->theme_count, sizeof(double));
	if (!f->today || !f->hours_before || !f->hours_after || !f->theme_before || !f->theme_after)
		return MOOT_ERROR_MEMORY;
	for (int b = 0; b < (int)l->board_count; b++) {
		moot_costs_today(costs, b, &f->today[b]);
		moot_totals_add(&f->plan->before, &f->today[b]);
		for (int m = costs->first[b]; m < costs->first[b + 1]; m++)
			f->hours_before[l->members[m].person] += f->today[b].hours;
		for (int i = 0; i < costs->today[b].theme_count; i++) {
			const struct moot_footprint *print = &costs->today[b].themes[i];
			f->theme_before[print->theme] += print->per_year * print->minutes / 60;
		}
	}
	return MOOT_OK;
}

/* Counts hours that a person does not spend on a board after all, or does (negative). */
static void spare(struct fill *f, struct moot_plan_board *board, int person, double hours)
{
	const struct moot_people *people = &f->program->costs.people;
	double senior = people->senior[person] ? hours : 0;
	double cost = hours * people->rate[person];
	board->saving.hours += hours;
	board->saving.senior_hours += senior;
	board->saving.cost += cost;
	f->plan->after.hours -= hours;
	f->plan->after.senior_hours -= senior;
	f->plan->after.cost -= cost;
	moot_saving_attendance(people, person, hours, &board->breakdown);
}

enum moot_status moot_fill_attendance(struct fill *f, struct moot_error *error)
{
	struct moot_attending *a = &f->attendance;
	enum moot_status status = moot_attendance_decide(f->program->landscape, f->program->options,
							 f->program->deadline, f->each, f->scratch, f->plan, a, error);
	for (int s = 0; status == MOOT_OK && s < a->first_seat[f->plan->board_count]; s++) {
		const struct moot_attendance_seat *seat = &a->seats[s];
		struct moot_plan_board *board = &f->plan->boards[seat->board];
		enum moot_attendance comes = board->members[seat->member].attendance;
		if (comes == MOOT_ATTEND) {
			f->hours_after[seat->person] += seat->hours;
			continue;
		}
		spare(f, board, seat->person, seat->hours);
		if (comes == MOOT_DEPUTY) {
			spare(f, board, seat->deputy, -seat->hours);
			f->hours_after[seat->deputy] += seat->hours;
		}
	}
	return status;
}

static int compare_people(const void *a, const void *b)
{
	return strcmp(((const struct moot_plan_person *)a)->person, ((const struct moot_plan_person *)b)->person);
}

enum moot_status moot_fill_people(struct fill *f)
{
	const struct moot_landscape *l = f->program->landscape;
	const struct moot_people *people = &f->program->costs.people;
	bool *sits = moot_arena_array(f->scratch, l->person_count, sizeof *sits);
	f->plan->people = moot_arena_array(f->plan->arena, l->person_count, sizeof *f->plan->people);
	if (!sits || !f->plan->people)
		return MOOT_ERROR_MEMORY;
	for (size_t m = 0; m < l->member_count; m++)
		sits[l->members[m].person] = true;
	/* A deputy may have no seat anywhere. */
	for (int s = 0; s < f->attendance.first_seat[f->plan->board_count]; s++) {
		const struct moot_attendance_seat *seat = &f->attendance.seats[s];
		if (f->plan->boards[seat->board].members[seat->member].attendance == MOOT_DEPUTY)
			sits[seat->deputy] = true;
	}
	for (int p = 0; p < (int)l->person_count; p++) {
		if (!sits[p])
			continue;
		struct moot_plan_person *person = &f->plan->people[f->plan->person_count++];
		person->person = moot_arena_text(f->plan->arena, l->people[p].id);
		person->senior = people->senior[p];
		person->hours_before = f->hours_before[p];
		person->hours_after = f->hours_after[p];
		person->cost_before = f->hours_before[p] * people->rate[p];
		person->cost_after = f->hours_after[p] * people->rate[p];
		if (!person->person)
			return MOOT_ERROR_MEMORY;
	}
	if (f->plan->person_count > 1)
		qsort(f->plan->people, f->plan->person_count, sizeof *f->plan->people, compare_people);
	return moot_attendance_lists(&f->attendance);
}

static int compare_hand_overs(const void *a, const void *b)
{
	const struct moot_hand_over *x = a;
	const struct moot_hand_over *y = b;
	int order = strcmp(x->from, y->from);
	return order != 0 ? order : strcmp(x->theme, y->theme);
}

static enum moot_status add_hand_over(struct fill *f, const char *theme, const char *from, int to)
{
	const struct moot_landscape *l = f->program->landscape;
	int lead = moot_structure_lead(f->program, &f->search->sets[to].set);
	struct moot_hand_over *hand = &f->plan->handed_over[f->plan->handed_over_count++];
	hand->theme = theme ? moot_arena_text(f->plan->arena, theme) : moot_own_theme(f->plan->arena, from);
	hand->from = moot_arena_text(f->plan->arena, from);
	hand->to = moot_arena_text(f->plan->arena, l->boards[lead].id);
	return hand->theme && hand->from && hand->to ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* Every theme of a closed board, and who carries it; every theme that one set leads for another. */
enum moot_status moot_fill_hand_overs(struct fill *f)
{
	const struct moot_landscape *l = f->program->landscape;
	const struct moot_search *search = f->search;
	struct moot_plan *plan = f->plan;
	size_t room = (size_t)f->program->item_count + (size_t)search->given_count;
	enum moot_status status = MOOT_OK;
	plan->handed_over = moot_arena_array(plan->arena, room, sizeof *plan->handed_over);
	if (!plan->handed_over)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < search->set_count; i++)
		for (int k = 0; k < search->sets[i].set.taken_count && status == MOOT_OK; k++) {
			const struct moot_taken *taken = &f->program->items[search->sets[i].set.taken[k]];
			status = add_hand_over(f, taken->theme == MOOT_NONE ? NULL : l->themes[taken->theme],
					       l->boards[taken->board].id, i);
		}
	for (int i = 0; i < search->given_count && status == MOOT_OK; i++) {
		const struct moot_given *given = &search->given[i];
		int from = given->from == MOOT_NONE ? given->board
						    : moot_structure_lead(f->program, &search->sets[given->from].set);
		status = add_hand_over(f, l->themes[given->theme], l->boards[from].id, given->to);
	}
	if (plan->handed_over_count > 1)
		qsort(plan->handed_over, plan->handed_over_count, sizeof *plan->handed_over, compare_hand_overs);
	return status;
}
