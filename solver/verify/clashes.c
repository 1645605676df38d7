/*
 * People: whom two meetings need at once, who is busy when needed, quorums, what clashes cost and whether the plan
 * records them; and breathing space.
 *
 * Two meetings are at once where the time between them, travel taken off, is below 0. A pair costs the smaller of the
 * two charges among the meetings that do not need p, and nothing where p is busy at one of them.
 */
#include <solver/verify/year.h>

#include <math.h>
#include <string.h>

static const char *person_id(const struct year *y, const struct attendance *a)
{
	return y->v->l->people[a->person].id;
}

/* Whether the plan records, at one meeting, that the person clashes with this. */
static bool records(const struct moot_meeting *m, const char *person, const char *with)
{
	for (size_t i = 0; i < m->clash_count; i++)
		if (strcmp(m->clashes[i].person, person) == 0 && strcmp(m->clashes[i].with, with) == 0)
			return true;
	return false;
}

static const char *const BUSY_TEXTS[] = {"(busy)", "(not working)", "(not-on)"};

static bool records_busy(const struct moot_meeting *m, const char *person, unsigned busy)
{
	for (unsigned i = 0; i < 3; i++)
		if ((busy >> i & 1u) && records(m, person, BUSY_TEXTS[i]))
			return true;
	return false;
}

/* One person at one meeting: hard where needed, else a charge. */
static void check_alone(struct year *y, const struct attendance *a)
{
	const struct moot_meeting *m = y->occurrences[a->occurrence].meeting;
	const bool frozen = y->occurrences[a->occurrence].frozen;
	if (frozen && !(a->busy && a->needed))
		return;
	y->v->exempt = frozen;
	if (a->busy && a->needed) {
		const char *why = a->busy & BUSY_CALENDAR ? "busy" : a->busy & BUSY_NOT_ON ? "not-on" : "not working";
		verify_fault(y->v, "meeting %d of %s at %s needs %s, who is %s", m->number, m->board,
			     verify_when(y->v, m->start), person_id(y, a), why);
	} else if (a->busy) {
		y->parts.clashes += a->charge;
		if (a->charge > 0 && !records_busy(m, person_id(y, a), a->busy))
			verify_fault(y->v, "meeting %d of %s at %s does not record the clash of %s, who cannot come",
				     m->number, m->board, verify_when(y->v, m->start), person_id(y, a));
	} else if (a->tentative) {
		y->parts.clashes += a->charge / 2;
		if (a->charge > 0 && !records(m, person_id(y, a), "(tentative)"))
			verify_fault(y->v, "meeting %d of %s at %s does not record the tentative clash of %s",
				     m->number, m->board, verify_when(y->v, m->start), person_id(y, a));
	}
	y->v->exempt = false;
}

static void charge_pair(struct year *y, const struct attendance *a, const struct attendance *b)
{
	const struct moot_meeting *m = y->occurrences[a->occurrence].meeting;
	const struct moot_meeting *n = y->occurrences[b->occurrence].meeting;
	double charge = a->needed ? b->charge : b->needed ? a->charge : fmin(a->charge, b->charge);
	y->parts.clashes += charge;
	const char *person = person_id(y, a);
	if (charge > 0 && !records(m, person, n->board) && !records(n, person, m->board))
		verify_fault(y->v, "neither meeting %d of %s nor meeting %d of %s records the clash of %s at %s",
			     m->number, m->board, n->number, n->board, person, verify_when(y->v, n->start));
}

static void fault_both(struct year *y, const struct attendance *a, const struct occurrence *first,
		       const struct occurrence *second)
{
	verify_fault(y->v, "%s is needed by meeting %d of %s and by meeting %d of %s at once, at %s", person_id(y, a),
		     first->number, first->meeting->board, second->number, second->meeting->board,
		     verify_when(y->v, second->start));
}

/* Two meetings of one person, `a` no later than `b`. */
static void check_pair(struct year *y, struct attendance *a, struct attendance *b)
{
	const struct occurrence *first = &y->occurrences[a->occurrence];
	const struct occurrence *second = &y->occurrences[b->occurrence];
	const double gap = year_gap(y, first, second);
	const struct moot_policy *policy = &y->v->l->policy;
	if (first->frozen || second->frozen) {
		y->v->exempt = true;
		if (gap < 0 && a->needed && b->needed)
			fault_both(y, a, first, second);
		y->v->exempt = false;
	} else if (gap < 0) {
		a->elsewhere = true;
		b->elsewhere = true;
		if (a->needed && b->needed)
			fault_both(y, a, first, second);
		else if (!a->busy && !b->busy)
			charge_pair(y, a, b);
	} else if (first->day == second->day && gap < policy->breathing_minutes) {
		y->parts.breathing += policy->breathing_weight * y->v->weight[a->person];
	}
}

/* A person's meetings by start: each that is beyond the number that a day holds well. */
static void charge_crowding(struct year *y, struct attendance *const *of, size_t count)
{
	const struct moot_policy *policy = &y->v->l->policy;
	for (size_t i = 0; i < count; i++) {
		const struct occurrence *o = &y->occurrences[of[i]->occurrence];
		int that_day = 0; /* this one and those before it in the list */
		for (size_t j = 0; j <= i; j++) {
			const struct occurrence *other = &y->occurrences[of[j]->occurrence];
			that_day += other->day == o->day && !other->frozen;
		}
		if (!o->frozen && that_day > policy->crowded_meetings)
			y->parts.crowding += policy->crowding_weight * y->v->weight[of[i]->person];
	}
}

/* `of` holds one person's meetings. A pair is looked at with the earlier start first. */
static void check_person(struct year *y, struct attendance *const *of, size_t count)
{
	charge_crowding(y, of, count);
	for (size_t i = 0; i < count; i++) {
		check_alone(y, of[i]);
		for (size_t j = i + 1; j < count; j++) {
			const struct occurrence *a = &y->occurrences[of[i]->occurrence];
			const struct occurrence *b = &y->occurrences[of[j]->occurrence];
			bool earlier = a->start != b->start ? a->start < b->start : a->end <= b->end;
			check_pair(y, earlier ? of[i] : of[j], earlier ? of[j] : of[i]);
		}
	}
}

static void check_quorum(struct year *y, const struct occurrence *o)
{
	const int quorum = y->v->sets[o->set].quorum;
	size_t needed = (size_t)quorum < o->attendance_count ? (size_t)quorum : o->attendance_count;
	size_t free_members = 0;
	for (size_t i = 0; i < o->attendance_count; i++) {
		const struct attendance *a = &y->present[o->first_attendance + i];
		free_members += !a->busy && !a->elsewhere;
	}
	if (free_members < needed)
		verify_fault(y->v, "meeting %d of %s at %s has %zu free members, less than the quorum %zu", o->number,
			     o->meeting->board, verify_when(y->v, o->start), free_members, needed);
}

static const struct attendance *find_attendance(const struct year *y, const struct occurrence *o, int person)
{
	for (size_t i = 0; i < o->attendance_count; i++)
		if (y->present[o->first_attendance + i].person == person)
			return &y->present[o->first_attendance + i];
	return NULL;
}

/* Whether a meeting of the board `with` that the person attends is at once with this one. */
static bool meets_then(struct year *y, const struct occurrence *o, int person, const char *with)
{
	int set = verify_names_find(&y->v->plan_ids, with);
	if (set == MOOT_NONE)
		return false;
	for (size_t i = y->first[set]; i < y->first[set + 1]; i++) {
		const struct occurrence *other = &y->occurrences[i];
		if (other == o || !find_attendance(y, other, person))
			continue;
		if (other->start < o->start ? year_gap(y, other, o) < 0 : year_gap(y, o, other) < 0)
			return true;
	}
	return false;
}

/* Each clash that the plan records must be there. */
static void check_recorded(struct year *y, const struct occurrence *o, const struct moot_clash *clash)
{
	int person = verify_names_find(&y->v->people, clash->person);
	const struct attendance *a = person == MOOT_NONE ? NULL : find_attendance(y, o, person);
	bool real = false;
	for (unsigned i = 0; a && i < 3; i++)
		real |= (a->busy >> i & 1u) && strcmp(clash->with, BUSY_TEXTS[i]) == 0;
	if (a && strcmp(clash->with, "(tentative)") == 0)
		real |= a->tentative;
	else if (a && clash->with[0] != '(')
		real |= meets_then(y, o, person, clash->with);
	if (!real)
		verify_fault(y->v, "meeting %d of %s at %s records a clash of %s with %s that is not there", o->number,
			     o->meeting->board, verify_when(y->v, o->start), clash->person, clash->with);
}

static void check_list(struct year *y, const struct occurrence *o)
{
	const struct moot_meeting *m = o->meeting;
	for (size_t i = 0; i < m->clash_count; i++) {
		check_recorded(y, o, &m->clashes[i]);
		for (size_t j = 0; j < i; j++)
			if (strcmp(m->clashes[i].person, m->clashes[j].person) == 0 &&
			    strcmp(m->clashes[i].with, m->clashes[j].with) == 0)
				verify_fault(y->v, "meeting %d of %s at %s records the clash of %s with %s twice",
					     o->number, m->board, verify_when(y->v, o->start), m->clashes[i].person,
					     m->clashes[i].with);
	}
}

void year_people(struct year *y)
{
	for (size_t i = 0, next = 0; i < y->present_count; i = next) {
		while (next < y->present_count && y->by_person[next]->person == y->by_person[i]->person)
			next++;
		check_person(y, &y->by_person[i], next - i);
	}
	for (size_t i = 0; i < y->count && !y->v->failed; i++) {
		y->v->exempt = y->occurrences[i].frozen;
		check_quorum(y, &y->occurrences[i]);
		y->v->exempt = false;
		if (!y->occurrences[i].frozen)
			check_list(y, &y->occurrences[i]);
	}
}
