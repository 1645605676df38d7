/* Sentences and dates (words.h). */
#include "io/report/words.h"

#include <math.h>
#include <string.h>

static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
				     "July",    "August",   "September", "October", "November", "December"};

/* Years 1 to 9999, beyond which a day has no date. */
enum { FIRST_DAY = -719162, LAST_DAY = 2932896 };

static bool has_date(moot_day day)
{
	return day >= FIRST_DAY && day <= LAST_DAY;
}

void moot_words_day(struct moot_text *text, moot_day day)
{
	int year = 0;
	int month = 1;
	int day_of_month = 0;
	if (!has_date(day))
		return;
	moot_day_to_date(day, &year, &month, &day_of_month);
	moot_text_format(text, "%d %s %d", day_of_month, MONTHS[month - 1], year);
}

void moot_words_weekday(struct moot_text *text, moot_day day)
{
	if (!has_date(day))
		return;
	moot_text_format(text, "%s ", moot_weekday_text(moot_day_weekday(day)));
	moot_words_day(text, day);
}

void moot_words_month(struct moot_text *text, moot_day day)
{
	int year = 0;
	int month = 1;
	int day_of_month = 0;
	if (!has_date(day))
		return;
	moot_day_to_date(day, &year, &month, &day_of_month);
	moot_text_format(text, "%s %d", MONTHS[month - 1], year);
}

moot_day moot_words_day_of(moot_minute minute)
{
	moot_minute day = minute / MOOT_MINUTES_A_DAY - (minute % MOOT_MINUTES_A_DAY < 0);
	return day < FIRST_DAY || day > LAST_DAY ? MOOT_NO_DAY : (moot_day)day;
}

static int clock_of(moot_minute minute)
{
	int rest = (int)(minute % MOOT_MINUTES_A_DAY);
	return rest < 0 ? rest + MOOT_MINUTES_A_DAY : rest;
}

void moot_words_times(struct moot_text *text, moot_minute start, moot_minute end)
{
	char from[6];
	char to[6];
	moot_clock_format(clock_of(start), from);
	moot_clock_format(clock_of(end), to);
	moot_text_format(text, "%s-%s", from, to);
}

/* Rounded up to a tenth of a percent: the promise must hold. */
static void write_gap(struct moot_text *text, double gap)
{
	moot_text_fixed(text, ceil(gap * 1000 - 1e-6) / 10, 1);
	moot_text_add(text, "%");
}

static bool gap_says_something(double gap)
{
	return gap > 0 && gap < 1; /* false for not-a-number */
}

void moot_words_structure_quality(struct moot_text *text, const struct moot_plan *plan)
{
	const struct moot_structure_result *structure = &plan->structure;
	if (structure->status == MOOT_SEARCH_STOPPED)
		moot_text_add(text, "The search for mergers was stopped before its end. ");
	/* Hand-overs that follow the mergers are the best for these, not for others. */
	bool follows = plan->handed_over_count > 0 && strcmp(structure->scope, "partition") == 0;
	if (structure->gap == 0) {
		moot_text_add(text, "Proven: no other way to merge these boards within the rules is better");
		moot_text_add(text, follows ? ", before items are handed over between them." : ".");
	} else if (gap_says_something(structure->gap)) {
		moot_text_add(text, "We could not find a better way to merge these boards, and can prove that none "
				    "within the rules is more than ");
		write_gap(text, structure->gap);
		moot_text_add(text, " better, in hours weighted as the policy says.");
	} else {
		moot_text_add(text, "How much better another way to merge these boards could be is not known.");
	}
}

/* The bound is rounded down: the promise must hold. */
static void write_calendar_gap(struct moot_text *text, const struct moot_calendar_result *calendar)
{
	moot_text_add(text,
		      "We could not find a better calendar. Clashes, travel, moves and irregular dates, weighed as the "
		      "policy says, take ");
	moot_text_fixed(text, calendar->objective, 0);
	moot_text_add(text, " hours of it; of any calendar that keeps the rules, at least ");
	moot_text_fixed(text, floor(calendar->objective * (1 - calendar->gap) + 1e-6), 0);
	moot_text_add(text, " hours.");
}

void moot_words_calendar_quality(struct moot_text *text, const struct moot_plan *plan)
{
	const struct moot_calendar_result *calendar = &plan->calendar;
	if (!plan->has_calendar) {
		moot_text_add(text, "No calendar was asked for.");
		return;
	}
	if (calendar->status == MOOT_SEARCH_STOPPED)
		moot_text_add(text, "The search for dates was stopped before its end. ");
	if (calendar->gap == 0) {
		moot_text_add(text, "Proven: no other calendar within the rules is better.");
	} else if (gap_says_something(calendar->gap)) {
		write_calendar_gap(text, calendar);
	} else if (plan->unscheduled_count > 0 && isnan(calendar->gap)) {
		moot_text_add(text, "Whether a calendar with fewer unplaced meetings exists is not known.");
	} else {
		moot_text_add(text, "How much better another calendar could be is not known.");
	}
}

static void write_part(struct moot_text *text, bool *first, size_t count, const char *one, const char *many)
{
	if (count == 0)
		return;
	moot_text_format(text, "%s%zu %s", *first ? "" : "; ", count, count == 1 ? one : many);
	*first = false;
}

void moot_words_changes(struct moot_text *text, const struct moot_plan *plan)
{
	size_t boards[MOOT_CLOSED + 1] = {0};
	size_t from[MOOT_CLOSED + 1] = {0};
	for (size_t i = 0; i < plan->board_count; i++) {
		boards[plan->boards[i].fate]++;
		from[plan->boards[i].fate] += plan->boards[i].from_count;
	}
	bool first = true;
	if (boards[MOOT_MERGED] > 0) {
		moot_text_format(text, "%zu of today's boards become %zu", from[MOOT_MERGED], boards[MOOT_MERGED]);
		first = false;
	}
	if (boards[MOOT_IN_COMMON] > 0) {
		moot_text_format(text, "%s%zu meet in common, as %zu", first ? "" : "; ", from[MOOT_IN_COMMON],
				 boards[MOOT_IN_COMMON]);
		first = false;
	}
	write_part(text, &first, boards[MOOT_CLOSED], "closes", "close");
	write_part(text, &first, boards[MOOT_KEPT], "stays as it is", "stay as they are");
	moot_text_add(text, first ? "There are no boards." : ".");
}

const char *moot_words_fate(enum moot_fate fate)
{
	static const char *const texts[] = {"kept", "merged", "meets in common", "closed"};
	return texts[fate];
}

const char *moot_words_role(enum moot_role role)
{
	static const char *const texts[] = {"chair",  "vice-chair",      "required member",
					    "member", "optional member", "observer"};
	return texts[role];
}

const char *moot_words_attendance(enum moot_attendance attendance)
{
	static const char *const texts[] = {"attends", "sends a deputy", "takes papers"};
	return texts[attendance];
}

const char *moot_words_mode(enum moot_mode mode)
{
	static const char *const texts[] = {"in person", "online", "hybrid"};
	return texts[mode];
}

const char *moot_words_clash(const struct moot_report *report, const struct moot_clash *clash)
{
	static const char *const marks[][2] = {{"(busy)", "busy elsewhere"},
					       {"(tentative)", "perhaps busy elsewhere"},
					       {"(not working)", "does not work then"},
					       {"(not-on)", "asked for nothing then"}};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (strcmp(clash->with, marks[i][0]) == 0)
			return marks[i][1];
	}
	return moot_report_board(report, clash->with);
}

size_t moot_words_clash_count(const struct moot_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->meeting_count; i++)
		count += plan->meetings[i].clash_count;
	return count;
}
