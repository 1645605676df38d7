#!/bin/sh
# Rules that cannot hold together: exit 3, the conflict named, an earlier plan untouched.
. "${SOURCE:?}/tests/head.sh"
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
grep -q '^moot: rules.csv:2:1: no plan' "$work/err" || fail "the place is not one that a spreadsheet has"
grep -q 'keep' "$work/err" && fail "keep health has no part in it"
conflict "together panel never" 'together,panel,drugs,,'
conflict "keep together" 'keep,drugs,,,
together,drugs,csp,,'
conflict "max-boards" 'max-boards,,,1,'

# A board that never meets saves nothing by its end; the sentence ends there, with no list to follow.
mkdir "$work/idle"
printf 'board_id,name,meetings_per_year\na,A,4\nc,C,0\n' >"$work/idle/boards.csv"
printf 'board_id,person_id\na,p\nc,p\n' >"$work/idle/members.csv"
printf 'rule,subject\nclose,c\n' >"$work/idle/rules.csv"
"$MOOT" plan "$work/idle" -o "$work/idle-plan" --structure-only >"$work/out"
grep -q 'by which plans are compared' "$work/idle-plan/boards.csv" || fail "the price of closing C is not told"
grep -q 'compared: *\.' "$work/idle-plan/boards.csv" && fail "a list that is empty is announced"
echo "each conflict is named"
