/*
 * Who attends each meeting, whom it needs, and who of them is busy.
 *
 * Needed: chair, vice-chairs, required members, and of each organisation of a duty of the board the strongest (role,
 * salary, id) of those who attend. Busy: busy or out by the calendar, not working on a day that the meeting touches, or
 * `not-on`.
 */
#include <solver/verify/year.h>

#include <stdlib.h>
#include <string.h>

bool year_overlaps(const struct moot_busy *busy, size_t count, const struct occurrence *o, bool tentative)
{
	for (size_t i = 0; i < count && busy[i].start < o->end; i++)
		if (busy[i].end > o->start && (busy[i].kind == MOOT_TENTATIVE) == tentative)
			return true;
	return false;
}

bool year_not_on(const struct moot_rule *rule, const struct occurrence *o)
{
	for (moot_day day = o->day; day <= o->last_day; day++) {
		const moot_minute noon = (moot_minute)day * MOOT_MINUTES_A_DAY + MOOT_MINUTES_A_DAY / 2;
		bool on_day = rule->from != MOOT_NO_DAY ? day >= rule->from && day <= rule->to
							: (int)moot_day_weekday(day) == rule->weekday;
		if (!on_day)
			continue;
		if (rule->half == MOOT_WHOLE_DAY || (rule->half == MOOT_BEFORE_NOON && o->start < noon) ||
		    (rule->half == MOOT_FROM_NOON && o->end > noon))
			return true;
	}
	return false;
}

static bool stronger(const struct verify *v, const struct attendee *a, const struct attendee *b)
{
	if (a->role != b->role)
		return a->role < b->role;
	if (v->salary[a->person] != v->salary[b->person])
		return v->salary[a->person] > v->salary[b->person];
	return strcmp(v->l->people[a->person].id, v->l->people[b->person].id) < 0;
}

static void need_strongest(const struct verify *v, struct attendee *attendees, size_t count, int organisation)
{
	struct attendee *best = NULL;
	for (size_t i = 0; i < count; i++)
		if (!attendees[i].deputy && attendees[i].organisation == organisation &&
		    (!best || stronger(v, &attendees[i], best)))
			best = &attendees[i];
	if (best)
		best->needed = true;
}

static int compare_attendees(const void *a, const void *b)
{
	const struct attendee *x = a;
	const struct attendee *y = b;
	return x->person != y->person ? (x->person < y->person ? -1 : 1) : (int)x->role - (int)y->role;
}

/* The plan's attending members of one set and their deputies, each once. */
static size_t read_attendees(struct verify *v, const struct moot_plan_board *board, struct attendee *attendees)
{
	size_t count = 0;
	size_t kept = 0;
	for (size_t i = 0; i < board->member_count; i++) {
		const struct moot_plan_member *member = &board->members[i];
		bool sends = member->attendance == MOOT_DEPUTY;
		int person = verify_names_find(&v->people, sends ? member->deputy : member->person);
		int organisation =
		    member->organisation[0] ? verify_names_find(&v->organisations, member->organisation) : MOOT_NONE;
		if (person != MOOT_NONE && (sends || member->attendance == MOOT_ATTEND))
			attendees[count++] = (struct attendee){person, organisation, member->role,
							       !sends && member->role <= MOOT_REQUIRED, sends};
	}
	if (count > 1)
		qsort(attendees, count, sizeof *attendees, compare_attendees);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || attendees[kept - 1].person != attendees[i].person)
			attendees[kept++] = attendees[i];
	return kept;
}

void year_attendees(struct year *y)
{
	struct verify *v = y->v;
	y->attendees = verify_room(v, v->plan->board_count, sizeof(struct attendee *));
	y->attendee_count = verify_room(v, v->plan->board_count, sizeof *y->attendee_count);
	for (size_t i = 0; i < v->plan->board_count && !v->failed; i++) {
		const struct verify_set *set = &v->sets[i];
		y->attendees[i] = verify_room(v, set->board->member_count, sizeof(struct attendee));
		if (v->failed)
			return;
		y->attendee_count[i] = read_attendees(v, set->board, y->attendees[i]);
		for (size_t j = 0; j < set->duty_count; j++) {
			const struct moot_duty *duty = &v->l->duties[set->duties[j]];
			for (size_t k = 0; k < duty->organisation_count; k++)
				need_strongest(v, y->attendees[i], y->attendee_count[i], duty->organisations[k]);
		}
	}
}

static unsigned busy_of(const struct verify *v, int person, const struct occurrence *o, const struct moot_rule **rules,
			size_t rule_count)
{
	const struct moot_person *who = &v->l->people[person];
	unsigned busy = NOT_BUSY;
	if (year_overlaps(who->busy, who->busy_count, o, false))
		busy |= BUSY_CALENDAR;
	for (moot_day day = o->day; day <= o->last_day; day++)
		if (!(who->days >> moot_day_weekday(day) & 1u))
			busy |= BUSY_NOT_WORKING;
	for (size_t i = 0; i < rule_count; i++)
		if (rules[i]->person == person && year_not_on(rules[i], o))
			busy |= BUSY_NOT_ON;
	return busy;
}

/* Hours charged when p misses the meeting: clash_weight w_p a hours, a = 1/4 optional, 0 observer, 1 other. */
static double charge_of(const struct verify *v, const struct attendee *a, const struct occurrence *o)
{
	double share = a->role == MOOT_OBSERVER ? 0 : a->role == MOOT_OPTIONAL ? 0.25 : 1;
	return v->l->policy.clash_weight * v->weight[a->person] * share * (double)(o->end - o->start) / 60;
}

static int compare_presence(const void *a, const void *b)
{
	const struct attendance *x = *(struct attendance *const *)a;
	const struct attendance *y = *(struct attendance *const *)b;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return (x->occurrence > y->occurrence) - (x->occurrence < y->occurrence);
}

static void add_presence(struct year *y, size_t index, const struct moot_rule **rules, size_t rule_count)
{
	struct occurrence *o = &y->occurrences[index];
	o->first_attendance = y->present_count;
	o->attendance_count = y->attendee_count[o->set];
	for (size_t i = 0; i < o->attendance_count; i++) {
		const struct attendee *a = &y->attendees[o->set][i];
		const struct moot_person *who = &y->v->l->people[a->person];
		y->present[y->present_count++] =
		    (struct attendance){.person = a->person,
					.occurrence = index,
					.needed = a->needed,
					.busy = busy_of(y->v, a->person, o, rules, rule_count),
					.tentative = year_overlaps(who->busy, who->busy_count, o, true),
					.charge = charge_of(y->v, a, o)};
	}
}

void year_presence(struct year *y)
{
	size_t rule_count = 0;
	const struct moot_rule **rules = year_rules(y, MOOT_RULE_NOT_ON, &rule_count);
	size_t count = 0;
	for (size_t i = 0; i < y->count; i++)
		count += y->attendee_count[y->occurrences[i].set];
	y->present = verify_room(y->v, count, sizeof *y->present);
	y->by_person = verify_room(y->v, count, sizeof *y->by_person);
	if (y->v->failed)
		return;
	for (size_t i = 0; i < y->count; i++)
		add_presence(y, i, rules, rule_count);
	for (size_t i = 0; i < count; i++)
		y->by_person[i] = &y->present[i];
	if (count > 1)
		qsort(y->by_person, count, sizeof *y->by_person, compare_presence);
}
