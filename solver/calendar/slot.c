/*
 * Slots: the starts and windows of each board, and which slots the grid, the day and its pins allow.
 *
 * Fills a board's starts, windows, separation, period, today and pins, and sets its prices to 0 where a slot may be
 * used and INFINITY elsewhere.
 */
#include <solver/calendar/instance.h>

#include <stdlib.h>

static const double CLOSE = 1e-9; /* days; parts of a year need not be whole */

static bool has_lunch(const struct moot_policy *policy)
{
	return policy->lunch.from < policy->lunch.to;
}

/* Longest stretch of the day without lunch. */
static int longest_stretch(const struct moot_policy *policy)
{
	int day = policy->day_end - policy->day_start;
	if (!has_lunch(policy) || policy->lunch.to <= policy->day_start || policy->lunch.from >= policy->day_end)
		return day;
	int morning = policy->lunch.from - policy->day_start;
	int afternoon = policy->day_end - policy->lunch.to;
	return morning > afternoon ? morning : afternoon;
}

static bool grid_allows(const struct moot_policy *policy, int start, int minutes)
{
	if (start < policy->day_start || start + minutes > policy->day_end ||
	    (start - policy->day_start) % policy->grid_minutes != 0)
		return false;
	bool touches = has_lunch(policy) && start < policy->lunch.to && start + minutes > policy->lunch.from;
	return !touches || (policy->over_lunch && minutes > longest_stretch(policy));
}

bool calendar_slot_is_regular(const struct calendar_instance *in, const struct calendar_board *board, int slot)
{
	return grid_allows(&in->landscape->policy, calendar_slot_minute(board, slot), board->minutes);
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/* Sorts and keeps each value once. */
static int sort_once(int *values, int count)
{
	int kept = 0;
	if (count > 1)
		qsort(values, (size_t)count, sizeof *values, compare_ints);
	for (int i = 0; i < count; i++)
		if (kept == 0 || values[kept - 1] != values[i])
			values[kept++] = values[i];
	return kept;
}

static bool pins_board(const struct moot_rule *rule, const struct moot_landscape *landscape,
		       const struct calendar_board *board)
{
	if (rule->kind != MOOT_RULE_PIN || rule->board_count == 0)
		return false;
	for (size_t i = 0; i < board->plan->from_count; i++)
		if (moot_landscape_board(landscape, board->plan->from[i]) == rule->boards[0])
			return true;
	return false;
}

/* The pins of a board in minutes from the planning year's start, each once. */
static bool find_pins(struct calendar_instance *in, struct calendar_board *board)
{
	const struct moot_landscape *landscape = in->landscape;
	const moot_minute origin = (moot_minute)landscape->policy.start * MOOT_MINUTES_A_DAY;
	board->pins = moot_arena_array(in->arena, landscape->rule_count, sizeof *board->pins);
	if (!board->pins)
		return false;
	for (size_t r = 0; r < landscape->rule_count; r++) {
		const struct moot_rule *rule = &landscape->rules[r];
		if (!pins_board(rule, landscape, board))
			continue;
		/* A pin outside the year is kept as -1: it can't be hit. */
		moot_minute at = rule->pin - origin;
		if (at < (moot_minute)in->open * MOOT_MINUTES_A_DAY && in->open > 0)
			continue;
		bool inside = at >= 0 && at < (moot_minute)in->days * MOOT_MINUTES_A_DAY;
		board->pins[board->pin_count++] = inside ? (int)at : -1;
	}
	board->pin_count = sort_once(board->pins, board->pin_count);
	return true;
}

static bool find_starts(struct calendar_instance *in, struct calendar_board *board)
{
	const struct moot_policy *policy = &in->landscape->policy;
	size_t room = (size_t)board->pin_count + MOOT_MINUTES_A_DAY / (size_t)policy->grid_minutes + 1;
	board->starts = moot_arena_array(in->arena, room, sizeof *board->starts);
	if (!board->starts)
		return false;
	int count = 0;
	for (int start = policy->day_start; start < policy->day_end; start += policy->grid_minutes)
		if (grid_allows(policy, start, board->minutes))
			board->starts[count++] = start;
	for (int i = 0; i < board->pin_count; i++)
		if (board->pins[i] >= 0)
			board->starts[count++] = board->pins[i] % MOOT_MINUTES_A_DAY;
	board->start_count = sort_once(board->starts, count);
	if (board->start_count == 0) /* a board that can never meet keeps one start, forbidden on every day */
		board->start_count = 1;
	return true;
}

static int start_index(const struct calendar_board *board, int minute)
{
	for (int s = 0; s < board->start_count; s++)
		if (board->starts[s] == minute)
			return s;
	return MOOT_NONE;
}

struct calendar_window calendar_window_of(const struct calendar_instance *in, double period, int number)
{
	double stray = in->landscape->policy.spacing_tolerance * period;
	double low = fmax(number * period - stray, 0);
	double high = fmin((number + 1) * period + stray, in->days);
	struct calendar_window window = {(int)ceil(low - CLOSE), (int)floor(high + CLOSE) - 1};
	if (window.first > window.last)
		window = (struct calendar_window){(int)floor(low + CLOSE), (int)ceil(high - CLOSE) - 1};
	return window;
}

int calendar_slot_at(const struct calendar_instance *in, const struct calendar_board *board, moot_minute instant)
{
	if (instant < 0 || instant >= (moot_minute)in->days * MOOT_MINUTES_A_DAY)
		return MOOT_NONE;
	int start = start_index(board, (int)(instant % MOOT_MINUTES_A_DAY));
	int day = (int)(instant / MOOT_MINUTES_A_DAY);
	return start == MOOT_NONE ? CALENDAR_ELSEWHERE : day * board->start_count + start;
}

/* The slot on which a meeting stands today: the first of the identity board's that starts in its part. */
static int slot_today(const struct calendar_instance *in, const struct calendar_board *board, int number)
{
	if (board->identity == MOOT_NONE)
		return MOOT_NONE;
	const struct moot_board *identity = &in->landscape->boards[board->identity];
	const moot_minute origin = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY;
	for (size_t i = 0; i < identity->today_count; i++) {
		moot_minute at = identity->today[i].start - origin;
		if (at < 0 || at >= (moot_minute)in->days * MOOT_MINUTES_A_DAY)
			continue;
		int day = (int)(at / MOOT_MINUTES_A_DAY);
		if (day < number * board->period - CLOSE || day >= (number + 1) * board->period - CLOSE)
			continue;
		return calendar_slot_at(in, board, at);
	}
	return MOOT_NONE;
}

static bool build_windows(struct calendar_instance *in, struct calendar_board *board)
{
	board->windows = moot_arena_array(in->arena, (size_t)board->meetings, sizeof *board->windows);
	board->today = moot_arena_array(in->arena, (size_t)board->meetings, sizeof *board->today);
	board->move = moot_arena_array(in->arena, (size_t)board->meetings, sizeof *board->move);
	if (!board->windows || !board->today || !board->move)
		return false;
	for (int k = 0; k < board->meetings; k++) {
		struct calendar_window *window = &board->windows[k];
		*window = calendar_window_of(in, board->period, board->gone + k);
		if (window->first < board->earliest)
			window->first = board->earliest;
		board->today[k] = in->plan->has_previous ? MOOT_NONE : slot_today(in, board, k);
		board->move[k] = in->landscape->policy.move_penalty;
	}
	return true;
}

static bool build_prices(struct calendar_instance *in, struct calendar_board *board)
{
	const struct moot_policy *policy = &in->landscape->policy;
	board->price = moot_arena_array(in->arena, (size_t)calendar_slot_count(in, board), sizeof *board->price);
	if (!board->price)
		return false;
	for (int s = 0; s < board->start_count; s++) {
		bool allowed = grid_allows(policy, board->starts[s], board->minutes);
		for (int day = 0; day < in->days; day++)
			board->price[day * board->start_count + s] = allowed ? 0 : (double)INFINITY;
	}
	for (int i = 0; i < board->pin_count; i++) {
		if (board->pins[i] < 0)
			continue;
		int start = start_index(board, board->pins[i] % MOOT_MINUTES_A_DAY);
		board->pins[i] = board->pins[i] / MOOT_MINUTES_A_DAY * board->start_count + start;
		board->price[board->pins[i]] = 0;
	}
	return true;
}

/* How many days apart two meetings may be and still be at once: pins past midnight, very long journeys. */
static int span_of(const struct calendar_instance *in)
{
	int earliest = MOOT_MINUTES_A_DAY;
	int latest = 0;
	int longest = 0;
	for (int b = 0; b < in->board_count; b++) {
		const struct calendar_board *board = &in->boards[b];
		if (board->starts[0] < earliest)
			earliest = board->starts[0];
		if (board->starts[board->start_count - 1] + board->minutes > latest)
			latest = board->starts[board->start_count - 1] + board->minutes;
	}
	for (int a = 0; a < in->site_count; a++)
		for (int b = 0; in->travel[a] && b < in->site_count; b++)
			if (in->travel[b] && in->travel[a][b] > longest)
				longest = in->travel[a][b];
	int over = latest - earliest + longest / 2;
	return over <= MOOT_MINUTES_A_DAY ? 0 : (over + MOOT_MINUTES_A_DAY - 1) / MOOT_MINUTES_A_DAY;
}

bool calendar_build_slots(struct calendar_instance *in)
{
	for (int b = 0; b < in->board_count; b++) {
		struct calendar_board *board = &in->boards[b];
		if (!find_pins(in, board) || !find_starts(in, board) || !build_windows(in, board) ||
		    !build_prices(in, board))
			return false;
	}
	in->span = span_of(in);
	return true;
}
