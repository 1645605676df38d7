/* Strict JSON values (reader.h). */
#include "io/plan/reader.h"

#include "io/text.h"

#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void write_place(struct moot_text *text, const struct moot_place *place)
{
	if (place->above)
		write_place(text, place->above);
	if (place->key)
		moot_text_format(text, "%s%s", place->above ? "." : "", place->key);
	else
		moot_text_format(text, "[%zu]", place->index);
}

bool moot_reader_fault(struct moot_reader *reader, enum moot_status status, const struct moot_place *place,
		       const char *format, ...)
{
	char detail[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(detail, sizeof detail, format, arguments);
	va_end(arguments);
	struct moot_text text = {0};
	if (place) {
		write_place(&text, place);
		moot_text_add(&text, ": ");
	}
	moot_text_plain(&text, detail); /* the detail may quote the file */
	if (text.failed)
		moot_error_set(reader->error, MOOT_ERROR_MEMORY, "out of memory");
	else
		moot_error_set(reader->error, status, "%s", text.bytes);
	moot_text_clear(&text);
	return false;
}

static bool no_memory(struct moot_reader *reader)
{
	moot_error_set(reader->error, MOOT_ERROR_MEMORY, "out of memory");
	return false;
}

static const char *type_name(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "a list";
	case JSON_STRING:
		return "a text";
	case JSON_INTEGER:
	case JSON_REAL:
		return "a number";
	case JSON_TRUE:
	case JSON_FALSE:
		return "true or false";
	case JSON_NULL:
		break;
	}
	return "null";
}

/* NULL, with the fault told, where the key is missing. */
static json_t *fetch(struct moot_reader *reader, struct moot_object from, const struct moot_place *place)
{
	json_t *value = json_object_get(from.json, place->key);
	if (!value)
		moot_reader_fault(reader, MOOT_ERROR_INPUT, place, "is missing");
	return value;
}

static bool wrong_type(struct moot_reader *reader, const struct moot_place *place, const char *wanted,
		       const json_t *value)
{
	return moot_reader_fault(reader, MOOT_ERROR_INPUT, place, "should be %s, is %s", wanted, type_name(value));
}

bool moot_read_object(struct moot_reader *reader, struct moot_object from, const char *key, struct moot_place *place,
		      struct moot_object *out)
{
	*place = (struct moot_place){.above = from.place, .key = key};
	json_t *value = fetch(reader, from, place);
	if (!value)
		return false;
	if (!json_is_object(value))
		return wrong_type(reader, place, "an object", value);
	*out = (struct moot_object){.json = value, .place = place};
	return true;
}

static bool copy_text(struct moot_reader *reader, const struct moot_place *place, const json_t *value, const char **out)
{
	if (!json_is_string(value))
		return wrong_type(reader, place, "a text", value);
	char *copy = moot_arena_text_n(reader->arena, json_string_value(value), json_string_length(value));
	if (!copy)
		return no_memory(reader);
	*out = copy;
	return true;
}

bool moot_read_text(struct moot_reader *reader, struct moot_object from, const char *key, const char **out)
{
	struct moot_place place = {.above = from.place, .key = key};
	json_t *value = fetch(reader, from, &place);
	return value && copy_text(reader, &place, value, out);
}

bool moot_read_integer(struct moot_reader *reader, struct moot_object from, const char *key, long low, long high,
		       long *out)
{
	struct moot_place place = {.above = from.place, .key = key};
	json_t *value = fetch(reader, from, &place);
	if (!value)
		return false;
	if (!json_is_integer(value))
		return wrong_type(reader, &place, "a whole number", value);
	json_int_t number = json_integer_value(value);
	if (number < low || number > high)
		return moot_reader_fault(reader, MOOT_ERROR_INPUT, &place,
					 "should be from %ld to %ld, is %" JSON_INTEGER_FORMAT, low, high, number);
	*out = (long)number;
	return true;
}

bool moot_read_count(struct moot_reader *reader, struct moot_object from, const char *key, int *out)
{
	long number = 0;
	if (!moot_read_integer(reader, from, key, 0, INT_MAX, &number))
		return false;
	*out = (int)number;
	return true;
}

bool moot_read_number_or_null(struct moot_reader *reader, struct moot_object from, const char *key, double none,
			      double *out)
{
	struct moot_place place = {.above = from.place, .key = key};
	json_t *value = fetch(reader, from, &place);
	if (!value)
		return false;
	if (json_is_null(value)) {
		*out = none;
		return true;
	}
	if (!json_is_number(value))
		return wrong_type(reader, &place, "a number or null", value);
	*out = json_number_value(value);
	return true;
}

bool moot_read_number(struct moot_reader *reader, struct moot_object from, const char *key, double *out)
{
	struct moot_place place = {.above = from.place, .key = key};
	double number = 0;
	if (!moot_read_number_or_null(reader, from, key, NAN, &number))
		return false;
	if (isnan(number))
		return moot_reader_fault(reader, MOOT_ERROR_INPUT, &place, "should be a number, is null");
	*out = number;
	return true;
}

bool moot_read_yes(struct moot_reader *reader, struct moot_object from, const char *key, bool *out)
{
	struct moot_place place = {.above = from.place, .key = key};
	json_t *value = fetch(reader, from, &place);
	if (!value)
		return false;
	if (!json_is_boolean(value))
		return wrong_type(reader, &place, "true or false", value);
	*out = json_is_true(value);
	return true;
}

bool moot_read_word(struct moot_reader *reader, struct moot_object from, const char *key,
		    const char *(*text_of)(int value), int count, int *out)
{
	struct moot_place place = {.above = from.place, .key = key};
	json_t *value = fetch(reader, from, &place);
	if (!value)
		return false;
	if (!json_is_string(value))
		return wrong_type(reader, &place, "a text", value);
	for (int i = 0; i < count; i++) {
		if (strcmp(json_string_value(value), text_of(i)) == 0) {
			*out = i;
			return true;
		}
	}
	char words[256] = "";
	size_t used = 0;
	for (int i = 0; i < count && used < sizeof words; i++)
		used += (size_t)snprintf(words + used, sizeof words - used, "%s%s", i > 0 ? ", " : "", text_of(i));
	return moot_reader_fault(reader, MOOT_ERROR_INPUT, &place, "should be one of %s, is \"%.80s\"", words,
				 json_string_value(value));
}

static json_t *fetch_array(struct moot_reader *reader, struct moot_object from, const struct moot_place *place)
{
	json_t *value = fetch(reader, from, place);
	if (value && !json_is_array(value)) {
		wrong_type(reader, place, "a list", value);
		return NULL;
	}
	return value;
}

bool moot_read_objects(struct moot_reader *reader, struct moot_object from, const char *key, size_t size,
		       moot_item_reader *read, void **items, size_t *count)
{
	struct moot_place place = {.above = from.place, .key = key};
	json_t *array = fetch_array(reader, from, &place);
	if (!array)
		return false;
	size_t length = json_array_size(array);
	char *memory = moot_arena_array(reader->arena, length, size);
	if (!memory)
		return no_memory(reader);
	for (size_t i = 0; i < length; i++) {
		struct moot_place at = {.above = &place, .index = i};
		struct moot_object item = {.json = json_array_get(array, i), .place = &at};
		if (!json_is_object(item.json))
			return wrong_type(reader, &at, "an object", item.json);
		if (!read(reader, item, memory + i * size))
			return false;
	}
	*items = memory;
	*count = length;
	return true;
}

bool moot_read_texts(struct moot_reader *reader, struct moot_object from, const char *key, const char ***items,
		     size_t *count)
{
	struct moot_place place = {.above = from.place, .key = key};
	json_t *array = fetch_array(reader, from, &place);
	if (!array)
		return false;
	size_t length = json_array_size(array);
	const char **texts = moot_arena_array(reader->arena, length, sizeof *texts);
	if (!texts)
		return no_memory(reader);
	for (size_t i = 0; i < length; i++) {
		struct moot_place at = {.above = &place, .index = i};
		if (!copy_text(reader, &at, json_array_get(array, i), &texts[i]))
			return false;
	}
	*items = texts;
	*count = length;
	return true;
}
