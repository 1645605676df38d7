/*
 * Words as people type them: trimmed, compared without regard to case, and the nearest known word to a misspelt one.
 *
 * All texts are UTF-8. Cost: linear in the text, but for the distance, which is the product of the two lengths.
 */
#ifndef MOOT_IO_CSV_WORD_H
#define MOOT_IO_CSV_WORD_H

#include <moot/memory.h>

/* Narrows [*text, *text + *length) to what lies between white space, no-break spaces and zero-width marks. */
void moot_word_trim(const char **text, size_t *length);

/* The text trimmed and case-folded (Unicode, by ICU), in the arena: equal for equal words. NULL when out of memory. */
const char *moot_word_fold(struct moot_arena *arena, const char *text);

/* Replaces what is not UTF-8, such as a character cut in two, by question marks. */
void moot_word_repair(char *text);

/*
 * How many letters must be added, dropped, changed or swapped with their neighbour to turn one word into the other,
 * ASCII case aside; `limit` + 1 as soon as it exceeds `limit`. Only the first 63 bytes count.
 */
int moot_word_distance(const char *a, const char *b, int limit);

#endif
