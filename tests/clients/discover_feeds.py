"""Feeds from a known landscape, and the score of what was discovered from them.

  discover_feeds.py make SEED DIR     writes DIR/*.ics and DIR/truth.json
  discover_feeds.py score DIR FOUND   compares the landscape in FOUND with the truth; exit 1 below 0.95

The landscape: boards of 3 to 18 people of ten organisations, that meet 2 to 52 times a year. Each person's diary has
the boards' meetings with everybody invited, one-to-ones, one-off events of many people, leave, focus time, private
events, series that were called off as a whole. Meetings are moved in some copies and stale in others, called off, set
up again under a new UID, entered one by one with a date in the title, forwarded; guests come once; two boards share a
title. MARK stands in every text that must not be told.
"""
import csv
import datetime as dt
import json
import os
import random
import sys

START, END = dt.date(2027, 4, 1), dt.date(2028, 3, 31)
DOMAINS = ['lincs.police.uk', 'lincolnshire.gov.uk', 'boston.gov.uk', 'lincoln.gov.uk', 'ulh.nhs.uk', 'lpft.nhs.uk',
           'fire.example.org', 'probation.example.org', 'voluntary-voice.org.uk', 'gmail.com']
SUBJECTS = ['Drugs and Alcohol', 'Serious Violence', 'Domestic Abuse', 'Health and Wellbeing', 'Safeguarding Adults',
            'Safeguarding Children', 'Road Safety', 'Youth Justice', 'Reducing Reoffending', 'Modern Slavery', 'Prevent',
            'Hate Crime', 'Community Cohesion', 'Anti-social Behaviour', 'Rural Crime', 'Housing and Homelessness',
            'Suicide Prevention', 'Mental Health Crisis', 'Resilience', 'Victims and Witnesses', 'Digital Inclusion']
KINDS = ['Board', 'Partnership', 'Steering Group', 'Strategy Group', 'Delivery Group', 'Forum']
FIRST = 'Amy Ben Cat Dan Eve Fay Gus Hal Ida Jon Kit Liz Max Ned Oda Pam Quin Roy Sue Tom Una Val Wyn Zoe'.split()
LAST = 'Abel Bond Cole Dean Egan Fox Gray Hill Ivey Jobs Kerr Lamb Muir Nash Orr Penn Reed Shaw Todd Vane Webb'.split()


def stamp(day, minute):
    return '%sT%02d%02d00' % (day.strftime('%Y%m%d'), minute // 60, minute % 60)


def add_months(day, months, ordinal):
    """The ordinal-th same weekday of the month that many months on."""
    month = day.month - 1 + months
    first = dt.date(day.year + month // 12, month % 12 + 1, 1)
    return first + dt.timedelta((day.weekday() - first.weekday()) % 7 + 7 * (ordinal - 1))


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.uid = 0

    def new_uid(self):
        self.uid += 1
        return 'u%06d-%d@example.org' % (self.uid, self.random.randrange(10 ** 6))

    def people(self):
        people, emails = [], set()
        while len(people) < 120:
            first, last = self.random.choice(FIRST), self.random.choice(LAST)
            email = '%s.%s@%s' % (first.lower(), last.lower(), self.random.choice(DOMAINS))
            if email not in emails:
                emails.add(email)
                people.append({'name': '%s %s' % (first, last), 'email': email})
        return people

    def boards(self, people):
        rnd, boards = self.random, []
        names = ['%s %s' % (s, rnd.choice(KINDS)) for s in SUBJECTS]
        names += ['Locality Board %d' % i for i in range(1, 6)] + ['%s Tasking' % s for s in SUBJECTS[:8]]
        names += ['Steering Group', 'Steering Group']
        for name in names:
            members = rnd.sample(people, rnd.randint(3, 18))
            boards.append({'name': name, 'members': [m['email'] for m in members], 'chair': members[0]['email'],
                           'per_year': rnd.choice([2, 4, 4, 4, 6, 6, 12, 12, 26, 52]),
                           'minutes': rnd.choice([45, 60, 90, 90, 120, 120, 150]),
                           'way': rnd.choice(['rule'] * 6 + ['dates', 'new-uid', 'own-uids']),
                           'mode': rnd.choice(['online', 'hybrid', 'in-person'])})
        return boards

    def dates(self, board):
        rnd = self.random
        day = START + dt.timedelta(rnd.randint(0, 20))
        while day.weekday() > 4:
            day += dt.timedelta(1)
        board['time'] = rnd.choice(range(9 * 60, 15 * 60, 30))
        if board['per_year'] >= 26:
            step = 7 if board['per_year'] == 52 else 14
            days = [day + dt.timedelta(step * i) for i in range(board['per_year'])]
            return [d for d in days if d <= END], 'FREQ=WEEKLY;INTERVAL=%d' % (step // 7)
        months = 12 // board['per_year']
        ordinal = (day.day - 1) // 7 + 1
        if ordinal > 4:
            day, ordinal = day - dt.timedelta(7), 4
        days = [add_months(day, months * i, ordinal) for i in range(board['per_year'])]
        rule = 'FREQ=MONTHLY;INTERVAL=%d;BYDAY=%d%s' % (months, ordinal, 'MO TU WE TH FR'.split()[day.weekday()])
        return days, rule


def event(maker, uid, board, day, lines=(), title=None, guests=(), minutes=None, time=None):
    rnd = maker.random
    time = board['time'] if time is None else time
    end = time + (minutes or board['minutes'])
    out = ['BEGIN:VEVENT', 'UID:' + uid, 'DTSTAMP:20270101T000000Z', 'DTSTART;TZID=Europe/London:' + stamp(day, time),
           'DTEND;TZID=Europe/London:' + stamp(day, end), 'SUMMARY:' + (title or board['name'])]
    out.append('ORGANIZER;CN=%s:mailto:%s' % (maker.names[board['chair']], board['chair']))
    for email in board['members'] + list(guests):
        answer = rnd.choice(['ACCEPTED', 'ACCEPTED', 'TENTATIVE', 'DECLINED', 'NEEDS-ACTION'])
        role = 'OPT-PARTICIPANT' if rnd.random() < 0.05 else 'REQ-PARTICIPANT'
        out.append('ATTENDEE;CN="%s";ROLE=%s;PARTSTAT=%s:mailto:%s' % (maker.names[email], role, answer, email))
    if board.get('mode') in ('hybrid', 'in-person'):
        out.append('ATTENDEE;CUTYPE=ROOM;CN="Room %s":mailto:room@lincolnshire.gov.uk' % board['name'][:3])
    if board.get('per_year', 0) in (2, 6) and board['mode'] != 'online':  # a room that is invited as people are
        out.append('ATTENDEE;CN="Meeting Room 4 (12)";ROLE=REQ-PARTICIPANT:mailto:%s' %
                   ('meetingroom4@lincolnshire.gov.uk' if board['per_year'] == 2 else 'hq.mr4@lincolnshire.gov.uk'))
    if board.get('mode') in ('hybrid', 'online'):
        out.append('DESCRIPTION:Agenda:\\n1. Apologies\\n2. %s plan (20 mins)\\n3. Data sharing\\n4. Any other business\\n'
                   'Join https://teams.microsoft.com/l/x' % board['name'].split()[0])
    return out + list(lines) + ['END:VEVENT']


def meetings(maker, board):
    """A list of (events for most copies, events for stale copies)."""
    rnd = maker.random
    days, rule = maker.dates(board)
    uid = maker.new_uid()
    board['dates'] = len(days)
    if board['way'] == 'dates':
        single = [event(maker, maker.new_uid(), board, d, title=board['name'] + ' - ' + d.strftime('%B %Y')) for d in days]
        return single, single
    if board['way'] == 'new-uid' and len(days) > 3:
        half = len(days) // 2
        series = []
        for part, start in ((days[:half], 0), (days[half:], half)):
            series.append(event(maker, maker.new_uid(), board, part[0], ['RRULE:%s;COUNT=%d' % (rule, len(part))]))
        return series, series
    series = [event(maker, uid, board, days[0], ['RRULE:%s;COUNT=%d' % (rule, len(days))])]
    stale = list(series)
    if len(days) > 3 and rnd.random() < 0.5:
        moved = days[2] + dt.timedelta(1)
        guest = rnd.choice(maker.everybody)
        series.append(event(maker, uid, board, moved, ['RECURRENCE-ID;TZID=Europe/London:' + stamp(days[2], board['time']),
                                                       'SEQUENCE:1'], guests=[guest] if guest not in board['members'] else []))
    if len(days) > 3 and rnd.random() < 0.4:
        off = ['RECURRENCE-ID;TZID=Europe/London:' + stamp(days[1], board['time']), 'SEQUENCE:2', 'STATUS:CANCELLED']
        series.append(event(maker, uid, board, days[1], off))
        board['dates'] -= 1
    return series, stale


def noise(maker, person, others):
    rnd, out = maker.random, []
    day = START + dt.timedelta(rnd.randint(0, 6))
    alone = {'members': [], 'chair': person, 'time': 600, 'minutes': 30, 'name': 'MARK focus'}
    pair = {'members': [person, others[0]], 'chair': person, 'time': 840, 'minutes': 30, 'name': 'MARK one to one'}
    crowd = {'members': [person] + others, 'chair': person, 'time': 660, 'minutes': 180, 'name': 'MARK workshop'}
    out.append(event(maker, maker.new_uid(), pair, day, ['RRULE:FREQ=WEEKLY;COUNT=40']))
    out.append(event(maker, maker.new_uid(), crowd, day + dt.timedelta(rnd.randint(20, 200))))
    out.append(event(maker, maker.new_uid(), crowd, day, ['RRULE:FREQ=WEEKLY;COUNT=9', 'STATUS:CANCELLED']))
    out.append(event(maker, maker.new_uid(), crowd, day, ['RRULE:FREQ=MONTHLY;COUNT=9', 'CLASS:PRIVATE',
                                                          'DESCRIPTION:MARK', 'LOCATION:MARK']))
    for i in range(10):
        out.append([line for line in event(maker, maker.new_uid(), alone, day + dt.timedelta(rnd.randint(0, 350)),
                                           time=rnd.choice(range(540, 960, 30))) if not line.startswith('ORG')])
    away = day + dt.timedelta(rnd.randint(30, 300))
    out.append(['BEGIN:VEVENT', 'UID:' + maker.new_uid(), 'DTSTAMP:20270101T000000Z',
                'DTSTART;VALUE=DATE:' + away.strftime('%Y%m%d'),
                'DTEND;VALUE=DATE:' + (away + dt.timedelta(7)).strftime('%Y%m%d'), 'SUMMARY:MARK leave', 'END:VEVENT'])
    return out


def copy_of(maker, board, events):
    """A copy as another program keeps it: forwarded, or under UIDs of its own."""
    lines = [list(e) for e in events]
    if board['way'] == 'own-uids':
        names = {}
        for e in lines:
            old = e[1]
            e[1] = names.setdefault(old, 'UID:' + maker.new_uid())
    if maker.random.random() < 0.1:
        for e in lines:
            e[5] = e[5].replace('SUMMARY:', 'SUMMARY:FW: ')
    return lines


def make(seed, folder):
    maker = Maker(seed)
    people = maker.people()
    maker.names = {p['email']: p['name'] for p in people}
    maker.everybody = [p['email'] for p in people]
    boards = maker.boards(people)
    diaries = {p['email']: [] for p in people if maker.random.random() < 0.6}
    for board in boards:
        fresh, stale = meetings(maker, board)
        if not any(m in diaries for m in board['members']):
            diaries.setdefault(board['chair'], [])
        for member in board['members']:
            if member in diaries:
                old = member != board['chair'] and maker.random.random() < 0.15
                diaries[member] += copy_of(maker, board, stale if old else fresh)
    os.makedirs(folder, exist_ok=True)
    for number, (email, events) in enumerate(sorted(diaries.items())):
        events += noise(maker, email, maker.random.sample([e for e in maker.everybody if e != email], 8))
        head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN']
        if maker.random.random() < 0.5:
            head.append('X-WR-CALNAME:' + email)
        with open(os.path.join(folder, 'feed%03d.ics' % number), 'w', newline='') as out:
            for line in head + [line for e in events for line in e] + ['END:VCALENDAR']:
                out.write(line + '\r\n')
    with open(os.path.join(folder, 'truth.json'), 'w') as out:
        json.dump({'boards': boards, 'diaries': sorted(diaries)}, out)


def read(path):
    with open(path, encoding='utf-8-sig', newline='') as file:
        return list(csv.DictReader(file))


def likeness(a, b):
    return len(a & b) / len(a | b)


def score(folder, found):
    truth = json.load(open(os.path.join(folder, 'truth.json')))
    emails = {p['person_id']: p['email'] for p in read(os.path.join(found, 'people.csv'))}
    boards = {b['board_id']: dict(b, members=set()) for b in read(os.path.join(found, 'boards.csv'))}
    for row in read(os.path.join(found, 'members.csv')):
        boards[row['board_id']]['members'].add(emails[row['person_id']])
        if row['role'] == 'chair':
            boards[row['board_id']]['chair'] = emails[row['person_id']]
    known, pairs, right_pairs, counts = {}, 0, 0, {'chair': 0, 'meetings': 0, 'minutes': 0, 'mode': 0}
    for id_, board in boards.items():
        best = max((i for i, t in enumerate(truth['boards']) if i not in known.values()),
                   key=lambda i: (board['name'].startswith(truth['boards'][i]['name'])
                                  + likeness(board['members'], set(truth['boards'][i]['members']))), default=None)
        pairs += len(board['members'])
        if best is None:
            continue
        true = truth['boards'][best]
        if not board['name'].startswith(true['name']) or likeness(board['members'], set(true['members'])) < 0.7:
            print('wrong:', board['name'], len(board['members']), 'nearest', true['name'])
            continue
        known[id_] = best
        right_pairs += len(board['members'] & set(true['members']))
        counts['chair'] += board.get('chair') == true['chair']
        counts['meetings'] += abs(int(board['meetings_per_year']) - true['dates']) <= 0
        counts['minutes'] += int(board['minutes']) == true['minutes']
        counts['mode'] += board['mode'] == true['mode']
    for i, true in enumerate(truth['boards']):
        if i not in known.values():
            print('missed:', true['name'], len(true['members']), true['per_year'], true['way'])
    true_pairs = sum(len(t['members']) for t in truth['boards'])
    figures = {'board precision': len(known) / len(boards), 'board recall': len(known) / len(truth['boards']),
               'member precision': right_pairs / pairs, 'member recall': right_pairs / true_pairs}
    print(', '.join('%s %.3f' % f for f in figures.items()))
    print('of the boards found: ' + ', '.join('%s right %.3f' % (k, n / max(1, len(known))) for k, n in counts.items()))
    diaries = [f for f in os.listdir(os.path.join(found, 'calendars', 'people'))]
    print('%d of %d diaries given to their people' % (len(diaries), len(truth['diaries'])))
    wrong = [f for f in diaries if emails[f[:-4]] not in truth['diaries']]
    return 0 if min(figures.values()) >= 0.95 and min(counts.values()) >= 0.9 * len(known) and not wrong else 1


if __name__ == '__main__':
    if sys.argv[1] == 'make':
        make(int(sys.argv[2]), sys.argv[3])
    else:
        sys.exit(score(sys.argv[2], sys.argv[3]))
