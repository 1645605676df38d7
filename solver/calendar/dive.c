#include <solver/calendar/dive.h>
#include <solver/calendar/program.h>
#include <solver/calendar/replan.h>
#include <solver/calendar/town_climb.h>
#include <solver/clock.h>

enum {
	MOST_BOARDS = 400,
	MOST_ROUNDS = 400,
	MOST_ITERATIONS = 20000, /* in one solve */
	MOST_ROWS = 6000,
	DIVE_ROUNDS = 4,   /* between two fixings */
	SETTLE_ROUNDS = 40 /* when all seem to be whole */
};

static const double SLACK = 1e-6;  /* least reduced cost that counts */
static const double TAIL = 2e-5;   /* converged: the bound is this share below the program's value */
static const double FORGET = 2e-9; /* for each board: how far its minimum may be off */
static const double WHOLE = 1e-6;  /* a value this near to 1 is 1 */
static const double NEARLY = 0.8;  /* a series at this value is fixed together with the highest */

struct dive {
	struct calendar_run *run;
	const struct calendar_instance *in;
	struct calendar_program *program;
	struct moot_error *error;
	double *cost; /* [slot] */
	int *slots;   /* [meeting] */
	int *fixed;   /* [board] its column, or MOOT_NONE */
	bool solved;
};

bool calendar_dive_fits(const struct calendar_run *run)
{
	return run->in->span == 0 && run->in->board_count <= MOST_BOARDS;
}

bool calendar_dive_is_due(const struct calendar_run *run)
{
	return calendar_dive_fits(run) && run->in->visit_count == 0;
}

/* For each board a series without any meeting, the best so far, and the cheapest by itself. */
static enum moot_status begin(struct dive *it)
{
	enum moot_status status = MOOT_OK;
	for (int b = 0; b < it->in->board_count && status == MOOT_OK; b++) {
		const struct calendar_board *board = &it->in->boards[b];
		for (int k = 0; k < board->meetings; k++)
			it->slots[k] = MOOT_NONE;
		status = calendar_program_add_column(it->program, b, it->slots);
		if (status == MOOT_OK && it->run->has_best)
			status = calendar_program_add_column(it->program, b, it->run->best_slot + board->first);
		calendar_price_series(it->run->pricer, board, board->price, NULL, it->run->price, it->slots);
		if (status == MOOT_OK)
			status = calendar_program_add_column(it->program, b, it->slots);
	}
	return status;
}

/* False where a limit ended it. */
static enum moot_status solve(struct dive *it, enum moot_lp_method method)
{
	enum moot_lp_outcome outcome = MOOT_LP_LIMIT;
	const double left = it->run->deadline - moot_clock_seconds();
	enum moot_status status =
	    moot_lp_solve(it->program->lp, method, MOST_ITERATIONS, left > 0.01 ? left : 0.01, &outcome, it->error);
	it->solved = outcome == MOOT_LP_OPTIMAL && moot_lp_rows(it->program->lp) <= MOST_ROWS;
	it->program->solved_rows = moot_lp_rows(it->program->lp);
	it->program->news = 0;
	return status;
}

/* New series for boards that aren't fixed; *bound is that of the duals where none is. */
static enum moot_status price(struct dive *it, double *bound)
{
	enum moot_status status = MOOT_OK;
	*bound = calendar_program_take_duals(it->program) - FORGET * it->in->board_count;
	for (int b = 0; b < it->in->board_count && status == MOOT_OK; b++) {
		if (it->fixed[b] != MOOT_NONE)
			continue;
		if (calendar_run_over(it->run)) {
			*bound = -(double)INFINITY;
			return MOOT_OK;
		}
		calendar_program_charge(it->program, b, it->cost);
		double least = calendar_price_series(it->run->pricer, &it->in->boards[b], it->cost, NULL,
						     it->run->price, it->slots);
		*bound += least;
		if (least - moot_lp_dual(it->program->lp, b) < -SLACK)
			status = calendar_program_add_column(it->program, b, it->slots);
	}
	return status;
}

/* Solves with columns and rows as they are asked for, `rounds` at most. */
static enum moot_status converge(struct dive *it, int rounds, bool is_bound)
{
	enum moot_status status = solve(it, MOOT_LP_DUAL);
	for (int round = 0; round < rounds && status == MOOT_OK && it->solved && !calendar_run_over(it->run); round++) {
		double bound = 0;
		const double value = moot_lp_objective(it->program->lp);
		const int rows = moot_lp_rows(it->program->lp);
		status = price(it, &bound);
		if (is_bound && bound > it->run->priced)
			it->run->priced = bound;
		if (status == MOOT_OK)
			status = calendar_program_separate(it->program);
		const bool closed =
		    is_bound && moot_lp_rows(it->program->lp) == rows && value - it->run->priced <= TAIL * fabs(value);
		if (status != MOOT_OK || it->program->news == 0 || closed)
			break;
		status = solve(it, MOOT_LP_PRIMAL);
	}
	return status;
}

/* The board's series of the highest value. */
static int highest_of(const struct dive *it, int board, double *value)
{
	int best = MOOT_NONE;
	*value = -1;
	for (size_t c = 0; c < it->program->column_count; c++) {
		if (it->program->columns[c].board != board)
			continue;
		double here = calendar_program_value(it->program, c);
		if (here > *value) {
			*value = here;
			best = (int)c;
		}
	}
	return best;
}

/* Nothing else of the board's may be part of the answer. */
static enum moot_status fix(struct dive *it, int board, int column)
{
	enum moot_status status = MOOT_OK;
	it->fixed[board] = column;
	for (size_t c = 0; c < it->program->column_count && status == MOOT_OK; c++)
		if (it->program->columns[c].board == board && (int)c != column)
			status =
			    moot_lp_set_column_bounds(it->program->lp, it->program->columns[c].index, 0, 0, it->error);
	return status;
}

/* Fixes the fractional board that is nearest to one series, and those nearly as near. False where none is left. */
static enum moot_status fix_some(struct dive *it, bool *any)
{
	double highest = 0;
	enum moot_status status = MOOT_OK;
	*any = false;
	for (int pass = 0; pass < 2; pass++)
		for (int b = 0; b < it->in->board_count && status == MOOT_OK; b++) {
			double value = 0;
			int column = it->fixed[b] == MOOT_NONE ? highest_of(it, b, &value) : MOOT_NONE;
			if (column == MOOT_NONE || value >= 1 - WHOLE)
				continue;
			*any = true;
			if (pass == 0)
				highest = value > highest ? value : highest;
			else if (value >= NEARLY || (value >= highest && highest < NEARLY)) {
				status = fix(it, b, column);
				if (highest < NEARLY)
					return status;
			}
		}
	return status;
}

static bool propose(struct dive *it)
{
	int *proposal = moot_allocate((size_t)it->in->meeting_count, sizeof *proposal);
	if (!proposal)
		return false;
	for (int b = 0; b < it->in->board_count; b++) {
		const struct calendar_board *board = &it->in->boards[b];
		double value = 0;
		int column = it->fixed[b] != MOOT_NONE ? it->fixed[b] : highest_of(it, b, &value);
		for (int k = 0; k < board->meetings; k++)
			proposal[board->first + k] =
			    column == MOOT_NONE ? MOOT_NONE : it->program->columns[column].slots[k];
	}
	moot_release(it->run->proposal);
	it->run->proposal = proposal;
	return true;
}

static enum moot_status descend(struct dive *it)
{
	enum moot_status status = MOOT_OK;
	/* Once nothing is fractional, whatever rows are still violated may make it so again. */
	for (bool settled = false; status == MOOT_OK && it->solved && !calendar_run_over(it->run);) {
		bool any = false;
		status = fix_some(it, &any);
		if (!any && settled)
			break;
		if (status == MOOT_OK)
			status = converge(it, any ? DIVE_ROUNDS : SETTLE_ROUNDS, false);
		settled = !any;
	}
	if (status == MOOT_OK && !propose(it))
		status = moot_error_set(it->error, MOOT_ERROR_MEMORY, "out of memory");
	return status;
}

static enum moot_status dive(struct dive *it)
{
	for (int b = 0; b < it->in->board_count; b++)
		it->fixed[b] = MOOT_NONE;
	enum moot_status status = begin(it);
	if (status == MOOT_OK)
		status = converge(it, MOST_ROUNDS, true);
	if (status == MOOT_OK && it->run->town_count > 0 && it->solved && !calendar_run_over(it->run))
		status = calendar_town_climb(it->run, it->program, it->error);
	/* A calendar made again moves what must move: it asks for the bound alone. */
	if (status == MOOT_OK && calendar_dive_is_due(it->run) && it->solved && !calendar_replan_is_due(it->in))
		status = descend(it);
	return status;
}

enum moot_status calendar_dive(struct calendar_run *run, struct moot_error *error)
{
	struct dive it = {.run = run, .in = run->in, .error = error};
	size_t slots = 1;
	for (int b = 0; b < run->in->board_count; b++)
		if ((size_t)calendar_slot_count(run->in, &run->in->boards[b]) > slots)
			slots = (size_t)calendar_slot_count(run->in, &run->in->boards[b]);
	it.cost = moot_allocate(slots, sizeof *it.cost);
	it.slots = moot_allocate((size_t)run->in->meeting_count, sizeof *it.slots);
	it.fixed = moot_allocate((size_t)run->in->board_count, sizeof *it.fixed);
	enum moot_status status = calendar_program_new(run, &it.program, error);
	if (status == MOOT_OK && (!it.cost || !it.slots || !it.fixed))
		status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (status == MOOT_OK && it.program && it.fixed)
		status = dive(&it);
	calendar_program_free(it.program);
	moot_release(it.cost);
	moot_release(it.slots);
	moot_release(it.fixed);
	return status;
}
