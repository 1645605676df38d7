/*
 * The hours that a calendar costs beside clashes and breathing space: trips, regularity, spacing, dislikes, moves and
 * reports.
 */
#include <solver/verify/year.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A day on which a person attends a meeting of a set at a site. */
struct trip {
	int site;
	moot_day day;
	int set;
};

static int compare_trips(const void *a, const void *b)
{
	const struct trip *x = a;
	const struct trip *y = b;
	if (x->site != y->site)
		return x->site < y->site ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

/* The most of `trips`, all to one site, that are to one set. */
static size_t most_of_one_set(const struct trip *trips, size_t count)
{
	size_t most = 0;
	for (size_t i = 0; i < count; i++) {
		size_t same = 0;
		for (size_t j = 0; j < count; j++)
			same += trips[j].set == trips[i].set;
		most = same > most ? same : most;
	}
	return most;
}

/* trip_weight w_p hours there and back, for each day at a site above the most meetings of one board there. */
static void charge_trips(struct year *y, int person, struct trip *trips, size_t count)
{
	const int base = y->v->l->people[person].base;
	if (count > 1)
		qsort(trips, count, sizeof *trips, compare_trips);
	for (size_t i = 0, next = 0; i < count; i = next) {
		size_t days = 0;
		for (; next < count && trips[next].site == trips[i].site; next++)
			days += next == i || trips[next].day != trips[next - 1].day;
		size_t least = most_of_one_set(&trips[i], next - i);
		double hours = 2 * year_travel(y, base, trips[i].site) / 60;
		if (days > least)
			y->parts.trips +=
			    y->v->l->policy.trip_weight * y->v->weight[person] * hours * (double)(days - least);
	}
}

static void sum_trips(struct year *y)
{
	struct trip *trips = verify_room(y->v, y->present_count, sizeof *trips);
	for (size_t i = 0, next = 0; i < y->present_count && trips; i = next) {
		const int person = y->by_person[i]->person;
		const int base = y->v->l->people[person].base;
		size_t count = 0;
		for (; next < y->present_count && y->by_person[next]->person == person; next++) {
			const struct occurrence *o = &y->occurrences[y->by_person[next]->occurrence];
			if (o->site != MOOT_NONE && base != MOOT_NONE && o->site != base && !o->frozen)
				trips[count++] = (struct trip){o->site, o->day, o->set};
		}
		charge_trips(y, person, trips, count);
	}
}

/* Meetings of a set off the commonest weekday, and off the commonest start. */
static void sum_regularity(struct year *y, int set)
{
	const struct moot_policy *policy = &y->v->l->policy;
	const struct occurrence *of = &y->occurrences[y->first[set]];
	size_t count = y->first[set + 1] - y->first[set];
	for (; count > 0 && of->frozen; of++) /* the first of a set */
		count--;
	size_t same_weekday = 0;
	size_t same_start = 0;
	for (size_t i = 0; i < count; i++) {
		size_t weekday = 0;
		size_t start = 0;
		for (size_t j = 0; j < count; j++) {
			weekday += moot_day_weekday(of[i].day) == moot_day_weekday(of[j].day);
			start += of[i].start - (moot_minute)of[i].day * MOOT_MINUTES_A_DAY ==
				 of[j].start - (moot_minute)of[j].day * MOOT_MINUTES_A_DAY;
		}
		same_weekday = weekday > same_weekday ? weekday : same_weekday;
		same_start = start > same_start ? start : same_start;
	}
	y->parts.regularity += policy->weekday_penalty * (double)(count - same_weekday) +
			       policy->start_penalty * (double)(count - same_start);
}

/* spacing_weight |d + 1/2 - (k - 1/2) L| / L */
static void sum_spacing(struct year *y, int set)
{
	const double period = year_period(y, set);
	for (size_t i = y->first[set]; i < y->first[set + 1]; i++) {
		const struct occurrence *o = &y->occurrences[i];
		double day = (double)o->day - y->v->l->policy.start;
		if (o->frozen)
			continue;
		y->parts.spacing +=
		    y->v->l->policy.spacing_weight * fabs(day + 0.5 - (o->number - 0.5) * period) / period;
	}
}

/* habit_penalty off the weekday, and off the time, of an earlier year; move_penalty where a meeting goes on from an
 * earlier plan and starts elsewhere. */
static void sum_moves_again(struct year *y, int set)
{
	for (size_t i = y->first[set]; i < y->first[set + 1]; i++) {
		const struct moot_meeting *m = y->occurrences[i].meeting;
		if (m->has_previous && m->previous != m->start && !y->occurrences[i].frozen)
			y->parts.moves += y->v->l->policy.move_penalty;
		const struct moot_plan_board *board = &y->v->plan->boards[set];
		if (!board->has_usual || y->occurrences[i].frozen)
			continue;
		y->parts.moves +=
		    y->v->l->policy.habit_penalty *
		    ((moot_day_weekday((moot_day)(m->start / MOOT_MINUTES_A_DAY)) != board->usual_weekday) +
		     (m->start % MOOT_MINUTES_A_DAY != board->usual_start));
	}
}

/* move_penalty where the leader's calendar of today has a meeting in part k, the first of which starts otherwise. */
static void sum_moves(struct year *y, int set)
{
	const struct moot_board *lead = &y->v->l->boards[y->v->sets[set].lead];
	const double period = year_period(y, set);
	for (size_t i = y->first[set]; i < y->first[set + 1]; i++) {
		const struct occurrence *o = &y->occurrences[i];
		for (size_t j = 0; j < lead->today_count; j++) {
			double day = floor((double)lead->today[j].start / MOOT_MINUTES_A_DAY) - y->v->l->policy.start;
			if (day < (o->number - 1) * period - 1e-9 || day >= o->number * period - 1e-9)
				continue;
			if (lead->today[j].start != o->start)
				y->parts.moves += y->v->l->policy.move_penalty;
			break;
		}
	}
}

/* For a parent set: each child set, with the fewest report_days of its reporting boards. */
struct report {
	int child;
	int parent;
	int days;
};

static int compare_reports(const void *a, const void *b)
{
	const struct report *x = a;
	const struct report *y = b;
	if (x->child != y->child)
		return x->child < y->child ? -1 : 1;
	if (x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;
	return (x->days > y->days) - (x->days < y->days);
}

static bool meets(const struct verify *v, int set)
{
	return !v->sets[set].closed && v->sets[set].meetings > 0;
}

static size_t find_reports(const struct verify *v, struct report *reports)
{
	size_t count = 0;
	size_t kept = 0;
	for (size_t i = 0; i < v->l->board_count; i++) {
		int to = v->l->boards[i].reports_to;
		int child = v->set_of[i];
		int parent = to == MOOT_NONE ? MOOT_NONE : v->set_of[to];
		if (child != MOOT_NONE && parent != MOOT_NONE && child != parent && meets(v, child) && meets(v, parent))
			reports[count++] = (struct report){child, parent, v->l->boards[i].report_days};
	}
	if (count > 1)
		qsort(reports, count, sizeof *reports, compare_reports);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || reports[kept - 1].child != reports[i].child ||
		    reports[kept - 1].parent != reports[i].parent)
			reports[kept++] = reports[i];
	return kept;
}

/* Whether reporting leads from set `from` to set `to`. Marks what it reaches until nothing changes. */
static bool leads_to(const struct report *reports, size_t count, int from, int to, bool *reached, size_t sets)
{
	memset(reached, 0, sets * sizeof *reached);
	reached[from] = true;
	for (bool changed = true; changed && !reached[to];) {
		changed = false;
		for (size_t i = 0; i < count; i++)
			if (reached[reports[i].child] && !reached[reports[i].parent]) {
				reached[reports[i].parent] = true;
				changed = true;
			}
	}
	return reached[to];
}

static void charge_report(struct year *y, const struct report *report)
{
	for (size_t i = y->first[report->parent]; i < y->first[report->parent + 1]; i++) {
		bool fresh = y->occurrences[i].frozen;
		for (size_t j = y->first[report->child]; j < y->first[report->child + 1]; j++) {
			double before = (double)y->occurrences[i].day - y->occurrences[j].day;
			fresh |= before >= 1 && before <= report->days;
		}
		if (!fresh)
			y->parts.reports += y->v->l->policy.report_penalty;
	}
}

static void sum_reports(struct year *y)
{
	struct verify *v = y->v;
	struct report *reports = verify_room(v, v->l->board_count, sizeof *reports);
	bool *reached = verify_room(v, v->plan->board_count, sizeof *reached);
	if (v->failed)
		return;
	size_t count = find_reports(v, reports);
	for (size_t i = 0; i < count; i++)
		if (!leads_to(reports, count, reports[i].parent, reports[i].child, reached, v->plan->board_count))
			charge_report(y, &reports[i]);
}

void year_soft(struct year *y)
{
	sum_trips(y);
	for (int set = 0; set < (int)y->v->plan->board_count && !y->v->failed; set++) {
		if (y->v->sets[set].closed)
			continue;
		sum_regularity(y, set);
		sum_spacing(y, set);
		if (y->v->plan->has_previous)
			sum_moves_again(y, set);
		else
			sum_moves(y, set);
	}
	year_dislikes(y);
	sum_reports(y);
}
