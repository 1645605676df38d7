#include <moot/memory.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)64 * 1024)

struct block {
	struct block *next;
	size_t used;
	size_t size;
	max_align_t data[];
};

struct moot_arena {
	struct block *blocks;
};

void *moot_allocate(size_t count, size_t size)
{
	if (size == 0 || count == 0)
		return calloc(1, 1);
	return calloc(count, size);
}

void moot_release(void *memory)
{
	free(memory);
}

bool moot_array_reserve(void **items, size_t *capacity, size_t need, size_t size)
{
	if (need <= *capacity)
		return true;
	size_t larger = *capacity < 8 ? 8 : *capacity;
	while (larger < need) {
		if (larger > SIZE_MAX / 2)
			return false;
		larger *= 2;
	}
	void *copy = moot_allocate(larger, size);
	if (!copy)
		return false;
	if (*items)
		memcpy(copy, *items, *capacity * size);
	moot_release(*items);
	*items = copy;
	*capacity = larger;
	return true;
}

struct moot_arena *moot_arena_new(void)
{
	return moot_allocate(1, sizeof(struct moot_arena));
}

void moot_arena_free(struct moot_arena *arena)
{
	if (!arena)
		return;
	for (struct block *block = arena->blocks; block;) {
		struct block *next = block->next;
		moot_release(block);
		block = next;
	}
	moot_release(arena);
}

static struct block *block_new(struct moot_arena *arena, size_t bytes)
{
	size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
	if (size > SIZE_MAX - sizeof(struct block))
		return NULL;
	struct block *block = moot_allocate(1, sizeof(struct block) + size);
	if (!block)
		return NULL;
	block->size = size;
	/* A large item gets a block of its own behind the current one, which still has room. */
	if (bytes > BLOCK_BYTES && arena->blocks) {
		block->next = arena->blocks->next;
		arena->blocks->next = block;
	} else {
		block->next = arena->blocks;
		arena->blocks = block;
	}
	return block;
}

void *moot_arena_array(struct moot_arena *arena, size_t count, size_t size)
{
	const size_t step = sizeof(max_align_t);
	if (size != 0 && count > (SIZE_MAX - step) / size)
		return NULL;
	size_t bytes = count * size;
	bytes = bytes == 0 ? step : (bytes + step - 1) / step * step;
	struct block *block = arena->blocks;
	if (!block || block->size - block->used < bytes) {
		block = block_new(arena, bytes);
		if (!block)
			return NULL;
	}
	void *memory = (char *)block->data + block->used;
	block->used += bytes;
	return memory;
}

char *moot_arena_text_n(struct moot_arena *arena, const char *text, size_t length)
{
	if (length == SIZE_MAX)
		return NULL;
	char *copy = moot_arena_array(arena, length + 1, 1);
	if (copy && length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *moot_arena_text(struct moot_arena *arena, const char *text)
{
	return text ? moot_arena_text_n(arena, text, strlen(text)) : moot_arena_text_n(arena, "", 0);
}

char *moot_arena_format(struct moot_arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		return NULL;
	char *text = moot_arena_array(arena, (size_t)length + 1, 1);
	if (!text)
		return NULL;
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return text;
}
