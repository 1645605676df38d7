#include <moot/landscape.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ITEMS = 10000000 };

/* The landscape stands outside its arena, so that a leak checker sees what holds the arena. */
enum moot_status moot_landscape_new(struct moot_landscape **out)
{
	struct moot_landscape *landscape = moot_allocate(1, sizeof *landscape);
	if (!landscape)
		return MOOT_ERROR_MEMORY;
	landscape->arena = moot_arena_new();
	if (!landscape->arena) {
		moot_release(landscape);
		return MOOT_ERROR_MEMORY;
	}
	landscape->created = "1970-01-01T00:00:00Z";
	moot_policy_defaults(&landscape->policy);
	*out = landscape;
	return MOOT_OK;
}

void moot_landscape_free(struct moot_landscape *landscape)
{
	if (!landscape)
		return;
	moot_arena_free(landscape->arena);
	moot_release(landscape);
}

/* True when `index` is in an array of `count` items, or MOOT_NONE where that is allowed. */
static bool in_range(int index, size_t count, bool none_allowed)
{
	return index == MOOT_NONE ? none_allowed : index >= 0 && (size_t)index < count;
}

static bool board_is_sound(const struct moot_landscape *l, const struct moot_board *board)
{
	return board->id && board->name && board->parent && board->area && board->kind && board->legal_basis &&
	       board->venue_text && board->meetings_per_year >= 0 && board->meetings_per_year <= 366 &&
	       board->min_per_year >= 0 && board->min_per_year <= 366 && board->minutes >= 0 &&
	       board->minutes <= MOOT_MINUTES_A_DAY && board->standing_minutes >= 0 &&
	       board->standing_minutes <= MOOT_MINUTES_A_DAY && board->prep_minutes >= 0 &&
	       board->travel_minutes >= 0 && board->quorum >= 0 && in_range(board->venue, l->venue_count, true) &&
	       in_range(board->reports_to, l->board_count, true);
}

static bool person_is_sound(const struct moot_landscape *l, const struct moot_person *person)
{
	return person->id && person->name && person->post && person->email && isfinite(person->salary) &&
	       isfinite(person->max_hours) && in_range(person->organisation, l->organisation_count, true) &&
	       in_range(person->base, l->site_count, true);
}

static bool seats_are_sound(const struct moot_landscape *l)
{
	for (size_t i = 0; i < l->member_count; i++) {
		const struct moot_member *m = &l->members[i];
		if (!in_range(m->board, l->board_count, false) || !in_range(m->person, l->person_count, false) ||
		    !in_range(m->organisation, l->organisation_count, true) ||
		    !in_range(m->deputy, l->person_count, true))
			return false;
	}
	for (size_t i = 0; i < l->item_count; i++) {
		const struct moot_item *item = &l->items[i];
		if (!in_range(item->board, l->board_count, false) || !in_range(item->theme, l->theme_count, false) ||
		    !in_range(item->duty, l->duty_count, true) || item->minutes < 0 ||
		    item->minutes > MOOT_MINUTES_A_DAY || item->per_year < 0 || item->per_year > 366)
			return false;
	}
	return true;
}

static bool rules_are_sound(const struct moot_landscape *l)
{
	for (size_t i = 0; i < l->rule_count; i++) {
		const struct moot_rule *rule = &l->rules[i];
		for (size_t j = 0; j < rule->board_count; j++)
			if (!in_range(rule->boards[j], l->board_count, false))
				return false;
		if (!in_range(rule->person, l->person_count, true) || !in_range(rule->theme, l->theme_count, true) ||
		    !in_range(rule->duty, l->duty_count, true) || !in_range(rule->weekday, 7, true))
			return false;
	}
	for (size_t i = 0; i < l->duty_count; i++)
		for (size_t j = 0; j < l->duties[i].organisation_count; j++)
			if (!in_range(l->duties[i].organisations[j], l->organisation_count, false))
				return false;
	for (size_t i = 0; i < l->venue_count; i++)
		if (!in_range(l->venues[i].site, l->site_count, true) || l->venues[i].capacity < 0)
			return false;
	for (size_t i = 0; i < l->link_count; i++)
		if (!in_range(l->links[i].from, l->site_count, false) ||
		    !in_range(l->links[i].to, l->site_count, false) || l->links[i].minutes < 0)
			return false;
	return true;
}

static enum moot_status check(const struct moot_landscape *l, struct moot_error *error)
{
	if (l->board_count > MOST_ITEMS || l->person_count > MOST_ITEMS || l->member_count > MOST_ITEMS ||
	    l->item_count > MOST_ITEMS)
		return moot_error_set(error, MOOT_ERROR_INPUT, "the landscape has more than %d rows of one kind",
				      MOST_ITEMS);
	if (l->policy.start == MOOT_NO_DAY || l->policy.end == MOOT_NO_DAY || l->policy.end < l->policy.start ||
	    l->policy.end - l->policy.start >= 3 * 366)
		return moot_error_set(error, MOOT_ERROR_INPUT, "the planning year must have from 1 day to 3 years");
	for (size_t i = 0; i < l->board_count; i++)
		if (!board_is_sound(l, &l->boards[i]))
			return moot_error_set(error, MOOT_ERROR_INPUT,
					      "board %s has a number or reference out of range",
					      l->boards[i].id ? l->boards[i].id : "without id");
	for (size_t i = 0; i < l->person_count; i++)
		if (!person_is_sound(l, &l->people[i]))
			return moot_error_set(error, MOOT_ERROR_INPUT,
					      "person %s has a number or reference out of range",
					      l->people[i].id ? l->people[i].id : "without id");
	if (!seats_are_sound(l) || !rules_are_sound(l))
		return moot_error_set(error, MOOT_ERROR_INPUT,
				      "a seat, agenda row, rule, duty or venue refers to nothing");
	return MOOT_OK;
}

static int compare_closures(const void *a, const void *b)
{
	const struct moot_closure *x = a;
	const struct moot_closure *y = b;
	return x->day != y->day ? (x->day < y->day ? -1 : 1) : strcmp(x->why, y->why);
}

struct moot_rule moot_rule_blank(enum moot_rule_kind kind)
{
	return (struct moot_rule){.kind = kind,
				  .person = MOOT_NONE,
				  .theme = MOOT_NONE,
				  .duty = MOOT_NONE,
				  .weekday = MOOT_NONE,
				  .from = MOOT_NO_DAY,
				  .to = MOOT_NO_DAY,
				  .text = "",
				  .reason = "",
				  .file = ""};
}

static int compare_busy(const void *a, const void *b)
{
	const struct moot_busy *x = a;
	const struct moot_busy *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static int compare_members(const void *a, const void *b)
{
	const struct moot_member *x = a;
	const struct moot_member *y = b;
	return x->board != y->board ? (x->board < y->board ? -1 : 1)
				    : (x->person > y->person) - (x->person < y->person);
}

static void sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	if (count > 1)
		qsort(items, count, size, compare);
}

/* Adds the bank holidays of the planning year, sorts, and keeps the first reason of each day. */
static enum moot_status finish_closures(struct moot_landscape *l, struct moot_error *error)
{
	int first_year = 0;
	int last_year = 0;
	int month = 0;
	int day = 0;
	moot_day_to_date(l->policy.start, &first_year, &month, &day);
	moot_day_to_date(l->policy.end, &last_year, &month, &day);
	size_t room = l->closure_count + (size_t)(last_year - first_year + 1) * 8;
	struct moot_closure *all = moot_arena_array(l->arena, room, sizeof *all);
	if (!all)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	size_t count = l->closure_count;
	if (count > 0)
		memcpy(all, l->closures, count * sizeof *all);
	const bool wanted = l->policy.bank_holidays == 0; /* the first choice: england-and-wales */
	for (int year = first_year; wanted && year <= last_year; year++) {
		struct moot_closure holidays[8];
		int found = moot_bank_holidays(year, holidays);
		for (int i = 0; i < found; i++)
			if (holidays[i].day >= l->policy.start && holidays[i].day <= l->policy.end)
				all[count++] = holidays[i];
	}
	sort(all, count, sizeof *all, compare_closures);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || all[kept - 1].day != all[i].day)
			all[kept++] = all[i];
	l->closures = all;
	l->closure_count = kept;
	return MOOT_OK;
}

enum moot_status moot_landscape_finish(struct moot_landscape *landscape, struct moot_error *error)
{
	enum moot_status status = check(landscape, error);
	if (status == MOOT_OK)
		status = finish_closures(landscape, error);
	if (status != MOOT_OK)
		return status;
	sort(landscape->members, landscape->member_count, sizeof *landscape->members, compare_members);
	for (size_t i = 0; i < landscape->person_count; i++)
		sort(landscape->people[i].busy, landscape->people[i].busy_count, sizeof(struct moot_busy),
		     compare_busy);
	for (size_t i = 0; i < landscape->venue_count; i++)
		sort(landscape->venues[i].busy, landscape->venues[i].busy_count, sizeof(struct moot_busy),
		     compare_busy);
	for (size_t i = 0; i < landscape->board_count; i++)
		sort(landscape->boards[i].today, landscape->boards[i].today_count, sizeof(struct moot_busy),
		     compare_busy);
	for (size_t i = 1; i < landscape->member_count; i++)
		if (compare_members(&landscape->members[i - 1], &landscape->members[i]) == 0)
			return moot_error_set(error, MOOT_ERROR_INPUT, "person %s sits twice on board %s",
					      landscape->people[landscape->members[i].person].id,
					      landscape->boards[landscape->members[i].board].id);
	return MOOT_OK;
}

int moot_landscape_board(const struct moot_landscape *landscape, const char *id)
{
	for (size_t i = 0; i < landscape->board_count; i++)
		if (strcmp(landscape->boards[i].id, id) == 0)
			return (int)i;
	return MOOT_NONE;
}

int moot_landscape_person(const struct moot_landscape *landscape, const char *id)
{
	for (size_t i = 0; i < landscape->person_count; i++)
		if (strcmp(landscape->people[i].id, id) == 0)
			return (int)i;
	return MOOT_NONE;
}

const char *moot_mode_text(enum moot_mode mode)
{
	static const char *const texts[] = {"in-person", "online", "hybrid"};
	return texts[mode];
}

const char *moot_merge_text(enum moot_merge merge)
{
	static const char *const texts[] = {"free", "agreement", "in-common", "never"};
	return texts[merge];
}

const char *moot_role_text(enum moot_role role)
{
	static const char *const texts[] = {"chair", "vice-chair", "required", "member", "optional", "observer"};
	return texts[role];
}
