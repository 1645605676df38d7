#!/bin/sh
# A small town from reading to a verified plan: every command, the exit codes, the same bytes twice.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000

expect 0 "$MOOT" check "$town"
grep -q '6 boards, 12 people' "$work/out" || fail "check does not say what it understood"
expect 0 "$MOOT" audit "$town"
expect 0 "$MOOT" audit "$town" --json
python3 - "$work/out" <<'P'
import json, sys
audit = json.load(open(sys.argv[1]))
assert audit["totals"]["boards"] == 6 and audit["totals"]["meetings"] == 26, audit["totals"]
assert abs(sum(b["hours"] for b in audit["boards"]) - audit["totals"]["hours"]) < 1e-6
assert abs(sum(p["cost"] for p in audit["people"]) - audit["totals"]["cost"]) < 1e-6
assert {"id", "meetings", "members", "hours", "senior_hours", "cost"} <= set(audit["boards"][0])
assert {"a", "b", "people", "themes", "shared_hours"} <= set(audit["overlaps"][0])
P
expect 0 "$MOOT" plan "$town" -o "$work/plan" --time-limit 300
grep -q . "$work/out" || fail "plan prints no summary"
expect 0 "$MOOT" verify "$town" "$work/plan/plan.json"
expect 0 "$MOOT" plan "$town" -o "$work/again" --time-limit 300
diff -r "$work/plan" "$work/again" || fail "two runs differ"
expect 0 "$MOOT" plan "$town" -o "$work/again" --time-limit 300
diff -r "$work/plan" "$work/again" || fail "planning over an earlier plan changes it"
for file in plan.json boards.csv calendar.csv people.csv report.html ics/boards ics/people ics/organisations terms-of-reference; do
	[ -e "$work/plan/$file" ] || fail "$file is missing"
done
python3 - "$work/plan/plan.json" <<'P'
import datetime, json, sys
plan = json.load(open(sys.argv[1]))
assert plan["format"] == "moot-plan/1" and plan["start"] == "2027-04-01" and plan["end"] == "2028-03-31"
for part in ("structure", "calendar"):
    result = plan[part]
    assert result["bound"] <= result["objective"] + 1e-6, result
assert abs(sum(plan["calendar"]["parts"].values()) - plan["calendar"]["objective"]) < 1e-6
assert not plan["unscheduled"], plan["unscheduled"]
saved = sum(b["saving"]["hours"] for b in plan["boards"])
assert abs(saved - (plan["totals"]["before"]["hours"] - plan["totals"]["after"]["hours"])) < 1e-6
boards = {i for b in plan["boards"] for i in b["from"]}
assert boards == {"csp", "drugs", "violence", "panel", "health", "victims"}, boards
days = [datetime.datetime.fromisoformat(m["start"]) for m in plan["meetings"]]
recess = (datetime.date(2027, 8, 16), datetime.date(2027, 8, 22))
assert not any(recess[0] <= d.date() <= recess[1] for d in days), "a meeting in the recess"
assert not any(d.weekday() == 4 and d.hour >= 12 for d in days), "a meeting on a Friday afternoon"
P
expect 0 "$MOOT" plan "$town" -o "$work/structure" --structure-only
expect 0 "$MOOT" verify "$town" "$work/structure/plan.json"
expect 0 "$MOOT" plan "$town" -o "$work/calendar" --calendar-only --time-limit 300
expect 0 "$MOOT" verify "$town" "$work/calendar/plan.json"
expect 0 "$MOOT" new "$work/new"
expect 0 "$MOOT" check "$work/new"
expect 2 "$MOOT" new "$work/new"
expect 0 "$MOOT" policy
expect 0 "$MOOT" policy --json
expect 0 "$MOOT" plan --help
expect 0 "$MOOT" --help
expect 0 "$MOOT" --version
expect 2 "$MOOT"
expect 2 "$MOOT" merge "$town"
expect 2 "$MOOT" plan "$town"
expect 2 "$MOOT" plan "$town" -o "$work/x" --gap much
expect 2 "$MOOT" plan "$town" -o "$work/x" --structure-only --calendar-only
expect 2 "$MOOT" check
expect 2 "$MOOT" check "$town" "$town"

# A plan that was tampered with is not valid.
sed 's/"needs_agreement": true/"needs_agreement": false/; s/"hours": [0-9][0-9.]*/"hours": 1.5/' "$work/plan/plan.json" >"$work/forged.json"
expect 6 "$MOOT" verify "$town" "$work/forged.json"
grep -q hours "$work/out" || fail "verify does not name the figure"
printf '{' >"$work/broken.json"
expect 1 "$MOOT" verify "$town" "$work/broken.json"
# A folder that is no plan is never replaced.
mkdir "$work/mine"
echo precious >"$work/mine/thesis.txt"
expect 2 "$MOOT" plan "$town" -o "$work/mine" --structure-only
[ "$(cat "$work/mine/thesis.txt")" = precious ] || fail "a foreign folder was touched"
echo "the town's plan is the same twice, and verified"
