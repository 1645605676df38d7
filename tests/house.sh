#!/bin/sh
# The rules of the house that a command can check. Usage: house.sh format|rules|cppcheck|tidy
set -eu
cd "$(dirname "$0")/.."

sources() { git ls-files --cached --others --exclude-standard '*.c' '*.h'; }
compiled() { git ls-files --cached --others --exclude-standard 'solver/*.c' 'io/*.c'; }
fail=0
# refuse TEXT LINES: says what is wrong where LINES is not empty.
refuse() {
	if [ -n "$2" ]; then
		printf '%s\n%s\n' "$1" "$2"
		fail=1
	fi
}

case "${1:-}" in
format)
	sources | xargs clang-format --dry-run --Werror
	;;
rules)
	banned='strcpy|strcat|sprintf|gets|atoi|atof|strtok|localtime|gmtime|asctime|rand|system|popen|alloca'
	refuse 'banned functions:' "$(sources | xargs grep -nEw "($banned)[[:space:]]*\(" || true)"
	refuse 'only solver/lp.c includes glpk.h:' "$(sources | xargs grep -lE '#include <glpk\.h>' | grep -v '^solver/lp\.c$' || true)"
	# benchmarks/ times libical by itself, as the peer of moot's reading; moot is not built with it.
	refuse 'only io/ical includes libical:' "$(sources | xargs grep -lE '#include <libical/' | grep -vE '^(io/ical|benchmarks)/' || true)"
	refuse 'only io/feeds and io/publish include libcurl:' \
		"$(sources | xargs grep -lE '#include <curl/' | grep -vE '^io/(feeds|publish)/' || true)"
	refuse 'one file includes csv.h:' "$(sources | xargs grep -lE '#include <csv\.h>' | tail -n +2)"
	refuse 'only io/xlsx and io/export include libarchive:' \
		"$(compiled | xargs grep -lE '#include <(archive|archive_entry)\.h>' | grep -vE '^io/(xlsx|export)/' || true)"
	refuse 'only io/xlsx and io/publish include expat:' \
		"$(compiled | xargs grep -lE '#include <expat\.h>' | grep -vE '^io/(xlsx|publish)/' || true)"
	refuse 'one file includes xlsxwriter.h:' "$(sources | xargs grep -lE '#include <xlsxwriter\.h>' | tail -n +2)"
	refuse 'solver/ includes nothing of io/:' "$(grep -rnE '#include [<"]io/' solver || true)"
	refuse 'io/ includes nothing of solver/:' "$(grep -rnE '#include [<"]solver/' io || true)"
	refuse 'the verifier shares no code with the solver:' \
		"$(grep -rnE '#include [<"]solver/' solver/verify | grep -v 'solver/verify/' || true)"
	refuse 'unfinished business:' "$(git grep -nwE 'TODO|FIXME|XXX' -- '*.c' '*.h' '*.sh' '*.py' ':!tests/house.sh' || true)"
	refuse 'the heap is reached through moot_allocate only:' \
		"$(grep -nEw '(malloc|calloc|realloc)[[:space:]]*\(' $(compiled) | grep -v '^solver/memory\.c:' || true)"
	refuse 'files over 600 lines:' "$(compiled | xargs wc -l | awk '$2 != "total" && $1 > 600')"
	exit $fail
	;;
cppcheck)
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches -I include -I . solver io
	;;
tidy)
	compiled | xargs -n 4 -P "$(nproc)" clang-tidy --quiet --warnings-as-errors='*' -p build/clang
	;;
*)
	echo "usage: house.sh format|rules|cppcheck|tidy" >&2
	exit 2
	;;
esac
