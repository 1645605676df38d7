#!/bin/sh
# The options of every command: the manual page, the completion and the README know what --help lists, letter, value and
# meaning; each command refuses each option that is another's; and two options of which one would do nothing are refused
# together.
. "${SOURCE:?}/tests/head.sh"
cat >"$work/options.py" <<'PY'
import re, subprocess, sys
moot, source, work = sys.argv[1:]

def run(*words):
    return subprocess.run([moot, *words], capture_output=True, text=True, cwd=work)

def helped(command):
    """{name: (letter, value, meaning)} as --help prints them."""
    rows = {}
    for line in run(command, "--help").stdout.split("\noptions:\n")[1].splitlines():
        row = re.fullmatch(r"  (?:-(\w), |    )--([a-z-]+)(?: (\S+))? +(\S.*)", line)
        assert row, (command, line)
        rows[row[2]] = (row[1], row[3], row[4])
    return rows

commands = re.findall(r"^  ([a-z]+) ", run("--help").stdout.split("\ncommands:\n")[1], re.M)
tables = {command: helped(command) for command in commands}
everything = {name: row for table in tables.values() for name, row in table.items()}
assert len(commands) == 15 and len(everything) >= 38, (commands, len(everything))

# The manual page.
page = run("--man").stdout
sections = re.split(r'^\.SS "moot ', page, flags=re.M)[1:]
assert [re.match("[a-z]+", section)[0] for section in sections] == commands
for command, section in zip(commands, sections):
    rows = {}
    for letter, name, value, meaning in re.findall(
            r"^\.TP\n\.B (?:\\-(\w), )?\\-\\-(\S+)(?: \\fI(\S+)\\fP)?\n(.*)$", section.split("\n.SH ")[0], re.M):
        plain = meaning.replace("\\-", "-").replace("\\&", "").replace("\\e", "\\")
        rows[name.replace("\\-", "-")] = (letter or None, value or None, plain)
    assert rows == tables[command], (command, set(rows.items()) ^ set(tables[command].items()))

# The completion, as bash asks it.
open(work + "/moot.bash", "w").write(run("--completion").stdout)
ask = '. ./moot.bash; COMP_WORDS=(moot "$@"); COMP_CWORD=$#; _moot; printf "%s\\n" "${COMPREPLY[@]}"'
def completed(*words):
    done = subprocess.run(["bash", "-c", ask, "_", *words], capture_output=True, text=True, cwd=work)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()
assert set(completed("")) == {*commands, "--help", "--version"}, completed("")
for command in commands:
    assert set(completed(command, "--")) == {"--" + name for name in tables[command]}, command
assert completed("plan", "--time") == ["--time-limit"]

# The README.
readme = open(source + "/README.md").read()
for name, (letter, value, meaning) in everything.items():
    assert "--" + name in readme, name

# Each option with each command that does not list it.
refused = 0
for command in commands:
    for name, (letter, value, meaning) in everything.items():
        if name in tables[command]:
            continue
        for word in ["--" + name] + (["-" + letter] if letter and command == "policy" else []):
            done = run(command, word, *(["1"] if value else []), "nowhere")
            assert done.returncode == 2 and not done.stdout, (command, word, done)
            assert f"option {word} means nothing to this command" in done.stderr, (command, word, done.stderr)
            refused += 1
print(f"options: {len(everything)} in {len(commands)} commands; {refused} that mean nothing were refused")
PY
python3 "$work/options.py" "$MOOT" "$SOURCE" "$work" || { echo "FAIL"; exit 1; }

# Two of which one would do nothing.
cd "$work"
refused() { # WORDS COMMAND...
	words=$1
	shift
	expect 2 "$MOOT" "$@"
	grep -qF -- "$words" err || { cat err; fail "does not say \"$words\": moot $*"; }
	[ ! -s out ] || fail "prints a result: moot $*"
}
expect 0 "$MOOT" plan "$town" -o plan -q -g 50 -t 5
plan=plan/plan.json
refused 'plans none' plan "$town" -o x --structure-only --previous $plan --freeze-before 2027-09-01
refused 'merges none' plan "$town" -o x --calendar-only --assumptions
refused 'its own planning year' explain "$town" csp drugs --plan $plan --start 2027-04-01
refused 'its own planning year' explain "$town" csp drugs --plan $plan --end 2028-03-31
refused 'ask one by one' explain "$town" --plan $plan --meeting csp:1 --runners-up 2
refused 'ask one by one' explain "$town" --plan $plan --meeting csp:1 --assumptions
refused 'either boards or --meeting' explain "$town" csp --plan $plan --meeting csp:1
refused 'add --meeting' explain "$town" csp --plan $plan --at 2027-05-12T10:00
refused '--invite' export "$town" $plan --all --feed feed --invite
refused '--redact' export "$town" $plan --person alma -o pack --redact
[ ! -e x ] || fail "a folder was written"

# What accept reads may be read offline, as for every command that reads calendars.
expect 0 "$MOOT" accept "$town" $plan -o rules.csv --offline -q
