#!/bin/sh
# moot events: times on each event's own clock, what is left out, problems, exit codes, many feeds in order.
. "${SOURCE:?}/tests/head.sh"
event() { printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\n%s\r\nEND:VEVENT\r\n' "$1" "$2"; }
calendar() { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n'; cat; printf 'END:VCALENDAR\r\n'; }

{
	event zoned "SUMMARY:Board
DTSTART;TZID=Europe/Berlin:20270512T100000
DTEND;TZID=Europe/Berlin:20270512T110000
RRULE:FREQ=DAILY;COUNT=3"
	event zoned "SUMMARY:Board moved
RECURRENCE-ID;TZID=Europe/Berlin:20270513T100000
DTSTART;TZID=America/New_York:20270513T100000
DURATION:PT90M"
	event zoned "RECURRENCE-ID;TZID=Europe/Berlin:20270514T100000
DTSTART;TZID=Europe/Berlin:20270514T100000
STATUS:CANCELLED"
	event floating "SUMMARY:Two\nlines
DTSTART:20270515T090000
DURATION:PT1H
STATUS:TENTATIVE"
	event days "DTSTART;VALUE=DATE:20270516
DTEND;VALUE=DATE:20270518
TRANSP:TRANSPARENT"
	event utc "SUMMARY:secret
CLASS:PRIVATE
DTSTART:20270520T090000Z
DURATION:PT1H
X-MICROSOFT-CDO-BUSYSTATUS:OOF"
} | calendar >"$work/a.ics"
printf 'hello\n' >"$work/broken.ics"

expect 0 "$MOOT" events "$work/a.ics" --start 2027-05-01 --end 2027-05-31 --json
cat >"$work/check.py" <<'P'
import json, sys
listed = json.load(open(sys.argv[1]))
got = [tuple(e[k] for k in ("uid", "start", "end", "all_day", "busy", "title", "recurrence_id")) for e in listed["events"]]
assert got == [
    ("zoned", "2027-05-12T10:00:00+02:00", "2027-05-12T11:00:00+02:00", False, "busy", "Board", None),
    ("zoned", "2027-05-13T10:00:00-04:00", "2027-05-13T11:30:00-04:00", False, "busy", "Board moved",
     "2027-05-13T10:00:00+02:00"),
    ("floating", "2027-05-15T09:00:00", "2027-05-15T10:00:00", False, "tentative", "Two lines", None),
    ("days", "2027-05-16", "2027-05-18", True, "free", "", None),
    ("utc", "2027-05-20T09:00:00+00:00", "2027-05-20T10:00:00+00:00", False, "out", "", None),
], got
assert listed["problems"] == [], listed["problems"]
assert all(e["source"] == sys.argv[2] for e in listed["events"])
P
python3 "$work/check.py" "$work/out" "$work/a.ics"

expect 0 "$MOOT" events "$work/a.ics" --start 2027-05-01 --end 2027-05-31
grep -q 'Wed 2027-05-12 10:00' "$work/out" || fail "the table has no first event"
grep -q '(private)' "$work/out" || fail "the table does not say that an event is private"
if grep -q secret "$work/out"; then fail "a private title is shown"; fi

# Without dates: the year that begins next 1 April.
SOURCE_DATE_EPOCH=1795000000 "$MOOT" events "$work/a.ics" | grep -q 'a.ics: 5 events' || fail "the planning year is not the default"
expect 0 "$MOOT" events "$work/a.ics" --start 2026-04-01
grep -q 'a.ics: 0 events' "$work/out" || fail "--start alone must mean a year from there"

# A feed that cannot be read is told, with the others read; order is that of the command line with any number of workers.
expect 1 "$MOOT" events "$work/broken.ics" "$work/a.ics" "$work/nowhere.ics" --start 2027-05-01 --end 2027-05-31
grep -q '^.*broken.ics:[0-9]*:[0-9]*: error: ' "$work/err" || fail "no reason for broken.ics"
grep -q '^.*nowhere.ics:[0-9]*:[0-9]*: error: cannot be read' "$work/err" || fail "no reason for nowhere.ics"
grep -q 'a.ics: 5 events' "$work/out" || fail "the feed beside a broken one was not read"
feeds=""
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	cp "$work/a.ics" "$work/feed$i.ics"
	feeds="$feeds $work/feed$i.ics $work/broken.ics"
done
for workers in 1 2 7; do
	# shellcheck disable=SC2086
	expect 1 "$MOOT" events $feeds --json --start 2027-05-01 --end 2027-05-31 --threads $workers
	mv "$work/out" "$work/out$workers"
done
cmp "$work/out1" "$work/out2"
cmp "$work/out1" "$work/out7"
python3 -c '
import json, sys
listed = json.load(open(sys.argv[1]))
assert len(listed["events"]) == 100 and len(listed["problems"]) == 20
assert all(p["severity"] == "error" and p["line"] == 1 and p["message"] and p["file"].endswith("broken.ics") for p in listed["problems"])
' "$work/out1"

expect 2 "$MOOT" events
expect 2 "$MOOT" events "$work/a.ics" --start 2027-05-01 --end 2027-04-01
expect 2 "$MOOT" events "$work/a.ics" --start 2027-13-01
echo "events: ok"
