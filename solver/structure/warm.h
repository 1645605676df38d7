/*
 * What one solve of a structure leaves for the next: sets of boards that its relaxation liked.
 *
 * A ladder, a sweep or a what-if solves nearly the same program again and again. Sets that were good once are good
 * columns to begin with; each solve costs them anew, leaves out those that its own rules forbid, and adds what it
 * found. They change no optimum and no bound, only the time. One thread at a time.
 */
#ifndef MOOT_SOLVER_STRUCTURE_WARM_H
#define MOOT_SOLVER_STRUCTURE_WARM_H

#include <moot/memory.h>
#include <moot/status.h>

struct moot_warm_set {
	size_t first; /* into boards */
	int count;
};

/* Start from {0}; release with moot_warm_clear(). */
struct moot_warm {
	int *boards; /* of the landscape, ascending in each set */
	size_t board_count;
	size_t board_room;
	struct moot_warm_set *sets;
	size_t set_count;
	size_t set_room;
	size_t *slots; /* index of a set + 1, 0 for empty; a power of two of them */
	size_t slot_count;
};

/* Adds a set (its boards ascending) unless it is there. False when out of memory. */
bool moot_warm_add(struct moot_warm *warm, const int *boards, int count);
/* Adds all sets of another. */
bool moot_warm_add_all(struct moot_warm *warm, const struct moot_warm *other);
void moot_warm_clear(struct moot_warm *warm);

#endif
