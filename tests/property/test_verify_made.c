/*
 * Whatever moot_plan_make() answers for a random landscape, the verifier, which shares no formula with it, finds no
 * fault in; and a plan that is then spoilt in one place is caught.
 *
 * Landscapes have 3 to 8 boards and every kind of rule. Contradictory rules are common, so some of them have no plan.
 * MOOT_ROUNDS in the environment asks for more of them.
 */
#include <math.h>
#include <tests/made.h>

static uint64_t state;

static int draw(int below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (int)((state >> 33) % (uint64_t)below);
}

static bool once_in(int times)
{
	return draw(times) == 0;
}

static moot_minute instant(const struct moot_landscape *l, int day, int minute)
{
	return ((moot_minute)l->policy.start + day) * MOOT_MINUTES_A_DAY + minute;
}

static void draw_policy(struct moot_landscape *l)
{
	struct moot_policy *policy = &l->policy;
	policy->allow_nested_area = once_in(2);
	policy->allow_cross_area = once_in(4);
	policy->allow_agreement_merges = once_in(2);
	policy->max_minutes = 60 + draw(200);
	policy->max_members = once_in(3) ? 6 : 40;
	policy->max_merge = 2 + draw(4);
	policy->overlap_residual = 0.1 * draw(8);
	policy->merge_penalty = draw(6);
	policy->default_salary = 20000 + 1000 * draw(80);
	policy->over_price = draw(3);
	policy->notice_days = draw(10);
	policy->spacing_tolerance = 0.05 * draw(9);
	policy->breathing_minutes = 15 * draw(5);
	policy->grid_minutes = once_in(2) ? 30 : 45;
	policy->disliked = once_in(2) ? "Fri pm" : "Mon am|Wed|09:00-09:40";
	if (once_in(4))
		policy->lunch = (struct moot_span){0, 0};
}

static void draw_places(struct moot_landscape *l)
{
	static const char *sites[] = {"Town", "Hill", "Coast"};
	static const char *const ids[] = {"hall", "annex", "shed"};
	l->sites = sites;
	l->site_count = 3;
	l->links = moot_arena_array(l->arena, 2, sizeof *l->links);
	l->venues = moot_arena_array(l->arena, 3, sizeof *l->venues);
	cr_assert(l->links && l->venues);
	l->link_count = (size_t)draw(3);
	l->links[0] = (struct moot_link){0, 1, 10 + draw(80)};
	l->links[1] = (struct moot_link){2, 1, 10 + draw(80)};
	l->venue_count = once_in(2) ? 0 : 1 + (size_t)draw(3);
	for (size_t i = 0; i < l->venue_count; i++)
		l->venues[i] =
		    (struct moot_venue){.id = ids[i], .name = "", .site = draw(4) - 1, .capacity = 4 * draw(4)};
}

static struct moot_busy *draw_busy(struct moot_landscape *l, size_t count)
{
	struct moot_busy *busy = moot_arena_array(l->arena, count, sizeof *busy);
	cr_assert(busy);
	for (size_t i = 0; i < count; i++) {
		moot_minute start = instant(l, draw(366), 8 * 60 + 15 * draw(36));
		busy[i] = (struct moot_busy){start, start + 15 * (1 + draw(30)), (enum moot_busy_kind)draw(3)};
	}
	return busy;
}

static void draw_people(struct moot_landscape *l)
{
	static const char *const posts[] = {"", "Director of X", "clerk", "vice CHIEF"};
	int count = 4 + draw(9);
	for (int i = 0; i < 3; i++)
		made_organisation(l, (const char *const[]){"Council", "Police", "Health"}[i]);
	for (int i = 0; i < count; i++) {
		char id[16];
		snprintf(id, sizeof id, "p%02d", (i * 7) % 23);
		struct moot_person *person = made_person(l, id);
		person->organisation = draw(4) - 1;
		person->salary = once_in(3) ? -1 : 20000 + 5000 * draw(16);
		person->senior = once_in(5) ? (enum moot_answer)draw(3) : MOOT_UNSAID;
		person->post = posts[draw(4)];
		person->base = draw(4) - 1;
		person->max_hours = once_in(4) ? draw(60) : -1;
		person->days = once_in(4) ? 0x0f : 0x1f;
		person->busy_count = (size_t)draw(30);
		person->busy = draw_busy(l, person->busy_count);
	}
}

static void draw_seats(struct moot_landscape *l, int board)
{
	for (int p = 0; p < (int)l->person_count; p++) {
		if (!once_in(3))
			continue;
		struct moot_member *member = made_member(l, board, p);
		member->role = once_in(2) ? MOOT_MEMBER : (enum moot_role)draw(6);
		member->seat = (enum moot_seat)draw(2);
		if (once_in(4))
			member->organisation = draw(4) - 1;
		if (once_in(5))
			member->deputy = draw((int)l->person_count);
	}
}

static void draw_agenda(struct moot_landscape *l, int board)
{
	static const char *const themes[] = {"Drugs", "Roads", "Housing", "Youth", "Plan"};
	for (int rows = draw(5); rows > 0; rows--) {
		struct moot_item *item = made_item(l, board, themes[draw(5)], 5 + draw(60), 1 + draw(7));
		if (once_in(3))
			item->duty = draw((int)l->duty_count);
	}
}

static void draw_boards(struct moot_landscape *l)
{
	static const char *const areas[] = {"", "a", "a", "a", "a/b", "ab"};
	static const char *const texts[] = {"", "Town", " town", "The Mill"};
	int count = 3 + draw(6);
	for (int i = 0; i < count; i++) {
		char id[16];
		snprintf(id, sizeof id, "b%d", (i * 5 + 3) % 11);
		struct moot_board *board = made_board(l, id);
		board->area = areas[draw(6)];
		board->mode = (enum moot_mode)draw(3);
		board->merge = once_in(2) ? MOOT_MERGE_FREE : (enum moot_merge)draw(4);
		board->min_per_year = once_in(3) ? draw(8) : 0;
		board->meetings_per_year = once_in(12) ? 0 : 1 + draw(7);
		board->minutes = 20 + draw(200);
		board->standing_minutes = draw(30);
		board->prep_minutes = draw(60);
		board->travel_minutes = draw(90);
		board->quorum = draw(5);
		board->report_days = 1 + draw(60);
		board->reports_to = once_in(2) && i > 0 ? draw(i) : once_in(9) ? (i + 1) % count : MOOT_NONE;
		if (l->venue_count > 0 && once_in(2))
			board->venue = draw((int)l->venue_count);
		else if (l->venue_count == 0)
			board->venue_text = texts[draw(4)];
		board->today_count = (size_t)draw(6);
		board->today = draw_busy(l, board->today_count);
		draw_seats(l, i);
		draw_agenda(l, i);
	}
}

static void draw_duties(struct moot_landscape *l)
{
	for (int i = 0; i < 3; i++) {
		struct moot_duty *duty = &l->duties[l->duty_count++];
		*duty =
		    (struct moot_duty){.id = (const char *const[]){"d1", "d2", "d0"}[i], .name = "", .legal_basis = ""};
		duty->min_per_year = draw(6);
		duty->organisations = moot_arena_array(l->arena, 2, sizeof(int));
		duty->due = moot_arena_array(l->arena, 1, sizeof *duty->due);
		cr_assert(duty->organisations && duty->due);
		duty->organisation_count = (size_t)draw(3);
		duty->organisations[0] = draw(3);
		duty->organisations[1] = draw(3);
		duty->due_count = (size_t)draw(2);
		duty->due[0] = (struct moot_window){l->policy.start + 60, l->policy.start + 130 + draw(60)};
	}
}

static void draw_rule(struct moot_landscape *l)
{
	const int boards = (int)l->board_count;
	const int a = draw(boards);
	const int b = (a + 1 + draw(boards - 1)) % boards;
	enum moot_rule_kind kind = (enum moot_rule_kind)draw(12);
	const bool pair = kind == MOOT_RULE_APART || kind == MOOT_RULE_TOGETHER || kind == MOOT_RULE_BEFORE;
	const bool none = kind == MOOT_RULE_MAX_BOARDS || kind == MOOT_RULE_MAX_PER_DAY;
	struct moot_rule *rule = made_rule(l, kind, none ? 0 : pair ? 2 : 1, a, b);
	rule->pin = instant(l, draw(366), 8 * 60 + 10 * draw(60));
	if (kind == MOOT_RULE_WITHIN || (kind == MOOT_RULE_NOT_ON && once_in(2))) {
		rule->from = l->policy.start + draw(200);
		rule->to = rule->from + 30 + draw(60);
	} else if (kind == MOOT_RULE_NOT_ON) {
		rule->weekday = draw(5);
		rule->half = (enum moot_half)draw(3);
	}
	rule->value = kind == MOOT_RULE_MAX_BOARDS ? 1 + draw(boards) : 1 + draw(2);
	if (kind == MOOT_RULE_NOT_ON || none) {
		rule->everyone = once_in(2);
		rule->person = rule->everyone || kind == MOOT_RULE_MAX_BOARDS ? MOOT_NONE : draw((int)l->person_count);
		rule->board_count = kind == MOOT_RULE_NOT_ON && !rule->everyone && once_in(2) ? 1 : 0;
		rule->person = rule->board_count > 0 ? MOOT_NONE : rule->person;
	}
	if (kind == MOOT_RULE_CHAIR)
		rule->person = l->member_count > 0 ? l->members[draw((int)l->member_count)].person : 0;
	if (kind == MOOT_RULE_CHAIR && l->member_count > 0)
		rule->boards[0] = l->members[draw((int)l->member_count)].board;
	if (kind == MOOT_RULE_HOST && once_in(2))
		rule->duty = draw((int)l->duty_count);
	else if (kind == MOOT_RULE_HOST)
		rule->theme = draw((int)l->theme_count);
}

static struct moot_landscape *draw_landscape(uint64_t seed)
{
	state = seed * 2654435761u + 12345;
	struct moot_landscape *l = made_new();
	made_theme(l, "Drugs");
	draw_policy(l);
	draw_duties(l);
	draw_places(l);
	draw_people(l);
	draw_boards(l);
	for (int rules = draw(6); rules > 0; rules--)
		draw_rule(l);
	made_finish(l);
	return l;
}

/* Spoils one figure or fact of a valid plan, a different one for each `kind`; false where it has none such. */
static bool spoil(struct moot_plan *p, int kind)
{
	struct moot_plan_board *first = &p->boards[0];
	struct moot_meeting *m = p->meeting_count > 0 ? &p->meetings[p->meeting_count / 2] : NULL;
	switch (kind) {
	case 0:
		p->after.hours += 0.01;
		return true;
	case 1:
		p->structure.objective -= 0.01;
		return true;
	case 2:
		first->minutes += 5;
		return first->fate != MOOT_CLOSED;
	case 3:
		p->board_count--;
		return true;
	case 4:
		if (m)
			m->start = m->end += 7 * MOOT_MINUTES_A_DAY;
		return m;
	case 5:
		if (m)
			p->meeting_count--;
		return m;
	case 6:
		p->calendar.parts.spacing += 0.01;
		return p->has_calendar;
	default:
		if (first->member_count > 0)
			first->member_count--;
		return first->fate != MOOT_CLOSED && first->member_count > 0;
	}
}

static size_t count_faults(const struct moot_landscape *l, const struct moot_plan *p, uint64_t seed, bool expected)
{
	struct moot_verdict *verdict = NULL;
	cr_assert_eq(moot_verify(l, p, &verdict, NULL), MOOT_OK);
	size_t count = verdict->count;
	for (size_t i = 0; i < count && !expected; i++)
		cr_expect(false, "landscape %d: %s", (int)seed, verdict->faults[i].message);
	moot_verdict_free(verdict);
	return count;
}

/* Plans the landscape; true where there was a plan. */
static bool check_landscape(uint64_t seed, struct moot_solve_options options)
{
	struct moot_landscape *l = draw_landscape(seed);
	struct moot_plan *p = NULL;
	struct moot_error error = {0};
	enum moot_status status = moot_plan_make(l, &options, &p, &error);
	cr_expect(status == MOOT_OK || status == MOOT_ERROR_INFEASIBLE, "landscape %d: %s: %s", (int)seed,
		  moot_status_text(status), error.message);
	if (status == MOOT_OK && count_faults(l, p, seed, false) == 0) {
		int kind = (int)(seed % 8);
		if (p->board_count > 0 && spoil(p, kind))
			cr_expect(count_faults(l, p, seed, true) > 0, "landscape %d: spoil %d passed", (int)seed, kind);
	}
	moot_plan_free(p);
	moot_landscape_free(l);
	return status == MOOT_OK;
}

static void check_many(int rounds, struct moot_solve_options options)
{
	const char *more = getenv("MOOT_ROUNDS");
	const char *first = getenv("MOOT_FIRST");
	long start = first ? strtol(first, NULL, 10) : 0;
	long count = more ? strtol(more, NULL, 10) : rounds;
	long planned = 0;
	for (long i = 0; i < count; i++)
		planned += check_landscape((uint64_t)(start + i), options);
	cr_expect(count < rounds || planned * 4 > count, "only %ld of %ld landscapes have a plan", planned, count);
}

Test(verify_made, structures_are_valid)
{
	struct moot_solve_options options;
	moot_solve_options_default(&options);
	options.structure_only = true;
	check_many(300, options);
}

/* A rule on the number of boards that cuts alone show to have no plan, after sets at hand that seemed to make one. */
Test(verify_made, structures_that_cuts_empty_are_told)
{
	static const uint64_t seeds[] = {34404, 102283, 105851, 208778, 210408, 245694};
	struct moot_solve_options options;
	moot_solve_options_default(&options);
	options.structure_only = true;
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
		check_landscape(seeds[i], options);
}

Test(verify_made, years_are_valid)
{
	struct moot_solve_options options;
	moot_solve_options_default(&options);
	options.time_limit = 0.5;
	check_many(24, options);
}

Test(verify_made, years_of_today_s_boards_are_valid)
{
	struct moot_solve_options options;
	moot_solve_options_default(&options);
	options.time_limit = 0.5;
	options.calendar_only = true;
	check_many(12, options);
}
