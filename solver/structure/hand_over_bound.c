/*
 * Which sets a structure with hand-overs may have in it, if it is to be better than one that is known.
 *
 * A relaxation of the program: a set keeps or hands over each theme as it likes (K are those it keeps), but somebody
 * whom areas let lead for board i keeps each theme t of i.
 *
 *     minimise   sum_{S,K} c_K(S) l_SK
 *     such that  sum_{S contains i} l_SK + z_i = 1                    every board i that no rule closes
 *                sum_{S reaches i, t in K} l_SK >= 1                  every theme t of such a board
 *                sum_{S takes k} l_SK = 1                             every theme k of a board that a rule closes
 *                min_boards <= sum l_SK <= max_boards
 *
 * with c_K(S) = c of S with all handed over that it may hand, and for each theme of K its hours again: no more than
 * what S costs, since a longer agenda never means fewer meetings. z_i = 1 for a board that closes. Limits on hours only
 * add to the price and are left out. Columns are priced in: the best K of a set takes each theme whose duals pay for
 * it. With L the bound and U what is known, a set whose reduced cost exceeds U - L is in nothing better.
 */
#include <solver/structure/hand_over.h>

#include <limits.h>
#include <math.h>
#include <solver/lp.h>
#include <string.h>

enum { MOST_ROUNDS = 400, MOST_AT_ONCE = 60 };

struct foot {
	int board;
	int row;
};

struct bound {
	struct moot_hands *h;
	struct moot_program *p;
	struct moot_error *error;
	struct moot_lp *lp;
	int *board_row;
	int *item_row;
	int count_row;     /* MOOT_NONE without a limit on boards */
	struct foot *feet; /* by theme */
	int *first_foot;
	bool *reaches; /* of each candidate and board */
	double *base;  /* of each candidate, all handed over */
	double *worth; /* of each print */
	double *cost;  /* reduced, of each candidate's best column */
	int *rows;     /* the column at hand */
	double *values;
	int count;
	double column_cost;
};

static bool make_room(struct bound *b)
{
	const struct moot_hands *h = b->h;
	const struct moot_landscape *l = b->p->landscape;
	size_t feet = 0;
	for (size_t i = 0; i < l->board_count; i++)
		feet += b->p->closed[i] ? 0 : (size_t)b->p->costs.agenda[i].theme_count;
	size_t rows = l->board_count + (size_t)b->p->item_count + feet + 1;
	b->board_row = moot_arena_array(h->arena, l->board_count, sizeof *b->board_row);
	b->item_row = moot_arena_array(h->arena, (size_t)b->p->item_count, sizeof *b->item_row);
	b->feet = moot_arena_array(h->arena, feet, sizeof *b->feet);
	b->first_foot = moot_arena_array(h->arena, l->theme_count + 2, sizeof *b->first_foot);
	b->reaches = moot_arena_array(h->arena, (size_t)h->set_count, l->board_count * sizeof *b->reaches);
	b->base = moot_arena_array(h->arena, (size_t)h->set_count, sizeof *b->base);
	b->worth = moot_arena_array(h->arena, (size_t)h->print_count, sizeof *b->worth);
	b->cost = moot_arena_array(h->arena, (size_t)h->set_count, sizeof *b->cost);
	b->rows = moot_arena_array(h->arena, rows, sizeof *b->rows);
	b->values = moot_arena_array(h->arena, rows, sizeof *b->values);
	return b->board_row && b->item_row && b->feet && b->first_foot && b->reaches && b->base && b->worth &&
	       b->cost && b->rows && b->values;
}

/* What each candidate costs with all handed over, and what each theme costs to keep. */
static enum moot_status weigh(struct bound *b)
{
	struct moot_hands *h = b->h;
	const struct moot_policy *policy = &b->p->landscape->policy;
	int *handed = moot_arena_array(h->arena, b->p->landscape->theme_count, sizeof *handed);
	if (!handed)
		return MOOT_ERROR_MEMORY;
	for (int s = 0; s < h->set_count; s++) {
		struct moot_set set = h->sets[s];
		struct moot_set_cost cost;
		int count = 0;
		for (int i = h->first_print[s]; i < h->first_print[s + 1]; i++) {
			const struct moot_print *print = &h->prints[i];
			if (print->offer == MOOT_NONE)
				continue;
			handed[count++] = print->theme;
			b->worth[i] = print->times * (print->minutes - policy->report_minutes) / 60 *
				      (h->costs[s].weight + policy->overlap_weight);
		}
		set.handed = handed;
		set.handed_count = count;
		moot_costs_of(&b->p->costs, &set, &cost);
		b->base[s] = cost.cost;
		for (size_t i = 0; i < b->p->landscape->board_count; i++)
			b->reaches[(size_t)s * b->p->landscape->board_count + i] =
			    moot_hands_reach(b->p, (int)i, &h->sets[s]);
	}
	return MOOT_OK;
}

/* A row with a column that stands in until there are others; `dear` enough that it goes. */
static enum moot_status add_row(struct bound *b, double low, double high, double dear, int *row)
{
	const double one = 1;
	*row = moot_lp_rows(b->lp);
	enum moot_status status = moot_lp_add_row(b->lp, NULL, low, high, b->error);
	if (status == MOOT_OK && low > 0)
		status = moot_lp_add_column(b->lp, NULL, dear, 0, INFINITY, false, 1, row, &one, b->error);
	return status;
}

static enum moot_status add_board_rows(struct bound *b, double dear)
{
	const struct moot_landscape *l = b->p->landscape;
	const double one = 1;
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < l->board_count && status == MOOT_OK; i++) {
		if (b->p->closed[i])
			continue;
		status = add_row(b, 1, 1, dear, &b->board_row[i]);
		if (status == MOOT_OK && moot_board_may_close(b->p, (int)i))
			status = moot_lp_add_column(b->lp, NULL, 0, 0, 1, false, 1, &b->board_row[i], &one, b->error);
	}
	for (int k = 0; k < b->p->item_count && status == MOOT_OK; k++)
		status = add_row(b, 1, 1, dear, &b->item_row[k]);
	bool most = b->p->max_boards < (int)l->board_count;
	b->count_row = MOOT_NONE;
	if (status == MOOT_OK && (most || b->p->min_boards > 0))
		status = add_row(b, b->p->min_boards > 0 ? (double)b->p->min_boards : -INFINITY,
				 most ? (double)b->p->max_boards : INFINITY, dear, &b->count_row);
	return status;
}

/* A row for each theme of each board, listed by theme. */
static enum moot_status add_theme_rows(struct bound *b, double dear)
{
	const struct moot_landscape *l = b->p->landscape;
	enum moot_status status = MOOT_OK;
	/* Counted one place on, so that filling moves each start to where it belongs. */
	for (size_t i = 0; i < l->board_count; i++)
		for (int k = 0; k < b->p->costs.agenda[i].theme_count && !b->p->closed[i]; k++)
			b->first_foot[b->p->costs.agenda[i].themes[k].theme + 2]++;
	for (size_t t = 2; t < l->theme_count + 2; t++)
		b->first_foot[t] += b->first_foot[t - 1];
	for (int i = 0; i < (int)l->board_count; i++)
		for (int k = 0; k < b->p->costs.agenda[i].theme_count && !b->p->closed[i]; k++) {
			struct foot *foot = &b->feet[b->first_foot[b->p->costs.agenda[i].themes[k].theme + 1]++];
			foot->board = i;
			if (status == MOOT_OK)
				status = add_row(b, 1, INFINITY, dear, &foot->row);
		}
	return status;
}

/* What the duals pay a candidate for keeping a theme. */
static double paid(const struct bound *b, const struct moot_print *print)
{
	const bool *reaches = b->reaches + (size_t)print->set * b->p->landscape->board_count;
	double sum = 0;
	for (int i = b->first_foot[print->theme]; i < b->first_foot[print->theme + 1]; i++)
		if (reaches[b->feet[i].board])
			sum += moot_lp_dual(b->lp, b->feet[i].row);
	return sum;
}

static void entry(struct bound *b, int row)
{
	b->rows[b->count] = row;
	b->values[b->count++] = 1;
}

/* The best column of a candidate under the duals: its reduced cost, and where `write` its entries and cost. */
static double price(struct bound *b, int s, bool write)
{
	const struct moot_hands *h = b->h;
	const struct moot_set *set = &h->sets[s];
	double reduced = b->base[s];
	b->count = 0;
	b->column_cost = b->base[s];
	for (int i = 0; i < set->board_count; i++) {
		reduced -= moot_lp_dual(b->lp, b->board_row[set->boards[i]]);
		entry(b, b->board_row[set->boards[i]]);
	}
	for (int i = 0; i < set->taken_count; i++) {
		reduced -= moot_lp_dual(b->lp, b->item_row[set->taken[i]]);
		entry(b, b->item_row[set->taken[i]]);
	}
	if (b->count_row != MOOT_NONE) {
		reduced -= moot_lp_dual(b->lp, b->count_row);
		entry(b, b->count_row);
	}
	for (int i = h->first_print[s]; i < h->first_print[s + 1]; i++) {
		const struct moot_print *print = &h->prints[i];
		double gain = paid(b, print) - b->worth[i];
		if (print->offer != MOOT_NONE && gain <= 0)
			continue;
		reduced -= gain;
		b->column_cost += b->worth[i];
		for (int k = b->first_foot[print->theme]; k < b->first_foot[print->theme + 1] && write; k++)
			if (b->reaches[(size_t)s * b->p->landscape->board_count + (size_t)b->feet[k].board])
				entry(b, b->feet[k].row);
	}
	return reduced;
}

/* Adds the columns that pay; *least is the least reduced cost of all. */
static enum moot_status add_columns(struct bound *b, double *least)
{
	enum moot_status status = MOOT_OK;
	*least = 0;
	for (int s = 0; s < b->h->set_count; s++) {
		b->cost[s] = price(b, s, false);
		*least = fmin(*least, b->cost[s]);
	}
	/* The best come first, half as good ones with them. */
	const double enough = fmin(*least / 2, -1e-7);
	for (int s = 0, added = 0; s < b->h->set_count && added < MOST_AT_ONCE && status == MOOT_OK; s++) {
		if (b->cost[s] > enough)
			continue;
		price(b, s, true);
		added++;
		status = moot_lp_add_column(b->lp, NULL, b->column_cost, 0, INFINITY, false, b->count, b->rows,
					    b->values, b->error);
	}
	return status;
}

/* Solves the relaxation; *lower is a bound for it, whether or not the rounds end first. */
static enum moot_status relax(struct bound *b, double *lower)
{
	*lower = -INFINITY;
	for (int round = 0; round < MOST_ROUNDS && !moot_program_over(b->p); round++) {
		enum moot_lp_outcome outcome = MOOT_LP_LIMIT;
		double least = 0;
		enum moot_status status = moot_lp_solve(b->lp, MOOT_LP_PRIMAL, 0, 0, &outcome, b->error);
		if (status != MOOT_OK || outcome != MOOT_LP_OPTIMAL)
			return status;
		double objective = moot_lp_objective(b->lp);
		status = add_columns(b, &least);
		if (status != MOOT_OK)
			return status;
		*lower = objective + least * (double)b->p->atom_count;
		if (least > -1e-7)
			return MOOT_OK;
	}
	return MOOT_OK;
}

/* A stand-in is dearer than any structure. */
static double dear_of(const struct bound *b)
{
	double sum = 1;
	for (int s = 0; s < b->h->set_count; s++)
		sum += b->h->costs[s].cost;
	return sum;
}

static enum moot_status solve(struct bound *b)
{
	const double dear = dear_of(b);
	enum moot_status status = weigh(b);
	if (status == MOOT_OK)
		status = add_board_rows(b, dear);
	if (status == MOOT_OK)
		status = add_theme_rows(b, dear);
	return status == MOOT_OK ? relax(b, &b->h->lower) : status;
}

enum moot_status moot_hands_bound(struct moot_hands *hands, struct moot_error *error)
{
	struct bound b = {.h = hands, .p = hands->program, .error = error};
	enum moot_status status = moot_hands_outlook(hands);
	if (status == MOOT_OK)
		status = make_room(&b) ? moot_lp_new(&b.lp, error) : MOOT_ERROR_MEMORY;
	if (status == MOOT_OK)
		status = solve(&b);
	moot_lp_free(b.lp);
	hands->reduced = b.cost;
	return status;
}
