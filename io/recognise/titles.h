/*
 * Titles of meetings as words: how alike two are, and what is left of one without its decoration.
 *
 * "FW: SLP Drugs & Alcohol Group - Q2 (June 2027)" has the words "slp", "drug", "alcohol", "group": folded by ICU,
 * accents and plural endings off, without little words, dates, ordinals and what mail programs put in front. The words
 * of a set of names are weighed by how rare they are among the names, so that "board" and "partnership" say little.
 *
 * Likeness is the weighted Dice coefficient 2 W(common) / (W(a) + W(b)), from 0 to 1. A title with a word that makes
 * another occasion of it ("prep for ...", "... briefing") is like no name without that word. Cost: linear in the texts.
 */
#ifndef MOOT_IO_RECOGNISE_TITLES_H
#define MOOT_IO_RECOGNISE_TITLES_H

#include "io/landscape/lexicon.h"

struct moot_title {
	const char **words; /* each once, by byte */
	size_t count;
	bool is_other; /* holds a word for another occasion */
};

/* False when out of memory. */
bool moot_title_split(struct moot_arena *arena, const char *text, struct moot_title *out);

/* The words in their order joined by a space: equal for the meetings of one series whatever date is in the title. */
const char *moot_title_core(struct moot_arena *arena, const char *text);

/* The text without "FW:", "Updated invitation:" and their like in front, and without a date at its end. */
const char *moot_title_clean(struct moot_arena *arena, const char *text);

/* How many names each word is in. Start from {0}; release with moot_title_weights_clear(). */
struct moot_title_weights {
	struct moot_lexicon words;
	int *names; /* by word */
	size_t capacity;
	size_t name_count;
};

bool moot_title_weights_add(struct moot_title_weights *weights, const struct moot_title *name);
void moot_title_weights_clear(struct moot_title_weights *weights);

double moot_title_likeness(const struct moot_title_weights *weights, const struct moot_title *name,
			   const struct moot_title *title);

#endif
