#!/bin/sh
# Rules that cannot hold together: exit 3, the conflict named, an earlier plan untouched.
set -eu
: "${MOOT:?}" "${SOURCE:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL: $*"; exit 1; }
cp -R "$SOURCE/tests/data/town" "$work/town"
"$MOOT" plan "$work/town" -o "$work/plan" --structure-only >/dev/null
cp -R "$work/plan" "$work/before"

# conflict WORDS RULES: planning must fail with exit 3 and name each of the words.
conflict() {
	words=$1
	printf 'rule,subject,object,value,reason\n%s\n' "$2" >"$work/town/rules.csv"
	code=0
	"$MOOT" plan "$work/town" -o "$work/plan" --structure-only >"$work/out" 2>"$work/err" || code=$?
	[ "$code" = 3 ] || { cat "$work/out" "$work/err"; fail "exit $code for: $2"; }
	for word in $words; do
		grep -q -- "$word" "$work/err" || { cat "$work/err"; fail "\"$word\" is not named for: $2"; }
	done
	diff -r "$work/before" "$work/plan" || fail "the earlier plan was changed"
}

conflict "together apart drugs violence" 'together,drugs,violence,,
apart,violence,drugs,,
keep,health,,,'
grep -q 'keep' "$work/err" && fail "keep health has no part in it"
conflict "together panel never" 'together,panel,drugs,,'
conflict "keep together" 'keep,drugs,,,
together,drugs,csp,,'
conflict "max-boards" 'max-boards,,,1,'
echo "each conflict is named"
