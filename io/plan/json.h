/*
 * JSON as we write it: keys in the order of the calls, two spaces a level, small objects on one line, the shortest
 * numbers that read back the same. The bytes depend on the calls alone.
 *
 * Start from {0}. `key` is NULL inside arrays. Every open has its close. Hidden and reordering characters in texts are
 * written as \u escapes, so that they are kept and cannot disturb a screen.
 */
#ifndef MOOT_IO_PLAN_JSON_H
#define MOOT_IO_PLAN_JSON_H

#include "io/text.h"

#include <moot/status.h>

struct moot_json {
	struct moot_text text;
	int depth;
	int line_depth;  /* depth at which a one-line object was opened; 0 for none */
	bool has_member; /* something stands before, at this depth */
	bool not_finite; /* a number that JSON cannot hold was written where one is required */
};

void moot_json_object(struct moot_json *json, const char *key);
void moot_json_object_in_line(struct moot_json *json, const char *key);
void moot_json_object_end(struct moot_json *json);
void moot_json_array(struct moot_json *json, const char *key);
void moot_json_array_end(struct moot_json *json);

void moot_json_text(struct moot_json *json, const char *key, const char *value);
void moot_json_texts(struct moot_json *json, const char *key, const char *const *values, size_t count);
void moot_json_integer(struct moot_json *json, const char *key, long value);
void moot_json_number(struct moot_json *json, const char *key, double value);
void moot_json_number_or_null(struct moot_json *json, const char *key, double value);
void moot_json_yes(struct moot_json *json, const char *key, bool value);
void moot_json_null(struct moot_json *json, const char *key);

/* Ends with a line end and hands out the bytes; MOOT_ERROR_USAGE where a required number was not finite. */
enum moot_status moot_json_take(struct moot_json *json, char **out, struct moot_error *error);

#endif
