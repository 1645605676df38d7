/*
 * Arenas and growing arrays: all memory of the library's objects.
 *
 * A landscape, a plan and a solve each own one arena: allocate as you go, free it once. Growing arrays are for lists
 * whose length is unknown while they are built. Every size is checked for overflow before it is multiplied; a failure
 * is NULL or false, never an abort.
 */
#ifndef MOOT_MEMORY_H
#define MOOT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct moot_arena;

/* NULL when out of memory. */
struct moot_arena *moot_arena_new(void);
void moot_arena_free(struct moot_arena *arena); /* NULL-safe */

/* Zeroed memory for `count` items of `size` bytes, aligned for any type; NULL when out of memory. Never NULL for 0. */
void *moot_arena_array(struct moot_arena *arena, size_t count, size_t size);

/* A copy of `text` (NULL becomes ""), or of its first `length` bytes; NULL when out of memory. */
char *moot_arena_text(struct moot_arena *arena, const char *text);
char *moot_arena_text_n(struct moot_arena *arena, const char *text, size_t length);

/* A printf-formatted text in the arena; NULL when out of memory. */
char *moot_arena_format(struct moot_arena *arena, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/*
 * The library's only way to the heap. Zeroed; NULL when out of memory. Release with moot_release() (NULL-safe).
 */
void *moot_allocate(size_t count, size_t size);
void moot_release(void *memory);

/*
 * Makes room for at least `need` items of `size` bytes in a heap array. `*items` may be NULL with `*capacity` 0.
 * New items are zeroed. False when out of memory; the array is then untouched.
 */
bool moot_array_reserve(void **items, size_t *capacity, size_t need, size_t size);

#ifdef __cplusplus
}
#endif

#endif
