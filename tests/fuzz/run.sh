#!/bin/sh
# Fuzzes the readers of calendars, landscapes, scenarios and plans for so many seconds each, one after the other, from
# the seeds in corpus/ and whatever earlier runs found worth keeping (build/fuzz): run.sh SECONDS [TARGET]
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:?usage: run.sh SECONDS [TARGET]}
targets=${2:-ical csv scenario plan}
export LC_ALL=C
mkdir -p build/fuzz
flags="-g -O1 -std=c17 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -DMOOT_VERSION='\"fuzz\"' -I. -Iinclude"
flags="$flags -fsanitize=address,undefined -fno-sanitize-recover=all"
libraries="-lglpk -lcsv $(pkg-config --libs libical icu-i18n icu-uc jansson nettle libcurl libarchive expat xlsxwriter) -lm -lpthread"
cat >build/fuzz/Makefile <<'M'
sources := $(shell find solver io -name '*.c' -not -path 'io/cli/*')
objects := $(sources:%.c=build/fuzz/%.o)
all: $(TARGETS:%=build/fuzz/fuzz_%)
build/fuzz/%.o: %.c
	@mkdir -p $(@D)
	clang $(FLAGS) -fsanitize=fuzzer-no-link -MMD -c $< -o $@
build/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(objects)
	clang $(FLAGS) -fsanitize=fuzzer $^ -o $@ $(LIBRARIES)
.SECONDARY: $(objects)
-include $(objects:.o=.d)
M
make --silent -j "$(nproc)" -f build/fuzz/Makefile FLAGS="$flags" LIBRARIES="$libraries" TARGETS="$targets"
for target in $targets; do
	mkdir -p "build/fuzz/found_$target"
	echo "fuzzing $target for $seconds s"
	"build/fuzz/fuzz_$target" "build/fuzz/found_$target" "tests/fuzz/corpus/$target" -dict="tests/fuzz/$target.dict" \
		-max_total_time="$seconds" -max_len=16384 -timeout=10 -rss_limit_mb=2048 -artifact_prefix=build/fuzz/ \
		-print_final_stats=1 -verbosity=0 >"build/fuzz/$target.log" 2>&1 || { cat "build/fuzz/$target.log"; exit 1; }
	grep '^stat::' "build/fuzz/$target.log"
done
