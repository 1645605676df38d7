/* Column generation, cuts, incumbents and the proof for one block. */
#include <solver/structure/block_search.h>

#include <math.h>
#include <solver/clock.h>
#include <solver/structure/cuts.h>
#include <solver/structure/record.h>
#include <solver/structure/reuse.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_ROUNDS = 2000, /* of column generation */
	MOST_CUT_ROUNDS = 25,
	FEW_COLUMNS = 2500,   /* GLPK is quick on so many */
	MOST_COLUMNS = 60000, /* the last program holds no more */
	FIRST_NODES = 200,
	QUICK_NODES = 1600,
	MOST_NODES = 120000
};

/* On the basis of the plan's own gap: the constant is taken off, and what other blocks cost at most and least added. */
static void report(const struct moot_block_search *s)
{
	const struct moot_watch *watch = &s->program->options->watch;
	if (!watch->progress)
		return;
	double constant = s->program->costs.constant - s->program->others_lower;
	double distance = s->upper - s->lower + s->program->others_upper - s->program->others_lower;
	double best = s->upper - s->program->costs.constant + s->program->others_upper;
	const struct moot_progress progress = {
	    .phase = "structure",
	    .best = isfinite(best) ? best : NAN,
	    .bound = isfinite(s->lower) ? s->lower - constant : NAN,
	    .gap = distance <= 1e-6                  ? 0
		   : isfinite(distance) && best != 0 ? distance / best
						     : NAN,
	    .seconds = moot_clock_seconds() - s->program->started,
	};
	watch->progress(watch->context, &progress);
}

/* Pools the candidates and puts them into the relaxation. */
static enum moot_status enter_found(struct moot_block_search *s)
{
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < s->found.count && status == MOOT_OK; i++) {
		const struct moot_candidate *c = &s->found.items[i];
		const int *members = s->found.members + c->members;
		int column = -1;
		status = moot_master_pool(&s->master, members, c->atom_count, members + c->atom_count, c->item_count,
					  &column, s->error);
		if (status == MOOT_OK && column >= 0)
			status = moot_master_enter(&s->master, column, s->error);
	}
	return status;
}

/* A set is at least one atom of the partition, so at most atom_count sets lower the bound. */
static double bound_now(const struct moot_block_search *s)
{
	int sets = s->block->atom_count;
	if (s->master.has_boards_row && s->program->max_boards < sets)
		sets = s->program->max_boards > 0 ? s->program->max_boards : 0;
	return moot_master_dual_sum(&s->master) + sets * fmin(0, s->found.least);
}

static bool take(struct moot_block_search *s, const int *columns, int count)
{
	double objective = moot_master_objective(&s->master, columns, count);
	if (!(objective < s->upper))
		return false;
	s->upper = objective;
	s->chosen_count = count;
	memcpy(s->chosen, columns, (size_t)count * sizeof *columns);
	return true;
}

struct weighed {
	double value;
	int column;
};

static int compare_weighed(const void *a, const void *b)
{
	const struct weighed *x = a;
	const struct weighed *y = b;
	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

/* The columns that the relaxation's optimum likes best, as far as they fit, and each atom left by itself. */
static enum moot_status round_greedily(struct moot_block_search *s)
{
	const struct moot_master *m = &s->master;
	size_t atoms = (size_t)s->block->atom_count;
	struct weighed *order = moot_allocate(m->column_count, sizeof *order);
	bool *covered = moot_allocate(atoms, sizeof *covered);
	int *chosen = moot_allocate(atoms, sizeof *chosen);
	int count = 0;
	bool whole = order && covered && chosen;
	for (size_t j = 0; j < m->column_count && whole; j++) {
		bool single = m->columns[j].atom_count == 1 && m->columns[j].item_count == 0;
		double value = moot_master_value(m, (int)j);
		order[j] = (struct weighed){single ? -1 : value > 1e-6 ? value : -2, (int)j};
	}
	if (whole)
		qsort(order, m->column_count, sizeof *order, compare_weighed);
	for (size_t i = 0; i < m->column_count && whole && order[i].value > -2; i++) {
		const struct moot_column *column = &m->columns[order[i].column];
		const int *members = m->members + column->members;
		bool fits = true;
		for (int a = 0; a < column->atom_count; a++)
			fits = fits && !covered[members[a]];
		for (int a = 0; a < column->atom_count && fits; a++)
			covered[members[a]] = true;
		if (fits)
			chosen[count++] = order[i].column;
	}
	if (whole)
		take(s, chosen, count);
	moot_release(order);
	moot_release(covered);
	moot_release(chosen);
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/*
 * Solves the relaxation over all sets. *done: it is solved; else a limit came, and the bound is what was proven. In
 * the first phase it ends as soon as nothing artificial is left.
 */
static enum moot_status converge(struct moot_block_search *s, enum moot_lp_method method, bool *done)
{
	*done = false;
	for (int round = 0; round < MOST_ROUNDS; round++) {
		bool solved = false;
		enum moot_status status = moot_master_relax(&s->master, method, &solved, &s->empty, s->error);
		if (status != MOOT_OK || !solved)
			return status;
		method = MOOT_LP_PRIMAL;
		if (s->master.feasibility && moot_lp_objective(s->master.lp) < 1e-9) {
			*done = true;
			return MOOT_OK;
		}
		if (!s->master.feasibility)
			status = round_greedily(s);
		if (status == MOOT_OK)
			status = moot_block_price(s);
		if (status != MOOT_OK)
			return moot_error_set(s->error, status, "out of memory");
		double bound = bound_now(s);
		if (!s->master.feasibility)
			s->lower = fmax(s->lower, bound);
		else if (bound > 1e-6)
			s->infeasible = true;
		report(s);
		if (s->infeasible || (s->found.count == 0 && s->found.whole)) {
			*done = true;
			return MOOT_OK;
		}
		if (s->found.count == 0 || moot_program_over(s->program))
			return MOOT_OK;
		status = enter_found(s);
		if (status != MOOT_OK)
			return status;
	}
	return MOOT_OK;
}

/* Takes the relaxation's optimum where it happens to be whole. */
static enum moot_status take_whole(struct moot_block_search *s)
{
	int count = 0;
	if (!moot_array_reserve((void **)&s->columns, &s->column_room, s->master.column_count, sizeof *s->columns))
		return moot_error_set(s->error, MOOT_ERROR_MEMORY, "out of memory");
	for (size_t j = 0; j < s->master.column_count; j++) {
		double value = moot_master_value(&s->master, (int)j);
		if (value > 1 - 1e-6 && count < s->block->atom_count)
			s->columns[count++] = (int)j;
	}
	take(s, s->columns, count);
	return MOOT_OK;
}

/* Each atom by itself: pooled, in the relaxation, and the first incumbent where the rules allow it. */
static enum moot_status start_alone(struct moot_block_search *s)
{
	enum moot_status status = MOOT_OK;
	int count = 0;
	for (int a = 0; a < s->block->atom_count && status == MOOT_OK; a++) {
		int column = -1;
		status = moot_master_pool(&s->master, &a, 1, NULL, 0, &column, s->error);
		if (status == MOOT_OK && column >= 0) {
			s->columns[count++] = column;
			status = moot_master_enter(&s->master, column, s->error);
		}
	}
	if (status == MOOT_OK)
		take(s, s->columns, count);
	return status;
}

/* The integer program over the columns in the relaxation. */
static enum moot_status solve_entered(struct moot_block_search *s)
{
	int count = 0;
	bool proven = false;
	if (!moot_array_reserve((void **)&s->columns, &s->column_room, s->master.column_count, sizeof *s->columns))
		return moot_error_set(s->error, MOOT_ERROR_MEMORY, "out of memory");
	for (size_t j = 0; j < s->master.column_count; j++)
		if (s->master.columns[j].lp >= 0)
			s->columns[count++] = (int)j;
	return moot_master_integer(&s->master, s->columns, count, FIRST_NODES, QUICK_NODES, s->chosen, &s->chosen_count,
				   &s->upper, &proven, s->error);
}

/* After new cuts. Where no columns at hand keep to them, the first phase finds others, or proves that none do. */
static enum moot_status converge_again(struct moot_block_search *s, bool *done)
{
	enum moot_status status = converge(s, MOOT_LP_DUAL, done);
	if (status != MOOT_OK || !s->empty)
		return status;
	status = moot_master_price_cover(&s->master, s->error);
	if (status == MOOT_OK)
		status = converge(s, MOOT_LP_PRIMAL, done);
	if (status != MOOT_OK || !*done || s->infeasible)
		return status;
	status = moot_master_price_sets(&s->master, s->error);
	if (status == MOOT_OK)
		status = converge(s, MOOT_LP_PRIMAL, done);
	if (status == MOOT_OK && s->empty)
		return moot_error_set(s->error, MOOT_ERROR_INTERNAL, "the relaxation of the structure came and went");
	return status;
}

static enum moot_status cut(struct moot_block_search *s)
{
	for (int round = 0; round < MOST_CUT_ROUNDS; round++) {
		int added = 0;
		bool done = false;
		double before = s->lower;
		if (s->upper - s->lower <= 1e-6 || moot_program_over(s->program))
			return MOOT_OK;
		enum moot_status status = moot_cuts_separate(&s->master, &added, s->error);
		if (status != MOOT_OK || added == 0)
			return status;
		status = converge_again(s, &done);
		if (status == MOOT_OK && done && !s->infeasible)
			status = take_whole(s);
		if (status != MOOT_OK || !done || s->infeasible)
			return status;
		if (s->lower - before < 5e-5 * fabs(before) && round > 2)
			return MOOT_OK;
	}
	return MOOT_OK;
}

static int compare_candidates(const void *a, const void *b)
{
	const struct moot_candidate *x = a;
	const struct moot_candidate *y = b;
	if (x->reduced_cost != y->reduced_cost)
		return x->reduced_cost < y->reduced_cost ? -1 : 1;
	return (x->members > y->members) - (x->members < y->members);
}

/* Pools the `most` best of the candidates beside each atom alone, and solves over them. */
static enum moot_status solve_found(struct moot_block_search *s, size_t most, int most_nodes, bool *proven)
{
	size_t pooled = s->master.column_count;
	size_t singles = 0;
	int count = 0;
	*proven = false;
	if (s->found.count > 1)
		qsort(s->found.items, s->found.count, sizeof *s->found.items, compare_candidates);
	if (most > s->found.count)
		most = s->found.count;
	while (singles < pooled && s->master.columns[singles].atom_count == 1 &&
	       s->master.columns[singles].item_count == 0)
		singles++;
	if (!moot_array_reserve((void **)&s->columns, &s->column_room, singles + most, sizeof *s->columns))
		return moot_error_set(s->error, MOOT_ERROR_MEMORY, "out of memory");
	for (size_t j = 0; j < singles; j++)
		s->columns[count++] = (int)j;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < most && status == MOOT_OK; i++) {
		const int *members = s->found.members + s->found.items[i].members;
		int column = -1;
		status = moot_master_pool(&s->master, members, s->found.items[i].atom_count,
					  members + s->found.items[i].atom_count, s->found.items[i].item_count, &column,
					  s->error);
		if (column >= 0)
			s->columns[count++] = column;
	}
	if (status == MOOT_OK)
		status = moot_master_integer(&s->master, s->columns, count, FIRST_NODES, most_nodes, s->chosen,
					     &s->chosen_count, &s->upper, proven, s->error);
	return status;
}

/*
 * Lists every set with a reduced cost up to U - L and solves over them: a plan better than U has no other. Where they
 * are too many to solve at once, the best of them first, for a better U. Without any U the width grows until all sets
 * are listed.
 */
static enum moot_status finish(struct moot_block_search *s)
{
	double guess = fmax(1, 0.01 * fabs(s->lower));
	for (int round = 0; round < 12 && !s->proven && !moot_program_over(s->program); round++) {
		bool known = isfinite(s->upper);
		double width = known ? s->upper - s->lower : round < 8 ? guess : INFINITY;
		bool proven = false;
		struct moot_price_query query = {.threshold = known ? width + 1e-6 * (1 + fabs(width)) : width,
						 .most = MOST_COLUMNS};
		enum moot_status status = moot_block_list(s, &query);
		if (status != MOOT_OK)
			return moot_error_set(s->error, status, "out of memory");
		bool whole = s->found.whole;
		double before = s->upper;
		if (!whole || s->found.count > FEW_COLUMNS) {
			status = solve_found(s, FEW_COLUMNS, QUICK_NODES, &proven);
			if (status != MOOT_OK || s->upper < before)
				continue;
		}
		if (whole) {
			status = solve_found(s, s->found.count, MOST_NODES, &proven);
			s->proven = proven && (known || isinf(width));
			s->infeasible = s->proven && isinf(s->upper);
		}
		report(s);
		if (status != MOOT_OK || (known && !(s->upper < before)))
			return status;
		guess *= 8;
	}
	return MOOT_OK;
}

/* The second phase: the relaxation, cuts, an incumbent, the proof. */
static enum moot_status optimise(struct moot_block_search *s, bool any)
{
	bool done = false;
	enum moot_status status = moot_master_price_sets(&s->master, s->error);
	if (status == MOOT_OK && isinf(s->upper))
		status = solve_entered(s);
	if (status == MOOT_OK && any && isfinite(s->upper))
		return status;
	if (status == MOOT_OK)
		status = converge(s, MOOT_LP_PRIMAL, &done);
	if (status == MOOT_OK && done)
		status = take_whole(s);
	if (status == MOOT_OK && done && !(any && isfinite(s->upper)))
		status = cut(s);
	if (status != MOOT_OK || s->infeasible || s->master.feasibility)
		return status;
	if ((isinf(s->upper) || s->upper - s->lower > 1e-6) && !(any && isfinite(s->upper)) &&
	    !moot_program_stopped(s->program))
		status = solve_entered(s);
	if (any && isfinite(s->upper))
		return status;
	s->proven = s->upper - s->lower <= 1e-6;
	return status == MOOT_OK && done ? finish(s) : status;
}

static enum moot_status solve(struct moot_block_search *s, bool any)
{
	enum moot_status status = moot_master_new(s->program, s->block, s->arena, &s->master, s->error);
	if (status == MOOT_OK && moot_pricer_new(s->program, s->block, s->arena, &s->pricer) != MOOT_OK)
		status = moot_error_set(s->error, MOOT_ERROR_MEMORY, "out of memory");
	if (status == MOOT_OK)
		status = start_alone(s);
	if (status == MOOT_OK)
		status = moot_reuse_start(&s->master, s->arena, s->error);
	if (status != MOOT_OK || (any && isfinite(s->upper)))
		return status;
	bool done = isfinite(s->upper);
	if (!done)
		status = converge(s, MOOT_LP_PRIMAL, &done);
	if (status != MOOT_OK || s->infeasible || !done)
		return status;
	return optimise(s, any);
}

/* A column as a set of boards and items of the program, in the program's arena. */
static enum moot_status set_of(const struct moot_block_search *s, int index, struct moot_set *set)
{
	const struct moot_program *p = s->program;
	const struct moot_column *column = &s->master.columns[index];
	const int *members = s->master.members + column->members;
	size_t boards = 0;
	for (int a = 0; a < column->atom_count; a++)
		boards += (size_t)p->atoms[s->block->atoms[members[a]]].board_count;
	int *list = moot_arena_array(p->arena, boards, sizeof *list);
	int *taken = moot_arena_array(p->arena, (size_t)column->item_count, sizeof *taken);
	if (!list || !taken)
		return MOOT_ERROR_MEMORY;
	*set = (struct moot_set){list, 0, taken, column->item_count, NULL, 0};
	for (int a = 0; a < column->atom_count; a++) {
		const struct moot_atom *atom = &p->atoms[s->block->atoms[members[a]]];
		for (int b = 0; b < atom->board_count; b++) {
			int at = set->board_count++;
			for (; at > 0 && list[at - 1] > atom->boards[b]; at--)
				list[at] = list[at - 1];
			list[at] = atom->boards[b];
		}
	}
	for (int k = 0; k < column->item_count; k++)
		taken[k] = s->block->items[members[column->atom_count + k]];
	return MOOT_OK;
}

/* The chosen columns, and where the program is to be written, all that were at hand. */
static enum moot_status hand_out(struct moot_block_search *s, struct moot_search *out)
{
	enum moot_status status = MOOT_OK;
	out->sets = moot_arena_array(s->program->arena, (size_t)s->chosen_count, sizeof *out->sets);
	if (!out->sets)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < s->chosen_count && status == MOOT_OK; i++)
		status = set_of(s, s->chosen[i], &out->sets[i].set);
	out->set_count = s->chosen_count;
	for (size_t j = 0; s->program->record && j < s->master.column_count && status == MOOT_OK; j++) {
		struct moot_set set;
		status = set_of(s, (int)j, &set);
		if (status == MOOT_OK)
			status = moot_record_add(s->program, &set);
	}
	return status;
}

enum moot_status moot_search_block(struct moot_program *program, const struct moot_block *block, bool any,
				   struct moot_search *out, struct moot_error *error)
{
	struct moot_block_search s = {.program = program,
				      .block = block,
				      .arena = moot_arena_new(),
				      .share = MOOT_BLOCK_LISTED,
				      .upper = INFINITY,
				      .lower = 0, /* nothing costs less than nothing */
				      .error = error};
	size_t atoms = (size_t)block->atom_count;
	*out = (struct moot_search){0};
	s.chosen = moot_allocate(atoms, sizeof *s.chosen);
	enum moot_status status = MOOT_ERROR_MEMORY;
	s.rises = s.arena ? moot_arena_array(s.arena, atoms, sizeof *s.rises) : NULL;
	if (s.rises && s.chosen && moot_array_reserve((void **)&s.columns, &s.column_room, atoms, sizeof *s.columns))
		status = solve(&s, any);
	else
		moot_error_set(error, status, "out of memory");
	out->objective = s.upper;
	out->bound = s.proven ? s.upper : fmin(s.lower, s.upper);
	if (isfinite(s.upper))
		out->end = s.proven ? MOOT_END_OPTIMAL : MOOT_END_LIMIT;
	else
		out->end = s.infeasible ? MOOT_END_INFEASIBLE : MOOT_END_UNKNOWN;
	if (status == MOOT_OK && isfinite(s.upper))
		status = hand_out(&s, out);
	if (status == MOOT_OK)
		status = moot_reuse_keep(&s.master, s.chosen, s.chosen_count, s.upper, s.lower, s.arena, error);
	moot_pricer_free(s.pricer);
	moot_master_clear(&s.master);
	moot_candidates_clear(&s.found);
	moot_pool_clear(&s.pool);
	moot_release(s.columns);
	moot_release(s.chosen);
	moot_arena_free(s.arena);
	return status;
}
