#!/bin/sh
# What is agreed of a plan is locked: planned again with it, the agreed boards and their meetings come out the same.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
expect 0 "$MOOT" plan "$town" -o first -q -t 4
expect 0 "$MOOT" accept "$town" first/plan.json -o agreed.csv -q
expect 0 "$MOOT" check "$town" --scenario agreed.csv
expect 0 "$MOOT" plan "$town" -o second -q -t 4 --scenario agreed.csv
expect 0 "$MOOT" verify "$town" second/plan.json
expect 0 "$MOOT" diff first/plan.json second/plan.json --json
python3 - <<'PY' || { cat out; fail "the agreed plan did not come back"; }
import json
d = json.load(open("out"))
assert d["boards"]["gone"] == [] and d["boards"]["new"] == [], d["boards"]
assert d["meetings"]["moved"] == [] and d["meetings"]["dropped"] == [], d["meetings"]
assert abs(d["totals"]["change"]["hours"]) < 1e-6
PY
expect 0 "$MOOT" diff first/plan.json second/plan.json
grep -q 'the same' out || fail "the text does not say so"
# One board alone, by its id of today; ids after the option and in lists.
board=$(python3 -c 'import json; print(next(b for b in json.load(open("first/plan.json"))["boards"] if b["kind"] != "closed")["from"][0])')
other=$(python3 -c 'import json; print([b for b in json.load(open("first/plan.json"))["boards"] if b["kind"] != "closed"][1]["from"][0])')
expect 0 "$MOOT" accept "$town" first/plan.json --boards "$board" -o one.csv -q
[ "$(grep -cE '^(together|keep)' one.csv)" = 1 ] || fail "not one board"
expect 0 "$MOOT" accept "$town" first/plan.json --boards "$board" "$other" -o two.csv -q
[ "$(grep -cE '^(together|keep)' two.csv)" = 2 ] || fail "not two boards"
expect 0 "$MOOT" accept "$town" first/plan.json --boards "$board|$other" -q
cmp -s out two.csv || fail "a list is read otherwise"
expect 2 "$MOOT" accept "$town" first/plan.json --boards nobody -q
# Something else is decided about the rest.
printf 'rule,subject,object,value\nmax-boards,,,100\nset,policy:merge_penalty,,0\n' >rest.csv
expect 0 "$MOOT" plan "$town" -o third -q -t 4 --scenario one.csv+rest.csv
expect 0 "$MOOT" diff first/plan.json third/plan.json --json
python3 - "$board" <<'PY' || fail "the agreed board has changed"
import json, sys
d = json.load(open("out"))
assert not any(sys.argv[1] in b["from"] for b in d["boards"]["gone"]), d["boards"]
PY
# A board that closes as others lead all its themes: no rule could say so, and it closes again.
land="$SOURCE/examples/humberside"
expect 0 "$MOOT" plan "$land" -o hull --structure-only -q
expect 0 "$MOOT" accept "$land" hull/plan.json -o hull.csv -q
grep -q '^keep,lcjb,' hull.csv || fail "no board is kept"
! grep -q '^close,' hull.csv || fail "a board that closes by itself is closed by a rule"
expect 0 "$MOOT" plan "$land" -o hull2 --structure-only -q --scenario hull.csv
expect 0 "$MOOT" diff hull/plan.json hull2/plan.json --json
python3 - <<'PY' || fail "Humberside's agreed plan did not come back"
import json
d = json.load(open("out"))
assert d["boards"] == {"gone": [], "new": [], "changed": []}, d["boards"]
assert not any(abs(x) > 1e-6 for x in d["totals"]["change"].values()), d["totals"]
PY
expect 0 "$MOOT" accept "$land" hull/plan.json --boards cj-reoffending -q
grep -q '^close,cj-reoffending,' out || fail "a board that is named is not closed"
expect 1 "$MOOT" diff first/plan.json nothing.json
echo "agreed boards hold"
