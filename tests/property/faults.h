/*
 * Memory that runs out at a chosen moment, for property/test_faults.c.
 *
 * The linker puts what is below in front of calloc() (all of moot's heap) and moot_arena_array() (see CMakeLists.txt);
 * the n-th of both together fails. While a work is watched, the first allocation of each way that leads to one (the
 * innermost WAY_DEPTH callers) is noted, unless an earlier work came the same way: to fail those is to fail every place
 * that asks for memory.
 */
#ifndef MOOT_TESTS_FAULTS_H
#define MOOT_TESTS_FAULTS_H

#include <moot/moot.h>

#include <execinfo.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_moot_arena_array(struct moot_arena *arena, size_t count, size_t size);
void *__wrap_moot_arena_array(struct moot_arena *arena, size_t count, size_t size);

enum { WAY_DEPTH = 4, WAY_SLOTS = 1 << 16 };

/* How many are left until one fails; negative: none does. */
static atomic_long left = -1;
static atomic_long asked;

static struct {
	pthread_mutex_t lock;
	bool on;
	uint64_t known[WAY_SLOTS]; /* hashes of callers, open addressing; 0 is free */
	long known_count;
	long first[WAY_SLOTS]; /* of each way that is new in this work the allocation that came first, in their order */
	long count;
} ways = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* Allocation `number` comes this way: whether it is the first. */
static bool is_new_way(const void *const *callers, int count)
{
	uint64_t hash = UINT64_C(1469598103934665603);
	for (int i = 0; i < count; i++)
		hash = (hash ^ (uintptr_t)callers[i]) * UINT64_C(1099511628211);
	size_t slot = (hash >> 20) % WAY_SLOTS;
	while (ways.known[slot] && ways.known[slot] != (hash | 1))
		slot = (slot + 1) % WAY_SLOTS;
	if (ways.known[slot] || ways.known_count >= WAY_SLOTS / 2)
		return false;
	ways.known[slot] = hash | 1;
	ways.known_count++;
	return true;
}

/* Outside of what is asked for memory itself: the first frames are this file's. */
static void note_way(long number)
{
	void *callers[WAY_DEPTH + 2];
	pthread_mutex_lock(&ways.lock);
	int count = backtrace(callers, WAY_DEPTH + 2) - 2;
	if (count > 0 && is_new_way((const void *const *)callers + 2, count))
		ways.first[ways.count++] = number;
	pthread_mutex_unlock(&ways.lock);
}

static bool fails(void)
{
	long number = atomic_fetch_add(&asked, 1);
	if (ways.on)
		note_way(number);
	return atomic_load(&left) >= 0 && atomic_fetch_sub(&left, 1) == 0;
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_moot_arena_array(struct moot_arena *arena, size_t count, size_t size)
{
	return fails() ? NULL : __real_moot_arena_array(arena, count, size);
}

/* From here to watch_ways(false) allocations are counted from 0 and their ways noted. */
static void watch_ways(bool on)
{
	if (on) {
		ways.count = 0;
		atomic_store(&asked, 0);
	}
	ways.on = on;
}

#endif
