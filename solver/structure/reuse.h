/*
 * From solve to solve: puts the sets of program->warm into a new relaxation, and what that one liked back into it.
 *
 * Where program->warm is NULL both do nothing.
 */
#ifndef MOOT_SOLVER_STRUCTURE_REUSE_H
#define MOOT_SOLVER_STRUCTURE_REUSE_H

#include <solver/structure/master.h>

/* Sets that earlier solves liked: pooled and entered, where they are whole unions of atoms that may sit together. */
enum moot_status moot_reuse_start(struct moot_master *master, struct moot_arena *arena, struct moot_error *error);

/* Keeps the chosen columns and those of the last relaxation that were near to being chosen. */
enum moot_status moot_reuse_keep(struct moot_master *master, const int *chosen, int chosen_count, double upper,
				 double lower, struct moot_arena *arena, struct moot_error *error);

#endif
