#!/bin/sh
# Feeds at addresses, from real servers on loopback: nginx, which behaves, and feeds_server.py, which does not. What is
# fetched, asked for again, refused, given up, and replaced by its copy; and no secret part of an address anywhere.
. "${SOURCE:?}/tests/head.sh"
for program in nginx openssl "$python"; do
	PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || { echo "skipped: $program is not installed"; exit 0; }
done
"$MOOT" --help 2>/dev/null | grep -q check || { echo "skipped: the program has no commands"; exit 0; }
PATH=$PATH:/usr/sbin
nginx_id=
server_id=
# timeout passes the signal on, and ends both should this script be killed.
finish() {
	for id in $nginx_id $server_id; do kill "$id" 2>/dev/null || true; done
	wait
	rm -rf "$work"
}
trap finish EXIT

marker=zZmArKeRzZ # in the secret part of every address
land=$work/land
outputs=$work/outputs
mkdir -p "$land" "$outputs" "$work/site/feeds/$marker" "$work/tmp"
unset CURL_CA_BUNDLE SSL_CERT_FILE SOURCE_DATE_EPOCH https_proxy HTTPS_PROXY all_proxy ALL_PROXY
export XDG_CACHE_HOME="$work/cache" TMPDIR="$work/tmp"

# --- certificates: an authority, a server of its own, one with another's name, one that nobody vouches for

certificate() { # NAME HOST
	printf 'subjectAltName=%s\n' "$2" >"$work/$1.ext"
	openssl req -newkey rsa:2048 -nodes -keyout "$work/$1.key" -out "$work/$1.csr" -subj "/CN=$1" 2>/dev/null
	openssl x509 -req -in "$work/$1.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -days 2 -extfile "$work/$1.ext" \
		-out "$work/$1.pem" 2>/dev/null
}
for name in ca stranger; do
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/$name.key" -out "$work/$name.pem" -days 2 \
		-subj "/CN=$name" -addext "subjectAltName=DNS:localhost" 2>/dev/null
done
certificate good DNS:localhost
certificate other DNS:other.example

# --- the servers

calendar() { # UID START
	printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\n' "$1"
	printf 'DTSTART:%s\r\nDURATION:PT1H\r\nSUMMARY:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' "$2" "$1"
}
calendar ann 20270607T090000Z >"$work/site/feeds/$marker/ann.ics"
calendar bob 20270608T090000Z >"$work/site/feeds/$marker/bob.ics"
calendar board 20270609T090000Z >"$work/site/feeds/$marker/board.ics"
calendar closed 20270610T090000Z >"$work/site/feeds/$marker/closed.ics"
touch -d 2026-03-01T12:00:00Z "$work/site/feeds/$marker/"*.ics

timeout 1500 "$python" "$SOURCE/tests/clients/feeds_server.py" "$work" &
server_id=$!
for _ in $(seq 120); do
	[ -s "$work/ports" ] && break
	sleep 0.5
done
[ -s "$work/ports" ] || fail "feeds_server.py does not start"
# Its own port, and three that were free a moment ago.
read -r odd port other stranger <"$work/ports"

server_block() { # PORT CERTIFICATE
	echo "server { listen 127.0.0.1:$1 ssl; ssl_certificate $work/$2.pem; ssl_certificate_key $work/$2.key;"
	echo "root $work/site; location /moved/ { return 302 /feeds/$marker/ann.ics; } }"
}
{
	echo "daemon off; master_process off; pid $work/nginx.pid; error_log $work/nginx.log; events {}"
	echo "http { log_format brief '\$status \$uri'; access_log $work/access.log brief; default_type text/calendar;"
	echo "gzip on; gzip_min_length 1; gzip_types text/calendar;"
	for path in client_body proxy fastcgi uwsgi scgi; do echo "${path}_temp_path $work/nginx_$path;"; done
	server_block "$port" good
	server_block "$other" other
	server_block "$stranger" stranger
	echo "}"
} >"$work/nginx.conf"
start_nginx() {
	timeout 1500 nginx -p "$work" -c "$work/nginx.conf" -e "$work/nginx.log" &
	nginx_id=$!
	for _ in $(seq 120); do
		[ -s "$work/nginx.pid" ] && return
		sleep 0.5
	done
	fail "nginx does not start: $(cat "$work/nginx.log")"
}
stop_nginx() {
	kill "$nginx_id"
	wait "$nginx_id" 2>/dev/null || true
	nginx_id=
}
start_nginx

# --- the landscape

printf 'board_id,name,meetings_per_year\ncsp,Safety Partnership,4\n' >"$land/boards.csv"
printf 'key,value\nstart,2027-04-01\n' >"$land/policy.csv"
{
	echo board_id,person_id,role
	echo csp,ann,chair
	echo csp,bob,member
	for n in $(seq 1 24); do echo "csp,p$n,member"; done
} >"$land/members.csv"
# feeds SOURCE...: feeds.csv, the first source on line 2, whose owner is p1.
feeds() {
	n=1
	echo owner,source >"$land/feeds.csv"
	for source in "$@"; do
		echo "person:p$n,$source" >>"$land/feeds.csv"
		n=$((n + 1))
	done
}
runs=0
# run CODE ARGUMENT...: the program must end with that exit code; what it prints is kept for the last check.
run() {
	runs=$((runs + 1))
	code=0
	want=$1
	shift
	timeout 600 "$MOOT" "$@" >"$outputs/$runs.out" 2>"$outputs/$runs.err" || code=$?
	[ "$code" = "$want" ] || { cat "$outputs/$runs.out" "$outputs/$runs.err"; fail "exit $code, not $want: moot $*"; }
}
# problem LINE SEVERITY PART: the last run, with --json, told that of a row of feeds.csv.
problem() {
	"$python" - "$outputs/$runs.out" "$@" <<'P' || fail "feeds.csv:$1 has no $2 with '$3': $(cat "$outputs/$runs.out")"
import json, sys
path, line, severity, part = sys.argv[1:]
problems = json.load(open(path))["problems"]
sys.exit(not any(p["file"] == "feeds.csv" and p["line"] == int(line) and p["severity"] == severity and part in p["message"]
                 for p in problems))
P
}
problems() { # COUNT: of feeds.csv in the last run
	[ "$(grep -A 1 '"severity"' "$outputs/$runs.out" | grep -c '"file": "feeds.csv"')" = "$1" ] || fail "not $1 problems: $(cat "$outputs/$runs.out")"
}
served() { grep -c "^$1 " "$work/access.log" || true; }

# --- what works: fetched once, then asked for again and unchanged

cat >"$land/feeds.csv" <<P
owner,source
person:ann,https://localhost:$port/feeds/$marker/ann.ics
person:bob,webcal://localhost:$port/feeds/$marker/bob.ics
board:csp,WEBCAL://LocalHost:$port/feeds/$marker/board.ics?key=$marker
closures,https://localhost:$port/feeds/$marker/closed.ics
person:p1,https://localhost:$port/moved/$marker
person:p2,webcal://localhost:$port/feeds/$marker/bob.ics
P
export CURL_CA_BUNDLE="$work/ca.pem"
run 0 check "$land" --json
problems 0
[ "$(served 200)" = 5 ] || fail "not 5 feeds were fetched: $(cat "$work/access.log")"
: >"$work/access.log"
run 0 plan "$land" -o "$outputs/plan" --time-limit 60
run 0 plan "$land" -o "$outputs/again" --time-limit 60
[ "$(served 304)" = 10 ] || fail "not all feeds were unchanged: $(cat "$work/access.log")"
[ "$(served 200)" = 0 ] || fail "an unchanged feed was fetched again"
diff -r "$outputs/plan" "$outputs/again" || fail "two plans from the same feeds differ"
"$python" - "$outputs/plan/plan.json" "$work/site/feeds/$marker" "$port" <<'P'
import hashlib, json, sys
plan, site, port = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3]
inputs = {i["file"]: i["sha256"] for i in plan["inputs"] if "://" in i["file"]}
name = f"https://localhost:{port}/fee..."
expected = {f"{name} (feeds.csv:2)": "ann", f"{name} (feeds.csv:5)": "closed", f"https://localhost:{port}/mov...": "ann",
            f"webcal://localhost:{port}/fee... (feeds.csv:3)": "bob", f"webcal://localhost:{port}/fee... (feeds.csv:4)": "board"}
sha = {who: hashlib.sha256(open(f"{site}/{who}.ics", "rb").read()).hexdigest() for who in set(expected.values())}
assert inputs == {file: sha[who] for file, who in expected.items()}, inputs
assert not any(m["start"].startswith("2027-06-10") for m in plan["meetings"]), "a closed day holds a meeting"
P
run 0 check "$land"
grep -q '4 busy times' "$outputs/$runs.out" || fail "the busy times are not read: $(cat "$outputs/$runs.out")"

# --- the copies are the user's alone and hold no address

[ "$(stat -c %a "$work/cache/moot/feeds")" = 700 ] || fail "the cache folder is open to others"
[ -z "$(find "$work/cache/moot/feeds" -type f ! -perm 600)" ] || fail "a copy is open to others"
[ "$(find "$work/cache/moot/feeds" -type f | wc -l)" = 10 ] || fail "not two files a feed: $(ls -a "$work/cache/moot/feeds")"
! grep -rq -e "$marker" -e localhost "$work/cache" || fail "an address stands in the cache"
! find "$work/cache" | grep -q "$marker" || fail "an address stands in a name in the cache"

# --- certificates

feeds "https://localhost:$other/feeds/$marker/ann.ics" "https://localhost:$stranger/feeds/$marker/ann.ics"
run 1 check "$land" --json
problem 2 error "certificate"
problem 3 error "certificate"
feeds "https://localhost:$port/feeds/$marker/ann.ics"
unset CURL_CA_BUNDLE
XDG_CACHE_HOME=$work/cache2
run 1 check "$land" --json
problem 2 error "certificate"
export SSL_CERT_FILE="$work/ca.pem"
run 0 check "$land" --json
problems 0
unset SSL_CERT_FILE
export CURL_CA_BUNDLE="$work/none.pem" XDG_CACHE_HOME="$work/cache3"
run 1 check "$land" --json
problem 2 error "certificate authorities can't be read"
export CURL_CA_BUNDLE="$work/ca.pem" XDG_CACHE_HOME="$work/cache"

# --- nowhere to keep copies

saved=${HOME-$work} # which a service may not have
unset HOME XDG_CACHE_HOME
run 0 check "$land" --json
problem 1 warning "can't be kept"
export HOME="$saved" XDG_CACHE_HOME="$work/cache"
[ -z "$(ls -A "$work/tmp")" ] || fail "a temporary copy is left behind"

# --- addresses that are refused, and tables that are wrong: nothing is asked for

: >"$work/access.log"
feeds "http://localhost:$port/feeds/$marker" "file:///etc/$marker" "https://ann:$marker@localhost:$port/feeds/$marker/ann.ics" \
	"ftp://localhost/$marker" "https://localhost:$port/feeds/$marker\\x" "localhost.localdomain/feeds/$marker" \
	"https:/localhost/feeds/$marker"
run 1 check "$land" --json
problem 2 error "anyone on the way"
problem 3 error "a path inside"
problem 4 error "user name or password"
problem 5 error "https:// or webcal://"
problem 6 error "a character that no address has"
problem 7 error "there is no file 'localhost.localdomain/fee...'"
problem 8 error "https:// or webcal://"
printf 'person:ann,https://localhost:%s/feeds/%s/ann.ics\n' "$port" "$marker" >"$land/feeds.csv"
run 1 check "$land"
printf 'owner,source\nhttps://localhost:%s/feeds/%s/ann.ics,person:ann\n' "$port" "$marker" >"$land/feeds.csv"
run 1 check "$land"
[ ! -s "$work/access.log" ] || fail "a refused address was asked: $(cat "$work/access.log")"

# --- a sheet of a workbook in place of feeds.csv

if "$python" -c 'import openpyxl' 2>/dev/null; then
	rm "$land/feeds.csv"
	"$python" - "$land/book.xlsx" "https://localhost:$port/feeds/$marker/ann.ics" "ftp://localhost/$marker" <<'P'
import openpyxl, sys
book = openpyxl.Workbook()
book.active.title = "Feeds"
for row in (("Owner", "Source"), ("person:ann", sys.argv[2]), ("person:bob", sys.argv[3])):
    book.active.append(row)
book.save(sys.argv[1])
P
	run 1 check "$land"
	grep -q 'book.xlsx/Feeds:3:2: .*https:// or webcal://' "$outputs/$runs.out" || fail "the sheet's row is not named"
	"$python" -c 'import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
book.active.delete_rows(3)
book.save(sys.argv[1])' "$land/book.xlsx"
	run 0 check "$land"
	grep -q ' 1 busy times' "$outputs/$runs.out" || fail "the sheet's feed is not read: $(cat "$outputs/$runs.out")"
	rm "$land/book.xlsx"
fi

# --- a server that misbehaves, everything at once

base=https://localhost:$odd
feeds "$base/missing/$marker" "$base/loop/$marker" "$base/slow/$marker" "$base/short/$marker" "$base/huge/$marker" \
	"$base/endless/$marker" "$base/bomb/$marker" "$base/login/$marker" "$base/cut/$marker" "$base/http/$marker" \
	"$base/file/$marker" "$base/user/$marker" "$base/silent/$marker" "$base/flaky/$marker" "$base/forbidden/$marker" \
	"$base/unasked/$marker" "$base/five/$marker" "https://localhost:1/feeds/$marker" "https://nowhere.invalid/feeds/$marker"
began=$(date +%s)
run 1 check "$land" --json
# All of them together are given two minutes, which none of these needs, however busy the machine.
[ $(($(date +%s) - began)) -lt 110 ] || fail "bad servers hold the reading up"
problem 2 error "nothing at the address"
problem 3 error "more than 5 times"
problem 4 error "too slow"
problem 5 error "broke off"
problem 6 error "longer than 32 MB"
problem 7 error "longer than 32 MB"
problem 8 error "longer than 32 MB"
problem 9 error "not a calendar"
problem 10 error "ends in the middle"
problem 11 error "not https"
problem 12 error "not https"
problem 13 error "with a user name"
problem 14 error "without an answer"
problem 16 error "status 403"
problem 17 error "status 304"
problem 19 error "takes no connection"
problem 20 error "its host is not known"
[ -z "${FEEDS_SHOW-}" ] || "$python" -c 'import json,sys
for p in json.load(open(sys.argv[1]))["problems"]: print(p["line"], p["severity"], p["message"])' "$outputs/$runs.out"
problems 17 # flaky, which is well at the third try, and five, whose five redirects are not too many, are read
"$python" - "$work/requests" <<'P'
import collections, sys
tries = collections.Counter()
for line in open(sys.argv[1]):
    tries[line.split()[0]] += 1
expected = {"missing": 1, "loop": 6, "slow": 1, "short": 3, "huge": 1, "endless": 1, "bomb": 1, "login": 1, "cut": 3, "http": 1,
            "file": 1, "user": 1, "silent": 3, "flaky": 3, "forbidden": 1, "unasked": 1, "five": 6}
assert {name: tries[name] for name in expected} == expected, tries
P
read -r sent <"$work/sent"
[ "$sent" -lt 100000000 ] || fail "$sent bytes of an endless feed were taken"

# --- many at once, but never more than 8

feeds $(for n in $(seq 1 24); do echo "$base/busy/$marker/$n"; done)
run 0 check "$land" --json
read -r most <"$work/most"
if [ "$most" -gt 8 ] || [ "$most" -lt 2 ]; then fail "$most feeds were fetched at once"; fi

# --- a feed that fails falls back to its copy, and says how old it is

echo well >"$work/mode"
feeds "$base/turn/$marker"
run 0 check "$land" --json
problems 0
run 0 plan "$land" -o "$outputs/fresh" --time-limit 60
for about in "$work/cache/moot/feeds/"*.about; do
	sed -i "s/^confirmed .*/confirmed $(($(date +%s) - 3 * 86400 - 60))/" "$about"
done
for mode in missing short login cut silent huge; do
	echo "$mode" >"$work/mode"
	run 0 check "$land" --json
	problem 2 warning "the copy that was fetched 3 days ago is used"
	problems 1
done
run 0 plan "$land" -o "$outputs/old" --time-limit 60
diff -r "$outputs/fresh" "$outputs/old" || fail "a plan from the copy differs from one from the feed"
echo changed >"$work/mode"
run 0 check "$land" --json
problems 0
run 0 plan "$land" -o "$outputs/changed" --time-limit 60
! diff -q "$outputs/fresh/plan.json" "$outputs/changed/plan.json" >/dev/null || fail "a changed feed is not read"

# --- what a plan was made from stays at hand: verify, export and explain read what plan read

inputs_of() { "$python" -c 'import json,sys; print([i for i in json.load(open(sys.argv[1]))["inputs"] if "://" in i["file"]])' "$1"; }
[ "$(inputs_of "$outputs/fresh/plan.json")" != "$(inputs_of "$outputs/changed/plan.json")" ] || fail "the inputs are the same"
asked() { grep -c '^turn ' "$work/requests" || true; }
before=$(asked)
run 0 verify "$land" "$outputs/changed/plan.json"
run 0 verify "$land" "$outputs/fresh/plan.json" # whose feed has changed since
run 0 export "$land" "$outputs/fresh/plan.json" --board csp -o "$outputs/pack"
! grep -q 'does not fit' "$outputs/$runs.err" || fail "export reads another feed than the plan did"
run 0 explain "$land" --plan "$outputs/fresh/plan.json" csp
[ "$(asked)" = "$before" ] || fail "a feed was asked where a plan's copy of it is here"
for copy in "$work/cache/moot/feeds/"*.1.ics; do echo damaged >>"$copy"; done
run 6 verify "$land" "$outputs/fresh/plan.json"
grep -q 'has changed since the plan was made' "$outputs/$runs.out" || fail "a changed input is not told"
[ "$(asked)" -gt "$before" ] || fail "a feed without the plan's copy was not asked"

# --- offline: copies alone, and warnings that say how old they are

before=$(asked)
run 0 check "$land" --json --offline
problem 2 warning "it is not asked, for --offline; the copy that was fetched"
problems 1
run 0 audit "$land" --offline
grep -q 'not asked, for --offline' "$outputs/$runs.err" || fail "audit does not say that it is offline"
run 0 plan "$land" --offline -o "$outputs/offline" --time-limit 60
diff -r "$outputs/changed" "$outputs/offline" || fail "a plan made offline differs"
run 0 verify "$land" "$outputs/offline/plan.json" --offline
! grep -q offline "$outputs/$runs.err" || fail "verify warns of the copy that the plan was made from"
run 0 ladder "$land" --offline
feeds "$base/turn/$marker" "$base/never/$marker"
run 1 check "$land" --json --offline
problem 2 warning "the copy that was fetched"
problem 3 error "without --offline"
run 2 policy --offline
[ "$(asked)" = "$before" ] || fail "a feed was asked offline"
! grep -q '^never ' "$work/requests" || fail "a feed without a copy was asked offline"

# The same with no server at all, and with a damaged copy, which counts for nothing.
stop_nginx
feeds "https://localhost:$port/feeds/$marker/ann.ics"
run 0 check "$land" --json
problem 2 warning "takes no connection"
for copy in "$work/cache/moot/feeds/"*.ics; do echo damaged >>"$copy"; done
run 1 check "$land" --json
problem 2 error "there is no earlier copy"

# --- no secret part of an address in anything that was printed or written

[ "$(find "$outputs" -type f | wc -l)" -gt 60 ] || fail "the outputs are not all there"
! grep -rl "$marker" "$outputs" || fail "an address is shown"
! grep -rl 'libcurl error\|curl:' "$outputs" || fail "libcurl's own words are shown"
! grep -rl 'Sanitizer\|runtime error' "$outputs" || fail "a sanitizer reports"
echo "feeds: $runs runs"
