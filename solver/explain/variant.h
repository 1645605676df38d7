/*
 * The landscape with something changed: more rules, fewer, other parameters. What a user would do with a rules.csv, a
 * policy.csv and another run.
 *
 * A variant shares everything with its landscape but the arrays it changes, and lives in an arena. Begin with
 * moot_variant_new(), then change; the landscape itself is never touched.
 */
#ifndef MOOT_SOLVER_EXPLAIN_VARIANT_H
#define MOOT_SOLVER_EXPLAIN_VARIANT_H

#include <moot/landscape.h>

struct moot_variant {
	struct moot_landscape landscape;
	struct moot_arena *arena;
	size_t rule_room;
};

/* NULL when out of memory; so are the calls below with false. */
struct moot_variant *moot_variant_new(const struct moot_landscape *landscape, struct moot_arena *arena);

/* Adds a rule on boards, which are copied. */
bool moot_variant_rule(struct moot_variant *variant, enum moot_rule_kind kind, const int *boards, size_t count);

/* Takes away what `apart` rules say of two of these boards, and `keep` rules of one. */
bool moot_variant_release(struct moot_variant *variant, const int *boards, size_t count);

/* Makes the boards the variant's own, so that they may be changed. */
bool moot_variant_own_boards(struct moot_variant *variant);

#endif
