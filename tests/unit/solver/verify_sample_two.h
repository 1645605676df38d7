/*
 * The second sample, included by verify_samples.h. Money: hours_per_year 1000, so a salary of 50,000 costs 50 an hour.
 */
static inline struct moot_landscape *landscape_two(void)
{
	static const char *themes[] = {"Safety", "Parks"};
	static const char *sites[] = {"Old Mill", "Coast"};
	struct moot_landscape *l = landscape_new();
	l->policy.hours_per_year = 1000;
	l->policy.allow_agreement_merges = true;
	l->policy.over_lunch = true;
	l->policy.allow_nested_area = true;
	l->themes = themes;
	l->theme_count = 2;
	l->sites = sites;
	l->site_count = 2;
	l->links[l->link_count++] = (struct moot_link){1, 0, 50};
	add_person(l, "zoe", 100000, 1); /* 100 an hour, senior */
	add_person(l, "yan", 50000, 1);
	add_person(l, "wes", 20000, MOOT_NONE);
	add_person(l, "vic", 80000, 1)->senior = MOOT_NO;
	struct moot_person *yan = &l->people[YAN];
	add_busy(l, &yan->busy, &yan->busy_count, at(91, 11, 30), 60, MOOT_TENTATIVE);
	/* own: 160 - 60 = 100; 240 - 140 = 100; 160; 200; 300 */
	add_board(l, "one", "a", 2, 100, 20, 10, 30, MOOT_IN_PERSON)->venue_text = "Old Mill";
	add_board(l, "two", "a", 4, 60, 0, 0, 0, MOOT_HYBRID)->venue_text = " old mill ";
	add_board(l, "three", "x/y", 1, 200, 40, 20, 99, MOOT_ONLINE)->venue_text = "Coast";
	add_board(l, "four", "x", 1, 230, 30, 10, 20, MOOT_HYBRID);
	add_board(l, "five", "", 1, 300, 0, 0, 0, MOOT_IN_PERSON)->venue_text = "old mill";
	l->boards[TWO].reports_to = ONE;
	l->boards[TWO].report_days = 49;
	l->boards[THREE].reports_to = FIVE; /* with the next line, reporting goes round in a circle */
	l->boards[FIVE].reports_to = FOUR;
	l->boards[THREE].merge = MOOT_MERGE_AGREEMENT;
	add_item(l, ONE, 0, 30, 2, MOOT_NONE);
	add_item(l, TWO, 0, 15, 4, MOOT_NONE);
	add_item(l, TWO, 1, 20, 4, MOOT_NONE);
	add_member(l, ONE, ZOE, MOOT_NONE, MOOT_CHAIR, MOOT_SEAT_PERSONAL);
	add_member(l, ONE, YAN, MOOT_NONE, MOOT_MEMBER, MOOT_SEAT_PERSONAL);
	add_member(l, TWO, YAN, MOOT_NONE, MOOT_REQUIRED, MOOT_SEAT_PERSONAL);
	add_member(l, THREE, WES, MOOT_NONE, MOOT_CHAIR, MOOT_SEAT_PERSONAL);
	add_member(l, FOUR, WES, MOOT_NONE, MOOT_MEMBER, MOOT_SEAT_PERSONAL);
	add_member(l, FOUR, VIC, MOOT_NONE, MOOT_OPTIONAL, MOOT_SEAT_PERSONAL);
	add_member(l, FIVE, VIC, MOOT_NONE, MOOT_CHAIR, MOOT_SEAT_PERSONAL);
	add_rule(l, MOOT_RULE_HOST, ONE, MOOT_NONE, "host Safety one")->theme = 0;
	add_rule(l, MOOT_RULE_CHAIR, ONE, MOOT_NONE, "chair one yan")->person = YAN;
	add_rule(l, MOOT_RULE_MAX_BOARDS, MOOT_NONE, MOOT_NONE, "max-boards 4")->value = 4;
	add_rule(l, MOOT_RULE_APART, ONE, TWO, "apart one two");
	add_rule(l, MOOT_RULE_TOGETHER, THREE, FOUR, "together three four");
	add_rule(l, MOOT_RULE_KEEP, FIVE, MOOT_NONE, "keep five");
	/* Forgiven, for four has a meeting that is not scheduled. */
	add_rule(l, MOOT_RULE_PIN, THREE, MOOT_NONE, "pin three")->pin = at(200, 10, 0);
	struct moot_rule *within = add_rule(l, MOOT_RULE_WITHIN, FOUR, MOOT_NONE, "within four");
	within->from = on(0);
	within->to = on(365);
	within->value = 3;
	return l;
}

static inline void plan_boards_two(struct moot_plan *p)
{
	/* One day of 300 minutes; h 300 / 60, at 80. */
	struct moot_plan_board *five = plan_board(p, "five", MOOT_KEPT, MOOT_IN_PERSON, 1, 300, "vic");
	plan_from(five, "five");
	plan_member(five, "vic", "", MOOT_CHAIR);
	plan_theme(five, "(own business of five)", 300, 1);
	/* 360 minutes, o 40: ceil(360 / 140) = 3 of 40 + 120; h = (3 x 80 + 360) / 60 = 10 for 2 at 20 and 80; today
	 * three (60 + 160) / 60 = 11/3 for wes, four (60 + 200) / 60 = 13/3 for both */
	struct moot_plan_board *four = plan_board(p, "four", MOOT_MERGED, MOOT_HYBRID, 3, 160, "wes");
	plan_from(four, "four");
	plan_from(four, "three");
	plan_member(four, "wes", "", MOOT_CHAIR);
	plan_member(four, "vic", "", MOOT_OPTIONAL);
	plan_theme(four, "(own business of four)", 200, 1);
	plan_theme(four, "(own business of three)", 160, 1);
	four->needs_agreement = true;
	four->saving = (struct moot_saving){0, 37.0 / 3 - 20, 220.0 / 3 + 1300.0 / 3 - 1000};
	/* Safety's rows 30 x 2 and 15 x 4: 4 x 30 = 120, own 100; F = max(2, ceil(220 / 160)) = 2, length 20 + 110;
	 * h = (2 x 60 + 220) / 60 = 17/3, today (120 + 160) / 60 = 14/3, at 100 and 50 */
	struct moot_plan_board *one = plan_board(p, "one", MOOT_KEPT, MOOT_IN_PERSON, 2, 130, "yan");
	plan_from(one, "one");
	plan_member(one, "yan", "", MOOT_CHAIR);
	plan_member(one, "zoe", "", MOOT_VICE_CHAIR);
	plan_theme(one, "Safety", 30, 4);
	plan_theme(one, "(own business of one)", 50, 2);
	one->saving = (struct moot_saving){-1, -2, -150};
	/* Safety gone: 80 + own 100 over 4 meetings, 45 minutes; h 3, today 4 */
	struct moot_plan_board *two = plan_board(p, "two", MOOT_KEPT, MOOT_HYBRID, 4, 45, "");
	plan_from(two, "two");
	plan_member(two, "yan", "", MOOT_REQUIRED);
	plan_theme(two, "Parks", 20, 4);
	plan_theme(two, "(own business of two)", 25, 4);
	two->saving = (struct moot_saving){0, 1, 50};
}

static inline void plan_totals_two(struct moot_plan *p)
{
	/* hours 28/3 + 4 + 11/3 + 26/3 + 5; cost 700 + 200 + 220/3 + 1300/3 + 400; Safety 2 h less 1 */
	p->before = (struct moot_totals){5, 9, 14.0 / 3, 65.0 / 3 + 9, 1300 + 1520.0 / 3, 1};
	/* hours 34/3 + 3 + 20 + 5; cost 850 + 150 + 1000 + 400 */
	p->after = (struct moot_totals){4, 10, 17.0 / 3, 34.0 / 3 + 28, 2400, 1};
	plan_person(p, "vic", false, 13.0 / 3 + 5, 15, 80);
	plan_person(p, "wes", false, 8, 10, 20);
	plan_person(p, "yan", false, 14.0 / 3 + 4, 17.0 / 3 + 3, 50);
	plan_person(p, "zoe", true, 14.0 / 3, 17.0 / 3, 100);
	/* one 1.25 x 17/3 + 3, two 0.75 + 6, four 5 + 5 + 4.5, five 1.25 + 1.5; overlap 10 */
	p->structure.objective = 1.25 * 17 / 3 + 3 + 6.75 + 14.5 + 2.75 + 10;
	p->structure.bound = 40;
	p->structure.gap = (p->structure.objective - 40) / p->structure.objective;
	p->structure.status = MOOT_SEARCH_GAP;
}

static inline void plan_year_two(struct moot_plan *p)
{
	plan_meeting(p, "v1", "two", 1, at(42, 10, 0), 45, " old mill ");
	plan_meeting(p, "v2", "four", 1, at(60, 13, 30), 160, "Coast");
	plan_clash(plan_meeting(p, "v3", "one", 1, at(91, 9, 30), 130, "Old Mill"), "yan", "(tentative)");
	plan_meeting(p, "v4", "two", 2, at(133, 10, 0), 45, " old mill ");
	plan_meeting(p, "v5", "five", 1, at(182, 10, 0), 300, "old mill"); /* longer than 210 minutes: over lunch */
	plan_meeting(p, "v6", "two", 3, at(231, 10, 0), 45, " old mill ");
	plan_meeting(p, "v7", "one", 2, at(273, 9, 30), 130, "Old Mill");
	plan_meeting(p, "v8", "four", 3, at(305, 13, 30), 160, "Coast");
	plan_meeting(p, "v9", "two", 4, at(322, 10, 0), 45, " old mill ");
	p->unscheduled[p->unscheduled_count++] = (struct moot_unscheduled){"four", 2, "no day is left"};
	struct moot_calendar_parts *parts = &p->calendar.parts;
	parts->clashes = 0.25 * 130 / 60 / 2; /* yan is needed and tentatively busy: a half */
	/* yan, base Coast: 6 days at the mill, two has 4; 100 minutes there and back, weight 0.25 */
	parts->trips = 0.25 * 2 * 100 / 60;
	/* one 0 + 1 of 183 days; two 3.25 + 3.75 + 2.75 + 2.25 of 91.5; four 0.5 + 0.5 of 122; five 0.5 of 366 */
	parts->spacing = 1.0 / 183 + 12 / 91.5 + 1.0 / 122 + 0.5 / 366;
	p->calendar.objective = parts->clashes + parts->trips + parts->spacing;
	p->calendar.bound = -INFINITY;
	p->calendar.gap = NAN; /* whether one unscheduled is the fewest is unproven */
	p->calendar.status = MOOT_SEARCH_GAP;
	p->status = MOOT_SEARCH_GAP;
}

static inline struct moot_plan *plan_two(const struct moot_landscape *l)
{
	struct moot_plan *p = plan_new(l);
	plan_boards_two(p);
	plan_totals_two(p);
	plan_year_two(p);
	return p;
}
