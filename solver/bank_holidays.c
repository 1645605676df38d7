/*
 * The regular bank holidays of England and Wales, by rule: the Banking and Financial Dealings Act 1971 (s1 and Sch 1),
 * with New Year's Day (since 1974) and the early May holiday (since 1978) by proclamation. A fixed day that falls on a
 * weekend moves to the next weekday that is free. One-off days (jubilees, coronations, state funerals, the moved May
 * holidays of 1995, 2002, 2012, 2020 and 2022) follow no rule and are the user's to add as closures.
 */
#include <moot/landscape.h>

enum { MOST_HOLIDAYS = 8 };

/* Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
static moot_day easter_sunday(int year)
{
	int a = year % 19;
	int b = year / 100;
	int c = year % 100;
	int d = b / 4;
	int e = b % 4;
	int f = (b + 8) / 25;
	int g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4;
	int k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int month = (h + l - 7 * m + 114) / 31;
	int day = (h + l - 7 * m + 114) % 31 + 1;
	return moot_day_from_date(year, month, day);
}

static bool is_weekend(moot_day day)
{
	return moot_day_weekday(day) >= MOOT_SATURDAY;
}

static moot_day first_monday(int year, int month)
{
	moot_day day = moot_day_from_date(year, month, 1);
	return day + (7 - (int)moot_day_weekday(day)) % 7;
}

static moot_day last_monday(int year, int month)
{
	moot_day day = moot_day_from_date(year, month, 31); /* May and August have 31 days */
	return day - (int)moot_day_weekday(day);
}

int moot_bank_holidays(int year, struct moot_closure holidays[MOST_HOLIDAYS])
{
	int count = 0;
	if (year < 1978 || year > 9998)
		return 0;
	moot_day new_year = moot_day_from_date(year, 1, 1);
	bool substitute = is_weekend(new_year);
	while (is_weekend(new_year))
		new_year++;
	moot_day easter = easter_sunday(year);
	holidays[count++] =
	    (struct moot_closure){new_year, substitute ? "New Year's Day (substitute)" : "New Year's Day"};
	holidays[count++] = (struct moot_closure){easter - 2, "Good Friday"};
	holidays[count++] = (struct moot_closure){easter + 1, "Easter Monday"};
	holidays[count++] = (struct moot_closure){first_monday(year, 5), "Early May bank holiday"};
	holidays[count++] = (struct moot_closure){last_monday(year, 5), "Spring bank holiday"};
	holidays[count++] = (struct moot_closure){last_monday(year, 8), "Summer bank holiday"};

	moot_day christmas = moot_day_from_date(year, 12, 25);
	moot_day boxing = christmas + 1;
	const char *christmas_name = "Christmas Day";
	const char *boxing_name = "Boxing Day";
	/* Boxing Day's substitute is the first weekday that Christmas has not taken. */
	if (is_weekend(boxing) || is_weekend(christmas)) {
		moot_day monday = christmas;
		while (moot_day_weekday(monday) != MOOT_MONDAY)
			monday++;
		if (is_weekend(christmas)) {
			christmas_name = "Christmas Day (substitute)";
			bool boxing_moves = is_weekend(boxing);
			christmas = boxing_moves ? monday : monday + 1; /* Sunday: Boxing Day keeps the Monday */
			if (boxing_moves) {
				boxing = monday + 1;
				boxing_name = "Boxing Day (substitute)";
			}
		} else {
			boxing = monday;
			boxing_name = "Boxing Day (substitute)";
		}
	}
	bool christmas_first = christmas < boxing;
	holidays[count++] = christmas_first ? (struct moot_closure){christmas, christmas_name}
					    : (struct moot_closure){boxing, boxing_name};
	holidays[count++] = christmas_first ? (struct moot_closure){boxing, boxing_name}
					    : (struct moot_closure){christmas, christmas_name};
	return count;
}
