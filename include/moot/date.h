/*
 * Days, times of day and spans in the landscape's own local time.
 *
 * moot plans in wall-clock time of one zone. A day is the number of days since 1970-01-01 (proleptic Gregorian); an
 * instant is day * 1440 + minute of the day, on the wall clock, so that 09:00 stays 09:00 when the clocks change.
 * Zones matter only where calendars are read and written (io/ical).
 */
#ifndef MOOT_DATE_H
#define MOOT_DATE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t moot_day;
typedef int64_t moot_minute; /* day * 1440 + minute of the day */

#define MOOT_NO_DAY INT32_MIN
#define MOOT_MINUTES_A_DAY 1440

enum moot_weekday { MOOT_MONDAY, MOOT_TUESDAY, MOOT_WEDNESDAY, MOOT_THURSDAY, MOOT_FRIDAY, MOOT_SATURDAY, MOOT_SUNDAY };

/* [from, to) in minutes of the day; empty when from == to. */
struct moot_span {
	int from;
	int to;
};

/* Years 1 to 9999; MOOT_NO_DAY for a date that does not exist. */
moot_day moot_day_from_date(int year, int month, int day_of_month);
void moot_day_to_date(moot_day day, int *year, int *month, int *day_of_month);
enum moot_weekday moot_day_weekday(moot_day day);

/* "2027-05-12" exactly, or MOOT_NO_DAY. */
moot_day moot_day_parse(const char *text);
/* Writes "2027-05-12" and a NUL. */
void moot_day_format(moot_day day, char text[11]);

/* "09:30" (or "9:30", "24:00") to minutes of the day, -1 when it is not a time. */
int moot_clock_parse(const char *text);
void moot_clock_format(int minute, char text[6]);

/* "2027-05-12T10:00" (a space for the T and ":00" seconds are accepted); false when it is not an instant. */
bool moot_minute_parse(const char *text, moot_minute *minute);
/* Writes "2027-05-12T10:00" and a NUL. */
void moot_minute_format(moot_minute minute, char text[17]);

/* "Mon", "Monday", any case: the weekday, or -1. */
int moot_weekday_parse(const char *text);
const char *moot_weekday_text(enum moot_weekday weekday); /* "Mon" */

#ifdef __cplusplus
}
#endif

#endif
