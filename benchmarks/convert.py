#!/usr/bin/env python3
"""Public membership lists as landscapes, so that structure and calendar can be timed on real groups of people.

    convert.py DATA NAME OUT        NAME: city_of_london, us_congress, uk_appg, kubernetes_sigs

DATA/NAME holds boards.csv (board_id, name, parent, kind) and members.csv (board_id, person_id, person_name,
organisation, role), and nothing about agendas, lengths or pay. So that figures can be compared from one version to the
next, every board has four online meetings of 90 minutes a year: 15 standing, 40 for a theme named after its parent, 35
of its own. Everyone is senior and holds a personal seat; at most 60 members and four boards in one; no areas.

kubernetes_sigs has calendars too. An event belongs to the board whose id begins its UID; the regular meetings are where
the board meets today, and all of a board's events are in the diaries of those who lead it.
"""

import csv
import hashlib
import os
import re
import shutil
import sys

LEADERS = ("chair", "tech lead")


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(folder, name, header, lines):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def safe_id(text):
    """The same id within the 200 bytes that an id may have."""
    text = re.sub(r"[^A-Za-z0-9._-]", "-", text).lstrip(".")
    if len(text) <= 200:
        return text
    return text[:180] + "-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def role(text):
    """The lists' own words for a role; anything that is no chair is a member."""
    word = re.sub(r"[^a-z]+", " ", text.lower()).strip()
    if re.search(r"\b(vice|deputy) chair", word):
        return "vice-chair"
    if re.match(r"(co ?|acting )?chair", word):
        return "chair"
    return "member"


def events(path):
    """The VEVENTs of a calendar as (uid, summary, text with plain line ends)."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read().replace("\r\n", "\n")
    found = []
    for block in re.findall(r"BEGIN:VEVENT\n.*?END:VEVENT\n", text, re.S):
        plain = block.replace("\n ", "")
        uid = re.search(r"^UID:(.*)$", plain, re.M).group(1)
        summary = re.search(r"^SUMMARY:(.*)$", plain, re.M).group(1)
        found.append((uid, summary, block))
    return found


def write_calendar(folder, name, blocks):
    os.makedirs(folder, exist_ok=True)
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//moot//benchmarks//EN\n"
    text = head + "".join(blocks) + "END:VCALENDAR\n"
    with open(os.path.join(folder, name + ".ics"), "w", encoding="utf-8", newline="") as file:
        file.write(text.replace("\n", "\r\n"))


def kubernetes_calendars(data, boards, members, out):
    """Writes the calendars and returns, by board, the titles of its regular meetings."""
    found = events(os.path.join(data, "meetings.ics")) + events(os.path.join(data, "meetings_utc.ics"))
    matches = {}
    diaries = {}
    for board in boards:
        own = [e for e in found if re.fullmatch(re.escape(board["board_id"]) + r"-\d+@.*", e[0])]
        if not own:
            continue
        regular = [e for e in own if "regular" in e[1].lower()]
        if regular:
            write_calendar(os.path.join(out, "calendars", "boards"), board["board_id"], [e[2] for e in regular])
            matches[board["board_id"]] = "|".join(sorted({e[1].replace("\\,", ",") for e in regular}))
        for member in members:
            leads = any(word in member["role"].lower() for word in LEADERS)
            if member["board_id"] == board["board_id"] and leads:
                diaries.setdefault(safe_id(member["person_id"]), {}).update({e[0]: e[2] for e in own})
    for person, blocks in sorted(diaries.items()):
        write_calendar(os.path.join(out, "calendars", "people"), person, [blocks[uid] for uid in sorted(blocks)])
    return matches


def convert(data, name, out):
    source = os.path.join(data, name)
    boards = rows(os.path.join(source, "boards.csv"))
    members = rows(os.path.join(source, "members.csv"))
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    policy = [("name", name), ("max_members", 60), ("max_merge", 4)]
    matches = {}
    if name == "kubernetes_sigs":
        # Its calendars are those of 2026 in Pacific time.
        policy += [("timezone", "America/Los_Angeles"), ("start", "2026-01-01"), ("end", "2026-12-31"),
                   ("bank_holidays", "none")]
        matches = kubernetes_calendars(source, boards, members, out)
    else:
        policy += [("start", "2027-04-01"), ("end", "2028-03-31")]
    write(out, "policy.csv", ("key", "value"), policy)
    write(out, "boards.csv",
          ("board_id", "name", "parent", "kind", "meetings_per_year", "minutes", "standing_minutes", "mode", "match"),
          [(safe_id(b["board_id"]), b["name"], b["parent"], b["kind"], 4, 90, 15, "online",
            matches.get(b["board_id"], "")) for b in boards])
    write(out, "agenda.csv", ("board_id", "theme", "minutes"),
          [(safe_id(b["board_id"]), b["parent"], 40) for b in boards])
    write(out, "members.csv", ("board_id", "person_id", "person_name", "organisation", "role", "seat"),
          [(safe_id(m["board_id"]), safe_id(m["person_id"]), m["person_name"], m["organisation"], role(m["role"]),
            "personal") for m in members])
    people = {}
    for m in members:
        people.setdefault(safe_id(m["person_id"]), m["person_name"])
    write(out, "people.csv", ("person_id", "name", "senior"), [(i, n, "yes") for i, n in people.items()])


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    data, name, out = arguments
    if not os.path.isdir(os.path.join(data, name)):
        print(f"convert.py: no folder {os.path.join(data, name)}", file=sys.stderr)
        return 1
    convert(data, name, out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
