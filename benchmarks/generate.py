#!/usr/bin/env python3
"""A made-up area of partnership boards, the same for the same arguments.

    generate.py OUT [--boards N] [--people N] [--seed N] [--busy none|light|normal|heavy] [--usual-rooms]
                [--areas N [--shared PART]]

A force area of several districts: each has its own boards, the county has the rest. Boards come in fields (crime,
health, children, ...) that share themes and people, as they do in life: a few people sit on very many boards, most on
two or three. With the default 80 boards there are 350 to 500 meetings a year. People's calendars hold recurring
commitments, single events and leave; `--busy` says how much. Boards may meet in any room that is large enough; with
`--usual-rooms` each has one of its own, in its district's town or the county's. With `--areas` there are so many areas,
each with as many boards and people, side by side in one landscape; `--shared` is the part of an area's people who also
sit in the next one.

Only random.random() is used, whose stream Python keeps from version to version.
"""

import argparse
import csv
import datetime
import os
import random
import shutil

START = datetime.date(2027, 4, 1)
DAYS = 366
DISTRICTS = ("north", "south", "east", "west")
FIELDS = {
    "crime": ("Anti-social behaviour", "Serious violence", "Drugs and alcohol", "Exploitation", "Rural crime"),
    "justice": ("Reducing reoffending", "Court delays", "Victims and witnesses", "Public protection"),
    "health": ("Health inequalities", "Mental health", "Drugs and alcohol", "Suicide prevention"),
    "children": ("Safeguarding children", "Youth justice", "Exploitation", "Early help"),
    "adults": ("Safeguarding adults", "Domestic abuse", "Homelessness", "Mental health"),
    "places": ("Road safety", "Emergency planning", "Community cohesion", "Prevent"),
}
COMMON = ("Performance", "Funding", "Data sharing")
ORGANISATIONS = ("County Council", "Police", "Commissioner's Office", "Integrated Care Board", "Fire and Rescue",
                 "Probation Service", "Prison Service", "Prosecution Service", "Courts Service", "Hospitals Trust",
                 "Mental Health Trust", "Voluntary Action", "North District Council", "South District Council",
                 "East District Council", "West District Council")
SITES = ("county-town", "north-town", "south-town", "east-town", "west-town")
# Meetings a year, with their weights: 4 is the commonest, the mean about 5.3.
FREQUENCIES = ((4, 50), (6, 24), (2, 4), (8, 8), (12, 8), (5, 6))
# For each level of --busy: weekly commitments, monthly ones, single events a year, days of leave.
BUSY = {"none": (0, 0, 0, 0), "light": (1, 1, 10, 15), "normal": (2, 2, 25, 25), "heavy": (4, 4, 60, 30)}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


class Dice:
    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        point = self.random() * sum(weight for _, weight in pairs)
        for item, weight in pairs:
            point -= weight
            if point < 0:
                return item
        return pairs[-1][0]

    def sample(self, items, n):
        return [item for _, item in sorted((self.random(), item) for item in items)[:n]]


def make_people(dice, count, prefix="", shared=()):
    people = [dict(person, guest=True) for person in shared]
    for n in range(len(people), count):
        organisation = ORGANISATIONS[n % len(ORGANISATIONS)] if n < 4 * len(ORGANISATIONS) else dice.pick(ORGANISATIONS)
        senior = n % 5 == 0
        people.append({
            "person_id": f"{prefix}p{n + 1:04d}",
            "name": f"Person {prefix}{n + 1}",
            "organisation": prefix and f"{organisation} {prefix[:-1]}" or organisation,
            "post": "Director" if senior else "Manager",
            "salary": dice.between(76, 140) * 1000 if senior else dice.between(32, 74) * 1000,
            "base": dice.pick(SITES),
            "days": "Mon|Tue|Wed|Thu" if dice.random() < 0.1 else "",
            # Most people have a field or two; the weight is how readily a board calls on them.
            "fields": dice.sample(sorted(FIELDS), dice.between(1, 2)),
            "weight": 12.0 if n % 25 == 0 else 3.0 if n % 6 == 0 else 1.0,
        })
    return people


def make_boards(dice, count, prefix="", county="county"):
    boards = []
    fields = sorted(FIELDS)
    for n in range(count):
        field = fields[n % len(fields)]
        district = dice.pick(DISTRICTS) if dice.random() < 0.35 else ""
        merge = dice.weighted((("free", 70), ("agreement", 15), ("never", 12), ("in-common", 3)))
        minutes = dice.pick((60, 90, 90, 120, 120, 120, 150))
        boards.append({
            "board_id": f"{prefix}b{n + 1:03d}",
            "name": f"{(district or 'County').capitalize()} {field} board {prefix}{n + 1}",
            "parent": field,
            "area": county + "/" + district if district else county,
            "kind": "statutory board" if merge in ("never", "agreement") else "partnership",
            "statutory": "yes" if merge in ("never", "agreement") else "no",
            "legal_basis": "example statute" if merge in ("never", "agreement") else "",
            "meetings_per_year": dice.weighted(FREQUENCIES),
            "minutes": minutes,
            "standing_minutes": 15,
            "mode": dice.weighted((("hybrid", 40), ("online", 35), ("in-person", 25))),
            "merge": merge,
        })
    return boards


def give_rooms(boards):
    given = 0
    for board in boards:
        in_person = board["mode"] != "online"
        given += in_person
        town = (board["area"].split("/") + ["county"])[1] + "-town"
        board["venue"] = f"{town}-{1 + given % 2}" if in_person else ""


def make_members(dice, boards, people):
    members = []
    for board in boards:
        field = board["parent"]
        pool = {p["person_id"]: p["weight"] * (6 if field in p["fields"] else 1) for p in people}
        size = min(dice.between(6, 14), len(people))
        seated = []
        for _ in range(size):
            chosen = dice.weighted(sorted(pool.items()))
            seated.append(chosen)
            del pool[chosen]
        for place, person in enumerate(seated):
            role = "chair" if place == 0 else "vice-chair" if place == 1 and dice.random() < 0.4 else \
                "required" if place <= 2 else "optional" if dice.random() < 0.15 else "member"
            members.append((board["board_id"], person, role, dice.pick(("personal", "organisation", "organisation"))))
    return members


def make_agenda(dice, boards):
    agenda = []
    for board in boards:
        left = board["minutes"] - board["standing_minutes"]
        themes = dice.sample(FIELDS[board["parent"]], dice.between(2, 3)) + dice.sample(COMMON, 1)
        for theme in themes:
            minutes = min(left, dice.pick((10, 15, 15, 20, 30)))
            if minutes < 5:
                break
            left -= minutes
            agenda.append([board["board_id"], theme, minutes, "" if dice.random() < 0.8 else 2, ""])
    return agenda


def fold(line):
    """RFC 5545: lines of at most 75 octets; all text here is ASCII."""
    parts = [line[:75]]
    line = line[75:]
    while line:
        parts.append(" " + line[:74])
        line = line[74:]
    return "\r\n".join(parts)


def event(uid, title, times, more=()):
    return ["BEGIN:VEVENT", "UID:" + uid, "DTSTAMP:20261101T090000Z", *times, "SUMMARY:" + title, *more, "END:VEVENT"]


def clock(key, day, minutes):
    return f"{key};TZID=Europe/London:{day:%Y%m%d}T{minutes // 60:02d}{minutes % 60:02d}00"


def next_weekday(day, weekday):
    return day + datetime.timedelta((weekday - day.weekday()) % 7)


def diary(dice, person, level):
    weekly, monthly, single, leave = BUSY[level]
    lines = []
    serial = 0

    def uid():
        nonlocal serial
        serial += 1
        return f"{person['person_id']}-{serial}@example.org"

    for _ in range(dice.between(0, weekly)):
        weekday = dice.below(5)
        start = 540 + 30 * dice.below(14)
        day = next_weekday(START, weekday)
        lines += event(uid(), "Team meeting", (clock("DTSTART", day, start), clock("DTEND", day, start + 60)),
                       (f"RRULE:FREQ=WEEKLY;BYDAY={WEEKDAYS[weekday]};UNTIL=20280331T220000Z",))
    for _ in range(dice.between(0, monthly)):
        weekday = dice.below(5)
        week = dice.between(1, 4)
        start = 540 + 30 * dice.below(12)
        day = next_weekday(START.replace(day=1 + 7 * (week - 1)), weekday)
        lines += event(uid(), "Monthly review", (clock("DTSTART", day, start), clock("DTEND", day, start + 120)),
                       (f"RRULE:FREQ=MONTHLY;BYDAY={week}{WEEKDAYS[weekday]};COUNT=12",))
    for _ in range(dice.between(single // 2, single)):
        day = next_weekday(START + datetime.timedelta(dice.below(DAYS - 7)), dice.below(5))
        start = 540 + 30 * dice.below(12)
        more = ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",) if dice.random() < 0.15 else ()
        lines += event(uid(), "Appointment",
                       (clock("DTSTART", day, start), clock("DTEND", day, start + dice.pick((60, 90, 120, 180)))), more)
    while leave > 0:
        length = min(leave, dice.pick((1, 2, 5, 5, 10)))
        leave -= length
        day = next_weekday(START + datetime.timedelta(dice.below(DAYS - 20)), 0)
        end = day + datetime.timedelta(length if length < 5 else length // 5 * 7 - 2)
        lines += event(uid(), "Annual leave",
                       (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}"),
                       ("X-MICROSOFT-CDO-BUSYSTATUS:OOF",))
    return lines


def write(folder, name, header, lines):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def write_calendar(path, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//moot//benchmarks//EN"]
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write("".join(fold(line) + "\r\n" for line in head + lines + ["END:VCALENDAR"]))


def write_tables(out, dice, boards, people, members, name):
    # A duty for about a tenth of the boards, on the first theme of the agenda, with the organisation of the chair.
    organisation = {p["person_id"]: p["organisation"] for p in people}
    chairs = {board: person for board, person, role, _ in members if role == "chair"}
    agenda = make_agenda(dice, boards)
    duty_rows = []
    for board in boards:
        if board["statutory"] == "yes" and dice.random() < 0.4:
            row = next(row for row in agenda if row[0] == board["board_id"])
            row[4] = f"duty-{board['board_id']}"
            duty_rows.append((row[4], f"{row[1]} plan", "example statute", 1, organisation[chairs[board["board_id"]]],
                              "01-10", "03-20"))
    write(out, "agenda.csv", ("board_id", "theme", "minutes", "per_year", "duty"), agenda)
    write(out, "duties.csv",
          ("duty_id", "name", "legal_basis", "min_per_year", "organisations", "due_from", "due"), duty_rows)
    write(out, "boards.csv", list(boards[0]), [list(b.values()) for b in boards])
    write(out, "members.csv", ("board_id", "person_id", "organisation", "role", "seat"),
          [(b, p, organisation[p], r, s) for b, p, r, s in members])
    columns = ("person_id", "name", "organisation", "post", "salary", "base", "days")
    write(out, "people.csv", columns, [[p[c] for c in columns] for p in people])
    write(out, "venues.csv", ("venue_id", "name", "site", "capacity"),
          [(f"{site}-{n}", f"Room {n}, {site}", site, 30 + 15 * n) for site in SITES for n in (1, 2)])
    write(out, "travel.csv", ("from", "to", "minutes"),
          [("county-town", site, 25 + 10 * n) for n, site in enumerate(SITES[1:])])
    write(out, "rules.csv", ("rule", "subject", "object", "value", "reason"),
          [("max-per-day", "all", "", 4, "Nobody can prepare for a fifth"),
           ("not-on", "all", "2027-08-09/2027-08-20", "", "Recess")])
    write(out, "policy.csv", ("key", "value"),
          [("name", name), ("start", "2027-04-01"), ("end", "2028-03-31"), ("allow_agreement_merges", "yes"),
           ("allow_nested_area", "yes"), ("max_members", 30), ("max_merge", 4)])


def make_areas(dice, options):
    boards, people, members, there = [], [], [], []
    for area in range(options.areas):
        prefix = f"a{area + 1:02d}-" if options.areas > 1 else ""
        shared = dice.sample(range(len(there)), int(len(there) * options.shared)) if there else ()
        there = make_people(dice, options.people, prefix, [there[n] for n in shared])
        here = make_boards(dice, options.boards, prefix, f"area-{area + 1:02d}" if prefix else "county")
        members += make_members(dice, here, there)
        boards += here
        people += [person for person in there if not person.pop("guest", False)]
    return boards, people, members


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--boards", type=int, default=80)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--busy", choices=sorted(BUSY), default="normal")
    parser.add_argument("--usual-rooms", action="store_true")
    parser.add_argument("--areas", type=int, default=1)
    parser.add_argument("--shared", type=float, default=0.05)
    options = parser.parse_args()
    if options.boards < 1 or options.people < 3 or options.areas < 1 or not 0 <= options.shared <= 1:
        parser.error("at least one area, one board and three people; at most all people shared")
    dice = Dice(options.seed)
    boards, people, members = make_areas(dice, options)
    if options.usual_rooms:
        give_rooms(boards)
    shutil.rmtree(options.out, ignore_errors=True)
    os.makedirs(options.out)
    name = f"area-{options.boards}-{options.people}-{options.seed}-{options.busy}"
    if options.areas > 1:
        name = f"{options.areas}-of-{name}"
    write_tables(options.out, dice, boards, people, members, name)
    for person in people:
        lines = diary(dice, person, options.busy)
        if lines:
            write_calendar(os.path.join(options.out, "calendars", "people", person["person_id"] + ".ics"), lines)
    print(f"{name}: {len(boards)} boards, {len(people)} people, {len(members)} seats, "
          f"{sum(b['meetings_per_year'] for b in boards)} meetings")


if __name__ == "__main__":
    main()
