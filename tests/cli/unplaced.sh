#!/bin/sh
# A meeting without a date names what blocks it and the least change that frees it; made, that change gives it a date.
set -eu
: "${MOOT:?}"
python=/usr/bin/python3
[ -x "$python" ] || { echo "skipped: no $python"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
MOOT=$MOOT "$python" - <<'PY'
import json, os, shutil, subprocess

BOARDS = 'board_id,name,meetings_per_year,minutes,mode,quorum\n'
ONE = BOARDS + 'a,Alpha,1,120,online,\n'
IN_PERSON = ONE.replace('online', 'in-person')
LONG = BOARDS + 'a,Alpha,1,300,in-person,\nb,Beta,1,300,in-person,\n'
SEATS = 'board_id,person_id,person_name,role\na,x,Ann,chair\na,y,Bob,\na,z,Cy,\n'
TWO = 'board_id,person_id,person_name,role\na,x,Ann,chair\nb,x,Ann,chair\n'
APART = TWO.replace('b,x,Ann', 'b,y,Bob')
WEEK = 'key,value\nstart,2027-04-05\nend,2027-04-09\nspacing_tolerance,0\n'
OVER = WEEK + 'over_lunch,yes\n'
RULES = 'rule,subject,object,value\n'
MONDAY = RULES + 'not-on,all,2027-04-06/2027-04-09,\n'
VENUE = 'venue_id,name,site,capacity\nhall,The Hall,town,%d\n'
PEOPLE = 'person_id,days\n'
WHOLE_WEEK = ('DTSTART;VALUE=DATE:20270405', 'DTEND;VALUE=DATE:20270410')
REST = ('DTSTART;VALUE=DATE:20270406', 'DTEND;VALUE=DATE:20270410')
# What it is; the landscape; the words that must be said; what is changed.
CASES = [
    ('a diary', {'boards': ONE, 'members': SEATS, 'people/x.ics': WHOLE_WEEK}, ['Ann is busy (calendars/people/x.ics)'],
     {'people/x.ics': REST}),
    ('a closure', {'boards': ONE, 'members': SEATS, 'closures/c.ics': WHOLE_WEEK}, ['closures (Out)', 'closed (Out)'],
     {'closures/c.ics': REST}),
    ('a rule', {'boards': ONE, 'members': SEATS, 'rules': RULES + 'not-on,a,2027-04-05/2027-04-09,\n'},
     ['the rule "not-on a 2027-04-05/2027-04-09" (rules.csv:2)'], {'rules': RULES}),
    ('a person elsewhere', {'boards': LONG, 'members': TWO, 'rules': MONDAY, 'policy': OVER},
     ['Ann is needed at', 'not-on all'], {'members': APART}),
    ('a room that is taken', {'boards': LONG, 'members': APART, 'rules': MONDAY, 'policy': OVER, 'venues': VENUE % 9},
     ['The Hall is taken by meeting 1 of'], {'venues': VENUE % 9 + 'attic,Attic,town,9\n'}),
    ('a room that is busy', {'boards': IN_PERSON, 'members': SEATS, 'venues': VENUE % 9, 'venues/hall.ics': WHOLE_WEEK},
     ['The Hall is busy'], {'venues/hall.ics': REST}),
    ('a room that is small', {'boards': IN_PERSON, 'members': SEATS, 'venues': VENUE % 2},
     ['no venue is large enough for its 3 members: the largest, The Hall, holds 2'], {'venues': VENUE % 3}),
    ('a quorum', {'boards': ONE.replace('online,', 'online,3'), 'members': SEATS.replace('chair', ''),
                  'people': PEOPLE + 'x,Mon\ny,Tue\nz,Mon|Tue\n'}, ['quorum of meeting 1 of Alpha, without Bob (not working)'],
     {'people': PEOPLE + 'x,Mon\ny,Mon|Tue\nz,Mon|Tue\n'}),
    ('a working week', {'boards': ONE, 'members': SEATS, 'people': PEOPLE + 'x,Sat\n'}, ['Ann does not work that day'],
     {'people': PEOPLE + 'x,Mon\n'}),
    ('a full day', {'boards': BOARDS + 'a,Alpha,1,60,online,\nb,Beta,1,60,online,\n', 'members': TWO,
                    'rules': MONDAY + 'max-per-day,x,,1\n'}, ['"max-per-day x 1" (rules.csv:3)'],
     {'rules': MONDAY + 'max-per-day,x,,2\n'}),
    ('clear days for papers', {'boards': ONE.replace(',1,120', ',2,120'), 'members': SEATS},
     ['too near to meeting'], {'policy': WEEK + 'notice_days,0\n'}),
    ('lunch', {'boards': ONE.replace('120', '240'), 'members': SEATS}, ['over lunch', 'over_lunch in policy'],
     {'policy': OVER}),
    ('a short day', {'boards': ONE.replace('120', '500'), 'members': SEATS, 'policy': OVER}, ['day_end in policy'],
     {'policy': OVER + 'day_end,18:00\n'}),
]


def write(files):
    shutil.rmtree('area', ignore_errors=True)
    os.makedirs('area')
    for name, text in ({'policy': WEEK} | files).items():
        path = 'area/calendars/' + name if '/' in name else 'area/' + name + '.csv'
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if '/' in name:
            text = '\r\n'.join(('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//moot//tests//EN', 'BEGIN:VEVENT', 'UID:1@x',
                                'DTSTAMP:20260101T000000Z', *text, 'SUMMARY:Out', 'END:VEVENT', 'END:VCALENDAR', ''))
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(text)


def moot(*arguments):
    run = subprocess.run([os.environ['MOOT'], *arguments], capture_output=True, text=True, check=False)
    assert run.returncode == 0, (run.returncode, run.stdout, run.stderr)
    return run.stdout


def plan(files):
    write(files)
    shutil.rmtree('out', ignore_errors=True)
    moot('plan', 'area', '--calendar-only', '-q', '-o', 'out')
    with open('out/plan.json', encoding='utf-8') as file:
        return json.load(file)['unscheduled']


for name, files, words, change in CASES:
    missing = plan(files)
    assert len(missing) == 1, (name, missing)
    for word in words + ['The least change: ']:
        assert word in missing[0]['why'], (name, word, missing[0]['why'])
    meeting = '%s:%d' % (missing[0]['board'], missing[0]['number'])
    told = json.loads(moot('explain', 'area', '--plan', 'out/plan.json', '--meeting', meeting, '--at',
                           '2027-04-05T09:00', '--json'))
    assert told['at']['obstacles'] and told['at']['hours'] is None and not told['alternatives'], (name, told)
    assert plan(files | change) == [], name
PY
