#!/bin/sh
# Thirty different mistakes give thirty messages, exit 1, and leave an existing plan untouched.
set -eu
: "${MOOT:?}" "${SOURCE:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL: $*"; exit 1; }
"$MOOT" plan "$SOURCE/tests/data/town" -o "$work/plan" --structure-only >/dev/null
cp -R "$work/plan" "$work/before"
code=0
"$MOOT" check "$SOURCE/tests/data/mistakes" >"$work/out" 2>"$work/err" || code=$?
[ "$code" = 1 ] || fail "check ends with $code"
places=$(grep -oE '^[^:]+:[0-9]+:[0-9]+: error' "$work/out" | sort -u | wc -l)
[ "$places" -ge 30 ] || { cat "$work/out"; fail "only $places places named"; }
code=0
"$MOOT" plan "$SOURCE/tests/data/mistakes" -o "$work/plan" >"$work/out" 2>"$work/err" || code=$?
[ "$code" = 1 ] || fail "plan ends with $code"
diff -r "$work/before" "$work/plan" || fail "the earlier plan was changed"
echo "$places mistakes, $places places"
