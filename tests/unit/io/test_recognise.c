/* Events to boards: each way of recognition, what is seen of a board, what the map misses, and what is left busy. */
#include "io/recognise/titles.h"
#include "landscape_folder.h"

#define EVENT(uid, start, minutes, title, more)                                                                        \
	"BEGIN:VEVENT\nUID:" uid "\nDTSTART;TZID=Europe/London:" start "\nDURATION:PT" minutes "M\nSUMMARY:" title     \
	"\n" more "END:VEVENT\n"
#define CALENDAR(events) "BEGIN:VCALENDAR\nVERSION:2.0\n" events "END:VCALENDAR\n"
#define ATTENDEE(who, answer) "ATTENDEE;PARTSTAT=" answer ":mailto:" who "@county.example\n"
#define ORGANISER(who) "ORGANIZER:mailto:" who "@county.example\n"

static struct folder *county(void)
{
	struct folder *f = folder_new();
	folder_write(f, "boards.csv",
		     "board_id,name,meetings_per_year,minutes,match\n"
		     "drugs,County Drugs and Alcohol Partnership Group,4,60,\n"
		     "hwb,Health and Wellbeing Board,4,120,Wellbeing special\n"
		     "violence,Serious Violence Delivery Group,4,90,\n");
	folder_write(f, "people.csv",
		     "person_id,organisation,email\nann,Council,Ann@county.example\nbob,Police,bob@county.example\n"
		     "cyd,Police,cyd@county.example\ndee,Council,dee@county.example\neve,Council,eve@county.example\n");
	folder_write(f, "members.csv",
		     "board_id,person_id,role\ndrugs,ann,chair\ndrugs,bob,\ndrugs,cyd,\nhwb,dee,chair\nhwb,ann,\n"
		     "hwb,bob,\nhwb,eve,\nviolence,cyd,chair\nviolence,dee,\nviolence,eve,\nviolence,bob,\n");
	return f;
}

static void feeds(struct folder *f)
{
	folder_write(f, "feeds.csv",
		     "owner,source\nperson:ann,ann.ics\nperson:bob,bob.ics\nperson:cyd,cyd.ics\nperson:dee,dee.ics\n");
	for (const char *name = "ann.ics\0bob.ics\0cyd.ics\0dee.ics\0"; *name; name += strlen(name) + 1)
		folder_write(f, name, CALENDAR(""));
}

static const struct moot_seen *seen(const struct folder *f, const char *board)
{
	return &f->landscape->boards[moot_landscape_board(f->landscape, board)].seen;
}

static size_t busy(const struct folder *f, const char *person)
{
	return f->landscape->people[moot_landscape_person(f->landscape, person)].busy_count;
}

/* Title alike (in front and behind, "FW:" and a date), a `match` title, initials; preparing for a board is no meeting.
 */
Test(recognise, by_title)
{
	struct folder *f = county();
	feeds(f);
	folder_write(f, "ann.ics",
		     CALENDAR(EVENT("1", "20270602T100000", "75", "FW: Drugs & Alcohol Partnership - June 2027", "")
				  EVENT("2", "20270902T100000", "75", "DRUG and alcohol partnership group", "")
				      EVENT("3", "20270903T100000", "60", "Wellbeing special: schools", "")));
	folder_write(f, "dee.ics",
		     CALENDAR(EVENT("4", "20270610T100000", "120", "HWB",
				    "") EVENT("5", "20270609T100000", "60", "Prep for Health and Wellbeing Board", "")
				  EVENT("6", "20270611T100000", "60", "County Drugs and Alcohol Partnership Group", "")
				      EVENT("7", "20270612T100000", "60", "Wellbeing day", "")));
	folder_expect_clean(f);
	cr_assert_eq(seen(f, "drugs")->meetings, 2);
	cr_assert_eq(seen(f, "drugs")->minutes, 75);
	cr_assert_eq(seen(f, "drugs")->first, moot_day_parse("2027-06-02"));
	cr_assert_eq(seen(f, "drugs")->last, moot_day_parse("2027-09-02"));
	cr_assert_eq(seen(f, "drugs")->looked, 3);
	cr_assert_eq(seen(f, "drugs")->calendars, 1);
	cr_assert_eq(seen(f, "hwb")->meetings, 2);
	cr_assert_eq(busy(f, "ann"), 0);
	cr_assert_eq(busy(f, "dee"), 3, "%zu", busy(f, "dee")); /* prep, another's board, an unlike title */
	folder_free(f);
}

/* The same people whom the chair calls together; a private copy is told by its UID; answers are counted by date. */
Test(recognise, by_people)
{
	struct folder *f = county();
	feeds(f);
	folder_write(f, "dee.ics",
		     CALENDAR(EVENT("s", "20270603T140000", "90", "Thursday huddle",
				    ORGANISER("cyd") ATTENDEE("bob", "NEEDS-ACTION") ATTENDEE("dee", "ACCEPTED")
					ATTENDEE("eve", "DECLINED") "RRULE:FREQ=MONTHLY;INTERVAL=3;COUNT=4\n")));
	folder_write(
	    f, "bob.ics",
	    CALENDAR(EVENT("s", "20270603T140000", "90", "x", "CLASS:PRIVATE\nRRULE:FREQ=MONTHLY;INTERVAL=3;COUNT=4\n")
			 EVENT("t", "20270603T160000", "90", "Thursday huddle", "")));
	folder_expect_clean(f);
	const struct moot_seen *violence = seen(f, "violence");
	cr_assert_eq(violence->meetings, 4);
	cr_assert_eq(violence->calendars, 2);
	cr_assert_eq(violence->turnout_count, 4);
	cr_assert_eq(violence->turnout[1].person, moot_landscape_person(f->landscape, "cyd"));
	cr_assert_eq(violence->turnout[1].accepted, 4); /* she called it */
	cr_assert_eq(violence->turnout[0].invited, 4);
	cr_assert_eq(violence->turnout[0].accepted, 0);
	cr_assert_eq(violence->turnout[3].declined, 4);
	cr_assert_eq(busy(f, "dee"), 0);
	cr_assert_eq(busy(f, "bob"), 1);
	folder_free(f);
}

/* A meeting that was moved in one copy is one meeting, though the copy of another stands at the old time. */
Test(recognise, moved)
{
	struct folder *f = county();
	feeds(f);
	folder_write(
	    f, "dee.ics",
	    CALENDAR(EVENT("h", "20270602T100000", "120", "Health and Wellbeing Board", "RRULE:FREQ=WEEKLY;COUNT=3\n")
			 EVENT("h", "20270610T140000", "60", "Health and Wellbeing Board",
			       "RECURRENCE-ID;TZID=Europe/London:20270609T100000\n")));
	folder_write(f, "bob.ics",
		     CALENDAR(EVENT("h", "20270602T100000", "120", "Health and Wellbeing Board",
				    "RRULE:FREQ=WEEKLY;COUNT=3\n")));
	folder_expect_clean(f);
	cr_assert_eq(seen(f, "hwb")->meetings, 3, "%d", seen(f, "hwb")->meetings);
	cr_assert_eq(busy(f, "dee"), 0);
	cr_assert_eq(busy(f, "bob"), 0);
	folder_free(f);
}

/* Where the board is shown by its name, other meetings of the same people are not it. */
Test(recognise, people_alone_do_not_outweigh_a_name)
{
	struct folder *f = county();
	feeds(f);
	folder_write(f, "dee.ics",
		     CALENDAR(EVENT("s", "20270603T140000", "90", "Thursday huddle",
				    ORGANISER("cyd") ATTENDEE("bob", "ACCEPTED") ATTENDEE("dee", "ACCEPTED")
					ATTENDEE("eve", "ACCEPTED") "RRULE:FREQ=MONTHLY;INTERVAL=3;COUNT=4\n")
				  EVENT("v", "20270701T100000", "60", "Serious Violence Delivery Group", "")));
	folder_read(f);
	cr_assert_eq(f->landscape->missing_count, 1); /* the huddle */
	cr_assert_eq(seen(f, "violence")->meetings, 1);
	cr_assert_eq(busy(f, "dee"), 4);
	folder_free(f);
}

/* A meeting called off in one copy is off; its own calendar says when a board meets. */
Test(recognise, own_calendar)
{
	struct folder *f = county();
	feeds(f);
	folder_write(f, "feeds.csv", "owner,source\nperson:ann,ann.ics\nboard:hwb,hwb.ics\n");
	folder_write(f, "hwb.ics",
		     CALENDAR(EVENT("h", "20270602T100000", "120", "anything", "")
				  EVENT("i", "20270902T100000", "120", "anything", "STATUS:CANCELLED\n")));
	folder_write(f, "ann.ics",
		     CALENDAR(EVENT("h", "20270603T100000", "120", "stale copy", "")
				  EVENT("i", "20270902T100000", "120", "Health and Wellbeing Board", "")
				      EVENT("z", "20270909T100000", "120", "Health and wellbeing board", "")));
	folder_expect_clean(f);
	cr_assert_eq(seen(f, "hwb")->meetings, 1);
	cr_assert_eq(seen(f, "hwb")->first, moot_day_parse("2027-06-02"));
	cr_assert_eq(busy(f, "ann"), 0);
	folder_free(f);
}

/* What the map misses is told by rhythm, people and the organiser's organisation, never by its title. */
Test(recognise, missing_boards)
{
	struct folder *f = county();
	feeds(f);
#define GOLD(uid)                                                                                                      \
	EVENT(uid, "20270406T100000", "60", "GOLDMARK command", ORGANISER("zoe") "RRULE:FREQ=WEEKLY;COUNT=20\n")
	folder_write(
	    f, "ann.ics",
	    CALENDAR(GOLD("g1") EVENT("l", "20270407T100000", "60", "LEAVEMARK", "RRULE:FREQ=WEEKLY;COUNT=9\n")));
	folder_write(
	    f, "bob.ics",
	    CALENDAR(GOLD("g1") EVENT("m", "20270408T100000", "60", "LEAVEMARK", "RRULE:FREQ=WEEKLY;COUNT=9\n")));
	folder_write(
	    f, "cyd.ics",
	    CALENDAR(GOLD("g2") EVENT("n", "20270409T100000", "60", "LEAVEMARK", "RRULE:FREQ=WEEKLY;COUNT=9\n")));
	folder_read(f);
	cr_assert_eq(f->status, MOOT_OK, "%s", f->error.message);
	cr_assert_eq(f->landscape->missing_count, 1, "%zu", f->landscape->missing_count);
	const struct moot_missing *gold = &f->landscape->missing[0];
	cr_assert_str_eq(gold->text, "weekly, Tuesday 10:00, 60 minutes, 3 members: ann, bob, cyd");
	cr_assert_eq(gold->meetings, 20);
	cr_assert_str_eq(f->landscape->organisations[gold->organisation], "Council"); /* whose domain zoe has */
	cr_assert_eq(f->problems.count, 1);
	cr_assert_not_null(folder_find(f, "boards.csv", 0, 0, "weekly, Tuesday 10:00"));
	cr_assert_null(strstr(f->problems.items[0].message, "MARK"));
	cr_assert_eq(busy(f, "ann"), 29);

	struct moot_audit *audit = NULL;
	char *text = NULL;
	char *json = NULL;
	cr_assert_eq(moot_audit(f->landscape, &audit, NULL), MOOT_OK);
	cr_assert_eq(moot_audit_to_text(f->landscape, audit, &text, NULL), MOOT_OK);
	cr_assert_eq(moot_audit_to_json(f->landscape, audit, &json, NULL), MOOT_OK);
	cr_assert_not_null(strstr(json, "\"missing_boards\": [\n    {\n      \"id\": \"weekly, Tuesday 10:00"), "%s",
			   json);
	cr_assert_not_null(strstr(text, "weekly, Tuesday 10:00"));
	cr_assert_null(strstr(json, "MARK"));
	cr_assert_null(strstr(text, "MARK"));
	moot_release(text);
	moot_release(json);
	moot_audit_free(audit);
	folder_free(f);
}

static const char *const cores[][2] = {
    {"Re: Safer Lincolnshire \xe2\x80\x93 Drugs Groups (12 May 2027)", "safer lincolnshire drug group"},
    {"Locality Board 3", "locality board 3"},
    {"LOCALITY BOARD 3 - Q2 2027", "locality board 3"},
    {"Bwrdd Dioge\xcc\x82l King's Lynn", "bwrdd diogel king lynn"},
    {"Meeting of the", ""}};

Test(recognise, title_words)
{
	struct moot_arena *arena = moot_arena_new();
	for (size_t i = 0; i < sizeof cores / sizeof *cores; i++)
		cr_assert_str_eq(moot_title_core(arena, cores[i][0]), cores[i][1]);
	cr_assert_str_eq(moot_title_clean(arena, "FW: RE: Locality Board 3 (June 2027)"), "Locality Board 3");
	cr_assert_str_eq(moot_title_clean(arena, "Board: the North - 2"), "Board: the North - 2");
	moot_arena_free(arena);
}
