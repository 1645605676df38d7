/*
 * The ladder's two chains from the best plan of all: down by max-boards rules until nothing is possible, and up by the
 * exact number. Each rung starts from the sets that the one before it liked; the chains share the first plan's sets and
 * nothing else, so that they may run side by side and still give the same answers.
 */
#include <moot/ladder.h>

#include <solver/clock.h>
#include <solver/jobs.h>
#include <solver/structure/hint.h>
#include <solver/whatif/variant.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Plans by the number of boards, which is what max-boards rules count and the exact number means; where hand-overs only
 * follow, they may close some of these boards afterwards.
 */
struct chains {
	const struct moot_landscape *landscape;
	const struct moot_solve_options *options;
	double deadline;
	int today;                     /* boards */
	int closed;                    /* of these, by rules: the partition leaves them out */
	int best;                      /* parts of the best plan */
	const struct moot_warm *first; /* of the best plan's solve */
	double floor;                  /* what its sets cost at least */
	struct moot_plan **at_most;    /* each plan once, at its own number of parts */
	int *at_most_of;               /* of each limit: the number under which its plan stands, 0 for none */
	struct moot_plan **exactly;
	bool least_proven;
};

/* Solves with at most `limit` boards, which cost `floor` at least; with no floor, with exactly so many.
 * MOOT_ERROR_INFEASIBLE and MOOT_ERROR_LIMIT end a chain. */
static enum moot_status solve_rung(const struct chains *c, int limit, double *floor, const struct moot_watch *watch,
				   struct moot_warm *warm, struct moot_plan **out, struct moot_error *error)
{
	struct moot_landscape variant;
	struct moot_arena *arena = moot_arena_new();
	struct moot_solve_options options = *c->options;
	const struct moot_hint hint = {.warm = warm, .floor = floor, .min_boards = floor ? 0 : limit, .brief = true};
	char text[32];
	enum moot_status status = MOOT_ERROR_MEMORY;
	snprintf(text, sizeof text, "max-boards %d", limit);
	const struct moot_rule rule =
	    arena ? moot_variant_value(arena, MOOT_RULE_MAX_BOARDS, limit, text) : (struct moot_rule){.text = NULL};
	options.structure_only = true;
	options.threads = 1;
	options.hint = &hint;
	options.watch = *watch;
	/* One hard rung must not take the time of those below it. */
	options.time_limit = (c->deadline - moot_clock_seconds()) / 2;
	if (arena && options.time_limit <= 0.01)
		status = MOOT_ERROR_LIMIT;
	else if (arena && moot_variant_with(c->landscape, &rule, 1, arena, &variant))
		status = moot_plan_make(&variant, &options, out, error);
	moot_arena_free(arena);
	return status;
}

static int parts_of(const struct chains *c, const struct moot_plan *plan)
{
	if (strcmp(plan->structure.scope, "partition+handover") == 0)
		return plan->after.boards;
	return (int)plan->board_count - c->closed;
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/*
 * Every two boards of a plan as one, to begin the next rung with: it then has a plan at once that is one merger away,
 * however little time is left. What may not be one is left out where the sets are costed.
 */
static bool add_unions(const struct chains *c, const struct moot_plan *plan, struct moot_warm *warm)
{
	const struct moot_landscape *l = c->landscape;
	int *set = moot_allocate(l->board_count, sizeof *set);
	bool whole = set != NULL;
	for (size_t i = 0; i < plan->board_count && whole; i++)
		for (size_t j = 0; j < i && whole; j++) {
			const struct moot_plan_board *pair[2] = {&plan->boards[i], &plan->boards[j]};
			int count = 0;
			if (pair[0]->fate == MOOT_CLOSED || pair[1]->fate == MOOT_CLOSED ||
			    pair[0]->from_count + pair[1]->from_count > (size_t)l->policy.max_merge)
				continue;
			for (int k = 0; k < 2; k++)
				for (size_t b = 0; b < pair[k]->from_count; b++)
					set[count++] = moot_landscape_board(l, pair[k]->from[b]);
			qsort(set, (size_t)count, sizeof *set, compare_ints);
			whole = moot_warm_add(warm, set, count);
		}
	moot_release(set);
	return whole;
}

static enum moot_status climb_down(struct chains *c, const struct moot_watch *watch, struct moot_warm *warm,
				   struct moot_error *error)
{
	double floor = c->floor;
	if (!add_unions(c, c->at_most[c->best], warm))
		return MOOT_ERROR_MEMORY;
	for (int limit = c->best - 1; limit > 0; limit--) {
		struct moot_plan *plan = NULL;
		enum moot_status status = solve_rung(c, limit, &floor, watch, warm, &plan, error);
		c->least_proven = status == MOOT_ERROR_INFEASIBLE;
		if (status == MOOT_ERROR_INFEASIBLE || status == MOOT_ERROR_LIMIT)
			return MOOT_OK;
		if (status != MOOT_OK)
			return status;
		int boards = parts_of(c, plan);
		c->at_most[boards] = plan;
		for (; limit > boards; limit--)
			c->at_most_of[limit] = boards;
		c->at_most_of[limit] = boards;
		if (!add_unions(c, plan, warm))
			return MOOT_ERROR_MEMORY;
	}
	c->least_proven = true;
	return MOOT_OK;
}

static enum moot_status climb_up(struct chains *c, const struct moot_watch *watch, struct moot_warm *warm,
				 struct moot_error *error)
{
	for (int limit = c->best + 1; limit <= c->today; limit++) {
		enum moot_status status = solve_rung(c, limit, NULL, watch, warm, &c->exactly[limit], error);
		if (status == MOOT_ERROR_LIMIT)
			return MOOT_OK;
		if (status != MOOT_OK && status != MOOT_ERROR_INFEASIBLE)
			return status;
	}
	return MOOT_OK;
}

static enum moot_status run_chain(void *context, size_t index, const struct moot_watch *watch, struct moot_error *error)
{
	struct chains *c = context;
	struct moot_warm warm = {0};
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (moot_warm_add_all(&warm, c->first))
		status = index == 0 ? climb_down(c, watch, &warm, error) : climb_up(c, watch, &warm, error);
	moot_warm_clear(&warm);
	return status;
}

/* Boards that rules close. */
static int count_closed(const struct moot_landscape *l, struct moot_arena *arena)
{
	bool *closed = moot_arena_array(arena, l->board_count, sizeof *closed);
	int count = 0;
	for (size_t r = 0; closed && r < l->rule_count; r++)
		for (size_t i = 0; l->rules[r].kind == MOOT_RULE_CLOSE && i < l->rules[r].board_count; i++)
			closed[l->rules[r].boards[i]] = true;
	for (size_t b = 0; closed && b < l->board_count; b++)
		count += closed[b];
	return closed ? count : -1;
}

/* Allocates the tables and solves the best plan of all. */
static enum moot_status begin(struct chains *c, struct moot_arena *arena, struct moot_warm *warm,
			      struct moot_error *error)
{
	size_t room = (size_t)c->today + 1;
	struct moot_plan *plan = NULL;
	const struct moot_hint hint = {.warm = warm, .floor = &c->floor};
	struct moot_solve_options options = *c->options;
	c->at_most = moot_arena_array(arena, room, sizeof(struct moot_plan *));
	c->at_most_of = moot_arena_array(arena, room, sizeof(int));
	c->exactly = moot_arena_array(arena, room, sizeof(struct moot_plan *));
	c->closed = count_closed(c->landscape, arena);
	if (!c->at_most || !c->at_most_of || !c->exactly || c->closed < 0)
		return MOOT_ERROR_MEMORY;
	options.structure_only = true;
	options.hint = &hint;
	enum moot_status status = moot_plan_make(c->landscape, &options, &plan, error);
	if (status != MOOT_OK)
		return status;
	c->best = parts_of(c, plan);
	c->at_most[c->best] = plan;
	for (int limit = c->best; limit <= c->today; limit++)
		c->at_most_of[limit] = c->best;
	return MOOT_OK;
}

/* The plans move to the ladder, which frees them. */
static void collect(const struct chains *c, struct moot_ladder *ladder)
{
	for (int k = c->today; k > 0; k--) {
		if (c->at_most[k])
			ladder->plans[ladder->plan_count++] = c->at_most[k];
		if (c->exactly[k])
			ladder->plans[ladder->plan_count++] = c->exactly[k];
	}
}

static void fill_rungs(const struct chains *c, struct moot_ladder *ladder)
{
	ladder->best = c->best;
	ladder->least_proven = c->least_proven;
	for (int k = c->today; k > 0 && c->at_most_of[k] > 0; k--) {
		struct moot_rung *rung = &ladder->rungs[ladder->rung_count++];
		*rung = (struct moot_rung){.limit = k, .plan = c->at_most[c->at_most_of[k]], .exact = c->exactly[k]};
		if (c->at_most_of[k] == k)
			rung->exact = rung->plan;
	}
}

static enum moot_status climb(struct chains *c, struct moot_ladder *ladder, struct moot_error *error)
{
	struct moot_warm warm = {0};
	/* cppcheck-suppress autoVariables ; cleared below */
	c->first = &warm;
	enum moot_status status = begin(c, ladder->arena, &warm, error);
	if (status == MOOT_OK) {
		size_t room = (size_t)c->today;
		ladder->plans = moot_arena_array(ladder->arena, 2 * room, sizeof(struct moot_plan *));
		ladder->rungs = moot_arena_array(ladder->arena, room, sizeof *ladder->rungs);
		status = ladder->plans && ladder->rungs ? MOOT_OK : MOOT_ERROR_MEMORY;
	}
	const struct moot_jobs jobs = {.count = 2,
				       .threads = c->options->threads,
				       .watch = &c->options->watch,
				       .phase = "ladder",
				       .run = run_chain,
				       .context = c};
	if (status == MOOT_OK)
		status = moot_jobs_run(&jobs, error);
	c->first = NULL;
	moot_warm_clear(&warm);
	return status;
}

enum moot_status moot_ladder_make(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				  struct moot_ladder **out, struct moot_error *error)
{
	struct moot_ladder *ladder = moot_allocate(1, sizeof *ladder);
	struct chains chains = {.landscape = landscape,
				.options = options,
				.deadline = moot_clock_seconds() + options->time_limit,
				.floor = -INFINITY,
				.today = (int)landscape->board_count};
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (ladder && (ladder->arena = moot_arena_new()))
		status = climb(&chains, ladder, error);
	if (status != MOOT_OK) {
		for (int k = 0; k <= chains.today && chains.at_most && chains.exactly; k++) {
			moot_plan_free(chains.at_most[k]);
			moot_plan_free(chains.exactly[k]);
		}
		moot_ladder_free(ladder);
		return status == MOOT_ERROR_MEMORY ? moot_error_set(error, status, "out of memory") : status;
	}
	collect(&chains, ladder);
	fill_rungs(&chains, ladder);
	*out = ladder;
	return MOOT_OK;
}

void moot_ladder_free(struct moot_ladder *ladder)
{
	if (!ladder)
		return;
	for (size_t i = 0; i < ladder->plan_count; i++)
		moot_plan_free(ladder->plans[i]);
	moot_arena_free(ladder->arena);
	moot_release(ladder);
}
