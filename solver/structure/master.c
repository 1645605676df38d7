/* The restricted master over GLPK. */
#include <solver/structure/master.h>

#include <limits.h>
#include <math.h>
#include <solver/clock.h>
#include <stdlib.h>
#include <string.h>

static int item_row(const struct moot_master *m, int item)
{
	return m->block->atom_count + item;
}

static int boards_row(const struct moot_master *m)
{
	return m->block->atom_count + m->block->item_count;
}

static int limit_row(const struct moot_master *m, int limit)
{
	return boards_row(m) + m->has_boards_row + limit;
}

static int cut_row(const struct moot_master *m, int cut)
{
	return limit_row(m, m->limited_count) + cut;
}

static double max_hours(const struct moot_master *m, int limit)
{
	return m->program->landscape->people[m->program->limited[m->limited[limit]]].max_hours;
}

/* The limited people who sit in the block. */
static void find_limits(struct moot_master *m)
{
	const struct moot_program *p = m->program;
	for (int i = 0; i < p->limited_count; i++)
		m->limit_rows[i] = MOOT_NONE;
	for (int a = 0; a < m->block->atom_count; a++) {
		const struct moot_atom *atom = &p->atoms[m->block->atoms[a]];
		for (int i = 0; i < atom->board_count; i++)
			for (int r = p->costs.first[atom->boards[i]]; r < p->costs.first[atom->boards[i] + 1]; r++) {
				int limit = p->limit_of[p->landscape->members[r].person];
				if (limit == MOOT_NONE || m->limit_rows[limit] != MOOT_NONE)
					continue;
				m->limit_rows[limit] = m->limited_count;
				m->limited[m->limited_count++] = limit;
			}
	}
}

static bool allocate(struct moot_master *m, struct moot_arena *arena)
{
	size_t limits = (size_t)m->program->limited_count;
	size_t atoms = (size_t)m->block->atom_count;
	size_t items = (size_t)m->block->item_count;
	m->limit_rows = moot_arena_array(arena, limits, sizeof *m->limit_rows);
	m->limited = moot_arena_array(arena, limits, sizeof *m->limited);
	m->prices.atoms = moot_arena_array(arena, atoms, sizeof(double));
	m->prices.items = moot_arena_array(arena, items, sizeof(double));
	m->prices.limits = moot_arena_array(arena, limits, sizeof(double));
	m->boards = moot_arena_array(arena, m->program->landscape->board_count + items, sizeof *m->boards);
	m->covered = moot_arena_array(arena, atoms + items, sizeof *m->covered);
	m->hours = moot_arena_array(arena, limits, sizeof *m->hours);
	return m->limit_rows && m->limited && m->prices.atoms && m->prices.items && m->prices.limits && m->boards &&
	       m->covered && m->hours;
}

/* The rows of the program, all but the cuts. */
static enum moot_status add_rows(const struct moot_master *m, struct moot_lp *lp, struct moot_error *error)
{
	enum moot_status status = MOOT_OK;
	for (int r = 0; r < boards_row(m) && status == MOOT_OK; r++)
		status = moot_lp_add_row(lp, NULL, 1, 1, error);
	const double least = m->program->min_boards > 0 ? m->program->min_boards : -(double)INFINITY;
	const double most = m->program->max_boards == INT_MAX ? (double)INFINITY : m->program->max_boards;
	if (m->has_boards_row && status == MOOT_OK)
		status = moot_lp_add_row(lp, NULL, least, most, error);
	for (int i = 0; i < m->limited_count && status == MOOT_OK; i++)
		status = moot_lp_add_row(lp, NULL, -INFINITY, max_hours(m, i), error);
	return status;
}

static enum moot_status add_overs(const struct moot_master *m, struct moot_lp *lp, double price,
				  struct moot_error *error)
{
	enum moot_status status = MOOT_OK;
	for (int i = 0; i < m->limited_count && status == MOOT_OK; i++) {
		int row = limit_row(m, i);
		double value = -1;
		status = moot_lp_add_column(lp, NULL, price, 0, INFINITY, false, 1, &row, &value, error);
	}
	return status;
}

enum moot_status moot_master_new(struct moot_program *program, const struct moot_block *block, struct moot_arena *arena,
				 struct moot_master *out, struct moot_error *error)
{
	*out = (struct moot_master){.program = program, .block = block, .feasibility = true};
	out->has_boards_row = program->max_boards != INT_MAX || program->min_boards > 0;
	if (!allocate(out, arena))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	find_limits(out);
	enum moot_status status = moot_lp_new(&out->lp, error);
	if (status == MOOT_OK)
		status = add_rows(out, out->lp, error);
	/* The last two, where they are, make up for too many sets and for too few. */
	const int artificial = boards_row(out) + out->has_boards_row + (program->min_boards > 0);
	for (int i = 0; i < artificial && status == MOOT_OK; i++) {
		int row = i < boards_row(out) ? i : boards_row(out);
		double value = i == boards_row(out) ? -1 : 1;
		status = moot_lp_add_column(out->lp, NULL, 1, 0, INFINITY, false, 1, &row, &value, error);
		out->artificial_count++;
	}
	return status == MOOT_OK ? add_overs(out, out->lp, 0, error) : status;
}

void moot_master_clear(struct moot_master *master)
{
	moot_lp_free(master->lp);
	moot_release(master->columns);
	moot_release(master->members);
	moot_release(master->limits);
	moot_release(master->cuts);
	moot_release(master->entries);
	moot_release(master->values);
	*master = (struct moot_master){0};
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/* Costs a set of atoms and items of the block. */
static void cost_of(struct moot_master *m, const int *atoms, int atom_count, const int *items, int item_count,
		    struct moot_set_cost *cost)
{
	const struct moot_program *p = m->program;
	int boards = 0;
	for (int i = 0; i < atom_count; i++) {
		const struct moot_atom *atom = &p->atoms[m->block->atoms[atoms[i]]];
		memcpy(m->boards + boards, atom->boards, (size_t)atom->board_count * sizeof(int));
		boards += atom->board_count;
	}
	qsort(m->boards, (size_t)boards, sizeof(int), compare_ints);
	for (int i = 0; i < item_count; i++)
		m->boards[boards + i] = m->block->items[items[i]];
	const struct moot_set set = {m->boards, boards, m->boards + boards, item_count, NULL, 0};
	moot_costs_of(&m->program->costs, &set, cost);
}

enum moot_status moot_master_pool(struct moot_master *master, const int *atoms, int atom_count, const int *items,
				  int item_count, int *column, struct moot_error *error)
{
	struct moot_set_cost cost;
	cost_of(master, atoms, atom_count, items, item_count, &cost);
	*column = -1;
	if (cost.fault != MOOT_SET_POSSIBLE)
		return MOOT_OK;
	const struct moot_seats *seats = &master->program->costs.seats;
	size_t members = (size_t)atom_count + (size_t)item_count;
	if (master->column_count >= INT_MAX / 4 ||
	    !moot_array_reserve((void **)&master->columns, &master->column_room, master->column_count + 1,
				sizeof *master->columns) ||
	    !moot_array_reserve((void **)&master->members, &master->member_room, master->member_count + members,
				sizeof *master->members) ||
	    !moot_array_reserve((void **)&master->limits, &master->limit_room,
				master->limit_count + (size_t)master->limited_count, sizeof *master->limits))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	struct moot_column *new = &master->columns[master->column_count];
	*new = (struct moot_column){.members = master->member_count,
				    .atom_count = atom_count,
				    .item_count = item_count,
				    .limits = master->limit_count,
				    .cost = cost.cost,
				    .hours = cost.hours,
				    .lp = -1};
	memcpy(master->members + new->members, atoms, (size_t)atom_count * sizeof(int));
	if (item_count > 0)
		memcpy(master->members + new->members + atom_count, items, (size_t)item_count * sizeof(int));
	for (int i = 0; i < seats->count && master->limited_count > 0; i++) {
		int limit = master->program->limit_of[seats->sitters[i].person];
		if (seats->sitters[i].seated && limit != MOOT_NONE)
			master->limits[new->limits + (size_t) new->limit_count++] = master->limit_rows[limit];
	}
	master->member_count += members;
	master->limit_count += (size_t) new->limit_count;
	*column = (int)master->column_count++;
	return MOOT_OK;
}

bool moot_column_in_cut(const struct moot_master *master, const struct moot_column *column, const struct moot_cut *cut)
{
	int held = 0;
	for (int i = 0; i < column->atom_count; i++) {
		int atom = master->members[column->members + (size_t)i];
		held += atom == cut->atoms[0] || atom == cut->atoms[1] || atom == cut->atoms[2];
	}
	return held >= 2;
}

/* Adds a column to a program whose rows are the master's. */
static enum moot_status add_column(struct moot_master *m, struct moot_lp *lp, const struct moot_column *column,
				   double cost, struct moot_error *error)
{
	int count = 0;
	size_t rows = (size_t)cut_row(m, (int)m->cut_count);
	if (!moot_array_reserve((void **)&m->entries, &m->entry_room, rows, sizeof *m->entries) ||
	    !moot_array_reserve((void **)&m->values, &m->value_room, rows, sizeof *m->values))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	int *entries = m->entries;
	double *values = m->values;
	for (int i = 0; i < column->atom_count + column->item_count; i++) {
		int member = m->members[column->members + (size_t)i];
		entries[count] = i < column->atom_count ? member : item_row(m, member);
		values[count++] = 1;
	}
	if (m->has_boards_row) {
		entries[count] = boards_row(m);
		values[count++] = 1;
	}
	for (int i = 0; i < column->limit_count; i++) {
		entries[count] = limit_row(m, m->limits[column->limits + (size_t)i]);
		values[count++] = column->hours;
	}
	for (int i = 0; i < (int)m->cut_count; i++)
		if (moot_column_in_cut(m, column, &m->cuts[i])) {
			entries[count] = cut_row(m, i);
			values[count++] = 1;
		}
	return moot_lp_add_column(lp, NULL, cost, 0, INFINITY, true, count, entries, values, error);
}

enum moot_status moot_master_copy(struct moot_master *master, const int *columns, int count, struct moot_lp **out,
				  struct moot_error *error)
{
	enum moot_status status = moot_lp_new(out, error);
	if (status != MOOT_OK)
		return status;
	status = add_rows(master, *out, error);
	for (size_t i = 0; i < master->cut_count && status == MOOT_OK; i++)
		status = moot_lp_add_row(*out, NULL, -INFINITY, 1, error);
	if (status == MOOT_OK)
		status = add_overs(master, *out, master->program->landscape->policy.over_price, error);
	for (int j = 0; j < count && status == MOOT_OK; j++) {
		const struct moot_column *column = &master->columns[columns[j]];
		status = add_column(master, *out, column, column->cost, error);
	}
	if (status != MOOT_OK) {
		moot_lp_free(*out);
		*out = NULL;
	}
	return status;
}

enum moot_status moot_master_enter(struct moot_master *master, int column, struct moot_error *error)
{
	struct moot_column *entering = &master->columns[column];
	if (entering->lp >= 0)
		return MOOT_OK;
	entering->lp = moot_lp_columns(master->lp);
	return add_column(master, master->lp, entering, master->feasibility ? 0 : entering->cost, error);
}

enum moot_status moot_master_cut(struct moot_master *master, const int atoms[3], struct moot_error *error)
{
	const struct moot_cut cut = {.atoms = {atoms[0], atoms[1], atoms[2]}};
	int columns = moot_lp_columns(master->lp);
	int *held = moot_allocate((size_t)columns, sizeof *held);
	double *ones = moot_allocate((size_t)columns, sizeof *ones);
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (held && ones &&
	    moot_array_reserve((void **)&master->cuts, &master->cut_room, master->cut_count + 1,
			       sizeof *master->cuts)) {
		int count = 0;
		for (size_t j = 0; j < master->column_count; j++)
			if (master->columns[j].lp >= 0 && moot_column_in_cut(master, &master->columns[j], &cut)) {
				ones[count] = 1;
				held[count++] = master->columns[j].lp;
			}
		master->cuts[master->cut_count++] = cut;
		status = moot_lp_add_row_with(master->lp, NULL, -INFINITY, 1, count, held, ones, error);
	} else {
		moot_error_set(error, status, "out of memory");
	}
	moot_release(held);
	moot_release(ones);
	return status;
}

/* Gives every column of the relaxation the cost and bounds of one phase. */
static enum moot_status turn_to(struct moot_master *m, bool feasibility, struct moot_error *error)
{
	double over_price = feasibility ? 0 : m->program->landscape->policy.over_price;
	enum moot_status status = MOOT_OK;
	m->feasibility = feasibility;
	for (int a = 0; a < m->artificial_count && status == MOOT_OK; a++) {
		status = moot_lp_set_column_bounds(m->lp, a, 0, feasibility ? INFINITY : 0, error);
		if (status == MOOT_OK)
			status = moot_lp_set_cost(m->lp, a, feasibility ? 1 : 0, error);
	}
	for (int i = 0; i < m->limited_count && status == MOOT_OK; i++)
		status = moot_lp_set_cost(m->lp, m->artificial_count + i, over_price, error);
	for (size_t j = 0; j < m->column_count && status == MOOT_OK; j++)
		if (m->columns[j].lp >= 0)
			status = moot_lp_set_cost(m->lp, m->columns[j].lp, feasibility ? 0 : m->columns[j].cost, error);
	return status;
}

enum moot_status moot_master_price_sets(struct moot_master *master, struct moot_error *error)
{
	return turn_to(master, false, error);
}

enum moot_status moot_master_price_cover(struct moot_master *master, struct moot_error *error)
{
	return turn_to(master, true, error);
}

static double between(double low, double value, double high)
{
	return value < low ? low : value > high ? high : value;
}

/* Reads the duals. Those of rows with one direction are held to their sign, so that the bound stays one. */
static void read_prices(struct moot_master *m)
{
	struct moot_prices *prices = &m->prices;
	prices->scale = m->feasibility ? 0 : 1;
	double over_price = m->feasibility ? 0 : m->program->landscape->policy.over_price;
	for (int a = 0; a < m->block->atom_count; a++)
		prices->atoms[a] = moot_lp_dual(m->lp, a);
	for (int k = 0; k < m->block->item_count; k++)
		prices->items[k] = moot_lp_dual(m->lp, item_row(m, k));
	prices->boards = m->has_boards_row ? moot_lp_dual(m->lp, boards_row(m)) : 0;
	if (m->program->min_boards == 0)
		prices->boards = fmin(0, prices->boards);
	if (m->program->max_boards == INT_MAX)
		prices->boards = fmax(0, prices->boards);
	for (int i = 0; i < m->program->limited_count; i++)
		prices->limits[i] = 0;
	for (int i = 0; i < m->limited_count; i++)
		prices->limits[m->limited[i]] = between(0, -moot_lp_dual(m->lp, limit_row(m, i)), over_price);
	for (int i = 0; i < (int)m->cut_count; i++)
		m->cuts[i].sigma = fmax(0, -moot_lp_dual(m->lp, cut_row(m, i)));
	prices->cuts = m->cuts;
	prices->cut_count = (int)m->cut_count;
}

enum moot_status moot_master_relax(struct moot_master *master, enum moot_lp_method method, bool *solved, bool *empty,
				   struct moot_error *error)
{
	enum moot_lp_outcome outcome = MOOT_LP_LIMIT;
	*solved = false;
	*empty = false;
	double left = master->program->deadline - moot_clock_seconds();
	if (left <= 0)
		return MOOT_OK;
	enum moot_status status = moot_lp_solve(master->lp, method, 0, left, &outcome, error);
	if (status != MOOT_OK || outcome == MOOT_LP_LIMIT)
		return status;
	*empty = outcome == MOOT_LP_INFEASIBLE && !master->feasibility;
	if (*empty)
		return MOOT_OK;
	if (outcome != MOOT_LP_OPTIMAL)
		return moot_error_set(error, MOOT_ERROR_INTERNAL, "the relaxation of the structure has no optimum");
	read_prices(master);
	*solved = true;
	return MOOT_OK;
}

double moot_master_value(const struct moot_master *master, int column)
{
	int lp = master->columns[column].lp;
	return lp < 0 ? 0 : moot_lp_value(master->lp, lp);
}

double moot_master_dual_sum(const struct moot_master *master)
{
	const struct moot_prices *prices = &master->prices;
	double sum = 0;
	for (int a = 0; a < master->block->atom_count; a++)
		sum += prices->atoms[a];
	for (int k = 0; k < master->block->item_count; k++)
		sum += prices->items[k];
	if (master->has_boards_row)
		sum +=
		    prices->boards * (prices->boards < 0 ? master->program->max_boards : master->program->min_boards);
	for (int i = 0; i < master->limited_count; i++)
		sum -= prices->limits[master->limited[i]] * max_hours(master, i);
	for (int i = 0; i < prices->cut_count; i++)
		sum -= prices->cuts[i].sigma;
	return sum;
}

double moot_master_objective(const struct moot_master *master, const int *columns, int count)
{
	const struct moot_master *m = master;
	int rows = boards_row(m);
	bool whole = count <= m->program->max_boards && count >= m->program->min_boards;
	double sum = 0;
	memset(m->covered, 0, (size_t)rows * sizeof *m->covered);
	for (int i = 0; i < m->limited_count; i++)
		m->hours[i] = 0;
	for (int i = 0; i < count && whole; i++) {
		const struct moot_column *column = &m->columns[columns[i]];
		sum += column->cost;
		for (int j = 0; j < column->atom_count + column->item_count; j++) {
			int member = m->members[column->members + (size_t)j];
			m->covered[j < column->atom_count ? member : item_row(m, member)]++;
		}
		for (int j = 0; j < column->limit_count; j++)
			m->hours[m->limits[column->limits + (size_t)j]] += column->hours;
	}
	for (int r = 0; r < rows && whole; r++)
		whole = m->covered[r] == 1;
	for (int i = 0; i < m->limited_count && whole; i++)
		sum += m->program->landscape->policy.over_price * fmax(0, m->hours[i] - max_hours(m, i));
	return whole ? sum : INFINITY;
}
