#!/bin/sh
# What calendars say in confidence reaches no output: markers are planted in every text of private and confidential
# events, and in the titles, descriptions and places of events that match no board, in calendars of every owner; then
# every command runs and every byte that it wrote is searched. Closures are different: their title is why a day is
# closed, and a public one is shown.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000
cp -r "$SOURCE/tests/data/town" "$work/town"
chmod -R u+w "$work/town"
cat >"$work/plant.py" <<'P'
"""Writes calendars with markers: plant.py LANDSCAPE FOLDER. HUSH stands in private texts, MUTE in unmatched ones."""
import csv, itertools, os, sys

town, loose = sys.argv[1:]
count = itertools.count(1)


def event(title, marker, lines, day, rule=""):
    uid = f"uid-{next(count)}@example.org"
    text = [f"BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART;TZID=Europe/London:2027{day}T100000",
            f"DTEND;TZID=Europe/London:2027{day}T113000", f"SUMMARY:{title} {marker}-title",
            f"DESCRIPTION:about {marker}-description", f"LOCATION:{marker}-location",
            f"ORGANIZER;CN={marker}-organiser:mailto:{marker.lower()}-organiser@example.org"]
    text += [f"ATTENDEE;CN={marker}-name{i};PARTSTAT=ACCEPTED:mailto:{marker.lower()}-mail{i}@example.org" for i in range(3)]
    return text + ([f"RRULE:{rule}"] if rule else []) + lines + ["END:VEVENT"]


def write(path, events):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", newline="") as file:
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"] + sum(events, []) + ["END:VCALENDAR"]:
            file.write(line + "\r\n")


def secrets(name):
    weekly = "FREQ=WEEKLY;COUNT=10"
    return [event(name, "HUSH", ["CLASS:PRIVATE"], "0504"), event(name, "HUSH", ["CLASS:CONFIDENTIAL"], "0511"),
            event(name, "HUSH", ["CLASS:X-OURS"], "0518", weekly), event("Surgery", "HUSH", ["CLASS:PRIVATE"], "0601"),
            # What is wrong with a private event is told by its line, never by its words.
            event("Broken", "HUSH", ["CLASS:PRIVATE", "RRULE:FREQ=SECONDLY", "EXDATE:never"], "0602")]


def strangers():
    return [event("Quarterly", "MUTE", [], "0608"), event("Rota", "MUTE", [], "0615", "FREQ=WEEKLY;COUNT=12"),
            event("Odd", "MUTE", ["RRULE:FREQ=SECONDLY"], "0616")]


rows = lambda name: list(csv.DictReader(open(os.path.join(town, name), newline="")))
board = rows("boards.csv")[0]
for person in rows("people.csv"):
    write(os.path.join(town, "calendars/people", person["person_id"] + ".ics"), secrets(board["name"]) + strangers())
for venue in rows("venues.csv"):
    write(os.path.join(town, "calendars/venues", venue["venue_id"] + ".ics"), secrets(board["name"]) + strangers())
for board in rows("boards.csv"):
    write(os.path.join(town, "calendars/boards", board["board_id"] + ".ics"), secrets(board["name"]))
write(os.path.join(town, "calendars/closures/secret.ics"), [event("Away day", "HUSH", ["CLASS:PRIVATE"], "0701")])
for number in range(3):
    write(os.path.join(loose, f"loose{number}.ics"), secrets("Something") + [event("Open", "SHOWN", [], "0629")])
P
python3 "$work/plant.py" "$work/town" "$work/loose"
[ "$(grep -rl HUSH-title "$work/town" | wc -l)" -gt 10 ] || fail "nothing was planted"

# run NAME COMMAND...: keeps what the command printed; it may end as it likes but for wrong usage and a failure.
run() {
	name=$1
	shift
	code=0
	"$@" >"$work/out/$name.out" 2>"$work/out/$name.err" || code=$?
	case $code in
	0 | 1 | 3 | 4) ;;
	*) cat "$work/out/$name.err"; fail "exit $code: $*" ;;
	esac
}
mkdir "$work/out"
run check "$MOOT" check "$work/town" -v
run check-json "$MOOT" check "$work/town" --json
run audit "$MOOT" audit "$work/town" -v -o "$work/out/audit"
run audit-json "$MOOT" audit "$work/town" --json
run plan "$MOOT" plan "$work/town" -v -o "$work/out/plan" --time-limit 20
[ -e "$work/out/plan/plan.json" ] || fail "there is no plan to search"
run verify "$MOOT" verify "$work/town" "$work/out/plan/plan.json" -v
run discover "$MOOT" discover "$work"/loose/*.ics -o "$work/out/found" --start 2027-04-01 --end 2028-03-31
found=$(grep -rlaE 'HUSH|MUTE' "$work/out" || true)
[ -z "$found" ] || { grep -rnaoE '.{0,80}(HUSH|MUTE).{0,40}' "$work/out" | head -n 20; fail "a marker reached: $found"; }
# In lower case: addresses. Those of private events are shown to nobody either.
found=$(grep -rlaE 'hush-' "$work/out" || true)
[ -z "$found" ] || { grep -rnaoE '.{0,80}hush-.{0,40}' "$work/out" | head -n 20; fail "an address reached: $found"; }

# events shows titles by design, of public events alone; in no form anything else of an event.
run events "$MOOT" events "$work"/loose/*.ics --start 2027-04-01 --end 2028-03-31 -v
run events-json "$MOOT" events "$work"/loose/*.ics --start 2027-04-01 --end 2028-03-31 --json
for name in events.out events.err events-json.out events-json.err; do
	if grep -inaE 'hush|shown-(description|location|organiser|name|mail)' "$work/out/$name"; then fail "a marker reached $name"; fi
done
grep -q 'SHOWN-title' "$work/out/events.out" || fail "events shows no public title"
grep -q 'SHOWN-title' "$work/out/events-json.out" || fail "events --json shows no public title"
grep -q '(private)' "$work/out/events.out" || fail "events does not say what is private"
echo "privacy: ok"
