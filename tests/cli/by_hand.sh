#!/bin/sh
# Small calendars whose answer is worked out by hand: what each hard rule allows, what each soft cost comes to, what stands
# in the way of a time, and single meetings on quarters of an hour checked by a script of its own.
. "${SOURCE:?}/tests/head.sh"
[ -x "$python" ] || { echo "skipped: no $python"; exit 0; }
cd "$work"
cat >hand.py <<'PY'
import collections, csv, datetime as dt, json, os, shutil, subprocess

BOARDS = 'board_id,name,meetings_per_year,minutes,mode,venue,reports_to,report_days\n'
MEMBERS = 'board_id,person_id,role\n'
RULES = 'rule,subject,object,value\n'
ROOMS = 'venue_id,name,site,capacity\nr1,R1,s1,10\nr2,R2,s2,10\n'
ROAD = 'from,to,minutes\ns1,s2,60\n'


def year(first, last, *more):
    return '\n'.join(('key,value', 'start,' + first, 'end,' + last, 'bank_holidays,none', *more, ''))


def write(files):
    shutil.rmtree('area', ignore_errors=True)
    os.makedirs('area')
    for name, text in files.items():
        path = 'area/calendars/' + name if '/' in name else 'area/' + name + '.csv'
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if '/' in name:
            text = '\r\n'.join(('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//moot//tests//EN', 'BEGIN:VEVENT', 'UID:1@x',
                                'DTSTAMP:20260101T000000Z', *text, 'END:VEVENT', 'END:VCALENDAR', ''))
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(text)


def moot(*arguments, code=0):
    run = subprocess.run([os.environ['MOOT'], *arguments], capture_output=True, text=True, check=False)
    assert run.returncode == code, (run.returncode, run.stdout, run.stderr)
    return run.stdout


def plan(files, limit='2'):
    write(files)
    shutil.rmtree('made', ignore_errors=True)
    moot('plan', 'area', '--calendar-only', '-q', '-t', limit, '-o', 'made')
    moot('verify', 'area', 'made/plan.json', '-q')
    with open('made/plan.json', encoding='utf-8') as file:
        return json.load(file)


def starts(found, board):
    return [m['start'][:16] for m in found['meetings'] if m['board'] == board]


def parts(found):
    return {key: round(value, 6) for key, value in found['calendar']['parts'].items() if value}


def chairs(boards, *more):
    return MEMBERS + ''.join(f'{b},{p},chair\n' for b, p in boards.items()) + ''.join(row + '\n' for row in more)


def boards(*rows):
    return BOARDS + ''.join(row + '\n' for row in rows)
PY
MOOT=$MOOT "$python" - <<'PY'
import sys
sys.path.insert(0, '.')
from hand import *

DAY = year('2027-04-06', '2027-04-06', 'spacing_tolerance,0')
OPEN = DAY + 'lunch,\n'
WEEK = year('2027-04-05', '2027-04-09', 'spacing_weight,0')

# Lunch: four hours only with over_lunch; three hours fit beside lunch, so they never run over it.
long = {'boards': boards('a,A,1,240,online,,,'), 'members': chairs({'a': 'x'}), 'policy': DAY}
found = plan(long)
assert not found['meetings'] and 'over_lunch in policy' in found['unscheduled'][0]['why']
assert starts(plan(long | {'policy': DAY + 'over_lunch,yes\n'}), 'a')
found = plan({'boards': boards(*(f'{b},{b},1,180,online,,,' for b in 'abc')),
              'members': chairs({'a': 'x', 'b': 'x', 'c': 'x'}), 'policy': DAY + 'over_lunch,yes\n'})
assert sorted(m['start'][11:16] for m in found['meetings']) in (['09:00', '13:30'], ['09:00', '14:00'], ['09:30', '13:30'],
                                                                ['09:30', '14:00']), found['meetings']

# Travel: an hour from room to room. Two and two hours fit into a day of eight, four and four don't.
far = {'boards': boards('a,A,1,120,in-person,r1,,', 'b,B,1,120,in-person,r2,,'), 'members': chairs({'a': 'x', 'b': 'x'}),
       'venues': ROOMS, 'travel': ROAD, 'policy': OPEN}
found = plan(far)
first, second = sorted(int(m['start'][11:13]) * 60 + int(m['start'][14:16]) for m in found['meetings'])
assert second - first >= 180
found = plan(far | {'boards': far['boards'].replace('120', '240')})
assert len(found['meetings']) == 1 and 'x is needed at' in found['unscheduled'][0]['why']
assert len(plan(far | {'boards': far['boards'].replace('120', '240').replace('r2', 'r1')})['meetings']) == 2

# Capacity: where both like one time, two people have the room for two.
found = plan({'boards': boards('a,A,1,120,in-person,,,', 'b,B,1,120,in-person,,,'),
              'members': chairs({'a': 'x', 'b': 'z'}, 'a,y,'),
              'venues': 'venue_id,name,site,capacity\nsmall,S,s,1\nbig,B,s,2\n',
              'policy': DAY + 'liked,09:00-11:00\nlike_penalty,1\n'})
assert {m['board']: (m['venue'], m['start'][11:16]) for m in found['meetings']} == {
    'a': ('big', '09:00'), 'b': ('small', '09:00')}

# Clear days for papers, and the dates that `within` and duties set.
fortnight = {'boards': boards('a,A,2,120,online,,,'), 'members': chairs({'a': 'x'}),
             'rules': RULES + 'within,a,2027-04-08/2027-04-08,1\n'}
days = 'spacing_tolerance,0.5', 'spacing_weight,0', 'notice_days,%d'
found = plan(fortnight | {'policy': year('2027-04-05', '2027-04-16', *days) % 5})
assert starts(found, 'a')[0][:10] == '2027-04-08' and starts(found, 'a')[1][:10] >= '2027-04-14'
assert len(plan(fortnight | {'policy': year('2027-04-05', '2027-04-16', *days) % 9})['unscheduled']) == 1
found = plan({'boards': boards('a,A,4,120,online,,,', 'b,B,4,120,online,,,'), 'members': chairs({'a': 'x', 'b': 'y'}),
              'agenda': 'board_id,theme,duty\nb,Budget,bud\n', 'policy': year('2027-04-01', '2028-03-31'),
              'duties': 'duty_id,name,due_from,due\nbud,Budget,06-07,06-11\n',
              'rules': RULES + 'before,a,b,21\npin,b,2027-11-12T19:40,\n'})
assert any('2027-06-07' <= start <= '2027-06-12' for start in starts(found, 'b')), starts(found, 'b')
assert '2027-11-12T19:40' in starts(found, 'b')
date = dt.datetime.fromisoformat
for earlier, later in zip(starts(found, 'b'), starts(found, 'b')[1:]):
    assert any(earlier < fed and (date(later).date() - date(fed).date()).days > 21 for fed in starts(found, 'a'))

# One meeting a day for x: two days hold two of four.
four = {'boards': boards(*(f'{b},{b},1,60,online,,,' for b in 'abcd')),
        'members': chairs({b: b * 2 for b in 'abcd'}, *(f'{b},x,' for b in 'abcd')),
        'policy': year('2027-04-05', '2027-04-06'), 'rules': RULES + 'max-per-day,x,,1\n'}
found = plan(four)
assert len(found['unscheduled']) == 2 and all('"max-per-day x 1" (rules.csv:2)' in u['why'] for u in found['unscheduled'])

# What is charged. Whoever needs not be there: 1, a quarter (optional), nothing (observer); half where only tentative.
ALL_DAY = 'DTSTART;VALUE=DATE:20270406', 'DTEND;VALUE=DATE:20270407', 'SUMMARY:Out'
found = plan({'boards': boards('a,A,1,120,online,,,'), 'members': chairs({'a': 'x'}, 'a,y,', 'a,z,optional', 'a,w,observer'),
              'policy': DAY, 'people/x.ics': (*ALL_DAY, 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'), 'people/y.ics': ALL_DAY,
              'people/z.ics': (*ALL_DAY, 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'), 'people/w.ics': ALL_DAY})
assert parts(found) == {'clashes': 0.25 * 2 * (0.5 + 1 + 0.25)}, parts(found)
# A disliked week; a time that is liked; a stale report; days at a site above the least; a move that must be.
found = plan({'boards': boards('a,A,1,120,online,,,'), 'members': chairs({'a': 'x'}),
              'policy': WEEK + 'disliked,Mon|Tue|Wed|Thu|09:00-16:00\ndislike_penalty,3\n'})
assert parts(found) == {'dislikes': 3}
found = plan({'boards': boards('a,A,1,120,online,,,'), 'members': chairs({'a': 'x'}), 'policy': WEEK + 'disliked,\nliked,14:00-16:00\n'})
assert starts(found, 'a')[0][11:] == '14:00' and not parts(found)
reports = {'boards': boards('p,P,4,120,online,,,', 'c,C,1,120,online,,p,10'), 'members': chairs({'p': 'x', 'c': 'y'}),
           'policy': year('2027-04-01', '2028-03-31', 'report_penalty,7', 'spacing_weight,0')}
assert parts(plan(reports)) == {'reports': 21}
trips = {'boards': boards('a,A,4,120,in-person,r2,,', 'b,B,6,120,in-person,r2,,'), 'venues': ROOMS, 'travel': ROAD,
         'members': chairs({'a': 'x', 'b': 'y'}, 'a,z,', 'b,z,'), 'people': 'person_id,base,senior\nz,s1,yes\nx,s2,\ny,s2,\n',
         'policy': year('2027-04-01', '2028-03-31', 'spacing_weight,0'),
         'rules': RULES + 'not-on,a,Mon|Tue,\nnot-on,b,Wed|Thu|Fri,\n'}
assert parts(plan(trips)) == {'trips': 8}, 'ten days there, six at least, two hours each'
today = {'boards': boards('a,Alpha Board,1,120,online,,,'), 'members': chairs({'a': 'x'}),
         'policy': year('2027-04-01', '2028-03-31', 'spacing_weight,0', 'move_penalty,5'),
         'boards/a.ics': ('DTSTART;TZID=Europe/London:20270615T140000', 'DTEND;TZID=Europe/London:20270615T160000',
                          'SUMMARY:Alpha Board')}
assert starts(plan(today), 'a') == ['2027-06-15T14:00']
assert parts(plan(today | {'rules': RULES + 'not-on,a,2027-06-15/2027-06-15,\n'})) == {'moves': 5}
# Everything pinned: weekday, time, spacing, breathing and crowding as the formulas say.
pins = {'a': ('2027-05-11T09:00', '2027-08-17T09:00', '2027-11-17T09:00', '2028-02-15T14:00'),
        'b': ('2027-05-11T11:00', '2027-08-17T11:10', '2027-11-16T11:00', '2028-02-15T16:20')}
found = plan({'boards': boards('a,A,4,120,online,,,', 'b,B,4,60,online,,,', 'c,C,1,60,online,,,'), 'members':
              chairs({'a': 'x', 'b': 'y', 'c': 'w'}, 'a,z,', 'b,z,', 'c,z,'), 'people': 'person_id,senior\nz,yes\n', 'policy':
              year('2027-04-01', '2028-03-31', 'spacing_weight,2', 'weekday_penalty,3', 'start_penalty,5', 'breathing_weight,1',
                   'breathing_minutes,15', 'crowded_meetings,2', 'crowding_weight,7', 'dislike_penalty,0'), 'rules': RULES + ''.join(
                  f'pin,{b},{at},\n' for b, list_ in pins.items() for at in list_) + 'pin,c,2027-05-11T15:00,\n'})
assert {b: tuple(starts(found, b)) for b in pins} == pins
off = lambda values: len(values) - collections.Counter(values).most_common(1)[0][1]
regular = sum(3 * off([date(at).weekday() for at in list_]) + 5 * off([at[11:] for at in list_]) for list_ in pins.values())
length = 366 / 4
spacing = sum(2 * abs((date(at).date() - dt.date(2027, 4, 1)).days + 0.5 - (k + 0.5) * length) / length
              for list_ in pins.values() for k, at in enumerate(list_)) + 2 * abs(40.5 - 183) / 366
# On 11 May nothing lies between a and b, on 17 August ten minutes; 14:00 to 16:00 and 16:20 leave twenty.
assert parts(found) == {'regularity': regular, 'spacing': round(spacing, 6), 'breathing': 2, 'crowding': 7}, (parts(found), spacing)

# What stands in the way of one time.
plan({'boards': boards('a,A,1,45,online,,,', 'b,B,2,45,online,,,'), 'members': chairs({'a': 'x', 'b': 'y'}), 'policy': year(
    '2027-05-03', '2027-05-14', 'grid_minutes,15', 'day_start,08:30', 'day_end,17:30', 'spacing_weight,0'),
      'rules': RULES + 'within,a,2027-05-04/2027-05-05,1\n'})


def stands(meeting, at):
    return json.loads(moot('explain', 'area', '--plan', 'made/plan.json', '--meeting', meeting, '--at', at, '--json'))['at']['obstacles']


WITHIN = 'the rule "within a 2027-05-04/2027-05-05 1" (rules.csv:2) would not be kept'
assert stands('a:1', '2027-05-04T10:20') == ['it is off the grid of 15 minutes from 08:30']
assert stands('a:1', '2027-05-06T08:40') == ['it is off the grid of 15 minutes from 08:30', WITHIN]
assert stands('a:1', '2027-05-05T08:15') == ['it would begin before 08:30, day_start in policy']
assert stands('a:1', '2027-05-05T17:00') == ['it would end after 17:30, day_end in policy']
assert stands('a:1', '2027-05-05T12:00') == ['it would run into lunch, 12:30 to 13:30']
assert stands('a:1', '2027-05-08T09:00') == ['x does not work that day', WITHIN]
assert 'it is not in its part of the year, 2027-05-03 to 2027-05-09' in stands('b:1', '2027-05-14T09:00'), stands('b:1', '2027-05-14T09:00')
PY

# Single meetings: 15 minutes, windows, five rooms, some who must come and some who would.
"$python" "$SOURCE/benchmarks/one_off.py" single --meetings 60 --seed 4 >/dev/null
expect 0 "$MOOT" plan single --calendar-only -q -t 10 -o placed
expect 0 "$MOOT" verify single placed/plan.json -q
"$python" - <<'PY'
import collections, csv, datetime as dt, json
read = lambda name: list(csv.DictReader(open(f'single/{name}.csv')))
plan = json.load(open('placed/plan.json'))
seats = collections.defaultdict(dict)
for row in read('members'):
    seats[row['board_id']][row['person_id']] = row['role']
minutes = {row['board_id']: int(row['minutes']) for row in read('boards')}
window = {row['subject']: row['object'].split('/') for row in read('rules')}
room = {row['venue_id']: int(row['capacity']) for row in read('venues')}
held = [(m['board'], dt.datetime.fromisoformat(m['start'][:19]), dt.datetime.fromisoformat(m['end'][:19]), m) for m in plan['meetings']]
assert len(held) == 60 and not plan['unscheduled']
clashes = set()
for board, start, end, m in held:
    assert (end - start).seconds == 60 * minutes[board] and start.minute % 15 == 0 and start.weekday() < 5
    assert window[board][0] <= m['start'][:10] <= window[board][1], m
    assert '08:30' <= m['start'][11:16] and m['end'][11:16] <= '17:30' and (m['end'][11:16] <= '12:30' or m['start'][11:16] >= '13:30'), m
    assert room[m['venue']] >= len(seats[board])
    for other, begins, ends, n in held:
        if other == board or start >= ends or begins >= end:
            continue
        assert m['venue'] != n['venue'], (m, n)
        for person in seats[board].keys() & seats[other].keys():
            assert {seats[board][person], seats[other][person]} != {'required'}, (person, m, n)
            clashes.add((min(board, other), max(board, other), person))
# Each is told once, at one of the two meetings.
told = {(min(m['board'], c['with']), max(m['board'], c['with']), c['person'])
        for *_, m in held for c in m['clashes'] if not c['with'].startswith('(')}
assert told == clashes, told ^ clashes
PY
echo "by hand and by moot: the same"
