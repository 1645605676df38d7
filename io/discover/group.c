/*
 * Which events are one meeting: one UID, whatever feed it is in; and UIDs whose titles have the same words
 *
 *   called by the same organiser with at least half of the people in common (or no list of people on one side);
 *   called by nobody known on one side, at the same weekday, time and length, or with half of the people in common;
 *   called by two organisers one after the other, with most people in common.
 *
 * So a series that was set up again under a new UID stays one board, and two boards of one title do not become one.
 */
#include "discover.h"

#include <stdlib.h>
#include <string.h>

static const double HALF = 0.5;
static const double MOST = 0.7;
enum { MOST_KINDS = 200 }; /* different meetings of one title that are compared */

/* A series summed up. */
struct event {
	int series;
	const char *core;
	int organiser;
	int *people; /* sorted */
	size_t person_count;
	moot_minute first;
	moot_minute last;
	moot_minute minutes;
};

static int compare_numbers(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

static int by_series(const void *a, const void *b)
{
	const struct moot_sighting *x = *(const struct moot_sighting *const *)a;
	const struct moot_sighting *y = *(const struct moot_sighting *const *)b;
	if (x->series != y->series)
		return x->series < y->series ? -1 : 1;
	if (x->notice != y->notice)
		return x->notice < y->notice ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static int by_core(const void *a, const void *b)
{
	const struct event *x = a;
	const struct event *y = b;
	int order = strcmp(x->core, y->core);
	if (order == 0)
		order = (y->organiser > x->organiser) - (y->organiser < x->organiser);
	if (order == 0)
		order = (x->first > y->first) - (x->first < y->first);
	return order != 0 ? order : (x->series > y->series) - (x->series < y->series);
}

/* The sightings [0, count) are one series'. */
static void sum_up(struct moot_discovery *d, struct moot_sighting *const *sightings, size_t count, struct event *event)
{
	size_t most = 1;
	int last_notice = MOOT_NONE;
	*event = (struct event){.series = sightings[0]->series,
				.core = "",
				.organiser = MOOT_NONE,
				.first = sightings[0]->start,
				.last = sightings[0]->start,
				.minutes = sightings[0]->end - sightings[0]->start};
	for (size_t i = 0; i < count; i++)
		most += sightings[i]->notice != last_notice
			    ? d->notices[last_notice = sightings[i]->notice].invite_count + 1
			    : 0;
	event->people = moot_discover_array(d, most, sizeof *event->people);
	last_notice = MOOT_NONE;
	for (size_t i = 0; i < count && !d->status; i++) {
		event->first = sightings[i]->start < event->first ? sightings[i]->start : event->first;
		event->last = sightings[i]->start > event->last ? sightings[i]->start : event->last;
		if (sightings[i]->notice == last_notice)
			continue;
		const struct moot_notice *notice = &d->notices[last_notice = sightings[i]->notice];
		event->core = *event->core ? event->core : notice->core;
		event->organiser = event->organiser == MOOT_NONE ? notice->organiser : event->organiser;
		for (size_t k = 0; k < notice->invite_count; k++)
			event->people[event->person_count++] = notice->invites[k].address;
		if (notice->organiser != MOOT_NONE)
			event->people[event->person_count++] = notice->organiser;
	}
	size_t kept = 0;
	if (event->person_count > 1)
		qsort(event->people, event->person_count, sizeof *event->people, compare_numbers);
	for (size_t i = 0; i < event->person_count; i++) {
		if (kept == 0 || event->people[kept - 1] != event->people[i])
			event->people[kept++] = event->people[i];
	}
	event->person_count = kept;
}

/* The share of the people of both who are at both. */
static double in_common(const struct event *a, const struct event *b)
{
	size_t common = 0;
	for (size_t i = 0, j = 0; i < a->person_count && j < b->person_count;) {
		common += a->people[i] == b->people[j];
		bool left = a->people[i] <= b->people[j];
		j += a->people[i] >= b->people[j];
		i += left;
	}
	size_t all = a->person_count + b->person_count - common;
	return all > 0 ? (double)common / (double)all : 1;
}

static bool same_time(const struct event *a, const struct event *b)
{
	moot_minute week = (moot_minute)7 * MOOT_MINUTES_A_DAY;
	return a->minutes == b->minutes && (a->first - b->first) % week == 0;
}

static bool is_same(const struct event *a, const struct event *b)
{
	if (a->organiser == MOOT_NONE || b->organiser == MOOT_NONE) {
		bool listed = a->person_count >= 3 && b->person_count >= 3;
		return listed ? in_common(a, b) >= HALF : same_time(a, b);
	}
	if (a->organiser == b->organiser)
		return a->person_count <= 1 || b->person_count <= 1 || in_common(a, b) >= HALF;
	return (a->last < b->first || b->last < a->first) && in_common(a, b) >= MOST;
}

/* The events [0, count) have one core: each joins the first kind that it is the same as. */
static void join(struct moot_discovery *d, const struct event *events, size_t count)
{
	size_t kinds[MOST_KINDS];
	size_t kind_count = 0;
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < kind_count && !is_same(&events[kinds[k]], &events[i]))
			k++;
		if (k < kind_count && *events[i].core) {
			d->group[events[i].series] = events[kinds[k]].series;
		} else {
			d->group[events[i].series] = events[i].series;
			if (kind_count < MOST_KINDS)
				kinds[kind_count++] = i;
		}
	}
}

void moot_discover_group(struct moot_discovery *d)
{
	struct moot_sighting **sightings = moot_discover_array(d, d->sighting_count, sizeof *sightings);
	struct event *events = moot_discover_array(d, d->keys.count, sizeof *events);
	size_t count = 0;
	size_t event_count = 0;
	d->group = moot_discover_array(d, d->keys.count, sizeof *d->group);
	for (size_t i = 0; !d->status && i < d->sighting_count; i++) {
		if (d->sightings[i].notice != MOOT_NONE)
			sightings[count++] = &d->sightings[i];
	}
	if (!d->status && count > 1)
		qsort(sightings, count, sizeof *sightings, by_series);
	for (size_t i = 0; i < count && !d->status;) {
		size_t end = i + 1;
		while (end < count && sightings[end]->series == sightings[i]->series)
			end++;
		sum_up(d, sightings + i, end - i, &events[event_count++]);
		i = end;
	}
	if (!d->status && event_count > 1)
		qsort(events, event_count, sizeof *events, by_core);
	for (size_t i = 0; i < event_count && !d->status;) {
		size_t end = i + 1;
		while (end < event_count && strcmp(events[end].core, events[i].core) == 0)
			end++;
		join(d, events + i, end - i);
		i = end;
	}
}
