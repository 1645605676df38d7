/*
 * A made-up area's year for tests of the calendar: boards that share people, a few of whom sit on very many, five sites
 * with two rooms each, weekly commitments and leave.
 */
#ifndef MOOT_TESTS_CALENDAR_YEAR_H
#define MOOT_TESTS_CALENDAR_YEAR_H

#include <tests/made.h>

static inline int year_below(unsigned long long *state, int count)
{
	*state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((*state >> 33) % (unsigned)count);
}

static inline void year_places(struct moot_landscape *l)
{
	static const char *const sites[] = {"county", "north", "south", "east", "west"};
	l->sites = moot_arena_array(l->arena, 5, sizeof *l->sites);
	l->venues = moot_arena_array(l->arena, 10, sizeof *l->venues);
	l->links = moot_arena_array(l->arena, 4, sizeof *l->links);
	for (int s = 0; s < 5; s++) {
		l->sites[l->site_count++] = sites[s];
		if (s > 0)
			l->links[l->link_count++] = (struct moot_link){0, s, 25 + 10 * s};
		for (int room = 1; room <= 2; room++)
			l->venues[l->venue_count++] =
			    (struct moot_venue){.id = moot_arena_format(l->arena, "%s-%d", sites[s], room),
						.name = "Room",
						.site = s,
						.capacity = 30 * room};
	}
}

static inline void year_commitments(struct moot_landscape *l, struct moot_person *person, unsigned long long *state)
{
	const int weekday = year_below(state, 5);
	const int minute = 540 + 30 * year_below(state, 14);
	person->busy = moot_arena_array(l->arena, 80, sizeof *person->busy);
	for (moot_day day = l->policy.start; day <= l->policy.end; day++) {
		moot_minute at = (moot_minute)day * MOOT_MINUTES_A_DAY;
		bool leave = (day - l->policy.start) / 7 == weekday * 9 + 3;
		if (leave)
			person->busy[person->busy_count++] = (struct moot_busy){at, at + 1440, MOOT_OUT};
		else if ((int)moot_day_weekday(day) == weekday)
			person->busy[person->busy_count++] = (struct moot_busy){
			    at + minute, at + minute + 60, year_below(state, 4) == 0 ? MOOT_TENTATIVE : MOOT_BUSY};
	}
}

static inline void year_seats(struct moot_landscape *l, int board, unsigned long long *state)
{
	const int people = (int)l->person_count;
	const int wanted = 6 + year_below(state, 8);
	for (int i = 0; i < wanted; i++) {
		int person = year_below(state, 5) == 0 ? year_below(state, people / 10) : year_below(state, people);
		bool seated = false;
		for (size_t m = 0; m < l->member_count; m++)
			seated = seated || (l->members[m].board == board && l->members[m].person == person);
		if (seated)
			continue;
		int dice = year_below(state, 10);
		made_member(l, board, person)->role = i == 0      ? MOOT_CHAIR
						      : i == 1    ? MOOT_REQUIRED
						      : dice == 0 ? MOOT_OPTIONAL
						      : dice == 1 ? MOOT_OBSERVER
								  : MOOT_MEMBER;
	}
}

/* Finished; free it with moot_landscape_free(). */
static inline struct moot_landscape *year_area(int boards, int people, unsigned seed)
{
	static const int frequencies[] = {4, 4, 4, 6, 6, 12, 8, 2};
	static const int lengths[] = {90, 120, 120, 150, 180};
	struct moot_landscape *l = made_new();
	unsigned long long state = seed * 2654435761u + 99u;
	year_places(l);
	for (int p = 0; p < people; p++) {
		char id[32];
		snprintf(id, sizeof id, "p%04d", p);
		struct moot_person *person = made_person(l, id);
		person->salary = p % 5 == 0 ? 90000 : 45000;
		person->base = year_below(&state, 5);
		year_commitments(l, person, &state);
	}
	for (int b = 0; b < boards; b++) {
		char id[32];
		snprintf(id, sizeof id, "b%03d", b);
		struct moot_board *board = made_board(l, id);
		board->meetings_per_year = frequencies[year_below(&state, 8)];
		board->minutes = lengths[year_below(&state, 5)];
		board->mode = year_below(&state, 5) == 0 ? MOOT_ONLINE : MOOT_HYBRID;
		board->quorum = 3;
		board->reports_to = b % 10 == 0 ? MOOT_NONE : b - b % 10;
		year_seats(l, b, &state);
	}
	made_finish(l);
	return l;
}

#endif
