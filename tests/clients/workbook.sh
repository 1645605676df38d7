#!/bin/sh
# A workbook that another program writes is read as the CSV files that it stands for: the example as openpyxl saves it,
# with real dates and numbers, gives the same audit and the same problems as its CSV files.
. "${SOURCE:?}/tests/head.sh"
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
	echo "skipped: python3-openpyxl is not here"
	exit 0
fi

# workbook FOLDER OUT [1904]: every CSV file of FOLDER as a sheet of OUT; dates, numbers and yes/no cells as such.
workbook() {
	"$python" - "$@" <<'END'
import csv, datetime, os, sys
import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
folder, out = sys.argv[1:3]
book = openpyxl.Workbook()
book.remove(book.active)
if len(sys.argv) > 3:
    book.epoch = CALENDAR_MAC_1904
def value(text):
    if text in ("yes", "no"):
        return text == "yes"
    for read in (datetime.date.fromisoformat, datetime.datetime.fromisoformat, int, float):
        try:
            return read(text)
        except ValueError:
            pass
    return text
for name in sorted(os.listdir(folder)):
    if name.endswith(".csv"):
        sheet = book.create_sheet(name[:-4].capitalize())
        with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as rows:
            for row in csv.reader(rows):
                sheet.append([value(cell) for cell in row])
book.save(out)
END
}

example="$SOURCE/examples/lincolnshire"
"$MOOT" audit "$example" --json >"$work/csv.json"
for epoch in "" 1904; do
	rm -rf "$work/area"
	mkdir "$work/area"
	cp -R "$example/calendars" "$work/area/"
	# shellcheck disable=SC2086
	workbook "$example" "$work/area/area.xlsx" $epoch
	"$MOOT" check "$work/area" >"$work/out" || { cat "$work/out"; fail "check refuses the workbook"; }
	"$MOOT" audit "$work/area" --json >"$work/xlsx.json"
	cmp "$work/csv.json" "$work/xlsx.json" || fail "the workbook ${epoch:-1900} reads otherwise than the CSV files"
done

# The same mistakes at the same rows and columns, where no quoted line break moves the lines.
mkdir "$work/bad"
printf 'board_id,name,minutes\na,A,soon\nb,,60\n' >"$work/bad/boards.csv"
printf 'board_id,person_id,role\na,ann,chair\nc,bob,member\n' >"$work/bad/members.csv"
printf 'key,value\nstart,2027-04-01\nend,2020-01-01\n' >"$work/bad/policy.csv"
"$MOOT" check "$work/bad" >"$work/csv" && fail "mistakes are not found"
mkdir "$work/book"
workbook "$work/bad" "$work/book/b.xlsx"
"$MOOT" check "$work/book" >"$work/xlsx" && fail "mistakes are not found in the workbook"
grep -oE '^[a-z]+\.csv:[0-9]+:[0-9]+: error' "$work/csv" | sed 's/\.csv//' | sort >"$work/csv.places"
grep -oE '^b\.xlsx/[A-Za-z]+:[0-9]+:[0-9]+: error' "$work/xlsx" | sed 's/^b\.xlsx.//' | tr 'BMP' 'bmp' | sort >"$work/xlsx.places"
[ -s "$work/csv.places" ] || fail "no places"
diff "$work/csv.places" "$work/xlsx.places" || fail "the places differ"
grep -q '^b\.xlsx/Boards:2:3: error: C2: minutes is "soon"' "$work/xlsx" || fail "the cell is not named"
echo "openpyxl's workbook is read as the CSV files are"
