/*
 * The towns of an instance (town.h): their boards, and the trips that these share.
 */
#include <solver/calendar/town.h>

/* Whether a board can meet at one site alone, and never twice on a day. */
static bool is_settled(const struct calendar_board *board, int site)
{
	return board->place_count == 1 && board->places[0].site == site && board->separation > 0 &&
	       board->start_count <= CALENDAR_TOWN_STARTS;
}

/*
 * The town's boards that are part of the visit; none where its trips are left aside: no two of them share it, or a
 * board of another place, or none, has the most meetings there. Sets the days that are given back.
 */
static uint64_t boards_of(const struct calendar_instance *in, const struct calendar_town *town,
			  const struct calendar_visit *visit, int *most)
{
	uint64_t boards = 0;
	int most_settled = 0;
	*most = 0;
	for (int i = 0; i < visit->place_count; i++) {
		const int b = calendar_board_of_place(in, visit->places[i]);
		const int meetings = in->boards[b].meetings;
		*most = meetings > *most ? meetings : *most;
		for (int local = 0; local < town->count; local++)
			if (town->boards[local] == b) {
				boards |= (uint64_t)1 << local;
				most_settled = meetings > most_settled ? meetings : most_settled;
			}
	}
	return (boards & (boards - 1)) != 0 && most_settled == *most ? boards : 0;
}

static bool is_free(const struct calendar_instance *in, const struct calendar_town_taken *taken, int b, int site)
{
	return !taken->boards[b] && is_settled(&in->boards[b], site);
}

/* Hours of trips that two boards would share on one day. */
static double bond(const struct calendar_instance *in, const struct calendar_town_taken *taken, int a, int b)
{
	const struct calendar_place *x = in->boards[a].places;
	const struct calendar_place *y = in->boards[b].places;
	double hours = 0;
	for (int i = 0; i < in->boards[a].attendee_count; i++)
		for (int j = 0;
		     x->visits[i] != MOOT_NONE && !taken->visits[x->visits[i]] && j < in->boards[b].attendee_count; j++)
			if (x->visits[i] == y->visits[j])
				hours += in->visits[x->visits[i]].hours;
	return hours;
}

/* The boards of the site that share most trips, one after the other, as many as wanted. */
static void choose_boards(const struct calendar_instance *in, int site, int most,
			  const struct calendar_town_taken *taken, struct calendar_town *out, double *drawn)
{
	const int count = in->board_count;
	for (int b = 0; b < count; b++) {
		drawn[b] = -1;
		for (int other = 0; is_free(in, taken, b, site) && other < count; other++)
			if (other != b && is_free(in, taken, other, site))
				drawn[b] = fmax(drawn[b], 0) + 1e-3 * bond(in, taken, b, other);
	}
	for (out->count = 0; out->count < most;) {
		int next = MOOT_NONE;
		for (int b = 0; b < count; b++)
			if (drawn[b] >= 0 && (next == MOOT_NONE || drawn[b] > drawn[next]))
				next = b;
		if (next == MOOT_NONE)
			break;
		drawn[next] = -1;
		for (int b = 0; b < count; b++)
			if (drawn[b] >= 0)
				drawn[b] += in->boards[next].meetings * bond(in, taken, next, b);
		int at = out->count++;
		for (; at > 0 && out->boards[at - 1] > next; at--)
			out->boards[at] = out->boards[at - 1];
		out->boards[at] = next;
	}
}

bool calendar_town_find(const struct calendar_instance *in, struct moot_arena *arena, int site, int most_boards,
			const struct calendar_town_taken *taken, struct calendar_town *out)
{
	*out = (struct calendar_town){0};
	double *drawn = moot_allocate((size_t)in->board_count, sizeof *drawn);
	out->visits = moot_arena_array(arena, (size_t)in->visit_count, sizeof *out->visits);
	if (!drawn || !out->visits) {
		moot_release(drawn);
		return false;
	}
	choose_boards(in, site, most_boards, taken, out, drawn);
	moot_release(drawn);
	for (int v = 0; v < in->visit_count; v++) {
		int most = 0;
		const uint64_t boards = boards_of(in, out, &in->visits[v], &most);
		if (boards == 0 || taken->visits[v])
			continue;
		out->visits[out->visit_count++] = (struct calendar_town_visit){boards, in->visits[v].hours, v};
		out->given += in->visits[v].hours * most;
	}
	if (out->visit_count == 0)
		out->count = 0;
	return true;
}
