/*
 * What asks for a number of meetings: `within`, `pin`, a duty's windows, `before` and max-per-day.
 *
 * Each meeting of a board that is not scheduled is forgiven once in each `within`, pin and duty window. Rules on a
 * board that is closed or never meets are void; so is `before` between boards of one set.
 */
#include <solver/verify/year.h>

#include <stdlib.h>

/* The set of a rule's board `index`, or MOOT_NONE where the rule is void. */
static int rule_set(const struct verify *v, const struct moot_rule *rule, size_t index)
{
	int set = index < rule->board_count ? v->set_of[rule->boards[index]] : MOOT_NONE;
	return set == MOOT_NONE || v->sets[set].closed || v->sets[set].meetings == 0 ? MOOT_NONE : set;
}

static int count_days(const struct year *y, int set, moot_day from, moot_day to)
{
	int count = 0;
	for (size_t i = y->first[set]; i < y->first[set + 1]; i++)
		count += y->occurrences[i].day >= from && y->occurrences[i].day <= to;
	return count;
}

/* Meetings of the set that are not frozen, scheduled or not. */
static int count_open(const struct year *y, int set)
{
	int count = y->v->sets[set].meetings;
	for (size_t i = y->first[set]; i < y->first[set + 1]; i++)
		count -= y->occurrences[i].frozen;
	return count;
}

static int count_frozen_days(const struct year *y, int set, moot_day from, moot_day to)
{
	int count = 0;
	for (size_t i = y->first[set]; i < y->first[set + 1]; i++)
		count += y->occurrences[i].frozen && y->occurrences[i].day >= from && y->occurrences[i].day <= to;
	return count;
}

/* A board cannot be asked for more meetings than it has, nor for more than it can still decide on. */
static void check_within(struct year *y, const struct moot_rule *rule)
{
	int set = rule_set(y->v, rule, 0);
	if (set == MOOT_NONE || rule->to < year_open(y))
		return;
	int has = y->v->sets[set].meetings;
	int asked = rule->value < has ? rule->value : has;
	int found = count_days(y, set, rule->from, rule->to);
	int possible = count_frozen_days(y, set, rule->from, rule->to) + count_open(y, set);
	asked = asked < possible ? asked : possible;
	if (found + year_unscheduled(y, set) < asked)
		verify_fault(y->v, "rule \"%s\" is broken: board %s has %d meetings within, not %d", rule->text,
			     y->v->sets[set].board->id, found, asked);
}

static void check_pin(struct year *y, const struct moot_rule *rule)
{
	int set = rule_set(y->v, rule, 0);
	bool past = year_open(y) != MOOT_NO_DAY && rule->pin < (moot_minute)year_open(y) * MOOT_MINUTES_A_DAY;
	if (set == MOOT_NONE || year_unscheduled(y, set) > 0 || past || count_open(y, set) == 0)
		return;
	for (size_t i = y->first[set]; i < y->first[set + 1]; i++)
		if (y->occurrences[i].start == rule->pin)
			return;
	verify_fault(y->v, "rule \"%s\" is broken: board %s has no meeting at the pin %s", rule->text,
		     y->v->sets[set].board->id, verify_when(y->v, rule->pin));
}

static void check_windows(struct year *y, int set)
{
	const struct verify_set *s = &y->v->sets[set];
	for (size_t i = 0; i < s->duty_count; i++) {
		const struct moot_duty *duty = &y->v->l->duties[s->duties[i]];
		for (size_t j = 0; j < duty->due_count; j++)
			if (count_days(y, set, duty->due[j].from, duty->due[j].to) == 0 &&
			    year_unscheduled(y, set) == 0 && duty->due[j].to >= year_open(y))
				verify_fault(y->v, "board %s has no meeting when duty %s is due, by %.10s",
					     s->board->id, duty->id,
					     verify_when(y->v, (moot_minute)duty->due[j].to * MOOT_MINUTES_A_DAY));
	}
}

/* Between two meetings of B, after the first is over and `value` clear days before the second, lies one of A. */
static void check_before(struct year *y, const struct moot_rule *rule)
{
	int a = rule_set(y->v, rule, 0);
	int b = rule_set(y->v, rule, 1);
	if (a == MOOT_NONE || b == MOOT_NONE || a == b)
		return;
	for (size_t i = y->first[b]; i + 1 < y->first[b + 1]; i++) {
		const struct occurrence *first = &y->occurrences[i];
		const struct occurrence *second = &y->occurrences[i + 1];
		bool found = false;
		for (size_t j = y->first[a]; j < y->first[a + 1]; j++) {
			const struct occurrence *feeds = &y->occurrences[j];
			found |= feeds->start >= first->end && second->day - feeds->day - 1 >= rule->value;
		}
		y->v->exempt = second->frozen;
		if (!found)
			verify_fault(y->v, "rule \"%s\" is broken: no meeting of %s comes before meeting %d of %s",
				     rule->text, y->v->sets[a].board->id, second->number, second->meeting->board);
	}
	y->v->exempt = false;
}

static void check_rule(struct year *y, const struct moot_rule *rule)
{
	if (rule->kind == MOOT_RULE_WITHIN)
		check_within(y, rule);
	else if (rule->kind == MOOT_RULE_PIN)
		check_pin(y, rule);
	else if (rule->kind == MOOT_RULE_BEFORE)
		check_before(y, rule);
}

static int compare_days(const void *a, const void *b)
{
	const moot_day x = *(const moot_day *)a;
	const moot_day y = *(const moot_day *)b;
	return (x > y) - (x < y);
}

/* The most meetings that rules let the person attend on a day, INT_MAX for any number. */
static int most_per_day(const struct moot_rule *const *rules, size_t count, int person)
{
	int most = INT_MAX;
	for (size_t i = 0; i < count; i++)
		if ((rules[i]->everyone || rules[i]->person == person) && rules[i]->value < most)
			most = rules[i]->value;
	return most;
}

/* `of` holds one person's meetings. */
static void check_person(struct year *y, struct attendance *const *of, size_t count, int most, moot_day *days)
{
	for (size_t i = 0; i < count; i++)
		days[i] = y->occurrences[of[i]->occurrence].day;
	qsort(days, count, sizeof *days, compare_days);
	for (size_t i = 0, next = 0; i < count; i = next) {
		while (next < count && days[next] == days[i])
			next++;
		y->v->exempt = days[i] < year_open(y);
		if (next - i > (size_t)(most > 0 ? most : 0))
			verify_fault(y->v, "person %s attends %zu meetings on %.10s, max-per-day is %d",
				     y->v->l->people[of[0]->person].id, next - i,
				     verify_when(y->v, (moot_minute)days[i] * MOOT_MINUTES_A_DAY), most);
	}
	y->v->exempt = false;
}

static void check_days(struct year *y)
{
	size_t rule_count = 0;
	const struct moot_rule **rules = year_rules(y, MOOT_RULE_MAX_PER_DAY, &rule_count);
	moot_day *days = verify_room(y->v, y->present_count, sizeof *days);
	if (y->v->failed || rule_count == 0)
		return;
	for (size_t i = 0, next = 0; i < y->present_count; i = next) {
		while (next < y->present_count && y->by_person[next]->person == y->by_person[i]->person)
			next++;
		int most = most_per_day(rules, rule_count, y->by_person[i]->person);
		if (most < INT_MAX)
			check_person(y, &y->by_person[i], next - i, most, days);
	}
}

void year_counted(struct year *y)
{
	for (size_t i = 0; i < y->v->l->rule_count; i++)
		check_rule(y, &y->v->l->rules[i]);
	for (int set = 0; set < (int)y->v->plan->board_count; set++)
		if (!y->v->sets[set].closed && y->v->sets[set].meetings > 0 && count_open(y, set) > 0)
			check_windows(y, set);
	check_days(y);
}
