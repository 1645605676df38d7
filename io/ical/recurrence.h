/*
 * One recurrence rule (RFC 5545 section 3.3.10): its text read into sets, and expanded to local starts.
 *
 * This is the only door to recurrence arithmetic: rule + DTSTART + window -> starts on the event's own wall clock, in
 * order. What is around a rule (DTSTART itself, EXDATE, RDATE, overrides, zones) is the business of series.c. Times
 * are whole local seconds since 1970. Each period costs at most a look at each of its days, and periods before the
 * window are skipped unless COUNT makes them matter, so a rule costs microseconds a year; one of minutes or seconds
costs what it gives, and all of them end at a cap on what is looked at.
 *
 * Where RFC 5545 is silent: days of a numbered week that lie in the next or previous year belong to the year they lie
 * in; an ordinal weekday in a daily or weekly rule is read as the plain weekday; COUNT counts what the rule matches,
 * and a DTSTART that does not match comes on top.
 */
#ifndef MOOT_IO_ICAL_RECURRENCE_H
#define MOOT_IO_ICAL_RECURRENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum moot_frequency {
	MOOT_SECONDLY,
	MOOT_MINUTELY,
	MOOT_HOURLY,
	MOOT_DAILY,
	MOOT_WEEKLY,
	MOOT_MONTHLY,
	MOOT_YEARLY,
	MOOT_NO_FREQUENCY
};

/* Numbers from 1 (or 0) to 366 counted from the start, and the same counted from the end. */
struct moot_numbers {
	uint64_t ahead[6];
	uint64_t back[6];
	bool given;
};

struct moot_recurrence {
	enum moot_frequency frequency;
	int interval;
	long count; /* 0: no COUNT */
	bool has_until;
	bool until_is_date;
	bool until_is_utc;
	int64_t until;  /* as written: seconds since 1970; of a date, its midnight */
	int week_start; /* enum moot_weekday */
	struct moot_numbers seconds;
	struct moot_numbers minutes;
	struct moot_numbers hours;
	struct moot_numbers months;
	struct moot_numbers month_days;
	struct moot_numbers year_days;
	struct moot_numbers weeks;
	struct moot_numbers positions;
	bool by_weekday;
	unsigned weekdays;               /* bit w: every enum moot_weekday w */
	struct moot_numbers ordinals[7]; /* the n-th such weekday of the month or year */
};

#define MOOT_RECURRENCE_WHY_BYTES 160

/* False, with `why` saying what is wrong and what would be right, for a rule that cannot be used. */
bool moot_recurrence_parse(const char *text, struct moot_recurrence *rule, char why[MOOT_RECURRENCE_WHY_BYTES]);

enum moot_recurrence_end {
	MOOT_RECURRENCE_DONE,
	MOOT_RECURRENCE_STOPPED, /* emit said so */
	MOOT_RECURRENCE_TOO_LONG /* the cap on periods came first */
};

/* One expansion. `last` is UNTIL on the event's wall clock, INT64_MAX for none. */
struct moot_recurrence_window {
	int64_t start; /* DTSTART */
	bool is_date;  /* DTSTART is a DATE: times of day in the rule mean nothing */
	int64_t last;
	int64_t from; /* starts in [from, to) are wanted */
	int64_t to;
	bool (*emit)(void *context, int64_t local);
	void *context;
	int64_t *budget; /* looks that the caller's rules have left between them; NULL for no such limit */
};

enum moot_recurrence_end moot_recurrence_expand(const struct moot_recurrence *rule,
						const struct moot_recurrence_window *window);

/* False for a rule that matches nothing in the forty years after `start`, such as each 30 February. */
bool moot_recurrence_ever_matches(const struct moot_recurrence *rule, int64_t start, bool is_date);

/* Sets of numbers, positive or negative. */
void moot_numbers_add(struct moot_numbers *numbers, int number);
bool moot_numbers_have(const struct moot_numbers *numbers, int ahead, int back);

#endif
