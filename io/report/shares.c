/* Hours of people and organisations in two plans (shares.h). */
#include "io/report/shares.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_shares(const void *a, const void *b)
{
	const struct moot_share *x = a;
	const struct moot_share *y = b;
	double more = fabs(x->then - x->planned);
	double less = fabs(y->then - y->planned);
	if (fabs(more - less) > 1e-9)
		return more > less ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* People of both plans, which list them by id. */
static size_t join(const struct moot_plan *planned, const struct moot_plan *then, struct moot_share *shares)
{
	size_t count = 0;
	size_t i = 0;
	size_t j = 0;
	while (i < planned->person_count || j < then->person_count) {
		int order = i == planned->person_count ? 1
			    : j == then->person_count  ? -1
						       : strcmp(planned->people[i].person, then->people[j].person);
		struct moot_share *share = &shares[count++];
		*share = (struct moot_share){.id = order <= 0 ? planned->people[i].person : then->people[j].person};
		if (order <= 0) {
			share->today = planned->people[i].hours_before;
			share->planned = planned->people[i].hours_after;
			share->cost_planned = planned->people[i++].cost_after;
		}
		if (order >= 0) {
			share->then = then->people[j].hours_after;
			share->cost_then = then->people[j++].cost_after;
		}
	}
	return count;
}

static const struct moot_person *find_person(const struct moot_side *planned, const struct moot_side *then,
					     const char *id, const struct moot_landscape **landscape)
{
	*landscape = planned->landscape;
	int index = moot_landscape_person(*landscape, id);
	if (index >= 0)
		return &(*landscape)->people[index];
	*landscape = then->landscape;
	index = moot_landscape_person(*landscape, id);
	return index >= 0 ? &(*landscape)->people[index] : NULL;
}

struct moot_share *moot_shares_of_people(const struct moot_side *planned, const struct moot_side *then,
					 struct moot_arena *arena, size_t *count)
{
	size_t room = planned->plan->person_count + then->plan->person_count;
	struct moot_share *shares = moot_arena_array(arena, room, sizeof *shares);
	if (!shares)
		return NULL;
	*count = join(planned->plan, then->plan, shares);
	for (size_t i = 0; i < *count; i++) {
		const struct moot_landscape *landscape = NULL;
		const struct moot_person *person = find_person(planned, then, shares[i].id, &landscape);
		shares[i].name = person ? person->name : shares[i].id;
	}
	if (*count > 1)
		qsort(shares, *count, sizeof *shares, compare_shares);
	return shares;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(((const struct moot_share *)a)->id, ((const struct moot_share *)b)->id);
}

/* People's shares with their organisation in place of the person, and the seats that nobody fills yet. */
static struct moot_share *shares_by_body(const struct moot_side *planned, const struct moot_side *then,
					 struct moot_arena *arena, size_t *count)
{
	size_t people = 0;
	const struct moot_share *persons = moot_shares_of_people(planned, then, arena, &people);
	struct moot_share *shares = persons ? moot_arena_array(arena, people + then->seat_count, sizeof *shares) : NULL;
	if (!shares)
		return NULL;
	for (size_t i = 0; i < people; i++) {
		const struct moot_landscape *landscape = NULL;
		const struct moot_person *person = find_person(planned, then, persons[i].id, &landscape);
		shares[i] = persons[i];
		shares[i].id = person && person->organisation != MOOT_NONE
				   ? landscape->organisations[person->organisation]
				   : "(none)";
		shares[i].name = shares[i].id;
	}
	for (size_t i = 0; i < then->seat_count; i++)
		shares[people + i] = then->seats[i];
	*count = people + then->seat_count;
	return shares;
}

struct moot_share *moot_shares_of_organisations(const struct moot_side *planned, const struct moot_side *then,
						struct moot_arena *arena, size_t *count)
{
	size_t people = 0;
	struct moot_share *shares = shares_by_body(planned, then, arena, &people);
	if (!shares)
		return NULL;
	if (people > 1)
		qsort(shares, people, sizeof *shares, compare_ids);
	*count = 0;
	for (size_t i = 0; i < people; i++) {
		struct moot_share *last = *count > 0 ? &shares[*count - 1] : NULL;
		if (!last || strcmp(last->id, shares[i].id) != 0) {
			shares[(*count)++] = shares[i];
			continue;
		}
		last->today += shares[i].today;
		last->planned += shares[i].planned;
		last->then += shares[i].then;
		last->cost_planned += shares[i].cost_planned;
		last->cost_then += shares[i].cost_then;
	}
	if (*count > 1)
		qsort(shares, *count, sizeof *shares, compare_shares);
	return shares;
}

bool moot_who_changes(const struct moot_side *planned, const struct moot_side *then, struct moot_who *out)
{
	*out = (struct moot_who){.arena = moot_arena_new()};
	if (!out->arena)
		return false;
	out->people = moot_shares_of_people(planned, then, out->arena, &out->person_count);
	out->organisations = moot_shares_of_organisations(planned, then, out->arena, &out->organisation_count);
	return out->people && out->organisations;
}

void moot_who_clear(struct moot_who *who)
{
	moot_arena_free(who->arena);
	*who = (struct moot_who){0};
}
