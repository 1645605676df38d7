/* Names to indices (lexicon.h): open addressing, FNV-1a. */
#include "io/landscape/lexicon.h"

#include "io/csv/word.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

static size_t hash(const char *key)
{
	uint64_t h = 14695981039346656037u;
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return (size_t)(h ^ (h >> 32));
}

/* The slot that holds `key`, or the empty one where it would go. */
static size_t slot_of(const struct moot_lexicon *names, const char *key)
{
	size_t slot = hash(key) & (names->slot_count - 1);
	while (names->slots[slot] && strcmp(names->keys[names->slots[slot] - 1], key) != 0)
		slot = (slot + 1) & (names->slot_count - 1);
	return slot;
}

int moot_lexicon_find(const struct moot_lexicon *names, const char *key)
{
	return names->slot_count > 0 ? names->slots[slot_of(names, key)] - 1 : -1;
}

static bool grow(struct moot_lexicon *names)
{
	size_t larger = names->slot_count > 0 ? names->slot_count * 2 : 64;
	int *slots = moot_allocate(larger, sizeof *slots);
	if (!slots)
		return false;
	moot_release(names->slots);
	names->slots = slots;
	names->slot_count = larger;
	for (size_t i = 0; i < names->count; i++)
		slots[slot_of(names, names->keys[i])] = (int)i + 1;
	return true;
}

enum moot_status moot_lexicon_add(struct moot_lexicon *names, const char *key, const char *text, int *index)
{
	*index = moot_lexicon_find(names, key);
	if (*index >= 0)
		return MOOT_OK;
	if (names->count >= INT_MAX / 2 || ((names->count + 1) * 2 > names->slot_count && !grow(names)) ||
	    !moot_array_reserve((void **)&names->keys, &names->key_capacity, names->count + 1, sizeof *names->keys) ||
	    !moot_array_reserve((void **)&names->texts, &names->text_capacity, names->count + 1, sizeof *names->texts))
		return MOOT_ERROR_MEMORY;
	names->keys[names->count] = key;
	names->texts[names->count] = text;
	names->slots[slot_of(names, key)] = (int)++names->count;
	*index = (int)names->count - 1;
	return MOOT_OK;
}

const char *moot_lexicon_nearest(const struct moot_lexicon *names, const char *word, size_t *budget)
{
	/* One letter in three may be wrong, three at most. */
	int limit = (int)strnlen(word, 9) / 3;
	const char *nearest = NULL;
	for (size_t i = 0; i<names->count && * budget> 0; i++, --*budget) {
		int distance = moot_word_distance(names->texts[i], word, limit);
		if (distance <= limit) {
			nearest = names->texts[i];
			limit = distance - 1;
		}
		if (limit < 0)
			break;
	}
	return nearest;
}

void moot_lexicon_clear(struct moot_lexicon *names)
{
	moot_release(names->keys);
	moot_release(names->texts);
	moot_release(names->slots);
	*names = (struct moot_lexicon){0};
}
