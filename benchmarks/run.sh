#!/bin/sh
# Times moot on the example, on public membership lists where they are at hand, and on a generated area.
#
#     run.sh [reading|structure|calendar|all]
#
# Builds the release, makes the instances under build/benchmarks, prints one table for each part, and writes the same
# as build/benchmarks/results.csv (calendars, with gaps after 10 and 30 s and other solvers beside: calendar.json). The
# public lists are looked for in ../shared/data beside the project (or in the folder that MOOT_DATA names) and left out,
# saying so, when they are not there. MOOT_RUNS sets the number of runs of which the median is taken (default 5, for runs
# of up to two seconds); MOOT_TIME_LIMIT the seconds of a solve (60); MOOT_SEEDS the seeds of the calendar's areas (1).
set -eu

part=${1:-all}
case $part in
reading | structure | calendar | all) ;;
*)
	echo "usage: run.sh [reading|structure|calendar|all]" >&2
	exit 2
	;;
esac

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
data=${MOOT_DATA:-$source/../shared/data}
build="$source/build/release"
work="$source/build/benchmarks"
instances="$work/instances"
MOOT_SEEDS=${MOOT_SEEDS:-1}

# GNU time counts the memory.
if [ ! -x /usr/bin/time ]; then
	root=
	[ "$(id -u)" -eq 0 ] || root=sudo
	$root apt-get install -y --no-install-recommends time
fi

cmake -S "$source" -B "$build" -DCMAKE_BUILD_TYPE=Release -DMOOT_TESTS=OFF >/dev/null
cmake --build "$build" --parallel 2 >/dev/null
mkdir -p "$instances"

set -- "lincolnshire=$source/examples/lincolnshire"
for name in city_of_london us_congress uk_appg; do
	if [ -d "$data/$name" ]; then
		python3 "$source/benchmarks/convert.py" "$data" "$name" "$instances/$name"
		set -- "$@" "$name=$instances/$name"
	else
		echo "left out: $name (no folder $data/$name)"
	fi
done
python3 "$source/benchmarks/generate.py" "$instances/area-80" --boards 80 --people 200 --seed 1 >/dev/null
set -- "$@" "area-80=$instances/area-80"
if [ "$part" = structure ]; then
	for boards in 150 300; do
		python3 "$source/benchmarks/generate.py" "$instances/area-$boards" --boards "$boards" \
			--people $((boards * 5 / 2)) --seed 1 --busy none >/dev/null
		set -- "$@" "area-$boards=$instances/area-$boards"
	done
	# 43 areas side by side, a twentieth of each one's people in the next one too.
	python3 "$source/benchmarks/generate.py" "$instances/areas-43x80" --areas 43 --shared 0.05 --boards 80 \
		--people 200 --seed 1 --busy none >/dev/null
	set -- "$@" "areas-43x80=$instances/areas-43x80"
fi
if [ "$part" = calendar ]; then
	# Areas of three sizes and levels of busyness, with a room of each board's own and without; and single meetings.
	for boards in 45 80 120; do
		for busy in light normal heavy; do
			for seed in $MOOT_SEEDS; do
				people=$((boards * 5 / 2))
				kind=area-$boards-$busy
				name=$kind-$seed
				python3 "$source/benchmarks/generate.py" "$instances/$name" --boards $boards --people $people \
					--seed "$seed" --busy $busy >/dev/null
				python3 "$source/benchmarks/generate.py" "$instances/$name-rooms" --boards $boards \
					--people $people --seed "$seed" --busy $busy --usual-rooms >/dev/null
				set -- "$@" "$kind-$seed=$instances/$name" "$kind-rooms-$seed=$instances/$name-rooms"
			done
		done
	done
	for meetings in 100 400 800; do
		python3 "$source/benchmarks/one_off.py" "$instances/single-$meetings" --meetings $meetings >/dev/null
		set -- "$@" "single-$meetings=$instances/single-$meetings"
	done
fi

if [ "$part" = calendar ]; then
	# Gaps as time goes on, and other solvers on one area of each size.
	for boards in 45 80 120; do
		set -- --peers "area-$boards=$instances/area-$boards-normal-${MOOT_SEEDS%% *}-rooms" "$@"
	done
	exec python3 "$source/benchmarks/calendar.py" --moot "$build/moot" --work "$work" \
		--time-limit "${MOOT_TIME_LIMIT:-60}" "$@"
fi
python3 "$source/benchmarks/measure.py" --moot "$build/moot" --work "$work" --part "$part" \
	--runs "${MOOT_RUNS:-5}" --time-limit "${MOOT_TIME_LIMIT:-60}" "$@"

if [ "$part" = structure ] || [ "$part" = all ]; then
	# cbc on the written programs, and a compact formulation by glpsol.
	echo
	echo "structure, by other solvers"
	python3 "$source/benchmarks/peers.py" --moot "$build/moot" --work "$work/peers" \
		--limit "${MOOT_TIME_LIMIT:-60}" "$@"
fi

if [ "$part" = reading ] || [ "$part" = all ]; then
	# Calendars beside a bare libical parse of the same bytes, in one run.
	for feeds in 30 300; do
		[ -d "$work/feeds-$feeds" ] || python3 "$source/benchmarks/feeds.py" "$work/feeds-$feeds" --feeds $feeds
		[ -d "$work/feeds-$feeds-plain" ] ||
			python3 "$source/benchmarks/feeds.py" "$work/feeds-$feeds-plain" --feeds $feeds --plain
	done
	python3 "$source/benchmarks/reading.py" --moot "$build/moot" --runs "${MOOT_RUNS:-5}" "$work"/feeds-*
fi
