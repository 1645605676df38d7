#!/bin/sh
# A plan with scenarios: stacked files, listed inputs, and a verifier that knows what the plan was made from.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
"$MOOT" new town >/dev/null
cat >town/boards.csv <<'CSV'
board_id,name,meetings_per_year
safe,Safety Board,4
drug,Drugs Board,4
hwb,Health Board,4
CSV
cat >town/members.csv <<'CSV'
board_id,person_id,organisation,role
safe,ann,Council,chair
safe,bob,Police,
drug,ann,Council,chair
drug,bob,Police,
hwb,cyd,Health,chair
hwb,ann,Council,
CSV
cat >town/agenda.csv <<'CSV'
board_id,theme,minutes
safe,Drugs,60
drug,Drugs,90
CSV
for f in people duties venues travel rules policy attendance strategies feeds; do rm -f town/$f.csv; done
rm -rf town/calendars
printf 'rule,subject,object,value\nkeep,safe,,\n' >a.csv
printf 'rule,subject,object,value\nset,board:hwb.meetings_per_year,,6\n' >b.csv
expect 0 "$MOOT" plan town -o free --start 2027-04-01
# Nobody says when the year begins: the plan does, and is valid.
expect 0 "$MOOT" plan town -o open --structure-only
expect 0 "$MOOT" verify town open/plan.json
expect 0 "$MOOT" plan town -o plan --start 2027-04-01 --scenario a.csv+b.csv
grep -q '"file": "a.csv"' plan/plan.json || fail "a.csv is no input of the plan"
sum=$(sha256sum a.csv | cut -c1-64)
grep -q "$sum" plan/plan.json || fail "its fingerprint is missing"
expect 0 "$MOOT" verify town plan/plan.json
expect 0 "$MOOT" verify town plan/plan.json --scenario a.csv --scenario b.csv
# Without the scenario the landscape is another one, and the plan is wrong for it.
expect 6 "$MOOT" verify town plan/plan.json --scenario a.csv
# A scenario that has changed since.
printf 'keep,drug,,\n' >>a.csv
expect 6 "$MOOT" verify town plan/plan.json
grep -q 'a.csv has changed' out || fail "the change is not told"
mv a.csv c.csv
expect 1 "$MOOT" verify town plan/plan.json
grep -q -- '--scenario says where' err || fail "no advice where the scenario is gone"
expect 0 "$MOOT" audit town --scenario b.csv --json
grep -q '"meetings": 14' out || fail "audit left the scenario out"
printf 'rule,subject,object,value\nset,board:hwb.meetings,,6\n' >bad.csv
expect 1 "$MOOT" plan town -o plan --scenario bad.csv
grep -q '^bad.csv:2:2: error' err || fail "the error is not at its place"
expect 1 "$MOOT" check town --scenario bad.csv
grep -q '^bad.csv:2:2: error' out || fail "check does not report it"
cp b.csv 'x+y.csv'
expect 0 "$MOOT" audit town --scenario x+y.csv --json
grep -q '"meetings": 14' out || fail "a file with + in its name is read whole"
echo "scenarios hold"
