/*
 * Numbers in sentences: "1 board", "2 boards", "12.5 hours", "GBP 21,120". All texts are in the arena; NULL when it is
 * out of memory.
 */
#ifndef MOOT_SOLVER_STRUCTURE_WORDS_H
#define MOOT_SOLVER_STRUCTURE_WORDS_H

#include <moot/memory.h>

char *moot_words_count(struct moot_arena *arena, long count, const char *one, const char *many);

/* To a tenth, without a sign: "1 hour", "0.5 hours", "1,234.5 hours", also as "1.5 WHAT hours". `what` may be "". */
char *moot_words_hours(struct moot_arena *arena, double hours, const char *what);

/* Whole pounds, without a sign. */
char *moot_words_money(struct moot_arena *arena, double gbp);

/* "a", "a and b", "a, b and c", "a, b, c and 2 more" where there are more than `most`. */
char *moot_words_list(struct moot_arena *arena, const char *const *names, int count, int most);

#endif
