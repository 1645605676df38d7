#!/bin/sh
# A thousand random landscapes with every feature, 2 to 40 boards: each is planned, and every plan is valid.
. "${SOURCE:?}/tests/head.sh"
if grep -q __asan_init "$MOOT" && [ -x "$SOURCE/build/dev/moot" ]; then
	MOOT="$SOURCE/build/dev/moot"
fi
python3 "$SOURCE/tests/property/landscapes.py" "$MOOT" 1000
