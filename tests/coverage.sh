#!/bin/sh
# How much of solver/ and io/ the tests run: builds with gcov's counters, runs every test, prints lines and branches by
# folder and in all, and the files that fall shortest. Usage: coverage.sh [TESTS], a regular expression for ctest -R.
# Slow: each test that reads calendars writes counters at each fork, so the thousand landscapes are left out.
# Branches are counted where gcov can tell one from what the compiler made of it; those of allocations that fail count.
set -eu
cd "$(dirname "$0")/.."
build=build/coverage
jobs=$(nproc)
# The processes that read calendars end by _exit(), which would lose their counts.
mkdir -p "$build"
echo 'void __gcov_dump(void); void __real__exit(int); void __wrap__exit(int); void __wrap__exit(int code) { __gcov_dump(); __real__exit(code); }' |
	gcc -O1 -x c -c - -o "$build/exit.o"
cmake -S . -B "$build" -D CMAKE_BUILD_TYPE=Debug -D CMAKE_C_FLAGS="--coverage -O0 -fprofile-update=atomic" \
	-D CMAKE_EXE_LINKER_FLAGS="-Wl,--wrap=_exit $PWD/$build/exit.o" >/dev/null
cmake --build "$build" -j "$jobs" >"$build/build.log" 2>&1 || { tail -n 50 "$build/build.log"; exit 1; }
find "$build" -name '*.gcda' -delete
ctest --test-dir "$build" -R "${1:-.}" -E "cli_(landscapes|mutants)" --timeout 1200 -j "$jobs" --output-log "$build/ctest.log" >/dev/null 2>&1 || grep -E '\*\*\*' "$build/ctest.log" || true
gcovr -r . --object-directory "$build" -f 'solver/' -f 'io/' --exclude-throw-branches --exclude-unreachable-branches \
	--gcov-ignore-parse-errors -j "$jobs" --json-summary "$build/summary.json" "$build/CMakeFiles" >/dev/null 2>&1
python3 - "$build/summary.json" <<'PY'
import collections, json, sys
summary = json.load(open(sys.argv[1]))
folders = collections.defaultdict(lambda: [0, 0, 0, 0])
for file in summary["files"]:
    name = "/".join(file["filename"].split("/")[:2]) if file["filename"].count("/") > 1 else file["filename"].split("/")[0]
    for i, key in enumerate(("line_covered", "line_total", "branch_covered", "branch_total")):
        folders[name][i] += file[key]
for name, (lines, all_lines, branches, all_branches) in sorted(folders.items()):
    print(f"{name:24} lines {100 * lines / all_lines:5.1f}%  branches {100 * branches / max(all_branches, 1):5.1f}% of {all_branches}")
worst = sorted(summary["files"], key=lambda f: f["line_covered"] - f["line_total"])[:25]
for file in worst:
    print(f"  {file['line_total'] - file['line_covered']:4} lines, {file['branch_total'] - file['branch_covered']:4} branches not run: {file['filename']}")
print(f"coverage: lines {summary['line_percent']}% of {summary['line_total']}, branches {summary['branch_percent']}% of {summary['branch_total']}")
PY
