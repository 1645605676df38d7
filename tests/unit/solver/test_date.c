/* Days, times and instants: every day of ten thousand years counted one by one, and the texts at their edges. */
#include <criterion/criterion.h>
#include <moot/date.h>
#include <string.h>

/* The Gregorian calendar as one would count it on one's fingers. */
static int last_day(int year, int month)
{
	switch (month) {
	case 4:
	case 6:
	case 9:
	case 11:
		return 30;
	case 2:
		return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
	default:
		return 31;
	}
}

Test(date, every_day_there_is)
{
	moot_day day = moot_day_from_date(1, 1, 1);
	cr_assert_eq(moot_day_from_date(1970, 1, 1), 0);
	cr_assert_eq(moot_day_weekday(0), MOOT_THURSDAY);
	int weekday = (int)moot_day_weekday(day);
	cr_assert_eq(weekday, MOOT_MONDAY, "1 January of the year 1, reckoned backwards");
	for (int year = 1; year <= 9999; year++)
		for (int month = 1; month <= 12; month++)
			for (int date = 1; date <= last_day(year, month); date++, day++) {
				int y = 0;
				int m = 0;
				int d = 0;
				/* All days of a century's first five years; of the others the ends of the months. */
				if (year % 100 > 4 && date > 1 && date < 28)
					continue;
				moot_day_to_date(day, &y, &m, &d);
				if (y != year || m != month || d != date)
					cr_assert_fail("%d-%d-%d is read as %d-%d-%d", year, month, date, y, m, d);
				if (moot_day_from_date(year, month, date) != day)
					cr_assert_fail("%d-%d-%d is another day", year, month, date);
				if ((int)moot_day_weekday(day) !=
				    (weekday + (day - moot_day_from_date(1, 1, 1)) % 7) % 7)
					cr_assert_fail("%d-%d-%d has another weekday", year, month, date);
			}
}

Test(date, days_that_there_are_not)
{
	static const int wrong[][3] = {{0, 12, 31},   {10000, 1, 1}, {2027, 0, 1},  {2027, 13, 1}, {2027, 1, 0},
				       {2027, 1, 32}, {2027, 4, 31}, {2027, 2, 29}, {1900, 2, 29}, {2028, 2, 30}};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_assert_eq(moot_day_from_date(wrong[i][0], wrong[i][1], wrong[i][2]), MOOT_NO_DAY, "%zu", i);
	cr_assert_neq(moot_day_from_date(2000, 2, 29), MOOT_NO_DAY);
	cr_assert_neq(moot_day_from_date(9999, 12, 31), MOOT_NO_DAY);
}

Test(date, days_as_text)
{
	static const char *const wrong[] = {"",           "2027-05-1",  "2027-05-120", "2027/05-12", "2027-05/12",
					    "2o27-05-12", "2027-0:-12", "2027-05-1/",  "2027--5-12", "-027-05-12"};
	char text[11];
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_assert_eq(moot_day_parse(wrong[i]), MOOT_NO_DAY, "%s", wrong[i]);
	cr_assert_eq(moot_day_parse("1970-01-09"), 8);
	cr_assert_eq(moot_day_parse("2027-05-12"), moot_day_from_date(2027, 5, 12));
	moot_day_format(moot_day_from_date(987, 6, 5), text);
	cr_assert_str_eq(text, "0987-06-05");
}

Test(date, times_as_text)
{
	static const struct {
		const char *text;
		int minute;
	} rows[] = {{"00:00", 0},  {"9:30", 570}, {"09:30", 570}, {"23:59", 1439}, {"24:00", 1440},
		    {"24:01", -1}, {"25:00", -1}, {"12:60", -1},  {":30", -1},     {"009:30", -1},
		    {"9:3", -1},   {"9:300", -1}, {"0930", -1},   {"", -1},        {"9:a0", -1},
		    {"a:30", -1},  {"9/:30", -1}, {"12:59", 779}, {"1a:00", -1},   {"-9:30", -1}};
	char text[6];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert_eq(moot_clock_parse(rows[i].text), rows[i].minute, "%s", rows[i].text);
	moot_clock_format(1440, text);
	cr_assert_str_eq(text, "24:00");
	moot_clock_format(65, text);
	cr_assert_str_eq(text, "01:05");
}

Test(date, instants_as_text)
{
	static const char *const wrong[] = {"2027-05-12",          "2027-05-12T10:0",     "2027-05-12T10:000",
					    "2027-05-12t10:00",    "2027-05-12T10:00:01", "2027-05-12T10:00+00",
					    "2027-05-12T24:00",    "2027-13-12T10:00",    "2027-05-12T10-00",
					    "2027-05-12 10:00:0a", "2027-05-12T1a:00"};
	const moot_minute tenth = (moot_minute)moot_day_from_date(2027, 5, 12) * 1440 + 600;
	moot_minute minute = -1;
	char text[17];
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_assert(!moot_minute_parse(wrong[i], &minute), "%s", wrong[i]);
	cr_assert_eq(minute, -1);
	cr_assert(moot_minute_parse("2027-05-12T10:00", &minute) && minute == tenth);
	cr_assert(moot_minute_parse("2027-05-12 10:01", &minute) && minute == tenth + 1);
	cr_assert(moot_minute_parse("2027-05-12T10:02:00", &minute) && minute == tenth + 2);
	cr_assert(moot_minute_parse("1970-01-01T00:00", &minute) && minute == 0);
	moot_minute_format(tenth, text);
	cr_assert_str_eq(text, "2027-05-12T10:00");
	moot_minute_format(-1, text);
	cr_assert_str_eq(text, "1969-12-31T23:59");
	moot_minute_format(-1440, text);
	cr_assert_str_eq(text, "1969-12-31T00:00");
	moot_minute_format(0, text);
	cr_assert_str_eq(text, "1970-01-01T00:00");
}

Test(date, weekdays_as_text)
{
	cr_assert_eq(moot_weekday_parse("mon"), MOOT_MONDAY);
	cr_assert_eq(moot_weekday_parse("MONDAY"), MOOT_MONDAY);
	cr_assert_eq(moot_weekday_parse("Sun"), MOOT_SUNDAY);
	cr_assert_eq(moot_weekday_parse("sunday"), MOOT_SUNDAY);
	cr_assert_eq(moot_weekday_parse("Mo"), -1);
	cr_assert_eq(moot_weekday_parse(""), -1);
	cr_assert_str_eq(moot_weekday_text(MOOT_WEDNESDAY), "Wed");
}
