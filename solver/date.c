#include <moot/date.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days before 1 January of `year`, counted from 0001-01-01. */
static int days_before_year(int year)
{
	int y = year - 1;
	return y * 365 + y / 4 - y / 100 + y / 400;
}

enum { EPOCH = 719162 /* days_before_year(1970) */ };

moot_day moot_day_from_date(int year, int month, int day_of_month)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day_of_month < 1 ||
	    day_of_month > days_in_month(year, month))
		return MOOT_NO_DAY;
	int day = days_before_year(year) - EPOCH + day_of_month - 1;
	for (int m = 1; m < month; m++)
		day += days_in_month(year, m);
	return day;
}

void moot_day_to_date(moot_day day, int *year, int *month, int *day_of_month)
{
	int count = day + EPOCH;
	int y = count / 366 + 1;
	while (days_before_year(y + 1) <= count)
		y++;
	count -= days_before_year(y);
	int m = 1;
	while (count >= days_in_month(y, m)) {
		count -= days_in_month(y, m);
		m++;
	}
	*year = y;
	*month = m;
	*day_of_month = count + 1;
}

enum moot_weekday moot_day_weekday(moot_day day)
{
	/* 1970-01-01 was a Thursday. */
	int weekday = (day + MOOT_THURSDAY) % 7;
	return (enum moot_weekday)(weekday < 0 ? weekday + 7 : weekday);
}

/* Reads `digits` decimal digits; -1 when one is missing. */
static int number(const char *text, int digits)
{
	int value = 0;
	for (int i = 0; i < digits; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

moot_day moot_day_parse(const char *text)
{
	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return MOOT_NO_DAY;
	return moot_day_from_date(number(text, 4), number(text + 5, 2), number(text + 8, 2));
}

void moot_day_format(moot_day day, char text[11])
{
	int year = 0;
	int month = 0;
	int day_of_month = 0;
	moot_day_to_date(day, &year, &month, &day_of_month);
	snprintf(text, 11, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
		 (unsigned)day_of_month % 100);
}

int moot_clock_parse(const char *text)
{
	const char *colon = strchr(text, ':');
	if (!colon || colon == text || colon - text > 2 || strlen(colon) != 3)
		return -1;
	int hour = number(text, (int)(colon - text));
	int minute = number(colon + 1, 2);
	if (hour < 0 || minute < 0 || minute > 59 || hour > 24 || (hour == 24 && minute > 0))
		return -1;
	return hour * 60 + minute;
}

void moot_clock_format(int minute, char text[6])
{
	snprintf(text, 6, "%02u:%02u", (unsigned)minute / 60 % 100, (unsigned)minute % 60);
}

bool moot_minute_parse(const char *text, moot_minute *minute)
{
	char date[11];
	char clock[6];
	size_t length = strlen(text);
	if ((length != 16 && length != 19) || (text[10] != 'T' && text[10] != ' '))
		return false;
	if (length == 19 && strcmp(text + 16, ":00") != 0)
		return false;
	memcpy(date, text, 10);
	date[10] = '\0';
	memcpy(clock, text + 11, 5);
	clock[5] = '\0';
	moot_day day = moot_day_parse(date);
	int minutes = moot_clock_parse(clock);
	if (day == MOOT_NO_DAY || minutes < 0 || minutes >= MOOT_MINUTES_A_DAY)
		return false;
	*minute = (moot_minute)day * MOOT_MINUTES_A_DAY + minutes;
	return true;
}

void moot_minute_format(moot_minute minute, char text[17])
{
	moot_minute day = minute / MOOT_MINUTES_A_DAY;
	moot_minute rest = minute % MOOT_MINUTES_A_DAY;
	if (rest < 0) {
		day--;
		rest += MOOT_MINUTES_A_DAY;
	}
	moot_day_format((moot_day)day, text);
	text[10] = 'T';
	moot_clock_format((int)rest, text + 11);
}

static const char *const WEEKDAYS[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

int moot_weekday_parse(const char *text)
{
	for (int i = 0; i < 7; i++)
		if (strcasecmp(text, WEEKDAYS[i]) == 0 ||
		    strcasecmp(text, moot_weekday_text((enum moot_weekday)i)) == 0)
			return i;
	return -1;
}

const char *moot_weekday_text(enum moot_weekday weekday)
{
	static const char *const shorts[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	return shorts[weekday];
}
