#!/bin/sh
# The number of threads decides how long a plan takes, never what it says: wherever the proof ends the search.
. "${SOURCE:?}/tests/head.sh"
[ -x "$python" ] || { echo "skipped: no $python"; exit 0; }
cd "$work"
"$python" "$SOURCE/benchmarks/generate.py" area --boards 5 --people 18 --seed 4 --usual-rooms >/dev/null
for gap in 60 0; do
	for threads in 1 3; do
		"$MOOT" plan area --calendar-only --gap "$gap" --threads "$threads" -t 300 -q -o "plan$threads" >/dev/null
	done
	cmp plan1/plan.json plan3/plan.json || { echo "FAIL: three threads give another plan, --gap $gap"; exit 1; }
done

# A structure large enough for its sets to be looked for by several threads.
"$python" "$SOURCE/benchmarks/generate.py" county --boards 120 --people 300 --busy none >/dev/null
for threads in 1 3; do
	"$MOOT" plan county --structure-only --threads "$threads" -q -o "county$threads" >/dev/null
done
cmp county1/plan.json county3/plan.json || { echo "FAIL: three threads give another structure"; exit 1; }
