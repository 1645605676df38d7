/*
 * Mutants of the calendar: each moves, drops or mislabels one thing of a valid year (or adds one fact or rule that it
 * breaks), and the verifier must name it. A line is as in test_verify_structure.c.
 */
#include "verify_samples.h"

static void move(struct moot_meeting *m, moot_minute start)
{
	m->end = start + (m->end - m->start);
	m->start = start;
}

static void drop(struct moot_plan *p, int meeting)
{
	memmove(&p->meetings[meeting], &p->meetings[meeting + 1],
		(p->meeting_count - (size_t)meeting - 1) * sizeof *p->meetings);
	p->meeting_count--;
}

static struct moot_rule *not_on(struct moot_landscape *l, int person, int weekday, enum moot_half half)
{
	struct moot_rule *rule = add_rule(l, MOOT_RULE_NOT_ON, MOOT_NONE, MOOT_NONE, "not-on more");
	rule->person = person;
	rule->weekday = weekday;
	rule->half = half;
	return rule;
}

static void busy(struct moot_landscape *l, int person, moot_minute start, enum moot_busy_kind kind)
{
	struct moot_person *who = &l->people[person];
	add_busy(l, &who->busy, &who->busy_count, start, 30, kind);
}

#define NUMBERS(X)                                                                                                     \
	X(1, meeting_lost, "meeting 2 of gamma is neither", drop(p, GAMMA_2))                                          \
	X(1, last_lost, "meeting 3 of beta is neither", drop(p, BETA_3))                                               \
	X(2, unscheduled_lost, "meeting 2 of four is neither", p->unscheduled_count = 0)                               \
	X(1, number_twice, "meeting 1 of gamma is listed twice", p->meetings[GAMMA_2].number = 1)                      \
	X(2, both, "meeting 1 of four is listed twice", p->unscheduled[0].number = 1)                                  \
	X(1, number_high, "meeting 4 of beta: the board has meetings 1 to 3", p->meetings[BETA_3].number = 4)          \
	X(1, number_zero, "meeting 0 of beta", p->meetings[BETA_1].number = 0)                                         \
	X(1, board_unknown, "no such board", p->meetings[BETA_1].board = "omega")                                      \
	X(1, board_swallowed, "no such board", p->meetings[BETA_1].board = "alpha")                                    \
	X(1, board_closed, "the board is closed", p->meetings[BETA_1].board = "delta")                                 \
	X(2, unscheduled_unknown, "no such board", p->unscheduled[0].board = "omega")                                  \
	X(1, uid_twice, "uid u1 of another", p->meetings[BETA_2].uid = "u1")                                           \
	X(1, uid_none, "has no uid", p->meetings[BETA_2].uid = "")                                                     \
	X(1, longer, "lasts 150 minutes, not 120", p->meetings[BETA_1].end += 30)                                      \
	X(1, backwards, "but its end is", p->meetings[BETA_1].end = p->meetings[BETA_1].start - 1)                     \
	X(1, far, "outside the planning year", p->meetings[BETA_1].start = INT64_MIN)                                  \
	X(1, after_year, "outside the planning year", move(&p->meetings[BETA_3], at(366, 10, 0)))                      \
	X(1, before_year, "outside the planning year", move(&p->meetings[BETA_1], at(0, 0, 0) - 1))

#define SLOTS(X)                                                                                                       \
	X(1, window_early, "beta at 2027-07-01T10:00 is outside its part", move(&p->meetings[BETA_2], at(91, 10, 0)))  \
	X(1, window_late, "outside its part", move(&p->meetings[BETA_1], at(152, 10, 0)))                              \
	X(1, grid, "on the grid", move(&p->meetings[BETA_1], at(60, 9, 45)))                                           \
	X(1, early, "office hours", move(&p->meetings[BETA_1], at(60, 8, 30)))                                         \
	X(1, late, "office hours", move(&p->meetings[BETA_1], at(60, 15, 30)))                                         \
	X(1, lunch, "runs into lunch", move(&p->meetings[BETA_1], at(60, 11, 0)))                                      \
	X(2, lunch_long, "runs into lunch", l->policy.lunch = (struct moot_span){870, 875})                            \
	X(2, lunch_never, "runs into lunch", l->policy.over_lunch = false)                                             \
	X(1, unpinned, "on the grid", move(&p->meetings[GAMMA_3], at(306, 13, 31)))                                    \
	X(1, closure, "falls on a closure: Gala", l->closures[0].day = on(60))                                         \
	X(1, board_not_on, "breaks rule \"not-on beta Wed\"", move(&p->meetings[BETA_1], at(62, 10, 0)))               \
	X(1, all_not_on, "breaks rule \"not-on all\"", move(&p->meetings[EAST_1], at(106, 9, 30)))                     \
	X(1, rule_of_part, "breaks rule \"not-on alpha\"",                                                             \
	  add_rule(l, MOOT_RULE_NOT_ON, ALPHA, MOOT_NONE, "not-on alpha")->weekday = MOOT_MONDAY)                      \
	X(1, half_day, "breaks rule \"not-on more\"", not_on(l, MOOT_NONE, MOOT_MONDAY, MOOT_FROM_NOON)->everyone = 1) \
	X(1, spacing, "spacing asks for 61", move(&p->meetings[BETA_1], at(130, 10, 0)))                               \
	X(1, order, "not in order", move(&p->meetings[BETA_1], at(186, 13, 30)))                                       \
	X(1, notice, "notice asks for 130", l->policy.notice_days = 130)

#define PLACES(X)                                                                                                      \
	X(1, venue_unknown, "not a venue", p->meetings[BETA_1].venue = "attic")                                        \
	X(1, venue_none, "not a venue", p->meetings[BETA_1].venue = "")                                                \
	X(1, venue_other, "but the board's is annex", p->meetings[GAMMA_1].venue = "hall")                             \
	X(1, venue_small, "too few for 4", p->meetings[BETA_1].venue = "annex")                                        \
	X(1, venue_outgrown, "holds 2, too few for 3", l->venues[1].capacity = 2)                                      \
	X(1, venue_busy, "venue annex is busy", l->venues[1].busy[0].start = at(306, 14, 0))                           \
	X(1, venue_online, "is online, but has venue hall", p->meetings[EAST_1].venue = "hall")                        \
	X(1, venue_double, "venue hall holds", l->boards[GAMMA].venue = 0; p->meetings[GAMMA_2].venue = "hall")        \
	X(2, venue_text, "but the board's is \"Coast\"", p->meetings[FOUR_1].venue = "Old Mill")                       \
	X(2, venue_text_none, "but the board's is", p->meetings[ONE_1].venue = "")

#define PEOPLE(X)                                                                                                      \
	X(1, chair_twice, "ann is needed by", move(&p->meetings[EAST_1], at(60, 9, 30)))                               \
	X(1, required_twice, "bob is needed by", p->boards[P_GAMMA].members[2].role = MOOT_REQUIRED)                   \
	X(2, by_travel, "vic is needed by", move(&p->meetings[FIVE_1], at(305, 8, 30));                                \
	  l->members[5].role = p->boards[P_FOUR].members[1].role = MOOT_REQUIRED)                                      \
	X(1, chair_busy, "needs ann, who is busy", busy(l, ANN, at(60, 11, 30), MOOT_BUSY))                            \
	X(1, chair_out, "needs ann, who is busy", busy(l, ANN, at(60, 10, 30), MOOT_OUT))                              \
	X(1, chair_off, "needs ann, who is not working", l->people[ANN].days = 0x1e)                                   \
	X(1, chair_not_on, "needs ann, who is not-on", not_on(l, ANN, MOOT_MONDAY, MOOT_BEFORE_NOON))                  \
	X(1, duty_seat_busy, "needs eve, who is busy", busy(l, EVE, at(60, 11, 30), MOOT_BUSY))                        \
	X(1, duty_strongest, "bob is needed by", l->members[8].role = MOOT_MEMBER;                                     \
	  p->boards[P_GAMMA].members[1].role = MOOT_MEMBER)                                                            \
	X(1, quorum, "has 2 free members, less than the quorum 3", l->boards[GAMMA].quorum = 7)                        \
	X(1, max_per_day, "bob attends 2 meetings on 2027-05-31", l->rules[4].value = 1)                               \
	X(1, max_per_day_of_one, "bob attends 2 meetings", l->rules[4].everyone = false; l->rules[4].person = BOB;     \
	  l->rules[4].value = 1)                                                                                       \
	X(1, clash_unrecorded, "records the clash of bob", p->meetings[GAMMA_2].clash_count = 0)                       \
	X(1, clash_invented, "is not there", plan_clash(&p->meetings[BETA_3], "eve", "(busy)"))                        \
	X(1, clash_invented_board, "is not there", plan_clash(&p->meetings[BETA_3], "bob", "gamma"))                   \
	X(1, clash_of_stranger, "is not there", plan_clash(&p->meetings[BETA_2], "gus", "gamma"))                      \
	X(1, clash_of_nobody, "is not there", plan_clash(&p->meetings[BETA_2], "nil", "gamma"))                        \
	X(1, clash_twice, "twice", plan_clash(&p->meetings[GAMMA_2], "bob", "beta"))                                   \
	X(1, clash_mislabelled, "is not there", p->meetings[EAST_1].clashes[0].with = "(busy)")                        \
	X(1, busy_unrecorded, "does not record the clash of jon", p->meetings[EAST_1].clash_count = 0)                 \
	X(1, tentative_unrecorded, "tentative clash of bob", p->meetings[GAMMA_3].clash_count = 0)                     \
	X(2, tentative_needed, "tentative clash of yan", p->meetings[ONE_1].clash_count = 0)

#define COUNTED(X)                                                                                                     \
	X(1, within, "rule \"within alpha\" is broken", l->rules[2].value = 2)                                         \
	X(1, within_days, "rule \"within alpha\" is broken", l->rules[2].to = on(59))                                  \
	X(2, within_forgiven_once, "rule \"within four\"", l->rules[7].to = on(100))                                   \
	X(1, pin, "no meeting at the pin 2028-02-01T14:00", l->rules[1].pin = at(306, 14, 0))                          \
	X(1, before, "rule \"before east beta 30\"", l->rules[3].value = 31)                                           \
	X(1, before_first, "comes before meeting 2 of beta", move(&p->meetings[EAST_1], at(60, 9, 0)))                 \
	X(1, due, "gamma has no meeting when duty d2 is due, by 2027-05-30", l->duties[1].due[0].to = on(59))

#define SOFT(X)                                                                                                        \
	X(1, part_clashes, "part clashes", p->calendar.parts.clashes += 0.01)                                          \
	X(1, part_trips, "part trips", p->calendar.parts.trips = 0)                                                    \
	X(1, part_regularity, "part regularity", p->calendar.parts.regularity = NAN)                                   \
	X(1, part_spacing, "part spacing", p->calendar.parts.spacing *= 1.001)                                         \
	X(1, part_dislikes, "part dislikes", p->calendar.parts.dislikes = 1)                                           \
	X(1, part_moves, "part moves", p->calendar.parts.moves = 0)                                                    \
	X(1, part_breathing, "part breathing", p->calendar.parts.breathing = 0)                                        \
	X(1, part_crowding, "part crowding", p->calendar.parts.crowding = 1)                                           \
	X(1, crowded, "part crowding", l->policy.crowded_meetings = 1)                                                 \
	X(1, liked, "part dislikes", l->policy.liked = "Mon|09:00-10:00")                                              \
	X(1, part_reports, "part reports", p->calendar.parts.reports = 1)                                              \
	X(1, clash_pair, "part clashes", l->people[BOB].senior = MOOT_YES)                                             \
	X(1, optional_quarter, "part clashes is 2 hours, not 1.1875", l->members[13].role = MOOT_OPTIONAL;             \
	  p->boards[P_EAST].members[2].role = MOOT_OPTIONAL)                                                           \
	X(1, trips_further, "part trips", l->links[1].minutes = 31)                                                    \
	X(1, trips_unknown_path, "part trips is 0.583333333 hours, not 0.125", l->link_count = 0)                      \
	X(1, off_weekday, "part regularity is 2 hours, not 3", move(&p->meetings[BETA_3], at(306, 10, 0)))             \
	X(1, off_start, "part regularity is 2 hours, not 2.5", move(&p->meetings[BETA_3], at(305, 9, 30)))             \
	X(1, off_centre, "part spacing", move(&p->meetings[BETA_3], at(298, 10, 0)))                                   \
	X(1, disliked, "part dislikes", l->policy.disliked = "08:00-09:00 | Tue|13:30-13:31")                          \
	X(1, moved, "part moves is 2 hours, not 4", l->boards[BETA].today[0].start += 30)                              \
	X(1, moved_back, "part moves is 2 hours, not 0", l->boards[BETA].today[2].start = at(186, 10, 0))              \
	X(1, breathed, "part breathing", l->policy.breathing_minutes = 90)                                             \
	X(1, reported, "part reports is 2 hours, not 3", l->boards[ALPHA].report_days = 0)                             \
	X(2, report_stale, "part reports is 0 hours, not 1", l->boards[TWO].report_days = 48)                          \
	X(2, report_circle, "part reports is 0 hours, not 1", l->boards[FIVE].reports_to = MOOT_NONE)                  \
	X(1, objective, "objective of the calendar", p->calendar.objective += 0.001)                                   \
	X(1, objective_huge, "objective of the calendar", p->calendar.objective = 1e300)                               \
	X(1, bound_above, "above its objective", p->calendar.bound = 9.5)                                              \
	X(1, gap, "gap of the calendar", p->calendar.gap = 0.01)                                                       \
	X(1, gap_null, "gap of the calendar is null", p->calendar.gap = NAN)                                           \
	X(1, status, "status of the calendar", p->calendar.status = MOOT_SEARCH_OPTIMAL)                               \
	X(2, status_null, "status of the calendar", p->calendar.status = MOOT_SEARCH_OPTIMAL)                          \
	X(1, plan_status, "status of the plan is gap, not stopped", p->calendar.status = MOOT_SEARCH_STOPPED)

#define ALL(X) NUMBERS(X) SLOTS(X) PLACES(X) PEOPLE(X) COUNTED(X) SOFT(X)

/* clang-format off */
ALL(MUTANT_FUNCTION)
static const struct mutant MUTANTS[] = {ALL(MUTANT_ROW)};
/* clang-format on */

Test(verify_calendar, catches_every_mutant)
{
	check_mutants(MUTANTS, sizeof MUTANTS / sizeof *MUTANTS, sample);
}
