/*
 * A landscape with a few rules more: the same landscape in all but its rules.
 *
 * It borrows everything from the base, which must outlive it, and is not freed; the rules live in the arena. Rules that
 * are made here name no file: their text says where they come from.
 */
#ifndef MOOT_SOLVER_WHATIF_VARIANT_H
#define MOOT_SOLVER_WHATIF_VARIANT_H

#include <moot/landscape.h>

/* A rule of a kind that binds boards, and of one with a value; `text` is copied. */
struct moot_rule moot_variant_boards(struct moot_arena *arena, enum moot_rule_kind kind, const int *boards, int count,
				     const char *text);
struct moot_rule moot_variant_value(struct moot_arena *arena, enum moot_rule_kind kind, int value, const char *text);

/* False when out of memory. */
bool moot_variant_with(const struct moot_landscape *base, const struct moot_rule *rules, size_t count,
		       struct moot_arena *arena, struct moot_landscape *out);

#endif
