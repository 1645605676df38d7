/*
 * Resources of the bound's program: what two series may not both have at one instant, or not without a charge.
 *
 * A needed person and a board's only venue are there once. A person who sits on several boards, needed or not, costs at
 * least `charge` a day for each meeting too many at one instant: each further one at once with another makes a pair
 * that costs no less. Meetings at which the person is busy anyway, or whose charge is 0, don't count.
 *
 * Among the boards of a gate (gate.h) the person must have come for any to be there: such a resource is there as often
 * as the person comes to the site that day, at most once. What a person costs is charged once a day, whichever of their
 * resources asks for it.
 */
#ifndef MOOT_SOLVER_CALENDAR_RESOURCE_H
#define MOOT_SOLVER_CALENDAR_RESOURCE_H

#include <solver/calendar/gate.h>

/* A board that needs a resource; `attendee` is its member where busy times set them free, or MOOT_NONE. */
struct calendar_use {
	int other; /* the board, or seen from the board the resource */
	int attendee;
};

struct calendar_resource {
	struct calendar_use *boards;
	int board_count;
	double charge; /* hours; 0 where nothing may be there twice */
	int gate;      /* MOOT_NONE where it is there once whatever happens */
	int payer;     /* the resource with whose charge this one's is one */
};

struct calendar_resources {
	struct calendar_resource *items;
	int count;
	struct calendar_use **of_board; /* [board] */
	int *of_board_count;
};

/* Everything is in `arena`; the gates learn which resources are theirs. False when out of memory. */
bool calendar_resources_find(const struct calendar_instance *in, struct calendar_gate_list *gates,
			     struct moot_arena *arena, struct calendar_resources *out);

/* Whether a series has the resource at an instant (minutes from the year's start). */
bool calendar_use_covers(const struct calendar_board *board, const struct calendar_use *use, const int *slots,
			 int instant);

/* Whether a meeting on the slot counts. */
static inline bool calendar_use_counts(const struct calendar_board *board, const struct calendar_use *use, int slot)
{
	return use->attendee == MOOT_NONE || !calendar_bit(board->attendees[use->attendee].busy, slot);
}

#endif
