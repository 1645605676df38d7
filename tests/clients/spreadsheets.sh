#!/bin/sh
# Spreadsheets as people save them mean what a clean landscape means: titles above headers, other words for columns,
# units in cells, UTF-16 and Windows-1252, separators, empty columns and rows, merged cells, dates, formulas. The audit of
# each is that of the clean files; what was guessed is told, what can't be read is an error at its cell.
. "${SOURCE:?}/tests/head.sh"
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
	echo "skipped: python3-openpyxl is not here"
	exit 0
fi

cat >"$work/make.py" <<'P'
import datetime, os, re, sys, zipfile
import openpyxl
work = sys.argv[1]

def folder(kind):
    path = f"{work}/{kind}/newport"
    os.makedirs(path)
    return path

def write(path, rows, encoding="utf-8", separator=",", end="\r\n"):
    def cell(text):
        text = str(text)
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in (separator, '"', "\n")) else text
    with open(path, "wb") as file:
        file.write("".join(separator.join(map(cell, row)) + end for row in rows).encode(encoding))

boards = [["board_id", "name", "statutory", "meetings_per_year", "minutes", "prep_minutes"],
          ["csp", "Community Safety", "yes", 4, 120, 30], ["hwb", "Health; Care, and Wellbeing", "yes", 12, 90, 20],
          ["ysb", "Y Bwrdd Ieuenctid \u2013 Si\u00e2n's \u201cboard\u201d", "no", 6, 150, 75]]
members = [["board_id", "person_id", "person_name", "organisation", "role"],
           ["csp", "mw", "Matthew Walker", "Gwent Police", "chair"], ["csp", "ta", "Tony Adams", "Newport Council", "member"],
           ["hwb", "sg", "Si\u00e2n Griffiths", "Health Board", "chair"], ["hwb", "mw", "Matthew Walker", "Gwent Police", "member"],
           ["ysb", "ta", "Tony Adams", "Newport Council", "chair"], ["ysb", "sg", "Si\u00e2n Griffiths", "Health Board", "member"]]
people = [["person_id", "name", "post", "salary"], ["mw", "Matthew Walker", "Superintendent", 62500],
          ["ta", "Tony Adams", "Head", 55000], ["sg", "Si\u00e2n Griffiths", "Manager", 70000]]
agenda = [["board_id", "theme", "minutes", "per_year"], ["csp", "Violence", 20, 4], ["csp", "Drugs", 30, 4],
          ["hwb", "Drugs", 15, 12], ["ysb", "Violence", 60, 6]]
duties = [["duty_id", "name", "due"], ["spa", "Assessment", "2028-01-31"], ["spb", "Plan", "2028-02-28"]]
policy = [["key", "value"], ["start", "2027-04-01"], ["end", "2028-03-31"], ["day_start", "09:30"]]
clean = {"boards": boards, "members": members, "people": people, "agenda": agenda, "duties": duties, "policy": policy}

path = folder("clean")
for name, rows in clean.items():
    write(f"{path}/{name}.csv", rows)

def changed(rows, header, cells=None):
    rows = [header] + [list(row) for row in rows[1:]]
    for (row, column), text in (cells or {}).items():
        rows[row][column] = text
    return rows

boards_messy = changed(boards, ["Board", "Board Name", "Statutory?", "Meetings a year", "Length (minutes)", "Prep minutes *"],
                       {(1, 2): "Y", (1, 3): "Quarterly", (1, 4): "2 hours", (2, 3): "monthly", (2, 4): "90 mins",
                        (3, 2): "FALSE", (3, 3): "6 times a year", (3, 4): "2h 30m", (3, 5): "1:15"})
people_messy = changed(people, ["Person ID", "Full name", "Job title", "Annual Salary (\u00a3)"],
                       {(1, 3): "\u00a362,500", (2, 3): "GBP 55,000.00 p.a.", (3, 3): "\u00a370k"})
members_messy = changed(members, ["BOARD ID", "person-id", "Member name", "Organization", "Board role"],
                        {(1, 4): "Chairman", (3, 4): "CHAIR", (5, 4): "Chairperson"})
agenda_messy = changed(agenda, ["Board", "Topic", "Minutes", "Times a year"], {(1, 2): "20 min", (3, 3): "monthly"})
duties_messy = changed(duties, ["Duty ID", "Duty name", "Due"], {(1, 2): "31/01/2028", (2, 2): "28-Feb-28"})
policy_messy = changed(policy, ["Key", "Value"], {(1, 1): "1 April 2027", (2, 1): "31/03/2028"})

def wide(rows, title=None):
    rows = [list(row) + ["", "", ""] for row in rows] + [[""] * 9] * 4
    return ([[title] + [""] * 7, [""] * 8] if title else []) + rows

path = folder("utf-16")
write(f"{path}/boards.csv", wide(boards_messy, "Boards of Newport, as at 1 November 2026"), "utf-16", ";")
write(f"{path}/members.csv", [["Members"], []] + members_messy, "utf-16", ";")
write(f"{path}/people.csv", people_messy, "utf-16", "\t")
write(f"{path}/agenda.csv", wide(agenda_messy), "cp1252", ";", "\n")
write(f"{path}/duties.csv", duties_messy, "utf-8-sig")
write(f"{path}/policy.csv", policy_messy, "cp1252", "\t", "\r")
path = folder("windows")
for name, rows in (("boards", boards_messy), ("members", members_messy), ("people", people_messy)):
    write(f"{path}/{name}.csv", wide(rows, f"The {name} of Newport"), "cp1252", ";")
for name, rows in (("agenda", agenda_messy), ("duties", duties_messy), ("policy", policy_messy)):
    write(f"{path}/{name}.csv", rows, "cp1252", ";")

def book(kind, merged_title):
    made = openpyxl.Workbook()
    made.remove(made.active)
    def sheet(name, rows, title=None):
        page = made.create_sheet(name)
        if title:
            page.append([title])
            page.merge_cells(start_row=1, end_row=2, start_column=1, end_column=6)
            page.append([])
        for row in rows:
            page.append(list(row))
        return page
    sheet("Boards", boards_messy, merged_title)
    page = sheet("Members ", members, "Who sits where")
    page = sheet("PEOPLE", people)
    for row in page.iter_rows(min_row=2, min_col=4, max_col=4):
        row[0].number_format = '"\u00a3"#,##0.00'
    dated = [duties[0]] + [[a, b, datetime.datetime.fromisoformat(c)] for a, b, c in duties[1:]]
    page = sheet("duties", dated)
    page["C2"].number_format = "dd mmmm yyyy"
    page["C3"].number_format = "dd/mm/yy"
    sheet("policy", [policy[0], ["start", datetime.date(2027, 4, 1)], ["end", "31 March 2028"], ["day_start", datetime.time(9, 30)]])
    page = sheet("agenda", agenda)
    page["A3"] = None # csp over two rows
    page.merge_cells("A2:A3")
    sheet("Notes", [["call Dave"]])
    made.save(f"{folder(kind)}/map.xlsx")

book("workbook", "Boards of Newport (as at 1 November 2026)")
# The same with sums in place of numbers: values that a spreadsheet saved with their formulas, which openpyxl does not.
source, target = f"{work}/workbook/newport/map.xlsx", f"{folder('formulas')}/map.xlsx"
count = 0
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
    for item in old.infolist():
        data = old.read(item.filename)
        if item.filename.startswith("xl/worksheets/sheet"):
            data, made = re.subn(rb'(<c [^>]*t="n"[^>]*>)<v>', rb"\1<f>SUM(Z1:Z9)+0</f><v>", data)
            count += made
        new.writestr(item, data)
assert count >= 12, count
P
"$python" "$work/make.py" "$work"
"$MOOT" audit "$work/clean/newport" --json >"$work/clean.json" 2>"$work/clean.err" || fail "the clean files are refused"
for kind in utf-16 windows workbook formulas; do
	"$MOOT" check "$work/$kind/newport" >"$work/$kind.check" || { cat "$work/$kind.check"; fail "check refuses $kind"; }
	"$MOOT" audit "$work/$kind/newport" --json 2>/dev/null >"$work/$kind.json" || fail "audit refuses $kind"
	diff "$work/clean.json" "$work/$kind.json" || fail "$kind reads otherwise than the clean files"
	grep -q 'is read as name' "$work/$kind.check" || fail "$kind: another word for a column is not told"
	grep -q 'the header is line 3; what stands above it is not read' "$work/$kind.check" || fail "$kind: titles are not told"
done
! grep -q 'Salary' "$work/utf-16.check" || grep -q 'is read as salary' "$work/utf-16.check" || fail "the salary's column"

# What may mean several things is an error at its cell, below a title too; a total is no board.
bad=$work/bad
mkdir "$bad"
{
	echo 'Boards of Newport;;;'
	echo 'board id;name;meetings per year;minutes'
	echo 'csp;Safety;bi-monthly;about two hours'
	echo 'hwb;Health;4;90'
	echo 'Total;;16;'
} >"$bad/boards.csv"
printf 'board_id,person_id\ncsp,ann\nhwb,ann\n' >"$bad/members.csv"
printf 'person_id,salary\nann,"€70.000"\n' >"$bad/people.csv"
"$MOOT" check "$bad" >"$work/out" && fail "mistakes pass"
for place in 'boards.csv:3:3: error: meetings_per_year is "bi-monthly"' 'boards.csv:3:4: error: minutes is "about two hours"' \
	'boards.csv:5:2: error: name is empty' 'people.csv:2:2: error: salary is "€70.000"'; do
	grep -qF "$place" "$work/out" || { cat "$work/out"; fail "not told: $place"; }
done

# A column that another one already is stays unread.
printf 'board_id,board,name\ncsp,Safety,Community Safety\n' >"$bad/boards.csv"
printf 'board_id,person_id\ncsp,ann\n' >"$bad/members.csv"
rm "$bad/people.csv"
"$MOOT" check "$bad" >"$work/out" || { cat "$work/out"; fail "a second column of names"; }
grep -q 'boards.csv:1:2: warning: there is no column "board"' "$work/out" || fail "an unread column is not told"

# One person spelt in several ways: told with the rows to change, each once, and never merged.
{
	echo 'board_id,person_id,person_name,organisation'
	echo 'csp,p1,Matthew / Mat Walker,Gwent Police'
	echo 'csp,p2,Anthony Adams,Newport Council'
	echo 'csp,p3,Dr Siân Griffiths MBE,Health Board'
	echo 'csp,p4,"WALKER, Matt",Gwent Police'
	echo 'csp,p5,Cllr Tony Adams,Newport Council'
	echo 'csp,p6,Sian Griffiths,health board'
	echo 'csp,p7,Anthony Griffiths,Health Board'
} >"$bad/members.csv"
"$MOOT" check "$bad" >"$work/out" || { cat "$work/out"; fail "duplicates are no errors"; }
for pair in '"p4".*"p1"' '"p5".*"p2"' '"p6".*"p3"'; do
	grep -q "$pair.*likely one person.*If so" "$work/out" || { cat "$work/out"; fail "not told: $pair"; }
done
[ "$(grep -c 'likely one person' "$work/out")" = 3 ] || { cat "$work/out"; fail "not three pairs"; }
grep -q '7 people' "$work/out" || fail "people were merged"
echo "spreadsheets: ok"
