/* Events to busy times, today's meetings and closures; see feed_owners.h. */
#include "feed_owners.h"

#include <stdlib.h>
#include <string.h>

enum moot_status moot_owners_begin(struct moot_owners *owners, struct moot_landscape *landscape)
{
	*owners = (struct moot_owners){.landscape = landscape};
	return moot_recognition_begin(&owners->recognition, landscape);
}

void moot_owners_end(struct moot_owners *owners)
{
	moot_recognition_end(&owners->recognition);
	*owners = (struct moot_owners){0};
}

/* A growing list of busy times on the heap. */
struct busy_list {
	struct moot_busy *items;
	size_t count;
	size_t capacity;
};

static bool add_busy(struct busy_list *list, moot_minute start, moot_minute end, enum moot_busy_kind kind)
{
	if (!moot_array_reserve((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items))
		return false;
	list->items[list->count++] = (struct moot_busy){.start = start, .end = end, .kind = kind};
	return true;
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

/* Sorts by start and joins times of one kind that overlap. */
static void merge_busy(struct busy_list *list)
{
	size_t open[] = {SIZE_MAX, SIZE_MAX, SIZE_MAX}; /* the last kept time of each kind */
	size_t kept = 0;
	if (list->count > 1)
		qsort(list->items, list->count, sizeof *list->items, compare_busy);
	for (size_t i = 0; i < list->count; i++) {
		struct moot_busy busy = list->items[i];
		struct moot_busy *last = open[busy.kind] == SIZE_MAX ? NULL : &list->items[open[busy.kind]];
		if (last && busy.start < last->end) {
			last->end = busy.end > last->end ? busy.end : last->end;
			continue;
		}
		open[busy.kind] = kept;
		list->items[kept++] = busy;
	}
	list->count = kept;
}

/* The list joined with what was there, into the landscape's arena. */
static enum moot_status keep_busy(struct moot_owners *owners, struct busy_list *list, struct moot_busy **busy,
				  size_t *count, bool merge)
{
	enum moot_status status = MOOT_ERROR_MEMORY;
	struct moot_busy *copy = NULL;
	if (moot_array_reserve((void **)&list->items, &list->capacity, list->count + *count, sizeof *list->items)) {
		if (*count > 0)
			memcpy(list->items + list->count, *busy, *count * sizeof **busy);
		list->count += *count;
		if (merge)
			merge_busy(list);
		else if (list->count > 1)
			qsort(list->items, list->count, sizeof *list->items, compare_busy);
		copy = moot_arena_array(owners->landscape->arena, list->count, sizeof *copy);
	}
	if (copy) {
		if (list->count > 0)
			memcpy(copy, list->items, list->count * sizeof *copy);
		*busy = copy;
		*count = list->count;
		status = MOOT_OK;
	}
	moot_release(list->items);
	return status;
}

enum moot_status moot_owners_add_board(struct moot_owners *owners, int board, const struct moot_events *events)
{
	struct moot_board *b = &owners->landscape->boards[board];
	struct busy_list today = {0};
	bool done = moot_recognition_add(&owners->recognition, MOOT_CALENDAR_BOARD, board, events) == MOOT_OK;
	for (size_t i = 0; i < events->count && done; i++) {
		const struct moot_event *event = &events->items[i];
		done = event->is_cancelled || add_busy(&today, event->start, event->end, event->kind);
	}
	if (!done) {
		moot_release(today.items);
		return MOOT_ERROR_MEMORY;
	}
	return keep_busy(owners, &today, &b->today, &b->today_count, false);
}

enum moot_status moot_owners_add_person(struct moot_owners *owners, int person, const struct moot_events *events)
{
	return moot_recognition_add(&owners->recognition, MOOT_CALENDAR_PERSON, person, events);
}

enum moot_status moot_owners_add_venue(struct moot_owners *owners, int venue, const struct moot_events *events)
{
	return moot_recognition_add(&owners->recognition, MOOT_CALENDAR_VENUE, venue, events);
}

/* The busy times among the records of one owner: without the meetings of boards. */
static enum moot_status keep_owner(struct moot_owners *owners, const struct moot_record *records, size_t count)
{
	struct moot_landscape *l = owners->landscape;
	struct busy_list list = {0};
	for (size_t i = 0; i < count; i++) {
		const struct moot_record *record = &records[i];
		if (record->is_free || record->end <= record->start || record->board != MOOT_NONE)
			continue;
		if (!add_busy(&list, record->start, record->end, record->kind)) {
			moot_release(list.items);
			return MOOT_ERROR_MEMORY;
		}
	}
	if (records->of == MOOT_CALENDAR_VENUE) {
		struct moot_venue *venue = &l->venues[records->owner];
		return keep_busy(owners, &list, &venue->busy, &venue->busy_count, true);
	}
	struct moot_person *person = &l->people[records->owner];
	return keep_busy(owners, &list, &person->busy, &person->busy_count, true);
}

/* What became of an event. */
static void count_record(const struct moot_recognition *r, const struct moot_record *record,
			 struct moot_event_counts *counts)
{
	enum moot_recognised_by by = r->series[record->series].by;
	counts->read++;
	if (record->is_cancelled)
		counts->cancelled++;
	else if (record->board != MOOT_NONE && (record->of == MOOT_CALENDAR_BOARD || by == MOOT_BY_OWN_CALENDAR))
		counts->own_calendar++;
	else if (record->board != MOOT_NONE && by == MOOT_BY_PEOPLE)
		counts->by_people++;
	else if (record->board != MOOT_NONE)
		counts->by_title++;
	else if (record->is_free)
		counts->free++;
	else if (record->end <= record->start)
		counts->empty++;
	else
		counts->busy++;
}

enum moot_status moot_owners_settle(struct moot_owners *owners, struct moot_problems *problems)
{
	const struct moot_recognition *r = &owners->recognition;
	enum moot_status status = moot_recognition_settle(&owners->recognition, problems);
	owners->landscape->events.calendars += (size_t)r->calendar_count;
	for (size_t i = 0; i < r->record_count && status == MOOT_OK; i++)
		count_record(r, &r->records[i], &owners->landscape->events);
	for (size_t first = 0; first < r->record_count && status == MOOT_OK;) {
		const struct moot_record *records = &r->records[first];
		size_t count = 1;
		while (first + count < r->record_count && records[count].of == records->of &&
		       records[count].owner == records->owner)
			count++;
		if (records->of != MOOT_CALENDAR_BOARD)
			status = keep_owner(owners, records, count);
		first += count;
	}
	return status;
}

static moot_day day_of(moot_minute minute)
{
	return (moot_day)(minute / MOOT_MINUTES_A_DAY - (minute % MOOT_MINUTES_A_DAY < 0));
}

static bool add_closure(struct moot_owners *owners, moot_day day, const char *why)
{
	struct moot_landscape *l = owners->landscape;
	if (l->closure_count == owners->closure_capacity) {
		size_t larger = l->closure_count < 32 ? 64 : l->closure_count * 2;
		struct moot_closure *copy = moot_arena_array(l->arena, larger, sizeof *copy);
		if (!copy)
			return false;
		if (l->closure_count > 0)
			memcpy(copy, l->closures, l->closure_count * sizeof *copy);
		l->closures = copy;
		owners->closure_capacity = larger;
	}
	l->closures[l->closure_count++] = (struct moot_closure){.day = day, .why = why};
	return true;
}

static int compare_closures(const void *a, const void *b)
{
	const struct moot_closure *x = a;
	const struct moot_closure *y = b;
	return x->day != y->day ? (x->day < y->day ? -1 : 1) : strcmp(x->why, y->why);
}

/* By day, and the first reason of each: a day closed by several calendars is closed once. */
static void sort_closures(struct moot_landscape *l)
{
	size_t kept = 0;
	if (l->closure_count > 1)
		qsort(l->closures, l->closure_count, sizeof *l->closures, compare_closures);
	for (size_t i = 0; i < l->closure_count; i++) {
		if (kept == 0 || l->closures[kept - 1].day != l->closures[i].day)
			l->closures[kept++] = l->closures[i];
	}
	l->closure_count = kept;
}

enum moot_status moot_owners_add_closures(struct moot_owners *owners, const struct moot_events *events)
{
	struct moot_landscape *l = owners->landscape;
	owners->closure_capacity = l->closure_count;
	l->events.calendars++;
	l->events.read += events->count;
	for (size_t i = 0; i < events->count; i++) {
		const struct moot_event *event = &events->items[i];
		moot_day first = day_of(event->start);
		moot_day last = day_of(event->end > event->start ? event->end - 1 : event->start);
		l->events.cancelled += event->is_cancelled;
		l->events.closures += !event->is_cancelled;
		if (event->is_cancelled)
			continue;
		first = first < l->policy.start ? l->policy.start : first;
		last = last > l->policy.end ? l->policy.end : last;
		const char *why = moot_arena_text(l->arena, event->title[0] ? event->title : "closed");
		for (moot_day day = first; why && day <= last; day++) {
			if (!add_closure(owners, day, why))
				return MOOT_ERROR_MEMORY;
		}
		if (!why)
			return MOOT_ERROR_MEMORY;
	}
	sort_closures(l);
	return MOOT_OK;
}
