/*
 * Planning again after changes by chance: whatever happens to the landscape and wherever the freeze lies, the plan
 * passes both verifiers, the past stands, uids go on, and the same input gives the same plan.
 */
#include "../unit/solver/calendar_year.h"

#include <math.h>

enum { YEARS = 24 };

struct chance {
	unsigned long long state;
};

static int below(struct chance *chance, int count)
{
	return year_below(&chance->state, count);
}

static void plan_it(const struct moot_landscape *l, const struct moot_plan *previous, moot_day freeze, bool merging,
		    struct moot_plan **plan)
{
	struct moot_solve_options options;
	struct moot_error error = {0};
	moot_solve_options_default(&options);
	options.calendar_only = !merging;
	options.time_limit = previous ? 60 : 0.2; /* where nothing is random, the limit may end the search */
	options.previous = previous;
	options.freeze_before = freeze;
	enum moot_status status = moot_plan_make(l, &options, plan, &error);
	cr_assert_eq(status, MOOT_OK, "%s", error.message);
}

static void verify_both(const struct moot_landscape *l, const struct moot_plan *plan, const struct moot_plan *previous,
			int year)
{
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(verdict->count, 0, "year %d: %s", year, verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
	cr_assert_eq(moot_verify_previous(plan, previous, &verdict, &error), MOOT_OK, "%s", error.message);
	cr_assert_eq(verdict->count, 0, "year %d: %s", year, verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
}

static moot_day any_day(const struct moot_landscape *l, struct chance *chance)
{
	return l->policy.start + below(chance, l->policy.end - l->policy.start + 1);
}

static void close_day(struct moot_landscape *l, moot_day day)
{
	struct moot_closure *closures = moot_arena_array(l->arena, l->closure_count + 1, sizeof *closures);
	size_t count = 0;
	for (size_t i = 0; i < l->closure_count && l->closures[i].day < day; i++)
		closures[count++] = l->closures[i];
	closures[count++] = (struct moot_closure){day, "closed by chance"};
	for (size_t i = 0; i < l->closure_count; i++)
		if (l->closures[i].day > day)
			closures[count++] = l->closures[i];
	l->closures = closures;
	l->closure_count = count;
}

/* A feed that moves: every busy time of a person an hour later, and some days away. */
static void move_feed(struct moot_landscape *l, int person, moot_day away)
{
	struct moot_person *it = &l->people[person];
	struct moot_busy *busy = moot_arena_array(l->arena, it->busy_count + 1, sizeof *busy);
	struct moot_busy leave = {(moot_minute)away * MOOT_MINUTES_A_DAY, (moot_minute)(away + 9) * MOOT_MINUTES_A_DAY,
				  MOOT_OUT};
	size_t count = 0;
	bool added = false;
	for (size_t i = 0; i < it->busy_count; i++) {
		struct moot_busy later = it->busy[i];
		later.start += 60;
		later.end += 60;
		if (!added && leave.start <= later.start) {
			busy[count++] = leave;
			added = true;
		}
		busy[count++] = later;
	}
	if (!added)
		busy[count++] = leave;
	it->busy = busy;
	it->busy_count = count;
}

static void remove_person(struct moot_landscape *l, int person)
{
	size_t kept = 0;
	for (size_t m = 0; m < l->member_count; m++)
		if (l->members[m].person != person || l->members[m].role == MOOT_CHAIR)
			l->members[kept++] = l->members[m];
	l->member_count = kept;
}

static void add_rule(struct moot_landscape *l, struct chance *chance)
{
	int a = below(chance, (int)l->board_count);
	int b = (a + 1 + below(chance, (int)l->board_count - 1)) % (int)l->board_count;
	struct moot_rule *rule = NULL;
	switch (below(chance, 5)) {
	case 0:
		rule = made_rule(l, MOOT_RULE_BEFORE, 2, a, b);
		rule->value = below(chance, 6);
		break;
	case 1:
		rule = made_rule(l, MOOT_RULE_WITHIN, 1, a);
		rule->from = any_day(l, chance);
		rule->to = rule->from + 60;
		rule->value = 1;
		break;
	case 2:
		rule = made_rule(l, MOOT_RULE_NOT_ON, 1, a);
		rule->weekday = below(chance, 5);
		break;
	case 3:
		rule = made_rule(l, MOOT_RULE_PIN, 1, a);
		rule->pin = (moot_minute)any_day(l, chance) * MOOT_MINUTES_A_DAY + 600 + 7;
		break;
	default:
		rule = made_rule(l, MOOT_RULE_MAX_PER_DAY, 0);
		rule->everyone = true;
		rule->value = 2;
	}
}

static void change(struct moot_landscape *l, struct chance *chance)
{
	struct moot_board *board = &l->boards[below(chance, (int)l->board_count)];
	switch (below(chance, 7)) {
	case 0:
		close_day(l, any_day(l, chance));
		break;
	case 1:
		move_feed(l, below(chance, (int)l->person_count), any_day(l, chance));
		break;
	case 2:
		remove_person(l, below(chance, (int)l->person_count));
		break;
	case 3:
		board->meetings_per_year = 1 + below(chance, 8);
		break;
	case 4:
		board->minutes = 60 + 30 * below(chance, 5);
		break;
	case 5:
		l->members[below(chance, (int)l->member_count)].role = MOOT_REQUIRED;
		break;
	default:
		add_rule(l, chance);
	}
}

static unsigned long long print_of(const struct moot_plan *plan)
{
	unsigned long long print = 1469598103934665603ULL;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		print = (print ^ (unsigned long long)plan->meetings[i].start) * 1099511628211ULL;
		for (const char *c = plan->meetings[i].venue; *c; c++)
			print = (print ^ (unsigned long long)*c) * 1099511628211ULL;
	}
	return print;
}

Test(replan, survives_whatever_changes, .timeout = 600)
{
	for (int year = 0; year < YEARS; year++) {
		struct chance chance = {(unsigned long long)year * 77 + 5};
		struct moot_landscape *l = year_area(5 + below(&chance, 6), 24, (unsigned)year);
		bool merging = year % 3 == 0;
		moot_day freeze = MOOT_NO_DAY;
		struct moot_plan *previous = NULL;
		plan_it(l, NULL, MOOT_NO_DAY, merging, &previous);
		for (int turn = 0; turn < 3; turn++) {
			struct moot_plan *plan = NULL;
			struct moot_plan *twice = NULL;
			for (int i = below(&chance, 4); i >= 0; i--)
				change(l, &chance);
			if (turn > 0 || below(&chance, 2) == 0)
				freeze = l->policy.start + 60 + 110 * turn + below(&chance, 60);
			plan_it(l, previous, freeze, merging, &plan);
			verify_both(l, plan, previous, year);
			plan_it(l, previous, freeze, merging, &twice);
			cr_assert_eq(print_of(plan), print_of(twice), "year %d", year);
			moot_plan_free(twice);
			moot_plan_free(previous);
			previous = plan;
		}
		moot_plan_free(previous);
		moot_landscape_free(l);
	}
}
