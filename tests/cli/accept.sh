#!/bin/sh
# What is agreed of a plan is locked: planned again with it, the agreed boards and their meetings come out the same.
set -eu
: "${MOOT:?}" "${SOURCE:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL: $*"; exit 1; }
cd "$work"
town="$SOURCE/tests/data/town"
code() { want=$1; shift; got=0; "$@" >out 2>err || got=$?; [ "$got" = "$want" ] || { cat out err; fail "exit $got, not $want: $*"; }; }
code 0 "$MOOT" plan "$town" -o first -q -t 4
code 0 "$MOOT" accept "$town" first/plan.json -o agreed.csv -q
code 0 "$MOOT" check "$town" --scenario agreed.csv
code 0 "$MOOT" plan "$town" -o second -q -t 4 --scenario agreed.csv
code 0 "$MOOT" verify "$town" second/plan.json
code 0 "$MOOT" diff first/plan.json second/plan.json --json
python3 - <<'PY' || { cat out; fail "the agreed plan did not come back"; }
import json
d = json.load(open("out"))
assert d["boards"]["gone"] == [] and d["boards"]["new"] == [], d["boards"]
assert d["meetings"]["moved"] == [] and d["meetings"]["dropped"] == [], d["meetings"]
assert abs(d["totals"]["change"]["hours"]) < 1e-6
PY
code 0 "$MOOT" diff first/plan.json second/plan.json
grep -q 'the same' out || fail "the text does not say so"
# One board alone, by its id of today; ids after the option and in lists.
board=$(python3 -c 'import json; print(next(b for b in json.load(open("first/plan.json"))["boards"] if b["kind"] != "closed")["from"][0])')
other=$(python3 -c 'import json; print([b for b in json.load(open("first/plan.json"))["boards"] if b["kind"] != "closed"][1]["from"][0])')
code 0 "$MOOT" accept "$town" first/plan.json --boards "$board" -o one.csv -q
[ "$(grep -cE '^(together|keep)' one.csv)" = 1 ] || fail "not one board"
code 0 "$MOOT" accept "$town" first/plan.json --boards "$board" "$other" -o two.csv -q
[ "$(grep -cE '^(together|keep)' two.csv)" = 2 ] || fail "not two boards"
code 0 "$MOOT" accept "$town" first/plan.json --boards "$board|$other" -q
cmp -s out two.csv || fail "a list is read otherwise"
code 1 "$MOOT" accept "$town" first/plan.json --boards nobody -q
# Something else is decided about the rest.
printf 'rule,subject,object,value\nmax-boards,,,100\nset,policy:merge_penalty,,0\n' >rest.csv
code 0 "$MOOT" plan "$town" -o third -q -t 4 --scenario one.csv+rest.csv
code 0 "$MOOT" diff first/plan.json third/plan.json --json
python3 - "$board" <<'PY' || fail "the agreed board has changed"
import json, sys
d = json.load(open("out"))
assert not any(sys.argv[1] in b["from"] for b in d["boards"]["gone"]), d["boards"]
PY
code 1 "$MOOT" diff first/plan.json nothing.json
echo "agreed boards hold"
