#!/bin/sh
# Calendars made from a known landscape give it back: precision and recall of boards and of their members, of 0.95 at
# least, over several seeds. What is found is checked, planned without a calendar, and tells no text that it must not.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795305600 # 2026-11-22

for seed in 1 2 3; do
	here=$work/$seed
	"$python" "$SOURCE/tests/clients/discover_feeds.py" make "$seed" "$here/feeds"
	echo "seed $seed"
	"$MOOT" discover "$here"/feeds/*.ics -o "$here/found" >"$here/out" 2>"$here/err" || fail "$(cat "$here/err")"
	"$python" "$SOURCE/tests/clients/discover_feeds.py" score "$here/feeds" "$here/found" || fail "the score"
	"$MOOT" check "$here/found" >"$here/check" 2>&1 || fail "check: $(head -20 "$here/check")"
	grep -q '^0 errors' "$here/check" || fail "check has no summary"
	! grep -rq MARK "$here/found" "$here/out" "$here/err" "$here/check" || fail "a private or foreign title is told"
done

# The same input gives the same bytes; a landscape that stands there is not overwritten.
"$MOOT" discover "$work"/1/feeds/*.ics -o "$work/again" -T 1 >/dev/null 2>&1
diff -r "$work/1/found" "$work/again" || fail "two runs differ"
"$MOOT" discover "$work"/1/feeds/*.ics -o "$work/again" >/dev/null 2>&1 && fail "a landscape was overwritten"
"$MOOT" plan "$work/1/found" --structure-only -t 20 -q -o "$work/plan" >/dev/null || fail "no plan"

# Nothing to find is an error and writes nothing; so is a missing -o.
printf 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' >"$work/empty.ics"
code=0
"$MOOT" discover "$work/empty.ics" -o "$work/none" >/dev/null 2>&1 || code=$?
[ "$code" = 1 ] || fail "exit $code for calendars without a meeting"
[ ! -e "$work/none" ] || fail "a folder was left"
code=0
"$MOOT" discover "$work/empty.ics" >/dev/null 2>&1 || code=$?
[ "$code" = 2 ] || fail "exit $code without -o"
echo "discover: ok"
