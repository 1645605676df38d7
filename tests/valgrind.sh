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
	valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect,possible --errors-for-leak-kinds=definite,indirect,possible \
		--error-exitcode=99 --child-silent-after-fork=no "$moot" "$@" >"$work/out" 2>"$work/err" || code=$?
	if [ "$code" != "$want" ]; then
		cat "$work/out" "$work/err"
		echo "exit $code, not $want: moot $*"
		exit 1
	fi
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
