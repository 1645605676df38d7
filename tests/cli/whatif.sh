#!/bin/sh
# Scenarios side by side: figures as plan gives them, prices of rows, new duties ranked, and one that cannot hold.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
python3 - "$MOOT" "$town" <<'PY' || fail "see above"
import csv, json, subprocess, sys
moot, town = sys.argv[1:]
boards = [r["board_id"] for r in csv.DictReader(open(town + "/boards.csv", encoding="utf-8-sig"))]
members = list(csv.DictReader(open(town + "/members.csv", encoding="utf-8-sig")))

def scenario(name, rows):
    with open(name, "w") as f:
        f.write("rule,subject,object,value,reason\n" + "".join(r + "\n" for r in rows))
    return name

def run(*words, code=0):
    out = subprocess.run([moot, *words, "-q"], capture_output=True, text=True)
    assert out.returncode == code, (words, out.returncode, out.stderr)
    return out

def plan(*files):
    words = [w for f in files for w in ("--scenario", f)]
    return json.loads(run("plan", town, "--structure-only", "--json", *words).stdout)

def same(a, b):
    return abs(a - b) <= 1e-6 * (1 + abs(a))

a, b = boards[0], boards[1]
rows = ["keep,%s,," % a, "set,board:%s.meetings_per_year,,6" % b, "not-on,all,Fri,"]
scenario("a.csv", rows)
people = {r["person_id"]: r["organisation"] for r in csv.DictReader(open(town + "/people.csv", encoding="utf-8-sig"))}
for m in members:
    m["organisation"] = people[m["person_id"]]
organisation = members[0]["organisation"]
scenario("d.csv", ["add-duty,new-duty,%s,2" % organisation])
scenario("bad.csv", ["apart,%s,%s," % (a, b), "together,%s,%s," % (a, b)])
scenario("wrong.csv", ["keep,nobody,,"])
text = run("whatif", town, "a.csv", "d.csv", "bad.csv", "wrong.csv", "a.csv+d.csv", "--structure-only", "--json", "-o", "out")
found = json.loads(text.stdout)
assert json.load(open("out/whatif.json")) == found
free = plan()
assert same(found["planned"]["structure"]["objective"], free["structure"]["objective"])
cases = {s["name"]: s for s in found["scenarios"]}
assert list(cases) == ["a.csv", "d.csv", "bad.csv", "wrong.csv", "a.csv+d.csv"]
alone = plan("a.csv")
assert same(cases["a.csv"]["structure"]["objective"], alone["structure"]["objective"])
for key in ("boards", "meetings", "senior_hours", "hours", "cost"):
    assert same(cases["a.csv"]["totals"]["after"][key], alone["totals"]["after"][key]), key
assert cases["bad.csv"]["status"] == "infeasible" and "together" in cases["bad.csv"]["message"]
assert cases["wrong.csv"]["status"] == "input errors"
assert "wrong.csv:2:2: error" in text.stderr
# One-off work: 40 hours at GBP 50,000 / 1,764 for each board merged away, against the year's saving.
away = found["today"]["boards"] - cases["a.csv"]["totals"]["after"]["boards"]
back = cases["a.csv"]["payback"]
assert same(back["one_off_cost"], 40 * away * 50000 / 1764) and away > 0
before = cases["a.csv"]["totals"]["before"]["cost"] - cases["a.csv"]["totals"]["after"]["cost"]
assert same(back["months"], back["one_off_cost"] / before * 12)
# The price of a row is what planning without it gives.
prices = cases["a.csv"]["prices"]
assert [p["line"] for p in prices] == [2, 3, 4] and prices[2]["saving"] is None
for i in (0, 1):
    less = plan(scenario("less.csv", rows[:i] + rows[i + 1:]))
    assert same(prices[i]["saving"]["objective"], alone["structure"]["objective"] - less["structure"]["objective"])
    assert same(prices[i]["saving"]["cost"], alone["totals"]["after"]["cost"] - less["totals"]["after"]["cost"])
# Hours by organisation add up to the difference of the totals.
for s in (cases["a.csv"], cases["d.csv"]):
    change = sum(o["change"] for o in s["organisations"])
    assert abs(change - (s["totals"]["after"]["hours"] - free["totals"]["after"]["hours"])) < 1e-6
# The ranking of carriers agrees with plans that force each.
ranking = cases["d.csv"]["duties"][0]["ranking"]
assert {h["board"] for h in ranking} == set(boards) | {None}
order = [h["price"] for h in ranking if h["objective"] is not None]
assert order == sorted(order)
for host in ranking:
    if host["board"]:
        forced = plan(scenario("h.csv", ["add-duty,new-duty,%s,2" % organisation, "host,new-duty,%s," % host["board"]]))
        assert same(host["objective"], forced["structure"]["objective"]), host["board"]
        sits = any(m["board_id"] == host["board"] and m["organisation"] == organisation for m in members)
        assert sits == (host["seats_to_add"] == []), host["board"]
best = next(h for h in ranking if h["board"])
assert same(cases["d.csv"]["structure"]["objective"], best["objective"])
# Threads change nothing.
one = run("whatif", town, "a.csv", "d.csv", "bad.csv", "wrong.csv", "a.csv+d.csv", "--structure-only", "--json", "--threads", "1")
assert one.stdout == text.stdout
run("whatif", town, "wrong.csv", "--structure-only", code=1)
run("whatif", town, "bad.csv", "--structure-only", code=3)
print(len(ranking), "carriers ranked")
PY
"$MOOT" whatif "$town" a.csv --start 2027-04-01 -t 4 -q >text || fail "the full what-if fails"
grep -q 'clashes' text || fail "the calendar is not compared"
"$MOOT" whatif "$town" d.csv --structure-only --burden -q | grep -q 'Organisation, hours' || fail "no burden by organisation"
# A scenario that changes nothing has the calendar as planned, or a better one, and comes out the same again.
python3 - "$MOOT" "$town" <<'PY' || fail "the calendar of a scenario does not begin with the plan's"
import json, subprocess, sys
moot, town = sys.argv[1:]
def run(*words):
    out = subprocess.run([moot, *words, "--start", "2027-04-01", "-q", "--json"], capture_output=True, text=True)
    assert out.returncode == 0, out.stderr
    return json.loads(out.stdout)
plan = run("plan", town, "--structure-only")
alone = next(b["id"] for b in plan["boards"] if b["kind"] == "kept")
with open("same.csv", "w") as f:
    f.write("rule,subject,object,value\nkeep,%s,,\n" % alone)
found = [run("whatif", town, "same.csv", "-t", "3", "--gap", "0") for _ in range(2)]
case = found[0]["scenarios"][0]
assert found[0]["planned"]["calendar_objective"] > 0
assert case["calendar_objective"] <= found[0]["planned"]["calendar_objective"] + 1e-9, case["calendar_objective"]
assert found[0] == found[1]
PY
# A new duty of an organisation that sits nowhere: its seat is in the burden, though in no totals.
printf 'rule,subject,object,value\nadd-duty,fresh,Nowhere Institute,3\n' >fresh.csv
"$MOOT" whatif "$SOURCE/examples/humberside" fresh.csv --structure-only --burden --json -q >fresh.json || fail "no burden"
python3 - <<'PY' || fail "the burden leaves out a seat that is to be filled"
import json
s = json.load(open("fresh.json"))["scenarios"][0]
best = next(h for h in s["duties"][0]["ranking"] if not h["new_board"])
assert best["seats_to_add"] == ["Nowhere Institute"] and best["seats"]["hours"] > 0, best
(one,) = [o for o in s["organisations"] if o["organisation"] == "Nowhere Institute"]
assert one["hours_today"] == one["hours_planned"] == 0 and abs(one["hours"] - best["seats"]["hours"]) < 1e-9, one
for key, of in (("change", "hours"), ("cost_change", "cost")):
    assert abs(sum(o[key] for o in s["organisations"]) - best["more"][of] - best["seats"][of]) < 1e-6, key
PY
echo "what-ifs hold"
