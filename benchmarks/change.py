#!/usr/bin/env python3
"""A landscape a little later: somebody leaves, and a day with many meetings is closed.

    change.py LANDSCAPE PLAN.json OUT

Copies LANDSCAPE to OUT without the busiest person who chairs nothing, and closes the day on which PLAN.json has most
meetings. Prints the leaver, the day, how many meetings stand on it and how many there are.
"""
import argparse
import collections
import csv
import json
import os
import shutil

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('landscape')
parser.add_argument('plan')
parser.add_argument('out')
arguments = parser.parse_args()

shutil.copytree(arguments.landscape, arguments.out)
members = os.path.join(arguments.out, 'members.csv')
with open(members, newline='', encoding='utf-8') as file:
    rows = list(csv.reader(file))
person = rows[0].index('person_id')
role = rows[0].index('role')
chairs = {row[person] for row in rows[1:] if row[role] in ('chair', 'vice-chair')}
seats = collections.Counter(row[person] for row in rows[1:] if row[person] not in chairs)
leaver = min(seats, key=lambda name: (-seats[name], name))
with open(members, 'w', newline='', encoding='utf-8') as file:
    csv.writer(file).writerows(row for row in rows if row[person] != leaver)

with open(arguments.plan, encoding='utf-8') as file:
    meetings = json.load(file)['meetings']
days = collections.Counter(meeting['start'][:10] for meeting in meetings)
day = min(days, key=lambda name: (-days[name], name))
closures = os.path.join(arguments.out, 'calendars', 'closures')
os.makedirs(closures, exist_ok=True)
with open(os.path.join(closures, 'visit.ics'), 'w', newline='', encoding='utf-8') as file:
    file.write('\r\n'.join(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//moot//change//EN', 'BEGIN:VEVENT',
                            'UID:visit@change', 'DTSTAMP:20260101T000000Z',
                            'DTSTART;VALUE=DATE:' + day.replace('-', ''), 'SUMMARY:Royal visit', 'END:VEVENT',
                            'END:VCALENDAR', '']))
print(leaver, day, days[day], len(meetings))
