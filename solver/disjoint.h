/*
 * Disjoint sets of the numbers 0 to n - 1 (Galler and Fischer 1964): parents[i] = i at first, then joined two by two.
 * The lowest number of a set is its root, so that sets come in the order of their first elements.
 */
#ifndef MOOT_SOLVER_DISJOINT_H
#define MOOT_SOLVER_DISJOINT_H

/* Halves the path as it goes: nearly constant time. */
static inline int moot_root(int *parents, int i)
{
	while (parents[i] != i) {
		parents[i] = parents[parents[i]];
		i = parents[i];
	}
	return i;
}

static inline void moot_join(int *parents, int a, int b)
{
	a = moot_root(parents, a);
	b = moot_root(parents, b);
	if (a < b)
		parents[b] = a;
	else
		parents[a] = b;
}

#endif
