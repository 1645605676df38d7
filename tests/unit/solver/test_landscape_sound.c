/*
 * moot_landscape_finish() refuses what the solver could not hold: each number and each reference, at its bound and one
 * past it. The landscape has two of everything, so that the first and the last of each list are both reached.
 */
#include <math.h>
#include <tests/made.h>

static struct moot_landscape *two_of_everything(void)
{
	static const char *sites[] = {"here", "there"};
	static int organisations[2][2] = {{0, 1}, {1, 0}};
	struct moot_landscape *l = made_new();
	l->sites = sites;
	l->site_count = 2;
	l->venues = moot_arena_array(l->arena, 2, sizeof *l->venues);
	l->links = moot_arena_array(l->arena, 2, sizeof *l->links);
	cr_assert(l->venues && l->links);
	for (int i = 0; i < 2; i++) {
		made_organisation(l, i == 0 ? "Police" : "Council");
		made_board(l, i == 0 ? "a" : "b")->venue = i;
		made_person(l, i == 0 ? "p" : "q")->base = i;
		l->venues[l->venue_count++] = (struct moot_venue){.id = i == 0 ? "v" : "w", .name = "", .site = i};
		l->links[l->link_count++] = (struct moot_link){i, 1 - i, 10};
		l->duties[l->duty_count++] = (struct moot_duty){.id = i == 0 ? "d" : "e",
								.name = "",
								.legal_basis = "",
								.organisations = organisations[i],
								.organisation_count = 2};
		organisations[i][0] = i;
		organisations[i][1] = 1 - i;
	}
	for (int i = 0; i < 2; i++) {
		struct moot_member *member = made_member(l, i, i);
		member->organisation = i;
		member->deputy = 1 - i;
		made_item(l, i, i == 0 ? "drugs" : "roads", 10, 2)->duty = i;
		struct moot_rule *rule = made_rule(l, MOOT_RULE_APART, 2, i, 1 - i);
		rule->person = i;
		rule->theme = i;
		rule->duty = i;
		rule->weekday = 6;
	}
	return l;
}

/* A name, and what is done to the landscape: the first list stays sound, the others do not. */
#define SOUND(X)                                                                                                       \
	X(nothing, (void)l)                                                                                            \
	X(most_meetings, l->boards[1].meetings_per_year = l->boards[1].min_per_year = 366)                             \
	X(no_meetings, l->boards[0].meetings_per_year = 0)                                                             \
	X(whole_day, l->boards[1].minutes = l->boards[1].standing_minutes = MOOT_MINUTES_A_DAY)                        \
	X(no_minutes, l->boards[0].minutes = l->boards[0].standing_minutes = l->boards[0].prep_minutes = 0)            \
	X(no_references, l->boards[0].venue = l->boards[0].reports_to = l->people[0].base = MOOT_NONE;                 \
	  l->members[0].organisation = l->members[0].deputy = l->items[0].duty = l->venues[0].site = MOOT_NONE)        \
	X(last_references, l->boards[0].venue = l->boards[0].reports_to = l->people[0].organisation = 1)               \
	X(long_item, l->items[1].minutes = MOOT_MINUTES_A_DAY; l->items[1].per_year = 366)                             \
	X(empty_item, l->items[0].minutes = l->items[0].per_year = 0)                                                  \
	X(no_way, l->links[0].minutes = 0)                                                                             \
	X(one_day, l->policy.end = l->policy.start)                                                                    \
	X(three_years, l->policy.end = l->policy.start + 3 * 366 - 1)

#define BOARDS(X)                                                                                                      \
	X(board_id, l->boards[1].id = NULL)                                                                            \
	X(board_name, l->boards[0].name = NULL)                                                                        \
	X(board_parent, l->boards[0].parent = NULL)                                                                    \
	X(board_area, l->boards[0].area = NULL)                                                                        \
	X(board_kind, l->boards[0].kind = NULL)                                                                        \
	X(board_legal_basis, l->boards[0].legal_basis = NULL)                                                          \
	X(board_venue_text, l->boards[0].venue_text = NULL)                                                            \
	X(board_meetings, l->boards[1].meetings_per_year = 367)                                                        \
	X(board_meetings_low, l->boards[0].meetings_per_year = -1)                                                     \
	X(board_minimum, l->boards[0].min_per_year = 367)                                                              \
	X(board_minimum_low, l->boards[0].min_per_year = -1)                                                           \
	X(board_minutes, l->boards[0].minutes = MOOT_MINUTES_A_DAY + 1)                                                \
	X(board_minutes_low, l->boards[0].minutes = -1)                                                                \
	X(board_standing, l->boards[0].standing_minutes = MOOT_MINUTES_A_DAY + 1)                                      \
	X(board_standing_low, l->boards[0].standing_minutes = -1)                                                      \
	X(board_prep, l->boards[0].prep_minutes = -1)                                                                  \
	X(board_travel, l->boards[0].travel_minutes = -1)                                                              \
	X(board_quorum, l->boards[0].quorum = -1)                                                                      \
	X(board_venue, l->boards[1].venue = 2)                                                                         \
	X(board_reports, l->boards[0].reports_to = 2)

#define PEOPLE(X)                                                                                                      \
	X(person_id, l->people[1].id = NULL)                                                                           \
	X(person_name, l->people[0].name = NULL)                                                                       \
	X(person_post, l->people[0].post = NULL)                                                                       \
	X(person_email, l->people[0].email = NULL)                                                                     \
	X(person_salary, l->people[0].salary = NAN)                                                                    \
	X(person_hours, l->people[1].max_hours = INFINITY)                                                             \
	X(person_organisation, l->people[0].organisation = 2)                                                          \
	X(person_base, l->people[1].base = 2)                                                                          \
	X(member_board, l->members[1].board = 2)                                                                       \
	X(member_no_board, l->members[0].board = MOOT_NONE)                                                            \
	X(member_person, l->members[0].person = 2)                                                                     \
	X(member_organisation, l->members[0].organisation = 2)                                                         \
	X(member_deputy, l->members[0].deputy = 2)                                                                     \
	X(item_board, l->items[0].board = 2)                                                                           \
	X(item_theme, l->items[1].theme = 2)                                                                           \
	X(item_no_theme, l->items[0].theme = MOOT_NONE)                                                                \
	X(item_duty, l->items[0].duty = 2)                                                                             \
	X(item_minutes, l->items[0].minutes = MOOT_MINUTES_A_DAY + 1)                                                  \
	X(item_minutes_low, l->items[0].minutes = -1)                                                                  \
	X(item_times, l->items[0].per_year = 367)                                                                      \
	X(item_times_low, l->items[0].per_year = -1)

#define RULES(X)                                                                                                       \
	X(rule_first_board, l->rules[1].boards[0] = 2)                                                                 \
	X(rule_last_board, l->rules[0].boards[1] = MOOT_NONE)                                                          \
	X(rule_person, l->rules[0].person = 2)                                                                         \
	X(rule_theme, l->rules[1].theme = 2)                                                                           \
	X(rule_duty, l->rules[0].duty = 2)                                                                             \
	X(rule_weekday, l->rules[1].weekday = 7)                                                                       \
	X(duty_first, l->duties[1].organisations[0] = 2)                                                               \
	X(duty_last, l->duties[0].organisations[1] = MOOT_NONE)                                                        \
	X(venue_site, l->venues[1].site = 2)                                                                           \
	X(venue_capacity, l->venues[0].capacity = -1)                                                                  \
	X(link_from, l->links[1].from = 2)                                                                             \
	X(link_no_from, l->links[0].from = MOOT_NONE)                                                                  \
	X(link_to, l->links[0].to = 2)                                                                                 \
	X(link_minutes, l->links[1].minutes = -1)                                                                      \
	X(no_days, l->policy.end = l->policy.start - 1)                                                                \
	X(no_start, l->policy.start = MOOT_NO_DAY; l->policy.end = 0)                                                  \
	X(too_many_days, l->policy.end = l->policy.start + 3 * 366)

#define FUNCTION(name, ...)                                                                                            \
	static void make_##name(struct moot_landscape *l)                                                              \
	{                                                                                                              \
		__VA_ARGS__;                                                                                           \
	}
#define ROW(name, ...) {#name, make_##name},

struct change {
	const char *name;
	void (*make)(struct moot_landscape *l);
};

SOUND(FUNCTION)
BOARDS(FUNCTION)
PEOPLE(FUNCTION)
RULES(FUNCTION)
static const struct change sound[] = {SOUND(ROW)};
static const struct change unsound[] = {BOARDS(ROW) PEOPLE(ROW) RULES(ROW)};

static enum moot_status finish_with(const struct change *change, struct moot_error *error)
{
	struct moot_landscape *l = two_of_everything();
	change->make(l);
	enum moot_status status = moot_landscape_finish(l, error);
	moot_landscape_free(l);
	return status;
}

Test(landscape_sound, what_may_be)
{
	for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
		struct moot_error error = {0};
		cr_expect_eq(finish_with(&sound[i], &error), MOOT_OK, "%s: %s", sound[i].name, error.message);
	}
}

Test(landscape_sound, what_may_not_be)
{
	for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++) {
		struct moot_error error = {0};
		cr_expect_eq(finish_with(&unsound[i], &error), MOOT_ERROR_INPUT, "%s", unsound[i].name);
	}
}
