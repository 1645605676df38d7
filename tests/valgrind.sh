#!/bin/sh
# Every command under valgrind on a small landscape: no error, no leak. Usage: valgrind.sh MOOT
set -eu
moot=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# grind CODE ARGUMENTS...
grind() {
	code=0
	want=$1
	shift
	# Each process has its own log: a worker that a calendar is read in ends by _exit and counts for errors, not leaks.
	valgrind --leak-check=full --show-leak-kinds=definite,indirect,possible --errors-for-leak-kinds=none \
		--error-exitcode=99 --log-file="$work/valgrind.%p" "$moot" "$@" >"$work/out" 2>"$work/err" &
	pid=$!
	wait "$pid" || code=$?
	if [ "$code" != "$want" ]; then
		cat "$work/out" "$work/err" "$work"/valgrind.*
		echo "exit $code, not $want: moot $*"
		exit 1
	fi
	if grep -E '(definitely|indirectly|possibly) lost: [1-9]' "$work/valgrind.$pid"; then
		cat "$work/valgrind.$pid"
		echo "moot $* leaks"
		exit 1
	fi
	if grep -hE 'ERROR SUMMARY: [1-9]' "$work"/valgrind.*; then
		cat "$work"/valgrind.*
		echo "moot $* has errors"
		exit 1
	fi
	if grep -lE 'definitely lost: [1-9]|possibly lost: [1-9]' "$work"/valgrind.* >"$work/lost"; then
		cat $(cat "$work/lost")
		echo "a worker of moot $* leaks"
		exit 1
	fi
	rm -f "$work"/valgrind.*
	echo "valgrind: moot $1: nothing to report"
}
town=tests/data/town
grind 0 new "$work/new"
grind 0 check "$town"
grind 1 check tests/data/mistakes
grind 0 audit "$town" -o "$work/audit"
grind 0 plan "$town" -o "$work/plan" --time-limit 60
grind 0 verify "$town" "$work/plan/plan.json"
grind 0 policy --json
grind 2 plan "$town"
landscapes=2
[ -z "${MOOT_LONG:-}" ] || landscapes=20
# Random landscapes of every feature, planned and verified (thirty times as slow as without).
python3 tests/property/landscapes.py "$moot" "$landscapes" --first 3 --seconds 20 --under \
	"valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite"
