/*
 * Each meeting by itself, and against the one before it in its series: its part of the year, the grid, office hours,
 * lunch, closures and `not-on`, order, spacing and notice.
 *
 *     part k = [(k-1) L, k L), widened by spacing_tolerance L at both ends and clipped to [0, N]
 *
 * A meeting's day lies wholly inside, or touches the window where no day lies inside. A pinned start needs no grid and
 * no office hours.
 */
#include <solver/verify/year.h>

#include <math.h>

static void check_window(struct year *y, const struct occurrence *o)
{
	const struct moot_policy *policy = &y->v->l->policy;
	const double period = year_period(y, o->set);
	const double stray = policy->spacing_tolerance * period;
	const double low = fmax(0, (o->number - 1) * period - stray);
	const double high = fmin(y->days, o->number * period + stray);
	const double day = (double)o->day - policy->start;
	bool any_inside = ceil(low - 1e-9) + 1 <= high + 1e-9;
	bool inside = day >= low - 1e-9 && day + 1 <= high + 1e-9;
	bool touches = day + 1 > low + 1e-9 && day < high - 1e-9;
	if (!(any_inside ? inside : touches))
		verify_fault(y->v, "meeting %d of %s at %s is outside its part of the year, days %.2f to %.2f",
			     o->number, o->meeting->board, verify_when(y->v, o->start), low, high);
}

/* Whether a `pin` of one of the set's boards puts a meeting exactly here. */
static bool is_pinned(const struct verify *v, const struct occurrence *o)
{
	for (size_t i = 0; i < v->l->rule_count; i++) {
		const struct moot_rule *rule = &v->l->rules[i];
		if (rule->kind == MOOT_RULE_PIN && rule->board_count > 0 && rule->pin == o->start &&
		    v->set_of[rule->boards[0]] == o->set)
			return true;
	}
	return false;
}

static int between(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

/* Minutes of the longest stretch of the day that lunch leaves. */
static int longest_stretch(const struct moot_policy *policy)
{
	if (policy->lunch.from >= policy->lunch.to)
		return policy->day_end - policy->day_start;
	int morning = between(policy->lunch.from, policy->day_start, policy->day_end) - policy->day_start;
	int afternoon = policy->day_end - between(policy->lunch.to, policy->day_start, policy->day_end);
	return morning > afternoon ? morning : afternoon;
}

static void check_slot(struct verify *v, const struct occurrence *o)
{
	const struct moot_policy *policy = &v->l->policy;
	const int start = (int)(o->start - (moot_minute)o->day * MOOT_MINUTES_A_DAY);
	const int end = start + (int)(o->end - o->start);
	const char *when = verify_when(v, o->start);
	if (start < policy->day_start || end > policy->day_end)
		verify_fault(v, "meeting %d of %s at %s is outside the office hours", o->number, o->meeting->board,
			     when);
	else if ((start - policy->day_start) % policy->grid_minutes != 0)
		verify_fault(v, "meeting %d of %s at %s does not start on the grid of %d minutes", o->number,
			     o->meeting->board, when, policy->grid_minutes);
	const bool may_touch = policy->over_lunch && end - start > longest_stretch(policy);
	if (start < policy->lunch.to && end > policy->lunch.from && !may_touch)
		verify_fault(v, "meeting %d of %s at %s runs into lunch", o->number, o->meeting->board, when);
}

static void check_days(struct verify *v, const struct occurrence *o)
{
	for (size_t i = 0; i < v->l->closure_count; i++) {
		const struct moot_closure *closure = &v->l->closures[i];
		if (closure->day >= o->day && closure->day <= o->last_day)
			verify_fault(v, "meeting %d of %s at %s falls on a closure: %s", o->number, o->meeting->board,
				     verify_when(v, o->start), closure->why ? closure->why : "");
	}
}

static void check_not_on(struct verify *v, const struct occurrence *o, const struct moot_rule *rule)
{
	bool concerns = rule->everyone;
	for (size_t i = 0; i < rule->board_count; i++)
		concerns |= v->set_of[rule->boards[i]] == o->set;
	if (concerns && year_not_on(rule, o))
		verify_fault(v, "meeting %d of %s at %s breaks rule \"%s\"", o->number, o->meeting->board,
			     verify_when(v, o->start), rule->text);
}

/* Order, spacing and notice from one scheduled meeting of a set to the next. */
static void check_next(struct year *y, const struct occurrence *o, const struct occurrence *next)
{
	const struct moot_policy *policy = &y->v->l->policy;
	const double apart = (double)next->day - o->day;
	const double least = ceil((1 - 2 * policy->spacing_tolerance) * year_period(y, o->set) - 1e-9);
	if (next->start < o->end)
		verify_fault(y->v, "meetings %d and %d of %s are not in order", o->number, next->number,
			     o->meeting->board);
	else if (apart < least)
		verify_fault(y->v, "meetings %d and %d of %s are %g days apart, spacing asks for %g", o->number,
			     next->number, o->meeting->board, apart, least);
	else if (apart - 1 < policy->notice_days)
		verify_fault(y->v, "meetings %d and %d of %s have %g clear days between, notice asks for %d", o->number,
			     next->number, o->meeting->board, apart - 1, policy->notice_days);
}

void year_slots(struct year *y)
{
	size_t rule_count = 0;
	const struct moot_rule **rules = year_rules(y, MOOT_RULE_NOT_ON, &rule_count);
	for (size_t i = 0; i < y->count && !y->v->failed; i++) {
		const struct occurrence *o = &y->occurrences[i];
		y->v->exempt = o->frozen;
		check_window(y, o);
		if (!is_pinned(y->v, o))
			check_slot(y->v, o);
		check_days(y->v, o);
		for (size_t j = 0; j < rule_count; j++)
			check_not_on(y->v, o, rules[j]);
		if (i + 1 < y->count && y->occurrences[i + 1].set == o->set) {
			y->v->exempt = y->occurrences[i + 1].frozen;
			check_next(y, o, &y->occurrences[i + 1]);
		}
	}
	y->v->exempt = false;
}
