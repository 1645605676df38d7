/*
 * The boards' meetings as they stand in calendars today, with what a cancellation has to name: UID, start, the start
 * that its series gives it, SEQUENCE.
 *
 * Copies of one invitation in several calendars are one entry; a partner's own entry, with a UID of its own, is
 * another. What has no UID cannot be cancelled by a file and is left out. Cost: the records, sorted once.
 */
#include "recognise.h"

#include <stdlib.h>
#include <string.h>

/* Many events share a few zones. False when out of memory. */
static bool note_zone(struct moot_recognition *r, const char *zone, struct moot_series *series)
{
	bool same = r->zone && strcmp(r->zone, zone) == 0;
	if (!same && *zone && !moot_timezone_known(zone))
		return true;
	if (!same)
		r->zone = moot_arena_text(r->landscape->arena, zone);
	series->timezone = r->zone;
	return r->zone != NULL;
}

bool moot_recognition_note_origin(struct moot_recognition *r, const struct moot_event *event,
				  struct moot_series *series)
{
	const struct moot_event_detail *detail = event->detail;
	series->sequence = detail->sequence > series->sequence ? detail->sequence : series->sequence;
	if (!series->organiser && !detail->is_private && *detail->organiser) {
		series->organiser = moot_arena_text(r->landscape->arena, detail->organiser);
		if (!series->organiser)
			return false;
	}
	return series->timezone || note_zone(r, detail->timezone, series);
}

const char *moot_recognition_zone(const struct moot_series *series, const struct moot_event *event)
{
	bool same = series->timezone && strcmp(series->timezone, event->detail->timezone) == 0;
	return same ? series->timezone : NULL;
}

/* On the record's clock where its zone is known, else in UTC. */
static int64_t own_seconds(const struct moot_record *record, const struct moot_own_time *time)
{
	bool stands = record->zone || time->offset == MOOT_NO_OFFSET;
	return stands ? time->seconds : time->seconds - time->offset;
}

static struct moot_standing standing_of(const struct moot_recognition *r, const struct moot_record *record,
					const char *uid)
{
	const struct moot_series *series = &r->series[record->series];
	bool floats = record->own_start.offset == MOOT_NO_OFFSET;
	return (struct moot_standing){.board = record->board,
				      .uid = uid,
				      .timezone = floats         ? ""
						  : record->zone ? record->zone
								 : "UTC",
				      .organiser = series->organiser ? series->organiser : "",
				      .start = own_seconds(record, &record->own_start),
				      .end = own_seconds(record, &record->own_end),
				      .replaces = own_seconds(record, &record->own_replaces),
				      .sequence = series->sequence,
				      .recurs = series->recurs,
				      .all_day = record->all_day};
}

static int compare(const void *a, const void *b)
{
	const struct moot_standing *x = a;
	const struct moot_standing *y = b;
	if (x->board != y->board)
		return x->board < y->board ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	int order = strcmp(x->uid, y->uid);
	if (order != 0)
		return order;
	if (x->replaces != y->replaces)
		return x->replaces < y->replaces ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

/* Copies of one meeting stand side by side then. */
static size_t drop_copies(struct moot_standing *items, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		const struct moot_standing *last = kept > 0 ? &items[kept - 1] : NULL;
		bool is_copy = last && last->board == items[i].board && strcmp(last->uid, items[i].uid) == 0 &&
			       last->replaces == items[i].replaces;
		if (!is_copy)
			items[kept++] = items[i];
	}
	return kept;
}

/* A UID of the series that outlives the recognition; "" for what has none. */
static const char *lasting_uid(struct moot_recognition *r, const char **uids, int series)
{
	const char *key = r->series[series].key;
	/* series_of() begins the key of what has no UID with a control character. */
	if (!uids[series])
		uids[series] = *key == '\1' ? "" : moot_arena_text(r->landscape->arena, key);
	return uids[series];
}

enum moot_status moot_recognition_fill_standing(struct moot_recognition *r)
{
	struct moot_landscape *l = r->landscape;
	const char **uids = moot_allocate(r->keys.count, sizeof *uids);
	size_t most = 0;
	bool done = uids != NULL;
	for (size_t i = 0; i < r->record_count; i++)
		most += r->records[i].board != MOOT_NONE;
	l->standing = moot_arena_array(l->arena, most, sizeof *l->standing);
	done = done && l->standing;
	for (size_t i = 0; i < r->record_count && done; i++) {
		const struct moot_record *record = &r->records[i];
		if (record->board == MOOT_NONE || record->is_cancelled || record->is_stale)
			continue;
		const char *uid = lasting_uid(r, uids, record->series);
		done = uid != NULL;
		if (done && *uid)
			l->standing[l->standing_count++] = standing_of(r, record, uid);
	}
	moot_release(uids);
	if (!done)
		return MOOT_ERROR_MEMORY;
	if (l->standing_count > 1)
		qsort(l->standing, l->standing_count, sizeof *l->standing, compare);
	l->standing_count = drop_copies(l->standing, l->standing_count);
	return MOOT_OK;
}
