#!/bin/sh
# --write-lp: glpsol and cbc find the optimum of the plan in the program that is written, on several landscapes; and a
# file that can't be written leaves nothing behind.
. "${SOURCE:?}/tests/head.sh"

for peer in glpsol cbc python3; do
	command -v "$peer" >/dev/null || {
		echo "left out: no $peer"
		exit 0
	}
done

# compare NAME LANDSCAPE [OPTION...]: all three agree to a millionth.
compare() {
	name=$1
	landscape=$2
	shift 2
	"$MOOT" plan "$landscape" -o "$work/out-$name" --structure-only --write-lp "$work/$name.lp" -q "$@" >/dev/null ||
		fail "$name: no plan"
	glpsol --lp "$work/$name.lp" --cuts --tmlim 60 -o "$work/$name.glpk" >/dev/null || fail "$name: glpsol failed"
	cbc "$work/$name.lp" sec 60 ratio 0 allow 0 solve solu "$work/$name.cbc" >"$work/$name.log" ||
		fail "$name: cbc failed"
	python3 - "$work/$name" "$work/out-$name" <<'PYTHON' || fail "$name: the optima differ"
import json
import re
import sys

name, plan = sys.argv[1:]
with open(plan + "/plan.json", encoding="utf-8") as file:
    structure = json.load(file)["structure"]
with open(name + ".glpk", encoding="utf-8") as file:
    text = file.read()
    assert "INTEGER OPTIMAL" in text, text[:400]
    glpk = float(re.search(r"Objective:\s+hours = (\S+)", text).group(1))
with open(name + ".cbc", encoding="utf-8") as file:
    first = file.readline()
    assert first.startswith("Optimal"), first
    cbc = float(first.split("objective value")[1])
assert structure["gap"] == 0, structure
# Both print few digits.
for found in (glpk, cbc):
    assert abs(found - structure["objective"]) <= 1e-6 * max(1, abs(found)), (structure["objective"], glpk, cbc)
PYTHON
}

compare lincolnshire "$SOURCE/examples/lincolnshire"

# Sets and hand-overs as one program.
compare humberside "$SOURCE/examples/humberside"
compare merseyside "$SOURCE/examples/merseyside"
grep -q "^ kept_" "$work/merseyside.lp" || fail "no row for who keeps a theme"

python3 "$SOURCE/benchmarks/generate.py" "$work/area" --boards 30 --people 60 --seed 7 --busy none >/dev/null
compare area "$work/area"

# Side rows: fewer boards than is best, hours that are paid for, and themes of a closed board.
cat >"$work/side.csv" <<'CSV'
rule,subject,object,value,reason
max-boards,,,14,
set,person:p0001.max_hours,,40,
set,person:p0026.max_hours,,35,
close,b002,,,
together,b003|b004,,,
CSV
compare side "$work/area" --scenario "$work/side.csv" ||
	fail "side"
grep -q "^ boards:" "$work/side.lp" || fail "no row for max-boards"
grep -q "^ limit1_" "$work/side.lp" || fail "no row for max_hours"
grep -q "^ theme1_" "$work/side.lp" || fail "no row for a closed board's theme"

# Whole or not at all.
if "$MOOT" plan "$work/area" -o "$work/none" --structure-only --write-lp "$work/no/such/file.lp" -q 2>"$work/said"; then
	fail "a file in no folder was written"
fi
grep -q "no/such/file.lp" "$work/said" || fail "the file that can't be written is not named"
[ ! -e "$work/none" ] || fail "the plan was written without its program"
# The calendar's compact program: glpsol reads it.
"$MOOT" plan "$work/area" -o "$work/x" --calendar-only --time-limit 2 --write-lp "$work/x.lp" -q >/dev/null 2>&1 ||
	fail "no calendar with its program"
glpsol --check --lp "$work/x.lp" >"$work/said" || fail "glpsol does not read the calendar's program"
grep -q "nteger variables" "$work/said" || fail "the calendar's program has no integer columns"
exit 0
