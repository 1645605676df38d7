/* The calendars of a landscape: whose they are, and what they make busy, close or show as today's meetings. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <moot/io.h>

#include "io/ical/feeds.h"
#include "io/plan/remove.h"

#define HOLIDAYS MOOT_SOURCE "/../shared/data/bank_holidays/england_and_wales"

struct fixture {
	char folder[64];
	struct moot_landscape *landscape;
	struct moot_problems problems;
	const struct moot_feed_row *rows; /* of feeds.csv, the last without an owner; NULL for none */
};

/* A row of feeds.csv on a line. */
#define ROW(number, who, what)                                                                                         \
	{                                                                                                              \
		.owner = who, .source = what, .owner_line = number, .owner_column = 1, .source_line = number,          \
		.source_column = 2                                                                                     \
	}

static void write_file(const struct fixture *f, const char *name, const char *text)
{
	char path[512];
	for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(path, sizeof path, "%s/%.*s", f->folder, (int)(slash - name), name);
		mkdir(path, 0700);
	}
	snprintf(path, sizeof path, "%s/%s", f->folder, name);
	FILE *file = fopen(path, "w");
	cr_assert_not_null(file, "%s", path);
	fputs(text, file);
	fclose(file);
}

static void setup(struct fixture *f)
{
	static const char *match[] = {"county SAFETY"};
	*f = (struct fixture){.folder = "/tmp/moot-feeds-XXXXXX"};
	cr_assert_not_null(mkdtemp(f->folder));
	cr_assert_eq(moot_landscape_new(&f->landscape), MOOT_OK);
	struct moot_landscape *l = f->landscape;
	moot_policy_defaults(&l->policy);
	l->policy.start = moot_day_parse("2027-04-01");
	l->policy.end = moot_day_parse("2028-03-31");
	l->boards = moot_arena_array(l->arena, 2, sizeof *l->boards);
	l->board_count = 2;
	l->boards[0] =
	    (struct moot_board){.id = "csp-boston", .name = "Boston CSP", .venue = 0, .match = match, .match_count = 1};
	l->boards[1] = (struct moot_board){.id = "lcjb", .name = "Justice Board", .venue = MOOT_NONE};
	l->people = moot_arena_array(l->arena, 2, sizeof *l->people);
	l->person_count = 2;
	l->people[0].id = "ann";
	l->people[1].id = "bob";
	l->venues = moot_arena_array(l->arena, 1, sizeof *l->venues);
	l->venue_count = 1;
	l->venues[0].id = "hall";
	l->members = moot_arena_array(l->arena, 2, sizeof *l->members);
	l->member_count = 2;
	l->members[0] = (struct moot_member){.board = 1, .person = 1};
	l->members[1] = (struct moot_member){.board = 0, .person = 0};
}

static void teardown(struct fixture *f)
{
	moot_landscape_free(f->landscape);
	moot_problems_clear(&f->problems);
	cr_assert(moot_remove_tree(AT_FDCWD, f->folder));
}

static void read_feeds(struct fixture *f)
{
	struct moot_error error = {0};
	struct moot_feed_table table = {.file = "feeds.csv", .rows = f->rows, .remote = MOOT_REMOTE_EMPTY};
	while (f->rows && f->rows[table.count].owner)
		table.count++;
	cr_assert_eq(moot_feeds_read(f->folder, f->landscape, &table, &f->problems, &error), MOOT_OK, "%s",
		     error.message);
}

static void check_busy(const struct moot_busy *busy, size_t count, const char *const *expected)
{
	static const char *const kinds[] = {"tentative", "busy", "out"};
	size_t i = 0;
	for (; expected[i]; i++) {
		char start[17];
		char end[17];
		char text[64];
		cr_assert_lt(i, count, "only %zu", count);
		moot_minute_format(busy[i].start, start);
		moot_minute_format(busy[i].end, end);
		snprintf(text, sizeof text, "%s %s %s", start, end + 11, kinds[busy[i].kind]);
		cr_assert_str_eq(text, expected[i]);
	}
	cr_assert_eq(i, count, "%zu times", count);
}

#define EVENT(uid, start, length, more)                                                                                \
	"BEGIN:VEVENT\nUID:" uid "\nDTSTART;TZID=Europe/London:" start "\nDURATION:" length "\n" more "END:VEVENT\n"
#define CALENDAR(events) "BEGIN:VCALENDAR\nVERSION:2.0\n" events "END:VCALENDAR\n"

Test(feeds, owners)
{
	struct fixture f;
	setup(&f);
	write_file(&f, "calendars/boards/csp-boston.ics",
		   CALENDAR(EVENT("m", "20270602T100000", "PT2H", "RRULE:FREQ=MONTHLY;BYDAY=1WE;COUNT=3\n")
				EVENT("c", "20270610T100000", "PT2H", "STATUS:CANCELLED\n")));
	write_file(
	    &f, "calendars/people/ann.ics",
	    CALENDAR(EVENT("m", "20270602T100000", "PT2H", "SUMMARY:mine\n") /* the board's own, by UID and start */
		     EVENT("m2", "20270603T100000", "PT1H", "SUMMARY: boston csp \n")
			 EVENT("m3", "20270604T100000", "PT1H", "SUMMARY:Re: County Safety\\, June\n")
			     EVENT("m4", "20270605T100000", "PT1H", "SUMMARY:Justice Board\n") /* Ann is no member */
		     EVENT("a", "20270607T090000", "PT2H", "") EVENT("b", "20270607T100000", "PT2H", "")
			 EVENT("t", "20270607T100000", "PT4H", "STATUS:TENTATIVE\n")
			     EVENT("f", "20270608T100000", "PT4H", "TRANSP:TRANSPARENT\n")
				 EVENT("z", "20270609T100000", "PT0S", "") EVENT("o", "20260601T100000", "PT1H", "")));
	write_file(&f, "calendars/people/bob.ics",
		   CALENDAR(EVENT("j", "20270605T100000", "PT1H", "SUMMARY:Justice Board\n")
				EVENT("m", "20270603T100000", "PT1H", "")));
	write_file(&f, "calendars/venues/hall.ics",
		   CALENDAR(EVENT("v1", "20270602T100000", "PT2H", "SUMMARY:Boston CSP\n") EVENT(
		       "v2", "20270602T140000", "PT2H", "SUMMARY:Choir\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\n")));
	write_file(&f, "calendars/people/.hidden.ics", "x");
	write_file(&f, "calendars/people/notes.txt", "x");
	read_feeds(&f);
	cr_assert_eq(f.problems.count, 0, "%s", f.problems.count ? f.problems.items[0].message : "");
	struct moot_landscape *l = f.landscape;
	static const char *const today[] = {"2027-06-02T10:00 12:00 busy", "2027-07-07T10:00 12:00 busy",
					    "2027-08-04T10:00 12:00 busy", NULL};
	static const char *const ann[] = {"2027-06-05T10:00 11:00 busy", "2027-06-07T09:00 12:00 busy",
					  "2027-06-07T10:00 14:00 tentative", NULL};
	static const char *const bob[] = {"2027-06-03T10:00 11:00 busy", NULL};
	static const char *const hall[] = {"2027-06-02T14:00 16:00 out", NULL};
	check_busy(l->boards[0].today, l->boards[0].today_count, today);
	check_busy(l->people[0].busy, l->people[0].busy_count, ann);
	check_busy(l->people[1].busy, l->people[1].busy_count, bob);
	check_busy(l->venues[0].busy, l->venues[0].busy_count, hall);
	teardown(&f);
}

Test(feeds, table_of_feeds)
{
	struct fixture f;
	setup(&f);
	static const struct moot_feed_row rows[] = {ROW(2, "person:ann", "more/ann.ics"),
						    ROW(3, "closures", "more/shut.ics"),
						    ROW(4, "person:ann", "calendars/people/ann.ics"),
						    ROW(5, "venue:hall", "more/ann.ics"),
						    {0}};
	f.rows = rows;
	write_file(&f, "more/ann.ics", CALENDAR(EVENT("a", "20270608T090000", "PT1H", "")));
	write_file(&f, "more/shut.ics", CALENDAR("BEGIN:VEVENT\nUID:c\nDTSTART;VALUE=DATE:20271225\nEND:VEVENT\n"));
	write_file(&f, "calendars/people/ann.ics", CALENDAR(EVENT("b", "20270607T090000", "PT1H", "")));
	read_feeds(&f);
	cr_assert_eq(f.problems.count, 0, "%s", f.problems.count ? f.problems.items[0].message : "");
	static const char *const ann[] = {"2027-06-07T09:00 10:00 busy", "2027-06-08T09:00 10:00 busy", NULL};
	check_busy(f.landscape->people[0].busy, f.landscape->people[0].busy_count, ann);
	cr_assert_eq(f.landscape->venues[0].busy_count, 1);
	cr_assert_eq(f.landscape->closure_count, 1);
	cr_assert_eq(f.landscape->closures[0].day, moot_day_parse("2027-12-25"));
	cr_assert_str_eq(f.landscape->closures[0].why, "closed");
	teardown(&f);
}

struct mistake {
	const char *file;
	int line;
	enum moot_severity severity;
	const char *part; /* of the message */
};

/* In this order: folders by owner, what is stray, the table by row; then what the feeds themselves say. */
static const struct mistake mistakes[] = {
    {"calendars/boards/csp-bostom.ics", 0, MOOT_ERROR, "did you mean 'csp-boston'"},
    {"calendars/people/link.ics", 0, MOOT_ERROR, "no person has the id 'link'"},
    {"calendars/venues/hall.ics", 0, MOOT_ERROR, "leads out of the landscape's folder"},
    {"calendars/person", 0, MOOT_WARNING, "is not read"},
    {"feeds.csv", 2, MOOT_ERROR, "did you mean 'ann'"},
    {"feeds.csv", 4, MOOT_ERROR, "leads out of the landscape's folder"},
    {"feeds.csv", 5, MOOT_ERROR, "not a path inside"},
    {"feeds.csv", 6, MOOT_ERROR, "owns no calendar"},
    {"feeds.csv", 7, MOOT_ERROR, "there is no file"},
    {"feeds.csv", 8, MOOT_ERROR, "source is empty"},
    {"feeds.csv", 9, MOOT_ERROR, "owner is empty"},
    {"calendars/people/ann.ics", 0, MOOT_ERROR, "holds no calendar"},
};

Test(feeds, mistakes)
{
	struct fixture f;
	char link[128];
	setup(&f);
	write_file(&f, "calendars/boards/csp-bostom.ics", "x");
	write_file(&f, "calendars/people/link.ics", "x");
	write_file(&f, "calendars/people/ann.ics", "x");
	write_file(&f, "calendars/person/ann.ics", "x");
	write_file(&f, "calendars/venues/x", "x");
	snprintf(link, sizeof link, "%s/calendars/venues/hall.ics", f.folder);
	cr_assert_eq(symlink("/etc/passwd", link), 0);
	/* The address, which nobody fetched, was told of where that failed. */
	static const struct moot_feed_row rows[] = {ROW(2, "person:anm", "x.ics"),
						    ROW(3, "person:ann", "https://example.org/a.ics"),
						    ROW(4, "closures", "../../etc/passwd"),
						    ROW(5, "closures", "/etc/passwd"),
						    ROW(6, "nobody", "x.ics"),
						    ROW(7, "closures", "x.ics"),
						    ROW(8, "closures", ""),
						    ROW(9, "", "x.ics"),
						    {0}};
	f.rows = rows;
	read_feeds(&f);
	size_t count = sizeof mistakes / sizeof *mistakes;
	for (size_t i = 0; i < count && i < f.problems.count; i++) {
		const struct moot_problem *found = &f.problems.items[i];
		cr_assert_str_eq(found->file, mistakes[i].file, "%s", found->message);
		cr_assert_eq(found->line, mistakes[i].line, "%s", found->message);
		cr_assert_eq(found->severity, mistakes[i].severity, "%s", found->message);
		cr_assert(strstr(found->message, mistakes[i].part), "%s", found->message);
	}
	cr_assert_eq(f.problems.count, count, "%zu problems", f.problems.count);
	teardown(&f);
}

/* The days of the published calendar, read as closures, are those of the list beside it. */
Test(feeds, bank_holidays)
{
	struct fixture f;
	char line[256];
	char link[128];
	FILE *list = fopen(HOLIDAYS ".csv", "r");
	if (!list) {
		fprintf(stderr, "skipped: no %s.csv\n", HOLIDAYS);
		return;
	}
	setup(&f);
	f.landscape->policy.start = moot_day_parse("2012-01-01");
	f.landscape->policy.end = moot_day_parse("2028-12-31");
	write_file(&f, "calendars/closures/x", "");
	snprintf(link, sizeof link, "%s/calendars/closures/holidays.ics", f.folder);
	FILE *in = fopen(HOLIDAYS ".ics", "r");
	FILE *out = fopen(link, "w");
	cr_assert(in && out);
	for (int c = fgetc(in); c != EOF; c = fgetc(in))
		fputc(c, out);
	fclose(in);
	fclose(out);
	read_feeds(&f);
	size_t day = 0;
	cr_assert_not_null(fgets(line, sizeof line, list));
	while (fgets(line, sizeof line, list)) {
		line[10] = '\0';
		cr_assert_lt(day, f.landscape->closure_count);
		cr_assert_eq(f.landscape->closures[day].day, moot_day_parse(line), "%s", line);
		day++;
	}
	cr_assert_eq(day, f.landscape->closure_count);
	cr_assert_geq(day, 100);
	fclose(list);
	teardown(&f);
}

/* A closure of two days, a transparent one, one that is called off, and one beyond the year. */
Test(feeds, closures)
{
	struct fixture f;
	setup(&f);
	write_file(
	    &f, "calendars/closures/a.ics",
	    CALENDAR("BEGIN:VEVENT\nUID:1\nSUMMARY:Move\nDTSTART;VALUE=DATE:20270601\nDTEND;VALUE=DATE:20270603\n"
		     "TRANSP:TRANSPARENT\nEND:VEVENT\n" EVENT("2", "20270610T150000", "PT1H", "SUMMARY:Drill\n")
			 EVENT("3", "20270611T150000", "PT1H", "STATUS:CANCELLED\n")
			     EVENT("4", "20280331T230000", "PT48H", "SUMMARY:Late\n")));
	write_file(&f, "calendars/closures/b.ics",
		   CALENDAR("BEGIN:VEVENT\nUID:5\nSUMMARY:Again\nDTSTART;VALUE=DATE:20270602\n"
			    "END:VEVENT\n"));
	read_feeds(&f);
	static const char *const days[] = {"2027-06-01", "2027-06-02", "2027-06-10", "2028-03-31"};
	cr_assert_eq(f.landscape->closure_count, 4, "%zu days", f.landscape->closure_count);
	for (size_t i = 0; i < 4; i++)
		cr_assert_eq(f.landscape->closures[i].day, moot_day_parse(days[i]), "%s", days[i]);
	cr_assert_str_eq(f.landscape->closures[2].why, "Drill");
	teardown(&f);
}

/* A landscape without any calendar has no problem. */
Test(feeds, none)
{
	struct fixture f;
	setup(&f);
	read_feeds(&f);
	cr_assert_eq(f.problems.count, 0);
	teardown(&f);
}
