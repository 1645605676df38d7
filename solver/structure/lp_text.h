/*
 * Text in CPLEX's LP format, as it grows: the bytes are a string at any time once something was put, and the caller's,
 * to be released with moot_release().
 */
#ifndef MOOT_SOLVER_STRUCTURE_LP_TEXT_H
#define MOOT_SOLVER_STRUCTURE_LP_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct moot_lp_text {
	char *bytes;
	size_t length;
	size_t room;
	size_t line; /* where the line at hand began */
	bool whole;  /* true before the first call; false when out of memory */
};

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void
moot_lp_text_put(struct moot_lp_text *text, const char *format, ...);

/* An id within the format's rules for names: a hyphen would be a minus. */
void moot_lp_text_id(struct moot_lp_text *text, const char *id);

/* Begins a new line, with `lead`, where the line at hand is long. */
void moot_lp_text_fold(struct moot_lp_text *text, const char *lead);

#endif
