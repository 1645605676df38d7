/* The computed bank holidays against the published list, one-off days named. */
#include <criterion/criterion.h>
#include <moot/moot.h>
#include <stdio.h>
#include <string.h>

/* Days that no rule gives, and days of the rule that were moved to make them. */
static const char *const ONE_OFF[] = {
    "2012-06-04", "2012-06-05", /* spring holiday moved to 4 June; Diamond Jubilee */
    "2020-05-08",               /* early May moved to VE Day */
    "2022-06-02", "2022-06-03", /* spring holiday moved to 2 June; Platinum Jubilee */
    "2022-09-19",               /* State Funeral of Queen Elizabeth II */
    "2023-05-08",               /* Coronation of King Charles III */
};
static const char *const MOVED_AWAY[] = {"2012-05-28", "2020-05-04", "2022-05-30"};

static bool listed(const char *const *list, size_t count, const char *date)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], date) == 0)
			return true;
	return false;
}

static bool computed(const char *date)
{
	struct moot_closure holidays[8];
	moot_day day = moot_day_parse(date);
	int year = 0;
	int month = 0;
	int day_of_month = 0;
	moot_day_to_date(day, &year, &month, &day_of_month);
	int count = moot_bank_holidays(year, holidays);
	for (int i = 0; i < count; i++)
		if (holidays[i].day == day)
			return true;
	return false;
}

Test(bank_holidays, known_years)
{
	cr_assert(computed("2027-01-01"));
	cr_assert(computed("2027-03-26"), "Good Friday 2027");
	cr_assert(computed("2027-03-29"), "Easter Monday 2027");
	cr_assert(computed("2027-12-27"), "Christmas on a Saturday moves to Monday");
	cr_assert(computed("2027-12-28"), "and Boxing Day to Tuesday");
	cr_assert(computed("2022-12-26") && computed("2022-12-27"), "Christmas on a Sunday");
	cr_assert(computed("2026-12-25") && computed("2026-12-28"), "Boxing Day on a Saturday");
	cr_assert_not(computed("2026-12-26"));
	cr_assert(computed("2022-01-03"), "New Year's Day on a Saturday");
}

Test(bank_holidays, sorted_and_eight)
{
	for (int year = 1978; year < 2200; year++) {
		struct moot_closure holidays[8];
		cr_assert_eq(moot_bank_holidays(year, holidays), 8);
		for (int i = 1; i < 8; i++)
			cr_assert(holidays[i - 1].day < holidays[i].day, "%d, holiday %d", year, i);
	}
	struct moot_closure none[8];
	cr_assert_eq(moot_bank_holidays(1900, none), 0);
}

Test(bank_holidays, published_list)
{
	FILE *file = fopen(MOOT_SOURCE "/../shared/data/bank_holidays/england_and_wales.csv", "r");
	if (!file)
		cr_skip_test("the published list is not here: skipped");
	char line[256];
	int published = 0;
	int explained = 0;
	cr_assert_not_null(fgets(line, sizeof line, file));
	while (fgets(line, sizeof line, file)) {
		line[10] = '\0';
		published++;
		if (computed(line))
			continue;
		cr_assert(listed(ONE_OFF, sizeof ONE_OFF / sizeof *ONE_OFF, line), "%s is not computed", line);
		explained++;
	}
	fclose(file);
	/* 17 years of 8 regular days, less those moved away, plus the one-off days. */
	cr_assert_eq(explained, (int)(sizeof ONE_OFF / sizeof *ONE_OFF));
	cr_assert_eq(published, 17 * 8 - (int)(sizeof MOVED_AWAY / sizeof *MOVED_AWAY) + explained);
	for (size_t i = 0; i < sizeof MOVED_AWAY / sizeof *MOVED_AWAY; i++)
		cr_assert(computed(MOVED_AWAY[i]), "%s follows the rule", MOVED_AWAY[i]);
}
