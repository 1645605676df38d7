/* Turns the chosen sets into the plan's boards and figures. */
#include <solver/structure/fill_parts.h>
#include <solver/structure/hand_over.h>

#include <math.h>
#include <solver/structure/saving.h>
#include <stdlib.h>
#include <string.h>

char *moot_own_theme(struct moot_arena *arena, const char *board)
{
	return moot_arena_format(arena, "(own business of %s)", board);
}

int moot_structure_lead(const struct moot_program *program, const struct moot_set *set)
{
	const struct moot_landscape *l = program->landscape;
	const int *first = program->costs.first;
	int lead = set->boards[0];
	for (int i = 1; i < set->board_count; i++) {
		int b = set->boards[i];
		int more = (first[b + 1] - first[b]) - (first[lead + 1] - first[lead]);
		if (more > 0 || (more == 0 && strcmp(l->boards[b].id, l->boards[lead].id) < 0))
			lead = b;
	}
	return lead;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum moot_status fill_from(struct fill *f, const struct moot_set *set, struct moot_plan_board *out)
{
	out->from = moot_arena_array(f->plan->arena, (size_t)set->board_count, sizeof *out->from);
	for (int i = 0; i < set->board_count && out->from; i++) {
		out->from[i] = moot_arena_text(f->plan->arena, f->program->landscape->boards[set->boards[i]].id);
		if (!out->from[i])
			return MOOT_ERROR_MEMORY;
	}
	out->from_count = (size_t)set->board_count;
	if (out->from && out->from_count > 1)
		qsort(out->from, out->from_count, sizeof *out->from, compare_texts);
	return out->from ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* The lead's name, and with whom: both names where they are short, else how many. */
static char *merged_name(struct fill *f, const struct moot_set *set, int lead)
{
	enum { SHORT = 90 };
	const struct moot_landscape *l = f->program->landscape;
	const char *name = l->boards[lead].name;
	const char *others[2] = {NULL, NULL};
	int count = set->board_count - 1;
	size_t length = strlen(name);
	for (int i = 0, found = 0; i < set->board_count; i++)
		if (set->boards[i] != lead && found < 2) {
			others[found] = l->boards[set->boards[i]].name;
			length += strlen(others[found++]) + 6;
		}
	if (count == 2 && strcmp(others[0], others[1]) > 0) {
		const char *swap = others[0];
		others[0] = others[1];
		others[1] = swap;
	}
	if (count == 0)
		return moot_arena_text(f->plan->arena, name);
	if (count == 1 && length <= SHORT)
		return moot_arena_format(f->plan->arena, "%s with %s", name, others[0]);
	if (count == 2 && length <= SHORT)
		return moot_arena_format(f->plan->arena, "%s with %s and %s", name, others[0], others[1]);
	return moot_arena_format(f->plan->arena, "%s with %d other%s", name, count, count == 1 ? "" : "s");
}

static int compare_members(const void *a, const void *b)
{
	const struct moot_plan_member *x = a;
	const struct moot_plan_member *y = b;
	return x->role != y->role ? (int)x->role - (int)y->role : strcmp(x->person, y->person);
}

/* The strongest of the released people of the set that was costed last who is not yet in `done`; MOOT_NONE for none. */
static int strongest_released(const struct fill *f, const bool *done)
{
	const struct moot_seats *seats = &f->program->costs.seats;
	const int *pay_order = f->program->costs.people.pay_order;
	int best = MOOT_NONE;
	for (int i = 0; i < seats->count; i++) {
		const struct moot_sitter *one = &seats->sitters[i];
		if (one->seated || done[i])
			continue;
		const struct moot_sitter *other = best == MOOT_NONE ? NULL : &seats->sitters[best];
		if (!other || one->role < other->role ||
		    (one->role == other->role && pay_order[one->person] < pay_order[other->person]))
			best = i;
	}
	return best;
}

/* Who loses a seat goes for the first member of the organisation who has no deputy. */
static enum moot_status keep_released(struct fill *f, struct moot_plan_board *out)
{
	const struct moot_landscape *l = f->program->landscape;
	const struct moot_seats *seats = &f->program->costs.seats;
	bool *done = moot_arena_array(f->scratch, (size_t)seats->count, sizeof *done);
	if (!done)
		return MOOT_ERROR_MEMORY;
	for (int left = seats->count - seats->seated; left > 0; left--) {
		int i = strongest_released(f, done);
		const struct moot_sitter *released = &seats->sitters[i];
		const char *organisation =
		    released->organisation == MOOT_NONE ? "" : l->organisations[released->organisation];
		struct moot_plan_member *member = NULL;
		done[i] = true;
		for (size_t m = 0; m < out->member_count && !member; m++)
			if (!*out->members[m].deputy && strcmp(out->members[m].organisation, organisation) == 0)
				member = &out->members[m];
		if (member)
			member->deputy = moot_arena_text(f->plan->arena, l->people[released->person].id);
		if (member && !member->deputy)
			return MOOT_ERROR_MEMORY;
	}
	return MOOT_OK;
}

/* The people of the set that was costed last. */
static enum moot_status fill_members(struct fill *f, struct moot_plan_board *out)
{
	const struct moot_landscape *l = f->program->landscape;
	const struct moot_seats *seats = &f->program->costs.seats;
	struct moot_arena *arena = f->plan->arena;
	out->members = moot_arena_array(arena, (size_t)seats->seated, sizeof *out->members);
	out->chair = moot_arena_text(arena, seats->chair == MOOT_NONE ? "" : l->people[seats->chair].id);
	if (!out->members || !out->chair)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < seats->count; i++) {
		const struct moot_sitter *sitter = &seats->sitters[i];
		if (!sitter->seated)
			continue;
		struct moot_plan_member *member = &out->members[out->member_count++];
		member->person = moot_arena_text(arena, l->people[sitter->person].id);
		member->organisation = moot_arena_text(
		    arena, sitter->organisation == MOOT_NONE ? "" : l->organisations[sitter->organisation]);
		member->deputy =
		    moot_arena_text(arena, sitter->deputy == MOOT_NONE ? "" : l->people[sitter->deputy].id);
		member->role = sitter->role;
		member->attendance = MOOT_ATTEND;
		if (!member->person || !member->organisation || !member->deputy)
			return MOOT_ERROR_MEMORY;
	}
	if (out->member_count > 1)
		qsort(out->members, out->member_count, sizeof *out->members, compare_members);
	return keep_released(f, out);
}

static int compare_themes(const void *a, const void *b)
{
	return strcmp(((const struct moot_plan_theme *)a)->theme, ((const struct moot_plan_theme *)b)->theme);
}

/* Own business of a board, once for each of its meetings today. */
static bool add_own(struct fill *f, int board, struct moot_plan_board *out)
{
	double minutes = f->program->costs.agenda[board].own_minutes;
	int times = f->program->landscape->boards[board].meetings_per_year;
	if (!(minutes > 0) || times <= 0)
		return true;
	struct moot_plan_theme *theme = &out->themes[out->theme_count++];
	theme->theme = moot_own_theme(f->plan->arena, f->program->landscape->boards[board].id);
	theme->minutes = (int)lround(minutes / times);
	theme->per_year = times;
	return theme->theme != NULL;
}

/* Themes by name, then own business by board. */
static enum moot_status fill_themes(struct fill *f, const struct moot_set *set, struct moot_plan_board *out)
{
	const struct moot_costs *costs = &f->program->costs;
	size_t room = (size_t)costs->touched_count + (size_t)set->board_count + (size_t)set->taken_count;
	out->themes = moot_arena_array(f->plan->arena, room, sizeof *out->themes);
	if (!out->themes)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < costs->touched_count; i++) {
		int t = costs->touched[i];
		struct moot_plan_theme *theme = &out->themes[out->theme_count++];
		theme->theme = moot_arena_text(f->plan->arena, f->program->landscape->themes[t]);
		theme->minutes = (int)lround(moot_costs_minutes(costs, t));
		theme->per_year = moot_costs_times(costs, t);
		f->theme_after[t] += theme->per_year * moot_costs_minutes(costs, t) / 60;
		if (!theme->theme)
			return MOOT_ERROR_MEMORY;
	}
	size_t own = out->theme_count;
	bool whole = true;
	for (int i = 0; i < set->board_count && whole; i++)
		whole = add_own(f, set->boards[i], out);
	for (int i = 0; i < set->taken_count && whole; i++)
		if (costs->taken[set->taken[i]].theme == MOOT_NONE)
			whole = add_own(f, costs->taken[set->taken[i]].board, out);
	if (whole && own > 1)
		qsort(out->themes, own, sizeof *out->themes, compare_themes);
	if (whole && out->theme_count - own > 1)
		qsort(out->themes + own, out->theme_count - own, sizeof *out->themes, compare_themes);
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

static enum moot_status fill_duties(struct fill *f, const struct moot_set *set, struct moot_plan_board *out)
{
	const struct moot_landscape *l = f->program->landscape;
	const struct moot_costs *costs = &f->program->costs;
	bool *carried = moot_arena_array(f->scratch, l->duty_count, sizeof *carried);
	size_t count = 0;
	if (!carried)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < set->board_count; i++)
		for (int d = 0; d < costs->agenda[set->boards[i]].duty_count; d++)
			carried[costs->agenda[set->boards[i]].duties[d]] = true;
	for (int i = 0; i < set->taken_count; i++)
		for (int d = 0; d < costs->taken[set->taken[i]].duty_count; d++)
			carried[costs->taken[set->taken[i]].duties[d]] = true;
	for (size_t d = 0; d < l->duty_count; d++)
		count += carried[d];
	out->duties = moot_arena_array(f->plan->arena, count, sizeof *out->duties);
	for (size_t d = 0; d < l->duty_count && out->duties; d++) {
		if (!carried[d])
			continue;
		out->duties[out->duty_count] = moot_arena_text(f->plan->arena, l->duties[d].id);
		if (!out->duties[out->duty_count++])
			return MOOT_ERROR_MEMORY;
	}
	if (out->duties && out->duty_count > 1)
		qsort(out->duties, out->duty_count, sizeof *out->duties, compare_texts);
	return out->duties ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* Rounded up to 5 minutes, a thousand-millionth forgiven. */
static int round_length(double length)
{
	double steps = ceil(length / 5 - 1e-9);
	return steps < 2e8 ? (int)steps * 5 : 1000000000;
}

static void add_saving(struct moot_saving *saving, const struct moot_set_cost *cost, int sign)
{
	saving->hours += sign * cost->total_hours;
	saving->senior_hours += sign * cost->senior_hours;
	saving->cost += sign * cost->cost_gbp;
}

static enum moot_status fill_set(struct fill *f, int index, struct moot_plan_board *out, double *each)
{
	const struct moot_landscape *l = f->program->landscape;
	const struct moot_set *set = &f->search->sets[index].set;
	struct moot_set_cost cost;
	int lead = moot_structure_lead(f->program, set);
	if (moot_saving_of_set(&f->program->costs, set, f->scratch, &cost, &out->breakdown) != MOOT_OK)
		return MOOT_ERROR_MEMORY;
	*each = cost.hours;
	out->id = moot_arena_text(f->plan->arena, l->boards[lead].id);
	out->name = merged_name(f, set, lead);
	out->fate = set->board_count == 1 ? MOOT_KEPT : cost.in_common ? MOOT_IN_COMMON : MOOT_MERGED;
	out->mode = cost.mode;
	out->meetings_per_year = cost.frequency;
	out->minutes = round_length(cost.length);
	for (int i = 0; i < set->board_count; i++) {
		add_saving(&out->saving, &f->today[set->boards[i]], 1);
		if (set->board_count > 1 && l->boards[set->boards[i]].merge == MOOT_MERGE_AGREEMENT)
			out->needs_agreement = true;
	}
	add_saving(&out->saving, &cost, -1);
	moot_totals_add(&f->plan->after, &cost);
	if (!out->id || !out->name)
		return MOOT_ERROR_MEMORY;
	enum moot_status status = fill_from(f, set, out);
	if (status == MOOT_OK)
		status = fill_members(f, out);
	if (status == MOOT_OK)
		status = fill_themes(f, set, out);
	if (status == MOOT_OK)
		status = fill_duties(f, set, out);
	return status;
}

static enum moot_status fill_closed(struct fill *f, int board, struct moot_plan_board *out)
{
	const struct moot_landscape *l = f->program->landscape;
	const struct moot_set set = {.boards = &board, .board_count = 1};
	out->id = moot_arena_text(f->plan->arena, l->boards[board].id);
	out->name = moot_arena_text(f->plan->arena, l->boards[board].name);
	out->chair = "";
	out->fate = MOOT_CLOSED;
	out->mode = l->boards[board].mode;
	add_saving(&out->saving, &f->today[board], 1);
	moot_saving_of_closed(&f->program->costs, board, &out->breakdown);
	if (!out->id || !out->name || fill_from(f, &set, out) != MOOT_OK)
		return MOOT_ERROR_MEMORY;
	return MOOT_OK;
}

static bool is_closed(const struct fill *f, int board)
{
	return f->program->closed[board] || (f->search->closes && f->search->closes[board]);
}

/* A board with what goes with it while boards are sorted. */
struct filled {
	struct moot_plan_board board;
	double each;
	int set;
};

static int compare_boards(const void *a, const void *b)
{
	return strcmp(((const struct filled *)a)->board.id, ((const struct filled *)b)->board.id);
}

static enum moot_status list_boards(struct fill *f, struct filled *all, size_t count)
{
	if (count > 1)
		qsort(all, count, sizeof *all, compare_boards);
	f->plan->boards = moot_arena_array(f->plan->arena, count, sizeof *f->plan->boards);
	f->each = moot_arena_array(f->scratch, count, sizeof *f->each);
	f->set_of = moot_arena_array(f->scratch, count, sizeof *f->set_of);
	if (!f->plan->boards || !f->each || !f->set_of)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < count; i++) {
		f->plan->boards[i] = all[i].board;
		f->each[i] = all[i].each;
		f->set_of[i] = all[i].set;
	}
	f->plan->board_count = count;
	return MOOT_OK;
}

static enum moot_status fill_boards(struct fill *f)
{
	int boards = (int)f->program->landscape->board_count;
	size_t count = 0;
	struct filled *all = moot_arena_array(f->scratch, (size_t)f->search->set_count + (size_t)boards, sizeof *all);
	if (!all)
		return MOOT_ERROR_MEMORY;
	enum moot_status status = MOOT_OK;
	for (int i = 0; i < f->search->set_count && status == MOOT_OK; i++) {
		all[count].set = i;
		status = fill_set(f, i, &all[count].board, &all[count].each);
		count++;
	}
	for (int b = 0; b < boards && status == MOOT_OK; b++) {
		if (!is_closed(f, b))
			continue;
		all[count].set = MOOT_NONE;
		status = fill_closed(f, b, &all[count++].board);
	}
	return status == MOOT_OK ? list_boards(f, all, count) : status;
}

/* The reasons, once all figures stand. */
static enum moot_status fill_why(struct fill *f)
{
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < f->plan->board_count && status == MOOT_OK; i++) {
		struct moot_plan_board *out = &f->plan->boards[i];
		const struct moot_set *set = f->set_of[i] == MOOT_NONE ? NULL : &f->search->sets[f->set_of[i]].set;
		int board = moot_landscape_board(f->program->landscape, out->id);
		struct moot_set_cost cost;
		if (set)
			moot_costs_of(&f->program->costs, set, &cost);
		status = moot_structure_why(f->program, f->search, set, board, f->plan, out);
		if (status == MOOT_OK)
			status = moot_hand_over_why(f->program, f->search, f->set_of[i], board, f->plan->arena, out);
	}
	return status;
}

enum moot_status moot_structure_fill(struct moot_program *program, const struct moot_search *search,
				     struct moot_plan *plan, struct moot_error *error)
{
	struct fill f = {.program = program, .search = search, .plan = plan, .scratch = moot_arena_new()};
	if (!f.scratch)
		return MOOT_ERROR_MEMORY;
	enum moot_status status = moot_fill_today(&f);
	if (status == MOOT_OK)
		status = fill_boards(&f);
	if (status == MOOT_OK)
		status = moot_fill_attendance(&f, error);
	if (status == MOOT_OK)
		status = fill_why(&f);
	if (status == MOOT_OK)
		status = moot_fill_people(&f);
	if (status == MOOT_OK)
		status = moot_fill_hand_overs(&f);
	if (status == MOOT_OK) {
		plan->before.duplicated_agenda_hours = moot_costs_duplicated(&program->costs, f.theme_before);
		plan->after.duplicated_agenda_hours = moot_costs_duplicated(&program->costs, f.theme_after);
	}
	moot_arena_free(f.scratch);
	return status;
}
