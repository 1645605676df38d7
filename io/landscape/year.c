/*
 * The planning year and the date of the input.
 *
 * Where nobody says when the year starts, it is the next 1 April: after SOURCE_DATE_EPOCH where that is set, so that
 * builds of documents can be repeated, else after today. The year that was used is written in every plan.
 */
#include "io/landscape/intake.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECONDS_A_DAY = 86400, LONGEST_YEAR = 3 * 366 };

/* The latest second of the year 9999. */
#define LAST_SECOND INT64_C(253402300799)

/* SOURCE_DATE_EPOCH, or -1 where it is not set. */
static enum moot_status source_date(int64_t *seconds, struct moot_error *error)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	*seconds = -1;
	if (!text || !*text)
		return MOOT_OK;
	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (*end || errno || value < 0 || value > LAST_SECOND)
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "SOURCE_DATE_EPOCH is \"%.40s\"; it must be whole seconds since 1970", text);
	*seconds = value;
	return MOOT_OK;
}

static moot_day next_april(moot_day today)
{
	int year = 0;
	int month = 0;
	int day = 0;
	moot_day_to_date(today, &year, &month, &day);
	return moot_day_from_date(month < 4 ? year : year + 1, 4, 1);
}

/* Where nobody says when the year ends: the first 31 March after its start, as public bodies' years do. */
static moot_day next_march(moot_day start)
{
	int year = 0;
	int month = 0;
	int day = 0;
	moot_day_to_date(start, &year, &month, &day);
	return moot_day_from_date(month < 3 || (month == 3 && day < 31) ? year : year + 1, 3, 31);
}

static enum moot_status option_day(const char *name, const char *text, moot_day *day, struct moot_error *error)
{
	if (!text)
		return MOOT_OK;
	*day = moot_day_parse(text);
	if (*day != MOOT_NO_DAY)
		return MOOT_OK;
	return moot_error_set(error, MOOT_ERROR_USAGE, "%s is \"%.40s\"; it must be a date such as 2027-04-01", name,
			      text);
}

/* A year that cannot be: blamed on the option that made it so, else on policy.csv. */
static enum moot_status check_year(struct moot_intake *intake, const char *option, struct moot_error *error)
{
	struct moot_policy *policy = &intake->landscape->policy;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_POLICY];
	size_t end_row = intake->policy_rows[MOOT_PARAM_ID_end];
	const char *why = NULL;
	if (policy->end == MOOT_NO_DAY || policy->end < policy->start)
		why = "the planning year ends before it starts; `end` must be after `start`";
	else if (policy->end - policy->start >= LONGEST_YEAR)
		why = "the planning year is longer than three years; `end` must be nearer to `start`";
	if (!why)
		return MOOT_OK;
	if (option) {
		char start[11];
		char end[11];
		moot_day_format(policy->start, start);
		moot_day_format(policy->end == MOOT_NO_DAY ? policy->start : policy->end, end);
		return moot_error_set(
		    error, MOOT_ERROR_USAGE,
		    "with %s the planning year is %s to %s: it must end after it starts, at most three "
		    "years later; give --start and --end together",
		    option, start, end);
	}
	if (end_row > 0)
		moot_intake_report_at(intake, MOOT_ERROR, sheet, end_row - 1, 1, "%s", why);
	else
		moot_intake_report(intake, MOOT_ERROR, sheet->file, 0, 0, "%s", why);
	policy->end = next_march(policy->start);
	return MOOT_OK;
}

/* Where nobody says when the year starts. An end that is asked for stays. */
static void assume_year(struct moot_intake *intake, const struct moot_read_options *options, moot_day today,
			moot_day *end)
{
	struct moot_policy *policy = &intake->landscape->policy;
	moot_day start = options && options->usual_start ? moot_day_parse(options->usual_start) : MOOT_NO_DAY;
	intake->start_assumed = start == MOOT_NO_DAY;
	policy->start = start == MOOT_NO_DAY ? next_april(today) : start;
	if (start != MOOT_NO_DAY && *end == MOOT_NO_DAY && policy->end == MOOT_NO_DAY && options->usual_end)
		*end = moot_day_parse(options->usual_end);
}

/* What the command line asks for, MOOT_NO_DAY for nothing, and today. */
struct asked {
	moot_day start;
	moot_day end;
	moot_day today;
};

static enum moot_status read_asked(const struct moot_read_options *options, struct asked *asked,
				   struct moot_error *error)
{
	int64_t now = -1;
	*asked = (struct asked){.start = MOOT_NO_DAY, .end = MOOT_NO_DAY};
	enum moot_status status = option_day("start", options ? options->start : NULL, &asked->start, error);
	if (!status)
		status = option_day("end", options ? options->end : NULL, &asked->end, error);
	if (!status)
		status = source_date(&now, error);
	if (now < 0)
		now = (int64_t)time(NULL);
	asked->today = (moot_day)(now / SECONDS_A_DAY);
	return status;
}

enum moot_status moot_read_year(struct moot_intake *intake, const struct moot_read_options *options,
				struct moot_error *error)
{
	struct moot_policy *policy = &intake->landscape->policy;
	struct asked asked;
	enum moot_status status = read_asked(options, &asked, error);
	if (status)
		return status;
	if (asked.start != MOOT_NO_DAY) {
		policy->start = asked.start;
		/* An end that lies before a start given on the command line belongs to another year. */
		if (policy->end != MOOT_NO_DAY && policy->end < asked.start)
			policy->end = MOOT_NO_DAY;
	}
	if (policy->start == MOOT_NO_DAY)
		assume_year(intake, options, asked.today, &asked.end);
	if (asked.end != MOOT_NO_DAY)
		policy->end = asked.end;
	if (policy->end == MOOT_NO_DAY)
		policy->end = next_march(policy->start);
	const char *blamed = asked.end != MOOT_NO_DAY ? "--end" : asked.start != MOOT_NO_DAY ? "--start" : NULL;
	return check_year(intake, blamed, error);
}

enum moot_status moot_planning_year(const struct moot_read_options *options, moot_day *from, moot_day *to,
				    struct moot_error *error)
{
	struct asked asked;
	enum moot_status status = read_asked(options, &asked, error);
	if (status)
		return status;
	if (asked.start == MOOT_NO_DAY)
		asked.start = next_april(asked.today);
	if (asked.end == MOOT_NO_DAY)
		asked.end = next_march(asked.start);
	if (asked.end == MOOT_NO_DAY || asked.end < asked.start)
		return moot_error_set(
		    error, MOOT_ERROR_USAGE,
		    "--end must not lie before --start, which is the next 1 April where it is not given");
	*from = asked.start;
	*to = asked.end;
	return MOOT_OK;
}

enum moot_status moot_read_created(struct moot_intake *intake, struct moot_error *error)
{
	int64_t seconds = -1;
	char date[11];
	enum moot_status status = source_date(&seconds, error);
	if (status)
		return status;
	if (seconds < 0)
		seconds = intake->newest < 0 ? 0 : (intake->newest > LAST_SECOND ? LAST_SECOND : intake->newest);
	int rest = (int)(seconds % SECONDS_A_DAY);
	moot_day_format((moot_day)(seconds / SECONDS_A_DAY), date);
	const char *created = moot_arena_format(intake->landscape->arena, "%sT%02d:%02d:%02dZ", date, rest / 3600,
						rest / 60 % 60, rest % 60);
	if (!created)
		return MOOT_ERROR_MEMORY;
	intake->landscape->created = created;
	return MOOT_OK;
}
