/* The structure on landscapes small enough to know the answer, its words, its limits and what it says of conflicts. */
#include <math.h>
#include <solver/clock.h>
#include <solver/structure/structure.h>
#include <tests/made.h>

static struct moot_plan *plan;
static struct moot_error error;
static struct moot_solve_options options;

static enum moot_status solve(struct moot_landscape *l, double seconds)
{
	made_finish(l);
	cr_assert_eq(moot_plan_new(&plan), MOOT_OK);
	error = (struct moot_error){.status = MOOT_OK};
	return moot_structure_solve(l, &options, moot_clock_seconds() + seconds, plan, &error);
}

/* Solves, and lets the verifier look at the plan. */
static void solve_well(struct moot_landscape *l, double seconds)
{
	struct moot_verdict *verdict = NULL;
	enum moot_status status = solve(l, seconds);
	cr_assert_eq(status, MOOT_OK, "%s", error.message);
	plan->landscape = l->policy.name;
	plan->timezone = l->policy.timezone;
	plan->created = l->created;
	plan->start = l->policy.start;
	plan->end = l->policy.end;
	plan->status = plan->structure.status;
	cr_assert_eq(moot_verify(l, plan, &verdict, &error), MOOT_OK);
	cr_assert_eq(verdict->count, 0, "%s", verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
}

static void done(struct moot_landscape *l)
{
	moot_plan_free(plan);
	moot_landscape_free(l);
	plan = NULL;
	options = (struct moot_solve_options){.threads = 1};
}

static const struct moot_plan_board *board_of(const char *id)
{
	for (size_t i = 0; i < plan->board_count; i++)
		if (strcmp(plan->boards[i].id, id) == 0)
			return &plan->boards[i];
	cr_assert_fail("there is no board %s", id);
	return NULL;
}

static bool says(const struct moot_plan_board *board, const char *words)
{
	for (size_t i = 0; i < board->why_count; i++)
		if (strstr(board->why[i], words))
			return true;
	return false;
}

/* `boards` boards a, b, c... on which the same six people sit and discuss drugs for 60 minutes. */
static struct moot_landscape *same_people(int boards)
{
	struct moot_landscape *l = made_new();
	for (int i = 0; i < boards; i++) {
		char id[16];
		snprintf(id, sizeof id, "%c", 'a' + i);
		made_board(l, id);
		made_item(l, i, "drugs", 60, 4);
	}
	for (int p = 0; p < 6; p++) {
		char id[16];
		snprintf(id, sizeof id, "p%d", p);
		made_person(l, id)->senior = p < 3 ? MOOT_YES : MOOT_NO;
		for (int i = 0; i < boards; i++)
			made_member(l, i, p);
	}
	l->members[0].role = MOOT_CHAIR;
	return l;
}

Test(structure, twins_merge)
{
	struct moot_landscape *l = same_people(2);
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 1);
	const struct moot_plan_board *both = board_of("a");
	cr_assert_eq(both->fate, MOOT_MERGED);
	cr_assert_str_eq(both->name, "Board a with Board b");
	cr_assert_eq(both->from_count, 2);
	cr_assert_str_eq(both->from[1], "b");
	cr_assert_eq(both->member_count, 6);
	cr_assert_eq(both->members[0].role, MOOT_CHAIR);
	cr_assert_str_eq(both->chair, "p0");
	/* 4 x 75 of drugs and twice 4 x 45 of own business: 15 + 165 minutes, exactly what max_minutes allows. */
	cr_assert_eq(both->meetings_per_year, 4);
	cr_assert_eq(both->minutes, 180);
	cr_assert_eq(both->theme_count, 3);
	cr_assert_str_eq(both->themes[0].theme, "drugs");
	cr_assert_eq(both->themes[0].minutes, 75);
	cr_assert_str_eq(both->themes[2].theme, "(own business of b)");
	cr_assert_eq(both->themes[2].minutes, 45);
	/* A person: twice 4 x 75 / 60 + 7 today, then 5 + 11. */
	cr_assert_float_eq(both->saving.hours, 6 * (24 - 16), 1e-9);
	cr_assert_float_eq(both->saving.senior_hours, 3 * (24 - 16), 1e-9);
	cr_assert_float_eq(plan->before.hours - plan->after.hours, both->saving.hours, 1e-9);
	cr_assert_float_eq(plan->before.duplicated_agenda_hours, 4, 1e-9);
	cr_assert_float_eq(plan->after.duplicated_agenda_hours, 1, 1e-9);
	cr_assert_float_eq(plan->people[0].hours_after, 16, 1e-9);
	cr_assert(says(
	    both,
	    "2 boards with 8 meetings a year become one with 4: 48 hours saved a year, 24 senior hours among them"));
	cr_assert(says(both, "6 people sit on more than one"));
	cr_assert(says(both, "Discussed once instead of several times: drugs."));
	cr_assert_eq(plan->structure.status, MOOT_SEARCH_OPTIMAL);
	/* 3.75 weighted x 16 h, 10 x 5 h of drugs, 5 for the merge, 6 of support, less 10 x 4 h. */
	cr_assert_float_eq(plan->structure.objective, 3.75 * 16 + 50 + 5 + 6 - 40, 1e-9);
	done(l);
}

Test(structure, who_scrutinises_sits_apart)
{
	struct moot_landscape *l = same_people(2);
	l->boards[1].kind = "Overview and Scrutiny Committee";
	l->boards[1].reports_to = 0;
	l->policy.allow_cross_area = true;
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 2);
	cr_assert(says(board_of("b"), "It scrutinises (Overview and Scrutiny Committee)"));
	done(l);
	l = same_people(2);
	l->boards[0].kind = l->boards[1].kind = "scrutiny";
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 1);
	done(l);
}

Test(structure, what_stays_alone_says_why)
{
	struct moot_landscape *l = same_people(5);
	l->boards[0].merge = MOOT_MERGE_NEVER;
	l->boards[0].legal_basis = "Some Act s1";
	made_rule(l, MOOT_RULE_KEEP, 1, 1)->reason = "it is new";
	l->boards[2].area = "north";
	l->boards[3].merge = MOOT_MERGE_AGREEMENT;
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 5);
	cr_assert(says(board_of("a"), "never merge with another board: Some Act s1"));
	cr_assert(says(board_of("b"), "keep b"));
	cr_assert(says(board_of("b"), "it is new"));
	cr_assert(says(board_of("c"), "has its area (north)"));
	cr_assert(says(board_of("d"), "only with agreement"));
	for (size_t i = 0; i < plan->board_count; i++) {
		cr_assert_eq(plan->boards[i].fate, MOOT_KEPT);
		cr_assert_float_eq(plan->boards[i].saving.hours, 0, 1e-9);
	}
	done(l);
}

Test(structure, strangers_stay_apart)
{
	struct moot_landscape *l = made_new();
	for (int i = 0; i < 2; i++) {
		made_board(l, i == 0 ? "a" : "b");
		for (int p = 0; p < 8; p++) {
			char id[8];
			snprintf(id, sizeof id, "p%d", 8 * i + p);
			made_person(l, id)->senior = MOOT_YES;
			made_member(l, i, 8 * i + p);
		}
	}
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 2);
	cr_assert(says(board_of("a"), "Merging it with Board b, its best partner, would cost"));
	done(l);
}

/* Up to two others are named where that is not too long: 90 bytes with the words between. */
Test(structure, names_of_what_is_merged)
{
	static const struct {
		int boards;
		size_t length; /* of the second board's name */
		const char *name;
	} rows[] = {{4, 1, "Board a with 3 others"}, {3, 1, "Board a with B and Board c"},
		    {3, 64, "Board a with B"},       {3, 65, "Board a with 2 others"},
		    {2, 77, "Board a with B"},       {2, 78, "Board a with 1 other"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct moot_landscape *l = same_people(rows[i].boards);
		char name[100] = "";
		memset(name, 'B', rows[i].length);
		l->boards[1].name = name;
		l->policy.max_minutes = 480;
		solve_well(l, 60);
		cr_assert_eq(plan->board_count, 1);
		const size_t words = rows[i].name[strlen(rows[i].name) - 1] == 'B' ? 14 : strlen(rows[i].name);
		cr_assert_eq(strncmp(plan->boards[0].name, rows[i].name, words), 0, "%s", plan->boards[0].name);
		done(l);
	}
}

/* Three would do well together, but two may at most: the one left out hears with whom its partner is. */
Test(structure, left_out_it_says_who_was_preferred)
{
	struct moot_landscape *l = same_people(3);
	l->policy.max_merge = 2;
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 2);
	const struct moot_plan_board *alone = &plan->boards[plan->boards[0].from_count == 1 ? 0 : 1];
	cr_assert_eq(alone->from_count, 1);
	cr_assert(says(alone, "but the plan saves more by merging that one with Board "));
	cr_assert_not(says(alone, " and others."), "%s", alone->why[0]);
	done(l);
}

/* The last board has half of the people, and may sit with the first only, which is worth more to two others. */
Test(structure, left_out_for_several)
{
	struct moot_landscape *l = same_people(4);
	size_t kept = 0;
	for (size_t m = 0; m < l->member_count; m++)
		if (l->members[m].board != 3 || l->members[m].person < 3)
			l->members[kept++] = l->members[m];
	l->member_count = kept;
	l->policy.max_merge = 3;
	l->policy.max_minutes = 480;
	made_rule(l, MOOT_RULE_APART, 2, 3, 1);
	made_rule(l, MOOT_RULE_APART, 2, 3, 2);
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 2);
	cr_assert_eq(board_of("d")->fate, MOOT_KEPT);
	cr_assert(says(board_of("d"), "but the plan saves more by merging that one with Board c and others."), "%s",
		  board_of("d")->why[board_of("d")->why_count - 1]);
	done(l);
}

Test(structure, a_closed_board_hands_all_over)
{
	struct moot_landscape *l = same_people(2);
	l->policy.max_merge = 1;
	made_rule(l, MOOT_RULE_CLOSE, 1, 0);
	solve_well(l, 60);
	cr_assert_eq(board_of("a")->fate, MOOT_CLOSED);
	cr_assert_eq(plan->after.boards, 1);
	cr_assert_eq(plan->handed_over_count, 2);
	cr_assert_str_eq(plan->handed_over[0].theme, "(own business of a)");
	cr_assert_str_eq(plan->handed_over[1].to, "b");
	cr_assert(says(board_of("a"), "drugs goes to Board b."));
	cr_assert(says(board_of("b"), "takes over \"drugs\" from Board a"));
	done(l);
}

Test(structure, calendar_only_leaves_boards_alone)
{
	struct moot_landscape *l = same_people(3);
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	made_rule(l, MOOT_RULE_APART, 2, 0, 1);
	made_rule(l, MOOT_RULE_CLOSE, 1, 2);
	options.calendar_only = true;
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 3);
	cr_assert_eq(plan->structure.gap, 0);
	cr_assert_str_eq(plan->assumptions[0].key, "calendar_only");
	done(l);
}

/* What was told last, and the best and the bound of all that was told. */
struct told {
	int times;
	double best;
	double bound;
	double gap;
};

static void note_progress(void *context, const struct moot_progress *progress)
{
	struct told *told = context;
	cr_assert_str_eq(progress->phase, "structure");
	if (!isnan(progress->gap) && progress->gap > 0)
		cr_assert_float_eq(progress->gap, (progress->best - progress->bound) / progress->best, 1e-9);
	if (isfinite(progress->best) && isfinite(progress->bound) && progress->best - progress->bound > 1e-3)
		cr_assert_geq(progress->gap, 0, "a gap is told where both are known");
	told->times++;
	told->best = progress->best;
	told->bound = isnan(progress->bound) ? told->bound : fmax(told->bound, progress->bound);
	told->gap = progress->gap;
}

/* Progress is on the basis of the plan's own objective: two blocks, the second of which begins with the first's cost.
 */
Test(structure, progress_leads_to_the_plan)
{
	struct told told = {.bound = -INFINITY};
	struct moot_landscape *l = same_people(8);
	l->policy.hand_over = false;
	l->policy.max_merge = 3;
	for (int b = 4; b < 8; b++)
		l->boards[b].area = "north";
	options.watch.progress = note_progress;
	options.watch.context = &told;
	solve_well(l, 60);
	cr_assert_gt(told.times, 1);
	cr_assert_float_eq(told.best, plan->structure.objective, 1e-6);
	cr_assert_leq(told.bound, plan->structure.objective + 1e-6);
	cr_assert_geq(told.bound, plan->structure.bound - 1e-6);
	cr_assert_lt(told.gap, 0.01);
	done(l);
}

Test(structure, nothing_at_all)
{
	struct moot_landscape *l = made_new();
	solve_well(l, 60);
	cr_assert_eq(plan->board_count, 0);
	cr_assert_eq(plan->structure.objective, 0);
	done(l);
}

static bool stop_at_once(void *context)
{
	(void)context;
	return true;
}

Test(structure, stopped_it_still_has_a_plan)
{
	struct moot_landscape *l = same_people(4);
	options.watch.stop = stop_at_once;
	solve_well(l, 60);
	cr_assert_eq(plan->structure.status, MOOT_SEARCH_STOPPED);
	cr_assert_leq(plan->structure.bound, plan->structure.objective);
	done(l);
}

Test(structure, out_of_time_it_still_has_a_plan)
{
	struct moot_landscape *l = same_people(4);
	solve_well(l, -1);
	cr_assert_eq(plan->board_count, 4);
	cr_assert_eq(plan->structure.status, MOOT_SEARCH_GAP);
	done(l);
}

Test(structure, out_of_time_before_any_plan)
{
	struct moot_landscape *l = same_people(4);
	made_rule(l, MOOT_RULE_MAX_BOARDS, 0)->value = 2;
	cr_assert_eq(solve(l, -1), MOOT_ERROR_LIMIT);
	done(l);
}

/* Runs a landscape that cannot be planned; `words` must be said, `not` must not. */
static void conflict(struct moot_landscape *l, const char *words, const char *words_too, const char * not )
{
	cr_assert_eq(solve(l, 60), MOOT_ERROR_INFEASIBLE);
	cr_assert(strstr(error.message, words), "\"%s\" is missing: %s", words, error.message);
	cr_assert(strstr(error.message, words_too), "\"%s\" is missing: %s", words_too, error.message);
	cr_assert_null(strstr(error.message, not ), "\"%s\" has no part in it: %s", not, error.message);
	done(l);
}

Test(structure, conflict_of_law)
{
	struct moot_landscape *l = same_people(3);
	l->boards[0].merge = MOOT_MERGE_NEVER;
	l->boards[2].merge = MOOT_MERGE_NEVER;
	made_rule(l, MOOT_RULE_KEEP, 1, 2);
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	conflict(l, "rules.csv:3: together a b", "merge=never of a", "merge=never of c");
}

Test(structure, conflict_of_rules)
{
	struct moot_landscape *l = same_people(3);
	l->boards[2].merge = MOOT_MERGE_NEVER;
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	made_rule(l, MOOT_RULE_KEEP, 1, 2);
	made_rule(l, MOOT_RULE_APART, 2, 1, 0);
	conflict(l, "rules.csv:2: together a b", "rules.csv:4: apart b a", "keep");
}

Test(structure, conflict_of_keep_and_close)
{
	struct moot_landscape *l = same_people(3);
	made_rule(l, MOOT_RULE_KEEP, 1, 0);
	made_rule(l, MOOT_RULE_CLOSE, 1, 0);
	conflict(l, "keep a", "close a", "max_");
}

Test(structure, conflict_of_areas)
{
	struct moot_landscape *l = same_people(2);
	l->boards[0].area = "north";
	l->boards[1].area = "south";
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	conflict(l, "together a b", "areas that differ: a (north), b (south)", "max_");
}

Test(structure, conflict_of_agreement)
{
	struct moot_landscape *l = same_people(2);
	l->boards[1].merge = MOOT_MERGE_AGREEMENT;
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	conflict(l, "together a b", "merge=agreement of b; allow_agreement_merges is no", "areas");
}

Test(structure, conflict_of_sizes)
{
	struct moot_landscape *l = same_people(3);
	l->policy.max_members = 5;
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	conflict(l, "together a b", "max_members is 5", "max_merge");
	l = same_people(3);
	l->policy.max_merge = 2;
	made_rule(l, MOOT_RULE_TOGETHER, 2, 0, 1);
	made_rule(l, MOOT_RULE_TOGETHER, 2, 1, 2);
	conflict(l, "together b c", "max_merge is 2", "max_members");
}

Test(structure, conflict_of_max_boards)
{
	struct moot_landscape *l = same_people(5);
	l->boards[0].merge = MOOT_MERGE_NEVER;
	l->boards[3].merge = MOOT_MERGE_NEVER;
	made_rule(l, MOOT_RULE_MAX_BOARDS, 0)->value = 2;
	conflict(l, "max-boards", "merge=never of ", "areas");
}

Test(structure, conflict_of_carriers)
{
	struct moot_landscape *l = same_people(2);
	l->boards[0].area = "north";
	l->boards[1].area = "south";
	made_rule(l, MOOT_RULE_CLOSE, 1, 0);
	conflict(l, "close a", "no board may carry theme drugs of a", "max_");
}

Test(structure, conflict_of_chairs)
{
	struct moot_landscape *l = same_people(2);
	made_person(l, "p9");
	made_rule(l, MOOT_RULE_CHAIR, 1, 0)->person = 6;
	conflict(l, "chair a", "p9 does not sit on a", "max_");
}

Test(structure, conflict_of_hosts)
{
	struct moot_landscape *l = same_people(3);
	made_rule(l, MOOT_RULE_HOST, 1, 0)->theme = 0;
	made_rule(l, MOOT_RULE_KEEP, 1, 2);
	made_rule(l, MOOT_RULE_HOST, 1, 1)->theme = 0;
	conflict(l, "rules.csv:2: host a", "rules.csv:4: host b", "keep");
}
