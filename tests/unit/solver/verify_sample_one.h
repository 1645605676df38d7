/*
 * The first sample, included by verify_samples.h. Money: hours_per_year 2000, on_cost_rate 0.25, so a salary of 48,000
 * costs 30 an hour. Weights: senior 1, others 0.25.
 */
static inline void people_one(struct moot_landscape *l)
{
	static const char *organisations[] = {"Council", "Police", "Health"};
	static const char *sites[] = {"Town", "Hill", "Coast"};
	l->organisations = organisations;
	l->organisation_count = 3;
	l->sites = sites;
	l->site_count = 3;
	l->links[l->link_count++] = (struct moot_link){0, 1, 40};
	l->links[l->link_count++] = (struct moot_link){1, 2, 30};    /* so Coast to Town takes 70 */
	add_person(l, "ann", 80000, 1);                              /* 50 an hour, senior by salary */
	add_person(l, "bob", 48000, 2)->max_hours = 10;              /* 30 */
	add_person(l, "cat", -1, MOOT_NONE);                         /* 30 by default_salary */
	add_person(l, "dan", 96000, MOOT_NONE);                      /* 60, senior */
	add_person(l, "eve", 64000, MOOT_NONE);                      /* 40 */
	add_person(l, "fay", 32000, MOOT_NONE)->senior = MOOT_YES;   /* 20, senior by word */
	add_person(l, "gus", -1, MOOT_NONE)->post = "CHIEF officer"; /* 30, senior by post */
	add_person(l, "hal", 24000, MOOT_NONE);                      /* 15 */
	add_person(l, "ivy", -1, MOOT_NONE)->post = "Clerk";         /* 30 */
	add_person(l, "jon", 32000, MOOT_NONE)->days = 0x0f;         /* 20, not on Fridays */
	add_person(l, "kim", 40000, MOOT_NONE);                      /* 25 */
	add_person(l, "lee", 16000, MOOT_NONE);                      /* 10 */
	struct moot_person *bob = &l->people[BOB];
	struct moot_person *fay = &l->people[FAY];
	add_busy(l, &bob->busy, &bob->busy_count, at(306, 14, 0), 15, MOOT_TENTATIVE);
	add_busy(l, &fay->busy, &fay->busy_count, at(60, 9, 0), 480, MOOT_OUT);
}

static inline void boards_one(struct moot_landscape *l)
{
	static const char *themes[] = {"Drugs", "Housing", "Plan"};
	l->themes = themes;
	l->theme_count = 3;
	/* own: 3 * 75 - 120 = 105; 2 * 60 - 100 = 20; 2 * 50 - 50 = 50; 40 - 30 = 10; 2 * 40 - 40 = 40; 90 - 60 = 30 */
	add_board(l, "alpha", "north", 3, 90, 15, 30, 30, MOOT_HYBRID);
	add_board(l, "beta", "north", 2, 75, 15, 20, 40, MOOT_HYBRID);
	add_board(l, "gamma", "north", 2, 60, 10, 0, 20, MOOT_IN_PERSON);
	add_board(l, "delta", "north", 1, 45, 5, 10, 10, MOOT_HYBRID);
	add_board(l, "east", "south", 2, 60, 20, 15, 0, MOOT_ONLINE);
	add_board(l, "west", "south", 1, 100, 10, 25, 50, MOOT_ONLINE);
	l->boards[ALPHA].venue = 0;
	l->boards[ALPHA].reports_to = GAMMA;
	l->boards[ALPHA].report_days = 30;
	l->boards[GAMMA].venue = 1;
	l->boards[GAMMA].merge = MOOT_MERGE_NEVER;
	l->boards[GAMMA].quorum = 2;
	l->boards[EAST].merge = MOOT_MERGE_IN_COMMON;
	struct moot_board *beta = &l->boards[BETA];
	add_busy(l, &beta->today, &beta->today_count, at(60, 10, 0), 75, MOOT_BUSY);
	add_busy(l, &beta->today, &beta->today_count, at(70, 10, 0), 75, MOOT_BUSY);
	add_busy(l, &beta->today, &beta->today_count, at(200, 9, 0), 75, MOOT_BUSY);
	add_item(l, ALPHA, 0, 40, 3, MOOT_NONE);
	add_item(l, BETA, 0, 30, 2, 0);
	add_item(l, BETA, 1, 20, 2, MOOT_NONE);
	add_item(l, GAMMA, 1, 25, 2, MOOT_NONE);
	add_item(l, DELTA, 0, 30, 1, 1);
	add_item(l, EAST, 2, 20, 2, MOOT_NONE);
	add_item(l, WEST, 2, 60, 1, MOOT_NONE);
}

static inline void seats_one(struct moot_landscape *l)
{
	add_member(l, ALPHA, ANN, 0, MOOT_CHAIR, MOOT_SEAT_PERSONAL);
	add_member(l, ALPHA, BOB, 1, MOOT_MEMBER, MOOT_SEAT_ORGANISATION);
	add_member(l, ALPHA, CAT, 2, MOOT_MEMBER, MOOT_SEAT_ORGANISATION);
	add_member(l, BETA, DAN, 0, MOOT_CHAIR, MOOT_SEAT_ORGANISATION);
	add_member(l, BETA, BOB, 1, MOOT_REQUIRED, MOOT_SEAT_ORGANISATION);
	add_member(l, BETA, EVE, 2, MOOT_MEMBER, MOOT_SEAT_ORGANISATION);
	add_member(l, BETA, FAY, MOOT_NONE, MOOT_OBSERVER, MOOT_SEAT_ORGANISATION);
	add_member(l, GAMMA, GUS, 0, MOOT_CHAIR, MOOT_SEAT_PERSONAL);
	add_member(l, GAMMA, HAL, 1, MOOT_REQUIRED, MOOT_SEAT_ORGANISATION);
	add_member(l, GAMMA, BOB, 1, MOOT_MEMBER, MOOT_SEAT_PERSONAL);
	add_member(l, DELTA, HAL, 1, MOOT_CHAIR, MOOT_SEAT_PERSONAL);
	add_member(l, DELTA, IVY, 2, MOOT_MEMBER, MOOT_SEAT_PERSONAL);
	add_member(l, EAST, ANN, 0, MOOT_CHAIR, MOOT_SEAT_ORGANISATION);
	add_member(l, EAST, JON, 0, MOOT_MEMBER, MOOT_SEAT_ORGANISATION);
	add_member(l, EAST, KIM, 2, MOOT_OPTIONAL, MOOT_SEAT_PERSONAL);
	add_member(l, WEST, KIM, 2, MOOT_CHAIR, MOOT_SEAT_ORGANISATION);
	add_member(l, WEST, LEE, MOOT_NONE, MOOT_MEMBER, MOOT_SEAT_PERSONAL);
}

static inline void rules_one(struct moot_landscape *l)
{
	struct moot_rule *rule = NULL;
	add_rule(l, MOOT_RULE_CLOSE, DELTA, MOOT_NONE, "close delta");
	add_rule(l, MOOT_RULE_PIN, GAMMA, MOOT_NONE, "pin gamma")->pin = at(306, 13, 30);
	rule = add_rule(l, MOOT_RULE_WITHIN, ALPHA, MOOT_NONE, "within alpha");
	rule->from = on(50);
	rule->to = on(60);
	rule->value = 1;
	add_rule(l, MOOT_RULE_BEFORE, EAST, BETA, "before east beta 30")->value = 30;
	rule = add_rule(l, MOOT_RULE_MAX_PER_DAY, MOOT_NONE, MOOT_NONE, "max-per-day all 2");
	rule->everyone = true;
	rule->value = 2;
	rule = add_rule(l, MOOT_RULE_NOT_ON, MOOT_NONE, MOOT_NONE, "not-on lee Fri pm");
	rule->person = LEE;
	rule->weekday = MOOT_FRIDAY;
	rule->half = MOOT_FROM_NOON;
	add_rule(l, MOOT_RULE_NOT_ON, BETA, MOOT_NONE, "not-on beta Wed")->weekday = MOOT_WEDNESDAY;
	rule = add_rule(l, MOOT_RULE_NOT_ON, MOOT_NONE, MOOT_NONE, "not-on all");
	rule->everyone = true;
	rule->from = on(100);
	rule->to = on(110);
}

static inline struct moot_landscape *landscape_one(void)
{
	static int health[] = {2};
	static int police[] = {1};
	struct moot_landscape *l = landscape_new();
	l->policy.hours_per_year = 2000;
	l->policy.on_cost_rate = 0.25;
	l->policy.default_salary = 48000;
	l->policy.breathing_minutes = 95;
	people_one(l);
	boards_one(l);
	seats_one(l);
	static struct moot_window due;
	due = (struct moot_window){on(50), on(60)};
	l->duties[l->duty_count++] =
	    (struct moot_duty){.id = "d1", .name = "", .legal_basis = "", 0, health, 1, NULL, 0};
	l->duties[l->duty_count++] =
	    (struct moot_duty){.id = "d2", .name = "", .legal_basis = "", 3, police, 1, &due, 1};
	l->venues[l->venue_count++] = (struct moot_venue){.id = "hall", .name = "", .site = 0, .capacity = 10};
	l->venues[l->venue_count++] = (struct moot_venue){.id = "annex", .name = "", .site = 0, .capacity = 3};
	add_busy(l, &l->venues[1].busy, &l->venues[1].busy_count, at(307, 9, 0), 480, MOOT_BUSY);
	l->closures[l->closure_count++] = (struct moot_closure){on(140), "Gala"};
	rules_one(l);
	return l;
}

/* alpha and beta: Drugs 3 x (40 + 0.25 x 30 = 47.5) = 142.5, Housing 2 x 20, own 105 + 20: 307.5 minutes; o 15, prep
 * 30, travel 40; F = max(3, 2, ceil(307.5 / 165)) = 3, length 15 + 102.5 = 117.5; h = (3 x 85 + 307.5) / 60 = 9.375.
 * Council keeps 1 seat, which ann's personal one fills; Health's goes to eve, who earns more than cat. */
static inline void plan_beta(struct moot_plan *p)
{
	struct moot_plan_board *b = plan_board(p, "beta", MOOT_MERGED, MOOT_HYBRID, 3, 120, "ann");
	plan_from(b, "alpha");
	plan_from(b, "beta");
	plan_member(b, "ann", "Council", MOOT_CHAIR);
	plan_member(b, "bob", "Police", MOOT_REQUIRED);
	plan_member(b, "eve", "Health", MOOT_MEMBER);
	plan_member(b, "fay", "", MOOT_OBSERVER);
	plan_theme(b, "Drugs", 48, 3);
	plan_theme(b, "Housing", 20, 2);
	plan_theme(b, "(own business of alpha)", 35, 3);
	plan_theme(b, "(own business of beta)", 10, 2);
	b->duties[b->duty_count++] = "d1";
	/* before: alpha h (3 x 75 + 225) / 60 = 7.5 for 3 (1 senior), beta (2 x 75 + 120) / 60 = 4.5 for 4 (2 senior);
	 * hours 22.5 + 18 - 37.5; senior 7.5 + 9 - 18.75; cost 7.5 x 110 + 4.5 x 150 - 9.375 x 140 */
	b->saving = (struct moot_saving){-2.25, 3, 187.5};
}

/* gamma takes over delta: 50 + 30 + own 50 + 10 = 140 minutes; F = max(2, d2's 3, ceil(140 / 170)) = 3, length
 * 10 + 140 / 3 = 56.7; h = (3 x 30 + 140) / 60 = 23 / 6, today (2 x 30 + 100) / 60 = 8 / 3; rates 30, 15, 30. */
static inline void plan_gamma(struct moot_plan *p)
{
	struct moot_plan_board *b = plan_board(p, "gamma", MOOT_KEPT, MOOT_IN_PERSON, 3, 60, "gus");
	plan_from(b, "gamma");
	plan_member(b, "gus", "Council", MOOT_CHAIR);
	plan_member(b, "hal", "Police", MOOT_REQUIRED);
	plan_member(b, "bob", "Police", MOOT_MEMBER);
	plan_theme(b, "Drugs", 30, 1);
	plan_theme(b, "Housing", 25, 2);
	plan_theme(b, "(own business of gamma)", 25, 2);
	plan_theme(b, "(own business of delta)", 10, 1);
	b->duties[b->duty_count++] = "d2";
	b->saving = (struct moot_saving){8.0 / 3 - 23.0 / 6, 8 - 11.5, 200 - 287.5};
	p->handed_over[p->handed_over_count++] = (struct moot_hand_over){"Drugs", "delta", "gamma"};
	p->handed_over[p->handed_over_count++] = (struct moot_hand_over){"(own business of delta)", "delta", "gamma"};
}

/* east and west in common: Plan 2 x (60 + 0.25 x 20) = 130, own 70: 200 minutes; o 20 + 10, prep 25, no travel online;
 * F = max(2, ceil(200 / 150)) = 2, length 130; h = (2 x 55 + 200) / 60 = 31 / 6. Nobody loses a seat; kim chairs too.
 * Today: east (2 x 35 + 80) / 60 = 2.5 for 3 at 50, 20, 25; west (35 + 90) / 60 = 25 / 12 for 2 at 25, 10. */
static inline void plan_east(struct moot_plan *p)
{
	struct moot_plan_board *b = plan_board(p, "east", MOOT_IN_COMMON, MOOT_ONLINE, 2, 130, "ann");
	plan_from(b, "east");
	plan_from(b, "west");
	plan_member(b, "ann", "Council", MOOT_CHAIR);
	plan_member(b, "kim", "Health", MOOT_VICE_CHAIR);
	plan_member(b, "jon", "Council", MOOT_MEMBER);
	plan_member(b, "lee", "", MOOT_MEMBER);
	plan_theme(b, "Plan", 65, 2);
	plan_theme(b, "(own business of east)", 20, 2);
	plan_theme(b, "(own business of west)", 30, 1);
	b->saving = (struct moot_saving){2.5 - 31.0 / 6, 7.5 + 25.0 / 6 - 124.0 / 6, 237.5 + 875.0 / 12 - 542.5};
}

static inline void plan_totals_one(struct moot_plan *p)
{
	/* hours 22.5 + 18 + 8 + 13/6 + 7.5 + 25/6; senior 7.5 + 9 + 8/3 + 2.5; cost 825 + 675 + 200 + 48.75 + 237.5 +
	 * 875/12; Drugs (120 + 60 + 30 - 120) / 60, Housing and Plan 40 / 60 each */
	p->before = (struct moot_totals){6, 11, 19 + 8.0 / 3, 56 + 38.0 / 6, 1986.25 + 875.0 / 12, 1.5 + 80.0 / 60};
	/* hours 37.5 + 11.5 + 62/3; senior 18.75 + 23/6 + 31/6; cost 1312.5 + 287.5 + 542.5;
	 * Drugs (142.5 + 30 - 120) / 60, Housing (40 + 50 - 50) / 60, Plan (130 - 60) / 60 */
	p->after = (struct moot_totals){3, 8, 27.75, 49 + 62.0 / 3, 2142.5, 0.875 + 110.0 / 60};
	plan_person(p, "ann", true, 7.5 + 2.5, 9.375 + 31.0 / 6, 50);
	plan_person(p, "bob", false, 7.5 + 4.5 + 8.0 / 3, 9.375 + 23.0 / 6, 30);
	plan_person(p, "cat", false, 7.5, 0, 30);
	plan_person(p, "dan", true, 4.5, 0, 60);
	plan_person(p, "eve", false, 4.5, 9.375, 40);
	plan_person(p, "fay", true, 4.5, 9.375, 20);
	plan_person(p, "gus", true, 8.0 / 3, 23.0 / 6, 30);
	plan_person(p, "hal", false, 8.0 / 3 + 13.0 / 12, 23.0 / 6, 15);
	plan_person(p, "ivy", false, 13.0 / 12, 0, 30);
	plan_person(p, "jon", false, 2.5, 31.0 / 6, 20);
	plan_person(p, "kim", false, 2.5 + 25.0 / 12, 31.0 / 6, 25);
	plan_person(p, "lee", false, 25.0 / 12, 31.0 / 6, 10);
	/* beta 2.5 x 9.375 + 5 + 4.5 = 32.9375; gamma 1.5 x 23/6 + 4.5 = 10.25; east 1.75 x 31/6 + 3 = 12.0416...;
	 * overlap 10 x 2.7083...; bob over his 10 hours 9.375 + 23/6 - 10 */
	p->structure.objective = 32.9375 + 10.25 + 1.75 * 31 / 6 + 3 + 10 * (0.875 + 110.0 / 60) - 0.625 + 23.0 / 6;
	p->structure.bound = p->structure.objective;
	p->structure.gap = 0;
	p->structure.status = MOOT_SEARCH_OPTIMAL;
}

static inline void plan_year_one(struct moot_plan *p)
{
	plan_meeting(p, "u1", "beta", 1, at(60, 10, 0), 120, "hall");
	plan_meeting(p, "u2", "gamma", 1, at(60, 13, 30), 60, "annex");
	plan_clash(plan_meeting(p, "u3", "east", 1, at(85, 9, 30), 130, ""), "jon", "(not working)");
	plan_meeting(p, "u4", "beta", 2, at(186, 10, 0), 120, "hall");
	plan_clash(plan_meeting(p, "u5", "gamma", 2, at(186, 11, 0), 60, "annex"), "bob", "beta");
	plan_clash(plan_meeting(p, "u6", "east", 2, at(274, 14, 0), 130, ""), "jon", "(not working)");
	plan_clash(&p->meetings[EAST_2], "lee", "(not-on)");
	plan_meeting(p, "u7", "beta", 3, at(305, 10, 0), 120, "hall");
	plan_clash(plan_meeting(p, "u8", "gamma", 3, at(306, 13, 30), 60, "annex"), "bob", "(tentative)");
	struct moot_calendar_parts *parts = &p->calendar.parts;
	/* bob's 1 h of gamma 0.25, tentative 0.125; jon twice and lee once 0.25 x 130 / 60 */
	parts->clashes = 0.25 + 0.125 + 3 * 0.25 * 130 / 60;
	/* bob at Town on days 60, 186, 305, 306, one more than beta's 3; 140 minutes there and back, weight 0.25 */
	parts->trips = 0.25 * 140 / 60;
	parts->regularity = 1 + 0.5 + 0.5; /* gamma once off Monday and once off 13:30, east once off its start */
	/* beta 0.5 + 3.5 + 0.5 and gamma 0.5 + 3.5 + 1.5 of 122 days, east 6 + 0 of 183 */
	parts->spacing = (4.5 + 5.5) / 122 + 6.0 / 183;
	parts->dislikes = 0.5;          /* east 2 on a Friday afternoon */
	parts->moves = 2;               /* beta 2, which stands on day 200 today */
	parts->breathing = 0.25 * 0.25; /* bob, day 60, 12:00 to 13:30 */
	parts->reports = 2;             /* gamma 1 and 2, without a beta in the 30 days before */
	p->calendar.objective = 0.25 + 0.125 + 1.625 + 35.0 / 60 + 2 + 10.0 / 122 + 6.0 / 183 + 0.5 + 2 + 0.0625 + 2;
	p->calendar.bound = 9;
	p->calendar.gap = (p->calendar.objective - 9) / p->calendar.objective;
	p->calendar.status = MOOT_SEARCH_GAP;
	p->status = MOOT_SEARCH_GAP;
}

static inline struct moot_plan *plan_one(const struct moot_landscape *l)
{
	struct moot_plan *p = plan_new(l);
	plan_beta(p);
	struct moot_plan_board *delta = plan_board(p, "delta", MOOT_CLOSED, MOOT_HYBRID, 0, 0, "");
	plan_from(delta, "delta");
	delta->saving = (struct moot_saving){0, 13.0 / 6, 48.75}; /* h (25 + 40) / 60 = 13/12 for 2, at 15 and 30 */
	plan_east(p);
	plan_gamma(p);
	plan_totals_one(p);
	plan_year_one(p);
	return p;
}
