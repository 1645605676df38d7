/*
 * Where meetings are: sites, travel between them, and venues.
 *
 * A meeting in a listed venue is at the venue's site; without venues.csv the venue's text is a site, the one of that
 * name where there is one. Travel is the shortest path over travel.csv, found by relaxing all links until nothing
 * changes; travel_minutes / 2 where no path is known.
 */
#include <solver/verify/year.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(const char *text)
{
	return verify_same_text(text, "");
}

static int venue_index(const struct moot_landscape *l, const char *id)
{
	for (size_t i = 0; i < l->venue_count; i++)
		if (strcmp(l->venues[i].id, id) == 0)
			return (int)i;
	return MOOT_NONE;
}

/* The site of a venue text: the landscape's of that name, else one behind them for each different text. */
static int text_site(const struct moot_landscape *l, const struct verify_names *sites, const struct verify_names *texts,
		     const char *text)
{
	if (is_blank(text))
		return MOOT_NONE;
	int site = verify_names_find(sites, text);
	return site != MOOT_NONE ? site : (int)l->site_count + verify_names_find(texts, text);
}

void year_places(struct year *y)
{
	struct verify *v = y->v;
	const struct moot_landscape *l = v->l;
	const struct moot_meeting *first = v->plan->meetings;
	struct verify_names sites;
	struct verify_names texts;
	verify_names_build(v, &sites, l->sites, sizeof *l->sites, l->site_count, true);
	verify_names_build(v, &texts, (const char *)first + (first ? offsetof(struct moot_meeting, venue) : 0),
			   sizeof *first, v->plan->meeting_count, true);
	y->travel = verify_room(v, l->site_count, sizeof(double *));
	if (v->failed)
		return;
	for (size_t i = 0; i < y->count; i++) {
		struct occurrence *o = &y->occurrences[i];
		bool online = v->sets[o->set].mode == MOOT_ONLINE;
		o->venue = l->venue_count > 0 ? venue_index(l, o->meeting->venue) : MOOT_NONE;
		o->site = MOOT_NONE;
		if (o->venue != MOOT_NONE && !online)
			o->site = l->venues[o->venue].site;
		else if (l->venue_count == 0 && !online)
			o->site = text_site(l, &sites, &texts, o->meeting->venue);
	}
}

/* Minutes from one site to each, INFINITY where no path is known. */
static double *reach(struct year *y, int from)
{
	const struct moot_landscape *l = y->v->l;
	double *minutes = verify_room(y->v, l->site_count, sizeof *minutes);
	if (!minutes)
		return NULL;
	for (size_t i = 0; i < l->site_count; i++)
		minutes[i] = INFINITY;
	minutes[from] = 0;
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t i = 0; i < l->link_count; i++) {
			const struct moot_link *link = &l->links[i];
			double there = minutes[link->from] + link->minutes;
			double back = minutes[link->to] + link->minutes;
			changed |= there < minutes[link->to] || back < minutes[link->from];
			minutes[link->to] = fmin(minutes[link->to], there);
			minutes[link->from] = fmin(minutes[link->from], back);
		}
	}
	return minutes;
}

double year_travel(struct year *y, int a, int b)
{
	const int listed = (int)y->v->l->site_count;
	if (a == MOOT_NONE || b == MOOT_NONE || a == b)
		return 0;
	if (a < listed && b < listed) {
		if (!y->travel[a])
			y->travel[a] = reach(y, a);
		if (y->travel[a] && isfinite(y->travel[a][b]))
			return y->travel[a][b];
	}
	return y->v->l->policy.travel_minutes / 2.0;
}

double year_gap(struct year *y, const struct occurrence *first, const struct occurrence *second)
{
	return (double)(second->start - first->end) - year_travel(y, first->site, second->site);
}

/* The venue that a set's meetings must use: its leader's, else the first by id that has one. */
static int own_venue(const struct verify *v, const struct verify_set *set, const char **text)
{
	int best = MOOT_NONE;
	for (size_t i = 0; i < set->count; i++) {
		const struct moot_board *board = &v->l->boards[set->boards[i]];
		bool has = v->l->venue_count > 0 ? board->venue != MOOT_NONE : !is_blank(board->venue_text);
		if (has && (set->boards[i] == set->lead || best == MOOT_NONE ||
			    (best != set->lead && strcmp(board->id, v->l->boards[best].id) < 0)))
			best = set->boards[i];
	}
	*text = best == MOOT_NONE ? "" : v->l->boards[best].venue_text;
	return best == MOOT_NONE ? MOOT_NONE : v->l->boards[best].venue;
}

static bool fits(const struct moot_venue *venue, size_t members)
{
	return venue->capacity == 0 || (size_t)venue->capacity >= members;
}

static void check_listed_venue(struct verify *v, const struct occurrence *o, int own)
{
	const size_t members = v->sets[o->set].board->member_count;
	const struct moot_meeting *m = o->meeting;
	bool any = false;
	for (size_t i = 0; i < v->l->venue_count; i++)
		any |= fits(&v->l->venues[i], members);
	if (o->venue == MOOT_NONE && (m->venue[0] || any))
		verify_fault(v, "meeting %d of %s at %s: its venue \"%s\" is not a venue of the landscape", m->number,
			     m->board, verify_when(v, m->start), m->venue);
	if (o->venue == MOOT_NONE)
		return;
	const struct moot_venue *venue = &v->l->venues[o->venue];
	if (!fits(venue, members))
		verify_fault(v, "meeting %d of %s at %s: venue %s holds %d, too few for %zu members", m->number,
			     m->board, verify_when(v, m->start), venue->id, venue->capacity, members);
	if (own != MOOT_NONE && fits(&v->l->venues[own], members) && own != o->venue)
		verify_fault(v, "meeting %d of %s at %s: its venue is %s, but the board's is %s", m->number, m->board,
			     verify_when(v, m->start), venue->id, v->l->venues[own].id);
	if (year_overlaps(venue->busy, venue->busy_count, o, false))
		verify_fault(v, "meeting %d of %s at %s: venue %s is busy", m->number, m->board,
			     verify_when(v, m->start), venue->id);
}

static void check_venue(struct verify *v, const struct occurrence *o)
{
	const struct verify_set *set = &v->sets[o->set];
	const struct moot_meeting *m = o->meeting;
	const char *text = "";
	int own = own_venue(v, set, &text);
	if (set->mode == MOOT_ONLINE) {
		if (m->venue[0])
			verify_fault(v, "meeting %d of %s at %s is online, but has venue %s", m->number, m->board,
				     verify_when(v, m->start), m->venue);
	} else if (v->l->venue_count > 0) {
		check_listed_venue(v, o, own);
	} else if (!verify_same_text(m->venue, text)) {
		verify_fault(v, "meeting %d of %s at %s: its venue is \"%s\", but the board's is \"%s\"", m->number,
			     m->board, verify_when(v, m->start), m->venue, text);
	}
}

static int compare_bookings(const void *a, const void *b)
{
	const struct occurrence *x = *(const struct occurrence *const *)a;
	const struct occurrence *y = *(const struct occurrence *const *)b;
	if (x->venue != y->venue)
		return x->venue < y->venue ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x > y) - (x < y);
}

/* No two meetings in one listed venue at once. */
void year_venues(struct year *y)
{
	struct verify *v = y->v;
	const struct occurrence **bookings = verify_room(v, y->count, sizeof(struct occurrence *));
	size_t count = 0;
	for (size_t i = 0; i < y->count && bookings; i++) {
		v->exempt = y->occurrences[i].frozen;
		check_venue(v, &y->occurrences[i]);
		v->exempt = false;
		if (y->occurrences[i].venue != MOOT_NONE)
			bookings[count++] = &y->occurrences[i];
	}
	if (count > 1)
		qsort(bookings, count, sizeof *bookings, compare_bookings);
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1;
		     j < count && bookings[j]->venue == bookings[i]->venue && bookings[j]->start < bookings[i]->end;
		     j++) {
			v->exempt = bookings[i]->frozen || bookings[j]->frozen;
			verify_fault(v, "venue %s holds meeting %d of %s and meeting %d of %s at once at %s",
				     v->l->venues[bookings[i]->venue].id, bookings[i]->number,
				     bookings[i]->meeting->board, bookings[j]->number, bookings[j]->meeting->board,
				     verify_when(v, bookings[j]->start));
			v->exempt = false;
		}
}
