#!/bin/sh
# Every command with arguments that make no sense: the exit code of FORMATS, what is wrong and what would be right on
# standard error, nothing of the user's overwritten, and no search before it is known that its result can be written.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
cp -R "$town" town
mkdir foreign
echo mine >foreign/letter.txt
echo mine >notes.txt
printf 'rule,subject,object,value,reason\nkeep,csp,,,Ours\nkeep,health,,,Agreed: the plan of 2026-01-01\n' >own.csv
# wrong CODE WORDS COMMAND...: ends with CODE and says WORDS; what stood there stands.
wrong() {
	number=$1
	words=$2
	shift 2
	expect "$number" "$MOOT" "$@"
	grep -qF -- "$words" err || { cat err; fail "does not say \"$words\": moot $*"; }
	[ "$number" != 2 ] || [ ! -s out ] || { cat out; fail "prints a result before it refuses: moot $*"; }
	diff -r "$town" town >diff || { cat diff; fail "changed the landscape: moot $*"; }
	[ "$(cat foreign/* notes.txt)" = "mine
mine" ] || fail "changed a foreign file: moot $*"
}

# Words that are no command, option, value or name.
wrong 2 'moot --help' nothing
for command in new check audit plan whatif sweep ladder explain accept diff verify export events discover; do
	wrong 2 "moot $command --help" "$command"
	wrong 2 'there is no option --bogus' "$command" town --bogus
	wrong 2 'a name is empty' "$command" ''
	expect 0 "$MOOT" "$command" --help
done
expect 0 "$MOOT" --version too much
wrong 2 'one name too many' policy town
wrong 2 'one name too many' check town town
wrong 2 'means nothing to this command' check town --seed 3
wrong 2 'takes no value' plan town --json=yes -o x
wrong 2 'option --output needs a value' plan town -o
wrong 2 'option --output needs a value' plan town -o --structure-only
wrong 2 'option --output needs a value' plan town --output=
wrong 2 'number from 0.001 to 1000000, not "soon"' plan town -o x --time-limit soon
wrong 2 'not "0"' plan town -o x -t 0
wrong 2 'not "1e400"' plan town -o x -t 1e400
wrong 2 'whole number from 1 to 256, not "1.5"' plan town -o x -T 1.5
wrong 2 'whole number from 0 to 2147483647, not "-1"' plan town -o x -s -1
wrong 2 'number from 0 to 100, not "nan"' plan town -o x -g nan
wrong 2 'a date such as 2027-04-01, not "2027-02-30"' plan town -o x --start 2027-02-30
wrong 2 'exclude each other' plan town -o x --structure-only --calendar-only
wrong 2 'add --previous' plan town -o x --freeze-before 2027-05-05
wrong 2 'must not lie before' events town/calendars/people/alma.ics --start 2028-01-01 --end 2027-01-01

# Landscapes, plans and calendars that are not there, or something else.
for command in check audit ladder; do
	wrong_out=$([ "$command" = check ] && echo out || echo err)
	expect 1 "$MOOT" "$command" missing
	grep -q 'missing:1:1: error: there is no such folder; `moot new`' "$wrong_out" || fail "$command of no folder"
	expect 1 "$MOOT" "$command" town/people.csv
	grep -q 'town/people.csv:1:1: error: this is not a folder' "$wrong_out" || fail "$command of a file"
done
expect 0 "$MOOT" plan ./town/../town/ -o 'plän für "all" & sundry' -q -t 3
plan='plän für "all" & sundry/plan.json'
expect 0 "$MOOT" verify town "$plan"
wrong 1 'plan.json:1:1: can' verify town nowhere/plan.json
wrong 1 'is a folder; name the plan.json in it' verify town foreign
wrong 1 'is a folder; name the plan.json in it' diff "$plan" town
wrong 1 'is a folder; name the plan.json in it' explain town csp --plan town
wrong 1 'is a folder; name the plan.json in it' plan town -o x --previous town
wrong 1 'notes.txt:1:' diff notes.txt "$plan"
wrong 1 'missing.ics:1:1: error: ' events missing.ics
wrong 1 'town:1:1: error: ' events town
wrong 1 'town/boards.csv:1:1: error: holds no calendar' events town/boards.csv
wrong 1 'missing.ics:1:1: error: ' discover missing.ics -o x

# Scenarios.
for scenario in nowhere.csv + own.csv+ +own.csv; do
	wrong 1 ':1:1: error: the file can' plan town -o x --scenario "$scenario"
	expect 1 "$MOOT" whatif town "$scenario" --structure-only -q
	expect 1 "$MOOT" sweep town "$scenario" -q
done
expect 1 "$MOOT" sweep town nowhere.csv elsewhere.csv --pairs -q
[ "$(grep -c error: err)" = 2 ] || { cat err; fail "an error is told once for each run"; }
expect 1 "$MOOT" sweep town --over policy:nothing=0:1:1 -q
grep -q 'no parameter "nothing"' err || fail "sweep over no parameter"
wrong 2 'takes SUBJECT=LOW:HIGH:STEP' sweep town --over policy:cover=0:1:0
wrong 2 'takes I/N' sweep town --every-merge --shard 3/2
wrong 2 'stacks scenarios' sweep town own.csv --pairs
wrong 2 'needs scenarios' sweep town

# Boards, people and meetings that are not there.
wrong 2 'no board "nobody"' explain town nobody
wrong 2 'no board "nobody"' accept town "$plan" --boards nobody -o x.csv
wrong 2 'option --boards needs a value' accept town "$plan" --boards -o x.csv
wrong 2 'BOARD:NUMBER' explain town --plan "$plan" --meeting csp
wrong 2 'add --plan' explain town --meeting csp:1
wrong 2 'no such board' explain town --plan "$plan" --meeting nobody:1
wrong 2 'has meetings 1 to' explain town --plan "$plan" --meeting csp:99
wrong 2 'outside the planning year' explain town --plan "$plan" --meeting csp:1 --at 2035-05-05T10:00
wrong 2 'such as 2027-05-12T10:00' explain town --plan "$plan" --meeting csp:1 --at noon
wrong 2 'name one reader' export town "$plan" -o x
wrong 2 'name one reader' export town "$plan" --board csp --all -o x
wrong 2 'no organisation "Nobody"' export town "$plan" --organisation Nobody -o x
wrong 2 'use https' export town "$plan" --all --publish http://calendars.example/
wrong 2 'it is no address' export town "$plan" --all --publish nowhere

# Results: where something else stands, it stays, and nothing is searched for in vain.
for command in 'plan town -t 60' 'audit town' 'ladder town' 'whatif town own.csv --structure-only' 'sweep town --every-close'; do
	# The words of the command are split on purpose.
	# shellcheck disable=SC2086
	{
		wrong 2 'holds other files; name a new or empty folder' $command -o foreign
		wrong 2 'is a landscape' $command -o town
		wrong 2 'is a file' $command -o notes.txt
		wrong 2 'has no name of its own' $command -o .
		wrong 5 'there is no folder no/such/; make it first' $command -o no/such/folder
	}
done
wrong 2 'holds other files' export town "$plan" --all -o foreign
wrong 2 'holds other files' export town "$plan" --feed foreign
wrong 2 'holds other files' new foreign
wrong 2 'is a landscape' new town
wrong 2 'is a landscape' discover town/calendars/people/*.ics -o town
for target in notes.txt town/boards.csv town/rules.csv own.csv; do
	wrong 2 'holds something else, which would be lost; name a new file' accept town "$plan" -o "$target"
	wrong 2 'holds something else, which would be lost; name a new file' plan town -o x --write-lp "$target"
done
wrong 2 'is a folder; name a file' accept town "$plan" -o town
grep -q 'keep,csp,,,Ours' own.csv || fail "the user's own rules are gone"
: >empty.csv
for target in new.csv empty.csv new.csv; do expect 0 "$MOOT" accept town "$plan" -o "$target" -q; done
for target in new.lp new.lp /dev/null; do expect 0 "$MOOT" plan town -o x --structure-only --write-lp "$target" -q; done
cmp new.csv empty.csv || fail "the rules that were accepted differ"

# The exit codes that depend on what is in the landscape.
printf 'rule,subject,object\ntogether,csp,drugs\napart,csp,drugs\n' >conflict.csv
wrong 3 'conflict' plan town -o y --scenario conflict.csv --structure-only
sed 's/"objective": *[0-9.]*/"objective": 1/' "$plan" >wrong.json
expect 6 "$MOOT" verify town wrong.json
[ ! -e y ] || fail "a folder was written where there is no plan"
echo "usage as promised"
