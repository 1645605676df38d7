#!/bin/sh
# What somebody might put into a landscape to hurt whoever plans it: ids and names that are paths, formulas, scripts or
# control characters; links that lead out; numbers and years that are out of any measure. Refused with a place, or harmless.
. "${SOURCE:?}/tests/head.sh"
cat >"$work/hostile.py" <<'PY'
import csv, os, pathlib, re, shutil, subprocess, sys, zipfile
moot, work = sys.argv[1], pathlib.Path(sys.argv[2])
os.chdir(work)
tried = refused = 0

BASE = {
    "boards": [dict(board_id="north", name="North", meetings_per_year="2", minutes="60", quorum="1", senior="1"),
               dict(board_id="south", name="South", meetings_per_year="2", minutes="60", quorum="1", senior="1")],
    "members": [dict(board_id=b, person_id=p, role="", deputy="") for b in ("north", "south") for p in ("ann", "bob")],
    "people": [dict(person_id="ann", name="Ann", organisation="Police", salary="50000", max_hours="100"),
               dict(person_id="bob", name="Bob", organisation="Council", salary="40000", max_hours="")],
    "agenda": [dict(board_id="north", theme="Safety", minutes="20"), dict(board_id="south", theme="Safety", minutes="30")],
    "policy": [dict(key="start", value="2027-04-01"), dict(key="end", value="2028-03-31")],
    "venues": [dict(venue_id="hall", name="Hall", site="Town", capacity="20")],
}
BASE["boards"] = [{k: v for k, v in row.items() if k != "senior"} for row in BASE["boards"]]

def make(tables, raw=None):
    shutil.rmtree("land", ignore_errors=True)
    os.mkdir("land")
    for name, rows in tables.items():
        with open(f"land/{name}.csv", "w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    for name, content in (raw or {}).items():
        path = pathlib.Path("land", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)

def tables(**changes):
    return {name: [dict(row) for row in rows] for name, rows in {**BASE, **changes}.items()}

def run(*arguments):
    done = subprocess.run([moot, *arguments], capture_output=True, timeout=300)
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode in (0, 1, 2, 3, 4), (arguments, done.returncode, text)
    assert "Sanitizer" not in text and "runtime error:" not in text, (arguments, text)
    # A terminal must not be led astray by what a cell holds.
    bad = re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    assert not bad, (arguments, hex(ord(bad[0])), text[max(0, bad.start() - 80):bad.end() + 20])
    if done.returncode:
        assert text.strip(), (arguments, "no message")
    return done.returncode

def everything_lies_in(before):
    for name in sorted(set(os.listdir(".")) - before):
        raise AssertionError("written outside: " + name)

def check_files(folder, marker):
    for path in pathlib.Path(folder).rglob("*"):
        assert ".." not in path.parts and not path.is_symlink(), path
        if path.suffix == ".html" and "<script>alert" in marker:
            assert "<script>alert" not in path.read_text(), path
        if path.suffix == ".csv" and path.is_file():
            for row in csv.reader(open(path, newline="", encoding="utf-8-sig")):
                for cell in row:
                    assert not (cell[:1] in "=@" and cell), (path, "a spreadsheet would compute", cell)

def attempt(changed, what, scenario="rule,subject,object,value\nmax-boards,,,1\n"):
    """Every command on the landscape; the same answer of all: refused, or planned without harm."""
    global tried, refused
    make(changed)
    pathlib.Path("s.csv").write_text(scenario)
    for folder in ("out", "aud", "wif", "exp"):
        shutil.rmtree(folder, ignore_errors=True)
    before = set(os.listdir(".")) | {"out", "aud", "wif", "exp"}
    tried += 1
    code = run("check", "land")
    if code:
        refused += 1
        assert run("plan", "land", "-o", "out", "-q") == code and not os.path.exists("out"), what
        everything_lies_in(before)
        return
    plan = run("plan", "land", "-o", "out", "-q", "-t", "5", "-T", "1")
    audit = run("audit", "land", "-o", "aud", "-q")
    assert audit == 0, (what, audit)
    run("whatif", "land", "s.csv", "-o", "wif", "-q", "-t", "5", "--structure-only")
    if plan == 0:
        assert run("verify", "land", "out/plan.json") == 0, what
        assert run("export", "land", "out/plan.json", "--all", "-o", "exp", "-q") == 0, what
    everything_lies_in(before)
    for folder in ("out", "aud", "wif", "exp"):
        check_files(folder, what)

def rename(kind, value):
    """The id of a board or person is another, wherever it stands."""
    old, column = {"board": ("north", "board_id"), "person": ("ann", "person_id")}[kind]
    changed = tables()
    for rows in changed.values():
        for row in rows:
            if row.get(column) == old:
                row[column] = value
    return changed

TEXTS = ["../x", "../../../../tmp/x", "/etc/passwd", "con", "NUL.txt", "a/b", "a\\b", ".hidden", "..", "-rf", "x" * 300,
         "x" * 5000, "=1+1", "@SUM(1)", "+1", "=cmd|'/c calc'!A0", "<script>alert(1)</script>", "\"><img src=x>",
         "a\tb", "a\nb", "a\rb", "\x1b[31mred", "\x07", "abc\u202egpj", "\u2066x\u2069", "\u200b", "%s%n", "$(id)", "`id`",
         "x|y", "\ufffe", "&amp;", "'; DROP TABLE"]
for text in TEXTS:
    attempt(rename("board", text), text)
    attempt(rename("person", text), text)
    names = tables()
    names["boards"][0]["name"] = names["people"][0]["name"] = names["people"][0]["organisation"] = text
    names["agenda"][0]["theme"] = names["venues"][0]["name"] = text
    attempt(names, text)

# Numbers in every column of numbers.
NUMBERS = ["-1", "0", "1e308", "1e-308", "1e999", "nan", "inf", "9" * 30, "2147483648", "-9223372036854775809", "0x10",
           "0.0000001"]
for number in NUMBERS:
    for table, column in (("boards", "meetings_per_year"), ("boards", "minutes"), ("boards", "quorum"), ("people", "salary"),
                          ("people", "max_hours"), ("agenda", "minutes"), ("venues", "capacity")):
        changed = tables()
        changed[table][0][column] = number
        make(changed)
        tried += 1
        code = run("check", "land")
        refused += code != 0
        if code == 0:
            run("plan", "land", "-o", "out", "-q", "-t", "3", "-T", "1")
            run("audit", "land", "-q")
    for key in ("salary", "merge_penalty", "overlap_residual", "prep_minutes", "gap_days", "report_minutes"):
        changed = tables()
        changed["policy"].append(dict(key=key, value=number))
        make(changed)
        tried += 1
        refused += run("check", "land") != 0

# The first and the last years.
CALENDAR = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\nDTSTART:%s\r\n"
            "DTEND:%s\r\nRRULE:FREQ=DAILY%s\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
for start, end in (("0001-01-01", "0001-12-31"), ("9999-01-01", "9999-12-31"), ("0001-01-01", "9999-12-31"),
                   ("0000-00-00", "2028-03-31"), ("10000-01-01", "10000-12-31"), ("2028-03-31", "2027-04-01")):
    changed = tables()
    changed["policy"] = [dict(key="start", value=start), dict(key="end", value=end)]
    make(changed)
    tried += 1
    code = run("check", "land")
    refused += code != 0
    if code == 0:
        run("plan", "land", "-o", "out", "-q", "-t", "3", "-T", "1")
for year in ("0001", "1601", "9999"):
    for until in ("", ";COUNT=3", ";UNTIL=99991231T000000Z"):
        make(tables(), {"calendars/people/ann.ics": CALENDAR % (year + "0101T090000", year + "0101T100000", until)})
        tried += 1
        code = run("check", "land")
        refused += code != 0
        if code == 0:
            run("plan", "land", "-o", "out", "-q", "-t", "3", "-T", "1")

# Links that lead out of the landscape: nothing of what they name is read.
pathlib.Path("secret.csv").write_text("board_id,theme,minutes\nnorth,SECRET,10\n")
pathlib.Path("secret.ics").write_text(CALENDAR % ("20270405T090000", "20270405T100000", ";COUNT=5"))
for link, target in (("agenda.csv", "secret.csv"), ("calendars/people/ann.ics", "secret.ics"),
                     ("calendars/closures/x.ics", "secret.ics"), ("agenda.csv", "/dev/zero"), ("agenda.csv", "/proc/self/mem"),
                     ("calendars/people/bob.ics", "/dev/zero"), ("agenda.csv", "land/agenda.csv")):
    make(tables())
    path = pathlib.Path("land", link)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(work / target)
    tried += 1
    refused += 1
    assert run("check", "land") == 1, ("followed", link, target)
    said = subprocess.run([moot, "check", "land"], capture_output=True, text=True)
    assert "SECRET" not in said.stdout + said.stderr and link in said.stdout + said.stderr, said
make(tables())
os.makedirs("elsewhere", exist_ok=True)
os.makedirs("land/calendars")
shutil.copy("secret.ics", "elsewhere/ann.ics")
pathlib.Path("land/calendars/people").symlink_to(work / "elsewhere")
tried += 1
assert run("check", "land") == 1, "a folder of calendars that is a link was followed"
refused += 1

print(f"hostile: {tried} landscapes, {refused} refused with a message, the others harmless")
PY
python3 "$work/hostile.py" "$MOOT" "$work" || { echo "FAIL"; exit 1; }
