/*
 * The calendar's search from beginning to end: the instance, a first calendar, a bound, better calendars, the plan.
 */
#include <solver/calendar/beside.h>
#include <solver/calendar/calendar.h>
#include <solver/calendar/compact.h>
#include <solver/calendar/dive.h>
#include <solver/calendar/finish.h>
#include <solver/calendar/previous.h>
#include <solver/calendar/replan.h>
#include <solver/calendar/run.h>
#include <solver/clock.h>
#include <solver/structure/hint.h>

/* An earlier calendar, repaired, and how far it may be from the best. */
static enum moot_status repair(struct calendar_instance *in, struct calendar_run *run, struct moot_plan *plan,
			       struct moot_error *error)
{
	enum moot_status status = calendar_replan(in, run, error);
	if (status == MOOT_OK && !calendar_run_over(run))
		status = calendar_master(run, error);
	return status == MOOT_OK ? calendar_finish(run, plan, error) : status;
}

static const double PATIENCE = 2; /* seconds for a first calendar after the user said stop */
static const double EASY = 0.02;  /* of the ascent: what it proves by then may spare the search */

/* Better calendars, and the bound beside them. */
static enum moot_status improve(struct calendar_run *run, struct moot_error *error)
{
	struct calendar_beside *beside = NULL;
	struct moot_error other;
	enum moot_status status = calendar_beside_begin(run, &beside, error);
	if (status != MOOT_OK)
		return status;
	calendar_beside_ask(beside, EASY);
	if (!calendar_run_over(run))
		status = calendar_search(run, beside, error);
	/* The bound ends in any case. */
	enum moot_status ended = calendar_beside_end(beside, &other);
	if (status == MOOT_OK && ended != MOOT_OK)
		*error = other;
	if (status == MOOT_OK)
		status = ended;
	if (status == MOOT_OK && calendar_dive_is_due(run) && run->in->board_count > 0 && !calendar_run_over(run))
		status = calendar_polish(run, error);
	return status;
}

static enum moot_status search(struct calendar_run *run, struct moot_plan *plan, struct moot_error *error)
{
	const struct moot_hint *hint = run->options->hint;
	run->patience = moot_clock_seconds() + PATIENCE;
	enum moot_status status = calendar_settle(run, error);
	if (status == MOOT_OK)
		status = hint && hint->start ? calendar_begin(run, hint->start, error) : calendar_construct(run, error);
	run->patience = 0;
	if (status == MOOT_OK && !calendar_run_over(run))
		status = improve(run, error);
	return status == MOOT_OK ? calendar_finish(run, plan, error) : status;
}

enum moot_status moot_calendar_solve(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				     double deadline, struct moot_plan *plan, struct moot_error *error)
{
	struct calendar_instance *in = NULL;
	struct calendar_run *run = NULL;
	enum moot_status status = MOOT_OK;
	if (options->previous)
		status = calendar_go_on(landscape, options, plan, error);
	if (status == MOOT_OK)
		status = calendar_instance_new(landscape, plan, &in, error);
	if (status == MOOT_OK && options->calendar_lp)
		status = calendar_compact_write(in, options->calendar_lp, error);
	if (status == MOOT_OK)
		status = calendar_run_new(in, options, deadline, &run, error);
	if (status == MOOT_OK)
		status = calendar_replan_is_due(in) ? repair(in, run, plan, error) : search(run, plan, error);
	calendar_run_free(run);
	calendar_instance_free(in);
	return status;
}
