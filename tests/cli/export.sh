#!/bin/sh
# Packs for partners: what is in them, that nothing of anyone else is (by markers in every field that must stay in), that
# a second export gives the same bytes, and that wrong readers are refused with nothing written.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000
cat >"$work/make.py" <<'P'
"""A landscape in which every person's address, base, pay and limit is a marker: SECRET-<person>."""
import os, sys
folder = sys.argv[1]
os.makedirs(folder + "/calendars/people")
os.makedirs(folder + "/calendars/boards")
people = {"ann": "Police", "bob": "Police", "cat": "Council", "dan": "Council", "eve": "Health"}
def write(name, rows):
    with open(f"{folder}/{name}", "w", newline="") as file:
        file.write("".join(",".join(row) + "\r\n" for row in rows))
write("people.csv", [["person_id", "name", "organisation", "post", "email", "salary", "base"]] +
      [[p, p.title() + " Name", o, "Post of " + p, f"secret-{p}@{o.lower()}.example", str(51000 + 1111 * i), "Site-" + p]
       for i, (p, o) in enumerate(people.items())])
write("boards.csv", [["board_id", "name", "meetings_per_year", "minutes", "merge", "reports_to"],
                     ["north", "North Board", "4", "90", "", "top"], ["south", "South Board", "4", "90", "", "top"],
                     ["top", "Top Board", "4", "120", "never", ""], ["quiet", "Quiet Board", "2", "60", "never", ""]])
write("members.csv", [["board_id", "person_id", "role"], ["north", "ann", "chair"], ["north", "cat", ""], ["south", "ann", ""],
                      ["south", "cat", "chair"], ["top", "bob", "chair"], ["top", "dan", ""], ["top", "eve", ""],
                      ["quiet", "eve", "chair"], ["quiet", "dan", ""]])
write("agenda.csv", [["board_id", "theme", "minutes"], ["north", "Safety", "40"], ["south", "Safety", "40"],
                     ["top", "Strategy", "60"], ["quiet", "Whispers", "30"]])
def calendar(path, events):
    with open(f"{folder}/calendars/{path}.ics", "w", newline="") as file:
        file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(
            "\r\n".join(["BEGIN:VEVENT", *event, "DTSTAMP:20260101T000000Z", "END:VEVENT", ""]) for event in events) +
            "END:VCALENDAR\r\n")
for person in people:
    calendar("people/" + person, [[f"UID:diary-{person}", "SUMMARY:SECRET-title", "DTSTART;TZID=Europe/London:20270405T090000",
                                   "DTEND;TZID=Europe/London:20270405T170000", "RRULE:FREQ=WEEKLY;COUNT=30"]])
calendar("boards/south", [["UID:south-series", "SUMMARY:South Board", "SEQUENCE:3", "DTSTART;TZID=Europe/London:20270310T100000",
                           "DTEND;TZID=Europe/London:20270310T113000", "RRULE:FREQ=MONTHLY;COUNT=4",
                           "ORGANIZER:mailto:secret-cat@council.example"]])
P
python3 "$work/make.py" "$work/land"
"$MOOT" plan "$work/land" -o "$work/plan" --time-limit 5 -q --start 2027-04-01 --end 2028-03-31 >/dev/null
export_to() { "$MOOT" export "$work/land" "$work/plan/plan.json" -q -o "$@"; }

# North and South become one: South's (or North's) old meetings from April on are cancelled by their own UID.
cancel=$(ls "$work"/plan/ics/re*/south.ics)
grep -q '^METHOD:CANCEL' "$cancel" && grep -q '^SEQUENCE:4' "$cancel" && grep -q '^STATUS:CANCELLED' "$cancel" || fail "cancellation"
[ "$(grep -c '^UID:south-series' "$cancel")" = 3 ] || fail "three meetings are left of the series in the year"
grep -q '^RECURRENCE-ID;TZID=Europe/London:20270410T100000' "$cancel" || fail "the first of them"
grep -q '20270310' "$cancel" && fail "the meeting before the year is not ours to cancel"

export_to "$work/police" --organisation police
for file in README.txt boards.csv membership.csv calendar.csv hours.csv manifest.csv pack.zip calendars/organisation.ics \
	calendars/people/ann.ics calendars/people/bob.ics calendars/boards/top.ics terms-of-reference/top.md; do
	[ -s "$work/police/$file" ] || fail "no $file"
done
[ ! -e "$work/police/calendars/people/cat.ics" ] && [ ! -e "$work/police/calendars/boards/quiet.ics" ] || fail "too much"
mkdir "$work/unzipped"
python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' "$work/police/pack.zip" "$work/unzipped"
rm "$work/police/pack.zip"
diff -r "$work/police" "$work/unzipped" || fail "the zip is not the folder"
# Nothing of others: addresses, pay, hours, diaries, boards that the police do not sit on.
leaks() { # folder, then what must not be in it
	folder=$1
	shift
	for mark in "$@"; do
		! grep -rlai -e "$mark" "$folder" || fail "$mark in $folder"
	done
}
leaks "$work/police" secret-cat secret-dan secret-eve SECRET-title quiet Whispers Site- 52111 53222 54333 55444 diary- 'Eve Name,Post of eve,[0-9]'
grep -q 'Eve Name,Post of eve,Health' "$work/police/membership.csv" || fail "a fellow member has a name and a post"
grep -q 'Ann Name' "$work/police/hours.csv" || fail "own hours"
leaks "$work/police/hours.csv" 'Cat Name' 'Dan Name' 'Eve Name'

export_to "$work/redacted" --organisation POLICE --redact
rm "$work/redacted/pack.zip"
leaks "$work/redacted" 'Ann Name' 'Bob Name' 'Cat Name' 'Dan Name' 'Eve Name' secret- 'Post of'
grep -q 'Police' "$work/redacted/membership.csv" || fail "organisations stay"

export_to "$work/ann" --person ann
rm "$work/ann/pack.zip"
leaks "$work/ann" secret-bob secret-cat 'Bob Name,Post of bob,[0-9]' quiet
[ "$(find "$work/ann/calendars/people" -type f | wc -l)" = 1 ] || fail "one person's calendar"

export_to "$work/top" --board top
leaks "$work/top/calendars" secret-
export_to "$work/invite" --board top --invite
set -- "$work"/invite/invitations/*.ics
[ $# = 4 ] || fail "four invitations"
grep -q '^METHOD:REQUEST' "$1" && grep -q 'ROLE=CHAIR' "$1" && grep -q '^ORGANIZER' "$1" || fail "an invitation"
tr -d '\r' <"$1" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' | grep -c '^ATTENDEE' | grep -qx 3 || fail "three are invited"

export_to "$work/all" --all
for file in organisations/police/membership.csv organisations/council/pack.zip boards/top.ics people/eve.ics manifest.csv; do
	[ -s "$work/all/$file" ] || fail "no $file"
done
leaks "$work/all/organisations/police" secret-cat secret-eve quiet
cp -r "$work/all" "$work/first"
export_to "$work/all" --all
diff -r "$work/all" "$work/first" || fail "a second export differs"

refused() {
	want=$1
	shift
	code=0
	"$MOOT" export "$work/land" "$work/plan/plan.json" -q "$@" >"$work/out" 2>&1 || code=$?
	[ "$code" = 2 ] && grep -q "$want" "$work/out" || fail "$* gave $code: $(cat "$work/out")"
}
refused 'is "Police" meant' --organisation Polise -o "$work/no"
refused 'no person "zed"' --person zed -o "$work/no"
refused 'one reader' -o "$work/no"
refused 'one reader' --all --board top -o "$work/no"
refused 'somewhere to write' --all
refused 'every member' --organisation Police --invite -o "$work/no"
refused 'cannot go with --person' --person ann --redact -o "$work/no"
[ ! -e "$work/no" ] || fail "something was written"
refused 'is a landscape' --all -o "$work/land"
mkdir "$work/mine" && echo mine >"$work/mine/file"
refused 'mine' --all -o "$work/mine"
echo "export: packs for an organisation, a person, a board and all; no marker of others in any"
