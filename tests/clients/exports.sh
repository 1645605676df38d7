#!/bin/sh
# The calendars of two plans, the example's and that of an area of 80 boards, in other programs' hands: our own lint finds nothing in them, and python3-icalendar, python3-vobject,
# khal and, where npm can fetch them, ical.js and node-ical see each meeting when calendar.csv says it is. Cancellations
# name occurrences that are in the calendars they are meant for.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000
"$python" "$SOURCE/tests/clients/ics_lint.py" --self-test
land=$SOURCE/examples/lincolnshire
"$MOOT" plan "$land" -o "$work/plan" --time-limit 10 -q >/dev/null
"$MOOT" export "$land" "$work/plan/plan.json" --all --invite -q -o "$work/all" 2>/dev/null
area=$work/area
"$python" "$SOURCE/benchmarks/generate.py" "$area" --boards 80 --people 200 --seed 1 --busy normal >/dev/null
"$MOOT" plan "$area" -o "$work/large" --time-limit 15 -q >/dev/null 2>&1
"$MOOT" export "$area" "$work/large/plan.json" --all --invite -q -o "$work/large-all" 2>/dev/null
find "$work/plan/ics" "$work/all" "$work/large/ics" "$work/large-all" -name '*.ics' >"$work/files"
xargs -d '\n' "$python" "$SOURCE/tests/clients/ics_lint.py" <"$work/files" || fail "a defect in an export"
echo "lint: nothing in $(grep -c . "$work/files") files"

# A second time gives the same bytes.
cp -r "$work/large-all" "$work/large-first"
"$MOOT" export "$area" "$work/large/plan.json" --all --invite -q -o "$work/large-all" 2>/dev/null
diff -r "$work/large-all" "$work/large-first" || fail "a second export of 80 boards differs"

# A plan made from that one: a meeting has a higher SEQUENCE where what its calendar says has changed, and only there.
"$python" - "$work/large/plan.json" >"$work/later.csv" <<'P'
import json, sys
print("rule,subject,object")
for meeting in json.load(open(sys.argv[1]))["meetings"][::50]:
    print(f"not-on,{meeting['board']},{meeting['start'][:10]}/{meeting['start'][:10]}")
P
"$MOOT" plan "$area" -o "$work/later" --previous "$work/large/plan.json" --scenario "$work/later.csv" --time-limit 15 -q \
	>/dev/null 2>&1
"$python" - "$work/large/ics/boards" "$work/later/ics/boards" <<'P' || fail "SEQUENCE after a plan from a plan"
import glob, sys
from icalendar import Calendar
SAID = ("DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS", "ORGANIZER")
def events(folder):
    found = {}
    for path in glob.glob(folder + "/*.ics"):
        for event in Calendar.from_ical(open(path, "rb").read()).walk("VEVENT"):
            found[str(event["UID"])] = (int(event["SEQUENCE"]), [event[key].to_ical() if key in event else b"" for key in SAID])
    return found
before, after = (events(folder) for folder in sys.argv[1:])
raised = changed = 0
for uid in before.keys() & after.keys():
    (old, was), (new, says) = before[uid], after[uid]
    assert new >= old and (new > old or was == says), (uid, old, new, was, says)
    raised += new > old
    changed += was != says
assert changed > 0 and len(before.keys() & after.keys()) > changed
print(f"SEQUENCE: {changed} of {len(before)} meetings changed, {raised} have a higher one")
assert raised == changed, (raised, changed)
P

cat >"$work/expected.py" <<'P'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")):
    if row["uid"]:
        print(row["uid"], row["date"] + "T" + row["start"], row["date"] + "T" + row["end"])
P
for plan in plan large; do "$python" "$work/expected.py" "$work/$plan/calendar.csv"; done | LC_ALL=C sort >"$work/expected"
same() { # reader, its list of "uid start end"
	LC_ALL=C sort "$2" | diff "$work/expected" - >"$work/diff" || { head "$work/diff"; fail "$1 sees other meetings"; }
	echo "$1: $(grep -c . "$work/expected") meetings as in calendar.csv"
}
"$python" - "$work"/plan/ics/boards/*.ics "$work"/large/ics/boards/*.ics >"$work/found" <<'P'
import pathlib, sys, warnings
warnings.simplefilter("error")
from icalendar import Calendar
for path in sys.argv[1:]:
    calendar = Calendar.from_ical(pathlib.Path(path).read_bytes())
    assert not any(getattr(part, "errors", None) for part in calendar.walk()), path
    for event in calendar.walk("VEVENT"):
        print(event["UID"], f"{event['DTSTART'].dt:%Y-%m-%dT%H:%M}", f"{event['DTEND'].dt:%Y-%m-%dT%H:%M}")
P
same python3-icalendar "$work/found"
"$python" - "$work"/plan/ics/boards/*.ics "$work"/large/ics/boards/*.ics >"$work/found" <<'P'
import pathlib, sys, warnings
warnings.simplefilter("error")
import vobject
for path in sys.argv[1:]:
    calendar = vobject.readOne(pathlib.Path(path).read_bytes().decode(), validate=True)
    for event in getattr(calendar, "vevent_list", []):
        print(event.uid.value, f"{event.dtstart.value:%Y-%m-%dT%H:%M}", f"{event.dtend.value:%Y-%m-%dT%H:%M}")
P
same python3-vobject "$work/found"

mkdir -p "$work/diary"
{
	printf '[calendars]\n[[diary]]\npath = %s\n[sqlite]\npath = %s\n' "$work/diary" "$work/khal.db"
	printf '[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\ntimeformat = %%H:%%M\ndateformat = %%Y-%%m-%%d\n'
	printf 'longdateformat = %%Y-%%m-%%d\ndatetimeformat = %%Y-%%m-%%dT%%H:%%M\nlongdatetimeformat = %%Y-%%m-%%dT%%H:%%M\n'
} >"$work/khal.conf"
HOME=$work timeout 600 khal -c "$work/khal.conf" import --batch -a diary "$work"/plan/ics/boards/*.ics \
	"$work"/large/ics/boards/*.ics >/dev/null 2>"$work/warnings" || fail "khal imports"
[ ! -s "$work/warnings" ] || { cat "$work/warnings"; fail "khal warns"; }
HOME=$work timeout 300 khal -c "$work/khal.conf" list --day-format '' --format '{uid} {start} {end}' 2027-04-01 2028-03-31 |
	grep . >"$work/found"
same khal "$work/found"

# Every occurrence that a cancellation names is one that the calendar has, by another program's expansion.
"$python" - "$land" "$work/plan/ics" <<'P'
import glob, os, sys
from icalendar import Calendar
import dateutil.rrule
land, ics = sys.argv[1:]
held = set()
for feed in glob.glob(land + "/calendars/*/*.ics"):
    for event in Calendar.from_ical(open(feed, "rb").read()).walk("VEVENT"):
        if not hasattr(event["DTSTART"].dt, "hour"):
            continue
        start = event["DTSTART"].dt.replace(tzinfo=None)
        if "RRULE" in event:
            rule = event["RRULE"].to_ical().decode().replace("Z", "")
            starts = dateutil.rrule.rrulestr(rule, dtstart=start)
        else:
            starts = [event["RECURRENCE-ID"].dt.replace(tzinfo=None) if "RECURRENCE-ID" in event else start]
        held.update((str(event["UID"]), at) for at in starts)
named = 0
for path in glob.glob(ics + "/re*/*.ics"):
    for event in Calendar.from_ical(open(path, "rb").read()).walk("VEVENT"):
        at = (event["RECURRENCE-ID"] if "RECURRENCE-ID" in event else event["DTSTART"]).dt.replace(tzinfo=None)
        assert (str(event["UID"]), at) in held, (path, str(event["UID"]), at)
        named += 1
assert named > 50, named
print(f"cancellations: {named} occurrences, each in the calendar that it is meant for")
P

if ! command -v npm >/dev/null || ! (cd "$work" && timeout 90 npm install --silent --no-audit --no-fund ical.js@2 node-ical@0.20 >/dev/null 2>&1); then
	echo "skipped: ical.js and node-ical (npm is not installed or fetches nothing)"
	exit 0
fi
cat >"$work/read.mjs" <<'J'
import fs from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const [reader, ...paths] = process.argv.slice(2);
const local = (date) => date.toLocaleString('sv-SE', { timeZone: 'Europe/London' }).slice(0, 16).replace(' ', 'T');
const loaded = await import('ical.js');
const ICAL = loaded.default ?? loaded;
for (const path of paths) {
  const text = fs.readFileSync(path, 'utf8');
  if (reader === 'ical.js') {
    for (const part of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')) {
      const event = new ICAL.Event(part);
      console.log(event.uid, event.startDate.toString().slice(0, 16), event.endDate.toString().slice(0, 16));
    }
  } else {
    for (const event of Object.values(require('node-ical').sync.parseICS(text)))
      if (event.type === 'VEVENT') console.log(event.uid, local(event.start), local(event.end));
  }
}
J
for reader in ical.js node-ical; do
	node "$work/read.mjs" "$reader" "$work"/plan/ics/boards/*.ics "$work"/large/ics/boards/*.ics >"$work/found"
	same "$reader" "$work/found"
done
