# Sourced first by every script in cli/ and clients/, which CTest runs with MOOT naming the program and SOURCE the
# project's folder: a folder to work in that goes at the end, and how a script says that it failed.
# shellcheck shell=sh disable=SC2034
set -eu
: "${MOOT:?}" "${SOURCE:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
town=$SOURCE/tests/data/town
python=/usr/bin/python3 # Debian's own, which has Debian's modules

fail() { echo "FAIL: $*"; exit 1; }

# expect CODE COMMAND...: the command must end with that exit code; its output is in $work/out and $work/err.
expect() {
	want=$1
	shift
	code=0
	"$@" >"$work/out" 2>"$work/err" || code=$?
	[ "$code" = "$want" ] || { cat "$work/out" "$work/err"; fail "exit $code, not $want: $*"; }
}
