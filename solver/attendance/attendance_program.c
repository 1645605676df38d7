/*
 * The integer program of attendance, for each group of people tied together.
 *
 *     first   minimise sum_p over_p, then, with that sum held,
 *             minimise sum over free seats of loss (1 - a - d) + deputy_share loss d
 *     such that  a + d <= 1                                            every free seat; d only where a deputy may go
 *                sum h a + sum_{p is the deputy} h d - over_p <= max_hours_p - hours of p's other seats
 *                sum (a + d) >= quorum - those who come in any case     where that is not certain
 *                sum a >= 1                                             members of a duty's organisation, likewise
 *                sum d <= 1                                             members of a board with the same deputy
 *
 * a: the member attends; d: the deputy goes; neither: papers. A seat is free where its person is over their limit and
 * is member, optional or observer there.
 */
#include <solver/attendance/attendance.h>

#include <math.h>
#include <solver/clock.h>
#include <solver/disjoint.h>
#include <solver/lp.h>

enum { MOST_NODES = 20000 };

struct group {
	struct moot_attending *a;
	struct moot_error *error;
	struct moot_lp *lp;
	enum moot_status status;
	int *root;     /* union-find over people */
	int *order;    /* people by group */
	int *first_of; /* group: people order[first_of[g]] to order[first_of[g + 1] - 1] */
	int group_count;
	const int *members; /* people of the group at hand */
	int member_count;
	int *attends; /* columns of each seat */
	int *sends;
	int *over; /* column of each person */
	int *columns;
	double *values;
	int count;
	bool *seen; /* of each board */
};

static bool join_seats(void *context, const int *seats, int count, int need, bool deputies_count)
{
	struct group *g = context;
	(void)need;
	(void)deputies_count;
	for (int i = 1; i < count; i++)
		moot_join(g->root, g->a->seats[seats[0]].person, g->a->seats[seats[i]].person);
	return true;
}

static bool is_limited(const struct moot_attending *a, int person)
{
	return a->landscape->people[person].max_hours >= 0;
}

static void term(struct group *g, int column, double value)
{
	if (column == MOOT_NONE)
		return;
	g->columns[g->count] = column;
	g->values[g->count++] = value;
}

static void add_row(struct group *g, double low, double high)
{
	if (g->status == MOOT_OK)
		g->status = moot_lp_add_row_with(g->lp, NULL, low, high, g->count, g->columns, g->values, g->error);
	g->count = 0;
}

static int add_column(struct group *g, bool integer)
{
	int column = moot_lp_columns(g->lp);
	if (g->status == MOOT_OK)
		g->status = moot_lp_add_column(g->lp, NULL, integer ? 0 : 1, 0, integer ? 1 : INFINITY, integer, 0,
					       NULL, NULL, g->error);
	return column;
}

/* Whoever may stay away is tied to a deputy with a limit, for it is the deputy's year too. */
static enum moot_status find_groups(struct group *g)
{
	const struct moot_attending *a = g->a;
	int people = (int)a->landscape->person_count;
	int seats = a->first_seat[a->plan->board_count];
	int *group = moot_arena_array(a->arena, (size_t)people, sizeof *group);
	if (!group)
		return MOOT_ERROR_MEMORY;
	for (int p = 0; p < people; p++)
		g->root[p] = p;
	for (int b = 0; b < (int)a->plan->board_count; b++)
		if (!moot_attendance_groups(a, b, join_seats, g))
			return MOOT_ERROR_MEMORY;
	for (int s = 0; s < seats; s++)
		if (a->seats[s].deputy != MOOT_NONE && is_limited(a, a->seats[s].deputy))
			moot_join(g->root, a->seats[s].person, a->seats[s].deputy);
	for (int p = 0; p < people; p++)
		if (moot_root(g->root, p) == p)
			group[p] = g->group_count++;
	/* Counted one place on, so that filling moves each start to where it belongs. */
	for (int p = 0; p < people; p++)
		g->first_of[group[moot_root(g->root, p)] + 2]++;
	for (int i = 2; i < g->group_count + 2; i++)
		g->first_of[i] += g->first_of[i - 1];
	for (int p = 0; p < people; p++)
		g->order[g->first_of[group[moot_root(g->root, p)] + 1]++] = p;
	return MOOT_OK;
}

/* The columns of a person's free seats, and that only one of both goes. */
static void add_seats(struct group *g, int person)
{
	const struct moot_attending *a = g->a;
	for (int s = a->seat_of[person]; s != MOOT_NONE; s = a->seats[s].next) {
		if (!a->seats[s].may_stay)
			continue;
		g->attends[s] = add_column(g, true);
		if (a->seats[s].deputy == MOOT_NONE)
			continue;
		g->sends[s] = add_column(g, true);
		term(g, g->attends[s], 1);
		term(g, g->sends[s], 1);
		add_row(g, -INFINITY, 1);
	}
}

static void add_person_row(struct group *g, int person)
{
	const struct moot_attending *a = g->a;
	double certain = 0;
	if (!is_limited(a, person))
		return;
	g->over[person] = add_column(g, false);
	for (int s = a->seat_of[person]; s != MOOT_NONE; s = a->seats[s].next) {
		certain += a->seats[s].may_stay ? 0 : a->seats[s].hours;
		term(g, g->attends[s], a->seats[s].hours);
	}
	for (int s = a->given_to[person]; s != MOOT_NONE; s = a->seats[s].next_given)
		term(g, g->sends[s], a->seats[s].hours);
	term(g, g->over[person], -1);
	add_row(g, -INFINITY, a->landscape->people[person].max_hours - certain);
}

static bool add_group_row(void *context, const int *seats, int count, int need, bool deputies_count)
{
	struct group *g = context;
	/* The seats of a row are all of one group, but the board's other rows may be of others. */
	if (g->attends[seats[0]] == MOOT_NONE)
		return true;
	for (int i = 0; i < count; i++) {
		if (need > 0)
			term(g, g->attends[seats[i]], 1);
		if (deputies_count)
			term(g, g->sends[seats[i]], 1);
	}
	add_row(g, need > 0 ? (double)need : -INFINITY, need > 0 ? INFINITY : 1);
	return g->status == MOOT_OK;
}

/* The rows of each board on which someone of the group has a free seat. */
static void add_board_rows(struct group *g)
{
	const struct moot_attending *a = g->a;
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < g->member_count && g->status == MOOT_OK; i++)
			for (int s = a->seat_of[g->members[i]]; s != MOOT_NONE; s = a->seats[s].next) {
				int board = a->seats[s].board;
				if (pass == 0 && a->seats[s].may_stay && !g->seen[board] &&
				    !moot_attendance_groups(a, board, add_group_row, g) && g->status == MOOT_OK)
					g->status = MOOT_ERROR_MEMORY;
				g->seen[board] = pass == 0 && (g->seen[board] || a->seats[s].may_stay);
			}
}

static bool is_stopped(void *context)
{
	const struct moot_attending *a = context;
	const struct moot_watch *watch = &a->options->watch;
	return watch->stop && watch->stop(watch->context);
}

static enum moot_lp_outcome run(struct group *g, double *bound)
{
	struct moot_lp_integer_options options;
	enum moot_lp_outcome outcome = MOOT_LP_LIMIT;
	moot_lp_integer_options_default(&options);
	options.nodes = MOST_NODES;
	options.seconds = g->a->deadline - moot_clock_seconds();
	options.stop = is_stopped;
	options.context = g->a;
	*bound = -INFINITY;
	if (options.seconds > 0 && g->status == MOOT_OK)
		g->status = moot_lp_solve_integer(g->lp, &options, &outcome, bound, g->error);
	return g->status == MOOT_OK ? outcome : MOOT_LP_LIMIT;
}

static void take_answer(struct group *g)
{
	const struct moot_attending *a = g->a;
	for (int i = 0; i < g->member_count; i++)
		for (int s = a->seat_of[g->members[i]]; s != MOOT_NONE; s = a->seats[s].next) {
			struct moot_plan_member *member =
			    &a->plan->boards[a->seats[s].board].members[a->seats[s].member];
			if (g->attends[s] == MOOT_NONE)
				continue;
			bool attends = moot_lp_integer_value(g->lp, g->attends[s]) > 0.5;
			bool sends = g->sends[s] != MOOT_NONE && moot_lp_integer_value(g->lp, g->sends[s]) > 0.5;
			member->attendance = attends ? MOOT_ATTEND : sends ? MOOT_DEPUTY : MOOT_PAPERS;
		}
}

/* The second stage: prices in place of hours, and the hours of the first held. */
static double price(struct group *g, double hours)
{
	const struct moot_attending *a = g->a;
	double all = 0;
	for (int i = 0; i < g->member_count; i++) {
		int person = g->members[i];
		term(g, g->over[person], 1);
		if (g->over[person] != MOOT_NONE && g->status == MOOT_OK)
			g->status = moot_lp_set_cost(g->lp, g->over[person], 0, g->error);
		for (int s = a->seat_of[person]; s != MOOT_NONE && g->status == MOOT_OK; s = a->seats[s].next) {
			if (g->attends[s] == MOOT_NONE)
				continue;
			all += a->seats[s].loss;
			g->status = moot_lp_set_cost(g->lp, g->attends[s], -a->seats[s].loss, g->error);
			if (g->sends[s] != MOOT_NONE && g->status == MOOT_OK)
				g->status = moot_lp_set_cost(
				    g->lp, g->sends[s], -a->seats[s].loss * (1 - a->landscape->policy.deputy_share),
				    g->error);
		}
	}
	add_row(g, -INFINITY, hours + 1e-6 * (1 + hours));
	return all;
}

static void solve(struct group *g)
{
	double bound = 0;
	enum moot_lp_outcome outcome = run(g, &bound);
	bool found = outcome == MOOT_LP_OPTIMAL || outcome == MOOT_LP_FEASIBLE;
	g->a->hours_proven = g->a->hours_proven && outcome == MOOT_LP_OPTIMAL;
	if (!found)
		return;
	take_answer(g);
	double hours = moot_lp_integer_objective(g->lp);
	double all = price(g, hours);
	outcome = run(g, &bound);
	if (outcome != MOOT_LP_OPTIMAL && outcome != MOOT_LP_FEASIBLE) {
		g->a->unproven += all;
		return;
	}
	take_answer(g);
	if (outcome != MOOT_LP_OPTIMAL)
		g->a->unproven += fmax(0, fmin(moot_lp_integer_objective(g->lp) - bound, all));
}

static void forget_columns(struct group *g)
{
	for (int i = 0; i < g->member_count; i++) {
		g->over[g->members[i]] = MOOT_NONE;
		for (int s = g->a->seat_of[g->members[i]]; s != MOOT_NONE; s = g->a->seats[s].next)
			g->attends[s] = g->sends[s] = MOOT_NONE;
	}
}

static void solve_group(struct group *g)
{
	const struct moot_attending *a = g->a;
	bool any = false;
	for (int i = 0; i < g->member_count; i++)
		for (int s = a->seat_of[g->members[i]]; s != MOOT_NONE; s = a->seats[s].next)
			any = any || a->seats[s].may_stay;
	if (!any)
		return;
	g->count = 0;
	g->status = moot_lp_new(&g->lp, g->error);
	for (int i = 0; i < g->member_count && g->status == MOOT_OK; i++)
		add_seats(g, g->members[i]);
	for (int i = 0; i < g->member_count && g->status == MOOT_OK; i++)
		add_person_row(g, g->members[i]);
	if (g->status == MOOT_OK)
		add_board_rows(g);
	if (g->status == MOOT_OK)
		solve(g);
	moot_lp_free(g->lp);
	g->lp = NULL;
	forget_columns(g);
}

enum moot_status moot_attendance_solve(struct moot_attending *attendance, struct moot_error *error)
{
	struct group g = {.a = attendance, .error = error};
	struct moot_arena *arena = attendance->arena;
	size_t people = attendance->landscape->person_count;
	size_t seats = (size_t)attendance->first_seat[attendance->plan->board_count];
	g.root = moot_arena_array(arena, people, sizeof *g.root);
	g.order = moot_arena_array(arena, people, sizeof *g.order);
	g.first_of = moot_arena_array(arena, people + 2, sizeof *g.first_of);
	g.attends = moot_arena_array(arena, seats, sizeof *g.attends);
	g.sends = moot_arena_array(arena, seats, sizeof *g.sends);
	g.over = moot_arena_array(arena, people, sizeof *g.over);
	g.columns = moot_arena_array(arena, 2 * seats + people, sizeof *g.columns);
	g.values = moot_arena_array(arena, 2 * seats + people, sizeof *g.values);
	g.seen = moot_arena_array(arena, attendance->plan->board_count, sizeof *g.seen);
	if (!g.root || !g.order || !g.first_of || !g.attends || !g.sends || !g.over || !g.columns || !g.values ||
	    !g.seen || find_groups(&g) != MOOT_OK)
		return MOOT_ERROR_MEMORY;
	for (size_t s = 0; s < seats; s++)
		g.attends[s] = g.sends[s] = MOOT_NONE;
	for (size_t p = 0; p < people; p++)
		g.over[p] = MOOT_NONE;
	for (int i = 0; i < g.group_count && g.status == MOOT_OK; i++) {
		g.members = g.order + g.first_of[i];
		g.member_count = g.first_of[i + 1] - g.first_of[i];
		solve_group(&g);
	}
	return g.status;
}
