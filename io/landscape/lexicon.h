/*
 * Names to indices: ids, themes, organisations, sites, each in the order in which they first appear.
 *
 * A hash table over keys that live elsewhere (an arena). Adding and finding cost one look; indices never change, and
 * nothing is ever told by the order of the slots.
 */
#ifndef MOOT_IO_LANDSCAPE_LEXICON_H
#define MOOT_IO_LANDSCAPE_LEXICON_H

#include <moot/memory.h>
#include <moot/status.h>

/* Start from {0}; release with moot_lexicon_clear(). */
struct moot_lexicon {
	const char **keys;  /* what is compared */
	const char **texts; /* the first spelling */
	size_t count;
	size_t key_capacity;
	size_t text_capacity;
	int *slots; /* index + 1, 0 for empty; a power of two of them */
	size_t slot_count;
};

/* The index of `key`, or -1. */
int moot_lexicon_find(const struct moot_lexicon *names, const char *key);

/* Adds `key` where it is new; *index is its index. Both texts are borrowed. Fails with MOOT_ERROR_MEMORY alone. */
enum moot_status moot_lexicon_add(struct moot_lexicon *names, const char *key, const char *text, int *index);

/*
 * The text nearest to `word`, or NULL where none is near enough to be what was meant. `budget` is how many words may
 * still be compared, over all calls, so that a thousand unknown names do not cost a thousand passes over all names.
 */
const char *moot_lexicon_nearest(const struct moot_lexicon *names, const char *word, size_t *budget);

void moot_lexicon_clear(struct moot_lexicon *names);

#endif
