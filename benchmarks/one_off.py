#!/usr/bin/env python3
"""Single meetings to place, the same for the same arguments.

    one_off.py OUT [--meetings N] [--days N] [--people N] [--seed N]

Each meeting is a board that meets once, within a window of its own: 2 to 10 people who must come, some who would, a
length of 30 to 120 minutes, and one of five rooms, which `moot` chooses. Starts are on the quarter of an hour. People's
calendars hold appointments. Days default to what
rooms and people have time for: 10 for 100 meetings, 37 for 400, 70 for 800.

Only random.random() is used, whose stream Python keeps from version to version.
"""

import argparse
import datetime
import os
import shutil

from generate import Dice, clock, event, write, write_calendar

START = datetime.date(2027, 4, 5)  # a Monday
LENGTHS = ((30, 4), (45, 2), (60, 8), (90, 3), (120, 1))


def work_days(count):
    """The first `count` days from the start, weekends left out."""
    return [START + datetime.timedelta(n) for n in range(count) if (START + datetime.timedelta(n)).weekday() < 5]


def make_meetings(dice, options, days):
    meetings = []
    for n in range(options.meetings):
        first = dice.below(len(days))
        last = min(len(days) - 1, first + dice.between(2, max(2, len(days) // 2)))
        first = max(0, min(first, last - 2))
        required = dice.between(2, 10) if dice.random() < 0.15 else dice.between(2, 4)
        preferred = dice.between(0, 4)
        people = dice.sample(range(options.people), required + preferred)
        meetings.append({"id": f"m{n + 1:04d}", "minutes": dice.weighted(LENGTHS), "first": days[first],
                         "last": days[last], "required": people[:required], "preferred": people[required:]})
    return meetings


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--meetings", type=int, default=100)
    parser.add_argument("--days", type=int, default=0)
    parser.add_argument("--people", type=int, default=35)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.meetings < 1 or options.people < 14:
        parser.error("at least one meeting and fourteen people")
    # A person's share of the meetings is about 5.5 in 35; 4 hours of them a day leave room for appointments.
    span = options.days or max(4, min(70, options.meetings * 7 // 80 + 2))
    days = work_days(span)
    dice = Dice(options.seed)
    meetings = make_meetings(dice, options, days)
    shutil.rmtree(options.out, ignore_errors=True)
    os.makedirs(options.out)
    person = [f"p{n + 1:02d}" for n in range(options.people)]
    write(options.out, "boards.csv",
          ("board_id", "name", "meetings_per_year", "minutes", "standing_minutes", "merge"),
          [(m["id"], f"Meeting {m['id'][1:]}", 1, m["minutes"], 0, "never") for m in meetings])
    write(options.out, "members.csv", ("board_id", "person_id", "role"),
          [(m["id"], person[p], role) for m in meetings
           for role in ("required", "optional") for p in m["required" if role == "required" else "preferred"]])
    write(options.out, "people.csv", ("person_id", "name"), [(p, "Person " + p[1:]) for p in person])
    write(options.out, "venues.csv", ("venue_id", "name", "site", "capacity"),
          [(f"room-{n}", f"Room {n}", "office", capacity) for n, capacity in enumerate((10, 12, 14, 16, 20), 1)])
    write(options.out, "rules.csv", ("rule", "subject", "object", "value"),
          [("within", m["id"], f"{m['first']}/{m['last']}", 1) for m in meetings])
    end = START + datetime.timedelta(span - 1)
    write(options.out, "policy.csv", ("key", "value"),
          [("name", f"one-off-{options.meetings}-{span}-{options.seed}"), ("start", START), ("end", end),
           ("grid_minutes", 15), ("day_start", "08:30"), ("day_end", "17:30"), ("spacing_weight", 0),
           ("breathing_weight", 0), ("crowding_weight", 0), ("bank_holidays", "none")])
    for p in person:
        lines = []
        for serial in range(span // 3):
            start = 510 + 15 * dice.below(34)
            day = dice.pick(days)
            lines += event(f"{p}-{serial}@example.org", "Appointment",
                           (clock("DTSTART", day, start), clock("DTEND", day, start + dice.pick((30, 60, 60)))))
        if lines:
            write_calendar(os.path.join(options.out, "calendars", "people", p + ".ics"), lines)
    print(f"{options.meetings} meetings, {options.people} people, {span} days, "
          f"{sum(len(m['required']) for m in meetings)} required and "
          f"{sum(len(m['preferred']) for m in meetings)} preferred seats")


if __name__ == "__main__":
    main()
