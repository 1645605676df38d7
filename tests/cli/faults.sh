#!/bin/sh
# The system fails under the program: calls that fail one by one, a full disk, a read-only folder, signals, a worker
# that dies. Each time it says so (exit 5, or an error of the input that names the file), nothing is half-written, the earlier
# plan is the same to the byte, and a later run works. MOOT_LONG tries every call and 200 signals, else samples.
. "${SOURCE:?}/tests/head.sh"
: "${SHIM:?}"
full=
finish() { [ -z "$full" ] || umount "$full" || :; chmod -R u+w "$work"; rm -rf "$work"; }
trap finish EXIT
if grep -q __asan_init "$MOOT"; then
	# The sanitizers and a preloaded library each want to be first.
	MOOT="$SOURCE/build/dev/moot"
	[ -x "$MOOT" ] || { echo "faults: skipped, build/dev/moot is not here"; exit 0; }
fi
cd "$work"

mkdir -p land/calendars/people stand
(
	cd land
	printf 'board_id,name,meetings_per_year,minutes\nnorth,North,2,60\nsouth,South,2,60\ntop,Top,1,60\n' >boards.csv
	printf 'board_id,person_id\nnorth,ann\nnorth,bob\nsouth,ann\nsouth,bob\ntop,cat\ntop,ann\n' >members.csv
	printf 'person_id,name\nann,Ann A\nbob,Bob B\ncat,Cat C\n' >people.csv
	printf 'key,value\nstart,2027-04-01\nend,2028-03-31\n' >policy.csv
	for person in ann bob; do
		printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:x BEGIN:VEVENT UID:$person DTSTAMP:20270101T000000Z \
			DTSTART:20270405T090000Z DTEND:20270405T100000Z 'RRULE:FREQ=WEEKLY;COUNT=20' END:VEVENT END:VCALENDAR \
			>calendars/people/$person.ics
	done
)
plan() { "$MOOT" plan land -o stand/plan -q -T 1 -g 50 >out; }
plan || fail "the landscape can't be planned"
cp -r stand/plan whole
plan && diff -r whole stand/plan >/dev/null || fail "the same plan gives other bytes"

# sound WHAT CODE: what must hold after any fault. A fault that the program gets round (exit 0) changes nothing either.
told=0
survived=0
sound() {
	diff -r whole stand/plan >diff 2>&1 || { cat err diff; fail "$1: the earlier plan is not as it was"; }
	case $2 in
	0) survived=$((survived + 1)) ;;
	1) grep -qE '^[a-z/]+\.(csv|ics):.*error: ' err || { cat err; fail "$1: exit 1 names no file"; } ;;
	5) [ -s err ] || fail "$1: exit 5 and no message" ;;
	*) cat err; fail "$1: exit $2" ;;
	esac
	[ "$2" = 0 ] || told=$((told + 1))
	[ "$(ls -A stand)" = plan ] || grep -q 'stays beside it as' err || { ls -A stand; cat err; fail "$1: something is left"; }
}
# calls NAME ERRNO [VARIABLE=VALUE...]: every call of NAME fails in turn, until there are no more; samples skip more and
# more of them.
reached=0
calls() {
	name=$1
	error=$2
	shift 2
	n=1
	while :; do
		rm -f mark
		code=0
		env LD_PRELOAD="$SHIM" FAULT_CALL="$name" FAULT_NTH=$n FAULT_ERRNO="$error" FAULT_MARK="$work/mark" "$@" \
			"$MOOT" plan land -o stand/plan -q -T 1 -g 50 >out 2>err || code=$?
		sound "$name number $n fails ($*)" $code
		[ -e mark ] || break
		reached=$((reached + 1))
		if [ -n "${MOOT_LONG:-}" ]; then n=$((n + 1)); else n=$((n + 1 + n / 2)); fi
	done
}
EIO=5 EAGAIN=11 EMFILE=24 ENOSPC=28
calls read $EIO
calls write $ENOSPC
calls open $EMFILE
calls openat $EMFILE
calls fopen $EMFILE
calls rename $EIO
calls renameat $EIO
calls renameat2 $EIO
calls fsync $EIO
calls syncfs $EIO
calls mkdir $ENOSPC
calls mkdirat $ENOSPC
calls close $EIO
calls pipe $EMFILE
calls fork $EAGAIN
# In the process that reads a calendar: calls that fail, and its death.
calls read $EIO FAULT_CHILD=1
calls open $EMFILE FAULT_CHILD=1
calls write $ENOSPC FAULT_CHILD=1
for signal in 6 9 11; do
	calls write 0 FAULT_CHILD=1 FAULT_SIGNAL=$signal
	calls read 0 FAULT_CHILD=1 FAULT_SIGNAL=$signal
done
[ "$reached" -ge 40 ] || fail "only $reached calls were reached"
plan && sound "afterwards" 0
[ "$(ls -A stand)" = plan ] || fail "a later run has not cleaned up"
echo "faults: $reached calls failed, $told told"

# --- the disk ---

(
	ulimit -f 1
	trap '' XFSZ
	code=0
	plan 2>err || code=$?
	[ $code = 5 ] || { cat err; fail "a file too large for its limit: exit $code"; }
	sound "files too large" 5
)
mkdir small
if mount -t tmpfs -o "size=$(($(du -sk whole | cut -f1) * 3 / 2))k" none small 2>/dev/null; then
	full="$work/small"
	cp -r whole small/plan || fail "the disk is too small for one plan"
	code=0
	"$MOOT" plan land -o small/plan -q -T 1 -g 50 >out 2>err || code=$?
	[ $code = 5 ] && [ -s err ] || { cat err; fail "a full disk: exit $code"; }
	diff -r whole small/plan || fail "a full disk: the earlier plan has changed"
	[ "$(ls -A small)" = plan ] || fail "a full disk: something is left"
	mount -o remount,ro small
	code=0
	"$MOOT" plan land -o small/plan -q -T 1 -g 50 >out 2>err || code=$?
	[ $code = 5 ] && grep -q 'Read-only' err || { cat err; fail "a read-only disk: exit $code"; }
	diff -r whole small/plan || fail "a read-only disk: the earlier plan has changed"
else
	echo "faults: full and read-only disks skipped, mounting is not allowed here"
fi
if [ "$(id -u)" != 0 ]; then
	chmod a-w stand
	code=0
	plan 2>err || code=$?
	chmod u+w stand
	sound "a read-only folder" $code
	[ $code = 5 ] || fail "a read-only folder: exit $code"
fi
code=0
"$MOOT" audit land >/dev/full 2>err || code=$?
[ $code = 5 ] && [ -s err ] || { cat err; fail "standard output is full: exit $code"; }

# --- signals: the earlier or the new plan stands, whole; the next run clears what a killed one left ---

tries=20
[ -z "${MOOT_LONG:-}" ] || tries=200
cat >signals.py <<'PY'
import filecmp, os, random, signal, subprocess, sys, time
moot, tries = sys.argv[1], int(sys.argv[2])
command = [moot, "plan", "land", "-o", "stand/plan", "-q", "-T", "1", "-g", "50"]
def whole():
    return subprocess.run(["diff", "-r", "whole", "stand/plan"], capture_output=True).returncode == 0
def run():
    begun = time.monotonic()
    assert subprocess.run(command, stdout=subprocess.DEVNULL).returncode == 0, "a later run fails"
    assert whole() and os.listdir("stand") == ["plan"], "a later run leaves " + repr(os.listdir("stand"))
    return time.monotonic() - begun
lasts = run()
random.seed(8)
kinds = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT]
killed = left = 0
for i in range(tries):
    kind = kinds[i % 3]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(random.random() * lasts)
    child.send_signal(kind)
    said = child.communicate(timeout=300)[1].decode()
    code = child.returncode
    # A plan that was stopped is marked so; it is whole and valid all the same.
    allowed = (0, 4, 5, -kind) if kind != signal.SIGKILL else (0, -kind)
    assert code in allowed, (kind, code, said)
    if not whole():
        assert kind != signal.SIGKILL and code == 0, ("the plan is damaged", kind, code)
        check = subprocess.run([moot, "verify", "land", "stand/plan/plan.json"], capture_output=True)
        assert check.returncode == 0, check.stderr
    killed += code != 0
    left += len(os.listdir("stand")) > 1
    lasts = (lasts + run()) / 2
print(f"faults: {tries} signals, {killed} ended the program, {left} left a folder that the next run cleared")
PY
python3 signals.py "$MOOT" $tries || fail "signals"

# A folder that was left with a user's own file in it, or that a running program holds, stays.
mkdir stand/.moot-new-1 stand/.moot-new-2 stand/.moot-new-3
echo mine >stand/.moot-new-1/mine.txt
echo half >stand/.moot-new-2/plan.json
(
	flock -x 9
	plan || fail "a later run fails"
) 9<stand/.moot-new-3
[ -e stand/.moot-new-1/mine.txt ] || fail "a user's file was removed"
[ ! -e stand/.moot-new-2 ] || fail "a killed program's folder stays"
[ -d stand/.moot-new-3 ] || fail "a running program's folder was removed"
echo "faults: the earlier plan has survived all"
