#include <solver/calendar/series.h>

#include <string.h>

enum { INHERITED = 1, SKIPPED, MET, MET_TODAY, MET_PIN /* + the pin's index */ };

struct anchor {
	double bound;
	int weekday;
	int start;
};

/* Meetings count from 1 here; number 0 is the year before its first meeting. */
struct calendar_pricer {
	const struct calendar_instance *in;
	double *least;  /* [day] the cheapest start's cost */
	double *under;  /* [day] the cheapest cost under the anchor being scanned */
	double *bounds; /* [weekday][start] the least cost of one meeting */
	double *sums;   /* [weekday][start] over all meetings */
	int *low;       /* [meeting] days of its table, both included; -1 is before the year */
	int *high;
	size_t *offset; /* [meeting] */
	int *slots;     /* of the anchor being scanned */
	double *table;  /* least cost by meeting, day and state */
	int *from;      /* the state before */
	int *how;
};

/* The scan of one board. */
struct scan {
	struct calendar_pricer *pricer;
	const struct calendar_board *board;
	const double *cost;
	const int *limits;
	double skip;
	struct anchor anchor;
};

static bool is_limited(const struct calendar_instance *in, int b)
{
	for (int i = 0; i < in->before_count; i++)
		if (in->befores[i].b == b)
			return true;
	return false;
}

static void set_ranges(struct calendar_pricer *pricer, const struct calendar_board *board, bool limited)
{
	const int count = board->meetings;
	for (int k = count; k >= 1; k--) {
		int low = board->windows[k - 1].first;
		if (k < count) {
			int before_next = board->windows[k].first - board->separation;
			low = low < before_next ? low : before_next;
			low = low < pricer->low[k + 1] ? low : pricer->low[k + 1];
		}
		pricer->low[k] = low < 0 || limited ? -1 : low;
	}
	size_t offset = 0;
	for (int k = 1; k <= count; k++) {
		pricer->high[k] = board->windows[k - 1].last;
		pricer->offset[k] = offset;
		offset += (size_t)(pricer->high[k] - pricer->low[k] + 1) * (size_t)board->counts.states;
	}
	pricer->offset[count + 1] = offset;
}

static bool make_room(struct calendar_pricer *pricer, size_t meetings, size_t starts, size_t cells)
{
	const size_t days = (size_t)pricer->in->days;
	pricer->least = moot_allocate(days, sizeof *pricer->least);
	pricer->under = moot_allocate(days, sizeof *pricer->under);
	pricer->bounds = moot_allocate(7 * starts, sizeof *pricer->bounds);
	pricer->sums = moot_allocate(7 * starts, sizeof *pricer->sums);
	pricer->slots = moot_allocate(meetings, sizeof *pricer->slots);
	pricer->table = moot_allocate(cells, sizeof *pricer->table);
	pricer->from = moot_allocate(cells, sizeof *pricer->from);
	pricer->how = moot_allocate(cells, sizeof *pricer->how);
	return pricer->least && pricer->under && pricer->bounds && pricer->sums && pricer->slots && pricer->table &&
	       pricer->from && pricer->how;
}

enum moot_status calendar_pricer_new(const struct calendar_instance *in, struct calendar_pricer **out,
				     struct moot_error *error)
{
	size_t meetings = 1;
	size_t starts = 1;
	size_t cells = 1;
	struct calendar_pricer *pricer = moot_allocate(1, sizeof *pricer);
	if (!pricer)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	pricer->in = in;
	for (int b = 0; b < in->board_count; b++)
		if ((size_t)in->boards[b].meetings > meetings)
			meetings = (size_t)in->boards[b].meetings;
	pricer->low = moot_allocate(meetings + 2, sizeof *pricer->low);
	pricer->high = moot_allocate(meetings + 2, sizeof *pricer->high);
	pricer->offset = moot_allocate(meetings + 2, sizeof *pricer->offset);
	bool made = pricer->low && pricer->high && pricer->offset;
	for (int b = 0; made && b < in->board_count; b++) {
		const struct calendar_board *board = &in->boards[b];
		set_ranges(pricer, board, is_limited(in, b));
		if (pricer->offset[board->meetings + 1] > cells)
			cells = pricer->offset[board->meetings + 1];
		if ((size_t)board->start_count > starts)
			starts = (size_t)board->start_count;
	}
	if (!made || !make_room(pricer, meetings, starts, cells)) {
		calendar_pricer_free(pricer);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*out = pricer;
	return MOOT_OK;
}

void calendar_pricer_free(struct calendar_pricer *pricer)
{
	if (!pricer)
		return;
	moot_release(pricer->least);
	moot_release(pricer->under);
	moot_release(pricer->bounds);
	moot_release(pricer->sums);
	moot_release(pricer->low);
	moot_release(pricer->high);
	moot_release(pricer->offset);
	moot_release(pricer->slots);
	moot_release(pricer->table);
	moot_release(pricer->from);
	moot_release(pricer->how);
	moot_release(pricer);
}

static double least_of(double a, double b)
{
	return a < b ? a : b;
}

static void find_least(const struct scan *scan)
{
	const int starts = scan->board->start_count;
	for (int day = 0; day < scan->pricer->in->days; day++) {
		const double *cost = scan->cost + (size_t)day * (size_t)starts;
		double least = cost[0];
		for (int s = 1; s < starts; s++)
			least = least_of(least, cost[s]);
		scan->pricer->least[day] = least;
	}
}

/* Adds, for each anchor, the least that meeting `number` (from 0) costs under it. */
static void add_bounds(const struct scan *scan, int number)
{
	const struct calendar_instance *in = scan->pricer->in;
	const struct calendar_board *board = scan->board;
	const int starts = board->start_count;
	double *bounds = scan->pricer->bounds;
	const double off_start = in->landscape->policy.start_penalty;
	const int today = board->today[number];
	for (int i = 0; i < 7 * starts; i++)
		bounds[i] = (double)INFINITY;
	for (int day = board->windows[number].first; day <= board->windows[number].last; day++) {
		double least = scan->pricer->least[day];
		if (isinf(least))
			continue;
		const double *cost = scan->cost + (size_t)day * (size_t)starts;
		double *row = bounds + in->weekdays[day] * starts;
		double more = calendar_place_in_year(in, board, number, day);
		double moved = more + (today == MOOT_NONE ? 0 : board->move[number]);
		double other = least + off_start;
		for (int s = 0; s < starts; s++)
			row[s] = least_of(row[s], least_of(cost[s], other) + moved);
		for (int s = 0; today >= 0 && calendar_slot_day(board, today) == day && s < starts; s++)
			row[s] = least_of(row[s], cost[today % starts] + more + (s == today % starts ? 0 : off_start));
	}
	for (int s = 0; s < starts; s++) {
		double any = (double)INFINITY;
		for (int w = 0; w < 7; w++)
			any = least_of(any, bounds[w * starts + s]);
		any += in->landscape->policy.weekday_penalty;
		for (int w = 0; w < 7; w++)
			scan->pricer->sums[w * starts + s] +=
			    least_of(least_of(bounds[w * starts + s], any), scan->skip);
	}
}

static void price_days(const struct scan *scan)
{
	const struct calendar_instance *in = scan->pricer->in;
	const struct moot_policy *policy = &in->landscape->policy;
	const int starts = scan->board->start_count;
	for (int day = 0; day < in->days; day++) {
		double off_day = in->weekdays[day] == scan->anchor.weekday ? 0 : policy->weekday_penalty;
		double at_start = scan->cost[(size_t)day * (size_t)starts + (size_t)scan->anchor.start];
		scan->pricer->under[day] =
		    least_of(at_start, scan->pricer->least[day] + policy->start_penalty) + off_day;
	}
}

/* One slot's cost for meeting `number` (from 0) under the anchor, moves included. */
static double slot_cost(const struct scan *scan, int number, int slot)
{
	const struct calendar_instance *in = scan->pricer->in;
	const struct moot_policy *policy = &in->landscape->policy;
	int day = calendar_slot_day(scan->board, slot);
	return scan->cost[slot] + calendar_place_in_year(in, scan->board, number, day) +
	       calendar_move(scan->board, number, slot) +
	       (in->weekdays[day] == scan->anchor.weekday ? 0 : policy->weekday_penalty) +
	       (slot % scan->board->start_count == scan->anchor.start ? 0 : policy->start_penalty);
}

/* The last day that a meeting before one on `day` may have. */
static int day_before(const struct scan *scan, int day)
{
	int before = day - scan->board->separation;
	if (scan->limits && scan->limits[day] < before)
		before = scan->limits[day];
	return before < -1 ? -1 : before;
}

/* Where the table of meeting k (from 1) keeps `day`. */
static size_t cell(const struct scan *scan, int k, int day)
{
	const struct calendar_pricer *pricer = scan->pricer;
	if (day > pricer->high[k])
		day = pricer->high[k];
	if (day < pricer->low[k])
		day = pricer->low[k];
	return pricer->offset[k] + (size_t)(day - pricer->low[k]) * (size_t)scan->board->counts.states;
}

static double cost_before(const struct scan *scan, int k, int day, int state)
{
	if (k == 0)
		return state == 0 ? 0 : (double)INFINITY;
	return scan->pricer->table[cell(scan, k, day) + (size_t)state];
}

/* Offers every state after `more` hours: next[state] leads to a state of `at`. */
static void offer(const struct scan *scan, int k, size_t at, int day_of_last, double more, const int *next,
		  const int *next_too, int how)
{
	struct calendar_pricer *pricer = scan->pricer;
	for (int state = 0; state < scan->board->counts.states; state++) {
		double cost = more + cost_before(scan, k - 1, day_of_last, state);
		int to = next[state];
		if (next_too)
			to = next_too[to];
		if (cost < pricer->table[at + (size_t)to]) {
			pricer->table[at + (size_t)to] = cost;
			pricer->from[at + (size_t)to] = state;
			pricer->how[at + (size_t)to] = how;
		}
	}
}

/* Offers the ways to hold meeting k on `day`. */
static void offer_day(const struct scan *scan, int k, int day, size_t at)
{
	const struct calendar_instance *in = scan->pricer->in;
	const struct calendar_board *board = scan->board;
	const struct calendar_counts *counts = &board->counts;
	if (isinf(scan->pricer->least[day]))
		return;
	const int *step = counts->step + (size_t)counts->classes[day] * (size_t)counts->states;
	const int today = board->today[k - 1];
	const int before = day_before(scan, day);
	double met = scan->pricer->under[day] + calendar_place_in_year(in, board, k - 1, day);
	if (today != MOOT_NONE)
		met += board->move[k - 1];
	offer(scan, k, at, before, met, step, NULL, MET);
	if (today >= 0 && calendar_slot_day(board, today) == day)
		offer(scan, k, at, before, slot_cost(scan, k - 1, today), step, NULL, MET_TODAY);
	for (int i = 0; i < board->pin_count; i++)
		if (board->pins[i] >= 0 && calendar_slot_day(board, board->pins[i]) == day)
			offer(scan, k, at, before, slot_cost(scan, k - 1, board->pins[i]), step, counts->pin,
			      MET_PIN + i);
}

static void fill_table(const struct scan *scan, int k)
{
	struct calendar_pricer *pricer = scan->pricer;
	const struct calendar_board *board = scan->board;
	const size_t states = (size_t)board->counts.states;
	for (int day = pricer->low[k]; day <= pricer->high[k]; day++) {
		size_t at = cell(scan, k, day);
		for (size_t state = 0; state < states; state++) {
			bool first = day == pricer->low[k];
			pricer->table[at + state] = first ? (double)INFINITY : pricer->table[at - states + state];
			pricer->how[at + state] = INHERITED;
		}
		offer(scan, k, at, day, scan->skip, board->counts.skip, NULL, SKIPPED);
		if (day >= board->windows[k - 1].first)
			offer_day(scan, k, day, at);
	}
}

/* The slot on `day` that is cheapest under the anchor. */
static int best_slot(const struct scan *scan, int day)
{
	const int starts = scan->board->start_count;
	const double *cost = scan->cost + (size_t)day * (size_t)starts;
	int best = 0;
	if (cost[scan->anchor.start] <= scan->pricer->least[day] + scan->pricer->in->landscape->policy.start_penalty)
		return day * starts + scan->anchor.start;
	for (int s = 1; s < starts; s++)
		if (cost[s] < cost[best])
			best = s;
	return day * starts + best;
}

/* Follows the table back from its end; fills the pricer's slots. */
static void trace(const struct scan *scan)
{
	struct calendar_pricer *pricer = scan->pricer;
	const struct calendar_board *board = scan->board;
	int state = board->counts.states - 1;
	int k = board->meetings;
	int day = pricer->high[k];
	while (k > 0) {
		day = day > pricer->high[k] ? pricer->high[k] : day;
		size_t at = cell(scan, k, day) + (size_t)state;
		int how = pricer->how[at];
		if (how == INHERITED) {
			day--;
			continue;
		}
		pricer->slots[k - 1] = how == SKIPPED     ? MOOT_NONE
				       : how == MET       ? best_slot(scan, day)
				       : how == MET_TODAY ? board->today[k - 1]
							  : board->pins[how - MET_PIN];
		state = pricer->from[at];
		if (how != SKIPPED)
			day = day_before(scan, day);
		k--;
	}
}

/* The cheapest series under the scan's anchor. */
static double scan_anchor(const struct scan *scan)
{
	const struct calendar_board *board = scan->board;
	price_days(scan);
	for (int k = 1; k <= board->meetings; k++)
		fill_table(scan, k);
	return cost_before(scan, board->meetings, scan->pricer->high[board->meetings], board->counts.states - 1);
}

/* The anchor with the least bound among those not yet scanned; false when there is none below `best`. */
static bool next_anchor(struct scan *scan, double best)
{
	const int starts = scan->board->start_count;
	int least = 0;
	for (int i = 1; i < 7 * starts; i++)
		if (scan->pricer->sums[i] < scan->pricer->sums[least])
			least = i;
	double bound = scan->pricer->sums[least];
	scan->anchor = (struct anchor){bound, least / starts, least % starts};
	scan->pricer->sums[least] = (double)INFINITY;
	return bound < best - 1e-9;
}

double calendar_price_series(struct calendar_pricer *pricer, const struct calendar_board *board, const double *cost,
			     const int *limits, double skip, int *slots)
{
	struct scan scan = {.pricer = pricer, .board = board, .cost = cost, .limits = limits, .skip = skip};
	double best = (double)INFINITY;
	set_ranges(pricer, board, limits != NULL);
	find_least(&scan);
	memset(pricer->sums, 0, 7 * (size_t)board->start_count * sizeof *pricer->sums);
	for (int k = 0; k < board->meetings; k++)
		add_bounds(&scan, k);
	while (next_anchor(&scan, best)) {
		double found = scan_anchor(&scan);
		if (found < best - 1e-9) {
			best = found;
			trace(&scan);
			memcpy(slots, pricer->slots, (size_t)board->meetings * sizeof *slots);
		}
	}
	return best;
}

double calendar_series_regularity(const struct calendar_instance *in, const struct calendar_board *board,
				  const int *slots)
{
	const struct moot_policy *policy = &in->landscape->policy;
	int scheduled = 0;
	int weekdays[7] = {0};
	int most_weekday = 0;
	int most_start = 0;
	for (int k = 0; k < board->meetings; k++) {
		if (slots[k] == MOOT_NONE)
			continue;
		scheduled++;
		int count = ++weekdays[in->weekdays[calendar_slot_day(board, slots[k])]];
		most_weekday = count > most_weekday ? count : most_weekday;
		int same = 0;
		for (int j = 0; j <= k; j++)
			if (slots[j] != MOOT_NONE && slots[j] % board->start_count == slots[k] % board->start_count)
				same++;
		most_start = same > most_start ? same : most_start;
	}
	return policy->weekday_penalty * (scheduled - most_weekday) + policy->start_penalty * (scheduled - most_start);
}

double calendar_series_hours(const struct calendar_instance *in, const struct calendar_board *board, const int *slots)
{
	double hours = calendar_series_regularity(in, board, slots);
	for (int k = 0; k < board->meetings; k++)
		if (slots[k] != MOOT_NONE)
			hours += board->price[slots[k]] +
				 calendar_place_in_year(in, board, k, calendar_slot_day(board, slots[k])) +
				 calendar_move(board, k, slots[k]);
	return hours;
}
