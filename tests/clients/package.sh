#!/bin/sh
# moot installed as users and packagers do: into a prefix, with a project outside the tree that finds it by CMake and by
# pkg-config, as a .deb, and built twice with the same bytes. With MOOT_LONG=1 also the .deb on a clean Debian.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000
build() { # FOLDER: a release build of a copy of the tree at that place
	mkdir -p "$work/$1"
	(cd "$SOURCE" && git ls-files -z --cached --others --exclude-standard 2>/dev/null | tar -c --null -T - 2>/dev/null) | tar -x -C "$work/$1"
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
[ "${MOOT_LONG:-}" = 1 ] || exit 0

build two
(cd "$work/two/build" && cpack >"$work/log" 2>&1) || fail "cpack"
cmp "$deb" "$(find "$work/two/build" -maxdepth 1 -name 'moot_*.deb')" || fail "two builds differ"
echo "two builds at two places: the same bytes"

root=$work/root
if debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >"$work/log" 2>&1; then
	kind="debootstrap"
else
	tail -n 3 "$work/log"
	fail "debootstrap does not run here"
fi
cp "$deb" "$root/tmp/moot.deb"
cp -r "$SOURCE/examples/lincolnshire" "$root/tmp/lincolnshire"
cp /etc/apt/sources.list "$root/etc/apt/sources.list" 2>/dev/null || true
cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
chroot "$root" sh -c 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q /tmp/moot.deb' >"$work/log" 2>&1 ||
	{ tail -n 20 "$work/log"; fail "the package does not install on a clean Debian"; }
chroot "$root" moot plan /tmp/lincolnshire -o /tmp/plan --time-limit 20 -q >"$work/out" 2>&1 || { cat "$work/out"; fail "plan on a clean Debian"; }
chroot "$root" moot verify /tmp/lincolnshire /tmp/plan/plan.json 2>&1 | grep -q 'is valid' || fail "verify on a clean Debian"
echo "a clean Debian ($kind): installs, plans, verifies"
