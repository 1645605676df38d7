/* Columns from one solve to the next (reuse.h). */
#include <solver/structure/reuse.h>

#include <math.h>
#include <stdlib.h>

/* Columns whose reduced cost is at most this share of the bound are kept for the next solve. */
static const double KEPT_SHARE = 0.002;

/* The place in the block of each of the program's atoms, MOOT_NONE elsewhere; NULL when out of memory. */
static int *place_atoms(const struct moot_master *m, struct moot_arena *arena)
{
	int *places = moot_arena_array(arena, (size_t)m->program->atom_count, sizeof *places);
	for (int a = 0; places && a < m->program->atom_count; a++)
		places[a] = MOOT_NONE;
	for (int i = 0; places && i < m->block->atom_count; i++)
		places[m->block->atoms[i]] = i;
	return places;
}

/* The atoms of a set of boards, in the block; 0 where it is no union of two or more that may all sit together. */
static int atoms_of(const struct moot_master *m, const int *places, const int *boards, int count, int *atoms)
{
	const struct moot_program *p = m->program;
	int found = 0;
	int held = 0;
	for (int i = 0; i < count; i++) {
		int atom = p->atom_of[boards[i]];
		if (atom == MOOT_NONE || places[atom] == MOOT_NONE)
			return 0;
		if (p->atoms[atom].boards[0] != boards[i])
			continue;
		for (int j = 0; j < found; j++)
			if (!moot_atoms_compatible(p, atom, m->block->atoms[atoms[j]]))
				return 0;
		held += p->atoms[atom].board_count;
		atoms[found++] = places[atom];
	}
	return held == count && count <= p->max_merge && found > 1 ? found : 0;
}

/* Sets that earlier solves of the like liked. */
enum moot_status moot_reuse_start(struct moot_master *m, struct moot_arena *arena, struct moot_error *error)
{
	const struct moot_warm *warm = m->program->warm;
	enum moot_status status = MOOT_OK;
	if (!warm || warm->set_count == 0)
		return MOOT_OK;
	int *places = place_atoms(m, arena);
	int *atoms = moot_arena_array(arena, m->program->landscape->board_count, sizeof *atoms);
	if (!places || !atoms)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	for (size_t i = 0; i < warm->set_count && status == MOOT_OK; i++) {
		const struct moot_warm_set *set = &warm->sets[i];
		int column = -1;
		int count = atoms_of(m, places, warm->boards + set->first, set->count, atoms);
		if (count == 0)
			continue;
		status = moot_master_pool(m, atoms, count, NULL, 0, &column, error);
		if (status == MOOT_OK && column >= 0)
			status = moot_master_enter(m, column, error);
	}
	return status;
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/* The boards of a column, ascending; how many. */
static int boards_of(const struct moot_master *m, const struct moot_column *column, int *boards)
{
	const int *members = m->members + column->members;
	int count = 0;
	for (int a = 0; a < column->atom_count; a++) {
		const struct moot_atom *atom = &m->program->atoms[m->block->atoms[members[a]]];
		for (int b = 0; b < atom->board_count; b++)
			boards[count++] = atom->boards[b];
	}
	qsort(boards, (size_t)count, sizeof *boards, compare_ints);
	return count;
}

/* Hands the columns that the last relaxation liked, and those chosen, to the next solve. */
enum moot_status moot_reuse_keep(struct moot_master *m, const int *chosen, int chosen_count, double upper, double lower,
				 struct moot_arena *arena, struct moot_error *error)
{
	struct moot_warm *warm = m->program->warm;
	const double distance = isfinite(upper) ? upper - lower : 0;
	const double most = fmax(distance, KEPT_SHARE * fabs(lower));
	if (!warm)
		return MOOT_OK;
	int *boards = moot_arena_array(arena, m->program->landscape->board_count, sizeof *boards);
	bool whole = boards != NULL;
	for (int i = 0; i < chosen_count && whole && isfinite(upper); i++) {
		const struct moot_column *column = &m->columns[chosen[i]];
		if (column->item_count == 0 && column->atom_count > 1)
			whole = moot_warm_add(warm, boards, boards_of(m, column, boards));
	}
	for (size_t j = 0; j < m->column_count && whole && !m->feasibility; j++) {
		const struct moot_column *column = &m->columns[j];
		if (column->lp < 0 || column->item_count > 0 || column->atom_count < 2 ||
		    moot_lp_reduced_cost(m->lp, column->lp) > most)
			continue;
		whole = moot_warm_add(warm, boards, boards_of(m, column, boards));
	}
	return whole ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}
