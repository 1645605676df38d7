/* A small seeded generator (splitmix64): the same seed gives the same numbers everywhere. */
#ifndef MOOT_SOLVER_CALENDAR_RANDOM_H
#define MOOT_SOLVER_CALENDAR_RANDOM_H

#include <stdint.h>

struct calendar_random {
	uint64_t state;
};

static inline uint64_t calendar_random_next(struct calendar_random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* In [0, 1). */
static inline double calendar_random_share(struct calendar_random *random)
{
	return (double)(calendar_random_next(random) >> 11) * 0x1p-53;
}

/* In [0, count). */
static inline int calendar_random_below(struct calendar_random *random, int count)
{
	return (int)(calendar_random_share(random) * count);
}

#endif
