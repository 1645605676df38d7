#!/bin/sh
# Merges that take effect within the year: until that day today's boards meet, from then on the merged ones.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
expect 0 "$MOOT" plan "$town" --structure-only -q -o goal
expect 0 "$MOOT" accept "$town" goal/plan.json -o agreed.csv -q
expect 0 "$MOOT" plan "$town" --calendar-only -q -t 5 -o today
expect 0 "$MOOT" plan "$town" --previous today/plan.json --freeze-before 2027-10-01 --scenario agreed.csv -q -t 5 -o merged
expect 0 "$MOOT" verify "$town" merged/plan.json --previous today/plan.json
python3 - <<'PY' || fail "the merge does not take effect on its day"
import json
goal, today, merged = (json.load(open(f + "/plan.json")) for f in ("goal", "today", "merged"))
sets = lambda plan: sorted(b["from"] for b in plan["boards"])
assert sets(merged) == sets(goal) and any(len(s) > 1 for s in sets(goal))
gone = {i for b in goal["boards"] for i in b["from"]} - {b["id"] for b in goal["boards"]}
before = [(m["board"], m["start"]) for m in today["meetings"] if m["start"] < "2027-10-01"]
after = [(m["board"], m["start"]) for m in merged["meetings"] + merged["held"] if m["start"] < "2027-10-01"]
assert sorted(before) == sorted(after) and any(b in gone for b, _ in before)
later = [m["board"] for m in merged["meetings"] if m["start"] >= "2027-10-01"]
assert later and not set(later) & gone
assert {c["board"] for c in merged["cancelled"]} <= gone
PY
echo "merges take effect on their day"
