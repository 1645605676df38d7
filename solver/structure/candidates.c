/* The list of candidates, which grows (price.h). */
#include <solver/structure/price.h>

int *moot_candidates_add(struct moot_candidates *f, int atoms, int items, int room, double reduced_cost)
{
	if (!moot_array_reserve((void **)&f->items, &f->capacity, f->count + 1, sizeof *f->items) ||
	    !moot_array_reserve((void **)&f->members, &f->member_capacity, f->member_count + (size_t)room,
				sizeof *f->members))
		return NULL;
	f->items[f->count++] = (struct moot_candidate){f->member_count, atoms, items, reduced_cost};
	f->member_count += (size_t)room;
	return f->members + f->items[f->count - 1].members;
}

void moot_candidates_clear(struct moot_candidates *candidates)
{
	moot_release(candidates->items);
	moot_release(candidates->members);
	*candidates = (struct moot_candidates){0};
}
