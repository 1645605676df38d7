/*
 * Who keeps a seat on a set, in what role, and who chairs.
 *
 * Alone and in common nobody loses a seat. Else a personal seat, or one without organisation, stays; and for each
 * organisation
 *
 *     kept = max(0, largest number of its organisation seats on one board - people with a personal seat for it)
 *
 * go to the ruled chair first, then the strongest role in the set, the higher salary, the id.
 */
#include <solver/verify/verify.h>

#include <stdlib.h>
#include <string.h>

/* One row of members.csv on a board of the set, with what ranks its person. */
struct claim {
	int organisation;
	int board;
	int person;
	bool personal;
	struct verify_seat *seat;
	double salary;
	const char *id;
};

static int compare_seats(const void *a, const void *b)
{
	const struct verify_seat *x = a;
	const struct verify_seat *y = b;
	return x->person != y->person ? (x->person < y->person ? -1 : 1) : (int)x->role - (int)y->role;
}

/* By organisation, and within it from the strongest claim to the weakest; a person's rows stand together. */
static int compare_claims(const void *a, const void *b)
{
	const struct claim *x = a;
	const struct claim *y = b;
	if (x->organisation != y->organisation)
		return x->organisation < y->organisation ? -1 : 1;
	if (x->seat->ruled != y->seat->ruled)
		return x->seat->ruled ? -1 : 1;
	if (x->seat->role != y->seat->role)
		return x->seat->role < y->seat->role ? -1 : 1;
	if (x->salary != y->salary)
		return x->salary > y->salary ? -1 : 1;
	int order = strcmp(x->id, y->id);
	return order != 0 ? order : (x->board > y->board) - (x->board < y->board);
}

/* The person whom `chair` rules name for the set, or MOOT_NONE. */
static int ruled_chair(struct verify *v, const struct verify_set *set)
{
	int chair = MOOT_NONE;
	for (size_t i = 0; i < v->l->rule_count && !v->as_they_are; i++) {
		const struct moot_rule *rule = &v->l->rules[i];
		if (rule->kind != MOOT_RULE_CHAIR || rule->board_count == 0 || rule->person == MOOT_NONE ||
		    v->set_of[rule->boards[0]] == MOOT_NONE || &v->sets[v->set_of[rule->boards[0]]] != set)
			continue;
		if (chair != MOOT_NONE && chair != rule->person)
			verify_fault(v, "rule \"%s\" is broken: another rule names %s as chair of board %s", rule->text,
				     v->l->people[chair].id, set->board->id);
		chair = rule->person;
	}
	return chair;
}

/* The people of the set, by index, each with their strongest role. */
static void gather_people(struct verify *v, struct verify_set *set, int chair)
{
	size_t rows = 0;
	for (size_t i = 0; i < set->count; i++)
		rows += v->first_member[set->boards[i] + 1] - v->first_member[set->boards[i]];
	set->seats = verify_room(v, rows, sizeof *set->seats);
	if (!set->seats)
		return;
	size_t count = 0;
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = v->first_member[set->boards[i]]; j < v->first_member[set->boards[i] + 1]; j++) {
			const struct moot_member *row = &v->l->members[j];
			set->seats[count++] = (struct verify_seat){row->person, row->role, row->person == chair, false};
		}
	if (count > 1)
		qsort(set->seats, count, sizeof *set->seats, compare_seats);
	for (size_t i = 0; i < count; i++)
		if (set->seat_count == 0 || set->seats[set->seat_count - 1].person != set->seats[i].person)
			set->seats[set->seat_count++] = set->seats[i];
}

static struct verify_seat *find_seat(const struct verify_set *set, int person)
{
	size_t low = 0;
	size_t high = set->seat_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (set->seats[middle].person < person)
			low = middle + 1;
		else
			high = middle;
	}
	return low < set->seat_count && set->seats[low].person == person ? &set->seats[low] : NULL;
}

static size_t gather_claims(const struct verify *v, const struct verify_set *set, struct claim *claims)
{
	size_t count = 0;
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = v->first_member[set->boards[i]]; j < v->first_member[set->boards[i] + 1]; j++) {
			const struct moot_member *row = &v->l->members[j];
			claims[count++] = (struct claim){row->organisation,
							 row->board,
							 row->person,
							 row->seat == MOOT_SEAT_PERSONAL,
							 find_seat(set, row->person),
							 v->salary[row->person],
							 v->l->people[row->person].id};
		}
	if (count > 1)
		qsort(claims, count, sizeof *claims, compare_claims);
	return count;
}

/* The largest number of organisation seats among `claims`, all of one organisation, on one board. */
static size_t most_on_one_board(const struct claim *claims, size_t count, const struct verify_set *set)
{
	size_t most = 0;
	for (size_t i = 0; i < set->count; i++) {
		size_t seats = 0;
		for (size_t j = 0; j < count; j++)
			seats += !claims[j].personal && claims[j].board == set->boards[i];
		most = seats > most ? seats : most;
	}
	return most;
}

/* Fills the seats of one organisation. A person's claims stand together, so the last person seen is enough. */
static void fill_organisation(const struct claim *claims, size_t count, const struct verify_set *set)
{
	size_t left = most_on_one_board(claims, count, set);
	for (size_t i = 0; i < count;) {
		bool personal = false;
		size_t next = i;
		for (; next < count && claims[next].person == claims[i].person; next++)
			personal |= claims[next].personal;
		if (personal) {
			/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): never null where there is an item */
			claims[i].seat->kept = true;
			left -= left > 0;
		}
		i = next;
	}
	for (size_t i = 0; i < count;) {
		bool personal = false;
		size_t next = i;
		for (; next < count && claims[next].person == claims[i].person; next++)
			personal |= claims[next].personal;
		if (!personal && left > 0) {
			/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): never null where there is an item */
			claims[i].seat->kept = true;
			left--;
		}
		i = next;
	}
}

static void release_seats(struct verify *v, struct verify_set *set)
{
	size_t rows = 0;
	for (size_t i = 0; i < set->count; i++)
		rows += v->first_member[set->boards[i] + 1] - v->first_member[set->boards[i]];
	struct claim *claims = verify_room(v, rows, sizeof *claims);
	if (!claims)
		return;
	size_t count = gather_claims(v, set, claims);
	for (size_t i = 0, next = 0; i < count; i = next) {
		while (next < count && claims[next].organisation == claims[i].organisation)
			next++;
		if (claims[i].organisation != MOOT_NONE)
			fill_organisation(&claims[i], next - i, set);
		for (size_t j = i; j < next; j++)
			/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): never null where there is an item */
			claims[j].seat->kept |=
			    set->alone || set->in_common || claims[j].personal || claims[j].organisation == MOOT_NONE;
	}
	size_t kept = 0;
	for (size_t i = 0; i < set->seat_count; i++)
		if (set->seats[i].kept)
			set->seats[kept++] = set->seats[i];
	set->seat_count = kept;
}

static bool outranks(const struct verify *v, int a, int b)
{
	if (v->senior[a] != v->senior[b])
		return v->senior[a];
	if (v->salary[a] != v->salary[b])
		return v->salary[a] > v->salary[b];
	return strcmp(v->l->people[a].id, v->l->people[b].id) < 0;
}

static void choose_chair(struct verify *v, struct verify_set *set, int ruled)
{
	for (size_t i = 0; i < set->seat_count; i++) {
		const struct verify_seat *seat = &set->seats[i];
		if (ruled != MOOT_NONE ? seat->person == ruled
				       : seat->role == MOOT_CHAIR &&
					     (set->chair == MOOT_NONE || outranks(v, seat->person, set->chair)))
			set->chair = seat->person;
	}
	if (ruled != MOOT_NONE && set->chair == MOOT_NONE)
		verify_fault(v, "board %s cannot be chaired by %s, as a rule asks: they have no seat on it",
			     set->board->id, v->l->people[ruled].id);
	for (size_t i = 0; i < set->seat_count; i++) {
		struct verify_seat *seat = &set->seats[i];
		if (seat->person == set->chair)
			seat->role = MOOT_CHAIR;
		else if (seat->role == MOOT_CHAIR)
			seat->role = MOOT_VICE_CHAIR;
	}
}

void verify_seats(struct verify *v)
{
	for (size_t i = 0; i < v->plan->board_count && !v->failed; i++) {
		struct verify_set *set = &v->sets[i];
		if (set->closed)
			continue;
		int ruled = ruled_chair(v, set);
		gather_people(v, set, ruled);
		if (!v->failed)
			release_seats(v, set);
		if (v->failed)
			return;
		choose_chair(v, set, ruled);
		for (size_t j = 0; j < set->count; j++) {
			int quorum = v->l->boards[set->boards[j]].quorum;
			set->quorum = quorum > set->quorum ? quorum : set->quorum;
		}
		if (!set->alone && set->seat_count > (size_t)v->l->policy.max_members)
			verify_fault(v, "board %s has %zu members, more than max_members %d", set->board->id,
				     set->seat_count, v->l->policy.max_members);
	}
}
