#!/bin/sh
# attendance.csv: read, checked, and used by the audit.
. "${SOURCE:?}/tests/head.sh"
area="$work/area"
mkdir "$area"
printf 'board_id,name\na,Alpha\nb,Beta\n' >"$area/boards.csv"
printf 'board_id,person_id,organisation,role\na,p,Police,chair\na,q,Council,\na,r,Health,observer\nb,q,Council,chair\nb,s,Fire,\n' >"$area/members.csv"
printf 'board_id,theme\na,Knife crime\nb,knife crime\n' >"$area/agenda.csv"
printf 'board_id,date,person_id,status\na,2026-06-10,p,attended\na,2026-06-10,q,absent\na,2026-06-10,s,attended\na,2026-09-09,p,attended\na,2026-09-09,q,apologies\nb,2026-07-01,q,attended\n' >"$area/attendance.csv"
"$MOOT" check "$area" >"$work/out" || { cat "$work/out"; fail "check"; }
grep -E 'attendance' "$work/out" && fail "check complains of good files"
"$MOOT" audit "$area" --json >"$work/audit.json"
python3 - "$work/audit.json" <<'P'
import json, sys
audit = json.load(open(sys.argv[1]))
alpha, beta = audit["attendance"]
assert (alpha["id"], alpha["meetings"], alpha["members"]) == ("a", 2, 2), alpha
assert (alpha["attended"], alpha["apologies"], alpha["absent"], alpha["guests"]) == (2, 1, 1, 1), alpha
assert alpha["share"] == 0.5 and alpha["never"] == ["q"], alpha
assert beta["share"] == 0.5 and beta["never"] == ["s"], beta
P
"$MOOT" audit "$area" >"$work/out"
grep -q 'Who came' "$work/out" || fail "no attendance on the terminal"
"$MOOT" audit "$area" -o "$work/report" >/dev/null
grep -q '^a,Alpha,2,2,2,1,1,1,0.5' "$work/report/attendance.csv" || fail "attendance.csv of the audit"
grep -q 'Who came' "$work/report/report.html" || fail "no attendance in the report"

printf 'board_id,date,person_id,status\na,2026-06-10,p,attended\na,2026-06-10,p,absent\nz,2026-06-10,p,attended\na,2026-06-10,gone,attended\na,soon,p,attended\na,2026-06-11,p,late\n' >"$area/attendance.csv"
code=0
"$MOOT" check "$area" >"$work/out" || code=$?
[ "$code" = 1 ] || fail "check of wrong files ends with $code"
for expected in 'attendance.csv:3:3: warning: "p" stands twice' 'attendance.csv:4:1: warning: there is no board "z"' \
	'attendance.csv:5:3: warning: there is no person "gone"' 'attendance.csv:6:2: error: "soon" is not a date' \
	'attendance.csv:7:4: error: '; do
	grep -qF "$expected" "$work/out" || { cat "$work/out"; fail "check does not say: $expected"; }
done
