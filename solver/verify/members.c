/*
 * The members that the plan lists: exactly those who keep a seat, each in their role and for an organisation of theirs,
 * and who may stay away.
 *
 * Everyone attends unless the hours of the person's seats are above their limit. Chair, vice-chairs, required members,
 * and one seat of each organisation of a duty, attend in any case; and those who come, themselves or by deputy, make a
 * quorum.
 */
#include <solver/verify/verify.h>

#include <stdlib.h>
#include <string.h>

static const char *role_text(enum moot_role role)
{
	return (unsigned)role <= MOOT_OBSERVER ? moot_role_text(role) : "unknown";
}

static const struct verify_seat *seat_of(const struct verify_set *set, int person)
{
	for (size_t i = 0; i < set->seat_count; i++)
		if (set->seats[i].person == person)
			return &set->seats[i];
	return NULL;
}

/* Whether a row of the person on a board of the set says this organisation ("" for none), or this deputy. */
static bool row_says(const struct verify *v, const struct verify_set *set, int person, const char *organisation,
		     const char *deputy)
{
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = v->first_member[set->boards[i]]; j < v->first_member[set->boards[i] + 1]; j++) {
			const struct moot_member *row = &v->l->members[j];
			if (row->person != person)
				continue;
			const char *its = row->organisation == MOOT_NONE ? "" : v->l->organisations[row->organisation];
			if (organisation && verify_same_text(its, organisation))
				return true;
			if (deputy && row->deputy != MOOT_NONE && strcmp(v->l->people[row->deputy].id, deputy) == 0)
				return true;
		}
	return false;
}

/* Whether a released person, who has a row for the organisation on a board of the set but no seat, is named. */
static bool is_released(const struct verify *v, const struct verify_set *set, const char *organisation,
			const char *deputy)
{
	int person = verify_names_find(&v->people, deputy);
	return person != MOOT_NONE && !seat_of(set, person) && row_says(v, set, person, organisation, NULL);
}

/* The deputy is free to come: no seat there, and nobody else's deputy there. */
static void check_deputy(struct verify *v, const struct verify_set *set, const struct moot_plan_member *member)
{
	const char *board = set->board->id;
	int deputy = verify_names_find(&v->people, member->deputy);
	if (!member->deputy[0])
		verify_fault(v, "board %s: %s sends a deputy but has none", board, member->person);
	else if (deputy != MOOT_NONE && seat_of(set, deputy))
		verify_fault(v, "board %s: %s sends %s, who has a seat there", board, member->person, member->deputy);
	for (size_t i = 0; i < set->board->member_count && member->deputy[0]; i++) {
		const struct moot_plan_member *other = &set->board->members[i];
		if (other < member && other->attendance == MOOT_DEPUTY && strcmp(other->deputy, member->deputy) == 0)
			verify_fault(v, "board %s: %s goes for both %s and %s", board, member->deputy, other->person,
				     member->person);
	}
}

static void check_attendance(struct verify *v, const struct verify_set *set, const struct moot_plan_member *member,
			     int person, enum moot_role role)
{
	const char *board = set->board->id;
	if (member->deputy[0] && !row_says(v, set, person, NULL, member->deputy) &&
	    !is_released(v, set, member->organisation, member->deputy))
		verify_fault(v, "board %s: %s has deputy %s, whom members.csv does not name", board, member->person,
			     member->deputy);
	if (member->attendance == MOOT_ATTEND)
		return;
	if (member->attendance != MOOT_DEPUTY && member->attendance != MOOT_PAPERS)
		verify_fault(v, "board %s: %s has an unknown attendance", board, member->person);
	if (role <= MOOT_REQUIRED)
		verify_fault(v, "board %s: %s must attend as %s", board, member->person, role_text(role));
	if (v->l->people[person].max_hours < 0)
		verify_fault(v, "board %s: %s must attend, for no max_hours limits their year", board, member->person);
	else if (!(v->seat_hours[person] > v->l->people[person].max_hours + 1e-9))
		verify_fault(v, "board %s: %s must attend, for their seats take %.9g hours of %.9g", board,
			     member->person, v->seat_hours[person], v->l->people[person].max_hours);
	if (member->attendance == MOOT_DEPUTY)
		check_deputy(v, set, member);
}

/* Checks one member; returns the person, or MOOT_NONE for one who has no seat. */
static int check_member(struct verify *v, const struct verify_set *set, const struct moot_plan_member *member)
{
	const char *board = set->board->id;
	int person = verify_names_find(&v->people, member->person);
	if (person == MOOT_NONE) {
		verify_fault(v, "board %s: member %s is not a person of the landscape", board, member->person);
		return MOOT_NONE;
	}
	const struct verify_seat *seat = seat_of(set, person);
	if (!seat) {
		verify_fault(v, "board %s: %s is listed as a member but keeps no seat there", board, member->person);
		return MOOT_NONE;
	}
	if (member->role != seat->role)
		verify_fault(v, "board %s: %s has role %s, not %s", board, member->person, role_text(member->role),
			     role_text(seat->role));
	if (!row_says(v, set, person, member->organisation, NULL))
		verify_fault(v, "board %s: %s does not sit there for organisation \"%s\"", board, member->person,
			     member->organisation);
	check_attendance(v, set, member, person, seat->role);
	return person;
}

/* Whether someone of the organisation is on the set (`anyone`), or attends it. */
static bool comes(const struct verify_set *set, const char *organisation, bool anyone)
{
	for (size_t i = 0; i < set->board->member_count; i++) {
		const struct moot_plan_member *member = &set->board->members[i];
		if ((anyone || member->attendance == MOOT_ATTEND) &&
		    verify_same_text(member->organisation, organisation))
			return true;
	}
	return false;
}

static void check_duty_attendance(struct verify *v, const struct verify_set *set, int duty)
{
	for (size_t i = 0; i < v->l->duties[duty].organisation_count; i++) {
		const char *organisation = v->l->organisations[v->l->duties[duty].organisations[i]];
		if (comes(set, organisation, true) && !comes(set, organisation, false))
			verify_fault(v, "board %s: nobody of %s attends for duty %s", set->board->id, organisation,
				     v->l->duties[duty].id);
	}
}

static void check_quorum(struct verify *v, const struct verify_set *set)
{
	size_t coming = 0;
	for (size_t i = 0; i < set->board->member_count; i++)
		coming += set->board->members[i].attendance != MOOT_PAPERS;
	size_t needed = (size_t)set->quorum < set->seat_count ? (size_t)set->quorum : set->seat_count;
	if (coming < needed)
		verify_fault(v, "board %s: %zu members attend or send a deputy, less than the quorum %zu",
			     set->board->id, coming, needed);
}

static void check_chair(struct verify *v, const struct verify_set *set)
{
	const char *chair = set->chair == MOOT_NONE ? "" : v->l->people[set->chair].id;
	if (strcmp(set->board->chair, chair) != 0)
		verify_fault(v, "board %s is chaired by \"%s\", not by \"%s\"", set->board->id, set->board->chair,
			     chair);
}

static int compare_ints(const void *a, const void *b)
{
	const int x = *(const int *)a;
	const int y = *(const int *)b;
	return (x > y) - (x < y);
}

static void check_set(struct verify *v, const struct verify_set *set)
{
	const size_t count = set->board->member_count;
	int *people = verify_room(v, count, sizeof *people);
	if (!people)
		return;
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		int person = check_member(v, set, &set->board->members[i]);
		if (person != MOOT_NONE)
			people[found++] = person;
	}
	if (found > 1)
		qsort(people, found, sizeof *people, compare_ints);
	for (size_t i = 1; i < found; i++)
		if (people[i] == people[i - 1])
			verify_fault(v, "board %s: member %s is listed twice", set->board->id,
				     v->l->people[people[i]].id);
	for (size_t i = 0; i < set->seat_count; i++) {
		int person = set->seats[i].person;
		if (found == 0 || !bsearch(&person, people, found, sizeof *people, compare_ints))
			verify_fault(v, "board %s: member %s is missing, who keeps a seat there", set->board->id,
				     v->l->people[person].id);
	}
	check_chair(v, set);
	check_quorum(v, set);
}

/* Hours of all seats, whether their people come or not. */
static void sum_seats(struct verify *v)
{
	v->seat_hours = verify_room(v, v->l->person_count, sizeof *v->seat_hours);
	for (size_t i = 0; i < v->plan->board_count && !v->failed; i++)
		for (size_t j = 0; j < v->sets[i].seat_count && !v->sets[i].closed; j++)
			v->seat_hours[v->sets[i].seats[j].person] += v->sets[i].hours;
}

void verify_members(struct verify *v)
{
	sum_seats(v);
	for (size_t i = 0; i < v->plan->board_count && !v->failed; i++) {
		const struct verify_set *set = &v->sets[i];
		if (set->closed)
			continue;
		check_set(v, set);
		for (size_t j = 0; j < set->duty_count; j++)
			check_duty_attendance(v, set, set->duties[j]);
	}
}
