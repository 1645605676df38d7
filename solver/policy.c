#include <moot/policy.h>

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct moot_param_info PARAMS[] = {
#define PARAM(name, type, value, low, high, unit, meaning) {#name, MOOT_PARAM_##type, value, low, high, unit, meaning},
#include <moot/params.def>
#undef PARAM
};

static const size_t OFFSETS[] = {
#define PARAM(name, type, value, low, high, unit, meaning) offsetof(struct moot_policy, name),
#include <moot/params.def>
#undef PARAM
};

const struct moot_param_info *moot_policy_params(void)
{
	return PARAMS;
}

int moot_policy_find(const char *name)
{
	for (int i = 0; i < MOOT_PARAM_COUNT; i++) {
		const char *a = PARAMS[i].name;
		const char *b = name;
		while (*a && (strncasecmp(a, b, 1) == 0 || (*a == '_' && *b == ' '))) {
			a++;
			b++;
		}
		if (!*a && !*b)
			return i;
	}
	return -1;
}

/* The index of `text` among the words of `list` (| between), or -1. */
static int choice_index(const char *list, const char *text)
{
	int index = 0;
	while (*list) {
		size_t length = strcspn(list, "|");
		if (strlen(text) == length && strncasecmp(list, text, length) == 0)
			return index;
		list += length;
		if (*list == '|')
			list++;
		index++;
	}
	return -1;
}

/* "yes", "n", "TRUE", "0": 1, 0, or -1 for anything else. */
static int yes_parse(const char *text)
{
	static const char *const yes[] = {"yes", "y", "true", "1"};
	static const char *const no[] = {"no", "n", "false", "0"};
	for (int i = 0; i < 4; i++) {
		if (strcasecmp(text, yes[i]) == 0)
			return 1;
		if (strcasecmp(text, no[i]) == 0)
			return 0;
	}
	return -1;
}

/*
 * A decimal number with a point, whatever the locale says: digits, one point, an exponent. strtod() alone would follow
 * LC_NUMERIC and accept "inf" and hexadecimal.
 */
static bool decimal_parse(const char *text, double *value)
{
	if (!*text || strspn(text, "0123456789.-+eE") != strlen(text) || strlen(text) > 60)
		return false;
	char *end = NULL;
	errno = 0;
	*value = strtod(text, &end);
	return *end == '\0' && end != text && isfinite(*value);
}

static bool span_parse(const char *text, struct moot_span *span)
{
	char from[6];
	const char *dash = strchr(text, '-');
	if (!*text || strcasecmp(text, "none") == 0) {
		*span = (struct moot_span){0, 0};
		return true;
	}
	if (!dash || dash - text > 5 || dash == text)
		return false;
	memcpy(from, text, (size_t)(dash - text));
	from[dash - text] = '\0';
	int low = moot_clock_parse(from);
	int high = moot_clock_parse(dash + 1);
	if (low < 0 || high < 0 || low >= high)
		return false;
	*span = (struct moot_span){low, high};
	return true;
}

static enum moot_status set_number(const struct moot_param_info *info, void *field, const char *text,
				   struct moot_error *error)
{
	double value = 0;
	bool whole = info->type == MOOT_PARAM_INTEGER;
	if (!decimal_parse(text, &value) || value < info->low || value > info->high || (whole && value != floor(value)))
		return moot_error_set(error, MOOT_ERROR_INPUT,
				      "%s is \"%.60s\"; it must be a %snumber from %g to %g (%s)", info->name, text,
				      whole ? "whole " : "", info->low, info->high, info->unit);
	if (whole)
		*(int *)field = (int)value;
	else
		*(double *)field = value;
	return MOOT_OK;
}

static enum moot_status set_text(struct moot_arena *arena, void *field, const char *text, struct moot_error *error)
{
	const char *copy = arena ? moot_arena_text(arena, text) : text;
	if (!copy)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	*(const char **)field = copy;
	return MOOT_OK;
}

static enum moot_status set_time(const struct moot_param_info *info, void *field, const char *text,
				 struct moot_error *error)
{
	if (info->type == MOOT_PARAM_DATE) {
		moot_day day = *text ? moot_day_parse(text) : MOOT_NO_DAY;
		if (*text && day == MOOT_NO_DAY)
			return moot_error_set(error, MOOT_ERROR_INPUT,
					      "%s is \"%.60s\"; it must be a date such as 2027-04-01", info->name,
					      text);
		*(moot_day *)field = day;
	} else if (info->type == MOOT_PARAM_CLOCK) {
		int minute = moot_clock_parse(text);
		if (minute < 0)
			return moot_error_set(error, MOOT_ERROR_INPUT,
					      "%s is \"%.60s\"; it must be a time such as 09:00", info->name, text);
		*(int *)field = minute;
	} else if (!span_parse(text, field)) {
		return moot_error_set(error, MOOT_ERROR_INPUT,
				      "%s is \"%.60s\"; it must be two times such as 12:30-13:30, or empty for none",
				      info->name, text);
	}
	return MOOT_OK;
}

static enum moot_status set_word(const struct moot_param_info *info, void *field, const char *text,
				 struct moot_error *error)
{
	if (info->type == MOOT_PARAM_YES) {
		int yes = yes_parse(text);
		if (yes < 0)
			return moot_error_set(error, MOOT_ERROR_INPUT, "%s is \"%.60s\"; it must be yes or no",
					      info->name, text);
		*(bool *)field = yes == 1;
		return MOOT_OK;
	}
	int choice = choice_index(info->unit, text);
	if (choice < 0)
		return moot_error_set(error, MOOT_ERROR_INPUT, "%s is \"%.60s\"; it must be one of %s", info->name,
				      text, info->unit);
	*(int *)field = choice;
	return MOOT_OK;
}

enum moot_status moot_policy_set(struct moot_policy *policy, struct moot_arena *arena, int param, const char *text,
				 struct moot_error *error)
{
	if (param < 0 || param >= MOOT_PARAM_COUNT)
		return moot_error_set(error, MOOT_ERROR_USAGE, "there is no parameter %d", param);
	const struct moot_param_info *info = &PARAMS[param];
	void *field = (char *)policy + OFFSETS[param];
	switch (info->type) {
	case MOOT_PARAM_INTEGER:
	case MOOT_PARAM_NUMBER:
		return set_number(info, field, text, error);
	case MOOT_PARAM_TEXT:
		return set_text(arena, field, text, error);
	case MOOT_PARAM_YES:
	case MOOT_PARAM_CHOICE:
		return set_word(info, field, text, error);
	case MOOT_PARAM_DATE:
	case MOOT_PARAM_CLOCK:
	case MOOT_PARAM_SPAN:
		return set_time(info, field, text, error);
	}
	return MOOT_ERROR_INTERNAL;
}

void moot_policy_defaults(struct moot_policy *policy)
{
	memset(policy, 0, sizeof *policy);
	for (int i = 0; i < MOOT_PARAM_COUNT; i++)
		moot_policy_set(policy, NULL, i, PARAMS[i].value, NULL);
}

static const char *choice_text(struct moot_arena *arena, const char *list, int index)
{
	for (int i = 0; i < index; i++)
		list += strcspn(list, "|") + 1;
	return moot_arena_text_n(arena, list, strcspn(list, "|"));
}

static const char *span_text(struct moot_arena *arena, struct moot_span span)
{
	char from[6];
	char to[6];
	if (span.from == span.to)
		return moot_arena_text(arena, "");
	moot_clock_format(span.from, from);
	moot_clock_format(span.to, to);
	return moot_arena_format(arena, "%s-%s", from, to);
}

const char *moot_policy_text(const struct moot_policy *policy, struct moot_arena *arena, int param)
{
	const void *field = (const char *)policy + OFFSETS[param];
	char text[11] = "";
	switch (PARAMS[param].type) {
	case MOOT_PARAM_INTEGER:
		return moot_arena_format(arena, "%d", *(const int *)field);
	case MOOT_PARAM_NUMBER:
		return moot_arena_format(arena, "%.15g", *(const double *)field);
	case MOOT_PARAM_TEXT:
		return moot_arena_text(arena, *(const char *const *)field);
	case MOOT_PARAM_YES:
		return moot_arena_text(arena, *(const bool *)field ? "yes" : "no");
	case MOOT_PARAM_CHOICE:
		return choice_text(arena, PARAMS[param].unit, *(const int *)field);
	case MOOT_PARAM_DATE:
		if (*(const moot_day *)field != MOOT_NO_DAY)
			moot_day_format(*(const moot_day *)field, text);
		return moot_arena_text(arena, text);
	case MOOT_PARAM_CLOCK:
		moot_clock_format(*(const int *)field, text);
		return moot_arena_text(arena, text);
	case MOOT_PARAM_SPAN:
		return span_text(arena, *(const struct moot_span *)field);
	}
	return NULL;
}
