#!/bin/sh
# Planning again from an earlier plan: few meetings move, the past stands, uids go on; then why a meeting is when it is.
. "${SOURCE:?}/tests/head.sh"
[ -x "$python" ] || { echo "skipped: no $python"; exit 0; }
cd "$work"
"$python" "$SOURCE/benchmarks/generate.py" area --boards 24 --people 70 --seed 2 >/dev/null
expect 0 "$MOOT" plan area --calendar-only -t 3 -q -o first

# One leaver and one new closure.
"$python" "$SOURCE/benchmarks/change.py" area first/plan.json later >change
expect 0 "$MOOT" plan later --calendar-only --previous first/plan.json -q -o again
grep -q '^Against the plan before: ' out || fail "the summary does not say what moved"
grep -q '^  moved: .* the day is closed (Royal visit)' out || fail "nor why"
"$python" - change <<'PY' || fail "too much has moved"
import json, sys
leaver, day, must, total = open(sys.argv[1]).read().split()
first = {m['uid']: m for m in json.load(open('first/plan.json'))['meetings']}
plan = json.load(open('again/plan.json'))
again = {m['uid']: m for m in plan['meetings']}
moved = [uid for uid in first if uid in again and first[uid]['start'] != again[uid]['start']]
assert set(first) == set(again), 'uids go on'
assert len(moved) - int(must) <= 0.03 * int(total), (len(moved), must, total)
assert sorted(moved) == sorted(m['uid'] for m in plan['moved'])
for uid in first:
    assert (again[uid]['sequence'] > first[uid]['sequence']) == (
        any(again[uid][key] != first[uid][key] for key in ('start', 'end', 'venue'))), uid
assert plan['calendar']['parts']['moves'] == 2 * len(moved)
PY
expect 0 "$MOOT" verify later again/plan.json --previous first/plan.json
grep -q '^The plan is valid' out || fail "the plan is not valid"
expect 0 "$MOOT" plan later --calendar-only --previous first/plan.json -q -o twice
cmp again/plan.json twice/plan.json || fail "the same input gives another plan"

# A lie about where a meeting stood is found, but only beside the earlier plan.
"$python" - <<'PY'
import json
plan = json.load(open('again/plan.json'))
meeting = next(m for m in plan['meetings'] if m['previous'] == m['start'])
meeting['uid'] = 'other@area'
json.dump(plan, open('lie.json', 'w'))
PY
expect 6 "$MOOT" verify later lie.json --previous first/plan.json

# What is past never moves, even where a rule now forbids it.
cp -r later works
printf 'rule,subject,object,value,reason\nnot-on,all,2027-04-01/2027-09-30,,Works\n' >works/rules.csv
expect 0 "$MOOT" plan works --calendar-only --previous first/plan.json --freeze-before 2027-10-01 -q -o frozen
grep -q 'frozen, so left as it was: .*not-on all 2027-04-01/2027-09-30' out || fail "a broken rule is not told"
"$python" - <<'PY' || fail "the past has moved"
import json
first = {m['uid']: m for m in json.load(open('first/plan.json'))['meetings']}
plan = json.load(open('frozen/plan.json'))
for meeting in plan['meetings']:
    was = first.get(meeting['uid'])
    assert meeting['frozen'] == (was is not None and was['start'] < '2027-10-01')
    if meeting['frozen']:
        assert all(meeting[key] == was[key] for key in ('start', 'end', 'venue', 'sequence', 'board'))
    else:
        assert meeting['start'] >= '2027-10-01'
assert plan['previous']['freeze_before'] == '2027-10-01' and plan['previous']['exceptions']
PY
expect 0 "$MOOT" verify works frozen/plan.json --previous first/plan.json
grep -q '^frozen, so no fault: ' out || fail "verify does not say what frozen meetings break"

# Boards merged: planned again the structure stays, and a plan of another kind goes on too.
expect 0 "$MOOT" plan area -t 3 -q -o merged
expect 0 "$MOOT" plan area -t 3 --previous merged/plan.json -q -o merged2
grep -q ' 0 move, 0 are new, 0 are cancelled' out || { cat out; fail "a plan made again without a change changes"; }
expect 0 "$MOOT" plan area -t 3 --previous first/plan.json -q -o merged3
expect 0 "$MOOT" verify area merged3/plan.json --previous first/plan.json

# A board that ends: what it held before that day is no meeting that is dropped.
ended=$(sed -n 2p area/boards.csv | cut -d, -f1)
cp -r area fewer
sed -i "/^$ended,/d" fewer/boards.csv fewer/members.csv fewer/agenda.csv
rm -f "fewer/calendars/boards/$ended.ics"
expect 0 "$MOOT" plan fewer --calendar-only --previous first/plan.json --freeze-before 2027-10-01 -q -o fewer1
expect 0 "$MOOT" diff first/plan.json fewer1/plan.json
grep -q "^  $ended 1: held, by a board that ends, " out && grep -q "^  $ended [0-9]*: no longer, was " out ||
	{ cat out; fail "diff does not tell what was held from what is dropped"; }
expect 0 "$MOOT" diff first/plan.json fewer1/plan.json --json
"$python" - <<'PY' || fail "diff --json of a board that ends"
import json
found = json.load(open('out'))['meetings']
assert found['held'] and found['dropped']
assert all(m['start'] < '2027-10-01' for m in found['held']) and all(m['start'] >= '2027-10-01' for m in found['dropped'])
PY

# The year after goes on with the same habits, not with the same meetings; other days have a price.
sed '/^start,/d; /^end,/d' area/policy.csv >habits.csv
cp -r area next
{ cat habits.csv; echo habit_penalty,3; echo start,2028-04-01; echo end,2029-03-31; } >next/policy.csv
expect 0 "$MOOT" plan next --calendar-only --previous first/plan.json -t 3 -q -o next1
expect 0 "$MOOT" verify next next1/plan.json --previous first/plan.json
"$python" - <<'PY' || fail "the year after does not keep weekdays and times"
import collections, datetime, json
def habits(plan):
    found = {}
    for board in plan['boards']:
        starts = [datetime.datetime.fromisoformat(m['start']) for m in plan['meetings'] if m['board'] == board['id']]
        for form in ('%a', '%H:%M'):
            found[board['id'], form] = collections.Counter(start.strftime(form) for start in starts)
    return found
first, plan = json.load(open('first/plan.json')), json.load(open('next1/plan.json'))
assert not {m['uid'] for m in first['meetings']} & {m['uid'] for m in plan['meetings']}
was, now = habits(first), habits(plan)
off = 0
for board in plan['boards']:
    for form, usual in zip(('%a', '%H:%M'), board['usual'].split()):
        assert was[board['id'], form][usual] == max(was[board['id'], form].values()), board
        off += sum(now[board['id'], form].values()) - now[board['id'], form][usual]
assert abs(plan['calendar']['parts']['moves'] - 3 * off) < 1e-6, off
assert off < len(plan['meetings']) / 4, off
board = plan['boards'][0]
# The lie adds up: a weekday on which the board has never met.
more = 3 * now[board['id'], '%a'][board['usual'][:3]]
board['usual'] = 'Sat ' + board['usual'][4:]
calendar = plan['calendar']
calendar['parts']['moves'] += more
calendar['objective'] += more
calendar['status'] = plan['status'] = 'gap'
if calendar['gap'] is not None:
    calendar['gap'] = (calendar['objective'] - calendar['bound']) / calendar['objective']
json.dump(plan, open('lie.json', 'w'))
PY
expect 6 "$MOOT" verify next lie.json --previous first/plan.json
grep -q 'says what was usual, which the earlier plan does not show' out err || fail "a lie about what was usual"

# When else could it be?
meeting=$("$python" -c "import json; m = json.load(open('again/plan.json'))['moved'][0]; print(m['board'], m['number'], m['from'])")
set -- $meeting
expect 0 "$MOOT" explain later --plan again/plan.json --meeting "$1:$2" --at "$3"
grep -q '^The best other times:' out || { cat out; fail "no alternatives"; }
grep -q 'the day is closed (Royal visit)' out || { cat out; fail "--at does not say what stands in the way"; }
expect 0 "$MOOT" explain later --plan again/plan.json --meeting "$1:$2" --at "$3" --json
"$python" - <<'PY' || fail "explain --meeting --json"
import json
found = json.load(open('out'))
hours = [way['hours'] for way in found['alternatives']]
assert hours == sorted(hours) and found['now']['hours'] == 0 and found['at']['hours'] is None
assert found['at']['obstacles'] == ['the day is closed (Royal visit)'] or len(found['at']['obstacles']) > 1
PY

# Wrong usage.
expect 2 "$MOOT" plan area --freeze-before 2027-10-01 -o no
expect 2 "$MOOT" plan area --previous first/plan.json --freeze-before then -o no
expect 1 "$MOOT" plan area --previous nowhere.json -o no
expect 2 "$MOOT" explain later --meeting "$1:$2"
expect 2 "$MOOT" explain later --plan again/plan.json --meeting "$1"
expect 2 "$MOOT" explain later --plan again/plan.json --at "$3"
expect 2 "$MOOT" explain later --plan again/plan.json --meeting "$1:999"
expect 2 "$MOOT" explain later --plan again/plan.json --meeting "$1:$2" --at noon
[ ! -e no ] || fail "something was written"
