#!/bin/sh
# The verifier verified from outside: plans of several landscapes (merges, closures, meetings in common, hand-overs,
# deputies, clashes, a re-planned year) spoilt in every way that their shape allows, some 700 kinds each.
. "${SOURCE:?}/tests/head.sh"
if grep -q __asan_init "$MOOT" && [ -x "$SOURCE/build/dev/moot" ]; then
	MOOT="$SOURCE/build/dev/moot"
fi
export PYTHONPATH="$SOURCE/tests/property" PYTHONDONTWRITEBYTECODE=1
# mutants NAME LANDSCAPE PLAN.json [OPTION...]
mutants() {
	name=$1
	shift
	python3 "$SOURCE/tests/property/mutants.py" "$MOOT" "$@" >"$work/said" 2>&1 || { cat "$work/said"; fail "$name"; }
	sed "s/^/$name: /" "$work/said"
}
"$MOOT" plan "$town" -o "$work/town" -q -T 1 >/dev/null
mutants "the town" "$town" "$work/town/plan.json"
seeds="24 82"
[ -z "${MOOT_LONG:-}" ] || seeds="24 82 41 45 65 146"
for seed in $seeds; do
	python3 -c "import landscapes, pathlib; landscapes.make_landscape($seed, pathlib.Path('$work/$seed/land'))"
	"$MOOT" plan "$work/$seed/land" -o "$work/$seed/plan" -q -T 1 -t 0.5 -g 25 >/dev/null
	mutants "landscape $seed" "$work/$seed/land" "$work/$seed/plan/plan.json"
done
