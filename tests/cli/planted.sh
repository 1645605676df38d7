#!/bin/sh
# Partitions planted in a landscape are found again: boards copied two or three times, each copy keeping an agenda item
# with probability 0.8 and a member with 0.85, among others that share only the busiest people and a common theme. The
# adjusted Rand index (Hubert and Arabie 1985) of planted and proposed sets is at least 0.95 for every seed.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000
cat >"$work/planted.py" <<'P'
import collections, json, math, os, random, subprocess, sys

moot, work = sys.argv[1:]

def pairs(counts):
    return sum(math.comb(n, 2) for n in counts)

def rand_index(a, b):
    both = pairs(collections.Counter(zip(a, b)).values())
    x, y = pairs(collections.Counter(a).values()), pairs(collections.Counter(b).values())
    by_chance = x * y / math.comb(len(a), 2)
    return 1.0 if x == y == by_chance else (both - by_chance) / ((x + y) / 2 - by_chance)

assert rand_index("aabbc", "aabbc") == 1 and rand_index("aabb", "abab") < 0

def landscape(folder, seed):
    chance = random.Random(seed).random
    below = lambda n: int(chance() * n)
    boards, members, agenda, truth = [], [], [], []
    for group in range(12):
        people = [f"g{group}-p{i}" for i in range(7 + below(3))] + [f"busy{below(12)}"]
        themes = [f"Theme {group}-{i}" for i in range(4)] + ["Funding"]
        for copy in range(1 + (group > 2) + below(2) * (group > 5)):
            board = f"b{group:02d}-{copy}"
            boards.append(f"{board},Board {group} copy {copy},{4 if below(3) else 6},120")
            truth.append(group)
            seated = [p for p in people if chance() < 0.85]
            members += [f"{board},{p}" for p in seated or people[:3]]
            agenda += [f"{board},{t},{10 if t == 'Funding' else 20}" for t in themes if chance() < 0.8]
    os.makedirs(folder)
    for name, header, rows in (("boards", "board_id,name,meetings_per_year,minutes", boards),
                               ("members", "board_id,person_id", members), ("agenda", "board_id,theme,minutes", agenda)):
        with open(f"{folder}/{name}.csv", "w", encoding="utf-8") as file:
            file.write("\n".join([header] + rows) + "\n")
    return [row.split(",")[0] for row in boards], truth

worst = 1.0
for seed in range(1, 13):
    folder = f"{work}/{seed}"
    boards, truth = landscape(folder, seed)
    done = subprocess.run([moot, "plan", folder, "--structure-only", "--json", "-q"], capture_output=True, text=True,
                          check=True)
    plan = json.loads(done.stdout)
    found = {b: s["id"] for s in plan["boards"] for b in s["from"]}
    index = rand_index(truth, [found[b] for b in boards])
    assert plan["structure"]["gap"] == 0, seed
    assert index >= 0.95, (seed, index, sorted(s["from"] for s in plan["boards"]))
    worst = min(worst, index)
print(f"planted partitions found again, adjusted Rand index at least {worst:.3f}")
P
python3 "$work/planted.py" "$MOOT" "$work"
