/* Small random landscapes with every kind of rule that bears on the structure, from a seed. */
#ifndef MOOT_TESTS_RANDOM_LANDSCAPE_H
#define MOOT_TESTS_RANDOM_LANDSCAPE_H

#include <stdint.h>
#include <tests/made.h>

/* A kind of board that holds others to account. */
#define SCRUTINY "Overview and Scrutiny Committee"

struct chance {
	uint64_t state;
};

/* splitmix64 */
static inline uint64_t chance_next(struct chance *c)
{
	uint64_t z = (c->state += 0x9e3779b97f4a7c15u);
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* 0 to below - 1. */
static inline int below(struct chance *c, int below)
{
	return (int)(chance_next(c) % (uint64_t)below);
}

static inline bool one_in(struct chance *c, int many)
{
	return below(c, many) == 0;
}

static inline void random_policy(struct chance *c, struct moot_policy *p)
{
	static const int minutes[] = {25, 60, 120, 180, 240};
	static const int members[] = {3, 6, 40, 40};
	static const double residuals[] = {0, 0.25, 0.25, 1};
	static const double weights[] = {0, 1, 10, 10};
	static const double penalties[] = {0, 2, 5};
	static const double prices[] = {0, 1, 1, 5};
	p->max_minutes = minutes[below(c, 5)];
	p->max_members = members[below(c, 4)];
	p->max_merge = 1 + below(c, 6);
	p->overlap_residual = residuals[below(c, 4)];
	p->overlap_weight = weights[below(c, 4)];
	p->merge_penalty = penalties[below(c, 3)];
	p->support_hours = one_in(c, 3) ? 0 : 6;
	p->over_price = prices[below(c, 4)];
	p->other_weight = one_in(c, 4) ? 0 : 0.25;
	p->allow_agreement_merges = one_in(c, 2);
	p->allow_nested_area = one_in(c, 2);
	p->allow_cross_area = one_in(c, 4);
	p->hand_over = false; /* brute.h knows partitions only */
}

static inline void random_board(struct chance *c, struct moot_landscape *l, int index)
{
	static const char *const areas[] = {"", "w", "w/g", "e"};
	static const int minutes[] = {10, 60, 90, 120, 200};
	static const int standing[] = {0, 10, 15, 30};
	char id[16];
	snprintf(id, sizeof id, "b%d", (index * 7 + 3) % 11);
	struct moot_board *b = made_board(l, id);
	b->meetings_per_year = one_in(c, 20) ? 0 : 1 + below(c, 8);
	b->minutes = minutes[below(c, 5)];
	b->standing_minutes = standing[below(c, 4)];
	b->prep_minutes = 10 * below(c, 5);
	b->travel_minutes = 20 * below(c, 4);
	b->mode = (enum moot_mode)below(c, 3);
	b->merge = one_in(c, 2) ? MOOT_MERGE_FREE : (enum moot_merge)below(c, 4);
	b->min_per_year = one_in(c, 3) ? below(c, 9) : 0;
	b->area = areas[one_in(c, 2) ? 0 : below(c, 4)];
	b->reports_to = one_in(c, 3) && index > 0 ? below(c, index) : MOOT_NONE;
}

static inline void random_people(struct chance *c, struct moot_landscape *l, int count, int organisations)
{
	for (int i = 0; i < count; i++) {
		char id[16];
		snprintf(id, sizeof id, "p%d", (i * 5 + 2) % 23);
		struct moot_person *p = made_person(l, id);
		p->salary = one_in(c, 3) ? -1 : 20000 + 20000 * below(c, 4);
		p->senior = one_in(c, 5) ? MOOT_YES : MOOT_UNSAID;
		p->max_hours = one_in(c, 4) ? 5 * below(c, 12) : -1;
		p->organisation = one_in(c, 4) || organisations == 0 ? MOOT_NONE : below(c, organisations);
	}
}

static inline void random_members(struct chance *c, struct moot_landscape *l, int organisations)
{
	int sparse = 2 + below(c, 3);
	bool seats = one_in(c, 2);
	for (int b = 0; b < (int)l->board_count; b++)
		for (int p = 0; p < (int)l->person_count; p++) {
			if (!one_in(c, sparse))
				continue;
			struct moot_member *m = made_member(l, b, p);
			m->role = (enum moot_role)(one_in(c, 2) ? MOOT_MEMBER : below(c, 6));
			m->seat = seats && one_in(c, 2) ? MOOT_SEAT_ORGANISATION : MOOT_SEAT_PERSONAL;
			if (organisations > 0 && one_in(c, 5))
				m->organisation = below(c, organisations);
		}
}

static inline void random_agenda(struct chance *c, struct moot_landscape *l)
{
	static const char *const names[] = {"drugs", "roads", "victims", "youth"};
	int duties = below(c, 3);
	for (int d = 0; d < duties; d++) {
		struct moot_duty *duty = &l->duties[l->duty_count++];
		*duty = (struct moot_duty){
		    .id = d == 0 ? "d0" : "d1", .name = "", .legal_basis = "", .min_per_year = below(c, 8)};
		duty->organisations = moot_arena_array(l->arena, 4, sizeof(int));
		for (int o = 0; o < (int)l->organisation_count; o++)
			if (one_in(c, 3))
				duty->organisations[duty->organisation_count++] = o;
	}
	int rows = below(c, 2 * (int)l->board_count + 1);
	for (int i = 0; i < rows; i++) {
		struct moot_item *item =
		    made_item(l, below(c, (int)l->board_count), names[below(c, 4)], 5 * below(c, 10), 1 + below(c, 6));
		item->duty = duties > 0 && one_in(c, 3) ? below(c, duties) : MOOT_NONE;
	}
}

/* All that bear on the structure. */
enum { RANDOM_RULES = 7 };
static const enum moot_rule_kind RANDOM_RULE[RANDOM_RULES] = {MOOT_RULE_APART,     MOOT_RULE_TOGETHER, MOOT_RULE_KEEP,
							      MOOT_RULE_CLOSE,     MOOT_RULE_HOST,     MOOT_RULE_CHAIR,
							      MOOT_RULE_MAX_BOARDS};

static inline void random_rule(struct chance *c, struct moot_landscape *l)
{
	enum moot_rule_kind kind = RANDOM_RULE[below(c, RANDOM_RULES)];
	int boards = (int)l->board_count;
	int a = below(c, boards);
	int b = below(c, boards);
	struct moot_rule *rule = kind == MOOT_RULE_APART || kind == MOOT_RULE_TOGETHER
				     ? made_rule(l, kind, 2, a, b)
				     : made_rule(l, kind, kind == MOOT_RULE_MAX_BOARDS ? 0 : 1, a);
	if (kind == MOOT_RULE_MAX_BOARDS)
		rule->value = 1 + below(c, boards);
	if (kind == MOOT_RULE_CHAIR)
		rule->person = below(c, (int)l->person_count);
	if (kind == MOOT_RULE_HOST && l->duty_count > 0 && one_in(c, 2))
		rule->duty = below(c, (int)l->duty_count);
	else if (kind == MOOT_RULE_HOST)
		rule->theme = made_theme(l, "drugs");
}

/* In a quarter of the landscapes a third of the boards scrutinise; by chances of its own, so that the rest stays. */
static inline void random_scrutiny(uint64_t seed, struct moot_landscape *l)
{
	struct chance c = {seed ^ 0x5c2717e5u};
	bool any = one_in(&c, 4);
	for (size_t b = 0; b < l->board_count; b++)
		l->boards[b].kind = any && one_in(&c, 3) ? SCRUTINY : "partnership";
}

/* How many of the landscapes compared have what: each kind must be there often enough to mean something. */
struct kinds_seen {
	int landscapes;
	int rules[RANDOM_RULES]; /* landscapes with each of RANDOM_RULE */
	int personal;            /* seats of either kind */
	int organisation;
	int merge[4]; /* boards by merge law */
	int limited;  /* somebody's hours are limited and priced */
	int duties;
};

static inline void see_kinds(struct kinds_seen *seen, const struct moot_landscape *l)
{
	bool merge[4] = {false};
	bool personal = false;
	bool organisation = false;
	bool limited = false;
	for (int k = 0; k < RANDOM_RULES; k++) {
		bool there = false;
		for (size_t r = 0; r < l->rule_count; r++)
			there = there || l->rules[r].kind == RANDOM_RULE[k];
		seen->rules[k] += there;
	}
	for (size_t b = 0; b < l->board_count; b++)
		merge[l->boards[b].merge] = true;
	for (size_t m = 0; m < l->member_count; m++) {
		bool bodys = l->members[m].seat == MOOT_SEAT_ORGANISATION && l->members[m].organisation != MOOT_NONE;
		organisation = organisation || bodys;
		personal = personal || !bodys;
		limited = limited || (l->people[l->members[m].person].max_hours >= 0 && l->policy.over_price > 0);
	}
	seen->landscapes++;
	for (int k = 0; k < 4; k++)
		seen->merge[k] += merge[k];
	seen->personal += personal;
	seen->organisation += organisation;
	seen->limited += limited;
	seen->duties += l->duty_count > 0;
}

/* At least one in thirty has each kind of rule, one in ten each of the rest. */
static inline void check_kinds(const struct kinds_seen *seen)
{
	for (int k = 0; k < RANDOM_RULES; k++)
		cr_assert_gt(seen->rules[k] * 30, seen->landscapes, "too few rules of kind %d: %d of %d",
			     (int)RANDOM_RULE[k], seen->rules[k], seen->landscapes);
	for (int k = 0; k < 4; k++)
		cr_assert_gt(seen->merge[k] * 10, seen->landscapes, "too few boards of merge law %d", k);
	cr_assert_gt(seen->personal * 10, seen->landscapes);
	cr_assert_gt(seen->organisation * 10, seen->landscapes);
	cr_assert_gt(seen->limited * 10, seen->landscapes);
	cr_assert_gt(seen->duties * 10, seen->landscapes);
}

/* The landscape of a seed, not yet finished. */
static inline struct moot_landscape *random_landscape(uint64_t seed, int most_boards, int most_rules)
{
	struct chance c = {seed};
	struct moot_landscape *l = made_new();
	int boards = 1 + below(&c, most_boards);
	int organisations = below(&c, 4);
	random_policy(&c, &l->policy);
	for (int o = 0; o < organisations; o++) {
		char name[16];
		snprintf(name, sizeof name, "Org %d", o);
		made_organisation(l, name);
	}
	for (int b = 0; b < boards; b++)
		random_board(&c, l, b);
	random_scrutiny(seed, l);
	random_people(&c, l, 2 + below(&c, 10), organisations);
	random_members(&c, l, organisations);
	random_agenda(&c, l);
	int rules = below(&c, most_rules + 1);
	for (int r = 0; r < rules; r++)
		random_rule(&c, l);
	return l;
}

#endif
