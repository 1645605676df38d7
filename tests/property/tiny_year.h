/*
 * Tiny planning years at random, with every kind of fact and rule that a calendar has to do with: one to four planned
 * boards (one of them perhaps merged), up to six meetings, a week or two on a coarse grid.
 */
#ifndef MOOT_TESTS_TINY_YEAR_H
#define MOOT_TESTS_TINY_YEAR_H

#include <tests/made.h>

struct tiny {
	struct moot_landscape *l;
	struct moot_plan *plan;
	unsigned long long state;
};

static inline int tiny_below(struct tiny *t, int count)
{
	t->state = t->state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((t->state >> 33) % (unsigned)count);
}

static inline bool tiny_chance(struct tiny *t, int percent)
{
	return tiny_below(t, 100) < percent;
}

static inline int tiny_days(const struct tiny *t)
{
	return t->l->policy.end - t->l->policy.start + 1;
}

static inline moot_day tiny_day(struct tiny *t)
{
	return t->l->policy.start + tiny_below(t, tiny_days(t));
}

static inline void tiny_policy(struct tiny *t)
{
	static const int starts[] = {0, 2, 4};
	struct moot_policy *p = &t->l->policy;
	p->start = moot_day_from_date(2027, 4, 5) + starts[tiny_below(t, 3)]; /* a Monday, Wednesday or Friday */
	p->end = p->start + 4 + tiny_below(t, 9);
	p->grid_minutes = tiny_chance(t, 50) ? 120 : 90;
	p->spacing_tolerance = tiny_below(t, 3) * 0.25;
	p->notice_days = tiny_below(t, 3);
	p->breathing_minutes = tiny_chance(t, 50) ? 15 : 120;
	p->breathing_weight = 0.25 * tiny_below(t, 4);
	p->weekday_penalty = 0.5 * tiny_below(t, 3);
	p->start_penalty = 0.25 * tiny_below(t, 3);
	p->spacing_weight = 0.5 * tiny_below(t, 3);
	p->trip_weight = tiny_below(t, 2);
	p->clash_weight = tiny_below(t, 3);
	p->travel_minutes = 31 * tiny_below(t, 3);
	p->disliked = tiny_chance(t, 50) ? "Fri pm" : "Mon | Tue am|09:00-10:00";
	p->lunch = tiny_chance(t, 80) ? p->lunch : (struct moot_span){0, 0};
}

static inline void tiny_busy(struct tiny *t, struct moot_busy **busy, size_t *count, int events)
{
	*busy = moot_arena_array(t->l->arena, (size_t)events, sizeof **busy);
	for (int i = 0; i < events; i++) {
		moot_minute start = (moot_minute)tiny_day(t) * MOOT_MINUTES_A_DAY + 480 + 45 * tiny_below(t, 12);
		moot_minute length = tiny_chance(t, 20) ? MOOT_MINUTES_A_DAY : 60 + 60 * tiny_below(t, 4);
		(*busy)[(*count)++] = (struct moot_busy){start, start + length, (enum moot_busy_kind)tiny_below(t, 3)};
	}
}

static inline void tiny_people(struct tiny *t)
{
	static const char *const organisations[] = {"Police", "Council", "Health"};
	const char *const sites[] = {"town hall", "station", "hospital"};
	t->l->sites = moot_arena_array(t->l->arena, 3, sizeof *t->l->sites);
	for (int i = 0; i < 3; i++) {
		made_organisation(t->l, organisations[i]);
		t->l->sites[t->l->site_count++] = sites[i];
	}
	int count = 2 + tiny_below(t, 3);
	for (int i = 0; i < count; i++) {
		char id[3] = {'p', (char)('1' + i), '\0'};
		struct moot_person *person = made_person(t->l, id);
		person->organisation = tiny_below(t, 3);
		person->salary = tiny_chance(t, 50) ? 80000 : 50000;
		person->base = tiny_below(t, 4) - 1;
		person->days = tiny_chance(t, 70) ? 31u : 31u & ~(1u << tiny_below(t, 5));
		tiny_busy(t, &person->busy, &person->busy_count, tiny_below(t, 4));
	}
}

static inline void tiny_venues(struct tiny *t)
{
	struct moot_landscape *l = t->l;
	l->links = moot_arena_array(l->arena, 2, sizeof *l->links);
	for (int i = tiny_below(t, 3); i > 0; i--)
		l->links[l->link_count++] = (struct moot_link){i - 1, i, 20 + 35 * tiny_below(t, 3)};
	if (tiny_chance(t, 50))
		return;
	l->venues = moot_arena_array(l->arena, 2, sizeof *l->venues);
	for (int i = 1 + tiny_below(t, 2); i > 0; i--) {
		struct moot_venue *venue = &l->venues[l->venue_count++];
		*venue = (struct moot_venue){.id = i == 1 ? "room" : "hall", .name = "Room"};
		venue->site = tiny_below(t, 4) - 1;
		venue->capacity = tiny_chance(t, 50) ? 0 : 1 + tiny_below(t, 4);
		tiny_busy(t, &venue->busy, &venue->busy_count, tiny_below(t, 2));
	}
}

static inline void tiny_boards(struct tiny *t, int count)
{
	struct moot_landscape *l = t->l;
	static const char *const texts[] = {"", "Town Hall ", "elsewhere", "ELSEWHERE"};
	for (int b = 0; b < count; b++) {
		char id[3] = {'b', (char)('1' + b), '\0'};
		struct moot_board *board = made_board(l, id);
		board->mode = (enum moot_mode)tiny_below(t, 3);
		board->minutes = 60 + 30 * tiny_below(t, 4);
		board->quorum = tiny_chance(t, 40) ? 1 + tiny_below(t, 3) : 0;
		board->report_days = 1 + tiny_below(t, 4);
		board->reports_to = tiny_chance(t, 40) && count > 1 ? (b + 1) % count : MOOT_NONE;
		board->venue_text = texts[tiny_below(t, 4)];
		if (l->venue_count > 0 && tiny_chance(t, 50))
			board->venue = tiny_below(t, (int)l->venue_count);
		if (tiny_chance(t, 40))
			tiny_busy(t, &board->today, &board->today_count, 1 + tiny_below(t, 2));
		for (int p = 0; p < (int)l->person_count; p++)
			if (tiny_chance(t, 60))
				made_member(l, b, p)->role = (enum moot_role)tiny_below(t, 6);
	}
}

static inline void tiny_duty(struct tiny *t)
{
	struct moot_landscape *l = t->l;
	struct moot_duty *duty = &l->duties[l->duty_count++];
	*duty = (struct moot_duty){.id = "duty", .name = "Duty", .legal_basis = ""};
	duty->organisations = moot_arena_array(l->arena, 1, sizeof *duty->organisations);
	duty->organisations[duty->organisation_count++] = tiny_below(t, 3);
	duty->due = moot_arena_array(l->arena, 1, sizeof *duty->due);
	moot_day from = tiny_day(t);
	duty->due[duty->due_count++] = (struct moot_window){from, from + tiny_below(t, 5)};
}

static inline void tiny_not_on(struct tiny *t)
{
	struct moot_rule *rule = made_rule(t->l, MOOT_RULE_NOT_ON, 1, tiny_below(t, (int)t->l->board_count));
	int subject = tiny_below(t, 3);
	if (subject > 0)
		rule->board_count = 0;
	if (subject == 1)
		rule->person = tiny_below(t, (int)t->l->person_count);
	rule->everyone = subject == 2;
	rule->half = (enum moot_half)tiny_below(t, 3);
	if (tiny_chance(t, 60)) {
		rule->weekday = tiny_below(t, 5);
	} else {
		rule->half = MOOT_WHOLE_DAY;
		rule->from = tiny_day(t);
		rule->to = rule->from + tiny_below(t, 3);
	}
}

static inline void tiny_rules(struct tiny *t)
{
	struct moot_landscape *l = t->l;
	const int boards = (int)l->board_count;
	for (int i = tiny_below(t, 3); i > 0; i--)
		tiny_not_on(t);
	if (tiny_chance(t, 30)) {
		struct moot_rule *within = made_rule(l, MOOT_RULE_WITHIN, 1, tiny_below(t, boards));
		within->from = tiny_day(t);
		within->to = within->from + tiny_below(t, 6);
		within->value = 1 + tiny_below(t, 2);
	}
	if (tiny_chance(t, 30) && boards > 1) {
		int a = tiny_below(t, boards);
		made_rule(l, MOOT_RULE_BEFORE, 2, a, (a + 1) % boards)->value = tiny_below(t, 2);
	}
	for (int i = tiny_below(t, 3); i > 1; i--) {
		static const int minutes[] = {540, 600, 725, 1380};
		struct moot_rule *pin = made_rule(l, MOOT_RULE_PIN, 1, tiny_below(t, boards));
		pin->pin = (moot_minute)tiny_day(t) * MOOT_MINUTES_A_DAY + minutes[tiny_below(t, 4)];
	}
	if (tiny_chance(t, 30)) {
		struct moot_rule *most = made_rule(l, MOOT_RULE_MAX_PER_DAY, 0);
		most->everyone = tiny_chance(t, 50);
		most->person = most->everyone ? MOOT_NONE : 0;
		most->value = 1;
	}
	l->closures = moot_arena_array(l->arena, 2, sizeof *l->closures);
	for (int i = tiny_below(t, 3); i > 0; i--)
		l->closures[l->closure_count++] = (struct moot_closure){tiny_day(t), "closed"};
}

/* The planned board made of `count` of the landscape's from `first`; a person sits in it once, in the first role. */
static inline void tiny_plan_board(struct tiny *t, int first, int count, int meetings)
{
	struct moot_landscape *l = t->l;
	struct moot_arena *arena = t->plan->arena;
	struct moot_plan_board *board = &t->plan->boards[t->plan->board_count++];
	const int named = first + (count > 1 ? tiny_below(t, count) : 0);
	*board = (struct moot_plan_board){.id = l->boards[named].id,
					  .name = l->boards[named].name,
					  .fate = count > 1 ? MOOT_MERGED : MOOT_KEPT,
					  .mode = l->boards[first].mode,
					  .minutes = l->boards[first].minutes,
					  .meetings_per_year = meetings,
					  .chair = ""};
	board->from = moot_arena_array(arena, (size_t)count, sizeof *board->from);
	board->members = moot_arena_array(arena, l->member_count, sizeof *board->members);
	board->duties = moot_arena_array(arena, 1, sizeof *board->duties);
	for (int b = first; b < first + count; b++) {
		board->from[board->from_count++] = l->boards[b].id;
		for (size_t m = 0; m < l->member_count; m++) {
			const char *id = l->people[l->members[m].person].id;
			bool known = l->members[m].board != b;
			for (size_t i = 0; i < board->member_count; i++)
				known = known || strcmp(board->members[i].person, id) == 0;
			if (known)
				continue;
			board->members[board->member_count++] = (struct moot_plan_member){
			    .person = id,
			    .organisation = l->organisations[l->people[l->members[m].person].organisation],
			    .role = l->members[m].role,
			    .attendance = tiny_chance(t, 90) ? MOOT_ATTEND : MOOT_PAPERS,
			    .deputy = ""};
		}
	}
	if (l->duty_count > 0 && tiny_chance(t, 60))
		board->duties[board->duty_count++] = l->duties[0].id;
}

/* A year of its own for each seed; free it with tiny_free(). */
static inline struct tiny tiny_new(unsigned seed)
{
	struct tiny t = {.l = made_new(), .state = seed * 2654435761u + 12345u};
	cr_assert_eq(moot_plan_new(&t.plan), MOOT_OK);
	tiny_policy(&t);
	if (seed % 9 == 0) {
		t.l->policy.lunch = (struct moot_span){600, 900}; /* two hours at most, before it or after */
		t.l->policy.over_lunch = seed % 2 == 0;
	}
	if (seed % 5 == 0)
		t.l->policy.liked = "Tue pm|09:00-11:30";
	if (seed % 4 == 1) {
		t.l->policy.crowded_meetings = 1;
		t.l->policy.crowding_weight = 0.75;
	}
	tiny_people(&t);
	tiny_venues(&t);
	const int planned = 1 + tiny_below(&t, 4);
	const bool merged = tiny_chance(&t, 30);
	tiny_boards(&t, planned + (merged ? 1 : 0));
	if (tiny_chance(&t, 40))
		tiny_duty(&t);
	tiny_rules(&t);
	made_finish(t.l);
	t.plan->boards = moot_arena_array(t.plan->arena, 4, sizeof *t.plan->boards);
	int meetings = 6;
	for (int b = 0; b < planned; b++) {
		int left = meetings - (planned - b - 1);
		int count = 1 + tiny_below(&t, left < 3 ? left : 3);
		meetings -= count;
		tiny_plan_board(&t, b == 0 ? 0 : b + (merged ? 1 : 0), b == 0 && merged ? 2 : 1, count);
	}
	return t;
}

static inline void tiny_free(struct tiny *t)
{
	moot_plan_free(t->plan);
	moot_landscape_free(t->l);
}

#endif
