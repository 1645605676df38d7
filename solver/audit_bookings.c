/*
 * Double bookings and back-to-backs of today, as calendars show them: for each person the meetings of their boards, as
 * these stand in the boards' own calendars, against each other and against what else the person's calendar holds.
 *
 * Two meetings, or a meeting and something else, are told where they overlap, or where less than policy's
 * breathing_minutes lie between them on one day. What is only tentative, or lasts all day, is not.
 */
#include <solver/audit_parts.h>

#include <stdlib.h>

/* Something in a person's calendar. */
struct entry {
	moot_minute start;
	moot_minute end;
	int board; /* MOOT_NONE for what is no board's */
};

struct entries {
	struct entry *items;
	size_t count;
	size_t capacity;
};

struct bookings {
	struct moot_audit_booking *items;
	size_t count;
	size_t capacity;
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a;
	const struct entry *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return x->board < y->board ? -1 : x->board > y->board;
}

static bool add(struct entries *entries, const struct moot_busy *busy, int board)
{
	if (busy->kind == MOOT_TENTATIVE || busy->end <= busy->start || busy->end - busy->start >= MOOT_MINUTES_A_DAY)
		return true;
	if (!moot_array_reserve((void **)&entries->items, &entries->capacity, entries->count + 1,
				sizeof *entries->items))
		return false;
	entries->items[entries->count++] = (struct entry){busy->start, busy->end, board};
	return true;
}

static bool book(struct bookings *bookings, int person, const struct entry *first, const struct entry *then,
		 moot_minute breath)
{
	moot_minute between = then->start - first->end;
	moot_minute overlap = first->end < then->end ? first->end - then->start : then->end - then->start;
	bool is_first = first->board != MOOT_NONE;
	if (first->board == then->board || between >= breath ||
	    (between >= 0 && first->start / MOOT_MINUTES_A_DAY != then->start / MOOT_MINUTES_A_DAY))
		return true;
	if (!moot_array_reserve((void **)&bookings->items, &bookings->capacity, bookings->count + 1,
				sizeof *bookings->items))
		return false;
	bookings->items[bookings->count++] =
	    (struct moot_audit_booking){.person = person,
					.board = is_first ? first->board : then->board,
					.other = is_first ? then->board : MOOT_NONE,
					.start = then->start,
					.minutes = (int)(between < 0 ? -overlap : between)};
	return true;
}

/* Entries are sorted by start; only those that begin before the earlier one's end and a breath after are near it. */
static bool book_person(struct bookings *bookings, int person, struct entries *entries, moot_minute breath)
{
	if (entries->count > 1)
		qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
	for (size_t i = 0; i < entries->count; i++) {
		for (size_t k = i + 1; k < entries->count; k++) {
			if (entries->items[k].start - entries->items[i].end >= breath &&
			    entries->items[k].start >= entries->items[i].end)
				break;
			if (!book(bookings, person, &entries->items[i], &entries->items[k], breath))
				return false;
		}
	}
	return true;
}

static bool gather(const struct moot_landscape *l, int person, const int *member_rows, size_t count,
		   struct entries *entries)
{
	bool done = true;
	bool meets = false;
	entries->count = 0;
	for (size_t m = 0; m < count && done; m++) {
		const struct moot_board *board = &l->boards[l->members[member_rows[m]].board];
		meets |= board->today_count > 0;
		for (size_t t = 0; t < board->today_count && done; t++)
			done = add(entries, &board->today[t], l->members[member_rows[m]].board);
	}
	for (size_t b = 0; meets && b < l->people[person].busy_count && done; b++)
		done = add(entries, &l->people[person].busy[b], MOOT_NONE);
	return done;
}

/* The rows of members by person: those of p are rows[first[p]] to rows[first[p + 1] - 1]. */
static bool index_members(struct moot_audit_work *w, int **first, int **rows)
{
	const struct moot_landscape *l = w->landscape;
	*first = moot_arena_array(w->arena, l->person_count + 2, sizeof **first);
	*rows = moot_arena_array(w->arena, l->member_count, sizeof **rows);
	if (!*first || !*rows)
		return false;
	for (size_t m = 0; m < l->member_count; m++)
		(*first)[l->members[m].person + 2]++;
	for (size_t p = 2; p < l->person_count + 2; p++)
		(*first)[p] += (*first)[p - 1];
	for (size_t m = 0; m < l->member_count; m++)
		(*rows)[(*first)[l->members[m].person + 1]++] = (int)m;
	return true;
}

static bool keep(struct moot_audit *audit, const struct bookings *bookings)
{
	audit->bookings = moot_arena_array(audit->arena, bookings->count, sizeof *audit->bookings);
	if (!audit->bookings)
		return false;
	for (size_t i = 0; i < bookings->count; i++)
		audit->bookings[i] = bookings->items[i];
	audit->booking_count = bookings->count;
	return true;
}

enum moot_status moot_audit_bookings(struct moot_audit_work *work)
{
	const struct moot_landscape *l = work->landscape;
	struct entries entries = {0};
	struct bookings bookings = {0};
	int *first = NULL;
	int *rows = NULL;
	bool done = index_members(work, &first, &rows);
	for (size_t p = 0; p < l->person_count && done; p++)
		done = gather(l, (int)p, rows + first[p], (size_t)(first[p + 1] - first[p]), &entries) &&
		       book_person(&bookings, (int)p, &entries, l->policy.breathing_minutes);
	done = done && keep(work->audit, &bookings);
	moot_release(entries.items);
	moot_release(bookings.items);
	return done ? MOOT_OK : MOOT_ERROR_MEMORY;
}
