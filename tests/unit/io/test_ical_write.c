/* Writing calendars: what stands in the file, and that our own reader reads it back to the same meetings. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <moot/io.h>

struct fixture {
	struct moot_landscape *landscape;
	struct moot_plan *plan;
};

static moot_minute minute(const char *text)
{
	moot_minute value = 0;
	cr_assert(moot_minute_parse(text, &value), "%s", text);
	return value;
}

static const char *const starts[] = {"2027-03-26T09:00", "2027-03-29T09:00", "2027-10-29T09:00", "2027-11-01T09:00"};

static void add_people(struct moot_landscape *l)
{
	static const char *const ids[] = {"ann", "bob", "cat"};
	l->people = moot_arena_array(l->arena, 3, sizeof *l->people);
	l->person_count = 3;
	for (int p = 0; p < 3; p++) {
		l->people[p].id = l->people[p].name = ids[p];
		l->people[p].email = "";
	}
	l->people[0].name = "Ann \"the; Chair\", O^Neill";
	l->people[0].email = "ann@example.org";
}

static void add_members(struct moot_plan *plan, struct moot_plan_board *board, const char *who, const char *deputy,
			enum moot_attendance attendance)
{
	board->members = moot_arena_array(plan->arena, 2, sizeof *board->members);
	board->member_count = 2;
	board->members[0] = (struct moot_plan_member){.person = "ann", .organisation = "Police", .deputy = ""};
	board->members[1] = (struct moot_plan_member){
	    .person = who, .organisation = "Fire Service", .deputy = deputy, .attendance = attendance};
}

/* A merged board `a` with two meetings, a kept board `b` with two. */
static void setup(struct fixture *f, const char *timezone)
{
	static const char *const from[] = {"a", "z"};
	cr_assert_eq(moot_landscape_new(&f->landscape), MOOT_OK);
	cr_assert_eq(moot_plan_new(&f->plan), MOOT_OK);
	struct moot_plan *plan = f->plan;
	struct moot_landscape *l = f->landscape;
	add_people(l);
	l->boards = moot_arena_array(l->arena, 2, sizeof *l->boards);
	l->board_count = 2;
	l->boards[0] = (struct moot_board){.id = "a", .name = "Safety, old", .kind = "CSP", .parent = ""};
	l->boards[1] = (struct moot_board){.id = "z", .name = "Drugs; \\ Alcohol", .kind = "", .parent = ""};
	plan->timezone = timezone;
	plan->created = "2026-11-22T09:00:00Z";
	plan->start = moot_day_parse("2027-01-01");
	plan->end = moot_day_parse("2027-12-31");
	plan->boards = moot_arena_array(plan->arena, 2, sizeof *plan->boards);
	plan->board_count = 2;
	plan->boards[0] =
	    (struct moot_plan_board){.id = "a",
				     .name = "Safety, Drugs; \\ \"Alcohol\"\x01\x07\nBEGIN:VALARM \xE2\x80\x94 "
					     "a name so long that it must be folded \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9",
				     .from = (const char **)from,
				     .from_count = 2,
				     .fate = MOOT_MERGED,
				     .meetings_per_year = 2,
				     .chair = "ann"};
	plan->boards[1] = (struct moot_plan_board){
	    .id = "b", .name = "Board B", .mode = MOOT_ONLINE, .meetings_per_year = 2, .chair = "bob"};
	add_members(plan, &plan->boards[0], "bob", "cat", MOOT_DEPUTY);
	add_members(plan, &plan->boards[1], "bob", "", MOOT_PAPERS);
	plan->boards[0].themes = moot_arena_array(plan->arena, 1, sizeof *plan->boards[0].themes);
	plan->boards[0].themes[0] = (struct moot_plan_theme){.theme = "Drugs, new", .minutes = 40, .per_year = 1};
	plan->boards[0].theme_count = 1;
	plan->meetings = moot_arena_array(plan->arena, 4, sizeof *plan->meetings);
	plan->meeting_count = 4;
	for (int m = 0; m < 4; m++)
		plan->meetings[m] = (struct moot_meeting){.uid = moot_arena_format(plan->arena, "%d@moot", m),
							  .board = m % 2 ? "b" : "a",
							  .number = m / 2 + 1,
							  .start = minute(starts[m]),
							  .end = minute(starts[m]) + 90,
							  .sequence = m,
							  .venue = m % 2 ? "" : "County Hall, Room 1"};
}

static void teardown(struct fixture *f)
{
	moot_landscape_free(f->landscape);
	moot_plan_free(f->plan);
}

static char *write_calendar(const struct fixture *f, const char *board, const char *person, const char *organisation)
{
	struct moot_ics_request request = {.name = "Diary; of, all",
					   .plan = f->plan,
					   .landscape = f->landscape,
					   .board = board,
					   .person = person,
					   .organisation = organisation};
	struct moot_error error = {0};
	char *out = NULL;
	cr_assert_eq(moot_ics_write(&request, &out, &error), MOOT_OK, "%s", error.message);
	return out;
}

static int count_of(const char *text, const char *part)
{
	int count = 0;
	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		count++;
	return count;
}

/* CRLF alone, at most 75 octets a line, no control character, no half character at the end of a line. */
static void check_lines(const char *text)
{
	size_t length = 0;
	for (const char *c = text; *c; c++) {
		if (*c == '\r') {
			cr_assert_eq(c[1], '\n');
			cr_assert_leq(length, 75);
			cr_assert(!c[2] || (c[3] & 0xC0) != 0x80, "a character is split");
			length = 0;
			c++;
			continue;
		}
		cr_assert((unsigned char)*c >= ' ' && *c != 127, "control character");
		length++;
	}
	cr_assert_eq(length, 0);
}

Test(write, form)
{
	struct fixture f;
	setup(&f, "Europe/London");
	char *text = write_calendar(&f, NULL, NULL, NULL);
	char *again = write_calendar(&f, NULL, NULL, NULL);
	cr_assert_str_eq(text, again);
	check_lines(text);
	static const char *const once[] = {
	    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
	    "METHOD:PUBLISH\r\n",
	    "CALSCALE:GREGORIAN\r\n",
	    "\r\nNAME:Diary\\; of\\, all\r\n",
	    "X-WR-CALNAME:Diary\\; of\\, all\r\n",
	    "TZID:Europe/London\r\n",
	    "DTSTART:19700329T010000\r\n",
	    "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n",
	    "SEQUENCE:3\r\n",
	    "DTSTART;TZID=Europe/London:20270329T090000\r\nDTEND;TZID=Europe/London:20270329T103000\r\n",
	    "UID:0@moot\r\nDTSTAMP:20261122T090000Z\r\nLAST-MODIFIED:20261122T090000Z\r\n",
	    "END:VCALENDAR\r\n"};
	for (size_t i = 0; i < sizeof once / sizeof *once; i++)
		cr_assert_eq(count_of(text, once[i]), 1, "%s", once[i]);
	cr_assert_eq(count_of(text, "BEGIN:VEVENT\r\n"), 4);
	cr_assert_eq(count_of(text, "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"), 4);
	cr_assert_eq(count_of(text, "LOCATION:County Hall\\, Room 1\r\n"), 2);
	cr_assert_eq(count_of(text, "LOCATION:Online\r\n"), 2);
	cr_assert_eq(count_of(text, "CATEGORIES:CSP\r\n"), 2);
	cr_assert_eq(count_of(text, "ORGANIZER;CN=\"Ann ^'the; Chair^', O^^Neill\":mailto:ann@example.org\r\n"), 2);
	cr_assert_eq(count_of(text, "ATTENDEE"), 0);
	cr_assert_eq(count_of(text, "\r\nBEGIN:VALARM"), 0);
	moot_release(text);
	moot_release(again);
	teardown(&f);
}

/* The bytes of a file read back in the given zone: the starts in order, and the first title. */
static void read_back(const char *text, const char *timezone, const char *const *expected, size_t count,
		      const char *title)
{
	char path[] = "/tmp/moot-test-XXXXXX";
	int descriptor = mkstemp(path);
	struct moot_events *events = NULL;
	struct moot_problems problems = {0};
	struct moot_error error;
	cr_assert_geq(descriptor, 0);
	cr_assert_eq(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
	close(descriptor);
	cr_assert_eq(moot_events_read(path, "x.ics", timezone, moot_day_parse("2027-01-01"),
				      moot_day_parse("2027-12-31"), &events, &problems, &error),
		     MOOT_OK);
	unlink(path);
	cr_assert_eq(problems.count, 0, "%s", problems.count ? problems.items[0].message : "");
	cr_assert_eq(events->count, count, "%zu events", events->count);
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(events->items[i].start, minute(expected[i]), "meeting %zu", i);
		cr_assert_eq(events->items[i].end, minute(expected[i]) + 90);
	}
	if (title)
		cr_assert_str_eq(events->items[0].title, title);
	moot_events_free(events);
	moot_problems_clear(&problems);
}

Test(write, round_trip)
{
	static const char *const zones[] = {"Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"};
	for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
		struct fixture f;
		setup(&f, zones[z]);
		char *text = write_calendar(&f, NULL, NULL, NULL);
		check_lines(text);
		read_back(
		    text, zones[z], starts, 4,
		    "Safety, Drugs; \\ \"Alcohol\" BEGIN:VALARM \xE2\x80\x94 a name so long that it must be folded "
		    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9");
		moot_release(text);
		teardown(&f);
	}
}

/* Our VTIMEZONEs are right by themselves: the reader knows no zone of this name and must use them. */
Test(write, timezone_stands_alone)
{
	static const char *const zones[] = {"Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney"};
	for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
		struct fixture f;
		setup(&f, zones[z]);
		char *text = write_calendar(&f, NULL, NULL, NULL);
		for (char *at = strstr(text, zones[z]); at; at = strstr(at, zones[z]))
			memset(at, 'q', strlen(zones[z]));
		read_back(text, zones[z], starts, 4, NULL);
		moot_release(text);
		teardown(&f);
	}
}

Test(write, filters)
{
	struct fixture f;
	setup(&f, "Europe/London");
	static const struct {
		const char *board, *person, *organisation;
		int meetings;
	} cases[] = {{"a", NULL, NULL, 2},
		     {NULL, "ann", NULL, 4},
		     {NULL, "bob", NULL, 0},
		     {NULL, "cat", NULL, 2},
		     {NULL, "nobody", NULL, 0},
		     {NULL, NULL, "police", 4},
		     {NULL, NULL, "Fire Service", 2},
		     {"b", NULL, "Fire Service", 0},
		     {"nowhere", NULL, NULL, 0}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *text = write_calendar(&f, cases[i].board, cases[i].person, cases[i].organisation);
		cr_assert_eq(count_of(text, "BEGIN:VEVENT"), cases[i].meetings, "case %zu", i);
		check_lines(text);
		moot_release(text);
	}
	teardown(&f);
}

/* An address with something else in it is no address: nothing of it reaches the file. */
Test(write, hostile_email)
{
	static const char *const emails[] = {"a@b\r\nATTENDEE:x", "no address", "@", "a@", "a@b@c", "a b@c"};
	struct fixture f;
	setup(&f, "Europe/London");
	for (size_t i = 0; i < sizeof emails / sizeof *emails; i++) {
		f.landscape->people[0].email = emails[i];
		char *text = write_calendar(&f, NULL, NULL, NULL);
		cr_assert_eq(count_of(text, "ORGANIZER"), 0, "%s", emails[i]);
		cr_assert_eq(count_of(text, "ATTENDEE"), 0);
		moot_release(text);
	}
	teardown(&f);
}

Test(write, unknown_zone)
{
	struct fixture f;
	struct moot_error error;
	char *out = NULL;
	setup(&f, "Narnia");
	struct moot_ics_request request = {.name = "x", .plan = f.plan, .landscape = f.landscape};
	cr_assert_eq(moot_ics_write(&request, &out, &error), MOOT_ERROR_USAGE);
	cr_assert_null(out);
	teardown(&f);
}

/* For tests/clients: a calendar for other programs to read, where MOOT_ICS_FILE says. */
Test(write, for_clients)
{
	const char *path = getenv("MOOT_ICS_FILE");
	struct fixture f;
	if (!path)
		return;
	setup(&f, "Europe/London");
	char *text = write_calendar(&f, NULL, NULL, NULL);
	FILE *file = fopen(path, "w");
	cr_assert_not_null(file);
	fputs(text, file);
	fclose(file);
	moot_release(text);
	teardown(&f);
}
