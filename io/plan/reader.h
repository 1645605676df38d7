/*
 * Strict reading of JSON values: each function fetches one key of one object, checks its type and range, and on the
 * first fault fills the error with the place ("boards[3].members[0].role: ...") and answers false.
 *
 * Places are a chain on the caller's stack, spelt out only when there is a fault. Texts are copied to the arena.
 */
#ifndef MOOT_IO_PLAN_READER_H
#define MOOT_IO_PLAN_READER_H

#include <moot/memory.h>
#include <moot/status.h>

#include <jansson.h>

struct moot_reader {
	struct moot_arena *arena;
	struct moot_error *error; /* not NULL */
};

/* An object's member (key) or an array's item (key NULL). The root has no place: NULL. */
struct moot_place {
	const struct moot_place *above;
	const char *key;
	size_t index;
};

/* An object of the document and where it stands. */
struct moot_object {
	json_t *json;
	const struct moot_place *place;
};

/* Always false, so that a caller can return it. */
bool moot_reader_fault(struct moot_reader *reader, enum moot_status status, const struct moot_place *place,
		       const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;

bool moot_read_object(struct moot_reader *reader, struct moot_object from, const char *key, struct moot_place *place,
		      struct moot_object *out);
bool moot_read_text(struct moot_reader *reader, struct moot_object from, const char *key, const char **out);
bool moot_read_integer(struct moot_reader *reader, struct moot_object from, const char *key, long low, long high,
		       long *out);
/* 0 up to the largest int. */
bool moot_read_count(struct moot_reader *reader, struct moot_object from, const char *key, int *out);
bool moot_read_number(struct moot_reader *reader, struct moot_object from, const char *key, double *out);
bool moot_read_number_or_null(struct moot_reader *reader, struct moot_object from, const char *key, double none,
			      double *out);
bool moot_read_yes(struct moot_reader *reader, struct moot_object from, const char *key, bool *out);

/* One of the words that `text_of` gives for 0 .. count - 1. */
bool moot_read_word(struct moot_reader *reader, struct moot_object from, const char *key,
		    const char *(*text_of)(int value), int count, int *out);

/* Reads each item into its place in an arena array of `size` bytes an item. */
typedef bool moot_item_reader(struct moot_reader *reader, struct moot_object item, void *out);
bool moot_read_objects(struct moot_reader *reader, struct moot_object from, const char *key, size_t size,
		       moot_item_reader *read, void **items, size_t *count);
bool moot_read_texts(struct moot_reader *reader, struct moot_object from, const char *key, const char ***items,
		     size_t *count);

#endif
