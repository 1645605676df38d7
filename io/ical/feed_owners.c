/* Events to busy times, today's meetings and closures; see feed_owners.h. */
#include "feed_owners.h"

#include <stdlib.h>
#include <string.h>

#include "io/csv/word.h"

static bool fold_titles(struct moot_owners *owners)
{
	const struct moot_landscape *l = owners->landscape;
	owners->titles = moot_arena_array(owners->arena, l->board_count, sizeof *owners->titles);
	for (size_t b = 0; owners->titles && b < l->board_count; b++) {
		struct moot_board_titles *titles = &owners->titles[b];
		titles->name = moot_word_fold(owners->arena, l->boards[b].name);
		titles->match = moot_arena_array(owners->arena, l->boards[b].match_count, sizeof *titles->match);
		if (!titles->name || !titles->match)
			return false;
		for (size_t m = 0; m < l->boards[b].match_count; m++) {
			const char *title = moot_word_fold(owners->arena, l->boards[b].match[m]);
			if (!title)
				return false;
			if (*title)
				titles->match[titles->match_count++] = title;
		}
	}
	return owners->titles != NULL;
}

/* Boards by person: members come in any order. */
static bool index_seats(struct moot_owners *owners)
{
	const struct moot_landscape *l = owners->landscape;
	owners->seats = moot_arena_array(owners->arena, l->member_count, sizeof *owners->seats);
	owners->first_seat = moot_arena_array(owners->arena, l->person_count + 2, sizeof *owners->first_seat);
	if (!owners->seats || !owners->first_seat)
		return false;
	for (size_t m = 0; m < l->member_count; m++)
		owners->first_seat[l->members[m].person + 2]++;
	for (size_t p = 2; p < l->person_count + 2; p++)
		owners->first_seat[p] += owners->first_seat[p - 1];
	/* first_seat[p + 1] is where the next seat of p goes, and ends as the first of p + 1. */
	for (size_t m = 0; m < l->member_count; m++)
		owners->seats[owners->first_seat[l->members[m].person + 1]++] = l->members[m].board;
	return true;
}

enum moot_status moot_owners_begin(struct moot_owners *owners, struct moot_landscape *landscape)
{
	*owners = (struct moot_owners){.landscape = landscape, .arena = moot_arena_new()};
	if (!owners->arena || !fold_titles(owners) || !index_seats(owners))
		return MOOT_ERROR_MEMORY;
	return MOOT_OK;
}

void moot_owners_end(struct moot_owners *owners)
{
	moot_arena_free(owners->arena);
	moot_release(owners->events);
	*owners = (struct moot_owners){0};
}

static int compare_board_events(const void *a, const void *b)
{
	const struct moot_board_event *x = a;
	const struct moot_board_event *y = b;
	int order = strcmp(x->uid, y->uid);
	return order != 0 ? order : (x->start > y->start) - (x->start < y->start);
}

static bool is_board_event(struct moot_owners *owners, const struct moot_event *event)
{
	struct moot_board_event key = {.uid = event->uid, .start = event->start};
	if (!owners->sorted && owners->event_count > 1)
		qsort(owners->events, owners->event_count, sizeof *owners->events, compare_board_events);
	owners->sorted = true;
	return event->uid[0] && owners->event_count > 0 &&
	       bsearch(&key, owners->events, owners->event_count, sizeof *owners->events, compare_board_events);
}

static bool titles_match(const struct moot_board_titles *titles, const char *title)
{
	if (!*title)
		return false;
	if (strcmp(titles->name, title) == 0)
		return true;
	for (size_t m = 0; m < titles->match_count; m++) {
		if (strstr(title, titles->match[m]))
			return true;
	}
	return false;
}

/* A growing list of busy times on the heap. */
struct busy_list {
	struct moot_busy *items;
	size_t count;
	size_t capacity;
};

static bool add_busy(struct busy_list *list, const struct moot_event *event)
{
	if (!moot_array_reserve((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items))
		return false;
	list->items[list->count++] = (struct moot_busy){.start = event->start, .end = event->end, .kind = event->kind};
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
	bool done = moot_array_reserve((void **)&owners->events, &owners->event_capacity,
				       owners->event_count + events->count, sizeof *owners->events);
	owners->sorted = false;
	for (size_t i = 0; i < events->count && done; i++) {
		const struct moot_event *event = &events->items[i];
		const char *uid = moot_arena_text(owners->arena, event->uid);
		done = uid && (event->is_cancelled || add_busy(&today, event));
		if (done)
			owners->events[owners->event_count++] =
			    (struct moot_board_event){.uid = uid, .start = event->start};
	}
	if (!done) {
		moot_release(today.items);
		return MOOT_ERROR_MEMORY;
	}
	return keep_busy(owners, &today, &b->today, &b->today_count, false);
}

static bool has_own_title(const struct moot_owners *owners, const int *boards, size_t count, const char *title)
{
	for (size_t s = 0; s < count; s++) {
		if (titles_match(&owners->titles[boards[s]], title))
			return true;
	}
	return false;
}

/* The busy times among events, without the meetings of `boards` and what stands in a board's calendar. */
static enum moot_status add_busy_times(struct moot_owners *owners, const struct moot_events *events, const int *boards,
				       size_t board_count, struct moot_busy **busy, size_t *count)
{
	struct busy_list list = {0};
	struct moot_arena *scratch = moot_arena_new();
	bool done = scratch != NULL;
	for (size_t i = 0; i < events->count && done; i++) {
		const struct moot_event *event = &events->items[i];
		if (event->is_free || event->end <= event->start || is_board_event(owners, event))
			continue;
		const char *title = moot_word_fold(scratch, event->title);
		done = title && (has_own_title(owners, boards, board_count, title) || add_busy(&list, event));
	}
	moot_arena_free(scratch);
	if (!done) {
		moot_release(list.items);
		return MOOT_ERROR_MEMORY;
	}
	return keep_busy(owners, &list, busy, count, true);
}

enum moot_status moot_owners_add_person(struct moot_owners *owners, int person, const struct moot_events *events)
{
	struct moot_person *p = &owners->landscape->people[person];
	const size_t *first = owners->first_seat + person;
	return add_busy_times(owners, events, owners->seats + first[0], first[1] - first[0], &p->busy, &p->busy_count);
}

/* A room's booking for a board that meets there today is that board's meeting. */
enum moot_status moot_owners_add_venue(struct moot_owners *owners, int venue, const struct moot_events *events)
{
	const struct moot_landscape *l = owners->landscape;
	struct moot_venue *v = &owners->landscape->venues[venue];
	int *boards = moot_allocate(l->board_count, sizeof *boards);
	size_t count = 0;
	if (!boards)
		return MOOT_ERROR_MEMORY;
	for (size_t b = 0; b < l->board_count; b++) {
		if (l->boards[b].venue == venue)
			boards[count++] = (int)b;
	}
	enum moot_status status = add_busy_times(owners, events, boards, count, &v->busy, &v->busy_count);
	moot_release(boards);
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
	for (size_t i = 0; i < events->count; i++) {
		const struct moot_event *event = &events->items[i];
		moot_day first = day_of(event->start);
		moot_day last = day_of(event->end > event->start ? event->end - 1 : event->start);
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
