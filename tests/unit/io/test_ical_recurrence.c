/* Recurrence rules: worked examples here, and the suites of other projects where they are at hand. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include <moot/date.h>

#include "io/ical/recurrence.h"

#define SUITE MOOT_SOURCE "/../shared/data/ics_corpus/recurrence-rules.jsonl"

enum { MOST = 200 };

struct starts {
	int64_t items[MOST];
	size_t count;
};

static bool take(void *context, int64_t local)
{
	struct starts *starts = context;
	starts->items[starts->count++] = local;
	return starts->count < MOST;
}

/* "19970902T090000", a Z ignored, or "19970902". */
static int64_t seconds_of(const char *text)
{
	int year = 0;
	int month = 0;
	int day = 0;
	int hour = 0;
	int minute = 0;
	int second = 0;
	sscanf(text, "%4d%2d%2dT%2d%2d%2d", &year, &month, &day, &hour, &minute, &second);
	return (int64_t)moot_day_from_date(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
}

static enum moot_recurrence_end expand(const char *text, const char *start, int64_t from, struct starts *starts)
{
	struct moot_recurrence rule;
	char why[MOOT_RECURRENCE_WHY_BYTES];
	cr_assert(moot_recurrence_parse(text, &rule, why), "%s: %s", text, why);
	bool is_date = strlen(start) == 8;
	struct moot_recurrence_window window = {.start = seconds_of(start),
						.is_date = is_date,
						.last = INT64_MAX,
						.from = from,
						.to = seconds_of("21000101T000000"),
						.emit = take,
						.context = starts};
	if (rule.has_until)
		window.last = rule.until_is_date && !is_date ? rule.until + 86399 : rule.until;
	starts->count = 0;
	return moot_recurrence_expand(&rule, &window);
}

struct example {
	const char *rule;
	const char *start;
	const char *expect[6];
};

/* What libical 3.0.16 gets wrong among them: the first six. */
static const struct example examples[] = {
    {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1;COUNT=4",
     "20240101T090000",
     {"20240101T090000", "20240105T090000", "20240108T090000", "20240112T090000"}},
    {"FREQ=YEARLY;BYMONTHDAY=31;COUNT=4",
     "20240131T090000",
     {"20240131T090000", "20240331T090000", "20240531T090000", "20240731T090000"}},
    {"FREQ=DAILY;BYMONTHDAY=-1;COUNT=3", "20240131", {"20240131", "20240229", "20240331"}},
    {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3",
     "19970512T090000",
     {"19970512T090000", "19980511T090000", "19990517T090000"}},
    {"FREQ=WEEKLY;COUNT=3;BYDAY=SU,TH,TH",
     "20111120T100000",
     {"20111120T100000", "20111124T100000", "20111127T100000"}},
    {"FREQ=DAILY;COUNT=9;UNTIL=20240103T090000",
     "20240101T090000",
     {"20240101T090000", "20240102T090000", "20240103T090000"}},
    {"FREQ=MONTHLY;BYDAY=2TU,-1FR;COUNT=4",
     "20240109T100000",
     {"20240109T100000", "20240126T100000", "20240213T100000", "20240223T100000"}},
    {"FREQ=MONTHLY;COUNT=3", "20240131T090000", {"20240131T090000", "20240331T090000", "20240531T090000"}},
    {"FREQ=YEARLY;COUNT=2", "20240229", {"20240229", "20280229"}},
    {"freq=weekly;interval=2;byday=mo;wkst=su;count=2;", "20240101T090000", {"20240101T090000", "20240115T090000"}},
    {"FREQ=HOURLY;INTERVAL=6;BYHOUR=9,15;COUNT=3",
     "20240101T090000",
     {"20240101T090000", "20240101T150000", "20240102T090000"}},
    {"FREQ=MINUTELY;INTERVAL=90;COUNT=3", "20240101T230000", {"20240101T230000", "20240102T003000", "20240102T020000"}},
    {"FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,16;BYMONTHDAY=-1;COUNT=4",
     "20240101T090000",
     {"20240131T090000", "20240131T092000", "20240131T094000", "20240131T160000"}},
    {"FREQ=MINUTELY;BYMINUTE=0,30;BYSECOND=10,20,30;BYSETPOS=-1;COUNT=2",
     "20240101T095930",
     {"20240101T100030", "20240101T103030"}},
    {"FREQ=SECONDLY;INTERVAL=45;BYMINUTE=0;BYSECOND=0,15;COUNT=3",
     "20240101T000000",
     {"20240101T000000", "20240101T010000", "20240101T020000"}},
    {"FREQ=SECONDLY;INTERVAL=100000;COUNT=2", "20240101T000000", {"20240101T000000", "20240102T034640"}},
    {"FREQ=DAILY;BYHOUR=0;BYMINUTE=0;BYSECOND=1,59;COUNT=3",
     "20240101T000000",
     {"20240101T000001", "20240101T000059", "20240102T000001"}},
};

Test(recurrence, examples)
{
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct starts starts;
		size_t expected = 0;
		expand(examples[i].rule, examples[i].start, INT64_MIN / 2, &starts);
		for (; expected < 6 && examples[i].expect[expected]; expected++)
			cr_assert(expected < starts.count &&
				      starts.items[expected] == seconds_of(examples[i].expect[expected]),
				  "%s: start %zu", examples[i].rule, expected);
		cr_assert_eq(starts.count, expected, "%s: %zu starts", examples[i].rule, starts.count);
	}
}

/* A window far from DTSTART gives the same starts as reading on from DTSTART. */
Test(recurrence, window_skips_ahead)
{
	static const char *const rules[] = {"FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
					    "FREQ=MONTHLY;INTERVAL=5;BYDAY=2TU",
					    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU",
					    "FREQ=DAILY;INTERVAL=11",
					    "FREQ=HOURLY;INTERVAL=37",
					    "FREQ=MINUTELY;INTERVAL=1000",
					    "FREQ=SECONDLY;INTERVAL=7777;BYMINUTE=1,2,3,10,40"};
	for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
		struct starts all;
		struct starts late;
		expand(rules[r], "20200105T093000", seconds_of("20200105T000000"), &all);
		expand(rules[r], "20200105T093000", all.items[40], &late);
		for (size_t i = 0; i + 40 < all.count && i < late.count; i++)
			cr_assert_eq(late.items[i], all.items[i + 40], "%s: start %zu", rules[r], i);
		cr_assert_geq(late.count, 20, "%s", rules[r]);
	}
}

Test(recurrence, refused)
{
	static const char *const rules[] = {"",
					    "COUNT=3",
					    "FREQ=FORTNIGHTLY",
					    "FREQ=WEEKLY;BYDAY=XX",
					    "FREQ=MONTHLY;BYMONTHDAY=32",
					    "FREQ=MONTHLY;BYMONTHDAY=0",
					    "FREQ=YEARLY;BYMONTH=-1",
					    "FREQ=DAILY;UNTIL=20251399",
					    "FREQ=DAILY;COUNT=0",
					    "FREQ=DAILY;COUNT=99999999999999999999",
					    "FREQ=DAILY;INTERVAL=-1",
					    "FREQ",
					    "FREQ=DAILY;WKST=",
					    "RSCALE=CHINESE;FREQ=YEARLY"};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct moot_recurrence rule;
		char why[MOOT_RECURRENCE_WHY_BYTES] = "";
		cr_assert(!moot_recurrence_parse(rules[i], &rule, why), "%s", rules[i]);
		cr_assert(strlen(why) > 5, "%s: no reason", rules[i]);
	}
}

/* Rules that never match, or match too often, come to an end. */
Test(recurrence, bounded)
{
	struct starts starts;
	cr_assert_eq(expand("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "20240101T000000", 0, &starts),
		     MOOT_RECURRENCE_DONE);
	cr_assert_eq(starts.count, 0);
	cr_assert_eq(expand("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", "19000101T000000", 0, &starts),
		     MOOT_RECURRENCE_DONE);
	cr_assert_eq(expand("FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1;COUNT=9", "19000101T000000", 0, &starts),
		     MOOT_RECURRENCE_TOO_LONG);
	cr_assert_eq(expand("FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", "20240101T000000", 0, &starts),
		     MOOT_RECURRENCE_TOO_LONG);
	cr_assert_eq(
	    expand("FREQ=SECONDLY;COUNT=2000000000", "19700101T000000", seconds_of("20240101T000000"), &starts),
	    MOOT_RECURRENCE_STOPPED);
	cr_assert_eq(starts.items[0], seconds_of("20240101T000000"));
	cr_assert_eq(expand("FREQ=DAILY;COUNT=100000000", "20240101T000000", 0, &starts), MOOT_RECURRENCE_STOPPED);
}

Test(recurrence, ever_matches)
{
	static const char *const never[] = {
	    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYDAY=1SU;BYMONTHDAY=15",
	    "FREQ=HOURLY;BYMONTH=4;BYMONTHDAY=31", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
	    "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=31"};
	static const char *const some[] = {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;INTERVAL=30",
					   "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU",
					   "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=1"};
	struct moot_recurrence rule;
	char why[MOOT_RECURRENCE_WHY_BYTES];
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		cr_assert(moot_recurrence_parse(never[i], &rule, why));
		cr_assert(!moot_recurrence_ever_matches(&rule, seconds_of("20240101T090000"), false), "%s", never[i]);
	}
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		cr_assert(moot_recurrence_parse(some[i], &rule, why));
		cr_assert(moot_recurrence_ever_matches(&rule, seconds_of("20240101T090000"), false), "%s", some[i]);
	}
}

/* The first `from` in a case is where its list begins; a DTSTART outside of its rule may or may not be listed. */
static bool case_holds(const json_t *test, const char *rule)
{
	const char *start = json_string_value(json_object_get(test, "dtstart"));
	const char *from = json_string_value(json_object_get(test, "from"));
	const char *start_at = json_string_value(json_object_get(test, "start_at"));
	const json_t *expect = json_object_get(test, "expect");
	struct starts starts;
	from = from ? from : start_at;
	expand(rule, start, from ? seconds_of(from) : INT64_MIN / 2, &starts);
	size_t count = json_array_size(expect);
	bool prefix = json_is_true(json_object_get(test, "prefix"));
	size_t skipped = 0;
	while (start_at && skipped < count &&
	       seconds_of(json_string_value(json_array_get(expect, skipped))) < seconds_of(start_at))
		skipped++;
	if (count - skipped > starts.count || (!prefix && count != starts.count))
		return false;
	for (size_t i = skipped; i < count; i++) {
		if (starts.items[i - skipped] != seconds_of(json_string_value(json_array_get(expect, i))))
			return false;
	}
	return true;
}

/* Tier A: valid rules on which independent engines agree. Tier B: those on which they do not. */
Test(recurrence, suites_of_others)
{
	FILE *file = fopen(SUITE, "r");
	if (!file) {
		fprintf(stderr, "skipped: no %s\n", SUITE);
		return;
	}
	char line[65536];
	int held = 0;
	int contested = 0;
	int agreed = 0;
	while (fgets(line, sizeof line, file)) {
		json_t *test = json_loads(line, 0, NULL);
		cr_assert_not_null(test);
		const char *rule = json_string_value(json_array_get(json_object_get(test, "rrule"), 0));
		const char *tier = json_string_value(json_object_get(test, "tier"));
		if (strcmp(tier, "A") == 0) {
			cr_assert(case_holds(test, rule), "%s %s", json_string_value(json_object_get(test, "id")),
				  rule);
			held++;
		} else if (strcmp(tier, "B") == 0) {
			contested++;
			agreed += case_holds(test, rule);
		}
		json_decref(test);
	}
	fclose(file);
	printf("tier A: %d right; tier B: %d of %d as their suite has them\n", held, agreed, contested);
	cr_assert_geq(held, 100);
}
