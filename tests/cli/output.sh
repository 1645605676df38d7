#!/bin/sh
# Where results go: a full disk is a failure, a folder that can't be written is told before the search.
. "${SOURCE:?}/tests/head.sh"
# full COMMAND...: with nowhere to write its result to, the command must end with 5 and say why.
full() {
	code=0
	"$@" >/dev/full 2>"$work/err" || code=$?
	[ "$code" = 5 ] || fail "exit $code, not 5, where standard output is full: $*"
	grep -q '^moot: ' "$work/err" || fail "not told that standard output is full: $*"
}

expect 0 "$MOOT" plan "$town" -o "$work/plan" --structure-only
if [ -c /dev/full ]; then
	full "$MOOT" --help
	full "$MOOT" --version
	full "$MOOT" plan --help
	full "$MOOT" policy
	full "$MOOT" check "$town"
	full "$MOOT" check "$town" --json
	full "$MOOT" check "$SOURCE/tests/data/mistakes"
	full "$MOOT" audit "$town"
	full "$MOOT" verify "$town" "$work/plan/plan.json"
	full "$MOOT" verify "$town" "$work/plan/plan.json" --json
fi

expect 1 "$MOOT" verify "$town" "$work/nowhere.json"
expect 1 "$MOOT" verify "$town" "$work"

# A limit on the size of files is a failed write too, and leaves the earlier plan as it was.
cp "$work/plan/plan.json" "$work/before.json"
(ulimit -f 8 && expect 5 "$MOOT" plan "$town" -o "$work/plan" --structure-only)
grep -q "^moot: can't write" "$work/err" || fail "a limit on the size of files is not told"
cmp -s "$work/before.json" "$work/plan/plan.json" || fail "a failed write changed the earlier plan"

# The search leaves its trace in -v; there must be none.
mkdir "$work/foreign"
echo mine >"$work/foreign/notes.txt"
expect 2 "$MOOT" plan "$town" -o "$work/foreign" --structure-only -v
grep -q 'planned in' "$work/err" && fail "searched before it looked at the folder"
[ "$(ls -A "$work/foreign")" = notes.txt ] || fail "something was left in a foreign folder"
expect 5 "$MOOT" plan "$town" -o "$work/no/such/folder" --structure-only -v
grep -q 'planned in' "$work/err" && fail "searched before it looked for the folder"
[ -z "$(find "$work" -name '.moot-*')" ] || fail "a temporary folder stays"
# A request to stop that comes twice at once is one: the best plan is written.
"$MOOT" plan "$town" -o "$work/twice" --calendar-only --gap 0 >/dev/null 2>"$work/err" &
sleep 2
kill -INT $! 2>/dev/null || true
sleep 0.05
kill -INT $! 2>/dev/null || true
code=0
wait $! || code=$?
[ "$code" = 0 ] || fail "exit $code after two signals at once"
expect 0 "$MOOT" verify "$town" "$work/twice/plan.json"
# One that comes while the landscape is read is heard as soon as there is a plan to write.
"$MOOT" plan "$town" -o "$work/early" --calendar-only --gap 0 >/dev/null 2>"$work/err" &
sleep 0.02
kill -TERM $! 2>/dev/null || true
code=0
wait $! || code=$?
if [ "$code" = 0 ]; then
	expect 0 "$MOOT" verify "$town" "$work/early/plan.json"
	grep -q '"status": *"stopped"' "$work/early/plan.json" || fail "a plan that was stopped is not marked"
elif [ "$code" != 143 ]; then # before the program had begun
	fail "exit $code after an early signal"
fi
echo "output as promised"
