#!/bin/sh
# Planned again, meetings keep their rooms; one whose room is taken away at its time keeps the time, and is told to have
# another room, with the reason, by everything that speaks of the plan. What is told falsely is found.
. "${SOURCE:?}/tests/head.sh"
[ -x "$python" ] || { echo "skipped: no $python"; exit 0; }
cd "$work"
mkdir area
printf 'key,value\nstart,2027-04-01\nend,2028-03-31\n' >area/policy.csv
printf 'board_id,name,mode\na,Alpha,in-person\nb,Beta,in-person\nc,Gamma,in-person\n' >area/boards.csv
printf 'board_id,person_id,role\na,x,chair\na,y,\nb,z,chair\nb,w,\nc,v,chair\n' >area/members.csv
printf 'venue_id,name,site,capacity\nattic,The Attic,town,9\nhall,The Hall,town,9\nloft,The Loft,town,9\nshed,The Shed,town,9\ntent,The Tent,town,1\n' >area/venues.csv
expect 0 "$MOOT" plan area --calendar-only -q -o first

# Someone has the room from one morning to the next evening; Gamma gets a second member, too many for its room.
"$python" - >gone <<'PY'
import datetime, json, os
plan = json.load(open('first/plan.json'))
print(next(m['uid'] for m in plan['meetings'] if m['board'] == 'a' and m['number'] == 2))
meeting = next(m for m in plan['meetings'] if m['board'] == 'a' and m['number'] == 2)
assert {m['venue'] for m in plan['meetings'] if m['board'] == 'c'} == {'tent'}
day = datetime.date.fromisoformat(meeting['start'][:10])
os.makedirs('area/calendars/venues')
with open(f"area/calendars/venues/{meeting['venue']}.ics", 'w', newline='') as out:
    out.write('\r\n'.join(('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//moot//tests//EN', 'BEGIN:VEVENT', 'UID:1@x',
                           'DTSTAMP:20260101T000000Z', f'DTSTART;VALUE=DATE:{day:%Y%m%d}',
                           f'DTEND;VALUE=DATE:{day + datetime.timedelta(1):%Y%m%d}', 'TRANSP:OPAQUE', 'SUMMARY:Repairs',
                           'END:VEVENT', 'END:VCALENDAR', '')))
PY
printf 'c,u,\n' >>area/members.csv
expect 0 "$MOOT" plan area --calendar-only --previous first/plan.json -q -o again
cp out said
grep -q 'meetings stay, 0 move, 0 are new, 0 are cancelled, 5 change room\.$' said || { cat said; fail "rooms are not counted"; }
grep -q '^  another room: Alpha, meeting 2, from The .* to The .*: The .* is busy$' said || fail "nor told with the reason"
grep -q '^  another room: Gamma, meeting 4, .*: The Tent holds 1, and the board has 2 members$' said || fail "too small a room"
grep -q 'Meetings in another room' again/report.html || fail "not in the report"
"$python" - "$(cat gone)" <<'PY' || fail "what plan.json says of rooms"
import json, sys
first, again = ({m['uid']: m for m in json.load(open(f'{name}/plan.json'))['meetings']} for name in ('first', 'again'))
told = {m['uid']: m for m in json.load(open('again/plan.json'))['rooms_changed']}
assert sorted(told) == sorted(uid for uid in first if first[uid]['venue'] != again[uid]['venue'])
assert sys.argv[1] in told and len(told) == 5, told
for uid, was in first.items():
    now = again[uid]
    assert now['start'] == was['start']
    assert now['sequence'] == was['sequence'] + (uid in told)
    if uid in told:
        assert (told[uid]['from'], told[uid]['to']) == (was['venue'], now['venue']) and told[uid]['why']
PY
expect 0 "$MOOT" verify area again/plan.json --previous first/plan.json
expect 0 "$MOOT" diff first/plan.json again/plan.json
grep -q '^  a 2: [^,]*, [0-9:-]*; in [a-z]*, not [a-z]*$' out || { cat out; fail "diff does not say both rooms"; }
expect 0 "$MOOT" diff first/plan.json again/plan.json --json
grep -q '"venue_before": "tent"' out || fail "nor in JSON"

# Back in its room when that is free again, the room of the earlier plan whatever was before that.
rm -r area/calendars
expect 0 "$MOOT" plan area --calendar-only --previous again/plan.json -q -o third
"$python" - <<'PY' || fail "rooms change without need"
import json
assert json.load(open('third/plan.json'))['rooms_changed'] == []
PY
# No longer in the list, online, and moves that cost nothing: rooms are told then too.
printf 'venue_id,name,site,capacity\nbarn,The Barn,town,9\nloft,The Loft,town,9\nshed,The Shed,town,9\nhall,The Hall,town,9\n' >area/venues.csv
printf 'board_id,name,mode\na,Alpha,in-person\nb,Beta,online\nc,Gamma,in-person\n' >area/boards.csv
printf 'key,value\nstart,2027-04-01\nend,2028-03-31\nmove_penalty,0\n' >area/policy.csv
expect 0 "$MOOT" plan area --calendar-only --previous again/plan.json -q -o fourth
grep -q '^  another room: Beta, meeting 1, from The .* to no room: the board now meets online$\|^  another room: Beta, meeting 1, from attic to no room: the board now meets online$' out ||
	{ cat out; fail "online"; }
grep -q ': attic is no longer in venues.csv$' out || { cat out; fail "a room that is gone"; }
expect 0 "$MOOT" verify area fourth/plan.json --previous again/plan.json

# What is left out, told of another meeting or with another room is found; a plan that says nothing of rooms may.
"$python" - <<'PY'
import copy, json
plan = json.load(open('fourth/plan.json'))
def spoil(name, change):
    lie = copy.deepcopy(plan)
    change(lie['rooms_changed'], lie)
    json.dump(lie, open(name, 'w'))
spoil('lie1.json', lambda rooms, lie: rooms.pop())
spoil('lie2.json', lambda rooms, lie: rooms[0].update(to='barn' if rooms[0]['to'] != 'barn' else 'hall'))
spoil('lie3.json', lambda rooms, lie: rooms[0].update({'from': 'town'}))
spoil('lie4.json', lambda rooms, lie: rooms.append(rooms[-1]))
spoil('lie5.json', lambda rooms, lie: rooms[0].update(number=rooms[0]['number'] + 1))
spoil('quiet.json', lambda rooms, lie: lie.pop('rooms_changed'))
PY
for i in 1 2 3 4 5; do
	expect 6 "$MOOT" verify area "lie$i.json" --previous again/plan.json
	grep -q 'rooms_changed' out || { cat out; fail "lie $i is not named"; }
done
expect 6 "$MOOT" verify area lie2.json
expect 0 "$MOOT" verify area quiet.json --previous again/plan.json
echo "rooms that change are told"
