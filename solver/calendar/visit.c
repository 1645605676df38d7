/*
 * Visits: a person at a site away from their base, with the hours that a trip there and back costs.
 *
 * Trips are charged for the days of a visit above the most meetings that one of the person's boards has there; so each
 * visit lists the places (board and site) whose meetings are part of it.
 */
#include <solver/calendar/instance.h>

struct visit_table {
	int *last;  /* [person] the newest visit */
	int *older; /* [visit] the person's one before */
	int *site;  /* [visit] */
	struct calendar_visit *visits;
	int count;
};

static int visit_of(struct visit_table *table, int person, int site, double hours)
{
	for (int v = table->last[person]; v != MOOT_NONE; v = table->older[v])
		if (table->site[v] == site)
			return v;
	int visit = table->count++;
	table->site[visit] = site;
	table->older[visit] = table->last[person];
	table->last[person] = visit;
	table->visits[visit] = (struct calendar_visit){.person = person, .hours = hours};
	return visit;
}

/* Weighted hours of a trip to the place and back; 0 where none is charged. */
static double trip_hours(const struct calendar_instance *in, const struct calendar_attendee *who, int site)
{
	int base = in->landscape->people[who->person].base;
	if (base == MOOT_NONE || site == MOOT_NONE || base == site)
		return 0;
	return in->landscape->policy.trip_weight * who->weight * calendar_travel(in, site, base) / 60.0;
}

static bool find_visits(struct calendar_instance *in, struct visit_table *table)
{
	for (int b = 0; b < in->board_count; b++) {
		struct calendar_board *board = &in->boards[b];
		for (int i = 0; i < board->place_count; i++) {
			struct calendar_place *place = &board->places[i];
			place->visits =
			    moot_arena_array(in->arena, (size_t)board->attendee_count, sizeof *place->visits);
			if (!place->visits)
				return false;
			for (int a = 0; a < board->attendee_count; a++) {
				double hours = trip_hours(in, &board->attendees[a], place->site);
				place->visits[a] = hours > 0
						       ? visit_of(table, board->attendees[a].person, place->site, hours)
						       : MOOT_NONE;
				if (place->visits[a] != MOOT_NONE)
					table->visits[place->visits[a]].place_count++;
			}
		}
	}
	return true;
}

static bool list_places(struct calendar_instance *in)
{
	for (int v = 0; v < in->visit_count; v++) {
		struct calendar_visit *visit = &in->visits[v];
		visit->places = moot_arena_array(in->arena, (size_t)visit->place_count, sizeof *visit->places);
		if (!visit->places)
			return false;
		visit->place_count = 0;
	}
	for (int b = 0; b < in->board_count; b++) {
		const struct calendar_board *board = &in->boards[b];
		for (int i = 0; i < board->place_count; i++)
			for (int a = 0; a < board->attendee_count; a++)
				if (board->places[i].visits[a] != MOOT_NONE) {
					struct calendar_visit *visit = &in->visits[board->places[i].visits[a]];
					visit->places[visit->place_count++] = board->first_place + i;
				}
	}
	return true;
}

bool calendar_build_visits(struct calendar_instance *in)
{
	size_t people = in->landscape->person_count;
	size_t most = 0;
	for (int b = 0; b < in->board_count; b++)
		most += (size_t)in->boards[b].attendee_count * (size_t)in->boards[b].place_count;
	in->visits = moot_arena_array(in->arena, most, sizeof *in->visits);
	struct visit_table table = {.last = moot_allocate(people, sizeof *table.last),
				    .older = moot_allocate(most, sizeof *table.older),
				    .site = moot_allocate(most, sizeof *table.site),
				    .visits = in->visits};
	bool built = table.last && table.older && table.site && in->visits;
	for (size_t p = 0; built && p < people; p++)
		table.last[p] = MOOT_NONE;
	built = built && find_visits(in, &table);
	in->visit_count = table.count;
	moot_release(table.last);
	moot_release(table.older);
	moot_release(table.site);
	return built && list_places(in);
}

int calendar_board_of_place(const struct calendar_instance *in, int place)
{
	int low = 0;
	int high = in->board_count - 1;
	while (low < high) {
		const int middle = low + (high - low + 1) / 2;
		if (in->boards[middle].first_place <= place)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}
