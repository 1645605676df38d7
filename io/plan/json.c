/* The JSON emitter (json.h). */
#include "io/plan/json.h"

#include <math.h>

/* How many bytes at the beginning need no thought: printable ASCII but the quote and the backslash. */
static size_t plain_run(const char *value)
{
	size_t length = 0;
	while (value[length] >= ' ' && value[length] < 0x7F && value[length] != '"' && value[length] != '\\')
		length++;
	return length;
}

static void write_text(struct moot_text *text, const char *value)
{
	moot_text_add(text, "\"");
	for (;;) {
		size_t plain = plain_run(value);
		moot_text_add_n(text, value, plain);
		value += plain;
		int32_t c = moot_text_next(&value);
		if (c < 0)
			break;
		if (c == '"' || c == '\\')
			moot_text_format(text, "\\%c", (char)c);
		else if (c == '\n')
			moot_text_add(text, "\\n");
		else if (moot_text_is_hidden(c) && c < 0x10000)
			moot_text_format(text, "\\u%04x", (unsigned)c);
		else
			moot_text_code_point(text, c);
	}
	moot_text_add(text, "\"");
}

static void new_line(struct moot_json *json)
{
	moot_text_add(&json->text, "\n");
	for (int i = 0; i < json->depth; i++)
		moot_text_add(&json->text, "  ");
}

/* The comma, the line and the key that stand before a value. */
static void before_value(struct moot_json *json, const char *key)
{
	if (json->has_member)
		moot_text_add(&json->text, json->line_depth ? ", " : ",");
	if (json->depth > 0 && !json->line_depth)
		new_line(json);
	if (key) {
		write_text(&json->text, key);
		moot_text_add(&json->text, ": ");
	}
	json->has_member = true;
}

static void open_value(struct moot_json *json, const char *key, const char *bracket)
{
	before_value(json, key);
	moot_text_add(&json->text, bracket);
	json->depth++;
	json->has_member = false;
}

static void close_value(struct moot_json *json, const char *bracket)
{
	json->depth--;
	if (json->has_member && !json->line_depth)
		new_line(json);
	if (json->line_depth > json->depth)
		json->line_depth = 0;
	moot_text_add(&json->text, bracket);
	json->has_member = true;
}

void moot_json_object(struct moot_json *json, const char *key)
{
	open_value(json, key, "{");
}

void moot_json_object_in_line(struct moot_json *json, const char *key)
{
	open_value(json, key, "{");
	if (!json->line_depth)
		json->line_depth = json->depth;
}

void moot_json_object_end(struct moot_json *json)
{
	close_value(json, "}");
}

void moot_json_array(struct moot_json *json, const char *key)
{
	open_value(json, key, "[");
}

void moot_json_array_end(struct moot_json *json)
{
	close_value(json, "]");
}

void moot_json_text(struct moot_json *json, const char *key, const char *value)
{
	before_value(json, key);
	write_text(&json->text, value ? value : "");
}

void moot_json_texts(struct moot_json *json, const char *key, const char *const *values, size_t count)
{
	moot_json_array(json, key);
	for (size_t i = 0; i < count; i++)
		moot_json_text(json, NULL, values[i]);
	moot_json_array_end(json);
}

void moot_json_integer(struct moot_json *json, const char *key, long value)
{
	before_value(json, key);
	moot_text_format(&json->text, "%ld", value);
}

void moot_json_number(struct moot_json *json, const char *key, double value)
{
	json->not_finite |= !isfinite(value);
	moot_json_number_or_null(json, key, value);
}

void moot_json_number_or_null(struct moot_json *json, const char *key, double value)
{
	if (!isfinite(value)) {
		moot_json_null(json, key);
		return;
	}
	before_value(json, key);
	moot_text_number(&json->text, value);
}

void moot_json_yes(struct moot_json *json, const char *key, bool value)
{
	before_value(json, key);
	moot_text_add(&json->text, value ? "true" : "false");
}

void moot_json_null(struct moot_json *json, const char *key)
{
	before_value(json, key);
	moot_text_add(&json->text, "null");
}

enum moot_status moot_json_take(struct moot_json *json, char **out, struct moot_error *error)
{
	moot_text_add(&json->text, "\n");
	if (json->not_finite && !json->text.failed) {
		moot_text_clear(&json->text);
		return moot_error_set(error, MOOT_ERROR_USAGE, "a figure that must be a number is not one");
	}
	return moot_text_take(&json->text, out, error);
}
