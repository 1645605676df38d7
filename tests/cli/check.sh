#!/bin/sh
# moot check: problems grouped by file, the worst file first; places that a program can read; what was understood.
. "${SOURCE:?}/tests/head.sh"
fail() { echo "FAIL: $*"; cat "$work/out"; exit 1; }
# check CODE ARGUMENTS...: runs it; its output is $work/out.
check() {
	want=$1
	shift
	code=0
	"$MOOT" check "$@" >"$work/out" 2>"$work/err" || code=$?
	[ "$code" = "$want" ] || fail "moot check $* ends with $code, not $want"
	[ ! -s "$work/err" ] || { cat "$work/err"; fail "moot check $* writes to standard error"; }
}
has() { grep -qF -- "$1" "$work/out" || fail "no \"$1\""; }
mistakes="$SOURCE/tests/data/mistakes"

check 1 "$mistakes"
# Each line of a problem is one that an editor can follow; whole files are at their beginning.
grep -vE '^(== .*|[^:]+:[1-9][0-9]*:[1-9][0-9]*: (error|warning): .+|)$' "$work/out" >"$work/rest" || true
grep -n ':0:' "$work/out" && fail "a line or column 0"
has 'bords.csv:1:1: warning: '
has 'What was understood nonetheless:'
has '14 boards, 5 people'
tail -n 1 "$work/out" | grep -qE '^[0-9]+ errors, [0-9]+ warnings in [0-9]+ files$' || fail "no counts at the end"
[ "$(wc -l <"$work/rest")" = 4 ] || { cat "$work/rest"; fail "other lines than problems, headings and the summary"; }
# A heading's counts are those of the lines below it; the files with the most errors come first, errors before warnings.
awk '
	function close_group() { if (file != "" && (e != errors || w != warnings)) { print "counts of " file; exit 1 } }
	/^== / {
		close_group(); file = $2; errors = $3; warnings = $5; e = w = 0
		if (seen && errors > before) { print file " is worse than the one before"; exit 1 }
		before = errors; seen = 1; next
	}
	/: error: /   { if (w) { print "an error after a warning"; exit 1 } e++ }
	/: warning: / { w++ }
	END { if (!seen) exit 1 }
' "$work/out" || fail "the groups are wrong"

# Quiet: errors and their number alone.
check 1 "$mistakes" -q
grep -q ': warning: ' "$work/out" && fail "a warning in spite of -q"
has ': error: '

check 1 "$mistakes" --json
for key in errors warnings groups problems summary severity file line column message boards people seats agenda_rows \
	duties rules closed_days events recognised ignored; do
	has "\"$key\": "
done
grep -qE '"(line|column)": 0' "$work/out" && fail "a line or column 0 in JSON"

# What the calendars gave.
check 0 "$SOURCE/tests/data/town"
has "82 events in the planning year:"
has "3 recognised as boards' meetings"
has "78 busy times, 1 closures"
has "0 errors, 0 warnings"

# Likely one person, with the rows to change; nothing is merged.
mkdir "$work/twice"
printf 'board_id,name\na,A\nb,B\n' >"$work/twice/boards.csv"
printf 'board_id,person_id,person_name,organisation,role\na,mat,Cllr Mat Walker,Council,chair\nb,mw,"WALKER, Matthew",Council,chair\n' \
	>"$work/twice/members.csv"
check 0 "$work/twice"
has 'members.csv:3:2: warning: "mw" (WALKER, Matthew) and "mat" (Cllr Mat Walker) are likely one person'
has 'members.csv: write person_id mat for mw in line 3'
has '2 boards, 2 people'
echo "check groups, counts and sums up"
