#!/bin/sh
# Sweeps: figures as plan gives them, shards that join to the whole, and a kill that costs nothing.
. "${SOURCE:?}/tests/head.sh"
cd "$work"
expect 0 "$MOOT" sweep "$town" --every-merge --every-close --pairs -q -o whole
[ -s whole/report.html ] && [ -s whole/sweep.json ] || fail "files are missing"
[ ! -e whole.part ] || fail "the journal stays"
for i in 1 2 3; do expect 0 "$MOOT" sweep "$town" --every-merge --every-close --pairs -q --shard $i/3 -o shard-$i; done
cat shard-1/sweep.csv shard-2/sweep.csv shard-3/sweep.csv >joined.csv
cmp -s joined.csv whole/sweep.csv || fail "the shards do not join to the whole"
expect 0 "$MOOT" sweep "$town" --every-merge --every-close --pairs -q --threads 1
cmp -s out whole/sweep.csv || fail "threads change the sweep"
# Killed at any moment, again and again, it ends as if nothing had been: at random times of its run, and with a journal
# cut off behind any byte.
python3 - "$MOOT" "$town" <<'PY' || fail "a killed sweep ends with other results"
import os, random, shutil, signal, subprocess, sys, time
moot, town = sys.argv[1:]
seed = int.from_bytes(os.urandom(4), "big")
print("seed", seed)
random.seed(seed)
words = [moot, "sweep", town, "--every-merge", "--every-close", "--pairs", "-q", "-o"]
files = ("sweep.csv", "sweep.json", "report.html")
def content(folder):
    return [open(os.path.join(folder, f), "rb").read() for f in files]
def start(folder):
    return subprocess.Popen(words + [folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
began = time.monotonic()
assert start("timed").wait() == 0
took = time.monotonic() - began
whole = content("whole")
longest = b""
for attempt in range(6):
    kills = 0
    while True:
        run = start("killed")
        time.sleep(random.random() * took)
        run.send_signal(signal.SIGKILL)
        run.wait()
        if os.path.exists("killed.part") and os.path.getsize("killed.part") > len(longest):
            longest = open("killed.part", "rb").read()
        kills += 1
        if os.path.isdir("killed") or kills == 4:
            break
    assert start("killed").wait() == 0
    assert content("killed") == whole, (attempt, kills)
    assert not os.path.exists("killed.part")
    shutil.rmtree("killed")
assert longest.count(b"\n") > 1, "no kill came while it worked"
for cut in sorted(random.sample(range(len(longest)), min(10, len(longest)))):
    with open("cut.part", "wb") as f:
        f.write(longest[:cut])
    assert start("cut").wait() == 0
    assert content("cut") == whole, cut
    shutil.rmtree("cut")
PY
# A journal that holds half of the runs is used, another sweep's is not.
expect 0 "$MOOT" sweep "$town" --every-merge -q -o merges
printf 'moot-sweep/1 0000000000000000\n1 0 1 999 1 0x0p+0 0x0p+0 0x0p+0 0x0p+0 0x0p+0 0x0p+0 .\n' >again.part
expect 0 "$MOOT" sweep "$town" --every-merge -q -o again
cmp -s merges/sweep.csv again/sweep.csv || fail "another sweep's journal was believed"
printf 'rule,subject,object,value\nkeep,csp,,\n' >a.csv
printf 'rule,subject,object,value\nset,policy:merge_penalty,,20\n' >b.csv
expect 0 "$MOOT" sweep "$town" a.csv b.csv --pairs --over policy:merge_penalty=0:20:10 -q -o mixed
python3 - "$MOOT" "$town" <<'PY' || fail "the figures differ from plan's"
import csv, json, subprocess, sys
moot, town = sys.argv[1:]
def plan(rows):
    with open("s.csv", "w") as f:
        f.write("rule,subject,object,value\n" + "".join(r + "\n" for r in rows))
    out = subprocess.run([moot, "plan", town, "--structure-only", "--json", "-q", "--scenario", "s.csv"],
                         capture_output=True, text=True)
    return (out.returncode, json.loads(out.stdout) if out.returncode == 0 else None)
def same(row, rows):
    code, found = plan(rows)
    if code == 3:
        assert row["status"] == "infeasible", row
        return
    assert abs(float(row["objective"]) - found["structure"]["objective"]) < 0.006, row
    assert abs(float(row["cost"]) - found["totals"]["after"]["cost"]) < 0.006, row
rows = list(csv.DictReader(open("whole/sweep.csv", encoding="utf-8-sig")))
boards = len(list(csv.DictReader(open(town + "/boards.csv", encoding="utf-8-sig"))))
assert len(rows) == boards * (boards - 1) // 2 * 2 + boards, len(rows)
assert any(r["status"] == "infeasible" for r in rows) and any(r["status"] == "optimal" for r in rows)
for row in rows[::3]:
    word, *ids = row["run"].split()
    same(row, ["together,%s,%s," % tuple(ids)] if word == "together" else ["close,%s,," % i for i in ids])
mixed = list(csv.DictReader(open("mixed/sweep.csv", encoding="utf-8-sig")))
assert [r["run"] for r in mixed] == ["policy:merge_penalty=0", "policy:merge_penalty=10", "policy:merge_penalty=20",
                                     "a.csv", "b.csv", "a.csv + b.csv"]
same(mixed[0], ["set,policy:merge_penalty,,0"])
same(mixed[2], ["set,policy:merge_penalty,,20"])
same(mixed[3], ["keep,csp,,"])
same(mixed[5], ["keep,csp,,", "set,policy:merge_penalty,,20"])
print(len(rows), "runs")
PY
expect 2 "$MOOT" sweep "$town"
expect 2 "$MOOT" sweep "$town" --over policy:merge_penalty=1:0:1
expect 2 "$MOOT" sweep "$town" --every-merge --shard 3/2
echo "sweeps hold"

# Stopped without a folder to go on from: what is done is one whole JSON document all the same.
"$MOOT" sweep "$SOURCE/examples/lincolnshire" --every-merge --json >"$work/stopped.json" 2>/dev/null &
sleep 3
kill -INT $! 2>/dev/null || true
code=0
wait $! || code=$?
[ "$code" = 0 ] || fail "exit $code of a sweep that was stopped"
python3 -c 'import json, sys; json.load(open(sys.argv[1]))["runs"]' "$work/stopped.json" || fail "no JSON of a stopped sweep"
echo "a stopped sweep shows what is done"
