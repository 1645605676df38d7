/* Reading calendars: each case is the inside of a VCALENDAR and the occurrences that must come out, a line each. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ical_reading.h"

#define SHARED MOOT_SOURCE "/../shared/data"

/* "2025-07-01T10:00 2025-07-01T11:00 busy a[ title][ (recurrence id)]" a line. */
static void describe(const struct moot_events *events, char *text, size_t size)
{
	static const char *const kinds[] = {"tentative", "busy", "out"};
	size_t used = 0;
	text[0] = '\0';
	for (size_t i = 0; i < events->count && used < size; i++) {
		const struct moot_event *event = &events->items[i];
		char start[17];
		char end[17];
		moot_minute_format(event->start, start);
		moot_minute_format(event->end, end);
		if (event->all_day)
			start[10] = end[10] = '\0';
		const char *kind = event->is_cancelled ? "cancelled" : event->is_free ? "free" : kinds[event->kind];
		int length = snprintf(text + used, size - used, "%s %s %s %s%s%s%s%s%s\n", start, end, kind, event->uid,
				      event->title[0] ? " " : "", event->title, event->recurrence_id[0] ? " (" : "",
				      event->recurrence_id, event->recurrence_id[0] ? ")" : "");
		used += length > 0 ? (size_t)length : 0;
	}
}

struct sample {
	const char *name;
	const char *body;
	const char *expect;
	const char *problem; /* part of the only problem; NULL for none */
};

#define EVENT(uid, more) "BEGIN:VEVENT\nUID:" uid "\nDTSTAMP:20250101T000000Z\n" more "END:VEVENT\n"

static const struct sample samples[] = {
    {"rule, exceptions, override",
     EVENT("a", "DTSTART;TZID=Europe/London:20250328T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=5\n"
		"EXDATE;TZID=Europe/London:20250329T100000\nSUMMARY:x\n")
	 EVENT("a", "RECURRENCE-ID:20250331T090000Z\nDTSTART;TZID=Europe/London:20250331T150000\nDURATION:PT30M\n"
		    "SUMMARY:moved\n"),
     "2025-03-28T10:00 2025-03-28T11:00 busy a x\n2025-03-30T10:00 2025-03-30T11:00 busy a x\n"
     "2025-03-31T15:00 2025-03-31T15:30 busy a moved (2025-03-31T10:00)\n"
     "2025-04-01T10:00 2025-04-01T11:00 busy a x\n",
     NULL},
    {"a cancelled override",
     EVENT("a", "DTSTART:20250701T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n")
	 EVENT("a", "RECURRENCE-ID:20250702T090000Z\nDTSTART:20250702T090000Z\nDURATION:PT1H\nSTATUS:CANCELLED\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-02T10:00 2025-07-02T11:00 cancelled a (2025-07-02T10:00)\n",
     NULL},
    {"exceptions without a time, as Outlook writes them",
     EVENT("a", "DTSTART;TZID=GMT Standard Time:20250701T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4\n"
		"EXDATE;TZID=GMT Standard Time:20250702T000000\nEXDATE;VALUE=DATE:20250703\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-04T10:00 2025-07-04T11:00 busy a\n", NULL},
    {"a midnight exception of a midnight series is that instant",
     EVENT("a", "DTSTART;TZID=Europe/London:20250701T000000\nDURATION:PT1H\nRRULE:FREQ=HOURLY;INTERVAL=12;COUNT=4\n"
		"EXDATE;TZID=Europe/London:20250702T000000\n"),
     "2025-07-01T00:00 2025-07-01T01:00 busy a\n2025-07-01T12:00 2025-07-01T13:00 busy a\n"
     "2025-07-02T12:00 2025-07-02T13:00 busy a\n",
     NULL},
    {"extra dates: zones, periods, doubles",
     EVENT("a", "DTSTART;TZID=Europe/London:20250701T100000\nDURATION:PT1H\n"
		"RDATE;TZID=Europe/London:20250708T100000,20250701T100000\nRDATE;VALUE=PERIOD:20250709T090000Z/PT2H\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-08T10:00 2025-07-08T11:00 busy a\n"
     "2025-07-09T10:00 2025-07-09T12:00 busy a\n",
     NULL},
    {"all later ones moved",
     EVENT("a", "DTSTART:20250101T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4\n")
	 EVENT("a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20250103T100000Z\nDTSTART:20250103T150000Z\nDURATION:PT2H\n"),
     "2025-01-01T10:00 2025-01-01T11:00 busy a\n2025-01-02T10:00 2025-01-02T11:00 busy a\n"
     "2025-01-03T15:00 2025-01-03T17:00 busy a (2025-01-03T10:00)\n2025-01-04T15:00 2025-01-04T17:00 busy a\n",
     NULL},
    {"days",
     EVENT("a", "DTSTART;VALUE=DATE:20250701\n") EVENT("b", "DTSTART;VALUE=DATE:20250701\nDTEND;VALUE=DATE:20250703\n")
	 EVENT("c", "DTSTART;VALUE=DATE:20250705\nDTEND;VALUE=DATE:20250705\nTRANSP:TRANSPARENT\n")
	     EVENT("d", "DTSTART;VALUE=DATE:20250710\nDURATION:P2D\nRRULE:FREQ=WEEKLY;UNTIL=20250717\n"),
     "2025-07-01 2025-07-02 busy a\n2025-07-01 2025-07-03 busy b\n2025-07-05 2025-07-06 free c\n"
     "2025-07-10 2025-07-12 busy d\n2025-07-17 2025-07-19 busy d\n",
     NULL},
    {"busy, free, tentative, out, private",
     EVENT("a", "DTSTART:20250101T100000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT\n")
	 EVENT("b", "DTSTART:20250101T110000Z\nDURATION:PT1H\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\n")
	     EVENT("c", "DTSTART:20250101T120000Z\nDURATION:PT1H\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\n")
		 EVENT("d", "DTSTART:20250101T130000Z\nDURATION:PT1H\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\n")
		     EVENT("e", "DTSTART:20250101T140000Z\nDURATION:PT1H\nSTATUS:TENTATIVE\nSUMMARY:a\\, b\n")
			 EVENT("f", "SUMMARY:secret\nDTSTART:20250101T150000Z\nDURATION:PT1H\nCLASS:PRIVATE\n") EVENT(
			     "g", "CLASS:CONFIDENTIAL\nSUMMARY:secret\nDTSTART:20250101T160000Z\nDURATION:PT1H\n"),
     "2025-01-01T10:00 2025-01-01T11:00 free a\n2025-01-01T11:00 2025-01-01T12:00 out b\n"
     "2025-01-01T12:00 2025-01-01T13:00 tentative c\n2025-01-01T13:00 2025-01-01T14:00 free d\n"
     "2025-01-01T14:00 2025-01-01T15:00 tentative e a, b\n2025-01-01T15:00 2025-01-01T16:00 busy f\n"
     "2025-01-01T16:00 2025-01-01T17:00 busy g\n",
     NULL},
    {"zones by name: Windows, numbered, path, case, another continent",
     EVENT("a", "DTSTART;TZID=GMT Standard Time:20250701T100000\nDURATION:PT1H\n")
	 EVENT("b", "DTSTART;TZID=GMT Standard Time 1:20250701T100000\nDURATION:PT1H\n")
	     EVENT("c", "DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20250701T100000\nDURATION:PT1H\n")
		 EVENT("d", "DTSTART;TZID=europe/LONDON:20250701T100000\nDURATION:PT1H\n")
		     EVENT("e", "DTSTART;TZID=\"W. Europe Standard Time\":20250701T110000\nDURATION:PT1H\n")
			 EVENT("f", "DTSTART;TZID=America/Los_Angeles:20250701T020000\nDURATION:PT1H\n")
			     EVENT("g", "DTSTART:20250701T100000\nDURATION:PT1H\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-01T10:00 2025-07-01T11:00 busy b\n"
     "2025-07-01T10:00 2025-07-01T11:00 busy c\n2025-07-01T10:00 2025-07-01T11:00 busy d\n"
     "2025-07-01T10:00 2025-07-01T11:00 busy e\n2025-07-01T10:00 2025-07-01T11:00 busy f\n"
     "2025-07-01T10:00 2025-07-01T11:00 busy g\n",
     NULL},
    {"a wrong VTIMEZONE of a known name is not used",
     "BEGIN:VTIMEZONE\nTZID:Europe/London\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0500\n"
     "TZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n" EVENT(
	 "a", "DTSTART;TZID=Europe/London:20250701T100000\nDURATION:PT1H\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n", NULL},
    {"the file's VTIMEZONE for a name that nobody knows",
     "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
     "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\n"
     "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\n"
     "END:VTIMEZONE\n" EVENT("a", "DTSTART;TZID=Office:20250329T110000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\n")
	 EVENT("b", "DTSTART;TZID=Office:20251025T110000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n"),
     "2025-03-29T10:00 2025-03-29T11:00 busy a\n2025-04-05T10:00 2025-04-05T11:00 busy a\n"
     "2025-10-25T10:00 2025-10-25T11:00 busy b\n2025-10-26T10:00 2025-10-26T11:00 busy b\n",
     NULL},
    {"X-WR-TIMEZONE, with a warning",
     "X-WR-TIMEZONE:America/New_York\n" EVENT("a", "DTSTART;TZID=Narnia:20250701T050000\nDURATION:PT1H\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n", "America/New_York"},
    {"the landscape's zone, with a warning", EVENT("a", "DTSTART;TZID=Narnia:20250701T100000\nDURATION:PT1H\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n", "'Narnia' is not known; Europe/London"},
    {"the hour that is skipped, and the one that comes twice",
     EVENT("a", "DTSTART;TZID=Europe/London:20250330T013000\nDURATION:PT1H\n")
	 EVENT("b", "DTSTART;TZID=Europe/London:20251026T013000\nDTEND:20251026T023000Z\n"),
     "2025-03-30T02:30 2025-03-30T03:30 busy a\n2025-10-26T01:30 2025-10-26T02:30 busy b\n", NULL},
    {"UNTIL in UTC is an instant; a date includes its day",
     EVENT("a", "DTSTART;TZID=Europe/London:20250701T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20250702T090000Z\n")
	 EVENT("b", "DTSTART;TZID=Europe/London:20250704T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20250705\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-02T10:00 2025-07-02T11:00 busy a\n"
     "2025-07-04T10:00 2025-07-04T11:00 busy b\n2025-07-05T10:00 2025-07-05T11:00 busy b\n",
     NULL},
    {"the highest SEQUENCE wins, then the latest DTSTAMP",
     EVENT("a", "SEQUENCE:2\nDTSTART:20250101T100000Z\nDURATION:PT1H\n")
	 EVENT("a", "SEQUENCE:10\nDTSTART:20250101T110000Z\nDURATION:PT1H\n") EVENT(
	     "b", "DTSTART:20250102T100000Z\nDURATION:PT1H\n") "BEGIN:VEVENT\nUID:b\nDTSTAMP:20250103T000000Z\n"
							       "DTSTART:20250102T120000Z\nDURATION:PT1H\nEND:VEVENT\n",
     "2025-01-01T11:00 2025-01-01T12:00 busy a\n2025-01-02T12:00 2025-01-02T13:00 busy b\n", NULL},
    {"an override without its master",
     EVENT("a", "RECURRENCE-ID:20250101T100000Z\nDTSTART:20250101T120000Z\nDURATION:PT1H\n"),
     "2025-01-01T12:00 2025-01-01T13:00 busy a (2025-01-01T10:00)\n", NULL},
    {"several calendars in a file",
     EVENT("a", "DTSTART:20250101T100000Z\nDURATION:PT1H\n") "END:VCALENDAR\nBEGIN:VCALENDAR\nMETHOD:CANCEL\n" EVENT(
	 "b", "DTSTART:20250102T100000Z\nDURATION:PT1H\n"),
     "2025-01-01T10:00 2025-01-01T11:00 busy a\n2025-01-02T10:00 2025-01-02T11:00 cancelled b\n", NULL},
    {"free and busy times",
     "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20250101T100000Z/PT1H,20250102T100000Z/"
     "20250102T110000Z\n"
     "FREEBUSY;FBTYPE=FREE:20250103T100000Z/PT1H\nEND:VFREEBUSY\n",
     "2025-01-01T10:00 2025-01-01T11:00 out \n2025-01-02T10:00 2025-01-02T11:00 out \n"
     "2025-01-03T10:00 2025-01-03T11:00 free \n",
     NULL},
    {"several rules, an EXRULE, and an RDATE that one of them gives too",
     EVENT("a", "DTSTART;TZID=Europe/London:20250706T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\n"
		"RRULE:FREQ=MONTHLY;BYMONTHDAY=6,8;COUNT=4\nEXRULE:FREQ=MONTHLY;BYMONTHDAY=8;COUNT=1\n"
		"RDATE;TZID=Europe/London:20250806T100000\n"),
     "2025-07-06T10:00 2025-07-06T11:00 busy a\n2025-07-13T10:00 2025-07-13T11:00 busy a\n"
     "2025-08-06T10:00 2025-08-06T11:00 busy a\n2025-08-08T10:00 2025-08-08T11:00 busy a\n",
     NULL},
    {"hours go by the wall clock: none in the skipped hour, the repeated one once",
     EVENT("a", "DTSTART;TZID=Europe/London:20250330T000000\nDURATION:PT30M\nRRULE:FREQ=HOURLY;COUNT=4\n")
	 EVENT("b", "DTSTART;TZID=Europe/London:20251026T000000\nDURATION:PT30M\nRRULE:FREQ=HOURLY;COUNT=3\n"),
     "2025-03-30T00:00 2025-03-30T00:30 busy a\n2025-03-30T02:00 2025-03-30T02:30 busy a\n"
     "2025-03-30T03:00 2025-03-30T03:30 busy a\n2025-10-26T00:00 2025-10-26T00:30 busy b\n"
     "2025-10-26T01:00 2025-10-26T01:30 busy b\n2025-10-26T02:00 2025-10-26T02:30 busy b\n",
     NULL},
    {"zones made for people, quoted and not",
     EVENT("a", "DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin, Bern\":20250701T110000\nDURATION:PT1H\n")
	 EVENT("b", "DTSTART;TZID=(UTC+01:00) Nowhere, Paris:20250701T110000\nDURATION:PT1H\n")
	     EVENT("c", "DTSTART;TZID=US-Mountain:20250701T030000\nDURATION:PT1H\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-01T10:00 2025-07-01T11:00 busy b\n"
     "2025-07-01T10:00 2025-07-01T11:00 busy c\n",
     NULL},
    {"dates with dashes, times with colons, a blank behind, small letters, a quote that is not closed",
     EVENT("a", "DTSTART:2025-07-01T09:00:00Z\nDURATION: PT1H \n")
	 EVENT("b", "DTSTART:20250702t090000z \nDTEND:20250702T1000Z\n")
	     EVENT("c", "DTSTART;X-A=\"b:20250703T090000Z\nDURATION:PT1H\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-02T10:00 2025-07-02T11:00 busy b\n"
     "2025-07-03T10:00 2025-07-03T11:00 busy c\n",
     NULL},
    {"a series under two UIDs, as programs make that give a new one at every fetch",
     EVENT("a",
	   "DTSTART:20250701T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:x\nORGANIZER:mailto:o@e.org\n")
	 EVENT(
	     "b",
	     "DTSTART:20250702T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:x\nORGANIZER:mailto:O@e.org\n")
	     EVENT("c", "DTSTART:20250701T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:x\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a x\n2025-07-01T10:00 2025-07-01T11:00 busy c x\n"
     "2025-07-02T10:00 2025-07-02T11:00 busy a x\n2025-07-02T10:00 2025-07-02T11:00 busy c x\n"
     "2025-07-03T10:00 2025-07-03T11:00 busy a x\n2025-07-03T10:00 2025-07-03T11:00 busy c x\n"
     "2025-07-04T10:00 2025-07-04T11:00 busy b x\n",
     "repeats the series at line 3"},
    {"COUNT with UNTIL: whichever is first",
     EVENT("a", "DTSTART:20250701T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2;UNTIL=20250709T090000Z\n")
	 EVENT("b", "DTSTART:20250701T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=9;UNTIL=20250702T090000Z\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-01T10:00 2025-07-01T11:00 busy b\n"
     "2025-07-02T10:00 2025-07-02T11:00 busy a\n2025-07-02T10:00 2025-07-02T11:00 busy b\n",
     NULL},
    {"the newest override of several, whatever their order",
     EVENT("a", "DTSTART:20250701T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n")
	 EVENT("a", "SEQUENCE:3\nRECURRENCE-ID:20250702T090000Z\nDTSTART:20250702T130000Z\nDURATION:PT1H\n")
	     EVENT("a", "SEQUENCE:2\nRECURRENCE-ID:20250702T090000Z\nDTSTART:20250702T140000Z\nDURATION:PT1H\n"),
     "2025-07-01T10:00 2025-07-01T11:00 busy a\n2025-07-02T14:00 2025-07-02T15:00 busy a (2025-07-02T10:00)\n", NULL},
    {"free and busy times of every type, in a zone, and one that is damaged",
     "BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=BUSY-TENTATIVE:20250101T100000Z/20250101T110000Z\n"
     "FREEBUSY;FBTYPE=X-OURS:20250102T100000Z/PT30M,20259902T100000Z/PT30M\n"
     "FREEBUSY;TZID=Europe/Berlin:20250703T110000/PT30M\nEND:VFREEBUSY\n",
     "2025-01-01T10:00 2025-01-01T11:00 tentative \n2025-01-02T10:00 2025-01-02T10:30 busy \n"
     "2025-07-03T10:00 2025-07-03T10:30 busy \n",
     "FREEBUSY is not a date"},
    {"available times: the rest of the span is busy",
     "BEGIN:VAVAILABILITY\nUID:v\nSUMMARY:hours\nDTSTART;TZID=Europe/London:20250701T000000\n"
     "DTEND;TZID=Europe/London:20250703T000000\nBEGIN:AVAILABLE\nUID:w\nDTSTART;TZID=Europe/London:20250602T090000\n"
     "DTEND;TZID=Europe/London:20250602T170000\nRRULE:FREQ=DAILY\nEXDATE;TZID=Europe/London:20250702T090000\n"
     "END:AVAILABLE\nBEGIN:AVAILABLE\nUID:x\nDTSTART:20250702T120000Z\nDURATION:PT1H\nEND:AVAILABLE\n"
     "END:VAVAILABILITY\n",
     "2025-07-01T00:00 2025-07-01T09:00 out v hours\n2025-07-01T17:00 2025-07-02T13:00 out v hours\n"
     "2025-07-02T14:00 2025-07-03T00:00 out v hours\n",
     NULL},
    {"available times: the higher priority decides where both say something; types",
     "BEGIN:VAVAILABILITY\nUID:low\nPRIORITY:9\nBUSYTYPE:BUSY-TENTATIVE\nDTSTART:20250101T000000Z\n"
     "DURATION:P3D\nEND:VAVAILABILITY\n"
     "BEGIN:VAVAILABILITY\nUID:high\nPRIORITY:1\nBUSYTYPE:BUSY\nDTSTART:20250102T000000Z\nDTEND:20250103T000000Z\n"
     "BEGIN:AVAILABLE\nUID:w\nDTSTART:20250102T090000Z\nDURATION:PT1H\nEND:AVAILABLE\nEND:VAVAILABILITY\n",
     "2025-01-01T00:00 2025-01-02T00:00 tentative low\n2025-01-02T00:00 2025-01-02T09:00 busy high\n"
     "2025-01-02T10:00 2025-01-03T00:00 busy high\n2025-01-03T00:00 2025-01-04T00:00 tentative low\n",
     NULL},
    {"available times without a span hold for the window",
     "BEGIN:VAVAILABILITY\nUID:v\nBEGIN:AVAILABLE\nUID:w\nDTSTART:20241201T000000Z\nDTEND:20251230T000000Z\n"
     "END:AVAILABLE\nEND:VAVAILABILITY\n",
     "2025-12-30T00:00 2026-01-01T00:00 out v\n", NULL},
    {"only what touches the window",
     EVENT("a", "DTSTART:20241231T230000Z\nDURATION:PT2H\n") EVENT("b", "DTSTART:20241231T230000Z\nDURATION:PT1H\n")
	 EVENT("c", "DTSTART:20251231T235900Z\nDURATION:PT2H\n") EVENT("d", "DTSTART:20260101T000000Z\nDURATION:PT2H\n")
	     EVENT("e", "DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20250102\n")
		 EVENT("f", "DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20250101\n"),
     "2024-01-01 2025-01-02 busy e\n2024-12-31T23:00 2025-01-01T01:00 busy a\n"
     "2025-12-31T23:59 2026-01-01T01:59 busy c\n",
     NULL},
    {"an alarm's times are not the event's",
     EVENT("a", "DTSTART:20250101T100000Z\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT9H\nSUMMARY:no\nEND:"
		"VALARM\nDURATION:PT1H\n"),
     "2025-01-01T10:00 2025-01-01T11:00 busy a\n", NULL},
    {"a month that does not exist", EVENT("a", "DTSTART:20259935T100000Z\nDURATION:PT1H\n"), "",
     "DTSTART is not a date"},
    {"every second", EVENT("a", "DTSTART:20250101T100000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY\n"),
     "2025-01-01T10:00 2025-01-01T11:00 busy a\n", "more than 100000 starts"},
    {"an event after one without end",
     EVENT("a", "DTSTART:20250101T100000Z\nRRULE:FREQ=SECONDLY\n")
	 EVENT("b", "DTSTART:20250102T100000Z\nDURATION:PT1H\nRRULE:FREQ=MINUTELY;INTERVAL=90;COUNT=3\n"),
     "2025-01-01T10:00 2025-01-01T10:00 busy a\n2025-01-02T10:00 2025-01-02T11:00 busy b\n"
     "2025-01-02T11:30 2025-01-02T12:30 busy b\n2025-01-02T13:00 2025-01-02T14:00 busy b\n",
     "more than 100000 starts"},
    {"every hour of a whole day", EVENT("a", "DTSTART;VALUE=DATE:20250701\nRRULE:FREQ=HOURLY\n"),
     "2025-07-01 2025-07-02 busy a\n", "repeats within a day"},
    {"all later ones moved by centuries",
     EVENT("a", "DTSTART:20250101T100000Z\nRRULE:FREQ=DAILY;COUNT=3\n")
	 EVENT("a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20250102T100000Z\nDTSTART:40250103T150000Z\n"),
     "2025-01-01T10:00 2025-01-01T10:00 busy a\n2025-01-03T10:00 2025-01-03T10:00 busy a\n", "more than a year"},
    {"the end before the start", EVENT("a", "DTSTART:20250101T100000Z\nDTEND:20250101T090000Z\n"),
     "2025-01-01T10:00 2025-01-01T10:00 busy a\n", "ends before it starts"},
    {"a missing END",
     "BEGIN:VEVENT\nUID:a\nDTSTART:20250101T100000Z\nDURATION:PT1H\n" EVENT(
	 "b", "DTSTART:20250102T100000Z\nDURATION:PT1H\n"),
     "2025-01-01T10:00 2025-01-01T11:00 busy a\n2025-01-02T10:00 2025-01-02T11:00 busy b\n",
     "BEGIN and END do not match"},
};

Test(events, samples)
{
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		char text[16384];
		char found[16384];
		struct reading reading;
		int length =
		    snprintf(text, sizeof text, "BEGIN:VCALENDAR\nVERSION:2.0\n%sEND:VCALENDAR\n", samples[i].body);
		read_bytes(text, (size_t)length, &reading);
		describe(reading.events, found, sizeof found);
		cr_assert_str_eq(found, samples[i].expect, "%s:\n%s", samples[i].name, found);
		const char *first = reading.problems.count > 0 ? reading.problems.items[0].message : "no problem";
		if (samples[i].problem)
			cr_assert(strstr(first, samples[i].problem), "%s: %s", samples[i].name, first);
		else
			cr_assert_eq(reading.problems.count, 0, "%s: %s", samples[i].name, first);
		release(&reading);
	}
}

/* What occurrences share, and their times on the event's own clock. */
Test(events, details)
{
	static const char text[] = "BEGIN:VCALENDAR\nVERSION:2.0\n" EVENT(
	    "a", "DTSTART;TZID=W. Europe Standard Time:20250701T100000\nDTEND;TZID=Europe/London:20250701T100000\n"
		 "RRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:t\nDESCRIPTION:one\\ntwo\nLOCATION:Room\n"
		 "ORGANIZER;CN=\"Jo, Chair\":MAILTO:Jo@Example.org\n"
		 "ATTENDEE;CN=Ann;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:ann@example.org\n"
		 "ATTENDEE;CUTYPE=ROOM;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT;EMAIL=r@x.org:urn:uuid:1\n")
	    EVENT("a", "RECURRENCE-ID;TZID=Europe/Berlin:20250708T100000\nDTSTART:20250708T120000Z\nDURATION:PT1H\n"
		       "CLASS:X-OURS\nSUMMARY:s\nDESCRIPTION:s\nLOCATION:s\nATTENDEE;CN=s:mailto:b@example.org\n")
		EVENT("b", "DTSTART:20250709T120000\nDURATION:PT1H\n") "END:VCALENDAR\n";
	struct reading reading;
	read_bytes(text, sizeof text - 1, &reading);
	cr_assert_eq(reading.events->count, 3);
	const struct moot_event *event = &reading.events->items[0];
	cr_assert_str_eq(event->detail->organiser, "jo@example.org");
	cr_assert_str_eq(event->detail->organiser_name, "Jo, Chair");
	cr_assert_str_eq(event->detail->description, "one two");
	cr_assert_str_eq(event->detail->location, "Room");
	cr_assert_str_eq(event->detail->rule, "FREQ=WEEKLY;COUNT=2");
	cr_assert_str_eq(event->detail->timezone, "Europe/Berlin");
	cr_assert(event->detail->recurs && !event->detail->is_private);
	cr_assert_eq(event->own_start.seconds, (int64_t)moot_day_parse("2025-07-01") * 86400 + 36000);
	cr_assert_eq(event->own_start.offset, 7200);
	cr_assert_eq(event->own_end.seconds - event->own_start.seconds, 3600);
	cr_assert_eq(event->detail->attendee_count, 2);
	cr_assert_str_eq(event->detail->attendees[0].email, "ann@example.org");
	cr_assert_str_eq(event->detail->attendees[0].name, "Ann");
	cr_assert_eq(event->detail->attendees[0].partstat, MOOT_ANSWER_ACCEPTED);
	cr_assert_eq(event->detail->attendees[0].role, MOOT_INVITED_CHAIR);
	cr_assert_str_eq(event->detail->attendees[1].email, "r@x.org");
	cr_assert(event->detail->attendees[1].is_room);
	cr_assert_eq(event->detail->attendees[1].partstat, MOOT_ANSWER_DECLINED);
	event = &reading.events->items[1];
	cr_assert(event->detail->is_private && event->detail->recurs);
	cr_assert_str_eq(event->detail->rule, "FREQ=WEEKLY;COUNT=2");
	cr_assert_eq(event->own_start.offset, 0);
	cr_assert_eq(event->own_recurrence.seconds, (int64_t)moot_day_parse("2025-07-08") * 86400 + 36000);
	cr_assert_eq(event->title[0] | event->detail->description[0] | event->detail->location[0] |
			 event->detail->attendees[0].name[0],
		     0);
	event = &reading.events->items[2];
	cr_assert_eq(event->own_start.offset, MOOT_NO_OFFSET);
	cr_assert_str_eq(event->detail->timezone, "");
	release(&reading);
}

/* A broken file is a problem that names it, never a failure of the call. */
Test(events, broken_files)
{
	static const char *const files[] = {"", "hello\n", "\0\0\0\0", "BEGIN:VCALENDAR\n\0",
					    "\xFF\xFE"
					    "B\0E\0"};
	static const size_t sizes[] = {0, 6, 4, 17, 6};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct reading reading;
		read_bytes(files[i], sizes[i], &reading);
		cr_assert_eq(reading.events->count, 0);
		cr_assert_eq(reading.problems.errors, 1, "file %zu", i);
		cr_assert_str_eq(reading.problems.items[0].file, "feed.ics");
		release(&reading);
	}
	struct reading reading;
	read_path("/nowhere/at/all.ics", "2025-01-01", "2025-12-31", &reading);
	cr_assert_eq(reading.problems.errors, 1);
	release(&reading);
	read_path("/dev/zero", "2025-01-01", "2025-12-31", &reading);
	cr_assert_eq(reading.problems.errors, 1);
	release(&reading);
}

/* "Unicode" as some programs save it: UTF-16 of either order, with its mark. */
Test(events, utf16)
{
	static const char text[] = "BEGIN:VCALENDAR\r\n" EVENT(
	    "a", "DTSTART:20250101T100000Z\nDURATION:PT1H\nSUMMARY:x\n") "END:VCALENDAR\r\n";
	for (int high = 0; high < 2; high++) {
		char bytes[2 * sizeof text] = {0};
		char found[256];
		struct reading reading;
		memcpy(bytes, high ? "\xFE\xFF" : "\xFF\xFE", 2);
		for (size_t i = 0; i + 1 < sizeof text; i++)
			bytes[2 + 2 * i + (size_t)high] = text[i];
		read_bytes(bytes, sizeof bytes, &reading);
		describe(reading.events, found, sizeof found);
		cr_assert_str_eq(found, "2025-01-01T10:00 2025-01-01T11:00 busy a x\n");
		cr_assert_eq(reading.problems.count, 0);
		release(&reading);
	}
}

/* A download that stopped half way: what came is read, the line that was cut is not. */
Test(events, cut_short)
{
	static const char text[] =
	    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20250101T100000Z\r\nDURATION:PT\r\n 1H\r\n"
	    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20250102T100000Z\r\nDURATION:PT1H\r\n"
	    "RRULE:FREQ=DAI";
	char found[1024];
	struct reading reading;
	read_bytes(text, sizeof text - 1, &reading);
	describe(reading.events, found, sizeof found);
	cr_assert_str_eq(found, "2025-01-01T10:00 2025-01-01T11:00 busy a\n2025-01-02T10:00 2025-01-02T11:00 busy b\n");
	cr_assert_eq(reading.problems.count, 1);
	cr_assert(strstr(reading.problems.items[0].message, "cut short"));
	release(&reading);
}

Test(events, usage)
{
	struct moot_events *events = NULL;
	struct moot_problems problems = {0};
	struct moot_error error;
	cr_assert_eq(moot_events_read("x", "x", "Narnia", 0, 1, &events, &problems, &error), MOOT_ERROR_USAGE);
	cr_assert_eq(moot_events_read("x", "x", "Europe/London", 1, 0, &events, &problems, &error), MOOT_ERROR_USAGE);
	cr_assert_eq(moot_events_read("x", "x", "Europe/London", MOOT_NO_DAY, 0, &events, &problems, &error),
		     MOOT_ERROR_USAGE);
	cr_assert_null(events);
}

Test(events, timezone_known)
{
	cr_assert(moot_timezone_known("Europe/London"));
	cr_assert(moot_timezone_known("America/Argentina/Buenos_Aires"));
	static const char *const unknown[] = {
	    "",       "europe/london", "GMT Standard Time", "Europe/London ",         "PST", "../etc/passwd",
	    "Europe", "GMT+3",         "/Europe/London",    "Europe/../Europe/London"};
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		cr_assert(!moot_timezone_known(unknown[i]), "%s", unknown[i]);
	cr_assert(!moot_timezone_known(NULL));
}

/* Los Angeles and London change their clocks on different days: 09:00 there is 17:00 here, and 16:00 for a while. */
Test(events, kubernetes)
{
	char path[512];
	struct reading reading;
	snprintf(path, sizeof path, "%s/kubernetes_sigs/meetings.ics", SHARED);
	if (access(path, R_OK) != 0) {
		fprintf(stderr, "skipped: no %s\n", path);
		return;
	}
	read_path(path, "2026-01-01", "2026-12-31", &reading);
	cr_assert_eq(reading.problems.count, 0);
	cr_assert_geq(reading.events->count, 500);
	static const char *const expected[] = {"2026-01-06T17:00", "2026-03-03T17:00", "2026-03-17T16:00",
					       "2026-03-31T17:00", "2026-10-13T17:00", "2026-10-27T16:00",
					       "2026-11-10T17:00"};
	size_t found = 0;
	for (size_t i = 0; i < reading.events->count; i++) {
		char start[17];
		moot_minute_format(reading.events->items[i].start, start);
		if (strcmp(reading.events->items[i].uid, "sig-api-machinery-0@k8s") == 0 && found < 7 &&
		    strcmp(start, expected[found]) == 0)
			found++;
	}
	cr_assert_eq(found, 7);
	release(&reading);
}

/* For tests/clients: what we read in MOOT_FEED, of 2026, as "start end uid" a line in MOOT_FEED_OUT. */
Test(events, for_clients)
{
	const char *feed = getenv("MOOT_FEED");
	const char *path = getenv("MOOT_FEED_OUT");
	struct reading reading;
	if (!feed || !path)
		return;
	read_path(feed, "2026-01-01", "2026-12-31", &reading);
	FILE *file = fopen(path, "w");
	cr_assert_not_null(file);
	for (size_t i = 0; i < reading.events->count; i++) {
		char start[17];
		char end[17];
		moot_minute_format(reading.events->items[i].start, start);
		moot_minute_format(reading.events->items[i].end, end);
		fprintf(file, "%s %s %s\n", start, end, reading.events->items[i].uid);
	}
	fclose(file);
	release(&reading);
}
