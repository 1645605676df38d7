#!/bin/sh
# Installs what the tests need, builds with sanitizers and runs every check. Works from a clean clone, twice in a row,
# as root or with sudo. The last line is "N passed, N failed". With --long also what takes an hour or two: ten minutes of
# fuzzing for each reader, every allocation and call failing, random landscapes under valgrind, coverage, edits of the
# sources that the tests should notice, two builds with the same bytes, the package on a clean Debian.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

PACKAGES="build-essential cmake pkg-config libglpk-dev libcsv-dev libical-dev libicu-dev libcurl4-openssl-dev libjansson-dev nettle-dev libarchive-dev libexpat1-dev libxlsxwriter-dev tzdata
libcriterion-dev clang libclang-rt-dev clang-format clang-tidy cppcheck valgrind python3 python3-icalendar python3-openpyxl khal glpk-utils coinor-cbc
nginx-light openssl radicale python3-vobject curl chromium"

if [ "${1:-}" = --long ]; then
	export MOOT_LONG=1 MOOT_FUZZ_SECONDS="${MOOT_FUZZ_SECONDS:-600}"
	PACKAGES="$PACKAGES debootstrap gcovr"
elif [ $# -gt 0 ]; then
	echo "usage: run.sh [--long]" >&2
	exit 2
fi

say() { printf '== %s\n' "$*"; }

missing=""
for package in $PACKAGES; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
	say "installing$missing"
	SUDO=""
	[ "$(id -u)" = 0 ] || SUDO=sudo
	$SUDO apt-get update -q >/dev/null
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -q --no-install-recommends $missing >/dev/null
fi
# Node.js often comes from elsewhere than Debian, with its own npm; Debian's would not install beside it.
if ! command -v npm >/dev/null 2>&1; then
	say "installing nodejs npm"
	SUDO=""
	[ "$(id -u)" = 0 ] || SUDO=sudo
	DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -q --no-install-recommends nodejs npm >/dev/null ||
		say "npm can't be installed: the readers and the page checker that it fetches are left out"
fi

passed=0
failed=0
# step NAME COMMAND...: runs a check; its output is shown only when it fails.
step() {
	name=$1
	shift
	if "$@" >build/step.log 2>&1; then
		passed=$((passed + 1))
		say "ok: $name"
	else
		failed=$((failed + 1))
		say "FAILED: $name"
		tail -n 200 build/step.log
	fi
}

# figures NAME COMMAND...: a step that ends with what it counted.
figures() {
	step "$@"
	grep -E '^(fuzzing|coverage|mutation|faults|landscapes|mutants)[^:]*: ' build/step.log | tail -n 12 || true
}

mkdir -p build
jobs=$(nproc)
step "formatting" sh tests/house.sh format
step "house rules" sh tests/house.sh rules
step "configure with sanitizers" cmake --preset asan
step "build with sanitizers, warnings as errors (gcc)" cmake --build --preset asan -j "$jobs"
step "configure (clang)" cmake --preset dev -B build/clang -D CMAKE_C_COMPILER=clang -D MOOT_TESTS=OFF
step "build, warnings as errors (clang)" cmake --build build/clang -j "$jobs"
step "configure (dev)" cmake --preset dev -D MOOT_TESTS=OFF
step "build (dev)" cmake --build --preset dev -j "$jobs"
step "cppcheck" sh tests/house.sh cppcheck
step "clang-tidy" sh tests/house.sh tidy
figures "valgrind on the commands" sh tests/valgrind.sh build/dev/moot
figures "fuzzing, ${MOOT_FUZZ_SECONDS:-30} s each" sh tests/fuzz/run.sh "${MOOT_FUZZ_SECONDS:-30}"
if [ -n "${MOOT_LONG:-}" ]; then
	figures "coverage" env -u MOOT_LONG sh tests/coverage.sh
	figures "edits of the sources" python3 tests/mutate.py
	figures "every allocation fails" sh -c 'build/asan/tests/property_faults --jobs 1 && ! grep -qE "ERROR: (Address|Leak)Sanitizer" build/step.log'
fi

say "tests under the address and undefined-behaviour sanitizers"
ctest --test-dir build/asan --output-on-failure --no-tests=error -j "$jobs" >build/step.log 2>&1 || true
grep -E '(\*\*\*|% tests passed|Errors while)' build/step.log || true
total=$(sed -n 's/.* tests failed out of \([0-9]*\)/\1/p' build/step.log | tail -n 1)
bad=$(sed -n 's/.*, \([0-9]*\) tests failed out of .*/\1/p' build/step.log | tail -n 1)
if [ -z "$total" ]; then
	total=1
	bad=1
fi
if [ "$bad" != 0 ]; then
	grep -nE 'FAIL|ERROR: |runtime error|Assertion Failed|expected' build/step.log | head -n 100 || true
	tail -n 100 build/step.log
fi
# What the tests counted, and what they left out for want of a program or of data.
log=build/asan/Testing/Temporary/LastTest.log
grep -hE '^(faults|landscapes|package|two builds|a clean Debian)[^:]*: ' "$log" || true
grep -hE 'skipped|not here' "$log" | sort -u | head -n 20 || true
passed=$((passed + total - bad))
failed=$((failed + bad))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
