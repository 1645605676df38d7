/*
 * File names for organisations: lower-case ASCII words joined by hyphens ("Heddlu Dyfed-Powys" is heddlu-dyfed-powys),
 * unique by -2, -3. The slugs depend on the set of names alone, not on its order.
 */
#ifndef MOOT_IO_PLAN_SLUG_H
#define MOOT_IO_PLAN_SLUG_H

#include <moot/memory.h>
#include <moot/status.h>

struct moot_slug {
	const char *name;
	const char *slug;
};

/* `slugs` have their names; sorts them by name, drops repeats and gives each its slug. */
enum moot_status moot_slugs_make(struct moot_arena *arena, struct moot_slug *slugs, size_t *count,
				 struct moot_error *error);

#endif
