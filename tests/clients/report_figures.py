"""Every figure in report.html is that of plan.json (or audit.json), as the page rounds it.

    report_figures.py PLAN-FOLDER AUDIT-FOLDER [--spoil]

With --spoil it also makes each kind of figure of plan.json wrong in turn, and expects to notice.
"""
import csv, datetime, html.parser, json, os, re, sys
from decimal import Decimal, ROUND_HALF_EVEN


class Page(html.parser.HTMLParser):
    """Tables by caption: a list of (section, caption, head, rows), cells as text without pictures; and the tiles."""

    def __init__(self):
        super().__init__()
        self.tables, self.tiles, self.stack = [], {}, []
        self.section = self.cell = self.row = self.caption = self.name = None
        self.hidden = 0
        self.heading = ""
        self.words = ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("svg", "style"):
            self.hidden += 1
        elif tag == "section":
            self.section = attributes["aria-labelledby"]
        elif tag == "table":
            self.tables.append([self.section, "", [], [], self.heading])
        elif tag == "caption":
            self.caption = ""
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th", "dt", "dd", "h3"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("svg", "style"):
            self.hidden -= 1
        elif tag == "caption":
            self.tables[-1][1], self.caption = self.caption, None
        elif tag in ("td", "th"):
            self.row.append(self.cell)
            self.cell = None
        elif tag == "h3":
            self.heading, self.cell = self.cell, None
        elif tag == "tr":
            (self.tables[-1][3] if self.tables[-1][2] else self.tables[-1][2]).append(self.row)
        elif tag == "dt":
            self.name, self.cell = self.cell, None
        elif tag == "dd":
            self.tiles[self.name], self.cell = self.cell, None

    def handle_data(self, data):
        if self.hidden:
            return
        self.words += data
        if self.caption is not None:
            self.caption += data
        elif self.cell is not None:
            self.cell += data

    def table(self, section, caption, heading=None):
        found = [t for t in self.tables
                 if t[0] == section and t[1].startswith(caption) and (heading is None or t[4] == heading)]
        assert len(found) == 1, (section, caption, heading, len(found))
        return found[0][3]

    def rows(self, section):
        return [row for t in self.tables if t[0] == section for row in t[3]]


def read(path):
    page = Page()
    with open(path, encoding="utf-8") as file:
        page.source = file.read()
    page.feed(page.source)
    return page


def shown(value, decimals=0):
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    text = f"{rounded:,}"
    return text.lstrip("-") if not rounded else text


compared = 0


def same(found, expected, what):
    global compared
    compared += 1
    assert found == expected, f"{what}: the page has {found!r}, expected {expected!r}"


def number(text):
    return float(text.replace(",", ""))


def close(found, expected, tolerance, what):
    """Of figures that were rounded before they were compared."""
    global compared
    compared += 1
    assert abs(found - expected) <= tolerance, f"{what}: the page has {found}, expected {expected}"


TILES = {"Boards": ("boards", "", 0), "Meetings a year": ("meetings", "", 0),
         "Hours of senior people a year": ("senior_hours", "", 0), "Hours of everyone a year": ("hours", "", 0),
         "Cost of the time a year": ("cost", "£", 0),
         "Agenda hours spent twice on the same theme": ("duplicated_agenda_hours", "", 1)}


def plain(name):
    """A name as a page shows it: hidden characters gone, white space and line ends one space each."""
    name = re.sub(r"[\t-\r\x85\u2028\u2029]", " ", name)
    return re.sub(r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]", "", name)


def check_plan(plan, page, folder):
    page.folder = folder
    before, after = plan["totals"]["before"], plan["totals"]["after"]
    same(set(page.tiles), set(TILES), "tiles")
    for name, (key, unit, decimals) in TILES.items():
        less = before[key] - after[key]
        words = f"{unit}{shown(after[key], decimals)}{unit}{shown(before[key], decimals)} today"
        words += ", no change" if less == 0 else \
            f", {unit}{shown(abs(less), decimals)} " + ("more" if less < 0 else "less" if unit else "fewer")
        words += f" ({shown(100 * abs(less) / before[key])}%)" if less and before[key] else ""
        same(page.tiles[name], words, "a large figure")
    names = {board["id"]: plain(board["name"]) for board in plan["boards"]}
    changed = [b for b in plan["boards"] if b["kind"] != "kept"]
    cards = [t for t in page.tables if t[0] == "boards" and t[1] == "What it takes today and as proposed"]
    same(len(cards), len(changed), "cards")
    for board, card in zip(changed, cards):
        what = board["id"]
        same(card[4], names[what], "a card's name")
        rows = {row[0]: row[1:] for row in card[3][-3:]}
        if board["kind"] != "closed":
            same(rows["Proposed"][:3], [str(board["meetings_per_year"]), shown(board["minutes"]), str(len(board["members"]))], what)
        saving = board["saving"]
        same(rows["Saved"][3:], [shown(saving["senior_hours"], 1), shown(saving["hours"], 1), shown(saving["cost"])], what)
        # The arithmetic adds up: each of today's boards, together, less the proposal, is the saving.
        todays = [row for row in card[3] if row[0] not in ("Today together", "Proposed", "Saved")]
        same(len(todays), len(board["from"]), what + ": boards of today")
        for column, key in ((4, "senior_hours"), (5, "hours"), (6, "cost")) if board["kind"] != "closed" else ():
            total = sum(number(row[column]) for row in todays) - number(rows["Proposed"][column - 1])
            close(total, saving[key], 10 if key == "cost" else 1, what + ": today less the proposal")
    check_parts(page, changed)
    kept = page.table("boards", "Boards that stay as they are") if len(changed) < len(plan["boards"]) else []
    same([[r[0], *r[1:4]] for r in kept], [[names[b["id"]], str(b["meetings_per_year"]), str(b["minutes"]), str(len(b["members"]))]
                                     for b in plan["boards"] if b["kind"] == "kept"], "boards that stay")
    savings = [b for b in plan["boards"] if any(b["saving"][k] for k in ("hours", "senior_hours", "cost"))]
    if savings:
        same(page.table("savings", "Saved in a year"),
             [[names[b["id"]], shown(b["saving"]["senior_hours"], 1), shown(b["saving"]["hours"], 1), shown(b["saving"]["cost"])]
              for b in savings], "savings")
    check_people(page, plan, folder)
    check_year(page, plan, names)
    check_words(page, plan, names)
    check_opening(page, plan, names)
    check_flow(page, plan)
    check_seats(page, plan, names)
    check_moves(page, plan)
    check_assumptions(page, plan)
    return plan


PARTS = {"standing_business": "Standing business of fewer meetings", "preparation": "Preparation for fewer meetings",
         "travel": "Travel to fewer meetings", "themes": "Themes that are discussed once",
         "released_seats": "People who are released", "closed": "The board that closes",
         "others": "Themes that are new to some members", "more_often": "More meetings for some members",
         "moved_themes": "Themes taken over or handed on", "attendance": "Deputies and papers"}


def check_parts(page, changed):
    """What each saving is made of, part by part; a board whose parts come to no hours has no such table."""
    tables = [t for t in page.tables if t[0] == "boards" and t[1].startswith("What the saving is made of")]
    expected = []
    for board in changed:
        parts = {PARTS[key]: part for key, part in board["saving"].get("parts", {}).items() if key in PARTS}
        shown_parts = {name: part for name, part in parts.items() if part["senior_hours"] or part["hours"] or part["cost"]}
        if any(part["hours"] for part in shown_parts.values()):
            expected.append((plain(board["name"]), shown_parts))
    same([t[4] for t in tables], [name for name, _ in expected], "boards with parts")
    for table, (name, parts) in zip(tables, expected):
        same({row[0]: row[1:4] for row in table[3]},
             {part: [shown(p["senior_hours"], 1), shown(p["hours"], 1), shown(p["cost"])] for part, p in parts.items()},
             name + ": parts")


def check_words(page, plan, names):
    """Names, dates and sentences of the plan that stand on the page."""
    words = re.sub(r"\s+", " ", page.words)
    people = person_names(page.folder)

    def said(what, text):
        global compared
        compared += 1
        text = re.sub(r"\s+", " ", text).strip()
        assert text in words, f"{what}: not on the page: {text!r}"

    def day(date):
        date = datetime.date.fromisoformat(date)
        return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
    said("the name", "A plan for its boards " + plain(plan["landscape"]))
    said("the year", f"From {day(plan['start'])} to {day(plan['end'])}.")
    said("its origin", f"Created {plan['created']}, seed {plan['seed']}.")
    if plan["meetings"]:
        said("the zone", f"All times are local: {plan['timezone']}.")
    if plan["structure"]["gap"] == 0:
        said("how good", "Proven: no other way to merge these boards within the rules is better")
    modes = {"in-person": "in person", "online": "online", "hybrid": "hybrid"}
    for board in plan["boards"]:
        if board["kind"] != "kept":
            for sentence in board["why"]:
                said(board["id"], plain(sentence))
        if board["kind"] in ("merged", "in-common"):
            said(board["id"], f"{board['meetings_per_year']} meetings a year of {board['minutes']} minutes, "
                 f"{modes[board['mode']]}, {len(board['members'])} members"
                 + (f", chaired by {people[board['chair']]}." if board["chair"] else "."))
    kept = [b for b in plan["boards"] if b["kind"] == "kept"]
    rows = page.table("boards", "Boards that stay as they are") if kept else []
    same([row[4] for row in rows], [people.get(b["chair"], "") for b in kept], "chairs")
    same([row for t in page.tables if t[1].startswith("Themes that move") for row in t[3]],
         [[plain(h["theme"]), names[h["from"]], names[h["to"]]] for h in plan["handed_over"]], "handed over")
    carried = {}
    for board in plan["boards"]:
        for duty in board["duties"]:
            carried[duty] = carried.get(duty, "") + names[board["id"]]
    same(sorted(row[4] for row in page.rows("duties") if row[4] != "nobody"), sorted(carried.values()), "carriers of duties")


def check_opening(page, plan, names):
    """What the first half page says in words."""
    words = re.sub(r"\s+", " ", page.words)
    boards = plan["boards"]
    merged = [b for b in boards if b["kind"] == "merged"]
    if merged:
        assert f"{sum(len(b['from']) for b in merged)} of today's boards become {len(merged)}" in words
    agreed = [b for b in boards if b["needs_agreement"]]
    start = words.index("What needs agreement")
    for board in agreed[:8]:
        count = len(board["from"])
        assert f"{plain(board['name']).strip()} ({count} board{'s' if count != 1 else ''})" in words[start:], board["name"]
    kept = {b["id"] for b in boards if b["kind"] != "closed"}
    led = sum(h["from"] in kept for h in plan["handed_over"])
    assert f"{led} time" in words or not led
    calendar = plan["calendar"]
    if calendar is None:
        return
    clashes = sum(len(m["clashes"]) for m in plan["meetings"])
    found = re.search(r"(\d+) meetings? (?:is|are) dated; (none|\d+)", words)
    same(found.groups(), (str(len(plan["meetings"])), str(len(plan["unscheduled"])) if plan["unscheduled"] else "none"), "dated")
    assert f"People who may miss one: {clashes} time" in words
    if calendar["gap"] and 0 < calendar["gap"] < 1:
        found = re.search(r"take ([0-9,]+) hours of it; of any calendar that keeps the rules, at least ([0-9,]+) hours", words)
        same(found.group(1), shown(calendar["objective"]), "the calendar's hours")
        close(number(found.group(2)), calendar["objective"] * (1 - calendar["gap"]), 1, "the least of any calendar")
        assert number(found.group(2)) <= calendar["objective"] * (1 - calendar["gap"]) + 1e-6, "the promise holds"
    elif calendar["gap"] == 0:
        assert "Proven: no other calendar within the rules is better." in words
    else:
        assert "a calendar with fewer unplaced meetings exists is not known" in words or "another calendar could be is not known" in words
    gap = plan["structure"]["gap"]
    if gap and 0 < gap < 1:
        found = re.search(r"none within the rules is more than ([0-9.]+)% better", words)
        assert 0 <= float(found.group(1)) - 100 * gap < 0.1 + 1e-9, (found.group(1), gap)
    elif gap != 0:
        assert "How much better another way to merge these boards could be is not known." in words


def check_flow(page, plan):
    """The notes in the picture of what becomes of the boards: their hours are those of the cards."""
    notes = re.findall(r">(?:\d+ boards, )?([0-9,]+) to ([0-9,]+) hours a year<", page.source)
    takers = {h["to"] for h in plan["handed_over"]}
    drawn = [b for b in plan["boards"] if b["kind"] != "closed" and (b["kind"] != "kept" or b["id"] in takers)]
    same(len(notes), len(drawn), "boards in the flow")
    for (before, after), board in zip(notes, drawn):
        close(number(before) - number(after), board["saving"]["hours"], 1.01, board["id"] + " in the flow")


def person_names(folder):
    with open(os.path.join(folder, "people.csv"), encoding="utf-8-sig", newline="") as file:
        return {row["person_id"].removeprefix("'"): plain(row["name"].removeprefix("'")) for row in csv.DictReader(file)}


HOW = {"deputy": "sends a deputy", "papers": "takes papers"}


def check_seats(page, plan, names):
    """Who does not come in person."""
    people = person_names(page.folder)
    told = [(p["person"], seat) for p in plan["people"] for seat in p["boards"]
            if seat["attendance"] != "attend" or seat["stands_in_for"]]
    rows = page.rows("attendance")
    same(len(rows), len(told), "seats that are told")
    for row, (person, seat) in zip(rows, told):
        how = f"goes in place of {people[seat['stands_in_for']]}" if seat["stands_in_for"] else HOW[seat["attendance"]]
        same(row, [people[person], names[seat["board"]], how, plain(seat["why"])], "a seat")


def when(start):
    at = datetime.datetime.fromisoformat(start[:16])
    return f"{at:%a} {at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def check_moves(page, plan):
    """What a plan made from an earlier one says of that one's meetings."""
    tables = {t[1]: t[3] for t in page.tables if t[0] == "moves"}
    if not plan.get("previous"):
        same(tables, {}, "moves without an earlier plan")
        return
    same([[row[1], row[2], row[3], row[4]] for row in tables.get("Meetings that moved", [])],
         [[str(m["number"]), when(m["from"]), when(m["to"]), plain(m["why"])] for m in plan["moved"]], "moved")
    rooms = [[str(m["number"]), plain(m["why"])] for m in plan["rooms_changed"]]
    same([[row[1], row[4]] for row in tables.get("Meetings in another room", [])], rooms, "rooms changed")
    for key, caption in (("cancelled", "Meetings of the earlier plan that are cancelled"),
                         ("held", "Meetings that were held by boards of the earlier plan")):
        same(tables.get(caption, []), [[plain(m["name"]), str(m["number"]), when(m["start"]), plain(m["why"])]
                                       for m in plan[key]], key)


def check_assumptions(page, plan):
    rows = page.rows("assumptions")
    tables = [t for t in page.tables if t[0] == "assumptions"]
    ranges = [row for t in tables if t[1].startswith("How far") for row in t[3]]
    minutes = {"standing", "prep", "travel"}
    known = plan["sensitivity"] or []
    known = [s for s in known if s["key"] not in minutes] + [s for s in known if s["key"] in minutes]
    same(len(ranges), len(known), "assumptions that may move")

    def end(s, side):
        if s["low"] is None:
            return "not known"
        value = s[side]
        return "any" if value is None else shown(value, 0 if abs(value) >= 100 or value == round(value) else 2)
    for row, s in zip(ranges, known):
        value = s["value"]
        same(row[2:5], [shown(value, 0 if abs(value) >= 100 or value == round(value) else 2), end(s, "low"), end(s, "high")], s["key"])
    found = sorted((row[0], row[1]) for row in rows if row not in ranges)
    same(found, sorted((a["key"], plain(a["value"])) for a in plan["assumptions"]), "assumptions")
    same([row[:2] for row in page.rows("inputs")], [[plain(i["file"]), i["sha256"]] for i in plan["inputs"]], "inputs")


def check_people(page, plan, folder):
    with open(os.path.join(folder, "people.csv"), encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    rows = page.table("people", "Everyone, by")
    same(len(rows), len(people), "people")
    keys = ("hours_before", "hours_after", "hours_saved", "cost_before", "cost_after")
    found = sorted([row[0].removeprefix("'").strip(), *map(number, row[2:7])] for row in rows)
    expected = sorted([plain(p["name"].removeprefix("'")).strip(), *(float(p[key]) for key in keys)] for p in people)
    names = person_names(folder)
    same(sorted([names[p["person"]].removeprefix("'").strip(), "yes" if p["senior"] else "", shown(p["hours_before"], 1), shown(p["hours_after"], 1),
                 shown(p["cost_before"]), shown(p["cost_after"])] for p in plan["people"]),
         sorted([row[0].removeprefix("'").strip(), row[1], row[2], row[3], row[5], row[6]] for row in rows), "people of plan.json")
    for one, other in zip(found, expected):
        same(one[0], other[0], "a person's name")
        for value, wanted, tolerance in zip(one[1:], other[1:], (.056, .056, .056, .506, .506)):
            close(value, wanted, tolerance, one[0])


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
ELSEWHERE = {"(busy)": "busy elsewhere", "(tentative)": "perhaps busy elsewhere", "(not working)": "does not work then",
             "(not-on)": "asked for nothing then"}


def check_year(page, plan, names):
    if plan["calendar"] is None:
        return
    meetings = plan["meetings"]
    listed = [row for t in page.tables if t[0] == "calendar" and t[1].startswith("Meetings in") for row in t[3]]

    def when(meeting):
        start, end = (datetime.datetime.fromisoformat(meeting[k][:16]) for k in ("start", "end"))
        return [f"{start:%a} {start.day} {MONTHS[start.month - 1]} {start.year}", f"{start:%H:%M}-{end:%H:%M}"]
    same([[*row[:3], row[3]] for row in listed],
         [[*when(m), names[m["board"]], str(m["number"])] for m in meetings], "meetings by date")
    venues = [[re.sub(r"\s", "", row[4]), row[5]] for row in listed]
    people = person_names(page.folder)
    same([v[1] for v in venues], [", ".join(people[c["person"]] for c in m["clashes"]) for m in meetings], "who may miss it")
    same([bool(v[0]) for v in venues], [bool(m["venue"].strip()) for m in meetings], "places")
    dated = {b: sum(m["board"] == b for m in meetings) for b in names}
    lines = page.table("calendar", "The year of each board") if meetings else []
    same([row[:2] for row in lines] if meetings else [],
         [[names[b["id"]], str(dated[b["id"]])] for b in plan["boards"] if b["kind"] != "closed"] if meetings else [], "lines")
    clashes = [(m, c) for m in meetings for c in m["clashes"]]
    troubles = [t for t in page.tables if t[0] == "troubles"]
    counts = {t[1]: len(t[3]) for t in troubles}
    same(counts.get("People who are elsewhere or busy", 0), len(clashes), "clashes")
    same(counts.get("Meetings that found no date", 0), len(plan["unscheduled"]), "without a date")
    same([row for t in troubles if t[1].startswith("People who") for row in t[3]],
         [[people[c["person"]], names[m["board"]], ", ".join(when(m)), ELSEWHERE.get(c["with"], names.get(c["with"], c["with"]))]
          for m, c in clashes], "each clash")
    same([row for t in troubles if t[1].startswith("Meetings that") for row in t[3]],
         [[names[u["board"]], str(u["number"]), plain(u["why"])] for u in plan["unscheduled"]], "each without a date")
    by_month = {}
    for meeting in meetings:
        at = datetime.date.fromisoformat(meeting["start"][:10])
        by_month[f"{MONTHS[at.month - 1]} {at.year}"] = by_month.get(f"{MONTHS[at.month - 1]} {at.year}", 0) + 1
    drawn = {month: int(count) for month, count in re.findall(r"<title>([A-Z][a-z]+ \d{4}): (\d+) meetings?</title>", page.source)}
    same({month: count for month, count in drawn.items() if count}, by_month, "meetings by month, drawn")


def check_audit(folder):
    with open(os.path.join(folder, "audit.json"), encoding="utf-8") as file:
        audit = json.load(file)
    page = read(os.path.join(folder, "report.html"))
    for name, (key, unit, decimals) in TILES.items():
        same(page.tiles[name], unit + shown(audit["totals"][key], decimals), name)

    def figures(one):
        return [shown(one["senior_hours"], 1), shown(one["hours"], 1), shown(one["cost"])]
    same([r[:7] for r in page.rows("boards")],
         [[plain(b["name"]), str(b["meetings"]), shown(b["minutes"]), str(b["members"]), *figures(b)] for b in audit["boards"]], "boards")
    same([r[:6] for r in page.table("themes", "Boards by kind")],
         [[plain(k["kind"]) or "(no kind given)", str(k["boards"]), str(k["meetings"]), *figures(k)] for k in audit["kinds"]], "kinds")
    same([r[:7] for r in page.table("themes", "What boards talk about")],
         [[plain(t["name"]), str(t["boards"]), shown(t["agenda_hours"], 1), shown(t["repeated_agenda_hours"], 1), *figures(t)]
          for t in audit["themes"]], "themes")
    people = [r for t in page.tables if t[0] == "people" and not t[1].startswith("Organisations") for r in t[3]]
    same([r[:5] for r in people], [[plain(p["name"]), str(p["boards"]), *figures(p)] for p in audit["people"]], "people")
    same([r[:5] for r in page.table("people", "Organisations")],
         [[plain(o["name"]) or "(none)", str(o["boards"]), *figures(o)] for o in audit["organisations"]], "organisations")
    # What is counted in groups adds up to the whole.
    for groups in ("boards", "kinds", "themes", "people", "organisations"):
        for key in ("hours", "senior_hours", "cost"):
            total = sum(one[key] for one in audit[groups])
            assert abs(total - audit["totals"][key]) < 1e-6 * max(1, total), (groups, key, total)
    same(len(page.table("strategies", "Priorities of several")) if audit["repeated_priorities"] else 0,
         len(audit["repeated_priorities"]), "priorities")


def check_overlaps(plan_folder, audit_folder):
    """Both pages list what boards share as audit.json has it."""
    with open(os.path.join(audit_folder, "audit.json"), encoding="utf-8") as file:
        audit = json.load(file)
    names = {b["id"]: plain(b["name"]) for b in audit["boards"]}
    expected = [[names[o["a"]], names[o["b"]], str(o["people"]), str(o["themes"]), shown(o["shared_hours"], 1)]
                for o in audit["overlaps"]]
    for folder in (plan_folder, audit_folder):
        found = [row for t in read(os.path.join(folder, "report.html")).tables if t[1].startswith("The pairs that share") for row in t[3]]
        assert found or not expected
        same(found, expected[:len(found)], "what boards share")


# What plan.json holds and the page does not show, or shows as a word or a picture alone.
NOT_SHOWN = re.compile(r"""\.(format|status|.*\.status|structure\.(objective|bound|scope)|attendance\..*|calendar\.(bound|unscheduled)
    |calendar\.parts\..*|boards\[\]\.(from\[\]|members\[\]\..*|themes\[\]\..*|saving\.weighted_hours)
    |boards\[\]\.saving\.parts\.(.*\.weighted_hours|duplication\..*|support\..*|merge_penalty\..*)
    |boards\[\]\.duties\[\]|people\[\]\.boards\[\]\..*|meetings\[\]\.(uid|timezone|venue|sequence|previous|frozen)|previous\..*
    |(moved|rooms_changed|cancelled|held)\[\]\.(uid|board|end|timezone|venue|sequence)|rooms_changed\[\]\.(from|to)
    |sensitivity\[\]\.(key|unit|low_is_end|high_is_end|exact|below|above))""", re.X)


def leaves(value, path=(), shape=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key), f"{shape}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index), shape + "[]")
    elif value is not None:
        yield path, shape


def spoil(plan, page, folder):
    """The comparison itself can fail: for each kind of figure one of them is changed, and that must be noticed."""
    kinds = {}
    for path, shape in leaves(plan):
        if not NOT_SHOWN.fullmatch(shape):
            kinds.setdefault(shape, []).append(path)
    for shape, paths in sorted(kinds.items()):
        # A board that stays as it is tells less than one that changes.
        changed = [p for p in paths if p[0] != "boards" or plan["boards"][p[1]]["kind"] == "merged"]
        path = (changed or paths)[len(changed or paths) // 2]
        inside = plan
        for key in path[:-1]:
            inside = inside[key]
        kept = inside[path[-1]]
        inside[path[-1]] = (not kept if isinstance(kept, bool) else kept + 3 if isinstance(kept, int)
                            else kept * 1.5 + (7 if abs(kept) > 1 else 0.25) if isinstance(kept, float) else kept[:-1] + ("8" if kept[-1:] != "8" else "7"))
        if path[-1] == "gap" and kept >= 1:  # the page says in words that nothing is known
            inside[path[-1]] = 0.25
        try:
            check_plan(plan, page, folder)
        except Exception:
            pass
        else:
            raise SystemExit(f"nobody notices that {path} is wrong")
        finally:
            inside[path[-1]] = kept
    print(f"{len(kinds)} kinds of figures, each noticed when it is wrong")


def main(plan_folder, audit_folder, *more):
    with open(os.path.join(plan_folder, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    page = read(os.path.join(plan_folder, "report.html"))
    check_plan(plan, page, plan_folder)
    check_audit(audit_folder)
    check_overlaps(plan_folder, audit_folder)
    print(f"{compared} comparisons of pages with plan.json and audit.json")
    assert compared > 20
    if more == ("--spoil",):
        spoil(plan, page, plan_folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
