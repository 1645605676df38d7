/*
 * Mutants of the structure: each changes one thing of a valid plan (or adds one rule that it breaks), and the verifier
 * must name it. A line is: which sample, a name, a word of the expected fault, the change.
 */
#include "verify_samples.h"

/* One entry on a person's list. */
static void give_list(struct moot_plan *p, int person, const char *board, const char *stands_in_for)
{
	struct moot_plan_seat *seat = room(p->arena, 1, sizeof *seat);
	*seat = (struct moot_plan_seat){board, MOOT_ATTEND, stands_in_for, "because"};
	p->people[person].seats = seat;
	p->people[person].seat_count = 1;
}

#define HEADER(X)                                                                                                      \
	X(1, landscape, "landscape \"other\"", p->landscape = "other")                                                 \
	X(1, timezone, "timezone", p->timezone = "Europe/Paris")                                                       \
	X(1, start, "start", p->start++)                                                                               \
	X(1, end, "end", p->end = INT32_MAX)                                                                           \
	X(1, sha, "boards.csv has changed", p->inputs[0].sha256[3] = 'b')                                              \
	X(1, input_lost, "input boards.csv is not among the plan's", p->input_count = 0)                               \
	X(1, input_unknown, "input x.csv of the plan is not here", p->inputs[0].file = "x.csv";                        \
	  p->inputs[0].sha256[0] = 'b')                                                                                \
	X(1, assumption, "the plan assumes max_merge to be \"9\", not \"6\"", p->assumptions[0].key = "max_merge";     \
	  p->assumptions[0].value = "9"; p->assumption_count = 1)                                                      \
	X(1, list_short, "the list of bob does not hold board gamma once", give_list(p, BOB, "beta", ""))              \
	X(1, list_foreign, "the list of ann says otherwise of board gamma", give_list(p, ANN, "gamma", "bob"))         \
	X(1, plan_status, "status of the plan", p->status = MOOT_SEARCH_OPTIMAL)                                       \
	X(1, scope, "scope", p->structure.scope = "all")                                                               \
	X(1, scope_off, "no theme may be handed over", p->structure.scope = "partition+handover";                      \
	  l->policy.hand_over = false)                                                                                 \
	X(1, bound_above, "above its objective", p->structure.bound += 1)                                              \
	X(1, bound_nan, "bound", p->structure.bound = NAN)                                                             \
	X(1, objective_off, "objective of the structure", p->structure.objective *= 1.00001)                           \
	X(1, objective_nan, "objective of the structure", p->structure.objective = NAN)                                \
	X(1, gap_wrong, "gap of the structure", p->structure.gap = 0.1)                                                \
	X(2, gap_claims, "gap of the structure is 0", p->structure.gap = 0)                                            \
	X(2, gap_null, "gap of the structure is null", p->structure.gap = NAN)                                         \
	X(1, not_optimal, "status of the structure", p->structure.status = MOOT_SEARCH_GAP)                            \
	X(2, optimal_with_gap, "status of the structure", p->structure.status = MOOT_SEARCH_OPTIMAL)                   \
	X(1, meetings_without, "no calendar", p->has_calendar = false)

#define PARTITION(X)                                                                                                   \
	X(1, from_unknown, "not a board of the landscape", p->boards[P_BETA].from[0] = "omega")                        \
	X(1, from_missing, "board alpha is missing", p->boards[P_BETA].from_count = 0)                                 \
	X(1, from_twice, "already stands in", p->boards[P_GAMMA].from[p->boards[P_GAMMA].from_count++] = "alpha")      \
	X(1, board_dropped, "board gamma is missing", p->board_count--)                                                \
	X(1, id_twice, "listed twice", p->boards[P_GAMMA].id = "beta")                                                 \
	X(1, id_of_smaller, "must have the id beta", p->boards[P_BETA].id = "alpha")                                   \
	X(1, id_tie, "must have the id", l->boards[BETA].id = "zeta"; p->boards[P_BETA].from[1] = "zeta")              \
	X(1, name_changed, "has the name", p->boards[P_GAMMA].name = "Gamma II")                                       \
	X(1, fate_kept, "is kept by the plan, but merged", p->boards[P_BETA].fate = MOOT_KEPT)                         \
	X(1, fate_common, "but in-common", p->boards[P_EAST].fate = MOOT_MERGED)                                       \
	X(1, not_closed, "is kept by the plan, but closed", p->boards[P_DELTA].fate = MOOT_KEPT)                       \
	X(1, close_unruled, "is closed by the plan, but kept", l->rules[0].kind = MOOT_RULE_KEEP;                      \
	  l->policy.hand_over = false)                                                                                 \
	X(1, close_named, "board delta closes though rule", l->rules[0].kind = MOOT_RULE_KEEP)                         \
	X(1, closed_members, "closed board delta still has 1 members", plan_member(&p->boards[P_DELTA], "hal", "", 3)) \
	X(1, closed_meets, "closed board delta still has 2 meetings", p->boards[P_DELTA].meetings_per_year = 2)        \
	X(1, closed_themes, "closed board delta still has 1 themes", plan_theme(&p->boards[P_DELTA], "Drugs", 30, 1))  \
	X(1, closed_duty, "closed board delta still has 1 duties", p->boards[P_DELTA].duties[0] = "d2";                \
	  p->boards[P_DELTA].duty_count = 1)                                                                           \
	X(1, closed_chair, "closed board delta still has chair", p->boards[P_DELTA].chair = "hal")                     \
	X(1, closed_merged, "together with others", p->boards[P_GAMMA].from[1] = "delta";                              \
	  p->boards[P_GAMMA].from_count = 2; p->boards[P_DELTA].from_count = 0)

#define CARRIERS(X)                                                                                                    \
	X(1, gift_lost, "handed over to no board", p->handed_over_count--)                                             \
	X(1, gift_lost_theme, "\"Drugs\" of closed board delta is handed over to no", p->handed_over[0].theme = "x")   \
	X(1, gift_invented, "no closed board with that theme", p->handed_over[0].theme = "Plan")                       \
	X(1, gift_from_open, "no closed board", p->handed_over[0].from = "alpha")                                      \
	X(1, gift_to_unknown, "does not keep", p->handed_over[0].to = "omega")                                         \
	X(1, gift_to_closed, "does not keep", p->handed_over[0].to = "delta")                                          \
	X(1, gift_twice, "handed over twice", p->handed_over[2] = p->handed_over[0]; p->handed_over_count = 3)         \
	X(1, gift_elsewhere, "theme \"Drugs\" is on no agenda", p->handed_over[0].to = "beta")                         \
	X(1, gift_area, "whose area \"north\" does not fit", p->handed_over[1].to = "east")                            \
	X(1, gift_duty_seat, "takes over duty d2 of closed board delta without Police", p->handed_over[0].to = "east") \
	X(1, gift_minutes, "gamma meets for 60 minutes, not for 65", l->items[4].minutes = 55)                         \
	X(1, gift_min_per_year, "gamma has 3 meetings a year, not 5", l->duties[1].min_per_year = 5)

#define LAW(X)                                                                                                         \
	X(1, never, "may never merge", l->boards[ALPHA].merge = MOOT_MERGE_NEVER)                                      \
	X(1, agreement, "policy does not allow", l->boards[ALPHA].merge = MOOT_MERGE_AGREEMENT)                        \
	X(2, flag_missing, "to need no agreement", p->boards[P_FOUR].needs_agreement = false)                          \
	X(1, flag_wrong, "to need agreement", p->boards[P_BETA].needs_agreement = true)                                \
	X(2, flag_alone, "to need agreement", p->boards[P_FIVE].needs_agreement = true)                                \
	X(2, nested, "do not fit", l->policy.allow_nested_area = false)                                                \
	X(2, areas, "do not fit", l->boards[FOUR].area = "x/yy")                                                       \
	X(1, scrutiny, "which scrutinises", l->boards[ALPHA].kind = "Overview and Scrutiny")                           \
	X(1, scrutiny_word, "which scrutinises", l->boards[BETA].kind = "Audit";                                       \
	  l->policy.scrutiny_words = "x| AUDIT ")                                                                      \
	X(1, scrutiny_gift, "one of the two scrutinises", l->boards[DELTA].kind = "police and crime PANEL")            \
	X(1, max_merge, "max_merge", l->policy.max_merge = 1)                                                          \
	X(1, max_members, "more than max_members 3", l->policy.max_members = 3)                                        \
	X(1, apart, "rule \"apart\" is broken", add_rule(l, MOOT_RULE_APART, BETA, ALPHA, "apart"))                    \
	X(1, together, "rule \"together\" is broken", add_rule(l, MOOT_RULE_TOGETHER, BETA, GAMMA, "together"))        \
	X(1, keep, "rule \"keep\" is broken", add_rule(l, MOOT_RULE_KEEP, WEST, MOOT_NONE, "keep"))                    \
	X(2, max_boards, "rule \"max-boards 4\" is broken", l->rules[2].value = 3)                                     \
	X(1, as_they_are, "left as they are", p->assumptions[0].key = "calendar_only";                                 \
	  p->assumptions[0].value = "yes"; p->assumption_count = 1)                                                    \
	X(2, host_twice, "claims an agenda row", add_rule(l, MOOT_RULE_HOST, TWO, MOOT_NONE, "host")->theme = 0)       \
	X(1, host_closed, "which is to be closed", add_rule(l, MOOT_RULE_HOST, DELTA, MOOT_NONE, "host")->theme = 0)   \
	X(2, host_unheeded, "theme \"Safety\"", l->rules[0].kind = MOOT_RULE_MAX_PER_DAY; l->rules[0].value = 9)       \
	X(1, host_duty, "theme \"Drugs\"", add_rule(l, MOOT_RULE_HOST, GAMMA, MOOT_NONE, "host")->duty = 0)            \
	X(2, standing, "leaves nothing of max_minutes", l->policy.max_minutes = 40)

#define MEMBERS(X)                                                                                                     \
	X(1, member_unknown, "not a person", p->boards[P_BETA].members[2].person = "nil")                              \
	X(1, member_released, "keeps no seat", p->boards[P_BETA].members[2].person = "cat")                            \
	X(1, member_missing, "member fay is missing", p->boards[P_BETA].member_count--)                                \
	X(1, member_twice, "listed twice", plan_member(&p->boards[P_EAST], "lee", "", MOOT_MEMBER))                    \
	X(1, role, "eve has role optional, not member", p->boards[P_BETA].members[2].role = MOOT_OPTIONAL)             \
	X(1, two_chairs, "kim has role chair, not vice-chair", p->boards[P_EAST].members[1].role = MOOT_CHAIR)         \
	X(1, organisation, "for organisation \"Health\"", p->boards[P_BETA].members[1].organisation = "Health")        \
	X(1, chair, "chaired by \"bob\", not by \"ann\"", p->boards[P_BETA].chair = "bob")                             \
	X(1, chair_none, "chaired by \"\"", p->boards[P_GAMMA].chair = "")                                             \
	X(2, chair_unruled, "chaired by \"yan\", not by \"zoe\"", l->rules[1].kind = MOOT_RULE_MAX_PER_DAY;            \
	  l->rules[1].value = 9)                                                                                       \
	X(2, chair_two_rules, "another rule names yan",                                                                \
	  add_rule(l, MOOT_RULE_CHAIR, ONE, MOOT_NONE, "chair")->person = ZOE)                                         \
	X(1, chair_unseated, "no seat on it", add_rule(l, MOOT_RULE_CHAIR, BETA, MOOT_NONE, "chair")->person = GUS)    \
	X(1, ruled_is_strongest, "member dan is missing", l->members[0].organisation = 1;                              \
	  add_rule(l, MOOT_RULE_CHAIR, BETA, MOOT_NONE, "chair")->person = DAN)                                        \
	X(1, salary_decides, "member cat is missing", l->people[CAT].salary = 64001)                                   \
	X(1, id_decides, "member cat is missing", l->people[CAT].salary = 64000)                                       \
	X(1, personal_stays, "member cat is missing", l->members[2].seat = MOOT_SEAT_PERSONAL)                         \
	X(1, deputy_unnamed, "whom members.csv does not name", p->boards[P_BETA].members[3].deputy = "lee")            \
	X(1, deputy_needless, "no max_hours", p->boards[P_BETA].members[3].attendance = MOOT_PAPERS)                   \
	X(1, chair_away, "must attend as chair", p->boards[P_GAMMA].members[0].attendance = MOOT_PAPERS)               \
	X(1, deputy_none, "has none", p->boards[P_GAMMA].members[2].attendance = MOOT_DEPUTY)                          \
	X(1, duty_away, "nobody of Health attends", l->people[EVE].max_hours = 1;                                      \
	  p->boards[P_BETA].members[2].attendance = MOOT_PAPERS)                                                       \
	X(1, quorum_away, "less than the quorum 3", l->boards[GAMMA].quorum = 9;                                       \
	  p->boards[P_GAMMA].members[2].attendance = MOOT_PAPERS)                                                      \
	X(1, duty_seat_lost, "has lost its organisation Health", p->boards[P_BETA].members[2].person = "kim")

#define FIGURES(X)                                                                                                     \
	X(1, mode, "has mode online, not hybrid", p->boards[P_BETA].mode = MOOT_ONLINE)                                \
	X(1, mode_in_person, "not in-person", l->boards[ALPHA].mode = MOOT_IN_PERSON)                                  \
	X(1, meetings, "beta has 4 meetings a year, not 3", p->boards[P_BETA].meetings_per_year = 4)                   \
	X(1, board_min_per_year, "not 4", l->boards[ALPHA].min_per_year = 4)                                           \
	X(1, max_minutes, "beta has 3 meetings a year, not 4", l->policy.max_minutes = 117)                            \
	X(1, minutes, "meets for 115 minutes, not for 120", p->boards[P_BETA].minutes = 115)                           \
	X(1, minutes_unrounded, "meets for 118 minutes", p->boards[P_BETA].minutes = 118)                              \
	X(1, theme_minutes, "takes 49 minutes", p->boards[P_BETA].themes[0].minutes = 49)                              \
	X(1, theme_per_year, "comes 2 times", p->boards[P_BETA].themes[0].per_year = 2)                                \
	X(1, theme_missing, "\"(own business of beta)\" is missing", p->boards[P_BETA].theme_count--)                  \
	X(1, theme_unknown, "theme \"Fish\" is on no agenda", p->boards[P_BETA].themes[1].theme = "Fish")              \
	X(1, theme_twice, "\"Drugs\" is listed twice", p->boards[P_BETA].themes[1] = p->boards[P_BETA].themes[0])      \
	X(1, own_foreign, "is on no agenda", p->boards[P_BETA].themes[3].theme = "(own business of gamma)")            \
	X(1, duty_missing, "duty d1 is missing", p->boards[P_BETA].duty_count = 0)                                     \
	X(1, duty_foreign, "duty d2 stands on no agenda", p->boards[P_BETA].duties[0] = "d2")                          \
	X(1, duty_twice, "duty d1 is listed twice", p->boards[P_BETA].duties[1] = "d1";                                \
	  p->boards[P_BETA].duty_count = 2)                                                                            \
	X(1, residual, "theme \"Drugs\"", l->policy.overlap_residual = 0)                                              \
	X(2, rule_moves_minutes, "two meets for 45 minutes, not for 75", l->rules[0].boards[0] = TWO)

#define MONEY(X)                                                                                                       \
	X(1, before_boards, "boards of the totals before", p->before.boards = 5)                                       \
	X(1, before_meetings, "meetings of the totals before", p->before.meetings++)                                   \
	X(1, before_hours, "hours of the totals before", p->before.hours += 0.001)                                     \
	X(1, before_senior, "senior_hours of the totals before", p->before.senior_hours = -1)                          \
	X(1, before_cost, "cost of the totals before", p->before.cost = INFINITY)                                      \
	X(1, before_duplicated, "duplicated_agenda_hours of the totals before", p->before.duplicated_agenda_hours = 0) \
	X(1, after_boards, "boards of the totals after", p->after.boards = 4)                                          \
	X(1, after_meetings, "meetings of the totals after", p->after.meetings = 0)                                    \
	X(1, after_hours, "hours of the totals after", p->after.hours = NAN)                                           \
	X(1, after_senior, "senior_hours of the totals after", p->after.senior_hours = 0)                              \
	X(1, after_cost, "cost of the totals after", p->after.cost -= 1)                                               \
	X(1, after_duplicated, "duplicated_agenda_hours of the totals after", p->after.duplicated_agenda_hours *= 2)   \
	X(1, saving_hours, "the saving in hours of beta", p->boards[P_BETA].saving.hours = 4)                          \
	X(1, saving_senior, "the saving in senior hours of gamma", p->boards[P_GAMMA].saving.senior_hours = 0)         \
	X(1, saving_cost, "the saving in cost of delta", p->boards[P_DELTA].saving.cost = 1e300)                       \
	X(1, saving_sum, "do not sum up", p->boards[P_EAST].saving.hours = 0)                                          \
	X(1, person_hours, "hours_after of bob", p->people[BOB].hours_after = 9)                                       \
	X(1, person_before, "hours_before of ann", p->people[ANN].hours_before = 9)                                    \
	X(1, person_cost, "cost_after of ann", p->people[ANN].cost_after = 9)                                          \
	X(1, person_cost_before, "cost_before of lee", p->people[LEE].cost_before = 9)                                 \
	X(1, person_senior, "person gus is not senior by the plan", p->people[GUS].senior = false)                     \
	X(1, person_missing, "person lee is missing", p->person_count--)                                               \
	X(1, person_twice, "listed twice", p->people[LEE].person = "kim")                                              \
	X(1, person_unknown, "but unknown", p->people[LEE].person = "nil")                                             \
	X(1, over_price, "objective of the structure", l->people[BOB].max_hours = 11)                                  \
	X(1, support, "objective of the structure", l->policy.support_hours = 7)                                       \
	X(1, penalty, "objective of the structure", l->policy.merge_penalty = 6)                                       \
	X(1, overlap, "objective of the structure", l->policy.overlap_weight = 11)                                     \
	X(1, weight, "objective of the structure", l->policy.other_weight = 0.3)                                       \
	X(1, travel, "hours of the totals after", l->boards[BETA].travel_minutes = 41)                                 \
	X(1, prep, "hours of the totals after", l->boards[ALPHA].prep_minutes = 31)

#define ALL(X) HEADER(X) PARTITION(X) CARRIERS(X) LAW(X) MEMBERS(X) FIGURES(X) MONEY(X)

/* clang-format off */
ALL(MUTANT_FUNCTION)
static const struct mutant MUTANTS[] = {ALL(MUTANT_ROW)};
/* clang-format on */

Test(verify_structure, catches_every_mutant)
{
	check_mutants(MUTANTS, sizeof MUTANTS / sizeof *MUTANTS, sample);
}
