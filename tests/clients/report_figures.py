"""Every figure in report.html is that of plan.json (or audit.json), as the page rounds it.

    report_figures.py PLAN-FOLDER AUDIT-FOLDER
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
        page.feed(file.read())
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


def check_plan(folder):
    with open(os.path.join(folder, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    page = read(os.path.join(folder, "report.html"))
    before, after = plan["totals"]["before"], plan["totals"]["after"]
    same(set(page.tiles), set(TILES), "tiles")
    for name, (key, unit, decimals) in TILES.items():
        less = before[key] - after[key]
        words = f"{unit}{shown(after[key], decimals)}{unit}{shown(before[key], decimals)} today"
        words += ", no change" if less == 0 else \
            f", {unit}{shown(abs(less), decimals)} " + ("more" if less < 0 else "less" if unit else "fewer")
        assert page.tiles[name].startswith(words), (page.tiles[name], words)
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
        parts = [t for t in page.tables if t[0] == "boards" and t[4] == names[what] and t[1].startswith("What the saving is made of")]
        if parts and sum(names[b["id"]] == names[what] for b in changed) == 1:
            for column, key in ((1, "senior_hours"), (2, "hours"), (3, "cost")):
                close(sum(number(row[column]) for row in parts[0][3]), saving[key], 10 if key == "cost" else 1, what + ": parts")
            same(len(parts[0][3]), sum(any(part[k] for k in ("hours", "senior_hours", "cost")) for name, part in
                 saving["parts"].items() if name not in ("duplication", "support", "penalty")), what + ": parts")
    kept = page.table("boards", "Boards that stay as they are") if len(changed) < len(plan["boards"]) else []
    same([[r[0], *r[1:4]] for r in kept], [[names[b["id"]], str(b["meetings_per_year"]), str(b["minutes"]), str(len(b["members"]))]
                                     for b in plan["boards"] if b["kind"] == "kept"], "boards that stay")
    savings = [b for b in plan["boards"] if any(b["saving"][k] for k in ("hours", "senior_hours", "cost"))]
    if savings:
        same(page.table("savings", "Saved in a year"),
             [[names[b["id"]], shown(b["saving"]["senior_hours"], 1), shown(b["saving"]["hours"], 1), shown(b["saving"]["cost"])]
              for b in savings], "savings")
    check_people(page, folder)
    check_year(page, plan, names)
    return plan


def check_people(page, folder):
    with open(os.path.join(folder, "people.csv"), encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    rows = page.table("people", "Everyone, by")
    same(len(rows), len(people), "people")
    keys = ("hours_before", "hours_after", "hours_saved", "cost_before", "cost_after")
    found = sorted([row[0].removeprefix("'").strip(), *map(number, row[2:7])] for row in rows)
    expected = sorted([plain(p["name"].removeprefix("'")).strip(), *(float(p[key]) for key in keys)] for p in people)
    for one, other in zip(found, expected):
        same(one[0], other[0], "a person's name")
        for value, wanted, tolerance in zip(one[1:], other[1:], (.056, .056, .056, .506, .506)):
            close(value, wanted, tolerance, one[0])


def check_year(page, plan, names):
    if plan["calendar"] is None:
        return
    meetings = plan["meetings"]
    listed = [row for t in page.tables if t[0] == "calendar" and t[1].startswith("Meetings in") for row in t[3]]
    months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
              "December"]

    def when(meeting):
        start, end = (datetime.datetime.fromisoformat(meeting[k][:16]) for k in ("start", "end"))
        return [f"{start:%a} {start.day} {months[start.month - 1]} {start.year}", f"{start:%H:%M}-{end:%H:%M}"]
    same([[*row[:3], row[3]] for row in listed],
         [[*when(m), names[m["board"]], str(m["number"])] for m in meetings], "meetings by date")
    dated = {b: sum(m["board"] == b for m in meetings) for b in names}
    lines = page.table("calendar", "The year of each board") if meetings else []
    same([row[:2] for row in lines] if meetings else [],
         [[names[b["id"]], str(dated[b["id"]])] for b in plan["boards"] if b["kind"] != "closed"] if meetings else [], "lines")
    clashes = [(m, c) for m in meetings for c in m["clashes"]]
    troubles = [t for t in page.tables if t[0] == "troubles"]
    counts = {t[1]: len(t[3]) for t in troubles}
    same(counts.get("People who are elsewhere or busy", 0), len(clashes), "clashes")
    same(counts.get("Meetings that found no date", 0), len(plan["unscheduled"]), "without a date")


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


check_plan(sys.argv[1])
check_audit(sys.argv[2])
print(f"{compared} comparisons of pages with plan.json and audit.json")
assert compared > 20
