#include <solver/calendar/previous.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Hours of nobody: what leaving out an earlier meeting costs beside its distance from an even year. */
static const double DROP_FROZEN = 1e6;
static const double DROP = 1e3;

/* A board of the new plan and one of the earlier that it could go on from. */
struct pair {
	int now;
	int earlier;
	int common; /* boards of today in both */
	bool same_id;
};

struct work {
	const struct moot_landscape *landscape;
	const struct moot_plan *earlier;
	struct moot_plan *plan;
	moot_day freeze; /* the year's first day where nothing is frozen */
	int *from;       /* [board of the plan] that of the earlier one, or MOOT_NONE */
	int *into;       /* the other way round */
	const struct moot_meeting **grouped;
};

static bool board_meets(const struct moot_plan_board *board)
{
	return board->fate != MOOT_CLOSED && board->meetings_per_year > 0;
}

static bool comes_from(const struct moot_plan_board *board, const char *id)
{
	for (size_t i = 0; i < board->from_count; i++)
		if (strcmp(board->from[i], id) == 0)
			return true;
	return false;
}

static int count_common(const struct moot_plan_board *a, const struct moot_plan_board *b)
{
	int common = 0;
	for (size_t i = 0; i < a->from_count; i++)
		common += comes_from(b, a->from[i]);
	return common;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;
	if (x->common != y->common)
		return x->common > y->common ? -1 : 1;
	if (x->same_id != y->same_id)
		return x->same_id ? -1 : 1;
	if (x->now != y->now)
		return x->now < y->now ? -1 : 1;
	return (x->earlier > y->earlier) - (x->earlier < y->earlier);
}

/* Boards of both plans are by id, so their indices are in that order too. */
static bool pair_boards(struct work *work)
{
	const struct moot_plan *plan = work->plan;
	const struct moot_plan *earlier = work->earlier;
	struct pair *pairs = NULL;
	size_t room = 0;
	size_t count = 0;
	for (size_t i = 0; i < plan->board_count; i++)
		for (size_t j = 0; j < earlier->board_count; j++) {
			int common = count_common(&plan->boards[i], &earlier->boards[j]);
			if (common == 0 || !board_meets(&plan->boards[i]) || !board_meets(&earlier->boards[j]))
				continue;
			if (!moot_array_reserve((void **)&pairs, &room, count + 1, sizeof *pairs)) {
				moot_release(pairs);
				return false;
			}
			pairs[count++] = (struct pair){(int)i, (int)j, common,
						       strcmp(plan->boards[i].id, earlier->boards[j].id) == 0};
		}
	if (count > 1)
		qsort(pairs, count, sizeof *pairs, compare_pairs);
	for (size_t i = 0; i < count; i++)
		if (work->from[pairs[i].now] == MOOT_NONE && work->into[pairs[i].earlier] == MOOT_NONE) {
			work->from[pairs[i].now] = pairs[i].earlier;
			work->into[pairs[i].earlier] = pairs[i].now;
		}
	moot_release(pairs);
	return true;
}

static int compare_meetings(const void *a, const void *b)
{
	const struct moot_meeting *x = *(const struct moot_meeting *const *)a;
	const struct moot_meeting *y = *(const struct moot_meeting *const *)b;
	int order = strcmp(x->board, y->board);
	if (order != 0)
		return order;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* The earlier plan's meetings in the planning year, by board and start. */
static size_t group_meetings(struct work *work)
{
	const moot_minute first = (moot_minute)work->plan->start * MOOT_MINUTES_A_DAY;
	const moot_minute end = ((moot_minute)work->plan->end + 1) * MOOT_MINUTES_A_DAY;
	size_t count = 0;
	for (size_t i = 0; i < work->earlier->meeting_count; i++) {
		const struct moot_meeting *meeting = &work->earlier->meetings[i];
		if (meeting->start >= first && meeting->start < end && meeting->end >= meeting->start)
			work->grouped[count++] = meeting;
	}
	if (count > 1)
		qsort(work->grouped, count, sizeof(struct moot_meeting *), compare_meetings);
	return count;
}

static int commonest(const int *counts, int count)
{
	int best = 0;
	for (int i = 1; i < count; i++)
		best = counts[i] > counts[best] ? i : best;
	return best;
}

/* The plan of another year: the boards that go on keep the weekday and the time that they mostly had. */
static void keep_habits(struct work *work)
{
	if (work->earlier->end >= work->plan->start)
		return;
	for (size_t i = 0; i < work->plan->board_count; i++) {
		struct moot_plan_board *board = &work->plan->boards[i];
		int weekdays[7] = {0};
		int starts[MOOT_MINUTES_A_DAY] = {0};
		for (size_t m = 0; work->from[i] != MOOT_NONE && m < work->earlier->meeting_count; m++) {
			const struct moot_meeting *meeting = &work->earlier->meetings[m];
			if (strcmp(meeting->board, work->earlier->boards[work->from[i]].id) != 0)
				continue;
			weekdays[moot_day_weekday((moot_day)(meeting->start / MOOT_MINUTES_A_DAY))]++;
			starts[meeting->start % MOOT_MINUTES_A_DAY]++;
			board->has_usual = true;
		}
		board->usual_weekday = (enum moot_weekday)commonest(weekdays, 7);
		board->usual_start = commonest(starts, MOOT_MINUTES_A_DAY);
	}
}

static bool is_frozen(const struct work *work, const struct moot_meeting *meeting)
{
	return meeting->start < (moot_minute)work->freeze * MOOT_MINUTES_A_DAY;
}

/* Copies what a meeting or a dropped one holds on to. */
static const char *copy(struct work *work, const char *text)
{
	return moot_arena_text(work->plan->arena, text);
}

static int plan_board(const struct moot_plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->board_count; i++)
		if (strcmp(plan->boards[i].id, id) == 0)
			return (int)i;
	return MOOT_NONE;
}

/* Whether a clash can still be told: the person is in the landscape, and what they are at in the plan. */
static bool clash_is_known(const struct work *work, const struct moot_clash *clash)
{
	return moot_landscape_person(work->landscape, clash->person) != MOOT_NONE &&
	       (clash->with[0] == '(' || plan_board(work->plan, clash->with) != MOOT_NONE);
}

static bool copy_clashes(struct work *work, const struct moot_meeting *from, struct moot_meeting *to)
{
	to->clash_count = 0;
	to->clashes = moot_arena_array(work->plan->arena, from->clash_count, sizeof *to->clashes);
	for (size_t i = 0; i < from->clash_count && to->clashes; i++) {
		if (!clash_is_known(work, &from->clashes[i]))
			continue;
		struct moot_clash *clash = &to->clashes[to->clash_count++];
		*clash = (struct moot_clash){copy(work, from->clashes[i].person), copy(work, from->clashes[i].with)};
		if (!clash->person || !clash->with)
			return false;
	}
	return to->clashes != NULL;
}

static bool add_meeting(struct work *work, const struct moot_meeting *from, int board, int number)
{
	struct moot_plan *plan = work->plan;
	struct moot_meeting *to = &plan->meetings[plan->meeting_count++];
	*to = *from;
	to->uid = copy(work, from->uid);
	to->venue = copy(work, from->venue);
	to->board = plan->boards[board].id;
	to->number = number;
	to->has_previous = true;
	to->previous = from->start;
	to->frozen = is_frozen(work, from);
	return to->uid && to->venue && copy_clashes(work, from, to);
}

/* Why a board of the earlier plan does not go on, or has fewer meetings. */
static const char *why_dropped(struct work *work, int earlier)
{
	const struct moot_plan_board *was = &work->earlier->boards[earlier];
	const struct moot_plan *plan = work->plan;
	struct moot_arena *arena = plan->arena;
	if (work->into[earlier] != MOOT_NONE) {
		const struct moot_plan_board *now = &plan->boards[work->into[earlier]];
		return moot_arena_format(arena, "%s now has %d meetings a year, not %d", now->name,
					 now->meetings_per_year, was->meetings_per_year);
	}
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *now = &plan->boards[i];
		if (!comes_from(now, was->id))
			continue;
		if (!board_meets(now))
			return moot_arena_format(arena, "%s ends", was->name);
		return moot_arena_format(arena, "%s is now part of %s", was->name, now->name);
	}
	return moot_arena_format(arena, "%s is no longer in the landscape", was->name);
}

static bool add_dropped(struct work *work, const struct moot_meeting *from, int earlier)
{
	struct moot_plan *plan = work->plan;
	bool held = is_frozen(work, from);
	struct moot_dropped *to = held ? &plan->held[plan->held_count++] : &plan->cancelled[plan->cancelled_count++];
	*to = (struct moot_dropped){
	    .uid = copy(work, from->uid),
	    .board = copy(work, from->board),
	    .name = copy(work, earlier == MOOT_NONE ? from->board : work->earlier->boards[earlier].name),
	    .number = from->number,
	    .start = from->start,
	    .end = from->end,
	    .venue = copy(work, from->venue),
	    .sequence = from->sequence + (held ? 0 : 1),
	    .why = earlier == MOOT_NONE ? "its board is unknown" : why_dropped(work, earlier)};
	return to->uid && to->board && to->name && to->venue && to->why;
}

/* What the earlier plan had cancelled or held stays so. */
static bool add_again(struct work *work, const struct moot_dropped *from, struct moot_dropped *to)
{
	*to = *from;
	to->uid = copy(work, from->uid);
	to->board = copy(work, from->board);
	to->name = copy(work, from->name);
	to->venue = copy(work, from->venue);
	to->why = copy(work, from->why);
	return to->uid && to->board && to->name && to->venue && to->why;
}

/* The table of the assignment: the least sum for the first i meetings and the first k numbers. */
struct table {
	double *cost;
	int all; /* F */
};

static double *cell(const struct table *table, int i, int k)
{
	return &table->cost[(size_t)i * ((size_t)table->all + 1) + (size_t)k];
}

static double distance(const struct work *work, const struct moot_meeting *meeting, int number, int all)
{
	const double days = work->plan->end - work->plan->start + 1;
	const double period = days / all;
	const moot_day day = (moot_day)(meeting->start / MOOT_MINUTES_A_DAY) - work->plan->start;
	return fabs(day + 0.5 - (number - 0.5) * period) / period;
}

static double drop_cost(const struct work *work, const struct moot_meeting *meeting)
{
	return is_frozen(work, meeting) ? DROP_FROZEN : DROP;
}

/* Numbers in order for as many of the meetings as there is room for; 0 for those left out. */
static bool assign(struct work *work, const struct moot_meeting *const *meetings, int count, int all, int *numbers)
{
	struct table table = {.all = all};
	table.cost = moot_allocate(((size_t)count + 1) * ((size_t)all + 1), sizeof *table.cost);
	if (!table.cost)
		return false;
	for (int i = 1; i <= count; i++)
		for (int k = 0; k <= all; k++) {
			double best = *cell(&table, i - 1, k) + drop_cost(work, meetings[i - 1]);
			if (k > 0) {
				double taken = *cell(&table, i - 1, k - 1) + distance(work, meetings[i - 1], k, all);
				best = fmin(best, fmin(taken, *cell(&table, i, k - 1)));
			}
			*cell(&table, i, k) = best;
		}
	for (int i = count, k = all; i > 0; i--) {
		while (k > 0 && !(*cell(&table, i, k) < *cell(&table, i, k - 1)))
			k--;
		bool dropped =
		    k == 0 || *cell(&table, i, k) >= *cell(&table, i - 1, k) + drop_cost(work, meetings[i - 1]);
		numbers[i - 1] = dropped ? 0 : k--;
	}
	moot_release(table.cost);
	return true;
}

/* Whether the numbers rise with the starts and fit, so that each meeting can keep its own. */
static bool keeps_numbers(const struct moot_meeting *const *meetings, size_t count, int all)
{
	for (size_t i = 0; i < count; i++)
		if (meetings[i]->number < 1 || meetings[i]->number > all ||
		    (i > 0 && meetings[i]->number <= meetings[i - 1]->number))
			return false;
	return true;
}

static bool go_on(struct work *work, const struct moot_meeting *const *meetings, size_t count)
{
	int earlier = plan_board(work->earlier, meetings[0]->board);
	int now = earlier == MOOT_NONE ? MOOT_NONE : work->into[earlier];
	int all = now == MOOT_NONE ? 0 : work->plan->boards[now].meetings_per_year;
	int *numbers = moot_allocate(count, sizeof *numbers);
	bool done = numbers != NULL;
	if (done && now != MOOT_NONE) {
		bool same =
		    work->earlier->boards[earlier].meetings_per_year == all && keeps_numbers(meetings, count, all);
		for (size_t i = 0; same && i < count; i++)
			numbers[i] = meetings[i]->number;
		done = same || assign(work, meetings, (int)count, all, numbers);
	}
	for (size_t i = 0; done && i < count; i++)
		done = numbers[i] > 0 ? add_meeting(work, meetings[i], now, numbers[i])
				      : add_dropped(work, meetings[i], earlier);
	moot_release(numbers);
	return done;
}

static int compare_dropped(const void *a, const void *b)
{
	return strcmp(((const struct moot_dropped *)a)->uid, ((const struct moot_dropped *)b)->uid);
}

static bool make_room(struct work *work)
{
	struct moot_plan *plan = work->plan;
	const struct moot_plan *earlier = work->earlier;
	work->from = moot_allocate(plan->board_count, sizeof *work->from);
	work->into = moot_allocate(earlier->board_count, sizeof *work->into);
	work->grouped = moot_allocate(earlier->meeting_count, sizeof(struct moot_meeting *));
	plan->meetings = moot_arena_array(plan->arena, earlier->meeting_count, sizeof *plan->meetings);
	/* Those that the search can't place are cancelled too. */
	plan->cancelled =
	    moot_arena_array(plan->arena, earlier->cancelled_count + earlier->meeting_count, sizeof *plan->cancelled);
	plan->held = moot_arena_array(plan->arena, earlier->held_count + earlier->meeting_count, sizeof *plan->held);
	if (!work->from || !work->into || !work->grouped || !plan->meetings || !plan->cancelled || !plan->held)
		return false;
	for (size_t i = 0; i < plan->board_count; i++)
		work->from[i] = MOOT_NONE;
	for (size_t i = 0; i < earlier->board_count; i++)
		work->into[i] = MOOT_NONE;
	return true;
}

static bool work_through(struct work *work)
{
	struct moot_plan *plan = work->plan;
	if (!make_room(work) || !pair_boards(work))
		return false;
	keep_habits(work);
	const size_t count = group_meetings(work);
	for (size_t i = 0, next = 0; i < count; i = next) {
		while (next < count && strcmp(work->grouped[next]->board, work->grouped[i]->board) == 0)
			next++;
		if (!go_on(work, work->grouped + i, next - i))
			return false;
	}
	for (size_t i = 0; i < work->earlier->cancelled_count; i++)
		if (!add_again(work, &work->earlier->cancelled[i], &plan->cancelled[plan->cancelled_count++]))
			return false;
	for (size_t i = 0; i < work->earlier->held_count; i++)
		if (!add_again(work, &work->earlier->held[i], &plan->held[plan->held_count++]))
			return false;
	if (plan->held_count > 1)
		qsort(plan->held, plan->held_count, sizeof *plan->held, compare_dropped);
	return true;
}

enum moot_status calendar_go_on(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				struct moot_plan *plan, struct moot_error *error)
{
	struct work work = {.landscape = landscape, .earlier = options->previous, .plan = plan};
	plan->has_previous = true;
	plan->freeze_before = options->freeze_before;
	work.freeze = options->freeze_before == MOOT_NO_DAY ? plan->start : options->freeze_before;
	bool done = work_through(&work);
	moot_release(work.from);
	moot_release(work.into);
	moot_release(work.grouped);
	return done ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}
