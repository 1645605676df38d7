#!/bin/sh
# From a fresh clone on Debian 12 to a first verified plan: installs what is missing, builds, plans the example.
# Safe to run again, from any folder. With the packages installed it needs neither root nor a network.
set -eu

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build="$source/build/release"
out="$source/build/quickstart"
moot="$build/moot"
landscape="$source/examples/lincolnshire"

say() {
	printf '\n== %s\n' "$*"
}

# The packages that moot is built from. tzdata and ICU name time zones; without a C compiler cmake stops.
packages="build-essential cmake pkg-config libglpk-dev libcsv-dev libical-dev libicu-dev libcurl4-openssl-dev libjansson-dev nettle-dev libarchive-dev libexpat1-dev libxlsxwriter-dev tzdata"

install_missing() {
	if ! command -v dpkg-query >/dev/null 2>&1; then
		echo "Not a Debian system: install the equivalents of $packages by hand if the build asks for them." >&2
		return 0
	fi
	missing=
	for package in $packages; do
		state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
		case $state in
		"install ok installed") ;;
		*) missing="$missing $package" ;;
		esac
	done
	# pkgconf answers for pkg-config.
	case $missing in *" pkg-config"*)
		if command -v pkg-config >/dev/null 2>&1; then
			missing=$(printf '%s' "$missing" | sed 's/ pkg-config//')
		fi
		;;
	esac
	[ -n "$missing" ] || return 0
	say "Installing$missing"
	root=
	if [ "$(id -u)" -ne 0 ]; then
		if ! command -v sudo >/dev/null 2>&1; then
			echo "Please install, as root:$missing" >&2
			exit 1
		fi
		root=sudo
	fi
	$root apt-get update
	# The list is split into words on purpose.
	# shellcheck disable=SC2086
	$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}

install_missing

mkdir -p "$out"

say "Building moot in build/release (a minute or two the first time)"
log="$out/build.log"
if ! {
	cmake -S "$source" -B "$build" -DCMAKE_BUILD_TYPE=Release -DMOOT_TESTS=OFF &&
		cmake --build "$build" --parallel 2
} >"$log" 2>&1; then
	tail -n 40 "$log" >&2
	echo "The build failed; all of its output is in $log" >&2
	exit 1
fi

say "moot check examples/lincolnshire"
"$moot" check "$landscape"

say "moot audit examples/lincolnshire (in short; all of it is in build/quickstart/audit.txt)"
"$moot" audit "$landscape" >"$out/audit.txt"
# The totals, and the first rows of the tables of people and of boards that overlap.
sed -n '1,/Repeated agenda/p' "$out/audit.txt"
for table in '  Person ' '  Boards that overlap'; do
	echo
	grep -A 5 "^$table" "$out/audit.txt" || :
done

say "moot plan examples/lincolnshire -o build/quickstart/plan"
"$moot" plan "$landscape" -o "$out/plan"

say "moot verify examples/lincolnshire build/quickstart/plan/plan.json"
"$moot" verify "$landscape" "$out/plan/plan.json"

say "Done. The plan is in $out/plan"
echo "Read report.html there first; calendar.csv opens in a spreadsheet, ics/ in any calendar."
