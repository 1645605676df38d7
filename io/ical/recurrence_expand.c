/*
 * Expands a recurrence rule period by period (year, month, week, day, hour, minute or second): the days of the period
 * that pass every BY part, times the times of day, numbered for BYSETPOS. RFC 5545 section 3.3.10 calls some BY parts
 * expanding and some limiting; filtering all days of the period by all of them is the same, once DTSTART has filled in
 * what the rule leaves open. A set is never written out: its n-th start is day n / times, time n mod times. Periods
 * shorter than a day are leapt over as far as their day, hour or minute does not match. What is looked at is counted,
 * and at MOST_WORK the expansion ends.
 */
#include "recurrence.h"

#include <moot/date.h>

enum {
	DAY_SECONDS = 86400,
	MOST_WORK = 2000000, /* a few hundredths of a second */
	MOST_POSITIONS = 2 * 367,
	LAST_YEAR = 9999
};

/* What of a clock a period's starts may show, ascending. */
struct hands {
	int items[60];
	int count;
};

struct expansion {
	const struct moot_recurrence *rule;
	const struct moot_recurrence_window *window;
	struct moot_recurrence completed; /* the rule with what DTSTART fills in */
	moot_day start_day;
	int start_year;
	int start_month;
	int start_day_of_month;
	int64_t unit; /* the seconds of a period shorter than a day; 0 for others */
	struct hands hours;
	struct hands minutes;
	struct hands seconds;
	int time_count; /* in a day of the period, or in a period shorter than that */
	moot_day days[366];
	int day_count;
	moot_day looked_at; /* the last day that was matched for a period shorter than a day */
	bool look_matched;
	int64_t counted;
	int64_t work;
	bool finished;
	bool stopped;
};

/* One stretch of days that the rule looks at together. */
struct period {
	moot_day first;
	int days;
	int second; /* of the day, at which one shorter than a day begins */
};

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int year_length(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 366 : 365;
}

static moot_day first_of_month(int year, int month)
{
	return moot_day_from_date(year, month, 1);
}

static int month_length(int year, int month)
{
	return month == 12 ? 31 : first_of_month(year, month + 1) - first_of_month(year, month);
}

/* The first day of week 1 of the year: the week that holds at least four of its days. */
static moot_day first_week(int year, int week_start)
{
	moot_day fourth = moot_day_from_date(year, 1, 4);
	int back = ((int)moot_day_weekday(fourth) - week_start + 7) % 7;
	return fourth - back;
}

static bool week_matches(const struct moot_recurrence *rule, moot_day day, int year)
{
	moot_day first = first_week(year, rule->week_start);
	int of_year = year;
	if (day < first) {
		if (year == 1)
			return false;
		of_year = year - 1;
	} else if (year < LAST_YEAR && day >= first_week(year + 1, rule->week_start)) {
		of_year = year + 1;
	}
	if (of_year >= LAST_YEAR)
		return false;
	first = first_week(of_year, rule->week_start);
	int weeks = (first_week(of_year + 1, rule->week_start) - first) / 7;
	int week = (day - first) / 7 + 1;
	return moot_numbers_have(&rule->weeks, week, weeks - week + 1);
}

static bool weekday_matches(const struct moot_recurrence *rule, moot_day day, int year, int month, int day_of_month)
{
	enum moot_weekday weekday = moot_day_weekday(day);
	const struct moot_numbers *ordinals = &rule->ordinals[weekday];
	if (rule->weekdays >> weekday & 1)
		return true;
	if (!ordinals->given)
		return false;
	if (rule->frequency == MOOT_MONTHLY || (rule->frequency == MOOT_YEARLY && rule->months.given)) {
		int left = month_length(year, month) - day_of_month;
		return moot_numbers_have(ordinals, (day_of_month - 1) / 7 + 1, left / 7 + 1);
	}
	if (rule->frequency == MOOT_YEARLY) {
		int passed = day - first_of_month(year, 1);
		return moot_numbers_have(ordinals, passed / 7 + 1, (year_length(year) - 1 - passed) / 7 + 1);
	}
	return true; /* the ordinal means nothing in a week or a day */
}

static bool day_matches(const struct moot_recurrence *rule, moot_day day)
{
	int year = 0;
	int month = 0;
	int day_of_month = 0;
	moot_day_to_date(day, &year, &month, &day_of_month);
	if (rule->months.given && !moot_numbers_have(&rule->months, month, 0))
		return false;
	if (rule->month_days.given &&
	    !moot_numbers_have(&rule->month_days, day_of_month, month_length(year, month) - day_of_month + 1))
		return false;
	if (rule->year_days.given) {
		int number = day - first_of_month(year, 1) + 1;
		if (!moot_numbers_have(&rule->year_days, number, year_length(year) - number + 1))
			return false;
	}
	if (rule->weeks.given && !week_matches(rule, day, year))
		return false;
	return !rule->by_weekday || weekday_matches(rule, day, year, month, day_of_month);
}

/* What a rule leaves open is as in DTSTART. */
static void complete(struct expansion *expansion)
{
	struct moot_recurrence *rule = &expansion->completed;
	bool has_days = rule->month_days.given || rule->year_days.given || rule->by_weekday;
	unsigned start_weekday = 1U << moot_day_weekday(expansion->start_day);
	if (rule->frequency == MOOT_YEARLY && !has_days && rule->weeks.given) {
		rule->by_weekday = true;
		rule->weekdays = start_weekday;
	} else if (rule->frequency == MOOT_YEARLY && !has_days) {
		if (!rule->months.given)
			moot_numbers_add(&rule->months, expansion->start_month);
		moot_numbers_add(&rule->month_days, expansion->start_day_of_month);
	} else if (rule->frequency == MOOT_MONTHLY && !has_days) {
		moot_numbers_add(&rule->month_days, expansion->start_day_of_month);
	} else if (rule->frequency == MOOT_WEEKLY && !rule->by_weekday) {
		rule->by_weekday = true;
		rule->weekdays = start_weekday;
	}
}

static void fill_hands(struct hands *hands, const struct moot_numbers *numbers, int most)
{
	for (int n = 0; n < most; n++) {
		if (moot_numbers_have(numbers, n, 0))
			hands->items[hands->count++] = n;
	}
}

/* The hours, minutes and seconds of a period's starts; in a period shorter than a day, from its beginning. */
static void fill_times(struct expansion *expansion)
{
	struct moot_recurrence *rule = &expansion->completed;
	const struct hands none = {.items = {0}, .count = 1};
	int second_of_day = (int)(expansion->window->start - (int64_t)expansion->start_day * DAY_SECONDS);
	if (expansion->window->is_date) {
		rule->hours = rule->minutes = rule->seconds = (struct moot_numbers){0};
		second_of_day = 0;
	}
	if (!rule->hours.given && rule->frequency > MOOT_HOURLY)
		moot_numbers_add(&rule->hours, second_of_day / 3600);
	if (!rule->minutes.given && rule->frequency > MOOT_MINUTELY)
		moot_numbers_add(&rule->minutes, second_of_day / 60 % 60);
	if (!rule->seconds.given && rule->frequency > MOOT_SECONDLY)
		moot_numbers_add(&rule->seconds, second_of_day % 60);
	expansion->hours = expansion->minutes = expansion->seconds = none;
	if (rule->frequency > MOOT_HOURLY) {
		expansion->hours.count = 0;
		fill_hands(&expansion->hours, &rule->hours, 24);
	}
	if (rule->frequency > MOOT_MINUTELY) {
		expansion->minutes.count = 0;
		fill_hands(&expansion->minutes, &rule->minutes, 60);
	}
	if (rule->frequency > MOOT_SECONDLY) {
		expansion->seconds.count = 0;
		fill_hands(&expansion->seconds, &rule->seconds, 60);
	}
	expansion->time_count = expansion->hours.count * expansion->minutes.count * expansion->seconds.count;
}

/* The n-th time of a day, or of a period shorter than that, in seconds from its beginning. */
static int time_at(const struct expansion *expansion, int n)
{
	int seconds = expansion->seconds.count;
	int minutes = expansion->minutes.count;
	return expansion->hours.items[n / seconds / minutes] * 3600 +
	       expansion->minutes.items[n / seconds % minutes] * 60 + expansion->seconds.items[n % seconds];
}

/* Where the first period shorter than a day begins. */
static int64_t first_unit(const struct expansion *expansion)
{
	return floor_divide(expansion->window->start, expansion->unit) * expansion->unit;
}

/* The k-th period from DTSTART's; false after the last year. */
static bool period_at(const struct expansion *expansion, int64_t k, struct period *period)
{
	const struct moot_recurrence *rule = &expansion->completed;
	int64_t steps = k * rule->interval;
	*period = (struct period){.days = 1};
	if (rule->frequency == MOOT_YEARLY || rule->frequency == MOOT_MONTHLY) {
		bool yearly = rule->frequency == MOOT_YEARLY;
		int64_t months = yearly ? steps * 12 : steps + expansion->start_month - 1;
		int64_t year = expansion->start_year + months / 12;
		if (year >= LAST_YEAR)
			return false;
		int month = (int)(months % 12) + 1;
		period->first = first_of_month((int)year, month);
		period->days = yearly ? year_length((int)year) : month_length((int)year, month);
		return true;
	}
	int64_t day = 0;
	if (rule->frequency == MOOT_WEEKLY) {
		int back = ((int)moot_day_weekday(expansion->start_day) - rule->week_start + 7) % 7;
		day = expansion->start_day - back + steps * 7;
		period->days = 7;
	} else if (rule->frequency == MOOT_DAILY) {
		day = expansion->start_day + steps;
	} else {
		int64_t second = first_unit(expansion) + steps * expansion->unit;
		day = floor_divide(second, DAY_SECONDS);
		period->second = (int)(second - day * DAY_SECONDS);
	}
	if (day >= first_of_month(LAST_YEAR, 1))
		return false;
	period->first = (moot_day)day;
	return true;
}

/* Whether the rule names nothing but how often: each of its periods shorter than a day then holds one start. */
static bool is_plain(const struct moot_recurrence *rule)
{
	return !rule->months.given && !rule->month_days.given && !rule->year_days.given && !rule->weeks.given &&
	       !rule->by_weekday && !rule->hours.given && !rule->minutes.given && !rule->seconds.given &&
	       !rule->positions.given;
}

/* The number of a period at or before `local`: where an expansion may begin, unless COUNT makes the earlier matter. */
static int64_t period_before(struct expansion *expansion, int64_t local)
{
	static const int64_t shortest[] = {[MOOT_SECONDLY] = 1,
					   [MOOT_MINUTELY] = 60,
					   [MOOT_HOURLY] = 3600,
					   [MOOT_DAILY] = DAY_SECONDS,
					   [MOOT_WEEKLY] = 7 * DAY_SECONDS,
					   [MOOT_MONTHLY] = 31 * DAY_SECONDS,
					   [MOOT_YEARLY] = 366 * DAY_SECONDS};
	const struct moot_recurrence *rule = &expansion->completed;
	bool is_counted = rule->count > 0;
	bool one_each = expansion->unit > 0 && is_plain(expansion->rule);
	if ((is_counted && !one_each) || local <= expansion->window->start)
		return 0;
	/* Months and years are counted at their longest, so this may begin early and never late. */
	int64_t passed = (local - expansion->window->start) / shortest[rule->frequency];
	int64_t k = passed / rule->interval - 1;
	if (k <= 0)
		return 0;
	expansion->counted = k;
	if (is_counted && k >= rule->count)
		expansion->finished = true;
	return k;
}

/*
 * Whether a period shorter than a day passes the parts that limit it; if not, *next is where the first that may do so
 * can begin.
 */
static bool unit_matches(struct expansion *expansion, const struct period *period, int64_t *next)
{
	const struct moot_recurrence *rule = &expansion->completed;
	int64_t begin = (int64_t)period->first * DAY_SECONDS;
	if (period->first != expansion->looked_at) {
		expansion->looked_at = period->first;
		expansion->look_matched = day_matches(rule, period->first);
	}
	if (!expansion->look_matched) {
		*next = begin + DAY_SECONDS;
		return false;
	}
	begin += period->second;
	if (rule->hours.given && !moot_numbers_have(&rule->hours, period->second / 3600, 0)) {
		*next = begin - period->second % 3600 + 3600;
		return false;
	}
	if (rule->frequency <= MOOT_MINUTELY && rule->minutes.given &&
	    !moot_numbers_have(&rule->minutes, period->second / 60 % 60, 0)) {
		*next = begin - period->second % 60 + 60;
		return false;
	}
	*next = begin + 1;
	return rule->frequency > MOOT_SECONDLY || !rule->seconds.given ||
	       moot_numbers_have(&rule->seconds, period->second % 60, 0);
}

/* The days of the period; of one that holds none, also how many periods may be leapt over. */
static int64_t find_days(struct expansion *expansion, const struct period *period, int64_t k)
{
	expansion->day_count = 0;
	if (expansion->unit > 0) {
		int64_t next = 0;
		if (unit_matches(expansion, period, &next)) {
			expansion->days[expansion->day_count++] = period->first;
			return 1;
		}
		int64_t step = expansion->unit * expansion->completed.interval;
		int64_t leap = floor_divide(next - first_unit(expansion) + step - 1, step) - k;
		return leap > 1 ? leap : 1;
	}
	for (moot_day day = period->first; day < period->first + period->days; day++) {
		if (day_matches(&expansion->completed, day))
			expansion->days[expansion->day_count++] = day;
	}
	return 1;
}

/* Counts the n-th start of the period and hands it over when it is wanted. */
static void take(struct expansion *expansion, const struct period *period, int64_t n)
{
	const struct moot_recurrence_window *window = expansion->window;
	int64_t local = (int64_t)expansion->days[n / expansion->time_count] * DAY_SECONDS + period->second +
			time_at(expansion, (int)(n % expansion->time_count));
	expansion->work++;
	if (local < window->start || expansion->finished)
		return;
	if (local > window->last || local >= window->to) {
		expansion->finished = true;
		return;
	}
	expansion->counted++;
	if (expansion->completed.count > 0 && expansion->counted >= expansion->completed.count)
		expansion->finished = true;
	if (local >= window->from && !window->emit(window->context, local))
		expansion->finished = expansion->stopped = true;
}

/* The starts that BYSETPOS names, in order and each once. */
static void take_positions(struct expansion *expansion, const struct period *period, int64_t total)
{
	const struct moot_numbers *positions = &expansion->completed.positions;
	int64_t found[MOST_POSITIONS];
	int count = 0;
	for (int n = 1; n <= 366; n++) {
		if (moot_numbers_have(positions, n, 0) && n <= total)
			found[count++] = n - 1;
	}
	for (int n = 366; n >= 1; n--) {
		if (!moot_numbers_have(positions, -1, n) || n > total)
			continue;
		int64_t at = total - n;
		int place = count;
		while (place > 0 && found[place - 1] > at)
			place--;
		if (place > 0 && found[place - 1] == at)
			continue;
		for (int i = count; i > place; i--)
			found[i] = found[i - 1];
		found[place] = at;
		count++;
	}
	for (int i = 0; i < count; i++)
		take(expansion, period, found[i]);
}

/* A day before DTSTART counts for nothing, and one that lies between DTSTART and the window is counted as a whole. */
static bool pass_day(struct expansion *expansion, moot_day day)
{
	const struct moot_recurrence_window *window = expansion->window;
	int64_t begin = (int64_t)day * DAY_SECONDS;
	int64_t end = begin + DAY_SECONDS;
	if (end <= window->start)
		return true;
	if (expansion->unit > 0 || begin < window->start || end > window->from || end > window->last)
		return false;
	expansion->work++;
	expansion->counted += expansion->time_count;
	if (expansion->completed.count > 0 && expansion->counted >= expansion->completed.count)
		expansion->finished = true;
	return true;
}

static void take_all(struct expansion *expansion, const struct period *period)
{
	for (int d = 0; d < expansion->day_count && !expansion->finished; d++) {
		if (pass_day(expansion, expansion->days[d]))
			continue;
		int64_t first = (int64_t)d * expansion->time_count;
		for (int n = 0; n < expansion->time_count && !expansion->finished; n++)
			take(expansion, period, first + n);
	}
}

static void begin(struct expansion *expansion)
{
	static const int64_t units[MOOT_NO_FREQUENCY] = {
	    [MOOT_SECONDLY] = 1, [MOOT_MINUTELY] = 60, [MOOT_HOURLY] = 3600};
	expansion->start_day = (moot_day)floor_divide(expansion->window->start, DAY_SECONDS);
	expansion->looked_at = MOOT_NO_DAY;
	moot_day_to_date(expansion->start_day, &expansion->start_year, &expansion->start_month,
			 &expansion->start_day_of_month);
	expansion->unit = units[expansion->rule->frequency];
	complete(expansion);
	fill_times(expansion);
}

/* Goes from period to period; false when MOST_WORK, or what is left of the budget, came first. */
static bool walk(struct expansion *expansion)
{
	const struct moot_recurrence_window *window = expansion->window;
	int64_t most = window->budget && *window->budget < MOST_WORK ? *window->budget : MOST_WORK;
	struct period period;
	int64_t leap = 1;
	for (int64_t k = period_before(expansion, window->from); !expansion->finished; k += leap) {
		if (expansion->work >= most)
			return false;
		if (!period_at(expansion, k, &period))
			break;
		int64_t first = (int64_t)period.first * DAY_SECONDS + period.second;
		if (first >= window->to || first > window->last)
			break;
		leap = find_days(expansion, &period, k);
		expansion->work += expansion->unit > 0 ? 1 : period.days;
		if (expansion->rule->positions.given)
			take_positions(expansion, &period, (int64_t)expansion->day_count * expansion->time_count);
		else
			take_all(expansion, &period);
	}
	return true;
}

enum moot_recurrence_end moot_recurrence_expand(const struct moot_recurrence *rule,
						const struct moot_recurrence_window *window)
{
	struct expansion expansion = {.rule = rule, .window = window, .completed = *rule};
	begin(&expansion);
	bool is_whole = walk(&expansion);
	if (window->budget)
		*window->budget -= expansion.work;
	if (!is_whole)
		return MOOT_RECURRENCE_TOO_LONG;
	return expansion.stopped ? MOOT_RECURRENCE_STOPPED : MOOT_RECURRENCE_DONE;
}

static bool stop_at_first(void *context, int64_t local)
{
	(void)context;
	(void)local;
	return false;
}

bool moot_recurrence_ever_matches(const struct moot_recurrence *rule, int64_t start, bool is_date)
{
	const int64_t years = 40;
	/* An interval of years is as many times longer; for anything shorter, forty years are enough. */
	const int64_t stretch = rule->frequency == MOOT_YEARLY && rule->interval < 100 ? rule->interval : 1;
	struct moot_recurrence endless = *rule;
	const struct moot_recurrence_window window = {.start = start,
						      .is_date = is_date,
						      .last = INT64_MAX,
						      .from = start,
						      .to = start + years * stretch * 366 * DAY_SECONDS,
						      .emit = stop_at_first};
	endless.has_until = false;
	endless.count = 0;
	return moot_recurrence_expand(&endless, &window) == MOOT_RECURRENCE_STOPPED;
}
