/*
 * Cliques: boards of which no two may be at one instant, or not without a charge.
 *
 * Two boards at once cost the charges of all whom they share and who are busy at neither meeting; one soon after the
 * other costs breath. A clique has a slot for each of its boards and counts the meetings at slots that cover the
 * instant, and of whose members nobody is busy but those who are busy at the board's slot: two such meetings cost no
 * less than two at the clique's slots. Of meetings that are all at once no more than one comes free: the others make
 * at least as many pairs as they are.
 *
 * What two cost at once is taken apart: as much as breath would cost is paid by cliques in which meetings reach on by
 * the breathing space, the rest by cliques in which they don't. So each pair pays once whether at once or close.
 */
#ifndef MOOT_SOLVER_CALENDAR_CLIQUE_H
#define MOOT_SOLVER_CALENDAR_CLIQUE_H

#include <solver/calendar/instance.h>

enum { CALENDAR_CLIQUE_MOST = 12 /* boards in one */ };

enum calendar_clique_kind { CALENDAR_CLIQUE_AT_ONCE, CALENDAR_CLIQUE_CLOSE, CALENDAR_CLIQUE_KINDS };

/* Hours for two boards that must not be at once. */
#define CALENDAR_CLIQUE_HARD 1e4

struct calendar_cliques {
	const struct calendar_instance *in;
	int *pair_of; /* [board][board] index into the instance's pairs, or MOOT_NONE */
	int *room_of; /* [board] its only venue, or MOOT_NONE */
};

/* How much of a board's meetings at slots like `slot` covers an instant. */
struct calendar_presence {
	int board;
	int slot;
	double value;
};

struct calendar_clique {
	enum calendar_clique_kind kind;
	int instant; /* minutes from the year's start */
	int boards[CALENDAR_CLIQUE_MOST];
	int slots[CALENDAR_CLIQUE_MOST];
	int count;
	double excess; /* by how much more than one are there, payments taken off */
};

/* What has been paid for two boards in this kind of clique on the instant's day, as a share of all they can cost. */
typedef double calendar_clique_paid(void *context, enum calendar_clique_kind kind, int a, int b);

/* Everything is in `arena`. False when out of memory. */
bool calendar_cliques_new(const struct calendar_instance *in, struct moot_arena *arena, struct calendar_cliques *out);

/* Hours for two boards in this kind of clique, at most. */
double calendar_clique_full(const struct calendar_cliques *cliques, enum calendar_clique_kind kind, int a, int b);

/* Hours for two boards in this kind of clique when they meet on these slots. */
double calendar_clique_charge(const struct calendar_cliques *cliques, enum calendar_clique_kind kind, int a, int slot_a,
			      int b, int slot_b);

/* Minutes by which meetings reach on in this kind of clique. */
int calendar_clique_reach(const struct calendar_instance *in, enum calendar_clique_kind kind);

/* Whether nobody is busy at `slot` but those who are busy at `like`. */
bool calendar_clique_alike(const struct calendar_board *board, int slot, int like);

/* Whether a clique with the slot `like` counts the meeting. */
static inline bool calendar_clique_counts(const struct calendar_instance *in, enum calendar_clique_kind kind,
					  const struct calendar_board *board, int slot, int like, int instant)
{
	const int start = calendar_slot_instant(board, slot);
	return start <= instant && instant < start + board->minutes + calendar_clique_reach(in, kind) &&
	       calendar_clique_alike(board, slot, like);
}

/*
 * The clique among those present whose excess is the largest. Looks at the most present ones, and at so many sets at
 * most that a crowd costs no more than a few. Reorders `present`. out->kind and out->instant are set by the caller.
 */
void calendar_clique_find(const struct calendar_cliques *cliques, struct calendar_presence *present, int count,
			  calendar_clique_paid *paid, void *context, struct calendar_clique *out);

#endif
