#!/bin/sh
# moot installed as users and packagers do: into a prefix, with a project outside the tree that finds it by CMake and by
# pkg-config, as a .deb, and built twice with the same bytes. With MOOT_LONG=1 also the .deb on a clean Debian.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000
build() { # FOLDER: a release build of a copy of the tree at that place
	mkdir -p "$work/$1"
	# What git knows of, or, where the tree is another user's or came without git, everything but builds.
	if (cd "$SOURCE" && git ls-files --cached --others --exclude-standard >"$work/files" 2>/dev/null); then
		tar -c -C "$SOURCE" --ignore-failed-read -T "$work/files" 2>/dev/null
	else
		tar -c -C "$SOURCE" --exclude=./build --exclude=./.git .
	fi | tar -x -C "$work/$1"
	cmake -S "$work/$1" -B "$work/$1/build" -D CMAKE_BUILD_TYPE=Release -D MOOT_TESTS=OFF -D CMAKE_INSTALL_PREFIX=/usr >"$work/log" 2>&1 &&
		cmake --build "$work/$1/build" -j 2 >"$work/log" 2>&1 || { tail -n 20 "$work/log"; fail "the build of $1"; }
}
build one
cmake --install "$work/one/build" --prefix "$work/usr" >/dev/null
for file in bin/moot share/man/man1/moot.1 share/bash-completion/completions/moot include/moot/moot.h; do
	[ -s "$work/usr/$file" ] || fail "no $file is installed"
done
"$work/usr/bin/moot" --version | grep -q '^GLPK ' || fail "--version names no library"
"$work/usr/bin/moot" plan --help | grep -oE '^ .*--[a-z-]+' | grep -oE -e '--[a-z-]+' | while read -r option; do
	sed 's/\\//g' "$work/usr/share/man/man1/moot.1" | grep -q -e "$option" || fail "the manual page lacks $option"
	grep -q -e "$option" "$work/usr/share/bash-completion/completions/moot" || fail "the completion lacks $option"
done
bash -n "$work/usr/share/bash-completion/completions/moot"
bash -c '. "$1"; COMP_WORDS=(moot pl); COMP_CWORD=1; _moot; [ "${COMPREPLY[*]}" = plan ]' _ \
	"$work/usr/share/bash-completion/completions/moot" || fail "completion of pl"
! grep -rlF "$work" "$work/usr" || fail "an installed file names the folder in which it was built"

# A project outside the tree, by CMake and by pkg-config.
cp -r "$SOURCE/examples/library" "$work/library"
cmake -S "$work/library" -B "$work/library/build" -D CMAKE_PREFIX_PATH="$work/usr" >"$work/log" 2>&1 &&
	cmake --build "$work/library/build" >"$work/log" 2>&1 || { tail -n 20 "$work/log"; fail "find_package(moot)"; }
"$work/library/build/cheapest" "$SOURCE/examples/lincolnshire" >"$work/by_cmake" || fail "the library's example"
grep -q '34 boards become' "$work/by_cmake" || fail "the library's example says $(cat "$work/by_cmake")"
sed -i "s|^prefix=.*|prefix=$work/usr|" "$(find "$work/usr" -name moot.pc)"
PKG_CONFIG_PATH=$(dirname "$(find "$work/usr" -name moot.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
cc -o "$work/by_pkg" "$work/library/cheapest.c" $(pkg-config --cflags --libs moot) || fail "pkg-config moot"
"$work/by_pkg" "$SOURCE/examples/lincolnshire" | diff "$work/by_cmake" - || fail "two answers"
echo "installed: program, manual page, completion; used by a project through CMake and pkg-config"

# A package, twice: the same bytes.
(cd "$work/one/build" && cpack >"$work/log" 2>&1) || { tail -n 20 "$work/log"; fail "cpack"; }
deb=$(find "$work/one/build" -maxdepth 1 -name 'moot_*.deb')
dpkg-deb --info "$deb" >"$work/contents"
grep -q 'Depends:.*libglpk40' "$work/contents" || fail "the package does not ask for GLPK"
dpkg-deb --contents "$deb" >"$work/contents"
grep -q '\./usr/bin/moot$' "$work/contents" || fail "the package has no program"
echo "package: $(basename "$deb"), $(wc -c <"$deb") bytes"

# Installed and removed by dpkg in a folder of its own: it plans from there, and nothing stays.
if [ "$(id -u)" = 0 ]; then
	target=$work/target
	mkdir -p "$target/var/lib/dpkg/info" "$target/var/lib/dpkg/updates"
	: >"$target/var/lib/dpkg/status"
	dpkg --force-depends --force-bad-path --root="$target" --log=/dev/null --install "$deb" >"$work/log" 2>&1 ||
		{ cat "$work/log"; fail "dpkg does not install the package"; }
	"$target/usr/bin/moot" plan "$target/usr/share/doc/moot/examples/lincolnshire" --structure-only -o "$work/plan" -q >"$work/log" 2>&1 ||
		{ cat "$work/log"; fail "the installed program does not plan the example"; }
	dpkg --force-bad-path --root="$target" --log=/dev/null --purge moot >"$work/log" 2>&1 || { cat "$work/log"; fail "dpkg does not remove it"; }
	left=$(find "$target" -path "$target/var" -prune -o -type f -print)
	[ -z "$left" ] || fail "removed, it leaves $left"
	echo "package: dpkg installs and removes it"
fi
[ "${MOOT_LONG:-}" = 1 ] || exit 0

build two
(cd "$work/two/build" && cpack >"$work/log" 2>&1) || fail "cpack"
cmp "$deb" "$(find "$work/two/build" -maxdepth 1 -name 'moot_*.deb')" || fail "two builds differ"
echo "two builds at two places: the same bytes"

# On a clean Debian: by debootstrap where it can run, else a folder into which the packages that moot asks for are
# unpacked, run with no library of this machine's.
root=$work/root
finish() { # debootstrap leaves /proc and /sys mounted when it is interrupted
	for mounted in $(awk -v "root=$root/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r); do umount -l "$mounted"; done
	rm -rf --one-file-system "$work"
}
trap finish EXIT
trap 'exit 143' INT TERM HUP
mkdir "$work/packages"
if ! (cd "$work/packages" && apt-get download -q libcsv3) >"$work/log" 2>&1; then
	echo "a clean Debian: skipped, no mirror of Debian is in reach: $(tail -n 1 "$work/log")"
	exit 0
fi
echo "only root may" >"$work/log"
if [ "$(id -u)" = 0 ] && debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >"$work/log" 2>&1; then
	kind="debootstrap"
	cp "$deb" "$root/tmp/moot.deb"
	cp /etc/apt/sources.list "$root/etc/apt/sources.list" 2>/dev/null || true
	cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
	chroot "$root" sh -c 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q /tmp/moot.deb' >"$work/log" 2>&1 ||
		{ tail -n 20 "$work/log"; fail "the package does not install on a clean Debian"; }
	tmp=/tmp
	clean() { chroot "$root" moot "$@"; }
else
	kind="unpacked, for debootstrap can't run here: $(tail -n 1 "$work/log")"
	wanted=$(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/[ (|].*//; s/^ *//' | sort -u)
	[ -d "$root" ] && root=$work/unpacked
	mkdir -p "$root/tmp"
	# shellcheck disable=SC2086
	(cd "$work/packages" && apt-get download -q $(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts \
		--no-breaks --no-replaces --no-enhances $wanted | grep '^[a-z0-9]' | sort -u)) >"$work/log" 2>&1 ||
		{ tail -n 5 "$work/log"; fail "the packages that moot asks for can't be had"; }
	for file in "$work"/packages/*.deb "$deb"; do dpkg-deb -x "$file" "$root"; done
	tmp=$root/tmp
	clean() {
		"$root"/lib/*-linux-gnu/ld-linux-*.so.* --inhibit-cache \
			--library-path "$(echo "$root"/usr/lib/*-linux-gnu):$(echo "$root"/lib/*-linux-gnu)" "$root/usr/bin/moot" "$@"
	}
fi
cp -r "$SOURCE/examples/lincolnshire" "$root/tmp/lincolnshire"
clean plan "$tmp/lincolnshire" -o "$tmp/plan" --time-limit 20 -q >"$work/out" 2>&1 || { cat "$work/out"; fail "plan on a clean Debian"; }
clean verify "$tmp/lincolnshire" "$tmp/plan/plan.json" 2>&1 | grep -q 'is valid' || fail "verify on a clean Debian"
echo "a clean Debian ($kind): installs, plans, verifies"
