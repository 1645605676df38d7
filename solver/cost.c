/* Evaluates sets of boards (the letters are those of moot/solve.h). */
#include <solver/cost.h>

#include <limits.h>
#include <math.h>
#include <string.h>

static enum moot_status build_first(const struct moot_landscape *l, struct moot_arena *arena, struct moot_costs *c)
{
	c->first = moot_arena_array(arena, l->board_count + 1, sizeof *c->first);
	if (!c->first)
		return MOOT_ERROR_MEMORY;
	int m = 0;
	for (int b = 0; b < (int)l->board_count; b++) {
		c->first[b] = m;
		while (m < (int)l->member_count && l->members[m].board == b)
			m++;
	}
	c->first[l->board_count] = m;
	return MOOT_OK;
}

static enum moot_status build_scratch(const struct moot_landscape *l, struct moot_arena *arena, struct moot_costs *c)
{
	size_t themes = l->theme_count;
	c->most = moot_arena_array(arena, themes, sizeof *c->most);
	c->sum = moot_arena_array(arena, themes, sizeof *c->sum);
	c->times = moot_arena_array(arena, themes, sizeof *c->times);
	c->theme_mark = moot_arena_array(arena, themes, sizeof *c->theme_mark);
	c->touched = moot_arena_array(arena, themes, sizeof *c->touched);
	bool whole = c->most && c->sum && c->times && c->theme_mark && c->touched;
	return whole ? moot_seats_new(l, arena, &c->seats) : MOOT_ERROR_MEMORY;
}

static double length_of(int frequency, int standing, double year_minutes)
{
	return frequency > 0 ? standing + year_minutes / frequency : standing;
}

static void build_forms(const struct moot_landscape *l, struct moot_costs *c)
{
	for (int b = 0; b < (int)l->board_count; b++) {
		const struct moot_board *board = &l->boards[b];
		const struct moot_agenda *agenda = &c->agenda[b];
		struct moot_form *form = &c->forms[b];
		int law = moot_duties_min(l, agenda->duties, agenda->duty_count);
		*form = (struct moot_form){
		    .frequency = board->meetings_per_year,
		    .standing = board->standing_minutes,
		    .prep = board->prep_minutes,
		    .travel = board->mode == MOOT_ONLINE ? 0 : board->travel_minutes,
		    .min_per_year = board->min_per_year > law ? board->min_per_year : law,
		    .length = length_of(board->meetings_per_year, board->standing_minutes, c->today[b].year_minutes),
		    .ruled = MOOT_NONE,
		};
	}
}

/* Moved rows leave the own business as it is today. */
static void keep_own(struct moot_costs *c)
{
	for (int b = 0; b < (int)c->landscape->board_count; b++) {
		struct moot_agenda *agenda = &c->agenda[b];
		agenda->year_minutes += c->today[b].own_minutes - agenda->own_minutes;
		agenda->own_minutes = c->today[b].own_minutes;
	}
}

enum moot_status moot_costs_build(const struct moot_landscape *landscape, const int *row_board,
				  struct moot_arena *arena, struct moot_costs *out)
{
	*out = (struct moot_costs){.landscape = landscape,
				   .max_minutes = landscape->policy.max_minutes,
				   .max_members = landscape->policy.max_members,
				   .chairs_bind = true,
				   .not_alone = MOOT_NONE};
	enum moot_status status = moot_agendas_build(landscape, NULL, arena, &out->today);
	if (status == MOOT_OK)
		status = moot_agendas_build(landscape, row_board, arena, &out->agenda);
	if (status == MOOT_OK)
		status = moot_people_build(landscape, arena, &out->people);
	if (status == MOOT_OK)
		status = build_first(landscape, arena, out);
	if (status == MOOT_OK)
		status = build_scratch(landscape, arena, out);
	out->forms = moot_arena_array(arena, landscape->board_count, sizeof *out->forms);
	if (status != MOOT_OK || !out->forms)
		return MOOT_ERROR_MEMORY;
	keep_own(out);
	build_forms(landscape, out);
	for (size_t i = 0; row_board && i < landscape->item_count; i++)
		if (row_board[i] != landscape->items[i].board)
			out->forms[row_board[i]].hosts = true;
	for (size_t t = 0; t < landscape->theme_count; t++)
		out->sum[t] = 0;
	for (int b = 0; b < (int)landscape->board_count; b++)
		for (int i = 0; i < out->today[b].theme_count; i++) {
			const struct moot_footprint *print = &out->today[b].themes[i];
			out->sum[print->theme] = fmax(out->sum[print->theme], print->per_year * print->minutes);
		}
	for (size_t t = 0; t < landscape->theme_count; t++)
		out->constant += landscape->policy.overlap_weight * out->sum[t] / 60;
	return MOOT_OK;
}

enum moot_status moot_costs_share(const struct moot_costs *costs, struct moot_arena *arena, struct moot_costs *out)
{
	*out = *costs;
	out->touched_count = 0;
	out->mark = 0;
	return build_scratch(costs->landscape, arena, out);
}

static void next_mark(struct moot_costs *c)
{
	if (c->mark == UINT_MAX) {
		memset(c->theme_mark, 0, c->landscape->theme_count * sizeof *c->theme_mark);
		c->mark = 0;
	}
	c->mark++;
	c->touched_count = 0;
}

static void add_theme(struct moot_costs *c, int theme, int per_year, double minutes)
{
	if (c->theme_mark[theme] != c->mark) {
		c->theme_mark[theme] = c->mark;
		c->most[theme] = 0;
		c->sum[theme] = 0;
		c->times[theme] = 0;
		c->touched[c->touched_count++] = theme;
	}
	c->most[theme] = fmax(c->most[theme], minutes);
	c->sum[theme] += minutes;
	if (per_year > c->times[theme])
		c->times[theme] = per_year;
}

int moot_costs_times(const struct moot_costs *costs, int theme)
{
	return costs->times[theme];
}

double moot_costs_minutes(const struct moot_costs *costs, int theme)
{
	double most = costs->most[theme];
	return most + costs->landscape->policy.overlap_residual * (costs->sum[theme] - most);
}

/* Leaves of a theme that another set leads the report. */
static void report_on(struct moot_costs *c, int theme)
{
	double report = c->landscape->policy.report_minutes;
	if (c->theme_mark[theme] != c->mark || moot_costs_minutes(c, theme) <= report)
		return;
	c->most[theme] = report;
	c->sum[theme] = report;
}

/* The union of the themes, and own business; fills year_minutes and theme_hours. */
static void add_agendas(struct moot_costs *c, const struct moot_agenda *agendas, const struct moot_set *set,
			struct moot_set_cost *out)
{
	next_mark(c);
	for (int i = 0; i < set->board_count; i++) {
		const struct moot_agenda *agenda = &agendas[set->boards[i]];
		out->year_minutes += agenda->own_minutes;
		for (int t = 0; t < agenda->theme_count; t++)
			add_theme(c, agenda->themes[t].theme, agenda->themes[t].per_year, agenda->themes[t].minutes);
	}
	for (int i = 0; i < set->taken_count; i++) {
		const struct moot_taken *taken = &c->taken[set->taken[i]];
		if (taken->theme == MOOT_NONE)
			out->year_minutes += taken->minutes;
		else
			add_theme(c, taken->theme, taken->per_year, taken->minutes);
	}
	for (int i = 0; i < set->handed_count; i++)
		report_on(c, set->handed[i]);
	double minutes = 0;
	for (int i = 0; i < c->touched_count; i++)
		minutes += c->times[c->touched[i]] * moot_costs_minutes(c, c->touched[i]);
	out->year_minutes += minutes;
	out->theme_hours = minutes / 60;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static void add_form(const struct moot_costs *c, const struct moot_set *set, struct moot_set_cost *out)
{
	int online = 0;
	int in_person = 0;
	int standing_sum = 0;
	for (int i = 0; i < set->board_count; i++) {
		const struct moot_form *form = &c->forms[set->boards[i]];
		const struct moot_board *board = &c->landscape->boards[set->boards[i]];
		out->frequency = larger(out->frequency, form->frequency);
		out->standing = larger(out->standing, form->standing);
		standing_sum += form->standing;
		out->prep = larger(out->prep, form->prep);
		out->travel = larger(out->travel, form->travel);
		online += board->mode == MOOT_ONLINE;
		in_person += board->mode == MOOT_IN_PERSON;
		if (set->board_count > 1 && board->merge == MOOT_MERGE_IN_COMMON)
			out->in_common = true;
	}
	if (out->in_common)
		out->standing = standing_sum;
	out->mode = online == set->board_count ? MOOT_ONLINE : in_person > 0 ? MOOT_IN_PERSON : MOOT_HYBRID;
}

int moot_costs_frequency(int least, double year_minutes, double room)
{
	double meetings = ceil(year_minutes / room - 1e-9);
	if (!(meetings > least))
		return least;
	return meetings < 1e9 ? (int)meetings : (int)1e9;
}

/* F(S), except for a board that stays alone as it is. */
static void raise_frequency(const struct moot_costs *c, const struct moot_set *set, struct moot_set_cost *out)
{
	out->least = out->frequency;
	if (set->board_count == 1 && set->taken_count == 0 && !c->forms[set->boards[0]].hosts)
		return;
	double longest = c->max_minutes;
	if (set->board_count == 1)
		longest = fmax(longest, c->forms[set->boards[0]].length);
	for (int i = 0; i < set->board_count; i++)
		out->frequency = larger(out->frequency, c->forms[set->boards[i]].min_per_year);
	for (int i = 0; i < set->taken_count; i++)
		out->frequency = larger(out->frequency, c->taken[set->taken[i]].min_per_year);
	out->least = out->frequency;
	if (longest <= out->standing) {
		out->fault = MOOT_SET_MINUTES;
		return;
	}
	out->room = longest - out->standing;
	out->frequency = moot_costs_frequency(out->least, out->year_minutes, out->room);
}

/* The person whom the chair rules on the set name; a fault where they name two. */
static int ruled_chair(const struct moot_costs *c, const struct moot_set *set, struct moot_set_cost *out)
{
	int ruled = MOOT_NONE;
	for (int i = 0; i < set->board_count; i++) {
		int named = c->forms[set->boards[i]].ruled;
		if (named == MOOT_NONE)
			continue;
		if (named == MOOT_TWO_CHAIRS || (ruled != MOOT_NONE && ruled != named))
			out->fault = c->chairs_bind ? MOOT_SET_CHAIR : out->fault;
		else
			ruled = named;
	}
	return ruled;
}

static void add_people(struct moot_costs *c, const struct moot_set *set, struct moot_set_cost *out)
{
	int ruled = ruled_chair(c, set, out);
	bool release = set->board_count > 1 && !out->in_common;
	moot_seats_of(c->landscape, &c->people, c->first, set->boards, set->board_count, ruled, release, &c->seats);
	if (ruled != MOOT_NONE && c->seats.chair != ruled && c->chairs_bind)
		out->fault = MOOT_SET_CHAIR;
	if (set->board_count > 1 && c->seats.seated > c->max_members)
		out->fault = MOOT_SET_MEMBERS;
	double rate = 0;
	int seniors = 0;
	for (int i = 0; i < c->seats.count; i++) {
		int person = c->seats.sitters[i].person;
		if (!c->seats.sitters[i].seated)
			continue;
		out->weight += c->people.weight[person];
		rate += c->people.rate[person];
		seniors += c->people.senior[person];
	}
	out->total_hours = out->hours * c->seats.seated;
	out->senior_hours = out->hours * seniors;
	out->cost_gbp = out->hours * rate;
}

static void evaluate(struct moot_costs *c, const struct moot_agenda *agendas, const struct moot_set *set,
		     struct moot_set_cost *out)
{
	const struct moot_policy *policy = &c->landscape->policy;
	*out = (struct moot_set_cost){.fault = MOOT_SET_POSSIBLE};
	add_agendas(c, agendas, set, out);
	add_form(c, set, out);
	raise_frequency(c, set, out);
	out->length = length_of(out->frequency, out->standing, out->year_minutes);
	out->overhead = (double)out->frequency * ((double)out->standing + out->prep + out->travel) / 60;
	out->hours = out->overhead + out->year_minutes / 60;
	add_people(c, set, out);
	if (set->board_count == 1 && set->boards[0] == c->not_alone)
		out->fault = MOOT_SET_ALONE;
	out->cost = out->weight * out->hours + policy->overlap_weight * out->theme_hours +
		    (out->in_common ? 0 : policy->merge_penalty * (set->board_count - 1)) +
		    policy->other_weight * policy->support_hours * out->frequency;
}

void moot_costs_of(struct moot_costs *costs, const struct moot_set *set, struct moot_set_cost *out)
{
	evaluate(costs, costs->agenda, set, out);
}

void moot_costs_today(struct moot_costs *costs, int board, struct moot_set_cost *out)
{
	const struct moot_set alone = {.boards = &board, .board_count = 1};
	bool bind = costs->chairs_bind;
	int ruled = costs->forms[board].ruled;
	bool hosts = costs->forms[board].hosts;
	costs->chairs_bind = false;
	costs->forms[board].ruled = MOOT_NONE;
	costs->forms[board].hosts = false;
	evaluate(costs, costs->today, &alone, out);
	costs->chairs_bind = bind;
	costs->forms[board].ruled = ruled;
	costs->forms[board].hosts = hosts;
}

void moot_totals_add(struct moot_totals *totals, const struct moot_set_cost *set)
{
	totals->boards++;
	totals->meetings += set->frequency;
	totals->hours += set->total_hours;
	totals->senior_hours += set->senior_hours;
	totals->cost += set->cost_gbp;
}

double moot_costs_duplicated(const struct moot_costs *costs, const double *hours)
{
	const struct moot_landscape *l = costs->landscape;
	double *largest = costs->sum; /* scratch; no set is being evaluated */
	for (size_t t = 0; t < l->theme_count; t++)
		largest[t] = 0;
	for (int b = 0; b < (int)l->board_count; b++)
		for (int i = 0; i < costs->today[b].theme_count; i++) {
			const struct moot_footprint *print = &costs->today[b].themes[i];
			largest[print->theme] = fmax(largest[print->theme], print->per_year * print->minutes / 60);
		}
	double total = 0;
	for (size_t t = 0; t < l->theme_count; t++)
		total += fmax(0, hours[t] - largest[t]);
	return total;
}
