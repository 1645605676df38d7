/*
 * Where boards may meet: the places and venues of each board, and the travel between sites.
 *
 * Travel is the shortest path over the landscape's links, by Dijkstra's algorithm from each site where something may
 * meet: quadratic in the sites, so meant for up to a few thousand.
 */
#include <solver/calendar/instance.h>

#include <limits.h>
#include <string.h>
#include <strings.h>

enum { MOST_VENUES = 64 /* at one site, for one board: those that fit it most closely */, FAR = 1000000 };

/* Sites that exist only as the text of a venue. */
struct texts {
	const char **items;
	int count;
};

static void trim(const char **text, size_t *length)
{
	while (**text == ' ' || **text == '\t')
		(*text)++;
	*length = strlen(*text);
	while (*length > 0 && ((*text)[*length - 1] == ' ' || (*text)[*length - 1] == '\t'))
		(*length)--;
}

static bool same_text(const char *a, const char *b)
{
	size_t length_a = 0;
	size_t length_b = 0;
	trim(&a, &length_a);
	trim(&b, &length_b);
	return length_a == length_b && strncasecmp(a, b, length_a) == 0;
}

static int site_of_text(const struct moot_landscape *landscape, struct texts *texts, const char *text)
{
	if (same_text(text, ""))
		return MOOT_NONE;
	for (size_t i = 0; i < landscape->site_count; i++)
		if (same_text(landscape->sites[i], text))
			return (int)i;
	for (int i = 0; i < texts->count; i++)
		if (same_text(texts->items[i], text))
			return (int)landscape->site_count + i;
	texts->items[texts->count] = text;
	return (int)landscape->site_count + texts->count++;
}

const struct moot_board *calendar_venue_giver(const struct moot_landscape *landscape,
					      const struct moot_plan_board *plan)
{
	const bool listed = landscape->venue_count > 0;
	int own = moot_landscape_board(landscape, plan->id);
	for (size_t i = 0; i <= plan->from_count; i++) {
		int b = i == 0 ? own : moot_landscape_board(landscape, plan->from[i - 1]);
		if (b == MOOT_NONE)
			continue;
		const struct moot_board *board = &landscape->boards[b];
		if (listed ? board->venue != MOOT_NONE : !same_text(board->venue_text, ""))
			return board;
	}
	return NULL;
}

static bool fits(const struct moot_venue *venue, size_t members)
{
	return venue->capacity == 0 || (size_t)venue->capacity >= members;
}

/* Closest fit first; a venue without a capacity counts as the largest. */
static bool fits_closer(const struct moot_venue *a, const struct moot_venue *b)
{
	int capacity_a = a->capacity == 0 ? INT_MAX : a->capacity;
	int capacity_b = b->capacity == 0 ? INT_MAX : b->capacity;
	return capacity_a < capacity_b;
}

static bool add_venue(struct calendar_instance *in, struct calendar_board *board, int venue)
{
	const struct moot_venue *venues = in->landscape->venues;
	struct calendar_place *place = NULL;
	for (int i = 0; i < board->place_count; i++)
		if (board->places[i].site == venues[venue].site)
			place = &board->places[i];
	if (!place) {
		place = &board->places[board->place_count++];
		place->site = venues[venue].site;
		place->venues = moot_arena_array(in->arena, MOST_VENUES, sizeof *place->venues);
		if (!place->venues)
			return false;
	}
	int at = place->venue_count;
	while (at > 0 && fits_closer(&venues[venue], &venues[place->venues[at - 1].venue]))
		at--;
	if (at == MOST_VENUES)
		return true;
	int kept = place->venue_count < MOST_VENUES ? place->venue_count : MOST_VENUES - 1;
	for (int i = kept; i > at; i--)
		place->venues[i] = place->venues[i - 1];
	place->venues[at] = (struct calendar_venue){.venue = venue};
	place->venue_count = kept + 1;
	return true;
}

static bool build_places(struct calendar_instance *in, struct calendar_board *board, struct texts *texts)
{
	const struct moot_landscape *landscape = in->landscape;
	const bool listed = landscape->venue_count > 0;
	const struct moot_board *giver = calendar_venue_giver(landscape, board->plan);
	const size_t members = board->plan->member_count;
	board->places = moot_arena_array(in->arena, landscape->venue_count + 1, sizeof *board->places);
	if (!board->places)
		return false;
	if (board->plan->mode == MOOT_ONLINE || !listed) {
		bool online = board->plan->mode == MOOT_ONLINE || !giver;
		board->places[0].site = online ? MOOT_NONE : site_of_text(landscape, texts, giver->venue_text);
		board->place_count = 1;
		return true;
	}
	if (giver && fits(&landscape->venues[giver->venue], members))
		return add_venue(in, board, giver->venue);
	for (size_t v = 0; v < landscape->venue_count; v++)
		if (fits(&landscape->venues[v], members) && !add_venue(in, board, (int)v))
			return false;
	return true;
}

/* Minutes from `from` to every site over the links; FAR where there is no path. */
static void shortest(const struct moot_landscape *landscape, int from, int64_t *minutes, bool *done)
{
	int count = (int)landscape->site_count;
	for (int i = 0; i < count; i++) {
		minutes[i] = i == from ? 0 : FAR;
		done[i] = false;
	}
	for (;;) {
		int next = MOOT_NONE;
		for (int i = 0; i < count; i++)
			if (!done[i] && minutes[i] < FAR && (next == MOOT_NONE || minutes[i] < minutes[next]))
				next = i;
		if (next == MOOT_NONE)
			return;
		done[next] = true;
		for (size_t i = 0; i < landscape->link_count; i++) {
			const struct moot_link *link = &landscape->links[i];
			int other = link->from == next ? link->to : link->to == next ? link->from : MOOT_NONE;
			if (other != MOOT_NONE && minutes[next] + link->minutes < minutes[other])
				minutes[other] = minutes[next] + link->minutes;
		}
	}
}

static bool build_travel_row(struct calendar_instance *in, int site, int64_t *minutes, bool *done)
{
	const int listed = (int)in->landscape->site_count;
	int *row = moot_arena_array(in->arena, (size_t)in->site_count, sizeof *row);
	if (!row)
		return false;
	if (site < listed)
		shortest(in->landscape, site, minutes, done);
	for (int i = 0; i < in->site_count; i++) {
		bool known = site < listed && i < listed && minutes[i] < FAR;
		row[i] = i == site ? 0 : known ? (int)(2 * minutes[i]) : in->landscape->policy.travel_minutes;
	}
	in->travel[site] = row;
	return true;
}

static bool build_travel(struct calendar_instance *in)
{
	size_t listed = in->landscape->site_count;
	in->travel = moot_arena_array(in->arena, (size_t)in->site_count, sizeof *in->travel);
	int64_t *minutes = moot_allocate(listed, sizeof *minutes);
	bool *done = moot_allocate(listed, sizeof *done);
	bool built = in->travel && minutes && done;
	for (int b = 0; built && b < in->board_count; b++)
		for (int i = 0; built && i < in->boards[b].place_count; i++) {
			int site = in->boards[b].places[i].site;
			if (site != MOOT_NONE && !in->travel[site])
				built = build_travel_row(in, site, minutes, done);
		}
	moot_release(minutes);
	moot_release(done);
	return built;
}

bool calendar_build_sites(struct calendar_instance *in)
{
	struct texts texts = {.items = moot_arena_array(in->arena, (size_t)in->board_count, sizeof(char *))};
	if (!texts.items)
		return false;
	for (int b = 0; b < in->board_count; b++) {
		struct calendar_board *board = &in->boards[b];
		if (!build_places(in, board, &texts))
			return false;
		board->first_place = in->place_count;
		in->place_count += board->place_count;
	}
	in->site_count = (int)in->landscape->site_count + texts.count;
	return build_travel(in);
}
