#!/bin/sh
# A year of meetings at 09:00, planned without merging: other programs see 09:00 on both sides of March and October.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
"$MOOT" new town >/dev/null
for f in people agenda duties venues travel rules attendance strategies feeds; do rm -f town/$f.csv; done
rm -rf town/calendars
printf 'board_id,name,meetings_per_year,minutes\nearly,Early Board,26,90\n' >town/boards.csv
printf 'board_id,person_id,organisation,role\nearly,ann,Council,chair\nearly,bob,Police,\n' >town/members.csv
printf 'key,value\nstart,2027-01-01\nend,2027-12-31\nday_start,09:00\nday_end,10:30\n' >town/policy.csv
"$MOOT" plan town --calendar-only -q -t 5 -o plan >/dev/null
"$MOOT" verify town plan/plan.json -q

if "$python" -c 'import icalendar' 2>/dev/null; then
	"$python" - plan/ics/boards/early.ics <<'PY'
import sys
from icalendar import Calendar
starts = [e['DTSTART'].dt for e in Calendar.from_ical(open(sys.argv[1], 'rb').read()).walk('VEVENT')]
assert len(starts) == 26, len(starts)
assert all((s.hour, s.minute) == (9, 0) for s in starts)
summer = [s for s in starts if s.utcoffset().total_seconds() == 3600]
winter = [s for s in starts if s.utcoffset().total_seconds() == 0]
assert len(summer) + len(winter) == 26 and len(summer) >= 13 and len(winter) >= 9
assert all('0328' <= s.strftime('%m%d') <= '1030' for s in summer)
PY
	echo "python3-icalendar: 26 meetings at 09:00, in summer time and out of it"
else
	echo "skipped: python3-icalendar is not installed"
fi

if command -v khal >/dev/null; then
	mkdir -p khal diary
	printf '[calendars]\n[[diary]]\npath = %s\n[sqlite]\npath = %s\n[locale]\nlocal_timezone = Europe/London\n' \
		"$work/diary" "$work/khal.db" >khal/config
	printf 'default_timezone = Europe/London\ntimeformat = %%H:%%M\ndateformat = %%Y-%%m-%%d\n' >>khal/config
	printf 'longdateformat = %%Y-%%m-%%d\ndatetimeformat = %%Y-%%m-%%d %%H:%%M\nlongdatetimeformat = %%Y-%%m-%%d %%H:%%M\n' \
		>>khal/config
	HOME=$work timeout 300 khal -c khal/config import --batch -a diary plan/ics/boards/early.ics >/dev/null
	HOME=$work timeout 300 khal -c khal/config list --day-format '' --format '{start-time} {end-time}' 2027-01-01 2027-12-31 |
		grep . | sort | uniq -c | tr -s ' ' >found
	[ "$(cat found)" = " 26 09:00 10:30" ] || { cat found; exit 1; }
	echo "khal: 26 meetings at 09:00"
else
	echo "skipped: khal is not installed"
fi
