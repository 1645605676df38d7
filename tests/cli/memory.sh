#!/bin/sh
# Little memory: 80 boards with calendars are planned within 1 GiB. With less and less moot works or says that memory is
# missing (exit 5), leaves nothing half-written, and at 64 MiB it is too little.
. "${SOURCE:?}/tests/head.sh"
if grep -q __asan_init "$MOOT"; then
	# The sanitizer maps terabytes.
	MOOT="$SOURCE/build/dev/moot"
	[ -x "$MOOT" ] || { echo "memory: skipped, build/dev/moot is not here"; exit 0; }
fi
cd "$work"
python3 "$SOURCE/benchmarks/generate.py" area --boards 80 --people 200 --seed 1 --busy normal >/dev/null
mkdir stand
# attempt KIB: plans within so much; the exit code is in $code.
attempt() {
	code=0
	(ulimit -v "$1" && exec "$MOOT" plan area -o stand/plan -q -t 3) >out 2>err || code=$?
}
attempt 1048576
[ $code = 0 ] || { cat err; fail "80 boards do not fit into 1 GiB: exit $code"; }
cp -r stand/plan whole
for mebibytes in 160 128 96 80 72 64; do
	attempt $((mebibytes * 1024))
	case $code in
	0) rm -rf whole && cp -r stand/plan whole ;;
	5)
		grep -q 'out of memory' err || { cat err; fail "$mebibytes MiB: exit 5 does not say what is missing"; }
		diff -r whole stand/plan >/dev/null || fail "$mebibytes MiB: the earlier plan is not as it was"
		;;
	*) cat err && fail "$mebibytes MiB: exit $code" ;;
	esac
	[ "$(ls -A stand)" = plan ] || fail "$mebibytes MiB: something is left"
	echo "memory: $mebibytes MiB: exit $code"
done
[ $code = 5 ] || fail "64 MiB are enough; the test no longer sees memory run out"
grep -q 'may use 64 MiB' err || { cat err; fail "the limit is not named"; }
