/*
 * Solves the program of hand-overs, one component after the other (hand_over_rows.c has the program), and reads what
 * was decided. A component that no answer was found for in time stays as it is.
 */
#include <solver/clock.h>
#include <solver/structure/hand_over_program.h>

#include <math.h>

enum { MOST_NODES = 20000 };

static bool is_over(void *context)
{
	return moot_program_over(context);
}

static bool taken(const struct hand_program *p, int column)
{
	return column != MOOT_NONE && moot_lp_integer_value(p->lp, column) > 0.5;
}

static void read_answer(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	for (int i = 0; i < p->node_count; i++) {
		int s = p->nodes[i];
		if (s >= h->set_count) {
			if (h->offers[s - h->set_count].set != MOOT_NONE)
				p->choice->offer[s - h->set_count] = taken(p, p->g[s - h->set_count]);
			continue;
		}
		if (p->x[s] != MOOT_NONE)
			p->choice->set[s] = taken(p, p->x[s]);
		for (int b = 0; b < h->sets[s].board_count; b++)
			p->choice->closes[h->sets[s].boards[b]] = taken(p, p->z[h->sets[s].boards[b]]);
	}
}

/* What the component costs at least: all handed over that may be, all gone that may go, nobody above a limit. */
static double least_cost(const struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	double least = 0;
	for (int i = 0; i < p->node_count; i++) {
		int s = p->nodes[i];
		int o = s - h->set_count;
		if (o >= 0 && h->offers[o].set != MOOT_NONE && !h->varies[h->offers[o].set])
			least -= h->offers[o].worth;
		if (o >= 0 || h->varies[s])
			continue;
		least += h->costs[s].cost;
		if (moot_hands_frequency_falls(h, s))
			least -= (h->costs[s].frequency - h->costs[s].least) * moot_hands_meeting_price(h, s);
	}
	return least;
}

/* Without an answer nothing is handed over; what that may have lost is added to *unproven. */
static enum moot_status solve(struct hand_program *p)
{
	struct moot_lp_integer_options options;
	enum moot_lp_outcome outcome = MOOT_LP_LIMIT;
	double bound = -INFINITY;
	moot_lp_integer_options_default(&options);
	options.nodes = MOST_NODES;
	options.seconds = p->h->program->deadline - moot_clock_seconds();
	options.stop = is_over;
	options.context = p->h->program;
	enum moot_status status = MOOT_OK;
	if (options.seconds > 0)
		status = moot_lp_solve_integer(p->lp, &options, &outcome, &bound, p->error);
	if (status != MOOT_OK)
		return status;
	double found = p->start;
	if (outcome == MOOT_LP_OPTIMAL || outcome == MOOT_LP_FEASIBLE) {
		read_answer(p);
		found = moot_lp_integer_objective(p->lp);
	}
	if (outcome != MOOT_LP_OPTIMAL)
		*p->unproven += fmax(0, found - fmax(bound, least_cost(p)));
	return MOOT_OK;
}

static enum moot_status solve_component(struct hand_program *p)
{
	enum moot_status status = moot_hands_build_component(p);
	if (status == MOOT_OK)
		status = solve(p);
	moot_lp_free(p->lp);
	p->lp = NULL;
	return status;
}

size_t moot_hands_most_columns(const struct moot_hands *h)
{
	return 2 * (size_t)h->set_count + (size_t)h->offer_count + h->program->landscape->board_count +
	       (size_t)h->program->limited_count + 1;
}

static bool make_room(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	size_t sets = (size_t)h->set_count;
	size_t boards = h->program->landscape->board_count;
	size_t limited = (size_t)h->program->limited_count;
	size_t columns = moot_hands_most_columns(h);
	p->x = moot_arena_array(h->arena, sets, sizeof *p->x);
	p->f = moot_arena_array(h->arena, sets, sizeof *p->f);
	p->g = moot_arena_array(h->arena, (size_t)h->offer_count, sizeof *p->g);
	p->z = moot_arena_array(h->arena, boards, sizeof *p->z);
	p->seen = moot_arena_array(h->arena, boards, sizeof *p->seen);
	p->people = moot_arena_array(h->arena, limited, sizeof *p->people);
	p->listed = moot_arena_array(h->arena, limited, sizeof *p->listed);
	p->columns = moot_arena_array(h->arena, columns, sizeof *p->columns);
	p->values = moot_arena_array(h->arena, columns, sizeof *p->values);
	if (!p->x || !p->f || !p->g || !p->z || !p->seen || !p->people || !p->listed || !p->columns || !p->values)
		return false;
	for (size_t s = 0; s < sets; s++)
		p->x[s] = p->f[s] = MOOT_NONE;
	for (int o = 0; o < h->offer_count; o++)
		p->g[o] = MOOT_NONE;
	for (size_t b = 0; b < boards; b++)
		p->z[b] = MOOT_NONE;
	return true;
}

/* A candidate that stays as it is, with nothing to decide. */
static bool is_settled(const struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	bool settled = true;
	for (int i = 0; i < p->node_count && settled; i++)
		settled = p->nodes[i] < h->set_count && !h->varies[p->nodes[i]];
	return settled;
}

enum moot_status moot_hands_solve(const struct moot_hands *hands, struct moot_hands_choice *choice, double *unproven,
				  struct moot_error *error)
{
	struct hand_program p = {.h = hands, .choice = choice, .unproven = unproven, .error = error};
	enum moot_status status = moot_hands_tie(&p);
	if (status == MOOT_OK && make_room(&p))
		status = moot_hands_record_begin(&p);
	else
		status = MOOT_ERROR_MEMORY;
	if (status != MOOT_OK)
		return moot_error_set(error, status, "out of memory");
	for (int c = 0; c < p.component_count && status == MOOT_OK; c++) {
		p.nodes = p.order + p.first_of[c];
		p.node_count = p.first_of[c + 1] - p.first_of[c];
		int offer = p.nodes[0] - hands->set_count;
		if (is_settled(&p))
			continue;
		if (p.node_count == 1 && offer >= 0 && hands->offers[offer].sure)
			choice->offer[offer] =
			    hands->offers[offer].set != MOOT_NONE && hands->offers[offer].worth > 1e-9;
		else
			status = solve_component(&p);
	}
	return status;
}
