#!/bin/sh
# Publishing to Radicale on loopback, as users do: twice changes nothing, a re-plan touches only what changed, a server
# that fails half-way is repaired by running again, and what can go wrong is told. Also the folder for a web server.
. "${SOURCE:?}/tests/head.sh"
command -v radicale >/dev/null || { echo "skipped: radicale is not installed"; exit 0; }
server=""
proxy=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; [ -z "$proxy" ] || kill "$proxy" 2>/dev/null || true; rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1795000000
unset MOOT_CALDAV_USER MOOT_CALDAV_PASSWORD NETRC http_proxy https_proxy all_proxy ALL_PROXY HTTP_PROXY HTTPS_PROXY
fail() { echo "FAIL: $*"; cat "$work/out" 2>/dev/null; exit 1; }
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf 'office:moonlight\nreader:daylight\n' >"$work/users"
cat >"$work/rights" <<'R'
[root]
user: .+
collection:
permissions: R
[own]
user: office
collection: office(/.*)?
permissions: RWrw
[shared]
user: reader
collection: office(/.*)?
permissions: Rr
R
cat >"$work/config" <<C
[server]
hosts = 127.0.0.1:$port
[auth]
type = htpasswd
htpasswd_filename = $work/users
htpasswd_encryption = plain
delay = 0
[rights]
type = from_file
file = $work/rights
[storage]
filesystem_folder = $work/store
[logging]
level = warning
C
timeout 1500 radicale --config "$work/config" >"$work/radicale.log" 2>&1 &
server=$!
for _ in $(seq 600); do
	python3 -c "import socket; socket.create_connection(('127.0.0.1', $port), 1)" 2>/dev/null && break
	sleep 0.1
done
base=http://127.0.0.1:$port/office/
land=$SOURCE/tests/data/town
"$MOOT" plan "$land" -o "$work/plan" --time-limit 5 -q >/dev/null
publish() { "$MOOT" export "$land" "$1/plan.json" -q --publish "$2" >"$work/out" 2>&1; }
count() { "$MOOT" export "$land" "$1/plan.json" --publish "$base" 2>/dev/null | grep '^Published'; }
refused() { # exit code, pattern, address
	code=0
	"$MOOT" export "$land" "$work/plan/plan.json" -q --publish "$3" >"$work/out" 2>&1 || code=$?
	[ "$code" = "$1" ] && grep -q "$2" "$work/out" || fail "$3 gave $code, not $1 with '$2'"
	! grep -q -e moonlight -e daylight -e 'office/' "$work/out" || fail "a secret or a whole address is shown"
}

# What can go wrong first: nothing is on the server yet.
refused 5 'user name and password' "$base"
export MOOT_CALDAV_USER=office MOOT_CALDAV_PASSWORD=wrong
refused 5 'user name and password' "$base"
export MOOT_CALDAV_USER=reader MOOT_CALDAV_PASSWORD=daylight
refused 5 'read-only' "$base"
unset MOOT_CALDAV_USER MOOT_CALDAV_PASSWORD
refused 2 'does not belong in it' "http://office:moonlight@127.0.0.1:$port/office/"
refused 2 'use https' "http://calendars.example.org/office/"
refused 2 'use https' "http://127.0.0.1.example.org/office/"
refused 2 'must begin with https' "ftp://127.0.0.1/office/"
refused 5 'takes no connection' "http://127.0.0.1:1/office/"

# Credentials from netrc.
(umask 077 && printf 'machine 127.0.0.1 login office password moonlight\n' >"$work/netrc")
export NETRC=$work/netrc
meetings=$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["meetings"]))' "$work/plan/plan.json")
first=$(count "$work/plan")
echo "$first" | grep -q "meetings: $meetings added, 0 changed, 0 removed, 0 as they were" || fail "first: $first"
second=$(count "$work/plan")
echo "$second" | grep -q "(0 new); meetings: 0 added, 0 changed, 0 removed, $meetings as they were" || fail "second: $second"

# What a CalDAV client reads is what calendar.csv says.
cat >"$work/read.py" <<'P'
"""The meetings on the server, through the protocol: read.py BASE CALENDAR_CSV compares them with the table."""
import base64, csv, re, sys, urllib.request
import xml.etree.ElementTree as xml
from icalendar import Calendar
base, table = sys.argv[1:]
auth = "Basic " + base64.b64encode(b"office:moonlight").decode()
def ask(method, url, body, depth):
    request = urllib.request.Request(url, body.encode(), {"Authorization": auth, "Depth": depth, "Content-Type": "text/xml"}, method=method)
    return xml.fromstring(urllib.request.urlopen(request, timeout=120).read())
found = set()
for reply in ask("PROPFIND", base, '<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>', "1"):
    href = reply.find("{DAV:}href").text
    if reply.find(".//{urn:ietf:params:xml:ns:caldav}calendar") is None:
        continue
    query = '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>'
    for data in ask("REPORT", re.match(r"https?://[^/]+", base).group() + href, query, "1").iter("{urn:ietf:params:xml:ns:caldav}calendar-data"):
        for event in Calendar.from_ical(data.text).walk("VEVENT"):
            if str(event["UID"]).endswith(".moot"):
                found.add((str(event["UID"]), event["DTSTART"].dt.strftime("%Y-%m-%d %H:%M"), event["DTEND"].dt.strftime("%H:%M")))
expected = {(row["uid"], row["date"] + " " + row["start"], row["end"]) for row in csv.DictReader(open(table, encoding="utf-8-sig", newline="")) if row["uid"]}
assert found == expected, (found - expected, expected - found)
P
/usr/bin/python3 "$work/read.py" "$base" "$work/plan/calendar.csv" || fail "the server's meetings are not the plan's"

# Somebody's own entry in one of the calendars, and one of moot's changed by hand.
board=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["meetings"][0]["board"])' "$work/plan/plan.json")
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:mine\r\nDTSTAMP:20270101T000000Z\r\nDTSTART:20270601T100000Z\r\nDTEND:20270601T110000Z\r\nSUMMARY:Mine\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >"$work/mine.ics"
curl -sf -n --netrc-file "$work/netrc" -X PUT --data-binary @"$work/mine.ics" -H 'Content-Type: text/calendar' "$base$board/mine.ics" || fail "a PUT of our own"
event=$(find "$work/store" -name '*.moot.ics' -path "*/$board/*" | sort | head -n 1)
curl -sf --netrc-file "$work/netrc" "$base$board/$(basename "$event")" | sed 's/^SUMMARY:.*/SUMMARY:Changed by hand\r/' >"$work/hand.ics"
curl -sf --netrc-file "$work/netrc" -X PUT --data-binary @"$work/hand.ics" -H 'Content-Type: text/calendar' "$base$board/$(basename "$event")"
third=$(count "$work/plan")
echo "$third" | grep -q "0 added, 1 changed, 0 removed, $((meetings - 1)) as they were" || fail "third: $third"
curl -sf --netrc-file "$work/netrc" "$base$board/mine.ics" | grep -q 'SUMMARY:Mine' || fail "somebody's entry is gone"

# Another plan (today's boards as they are): what is not in it goes, what is stays, and again changes nothing.
"$MOOT" plan "$land" -o "$work/other" --calendar-only --time-limit 5 -q >/dev/null
publish "$work/other" "$base" || fail "the other plan"
/usr/bin/python3 "$work/read.py" "$base" "$work/other/calendar.csv" || fail "the server's meetings are not the other plan's"
publish "$work/plan" "$base" || fail "back again"
/usr/bin/python3 "$work/read.py" "$base" "$work/plan/calendar.csv" || fail "the server's meetings are not the plan's again"

# A meeting that was held before the plan was made again, of a board that is gone, stays; one that is dropped goes.
mkdir "$work/held" "$work/dropped"
python3 - "$work" <<'P'
import json, sys
work = sys.argv[1]
plan = json.load(open(f"{work}/plan/plan.json"))
was = plan["meetings"].pop(0)
for meeting in plan["meetings"]:
    meeting.update(previous=meeting["start"], frozen=False)
held = {key: was[key] for key in ("uid", "board", "number", "start", "end", "timezone", "venue", "sequence")}
plan.update(previous={"freeze_before": plan["end"], "exceptions": []}, moved=[], cancelled=[],
            held=[held | {"name": was["board"], "why": "it is gone"}])
json.dump(plan, open(f"{work}/held/plan.json", "w"))
plan["held"] = []
json.dump(plan, open(f"{work}/dropped/plan.json", "w"))
P
held=$(count "$work/held")
echo "$held" | grep -q "0 added, 0 changed, 0 removed, $((meetings - 1)) as they were" || fail "held: $held"
dropped=$(count "$work/dropped")
echo "$dropped" | grep -q "0 added, 0 changed, 1 removed, $((meetings - 1)) as they were" || fail "dropped: $dropped"
publish "$work/plan" "$base" || fail "back again from a dropped meeting"

# A server that breaks off half-way: a relay that dies after twenty requests.
cat >"$work/relay.py" <<'P'
"""Relays requests to PORT and closes its door after the given number: relay.py PORT COUNT prints its own port."""
import http.client, http.server, sys
port, left = int(sys.argv[1]), int(sys.argv[2])
class Relay(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def handle_one_request(self):
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        global left
        left -= 1
        if left < 0:
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        link.request(self.command, self.path, body, {k: v for k, v in self.headers.items() if k != "Host"})
        answer = link.getresponse()
        content = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
server = http.server.HTTPServer(("127.0.0.1", 0), Relay)
print(server.server_port, flush=True)
server.serve_forever()
P
rm -rf "$work/store/collection-root/office"
timeout 600 python3 "$work/relay.py" "$port" 12 >"$work/relay.port" &
proxy=$!
for _ in $(seq 600); do [ -s "$work/relay.port" ] && break; sleep 0.1; done
code=0
publish "$work/plan" "http://127.0.0.1:$(cat "$work/relay.port")/office/" || code=$?
[ "$code" = 5 ] && grep -q 'run it again to go on' "$work/out" || fail "half-way gave $code"
again=$(count "$work/plan")
echo "$again" | grep -q ' 0 changed, 0 removed' || fail "again: $again"
/usr/bin/python3 "$work/read.py" "$base" "$work/plan/calendar.csv" || fail "not repaired"

# One person's calendar.
person=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["boards"][0]["members"][0]["person"])' "$work/plan/plan.json")
"$MOOT" export "$land" "$work/plan/plan.json" --person "$person" --publish "$base" 2>/dev/null | grep -q 'Published: 1 calendars (1 new)' || fail "one person"
echo "radicale: $meetings meetings published, unchanged, changed, replaced, repaired"

# An area of 80 boards: the server takes every meeting, without a word in its log, and a second time changes nothing.
"$python" "$SOURCE/benchmarks/generate.py" "$work/area" --boards 80 --people 200 --seed 1 --busy normal >/dev/null
"$MOOT" plan "$work/area" -o "$work/large" --time-limit 10 -q >/dev/null 2>&1
rm -rf "$work/store/collection-root/office"
: >"$work/radicale.log"
large() { "$MOOT" export "$work/area" "$work/large/plan.json" --publish "$base" 2>/dev/null | grep '^Published'; }
meetings=$("$python" -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["meetings"]))' "$work/large/plan.json")
first=$(large)
echo "$first" | grep -q "meetings: $meetings added, 0 changed, 0 removed, 0 as they were" || fail "80 boards: $first"
/usr/bin/python3 "$work/read.py" "$base" "$work/large/calendar.csv" || fail "the server's meetings of 80 boards are not the plan's"
second=$(large)
echo "$second" | grep -q "0 added, 0 changed, 0 removed, $meetings as they were" || fail "80 boards again: $second"
[ ! -s "$work/radicale.log" ] || { cat "$work/radicale.log"; fail "the server complains"; }
echo "radicale: $meetings meetings of 80 boards, unchanged the second time"

# The folder for a web server.
feed() { "$MOOT" export "$land" "$work/plan/plan.json" -q --feed "$work/web" >"$work/out" 2>&1; }
feed || fail "feed"
[ "$(stat -c %a "$work/web-addresses.csv")" = 600 ] || fail "the table is not its owner's alone"
people=$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["people"]))' "$work/plan/plan.json")
[ "$(find "$work/web" -name '*.ics' | wc -l)" = "$people" ] || fail "one calendar a person"
find "$work/web" -name '*.ics' | grep -qvE '/[0-9a-f]{40}\.ics$' && fail "a name that can be guessed"
[ "$(cut -d, -f3 "$work/web-addresses.csv" | sort -u | wc -l)" = $((people + 1)) ] || fail "two with one name"
cp -r "$work/web" "$work/web1" && cp "$work/web-addresses.csv" "$work/table1"
feed && diff -r "$work/web" "$work/web1" && diff "$work/web-addresses.csv" "$work/table1" || fail "names have changed"
echo "person_id,name,file" >"$work/web-addresses.csv" && echo "x,X,../../etc/passwd" >>"$work/web-addresses.csv"
if feed; then fail "a table with a path in it"; fi
sed '2s/,/,"torn"/' "$work/table1" >"$work/web-addresses.csv"
if feed; then fail "a table with a row that can't be read gives its person a new name"; fi
grep -q 'web-addresses.csv:2: ' "$work/out" || fail "the torn row is not named"
diff -r "$work/web" "$work/web1" || fail "a refused table has changed the folder"
echo "feed: $people calendars under names that stay"
