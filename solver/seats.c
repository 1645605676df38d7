/* Fills the seats of a merged board. */
#include <solver/seats.h>

#include <limits.h>
#include <solver/people.h>
#include <stdlib.h>
#include <string.h>

struct standing {
	const char *id;
	double salary;
	bool senior;
	int person;
};

static int compare_pay(const void *a, const void *b)
{
	const struct standing *x = a;
	const struct standing *y = b;
	if (x->salary != y->salary)
		return x->salary > y->salary ? -1 : 1;
	return strcmp(x->id, y->id);
}

static int compare_senior(const void *a, const void *b)
{
	const struct standing *x = a;
	const struct standing *y = b;
	if (x->senior != y->senior)
		return x->senior ? -1 : 1;
	return compare_pay(a, b);
}

enum moot_status moot_people_build(const struct moot_landscape *landscape, struct moot_arena *arena,
				   struct moot_people *out)
{
	size_t count = landscape->person_count;
	struct standing *all = moot_arena_array(arena, count, sizeof *all);
	out->weight = moot_arena_array(arena, count, sizeof *out->weight);
	out->rate = moot_arena_array(arena, count, sizeof *out->rate);
	out->senior = moot_arena_array(arena, count, sizeof *out->senior);
	out->pay_order = moot_arena_array(arena, count, sizeof *out->pay_order);
	out->senior_order = moot_arena_array(arena, count, sizeof *out->senior_order);
	if (!all || !out->weight || !out->rate || !out->senior || !out->pay_order || !out->senior_order)
		return MOOT_ERROR_MEMORY;
	for (int p = 0; p < (int)count; p++) {
		out->weight[p] = moot_person_weight(landscape, p);
		out->rate[p] = moot_person_rate(landscape, p);
		out->senior[p] = moot_person_is_senior(landscape, p);
		all[p] =
		    (struct standing){landscape->people[p].id, moot_person_salary(landscape, p), out->senior[p], p};
	}
	if (count > 1)
		qsort(all, count, sizeof *all, compare_pay);
	for (int i = 0; i < (int)count; i++)
		out->pay_order[all[i].person] = i;
	if (count > 1)
		qsort(all, count, sizeof *all, compare_senior);
	for (int i = 0; i < (int)count; i++)
		out->senior_order[all[i].person] = i;
	return MOOT_OK;
}

enum moot_status moot_seats_new(const struct moot_landscape *landscape, struct moot_arena *arena,
				struct moot_seats *out)
{
	size_t people = landscape->person_count;
	size_t organisations = landscape->organisation_count;
	*out = (struct moot_seats){.chair = MOOT_NONE};
	out->sitters = moot_arena_array(arena, people, sizeof *out->sitters);
	out->place = moot_arena_array(arena, people, sizeof *out->place);
	out->person_mark = moot_arena_array(arena, people, sizeof *out->person_mark);
	out->org_count = moot_arena_array(arena, organisations, sizeof *out->org_count);
	out->org_kept = moot_arena_array(arena, organisations, sizeof *out->org_kept);
	out->org_mark = moot_arena_array(arena, organisations, sizeof *out->org_mark);
	out->lists = moot_arena_array(arena, organisations, sizeof *out->lists);
	out->listed = moot_arena_array(arena, organisations, sizeof *out->listed);
	out->filled = moot_arena_array(arena, people, sizeof *out->filled);
	out->claims = moot_arena_array(arena, landscape->member_count, sizeof *out->claims);
	bool whole = out->sitters && out->place && out->person_mark && out->org_count && out->org_kept &&
		     out->org_mark && out->lists && out->listed && out->filled && out->claims;
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* Marks are compared for equality only; after four thousand million sets they start again from clean arrays. */
static void next_mark(const struct moot_landscape *l, struct moot_seats *s)
{
	if (s->mark == UINT_MAX) {
		memset(s->person_mark, 0, l->person_count * sizeof *s->person_mark);
		memset(s->org_mark, 0, l->organisation_count * sizeof *s->org_mark);
		s->mark = 0;
	}
	s->mark++;
}

static bool is_organisation_seat(const struct moot_member *row)
{
	return row->seat == MOOT_SEAT_ORGANISATION && row->organisation != MOOT_NONE;
}

/* Adds a row's person, or lifts their role to the stronger one. */
static void sit(const struct moot_member *row, bool release, struct moot_seats *s)
{
	if (s->person_mark[row->person] != s->mark) {
		s->person_mark[row->person] = s->mark;
		s->place[row->person] = s->count;
		s->filled[s->count] = MOOT_NONE;
		s->sitters[s->count++] =
		    (struct moot_sitter){row->person, row->role, row->organisation, row->deputy, false};
	}
	struct moot_sitter *sitter = &s->sitters[s->place[row->person]];
	if (row->role < sitter->role) {
		sitter->role = row->role;
		sitter->organisation = row->organisation;
	}
	if (sitter->organisation == MOOT_NONE)
		sitter->organisation = row->organisation;
	if (sitter->deputy == MOOT_NONE)
		sitter->deputy = row->deputy;
	if (!release || !is_organisation_seat(row))
		sitter->seated = true;
}

/* Keeps the list ascending, so that a person who sits for several organisations keeps the first one's seat. */
static void list_organisation(struct moot_seats *s, int organisation)
{
	int at = s->listed_count++;
	for (; at > 0 && s->listed[at - 1] > organisation; at--)
		s->listed[at] = s->listed[at - 1];
	s->listed[at] = organisation;
}

/* Counts the organisation seats of each board and keeps the largest count of each organisation. */
static int count_seats(const struct moot_landscape *l, const int *first, const int *boards, int board_count,
		       struct moot_seats *s)
{
	int found = 0;
	s->listed_count = 0;
	for (int i = 0; i < board_count; i++) {
		for (int m = first[boards[i]]; m < first[boards[i] + 1]; m++)
			if (l->members[m].organisation != MOOT_NONE)
				s->org_count[l->members[m].organisation] = 0;
		for (int m = first[boards[i]]; m < first[boards[i] + 1]; m++) {
			const struct moot_member *row = &l->members[m];
			if (!is_organisation_seat(row))
				continue;
			int organisation = row->organisation;
			if (s->org_mark[organisation] != s->mark) {
				s->org_mark[organisation] = s->mark;
				s->org_kept[organisation] = 0;
				s->lists[organisation] = (struct moot_claims){MOOT_NONE, MOOT_NONE};
				list_organisation(s, organisation);
			}
			if (++s->org_count[organisation] > s->org_kept[organisation])
				s->org_kept[organisation] = s->org_count[organisation];
			found++;
		}
	}
	return found;
}

/* Puts a claim at the end of its organisation's list. */
static void add_claim(struct moot_seats *s, int organisation, int claim)
{
	struct moot_claims *list = &s->lists[organisation];
	if (list->first == MOOT_NONE)
		list->first = claim;
	else
		s->claims[list->last].next = claim;
	list->last = claim;
}

/* Everyone with a row for an organisation that has seats to fill claims one; personal seats first. */
static void gather_claims(const struct moot_landscape *l, const struct moot_people *people, const int *first,
			  const int *boards, int board_count, int ruled, struct moot_seats *s)
{
	int count = 0;
	int most = (int)l->person_count;
	for (int i = 0; i < board_count; i++)
		for (int m = first[boards[i]]; m < first[boards[i] + 1]; m++) {
			const struct moot_member *row = &l->members[m];
			if (row->organisation == MOOT_NONE || s->org_mark[row->organisation] != s->mark)
				continue;
			int place = s->place[row->person];
			/* Roles are few and people fewer than 2^31 / 8: the landscape's limit is ten million. */
			int strength = row->person == ruled
					   ? 0
					   : 1 + (int)s->sitters[place].role * most + people->pay_order[row->person];
			if (row->seat == MOOT_SEAT_PERSONAL)
				strength = -1;
			s->claims[count] = (struct moot_claim){place, strength, row->deputy, MOOT_NONE};
			add_claim(s, row->organisation, count++);
		}
}

/* The strongest claim on an organisation's seats by someone who has filled none of them; ties by the sitter. */
static int strongest(const struct moot_seats *s, int organisation)
{
	int best = MOOT_NONE;
	for (int i = s->lists[organisation].first; i != MOOT_NONE; i = s->claims[i].next) {
		const struct moot_claim *claim = &s->claims[i];
		if (s->filled[claim->sitter] == organisation)
			continue;
		if (best == MOOT_NONE || claim->strength < s->claims[best].strength ||
		    (claim->strength == s->claims[best].strength && claim->sitter < s->claims[best].sitter))
			best = i;
	}
	return best;
}

/* Fills the seats of one organisation. They are few, so that looking for the strongest each time beats sorting. */
static void fill_seats(struct moot_seats *s, int organisation)
{
	for (int left = s->org_kept[organisation]; left > 0; left--) {
		int best = strongest(s, organisation);
		if (best == MOOT_NONE)
			return;
		const struct moot_claim *claim = &s->claims[best];
		struct moot_sitter *sitter = &s->sitters[claim->sitter];
		s->filled[claim->sitter] = organisation;
		if (!sitter->seated) {
			sitter->seated = true;
			sitter->organisation = organisation;
			if (claim->deputy != MOOT_NONE)
				sitter->deputy = claim->deputy;
		}
	}
}

static void seat_chair(const struct moot_people *people, int ruled, struct moot_seats *s)
{
	s->chair = MOOT_NONE;
	for (int i = 0; i < s->count; i++) {
		const struct moot_sitter *sitter = &s->sitters[i];
		if (!sitter->seated)
			continue;
		s->seated++;
		bool better =
		    sitter->role == MOOT_CHAIR &&
		    (s->chair == MOOT_NONE || people->senior_order[sitter->person] < people->senior_order[s->chair]);
		if (s->chair != ruled || ruled == MOOT_NONE)
			if (sitter->person == ruled || better)
				s->chair = sitter->person;
	}
	for (int i = 0; i < s->count; i++) {
		if (s->sitters[i].person == s->chair)
			s->sitters[i].role = MOOT_CHAIR;
		else if (s->sitters[i].role == MOOT_CHAIR)
			s->sitters[i].role = MOOT_VICE_CHAIR;
	}
}

void moot_seats_of(const struct moot_landscape *landscape, const struct moot_people *people, const int *first,
		   const int *boards, int board_count, int ruled, bool release, struct moot_seats *seats)
{
	seats->count = 0;
	seats->seated = 0;
	next_mark(landscape, seats);
	for (int i = 0; i < board_count; i++)
		for (int m = first[boards[i]]; m < first[boards[i] + 1]; m++)
			sit(&landscape->members[m], release, seats);
	if (release && count_seats(landscape, first, boards, board_count, seats) > 0) {
		gather_claims(landscape, people, first, boards, board_count, ruled, seats);
		for (int i = 0; i < seats->listed_count; i++)
			fill_seats(seats, seats->listed[i]);
	}
	seat_chair(people, ruled, seats);
}
