#!/bin/sh
# The yearly review: an earlier plan and a year's attendance; which boards earned their cost.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
cp -R "$town" town
"$MOOT" plan town --structure-only -q -o plan >/dev/null
python3 - "$MOOT" <<'PY' || fail "see above"
import csv, json, re, subprocess, sys
moot = sys.argv[1]
plan = json.load(open("plan/plan.json"))
boards = [b for b in plan["boards"] if b["kind"] != "closed"]
law = {r["board_id"]: r["statutory"] == "yes" or r["min_per_year"] for r in csv.DictReader(open("town/boards.csv"))}
duty = {r["board_id"] for r in csv.DictReader(open("town/agenda.csv")) if r.get("duty")}
needed = lambda b: any(law[f] or f in duty for f in b["from"])
start = plan["start"][:5]

def days(board, count):
    return ["%s-%02d-1%d" % (plan["start"][:4], 4 + k, boards.index(board) % 10) for k in range(count)]

def record(share, held):
    """Attendance in which share(board) of its seats were taken on held(board) dates."""
    rows = []
    for b in boards:
        seats = [m for m in b["members"] if m["role"] != "observer" and m["attendance"] != "papers"]
        for day in days(b, held(b)):
            for i, m in enumerate(seats):
                person = m["deputy"] if m["attendance"] == "deputy" else m["person"]
                rows.append((b["from"][0], day, person, "attended" if i < share(b) * len(seats) else "absent"))
    with open("town/attendance.csv", "w") as f:
        f.write("board_id,date,person_id,status\n" + "".join(",".join(r) + "\n" for r in rows))
    return rows

def review():
    out = subprocess.run([moot, "audit", "town", "--previous", "plan/plan.json", "--json", "-q", "-o", "year"],
                         capture_output=True, text=True)
    assert out.returncode == 0, out.stderr
    found = json.loads(out.stdout)["review"]
    assert [r["board_id"] for r in csv.DictReader(open("year/review.csv", encoding="utf-8-sig"))] == [b["id"] for b in found["boards"]]
    return {b["id"]: b for b in found["boards"]}

# All came to all: everything earned its cost, and the plan is as it was.
record(lambda b: 1, lambda b: min(b["meetings_per_year"], 8))
full = review()
assert list(full) == [b["id"] for b in plan["boards"]]
for b in boards:
    r = full[b["id"]]
    assert r["verdict"] == "keep" and r["share"] == 1 and r["from"] == b["from"], r
    assert r["meetings_held"] == min(b["meetings_per_year"], 8), r
    assert r["needed"] == bool(needed(b)), r
    held = r["meetings_held"] / r["meetings_planned"]
    assert abs(r["spent"] - r["cost"] * held) < 1e-6 * (1 + r["cost"]), r
# Nobody came: what the law does not ask for goes, the rest is to be watched.
record(lambda b: 0, lambda b: min(b["meetings_per_year"], 8))
poor = review()
verdicts = set()
for b in boards:
    r = poor[b["id"]]
    if r["share"] < 0.25:
        assert r["verdict"] == ("watch" if needed(b) else "close"), r
        verdicts.add(r["verdict"])
assert verdicts == {"watch", "close"}, verdicts
# One meeting of many, with everybody: not enough.
record(lambda b: 1, lambda b: 1 if b["meetings_per_year"] > 4 else min(b["meetings_per_year"], 4))
rare = review()
assert any(r["meetings_held"] == 1 and r["verdict"] != "keep" for r in rare.values())
# Nothing is recorded: what the law asks for stays, the others are to be watched.
record(lambda b: 1, lambda b: 0)
silent = review()
for b in boards:
    assert silent[b["id"]]["verdict"] == ("keep" if needed(b) else "watch"), b["id"]
    assert silent[b["id"]]["share"] is None
# Of what nobody knows no figure is shown: no 0 that reads as if nobody had come.
text = subprocess.run([moot, "audit", "town", "--previous", "plan/plan.json", "-q"], capture_output=True, text=True).stdout
table = [line for line in text[text.index("The year in review"):].splitlines() if line.startswith("  " + boards[0]["name"][:30])]
assert re.search(r" - +- +\d+ +[\d,]+ +-$", table[0]), table[0]
page = open("year/report.html", encoding="utf-8").read()
page = page[page.index('id="review"'):]
assert page[:page.index("</section>")].count("<td>not known</td>") == 3 * len(boards)
# Two boards that were apart and that this year's best plan holds together are to be merged.
alone = subprocess.run([moot, "plan", "town", "--calendar-only", "-q", "-t", "2", "-o", "apart"], stdout=subprocess.DEVNULL)
assert alone.returncode == 0
out = subprocess.run([moot, "audit", "town", "--previous", "apart/plan.json", "--json", "-q"], capture_output=True, text=True)
merged = {b["id"]: b for b in json.loads(out.stdout)["review"]["boards"]}
for b in boards:
    for f in b["from"] if len(b["from"]) > 1 else []:
        assert merged[f]["verdict"] == "merge" and sorted(merged[f]["with"] + [f]) == b["from"], merged[f]
        assert merged[f]["saving"]["cost"] == b["saving"]["cost"]
assert any(b["verdict"] == "merge" for b in merged.values())
# A board that the earlier plan does not know.
with open("town/boards.csv", "a") as f:
    f.write("young,Young People Board,,town,,no,,,4,60,15,online,,free,,\n")
young = review()["young"]
assert young["new"] is True and young["verdict"] == "watch" and young["share"] is None, young
# Where somebody noted who came, it is judged as the others are.
people = [row["person_id"] for row in csv.DictReader(open("town/members.csv"))][:3]
with open("town/members.csv", newline="") as f:
    columns = next(csv.reader(f))
with open("town/members.csv", "a") as f:
    for person in people:
        f.write(",".join({"board_id": "young", "person_id": person}.get(column, "") for column in columns) + "\n")
for share, verdict in ((3, "keep"), (0, "close")):
    with open("town/attendance.csv", "w") as f:
        f.write("board_id,date,person_id,status\n")
        for month in (4, 5, 6, 7):
            for place, person in enumerate(people):
                f.write(f"young,{start[:4]}-{month:02}-15,{person},{'attended' if place < share else 'absent'}\n")
    young = review()["young"]
    assert young["verdict"] == verdict and young["share"] == share / 3 and young["seats"] == 3, young
    assert young["cost"] > 0 and abs(young["spent"] - young["cost"] * share / 3) < 1e-6, young
PY
"$MOOT" audit town --previous plan/plan.json -q -o year | grep -q 'The year in review' || fail "no text"
grep -q 'id="review"' year/report.html || fail "no section in the report"
expect 1 "$MOOT" audit town --previous nothing.json -q
echo "reviews hold"
