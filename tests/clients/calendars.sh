#!/bin/sh
# Other programs and our calendars: python3-icalendar and khal read a file that we wrote, and 09:00 stays 09:00 when the
# clocks change; python3-recurring-ical-events expands the same real feeds as we do. What is not installed is left out.
. "${SOURCE:?}/tests/head.sh"
tests=$(dirname "$MOOT")/tests

[ -x "$tests/unit_io_ical_write" ] || { echo "skipped: $tests has no test programs"; exit 0; }
MOOT_ICS_FILE="$work/plan.ics" timeout 300 "$tests/unit_io_ical_write" --filter write/for_clients >/dev/null 2>&1
[ -s "$work/plan.ics" ] || { echo "no calendar was written"; exit 1; }

if "$python" -c 'import icalendar' 2>/dev/null; then
	timeout 300 "$python" - "$work/plan.ics" <<'EOF'
import sys
from icalendar import Calendar
calendar = Calendar.from_ical(open(sys.argv[1], 'rb').read())
events = calendar.walk('VEVENT')
found = [(e['DTSTART'].dt.isoformat(), e['DTEND'].dt.isoformat()) for e in events]
expected = [('2027-03-26T09:00:00+00:00', '2027-03-26T10:30:00+00:00'), ('2027-03-29T09:00:00+01:00', '2027-03-29T10:30:00+01:00'),
            ('2027-10-29T09:00:00+01:00', '2027-10-29T10:30:00+01:00'), ('2027-11-01T09:00:00+00:00', '2027-11-01T10:30:00+00:00')]
assert found == expected, found
assert len(calendar.walk('VTIMEZONE')) == 1
assert not any(getattr(part, 'errors', None) for part in calendar.walk())
assert events[0]['SUMMARY'].startswith('Safety, Drugs; \\ "Alcohol" BEGIN:VALARM'), events[0]['SUMMARY']
EOF
	echo "python3-icalendar: 4 meetings at 09:00"
else
	echo "skipped: python3-icalendar is not installed"
fi

if command -v khal >/dev/null; then
	mkdir -p "$work/khal" "$work/diary"
	printf '[calendars]\n[[diary]]\npath = %s\n[sqlite]\npath = %s\n[locale]\nlocal_timezone = Europe/London\n' \
		"$work/diary" "$work/khal.db" >"$work/khal/config"
	printf 'default_timezone = Europe/London\ntimeformat = %%H:%%M\ndateformat = %%Y-%%m-%%d\n' >>"$work/khal/config"
	printf 'longdateformat = %%Y-%%m-%%d\ndatetimeformat = %%Y-%%m-%%d %%H:%%M\nlongdatetimeformat = %%Y-%%m-%%d %%H:%%M\n' \
		>>"$work/khal/config"
	HOME=$work timeout 300 khal -c "$work/khal/config" import --batch -a diary "$work/plan.ics" >/dev/null
	HOME=$work timeout 300 khal -c "$work/khal/config" list --day-format '' --format '{start} {end}' 2027-01-01 2027-12-31 |
		grep . >"$work/found"
	for day in 2027-03-26 2027-03-29 2027-10-29 2027-11-01; do
		echo "$day 09:00 $day 10:30"
	done >"$work/expected"
	diff "$work/expected" "$work/found"
	echo "khal: 4 meetings at 09:00"
else
	echo "skipped: khal is not installed"
fi

feeds=$SOURCE/../shared/data/kubernetes_sigs
if ! "$python" -c 'import recurring_ical_events' 2>/dev/null; then
	echo "skipped: python3-recurring-ical-events is not installed"
elif [ ! -d "$feeds" ]; then
	echo "skipped: no $feeds"
else
	for name in meetings meetings_utc; do
		MOOT_FEED="$feeds/$name.ics" MOOT_FEED_OUT="$work/ours" timeout 300 "$tests/unit_io_ical_events" \
			--filter events/for_clients >/dev/null 2>&1
		timeout 600 "$python" - "$feeds/$name.ics" >"$work/theirs" <<'EOF'
import datetime, sys, zoneinfo
import icalendar, recurring_ical_events
london = zoneinfo.ZoneInfo('Europe/London')
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
lines = []
for event in recurring_ical_events.of(calendar).between((2025, 12, 31), (2027, 1, 2)):
    start = event['DTSTART'].dt.astimezone(london)
    end = event['DTEND'].dt.astimezone(london)
    if start.year == 2026:
        lines.append(f"{start:%Y-%m-%dT%H:%M} {end:%Y-%m-%dT%H:%M} {event['UID']}")
print('\n'.join(sorted(lines)))
EOF
		LC_ALL=C sort "$work/ours" >"$work/sorted"
		LC_ALL=C sort "$work/theirs" | diff "$work/sorted" -
		echo "python3-recurring-ical-events: $(grep -c . "$work/sorted") occurrences of $name.ics agree"
	done
fi
