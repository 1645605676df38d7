/* Whose meeting an event is by its title and its people (recognise.h). */
#include "recognise.h"

#include <string.h>

#include "io/csv/word.h"

static const double LIKE_TITLE = 0.75;    /* a title as good as the name */
static const double CLEARLY_BETTER = 0.1; /* than any other board's */
static const double LIKE_INITIALS = 0.85;
static const double SOMEWHAT_LIKE = 0.3; /* where people speak too */
static const double OF_THE_BOARD = 0.6;  /* share of the board that is there */
static const double OF_THE_EVENT = 0.75; /* share of those there who are on the board */
static const double NEARER = 0.15;
enum { FEWEST_PEOPLE = 3, MOST_CANDIDATES = 256 };

/* A board that the event could be. */
struct candidate {
	int board;
	int there;       /* members of it who are invited, or own the calendar */
	bool owner_sits; /* or it meets in the venue */
};

struct candidates {
	struct candidate items[MOST_CANDIDATES];
	size_t count;
	int people; /* known ones at the event */
};

static void add_board(struct moot_recognition *r, struct candidates *list, int board, bool owner)
{
	if (r->score[board] == 0) {
		if (list->count == MOST_CANDIDATES)
			return;
		list->items[list->count++] = (struct candidate){.board = board};
		r->score[board] = (int)list->count;
	}
	struct candidate *found = &list->items[r->score[board] - 1];
	found->there++;
	found->owner_sits = found->owner_sits || owner;
}

static void add_boards_of(struct moot_recognition *r, struct candidates *list, int person, bool owner)
{
	list->people++;
	for (size_t s = r->first_seat[person]; s < r->first_seat[person + 1]; s++)
		add_board(r, list, r->seats[s], owner);
}

static void find_candidates(struct moot_recognition *r, enum moot_calendar_of of, int owner, int invitation,
			    struct candidates *list)
{
	const struct moot_invitation *invited = &r->invitations[invitation];
	int person = of == MOOT_CALENDAR_PERSON ? owner : MOOT_NONE;
	list->count = 0;
	list->people = 0;
	if (person != MOOT_NONE)
		add_boards_of(r, list, person, true);
	for (size_t b = 0; of == MOOT_CALENDAR_VENUE && b < r->landscape->board_count; b++) {
		if (r->landscape->boards[b].venue == owner)
			add_board(r, list, (int)b, true);
	}
	for (size_t g = invited->first; g < invited->first + invited->count; g++) {
		if (r->guests[g].person != person)
			add_boards_of(r, list, r->guests[g].person, false);
	}
	for (size_t c = 0; c < list->count; c++)
		r->score[list->items[c].board] = 0;
}

static double people_likeness(const struct moot_recognition *r, const struct candidates *list,
			      const struct candidate *candidate)
{
	double all = list->people + r->member_count[candidate->board];
	return all > 0 ? 2.0 * candidate->there / all : 0;
}

static int is_named(const struct moot_recognition *r, int board, const char *title)
{
	size_t first = r->first_name[board];
	if (!*title)
		return 0;
	if (strcmp(r->names[first].folded, title) == 0)
		return 2;
	for (size_t n = first + 1; n < r->first_name[board + 1]; n++) {
		if (strstr(title, r->names[n].folded))
			return 1;
	}
	return 0;
}

/* The candidate that is named best: by name before match, the owner's own before others', then by people. */
static const struct candidate *find_named(const struct moot_recognition *r, const struct candidates *list,
					  const char *title)
{
	const struct candidate *best = NULL;
	double best_rank = 0;
	for (size_t c = 0; c < list->count; c++) {
		const struct candidate *candidate = &list->items[c];
		int named = is_named(r, candidate->board, title);
		double rank = named * 4 + candidate->owner_sits * 2 + people_likeness(r, list, candidate);
		if (named > 0 && rank > best_rank) {
			best = candidate;
			best_rank = rank;
		}
	}
	return best;
}

static double title_likeness(const struct moot_recognition *r, int board, const struct moot_title *title)
{
	double best = 0;
	for (size_t n = r->first_name[board]; n < r->first_name[board + 1]; n++) {
		double like = moot_title_likeness(&r->weights, &r->names[n].words, title);
		best = like > best ? like : best;
	}
	bool initials = title->count == 1 && !title->is_other && strcmp(title->words[0], r->initials[board]) == 0;
	return initials && best < LIKE_INITIALS ? LIKE_INITIALS : best;
}

/* Half of the known people, and two at least, speak for a board as the calendar's owner does. */
static bool has_support(const struct candidates *list, const struct candidate *candidate)
{
	return candidate->owner_sits || (candidate->there >= 2 && 2 * candidate->there >= list->people);
}

static const struct candidate *find_alike(const struct candidates *list, const double *likeness)
{
	const struct candidate *best = NULL;
	double first = 0;
	double second = 0;
	for (size_t c = 0; c < list->count; c++) {
		if (likeness[c] > first) {
			second = first;
			first = likeness[c];
			best = &list->items[c];
		} else if (likeness[c] > second) {
			second = likeness[c];
		}
	}
	return best && first >= LIKE_TITLE && first - second >= CLEARLY_BETTER && has_support(list, best) ? best : NULL;
}

static bool is_chair(const struct moot_landscape *l, int person, int board)
{
	for (size_t m = 0; m < l->member_count; m++) {
		if (l->members[m].person == person && l->members[m].board == board)
			return l->members[m].role <= MOOT_VICE_CHAIR;
	}
	return false;
}

/* The board whose people these are, where it is beyond doubt; *best_like is how like. */
static const struct candidate *find_by_people(const struct moot_recognition *r, const struct candidates *list,
					      const double *likeness, int organiser, double *best_like)
{
	const struct candidate *best = NULL;
	double second = 0;
	*best_like = 0;
	for (size_t c = 0; c < list->count; c++) {
		double like = people_likeness(r, list, &list->items[c]);
		if (like > *best_like) {
			second = *best_like;
			*best_like = like;
			best = &list->items[c];
		} else if (like > second) {
			second = like;
		}
	}
	if (!best || best->there < FEWEST_PEOPLE || *best_like - second < NEARER || organiser == MOOT_NONE ||
	    best->there < OF_THE_BOARD * r->member_count[best->board] || best->there < OF_THE_EVENT * list->people ||
	    !moot_recognition_sits(r, organiser, best->board))
		return NULL;
	bool chair = is_chair(r->landscape, organiser, best->board);
	return chair || likeness[best - list->items] >= SOMEWHAT_LIKE ? best : NULL;
}

static void offer(struct moot_series *series, const struct candidate *found, enum moot_recognised_by by,
		  double likeness)
{
	if (found && (by > series->by || (by == MOOT_BY_PEOPLE && by == series->by && likeness > series->likeness))) {
		series->board = found->board;
		series->by = by;
		series->likeness = likeness;
	}
}

bool moot_recognition_match(struct moot_recognition *r, enum moot_calendar_of of, int owner,
			    const struct moot_event *event, int invitation, struct moot_series *series)
{
	struct candidates list;
	double likeness[MOST_CANDIDATES];
	double by_people = 0;
	struct moot_title title;
	find_candidates(r, of, owner, invitation, &list);
	if (list.count == 0)
		return true;
	const char *folded = moot_word_fold(r->scratch, event->title);
	if (!folded || !moot_title_split(r->scratch, event->title, &title))
		return false;
	const struct candidate *named = find_named(r, &list, folded);
	if (named) {
		offer(series, named, MOOT_BY_NAME, 0);
		return true;
	}
	if (event->all_day)
		return true;
	for (size_t c = 0; c < list.count; c++)
		likeness[c] = title_likeness(r, list.items[c].board, &title);
	offer(series, find_alike(&list, likeness), MOOT_BY_LIKENESS, 0);
	if (event->detail->recurs && !title.is_other) {
		int organiser = r->invitations[invitation].organiser;
		const struct candidate *found = find_by_people(r, &list, likeness, organiser, &by_people);
		offer(series, found, MOOT_BY_PEOPLE, by_people);
	}
	return true;
}
