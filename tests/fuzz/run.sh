#!/bin/sh
# Fuzzes the readers of calendars, landscapes, scenarios and plans, and the whole of check, for so many seconds each, one
# after the other, from the seeds in corpus/ and whatever earlier runs found worth keeping (build/fuzz):
# run.sh SECONDS [TARGET]. The last line counts executions.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:?usage: run.sh SECONDS [TARGET]}
targets=${2:-ical csv scenario plan check}
export LC_ALL=C
mkdir -p build/fuzz
flags="-g -O1 -std=c17 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -DMOOT_VERSION='\"fuzz\"' -I. -Iinclude"
flags="$flags -fsanitize=address,undefined -fno-sanitize-recover=all"
libraries="-lglpk -lcsv $(pkg-config --libs libical icu-i18n icu-uc jansson nettle libcurl libarchive expat xlsxwriter) -lm -lpthread"
cat >build/fuzz/Makefile <<'M'
sources := $(shell find solver io -name '*.c' -not -path 'io/cli/*')
objects := $(sources:%.c=build/fuzz/%.o)
commands := $(patsubst %.c,build/fuzz/%.o,$(filter-out io/cli/main.c,$(wildcard io/cli/*.c)))
all: $(TARGETS:%=build/fuzz/fuzz_%)
build/fuzz/%.o: %.c
	@mkdir -p $(@D)
	clang $(FLAGS) -fsanitize=fuzzer-no-link -MMD -c $< -o $@
build/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(objects)
	clang $(FLAGS) -fsanitize=fuzzer $(filter-out %.h,$^) -o $@ $(LIBRARIES)
$(TARGETS:%=build/fuzz/fuzz_%): tests/fuzz/folder.h
build/fuzz/fuzz_check: $(commands)
.SECONDARY: $(objects) $(commands)
-include $(objects:.o=.d) $(commands:.o=.d)
M
make --silent -j "$(nproc)" -f build/fuzz/Makefile FLAGS="$flags" LIBRARIES="$libraries" TARGETS="$targets"
executed=0
for target in $targets; do
	mkdir -p "build/fuzz/found_$target"
	echo "fuzzing $target for $seconds s"
	"build/fuzz/fuzz_$target" "build/fuzz/found_$target" "tests/fuzz/corpus/$target" -dict="tests/fuzz/$target.dict" \
		-max_total_time="$seconds" -max_len=16384 -timeout=10 -rss_limit_mb=2048 -artifact_prefix=build/fuzz/ \
		-print_final_stats=1 -verbosity=0 >"build/fuzz/$target.log" 2>&1 || { cat "build/fuzz/$target.log"; exit 1; }
	grep '^stat::' "build/fuzz/$target.log"
	executed=$((executed + $(sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$target.log")))
done
echo "fuzzing: $executed executions in $((seconds * $(echo "$targets" | wc -w) / 60)) minutes, no finding;" \
	"$(find tests/fuzz/corpus -type f | wc -l) seeds, $(find build/fuzz/found_* -type f | wc -l) inputs kept"
