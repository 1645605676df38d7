/*
 * The parameters of a landscape: one struct whose members come from params.def.
 *
 * moot_policy_defaults() fills every default; moot_policy_set() sets one from the text a user wrote, checked against
 * its type and range. start and end may stay MOOT_NO_DAY until moot_landscape_finish() resolves them.
 */
#ifndef MOOT_POLICY_H
#define MOOT_POLICY_H

#include <moot/date.h>
#include <moot/memory.h>
#include <moot/status.h>

#ifdef __cplusplus
extern "C" {
#endif

enum moot_param_type {
	MOOT_PARAM_YES,
	MOOT_PARAM_INTEGER,
	MOOT_PARAM_NUMBER,
	MOOT_PARAM_TEXT,
	MOOT_PARAM_DATE,
	MOOT_PARAM_CLOCK,
	MOOT_PARAM_SPAN,
	MOOT_PARAM_CHOICE
};

#define MOOT_PARAM_FIELD_YES bool
#define MOOT_PARAM_FIELD_INTEGER int
#define MOOT_PARAM_FIELD_NUMBER double
#define MOOT_PARAM_FIELD_TEXT const char *
#define MOOT_PARAM_FIELD_DATE moot_day
#define MOOT_PARAM_FIELD_CLOCK int
#define MOOT_PARAM_FIELD_SPAN struct moot_span
#define MOOT_PARAM_FIELD_CHOICE int /* index into the values that the unit lists */

struct moot_policy {
#define PARAM(name, type, value, low, high, unit, meaning) MOOT_PARAM_FIELD_##type name;
#include <moot/params.def>
#undef PARAM
};

enum moot_param {
#define PARAM(name, type, value, low, high, unit, meaning) MOOT_PARAM_ID_##name,
#include <moot/params.def>
#undef PARAM
	MOOT_PARAM_COUNT
};

struct moot_param_info {
	const char *name;
	enum moot_param_type type;
	const char *value; /* the default, as a user would write it */
	double low;
	double high;
	const char *unit;
	const char *meaning;
};

/* Static table of MOOT_PARAM_COUNT entries, in the order of params.def. */
const struct moot_param_info *moot_policy_params(void);

/* Index of the parameter with this name (case-insensitive, spaces for underscores), or -1. */
int moot_policy_find(const char *name);

/* Texts point to static storage. */
void moot_policy_defaults(struct moot_policy *policy);

/*
 * Sets parameter `param` from a user's text; texts are copied to `arena`. On MOOT_ERROR_INPUT the policy is untouched
 * and error->message says what would be right.
 */
enum moot_status moot_policy_set(struct moot_policy *policy, struct moot_arena *arena, int param, const char *text,
				 struct moot_error *error);

/* The value as a user would write it, in `arena`; NULL when out of memory. */
const char *moot_policy_text(const struct moot_policy *policy, struct moot_arena *arena, int param);

#ifdef __cplusplus
}
#endif

#endif
