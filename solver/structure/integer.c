/*
 * The last integer program of a block: few columns, every cut, GLPK.
 *
 * No setting of GLPK is good on all instances (clique cuts with Driebeck and Tomlin's branching close one in a
 * hundredth of the time of another, and the reverse): three race, counted in nodes so that two runs are alike.
 */
#include <solver/structure/master.h>

#include <math.h>
#include <solver/clock.h>

static bool is_over(void *context)
{
	return moot_program_over(context);
}

struct race {
	struct moot_master *master;
	struct moot_lp *lp;
	const int *columns;
	int count;
	int *chosen;
	int *chosen_count;
	double *objective;
	int *answer; /* scratch */
};

/* Takes GLPK's answer if it holds by our own count and is better. */
static void take_answer(struct race *race)
{
	int found = 0;
	for (int j = 0; j < race->count; j++)
		if (moot_lp_integer_value(race->lp, race->master->limited_count + j) > 0.5 &&
		    found < race->master->block->atom_count)
			race->answer[found++] = race->columns[j];
	double objective = moot_master_objective(race->master, race->answer, found);
	if (!(objective < *race->objective))
		return;
	*race->objective = objective;
	*race->chosen_count = found;
	for (int i = 0; i < found; i++)
		race->chosen[i] = race->answer[i];
}

static enum moot_status run_once(struct race *race, int setting, int nodes, bool *proven, struct moot_error *error)
{
	struct moot_lp_integer_options options;
	enum moot_lp_outcome outcome = MOOT_LP_LIMIT;
	double bound = -INFINITY;
	moot_lp_integer_options_default(&options);
	options.gomory_cuts = setting == 0;
	options.clique_cuts = setting != 2;
	options.most_fractional = setting == 1;
	options.nodes = nodes;
	options.seconds = race->master->program->deadline - moot_clock_seconds();
	options.stop = is_over;
	options.context = race->master->program;
	if (isfinite(*race->objective))
		options.cutoff = *race->objective - 1e-7;
	if (options.seconds <= 0)
		return MOOT_OK;
	enum moot_status status = moot_lp_solve_integer(race->lp, &options, &outcome, &bound, error);
	if (status != MOOT_OK)
		return status;
	if (outcome == MOOT_LP_OPTIMAL || outcome == MOOT_LP_FEASIBLE)
		take_answer(race);
	/* An optimum that does not hold by our own count proves nothing. */
	if (outcome == MOOT_LP_OPTIMAL)
		*proven = moot_lp_integer_objective(race->lp) >= *race->objective - 1e-6;
	else
		*proven = outcome == MOOT_LP_INFEASIBLE || bound >= *race->objective - 1e-7;
	return MOOT_OK;
}

enum moot_status moot_master_integer(struct moot_master *master, const int *columns, int count, int nodes,
				     int most_nodes, int *chosen, int *chosen_count, double *objective, bool *proven,
				     struct moot_error *error)
{
	struct race race = {.master = master,
			    .columns = columns,
			    .count = count,
			    .chosen = chosen,
			    .chosen_count = chosen_count,
			    .objective = objective};
	*proven = false;
	race.answer = moot_allocate((size_t)master->block->atom_count, sizeof *race.answer);
	if (!race.answer)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	enum moot_status status = moot_master_copy(master, columns, count, &race.lp, error);
	for (; nodes <= most_nodes && status == MOOT_OK && !*proven; nodes *= 8)
		for (int setting = 0; setting < 3 && status == MOOT_OK && !*proven; setting++) {
			if (moot_program_over(master->program))
				break;
			status = run_once(&race, setting, nodes, proven, error);
		}
	moot_lp_free(race.lp);
	moot_release(race.answer);
	return status;
}
