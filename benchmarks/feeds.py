#!/usr/bin/env python3
"""Writes calendars as people's programs do, from a seed: feeds.py FOLDER [--feeds 300] [--events 500] [--seed 1] [--plain]

Each feed holds a year of one person: nine in ten events are single meetings, the others weekly, fortnightly or monthly
series, some with an exception or a moved meeting. Half of the feeds have what Outlook and Google add (attendees,
descriptions, alarms, X- properties); with --plain none has.
"""

import argparse
import datetime
import os
import random

WORDS = "board partnership safety housing youth health review budget planning strategy police county city care".split()
RULES = ("FREQ=WEEKLY;COUNT=40", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20280331T235959Z", "FREQ=MONTHLY;BYDAY=2TU",
         "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=12")
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19700329T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".split("\n")


def fold(line):
    parts = [line[:74]]
    for at in range(74, len(line), 73):
        parts.append(" " + line[at:at + 73])
    return parts


def rich(choice):
    lines = [f"ORGANIZER;CN=Person {choice.randrange(200)}:mailto:person{choice.randrange(200)}@example.org"]
    for _ in range(choice.randrange(3, 12)):
        who = choice.randrange(200)
        lines.append(f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE;CN=Person {who};"
                     f"X-NUM-GUESTS=0:mailto:person{who}@example.org")
    lines.append("DESCRIPTION:" + "\\n".join(" ".join(choice.choices(WORDS, k=12)) for _ in range(6)))
    lines += ["LOCATION:Room " + str(choice.randrange(40)), "CREATED:20260101T000000Z", "LAST-MODIFIED:20260102T000000Z",
              "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-MICROSOFT-CDO-IMPORTANCE:1", "TRANSP:OPAQUE", "BEGIN:VALARM",
              "ACTION:DISPLAY", "DESCRIPTION:Reminder", "TRIGGER:-PT15M", "END:VALARM"]
    return lines


def event(choice, uid, is_rich):
    day = datetime.date(2027, 4, 1) + datetime.timedelta(days=choice.randrange(365))
    start = datetime.datetime.combine(day, datetime.time(choice.randrange(8, 17), choice.choice((0, 30))))
    end = start + datetime.timedelta(minutes=choice.choice((30, 60, 90)))
    stamp = lambda time: f";TZID=Europe/London:{time:%Y%m%dT%H%M%S}"
    head = ["BEGIN:VEVENT", f"UID:{uid}@example.org", "DTSTAMP:20260101T000000Z", "SEQUENCE:1", "STATUS:CONFIRMED",
            "SUMMARY:" + " ".join(choice.choices(WORDS, k=4))]
    extra = rich(choice) if is_rich else []
    lines = head + ["DTSTART" + stamp(start), "DTEND" + stamp(end)]
    moved = []
    if choice.random() < 0.1:
        rule = choice.choice(RULES)
        lines.append("RRULE:" + rule)
        week = start + datetime.timedelta(days=7)
        if choice.random() < 0.3:
            lines.append("EXDATE" + stamp(week))
        elif rule.startswith("FREQ=WEEKLY;COUNT") and choice.random() < 0.3:
            later = week + datetime.timedelta(hours=1)
            moved = head + ["RECURRENCE-ID" + stamp(week), "DTSTART" + stamp(later),
                            "DTEND" + stamp(later + (end - start))] + ["END:VEVENT"]
    return lines + extra + ["END:VEVENT"] + moved


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    for number in range(options.feeds):
        choice = random.Random(options.seed * 100003 + number)
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//benchmark//EN", "METHOD:PUBLISH"] + ZONE
        for at in range(options.events):
            lines += event(choice, f"{number}-{at}", not options.plain and number % 2 == 1)
        lines.append("END:VCALENDAR")
        with open(os.path.join(options.folder, f"feed{number:04}.ics"), "w", encoding="utf-8", newline="") as file:
            for line in lines:
                for part in fold(line):
                    file.write(part + "\r\n")


main()
