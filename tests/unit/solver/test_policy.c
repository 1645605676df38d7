/* The parameters as texts: each type at its edges, names however they are written, and back to text. */
#include <tests/made.h>

static struct moot_policy policy;
static struct moot_arena *arena;

static void begin(void)
{
	moot_policy_defaults(&policy);
	arena = moot_arena_new();
	cr_assert_not_null(arena);
}

static bool set(int param, const char *text)
{
	struct moot_error error = {0};
	enum moot_status status = moot_policy_set(&policy, arena, param, text, &error);
	cr_assert(status == MOOT_OK || status == MOOT_ERROR_INPUT);
	cr_assert_eq(status != MOOT_OK, strstr(error.message, moot_policy_params()[param].name) != NULL);
	return status == MOOT_OK;
}

Test(policy, names)
{
	cr_assert_eq(moot_policy_find("max_merge"), MOOT_PARAM_ID_max_merge);
	cr_assert_eq(moot_policy_find("Max Merge"), MOOT_PARAM_ID_max_merge);
	cr_assert_eq(moot_policy_find("name"), MOOT_PARAM_ID_name);
	cr_assert_eq(moot_policy_find("report_penalty"), MOOT_PARAM_ID_report_penalty);
	cr_assert_eq(moot_policy_find("max-merge"), -1);
	cr_assert_eq(moot_policy_find("max_merg"), -1);
	cr_assert_eq(moot_policy_find("max_merges"), -1);
	cr_assert_eq(moot_policy_find(""), -1);
}

/* Every number at both ends of its range and one step past them. */
Test(policy, numbers_keep_their_ranges)
{
	begin();
	for (int i = 0; i < MOOT_PARAM_COUNT; i++) {
		const struct moot_param_info *info = &moot_policy_params()[i];
		const double ends[] = {info->low, info->high};
		if (info->type != MOOT_PARAM_INTEGER && info->type != MOOT_PARAM_NUMBER)
			continue;
		for (int end = 0; end < 2; end++) {
			char text[32];
			snprintf(text, sizeof text, "%.10g", ends[end]);
			cr_assert(set(i, text), "%s %s", info->name, text);
			cr_assert_str_eq(moot_policy_text(&policy, arena, i), text);
			snprintf(text, sizeof text, "%.10g", ends[end] + (end == 0 ? -1 : 1));
			cr_assert(!set(i, text), "%s %s", info->name, text);
		}
		cr_assert_eq(set(i, "20.5"), info->type == MOOT_PARAM_NUMBER && info->high > 20.5, "%s", info->name);
	}
	moot_arena_free(arena);
}

Test(policy, numbers_as_text)
{
	static const char *const wrong[] = {"", " 7", "7 ", "7,5", "0x10", "inf", "nan", "1e400", "7..5", "-", "1e"};
	const int param = MOOT_PARAM_ID_overlap_weight;
	begin();
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_assert(!set(param, wrong[i]), "\"%s\"", wrong[i]);
	cr_assert_eq(policy.overlap_weight, 10, "what was refused has changed nothing");
	cr_assert(set(param, "+7.25e1") && policy.overlap_weight == 72.5);
	cr_assert(set(param, "000000000000000000000000000000000000000000000000000000000007"), "60 characters");
	cr_assert(!set(param, "0000000000000000000000000000000000000000000000000000000000007"), "61");
	moot_arena_free(arena);
}

Test(policy, words)
{
	static const char *const yes[] = {"yes", "Y", "TRUE", "1"};
	static const char *const no[] = {"no", "N", "False", "0"};
	begin();
	for (int i = 0; i < 4; i++) {
		cr_assert(set(MOOT_PARAM_ID_over_lunch, yes[i]) && policy.over_lunch, "%s", yes[i]);
		cr_assert(set(MOOT_PARAM_ID_over_lunch, no[i]) && !policy.over_lunch, "%s", no[i]);
	}
	cr_assert_str_eq(moot_policy_text(&policy, arena, MOOT_PARAM_ID_over_lunch), "no");
	cr_assert(!set(MOOT_PARAM_ID_over_lunch, ""));
	cr_assert(!set(MOOT_PARAM_ID_over_lunch, "yess"));
	cr_assert(set(MOOT_PARAM_ID_default_seat, "Organisation") && policy.default_seat == 1);
	cr_assert_str_eq(moot_policy_text(&policy, arena, MOOT_PARAM_ID_default_seat), "organisation");
	cr_assert(set(MOOT_PARAM_ID_default_seat, "personal") && policy.default_seat == 0);
	cr_assert_str_eq(moot_policy_text(&policy, arena, MOOT_PARAM_ID_default_seat), "personal");
	cr_assert(!set(MOOT_PARAM_ID_default_seat, "person"));
	cr_assert(!set(MOOT_PARAM_ID_default_seat, "organisations"));
	cr_assert(!set(MOOT_PARAM_ID_default_seat, ""));
	moot_arena_free(arena);
}

Test(policy, days_and_times)
{
	begin();
	cr_assert(set(MOOT_PARAM_ID_start, "2027-04-01") && policy.start == moot_day_from_date(2027, 4, 1));
	cr_assert_str_eq(moot_policy_text(&policy, arena, MOOT_PARAM_ID_start), "2027-04-01");
	cr_assert(!set(MOOT_PARAM_ID_start, "1 April 2027"));
	cr_assert(set(MOOT_PARAM_ID_start, "") && policy.start == MOOT_NO_DAY);
	cr_assert_str_eq(moot_policy_text(&policy, arena, MOOT_PARAM_ID_start), "");
	cr_assert(set(MOOT_PARAM_ID_day_start, "00:00") && policy.day_start == 0);
	cr_assert(set(MOOT_PARAM_ID_day_start, "8:45"));
	cr_assert_str_eq(moot_policy_text(&policy, arena, MOOT_PARAM_ID_day_start), "08:45");
	cr_assert(!set(MOOT_PARAM_ID_day_start, "") && !set(MOOT_PARAM_ID_day_start, "9"));
	moot_arena_free(arena);
}

Test(policy, spans)
{
	static const char *const wrong[] = {"12:30",       "-13:30",       "12:30-",     "13:30-13:30",
					    "13:30-12:30", "012:30-13:30", "12:60-13:30"};
	begin();
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_assert(!set(MOOT_PARAM_ID_lunch, wrong[i]), "%s", wrong[i]);
	cr_assert(policy.lunch.from == 750 && policy.lunch.to == 810);
	cr_assert(set(MOOT_PARAM_ID_lunch, "0:00-0:01") && policy.lunch.from == 0 && policy.lunch.to == 1);
	cr_assert_str_eq(moot_policy_text(&policy, arena, MOOT_PARAM_ID_lunch), "00:00-00:01");
	cr_assert(set(MOOT_PARAM_ID_lunch, "None") && policy.lunch.from == policy.lunch.to);
	cr_assert_str_eq(moot_policy_text(&policy, arena, MOOT_PARAM_ID_lunch), "");
	cr_assert(set(MOOT_PARAM_ID_lunch, "12:00-24:00") && set(MOOT_PARAM_ID_lunch, ""));
	cr_assert_eq(policy.lunch.to, 0);
	moot_arena_free(arena);
}

Test(policy, no_such_parameter)
{
	begin();
	cr_assert_eq(moot_policy_set(&policy, arena, -1, "1", NULL), MOOT_ERROR_USAGE);
	cr_assert_eq(moot_policy_set(&policy, arena, MOOT_PARAM_COUNT, "1", NULL), MOOT_ERROR_USAGE);
	moot_arena_free(arena);
}
