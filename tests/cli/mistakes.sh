#!/bin/sh
# Thirty different mistakes give thirty messages, exit 1, and leave an existing plan untouched.
. "${SOURCE:?}/tests/head.sh"
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

# Places of a small landscape: a pin that no clock shows, one past the year, a room for nobody, more meetings than there are.
area="$work/area"
mkdir "$area"
printf 'board_id,name,meetings_per_year\na,A,2\nb,B,4\n' >"$area/boards.csv"
printf 'board_id,person_id\na,p\nb,q\n' >"$area/members.csv"
printf 'key,value\nstart,2027-04-01\n' >"$area/policy.csv"
printf 'rule,subject,object,value\npin,a,2028-03-31T23:00\npin,a,2028-03-26T01:30\nwithin,b,2027-05-01/2027-06-01,9\n' >"$area/rules.csv"
printf 'venue_id,capacity\nx,0\n' >"$area/venues.csv"
code=0
"$MOOT" check "$area" >"$work/out" 2>"$work/err" || code=$?
[ "$code" = 1 ] || fail "check of pins ends with $code"
for expected in 'rules.csv:2:3: error: .*would run past' 'rules.csv:3:3: error: .*does not exist .*2028-03-26T02:30' \
	'rules.csv:4:4: warning: .*meets 4 times' 'venues.csv:2:2: error: capacity is "0"'; do
	grep -qE "^$expected" "$work/out" || { cat "$work/out"; fail "check does not say: $expected"; }
done
rm "$area/rules.csv" "$area/venues.csv"
"$MOOT" check "$area" | grep -q '^calendars/closures:1:1: warning: there is no closure' || fail "no word of closures"

# Wrong usage names the option and the way out.
usage() {
	expected=$1
	shift
	code=0
	"$MOOT" "$@" >"$work/out" 2>"$work/err" || code=$?
	[ "$code" = 2 ] || fail "moot $* ends with $code"
	grep -q -- "$expected" "$work/err" || { cat "$work/err"; fail "moot $* does not say: $expected"; }
}
usage 'with --end the planning year is 2027-04-01 to 2027-03-01' check "$area" --end 2027-03-01
usage 'option --seed means nothing to this command; leave it out' check "$area" --seed 3
usage 'there is no option --frob' check "$area" --frob
