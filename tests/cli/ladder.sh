#!/bin/sh
# The ladder of the example: each rung is what plan gives with a max-boards rule.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
"$MOOT" ladder "$town" -q -o out >text
"$MOOT" ladder "$town" -q --json >one.json
"$MOOT" ladder "$town" -q --json --threads 1 >two.json
cmp -s one.json two.json || fail "threads change the ladder"
cmp -s one.json out/ladder.json || fail "the folder holds another ladder"
[ -s out/ladder.csv ] && [ -s out/report.html ] || fail "files are missing"
grep -q 'The gains stop at' text || fail "no word on where the gains stop"
python3 - "$MOOT" "$town" <<'PY' || fail "a rung is not the plan of its rule"
import json, subprocess, sys
moot, town = sys.argv[1:]
ladder = json.load(open("one.json"))
today = ladder["today"]["boards"]
limits = [r["boards"] for r in ladder["rungs"]]
assert limits == list(range(today, ladder["least"] - 1, -1)), limits
costs = [r["objective"] for r in ladder["rungs"]]
assert all(a <= b + 1e-6 for a, b in zip(costs, costs[1:])), "fewer boards never pay"
for rung in ladder["rungs"]:
    k = rung["boards"]
    with open("rule.csv", "w") as f:
        f.write("rule,subject,object,value\nmax-boards,,,%d\n" % k)
    out = subprocess.run([moot, "plan", town, "--structure-only", "--json", "-q", "--scenario", "rule.csv"],
                         capture_output=True, text=True)
    plan = json.loads(out.stdout)
    assert abs(plan["structure"]["objective"] - rung["objective"]) < 1e-6 * (1 + abs(rung["objective"])), k
    if plan["structure"]["status"] == "optimal":
        for key in ("senior_hours", "hours", "cost", "meetings"):
            assert abs(plan["totals"]["after"][key] - rung[key]) < 1e-6 * (1 + abs(rung[key])), (k, key)
print(len(limits), "rungs")
if ladder["least_proven"]:
    with open("rule.csv", "w") as f:
        f.write("rule,subject,object,value\nmax-boards,,,%d\n" % (ladder["least"] - 1))
    if ladder["least"] > 1:
        out = subprocess.run([moot, "plan", town, "--structure-only", "--json", "-q", "--scenario", "rule.csv"],
                             capture_output=True, text=True)
        assert out.returncode == 3, out.returncode
PY
