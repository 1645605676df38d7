#!/bin/sh
# Prices of a scenario's rows are what planning without them gives, and the ranking of a new duty's carriers is what
# forcing each gives: on areas made up by a seed, so that no figure is one that somebody has seen before.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
for seed in 3 8; do
	python3 "$SOURCE/benchmarks/generate.py" "area$seed" --boards 9 --people 30 --seed $seed --busy none >/dev/null
	python3 - "$MOOT" "area$seed" $seed <<'PY' || fail "seed $seed: see above"
import csv, json, random, subprocess, sys
moot, area, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
random.seed(seed)
rows_of = lambda f: list(csv.DictReader(open("%s/%s.csv" % (area, f), encoding="utf-8-sig")))
boards = [r["board_id"] for r in rows_of("boards")]
people = {r["person_id"]: r["organisation"] for r in rows_of("people")}
members = rows_of("members")

def scenario(rows):
    with open("s.csv", "w") as f:
        f.write("rule,subject,object,value,reason\n" + "".join(r + "\n" for r in rows))
    return "s.csv"

def run(*words):
    out = subprocess.run([moot, *words, "--structure-only", "--json", "-q"], capture_output=True, text=True)
    return out.returncode, json.loads(out.stdout) if out.returncode == 0 else None, out.stderr

def same(a, b):
    return abs(a - b) <= 1e-6 * (1 + abs(a))

free = run("plan", area)[1]
one = next((b["from"] for b in free["boards"] if len(b["from"]) > 1), boards[:2])
a, b = random.sample(boards, 2)
rows = ["apart,%s,%s," % (one[0], one[1]), "keep,%s,," % a, "set,board:%s.meetings_per_year,,9" % b,
        "set,policy:merge_penalty,,12", "leave,%s,," % random.choice(sorted(people))]
code, found, errors = run("whatif", area, scenario(rows))
assert code == 0, errors
case = found["scenarios"][0]
priced = 0
for i, price in enumerate(case["prices"]):
    code, less, errors = run("plan", area, "--scenario", scenario(rows[:i] + rows[i + 1:]))
    assert code == 0, errors
    for key, had, has in (("objective", case["structure"]["objective"], less["structure"]["objective"]),
                          ("cost", case["totals"]["after"]["cost"], less["totals"]["after"]["cost"])):
        assert same(price["saving"][key], had - has), (rows[i], key, price, had - has)
    priced += abs(price["saving"]["objective"]) > 1e-6
assert priced > 0, "no row has a price"
organisations = sorted({people[m["person_id"]] for m in members})
pair = "|".join(random.sample(organisations, 2))
code, found, errors = run("whatif", area, scenario(["add-duty,fresh,%s,3" % pair]))
assert code == 0, errors
ranking = found["scenarios"][0]["duties"][0]["ranking"]
assert {h["board"] for h in ranking} == set(boards) | {None}
objectives = []
for host in ranking:
    if host["board"] is None:
        continue
    code, forced, errors = run("plan", area, "--scenario",
                               scenario(["add-duty,fresh,%s,3" % pair, "host,fresh,%s," % host["board"]]))
    assert (code == 0) == (host["objective"] is not None), (host, errors)
    if code == 0:
        assert same(host["objective"], forced["structure"]["objective"]), (host, forced["structure"])
        objectives.append(host["objective"])
assert len(objectives) > 3 and [h["price"] for h in ranking if h["objective"] is not None] == sorted(
    h["price"] for h in ranking if h["objective"] is not None)
print(seed, len(case["prices"]), "rows priced,", len(objectives), "carriers forced")
PY
done
