/* Separates subset-row cuts by enumeration of triples among the atoms that the relaxation splits. */
#include <solver/structure/cuts.h>

#include <stdlib.h>

enum { MOST_ATOMS = 400, MOST_CUTS = 60, MOST_PER_ATOM = 5 };
static const double LEAST_VIOLATION = 0.05;

struct violated {
	int atoms[3]; /* of the block, ascending */
	double by;
};

struct split {
	struct moot_master *master;
	int *atoms; /* those in a column with a fractional value */
	int count;
	int *place;     /* of each atom of the block: index into atoms, or MOOT_NONE */
	double *values; /* of each column, 0 unless fractional */
	double *pair;   /* sum of the values of columns with both, count x count */
	struct violated *found;
	size_t found_count;
	size_t found_room;
};

static bool is_fractional(double value)
{
	return value > 1e-6 && value < 1 - 1e-6;
}

static bool find_split(struct split *s)
{
	const struct moot_master *m = s->master;
	s->atoms = moot_allocate((size_t)m->block->atom_count, sizeof *s->atoms);
	s->place = moot_allocate((size_t)m->block->atom_count, sizeof *s->place);
	s->values = moot_allocate(m->column_count, sizeof *s->values);
	if (!s->atoms || !s->place || !s->values)
		return false;
	for (size_t j = 0; j < m->column_count; j++) {
		double value = moot_master_value(m, (int)j);
		if (!is_fractional(value))
			continue;
		s->values[j] = value;
		for (int i = 0; i < m->columns[j].atom_count; i++)
			s->place[m->members[m->columns[j].members + (size_t)i]] = 1;
	}
	for (int a = 0; a < m->block->atom_count; a++) {
		bool in = s->place[a] == 1 && s->count < MOST_ATOMS;
		s->place[a] = in ? s->count : MOOT_NONE;
		if (in)
			s->atoms[s->count++] = a;
	}
	return true;
}

static bool sum_pairs(struct split *s)
{
	const struct moot_master *m = s->master;
	size_t count = (size_t)s->count;
	s->pair = moot_allocate(count * count, sizeof *s->pair);
	for (size_t j = 0; s->pair && j < m->column_count; j++) {
		const int *members = m->members + m->columns[j].members;
		if (s->values[j] <= 0)
			continue;
		for (int x = 0; x < m->columns[j].atom_count; x++)
			for (int y = 0; y < m->columns[j].atom_count; y++) {
				int a = s->place[members[x]];
				int b = s->place[members[y]];
				if (a != MOOT_NONE && b != MOOT_NONE)
					s->pair[(size_t)a * count + (size_t)b] += s->values[j];
			}
	}
	return s->pair != NULL;
}

/* The value of all columns with at least two of the three, less 1. */
static double violation(const struct split *s, const int atoms[3])
{
	const struct moot_cut cut = {.atoms = {atoms[0], atoms[1], atoms[2]}};
	double sum = -1;
	for (size_t j = 0; j < s->master->column_count; j++)
		if (s->values[j] > 0 && moot_column_in_cut(s->master, &s->master->columns[j], &cut))
			sum += s->values[j];
	return sum;
}

static bool try_triple(struct split *s, int a, int b, int c)
{
	struct violated cut = {.atoms = {s->atoms[a], s->atoms[b], s->atoms[c]}};
	cut.by = violation(s, cut.atoms);
	if (cut.by < LEAST_VIOLATION)
		return true;
	if (!moot_array_reserve((void **)&s->found, &s->found_room, s->found_count + 1, sizeof *s->found))
		return false;
	s->found[s->found_count++] = cut;
	return true;
}

/* A violated triple has two pairs with a value each, and pair values that exceed 1 together. */
static bool find_triples(struct split *s)
{
	size_t n = (size_t)s->count;
	for (int a = 0; a < s->count; a++)
		for (int b = a + 1; b < s->count; b++) {
			double ab = s->pair[(size_t)a * n + (size_t)b];
			for (int c = b + 1; c < s->count; c++) {
				double ac = s->pair[(size_t)a * n + (size_t)c];
				double bc = s->pair[(size_t)b * n + (size_t)c];
				if (ab + ac + bc > 1 + LEAST_VIOLATION && !try_triple(s, a, b, c))
					return false;
			}
		}
	return true;
}

static int compare_violated(const void *a, const void *b)
{
	const struct violated *x = a;
	const struct violated *y = b;
	if (x->by != y->by)
		return x->by > y->by ? -1 : 1;
	for (int i = 0; i < 3; i++)
		if (x->atoms[i] != y->atoms[i])
			return x->atoms[i] < y->atoms[i] ? -1 : 1;
	return 0;
}

static enum moot_status add_found(struct split *s, int *added, struct moot_error *error)
{
	enum moot_status status = MOOT_OK;
	int *uses = moot_allocate((size_t)s->master->block->atom_count, sizeof *uses);
	if (!uses)
		return MOOT_ERROR_MEMORY;
	if (s->found_count > 1)
		qsort(s->found, s->found_count, sizeof *s->found, compare_violated);
	for (size_t i = 0; i < s->found_count && *added < MOST_CUTS && status == MOOT_OK; i++) {
		const int *atoms = s->found[i].atoms;
		bool crowded = false;
		for (int j = 0; j < 3; j++)
			crowded = crowded || uses[atoms[j]] >= MOST_PER_ATOM;
		if (crowded)
			continue;
		for (int j = 0; j < 3; j++)
			uses[atoms[j]]++;
		status = moot_master_cut(s->master, atoms, error);
		(*added)++;
	}
	moot_release(uses);
	return status;
}

enum moot_status moot_cuts_separate(struct moot_master *master, int *added, struct moot_error *error)
{
	struct split s = {.master = master};
	enum moot_status status = MOOT_OK;
	*added = 0;
	if (!find_split(&s) || !sum_pairs(&s) || !find_triples(&s))
		status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (status == MOOT_OK)
		status = add_found(&s, added, error);
	moot_release(s.atoms);
	moot_release(s.place);
	moot_release(s.values);
	moot_release(s.pair);
	moot_release(s.found);
	return status;
}
