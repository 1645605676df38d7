#!/usr/bin/env python3
"""Random landscapes with every feature, planned and verified by the program.

    landscapes.py MOOT COUNT [--first SEED] [--jobs N] [--seconds LIMIT] [--under "valgrind ..."]

Each seed makes one folder of 2 to 40 boards, mostly few: every file and column, every kind of rule, seat, duty, venue and
calendar, some 60 parameters, and a scenario with every kind of change. It is planned whole, by its structure or by its
calendar alone, a few again from the plan before; every plan must be valid by `verify`, and what has no plan must say why.
The last line counts; what failed is kept in its folder and named.
"""

import argparse
import csv
import datetime
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

START = datetime.date(2027, 4, 1)
THEMES = ("Drugs", "Roads", "Housing", "Youth", "Victims", "Plan", "drugs ")
ORGANISATIONS = ("Council", "Police", "Health", "Fire", "Probation")
SITES = ("Town", "Hill", "Coast")
RULES = ("apart", "together", "keep", "close", "host", "chair", "not-on", "within", "before", "pin", "max-per-day",
         "max-boards")
CHANGES = ("set", "add-board", "add-member", "remove-member", "add-agenda", "add-duty", "leave")
MODES = ("whole", "whole", "whole", "structure", "calendar", "scenario", "previous")
PARAMETERS = {  # values that are within range, and change something
    "bank_holidays": ("england-and-wales", "none"), "hours_per_year": (1764, 1600), "on_cost_rate": (0, 0.25),
    "default_salary": (30000, 80000), "senior_salary": (60000, 75000), "senior_words": ("chief|head", "director"),
    "other_weight": (0, 0.25, 1), "standing_minutes": (0, 20), "prep_minutes": (0, 45), "travel_minutes": (0, 60),
    "default_seat": ("personal", "organisation"), "max_minutes": (120, 180, 300), "max_members": (8, 40),
    "max_merge": (2, 3, 6), "allow_agreement_merges": ("yes", "no"), "allow_nested_area": ("yes", "no"),
    "allow_cross_area": ("yes", "no"), "scrutiny_words": ("", "scrutiny|panel"), "overlap_weight": (0, 10),
    "overlap_residual": (0, 0.5), "merge_penalty": (0, 5), "support_hours": (0, 12), "over_price": (0, 3),
    "report_minutes": (0, 15), "cover": (0.3, 1), "hand_over": ("yes", "no"), "hand_over_together": ("yes", "no"),
    "lead_share": (0, 0.2), "statutory_price": (10, 100), "duty_price": (1, 10), "deputy_share": (0, 1),
    "grid_minutes": (15, 30, 45), "day_start": ("08:30", "10:00"), "day_end": ("16:30", "18:00"),
    "lunch": ("", "12:00-13:00"), "spacing_tolerance": (0.1, 0.4), "notice_days": (0, 12), "breathing_minutes": (0, 60),
    "move_penalty": (0, 4), "report_days": (14, 40), "clash_weight": (0, 2), "trip_weight": (0, 2),
    "weekday_penalty": (0, 2), "start_penalty": (0, 1), "spacing_weight": (0, 3), "disliked": ("Mon am|Wed", "Fri pm"),
    "dislike_penalty": (0, 1), "breathing_weight": (0, 1), "report_penalty": (0, 2)}


class Dice(random.Random):
    def once_in(self, times):
        return self.randrange(times) == 0

    def maybe(self, times, value):
        return value if self.once_in(times) else ""


def day(dice, low=0, high=365):
    return (START + datetime.timedelta(dice.randint(low, high))).isoformat()


def span(dice):
    first = START + datetime.timedelta(dice.randint(0, 280))
    return f"{first}/{first + datetime.timedelta(dice.randint(20, 80))}"


def instant(dice):
    return f"{day(dice)}T{dice.randint(9, 15):02}:{dice.choice(('00', '30'))}"


def make_boards(dice, count, venues):
    boards = []
    for i in range(count):
        boards.append({
            "board_id": f"b{(i * 7 + 3) % 41:02}", "name": f"Board {i}", "parent": dice.maybe(3, "group"),
            "area": dice.choice(("", "", "", "w", "w/g", "e")),
            "kind": dice.choice(("partnership", "partnership", "partnership", "Overview and Scrutiny")),
            "statutory": dice.choice(("", "yes", "no")), "legal_basis": dice.maybe(4, "Act 1998 s5"),
            "min_per_year": dice.maybe(5, dice.randint(1, 6)),
            "meetings_per_year": dice.choice(("", 0, 1, 2, 2, 3, 4, 4, 6)),
            "minutes": dice.choice((45, 60, 90, 120, 150)), "standing_minutes": dice.maybe(3, dice.randint(0, 30)),
            "prep_minutes": dice.maybe(3, dice.randint(0, 60)), "travel_minutes": dice.maybe(3, dice.randint(0, 90)),
            "mode": dice.choice(("", "hybrid", "online", "in-person")),
            "venue": dice.maybe(3, dice.choice(venues) if venues else "Old Mill"),
            "merge": dice.choice(("", "free", "free", "agreement", "in-common", "never")),
            "reports_to": dice.choice(boards)["board_id"] if boards and dice.once_in(3) else "",
            "report_days": dice.maybe(5, dice.randint(7, 60)), "quorum": dice.maybe(5, dice.randint(1, 2)),
            "match": dice.maybe(5, f"Brd {i}|B{i} meeting")})
    return boards


def make_people(dice, count):
    return [{"person_id": f"p{(i * 5 + 2) % 97:02}", "name": f"Person {chr(65 + i % 26)}{i}",
             "organisation": dice.choice(("", *ORGANISATIONS)), "post": dice.choice(("", "Chief officer", "Clerk")),
             "email": f"p{i}@example.org", "salary": dice.maybe(2, dice.randint(20, 120) * 1000),
             "senior": dice.maybe(5, dice.choice(("yes", "no"))), "base": dice.maybe(2, dice.choice(SITES)),
             "max_hours": dice.maybe(6, dice.randint(5, 60)), "days": dice.maybe(8, "Mon|Tue|Wed|Thu")}
            for i in range(count)]


def make_members(dice, boards, people):
    rows = []
    for board in boards:
        seats = dice.sample(people, min(len(people), dice.randint(0 if dice.once_in(9) else 2, 8)))
        for place, person in enumerate(seats):
            role = "chair" if place == 0 and not dice.once_in(6) else dice.choice(
                ("", "", "", "member", "vice-chair", "required", "optional", "observer"))
            others = [p for p in people if p is not person]
            rows.append({"board_id": board["board_id"], "person_id": person["person_id"], "person_name": "",
                         "organisation": dice.maybe(6, dice.choice(ORGANISATIONS)), "role": role,
                         "deputy": dice.choice(others)["person_id"] if others and dice.once_in(4) else "",
                         "seat": dice.choice(("", "personal", "organisation"))})
    return rows


def make_agenda(dice, boards, duties):
    return [{"board_id": board["board_id"], "theme": theme, "item": dice.maybe(3, "An item"),
             "minutes": dice.choice(("", 5, 15, 20, 30)), "per_year": dice.maybe(3, dice.randint(1, 4)),
             "duty": dice.choice(duties)["duty_id"] if duties and dice.once_in(5) else ""}
            for board in boards if board["meetings_per_year"] != 0 for theme in dice.sample(THEMES[:6], dice.randint(0, 3))]


def make_duties(dice, count):
    rows = []
    for i in range(count):
        due = dice.choice(("", "", "09-30", "2027-12-01"))
        rows.append({"duty_id": f"d{i}", "name": f"Duty {i}", "legal_basis": "Act s1",
                     "min_per_year": dice.maybe(3, dice.randint(1, 4)),
                     "organisations": dice.maybe(3, "|".join(dice.sample(ORGANISATIONS, dice.randint(1, 2)))),
                     "due_from": {"09-30": dice.maybe(2, "06-01")}.get(due, ""), "due": due})
    return rows


def make_rule(dice, kind, boards, people, seats, duties):
    ids = [b["board_id"] for b in boards]
    one, other = dice.sample(ids, 2)
    seat = dice.choice(seats) if seats else {"board_id": one, "person_id": people[0]["person_id"]}
    who = dice.choice((one, dice.choice(people)["person_id"], "all"))
    subject, obj, value = {
        "apart": (one, other, ""), "together": (one, other, ""), "keep": (one, "", ""), "close": (one, "", ""),
        "host": (dice.choice([d["duty_id"] for d in duties] or ["Drugs"]), one, ""),
        "chair": (seat["board_id"], seat["person_id"], ""),
        "not-on": (who, dice.choice(("Fri", "Mon am", "Wed pm", span(dice))), ""),
        "within": (one, span(dice), 1), "before": (one, other, dice.randint(0, 10)), "pin": (one, instant(dice), ""),
        "max-per-day": (dice.choice(("all", people[0]["person_id"])), "", dice.randint(1, 3)),
        "max-boards": ("", "", dice.randint((len(ids) + 1) // 2, len(ids)))}[kind]
    return {"rule": kind, "subject": subject, "object": obj, "value": value, "reason": "because"}


def make_change(dice, kind, number, boards, people, seats):
    board, person = dice.choice(boards)["board_id"], dice.choice(people)["person_id"]
    seat = dice.choice(seats) if seats else None
    subject, obj, value = {
        "set": dice.choice(((f"board:{board}.minutes", "", 75), (f"person:{person}.salary", "", 99000),
                            ("policy:max_merge", "", 3), ("policy:notice_days", "", 7))),
        "add-board": (f"new{number}", "name=New board|minutes=60|meetings_per_year=2", ""),
        "add-member": (board, f"new-person-{number}", dice.choice(("member", "required"))),
        "remove-member": (seat["board_id"], seat["person_id"], "") if seat else ("policy", "", ""),
        "add-agenda": (board, dice.choice(THEMES[:6]), 10), "add-duty": (f"nd{number}", "", 1),
        "leave": (person, "", "")}[kind]
    if kind == "remove-member" and not seat:
        kind, subject, obj, value = "set", "policy:max_merge", "", 4
    return {"rule": kind, "subject": subject, "object": obj, "value": value, "reason": ""}


def event(dice, uid, title, recurs):
    first = START + datetime.timedelta(dice.randint(0, 300))
    length = dice.choice((30, 60, 120, 240))
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20270101T000000Z",
             f"DTSTART;TZID=Europe/London:{first:%Y%m%d}T{dice.randint(9, 15):02}0000", f"DURATION:PT{length}M",
             f"SUMMARY:{title}"]
    if recurs:
        lines.append(f"RRULE:FREQ={dice.choice(('WEEKLY;COUNT=12', 'MONTHLY;COUNT=6', 'DAILY;INTERVAL=3;COUNT=9'))}")
    if dice.once_in(4):
        lines.append(dice.choice(("STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:OOF")))
    return lines + ["END:VEVENT"]


def put_calendar(folder, kind, name, events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//moot//test//EN", *sum(events, []), "END:VCALENDAR", ""]
    path = folder / "calendars" / kind / f"{name}.ics"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\r\n".join(lines).encode())


def put_calendars(dice, folder, boards, people, venues):
    for person in people:
        if dice.once_in(3):
            events = [event(dice, f"{person['person_id']}-{i}", "Busy", dice.once_in(3)) for i in range(dice.randint(1, 8))]
            put_calendar(folder, "people", person["person_id"], events)
    for board in boards:
        if dice.once_in(4):
            events = [event(dice, f"{board['board_id']}-{i}", board["name"], False) for i in range(dice.randint(1, 4))]
            put_calendar(folder, "boards", board["board_id"], events)
    for venue in venues:
        if dice.once_in(2):
            put_calendar(folder, "venues", venue, [event(dice, f"{venue}-1", "Taken", True)])
    if dice.once_in(2):
        put_calendar(folder, "closures", "recess", [[
            "BEGIN:VEVENT", "UID:recess", "DTSTAMP:20270101T000000Z", "DTSTART;VALUE=DATE:20270802",
            "DTEND;VALUE=DATE:20270814", "SUMMARY:Recess", "END:VEVENT"]])


def put_table(folder, name, rows):
    if not rows:
        return
    with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def make_landscape(seed, folder):
    """The landscape's folder, with scenario.csv beside it; the number of its boards."""
    dice = Dice(seed)
    count = dice.choice((2, 3, 4, 5, 6, 7, 8, 10, 12)) if seed % 10 else dice.randint(13, 40)
    venues = [f"v{i}" for i in range(dice.choice((0, 1, 3)))]
    duties = make_duties(dice, dice.randint(0, 3))
    boards = make_boards(dice, count, venues)
    people = make_people(dice, dice.randint(3, 8 + count))
    seats = make_members(dice, boards, people)
    agenda = make_agenda(dice, boards, duties)
    kinds = [RULES[seed % len(RULES)], *dice.choices(RULES, k=dice.randint(0, 3))]
    if not agenda:
        kinds = [k for k in kinds if k != "host"]
    elif not any(row["theme"] == "Drugs" for row in agenda):
        agenda[0]["theme"] = "Drugs"
    used = [d for d in duties if any(row["duty"] == d["duty_id"] for row in agenda)]
    folder.mkdir(parents=True)
    put_table(folder, "boards", boards)
    put_table(folder, "members", seats or [{"board_id": boards[0]["board_id"], "person_id": people[0]["person_id"]}])
    put_table(folder, "people", people)
    put_table(folder, "agenda", agenda)
    put_table(folder, "duties", duties)
    put_table(folder, "rules", [make_rule(dice, kind, boards, people, seats, used) for kind in kinds])
    put_table(folder, "venues", [{"venue_id": v, "name": f"Hall {v}", "site": dice.choice(SITES),
                                  "capacity": dice.choice(("", 12, 30))} for v in venues])
    put_table(folder, "travel", [{"from": "Town", "to": "Hill", "minutes": dice.randint(5, 60)},
                                 {"from": "Hill", "to": "Coast", "minutes": dice.randint(5, 60)}][:dice.randint(0, 2)])
    put_table(folder, "strategies", [{"strategy_id": f"s{i % 2}", "name": "", "owner": dice.choice(boards)["board_id"],
                                      "priority": f"Priority {i % 3}", "theme": dice.choice(THEMES)}
                                     for i in range(dice.randint(0, 5))])
    put_table(folder, "attendance", [{"board_id": s["board_id"], "date": "2026-05-05", "person_id": s["person_id"],
                                      "status": dice.choice(("attended", "apologies", "absent"))}
                                     for s in seats if dice.once_in(3)])
    chosen = dice.sample(sorted(PARAMETERS), dice.randint(0, 10))
    put_table(folder, "policy", [{"key": "start", "value": START}, {"key": "end", "value": "2028-03-31"},
                                 *({"key": key, "value": dice.choice(PARAMETERS[key])} for key in chosen)])
    put_calendars(dice, folder, boards, people, venues)
    changes = [CHANGES[seed % len(CHANGES)], dice.choice(CHANGES)]
    put_table(folder.parent, "scenario", [make_change(dice, kind, i, boards, people, seats)
                                          for i, kind in enumerate(dict.fromkeys(changes))])
    return count


class Trial:
    def __init__(self, options, work):
        self.command = options.under.split() + [options.moot]
        self.limit = str(options.seconds)
        self.work = work

    def run(self, seed, allowed, *arguments):
        done = subprocess.run([*self.command, *map(str, arguments)], capture_output=True, text=True,
                              errors="replace", timeout=300, check=False)
        if done.returncode not in allowed or (done.returncode and not (done.stderr + done.stdout).strip()):
            raise AssertionError(f"landscape {seed}: exit {done.returncode}: {' '.join(map(str, arguments))}\n"
                                 + (done.stdout + done.stderr)[-2000:])
        return done.returncode

    def plan(self, seed):
        """'planned', or 'none' where no plan satisfies the rules."""
        folder = self.work / str(seed)
        land, out = folder / "land", folder / "plan"
        count = make_landscape(seed, land)
        mode = MODES[seed % len(MODES)]
        common = [land, "-q", "-T", 1, "-t", self.limit, "-g", 25]
        extra = {"structure": ["--structure-only"], "calendar": ["--calendar-only"],
                 "scenario": ["--scenario", folder / "scenario.csv"]}.get(mode, [])
        if mode == "previous":
            if self.run(seed, (0, 3), "plan", *common, "-o", folder / "before") != 0:
                return "none", count
            extra = ["--previous", folder / "before/plan.json", "--freeze-before", "2027-07-01"]
        if self.run(seed, (0, 3), "plan", *common, "-o", out, *extra) != 0:
            return "none", count
        check = ["--previous", folder / "before/plan.json"] if mode == "previous" else []
        self.run(seed, (0,), "verify", land, out / "plan.json", *check)
        with open(out / "plan.json", encoding="utf-8") as text:
            assert json.load(text)["format"] == "moot-plan/1"
        shutil.rmtree(folder)
        return mode, count


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("moot")
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--seconds", type=float, default=0.1)
    parser.add_argument("--under", default="")
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="moot-landscapes-"))
    trial = Trial(options, work)
    failed, modes, sizes = [], {}, []

    def attempt(seed):
        try:
            return trial.plan(seed)
        except (AssertionError, subprocess.TimeoutExpired, OSError, ValueError) as error:
            print(error, file=sys.stderr)
            failed.append(seed)
            return "failed", 0

    with ThreadPoolExecutor(options.jobs) as pool:
        for mode, size in pool.map(attempt, range(options.first, options.first + options.count)):
            modes[mode] = modes.get(mode, 0) + 1
            sizes.append(size)
    planned = options.count - modes.get("none", 0) - len(failed)
    print(f"landscapes: {options.count} of {min(sizes)} to {max(sizes)} boards, {planned} planned and valid, "
          f"{modes.get('none', 0)} without any plan and told so, {len(failed)} failed ({modes})")
    if failed:
        print(f"failed: {sorted(failed)} in {work}")
    else:
        shutil.rmtree(work)
    return 1 if failed or planned * 2 < options.count else 0


if __name__ == "__main__":
    sys.exit(main())
