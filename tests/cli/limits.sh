#!/bin/sh
# Every limit of the README at its most, which is taken, and one past it, which is an error that says where, what the
# limit is and what to do. Files are made as they are needed.
. "${SOURCE:?}/tests/head.sh"
cat >"$work/limits.py" <<'PY'
import datetime, os, re, shutil, subprocess, sys, zipfile
moot, town, work = sys.argv[1:]
os.chdir(work)
tried = 0

def run(*words):
    done = subprocess.run([moot, *words], capture_output=True, text=True, timeout=300)
    assert "Sanitizer" not in done.stderr and "runtime error:" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr

def fresh():
    shutil.rmtree("land", ignore_errors=True)
    shutil.copytree(town, "land")

def limit(make, most, place, words, sound=True):
    """`make` writes something of a size into the landscape; `sound`: at its most it is taken without any error."""
    global tried
    for size in (most, most + 1):
        fresh()
        make(size)
        code, said = run("check", "land")
        told = re.search(rf"^{place}: error: .*{words}", said, re.M)
        tried += 1
        if size > most:
            assert code == 1 and told, (place, words, code, said[:2000])
        else:
            assert not told and (code == 0 or not sound), (place, words, code, said[:2000])

def write(name, text):
    os.makedirs(os.path.dirname("land/" + name), exist_ok=True)
    open("land/" + name, "w").write(text)

def change(name, old, new):
    text = open("land/" + name).read()
    assert old in text, (name, old)
    write(name, text.replace(old, new))

# A CSV file.
def rows(count):
    with open("land/strategies.csv", "w") as out:
        out.write("strategy_id,priority\n")
        out.writelines(f"s{i // 9},p{i}\n" for i in range(count))

def columns(count):
    text = open("land/agenda.csv").read().splitlines()
    here = text[0].count(",") + 1
    text[0] += "," * (count - here)
    text[1] += "," * (count - here)
    write("agenda.csv", "\n".join(text) + "\n")

def size(count):
    write("strategies.csv", "strategy_id,priority\ns,p\n")
    with open("land/strategies.csv", "ab") as out:
        for _ in range(0, count - out.tell() - 65536, 65536):
            out.write(b"\n" * 65536)
        out.write(b"\n" * (count - out.tell()))

limit(rows, 1000000, r"strategies\.csv:1000002:1", "more than 1,000,000 rows, .*leave some out")
limit(columns, 1000, r"agenda\.csv:1:1001", "more than 1000 cells, .*leave columns out")
limit(lambda length: change("people.csv", "Alma Reed", "x" * length), 65536, r"people\.csv:2:2", "longer than 64 KiB")
limit(size, 64 << 20, r"strategies\.csv:1:1", "64 MiB")
limit(lambda length: write("venues.csv", f"venue_id,name,site\nhall,H,Civic\nannexe,A,Annexe\n{'v' * length},V,Civic\n"), 200,
      r"venues\.csv:4:1", "an id has at most 200")

# The planning year, a calendar, and a workbook.
def year(days):
    change("policy.csv", "2028-03-31", (datetime.date(2027, 4, 1) + datetime.timedelta(days - 1)).isoformat())

def empty(name, length):
    write(name, "")
    os.truncate("land/" + name, length)

limit(year, 1098, r"policy\.csv:\d+:\d+", "longer than three years; `end` must be nearer to `start`")
limit(lambda length: empty("calendars/people/bob.ics", length), 32 << 20, r"calendars/people/bob\.ics:1:1",
      "calendars up to 32 MB are read", sound=False)
limit(lambda length: empty("more.xlsx", length), 32 << 20, r"more\.xlsx:1:1", "larger than 32 MiB, the most that is read", sound=False)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

def text_cell(text):
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

def workbook(chunks, filler=0):
    """A sheet strategies of these rows, and so many bytes of spaces behind them."""
    with zipfile.ZipFile("land/more.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                     '<sheet name="strategies" sheetId="1" r:id="r1"/></sheets></workbook>')
        out.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
                     f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        with out.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            sheet.write(("<row>" + text_cell("strategy_id") + text_cell("priority") + "</row>").encode())
            for chunk in chunks:
                sheet.write(chunk.encode())
            sheet.write(b"</sheetData></worksheet>")

def sheet_rows(count):
    row = '<row><c><v>1</v></c><c><v>2</v></c></row>'
    workbook([row * 1000] * (count // 1000) + [row * (count % 1000)])

def sheet_cells(count):
    # The header has two; each row as many as there may be columns.
    row = "<row>" + "<c><v>1</v></c>" * 1000 + "</row>"
    rest = (count - 2) % 1000
    workbook([row] * ((count - 2) // 1000) + ["<row>" + "<c><v>1</v></c>" * rest + "</row>"])

limit(sheet_rows, 1000000, r"more\.xlsx/strategies:1000002:1", "more than 1,000,000 rows, .*leave some out")
limit(sheet_cells, 4000000, r"more\.xlsx/strategies:4001:1", "too many cells to read, more than 4,000,000", sound=False)
print(f"limits: {tried} landscapes at a limit or one past it")

# Options: at the most a command goes on, to what it says of a folder that is not there.
for option, most, past in (("--threads", "256", "257"), ("--threads", "1", "0"), ("--seed", "2147483647", "2147483648"),
                           ("--seed", "0", "-1"), ("--gap", "100", "100.1"), ("--gap", "0", "-0.1"),
                           ("--time-limit", "1000000", "1000000.1"), ("--time-limit", "0.001", "0.0009")):
    code, said = run("plan", "nowhere", "-o", "out", option, most)
    assert code == 1 and "no such folder" in said, (option, most, said)
    code, said = run("plan", "nowhere", "-o", "out", option, past)
    assert code == 2 and f"option {option} takes a " in said and f'not "{past}"' in said, (option, past, said)
code, said = run("explain", "nowhere", "--runners-up", "1000")
assert code == 1 and "no such folder" in said, said
assert run("explain", "nowhere", "--runners-up", "1001")[0] == 2
scenario = ["--scenario", "none.csv"]
code, said = run("plan", "nowhere", "-o", "out", *scenario * 64)
assert code == 1, said
code, said = run("plan", "nowhere", "-o", "out", *scenario * 65)
assert code == 2 and "takes 64 at most" in said, said
# A sweep over 10,000 values, of which this part runs one; and one over 10,001.
code, said = run("sweep", town, "--over", "policy:merge_penalty=1:10000:1", "--shard", "1/10000", "-q", "-t", "5")
assert code == 0 and said.count("\n") == 2, said
code, said = run("sweep", town, "--over", "policy:merge_penalty=0:10000:1", "--shard", "1/10000", "-q", "-t", "5")
assert code == 2 and "takes SUBJECT=LOW:HIGH:STEP" in said, said
PY
python3 "$work/limits.py" "$MOOT" "$town" "$work" || { echo "FAIL"; exit 1; }
