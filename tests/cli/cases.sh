#!/bin/sh
# Every landscape in examples: read without an error, planned and verified, each of its scenarios possible, and the
# area's own structure among them.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
seen=0
for boards in "$SOURCE"/examples/*/boards.csv; do
    area=$(dirname "$boards")
    name=$(basename "$area")
    "$MOOT" check "$area" >"$name.check" 2>&1 || { cat "$name.check"; fail "check $name"; }
    if grep -q ': error: ' "$name.check"; then cat "$name.check"; fail "check $name found errors but exited 0"; fi
    "$MOOT" plan "$area" --structure-only -q -o "$name" >"$name.out" 2>&1 || { cat "$name.out"; fail "plan $name"; }
    "$MOOT" verify "$area" "$name/plan.json" >"$name.out" 2>&1 || { cat "$name.out"; fail "verify $name"; }
    [ -f "$area/README.md" ] || fail "$name has no README.md"
    if [ -d "$area/scenarios" ]; then
        [ -f "$area/scenarios/own.csv" ] || fail "$name lacks the area's own structure, scenarios/own.csv"
        "$MOOT" whatif "$area" "$area"/scenarios/*.csv --structure-only -q --json >"$name.json" 2>"$name.err" ||
            { cat "$name.err"; fail "whatif $name"; }
        python3 - "$name.json" "$area"/scenarios/*.csv <<'PY' || fail "scenarios of $name"
import json, os, sys
cases = json.load(open(sys.argv[1]))["scenarios"]
assert len(cases) == len(sys.argv) - 2, [c["name"] for c in cases]
for path, case in zip(sys.argv[2:], cases):
    assert os.path.basename(case["name"]) == os.path.basename(path), (path, case["name"])
    assert case["status"] == "planned", (case["name"], case["status"], case.get("message"))
    assert case["totals"]["after"]["boards"] > 0, case["name"]
PY
    fi
    seen=$((seen + 1))
done
# What the READMEs say of figures is what comes out; examples/figures.py MOOT writes them anew.
python3 "$SOURCE/examples/figures.py" "$MOOT" --check || fail "figures in a README of examples"
[ "$seen" -gt 0 ] || fail "no landscape in examples"
echo "examples read, planned, verified and compared: $seen"
