/* policy.csv: the parameters that differ from their defaults, and what they must satisfy together. */
#include "io/landscape/intake.h"

#include "io/csv/word.h"

#include <string.h>
#include <strings.h>

enum { KEY, VALUE, NOTE };

struct policy_row {
	const char *key;
};

static const struct moot_column COLUMNS[] = {
    [KEY] = {.name = "key",
	     .required = true,
	     .parse = moot_parse_reference,
	     .offset = offsetof(struct policy_row, key),
	     .meaning = "a parameter that `moot policy` lists",
	     .sample = "timezone"},
    [VALUE] = {.name = "value", .meaning = "its value; empty is the default", .sample = "Europe/London"},
    [NOTE] = {.name = "note", .meaning = "for readers only", .sample = "The zone in which the boards meet"},
};

/* The parameter nearest to a misspelt key: "; is "max_minutes" meant?", or where to look. */
static const char *suggest_param(struct moot_intake *intake, const char *key)
{
	int limit = (int)strnlen(key, 9) / 3;
	const char *nearest = NULL;
	for (int p = 0; p < MOOT_PARAM_COUNT && limit >= 0; p++) {
		int distance = moot_word_distance(moot_policy_params()[p].name, key, limit);
		if (distance <= limit) {
			nearest = moot_policy_params()[p].name;
			limit = distance - 1;
		}
	}
	const char *text =
	    nearest ? moot_arena_format(intake->arena, "is \"%s\" meant?", nearest) : "`moot policy` lists them";
	if (!text)
		intake->status = MOOT_ERROR_MEMORY;
	return text ? text : "";
}

/* policy.h wants dates in ISO form. */
static const char *iso_date(struct moot_intake *intake, const struct moot_cell *cell)
{
	char text[11];
	moot_day day = moot_intake_date(intake, cell, cell->text);
	if (day == MOOT_NO_DAY)
		return cell->text;
	moot_day_format(day, text);
	return moot_intake_keep(intake, text);
}

/* An empty value is the default, except where nothing is itself a choice. */
static bool may_be_empty(int param)
{
	return moot_policy_params()[param].type == MOOT_PARAM_SPAN || param == MOOT_PARAM_ID_disliked ||
	       param == MOOT_PARAM_ID_liked;
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct policy_row *policy_row = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_POLICY];
	struct moot_cell key = moot_sheet_cell(sheet, row, KEY);
	struct moot_cell value = moot_sheet_cell(sheet, row, VALUE);
	struct moot_error error;
	if (!policy_row->key)
		return;
	int param = moot_policy_find(policy_row->key);
	if (param < 0) {
		moot_cell_report(intake, MOOT_ERROR, &key, "there is no parameter %s; %s",
				 moot_intake_quote(intake, key.text), suggest_param(intake, key.text));
		return;
	}
	if (intake->policy_rows[param] > 0) {
		moot_cell_report(intake, MOOT_ERROR, &key, "%s stands twice, first in %s; remove one",
				 moot_policy_params()[param].name,
				 moot_sheet_where(intake, sheet, intake->policy_rows[param] - 1));
		return;
	}
	intake->policy_rows[param] = row + 1;
	if (!*value.text && !may_be_empty(param))
		return;
	const char *text = value.text;
	enum moot_param_type type = moot_policy_params()[param].type;
	if (type == MOOT_PARAM_DATE)
		text = iso_date(intake, &value);
	else if (type == MOOT_PARAM_INTEGER || type == MOOT_PARAM_NUMBER)
		text = moot_intake_plain_number(intake, value.text);
	enum moot_status status =
	    moot_policy_set(&intake->landscape->policy, intake->landscape->arena, param, text, &error);
	if (status == MOOT_ERROR_INPUT)
		moot_cell_report(intake, MOOT_ERROR, &value, "%s%s", error.message,
				 type == MOOT_PARAM_DATE ? moot_intake_date_advice(intake, &value, value.text) : "");
	else if (status)
		intake->status = status;
}

const struct moot_sheet_kind moot_policy_kind = {
    .file = "policy.csv",
    .meaning = "Parameters that differ from their defaults; `moot policy` lists them all.",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct policy_row),
    .take = take_row,
};

/* At the value of a parameter, or of `other` where only that is in the file; else the file's beginning. */
static void report_param(struct moot_intake *intake, int param, int other, const char *message)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_POLICY];
	size_t row = intake->policy_rows[param] > 0 ? intake->policy_rows[param] : intake->policy_rows[other];
	if (row > 0)
		moot_intake_report_at(intake, MOOT_ERROR, sheet, row - 1, VALUE, "%s", message);
	else
		moot_intake_report(intake, MOOT_ERROR, sheet->file, 0, 0, "%s", message);
}

bool moot_half_day_parse(const char *text, int *weekday, enum moot_half *half)
{
	char day[12] = "";
	const char *space = strchr(text, ' ');
	size_t length = space ? (size_t)(space - text) : strlen(text);
	if (length >= sizeof day)
		return false;
	memcpy(day, text, length);
	*weekday = moot_weekday_parse(day);
	*half = MOOT_WHOLE_DAY;
	while (space && *space == ' ')
		space++;
	if (space && strcasecmp(space, "am") == 0)
		*half = MOOT_BEFORE_NOON;
	else if (space && strcasecmp(space, "pm") == 0)
		*half = MOOT_FROM_NOON;
	else if (space)
		return false;
	return *weekday >= 0;
}

static bool is_span(const char *text)
{
	char from[6] = "";
	const char *dash = strchr(text, '-');
	if (!dash || dash - text > 5)
		return false;
	memcpy(from, text, (size_t)(dash - text));
	int low = moot_clock_parse(from);
	return low >= 0 && moot_clock_parse(dash + 1) > low;
}

/* `liked` and `disliked`. */
static void check_times(struct moot_intake *intake, int param, const char *text)
{
	struct moot_list list = moot_intake_split(intake, text);
	int weekday = 0;
	enum moot_half half = MOOT_WHOLE_DAY;
	for (size_t i = 0; i < list.count; i++)
		if (!moot_half_day_parse(list.items[i], &weekday, &half) && !is_span(list.items[i]))
			report_param(
			    intake, param, param,
			    "each part must be a weekday, half of one or a time, such as Fri|Mon am|16:00-17:00");
}

void moot_read_policy(struct moot_intake *intake)
{
	const struct moot_policy *policy = &intake->landscape->policy;
	const char *slash = strrchr(intake->root, '/');
	moot_sheet_read(intake, &intake->sheets[MOOT_FILE_POLICY]);
	if (!*policy->name)
		intake->landscape->policy.name = moot_intake_keep(intake, slash && slash[1] ? slash + 1 : "landscape");
	if (policy->day_start >= policy->day_end)
		report_param(intake, MOOT_PARAM_ID_day_end, MOOT_PARAM_ID_day_start,
			     "day_end must come after day_start");
	if (!moot_timezone_known(policy->timezone))
		report_param(intake, MOOT_PARAM_ID_timezone, MOOT_PARAM_ID_timezone,
			     "timezone is not an IANA name; it must be one such as Europe/London");
	check_times(intake, MOOT_PARAM_ID_disliked, policy->disliked);
	check_times(intake, MOOT_PARAM_ID_liked, policy->liked);
}
