/* A growing list of sets without repeats (warm.h). */
#include <solver/structure/warm.h>

#include <stdint.h>
#include <string.h>

static size_t hash_of(const int *boards, int count)
{
	uint64_t hash = 1469598103934665603u; /* FNV-1a, a board at a time */
	for (int i = 0; i < count; i++)
		hash = (hash ^ (uint64_t)(unsigned)boards[i]) * 1099511628211u;
	return (size_t)(hash ^ hash >> 32);
}

/* The slot of a set, or the empty one where it would stand. */
static size_t find_slot(const struct moot_warm *warm, const int *boards, int count)
{
	size_t slot = hash_of(boards, count) & (warm->slot_count - 1);
	for (; warm->slots[slot] > 0; slot = (slot + 1) & (warm->slot_count - 1)) {
		const struct moot_warm_set *set = &warm->sets[warm->slots[slot] - 1];
		if (set->count == count && memcmp(warm->boards + set->first, boards, (size_t)count * sizeof(int)) == 0)
			break;
	}
	return slot;
}

/* Keeps at least half of the slots empty. */
static bool grow(struct moot_warm *warm)
{
	if (2 * (warm->set_count + 1) <= warm->slot_count)
		return true;
	size_t count = warm->slot_count > 0 ? 2 * warm->slot_count : 256;
	size_t *slots = moot_allocate(count, sizeof *slots);
	if (!slots)
		return false;
	moot_release(warm->slots);
	warm->slots = slots;
	warm->slot_count = count;
	for (size_t s = 0; s < warm->set_count; s++)
		slots[find_slot(warm, warm->boards + warm->sets[s].first, warm->sets[s].count)] = s + 1;
	return true;
}

bool moot_warm_add(struct moot_warm *warm, const int *boards, int count)
{
	if (!grow(warm))
		return false;
	size_t slot = find_slot(warm, boards, count);
	if (warm->slots[slot] > 0)
		return true;
	if (!moot_array_reserve((void **)&warm->boards, &warm->board_room, warm->board_count + (size_t)count,
				sizeof *warm->boards) ||
	    !moot_array_reserve((void **)&warm->sets, &warm->set_room, warm->set_count + 1, sizeof *warm->sets))
		return false;
	memcpy(warm->boards + warm->board_count, boards, (size_t)count * sizeof(int));
	warm->sets[warm->set_count++] = (struct moot_warm_set){warm->board_count, count};
	warm->board_count += (size_t)count;
	warm->slots[slot] = warm->set_count;
	return true;
}

bool moot_warm_add_all(struct moot_warm *warm, const struct moot_warm *other)
{
	bool whole = true;
	for (size_t s = 0; s < other->set_count && whole; s++)
		whole = moot_warm_add(warm, other->boards + other->sets[s].first, other->sets[s].count);
	return whole;
}

void moot_warm_clear(struct moot_warm *warm)
{
	moot_release(warm->boards);
	moot_release(warm->sets);
	moot_release(warm->slots);
	*warm = (struct moot_warm){0};
}
